//! The prose of a body or a section, cut short.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::heads::Head;
use crate::markdown::outline::{HeadingKind, Outline};
use crate::markdown::plain::PlainText;
use crate::markdown::reading::{Kind, Token};
use crate::markdown::summary::shorten;

/// Characters of a summary, at most.
const SUMMARY: usize = 160;
/// Characters of an excerpt, at most.
const EXCERPT: usize = 120;

/// What counts as prose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Paragraphs that stand in nothing.
    Paragraphs,
    /// All text, in lists, quotes and shortcodes too.
    Everything,
}

/// The beginning of a body: its paragraphs, without headings, tables, code and footnotes; of a body
/// without paragraphs of its own, its lists and quotes.
pub(super) fn summary(tokens: &[Token<'_>]) -> String {
    let all = 0..tokens.len();
    let text = prose(tokens, all.clone(), Scope::Paragraphs, SUMMARY);
    if text.is_empty() {
        let text = prose(tokens, all, Scope::Everything, SUMMARY);
        return shorten(&text, SUMMARY);
    }
    shorten(&text, SUMMARY)
}

/// The beginnings of all sections in plain words, in the order of the outline's headings, each without its
/// heading and at most 120 characters long.
pub(in crate::markdown) fn excerpts(tokens: &[Token<'_>], heads: &[Head], outline: &Outline) -> Vec<String> {
    let sections = outline.headings.iter().map(|heading| heading.section);
    sections.zip(heads).map(|(section, head)| excerpt(tokens, head, section.end)).collect()
}

/// The beginning of the section of a head, which ends at `end` in the file.
fn excerpt(tokens: &[Token<'_>], head: &Head, end: u32) -> String {
    let mut start = head.end + 1;
    let stop = Some(&tokens[start..]).and_then(|rest| rest.first());
    if head.kind == HeadingKind::RunIn
        && let Some(Kind::Event(Event::Text(text))) = stop.map(|token| &token.kind)
        && text.chars().all(|char| !char.is_alphanumeric())
    {
        // The stop of the sentence may stand after the strong text.
        start += 1;
    }
    let rest = tokens[start..].iter();
    let length = rest.take_while(|token| token.span.start < end).count();
    let text = prose(tokens, start..start + length, Scope::Everything, EXCERPT);
    shorten(text.trim_start_matches(['。', '！', '？', '.', ' ']), EXCERPT)
}

/// Collects prose until there is more than `limit` characters of it.
fn prose(tokens: &[Token<'_>], range: Range<usize>, scope: Scope, limit: usize) -> String {
    let mut plain = PlainText::default();
    let mut reader = Reader { hidden: 0, around: 0 };
    let mut count = 0;
    for place in range {
        let token = &tokens[place];
        let Kind::Event(event) = &token.kind else {
            reader.call(&token.kind);
            continue;
        };
        if reader.step(event) {
            plain.block();
        }
        let shows = reader.hidden == 0 && (scope == Scope::Everything || reader.around == 0);
        if shows {
            plain.event(event, &tokens[place + 1..]);
            if let Event::Text(text) | Event::Code(text) = event {
                count += text.chars().count();
                if count > limit + 1 {
                    break;
                }
            }
        }
    }
    plain.text().trim().to_owned()
}

/// Knows what is around the text.
struct Reader {
    /// Elements around whose text is no prose.
    hidden: usize,
    /// Containers around.
    around: usize,
}

impl Reader {
    /// Goes over an event; tells whether a new block begins.
    fn step(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) if is_hidden(tag) => self.hidden += 1,
            Event::End(end) if ends_hidden(*end) => self.hidden = self.hidden.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::DefinitionList) => self.around += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::DefinitionList) => {
                self.around = self.around.saturating_sub(1);
            }
            _ => {}
        }
        matches!(
            event,
            Event::Start(
                Tag::Paragraph | Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition
            )
        )
    }

    fn call(&mut self, kind: &Kind<'_>) {
        match kind {
            Kind::CallStart(_) => self.around += 1,
            Kind::CallEnd => self.around = self.around.saturating_sub(1),
            Kind::Event(_) | Kind::Gone => {}
        }
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::Table(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::Image { .. }
    )
}

fn ends_hidden(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Heading(_)
            | TagEnd::Table
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
    )
}
