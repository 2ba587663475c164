//! What stands within a line: text, code, links, raw HTML.

use pulldown_cmark::LinkType;

use crate::config::RawHtml;
use crate::markdown::address::{self, AddressKind};
use crate::markdown::cjk::is_indent;
use crate::markdown::html::resolve::Href;
use crate::markdown::html::{escape, raw};
use crate::markdown::outline::HeadingKind;

use super::{Code, Line, Printer, Raw};

impl Printer<'_> {
    /// Something that is no text was written.
    pub(super) fn seen(&mut self) {
        self.line = Line::Within;
        self.joint.other();
    }

    /// Writes text, without the indent of its line.
    pub(super) fn text(&mut self, text: &str) {
        let mut text = text;
        if self.is_ours() && self.code == Code::Outside {
            if self.line == Line::Start {
                text = text.trim_start_matches(is_indent);
                if text.is_empty() {
                    return;
                }
                self.line = Line::Within;
            }
            self.joint.text(text);
        }
        escape::text(&mut self.out, text);
    }

    /// A line end between Chinese characters is nothing.
    pub(super) fn soft_break(&mut self, place: usize) {
        if !(self.is_ours() && self.joint.closes(&self.tokens[place + 1..])) {
            self.out.push('\n');
        }
        self.line = Line::Start;
    }

    pub(super) fn inline_code(&mut self, code: &str) {
        self.out.push_str("<code>");
        escape::text(&mut self.out, code);
        self.out.push_str("</code>");
        self.seen();
    }

    pub(super) fn end_strong(&mut self, place: usize) {
        self.out.push_str("</strong>");
        self.marks(place, HeadingKind::RunIn);
    }

    pub(super) fn inline_html(&mut self, html: &str) {
        match self.markup.raw_html {
            _ if !self.is_ours() => self.out.push_str(html),
            RawHtml::Escape => escape::text(&mut self.out, html),
            RawHtml::Sanitize if raw::is_comment(html) => {}
            RawHtml::Sanitize | RawHtml::Allow => {
                raw::write(&mut self.out, html, self.print);
                self.raw = Raw::Some;
            }
        }
        self.joint.other();
    }

    pub(super) fn link(&mut self, kind: LinkType, dest: &str, title: &str) {
        self.out.push_str("<a");
        if self.is_ours() {
            self.href(kind, dest);
        } else {
            self.out.push_str(if kind == LinkType::Email { " href=\"mailto:" } else { " href=\"" });
            escape::address(&mut self.out, dest);
            self.out.push('"');
        }
        self.title(title);
        self.out.push('>');
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape::text(&mut self.out, title);
            self.out.push('"');
        }
    }

    fn href(&mut self, kind: LinkType, dest: &str) {
        let dest = address::spelled(dest);
        let href = match kind {
            LinkType::Email => Href::Mail(dest.to_string()),
            _ => self.print.resolver.link(&dest),
        };
        let out = &mut self.out;
        match href {
            // An address that runs something is told by a check and leads nowhere.
            Href::AsTyped if address::kind(&dest) == AddressKind::Unsafe => return,
            Href::Nowhere => return,
            Href::External(_) => out.push_str(" class=\"external\" rel=\"noopener\" href=\""),
            Href::Mail(_) => out.push_str(" href=\"mailto:"),
            Href::Internal(_) | Href::Here(_) | Href::AsTyped => out.push_str(" href=\""),
        }
        match href {
            Href::Internal(address) => escape::text(out, &address),
            Href::Here(id) => raw::fragment(out, self.print.id_prefix, &id),
            Href::External(address) => escape::address(out, &address),
            Href::Mail(address) => {
                let scheme = address.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
                escape::address(out, &address[scheme.map_or(0, str::len)..]);
            }
            Href::AsTyped | Href::Nowhere => escape::address(out, &dest),
        }
        out.push('"');
    }
}
