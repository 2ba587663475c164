//! Names of output files and folders: lower-case, short, safe on every disk and server.
//!
//! Nothing here fails and nothing comes out empty. Two names that meet are told apart only where the
//! caller hands them over together ([`Slugger::term_slugs`], [`Slugger::file_names`]).

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::digest;
use super::pinyin::{Read, Readings};
use super::portable::is_device;

mod distinct;
#[cfg(test)]
mod tests;

/// The longest name in bytes; old servers and archives stop at 255 with three bytes per percent sign.
pub const LONGEST: usize = 80;

/// How Han characters in addresses are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlugStyle {
    /// Pinyin without tones.
    #[default]
    Pinyin,
    /// Han stays, percent-encoded in links.
    Han,
}

/// Makes names in one style with the readings of one site.
#[derive(Debug)]
pub struct Slugger {
    style: SlugStyle,
    /// The site's own readings, as they were given.
    own: BTreeMap<String, String>,
    readings: Readings,
    /// What texts came to, since plans that follow each other ask for the same names.
    known: Mutex<HashMap<(String, Detail), String>>,
}

/// More names than this are not kept: the names of one large site, several times over.
const MOST_KNOWN: usize = 200_000;

/// How much a name tells, to keep it apart from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Detail {
    /// `shi-jian`.
    Plain,
    /// `shi2-jian4`.
    Toned,
    /// `shi-jian-` and the short hash of the name.
    Hashed,
    /// The same with the whole hash.
    FullyHashed,
}

impl Slugger {
    /// A slugger with a site's own readings (`重庆: chongqing`) above the built-in ones.
    pub fn new(style: SlugStyle, readings: &BTreeMap<String, String>) -> Slugger {
        let own = readings.clone();
        Slugger { style, readings: Readings::new(&own), own, known: Mutex::default() }
    }

    /// Whether it makes the names that one of this style and these readings of a site would make.
    pub fn is_of(&self, style: SlugStyle, readings: &BTreeMap<String, String>) -> bool {
        self.style == style && self.own == *readings
    }

    /// The readings of the site.
    pub fn readings(&self) -> &Readings {
        &self.readings
    }

    /// The slug of a title or a name: words of lower-case ASCII (in [`SlugStyle::Han`] also Han)
    /// joined by `-`, at most [`LONGEST`] bytes, never empty, never the name of a Windows device.
    pub fn slug(&self, text: &str) -> String {
        self.detailed(text, Detail::Plain)
    }

    /// Slugs of terms, in the order of `names`, distinct for distinct names. Names that meet get tone
    /// digits (`shi2-jian4`), and where they still meet a short hash. A slug depends on the set of
    /// names alone.
    pub fn term_slugs(&self, names: &[&str]) -> Vec<String> {
        distinct::distinct(names, |name, detail| self.detailed(name, detail))
    }

    /// The name under which a file is published: its stem as a slug, its extension in lower case, at
    /// most [`LONGEST`] bytes together.
    pub fn file_name(&self, name: &str) -> String {
        self.detailed_file(name, Detail::Plain)
    }

    /// Names of files of one folder, in the order of `names`, kept apart like terms.
    pub fn file_names(&self, names: &[&str]) -> Vec<String> {
        distinct::distinct(names, |name, detail| self.detailed_file(name, detail))
    }

    fn detailed(&self, text: &str, detail: Detail) -> String {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (text.to_owned(), detail);
        if let Some(slug) = known().get(&key) {
            return slug.clone();
        }
        let slug = bounded(self.words(text, detail), &Limit { text, detail, bytes: LONGEST });
        let mut known = known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(key, slug.clone());
        slug
    }

    fn detailed_file(&self, name: &str, detail: Detail) -> String {
        let spelled: String = name.nfkc().collect();
        let (stem, extension) = split_extension(spelled.trim());
        if extension.is_empty() {
            return bounded(self.words(stem, detail), &Limit { text: name, detail, bytes: LONGEST });
        }
        let limit = Limit { text: name, detail, bytes: LONGEST - extension.len() - 1 };
        format!("{}.{extension}", bounded(self.words(stem, detail), &limit))
    }

    /// The words of a text joined by `-`.
    fn words(&self, text: &str, detail: Detail) -> String {
        let spelled: String = text.nfkc().collect();
        let mut words = Words::default();
        match self.style {
            SlugStyle::Han => spelled.chars().for_each(|char| words.push(char, Han::Stays)),
            SlugStyle::Pinyin => {
                for piece in self.readings.read(&spelled) {
                    match piece {
                        Read::Other(char) => words.push(char, Han::Separates),
                        Read::Syllables(syllables) if detail == Detail::Toned => {
                            syllables.iter().for_each(|syllable| words.push_word(&syllable.toned));
                        }
                        Read::Syllables(syllables) => {
                            syllables.iter().for_each(|syllable| words.push_word(&syllable.plain));
                        }
                    }
                }
            }
        }
        words.text
    }
}

/// What a Han character without a reading does to a slug.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Han {
    Stays,
    Separates,
}

/// Words joined by `-`.
#[derive(Default)]
struct Words {
    text: String,
    /// Whether the last word is complete.
    closed: bool,
}

impl Words {
    fn push_word(&mut self, word: &str) {
        self.closed = true;
        self.letters(word);
        self.closed = true;
    }

    /// Adds a character of a Latin word or number; whatever else it is ends the word, but for
    /// apostrophes and marks above letters.
    fn push(&mut self, char: char, han: Han) {
        if han == Han::Stays && is_ideograph(char) {
            return self.letters(char.encode_utf8(&mut [0; 4]));
        }
        let letters = ascii(char);
        if !letters.is_empty() {
            self.letters(&letters);
        } else if !matches!(char, '\'' | '’' | '\u{200B}'..='\u{200D}') && !is_combining_mark(char) {
            self.closed = true;
        }
    }

    fn letters(&mut self, letters: &str) {
        if self.closed && !self.text.is_empty() {
            self.text.push('-');
        }
        self.closed = false;
        self.text.push_str(letters);
    }
}

/// The ASCII letters and digits of a character: é is e, and letters that Unicode does not take apart
/// have their usual spelling.
fn ascii(char: char) -> String {
    let spelled = match char {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => return char.nfkd().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase(),
    };
    spelled.to_owned()
}

/// Whether a character is Han and stays in [`SlugStyle::Han`].
fn is_ideograph(char: char) -> bool {
    matches!(char, '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// What a name must fit, and the text that is hashed where a hash is needed.
struct Limit<'a> {
    text: &'a str,
    detail: Detail,
    bytes: usize,
}

/// Makes a name of words: cut, hashed and kept from device names as needed.
fn bounded(words: String, limit: &Limit<'_>) -> String {
    let full = || digest::digest(limit.text.as_bytes());
    let hash = match limit.detail {
        Detail::Plain | Detail::Toned if words.is_empty() => return short_hash(limit.text),
        Detail::Plain | Detail::Toned if is_device(&words) || words.len() > limit.bytes => {
            short_hash(limit.text)
        }
        Detail::Plain | Detail::Toned => return words,
        Detail::Hashed => digest::short(limit.text.as_bytes()),
        Detail::FullyHashed => full(),
    };
    let room = limit.bytes.saturating_sub(hash.len() + 1);
    let stem = cut(&words, room);
    if stem.is_empty() { hash } else { format!("{stem}-{hash}") }
}

/// The hash that stands for what is lost. It is of the text in NFKC, since a disk may hand over the
/// same name in another form.
fn short_hash(text: &str) -> String {
    digest::short(text.nfkc().collect::<String>().as_bytes())
}

/// The beginning of a slug within `room` bytes, cut between words where there are several.
fn cut(words: &str, room: usize) -> &str {
    if words.len() <= room {
        return words;
    }
    let mut end = room;
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let ends_a_word = words[end..].starts_with('-');
    let whole = if ends_a_word { Some(end) } else { words[..end].rfind('-') };
    &words[..whole.unwrap_or(end)]
}

/// Splits a file name at its last dot; a short run of ASCII letters and digits behind it is an
/// extension. Comes back in lower case.
fn split_extension(name: &str) -> (&str, String) {
    const LONGEST_EXTENSION: usize = 16;
    match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && (1..=LONGEST_EXTENSION).contains(&extension.len())
                && extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            (stem, extension.to_ascii_lowercase())
        }
        _ => (name, String::new()),
    }
}
