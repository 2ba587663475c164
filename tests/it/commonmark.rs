//! The 652 examples of the CommonMark specification, compared as its own runner compares.

use fengcai::base::Span;
use fengcai::config::{Dialect, Markup};
use fengcai::markdown::{AsTyped, Print, html};
use serde::Deserialize;

#[derive(Deserialize)]
struct Example {
    example: u32,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    serde_json::from_str(include_str!("../fixtures/commonmark.json")).unwrap()
}

fn printed(markdown: &str) -> String {
    let body = Span::new(0..markdown.len());
    let markup = Markup { dialect: Dialect::CommonMark, ..Markup::default() };
    html(markdown, body, &markup, &Print::new(body, &AsTyped))
}

#[test]
fn every_example_of_the_specification_passes() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut faults = Vec::new();
    for Example { example, section, markdown, html } in examples {
        let (got, want) = (normalize(&printed(&markdown)), normalize(&html));
        if got != want {
            faults.push(format!("{example} ({section})\n{markdown}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(faults.is_empty(), "{} examples fail\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn the_comparison_can_fail() {
    assert_ne!(normalize("<p>a</p>"), normalize("<p>b</p>"));
    assert_ne!(normalize("<pre>a  b</pre>"), normalize("<pre>a b</pre>"));
    assert_eq!(normalize("<p>a  \t b</p>\n"), normalize("<p>a b</p>"));
    assert_eq!(
        normalize("<a title=\"x\" href=\"y\">&#34;</a>"),
        normalize("<a href='y' title='x'>&quot;</a>")
    );
    assert_eq!(normalize("<hr><p>\n a </p>"), normalize("<hr />\n<p>a</p>"));
    assert_eq!(normalize("&eacute;<![CDATA[ <a ]]>"), "&eacute;<![CDATA[ <a ]]>");
}

/// `normalize_html` of the specification's `test/normalize.py`: attributes sorted, spaces collapsed
/// outside `pre` and dropped around block tags, self-closing tags as start tags, character references
/// resolved except those of `<`, `>`, `&` and `"`.
fn normalize(html: &str) -> String {
    let mut normalizer =
        Normalizer { output: String::new(), last: Last::StartTag, last_tag: String::new(), in_pre: false };
    let mut rest = html;
    while !rest.is_empty() {
        let length = if rest.starts_with("<![CDATA[") {
            let length = rest.find("]]>").map_or(rest.len(), |at| at + 3);
            normalizer.output.push_str(&rest[..length]);
            length
        } else if rest.starts_with('<') {
            let length = rest.find('>').map_or(rest.len(), |at| at + 1);
            // A comment may hold `>`.
            let length = match rest.strip_prefix("<!--") {
                Some(inside) => inside.find("-->").map_or(length, |at| at + 7),
                None => length,
            };
            normalizer.markup(&rest[..length]);
            length
        } else {
            let length = rest.find('<').unwrap_or(rest.len());
            normalizer.data(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    normalizer.output
}

#[derive(Clone, Copy, PartialEq)]
enum Last {
    StartTag,
    EndTag,
    Data,
    Other,
}

struct Normalizer {
    output: String,
    last: Last,
    last_tag: String,
    in_pre: bool,
}

impl Normalizer {
    fn data(&mut self, data: &str) {
        let data = resolve(data);
        let after_tag = matches!(self.last, Last::StartTag | Last::EndTag);
        let after_block_tag = after_tag && is_block(&self.last_tag);
        let mut text = if after_tag && self.last_tag == "br" { data.trim_start_matches('\n') } else { &data };
        let collapsed;
        if !self.in_pre {
            collapsed = collapse(text);
            text = &collapsed;
        }
        if after_block_tag && !self.in_pre {
            text = match self.last {
                Last::StartTag => text.trim_start(),
                _ => text.trim(),
            };
        }
        self.output.push_str(text);
        self.last = Last::Data;
    }

    fn markup(&mut self, tag: &str) {
        if let Some(inside) = tag.strip_prefix("</") {
            let name = inside.trim_end_matches('>').trim().to_lowercase();
            self.end_tag(&name);
        } else if tag[1..].starts_with(|char: char| char.is_ascii_alphabetic()) {
            self.start_tag(tag);
        } else {
            self.output.push_str(tag);
            self.last = Last::Other;
        }
    }

    fn end_tag(&mut self, name: &str) {
        if name == "pre" {
            self.in_pre = false;
        } else if is_block(name) {
            self.output.truncate(self.output.trim_end().len());
        }
        self.output.push_str(&format!("</{name}>"));
        self.last_tag = name.to_owned();
        self.last = Last::EndTag;
    }

    fn start_tag(&mut self, tag: &str) {
        let inside = tag[1..].trim_end_matches('>');
        let closes = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let name_end = inside.find(|char: char| char.is_ascii_whitespace()).unwrap_or(inside.len());
        let name = inside[..name_end].to_lowercase();
        self.in_pre |= name == "pre";
        if is_block(&name) {
            self.output.truncate(self.output.trim_end().len());
        }
        self.output.push_str(&format!("<{name}"));
        let mut attributes = attributes(&inside[name_end..]);
        attributes.sort();
        for (name, value) in attributes {
            self.output.push_str(&format!(" {name}"));
            if let Some(value) = value {
                self.output.push_str(&format!("=\"{}\"", value.replace('"', "&quot;")));
            }
        }
        self.output.push('>');
        self.last_tag = name;
        self.last = if closes { Last::EndTag } else { Last::StartTag };
    }
}

fn attributes(text: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|char: char| char.is_ascii_whitespace() || char == '=').unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let value = rest.strip_prefix('=').map(|after| {
            let after = after.trim_start();
            let (value, length) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let length = after[1..].find(quote).unwrap_or(after.len() - 1);
                    (&after[1..=length], (length + 2).min(after.len()))
                }
                _ => {
                    let length = after.find(|char: char| char.is_ascii_whitespace()).unwrap_or(after.len());
                    (&after[..length], length)
                }
            };
            rest = &after[length..];
            resolve(value)
        });
        if end == 0 && value.is_none() {
            break;
        }
        found.push((name, value));
        rest = rest.trim_start();
    }
    found
}

/// Resolves the character references that the examples hold.
fn resolve(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        let char = end.and_then(|end| match &rest[1..end] {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            name => {
                let digits = name.strip_prefix('#')?;
                let number = match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => digits.parse().ok()?,
                };
                char::from_u32(number)
            }
        });
        match (char, end) {
            (Some('<'), _) => out.push_str("&lt;"),
            (Some('>'), _) => out.push_str("&gt;"),
            (Some('&'), _) => out.push_str("&amp;"),
            (Some('"'), _) => out.push_str("&quot;"),
            (Some(char), _) => out.push(char),
            (None, _) => out.push('&'),
        }
        rest = &rest[if char.is_some() { end.unwrap_or(0) + 1 } else { 1 }..];
    }
    out.push_str(rest);
    out
}

fn collapse(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        if char.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(char);
        }
    }
    out
}

fn is_block(tag: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "article",
        "header",
        "aside",
        "hgroup",
        "blockquote",
        "hr",
        "iframe",
        "body",
        "li",
        "map",
        "button",
        "object",
        "canvas",
        "ol",
        "caption",
        "output",
        "col",
        "p",
        "colgroup",
        "pre",
        "dd",
        "progress",
        "div",
        "section",
        "dl",
        "table",
        "td",
        "dt",
        "tbody",
        "embed",
        "textarea",
        "fieldset",
        "tfoot",
        "figcaption",
        "th",
        "figure",
        "thead",
        "footer",
        "tr",
        "form",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "video",
        "script",
        "style",
    ];
    BLOCKS.contains(&tag)
}
