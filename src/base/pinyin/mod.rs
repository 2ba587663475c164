//! Readings of Han characters by words: 重庆 is chóng qìng, 重要 zhòng yào.
//!
//! The `pinyin` crate knows one reading per character. Here stand above it, the stronger last: the
//! commonest reading of some characters in this field, a table of words (`phrases.txt`), and what the
//! site's own configuration says. A text is cut into the fewest words, which is where a table as small
//! as this one still finds the right borders (进行|家访 holds no 行家).

mod aloud;

use std::collections::{BTreeMap, BTreeSet};

pub use aloud::Aloud;

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

#[cfg(test)]
mod tests;

const PHRASES: &str = include_str!("phrases.txt");
const TRADITIONAL: &str = include_str!("traditional.txt");

/// A syllable without and with its tone digit: `zhong`, `zhong4`. ü is written as keyboards want it:
/// `lv`, `nv`, `lue`, `nue`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syllable {
    /// Lower-case ASCII letters.
    pub plain: String,
    /// The same with the tone, 1 to 4; a neutral tone has no digit.
    pub toned: String,
}

/// What a reader makes of a text, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// A word or a character that has a reading.
    Syllables(Vec<Syllable>),
    /// A character that is not Han, or that no dictionary reads.
    Other(char),
}

/// The readings in force.
#[derive(Debug)]
pub struct Readings {
    own: Phrases,
    known: Phrases,
    simplified: BTreeMap<char, char>,
}

#[derive(Debug, Default)]
struct Phrases {
    /// Simplified words and their syllables; none for words read character by character.
    words: BTreeMap<Vec<char>, Option<Vec<Syllable>>>,
    /// The lengths that words have, in characters.
    lengths: BTreeSet<usize>,
    /// The same of those that end in a character: most characters end few words or none.
    endings: BTreeMap<char, BTreeSet<usize>>,
}

/// A run of characters that are read together.
struct Word {
    length: usize,
    syllables: Option<Vec<Syllable>>,
}

impl Readings {
    /// The built-in readings under those of a site (`重庆: chongqing`). Entries without a Latin letter
    /// or digit in their reading say nothing and are passed over; [`reading`] tells them beforehand.
    pub fn new(overrides: &BTreeMap<String, String>) -> Readings {
        let mut readings = Readings {
            own: Phrases::default(),
            known: Phrases::default(),
            simplified: lines(TRADITIONAL)
                .flat_map(str::split_whitespace)
                .filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?)))
                .collect(),
        };
        for entry in lines(PHRASES).flat_map(|line| line.split(';')) {
            let mut parts = entry.split_whitespace();
            let Some(word) = parts.next() else { continue };
            let syllables: Vec<Syllable> = parts.map(Syllable::of).collect();
            readings.known.insert(word.chars().collect(), (!syllables.is_empty()).then_some(syllables));
        }
        for (word, typed) in overrides {
            let word: Vec<char> = word.trim().nfkc().map(|char| readings.key(char)).collect();
            if let (Some(syllables), false) = (reading(typed), word.is_empty()) {
                readings.own.insert(word, Some(syllables));
            }
        }
        readings
    }

    /// Reads a text in NFKC from left to right.
    pub fn read(&self, text: &str) -> Vec<Read> {
        let text: Vec<char> = text.chars().collect();
        let plain: Vec<char> = text.iter().map(|char| self.key(*char)).collect();
        let mut read = Vec::with_capacity(text.len());
        let mut at = 0;
        for word in self.cut(&plain) {
            let characters = &text[at..at + word.length];
            at += word.length;
            match word.syllables {
                Some(syllables) => read.push(Read::Syllables(syllables)),
                None => read.extend(characters.iter().map(|char| self.character(*char))),
            }
        }
        read
    }

    /// The site's own words are found first, from the left, the longest first; what stands between
    /// them is cut into the fewest words.
    fn cut(&self, text: &[char]) -> Vec<Word> {
        let mut words = Vec::new();
        let (mut from, mut at) = (0, 0);
        while at < text.len() {
            let Some((length, syllables)) = self.own.longest(text, at) else {
                at += 1;
                continue;
            };
            words.extend(self.fewest(&text[from..at]));
            words.push(Word { length, syllables: syllables.clone() });
            at += length;
            from = at;
        }
        words.extend(self.fewest(&text[from..]));
        words
    }

    /// Cuts a text into the fewest words; of two ways the one whose last words are longer, since
    /// Chinese builds its compounds from the right more often than not.
    fn fewest(&self, text: &[char]) -> Vec<Word> {
        let mut best: Vec<(usize, usize)> = vec![(0, 0)];
        for end in 1..=text.len() {
            let mut choice = (best[end - 1].0 + 1, 1);
            let lengths = self.known.endings.get(&text[end - 1]).into_iter().flatten();
            for length in lengths.filter(|length| (2..=end).contains(*length)) {
                let count = best[end - length].0 + 1;
                if count <= choice.0 && self.known.words.contains_key(&text[end - length..end]) {
                    choice = (count, *length);
                }
            }
            best.push(choice);
        }
        let mut words = Vec::new();
        let mut end = text.len();
        while end > 0 {
            let length = best[end].1;
            let syllables = self.known.words.get(&text[end - length..end]).cloned().flatten();
            words.push(Word { length, syllables });
            end -= length;
        }
        words.reverse();
        words
    }

    /// The reading of one character by itself.
    fn character(&self, char: char) -> Read {
        let plain = self.key(char);
        if let Some(Some(syllables)) = self.known.words.get([plain].as_slice()) {
            return Read::Syllables(syllables.clone());
        }
        match char.to_pinyin().or_else(|| plain.to_pinyin()) {
            Some(reading) => Read::Syllables(vec![Syllable::of(reading.with_tone_num_end())]),
            None => Read::Other(char),
        }
    }

    /// The character under which words are looked up: simplified, Latin in lower case.
    fn key(&self, char: char) -> char {
        self.simplified.get(&char).copied().unwrap_or(char).to_ascii_lowercase()
    }
}

impl Phrases {
    fn insert(&mut self, word: Vec<char>, syllables: Option<Vec<Syllable>>) {
        self.lengths.insert(word.len());
        self.endings.entry(word[word.len() - 1]).or_default().insert(word.len());
        self.words.insert(word, syllables);
    }

    /// The longest word that stands at a place of a text. A Latin word is found only whole.
    fn longest(&self, text: &[char], at: usize) -> Option<(usize, &Option<Vec<Syllable>>)> {
        let latin = |at: usize| text.get(at).is_some_and(char::is_ascii_alphanumeric);
        let splits = |at: usize| at > 0 && latin(at - 1) && latin(at);
        if splits(at) {
            return None;
        }
        let fitting =
            self.lengths.iter().rev().filter(|length| at + *length <= text.len() && !splits(at + *length));
        fitting
            .map(|length| (*length, self.words.get(&text[at..at + length])))
            .find_map(|(length, found)| Some((length, found?)))
    }
}

impl Syllable {
    /// Reads one syllable with its tone as a final digit: `lü4`.
    fn of(typed: &str) -> Syllable {
        let bare = typed.trim_end_matches(|char: char| char.is_ascii_digit());
        let tone = &typed[bare.len()..];
        let plain = match bare {
            "lüe" => "lue".to_owned(),
            "nüe" => "nue".to_owned(),
            _ => bare.replace('ü', "v"),
        };
        Syllable { toned: format!("{plain}{tone}"), plain }
    }
}

/// Reads what a site's configuration gives as the reading of a word: `chong qing`, `chongqing`,
/// `chong2 qing4`, `chóngqìng`, `Xi'an`. `None` when there is nothing to read in it.
pub fn reading(typed: &str) -> Option<Vec<Syllable>> {
    const TONES: [char; 4] = ['\u{304}', '\u{301}', '\u{30C}', '\u{300}'];
    let letters = typed.nfkd().filter(|char| !TONES.contains(char)).nfc().flat_map(char::to_lowercase);
    let letters = letters.collect::<String>().replace("lüe", "lue").replace("nüe", "nue").replace('ü', "v");
    let spelled: String = letters.nfkd().filter(|char| !is_combining_mark(*char)).collect();
    let syllables: Vec<Syllable> = spelled
        .split(|char: char| !char.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| {
            let bare = part.trim_end_matches(['1', '2', '3', '4', '5']);
            let plain = if bare.is_empty() { part } else { bare };
            Syllable { plain: plain.to_owned(), toned: part.to_owned() }
        })
        .collect();
    (!syllables.is_empty()).then_some(syllables)
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}
