//! The bare program: what is left of a generator when it only reads, parses, prints and writes.
//!
//! It uses the libraries that Fengcai uses, and all cores. It knows no model and checks nothing: which
//! pages there are, and which cases each of them names, it is told by a list made beforehand from a built
//! site. Every page is printed with a template: a case with its front matter and text, a list with the
//! titles and addresses of its cases, evidence with its excerpts, a feed with whole texts.

use std::collections::BTreeMap;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;
use serde::Serialize;

const TEMPLATE: &str = "<!doctype html><title>{{ title }}</title>\n<h1>{{ title }}</h1>\n\
    {% for line in lines %}{{ line }}\n{% endfor -%}{% if body %}<main>\n{{ body | safe }}</main>\n{% endif -%}\
    {% for entry in entries %}{{ entry.title }} {{ entry.url }}\
    {% if entry.excerpt %} | {{ entry.excerpt }}{% endif %}{% if entry.body %}{{ entry.body }}{% endif %}\n{% endfor -%}";

/// A case, read and printed.
struct Case {
    title: String,
    lines: Vec<String>,
    body: String,
    /// The first paragraph of each section.
    excerpts: Vec<String>,
}

/// What a page is made of.
#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    lines: &'a [String],
    body: &'a str,
    entries: Vec<Entry<'a>>,
}

/// A case that a page names.
#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    url: String,
    excerpt: Option<&'a str>,
    body: Option<&'a str>,
}

/// Every output file, one a line: its route, and the numbers of the cases that it names in order.
pub(crate) fn listing(output: &Path) -> String {
    let mut lines = String::new();
    for path in files(output) {
        let route = path.strip_prefix(output).unwrap().display().to_string();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        lines.push_str(&route);
        let mut before = None;
        for (at, _) in text.match_indices("case-") {
            let number: Option<usize> = text.get(at + 5..at + 10).and_then(|digits| digits.parse().ok());
            if let Some(number) = number.filter(|_| number != before) {
                lines.push_str(&format!(" {number}"));
            }
            before = number.or(before);
        }
        lines.push('\n');
    }
    lines
}

/// How many of the bytes of `ours` there are in `theirs`, in percent.
pub(crate) fn share(ours: &Path, theirs: &Path) -> u64 {
    let sum = |folder: &Path| files(folder).iter().map(|path| path.metadata().unwrap().len()).sum::<u64>();
    sum(theirs) * 100 / sum(ours)
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Reads, parses, prints and writes, and nothing else.
pub(crate) fn run(root: &Path, output: &Path, list: &Path) {
    let listed = std::fs::read_to_string(list).unwrap();
    let sources = files(&root.join("content/cases"));
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let number: usize = name.trim_start_matches("case-").parse().unwrap();
        (number, case(&std::fs::read_to_string(path).unwrap()))
    };
    let cases: BTreeMap<usize, Case> = sources.par_iter().map(read).collect();
    let mut tera = tera::Tera::default();
    tera.add_raw_template("page.html", TEMPLATE).unwrap();
    listed.par_lines().for_each(|line| {
        let mut words = line.split(' ');
        let route = words.next().unwrap();
        let page = page(route, words.map(|word| word.parse().unwrap()), &cases);
        let target = output.join(route);
        let text = tera.render("page.html", &tera::Context::from_serialize(&page).unwrap()).unwrap();
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, text).unwrap();
    });
}

fn page<'a>(
    route: &'a str,
    named: impl Iterator<Item = usize>,
    cases: &'a BTreeMap<usize, Case>,
) -> Page<'a> {
    let up = "../".repeat(route.matches('/').count());
    let is_evidence = route.starts_with("frameworks/");
    let is_feed = matches!(route, "atom.xml" | "rss.xml");
    let entry = |(at, number): (usize, usize)| {
        let case = &cases[&number];
        Entry {
            title: &case.title,
            url: format!("{up}cases/case-{number:05}/index.html"),
            excerpt: is_evidence.then(|| case.excerpts[at % case.excerpts.len()].as_str()),
            body: is_feed.then_some(case.body.as_str()),
        }
    };
    let entries = named.enumerate().map(entry).collect();
    let own = route.strip_prefix("cases/case-").and_then(|rest| rest.get(..5)).and_then(|it| it.parse().ok());
    match own.and_then(|number: usize| cases.get(&number)) {
        Some(case) => Page { title: &case.title, lines: &case.lines, body: &case.body, entries },
        None => Page { title: route, lines: &[], body: "", entries },
    }
}

fn case(text: &str) -> Case {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let front: serde_yaml::Mapping = serde_yaml::from_str(front).unwrap();
    let lines = front.iter().map(|(key, value)| format!("{} {}", spoken(key), spoken(value))).collect();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let (mut excerpts, mut waits, mut within) = (Vec::new(), false, false);
    let events = Parser::new_ext(body, options).inspect(|event| match event {
        Event::End(TagEnd::Heading(_)) => waits = true,
        Event::Start(Tag::Paragraph) if waits => {
            excerpts.push(String::new());
            (waits, within) = (false, true);
        }
        Event::End(TagEnd::Paragraph) => within = false,
        Event::Text(text) if within => excerpts.last_mut().unwrap().push_str(text),
        _ => {}
    });
    let mut html = String::with_capacity(body.len() * 5 / 4);
    pulldown_cmark::html::push_html(&mut html, events);
    Case { title: front["title"].as_str().unwrap().to_owned(), lines, body: html, excerpts }
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
