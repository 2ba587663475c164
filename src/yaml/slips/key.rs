//! Names and their colons.

use std::ops::Range;

use super::Walker;
use super::signs::{gap_length, is_address_tail, is_blank, is_gap, is_known_name, is_name};

/// Signs that input methods give for a colon.
pub(super) const WIDE_COLONS: [char; 5] = ['：', '﹕', '∶', '︓', '︰'];

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
        let is_colon = |char: &char| *char == ':' || WIDE_COLONS.contains(char);
        let Some(colon) = rest.chars().next().filter(is_colon) else {
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

/// A name without quotes; its colon stands after `from`.
fn plain_key(at: usize, text: &str, from: usize) -> Option<KeyAt> {
    let (index, form) = chosen_colon(text, from)?;
    let name = text[..index].trim_end_matches(is_gap);
    if name.is_empty() {
        return None;
    }
    let colon = at + index..at + index + colon_length(&text[index..], name);
    Some(KeyAt { name: at..at + name.len(), quoted: false, colon, form })
}

/// The colon that ends a name. YAML's own counts, but one of full width before it is what the writer
/// meant (`标题：党建: 三创新`), and so is one without its space after a name that is known
/// (`标题:党建: 三创新`). Without YAML's own the first of the others counts.
fn chosen_colon(text: &str, from: usize) -> Option<(usize, ColonForm)> {
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
            _ if WIDE_COLONS.contains(&char) && wide.is_none() && may_be_name(&text[..index]) => {
                wide = Some(index);
            }
            _ => {}
        }
        before = Some(char);
    }
    let first = wide.into_iter().chain(loose).min();
    match (spaced, first) {
        (None, first) => first.map(|index| (index, ColonForm::Loose)),
        (Some(_), Some(index)) if Some(index) == wide || is_known_name(&text[..index]) => {
            Some((index, ColonForm::Loose))
        }
        (Some(spaced), _) => Some((spaced, ColonForm::Spaced)),
    }
}

/// Whether a text can be the name of an entry, also in the brackets that a known one is dressed up with.
fn may_be_name(text: &str) -> bool {
    is_name(text) || text.len() <= 60 && is_known_name(text)
}

/// The length of the colon that a text begins with. After a name that is known several are one
/// (`标题：：对标`).
fn colon_length(text: &str, name: &str) -> usize {
    let is_colon = |char: char| char == ':' || WIDE_COLONS.contains(&char);
    let first = text.chars().next().map_or(0, char::len_utf8);
    let run = text.find(|char| !is_colon(char)).unwrap_or(text.len());
    if run > first && is_known_name(name) { run } else { first }
}
