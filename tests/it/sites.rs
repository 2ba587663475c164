//! Builds every `tests/sites/**/*.site` in memory and compares diagnostics, routes and outputs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fengcai::base::files::{Files, Layered, MemoryFiles};
use fengcai::base::{FilePath, Route};
use fengcai::model::{Drafts, Future};
use fengcai::pipeline::{self, BuildOptions, Faults, Report};
use fengcai::render::Plan;

use crate::fixture::Fixture;

/// How the inputs of a fixture are written to the disk of the site. What is said of a site must not
/// depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// UTF-8 with `\n`.
    Plain,
    /// UTF-8 with a byte order mark and `\r\n`, as Notepad saves.
    Windows,
    /// GB18030, as old editors save.
    Gb18030,
}

impl Spelling {
    const ALL: [Spelling; 3] = [Spelling::Plain, Spelling::Windows, Spelling::Gb18030];

    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Spelling::Plain => text.as_bytes().to_vec(),
            Spelling::Windows => format!("\u{FEFF}{}", text.replace('\n', "\r\n")).into_bytes(),
            Spelling::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        }
    }
}

/// The files of a fixture: its inputs over the test theme over what the program carries.
pub(crate) fn files(fixture: &Fixture, spelling: Spelling) -> Arc<dyn Files> {
    let mut memory = MemoryFiles::default();
    for (path, text) in &fixture.inputs {
        let is_text = matches!(FilePath::new(path).extension().as_str(), "md" | "yaml");
        let bytes = if is_text { spelling.bytes(text) } else { text.as_bytes().to_vec() };
        memory = memory.with(path, bytes);
    }
    Arc::new(Layered::new(vec![Arc::new(memory), test_theme(), pipeline::embedded()]))
}

/// A theme of a few lines a page, so that fixtures show the model and not a design.
fn test_theme() -> Arc<dyn Files> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/theme");
    let mut memory = MemoryFiles::default();
    for path in below(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        memory = memory.with(&format!("themes/test/{name}"), std::fs::read(&path).unwrap());
    }
    Arc::new(memory)
}

pub(crate) fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The options that a fixture asks for.
pub(crate) fn options(fixture: &Fixture) -> BuildOptions {
    let today = fixture.option("today").unwrap_or("2026-11-20").parse().unwrap();
    let asked = |name: &str| fixture.option(name).is_some();
    BuildOptions {
        today: Some(today),
        now: jiff::Timestamp::UNIX_EPOCH,
        drafts: if asked("drafts") { Drafts::Shown } else { Drafts::Hidden },
        future: if asked("future") { Future::Shown } else { Future::Hidden },
        faults: if asked("keep-going") { Faults::LeaveOut } else { Faults::Refuse },
    }
}

/// One problem as fixtures write it.
pub(crate) fn print_report(report: &Report) -> String {
    let diagnostic = &report.diagnostic;
    let severity = format!("{:?}", diagnostic.severity).to_lowercase();
    let mut text = format!("{severity}[{}]", diagnostic.code);
    if let Some(place) = &diagnostic.place {
        text.push_str(&format!(" {}", place.file));
    }
    if let Some(at) = &report.location {
        text.push_str(&format!(":{}:{}+{}", at.line, at.column, at.width));
    }
    text.push_str(&format!("\n  {}\n  {}\n", diagnostic.message.zh, diagnostic.message.en));
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("  = {}\n  = {}\n", help.zh, help.en));
    }
    text
}

/// A route of the theme without the hash of its bytes, so that a change of style changes no fixture.
fn without_fingerprint(route: &str) -> String {
    let is_hash = |part: &&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = route.split('.').map(|part| if is_hash(&part) { "HASH" } else { part }).collect();
    parts.join(".")
}

/// What a plan gives under one name of a fixture.
fn actual(name: &str, plan: &Plan, reports: &[Report]) -> String {
    match name {
        "diagnostics" => reports.iter().map(print_report).collect(),
        "routes" => plan.routes().map(|route| format!("{}\n", without_fingerprint(route.as_str()))).collect(),
        route => {
            let rendered = plan.run(&Route::file(route));
            let problems: String =
                rendered.diagnostics.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
            let mut text = String::from_utf8_lossy(&rendered.bytes).into_owned() + &problems;
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text
        }
    }
}

fn check(path: &Path) -> Result<(), String> {
    let fixture = Fixture::read(path);
    let mut seen = fixture.clone();
    let update = std::env::var_os("UPDATE").is_some();
    for spelling in Spelling::ALL {
        if fixture.option("encodings").is_some() && spelling != Spelling::Plain {
            continue;
        }
        let files = files(&fixture, spelling);
        let outcome = pipeline::plan(files.clone(), &options(&fixture));
        let reports = pipeline::locate(&*files, outcome.diagnostics);
        for (name, expected) in &mut seen.expected {
            let actual = actual(name, &outcome.value, &reports);
            if update && spelling == Spelling::Plain {
                *expected = actual;
            } else if *expected != actual {
                let shown = path.file_name().unwrap().to_string_lossy().into_owned();
                return Err(format!(
                    "{shown}, {spelling:?}: {name} differs\n--- expected\n{expected}--- actual\n{actual}"
                ));
            }
        }
    }
    if update {
        std::fs::write(path, seen.print()).unwrap();
    }
    Ok(())
}

#[test]
fn every_site_builds_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let sites: Vec<PathBuf> = below(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "site"))
        .collect();
    assert!(!sites.is_empty(), "no fixtures were found");
    let faults: Vec<String> = sites.iter().filter_map(|path| check(path).err()).collect();
    assert!(faults.is_empty(), "{} of {} sites differ\n\n{}", faults.len(), sites.len(), faults.join("\n\n"));
}
