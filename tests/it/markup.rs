//! Every page is good HTML: it parses without a complaint, and keeps the rules that the Nu HTML checker
//! and readers who hear a page ask for. The checker itself needs Java, which no test here does.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use fengcai::base::FilePath;
use fengcai::base::files::{DiskFiles, Files, Layered, MemoryFiles};
use fengcai::pipeline;
use rayon::prelude::*;
use scraper::{ElementRef, Html, Selector};

use crate::fixture::Fixture;
use crate::project::root;
use crate::sites::{below, options};

/// Themes whose pages are looked at.
const THEMES: &[&str] = &["sujian", "hongqi"];

/// Attributes that name ids of the same page.
const REFERENCES: &[&str] =
    &["aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns", "for", "headers"];

fn select<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// What is wrong with a page.
pub(crate) fn faults(text: &str) -> Vec<String> {
    let page = Html::parse_document(text);
    let mut found: Vec<String> = page.errors.iter().map(|error| format!("parser: {error}")).collect();
    for check in [frame, ids, headings, names, lists] {
        check(&page, &mut found);
    }
    found
}

/// The language, the title, one `main`, one `h1`.
fn frame(page: &Html, found: &mut Vec<String>) {
    if page.root_element().attr("lang").is_none_or(str::is_empty) {
        found.push("the page has no language".to_owned());
    }
    for single in ["head > title", "body main", "body h1"] {
        let count = select(page, single).len();
        if count != 1 {
            found.push(format!("{single}: {count}"));
        }
    }
}

/// No id stands twice, and what names an id finds it.
fn ids(page: &Html, found: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for element in select(page, "[id]") {
        let id = element.attr("id").unwrap();
        if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id) {
            found.push(format!("id {id:?} is empty, holds a space or stands twice"));
        }
    }
    for attribute in REFERENCES {
        for element in select(page, &format!("[{attribute}]")) {
            let named = element.attr(attribute).unwrap().split_whitespace();
            found.extend(
                named.filter(|id| !ids.contains(id)).map(|id| format!("{attribute} finds no `{id}`")),
            );
        }
    }
}

/// The first heading is the highest, no level is skipped, and each has a name.
fn headings(page: &Html, found: &mut Vec<String>) {
    let mut above = 0;
    for heading in select(page, "h1, h2, h3, h4, h5, h6") {
        let level: u8 = heading.value().name()[1..].parse().unwrap();
        if level > above + 1 {
            found.push(format!("h{level} follows h{above}: {}", name(heading)));
        }
        above = level;
        if name(heading).is_empty() && heading.attr("id").is_none() {
            found.push(format!("an h{level} is empty"));
        }
    }
}

/// What an element is called when a page is read aloud.
fn name(element: ElementRef<'_>) -> String {
    let pictures = Selector::parse("img[alt]").unwrap();
    let alternative: String = element.select(&pictures).filter_map(|picture| picture.attr("alt")).collect();
    let label = element.attr("aria-label").unwrap_or("");
    let text: String = element.text().collect();
    format!("{label}{alternative}{}", text.trim())
}

/// Pictures have an alternative text, if an empty one; regions, links of the theme and tables have a name.
fn names(page: &Html, found: &mut Vec<String>) {
    for picture in select(page, "img:not([alt])") {
        found.push(format!("no alternative text: {}", picture.html()));
    }
    for element in select(page, "nav, aside, [role=region]") {
        let has_heading = element.select(&Selector::parse("h2, h3").unwrap()).next().is_some();
        if element.attr("aria-label").is_none() && !has_heading {
            found.push(format!("a {} without a name", element.value().name()));
        }
    }
    for link in select(page, "header a, nav a, footer a, aside a, th a") {
        if name(link).is_empty() {
            found.push(format!("a link without a name: {}", link.html()));
        }
    }
}

/// Lists hold items and nothing else.
fn lists(page: &Html, found: &mut Vec<String>) {
    for (list, items) in [("ul, ol", &["li"][..]), ("dl", &["dt", "dd", "div"])] {
        for element in select(page, list) {
            let strangers = element.child_elements().filter(|child| !items.contains(&child.value().name()));
            found.extend(strangers.map(|child| format!("a {} in a list", child.value().name())));
        }
    }
}

/// Plans a site and looks at all its pages; says how many there are.
fn look(files: Arc<dyn Files>, fixture: &Fixture) -> (usize, Vec<String>) {
    let plan = pipeline::plan(files, &options(fixture)).value;
    let routes: Vec<_> = plan.routes().filter(|route| route.as_str().ends_with(".html")).collect();
    let found: Vec<String> = routes
        .par_iter()
        .flat_map_iter(|route| {
            let rendered = plan.run(route);
            // A page with an error is none.
            let page = rendered.diagnostics.is_empty().then(|| String::from_utf8(rendered.bytes).unwrap());
            page.map_or_else(Vec::new, |page| faults(&page))
                .into_iter()
                .map(|fault| format!("{route}: {fault}"))
                .collect::<Vec<_>>()
        })
        .collect();
    (routes.len(), found)
}

/// Files over what the program carries.
fn over(layers: Vec<Arc<dyn Files>>) -> Arc<dyn Files> {
    Arc::new(Layered::new(layers.into_iter().chain([pipeline::embedded()]).collect()))
}

fn in_theme(site: &str, theme: &str) -> Arc<dyn Files> {
    let others = site.lines().filter(|line| !line.starts_with("theme:"));
    let text: String = others.map(|line| format!("{line}\n")).collect();
    Arc::new(MemoryFiles::new().with("site.yaml", format!("{text}theme: {theme}\n")))
}

/// A folder of the project that holds a site, in a theme, drafts and all.
fn look_at_folder(folder: &str, theme: &str) -> (usize, Vec<String>) {
    let disk = DiskFiles::new(root().join(folder));
    let site = String::from_utf8(disk.read(&FilePath::new("site.yaml")).unwrap().to_vec()).unwrap();
    let drafts = Fixture { preface: "! drafts\n! future\n".to_owned(), ..Fixture::default() };
    look(over(vec![in_theme(&site, theme), Arc::new(disk)]), &drafts)
}

#[test]
fn pages_of_whole_sites_are_good_html() {
    let mut all = Vec::new();
    for theme in THEMES {
        for folder in ["", "src/check/specimen/full", "src/check/specimen/bare"] {
            let (pages, found) = look_at_folder(folder, theme);
            assert!(pages > 4, "{folder} in {theme} has {pages} pages");
            all.extend(found.into_iter().map(|fault| format!("{theme}, {folder}: {fault}")));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

fn look_at_fixture(fixture: &Fixture, theme: &str) -> (usize, Vec<String>) {
    let mut memory = MemoryFiles::new();
    let mut site = String::new();
    for (path, text) in &fixture.inputs {
        match path.as_str() {
            "site.yaml" => site.clone_from(text),
            // The theme of this look draws the pages, and no other.
            path if path.starts_with("templates/") || path.starts_with("themes/") => {}
            path => memory.insert(path, text.as_bytes()),
        }
    }
    look(over(vec![in_theme(&site, theme), Arc::new(memory)]), fixture)
}

/// What writers really type, with every slip that the fixtures know, makes good pages too.
#[test]
fn pages_of_every_fixture_are_good_html() {
    let paths: Vec<PathBuf> = below(&root().join("tests/sites"));
    let looked: Vec<(usize, Vec<String>)> = paths
        .par_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "site"))
        .map(|path| {
            let (pages, found) = look_at_fixture(&Fixture::read(path), "hongqi");
            let shown = path.file_name().unwrap().to_string_lossy().into_owned();
            (pages, found.into_iter().map(|fault| format!("{shown}, {fault}")).collect())
        })
        .collect();
    let pages: usize = looked.iter().map(|(pages, _)| pages).sum();
    assert!(pages > 500, "only {pages} pages");
    let all: Vec<String> = looked.into_iter().flat_map(|(_, found)| found).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_look_can_fail() {
    let good = "<!DOCTYPE html><html lang=\"zh\"><head><title>x</title></head><body><main><h1>x</h1>";
    assert_eq!(faults(&format!("{good}</main></body></html>")), Vec::<String>::new());
    for bad in [
        "</main></div>",
        "<p id=\"a\" id=\"b\">",
        "<p id=\"a\"><i id=\"a\">x</i>",
        "<p aria-labelledby=\"none\">",
        "<h1>y</h1>",
        "<h3>y</h3>",
        "<h2></h2>",
        "<img src=\"a.png\">",
        "<nav>x</nav>",
        "<nav aria-label=\"n\"><a href=\"a\"></a></nav>",
        "<ul><p>x</p></ul>",
    ] {
        assert!(!faults(&format!("{good}{bad}</main></body></html>")).is_empty(), "{bad}");
    }
    assert!(!faults("<p>x").is_empty());
}
