//! Counting as Chinese counts: characters of Han, words of other scripts.

use super::cjk::{is_alphanumeric, is_han};
use super::han;

/// Counts what is shown, event by event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counter {
    /// Han characters.
    pub(super) han: u32,
    /// Words of other scripts, numbers included.
    pub(super) latin: u32,
    state: State,
}

/// Where in a word the text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Outside,
    Within,
    /// After a sign that holds a word together when a letter follows: `don't`, `1.5`, `e-mail`.
    Joined,
}

impl Counter {
    /// Counts a text; a word goes on from the text before.
    pub(super) fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let run = if matches!(byte, 0xE4..=0xE9) { han::run(&bytes[at..]) } else { 0 };
            if run > 0 {
                self.han += u32::try_from(run).unwrap_or(u32::MAX);
                self.state = State::Outside;
                at += run * han::BYTES;
                continue;
            }
            // The punctuation around it is told by its bytes too.
            let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
            match byte {
                0xE3 if next(1) == 0x80 && next(2) < 0x85 => self.state = State::Outside,
                0xEF if next(1) == 0xBC && next(2) < 0x90 => self.state = State::Outside,
                0xE2 if next(1) == 0x80 && matches!(next(2), 0x9C | 0x9D) => self.state = State::Outside,
                _ => {
                    let Some(char) = text[at..].chars().next() else { return };
                    self.char(char);
                    at += char.len_utf8();
                    continue;
                }
            }
            at += 3;
        }
    }

    fn char(&mut self, char: char) {
        if is_han(char) {
            self.han += 1;
            self.state = State::Outside;
        } else if is_alphanumeric(char) {
            if self.state == State::Outside {
                self.latin += 1;
            }
            self.state = State::Within;
        } else if self.state == State::Within
            && matches!(char, '\'' | '’' | '-' | '.' | ',' | '_' | '@' | '/')
        {
            self.state = State::Joined;
        } else if !unicode_normalization::char::is_combining_mark(char) {
            self.state = State::Outside;
        }
    }

    /// Ends a word: a line, a block or a picture ends here.
    pub(super) fn end_word(&mut self) {
        self.state = State::Outside;
    }

    /// Words as Chinese counts them.
    pub(super) fn words(&self) -> u32 {
        self.han + self.latin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> (u32, u32) {
        let mut counter = Counter::default();
        counter.text(text);
        (counter.han, counter.latin)
    }

    #[test]
    fn han_by_character_others_by_word() {
        for (text, expected) in [
            ("", (0, 0)),
            ("党建引领。", (4, 0)),
            ("党建+业务", (4, 0)),
            ("2023年10月，PPT大赛3.5分", (5, 4)),
            ("don't re-use e.g. 1,000 a/b", (0, 5)),
            ("——……“”！", (0, 0)),
            ("𠮷野家〇々", (5, 0)),
            ("中a中b", (2, 2)),
            ("한국어 하나", (0, 2)),
            ("cafe\u{301} x", (0, 2)),
            ("- . a -b", (0, 2)),
            ("，a，", (0, 1)),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }

    #[test]
    fn words_go_on_over_markup_and_end_with_lines() {
        let mut counter = Counter::default();
        counter.text("ab");
        counter.text("cd");
        assert_eq!(counter.latin, 1);
        counter.end_word();
        counter.text("ef");
        assert_eq!(counter.latin, 2);
    }
}
