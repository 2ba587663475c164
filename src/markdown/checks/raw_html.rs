//! Raw HTML that cleaning takes away, and text that hides in it.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::{Diagnostics, Span};
use crate::config::RawHtml;
use crate::markdown::allowed;
use crate::markdown::facts::raw::joined;
use crate::markdown::html::is_too_deep;
use crate::markdown::prepared::Map;
use crate::markdown::reading::{Kind, Token};
use crate::markdown::tags::{self, Ending, Meaning, Piece, pieces, unescape};

use super::Subject;

codes! {
    REMOVED_HTML = "removed-html" Warning {
        "正文里的一段 HTML 不会发布：脚本、样式、内嵌网页、事件属性等会被去掉。改用 Markdown 或短代码；确有需要且来源可信，可在 site.yaml 里写 `排版: {网页标签: 保留}`（即 `markup: {html: allow}`）。",
        "A piece of raw HTML is not published: scripts, styles, frames and event attributes are removed. Use Markdown or a shortcode; if the sources can be trusted, write `markup: {html: allow}` in site.yaml (`排版: {网页标签: 保留}` is the same)."
    }
    DEEP_HTML = "deep-html" Warning {
        "HTML 嵌套超过 200 层，整篇的 HTML 都按文字显示。检查没有关闭的标签。",
        "Raw HTML nests more than 200 elements, so all of it is shown as text. Look for tags that are not closed."
    }
    UNCLOSED_COMMENT = "unclosed-comment" Error {
        "`<!--` 没有对应的 `-->`，后面的正文都被当作注释，不会发布。",
        "`<!--` without `-->` hides all the text after it."
    }
    HIDDEN_COMMENT = "hidden-comment" Hint {
        "注释里有文字，它不会发布。",
        "A comment holds text, which is not published."
    }
    MARKDOWN_IN_HTML = "markdown-in-html" Hint {
        "HTML 块里的 Markdown 按原样显示。在标签与正文之间各空一行，Markdown 就会生效。",
        "Markdown inside a block of HTML is shown as typed. Leave a blank line after the opening tag and before the closing one."
    }
}

/// Reports what of the raw HTML does not come out as typed.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    if subject.markup.raw_html == RawHtml::Escape {
        return;
    }
    let mut removed = Removed::default();
    for places in blocks(&subject.reading.tokens) {
        let tokens = &subject.reading.tokens[places];
        let (html, map) = joined(subject.text, tokens);
        comments(subject, found, &html, &map);
        if tokens.len() > 1 {
            markdown(subject, found, &html, &map);
        }
        removed.look(&html, &map);
    }
    if subject.markup.raw_html == RawHtml::Sanitize {
        removed.report(subject, found);
        depth(subject, found);
    }
}

/// Cleaning looks at the page as a whole, so the containers around raw HTML count too.
fn depth(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut page = String::new();
    let mut first = None;
    for token in &subject.reading.tokens {
        match &token.kind {
            Kind::Event(Event::Html(html) | Event::InlineHtml(html)) => {
                first.get_or_insert(token.span);
                page.push_str(html);
            }
            Kind::Event(Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item)) => {
                page.push_str("<div>")
            }
            Kind::Event(Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item)) => {
                page.push_str("</div>");
            }
            _ => {}
        }
    }
    if let Some(span) = first
        && is_too_deep(&page)
    {
        found.push(
            subject
                .at(&DEEP_HTML, span, words!("HTML 嵌套超过 200 层", "HTML nests more than 200 elements"))
                .help(words!(
                    "检查没有关闭的标签；现在整篇的 HTML 都按文字显示",
                    "look for tags that are not closed; now all raw HTML is shown as text"
                )),
        );
    }
}

/// Blocks of raw HTML and single tags within lines, as places of tokens.
fn blocks<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = Range<usize>> + 't {
    let mut place = 0;
    std::iter::from_fn(move || {
        while let Some(token) = tokens.get(place) {
            let start = place;
            place += 1;
            match token.kind {
                Kind::Event(Event::InlineHtml(_)) => return Some(start..place),
                Kind::Event(Event::Start(Tag::HtmlBlock)) => {
                    let rest = tokens[place..].iter();
                    let is_end =
                        |token: &Token<'_>| matches!(token.kind, Kind::Event(Event::End(TagEnd::HtmlBlock)));
                    place += rest.take_while(|token| !is_end(token)).count();
                    return Some(start..place);
                }
                _ => {}
            }
        }
        None
    })
}

fn comments(subject: &Subject<'_>, found: &mut Diagnostics, html: &str, map: &Map) {
    for piece in pieces(html) {
        let Piece::Comment(range, ending) = piece else { continue };
        let inside = html[range.clone()].trim_start_matches("<!--").trim_end_matches("-->").trim();
        if ending == Ending::Open {
            let span = Span::new(map.range(range.start..range.start + 4));
            found.push(
                subject
                    .at(&UNCLOSED_COMMENT, span, words!("注释没有结束", "this comment does not end"))
                    .help(words!("在注释末尾加 `-->`", "end the comment with `-->`")),
            );
        } else if inside.chars().filter(|char| char.is_alphanumeric()).count() > 12 {
            let span = Span::new(map.range(range));
            found.push(
                subject
                    .at(
                        &HIDDEN_COMMENT,
                        span,
                        words!("注释里的文字不会发布", "the text of this comment is not published"),
                    )
                    .help(words!(
                        "要发布就去掉 `<!--` 和 `-->`；说明性的话可写进 `notes`",
                        "remove `<!--` and `-->` to publish it; a word to the reader may go into `notes`"
                    )),
            );
        }
    }
}

/// Markdown that stands in a block of HTML and is shown as typed.
fn markdown(subject: &Subject<'_>, found: &mut Diagnostics, html: &str, map: &Map) {
    let is_raw = pieces(html).any(|piece| {
        matches!(&piece, Piece::Open(tag) if allowed::is_emptied(&tag.name) || matches!(tag.name.as_str(), "pre" | "code"))
    });
    if is_raw {
        return;
    }
    let pair = html.find("**").filter(|at| html[at + 2..].contains("**"));
    let Some(at) = pair.or_else(|| html.find("](")).or_else(|| html.find("\n#").map(|at| at + 1)) else {
        return;
    };
    let length = if html[at..].starts_with('#') { 1 } else { 2 };
    found.push(
        subject
            .at(
                &MARKDOWN_IN_HTML,
                Span::new(map.range(at..at + length)),
                words!(
                    "HTML 块里的 Markdown 按原样显示",
                    "Markdown inside a block of HTML is shown as typed"
                ),
            )
            .help(words!(
                "在开始标签之后、结束标签之前各空一行",
                "leave a blank line after the opening tag and before the closing one"
            )),
    );
}

/// What cleaning removes: each name once, at its first place, with the number of its places.
#[derive(Default)]
struct Removed {
    places: BTreeMap<String, (Span, usize)>,
}

impl Removed {
    fn look(&mut self, html: &str, map: &Map) {
        for piece in pieces(html) {
            let Piece::Open(tag) = piece else { continue };
            if !allowed::is_element(&tag.name) {
                self.note(format!("<{}>", tag.name), map, tag.range);
                continue;
            }
            for attribute in tag.attributes {
                let value = unescape(&html[attribute.value]);
                let name = &attribute.name;
                let addresses = tags::meaning(&tag.name, name).filter(|meaning| *meaning != Meaning::Id);
                if !allowed::is_attribute(&tag.name, name) {
                    self.note(format!("{name}=…"), map, attribute.range);
                } else if name == "style" && !allowed::is_style(&value) {
                    self.note("style=…".to_owned(), map, attribute.range);
                } else if addresses.is_some() && !allowed::is_address(&value) {
                    let scheme = value.split(':').next().unwrap_or("").trim();
                    self.note(format!("{name}=\"{scheme}:…\""), map, attribute.range);
                }
            }
        }
    }

    fn note(&mut self, name: String, map: &Map, range: Range<usize>) {
        let span = Span::new(map.range(range));
        self.places.entry(name).or_insert((span, 0)).1 += 1;
    }

    fn report(self, subject: &Subject<'_>, found: &mut Diagnostics) {
        let mut places: Vec<_> = self.places.into_iter().collect();
        places.sort_by_key(|(_, (span, _))| *span);
        for (name, (span, count)) in places {
            let message = match count {
                1 => words!("HTML `{name}` 不会发布", "HTML `{name}` is not published"),
                _ => words!(
                    "HTML `{name}` 不会发布（共 {count} 处）",
                    "HTML `{name}` is not published ({count} places)"
                ),
            };
            found.push(subject.at(&REMOVED_HTML, span, message).help(words!(
                "改用 Markdown 或短代码；来源可信时可在 site.yaml 里写 `排版: {{网页标签: 保留}}`（即 `markup: {{html: allow}}`）",
                "use Markdown or a shortcode; if the sources can be trusted, write `markup: {{html: allow}}` in site.yaml (`排版: {{网页标签: 保留}}` is the same)"
            )));
        }
    }
}
