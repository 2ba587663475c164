//! Numbers as the field writes them: `500人次以上`, `近千`, `十三`, `1.2万余`, `95%`.
//!
//! What says how exact a number is (近, 余, 以上, 若干) is data that the caller gives, so a vocabulary
//! in another field or language needs no code.

mod amount;
mod decimal;
mod han;
mod line;
mod scan;
#[cfg(test)]
mod tests;

pub use han::{han_digit, han_integer, is_han_numeral};

/// A number with what it counts, read from one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quantity {
    /// What stands beside the number: 国培项目 of `国培项目 4项`. Often empty.
    pub label: String,
    /// The number in its shortest decimal form (`4`, `12.5`, `12000`); none when the line has a unit
    /// and a word for "some" but no number (`多项`).
    pub value: Option<String>,
    /// What stands in place of a number, as typed: 数十 of `数十名`, 半数以上. None when there is a value.
    pub words: Option<String>,
    /// The upper end of a range, greater than the value.
    pub upper: Option<String>,
    /// The unit: 人次, 项, `%`.
    pub unit: Option<String>,
    /// How exact it is: ids of the caller's [`QualifierWords`], from left to right, each once; none means
    /// exact.
    pub qualifiers: Vec<String>,
    /// The number with its qualifiers and its unit, as typed: 约500余人次.
    pub typed: String,
}

/// The words around numbers, and the units known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QualifierWords {
    before: Vec<Word>,
    after: Vec<Word>,
    instead: Vec<Word>,
    units: Vec<Vec<char>>,
}

/// A word and the id of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    chars: Vec<char>,
    id: String,
}

/// Whether a text begins with a word. Nearly none does, which the first character tells without more.
fn begins_with(text: &[char], word: &[char]) -> bool {
    text.first() == word.first() && text.starts_with(word)
}

impl QualifierWords {
    /// Makes them of ids with words in which `…` stands for the number: `近…` before it, `…以上` after
    /// it (or after its unit), `若干` in place of it. Of several that fit the longest is taken; an empty
    /// id marks a word that only ends or begins like one (`附近…`, `线上…`), which then says nothing.
    /// `units` need only be those that would not be known from where they stand: others are whatever
    /// Han follows the digits.
    pub fn new<'a>(
        words: impl IntoIterator<Item = (&'a str, &'a str)>,
        units: impl IntoIterator<Item = &'a str>,
    ) -> QualifierWords {
        let mut all = QualifierWords::default();
        for (id, word) in words {
            let (list, word) = if let Some(word) = word.trim().strip_suffix('…') {
                (&mut all.before, word)
            } else if let Some(word) = word.trim().strip_prefix('…') {
                (&mut all.after, word)
            } else {
                (&mut all.instead, word)
            };
            let chars = line::plain(word.trim());
            if !chars.is_empty() {
                list.push(Word { chars, id: id.to_owned() });
            }
        }
        let units = units.into_iter().map(|unit| line::plain(unit.trim()));
        all.units = units.filter(|unit| !unit.is_empty()).collect();
        for list in [&mut all.before, &mut all.after, &mut all.instead] {
            list.sort_by_key(|word| std::cmp::Reverse(word.chars.len()));
        }
        all.units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
        all
    }
}

/// Reads the one quantity of a line. `None` when there is none, or more than one: then only a person
/// can say which is meant. Years (2021年), dates, ordinals (第二批), ratios, numbers that belong to a
/// name (1+X, A4) and those inside quotes or a title (《…》) are no quantities.
pub fn quantity(text: &str, words: &QualifierWords) -> Option<Quantity> {
    scan::quantity(text, words)
}

/// Reads a text that is a quantity and nothing else: what a counter counts is part of the unit (`12个班`).
pub fn amount(text: &str, words: &QualifierWords) -> Option<Quantity> {
    scan::amount(text, words)
}
