//! Writes the tokens of a body as HTML.

mod block;
mod figure;
mod footnote;
mod inline;
mod table;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::Span;
use crate::config::{Dialect, Markup, RawHtml};
use crate::markdown::allowed::{OWN_LINE, SOURCE_LINE};
use crate::markdown::heads::Head;
use crate::markdown::outline::Call;
use crate::markdown::plain::Joint;
use crate::markdown::reading::{Kind, Token};

use super::notes::Notes;
use super::{Print, escape, raw};
use table::Table;

/// Frames the number of what the theme drew while the page around it is cleaned: the theme is
/// trusted, the writer's raw HTML is not.
const DRAWN: char = '\u{FDD2}';

/// Raw HTML nests too deep to be cleaned; it is to be shown as text.
#[derive(Debug)]
pub(super) struct TooDeep;

/// Prints tokens.
pub(super) struct Printer<'p> {
    tokens: &'p [Token<'p>],
    heads: &'p [Head],
    markup: &'p Markup,
    print: &'p Print<'p>,
    notes: Notes,
    out: String,
    /// Shortcodes around, each with what was written before it.
    calls: Vec<(&'p Call, String, Raw)>,
    /// What the theme drew.
    drawn: Vec<String>,
    raw: Raw,
    line: Line,
    joint: Joint,
    table: Table,
    code: Code,
    /// Headings above the next one: the containers around each, and its level as typed.
    above: Vec<(usize, u8)>,
    /// The level of the heading that is being written.
    level: u8,
}

/// Whether what was written holds raw HTML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Raw {
    None,
    Some,
}

/// Whether something was written on this line of text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Start,
    Within,
}

/// Whether code is being written, which is text to the letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    Outside,
    Inside,
}

/// Blocks that a preview leads to the source from.
fn is_placed(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::Item
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableRow
    )
}

impl<'p> Printer<'p> {
    pub(super) fn new(
        tokens: &'p [Token<'p>],
        heads: &'p [Head],
        markup: &'p Markup,
        print: &'p Print<'p>,
    ) -> Printer<'p> {
        Printer {
            tokens,
            heads,
            markup,
            print,
            notes: Notes::of(tokens),
            out: String::new(),
            calls: Vec::new(),
            drawn: Vec::new(),
            raw: Raw::None,
            line: Line::Start,
            joint: Joint::default(),
            table: Table::default(),
            code: Code::Outside,
            above: Vec::new(),
            level: 1,
        }
    }

    /// Prints what lies within `span`, then the footnotes that it refers to.
    pub(super) fn print(mut self, span: Span) -> Result<String, TooDeep> {
        self.out.reserve(span.range().len() + span.range().len() / 4);
        self.tokens(0..self.tokens.len(), Some(span))?;
        self.footnotes()?;
        let html = std::mem::take(&mut self.out);
        self.finished(html, self.raw)
    }

    /// Whether our own rules hold.
    fn is_ours(&self) -> bool {
        self.markup.dialect == Dialect::Fengcai
    }

    fn tokens(&mut self, range: Range<usize>, span: Option<Span>) -> Result<(), TooDeep> {
        let mut place = range.start;
        while place < range.end {
            let token = &self.tokens[place];
            let is_inside =
                span.is_none_or(|span| span.start <= token.span.start && token.span.end <= span.end);
            place = match (&token.kind, is_inside) {
                (Kind::Event(Event::Start(Tag::FootnoteDefinition(_))), _) => self.after_definition(place),
                (_, false) | (Kind::Gone, true) => place + 1,
                (Kind::Event(event), true) => self.event(event, place),
                (Kind::CallStart(call), true) => {
                    let raw = std::mem::replace(&mut self.raw, Raw::None);
                    self.calls.push((call, std::mem::take(&mut self.out), raw));
                    place + 1
                }
                (Kind::CallEnd, true) => {
                    self.end_call()?;
                    place + 1
                }
            };
        }
        Ok(())
    }

    /// Writes one event; hands back from where to go on.
    fn event(&mut self, event: &'p Event<'p>, place: usize) -> usize {
        match event {
            Event::Start(tag) => {
                let before = self.out.len();
                let next = self.start(tag, place);
                if is_placed(tag) {
                    self.place(before, self.tokens[place].span.start);
                }
                return next;
            }
            Event::End(end) => self.end(*end, place),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
            Event::Code(code) => self.inline_code(code),
            // Blocks of HTML are written whole; a line of one is left only where a span cuts it.
            Event::InlineHtml(html) | Event::Html(html) => self.inline_html(html),
            Event::SoftBreak => self.soft_break(place),
            Event::HardBreak => {
                self.out.push_str("<br");
                self.end_void();
                self.out.push('\n');
                self.begin_text();
            }
            Event::Rule => {
                self.block("<hr");
                self.end_void();
                self.out.push('\n');
            }
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked=\"\"" } else { "" };
                self.out.push_str(&format!("<input type=\"checkbox\" disabled=\"\"{checked}"));
                self.end_void();
                self.out.push(' ');
            }
            Event::FootnoteReference(label) => self.reference(label),
        }
        place + 1
    }

    fn start(&mut self, tag: &'p Tag<'p>, place: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(place),
            Tag::Heading { level, .. } => return self.heading(*level, place),
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::HtmlBlock => return self.html_block(place),
            Tag::List(first) => self.list(*first),
            Tag::Item => self.item(place),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignments) => self.table(alignments, place),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title),
            Tag::Image { .. } => return self.picture_in_line(place),
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
        place + 1
    }

    /// Gives the first element written since `before` the line of its source, for a preview.
    fn place(&mut self, before: usize, start: u32) {
        let Some(lines) = self.print.lines else { return };
        let Some(open) = self.out[before..].find('<') else { return };
        let name = before + open + 1;
        let length = self.out[name..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length > 0 {
            let mut attribute = format!(" {SOURCE_LINE}=\"{OWN_LINE}");
            escape::text(&mut attribute, &lines(start));
            attribute.push('"');
            self.out.insert_str(name + length, &attribute);
        }
    }

    fn end(&mut self, end: TagEnd, place: usize) {
        let tag = match end {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(_) => return self.end_heading(place),
            TagEnd::BlockQuote(_) => return self.end_container("</blockquote>\n"),
            TagEnd::CodeBlock => return self.end_code(),
            TagEnd::List(true) => return self.end_container("</ol>\n"),
            TagEnd::List(false) => return self.end_container("</ul>\n"),
            TagEnd::DefinitionList => return self.end_container("</dl>\n"),
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => "</tr></thead><tbody>\n",
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Strong => return self.end_strong(place),
            TagEnd::Emphasis => "</em>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Link => "</a>",
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) => "",
        };
        self.out.push_str(tag);
    }

    fn end_call(&mut self) -> Result<(), TooDeep> {
        let Some((call, before, raw)) = self.calls.pop() else { return Ok(()) };
        let inner = std::mem::replace(&mut self.out, before);
        let inner = self.finished(inner, self.raw)?;
        self.raw = raw;
        let drawn = self.print.resolver.call(call, &inner).unwrap_or(inner);
        self.fresh_line();
        self.draw(drawn);
        self.out.push('\n');
        self.begin_text();
        Ok(())
    }

    /// Puts in what the theme drew.
    fn draw(&mut self, html: String) {
        self.out.push_str(&format!("{DRAWN}{}{DRAWN}", self.drawn.len()));
        self.drawn.push(html);
    }

    /// Cleans what was written, then puts in what the theme drew.
    fn finished(&self, mut html: String, raw: Raw) -> Result<String, TooDeep> {
        html = match (raw, self.markup.raw_html) {
            (Raw::Some, RawHtml::Sanitize) => {
                if raw::is_too_deep(&html) {
                    return Err(TooDeep);
                }
                raw::clean(&html)
            }
            _ => html,
        };
        if self.print.lines.is_some() {
            html.retain(|char| char != OWN_LINE);
        }
        if self.drawn.is_empty() {
            return Ok(html);
        }
        let mut out = String::with_capacity(html.len());
        let mut rest = html.as_str();
        while let Some(at) = rest.find(DRAWN) {
            out.push_str(&rest[..at]);
            rest = &rest[at + DRAWN.len_utf8()..];
            let drawn = rest.split_once(DRAWN).and_then(|(number, after)| {
                let number: usize = number.parse().ok()?;
                Some((self.drawn.get(number)?, after))
            });
            if let Some((drawn, after)) = drawn {
                out.push_str(drawn);
                rest = after;
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    /// Ends the tag of an element that holds nothing. A slash there means nothing to HTML, but the
    /// examples of CommonMark have one.
    fn end_void(&mut self) {
        self.out.push_str(if self.is_ours() { ">" } else { " />" });
    }

    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Begins a block.
    fn block(&mut self, tag: &str) {
        self.fresh_line();
        self.out.push_str(tag);
        self.begin_text();
    }

    fn end_container(&mut self, tag: &str) {
        self.fresh_line();
        self.out.push_str(tag);
    }

    fn begin_text(&mut self) {
        self.line = Line::Start;
        self.joint.other();
    }
}
