//! The order of names in lists: as they are read aloud, which is how people look them up.

use unicode_normalization::UnicodeNormalization;

use crate::base::numeral::{han_integer, is_han_numeral};

use super::{Read, Readings};

/// A name as lists are sorted by it. Numbers stand first and by their value (第2批 before 第十批), then
/// Latin words without regard to case, then Han by syllable and tone. Quotation marks and other signs
/// count for nothing; names that differ in these alone stand in the order of their characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Aloud {
    pieces: Vec<Piece>,
    text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// The count of its digits, then the digits.
    Number(usize, String),
    Latin(String),
    /// A syllable, then the same with its tone.
    Han(String, String),
}

impl Readings {
    /// A name as lists are sorted by it.
    pub fn aloud(&self, name: &str) -> Aloud {
        let text: String = name.nfkc().collect();
        let mut pieces = Vec::new();
        // Digits or letters that belong together.
        let mut run = String::new();
        for read in self.read(&with_digits(&text)) {
            match read {
                Read::Other(char) if char.is_alphanumeric() => {
                    let is_digit = |char: char| char.is_ascii_digit();
                    if run.chars().next_back().is_some_and(|last| is_digit(last) != is_digit(char)) {
                        close(&mut run, &mut pieces);
                    }
                    run.extend(char.to_lowercase());
                }
                Read::Other(_) => close(&mut run, &mut pieces),
                Read::Syllables(syllables) => {
                    close(&mut run, &mut pieces);
                    let han =
                        syllables.into_iter().map(|syllable| Piece::Han(syllable.plain, syllable.toned));
                    pieces.extend(han);
                }
            }
        }
        close(&mut run, &mut pieces);
        Aloud { pieces, text }
    }
}

fn close(run: &mut String, pieces: &mut Vec<Piece>) {
    let run = std::mem::take(run);
    if run.starts_with(|char: char| char.is_ascii_digit()) {
        let digits = run.trim_start_matches('0');
        pieces.push(Piece::Number(digits.len(), digits.to_owned()));
    } else if !run.is_empty() {
        pieces.push(Piece::Latin(run));
    }
}

/// The text with Han numerals as digits where they can be nothing else: after 第, and before the 、 of an
/// ordinal at its beginning.
fn with_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let end = rest.find(|char| !is_han_numeral(char)).unwrap_or(rest.len());
        let is_ordinal = out.ends_with('第') || (out.is_empty() && rest[end..].starts_with('、'));
        match han_integer(&rest[..end]).filter(|_| is_ordinal) {
            Some(number) => {
                out.push_str(&number.to_string());
                rest = &rest[end..];
            }
            None => {
                out.push(char);
                rest = &rest[char.len_utf8()..];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let readings = Readings::new(&BTreeMap::new());
        let mut names = names.to_vec();
        names.reverse();
        names.sort_by_cached_key(|name| readings.aloud(name));
        names
    }

    #[test]
    fn names_stand_as_they_are_read_aloud() {
        for names in [
            &["安徽", "北京", "重庆", "上海"][..],
            &["妈妈", "马上", "骂人"],
            &["2号楼", "10号楼", "A区", "b区", "二号楼"],
            &["第一批", "第二批", "第3批", "第十批", "第十二批"],
            &["一、总则", "二、组织", "十、附则"],
            &["《党建》", "党建工作", "“党员”之家"],
            &["2019年", "2020年", "零"],
            &["001", "2"],
            &["甲", "甲 乙", "甲乙丙"],
        ] {
            assert_eq!(sorted(names), names);
        }
    }

    #[test]
    fn names_that_sound_alike_keep_one_order() {
        assert_eq!(sorted(&["事实", "“事实”"]), sorted(&["“事实”", "事实"]));
        assert_eq!(sorted(&["示实", "事实"]), sorted(&["事实", "示实"]));
    }
}
