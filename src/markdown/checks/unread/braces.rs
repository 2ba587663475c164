//! Attributes that stand where nothing reads them: `{维度=…}` in a paragraph or within a heading, or
//! without its closing brace, or in other brackets.

use crate::markdown::attributes::{DIMENSION_KEYS, resembles_dimension};
use crate::markdown::checks::stretch::{Block, Stretch};
use crate::markdown::cjk::is_han;

use super::{Unread, near};

codes! {
    UNREAD_DIMENSION = "unread-dimension" Warning {
        "`{维度=…}` 写错了地方或括号，没有对应到维度。它只写在标题末尾（或段首加粗的一句之后），用成对的花括号。",
        "`{dimension=…}` in the wrong place or brackets ties nothing. It belongs at the end of a heading (or right after a bold first sentence), in a pair of braces."
    }
}

/// Looks at an opening brace that the parser left as text.
pub(super) fn open(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let Some(inside) = named(stretch.text, at, &['=', '＝', ':', '：']) else {
        return nameless(unread, stretch, at);
    };
    let text = stretch.text;
    let start = at + text[at..].len() - inside.len();
    let Some(close) = inside.find(['}', '｝']) else {
        let names = inside.trim_end().trim_end_matches(['】', ')', '）', ']']);
        let end = start + inside.trim_end().len();
        unread.note(
            &UNREAD_DIMENSION,
            stretch.span(at..end),
            words!("花括号没有关上，维度没有读到", "this brace is not closed, so no dimension is read"),
            words!("写成 `{{{names}}}`", "write `{{{names}}}`"),
        );
        return Some(end);
    };
    let end = start + close + inside[close..].chars().next().map_or(0, char::len_utf8);
    let names = &inside[..close];
    let message = words!("这里的“{names}”没有作用", "`{names}` does nothing here");
    let help = match stretch.block {
        Block::Heading => {
            words!(
                "移到这一行标题的末尾：`## 标题 {{{names}}}`",
                "move it to the end of the heading: `## title {{{names}}}`"
            )
        }
        _ => words!(
            "移到这一节标题的末尾：`## 标题 {{{names}}}`；只想显示就写成 `\\{{`",
            "move it to the end of its section's heading: `## title {{{names}}}`; to show it, write `\\{{`"
        ),
    };
    unread.note(&UNREAD_DIMENSION, stretch.span(at..end), message, help);
    Some(end)
}

/// Looks at a brace at the end of a heading in which names stand without their key: `## 做法 {管理党员}`.
fn nameless(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let text = stretch.text;
    let brace = text[at..].chars().next()?;
    let inside = near(text, at + brace.len_utf8());
    let names = inside.trim_end().strip_suffix(['}', '｝'])?.trim();
    let names = DIMENSION_KEYS.iter().find_map(|key| names.strip_prefix(key)).unwrap_or(names).trim_start();
    let is_name = names.chars().next().is_some_and(is_han) && !names.contains(['{', '}', '｛', '｝']);
    if stretch.block != Block::Heading || !is_name {
        return None;
    }
    let end = at + text[at..].trim_end().len();
    unread.note(
        &UNREAD_DIMENSION,
        stretch.span(at..end),
        words!(
            "花括号里没有“维度=”，会显示在标题上，不对应维度",
            "without `dimension=` these braces are shown in the heading, and name no dimension"
        ),
        words!(
            "写成 `{{维度={names}}}`；只想显示就写成 `\\{{`",
            "write `{{dimension={names}}}`; to show it, write `\\{{`"
        ),
    );
    Some(end)
}

/// Looks at a round bracket at the end of a heading: `## 做法（维度=管理党员）`.
pub(super) fn round(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    other(unread, stretch, at, &[')', '）'])
}

/// Looks at brackets of another kind in a heading.
pub(super) fn other(
    unread: &mut Unread<'_, '_>,
    stretch: &Stretch<'_>,
    at: usize,
    close: &[char],
) -> Option<usize> {
    if stretch.block != Block::Heading {
        return None;
    }
    let inside = named(stretch.text, at, &['=', '＝', ':', '：'])?;
    let names = inside.trim_end().strip_suffix(close)?;
    let end = at + stretch.text[at..].trim_end().len();
    unread.note(
        &UNREAD_DIMENSION,
        stretch.span(at..end),
        words!("维度要写在花括号里，这里没有读到", "dimensions are named in braces; none is read here"),
        words!("写成 `{{{names}}}`", "write `{{{names}}}`"),
    );
    Some(end)
}

/// What follows the bracket at `at`, if it begins with a key of dimensions and one of `signs`.
fn named<'t>(text: &'t str, at: usize, signs: &[char]) -> Option<&'t str> {
    let bracket = text[at..].chars().next()?;
    let inside = near(text, at + bracket.len_utf8());
    let key_end = inside.find(signs)?;
    let key = inside[..key_end].trim();
    let is_key = DIMENSION_KEYS.contains(&key.to_lowercase().as_str()) || resembles_dimension(key);
    is_key.then_some(inside)
}
