//! A body, read: the parser's events in our terms, with places in the file.
//!
//! Here everything is settled that printing and outlining must see alike: prose that was indented
//! like code, the Markdown inside shortcodes, paragraphs that end with the line.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, RefDefs, Tag, TagEnd,
};

use crate::base::Span;
use crate::config::{Breaks, Dialect, Markup};

use super::call::{self, Head, Info, Quotes, Slip};
use super::outline::{Argument, Call};
use super::prepare::prepare;
use super::prepared::{Pieces, Prepared};
use super::prose::{self, Indented};
use super::split;

/// Shortcodes inside shortcodes are read this deep; the parser runs once for each level.
pub(super) const DEEPEST_CALL: usize = 6;

/// About as many bytes of a text make a token; only a guess at the room that is needed.
const BYTES_PER_TOKEN: usize = 32;

/// A body, read.
#[derive(Default)]
pub(super) struct Reading<'s> {
    pub(super) tokens: Vec<Token<'s>>,
    /// `[text][label]` and `[label][]` whose label nobody defined, in order.
    pub(super) broken: Vec<Broken>,
    /// Definitions of labels, in order.
    pub(super) definitions: Vec<Definition>,
    /// What was strange about shortcodes and indented blocks.
    pub(super) oddities: Vec<(Oddity, Span)>,
}

/// An event and its place in the file.
#[derive(Debug)]
pub(super) struct Token<'s> {
    pub(super) kind: Kind<'s>,
    pub(super) span: Span,
}

/// What a token is.
#[derive(Clone, Debug)]
pub(super) enum Kind<'s> {
    /// The parser's event.
    Event(Event<'s>),
    /// What follows up to the end stands inside a shortcode.
    CallStart(Box<Call>),
    /// The end of a shortcode.
    CallEnd,
    /// What was here was understood and shows nowhere: attributes of a heading.
    Gone,
}

/// A reference to a label that nobody defined.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) label: String,
    pub(super) span: Span,
}

/// `[label]: address`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Definition {
    /// In lower case.
    pub(super) label: String,
    pub(super) span: Span,
}

/// Something that reading noticed and a check reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// A shortcode below [`DEEPEST_CALL`]; it is printed as code.
    DeepCall,
    /// A quote in a shortcode's arguments lacks its partner.
    OpenQuote,
    /// The line that opens a block was to open a shortcode; the block is printed as code.
    Slip(Slip),
    /// Indented Chinese that stays code.
    IndentedText,
}

/// What the surroundings give to a text that stands inside another.
struct Scope<'d> {
    depth: usize,
    definitions: Vec<&'d RefDefs<'d>>,
    footnotes: &'d BTreeSet<String>,
}

/// Reads a body, which is `text[body]`, prepared as `source`.
pub(super) fn read<'s>(text: &'s str, source: &'s Prepared<'_>, markup: &Markup) -> Reading<'s> {
    match markup.dialect {
        Dialect::CommonMark => {
            let parser = Parser::new_ext(source.text(), Options::empty());
            let events = parser.into_offset_iter();
            let token =
                |(event, range)| Token { kind: Kind::Event(event), span: Span::new(source.range(range)) };
            Reading { tokens: events.map(token).collect(), ..Reading::default() }
        }
        Dialect::Fengcai => {
            let scope = Scope { depth: 0, definitions: Vec::new(), footnotes: &BTreeSet::new() };
            let mut reading = read_in(text, source, &scope);
            if markup.breaks == Breaks::Paragraph {
                reading.tokens = split::paragraphs(std::mem::take(&mut reading.tokens));
            }
            reading.broken.sort_by_key(|broken| broken.span);
            reading.definitions.sort_by_key(|definition| definition.span);
            reading.oddities.sort_by_key(|(_, span)| *span);
            reading
        }
    }
}

/// Everything that the parser has and that writers of case studies use. Smart punctuation stays off:
/// it would rewrite `——` and `……`.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

fn read_in<'s>(text: &'s str, source: &'s Prepared<'_>, scope: &Scope<'_>) -> Reading<'s> {
    let mut broken = Vec::new();
    let resolve = |link: BrokenLink<'s>| {
        let found = scope.definitions.iter().find_map(|definitions| definitions.get(&link.reference));
        if let Some(found) = found {
            let title = found.title.clone().map(CowStr::into_static);
            return Some((found.dest.clone().into_static(), title.unwrap_or("".into())));
        }
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            let label = source.clean(link.reference).into_string();
            broken.push(Broken { label, span: Span::new(source.range(link.span)) });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(source.text(), options(), Some(resolve));
    let definitions = parser
        .reference_definitions()
        .iter()
        .map(|(label, found)| Definition {
            label: source.clean(label.into()).to_lowercase(),
            span: Span::new(source.range(found.span.clone())),
        })
        .collect();
    let mut reading = Reading { definitions, ..Reading::default() };
    reading.tokens.reserve(source.text().len() / BYTES_PER_TOKEN);
    let mut holds_code = false;
    let mut events = parser.into_offset_iter();
    for (event, range) in events.by_ref() {
        holds_code |= matches!(event, Event::End(TagEnd::CodeBlock));
        reading.tokens.push(token(text, source, event, range));
    }
    if !holds_code {
        reading.broken = broken;
        return reading;
    }
    let footnotes = labels(&reading.tokens, scope.footnotes);
    let mut layers = vec![events.reference_definitions()];
    layers.extend(&scope.definitions);
    let inner = Scope { depth: scope.depth, definitions: layers, footnotes: &footnotes };
    let expanded = Expander { text, scope: inner, reading: Reading::default() }.run(reading.tokens);
    broken.extend(expanded.broken);
    Reading {
        tokens: expanded.tokens,
        broken,
        definitions: reading.definitions.into_iter().chain(expanded.definitions).collect(),
        oddities: expanded.oddities,
    }
}

/// Takes our signs out of an event and finds its place. Text and HTML that the parser took from the
/// source as it stands come from the file, so that code keeps what we changed for the parser's sake.
fn token<'s>(text: &'s str, source: &'s Prepared<'_>, event: Event<'s>, range: Range<usize>) -> Token<'s> {
    let place = source.range(range.clone());
    let span = Span::new(place.clone());
    if source.is_verbatim() {
        return Token { kind: Kind::Event(event), span };
    }
    let original = |string: CowStr<'s>| {
        let is_verbatim = source.text()[range.clone()] == *string;
        if is_verbatim { CowStr::Borrowed(&text[place.clone()]) } else { source.clean(string) }
    };
    let event = match event {
        Event::Html(html) => Event::Html(original(html)),
        Event::InlineHtml(html) => Event::InlineHtml(original(html)),
        Event::Text(string) => Event::Text(original(string)),
        Event::Code(code) => Event::Code(source.clean(code)),
        Event::FootnoteReference(label) => Event::FootnoteReference(source.clean(label)),
        Event::Start(tag) => Event::Start(clean_tag(source, tag)),
        other => other,
    };
    Token { kind: Kind::Event(event), span }
}

fn clean_tag<'s>(source: &Prepared<'_>, tag: Tag<'s>) -> Tag<'s> {
    match tag {
        Tag::Link { link_type, dest_url, title, id } => Tag::Link {
            link_type,
            dest_url: source.clean(dest_url),
            title: source.clean(title),
            id: source.clean(id),
        },
        Tag::Image { link_type, dest_url, title, id } => Tag::Image {
            link_type,
            dest_url: source.clean(dest_url),
            title: source.clean(title),
            id: source.clean(id),
        },
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(source.clean(info)))
        }
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(source.clean(label)),
        other => other,
    }
}

/// Labels of footnotes that are defined here or around.
fn labels(tokens: &[Token<'_>], around: &BTreeSet<String>) -> BTreeSet<String> {
    let mut labels = around.clone();
    for token in tokens {
        if let Kind::Event(Event::Start(Tag::FootnoteDefinition(label))) = &token.kind {
            labels.insert(label.to_string());
        }
    }
    labels
}

/// Puts what stands inside shortcodes and indented prose in the place of their code blocks.
struct Expander<'s, 'd> {
    text: &'s str,
    scope: Scope<'d>,
    reading: Reading<'s>,
}

impl<'s> Expander<'s, '_> {
    fn run(mut self, tokens: Vec<Token<'s>>) -> Reading<'s> {
        let mut open: Option<(CodeBlockKind<'s>, Vec<Token<'s>>)> = None;
        for token in tokens {
            if let Kind::Event(Event::Start(Tag::CodeBlock(kind))) = &token.kind {
                open = Some((kind.clone(), vec![token]));
                continue;
            }
            let Some((_, block)) = &mut open else {
                self.reading.tokens.push(token);
                continue;
            };
            let is_end = matches!(token.kind, Kind::Event(Event::End(TagEnd::CodeBlock)));
            block.push(token);
            if is_end && let Some((kind, block)) = open.take() {
                match kind {
                    CodeBlockKind::Indented => self.indented(block),
                    CodeBlockKind::Fenced(info) => self.fenced(&info, block),
                }
            }
        }
        self.reading
    }

    fn indented(&mut self, block: Vec<Token<'s>>) {
        let text = self.text;
        let lines = block.iter().filter(|token| matches!(token.kind, Kind::Event(Event::Text(_))));
        let lines = lines.flat_map(|token| text[token.span.range()].lines());
        match prose::judge(lines) {
            Indented::Prose => {
                let mut pieces = Pieces::default();
                for token in &block {
                    if let Kind::Event(Event::Text(_)) = token.kind {
                        let mut start = token.span.range().start;
                        for line in text[token.span.range()].split_inclusive('\n') {
                            let bare = line.trim_start_matches(super::cjk::is_indent);
                            pieces.copy(start + line.len() - bare.len(), bare);
                            start += line.len();
                        }
                    }
                }
                let anchor = block[0].span.range().start;
                self.inside(pieces, anchor);
            }
            verdict => {
                if verdict == Indented::Doubtful {
                    self.reading.oddities.push((Oddity::IndentedText, block[0].span));
                }
                self.reading.tokens.extend(block);
            }
        }
    }

    fn fenced(&mut self, info: &str, block: Vec<Token<'s>>) {
        let span = block[0].span;
        let source = self.text.get(span.range()).unwrap_or("");
        let line = source.find(['\n', '\r']).unwrap_or(span.range().len());
        let opening = Span::new(span.range().start..span.range().start + line);
        match call::info(info) {
            Info::Code => self.reading.tokens.extend(block),
            Info::Slip(slip) => {
                self.reading.oddities.push((Oddity::Slip(slip), opening));
                self.reading.tokens.extend(block);
            }
            Info::Call(_) if self.scope.depth >= DEEPEST_CALL => {
                self.reading.oddities.push((Oddity::DeepCall, opening));
                self.reading.tokens.extend(block);
            }
            Info::Call(head) => self.call(head, opening, &block),
        }
    }

    fn call(&mut self, head: Head, opening: Span, block: &[Token<'s>]) {
        let span = block[0].span;
        if head.quotes == Quotes::Open {
            self.reading.oddities.push((Oddity::OpenQuote, opening));
        }
        let mut pieces = Pieces::default();
        let mut body: Option<Span> = None;
        for token in block {
            if let Kind::Event(Event::Text(string)) = &token.kind {
                pieces.lines(self.text, token.span.range(), string);
                body = Some(body.map_or(token.span, |body| Span { end: token.span.end, ..body }));
            }
        }
        let body = body.unwrap_or(Span { start: opening.end, end: opening.end });
        let arguments = self.arguments(&head, opening);
        let call = Call { name: head.name, arguments, span: opening, body };
        self.reading.tokens.push(Token { kind: Kind::CallStart(Box::new(call)), span });
        self.inside(pieces, opening.range().end);
        self.reading.tokens.push(Token { kind: Kind::CallEnd, span });
    }

    /// The arguments of a call, with their places in the file. The parser hands over what stands after
    /// the fence without its escapes, so the line is read again as it was typed.
    fn arguments(&self, head: &Head, opening: Span) -> Vec<Argument> {
        let line = self.text.get(opening.range()).unwrap_or("");
        let brace = line.find(['{', '｛']).unwrap_or(0);
        let typed = match call::info(&line[brace..]) {
            Info::Call(typed) if typed.words.len() == head.words.len() => typed.words,
            _ => Vec::new(),
        };
        let place = |index: usize| {
            let word = typed.get(index)?;
            Some(Span::new(word.range.clone()).shifted(opening.range().start + brace))
        };
        let words = head.words.iter().enumerate();
        words
            .map(|(index, word)| Argument {
                name: word.key.clone(),
                value: word.value.clone(),
                span: place(index).unwrap_or(opening),
            })
            .collect()
    }

    /// Reads a text of pieces of the file and adds what it holds.
    fn inside(&mut self, mut pieces: Pieces, anchor: usize) {
        if pieces.holds("[^") {
            // Footnotes are defined outside; the parser must know their labels.
            for label in self.scope.footnotes {
                pieces.substitute(anchor..anchor, &format!("\n\n[^{label}]: -"));
            }
        }
        let (text, map) = pieces.finish(anchor);
        let source = prepare(&text, map);
        let scope = Scope {
            depth: self.scope.depth + 1,
            definitions: self.scope.definitions.clone(),
            footnotes: self.scope.footnotes,
        };
        let inner = read_in(self.text, &source, &scope);
        let mut skipped = 0_usize;
        for token in inner.tokens {
            let is_helper = token.span.start == token.span.end;
            match &token.kind {
                Kind::Event(Event::Start(Tag::FootnoteDefinition(_))) if is_helper => skipped += 1,
                Kind::Event(Event::End(TagEnd::FootnoteDefinition)) if is_helper => skipped -= 1,
                _ if skipped > 0 => {}
                _ => self.reading.tokens.push(Token { kind: token.kind.into_static(), span: token.span }),
            }
        }
        self.reading.broken.extend(inner.broken);
        self.reading.definitions.extend(inner.definitions);
        self.reading.oddities.extend(inner.oddities);
    }
}

impl Kind<'_> {
    /// The same, owning what it says.
    pub(super) fn into_static(self) -> Kind<'static> {
        match self {
            Kind::Event(event) => Kind::Event(event.into_static()),
            Kind::CallStart(call) => Kind::CallStart(call),
            Kind::CallEnd => Kind::CallEnd,
            Kind::Gone => Kind::Gone,
        }
    }
}
