//! Literal text, line by line: what the parser took for text and for nothing else, so that a sign in
//! it is a sign that was not understood. Text that was escaped or spelled as an entity is left out:
//! it was meant literally.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::Span;
use crate::markdown::reading::{Kind, Token};
use crate::markdown::split::{ends_container, is_container};

use super::Subject;

/// The block in which a stretch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph,
    Heading,
    /// The first line of a list's item.
    Item,
    Cell,
}

/// Literal text within one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'c> {
    pub(super) text: &'c str,
    /// Where it begins in the file.
    pub(super) start: usize,
    /// Whether nothing stands before it in its line but marks of blocks.
    pub(super) opens_line: bool,
    pub(super) block: Block,
    /// The number of its block, so that two stretches of one block are known.
    pub(super) number: usize,
    /// Containers around.
    pub(super) depth: usize,
    /// Whether its first sign was escaped, and so meant as it is.
    pub(super) escaped: bool,
    /// Whether it is the text of a link.
    pub(super) in_link: bool,
}

impl Stretch<'_> {
    /// Where a range of the stretch stands in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(range).shifted(self.start)
    }
}

/// Every stretch of a body, in order.
pub(super) fn stretches<'c>(subject: &Subject<'c>) -> Vec<Stretch<'c>> {
    let mut reader = Reader {
        text: subject.text,
        found: Vec::new(),
        open: None,
        opens_line: true,
        block: Block::Paragraph,
        number: 0,
        depth: 0,
        links: 0,
        hidden: 0,
    };
    for token in &subject.reading.tokens {
        reader.token(token);
    }
    reader.close();
    reader.found
}

struct Reader<'c> {
    text: &'c str,
    found: Vec<Stretch<'c>>,
    open: Option<Stretch<'c>>,
    opens_line: bool,
    block: Block,
    number: usize,
    depth: usize,
    links: usize,
    /// Code, raw HTML and pictures around, whose text is no text.
    hidden: usize,
}

impl<'c> Reader<'c> {
    fn token(&mut self, token: &Token<'_>) {
        match &token.kind {
            Kind::Event(Event::Text(string)) if self.hidden == 0 => self.literal(token, string),
            Kind::Event(Event::SoftBreak | Event::HardBreak) => {
                self.close();
                self.opens_line = true;
            }
            Kind::Event(Event::Start(tag)) => self.start(tag),
            Kind::Event(Event::End(end)) => self.end(*end),
            Kind::CallStart(_) => self.depth += 1,
            Kind::CallEnd => self.depth = self.depth.saturating_sub(1),
            _ => {
                self.close();
                self.opens_line = false;
            }
        }
    }

    fn literal(&mut self, token: &Token<'_>, string: &str) {
        let range = token.span.range();
        if self.text.get(range.clone()) != Some(string) {
            self.close();
            self.opens_line = false;
            return;
        }
        match &mut self.open {
            Some(open) if open.start + open.text.len() == range.start => {
                open.text = &self.text[open.start..range.end];
            }
            _ => {
                self.close();
                let escaped = self.text[..range.start].ends_with('\\');
                self.open = Some(Stretch {
                    text: &self.text[range.clone()],
                    start: range.start,
                    opens_line: self.opens_line && !escaped,
                    block: self.block,
                    number: self.number,
                    depth: self.depth,
                    escaped,
                    in_link: self.links > 0,
                });
            }
        }
        self.opens_line = false;
    }

    fn start(&mut self, tag: &Tag<'_>) {
        self.close();
        match tag {
            // A loose item holds paragraphs; its first line is the item's all the same.
            Tag::Paragraph if self.block == Block::Item && self.opens_line => {}
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.begin(Block::Paragraph);
            }
            Tag::Heading { .. } => self.begin(Block::Heading),
            Tag::Item => self.begin(Block::Item),
            Tag::TableCell => self.begin(Block::Cell),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } => self.hidden += 1,
            Tag::Link { .. } => self.links += 1,
            _ => {}
        }
        if is_container(tag) {
            self.depth += 1;
        }
        if matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ) {
            self.opens_line = false;
        }
    }

    fn end(&mut self, end: TagEnd) {
        self.close();
        match end {
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Item | TagEnd::Paragraph => self.block = Block::Paragraph,
            _ if ends_container(end) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn begin(&mut self, block: Block) {
        self.block = block;
        self.number += 1;
        self.opens_line = true;
    }

    fn close(&mut self) {
        self.found.extend(self.open.take());
    }
}
