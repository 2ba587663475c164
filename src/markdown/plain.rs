//! Plain text of what was read, with the lines of Chinese joined.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cjk::{is_cjk, is_curly_quote, is_indent, is_punctuation, joins};
use super::reading::{Kind, Token};

/// Collects plain text.
#[derive(Default)]
pub(super) struct PlainText {
    text: String,
    joint: Joint,
    /// Whether a line was begun, whose indent is behind.
    within_line: bool,
}

/// Joins the text of lines: knows what stood before a line break.
#[derive(Clone, Copy, Default)]
pub(super) struct Joint {
    /// The last character that shows and is no curly quote; `None` when that was no text.
    last: Option<char>,
}

impl Joint {
    /// Notes a text that was written.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(char) = text.chars().rev().find(|char| !is_curly_quote(*char)) {
            self.last = Some(char);
        }
    }

    /// Notes something that is no text: code, a picture, the beginning of a block.
    pub(super) fn other(&mut self) {
        self.last = None;
    }

    /// Whether a line break before what `ahead` brings is nothing, rather than a space.
    pub(super) fn closes(self, ahead: &[Token<'_>]) -> bool {
        let Some(before) = self.last else { return false };
        for token in ahead {
            match &token.kind {
                Kind::Event(Event::Text(text)) => {
                    let text = text.trim_start_matches(is_indent);
                    if let Some(after) = text.chars().find(|char| !is_curly_quote(*char)) {
                        return joins(before, after);
                    }
                }
                Kind::Event(
                    Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
                    | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link),
                )
                | Kind::Gone => {}
                _ => return false,
            }
        }
        false
    }
}

impl PlainText {
    /// The plain text of inline tokens. What a picture shows is no text.
    pub(super) fn of(tokens: &[Token<'_>]) -> String {
        let mut plain = PlainText::default();
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            plain.text.reserve(last.span.end.saturating_sub(first.span.start) as usize);
        }
        let mut pictures = 0_usize;
        for (place, token) in tokens.iter().enumerate() {
            match &token.kind {
                Kind::Event(Event::Start(Tag::Image { .. })) => pictures += 1,
                Kind::Event(Event::End(TagEnd::Image)) => pictures = pictures.saturating_sub(1),
                Kind::Event(event) if pictures == 0 => plain.event(event, &tokens[place + 1..]),
                _ => {}
            }
        }
        plain.text.trim().to_owned()
    }

    /// The text that stands for a picture: all that stands between its brackets.
    pub(super) fn of_picture(tokens: &[Token<'_>]) -> String {
        let mut plain = PlainText::default();
        for (place, token) in tokens.iter().enumerate() {
            if let Kind::Event(event) = &token.kind {
                plain.event(event, &tokens[place + 1..]);
            }
        }
        plain.text
    }

    /// Adds what an event says; `ahead` are the tokens after it.
    pub(super) fn event(&mut self, event: &Event<'_>, ahead: &[Token<'_>]) {
        match event {
            Event::Text(text) => {
                let text: &str = if self.within_line { text } else { text.trim_start_matches(is_indent) };
                self.within_line |= !text.is_empty();
                self.text.push_str(text);
                self.joint.text(text);
            }
            Event::Code(code) => {
                self.text.push_str(code);
                self.within_line = true;
                self.joint.other();
            }
            Event::SoftBreak | Event::HardBreak => {
                let joins = matches!(event, Event::SoftBreak) && self.joint.closes(ahead);
                self.text.push_str(if joins { "" } else { " " });
                self.within_line = false;
            }
            _ => {}
        }
    }

    /// Begins a new block: a space separates it, unless punctuation of Chinese already does.
    pub(super) fn block(&mut self) {
        let separates =
            |char: char| char == ' ' || is_punctuation(char) && (is_cjk(char) || !char.is_ascii());
        if self.text.chars().next_back().is_some_and(|last| !separates(last)) {
            self.text.push(' ');
        }
        self.within_line = false;
        self.joint.other();
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
