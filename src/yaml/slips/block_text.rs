//! Text as a block, after `|` or `>`, or after the `｜` and `＞` that input methods give.

use super::key::ColonForm;
use super::line::Line;
use super::signs::{gap_length, is_gap, is_known_name, join};
use super::{Finding, Owner, UNINDENTED_TEXT, Walker};

/// What becomes of line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `|`: they stay.
    Literal,
    /// `>`: they become spaces.
    Folded,
}

/// What stands after `|` or `>`.
pub(super) struct Header {
    /// How many columns right of its owner the text stands, when that is said.
    indicator: Option<usize>,
    /// Its end.
    end: usize,
}

impl Walker<'_> {
    /// The header at a place, when YAML takes it for one.
    pub(super) fn block_header(&self, at: usize, line: &Line) -> Option<Header> {
        let sign = self.after_mark(at);
        let rest = &self.text[sign..line.end];
        let length = rest.find(|char: char| !matches!(char, '+' | '-' | '1'..='9')).unwrap_or(rest.len());
        let signs = &rest[..length];
        let digits: Vec<usize> =
            signs.bytes().filter(u8::is_ascii_digit).map(|digit| usize::from(digit - b'0')).collect();
        let end = sign + length;
        let after = &rest[length..];
        let gap = gap_length(after);
        let ends = gap == after.len() || gap > 0 && after[gap..].starts_with('#');
        let sound = ends && length <= 2 && digits.len() <= 1 && signs.len() - digits.len() <= 1;
        sound.then(|| Header { indicator: digits.first().copied(), end })
    }

    /// A block of text. Gives the place where the line after it begins.
    pub(super) fn block_text(&mut self, at: usize, line: &Line, owner: Owner) -> usize {
        let Some(header) = self.block_header(at, line) else { return line.next };
        self.repair_tail(header.end..line.end);
        let Some((lines, next)) = self.block_lines(line.next, owner) else { return line.next };
        let base = owner.unwrap_or(0);
        let column = match header.indicator {
            Some(indicator) => base + indicator,
            None => match lines.first().map(|line| self.spaces(line)) {
                Some(spaces) if self.is_right_of(spaces, owner) => spaces,
                _ => base + 2,
            },
        };
        let least = lines
            .iter()
            .map(|line| self.spaces(line))
            .filter(|spaces| self.is_right_of(*spaces, owner))
            .min()
            .unwrap_or(column);
        // When the first line stands further right than others, or begins with a tab, the header says
        // where the text begins, so that nothing of it changes.
        let tabbed =
            lines.first().is_some_and(|line| self.text[line.start + self.spaces(line)..].starts_with('\t'));
        let said = least.min(column) - base;
        let column = if header.indicator.is_none() && (least < column || tabbed) && (1..=9).contains(&said) {
            self.edits.insert(self.after_mark(at), said.to_string());
            base + said
        } else {
            column
        };
        let style = if self.text[at..].starts_with(['>', '＞']) { Style::Folded } else { Style::Literal };
        self.indent(&lines, column, style);
        next
    }

    /// The written lines that belong to a block, and where the first line after them begins.
    fn block_lines(&mut self, from: usize, owner: Owner) -> Option<(Vec<Line>, usize)> {
        let mut lines: Vec<Line> = Vec::new();
        let mut next = from;
        let mut start = from;
        while let Some(line) = self.line_at(start) {
            start = line.next;
            let text = &self.text[line.start..line.end];
            if text.chars().all(|char| matches!(char, ' ' | '\t')) {
                // Spaces on a blank line before the text would tell YAML where the text begins, and a
                // tab may stand where it wants spaces.
                if lines.is_empty() || text.contains('\t') {
                    self.edits.replace(line.start..line.end, "");
                }
                continue;
            }
            if self.ends_block(&line, owner) {
                break;
            }
            lines.push(line);
            next = line.next;
        }
        (!lines.is_empty()).then_some((lines, next))
    }

    /// Whether a line stands outside of a block of text: not right of its owner, and an entry, an item
    /// of the owner's list, or a comment.
    fn ends_block(&self, line: &Line, owner: Owner) -> bool {
        if self.is_document_mark(line) {
            return true;
        }
        if self.is_right_of(self.spaces(line), owner) {
            return false;
        }
        let text = &self.text[line.at..line.end];
        let is_entry =
            |key: super::key::KeyAt| key.form == ColonForm::Spaced || is_known_name(&self.text[key.name]);
        text.starts_with('#')
            || super::entry::is_dash(text) && line.start == line.at - self.spaces(line)
            || self.key(line.at, line.end).is_some_and(is_entry)
    }

    /// The spaces that a line begins with; other gaps are part of a text.
    fn spaces(&self, line: &Line) -> usize {
        let text = &self.text[line.start..line.end];
        text.len() - text.trim_start_matches(' ').len()
    }

    /// Indents lines of a block that stand too far left. In a folded text a break between two Han
    /// characters is taken away, so that it leaves no space.
    fn indent(&mut self, lines: &[Line], column: usize, style: Style) {
        let mut before: Option<&Line> = None;
        let mut first = None;
        for line in lines {
            let spaces = self.spaces(line);
            if spaces < column {
                first.get_or_insert(*line);
            }
            match before.filter(|before| style == Style::Folded && self.joins(before, line, column)) {
                Some(before) => self.edits.replace(before.end..line.start + spaces, ""),
                None if spaces < column => {
                    self.edits.insert(line.start + spaces, " ".repeat(column - spaces));
                }
                None => {}
            }
            before = Some(line);
        }
        if let Some(line) = first {
            self.unindented(&line, column);
        }
    }

    fn unindented(&mut self, line: &Line, column: usize) {
        let message = words!(
            "这一行没有缩进，已算作上面“|”或“>”的正文",
            "this line is not indented; it is read as part of the text after `|` or `>`"
        );
        let help = words!("正文每行缩进 {column} 格", "indent each line of the text by {column} spaces");
        let end = line.at + self.text[line.at..line.end].trim_end_matches(is_gap).len();
        self.report(Finding::new(&UNINDENTED_TEXT, line.at..end, message).help(help));
    }

    /// Whether two lines of a folded text follow each other and leave no space between them.
    fn joins(&self, before: &Line, after: &Line, column: usize) -> bool {
        let text_of = |line: &Line| &self.text[line.start + self.spaces(line)..line.end];
        let (above, below) = (text_of(before), text_of(after));
        after.start == before.next
            && self.spaces(before) <= column
            && self.spaces(after) <= column
            && !above.starts_with(is_gap)
            && !below.starts_with(is_gap)
            && join(above.chars().next_back(), below.chars().next()).is_empty()
    }
}
