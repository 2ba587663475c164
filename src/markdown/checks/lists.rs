//! Numbers of lists: Markdown keeps the first and counts on from it, whatever was typed.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::{Diagnostics, Span};
use crate::markdown::reading::Kind;

use super::Subject;

codes! {
    RENUMBERED_LIST = "renumbered-list" Warning {
        "列表的序号由 Markdown 从第一个数起，写的是别的数也不照写的显示。要另起一个列表，就在中间写一段文字；要照写的显示，写成 `3\\. `。",
        "Markdown counts the items of a list from its first number, whatever the others say. For a new list, put a paragraph between; to show a number as typed, write `3\\. `."
    }
}

/// A list around, whose items are being counted.
struct Counted {
    /// The number that the page shows next; none in a list without numbers.
    next: Option<u64>,
    /// The numbers as typed and as shown, and where they stand.
    typed: Vec<(u64, u64, Span)>,
}

/// Reports numbers that are not shown as they were typed.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut lists: Vec<Counted> = Vec::new();
    for token in &subject.reading.tokens {
        match &token.kind {
            Kind::Event(Event::Start(Tag::List(first))) => {
                lists.push(Counted { next: *first, typed: Vec::new() });
            }
            Kind::Event(Event::Start(Tag::Item)) => {
                if let Some(list) = lists.last_mut() {
                    item(subject, list, token.span);
                }
            }
            Kind::Event(Event::End(TagEnd::List(_))) => {
                if let Some(list) = lists.pop() {
                    report(subject, found, &list);
                }
            }
            _ => {}
        }
    }
}

fn item(subject: &Subject<'_>, list: &mut Counted, span: Span) {
    let Some(shown) = list.next else { return };
    list.next = Some(shown + 1);
    let source = subject.text.get(span.range()).unwrap_or("");
    let lead = source.len() - source.trim_start().len();
    let digits = source[lead..].bytes().take_while(u8::is_ascii_digit).count();
    if let Ok(typed) = source[lead..lead + digits].parse() {
        let start = span.range().start + lead;
        // The sign after a number belongs to it: `3.`
        list.typed.push((typed, shown, Span::new(start..start + digits + 1)));
    }
}

/// Who types the same number before every item leaves the counting to Markdown.
fn report(subject: &Subject<'_>, found: &mut Diagnostics, list: &Counted) {
    let is_left_open = list.typed.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let Some((typed, shown, span)) = list.typed.iter().find(|(typed, shown, _)| typed != shown) else {
        return;
    };
    if is_left_open {
        return;
    }
    let message =
        words!("这里写的是 {typed}，页面上显示的是 {shown}", "{typed} is typed here, and {shown} is shown");
    let help = if *typed == 1 {
        words!(
            "要另起一个列表，就在前面写一段文字；只写错了数，就改成 {shown}",
            "for a new list, put a paragraph before it; if the number is a slip, write {shown}"
        )
    } else {
        words!(
            "改成 {shown}；要照写的显示，写成 `{typed}\\. `",
            "write {shown}; to show it as typed, write `{typed}\\. `"
        )
    };
    found.push(subject.at(&RENUMBERED_LIST, *span, message).help(help));
}
