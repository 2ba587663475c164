//! The bare program: what is left of a generator when it only reads, parses, prints and writes.
//!
//! It uses the libraries that Fengcai uses, and all cores. It knows no model and checks nothing: which
//! pages there are, and which cases and sections each of them names, it is told by a list made beforehand
//! from a built site. Its pages say what those of the light theme say, but for a few words and for some
//! addresses: a case its front matter, its practices with their dimensions, its text and the cases beside it;
//! a matrix all sections of its cases; evidence the excerpts of its sections; a list titles, addresses and
//! dates; a feed whole texts.

mod case;

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use case::{Case, Section};

/// How every page begins.
const HEAD: &str = "<!doctype html><title>{{ title }}</title>\n<h1>{{ title }}</h1>\n";

/// The rest, by what a page is, see [`kind`].
const TEMPLATES: &[(&str, &str)] = &[
    (
        "case.html",
        "{% for line in own.lines %}{{ line }}\n{% endfor -%}\
         framework{% for section in own.sections %} {{ section.dimension }}=evidence{% endfor %}\n\
         {% for section in own.sections -%}\
         practice {{ section.name }} #{{ section.id }} → {{ section.dimension }}\n\
         {% endfor -%}\
         {% for honour in own.honours %}honour {{ honour }}\n{% endfor -%}\
         summary {{ own.summary }}\n<main>\n{{ own.body | safe }}</main>\n\
         {% for entry in entries %}see {{ entry.url }}\n{% endfor -%}",
    ),
    (
        "matrix.html",
        "{% for entry in entries %}row {{ entry.title }}:{% for section in entry.sections %} \
         evidence[{{ section.name }} {{ entry.url }}#{{ section.id }}]{% endfor %}\n{% endfor -%}",
    ),
    (
        "evidence.html",
        "{% for entry in entries %}evidence {{ entry.title }}{% for section in entry.sections %} | \
         {{ section.name }} | {{ entry.url }}#{{ section.id }} | {{ section.excerpt }}{% endfor %}\n\
         {% endfor -%}",
    ),
    (
        "honours.html",
        "{% for entry in entries %}{% for honour in entry.honours %}\
         honour {{ honour }} | {{ entry.title }}\n{% endfor %}{% endfor -%}",
    ),
    (
        "feed.html",
        "{% for entry in entries %}{{ entry.title }} {{ entry.url }} {{ entry.body }}\n{% endfor -%}",
    ),
    (
        "list.html",
        "{% for entry in entries %}case {{ entry.title }} {{ entry.url }} {{ entry.date }}\n{% endfor -%}",
    ),
];

/// What a page is made of.
#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    own: Option<&'a Case>,
    entries: Vec<Entry<'a>>,
}

/// A case that a page names, and the sections of it.
#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    date: &'a str,
    url: String,
    sections: Vec<Named<'a>>,
    /// Only where honours are listed.
    honours: Option<&'a [String]>,
    /// Only in feeds.
    body: Option<&'a str>,
}

/// A section that a page names.
#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    id: &'a str,
    /// Only where it is evidence.
    excerpt: Option<&'a str>,
}

/// Every output file, one a line: its route, and the cases that it names in order, each as its number with the
/// sections to which the file links (`12#one#another`). Of a feed these are its entries, not what their texts name.
pub(crate) fn listing(output: &Path) -> String {
    let mut lines = String::new();
    for path in files(output) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        lines.push_str(path.strip_prefix(output).unwrap().to_str().unwrap());
        let is_feed =
            path.extension().is_some_and(|extension| extension == "xml") && text.contains("<title>");
        let mut before = None;
        let mut section_before = "";
        for (at, sign) in text.match_indices(['-', '第']) {
            let (ahead, after) = (&text[..at], &text[at + sign.len()..]);
            if is_feed && !ahead.ends_with("<title>") {
                continue;
            }
            let mention = if sign == "-" { address(ahead, after) } else { title(after) };
            let Some((number, section)) = mention else { continue };
            if before != Some(number) {
                lines.push_str(&format!(" {number}"));
            }
            if !section.is_empty() && (before, section_before) != (Some(number), section) {
                lines.push_str(&format!("#{section}"));
            }
            (before, section_before) = (Some(number), section);
        }
        lines.push('\n');
    }
    lines
}

/// The case and section of `case-00012/index.html#section`, split at its hyphen.
fn address<'t>(before: &str, after: &'t str) -> Option<(usize, &'t str)> {
    let number = after.get(..5).filter(|_| before.ends_with("case"))?.parse().ok()?;
    let id = after[5..].strip_prefix("/index.html#").unwrap_or_default();
    Some((number, id.split([' ', ']', '"', '<', '\n']).next().unwrap()))
}

/// The case of 第12篇, without its first character.
fn title(after: &str) -> Option<(usize, &str)> {
    let (number, _) = after.split_once('篇')?;
    Some((number.parse().ok()?, ""))
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
        (number, case::read(&std::fs::read_to_string(path).unwrap()))
    };
    let cases: BTreeMap<usize, Case> = sources.par_iter().map(read).collect();
    let mut tera = tera::Tera::default();
    tera.add_raw_templates(TEMPLATES.iter().map(|(name, rest)| (*name, format!("{HEAD}{rest}")))).unwrap();
    listed.par_lines().for_each(|line| {
        let mut words = line.split(' ');
        let route = words.next().unwrap();
        let page = page(route, words, &cases);
        let target = output.join(route);
        let text = tera.render(kind(route), &tera::Context::from_serialize(&page).unwrap()).unwrap();
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, text).unwrap();
    });
}

/// The name of a page's template.
fn kind(route: &str) -> &'static str {
    let folders: Vec<&str> = route.split('/').collect();
    match folders[..] {
        ["cases", "index.html" | "page", ..] => "list.html",
        ["cases", ..] => "case.html",
        ["frameworks", _, "index.html" | "page", ..] => "matrix.html",
        ["frameworks", _, ..] => "evidence.html",
        ["honours", ..] => "honours.html",
        ["atom.xml"] => "feed.html",
        _ => "list.html",
    }
}

fn page<'a>(
    route: &'a str,
    named: impl Iterator<Item = &'a str>,
    cases: &'a BTreeMap<usize, Case>,
) -> Page<'a> {
    let kind = kind(route);
    let own_number = match kind {
        "case.html" => route.strip_prefix("cases/case-").and_then(|rest| rest.get(..5)?.parse().ok()),
        _ => None,
    };
    let own = own_number.map(|number: usize| &cases[&number]);
    let up = "../".repeat(route.matches('/').count());
    let entries = named.filter_map(|mention| {
        let mut ids = mention.split('#');
        let number: usize = ids.next().unwrap().parse().unwrap();
        let case = cases.get(&number).filter(|_| Some(number) != own_number)?;
        let section = |wanted: &str| {
            let Section { name, id, excerpt, .. } =
                case.sections.iter().find(|section| section.id == wanted).unwrap();
            Named { name, id, excerpt: (kind == "evidence.html").then_some(excerpt.as_str()) }
        };
        Some(Entry {
            title: &case.title,
            date: &case.date,
            url: format!("{up}cases/case-{number:05}/index.html"),
            sections: ids.map(section).collect(),
            honours: (kind == "honours.html").then_some(case.honours.as_slice()),
            body: (kind == "feed.html").then_some(case.body.as_str()),
        })
    });
    let title = own.map_or(route, |case| &case.title);
    Page { title, own, entries: entries.collect() }
}
