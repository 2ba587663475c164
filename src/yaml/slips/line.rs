//! Lines, their indentation, and the gaps inside of them.

use std::ops::Range;

use super::signs::{gap_length, is_gap, is_odd_gap, width};
use super::{Finding, TAB_INDENTATION, Walker};

/// A line of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its first byte.
    pub(super) start: usize,
    /// Where its content begins, after all gaps.
    pub(super) at: usize,
    /// The column of its content once its indentation is repaired, from 0.
    pub(super) column: usize,
    /// Where it ends, without its line break.
    pub(super) end: usize,
    /// Where the next line begins.
    pub(super) next: usize,
}

impl Line {
    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.at == self.end
    }
}

impl Walker<'_> {
    /// The line that begins at a place; `None` at the end of the text.
    pub(super) fn line_at(&self, start: usize) -> Option<Line> {
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let (length, next) = match rest.find('\n') {
            Some(newline) => (newline, start + newline + 1),
            None => (rest.len(), self.text.len()),
        };
        let content = rest[..length].strip_suffix('\r').unwrap_or(&rest[..length]);
        let indentation = gap_length(content);
        let column = content[..indentation].chars().map(width).sum();
        Some(Line { start, at: start + indentation, column, end: start + content.len(), next })
    }

    /// The next line from a place on that says something: not blank, not a comment.
    pub(super) fn next_content(&self, from: usize) -> Option<Line> {
        let mut start = from;
        while let Some(line) = self.line_at(start) {
            if !line.is_blank() && !self.text[line.at..].starts_with('#') {
                return Some(line);
            }
            start = line.next;
        }
        None
    }

    /// The next line from a place on that is not blank.
    pub(super) fn next_written(&self, from: usize) -> Option<Line> {
        let mut start = from;
        while let Some(line) = self.line_at(start) {
            if !line.is_blank() {
                return Some(line);
            }
            start = line.next;
        }
        None
    }

    /// Makes plain spaces of a line's indentation, and reports tabs in it when something follows.
    pub(super) fn repair_indentation(&mut self, line: &Line) {
        if !line.is_blank() && !self.text[line.at..].starts_with('#') {
            self.report_tab(line);
        }
        self.space_indentation(line);
    }

    /// Reports a tab in a line's indentation, and whether there is one.
    pub(super) fn report_tab(&mut self, line: &Line) -> bool {
        let Some(tab) = self.text[line.start..line.at].find('\t') else { return false };
        let at = line.start + tab;
        let message = words!("缩进里有制表符", "there is a tab in the indentation");
        let help = words!("缩进只用空格，每级两格", "indent with spaces only, two for each level");
        self.report(Finding::new(&TAB_INDENTATION, at..at + 1, message).help(help));
        true
    }

    /// Takes away what stands on the blank lines before a line.
    pub(super) fn empty_lines(&mut self, from: usize, to: usize) {
        let mut start = from;
        while start < to
            && let Some(line) = self.line_at(start)
        {
            if line.end > line.start {
                self.edits.replace(line.start..line.end, "");
            }
            start = line.next;
        }
    }

    /// Makes plain spaces of a line's indentation where tabs do no harm.
    pub(super) fn space_indentation(&mut self, line: &Line) {
        self.repair_gap(line.start..line.at, |char| char != ' ');
    }

    /// Steps over the gap at a place, making plain spaces of what YAML does not take for one. Gives
    /// the place after it and its width in the repaired text.
    pub(super) fn step_over_gap(&mut self, at: usize, end: usize) -> (usize, usize) {
        let gap = at..at + gap_length(&self.text[at..end]);
        self.repair_gap(gap.clone(), is_odd_gap);
        let plain = |char: char| if char == '\t' { 1 } else { width(char) };
        (gap.end, self.text[gap].chars().map(plain).sum())
    }

    /// The same where YAML does not allow tabs either, which is after a dash.
    pub(super) fn space_gap(&mut self, at: usize, end: usize) -> (usize, usize) {
        let gap = at..at + gap_length(&self.text[at..end]);
        self.repair_gap(gap.clone(), |char| char != ' ');
        (gap.end, self.text[gap].chars().map(width).sum())
    }

    /// Takes away odd gaps at the end of a value.
    pub(super) fn repair_tail(&mut self, range: Range<usize>) {
        self.repair_gap(range, is_odd_gap);
    }

    fn repair_gap(&mut self, gap: Range<usize>, is_odd: fn(char) -> bool) {
        for (at, char) in self.text[gap.clone()].char_indices() {
            if is_odd(char) {
                let start = gap.start + at;
                self.edits.replace(start..start + char.len_utf8(), " ".repeat(width(char)));
            }
        }
    }

    /// Where a text of one line ends: before a comment and the gaps in front of it. The second place
    /// is that of the comment's `#`.
    pub(super) fn text_end(&self, at: usize, end: usize) -> (usize, Option<usize>) {
        let text = &self.text[at..end];
        let hash = text
            .match_indices('#')
            .find(|(hash, _)| text[..*hash].chars().next_back().is_some_and(super::signs::is_blank))
            .map(|(hash, _)| hash);
        let length = text[..hash.unwrap_or(text.len())].trim_end_matches(is_gap).len();
        (at + length, hash.map(|hash| at + hash))
    }
}
