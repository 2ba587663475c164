//! The line that opens a fenced block: a shortcode in braces (`{图组 列=3 题注="甲 乙"}`), or code.

use std::ops::Range;

use super::attributes::is_name;
use crate::base::fold::is_han;

/// Signs that open a quoted value, each with those that close it. A Chinese keyboard gives the closing
/// quote for the opening one now and then.
const QUOTES: &[(char, char)] =
    &[('"', '"'), ('\'', '\''), ('“', '”'), ('”', '”'), ('‘', '’'), ('「', '」'), ('『', '』')];

/// What a fenced block is, by what stands after its fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Info {
    /// Code, of a language or of none (`rust`, `{.python}`).
    Code,
    /// A shortcode.
    Call(Head),
    /// What was to be a shortcode and cannot be read as one.
    Slip(Slip),
}

/// What is wrong with the line that opens a shortcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// A brace lacks its partner, something follows it, or no name stands first inside.
    Braces,
    /// A name in Chinese without braces.
    Bare,
}

/// The line that opens a shortcode, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) words: Vec<Word>,
    pub(super) quotes: Quotes,
}

/// An argument as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Empty for an argument without a name.
    pub(super) key: String,
    pub(super) value: String,
    /// Where it stands after the fence.
    pub(super) range: Range<usize>,
}

/// Whether every quote in the arguments of a shortcode has its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    Closed,
    Open,
}

/// Reads what stands after a fence.
pub(super) fn info(info: &str) -> Info {
    let lead = info.trim_start();
    let Some(inside) = lead.strip_prefix(['{', '｛']) else {
        let is_chinese = lead.starts_with(is_han);
        return if is_chinese { Info::Slip(Slip::Bare) } else { Info::Code };
    };
    // `{.python}`, `{#id}` and `{=html}` are other tools' code blocks.
    if inside.trim_start().starts_with(['.', '#', '=', '}', '｝']) {
        return Info::Code;
    }
    let Some(inside) = inside.trim_end().strip_suffix(['}', '｝']) else { return Info::Slip(Slip::Braces) };
    let offset = info.len() - lead.len() + lead.chars().next().map_or(0, char::len_utf8);
    let mut reader = Reader { text: inside, at: 0, quotes: Quotes::Closed };
    match reader.next() {
        Some(Word { key, value: name, .. }) if key.is_empty() && name.starts_with(char::is_alphabetic) => {
            let words = reader.by_ref().map(|word| word.shifted(offset)).collect();
            Info::Call(Head { name, words, quotes: reader.quotes })
        }
        _ => Info::Slip(Slip::Braces),
    }
}

impl Word {
    fn shifted(self, offset: usize) -> Word {
        Word { range: self.range.start + offset..self.range.end + offset, ..self }
    }
}

/// Splits `列=3 "两 词" 题注=“甲 乙”` into words.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    quotes: Quotes,
}

impl Iterator for Reader<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let text = self.text;
        let rest =
            text[self.at..].trim_start_matches(|char: char| char.is_whitespace() || is_separator(char));
        let start = text.len() - rest.len();
        if rest.is_empty() {
            return None;
        }
        let (key, value) = match key_at(rest) {
            Some((key, length)) => (key, after_sign(&rest[length..])),
            None => ("", rest),
        };
        let from = text.len() - value.len();
        let (inner, length) = self.value(value);
        self.at = from + length;
        let range = start..start + text[start..self.at].trim_end().len();
        Some(Word { key: key.to_owned(), value: value[inner].to_owned(), range })
    }
}

impl Reader<'_> {
    /// What of `text` is the value at its beginning, and the length of that with its quotes.
    fn value(&mut self, text: &str) -> (Range<usize>, usize) {
        let first = text.chars().next();
        if key_at(text).is_some() {
            return (0..0, 0);
        }
        let Some((open, close)) = QUOTES.iter().find(|(open, _)| Some(*open) == first) else {
            return bare(text);
        };
        let start = open.len_utf8();
        let Some(length) = text[start..].find(*close) else {
            self.quotes = Quotes::Open;
            return (start..text.len(), text.len());
        };
        let (end, after) = (start + length, start + length + close.len_utf8());
        let ends_here = |char: char| char.is_whitespace() || is_separator(char);
        // Quotes that close before the value ends belong to it: `“三亮三比”工程`.
        if text[after..].starts_with(ends_here) || text.len() == after {
            (start..end, after)
        } else {
            bare(text)
        }
    }
}

/// A value without quotes around it: up to a space, or to a separator with a key behind it. Spaces
/// between Chinese quotes belong to it.
fn bare(text: &str) -> (Range<usize>, usize) {
    let mut quoted_up_to = 0;
    for (at, char) in text.char_indices().filter(|(_, char)| !char.is_control()) {
        let next = &text[at + char.len_utf8()..];
        if at < quoted_up_to {
            continue;
        }
        if char == '“' {
            quoted_up_to = next.find('”').map_or(0, |length| at + char.len_utf8() + length);
        }
        if char.is_whitespace() || (is_separator(char) && key_at(next.trim_start()).is_some()) {
            return (0..at, at);
        }
    }
    let length = text.trim_end().len();
    (0..length, length)
}

fn is_separator(char: char) -> bool {
    matches!(char, ',' | '，' | '、' | ';' | '；')
}

/// What follows the sign of a key: spaces after it are skipped, unless the next key follows them.
fn after_sign(text: &str) -> &str {
    let value = text.trim_start();
    if key_at(value).is_some() { text } else { value }
}

/// A key and the length of it with its `=`.
fn key_at(text: &str) -> Option<(&str, usize)> {
    let after = text.trim_start_matches(is_name);
    let key = &text[..text.len() - after.len()];
    let sign = after.trim_start();
    let length = text.len() - sign.len() + sign.chars().next()?.len_utf8();
    (sign.starts_with(['=', '＝']) && !key.is_empty()).then_some((key, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn head(text: &str) -> Head {
        match info(text) {
            Info::Call(head) => head,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[track_caller]
    fn assert_words(text: &str, expected: &[(&str, &str)]) {
        let head = head(text);
        let words: Vec<_> = head.words.iter().map(|word| (word.key.as_str(), word.value.as_str())).collect();
        assert_eq!((head.name.as_str(), words.as_slice()), ("图组", expected), "{text}");
    }

    #[test]
    fn arguments_in_every_spelling() {
        assert_words("{图组}", &[]);
        assert_words(" ｛图组　列＝3｝ ", &[("列", "3")]);
        for text in [
            "{图组 列=3 题注=\"甲 乙\"}",
            "{图组 列 = 3 题注 = '甲 乙'}",
            "{图组 列=3，题注=“甲 乙”}",
            "{图组，列=3；题注=”甲 乙”}",
            "{图组 列＝3, 题注＝「甲 乙」,}",
        ] {
            assert_words(text, &[("列", "3"), ("题注", "甲 乙")]);
        }
        assert_words("{图组 b==c x=}", &[("b", "=c"), ("x", "")]);
        assert_words("{图组 x= y=2}", &[("x", ""), ("y", "2")]);
    }

    #[test]
    fn what_belongs_to_a_value_stays_in_it() {
        assert_words("{图组 实施“三亮 三比”工程}", &[("", "实施“三亮 三比”工程")]);
        assert_words("{图组 “三亮 三比”工程 x=1}", &[("", "“三亮 三比”工程"), ("x", "1")]);
        assert_words("{图组 甲，乙 it's}", &[("", "甲，乙"), ("", "it's")]);
        assert_words("{图组 题注=“甲 = 乙”}", &[("题注", "甲 = 乙")]);
    }

    #[test]
    fn words_know_their_places() {
        let text = " ｛图组　列 ＝ 3　\"两 词\"，题注=“甲 乙”｝ ";
        let places: Vec<&str> = head(text).words.iter().map(|word| &text[word.range.clone()]).collect();
        assert_eq!(places, ["列 ＝ 3", "\"两 词\"", "题注=“甲 乙”"]);
    }

    #[test]
    fn quotes_without_a_partner_are_told() {
        let open = head("{图组 标题=\"甲 乙}");
        assert_eq!((open.quotes, open.words[0].value.as_str()), (Quotes::Open, "甲 乙"));
        assert_eq!(head("{图组 标题=甲\" 乙}").quotes, Quotes::Closed);
    }

    #[test]
    fn other_blocks_are_code() {
        for text in ["", "rust", "{.python}", "{#x}", "{=html}", "{}", "{ }", "a}"] {
            assert_eq!(info(text), Info::Code, "{text}");
        }
    }

    #[test]
    fn slips_are_told_from_code() {
        for text in ["{图组", "{图组} 合影", "{列=3}", "{图组 列=3", "{3}"] {
            assert_eq!(info(text), Info::Slip(Slip::Braces), "{text}");
        }
        assert_eq!(info("图组 列=3"), Info::Slip(Slip::Bare));
    }
}
