//! Text in quotes.

use std::ops::Range;

use super::line::Line;
use super::signs::{is_blank, is_gap, is_name, is_other_closer, join};
use super::{BACKSLASH, Finding, MIXED_QUOTES, Owner, UNCLOSED_QUOTE, Walker};

/// How a quoted text ended.
pub(super) enum Quoted {
    /// Right before `end`, which stands on `line`.
    Closed { end: usize, line: Line },
    /// Never; the walk goes on at `next`.
    Unclosed { next: usize },
}

impl Walker<'_> {
    /// A quoted text from its opening mark on.
    pub(super) fn quoted(&mut self, at: usize, line: &Line, owner: Owner) -> Quoted {
        let mark = if self.text[at..].starts_with('"') { '"' } else { '\'' };
        let mut escapes = Vec::new();
        let mut breaks: Vec<Range<usize>> = Vec::new();
        let mut current = *line;
        let mut from = at + 1;
        loop {
            if let Some(close) = self.closing(from, current.end, mark, &mut escapes) {
                for gap in breaks {
                    self.edits.replace(gap, "");
                }
                self.check_escapes(at + 1..close, &escapes);
                return Quoted::Closed { end: close + 1, line: current };
            }
            let next = match self.next_written(current.next) {
                Some(next) if !self.ends_quote(&next, owner) => next,
                _ => return self.unclosed(at, line, &current),
            };
            if next.start == current.next
                && let Some(gap) = self.han_break(from, &current, &next)
            {
                breaks.push(gap);
            }
            current = next;
            from = next.at;
        }
    }

    /// The place of the closing mark on a line.
    fn closing(&self, from: usize, end: usize, mark: char, escapes: &mut Vec<usize>) -> Option<usize> {
        let mut chars = self.text[from..end].char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            match char {
                '\\' if mark == '"' => {
                    escapes.push(from + at);
                    chars.next();
                }
                '"' if mark == '"' => return Some(from + at),
                // Two of them stand for one.
                '\'' if mark == '\'' && chars.next_if(|(_, next)| *next == '\'').is_none() => {
                    return Some(from + at);
                }
                _ => {}
            }
        }
        None
    }

    /// Whether a line shows that a quoted text above has ended without its closing mark.
    fn ends_quote(&self, line: &Line, owner: Owner) -> bool {
        self.is_document_mark(line) || !self.is_right_of(line.column, owner) && self.begins_entry(line)
    }

    /// Whether a line reads like an item or an entry.
    pub(super) fn begins_entry(&self, line: &Line) -> bool {
        super::entry::is_dash(&self.text[line.at..line.end])
            || self.key(line.at, line.end).is_some_and(|key| key.quoted || is_name(&self.text[key.name]))
    }

    /// The line break between two Han characters, with its gaps.
    fn han_break(&self, from: usize, current: &Line, next: &Line) -> Option<Range<usize>> {
        let before = self.text[from..current.end].trim_end_matches(is_gap);
        let after = &self.text[next.at..next.end];
        let gap = join(before.chars().next_back(), after.chars().next());
        gap.is_empty().then(|| from + before.len()..next.at)
    }

    /// A text whose quote is never closed: all up to the next entry. A sign of another kind at its end
    /// is taken for the closing one.
    fn unclosed(&mut self, at: usize, first: &Line, last: &Line) -> Quoted {
        let end = at + self.text[at..last.end].trim_end_matches(is_gap).len();
        let closer = self.text[at + 1..end].char_indices().next_back();
        match closer.filter(|(place, char)| self.closes(at + 1..at + 1 + place, *char)) {
            Some((place, char)) => {
                let close = at + 1 + place;
                self.mixed(at, close..close + char.len_utf8());
            }
            None => {
                let opening = &self.text[at..at + 1];
                let message =
                    words!("引号 {opening} 没有关上", "the quotation mark {opening} is never closed");
                let whole =
                    super::signs::quoted(self.text[at + 1..end.min(first.end)].trim_end_matches(is_gap));
                let help = words!(
                    "在值的末尾补上同样的引号，或写成 {whole}",
                    "close it with the same mark at the end of the value, or write {whole}"
                );
                self.report(Finding::new(&UNCLOSED_QUOTE, at..at + 1, message).help(help));
                self.as_single_quoted(at, end..end);
            }
        }
        self.repair_tail(end..last.end);
        Quoted::Unclosed { next: last.next }
    }

    /// Whether a sign at the end of a text is meant as its closing mark, not as that of a pair inside.
    fn closes(&self, inside: Range<usize>, sign: char) -> bool {
        let count = |wanted: char| self.text[inside.clone()].chars().filter(|char| *char == wanted).count();
        let balanced = match sign {
            '”' => count('“') > count('”'),
            '’' => count('‘') > count('’'),
            '」' => count('「') > count('」'),
            _ => false,
        };
        is_other_closer(sign) && !balanced
    }

    /// Reports an opening mark and a closing one of another kind, and makes a pair of them.
    pub(super) fn mixed(&mut self, at: usize, closer: Range<usize>) {
        let inside = self.after_mark(at);
        let (opening, closing) = (&self.text[at..inside], &self.text[closer.clone()]);
        let message = words!(
            "以 {opening} 开头，却以 {closing} 结尾",
            "it opens with {opening} and closes with {closing}"
        );
        let whole = super::signs::quoted(&self.text[inside..closer.start]);
        let help = words!("两端用同样的半角引号：{whole}", "use the same mark at both ends: {whole}");
        self.report(Finding::new(&MIXED_QUOTES, closer.clone(), message).help(help));
        self.as_single_quoted(at, closer);
    }

    /// The place behind the sign at a place.
    pub(super) fn after_mark(&self, at: usize) -> usize {
        at + self.text[at..].chars().next().map_or(0, char::len_utf8)
    }

    /// Makes a single-quoted text of what stands between an opening mark and a range that is to be the
    /// closing one.
    fn as_single_quoted(&mut self, at: usize, closer: Range<usize>) {
        let inside = self.after_mark(at)..closer.start;
        self.edits.replace(at..inside.start, "'");
        for (place, _) in self.text[inside.clone()].match_indices('\'') {
            self.edits.insert(inside.start + place, "'");
        }
        self.edits.replace(closer, "'");
    }

    /// Looks at the backslashes of a text in double quotes. In a path they are meant as such, and so
    /// are those that no escape of YAML begins with.
    fn check_escapes(&mut self, range: Range<usize>, escapes: &[usize]) {
        let text = &self.text[range.clone()];
        let path = is_path(text);
        let meant: Vec<usize> = escapes
            .iter()
            .copied()
            .filter(|at| {
                let rest = &self.text[at + 1..range.end];
                if path { !rest.starts_with('\\') } else { !is_escape(rest) }
            })
            .collect();
        let Some(first) = meant.first() else { return };
        let message = words!(
            "双引号里的反斜杠会与后一个字符合成别的字符，已按反斜杠读",
            "inside double quotes a backslash changes the character after it; it is read as a backslash"
        );
        let whole = super::signs::quoted(text);
        let help = words!("改用单引号：{whole}", "use single quotes: {whole}");
        self.report(Finding::new(&BACKSLASH, *first..first + 1, message).help(help));
        for at in meant {
            self.edits.insert(at, "\\");
        }
    }
}

/// Whether a text in double quotes is a path with backslashes: `C:\new`, `\\server\x`, `图片\new.png`.
fn is_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'\\';
    let share = text.starts_with("\\\\") && !text.starts_with("\\\\\\\\");
    let extension = text.rsplit_once('.').map_or("", |(_, extension)| extension);
    let file = (1..=5).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !text.contains(is_blank)
        && text.contains('\\');
    drive || share || file
}

/// Whether an escape of YAML begins with a backslash before `rest`.
fn is_escape(rest: &str) -> bool {
    let mut chars = rest.chars();
    let digits = match chars.next() {
        // At the end of a line the backslash joins it to the next.
        None | Some('\n' | '\r') => return true,
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some(sign) => {
            return matches!(
                sign,
                '0' | 'a'
                    | 'b'
                    | 't'
                    | '\t'
                    | 'n'
                    | 'v'
                    | 'f'
                    | 'r'
                    | 'e'
                    | ' '
                    | '"'
                    | '/'
                    | '\\'
                    | 'N'
                    | '_'
                    | 'L'
                    | 'P'
            );
        }
    };
    let number = rest.get(1..1 + digits).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    number.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32).is_some()
}
