//! Footnotes and labels of links: what is defined and never used shows nowhere, what is used and
//! never defined shows as typed.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, LinkType, Tag};

use crate::base::{Diagnostics, Span};
use crate::markdown::reading::Kind;

use super::Subject;

codes! {
    UNUSED_FOOTNOTE = "unused-footnote" Error {
        "脚注写了内容，正文里却没有 `[^…]` 指向它，它不会显示。",
        "A footnote that nothing in the text refers to is not shown."
    }
    DUPLICATE_FOOTNOTE = "duplicate-footnote" Error {
        "两个脚注用了同一个编号，后一个不会显示。",
        "Two footnotes have one label; the second is not shown."
    }
    UNUSED_DEFINITION = "unused-definition" Warning {
        "`[文字]: 内容` 会被当作链接的地址，不会显示。要显示就在冒号前后改写，如用全角冒号。",
        "`[text]: words` is read as the address of a link and not shown. To show it, write it otherwise, such as with a full-width colon."
    }
    DUPLICATE_DEFINITION = "duplicate-definition" Warning {
        "两行 `[标记]: 地址` 用了同一个标记，只有前一行起作用，后一行不会显示。",
        "Two lines `[label]: address` have one label; only the first holds, and the second is not shown."
    }
    UNDEFINED_LABEL = "undefined-label" Hint {
        "`[文字][标记]` 的标记没有定义，方括号会照样显示。",
        "The label of `[text][label]` is not defined, so the brackets are shown."
    }
}

/// Labels that writers use to hide a remark: `[//]: # (…)`.
const REMARKS: &[&str] = &["//", "comment", "注释"];

/// Reports what is defined without use, and used without definition.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    footnotes(subject, found);
    definitions(subject, found);
    duplicates(subject, found);
    for broken in &subject.reading.broken {
        let label = &broken.label;
        // `[1][2]` are two numbers of sources.
        if label.chars().all(|char| char.is_ascii_digit()) {
            continue;
        }
        let message = words!(
            "没有地方定义“{label}”，方括号会照样显示",
            "nothing defines `{label}`, so the brackets are shown"
        );
        found.push(subject.at(&UNDEFINED_LABEL, broken.span, message).help(words!(
            "直接写地址：`[文字](地址)`；不是链接就不用管",
            "write the address itself: `[text](address)`; if it is no link, let it be"
        )));
    }
}

fn footnotes(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut used = BTreeSet::new();
    let mut notes: Vec<(&str, Span)> = Vec::new();
    for token in &subject.reading.tokens {
        match &token.kind {
            Kind::Event(Event::FootnoteReference(label)) => _ = used.insert(label.as_ref()),
            Kind::Event(Event::Start(Tag::FootnoteDefinition(label))) => notes.push((label, token.span)),
            _ => {}
        }
    }
    if notes.is_empty() {
        return;
    }
    let meant = meant(subject.text);
    let mut known = BTreeSet::new();
    for (label, span) in notes {
        let source = subject.text.get(span.range()).unwrap_or("");
        let mark = source.find(':').map_or(source.len(), |at| at + 1);
        let place = Span::new(span.range().start..span.range().start + mark);
        if !known.insert(label) {
            found.push(
                subject
                    .at(
                        &DUPLICATE_FOOTNOTE,
                        place,
                        words!(
                            "前面已有脚注 [^{label}]，这一个不会显示",
                            "an earlier footnote is `[^{label}]`; this one is not shown"
                        ),
                    )
                    .help(words!("换一个编号，正文里也改", "choose another label, here and in the text")),
            );
        } else if !used.contains(label) && !meant.contains(label) {
            found.push(
                subject
                    .at(
                        &UNUSED_FOOTNOTE,
                        place,
                        words!(
                            "正文里没有 [^{label}]，这个脚注不会显示",
                            "nothing refers to `[^{label}]`, so this footnote is not shown"
                        ),
                    )
                    .help(words!(
                        "在正文要注的地方写 `[^{label}]`",
                        "type `[^{label}]` where the text needs it"
                    )),
            );
        }
    }
}

/// Labels to which the text refers in full-width brackets, which is told at that place.
fn meant(text: &str) -> BTreeSet<&str> {
    let label = |(at, open): (usize, &str)| {
        let rest = text[at + open.len()..].lines().next()?;
        let close = rest.find([']', '］'])?;
        (open == "［^" || rest[close..].starts_with('］')).then_some(&rest[..close])
    };
    text.match_indices("［^").chain(text.match_indices("[^")).filter_map(label).collect()
}

fn definitions(subject: &Subject<'_>, found: &mut Diagnostics) {
    if subject.reading.definitions.is_empty() {
        return;
    }
    let used: BTreeSet<String> =
        subject.reading.tokens.iter().filter_map(|token| label(&token.kind)).collect();
    for definition in &subject.reading.definitions {
        if used.contains(&definition.label) || REMARKS.contains(&definition.label.as_str()) {
            continue;
        }
        let source = subject.text.get(definition.span.range()).unwrap_or("").trim_end();
        let start = definition.span.range().start;
        let shown = source.replacen("]:", "]：", 1);
        found.push(
            subject
                .at(
                    &UNUSED_DEFINITION,
                    Span::new(start..start + source.len()),
                    words!(
                        "这一行被当作链接的地址，不会显示",
                        "this line is read as the address of a link and not shown"
                    ),
                )
                .help(words!(
                    "要显示就写成 `{shown}`；没有用就删去",
                    "to show it, write `{shown}`; if it has no use, remove it"
                )),
        );
    }
}

/// Reports lines that define a label again: the parser drops them, so that they are no part of any
/// token.
fn duplicates(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for definition in &subject.reading.definitions {
        known.entry(&definition.label).or_insert(definition.span);
    }
    let Some(first) = known.values().map(|span| span.range().start).min() else { return };
    let shown = shown(subject);
    let mut start = first;
    for line in subject.text.get(first..).unwrap_or("").split_inclusive('\n') {
        let typed = line.trim_start_matches([' ', '>']).trim_end();
        let at = start + line.find(typed).unwrap_or(0);
        start += line.len();
        let Some(label) = defined_label(typed) else { continue };
        let is_known = known.get(label.as_str()).is_some_and(|earlier| earlier.range().end <= at);
        let begun = shown.partition_point(|span| span.range().start <= at);
        let is_shown = shown[..begun].last().is_some_and(|span| span.range().end > at);
        if is_known && !REMARKS.contains(&label.as_str()) && !is_shown {
            let message = words!(
                "前面已有 [{label}] 的地址，这一行不起作用，也不会显示",
                "an earlier line defines `[{label}]`; this one has no effect and is not shown"
            );
            let help = words!(
                "换一个标记，正文里也改；地址相同就删去这一行",
                "choose another label, here and in the text; remove the line if its address is the same"
            );
            let span = Span::new(at..at + typed.len());
            found.push(subject.at(&DUPLICATE_DEFINITION, span, message).help(help));
        }
    }
}

/// Where words, links and pictures are shown, in order.
fn shown(subject: &Subject<'_>) -> Vec<Span> {
    let is_inline = |kind: &Kind<'_>| match kind {
        Kind::Event(Event::Start(tag)) => matches!(tag, Tag::Link { .. } | Tag::Image { .. }),
        Kind::Event(event) => !matches!(event, Event::End(_)),
        Kind::CallStart(_) | Kind::CallEnd | Kind::Gone => false,
    };
    let inline = subject.reading.tokens.iter().filter(|token| is_inline(&token.kind));
    let mut shown: Vec<Span> = inline.map(|token| token.span).collect();
    shown.sort_by_key(|span| span.range().start);
    shown
}

/// The label of a line `[label]: address`, in lower case.
fn defined_label(line: &str) -> Option<String> {
    let (label, _) = line.strip_prefix('[')?.split_once("]:")?;
    (!label.starts_with('^')).then(|| label.to_lowercase())
}

/// The label that a link or a picture refers to.
fn label(kind: &Kind<'_>) -> Option<String> {
    let Kind::Event(Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })) = kind
    else {
        return None;
    };
    match link_type {
        LinkType::Inline | LinkType::Autolink | LinkType::Email | LinkType::WikiLink { .. } => None,
        _ => Some(id.to_lowercase()),
    }
}
