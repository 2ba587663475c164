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
/// sides are meant to strike it out; `2020～～2025` is a range, and `你好～～！` a drawn-out word.
pub(super) fn run(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let text = near(stretch.text, at);
    let inner = text.trim_start_matches(TILDES);
    let open = text.len() - inner.len();
    let after_open = Some(at + open);
    if !is_pair(&text[..open]) || stretch.text[..at].ends_with(char::is_numeric) {
        return after_open;
    }
    let Some(length) = inner.find(TILDES) else { return after_open };
    let said = &inner[..length];
    let rest = inner[length..].trim_start_matches(TILDES);
    let close = &inner[length..inner.len() - rest.len()];
    let touches = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace() && !is_pause(char));
    let is_wide = |run: &str| run.contains(['～', '〜']);
    let is_meant = is_pair(close)
        && (is_wide(&text[..open]) || is_wide(close))
        && touches(said.chars().next())
        && touches(said.chars().next_back());
    if !is_meant {
        return after_open;
    }
    let end = at + open + length + close.len();
    unread.note(
        &UNREAD_TILDES,
        stretch.span(at..end),
        words!("波浪号是全角的，没有划掉文字", "full-width tildes strike nothing out"),
        words!("写成 `~~{said}~~`", "write `~~{said}~~`"),
    );
    Some(end)
}

fn is_pair(run: &str) -> bool {
    run.chars().count() == 2
}

/// Whether a sign follows a drawn-out word, or stands before one.
fn is_pause(char: char) -> bool {
    matches!(char, '，' | '。' | '！' | '？' | '、' | '；' | ',' | '!' | '?')
}
