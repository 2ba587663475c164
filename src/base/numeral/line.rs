//! A line as numbers are looked for in it.

use unicode_normalization::UnicodeNormalization;

use super::{QualifierWords, Word, begins_with};
use crate::base::fold::{is_blank, is_common};

/// A line in one spelling, character by character as it was typed.
pub(super) struct Line<'a> {
    pub(super) plain: Vec<char>,
    /// Whether a character stands inside quotes or a title.
    pub(super) quoted: Vec<bool>,
    pub(super) words: &'a QualifierWords,
}

/// One plain character for each that was typed.
pub(super) fn plain(text: &str) -> Vec<char> {
    let alone = |char: char| {
        if is_common(char) {
            return char;
        }
        let mut spelled = std::iter::once(char).nfkc();
        match (spelled.next(), spelled.next()) {
            (Some(plain), None) => plain,
            _ => char,
        }
    };
    text.chars().map(|char| if is_blank(char) { ' ' } else { alone(char) }).collect()
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &str, words: &'a QualifierWords) -> Line<'a> {
        let plain = plain(text);
        let mut quoted = vec![false; plain.len()];
        let mut open = Vec::new();
        for (at, char) in plain.iter().enumerate() {
            match char {
                '《' | '〈' | '“' | '‘' | '「' | '『' => open.push(at),
                '》' | '〉' | '”' | '’' | '」' | '』' => match open.pop() {
                    Some(from) if open.is_empty() => quoted[from..at].fill(true),
                    _ => {}
                },
                _ => {}
            }
        }
        Line { plain, quoted, words }
    }

    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.plain.get(at).copied()
    }

    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.at(at).is_some_and(|char| char.is_ascii_digit())
    }

    pub(super) fn past_blanks(&self, mut at: usize) -> usize {
        while self.at(at) == Some(' ') {
            at += 1;
        }
        at
    }

    pub(super) fn before_blanks(&self, mut at: usize) -> usize {
        while at > 0 && self.plain[at - 1] == ' ' {
            at -= 1;
        }
        at
    }

    /// A known unit that begins here, the longest; `%` and `‰` are known to all.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, String)> {
        if let Some(sign @ ('%' | '‰')) = self.at(at) {
            return Some((at + 1, sign.to_string()));
        }
        let rest = self.plain.get(at..)?;
        let unit = self.words.units.iter().find(|unit| begins_with(rest, unit))?;
        let splits_a_word = unit.last().is_some_and(char::is_ascii_alphanumeric)
            && rest.get(unit.len()).is_some_and(char::is_ascii_alphanumeric);
        (!splits_a_word).then(|| (at + unit.len(), unit.iter().collect()))
    }

    /// The qualifier that ends before a place, and where it begins.
    pub(super) fn before(&self, at: usize) -> Option<(usize, &'a Word)> {
        let head = &self.plain[..self.before_blanks(at)];
        let word = self.words.before.iter().find(|word| head.ends_with(&word.chars))?;
        if word.id.is_empty() {
            return None;
        }
        Some((head.len() - word.chars.len(), word))
    }

    /// The qualifier that begins at a place, and where it ends.
    pub(super) fn after(&self, at: usize) -> Option<(usize, &'a Word)> {
        let from = self.past_blanks(at);
        let rest = self.plain.get(from..)?;
        let word = self.words.after.iter().find(|word| begins_with(rest, &word.chars))?;
        if word.id.is_empty() {
            return None;
        }
        Some((from + word.chars.len(), word))
    }

    pub(super) fn starts_with(&self, at: usize, word: &str) -> bool {
        let mut rest = self.plain[at.min(self.plain.len())..].iter();
        word.chars().all(|char| rest.next() == Some(&char))
    }

    /// Past a run of letters, digits and what joins them, `longest` at most.
    pub(super) fn past_token(&self, at: usize, longest: usize) -> usize {
        let latin = |at: usize| self.at(at).is_some_and(|char| char.is_ascii_alphanumeric());
        let joins = |at: usize| matches!(self.at(at), Some('+' | ':' | '/' | '.' | ',' | '-' | '*' | '×'));
        let token =
            (at..at.saturating_add(longest)).take_while(|at| latin(*at) || (joins(*at) && latin(at + 1)));
        token.last().map_or(at, |last| last + 1)
    }
}
