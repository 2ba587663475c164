//! Text without quotes.

use std::ops::Range;

use super::entry::is_dash;
use super::key::ColonForm;
use super::line::Line;
use super::signs::{is_gap, is_name, is_wide, join};
use super::value::Place;
use super::{Finding, LINES_WITHOUT_DASH, Owner, UNQUOTED_COLON, Walker};

/// Characters of a line so short that it may be an item of a list.
const SHORT: usize = 20;

/// The same for a value that begins on the line of its name, where a wrapped text is more likely.
const VERY_SHORT: usize = 8;

impl Walker<'_> {
    /// A text without quotes and the lines that continue it. Lines that follow each other are joined,
    /// so that the text stands in one piece and a break between two Han characters leaves no space.
    pub(super) fn plain(&mut self, at: usize, line: &Line, owner: Owner, place: Place) -> usize {
        let mut last = *line;
        let mut last_at = at;
        let (mut end, mut hash) = self.text_end(at, line.end);
        let first = at..end;
        let mut parts = vec![first];
        while hash.is_none()
            && let Some(next) = self.continuation(last.next, owner)
        {
            if next.start == last.next {
                parts.push(next.at..self.text_end(next.at, next.end).0);
            } else {
                // YAML makes line breaks of the blank lines between.
                self.repair_tail(end..last.end);
                self.empty_lines(last.next, next.start);
                self.space_indentation(&next);
                self.join(&parts, place);
                let first = next.at..self.text_end(next.at, next.end).0;
                parts = vec![first];
            }
            (last, last_at) = (next, next.at);
            (end, hash) = self.text_end(next.at, next.end);
        }
        self.join(&parts, place);
        self.repair_tail(end..hash.unwrap_or(last.end));
        if let Some(hash) = hash {
            self.check_comment(last_at, hash, last.end);
        }
        if self.check_sign(at..end, place) || self.check_colon(at..end) {
            self.quote(at..end);
        }
        last.next
    }

    /// The next line, when it continues a text of `owner`. One that looks like an item or an entry
    /// does not, though YAML would join or refuse it.
    fn continuation(&self, from: usize, owner: Owner) -> Option<Line> {
        let next = self.next_written(from)?;
        let text = &self.text[next.at..next.end];
        let continues = self.is_right_of(next.column, owner)
            && !text.starts_with('#')
            && !self.is_document_mark(&next)
            && !is_dash(text)
            && !self.key(next.at, next.end).is_some_and(|key| {
                key.form == ColonForm::Spaced && (key.quoted || is_name(&self.text[key.name]))
            });
        continues.then_some(next)
    }

    pub(super) fn is_right_of(&self, column: usize, owner: Owner) -> bool {
        owner.is_none_or(|owner| column > owner)
    }

    /// Joins the lines of a text to one. Lines so short that they may be a list are reported.
    fn join(&mut self, parts: &[Range<usize>], place: Place) {
        let reads_as_item = |part: &Range<usize>| {
            let text = &self.text[part.clone()];
            match place {
                Place::OwnLine => is_short(text, SHORT),
                Place::AfterKey => is_short(text, VERY_SHORT) && text.chars().all(is_wide),
                Place::AfterDash => false,
            }
        };
        let listed = parts.len() > 1 && parts.iter().all(reads_as_item);
        if listed {
            let count = parts.len();
            let message =
                words!("这 {count} 行会被 YAML 连成一段文字", "YAML joins these {count} lines to one text");
            let help = words!(
                "是列表就在每行前加“- ”；是一段文字就写在一行里",
                "put `- ` before each line of a list; write a text on one line"
            );
            self.report(Finding::new(&LINES_WITHOUT_DASH, parts[0].clone(), message).help(help));
        }
        for pair in parts.windows(2) {
            let (before, after) = (&self.text[pair[0].clone()], &self.text[pair[1].clone()]);
            let gap = if listed { " " } else { join(before.chars().next_back(), after.chars().next()) };
            self.edits.replace(pair[0].end..pair[1].start, gap);
        }
    }

    /// Reports a colon that YAML takes for that of an entry: `党建: 三创新` after a name.
    fn check_colon(&mut self, range: Range<usize>) -> bool {
        let Some(colon) = inner_colon(&self.text[range.clone()]) else { return false };
        let at = range.start + colon;
        self.report_colon(at, range);
        true
    }

    pub(super) fn report_colon(&mut self, at: usize, range: Range<usize>) {
        let message = words!(
            "值里的“: ”会被 YAML 当作又一个名称，已按文字读",
            "YAML takes `: ` inside a value for another entry; it is read as text"
        );
        let help = self.quoted_help(range);
        self.report(Finding::new(&UNQUOTED_COLON, at..at + 1, message).help(help));
    }
}

/// Where in a text a colon stands that YAML would take for that of an entry: before a space, or at
/// the end of a line.
pub(super) fn inner_colon(text: &str) -> Option<usize> {
    text.match_indices(':').map(|(at, _)| at).find(|at| {
        let rest = &text[at + 1..];
        rest.starts_with([' ', '\t'])
            || matches!(rest.trim_start_matches(is_gap).chars().next(), None | Some('\n' | '\r'))
    })
}

fn is_short(text: &str, limit: usize) -> bool {
    let ends_openly = text.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == '”');
    ends_openly && text.chars().count() <= limit && !text.contains(['，', '。', '；', ',', ';'])
}
