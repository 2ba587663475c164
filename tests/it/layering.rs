//! A floor imports only floors that stand above it in the list of DESIGN: data flows one way.

use std::path::{Path, PathBuf};

/// The floors in order; each may import those before it, with the exceptions below.
const FLOORS: &[&str] =
    &["base", "yaml", "config", "markdown", "scan", "parse", "model", "relate", "render", "write"];

/// Verbs around the pipeline: each may import all floors and `pipeline`, and no other verb.
const VERBS: &[&str] = &["serve", "publish", "check", "import", "scaffold"];

/// Crates that have one home.
const HOMES: &[(&str, &str)] = &[
    ("serde_yaml", "src/yaml/"),
    ("pulldown_cmark", "src/markdown/"),
    ("ammonia", "src/markdown/"),
    ("tera", "src/render/theme/"),
    ("walkdir", "src/base/files/disk.rs"),
    ("clap", "src/cli/"),
    ("axum", "src/serve/"),
    ("notify", "src/serve/watch.rs"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Names of the modules that a file imports from the crate's root, and the line of each.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or("");
        for (at, _) in code.match_indices("crate::") {
            let name: String =
                code[at + 7..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if !name.is_empty() {
                found.push((number + 1, name));
            }
        }
    }
    found
}

fn may_import(from: &str, to: &str) -> bool {
    if from == to || to == "words" || to == "codes" {
        return true;
    }
    let place = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    match (place(from), place(to)) {
        (Some(from), Some(to)) => to < from,
        (Some(_), None) => false,
        (None, to_floor) => match from {
            "cli" | "lib" | "main" => true,
            "pipeline" => to_floor.is_some(),
            verb if VERBS.contains(&verb) => to_floor.is_some() || to == "pipeline",
            _ => false,
        },
    }
}

#[test]
fn floors_import_only_floors_above_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut faults = Vec::new();
    for file in files {
        let relative = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        let floor = relative.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        for (line, to) in imports(&text) {
            if !may_import(&floor, &to) {
                faults.push(format!("{relative}:{line} imports `{to}`"));
            }
        }
        for (name, home) in HOMES {
            let used = text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{name}::")));
            if used && !relative.starts_with(home) {
                faults.push(format!("{relative} uses `{name}`, whose home is {home}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_import_rule_can_fail() {
    assert!(!may_import("base", "yaml"));
    assert!(!may_import("model", "relate"));
    assert!(!may_import("serve", "publish"));
    assert!(!may_import("render", "pipeline"));
    assert!(may_import("relate", "model"));
    assert_eq!(imports("use crate::relate::Matrix; // crate::write::x"), [(1, "relate".to_owned())]);
}
