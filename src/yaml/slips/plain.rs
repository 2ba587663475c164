//! Text without quotes.

use std::ops::Range;

use super::entry::is_dash;
use super::key::{ColonForm, WIDE_COLONS};
use super::line::Line;
use super::signs::{is_entry_name, is_gap, is_known_name, is_name, is_wide, join, quoted};
use super::value::Place;
use super::{ENTRY_IN_VALUE, Finding, LINES_WITHOUT_DASH, Owner, UNQUOTED_COLON, Walker, one_line};
use crate::base::Words;

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
        let single = last.start == line.start && place == Place::AfterKey;
        let end = if single { self.without_comma(at, end, &last, owner) } else { end };
        if self.wide_quoted(at..end) {
            return last.next;
        }
        if self.check_sign(at..end, place) || self.check_colon(at..end) {
            self.quote(at..end);
        } else if place == Place::AfterKey {
            self.check_entry_in_value(at..end);
        }
        last.next
    }

    /// Where a text of one line ends without the comma that it has behind it, as in JSON. What stands
    /// on the next line shows that no more of the text follows.
    fn without_comma(&mut self, at: usize, end: usize, line: &Line, owner: Owner) -> usize {
        let text = &self.text[at..end];
        let bare = text.trim_end_matches([',', ';', '，', '；']);
        let is_last = match self.next_content(line.next) {
            None => true,
            Some(next) => !self.is_right_of(next.column, owner) && self.begins_entry(&next),
        };
        if bare.is_empty() || bare.len() == text.len() || !is_last || is_entity(bare) {
            return end;
        }
        let comma = at + bare.len()..end;
        self.report_comma(comma.clone());
        self.edits.replace(comma, "");
        at + bare.trim_end_matches(is_gap).len()
    }

    /// A text that opens with a Chinese quotation mark and closes with another one, read without both.
    fn wide_quoted(&mut self, range: Range<usize>) -> bool {
        let text = &self.text[range.clone()];
        let inner = text.strip_prefix(['“', '‘', '”', '’']).and_then(|rest| rest.strip_suffix(['"', '\'']));
        let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(is_quote)) else {
            return false;
        };
        debug_assert!(inner.len() < text.len());
        self.mixed(range.start, range.end - 1..range.end);
        true
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
        let help = self.entry_help(at, range.clone()).unwrap_or_else(|| self.quoted_help(range));
        self.report(Finding::new(&UNQUOTED_COLON, at..at + 1, message).help(help));
    }

    /// Reports a value that goes on with another entry: `合写 单位：甲` after 标题. One that begins with a name
    /// of its own is a list of roles (`文字：宣传部 摄影：学生处`).
    fn check_entry_in_value(&mut self, range: Range<usize>) {
        let line = self.text[range.clone()].lines().next().unwrap_or("");
        let colon = |char: char| char == ':' || WIDE_COLONS.contains(&char);
        let Some(at) = line.find(colon) else { return };
        let Some((first, name)) = line[..at].rsplit_once(is_gap) else { return };
        if !is_name(name) || !is_entry_name(name) || first.trim_matches(is_gap).is_empty() {
            return;
        }
        let name_at = range.start + at - name.len();
        let message = words!(
            "值里又有“{name}”和冒号，已按文字读",
            "this value holds `{name}` and a colon; it is read as text"
        );
        let help =
            self.entry_help(range.start + at, range.clone()).unwrap_or_else(|| self.quoted_help(range));
        self.report(Finding::new(&ENTRY_IN_VALUE, name_at..name_at + name.len(), message).help(help));
    }

    /// The help for `竞赛 level: 国家级`: the word before the colon is the name of an entry, so that
    /// something between two entries was forgotten.
    fn entry_help(&self, colon: usize, range: Range<usize>) -> Option<Words> {
        let before = self.text[range.start..colon].trim_end_matches(is_gap);
        let (first, name) = before.rsplit_once(is_gap)?;
        if !is_known_name(name) {
            return None;
        }
        let form = quoted(&one_line(&self.text[range]));
        let first = first.trim_end_matches(is_gap);
        Some(words!(
            "如果“{name}”是另一项，请在“{first}”后换行（花括号里加半角逗号）；如果是一段文字，请加引号：{form}",
            "if `{name}` is another entry, begin a new line after `{first}` (inside braces, put a comma); if it is a text, quote it: {form}"
        ))
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

/// Whether a semicolon behind a text belongs to it: `党建&nbsp`.
fn is_entity(text: &str) -> bool {
    text.rsplit_once('&')
        .is_some_and(|(_, name)| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
}

fn is_quote(char: char) -> bool {
    matches!(char, '“' | '”' | '‘' | '’' | '"' | '\'')
}

fn is_short(text: &str, limit: usize) -> bool {
    let ends_openly = text.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == '”');
    ends_openly && text.chars().count() <= limit && !text.contains(['，', '。', '；', ',', ';'])
}
