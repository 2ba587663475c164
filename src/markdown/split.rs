//! `breaks: paragraph`: each line of a paragraph is a paragraph of its own.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::reading::{Kind, Token};

/// Ends paragraphs at the ends of their lines, outside lists, quotes, tables and footnotes. Emphasis
/// that goes over the end of a line is closed and opened again; a link or a picture keeps its lines
/// together.
pub(super) fn paragraphs(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut splitter =
        Splitter { out: Vec::with_capacity(tokens.len()), depth: 0, open: Vec::new(), links: 0 };
    for token in tokens {
        splitter.take(token);
    }
    splitter.out
}

/// Emphasis nested deeper than this keeps its lines together, so that the work stays linear.
const DEEPEST: usize = 16;

struct Splitter<'s> {
    out: Vec<Token<'s>>,
    /// Containers around.
    depth: usize,
    /// Places of the starts of the paragraph and of the emphasis in it, while they are open.
    open: Vec<usize>,
    /// Links and pictures around.
    links: usize,
}

impl<'s> Splitter<'s> {
    fn take(&mut self, token: Token<'s>) {
        if let Kind::Event(event) = &token.kind {
            match event {
                Event::SoftBreak if self.may_split() => return self.split(&token),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
                Event::End(TagEnd::Link | TagEnd::Image) => self.links = self.links.saturating_sub(1),
                Event::Start(Tag::Paragraph) if self.depth == 0 => self.open.push(self.out.len()),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) if !self.open.is_empty() => {
                    self.open.push(self.out.len());
                }
                Event::End(TagEnd::Paragraph | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                    return self.close(token);
                }
                Event::Start(tag) if is_container(tag) => self.depth += 1,
                Event::End(end) if ends_container(*end) => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.out.push(token);
    }

    fn may_split(&self) -> bool {
        (1..=DEEPEST).contains(&self.open.len()) && self.links == 0
    }

    /// An element that was split ends where its last part ends.
    fn close(&mut self, mut token: Token<'s>) {
        if let Some(start) = self.open.pop() {
            token.span.start = self.out[start].span.start;
        }
        self.out.push(token);
    }

    fn split(&mut self, line_end: &Token<'s>) {
        let (end, next) = (line_end.span.start, line_end.span.end);
        let mut again = Vec::with_capacity(self.open.len());
        for place in self.open.iter().rev() {
            let Kind::Event(Event::Start(tag)) = &self.out[*place].kind else { continue };
            again.push((tag.clone(), self.out[*place].span.end));
        }
        for (place, (tag, _)) in self.open.clone().into_iter().rev().zip(&again) {
            self.out[place].span.end = end;
            let span = self.out[place].span;
            self.out.push(Token { kind: Kind::Event(Event::End(tag.to_end())), span });
        }
        self.open.clear();
        for (tag, end) in again.into_iter().rev() {
            self.open.push(self.out.len());
            let span = crate::base::Span { start: next, end };
            self.out.push(Token { kind: Kind::Event(Event::Start(tag)), span });
        }
    }
}

pub(super) fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList | Tag::Table(_)
    )
}

pub(super) fn ends_container(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::Table
    )
}
