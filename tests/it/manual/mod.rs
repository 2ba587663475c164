//! The manual, `content/manual/`: what the code knows better is written by the code, and what stands in an
//! example is tried.
//!
//! A generated part stands between `<!-- 自动：NAME -->` and `<!-- 自动止 -->`. `UPDATE=1 cargo test --test
//! it manual` writes it anew.

mod again;
mod examples;
mod parts;
mod templates;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::project::root;
use crate::sites::below;

/// A part that the code writes, given its name.
struct Part {
    name: &'static str,
    write: fn(&str) -> String,
}

const fn part(name: &'static str, write: fn(&str) -> String) -> Part {
    Part { name, write }
}

/// The generated parts; each stands in one page.
const PARTS: &[Part] = &[
    part("keys", |_| parts::keys()),
    part("site", |_| parts::site()),
    part("vocabulary", |_| parts::vocabulary()),
    part("commands", |_| parts::commands()),
    part("codes", |_| parts::codes()),
    part("note", parts::shortcode),
    part("gallery", parts::shortcode),
    part("quote", parts::shortcode),
    part("figure", parts::shortcode),
    part("honours", parts::shortcode),
    part("practice", parts::shortcode),
    part("video", parts::shortcode),
    part("settings", |_| templates::settings()),
    part("manifest", |_| templates::manifest()),
    part("blocks", |_| templates::blocks()),
    part("roots", |_| templates::roots()),
    part("templates", |_| templates::templates()),
    part("values", |_| templates::values()),
    part("functions", |_| templates::functions()),
    part("filters", |_| templates::filters()),
];

const BEGIN: &str = "<!-- 自动：";
const BEGUN: &str = " -->\n";
const END: &str = "<!-- 自动止 -->";

/// The Markdown files of the manual, in order.
fn pages() -> Vec<PathBuf> {
    let mut pages = below(&root().join("content/manual"));
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages
}

/// Kept by a test that may write pages, so that no other reads them half way.
fn alone() -> MutexGuard<'static, ()> {
    static PAGES: Mutex<()> = Mutex::new(());
    PAGES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether pages are to be written anew.
fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

fn read(page: &Path) -> String {
    std::fs::read_to_string(page).unwrap().replace("\r\n", "\n")
}

/// A page with its generated parts written anew, and the names of these.
fn renewed(text: &str) -> (String, Vec<&'static str>) {
    let mut fresh = String::new();
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(BEGUN).expect("the line of a part ends in `-->`");
        let (_, after) = after.split_once(END).unwrap_or_else(|| panic!("the part {name} has no end"));
        let Part { name, write } =
            PARTS.iter().find(|part| part.name == name).unwrap_or_else(|| panic!("there is no part {name}"));
        let part = write(name);
        fresh.push_str(&format!("{before}{BEGIN}{name}{BEGUN}\n{}\n\n{END}", part.trim_end()));
        names.push(*name);
        rest = after;
    }
    (fresh + rest, names)
}

#[test]
fn generated_parts_are_those_of_the_code() {
    let _alone = alone();
    let mut found = Vec::new();
    let mut stale = Vec::new();
    for page in pages() {
        let text = read(&page);
        let (fresh, names) = renewed(&text);
        found.extend(names);
        if fresh != text {
            if is_update() {
                std::fs::write(&page, fresh).unwrap();
            } else {
                stale.push(page);
            }
        }
    }
    assert!(stale.is_empty(), "run `UPDATE=1 cargo test --test it manual` and look at the change: {stale:?}");
    found.sort_unstable();
    let mut wanted: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
    wanted.sort_unstable();
    assert_eq!(found, wanted, "every part stands in one page");
}

#[test]
fn every_shortcode_has_a_part() {
    for known in parts::shortcodes() {
        let name = &known.names[0].name;
        assert!(
            PARTS.iter().any(|part| part.name == name),
            "the manual does not tell of the shortcode {name}"
        );
    }
}

#[test]
fn a_part_is_replaced_between_its_marks() {
    let text = "甲\n\n<!-- 自动：site -->\n旧的\n<!-- 自动止 -->\n\n乙\n";
    let (fresh, names) = renewed(text);
    assert_eq!(names, ["site"]);
    assert!(
        fresh.starts_with("甲\n\n<!-- 自动：site -->\n\n### ")
            && fresh.ends_with("\n\n<!-- 自动止 -->\n\n乙\n")
    );
    assert!(!fresh.contains("旧的"));
    assert_eq!(renewed(&fresh).0, fresh);
}
