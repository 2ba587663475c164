//! Tildes that strike nothing out: `～～删除～～`.

use crate::markdown::checks::stretch::Stretch;

use super::{Unread, near};

codes! {
    UNREAD_TILDES = "unread-tildes" Warning {
        "想划掉文字的波浪号是全角的，没有起作用，会照样显示。写成 `~~文字~~`。",
        "Full-width tildes meant to strike text out are shown, and the text stands. Write `~~text~~`."
    }
}

/// What input methods give for a tilde.
const TILDES: &[char] = &['～', '〜', '~'];

/// Looks at a run of tildes that the parser left as text. Two wide ones that touch the text on its inner
/// sides are meant to strike it out, whatever stands inside (`～～**重点**～～`); `2020～～2025` is a range,
/// and `你好～～！` a drawn-out word.
pub(super) fn run(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let source = unread.subject.text;
    let from = stretch.start + at;
    if from < unread.struck {
        return None;
    }
    let text = near(source, from);
    let text = &text[..text.find(['\r', '\n']).unwrap_or(text.len())];
    let inner = text.trim_start_matches(TILDES);
    let open = text.len() - inner.len();
    let after_open = Some((at + open).min(stretch.text.len()));
    let before = source[..from].chars().next_back();
    if !is_pair(&text[..open]) || before.is_some_and(char::is_numeric) {
        return after_open;
    }
    let is_closing = |at: &usize| unread.is_literal(stretch.number, from + open + at);
    let Some(length) = inner.match_indices(TILDES).map(|(at, _)| at).find(is_closing) else {
        return after_open;
    };
    let said = &inner[..length];
    let rest = inner[length..].trim_start_matches(TILDES);
    let close = &inner[length..inner.len() - rest.len()];
    let is_wide = |run: &str| run.contains(['～', '〜']);
    let is_meant = is_pair(close) && (is_wide(&text[..open]) || is_wide(close)) && is_struck(said, before);
    if !is_meant {
        return after_open;
    }
    let end = open + length + close.len();
    unread.struck = from + end;
    unread.note(
        &UNREAD_TILDES,
        stretch.span(at..at + end),
        words!("波浪号是全角的，没有划掉文字", "full-width tildes strike nothing out"),
        words!("写成 `~~{said}~~`", "write `~~{said}~~`"),
    );
    Some((at + end).min(stretch.text.len()))
}

fn is_pair(run: &str) -> bool {
    run.chars().count() == 2
}

/// Whether a text between tildes touches them as one does that is to be struck out. A pause on the inner side
/// says that the tildes draw a word out; only those at the beginning have no word before them, and nothing
/// draws out a sentence that has ended.
fn is_struck(said: &str, before: Option<char>) -> bool {
    let touches = |char: char| !char.is_whitespace() && !is_pause(char);
    let may_draw_out = before.is_some_and(char::is_alphanumeric);
    let ends =
        |char: char| touches(char) || matches!(char, '。' | '；' | ';') || !may_draw_out && is_pause(char);
    let words = said.trim_matches(['*', '_', '`', '[', ']']);
    words.chars().next().is_some_and(touches) && words.chars().next_back().is_some_and(ends)
}

/// Whether a sign follows a drawn-out word, or stands before one.
fn is_pause(char: char) -> bool {
    matches!(char, '，' | '。' | '！' | '？' | '、' | '；' | ',' | '!' | '?')
}
