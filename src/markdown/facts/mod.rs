//! Reads the facts of a body in one pass over its tokens.

pub(super) mod excerpt;
pub(super) mod raw;
mod sections;
#[cfg(test)]
mod tests;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::base::{Diagnostics, FilePath, Outcome, Span};
use crate::config::{Dialect, Markup, RawHtml};

use super::address;
use super::body::Body;
use super::checks::{self, Subject};
use super::count::Counter;
use super::heads::{self, Head};
use super::outline::{Link, LinkKind, Outline, Picture};
use super::plain::PlainText;
use super::prepare;
use super::reading::{Kind, Token, read};
use super::split::{ends_container, is_container};
use sections::Sections;

/// Reads the facts of a body and reports what is wrong with it.
///
/// `text` is the whole file, `body` the part that is Markdown. With [`Dialect::CommonMark`] only what
/// CommonMark knows is read, and nothing is reported.
pub fn outline(file: &FilePath, text: &str, body: Span, markup: &Markup) -> Outcome<Outline> {
    read_with(file, (text, body), markup, |_, _, _| ()).map(|(outline, ())| outline)
}

/// The same, and the body as it was read, for whoever prints it later.
pub fn outline_and_body(
    file: &FilePath,
    text: &str,
    body: Span,
    markup: &Markup,
) -> Outcome<(Outline, Body)> {
    read_with(file, (text, body), markup, |tokens, heads, _| Body::of(text, tokens, heads))
}

/// The same, and the beginnings of its sections in plain words, in the order of the headings: at most 120
/// characters of each, without the heading.
pub fn outline_and_excerpts(
    file: &FilePath,
    text: &str,
    body: Span,
    markup: &Markup,
) -> Outcome<(Outline, Vec<String>)> {
    read_with(file, (text, body), markup, |tokens, heads, outline| {
        excerpt::excerpts(&tokens, &heads, outline)
    })
}

/// The beginnings of the sections of a body whose outline is known, as [`outline_and_excerpts`] gives them.
pub fn excerpts(text: &str, body: Span, markup: &Markup, outline: &Outline) -> Vec<String> {
    let prepared = prepare::body(text, prepare::clamped(text, body), markup.dialect);
    let mut reading = read(text, &prepared, markup);
    let heads = heads::find(text, &mut reading.tokens, markup.dialect);
    excerpt::excerpts(&reading.tokens, &heads, outline)
}

/// Reads a body, and hands what was read to `keep`, when nobody here needs it any more.
fn read_with<T>(
    file: &FilePath,
    (text, body): (&str, Span),
    markup: &Markup,
    keep: impl FnOnce(Vec<Token<'_>>, Vec<Head>, &Outline) -> T,
) -> Outcome<(Outline, T)> {
    let body = prepare::clamped(text, body);
    let prepared = prepare::body(text, body, markup.dialect);
    let mut reading = read(text, &prepared, markup);
    let heads = heads::find(text, &mut reading.tokens, markup.dialect);
    let outline = Collector::new(text, &reading.tokens, &heads, markup).collect(body);
    let mut found = Diagnostics::default();
    if markup.dialect == Dialect::Fengcai {
        let words = outline.words();
        checks::run(&Subject { file, text, reading: &reading, heads: &heads, markup, words }, &mut found);
    }
    let kept = keep(reading.tokens, heads, &outline);
    found.with((outline, kept))
}

/// Goes over the tokens and notes what they say.
struct Collector<'c> {
    text: &'c str,
    tokens: &'c [Token<'c>],
    heads: &'c [Head],
    markup: &'c Markup,
    outline: Outline,
    counter: Counter,
    sections: Sections,
    /// Containers around.
    depth: usize,
    /// The heads before this one were met.
    next_head: usize,
    /// The place after the last token of the head that was met last.
    after_head: usize,
    /// Containers around what stands in the footnote that is open; none stands in another.
    footnote: Option<usize>,
}

impl<'c> Collector<'c> {
    fn new(text: &'c str, tokens: &'c [Token<'c>], heads: &'c [Head], markup: &'c Markup) -> Collector<'c> {
        Collector {
            text,
            tokens,
            heads,
            markup,
            outline: Outline::default(),
            counter: Counter::default(),
            sections: Sections::default(),
            depth: 0,
            next_head: 0,
            after_head: 0,
            footnote: None,
        }
    }

    fn collect(mut self, body: Span) -> Outline {
        let mut place = 0;
        while place < self.tokens.len() {
            place = self.token(place);
        }
        self.outline.headings = self.sections.finish(body.end, self.counter.words());
        self.outline.han = self.counter.han;
        self.outline.latin = self.counter.latin;
        self.outline.summary = excerpt::summary(self.tokens);
        self.outline
    }

    /// Notes one token; hands back from where to go on.
    fn token(&mut self, place: usize) -> usize {
        let token = &self.tokens[place];
        if let Some(head) = self.heads.get(self.next_head).filter(|head| head.start == place) {
            self.sections.begin(head, token.span.start, self.counter.words());
            self.next_head += 1;
            self.after_head = head.end + 1;
        }
        if place >= self.after_head && shows(&token.kind) {
            self.fill();
        }
        match &token.kind {
            Kind::Event(event) => return self.event(event, token.span, place),
            Kind::CallStart(call) => {
                self.outline.calls.push((**call).clone());
                self.depth += 1;
            }
            Kind::CallEnd => self.end_container(token.span.end),
            Kind::Gone => {}
        }
        place + 1
    }

    fn event(&mut self, event: &Event<'_>, span: Span, place: usize) -> usize {
        match event {
            Event::Text(text) | Event::Code(text) => self.counter.text(text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.counter.end_word(),
            Event::Start(tag) => return self.start(tag, span, place),
            Event::End(end) => self.end(*end, span),
            Event::InlineHtml(_) => {
                self.raw_html(place..place + 1);
                self.counter.end_word();
            }
            Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
        place + 1
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span, place: usize) -> usize {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => return place + 1,
            Tag::Link { link_type, dest_url, .. } => {
                self.link(*link_type, dest_url, span, place);
                return place + 1;
            }
            Tag::Image { dest_url, .. } => {
                let end = self.after(place, |end| end == TagEnd::Image);
                let alt = PlainText::of_picture(&self.tokens[place + 1..end - 1]);
                let dest = address::spelled(dest_url).into_owned();
                self.outline.pictures.push(Picture { dest, alt, span });
                self.counter.end_word();
                return end;
            }
            Tag::CodeBlock(_) => return self.after(place, |end| end == TagEnd::CodeBlock),
            Tag::HtmlBlock => {
                let end = self.after(place, |end| end == TagEnd::HtmlBlock);
                self.raw_html(place..end);
                return end;
            }
            tag if is_container(tag) => {
                self.depth += 1;
                if matches!(tag, Tag::FootnoteDefinition(_)) {
                    self.footnote = Some(self.depth);
                }
            }
            _ => {}
        }
        self.counter.end_word();
        place + 1
    }

    /// The place after the element that starts at `start` and ends with what `is_end` tells.
    fn after(&self, start: usize, is_end: impl Fn(TagEnd) -> bool) -> usize {
        let mut depth = 0_usize;
        for (offset, token) in self.tokens[start..].iter().enumerate() {
            match &token.kind {
                Kind::Event(Event::Start(tag)) if is_end(tag.to_end()) => depth += 1,
                Kind::Event(Event::End(end)) if is_end(*end) => {
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

    fn end(&mut self, end: TagEnd, span: Span) {
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Item | TagEnd::DefinitionListDefinition => {
                self.sections.leave(self.depth, span.end, self.counter.words());
            }
            end if ends_container(end) => {
                self.end_container(span.end);
                if end == TagEnd::FootnoteDefinition {
                    self.footnote = None;
                }
            }
            _ => {}
        }
        self.counter.end_word();
    }

    fn end_container(&mut self, at: u32) {
        self.sections.leave(self.depth, at, self.counter.words());
        self.depth = self.depth.saturating_sub(1);
        self.counter.end_word();
    }

    fn link(&mut self, kind: LinkType, dest: &str, span: Span, place: usize) {
        let end = self.after(place, |end| end == TagEnd::Link);
        let text = PlainText::of(&self.tokens[place + 1..end - 1]);
        let (dest, kind) = match kind {
            LinkType::Email => (format!("mailto:{dest}"), LinkKind::Auto),
            LinkType::Autolink => (dest.to_owned(), LinkKind::Auto),
            _ => (address::spelled(dest).into_owned(), LinkKind::Markdown),
        };
        self.outline.links.push(Link { dest, text, kind, span });
    }

    /// Something is shown that is no heading.
    fn fill(&mut self) {
        self.sections.fill(self.footnote.unwrap_or(0));
    }

    /// Notes what the raw HTML of some tokens names.
    fn raw_html(&mut self, places: std::ops::Range<usize>) {
        self.outline.raw_html = true;
        let start = places.start;
        let (html, map) = raw::joined(self.text, &self.tokens[places]);
        if start >= self.after_head && raw::shows(&html) {
            self.fill();
        }
        if self.markup.raw_html == RawHtml::Escape && self.markup.dialect == Dialect::Fengcai {
            return;
        }
        raw::note(&html, &map, self.markup, &mut self.outline);
    }
}

/// Whether a token shows something by itself; raw HTML is read as a whole.
fn shows(kind: &Kind<'_>) -> bool {
    match kind {
        Kind::Event(Event::Text(text) | Event::Code(text)) => text.chars().any(char::is_alphanumeric),
        Kind::Event(Event::Start(Tag::Image { .. } | Tag::CodeBlock(_))) | Kind::CallStart(_) => true,
        Kind::Event(_) | Kind::CallEnd | Kind::Gone => false,
    }
}
