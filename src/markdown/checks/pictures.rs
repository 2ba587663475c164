//! Pictures without words: whoever cannot see them learns nothing of them.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::{Diagnostic, Diagnostics, Span};
use crate::markdown::reading::{Kind, Token};

use super::{Subject, first};

codes! {
    UNDESCRIBED_PICTURE = "undescribed-picture" Hint {
        "图片没有写明图上是什么，看不到图的人无从知道。写在方括号里，或在地址后面写一句图注。",
        "Nothing says what a picture shows, for whoever cannot see it. Say it between the brackets, or in a caption behind the address."
    }
}

/// Reports the first picture that has neither a description nor a caption.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let pairs = subject.reading.tokens.windows(2);
    let bare = pairs.filter(|pair| is_bare(pair)).map(|pair| undescribed(subject, pair[0].span));
    found.extend(first(1, bare.collect()));
}

fn is_bare(pair: &[Token<'_>]) -> bool {
    match pair {
        [Token { kind: Kind::Event(Event::Start(Tag::Image { title, .. })), .. }, next] => {
            title.is_empty() && matches!(next.kind, Kind::Event(Event::End(TagEnd::Image)))
        }
        _ => false,
    }
}

fn undescribed(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let message =
        words!("这张图片没有写明图上是什么，看不到图的人无从知道", "nothing says what this picture shows");
    let source = subject.text.get(span.range()).unwrap_or("");
    let help = match source.strip_prefix("![]") {
        Some(rest) => words!("写成 `![图上是什么]{rest}`", "write `![what it shows]{rest}`"),
        None => words!("写在方括号里", "say it between the brackets"),
    };
    subject.at(&UNDESCRIBED_PICTURE, span, message).help(help)
}
