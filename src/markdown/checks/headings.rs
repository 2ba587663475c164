//! Headings that are none, that are too much, or whose attributes say nothing.

use crate::base::{Diagnostics, Span};
use crate::markdown::attributes::{DIMENSION_KEYS, resembles_dimension};
use crate::markdown::cjk::is_stop;
use crate::markdown::heads::{Head, LONGEST_HEADING};
use crate::markdown::outline::HeadingKind;

use super::Subject;

codes! {
    DUPLICATE_ID = "duplicate-id" Warning {
        "两个标题写了相同的 `{#id}`，第二个会得到 `-2`，指向它的链接会跳到第一个。",
        "Two headings carry the same `{#id}`; the second gets `-2`, and links to it lead to the first."
    }
    UNKNOWN_ATTRIBUTE = "unknown-attribute" Warning {
        "标题花括号里有不认识的内容。可用的是 `#id`、`.class` 和 `维度=…`。",
        "Something in the braces of a heading means nothing; known are `#id`, `.class` and `dimension=…`."
    }
    NAMELESS_DIMENSION = "nameless-dimension" Warning {
        "标题写了 `维度=`，后面却没有名称。",
        "A heading says `dimension=` without a name after it."
    }
    LONG_HEADING = "long-underlined-heading" Warning {
        "正文下一行是 `---` 或 `===`，整段成了标题。要分隔线就在它前面空一行。",
        "A paragraph right above `---` or `===` becomes a heading. For a rule, leave a blank line before it."
    }
    SKIPPED_LEVEL = "skipped-level" Hint {
        "标题跳了级，如二级下面直接是四级。页面上会补成紧挨着的一级，正文最好也改过来。",
        "A heading skips a level, such as the fourth right below the second. Pages close the gap; the text had better close it too."
    }
    EMPTY_HEADING = "empty-heading" Warning {
        "只有 `#`，没有标题文字，页面上不会出现。",
        "A heading has marks and no text, and is not shown."
    }
}

/// Reports slips in headings.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    levels(subject, found);
    for head in subject.heads {
        attributes(subject, found, head);
        if let Some((id, span)) = &head.attributes.id
            && *id != head.id
        {
            found.push(
                subject
                    .at(
                        &DUPLICATE_ID,
                        *span,
                        words!("前面已有标题用了 `#{id}`", "an earlier heading has `#{id}`"),
                    )
                    .help(words!("换一个 id", "choose another id")),
            );
        }
        if head.kind == HeadingKind::Heading {
            underlined(subject, found, head);
            if head.shows_nothing(&subject.reading.tokens) {
                found.push(
                    subject
                        .at(&EMPTY_HEADING, head.span, words!("标题没有文字", "this heading has no text"))
                        .help(words!("写上文字，或删去这一行", "write its text, or remove the line")),
                );
            }
        }
    }
}

fn attributes(subject: &Subject<'_>, found: &mut Diagnostics, head: &Head) {
    for word in &head.attributes.unknown {
        let name = &word.name;
        let help = if resembles_dimension(name) {
            words!("是不是 `维度=…`？", "did you mean `dimension=…`?")
        } else {
            words!(
                "可用的是 `#id`、`.class` 和 `维度=…`；名称之间用顿号隔开",
                "known are `#id`, `.class` and `dimension=…`; names are separated by commas"
            )
        };
        let message = words!("花括号里的“{name}”没有作用", "`{name}` in braces means nothing");
        found.push(subject.at(&UNKNOWN_ATTRIBUTE, word.span, message).help(help));
    }
    for span in &head.attributes.nameless {
        let key = subject.text.get(span.range()).unwrap_or(DIMENSION_KEYS[0]);
        found.push(
            subject
                .at(&NAMELESS_DIMENSION, *span, words!("`{key}=` 后面没有名称", "no name follows `{key}=`"))
                .help(words!("写上维度的名称：`{{{key}=管理党员}}`", "name the dimension: `{{{key}=…}}`")),
        );
    }
}

/// A text may begin at any level; from there each step down is one.
fn levels(subject: &Subject<'_>, found: &mut Diagnostics) {
    let is_heading = |head: &&Head| head.depth == 0 && head.kind == HeadingKind::Heading;
    let mut above: Option<u8> = None;
    for head in subject.heads.iter().filter(is_heading) {
        let level = head.level;
        if let Some(above) = above.filter(|above| level > above + 1) {
            let marks = "#".repeat(usize::from(above) + 1);
            let source = subject.text.get(head.span.range()).unwrap_or("");
            let start = head.span.range().start;
            let width = source.len() - source.trim_start_matches(['#', '＃']).len();
            let message = words!(
                "上面的标题是 {above} 级，这里一下到了 {level} 级",
                "the heading above is of level {above}, and this one of level {level}"
            );
            found.push(subject.at(&SKIPPED_LEVEL, Span::new(start..start + width), message).help(words!(
                "写成 `{marks} {}`",
                "write `{marks} {}`",
                head.text
            )));
        }
        above = Some(level);
    }
}

/// Text right above `---` is a heading to Markdown, and a paragraph with a rule below it to people.
fn underlined(subject: &Subject<'_>, found: &mut Diagnostics, head: &Head) {
    let source = subject.text.get(head.span.range()).unwrap_or("").trim_end();
    let Some((above, line)) = source.rsplit_once('\n') else { return };
    let is_underline = |line: &str| {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        !line.is_empty() && (line.bytes().all(|byte| byte == b'-') || line.bytes().all(|byte| byte == b'='))
    };
    let length = head.text.chars().count();
    let reads_as_text =
        length > LONGEST_HEADING || head.text.ends_with(['。', '；']) || holds_sentence(&head.text);
    if is_underline(line) && reads_as_text {
        let start = head.span.end as usize - (subject.text[head.span.range()].len() - above.len() - 1);
        let span = Span::new(start..start + line.len());
        found.push(
            subject
                .at(
                    &LONG_HEADING,
                    span,
                    words!(
                        "这一行让上面 {length} 字的正文成了标题",
                        "this line makes a heading of the {length} characters above it"
                    ),
                )
                .help(words!("要分隔线，就在它前面空一行", "for a rule, leave a blank line before it")),
        );
    }
}

fn holds_sentence(text: &str) -> bool {
    text.trim_end_matches(is_stop).contains(['。', '！', '？'])
}
