//! Footnotes: their references in the text, and the notes after it.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::html::{escape, raw};
use crate::markdown::reading::Kind;

use super::{Printer, TooDeep};

impl Printer<'_> {
    /// The place after the definition that starts at `start`; definitions are written at the end.
    pub(super) fn after_definition(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, token) in self.tokens[start..].iter().enumerate() {
            match token.kind {
                Kind::Event(Event::Start(Tag::FootnoteDefinition(_))) => depth += 1,
                Kind::Event(Event::End(TagEnd::FootnoteDefinition)) => {
                    depth -= 1;
                    if depth == 0 {
                        return start + offset + 1;
                    }
                }
                _ => {}
            }
        }
        self.tokens.len()
    }

    pub(super) fn reference(&mut self, label: &str) {
        let Some(reference) = self.notes.refer(label) else { return };
        let number = reference.number;
        let id = reference_id(number, reference.count);
        self.out.push_str("<sup class=\"footnote\" id=\"");
        self.id(&id);
        self.out.push_str("\"><a href=\"");
        raw::fragment(&mut self.out, self.print.id_prefix, &format!("fn-{number}"));
        self.out.push_str(&format!("\" role=\"doc-noteref\">{number}</a></sup>"));
        self.seen();
    }

    /// Writes the footnotes that were referred to, and those that they refer to. Their numbers are
    /// those of the whole body.
    pub(super) fn footnotes(&mut self) -> Result<(), TooDeep> {
        let mut notes = Vec::new();
        while let Some((number, inside)) = self.notes.next() {
            let page = std::mem::take(&mut self.out);
            self.begin_text();
            self.tokens(inside, None)?;
            notes.push((number, std::mem::replace(&mut self.out, page)));
        }
        if notes.is_empty() {
            return Ok(());
        }
        notes.sort_by_key(|(number, _)| *number);
        self.block("<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        let mut expected = 1;
        for (number, note) in notes {
            self.footnote(number, expected, &note);
            expected = number + 1;
        }
        self.out.push_str("</ol>\n</div>\n");
        Ok(())
    }

    fn footnote(&mut self, number: usize, expected: usize, note: &str) {
        self.out.push_str("<li id=\"");
        self.id(&format!("fn-{number}"));
        self.out.push('"');
        if number != expected {
            self.out.push_str(&format!(" value=\"{number}\""));
        }
        self.out.push('>');
        let note = note.trim();
        match note.strip_suffix("</p>") {
            Some(text) => {
                self.out.push_str(text);
                self.back_links(number);
                self.out.push_str("</p>");
            }
            None => {
                self.out.push_str(note);
                self.back_links(number);
            }
        }
        self.out.push_str("</li>\n");
    }

    fn back_links(&mut self, number: usize) {
        let words = crate::words!("回到正文", "back to the text");
        for count in 1..=self.notes.references(number) {
            self.out.push_str(" <a href=\"");
            raw::fragment(&mut self.out, self.print.id_prefix, &reference_id(number, count));
            self.out.push_str("\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"");
            escape::text(&mut self.out, words.in_lang(self.print.lang));
            self.out.push_str("\">↩</a>");
        }
    }
}

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}
