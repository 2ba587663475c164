//! Asterisks that emphasise nothing: `**重点 **`, `＊＊重点＊＊`, `**重点`.

use crate::markdown::checks::emphasis::follows_mask;
use crate::markdown::checks::stretch::Stretch;

use super::{Unread, near};

codes! {
    UNREAD_STARS = "unread-stars" Warning {
        "想加粗的星号没有起作用，会照样显示：星号要用半角，紧挨着文字，前后成对。",
        "Asterisks meant for bold text are shown: they must be half-width, touch the text and stand in pairs."
    }
}

const STARS: &[&str] = &["**", "＊＊"];

/// Looks at a run of asterisks that the parser left as text.
pub(super) fn run(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let text = stretch.text;
    let after = text[at..].trim_start_matches(['*', '＊']);
    let open_end = text.len() - after.len();
    // Three and more are rules, masks and numbers of telephones.
    if text[at..open_end].chars().count() != 2 {
        return Some(open_end);
    }
    let inner = near(text, open_end);
    let close = STARS.iter().filter_map(|stars| Some((inner.find(stars)?, *stars))).min();
    match close {
        // 2**3 and 138****5678 are no text.
        Some((close, stars)) if inner[close + stars.len()..].starts_with('*') => Some(open_end),
        Some(_) if is_digit_before(text, at) => Some(open_end),
        Some((close, stars)) => {
            let end = open_end + close + stars.len();
            pair(unread, stretch, at..end, &text[open_end..open_end + close]);
            Some(end)
        }
        None => {
            half(unread, stretch, at..open_end, inner);
            Some(open_end)
        }
    }
}

fn pair(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, range: std::ops::Range<usize>, said: &str) {
    let source = &stretch.text[range.clone()];
    let after = &stretch.text[range.end..];
    let bold = said.trim_matches(crate::markdown::cjk::is_indent);
    let hides_names = follows_mask(said) && (follows_mask(after) || said.ends_with(['，', '、']));
    if bold.is_empty() || hides_names {
        return;
    }
    let message = if source.contains('＊') {
        words!("星号是全角的，没有加粗", "full-width asterisks make no bold text")
    } else if bold.len() < said.len() {
        words!(
            "星号与文字之间有空格，没有加粗",
            "with a space between asterisks and text there is no bold text"
        )
    } else {
        words!("这对星号没有起作用", "these asterisks are shown as typed")
    };
    unread.note(
        &UNREAD_STARS,
        stretch.span(range),
        message,
        words!("写成 `**{bold}**`", "write `**{bold}**`"),
    );
}

/// Half a pair, once per block: its other half may stand behind a link or on another line.
fn half(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, range: std::ops::Range<usize>, inner: &str) {
    let before = stretch.text[..range.start].chars().next_back();
    let touches = inner.chars().next().is_some_and(|char| char.is_alphanumeric() || "“《‘「".contains(char));
    let is_wide = stretch.text[range.clone()].contains('＊');
    let is_name = follows_mask(inner) || before.is_some_and(|char| char.is_ascii_alphanumeric());
    if is_wide || is_name || !touches || unread.half.replace(stretch.number) == Some(stretch.number) {
        return;
    }
    unread.note(
        &UNREAD_STARS,
        stretch.span(range),
        words!("`**` 只有一半，没有加粗", "half a pair of `**` makes no bold text"),
        words!(
            "在要加粗的文字后面也写 `**`；要显示星号就写成 `\\*\\*`",
            "type `**` after the bold text too; to show asterisks write `\\*\\*`"
        ),
    );
}

fn is_digit_before(text: &str, at: usize) -> bool {
    text[..at].ends_with(|char: char| char.is_ascii_digit())
}
