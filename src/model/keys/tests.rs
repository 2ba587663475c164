use std::collections::BTreeMap;

use crate::model::read::testing::{case, document};
use crate::model::read::{read_column, read_framework, read_institution, read_page};
use crate::scan::SourceKind;

use super::*;
use crate::yaml::Key;

/// Front matter in which a map of the table stands with `entry` in it, beside the name that it needs.
fn front(table: &str, entry: &str, key: &Key) -> String {
    let inside = |parent: &str, name: &str| {
        let named =
            if key.en == "name" || key.en == "label" { String::new() } else { format!("    {name}: 甲\n") };
        format!("{parent}:\n{named}    {entry}\n")
    };
    let in_list = |parent: &str, name: &str| inside(parent, name).replacen(":\n   ", ":\n  -", 1);
    match table {
        "institution-of-case" => inside("institution", "name"),
        "branch" => inside("branch", "name"),
        "period" => inside("period", "stated").replace("    stated: 甲\n", ""),
        "source" => inside("source", "name"),
        "programme" => in_list("programmes", "name"),
        "framework-of-case" => in_list("frameworks", "name"),
        "practice" => in_list("practices", "name"),
        "figure" => in_list("figures", "label"),
        "honour" => in_list("honours", "name"),
        "dimension" => in_list("dimensions", "name"),
        "menu-of-page" => inside("menu", "name"),
        "cascade" => format!("cascade:\n    {entry}\n"),
        _ => format!("{entry}\n"),
    }
}

fn told(table: &str, entry: &str, key: &Key) -> Vec<String> {
    let text = front(table, entry, key);
    let of = |kind| document("content/a.md", kind, &text);
    let (parsed, read) = match table {
        "framework" | "dimension" => {
            let document = of(SourceKind::Framework);
            (document.diagnostics.clone(), read_framework(&document).diagnostics)
        }
        "institution" => {
            let document = of(SourceKind::Institution);
            (document.diagnostics.clone(), read_institution(&document).diagnostics)
        }
        "page" => (of(SourceKind::Page).diagnostics, read_page(&of(SourceKind::Page)).diagnostics),
        "menu-of-page" => (of(SourceKind::Page).diagnostics, read_page(&of(SourceKind::Page)).diagnostics),
        "column" | "cascade" => {
            (of(SourceKind::Column).diagnostics, read_column(&of(SourceKind::Column)).diagnostics)
        }
        _ => (Vec::new(), case(&text).diagnostics),
    };
    parsed.iter().chain(&read).map(|problem| format!("{problem} in {text}")).collect()
}

/// Reports that an example alone must cause: the rest of its map is missing.
fn is_expected(table: &str, key: &str, report: &str) -> bool {
    matches!(
        (table, key),
        ("framework" | "framework-of-case" | "practice" | "dimension", "declared" | "dimensions") if report.contains("count-mismatch")
    ) || (table == "figure" && key == "parts" && report.contains("parts-mismatch"))
}

#[test]
fn every_example_is_read_without_a_word() {
    for table in TABLES {
        for key in table.keys {
            for name in [key.en, key.zh] {
                let told = told(table.name, &format!("{name}: {}", key.example), key);
                let unexpected: Vec<_> =
                    told.iter().filter(|report| !is_expected(table.name, key.en, report)).collect();
                assert!(unexpected.is_empty(), "{} `{name}`: {unexpected:?}", table.name);
            }
        }
    }
}

#[test]
fn no_name_means_two_keys_of_a_table() {
    for table in TABLES {
        let mut known = BTreeMap::new();
        for key in table.keys {
            for name in key.names() {
                let first = table.find(name).unwrap();
                assert_eq!(first.en, key.en, "`{name}` in {}", table.name);
                let other = known.insert(name, key.en);
                assert_eq!(other, None, "`{name}` in {}", table.name);
            }
        }
    }
}

#[test]
fn everything_is_explained_in_both_languages() {
    for table in TABLES {
        for key in table.keys {
            assert!(!key.zh.is_ascii() && !key.doc_zh.is_ascii() && key.doc_zh.ends_with('。'), "{}", key.en);
            assert!(key.en.is_ascii() && key.doc_en.ends_with('.') && !key.example.is_empty(), "{}", key.en);
        }
    }
    let mut names: Vec<_> = TABLES.iter().map(|table| table.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), TABLES.len());
}
