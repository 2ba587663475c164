//! What raw HTML names: links, pictures, ids.

use pulldown_cmark::Event;

use crate::base::Span;
use crate::config::{Dialect, Markup, RawHtml};
use crate::markdown::outline::{Link, LinkKind, Outline, Picture};
use crate::markdown::prepared::{Map, Pieces};
use crate::markdown::reading::{Kind, Token};
use crate::markdown::tags::{self, Meaning, Piece, pieces, unescape};
use crate::markdown::{address, allowed};

/// The raw HTML of some tokens as one text, with the way back to the file.
pub(in crate::markdown) fn joined(text: &str, tokens: &[Token<'_>]) -> (String, Map) {
    let mut joined = Pieces::default();
    let anchor = tokens.first().map_or(0, |token| token.span.range().start);
    for token in tokens {
        let Kind::Event(Event::Html(html) | Event::InlineHtml(html) | Event::Text(html)) = &token.kind else {
            continue;
        };
        let range = token.span.range();
        match text.get(range.clone()) {
            Some(original) if *original == **html => joined.copy(range.start, html),
            _ => joined.substitute(range, html),
        }
    }
    joined.finish(anchor)
}

/// Whether raw HTML shows anything: not comments and what is blank beside them.
pub(super) fn shows(html: &str) -> bool {
    let mut at = 0;
    for piece in pieces(html) {
        let Piece::Comment(range, _) = piece else { return true };
        if !html[at..range.start].trim().is_empty() {
            return true;
        }
        at = range.end;
    }
    !html[at..].trim().is_empty()
}

/// Notes what a piece of raw HTML names. What will be removed names nothing.
pub(super) fn note(html: &str, map: &Map, markup: &Markup, outline: &mut Outline) {
    let cleans = markup.dialect == Dialect::Fengcai && markup.raw_html == RawHtml::Sanitize;
    for piece in pieces(html) {
        let Piece::Open(tag) = piece else { continue };
        if cleans && !allowed::is_element(&tag.name) {
            continue;
        }
        for attribute in &tag.attributes {
            let Some(meaning) = tags::meaning(&tag.name, &attribute.name) else { continue };
            let value = unescape(&html[attribute.value.clone()]);
            let span = Span::new(map.range(attribute.value.clone()));
            let spelled = |dest: &str| address::spelled(dest.trim()).into_owned();
            let picture = |dest: &str| Picture { dest: spelled(dest), alt: String::new(), span };
            match meaning {
                Meaning::Id if !value.is_empty() => outline.anchors.push(value.into_owned()),
                Meaning::Id => {}
                Meaning::Picture => outline.pictures.push(picture(&value)),
                Meaning::Pictures => {
                    outline.pictures.extend(tags::candidates(&value).map(|(dest, _)| picture(dest)));
                }
                Meaning::Link => outline.links.push(Link {
                    dest: spelled(&value),
                    text: String::new(),
                    kind: LinkKind::Html,
                    span,
                }),
            }
        }
    }
}
