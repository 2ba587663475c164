//! Names compared as people mean them: what is left of a heading or a name when its spelling, its
//! number and its punctuation are taken away.

mod ordinal;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::digest;

pub use ordinal::strip_ordinal;

/// The key by which sections, dimensions and frameworks are compared: NFKC, lower case, without
/// leading ordinals, quotes, punctuation, symbols and spaces. The key of a key is the key itself.
///
/// A text of nothing but signs (`★★★`) is its own key, so that it equals itself alone; the key is
/// empty only for blank texts.
pub fn fold(text: &str) -> String {
    let bare = strip_ordinal(text);
    let key = filtered(bare, is_word);
    if key.is_empty() { filtered(bare, |char| !is_blank(char) && !char.is_control()) } else { key }
}

/// The id of a heading: its text in NFKC and lower case without leading ordinals and punctuation.
/// Han stays; spaces become `-` between words of other scripts and vanish beside Han; `-` and `_`
/// stay inside. A text without any letter or number gets a short hash. The id of an id is the id
/// itself, so a fragment that someone typed can be compared through this function too. Whoever
/// collects headings makes ids unique (`-2`).
pub fn anchor(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    let mut gap = Gap::None;
    let mut before = None;
    for char in spelled(strip_ordinal(text)).chars() {
        if !(char.is_alphanumeric() || char == '_') {
            gap = gap.max(Gap::of(char));
            continue;
        }
        if before.is_some_and(|before| gap.joins(before, char)) {
            id.push('-');
        }
        id.push(char);
        (before, gap) = (Some(char), Gap::None);
    }
    if !id.chars().any(char::is_alphanumeric) {
        return format!("h-{}", digest::short(text.as_bytes()));
    }
    let id = nfkc(&id).into_owned();
    // Where punctuation went, an ordinal may have come: 第.0章.
    if strip_ordinal(&id).len() == id.len() { id } else { anchor(&id) }
}

/// What stands between two characters of an id, the weaker first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing, or punctuation, which leaves no trace.
    None,
    /// Spaces.
    Space,
    /// A hyphen that the writer typed.
    Hyphen,
}

impl Gap {
    fn of(char: char) -> Gap {
        match char {
            '-' => Gap::Hyphen,
            _ if char.is_whitespace() => Gap::Space,
            _ => Gap::None,
        }
    }

    /// Whether the gap shows as `-`. Chinese knows no spaces between words; those that stand in a
    /// Chinese heading come and go with the habits of its typists.
    fn joins(self, before: char, after: char) -> bool {
        match self {
            Gap::None => false,
            Gap::Space => !is_han(before) && !is_han(after),
            Gap::Hyphen => true,
        }
    }
}

/// Whether a character is written without spaces between words: Han, kana, bopomofo.
pub fn is_han(char: char) -> bool {
    matches!(char,
        '\u{2E80}'..='\u{2FDF}' | '々' | '〇' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{312F}'
        | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Characters that a key keeps: letters, digits and the marks that belong to letters.
fn is_word(char: char) -> bool {
    let selects_a_glyph = matches!(char, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    let encloses = matches!(char, '\u{20DD}'..='\u{20E4}');
    char.is_alphanumeric() || (is_combining_mark(char) && !selects_a_glyph && !encloses)
}

/// Whether a character shows as nothing: spaces of all widths and those of no width.
pub fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A date, a number or a yes as typed, without what people put around one out of habit: quotes and
/// brackets about all of it, and the stop or comma of a sentence after it.
pub fn bare_fact(text: &str) -> &str {
    const PAIRS: &[(char, char)] = &[
        ('“', '”'),
        ('”', '“'),
        ('‘', '’'),
        ('"', '"'),
        ('\'', '\''),
        ('＂', '＂'),
        ('「', '」'),
        ('（', '）'),
        ('(', ')'),
        ('【', '】'),
        ('［', '］'),
    ];
    let is_stop = |char| matches!(char, '。' | '，' | '；' | '、' | ',' | ';' | '．');
    let mut bare = text.trim_matches(is_blank);
    loop {
        let stopped = bare.trim_end_matches(is_stop).trim_end_matches(is_blank);
        // Nearly every value begins with a letter or a digit; no pair does.
        if stopped.starts_with(|char: char| is_common(char) && char.is_alphanumeric()) {
            return stopped;
        }
        let inner = PAIRS.iter().find_map(|(open, close)| stopped.strip_prefix(*open)?.strip_suffix(*close));
        match inner {
            Some(inner) => bare = inner.trim_matches(is_blank),
            None => return stopped,
        }
    }
}

/// A text in NFKC. What people type is in it already for the most part, and then it is not copied.
pub fn nfkc(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_common) { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// Whether a character is ASCII or common Han: NFKC neither changes it nor joins it with its neighbours.
pub fn is_common(char: char) -> bool {
    char.is_ascii() || is_common_han(char)
}

/// Whether a character is one of the main block of Han, of which most of most texts is made: letters, which this
/// tells without a search in the tables of Unicode.
pub fn is_common_han(char: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&char)
}

/// The text in one spelling: NFKC, lower case, every enclosed number a plain one.
fn spelled(text: &str) -> String {
    if text.chars().all(is_common) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for char in text.nfkc() {
        match ordinal::enclosed(char) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.extend(char.to_lowercase()),
        }
    }
    out
}

/// Normalises once more at the end: where a character went, its neighbours may now compose.
fn filtered(text: &str, keep: fn(char) -> bool) -> String {
    let mut kept = spelled(text);
    kept.retain(keep);
    match nfkc(&kept) {
        Cow::Borrowed(_) => kept,
        Cow::Owned(composed) => composed,
    }
}
