//! What a template's text shows before any engine reads it: calls with literal arguments, parents,
//! and addresses that would break on another host.
//!
//! Tera keeps its syntax tree to itself, so the few facts that the plan needs are read here, by a
//! lexer that knows no more of the language than its delimiters, its strings and its names.

use std::ops::Range;

use crate::base::{FilePath, Place, Span};

/// A template file, read.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The name under which the engine knows it: `sujian/case.html`, `case.html` for the site's own.
    pub(super) name: String,
    /// The file.
    pub(super) path: FilePath,
    /// Its decoded text.
    pub(super) text: String,
    /// What its text shows.
    pub(super) facts: Facts,
}

impl Source {
    /// A template of the given text.
    pub(super) fn new(name: String, path: FilePath, text: String) -> Source {
        let facts = Facts::read(&text);
        Source { name, path, text, facts }
    }

    /// Its tags, in order.
    pub(super) fn tags(&self) -> Vec<Tag> {
        let tags = parts(&self.text).into_iter().filter_map(|part| match part {
            Part::Tag(range) => Some(Tag::read(&self.text, range)),
            Part::Text(_) => None,
        });
        tags.collect()
    }

    /// A range of its text, for a message.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        Place::span(&self.path, Span::new(range.clone()))
    }
}

/// What a template's text shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Function calls, in order.
    pub(super) calls: Vec<Call>,
    /// The template it extends, when named by a literal.
    pub(super) extends: Option<Name>,
    /// Templates it includes.
    pub(super) includes: Vec<Name>,
    /// Components it defines.
    pub(super) components: Vec<Name>,
    /// Blocks it defines.
    pub(super) blocks: Vec<Name>,
    /// Literal root-absolute addresses in attributes: `="/…`.
    pub(super) absolutes: Vec<Name>,
}

/// A name in a template, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name.
    pub(super) text: String,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

/// A call of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// The function.
    pub(super) function: Name,
    /// Its arguments; the value only when it is one literal string.
    pub(super) arguments: Vec<(String, Option<Name>)>,
}

impl Call {
    /// The literal value of an argument.
    pub(super) fn literal(&self, argument: &str) -> Option<&Name> {
        self.arguments.iter().find(|(name, _)| name == argument)?.1.as_ref()
    }
}

/// A tag: `{{ … }}` or `{% … %}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// What stands in it, without the signs that trim white space.
    pub(super) tokens: Vec<Token>,
    sort: TagSort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagSort {
    /// It prints a value.
    Value,
    /// It does something.
    Statement,
}

impl Tag {
    fn read(text: &str, range: Range<usize>) -> Tag {
        let sort = if text[..range.start].ends_with('%') { TagSort::Statement } else { TagSort::Value };
        let trim = |inside: &str| (inside.starts_with('-').into(), inside.ends_with('-').into());
        let (before, after): (usize, usize) = trim(&text[range.clone()]);
        let end = range.end.saturating_sub(after).max(range.start + before);
        Tag { tokens: tokens(text, range.start + before..end), sort }
    }

    /// Whether it does something instead of printing a value.
    pub(super) fn is_statement(&self) -> bool {
        self.sort == TagSort::Statement
    }

    /// What it does, by its first word: `for`, `set`.
    pub(super) fn word(&self) -> Option<&str> {
        match (self.sort, self.tokens.first()) {
            (TagSort::Statement, Some(Token::Word(word))) => Some(&word.text),
            _ => None,
        }
    }

    /// The component that it begins to define.
    pub(super) fn component(&self) -> Option<&str> {
        match (self.word(), self.tokens.get(1)) {
            (Some("component"), Some(Token::Word(name))) => Some(&name.text),
            _ => None,
        }
    }
}

impl Facts {
    fn read(text: &str) -> Facts {
        let mut facts = Facts::default();
        for part in parts(text) {
            match part {
                Part::Text(range) => absolutes(text, range, &mut facts.absolutes),
                Part::Tag(range) => facts.read_tag(&tokens(text, range)),
            }
        }
        facts
    }

    fn read_tag(&mut self, tokens: &[Token]) {
        let tokens = tokens.strip_prefix(&[Token::Mark('-')]).unwrap_or(tokens);
        if let [Token::Word(word), rest @ ..] = tokens {
            match (word.text.as_str(), rest) {
                ("extends", [Token::Text(name), ..]) => self.extends = Some(name.clone()),
                ("include", [Token::Text(name), ..]) => self.includes.push(name.clone()),
                ("block", [Token::Word(name), ..]) => self.blocks.push(name.clone()),
                ("component", [Token::Word(name), ..]) => {
                    self.components.push(name.clone());
                    return;
                }
                _ => {}
            }
        }
        for (at, pair) in tokens.windows(2).enumerate() {
            let [Token::Word(function), Token::Mark('(')] = pair else { continue };
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            let named = |word: &Name| matches!(word.text.as_str(), "is" | "not");
            let is_function = match before {
                Some(Token::Mark('|' | '.')) => false,
                Some(Token::Word(word)) => !named(word),
                _ => true,
            };
            if is_function {
                let arguments = arguments(&tokens[at + 2..]);
                self.calls.push(Call { function: function.clone(), arguments });
            }
        }
    }
}

/// Reads `name=value` pairs up to the bracket that closes the call.
fn arguments(tokens: &[Token]) -> Vec<(String, Option<Name>)> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') if depth == 0 => break,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            Token::Word(name) if depth == 0 && tokens.get(at + 1) == Some(&Token::Mark('=')) => {
                let value = match (tokens.get(at + 2), tokens.get(at + 3)) {
                    (Some(Token::Text(text)), Some(Token::Mark(',' | ')'))) => Some(text.clone()),
                    _ => None,
                };
                found.push((name.text.clone(), value));
            }
            _ => {}
        }
    }
    found
}

/// A stretch of a template.
enum Part {
    /// Printed as it stands.
    Text(Range<usize>),
    /// The inside of `{{ … }}` or `{% … %}`.
    Tag(Range<usize>),
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(found) = next_delimiter(text, at) else { break };
        parts.push(Part::Text(at..found));
        let inside = found + 2;
        if text[found..].starts_with("{#") {
            at = text[inside..].find("#}").map_or(text.len(), |end| inside + end + 2);
            continue;
        }
        let end = tag_end(text, inside);
        parts.push(Part::Tag(inside..end));
        at = (end + 2).min(text.len());
        if is_raw(&text[inside..end]) {
            let close = raw_end(text, at);
            parts.push(Part::Text(at..close));
            at = close;
        }
    }
    if at < text.len() {
        parts.push(Part::Text(at..text.len()));
    }
    parts
}

fn next_delimiter(text: &str, from: usize) -> Option<usize> {
    text[from..]
        .match_indices('{')
        .map(|(at, _)| from + at)
        .find(|at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#')))
}

fn is_raw(tag: &str) -> bool {
    tag.trim_matches(|c: char| c == '-' || c.is_whitespace()) == "raw"
}

fn raw_end(text: &str, from: usize) -> usize {
    let closes = |at: &usize| {
        text[at + 2..].trim_start_matches(|c: char| c == '-' || c.is_whitespace()).starts_with("endraw")
    };
    text[from..].match_indices("{%").map(|(at, _)| from + at).find(closes).unwrap_or(text.len())
}

/// The place of the delimiter that closes a tag: outside of strings and map literals.
fn tag_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut depth = 0_usize;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'' | b'`') => at = string_end(bytes, at, quote),
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            b'}' | b'%' if bytes.get(at + 1) == Some(&b'}') => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The place of the quote that closes the string that opens at `from`, or the end of the text.
fn string_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from + 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// What stands in a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, dots included.
    Word(Name),
    /// A string, without its quotes.
    Text(Name),
    /// Any other character.
    Mark(char),
}

fn tokens(text: &str, range: Range<usize>) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(c) = text[at..range.end].chars().next() {
        let start = at;
        if matches!(c, '"' | '\'' | '`') {
            let close = string_end(text.as_bytes(), start, c as u8).min(range.end);
            let inside = start + 1..close;
            at = (close + 1).min(range.end);
            found.push(Token::Text(Name { text: text[inside.clone()].to_owned(), range: inside }));
        } else if c.is_ascii_alphabetic() || c == '_' {
            let length = text[start..range.end]
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')
                .unwrap_or(range.end - start);
            at = start + length;
            found.push(Token::Word(Name { text: text[start..at].to_owned(), range: start..at }));
        } else {
            at += c.len_utf8();
            if !c.is_whitespace() {
                found.push(Token::Mark(c));
            }
        }
    }
    found
}

/// Finds `="/…` in a stretch of printed text.
fn absolutes(text: &str, range: Range<usize>, found: &mut Vec<Name>) {
    let stretch = &text[range.clone()];
    for (at, _) in stretch.match_indices('=') {
        let after = &stretch[at + 1..];
        let value = after.trim_start();
        let Some(quote @ ('"' | '\'')) = value.chars().next() else { continue };
        if !value[1..].starts_with('/') {
            continue;
        }
        let start = range.start + at + 1 + (after.len() - value.len()) + 1;
        let end = text[start..range.end].find(quote).map_or(range.end, |end| start + end);
        found.push(Name { text: text[start..end].to_owned(), range: start..end });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn calls(text: &str) -> Vec<String> {
        Facts::read(text)
            .calls
            .iter()
            .map(|call| {
                let arguments: Vec<String> = call
                    .arguments
                    .iter()
                    .map(|(name, value)| match value {
                        Some(value) => format!("{name}={}", value.text),
                        None => format!("{name}=?"),
                    })
                    .collect();
                format!("{}({})", call.function.text, arguments.join(","))
            })
            .collect()
    }

    #[test]
    fn literal_arguments_are_read() {
        assert_eq!(calls(r#"{{ t(key="nav.home") }}"#), ["t(key=nav.home)"]);
        assert_eq!(calls(r#"{% if t(key='a', n=list | length) %}"#), ["t(key=a,n=?)"]);
        assert_eq!(calls(r#"{{ t(key="a" ~ b) }}{{ t(key=b) }}"#), ["t(key=?)", "t(key=?)"]);
        assert_eq!(calls(r#"{{ asset(path=f(x="y")) }}"#), ["asset(path=?)", "f(x=y)"]);
        assert_eq!(calls(r#"<i title="{{ t(key="}}") }}">"#), ["t(key=}})"]);
        assert_eq!(calls(r#"{{ {"a": {"b": t(key="c")}} }}"#), ["t(key=c)"]);
    }

    #[test]
    fn filters_tests_comments_and_raw_text_are_no_calls() {
        assert_eq!(calls(r#"{{ a | date(format="x") }}"#), [""; 0]);
        assert_eq!(
            calls(r#"{% if a is containing(pat="x") %}{% if a is not containing(pat="x") %}"#),
            [""; 0]
        );
        assert_eq!(
            calls(r#"{# {{ t(key="a") }} #}{% raw %}{{ t(key="b") }}{% endraw %}{{ t(key="c") }}"#),
            ["t(key=c)"]
        );
        assert_eq!(calls(r#"{% component card(item) %}{% endcomponent %}"#), [""; 0]);
        assert_eq!(calls(r#"t(key="a")"#), [""; 0]);
    }

    #[test]
    fn parents_and_components_are_found_with_their_place() {
        let text =
            r#"{# x #}{% extends "sujian/case.html" %}{%- component ui.card(item) -%}{% include 'a.html' %}"#;
        let facts = Facts::read(text);
        let extends = facts.extends.unwrap();
        assert_eq!((&*extends.text, &text[extends.range]), ("sujian/case.html", "sujian/case.html"));
        assert_eq!(facts.includes[0].text, "a.html");
        assert_eq!(facts.components[0].text, "ui.card");
    }

    #[test]
    fn root_absolute_addresses_are_found() {
        let found = |text: &str| -> Vec<String> {
            Facts::read(text).absolutes.iter().map(|name| text[name.range.clone()].to_owned()).collect()
        };
        assert_eq!(found(r#"<a href="/cases/">"#), ["/cases/"]);
        assert_eq!(found("<a href = '/x' src='//cdn.example/y'>"), ["/x", "//cdn.example/y"]);
        assert_eq!(found(r#"<a href="/{{ x }}/y">"#), ["/"]);
        assert_eq!(found(r#"<a href="{{ url(path="/x/") }}" class="a/b" data-x="a">"#), [""; 0]);
        assert_eq!(found(r#"{% raw %}<a href="/x">{% endraw %}"#), ["/x"]);
        assert_eq!(found(r#"{# <a href="/x"> #}"#), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in r#"([{}%#"'`\\/=a()| 甲-]|\{\{|\{%|raw|endraw){0,40}"#) {
            let facts = Facts::read(&text);
            for name in facts.absolutes.iter().chain(&facts.extends) {
                prop_assert!(text.get(name.range.clone()).is_some());
            }
        }
    }
}
