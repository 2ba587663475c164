//! Blocks of text: paragraphs, headings, lists, code, raw HTML.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, TagEnd};

use crate::config::RawHtml;
use crate::markdown::heads::Head;
use crate::markdown::html::{escape, raw};
use crate::markdown::outline::HeadingKind;
use crate::markdown::reading::Kind;

use super::{Code, Printer, Raw};

impl<'p> Printer<'p> {
    pub(super) fn paragraph(&mut self, place: usize) -> usize {
        if self.is_ours()
            && let Some(after) = self.figures(place)
        {
            return after;
        }
        match self.head_at(place) {
            Some(head) => {
                self.block("<p class=\"run-in\" id=\"");
                self.id(&head.id);
                self.out.push_str("\">");
            }
            None => self.block("<p>"),
        }
        place + 1
    }

    fn head_at(&self, start: usize) -> Option<&'p Head> {
        let found = self.heads.binary_search_by_key(&start, |head| head.start).ok()?;
        Some(&self.heads[found])
    }

    /// Writes an id of the text, with the prefix of the page.
    pub(super) fn id(&mut self, id: &str) {
        escape::text(&mut self.out, self.print.id_prefix);
        escape::text(&mut self.out, id);
    }

    /// Writes the start of a heading; hands back from where to go on.
    pub(super) fn heading(&mut self, typed: HeadingLevel, place: usize) -> usize {
        let head = self.head_at(place);
        if let Some(head) = head
            && self.is_void(head)
        {
            return head.end + 1;
        }
        self.level = self.printed_level(typed, head);
        self.fresh_line();
        self.out.push_str(&format!("<h{}", self.level));
        if let Some(head) = head {
            self.out.push_str(" id=\"");
            self.id(&head.id);
            self.out.push('"');
            if !head.attributes.classes.is_empty() {
                self.out.push_str(" class=\"");
                escape::text(&mut self.out, &head.attributes.classes.join(" "));
                self.out.push('"');
            }
        }
        self.out.push('>');
        self.begin_text();
        place + 1
    }

    /// Whether a heading would be there for nobody: it shows nothing, and nothing leads to it. A check
    /// tells the writer of it.
    fn is_void(&self, head: &Head) -> bool {
        head.shows_nothing(self.tokens)
            && head.attributes.id.is_none()
            && self.print.resolver.heading(&head.id).is_none()
    }

    /// The level of a heading on the page: one below the heading that it stands under, however it was
    /// typed, because HTML wants no level to be skipped. A heading in a quotation or a list stands under
    /// the one before the container.
    fn printed_level(&mut self, typed: HeadingLevel, head: Option<&Head>) -> u8 {
        let typed = typed as u8;
        let (Some(top), Some(head)) = (self.print.top_level, head) else { return typed };
        let rank = (head.depth, typed);
        while self.above.last().is_some_and(|above| *above >= rank) {
            self.above.pop();
        }
        let level = u8::try_from(self.above.len()).unwrap_or(u8::MAX).saturating_add(top);
        self.above.push(rank);
        level.clamp(1, 6)
    }

    pub(super) fn end_heading(&mut self, place: usize) {
        self.marks(place, HeadingKind::Heading);
        self.out.push_str(&format!("</h{}>\n", self.level));
    }

    /// Writes what follows the text of the heading that ends at `place`.
    pub(super) fn marks(&mut self, place: usize, kind: HeadingKind) {
        let Ok(found) = self.heads.binary_search_by_key(&place, |head| head.end) else { return };
        let head = &self.heads[found];
        if head.kind == kind
            && let Some(marks) = self.print.resolver.heading(&head.id)
        {
            self.draw(marks);
        }
    }

    pub(super) fn list(&mut self, first: Option<u64>) {
        match first {
            None => self.block("<ul>\n"),
            Some(1) => self.block("<ol>\n"),
            Some(first) => self.block(&format!("<ol start=\"{first}\">\n")),
        }
    }

    pub(super) fn item(&mut self, place: usize) {
        // The marker stands first, or first in the item's first paragraph.
        let ahead = self.tokens[place + 1..].iter().take(2);
        let is_task =
            ahead.into_iter().any(|token| matches!(token.kind, Kind::Event(Event::TaskListMarker(_))));
        self.block(if is_task { "<li class=\"task\">" } else { "<li>" });
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        let language = match language.strip_prefix("{.") {
            Some(class) if self.is_ours() => class.trim_end_matches('}'),
            _ => language,
        };
        self.fresh_line();
        if language.is_empty() {
            self.out.push_str("<pre><code>");
        } else {
            self.out.push_str("<pre><code class=\"language-");
            escape::text(&mut self.out, language);
            self.out.push_str("\">");
        }
        self.code = Code::Inside;
    }

    pub(super) fn end_code(&mut self) {
        self.code = Code::Outside;
        self.out.push_str("</code></pre>\n");
    }

    /// Writes a block of raw HTML, which comes line by line and is looked at as a whole.
    pub(super) fn html_block(&mut self, start: usize) -> usize {
        let mut html = String::new();
        let mut place = start + 1;
        while let Some(token) = self.tokens.get(place) {
            place += 1;
            match &token.kind {
                // The indent of a line comes as text.
                Kind::Event(Event::Html(line) | Event::Text(line)) => html.push_str(line),
                Kind::Event(Event::End(TagEnd::HtmlBlock)) => break,
                _ => {}
            }
        }
        match self.markup.raw_html {
            _ if !self.is_ours() => {
                self.fresh_line();
                self.out.push_str(&html);
            }
            RawHtml::Escape => self.shown_html(&html),
            RawHtml::Sanitize if raw::is_comment(&html) => {}
            RawHtml::Sanitize | RawHtml::Allow => {
                self.fresh_line();
                raw::write(&mut self.out, &html, self.print);
                self.raw = Raw::Some;
            }
        }
        self.begin_text();
        place
    }

    fn shown_html(&mut self, html: &str) {
        self.block("<p>");
        for (number, line) in html.trim().lines().enumerate() {
            self.out.push_str(if number > 0 { "<br>\n" } else { "" });
            escape::text(&mut self.out, line);
        }
        self.out.push_str("</p>\n");
    }
}
