//! Each case: a text, and for every problem its code and the text at its place.

mod emphasis;
mod fences;
mod headings;
mod lists;
mod notes;
mod paragraphs;
mod pictures;
mod raw_html;
mod tables;
mod unread;

use crate::base::{Diagnostic, FilePath, Span, Spot};
use crate::config::{Dialect, Markup, RawHtml};
use crate::markdown::outline;

fn found_with(text: &str, markup: &Markup) -> Vec<Diagnostic> {
    let outcome = outline(&FilePath::new("content/a.md"), text, Span::new(0..text.len()), markup);
    for diagnostic in &outcome.diagnostics {
        assert!(diagnostic.help.is_some(), "{diagnostic} has no cure");
    }
    outcome.diagnostics
}

fn place<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    match &diagnostic.place.as_ref().unwrap().spot {
        Spot::Span(span) => &text[span.range()],
        other => panic!("{other:?}"),
    }
}

/// Code and place of every problem.
fn found(text: &str) -> Vec<(String, String)> {
    let markup = Markup::default();
    found_with(text, &markup)
        .iter()
        .map(|diagnostic| (diagnostic.code.to_string(), place(text, diagnostic).to_owned()))
        .collect()
}

#[track_caller]
fn assert_found(text: &str, expected: &[(&str, &str)]) {
    let got = found(text);
    let got: Vec<_> = got.iter().map(|(code, place)| (code.as_str(), place.as_str())).collect();
    assert_eq!(got, expected, "{text}");
}

#[track_caller]
fn assert_clean(text: &str) {
    assert_found(text, &[]);
}

#[test]
fn commonmark_is_never_criticised() {
    let text = "## 甲 {#a 纬度=b}\n\n## 乙 {#a}\n\n<script>x</script>\n\n<!-- 甲\n";
    assert!(found(text).len() >= 3);
    let markup = Markup { dialect: Dialect::CommonMark, ..Markup::default() };
    assert!(found_with(text, &markup).is_empty());
}

#[test]
fn a_text_full_of_one_slip_is_told_of_the_first_ones() {
    let text = "20*年，*学院。\n\n".repeat(40);
    let problems = found_with(&text, &Markup::default());
    assert_eq!(problems.len(), super::MOST);
    assert!(problems[super::MOST - 1].message.zh.contains("40") && !problems[0].message.zh.contains("40"));
}

#[test]
fn codes_are_named_once() {
    let mut names: Vec<_> =
        super::CODES.iter().flat_map(|codes| codes.iter()).map(|code| code.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn places_are_those_of_the_file() {
    let text = "---\ntitle: 甲\n---\n正文\n\n## {维度=}\n";
    let start = text.find("正文").unwrap();
    let body = Span::new(start..text.len());
    let outcome = outline(&FilePath::new("a.md"), text, body, &Markup::default());
    let places: Vec<_> = outcome.diagnostics.iter().map(|diagnostic| place(text, diagnostic)).collect();
    assert_eq!(places, ["维度", "## {维度=}\n"]);
    let markup = Markup { raw_html: RawHtml::Allow, ..Markup::default() };
    assert!(found_with("<script>x</script>", &markup).is_empty());
}
