//! Headings and run-in headings: where they are, what they are called, which ids they get.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::Span;
use crate::base::fold::{anchor, strip_ordinal};
use crate::config::Dialect;

use super::attributes::{self, Attributes, Block};
use super::cjk::is_stop;
use super::outline::HeadingKind;
use super::plain::PlainText;
use super::reading::{Kind, Token};
use super::split::{ends_container, is_container};

/// Most characters of a heading: what is longer was meant as a paragraph.
pub(super) const LONGEST_HEADING: usize = 40;
/// Most characters of a run-in heading, which is a sentence.
const LONGEST_RUN_IN: usize = 60;

/// A heading of either kind.
#[derive(Debug)]
pub(super) struct Head {
    /// Place of the token that starts the heading or the paragraph.
    pub(super) start: usize,
    /// Place of the last token of the heading itself; of a run-in heading, of its opening sentence.
    pub(super) end: usize,
    pub(super) kind: HeadingKind,
    /// 1 to 6; of a run-in heading one more than the heading above.
    pub(super) level: u8,
    /// Containers around.
    pub(super) depth: usize,
    pub(super) text: String,
    pub(super) id: String,
    pub(super) attributes: Attributes,
    /// The heading itself, in the file.
    pub(super) span: Span,
}

impl Head {
    /// Whether the heading has neither words nor a picture or raw HTML that may be one.
    pub(super) fn shows_nothing(&self, tokens: &[Token<'_>]) -> bool {
        let is_shown = |token: &Token<'_>| {
            matches!(token.kind, Kind::Event(Event::Start(Tag::Image { .. }) | Event::InlineHtml(_)))
        };
        let inside = tokens.get(self.start..self.end).unwrap_or_default();
        self.text.trim().is_empty() && !inside.iter().any(is_shown)
    }
}

/// Finds all headings, in order, and takes their attributes out of the tokens. CommonMark has neither
/// run-in headings nor attributes.
pub(super) fn find(text: &str, tokens: &mut [Token<'_>], dialect: Dialect) -> Vec<Head> {
    let mut heads = Vec::new();
    let (mut depth, mut level) = (0_usize, 1_u8);
    let mut place = 0;
    while place < tokens.len() {
        let found = match &tokens[place].kind {
            Kind::Event(Event::Start(Tag::Heading { level, .. })) => {
                let level = *level as u8;
                Some(heading(text, tokens, place, level, dialect))
            }
            Kind::Event(Event::Start(Tag::Paragraph)) if depth == 0 && dialect == Dialect::Fengcai => {
                run_in(text, tokens, place, level + 1)
            }
            Kind::Event(Event::Start(tag)) if is_container(tag) => {
                depth += 1;
                None
            }
            Kind::Event(Event::End(end)) if ends_container(*end) => {
                depth = depth.saturating_sub(1);
                None
            }
            Kind::CallStart(_) => {
                depth += 1;
                None
            }
            Kind::CallEnd => {
                depth = depth.saturating_sub(1);
                None
            }
            _ => None,
        };
        if let Some(head) = found {
            if depth == 0 && head.kind == HeadingKind::Heading {
                level = head.level;
            }
            place = head.end;
            heads.push(Head { depth, ..head });
        }
        place += 1;
    }
    name(&mut heads);
    heads
}

fn heading(text: &str, tokens: &mut [Token<'_>], start: usize, level: u8, dialect: Dialect) -> Head {
    let end = (start..tokens.len())
        .find(|place| matches!(tokens[*place].kind, Kind::Event(Event::End(TagEnd::Heading(_)))))
        .unwrap_or(tokens.len() - 1);
    let inside = start + 1..end;
    let block = match dialect {
        Dialect::CommonMark => None,
        Dialect::Fengcai => content(tokens, inside.clone()).and_then(|range| attributes::at_end(text, range)),
    };
    let attributes = match block {
        Some(block) => cut(tokens, inside.clone(), block),
        None => Attributes::default(),
    };
    Head {
        start,
        end,
        kind: HeadingKind::Heading,
        level,
        depth: 0,
        text: PlainText::of(&tokens[inside]),
        id: String::new(),
        attributes,
        span: tokens[start].span,
    }
}

/// The range of the file that the tokens of a place cover.
fn content(tokens: &[Token<'_>], inside: Range<usize>) -> Option<Range<usize>> {
    let start = tokens[inside.clone()].first()?.span.start;
    let end = tokens[inside].iter().map(|token| token.span.end).max()?;
    Some(start as usize..end as usize)
}

/// Takes a block of attributes out of the tokens.
fn cut(tokens: &mut [Token<'_>], inside: Range<usize>, block: Block) -> Attributes {
    let range = Span::new(block.range);
    for token in &mut tokens[inside] {
        if range.start <= token.span.start && token.span.end <= range.end {
            token.kind = Kind::Gone;
        } else if token.span.start < range.end
            && range.start < token.span.end
            && let Kind::Event(Event::Text(string)) = &mut token.kind
        {
            *string = without(string, token.span, range).into();
        }
    }
    block.attributes
}

/// What a text token shows outside of `range`, over an end of which it goes. Lengths differ from the
/// file's only where we or the parser spelled something out, never next to a brace.
fn without(string: &str, span: Span, range: Span) -> String {
    let before = (range.start.saturating_sub(span.start)) as usize;
    let after = (span.end.saturating_sub(range.end)) as usize;
    let head = string.get(..before).unwrap_or("");
    let tail = string.len().checked_sub(after).and_then(|at| string.get(at..)).unwrap_or("");
    format!("{head}{tail}")
}

/// A paragraph's bold opening sentence that serves as a heading. The rule: the paragraph stands in no
/// list, quote or table; it begins with strong text (nothing before it); that is one sentence, of 2 to
/// 60 characters, with a stop (`。！？!?` or a dot after a letter) at its end or right after it and
/// none within. When there is nothing else in the paragraph, it must not be longer than a heading, 40
/// characters. Attributes may follow in braces.
fn run_in(text: &str, tokens: &mut [Token<'_>], start: usize, level: u8) -> Option<Head> {
    let open = after_indent(tokens, start + 1);
    if !matches!(tokens.get(open)?.kind, Kind::Event(Event::Start(Tag::Strong))) {
        return None;
    }
    let close = strong_end(tokens, open)?;
    let said = PlainText::of(&tokens[open + 1..close]);
    let after = match &tokens.get(close + 1)?.kind {
        Kind::Event(Event::Text(string)) => string.as_ref(),
        _ => "",
    };
    let sentence = match (ends_sentence(&said), after.chars().next()) {
        (true, _) => said.trim_end_matches(is_stop),
        (false, Some(stop)) if is_stop(stop) && ends_sentence(&format!("{said}{stop}")) => said.as_str(),
        _ => return None,
    };
    let stands_alone = matches!(tokens[close + 1].kind, Kind::Event(Event::End(TagEnd::Paragraph)))
        || (after.chars().all(is_stop) && ends_paragraph(tokens, close + 2));
    let most = if stands_alone { LONGEST_HEADING } else { LONGEST_RUN_IN };
    let length = sentence.trim().chars().count();
    if !(2..=most).contains(&length) || holds_stop(sentence) {
        return None;
    }
    let sentence = sentence.trim().to_owned();
    let attributes = attributes_after(text, tokens, close);
    Some(Head {
        start,
        end: close,
        kind: HeadingKind::RunIn,
        level,
        depth: 0,
        text: sentence,
        id: String::new(),
        attributes,
        span: tokens[open].span,
    })
}

/// The place of what shows first in a paragraph.
fn after_indent(tokens: &[Token<'_>], start: usize) -> usize {
    let is_indent = |token: &&Token<'_>| matches!(&token.kind, Kind::Event(Event::Text(text)) if text.chars().all(super::cjk::is_indent));
    start + tokens[start..].iter().take_while(is_indent).count()
}

fn strong_end(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, token) in tokens[start..].iter().enumerate() {
        match token.kind {
            Kind::Event(Event::Start(Tag::Strong)) => depth += 1,
            Kind::Event(Event::End(TagEnd::Strong)) => {
                depth -= 1;
                if depth == 0 {
                    return Some(start + offset);
                }
            }
            Kind::Event(Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Image { .. })) => {
                return None;
            }
            _ => {}
        }
    }
    None
}

fn ends_paragraph(tokens: &[Token<'_>], place: usize) -> bool {
    tokens.get(place).is_some_and(|token| matches!(token.kind, Kind::Event(Event::End(TagEnd::Paragraph))))
}

/// Whether a text ends with a stop that ends a sentence: not the dot of `1.` and not an ellipsis.
fn ends_sentence(text: &str) -> bool {
    let mut behind = text.trim_end().chars().rev();
    let last = behind.next();
    let before = behind.next();
    match last {
        Some('。' | '！' | '？' | '．' | '!' | '?') => true,
        Some('.') => before.is_some_and(char::is_alphabetic),
        // A quotation may close after its stop.
        Some('”' | '’' | '」' | '』' | '）' | ')') => matches!(before, Some('。' | '！' | '？')),
        _ => false,
    }
}

fn holds_stop(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '」', '』', '）', ')'])
        .trim_end_matches(is_stop)
        .contains(['。', '！', '？', '!', '?'])
}

/// `**重点。**{维度=甲} 后文`: attributes right after the strong text and its stop.
fn attributes_after(text: &str, tokens: &mut [Token<'_>], close: usize) -> Attributes {
    let Some(next) = tokens.get(close + 1) else { return Attributes::default() };
    let Kind::Event(Event::Text(string)) = &next.kind else { return Attributes::default() };
    let range = next.span.range();
    if text.get(range.clone()) != Some(string.as_ref()) {
        return Attributes::default();
    }
    let stop = string.len() - string.trim_start_matches(is_stop).len();
    match attributes::at_start(text, range.start + stop..range.end) {
        Some(block) => cut(tokens, close + 1..close + 2, block),
        None => Attributes::default(),
    }
}

/// Gives every heading its id: the one that was typed, else its text; a second one gets `-2`. Ids of
/// footnotes (`fn-1`) are never given.
fn name(heads: &mut [Head]) {
    // Ids in use, each with the number that another of its kind gets.
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for head in heads.iter_mut() {
        if let Some((id, _)) = &head.attributes.id
            && !is_footnote_id(id)
            && !taken.contains_key(id)
        {
            taken.insert(id.clone(), 2);
            head.id.clone_from(id);
        }
    }
    for head in heads.iter_mut().filter(|head| head.id.is_empty()) {
        let base = match &head.attributes.id {
            Some((id, _)) => id.clone(),
            None => plain_anchor(&head.text).unwrap_or_else(|| anchor(&head.text)),
        };
        let base = if is_footnote_id(&base) { format!("h-{base}") } else { base };
        head.id = free_id(&mut taken, base);
        taken.entry(head.id.clone()).or_insert(2);
    }
}

fn free_id(taken: &mut BTreeMap<String, u32>, base: String) -> String {
    let Some(mut number) = taken.get(&base).copied() else { return base };
    let id = loop {
        let id = format!("{base}-{number}");
        number += 1;
        if !taken.contains_key(&id) {
            break id;
        }
    };
    taken.insert(base, number);
    id
}

/// What [`anchor`] gives for a text of Han, ASCII and their usual punctuation, as almost every heading is,
/// without normalising what normalising does not change. `None` for any other text.
fn plain_anchor(text: &str) -> Option<String> {
    let bare = strip_ordinal(text);
    let mut id = String::with_capacity(bare.len());
    for char in bare.chars() {
        match char {
            '\u{4E00}'..='\u{9FFF}' => id.push(char),
            '0'..='9' | 'a'..='z' | 'A'..='Z' => id.push(char.to_ascii_lowercase()),
            '、' | '。' | '，' | '；' | '：' | '！' | '？' | '“' | '”' | '《' | '》' | '（' | '）' | '—' =>
                {}
            ',' | '.' | ';' | ':' | '!' | '?' | '"' | '(' | ')' => {}
            _ => return None,
        }
    }
    (!id.is_empty()).then_some(id)
}

fn is_footnote_id(id: &str) -> bool {
    let number = id.strip_prefix("fnref-").or_else(|| id.strip_prefix("fn-"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_anchors_are_anchors(text in "[一二三十第章节甲乙丙学习、。，；：！？“”《》（）—aBz019,.;:!?\"()]{0,12}") {
            if let Some(id) = plain_anchor(&text) {
                prop_assert_eq!(id, anchor(&text));
            }
        }
    }

    #[test]
    fn other_texts_have_no_plain_anchor() {
        for text in ["", "甲 乙", "a_b", "甲-乙", "。", "１", "⼀"] {
            assert_eq!(plain_anchor(text), None, "{text}");
        }
    }
}
