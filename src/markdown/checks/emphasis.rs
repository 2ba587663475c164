//! Emphasis that nobody meant: masks that pair (`20*年，*学院`), tildes that strike out.

use pulldown_cmark::{Event, Tag};

use crate::base::{Diagnostics, Span};
use crate::markdown::cjk::is_han;
use crate::markdown::reading::Kind;

use super::Subject;

codes! {
    PAIRED_MASK = "paired-mask" Warning {
        "两个隐去名称的 `*` 成了一对，中间的文字变成斜体或粗体，`*` 自己消失。写成 `\\*`，或改用 `×`、`某`。",
        "Two asterisks that hide names form a pair: what stands between is emphasised, and they vanish. Write `\\*`, or `×`, or `某`."
    }
    SINGLE_TILDE = "single-tilde" Warning {
        "一对 `~` 之间的文字会被划掉。表示范围用“～”或“—”；要划掉就用 `~~`。",
        "Text between two `~` is struck out. For a range type `～` or `—`; to strike out, `~~`."
    }
}

/// What follows a hidden name: the kind of unit, place, person or time.
const AFTER_MASKS: &[&str] = &[
    "大学", "学院", "学校", "职院", "高职", "中学", "小学", "院校", "省", "市", "县", "区", "镇", "乡", "年",
    "月", "日", "级", "届", "党", "支部", "总支", "公司", "集团", "企业", "老师", "同志", "同学", "教授",
    "书记", "某",
];

/// Signs after which nobody ends what he emphasises.
const BETWEEN: &[char] = &['，', '、', '；', ',', ';'];

/// Signs that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '：', '”'];

/// Whether a text goes on as it would after a hidden name.
pub(super) fn follows_mask(text: &str) -> bool {
    AFTER_MASKS.iter().any(|word| text.starts_with(word))
}

/// Reports emphasis that comes from something else.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    for token in &subject.reading.tokens {
        let Kind::Event(Event::Start(tag)) = &token.kind else { continue };
        match tag {
            Tag::Emphasis => mask(subject, found, token.span, Run::Single),
            Tag::Strong => mask(subject, found, token.span, Run::Double),
            Tag::Strikethrough => tilde(subject, found, token.span),
            _ => {}
        }
    }
}

/// How many asterisks stand on each side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Single,
    Double,
}

fn mask(subject: &Subject<'_>, found: &mut Diagnostics, span: Span, run: Run) {
    let stars = if run == Run::Single { "*" } else { "**" };
    let range = span.range();
    let source = subject.text.get(range.clone()).unwrap_or("");
    let Some(inside) = source.strip_prefix(stars).and_then(|rest| rest.strip_suffix(stars)) else { return };
    let (before, after) = (&subject.text[..range.start], &subject.text[range.end..]);
    if !is_mask(before, inside, after, run) {
        return;
    }
    let escaped = stars.replace('*', "\\*");
    let help = if inside.contains('\n') || inside.chars().count() > 16 {
        words!(
            "把这里的 `{stars}` 都写成 `{escaped}`，或改用 ×、某",
            "write each `{stars}` here as `{escaped}`, or use × or 某"
        )
    } else {
        words!(
            "写成 `{escaped}{inside}{escaped}`，或改用 ×、某",
            "write `{escaped}{inside}{escaped}`, or use × or 某"
        )
    };
    let line = source.find('\n').map_or(source.len(), |_| stars.len());
    let place = Span::new(range.start..range.start + line);
    let message = words!(
        "这两处 `{stars}` 成了一对：中间的文字变了字体，`{stars}` 不会显示",
        "these two `{stars}` form a pair: the text between is emphasised, and they are not shown"
    );
    found.push(subject.at(&PAIRED_MASK, place, message).help(help));
}

/// Whether asterisks stand for what was hidden. Emphasis of whole words is what they are for, so
/// something must speak against it: a year before, the same word after both, a comma at the end.
fn is_mask(before: &str, inside: &str, after: &str, run: Run) -> bool {
    let is_digit = |char: char| char.is_ascii_digit();
    let is_year = before.ends_with(is_digit) && inside.starts_with(['年', '月', '日']);
    let head = inside.chars().next();
    let repeats = head.is_some_and(is_han) && head == after.chars().next();
    let breaks_off = inside.ends_with(BETWEEN);
    let goes_on = |text: &str| text.contains(['，', '。', '；', '、']);
    match run {
        Run::Single => {
            is_year
                || repeats
                || (follows_mask(inside) && (follows_mask(after) || goes_on(inside)))
                || (breaks_off && follows_mask(after))
        }
        // A sentence in bold opens many a paragraph: `**党建引领。**党建是……`.
        Run::Double if inside.ends_with(ENDS) => is_year,
        Run::Double => is_year || (follows_mask(inside) && (breaks_off || (repeats && goes_on(inside)))),
    }
}

fn tilde(subject: &Subject<'_>, found: &mut Diagnostics, span: Span) {
    let source = subject.text.get(span.range()).unwrap_or("");
    if source.starts_with("~~") || source.contains('\n') {
        return;
    }
    let inside = source.trim_matches('~');
    found.push(subject.at(&SINGLE_TILDE, span, words!("这几个字会被划掉", "this is struck out")).help(
        words!(
            "表示范围或约数，把 ~ 换成 ～；真要划掉，写成 `~~{inside}~~`",
            "for a range or an estimate type `～`; to strike it out, write `~~{inside}~~`"
        ),
    ));
}
