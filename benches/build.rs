//! How long a whole build takes beside a bare program that reads, parses, prints and writes the same
//! pages and does nothing else: `cargo bench --bench build [-- CASES]`.
//!
//! Both run as whole processes, in turn, on a memory disk where there is one; the ratio of each pair is
//! printed, so that the machine's mood does not count. The bare program is this file run again: it uses
//! the same Markdown and YAML libraries and all cores, knows no model, checks nothing, and for each page
//! that is no case writes as many bytes as Fengcai did.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark works on the real disk, prints its figures and may fail loudly"
)]

mod corpus;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;

/// Pairs that count; one more comes first and does not.
const PAIRS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == "bare") {
        return bare(Path::new(&arguments[1]), Path::new(&arguments[2]), Path::new(&arguments[3]));
    }
    let count = arguments.first().and_then(|text| text.parse().ok()).unwrap_or(1000);
    for theme in ["light", "sujian"] {
        compare(count, theme);
    }
}

fn compare(count: usize, theme: &str) {
    let folder = tempfile::tempdir_in(memory_disk()).unwrap();
    let root = folder.path().join("site");
    corpus::write_site(&root, count, theme).unwrap();
    if theme == "light" {
        light_theme(&root.join("themes/light"));
    }
    let (ours, theirs, list) =
        (folder.path().join("ours"), folder.path().join("theirs"), folder.path().join("list"));
    let mut ratios = Vec::new();
    let mut times = Vec::new();
    for pair in 0..=PAIRS {
        let fengcai = timed(
            Command::new(env!("CARGO_BIN_EXE_fengcai"))
                .args(["--quiet", "--root"])
                .arg(&root)
                .args(["build", "--today", "2026-11-20", "--output"])
                .arg(&ours),
        );
        if pair == 0 {
            std::fs::write(&list, listing(&ours)).unwrap();
        }
        let bare = timed(
            Command::new(std::env::current_exe().unwrap()).arg("bare").arg(&root).arg(&theirs).arg(&list),
        );
        std::fs::remove_dir_all(&ours).unwrap();
        std::fs::remove_dir_all(&theirs).unwrap();
        if pair > 0 {
            ratios.push(fengcai.as_secs_f64() / bare.as_secs_f64());
            times.push((fengcai, bare));
        }
    }
    ratios.sort_by(f64::total_cmp);
    let pages = std::fs::read_to_string(&list).unwrap().lines().count();
    println!(
        "{count} cases, {pages} files, theme {theme}: ratio median {:.2}, from {:.2} to {:.2} over {PAIRS} pairs",
        ratios[PAIRS / 2],
        ratios[0],
        ratios[PAIRS - 1]
    );
    for (fengcai, bare) in times {
        println!(
            "  fengcai {:6.0} ms, bare {:6.0} ms",
            fengcai.as_secs_f64() * 1e3,
            bare.as_secs_f64() * 1e3
        );
    }
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().unwrap();
    let elapsed = start.elapsed();
    assert!(status.success());
    elapsed
}

fn memory_disk() -> PathBuf {
    let shared = PathBuf::from("/dev/shm");
    if shared.is_dir() { shared } else { std::env::temp_dir() }
}

/// Every output file with its size, one a line.
fn listing(output: &Path) -> String {
    let mut lines = String::new();
    let mut open = vec![output.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let size = std::fs::metadata(&path).unwrap().len();
                lines.push_str(&format!("{size} {}\n", path.strip_prefix(output).unwrap().display()));
            }
        }
    }
    lines
}

/// The theme that tests use: a few lines a page.
fn light_theme(folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/theme");
    let mut open = vec![source.clone()];
    while let Some(from) = open.pop() {
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let to = folder.join(path.strip_prefix(&source).unwrap());
            if path.is_dir() {
                open.push(path);
            } else {
                std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                std::fs::copy(&path, to).unwrap();
            }
        }
    }
}

/// Reads, parses, prints and writes, and nothing else.
fn bare(root: &Path, output: &Path, list: &Path) {
    let listed = std::fs::read_to_string(list).unwrap();
    listed.par_lines().for_each(|line| {
        let (size, name) = line.split_once(' ').unwrap();
        let target = output.join(name);
        let source = name
            .strip_prefix("cases/")
            .and_then(|rest| rest.strip_suffix("/index.html"))
            .map(|slug| root.join(format!("content/cases/{slug}.md")))
            .filter(|source| source.is_file());
        let page = match source {
            Some(source) => page(&std::fs::read_to_string(source).unwrap()),
            None => "x".repeat(size.parse().unwrap()),
        };
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, page).unwrap();
    });
}

fn page(text: &str) -> String {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let front: serde_yaml::Value = serde_yaml::from_str(front).unwrap();
    let title = front["title"].as_str().unwrap();
    let options = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES;
    let mut html = String::with_capacity(text.len() * 2);
    html.push_str("<!doctype html><meta charset=\"utf-8\"><title>");
    html.push_str(title);
    html.push_str("</title><main>");
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(body, options));
    html.push_str("</main>");
    html
}
