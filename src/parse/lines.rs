//! The lines of a text, as far as they tell front matter from prose.

/// Lines of a text with their places; `\n` and `\r\n` end lines.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: u32,
}

/// One line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Where it begins.
    pub(super) start: usize,
    /// Where the next one begins.
    pub(super) end: usize,
    /// Its text without its end.
    pub(super) text: &'a str,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Lines<'a> {
        Lines { text, at: 0, number: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (line, length) = match rest.find('\n') {
            Some(at) => (&rest[..at], at + 1),
            None => (rest, rest.len()),
        };
        self.number += 1;
        let start = self.at;
        self.at += length;
        let text = line.strip_suffix('\r').unwrap_or(line);
        Some(Line { number: self.number, start, end: self.at, text })
    }
}

impl<'a> Line<'a> {
    /// Whether nothing is seen on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank_char)
    }

    /// Its text without blank characters around it.
    pub(super) fn bare(&self) -> &'a str {
        self.text.trim_matches(is_blank_char)
    }

    /// Where [`Line::bare`] lies in the text.
    pub(super) fn bare_span(&self) -> crate::base::Span {
        let bare = self.bare();
        let before = self.text.len() - self.text.trim_start_matches(is_blank_char).len();
        let start = self.start + before;
        crate::base::Span::new(start..start + bare.len())
    }

    /// Whether it looks like an entry of a map: a short key, a colon of either width, and a key that
    /// is no clause of a sentence.
    pub(super) fn is_entry(&self) -> bool {
        const LONGEST_KEY: usize = 24;
        let Some((key, value)) = self.text.split_once([':', '：']) else { return false };
        let is_indented = key.starts_with(is_blank_char);
        let key = key.trim_matches(['"', '\'', '“', '”', ' ']);
        let ends_sentence = |char| matches!(char, '，' | '。' | '；' | '！' | '？' | '、' | '《' | '[' | '*');
        !key.is_empty()
            && !is_indented
            && !value.starts_with("//")
            && key.chars().count() <= LONGEST_KEY
            && !key.starts_with(['#', '-', '>', '|', '!'])
            && !key.contains(ends_sentence)
            && key.split_whitespace().count() <= 2
    }

    /// Whether it may stand in a YAML map: an entry, an item, something indented, a comment, or what
    /// closes a bracket or a quote. A line of prose is none of these.
    pub(super) fn may_be_yaml(&self) -> bool {
        let first = self.text.chars().next();
        let is_marked = first.is_none_or(|char| {
            char.is_whitespace() || matches!(char, '-' | '#' | ']' | '}' | '"' | '\'' | '{')
        });
        is_marked || self.is_blank() || self.is_entry()
    }
}

/// Whether a character shows as nothing: spaces of every width and those of no width.
pub(super) fn is_blank_char(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Hyphens, dashes and drawn lines of every kind.
pub(super) fn is_dash(char: char) -> bool {
    matches!(
        char,
        '-' | '－' | '﹣' | '−' | '˗' | '─' | '━' | '\u{2010}'
            ..='\u{2015}' | '⸺' | '⸻' | '﹘' | 'ー' | 'ｰ' | '⁃'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_places() {
        let text = "甲\r\n\n乙";
        let found: Vec<_> =
            Lines::new(text).map(|line| (line.number, line.start, line.end, line.text)).collect();
        assert_eq!(found, [(1, 0, 5, "甲"), (2, 5, 6, ""), (3, 6, 9, "乙")]);
    }

    #[test]
    fn entries_are_told_from_prose() {
        let is_entry = |text: &str| Lines::new(text).next().is_some_and(|line| line.is_entry());
        for entry in ["title: a", "标题：党建", "标题:党建", "\"title\": a", "base url: a", "frameworks:"]
        {
            assert!(is_entry(entry), "{entry}");
        }
        for prose in
            ["", "- a: b", "# a: b", "他说，要做好三件事：学、讲、干", "https://a.cn", "  a: b", "没有冒号"]
        {
            assert!(!is_entry(prose), "{prose}");
        }
    }
}
