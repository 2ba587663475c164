//! Raw HTML on its way into a page: its addresses and ids are made those of the page, and what the
//! printer counts on is measured.

use crate::base::route::{MARK, push_fragment};
use crate::markdown::address::{self, AddressKind};
use crate::markdown::allowed;
use crate::markdown::tags::{self, Ending, Meaning, Piece, Tag, pieces, unescape};

use super::resolve::Href;
use super::{Print, escape};

/// Elements nested deeper than this are not cleaned: the cleaner's parser looks through all open
/// elements at every tag.
const DEEPEST: usize = 200;

/// Writes raw HTML with its addresses resolved and its ids prefixed. A picture without an alternative
/// text gets an empty one, as `![](a.png)` does, or its address would be read aloud.
pub(super) fn write(out: &mut String, html: &str, print: &Print<'_>) {
    let mut done = 0;
    for piece in pieces(html) {
        let Piece::Open(tag) = piece else { continue };
        if tag.name == "img" && !tag.attributes.iter().any(|attribute| attribute.name == "alt") {
            let name_end = tag.range.start + 1 + tag.name.len();
            out.push_str(&html[done..name_end]);
            out.push_str(" alt=\"\"");
            done = name_end;
        }
        for attribute in &tag.attributes {
            let value = unescape(&html[attribute.value.clone()]);
            let Some(resolved) = resolved(&tag, &attribute.name, &value, print) else { continue };
            out.push_str(&html[done..attribute.range.start]);
            out.push_str(&attribute.name);
            out.push_str("=\"");
            out.push_str(&resolved);
            out.push('"');
            done = attribute.range.end;
        }
    }
    out.push_str(&html[done..]);
}

/// The new value of an attribute, escaped; `None` leaves it as typed.
fn resolved(tag: &Tag, attribute: &str, value: &str, print: &Print<'_>) -> Option<String> {
    match tags::meaning(&tag.name, attribute)? {
        Meaning::Id if print.id_prefix.is_empty() => None,
        Meaning::Id => {
            let mut id = String::new();
            escape::text(&mut id, print.id_prefix);
            escape::text(&mut id, value);
            Some(id)
        }
        Meaning::Picture => Some(picture(value, print)),
        Meaning::Pictures => Some(pictures(value, print)),
        Meaning::Link => link(value, print),
    }
}

fn picture(dest: &str, print: &Print<'_>) -> String {
    let mut out = String::new();
    source(&mut out, &print.resolver.picture(&address::spelled(dest.trim())).src);
    out
}

/// Writes the address of a picture.
pub(super) fn source(out: &mut String, src: &str) {
    if src.starts_with(MARK) {
        escape::text(out, src);
    } else if address::kind(src) != AddressKind::Unsafe {
        escape::address(out, src);
    }
}

fn pictures(set: &str, print: &Print<'_>) -> String {
    let mut out = String::new();
    for (dest, descriptor) in tags::candidates(set) {
        out.push_str(if out.is_empty() { "" } else { ", " });
        out.push_str(&picture(dest, print));
        if !descriptor.is_empty() {
            out.push(' ');
            escape::text(&mut out, descriptor);
        }
    }
    out
}

fn link(dest: &str, print: &Print<'_>) -> Option<String> {
    let mut out = String::new();
    match print.resolver.link(&address::spelled(dest.trim())) {
        Href::Internal(address) => escape::text(&mut out, &address),
        Href::Here(id) => fragment(&mut out, print.id_prefix, &id),
        Href::External(_) | Href::Mail(_) | Href::AsTyped | Href::Nowhere => return None,
    }
    Some(out)
}

/// Writes a link to an id of the same page.
pub(super) fn fragment(out: &mut String, prefix: &str, id: &str) {
    out.push('#');
    push_fragment(out, prefix);
    push_fragment(out, id);
}

/// Whether a piece of raw HTML is one comment, which shows nowhere.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    match pieces(html).next() {
        Some(Piece::Comment(range, Ending::Closed)) => range == (0..html.len()),
        _ => false,
    }
}

/// Whether a printed page nests elements too deep to be cleaned.
pub(in crate::markdown) fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) if !tags::is_void(&tag.name) => {
                if closes_itself(&tag.name) && open.last() == Some(&tag.name) {
                    continue;
                }
                open.push(tag.name);
                if open.len() > DEEPEST {
                    return true;
                }
            }
            Piece::Close(name, _) => {
                if let Some(place) = open.iter().rposition(|open| *open == name) {
                    open.truncate(place);
                }
            }
            _ => {}
        }
    }
    false
}

/// Elements that another of their kind ends.
fn closes_itself(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "rt" | "rp")
}

/// Cleans a page that holds raw HTML.
pub(super) fn clean(html: &str) -> String {
    allowed::clean(html)
}
