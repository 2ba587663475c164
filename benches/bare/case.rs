//! A case of the bare program: read, parsed and printed.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::Serialize;

use crate::corpus::DIMENSIONS;

/// What pages say of a case.
#[derive(Serialize)]
pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) lines: Vec<String>,
    pub(crate) honours: Vec<String>,
    pub(crate) sections: Vec<Section>,
    pub(crate) summary: String,
    pub(crate) body: String,
}

/// A section with the dimension that its heading names.
#[derive(Default, Serialize)]
pub(crate) struct Section {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) dimension: String,
    /// Its first paragraph, for the pages of evidence.
    #[serde(skip)]
    pub(crate) excerpt: String,
}

/// Reads a case.
pub(crate) fn read(text: &str) -> Case {
    let (front, text) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let front: serde_yaml::Mapping = serde_yaml::from_str(front).unwrap();
    let (body, sections) = print(text);
    Case {
        title: spoken(&front["title"]),
        date: spoken(&front["date"]),
        lines: front.iter().map(|(key, value)| format!("{} {}", spoken(key), spoken(value))).collect(),
        honours: front["honours"].as_sequence().unwrap().iter().map(spoken).collect(),
        summary: sections[0].excerpt.clone(),
        sections,
        body,
    }
}

/// The text as HTML, with addresses for its headings, links to their dimensions, and links to pages where links
/// to texts are; and its sections.
fn print(text: &str) -> (String, Vec<Section>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let (mut events, mut sections) = (Vec::new(), Vec::<Section>::new());
    let mut waits = false;
    let mut parser = Parser::new_ext(text, options);
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Heading { attrs, .. }) => {
                let inner: Vec<Event> = parser.by_ref().take_while(|event| !is_heading_end(event)).collect();
                let own = section(&inner, attrs, &sections);
                sections.push(own);
                heading(sections.last().unwrap(), inner, &mut events);
                waits = true;
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = CowStr::from(format!("../{}/index.html", dest_url.trim_end_matches(".md")));
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            event => {
                match (&event, sections.last_mut()) {
                    (Event::End(TagEnd::Paragraph), _) => waits = false,
                    (Event::Text(text), Some(section)) if waits => section.excerpt.push_str(text),
                    _ => {}
                }
                events.push(event);
            }
        }
    }
    let mut html = String::with_capacity(text.len() * 5 / 4);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    (html, sections)
}

fn is_heading_end(event: &Event) -> bool {
    matches!(event, Event::End(TagEnd::Heading(_)))
}

fn section(inner: &[Event], attributes: Vec<(CowStr, Option<CowStr>)>, before: &[Section]) -> Section {
    let mut name = String::new();
    for event in inner {
        if let Event::Text(text) = event {
            name.push_str(text);
        }
    }
    let mut id: String = name.chars().filter(|char| char.is_alphanumeric()).collect();
    // Equal headings are told apart by numbers.
    match before.iter().filter(|section| section.name == name).count() {
        0 => {}
        count => id.push_str(&format!("-{}", count + 1)),
    }
    let dimension = attributes.into_iter().find_map(|(_, value)| value).unwrap();
    Section { name, id, dimension: dimension.into_string(), excerpt: String::new() }
}

fn heading<'t>(section: &Section, inner: Vec<Event<'t>>, events: &mut Vec<Event<'t>>) {
    let (name, folder) = DIMENSIONS.iter().find(|(name, _)| *name == section.dimension).unwrap();
    let badge = format!(
        "<span class=\"marks\"><span class=\"sr\">佐证</span> \
         <a class=\"badge\" href=\"../../frameworks/qi-ge-youli/{folder}/index.html\">{name}</a></span>"
    );
    let (level, id) = (HeadingLevel::H2, Some(CowStr::from(section.id.clone())));
    events.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
    events.extend(inner);
    events.push(Event::InlineHtml(badge.into()));
    events.push(Event::End(TagEnd::Heading(level)));
}

fn spoken(value: &serde_yaml::Value) -> String {
    match value {
        serde_yaml::Value::String(text) => text.clone(),
        serde_yaml::Value::Number(number) => number.to_string(),
        serde_yaml::Value::Sequence(items) => items.iter().map(spoken).collect::<Vec<_>>().join(", "),
        serde_yaml::Value::Mapping(map) => map
            .iter()
            .map(|(key, value)| format!("{} {}", spoken(key), spoken(value)))
            .collect::<Vec<_>>()
            .join(", "),
        _ => String::new(),
    }
}
