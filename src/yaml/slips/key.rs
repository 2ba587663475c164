//! Names and their colons.

use std::ops::Range;

use super::Walker;
use super::signs::{gap_length, is_address_tail, is_blank, is_gap, is_name};

/// A name and its colon.
#[derive(Clone, Debug)]
pub(super) struct KeyAt {
    /// The name.
    pub(super) name: Range<usize>,
    /// Whether the name is properly quoted.
    pub(super) quoted: bool,
    /// The colon, of either width.
    pub(super) colon: Range<usize>,
    /// How the colon was typed.
    pub(super) form: ColonForm,
}

/// How a colon was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColonForm {
    /// `: `, as YAML wants it.
    Spaced,
    /// `:x` or `：`.
    Loose,
}

impl Walker<'_> {
    /// The name and colon that a stretch of one line begins with.
    pub(super) fn key(&self, at: usize, end: usize) -> Option<KeyAt> {
        let text = &self.text[at..end];
        if text.starts_with(['[', '{', '#']) || text.starts_with('?') && text[1..].starts_with(is_blank) {
            return None;
        }
        if !text.starts_with(['"', '\'']) {
            return plain_key(at, text, 0);
        }
        let length = closing_on_line(text)?;
        let gap = gap_length(&text[length..]);
        let rest = &text[length + gap..];
        if rest.is_empty() || rest.starts_with('#') {
            return None;
        }
        let Some(colon) = rest.chars().next().filter(|char| matches!(char, ':' | '：')) else {
            return plain_key(at, text, length);
        };
        let start = at + length + gap;
        let spaced = colon == ':' && rest[1..].chars().next().is_none_or(is_gap);
        Some(KeyAt {
            name: at..at + length,
            quoted: true,
            colon: start..start + colon.len_utf8(),
            form: if spaced { ColonForm::Spaced } else { ColonForm::Loose },
        })
    }
}

/// The length of the quoted text that `text` begins with, quotes included, when it is closed.
pub(super) fn closing_on_line(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|char| matches!(char, '"' | '\''))?;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, char)) = chars.next() {
        if char == '\\' && quote == '"' {
            chars.next();
        } else if char == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// A name without quotes; its colon stands after `from`. YAML's own colon counts; one of full width before it is what the writer
/// meant (`标题：党建: 三创新`), and without either a colon that lacks its space.
fn plain_key(at: usize, text: &str, from: usize) -> Option<KeyAt> {
    let mut loose = None;
    let mut wide = None;
    let mut spaced = None;
    let mut before = None;
    for (index, char) in text.char_indices().skip_while(|(index, _)| *index < from) {
        let rest = &text[index + char.len_utf8()..];
        match char {
            '#' if before.is_some_and(is_blank) => break,
            ':' if rest.chars().next().is_none_or(is_gap) => {
                spaced = Some(index);
                break;
            }
            ':' if loose.is_none() && is_name(&text[..index]) && !is_address_tail(rest, &text[..index]) => {
                loose = Some(index);
            }
            '：' if wide.is_none() && is_name(&text[..index]) => wide = Some(index),
            _ => {}
        }
        before = Some(char);
    }
    let (index, form) = match (spaced, wide, loose) {
        (_, Some(wide), None) => (wide, ColonForm::Loose),
        (None, Some(wide), Some(loose)) => (wide.min(loose), ColonForm::Loose),
        (None, None, Some(loose)) => (loose, ColonForm::Loose),
        (Some(spaced), ..) => (spaced, ColonForm::Spaced),
        (None, None, None) => return None,
    };
    let length = text[..index].trim_end_matches(is_gap).len();
    if length == 0 {
        return None;
    }
    let colon = text[index..].chars().next().map_or(0, char::len_utf8);
    Some(KeyAt { name: at..at + length, quoted: false, colon: at + index..at + index + colon, form })
}
