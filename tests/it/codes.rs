//! Every kind of problem has a name that a writer can look up, and a test that makes it appear.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fengcai::base::Code;
use fengcai::{pipeline, scaffold};

use crate::fixture::Fixture;
use crate::sites::below;

/// A code that no site in memory makes appear, and the test that does.
struct Elsewhere {
    code: &'static str,
    /// The file of the test, from the root of the project.
    file: &'static str,
    /// The name of the test's function, in whose body the code's name stands.
    test: &'static str,
}

const fn elsewhere(code: &'static str, file: &'static str, test: &'static str) -> Elsewhere {
    Elsewhere { code, file, test }
}

const DISK: &str = "src/base/files/skipped.rs";
const BYTES: &str = "src/base/encoding/tests.rs";
const WRITE: &str = "src/write/tests/mod.rs";
const FAULTS: &str = "src/write/tests/faults.rs";
const PLANNING: &str = "src/render/tests/planning.rs";
const SCAFFOLD: &str = "src/scaffold/tests.rs";
const THEMES: &str = "src/check/tests.rs";
const PARSE: &str = "src/parse/tests.rs";
const CAUSES: &str = "every_cause_has_a_code_of_its_own_and_words";

/// What only a disk, bytes that are no text, a very long text, the run of a template, or writing can show.
const ELSEWHERE: &[Elsewhere] = &[
    elsewhere("oversized-yaml", PARSE, "front_matter_over_the_limit_is_told_once"),
    // Where Windows keeps the repository, no fixture can have such a name.
    elsewhere("unportable-name", "src/scan/tests.rs", "names_that_windows_refuses_are_told"),
    elsewhere("name-encoding", DISK, CAUSES),
    elsewhere("name-backslash", DISK, CAUSES),
    elsewhere("outward-link", DISK, CAUSES),
    elsewhere("broken-symbolic-link", DISK, CAUSES),
    elsewhere("link-cycle", DISK, CAUSES),
    elsewhere("link-multitude", DISK, CAUSES),
    elsewhere("special-file", DISK, CAUSES),
    elsewhere("unreadable-folder", DISK, CAUSES),
    elsewhere("file-for-folder", DISK, CAUSES),
    elsewhere("folder-spelling", DISK, CAUSES),
    elsewhere("changed-file", PLANNING, "a_text_that_changed_or_cannot_be_read_spoils_its_page_only"),
    elsewhere("unreadable-file", PLANNING, "a_text_that_changed_or_cannot_be_read_spoils_its_page_only"),
    elsewhere("oversized-file", BYTES, "large_files_are_refused"),
    elsewhere("legacy-encoding", BYTES, "big5_is_read_and_told_with_the_cure"),
    elsewhere("undecodable-bytes", BYTES, "damaged_utf8_is_told_with_its_line"),
    elsewhere("template-fault", PLANNING, "a_fault_of_a_template_is_told_once_with_the_number_of_pages"),
    elsewhere("unknown-template-field", THEMES, "a_misspelt_field_is_told_where_it_stands"),
    elsewhere("unused-theme-part", THEMES, "parts_without_a_use_are_told"),
    elsewhere("untranslated-phrase", THEMES, "a_phrase_of_one_language_is_told"),
    elsewhere("unknown-theme-part", "src/scaffold/theme.rs", "what_the_theme_does_not_have_is_told"),
    elsewhere("edited-output", WRITE, "an_edited_file_is_restored_and_told"),
    elsewhere("edited-leftover", WRITE, "an_edited_file_that_is_no_longer_planned_is_left_and_told_once"),
    elsewhere("leftover-folder", FAULTS, "a_file_that_cannot_be_replaced_is_told_and_the_rest_is_written"),
    elsewhere("unsafe-output", "src/write/guard.rs", "output_that_overlaps_is_refused_with_the_reason"),
    elsewhere("damaged-manifest", WRITE, "a_damaged_manifest_is_told_and_equal_files_are_adopted"),
    elsewhere("newer-manifest", WRITE, "a_damaged_manifest_is_told_and_equal_files_are_adopted"),
    elsewhere("foreign-file", WRITE, "differing_files_of_others_are_all_named_and_nothing_is_written"),
    elsewhere("output-collision", WRITE, "routes_that_collide_are_refused"),
    elsewhere("unwritable-route", WRITE, "routes_that_collide_are_refused"),
    elsewhere("obstructed-route", WRITE, "what_stands_in_the_way_is_named_and_nothing_is_written"),
    elsewhere("blocked-spool", WRITE, "a_blocked_spool_is_told"),
    elsewhere("busy-output", WRITE, "a_second_build_at_the_same_time_is_refused"),
    elsewhere("full-folder", SCAFFOLD, "a_folder_in_use_is_left_as_it_is"),
    elsewhere("nested-site", SCAFFOLD, "a_site_stands_beside_others_and_not_in_what_they_read"),
    elsewhere("taken-name", SCAFFOLD, "nothing_is_overwritten"),
    elsewhere("unusable-name", SCAFFOLD, "a_name_that_means_something_else_is_told"),
    elsewhere("unwritten-file", SCAFFOLD, "a_starter_that_cannot_be_written_leaves_nothing"),
    elsewhere("unwritable-output", FAULTS, "a_disk_that_is_full_from_the_start_changes_nothing_and_is_told"),
];

/// Every code: those of a plan, which `site.yaml` may lower, and the refusals of verbs that stand around
/// it, which it may not.
pub(crate) fn codes() -> Vec<&'static Code> {
    [pipeline::codes(), scaffold::codes()].concat()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut files = below(&root().join(folder));
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files
}

/// A diagnostic that a fixture expects.
#[derive(Debug)]
pub(crate) struct Shown {
    path: PathBuf,
    /// What it says in Chinese.
    pub(crate) message: String,
    /// The cure in Chinese.
    pub(crate) help: Option<String>,
}

/// Names of the codes that fixtures expect among the diagnostics, each with the first of one fixture.
pub(crate) fn shown() -> BTreeMap<String, Shown> {
    let mut shown = BTreeMap::new();
    for path in files_below("tests/sites", "site") {
        let expected = Fixture::read(&path).expected;
        for (_, text) in expected.iter().filter(|(name, _)| name == "diagnostics") {
            let mut lines = text.lines().peekable();
            while let Some(line) = lines.next() {
                let Some(code) = code_of(line) else { continue };
                let message = lines.next().unwrap_or_default().trim().to_owned();
                lines.next();
                let help = lines.peek().and_then(|line| line.strip_prefix("  = ")).map(str::to_owned);
                let path = path.clone();
                shown.entry(code.to_owned()).or_insert(Shown { path, message, help });
            }
        }
    }
    shown
}

/// `error[dead-link] content/a.md:1:1+3` → `dead-link`.
fn code_of(line: &str) -> Option<&str> {
    let opened = ["error[", "warning[", "hint["].iter().find_map(|opening| line.strip_prefix(opening))?;
    Some(opened.split_once(']')?.0)
}

/// Names that stand in the `codes!` of a source file.
fn declared(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("\ncodes! {\n") {
        let (block, after) = after.split_once("\n}\n").unwrap();
        let quoted = block.lines().filter_map(|line| line.split_once(" = \"")?.1.split_once('"'));
        names.extend(quoted.map(|(name, _)| name));
        rest = after;
    }
    names
}

/// The text of a function, from its name to the brace that closes it.
fn body_of<'t>(text: &'t str, function: &str) -> Option<&'t str> {
    let at = text.find(&format!("fn {function}("))?;
    let line = text[..at].rfind('\n')? + 1;
    let closing = format!("\n{}}}\n", &text[line..at]);
    text[at..].split_once(&closing).map(|(body, _)| body)
}

/// Whether a test speaks of a code, by its name or by that of its static.
fn speaks_of(body: &str, code: &str) -> bool {
    body.contains(&format!("\"{code}\"")) || body.contains(&code.replace('-', "_").to_uppercase())
}

#[test]
fn no_code_is_missing_from_the_list_of_all() {
    let listed: BTreeSet<&str> = codes().iter().map(|code| code.name).collect();
    let mut seen = 0;
    for path in files_below("src", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        for name in declared(&text) {
            assert!(listed.contains(name), "{name} of {} is in no list of its floor", path.display());
            seen += 1;
        }
    }
    assert_eq!(seen, codes().len(), "a code is listed that was not found among the sources");
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9FFF}')
}

#[test]
fn names_are_noun_phrases_and_distinct() {
    // Words that make a sentence or an adjective of a name: `file-is-missing`, `phrase-unusable`.
    let verbs = ["is", "are", "was", "not", "too", "cannot", "must", "has", "a", "the"];
    let adjectives = ["unusable", "unknown", "missing", "wrong", "long", "deep", "empty", "invalid"];
    let mut names = BTreeSet::new();
    for code in codes() {
        let name = code.name;
        assert!(names.insert(name), "two codes are called {name}");
        let words: Vec<&str> = name.split('-').collect();
        let is_word = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(words.iter().all(is_word), "{name} is not in kebab case");
        assert!(!words.iter().any(|word| verbs.contains(word)), "{name} is no noun phrase");
        assert!(!words.last().is_some_and(|last| adjectives.contains(last)), "{name} is no noun phrase");
    }
}

#[test]
fn each_code_is_explained_in_both_languages() {
    for code in codes() {
        let (name, zh, en) = (code.name, code.zh, code.en);
        assert!(zh.chars().any(is_han) && zh.ends_with('。'), "{name}: {zh}");
        // Names that are typed in Chinese may stand in English sentences.
        let words: String = en.split('`').step_by(2).collect();
        assert!(
            en.ends_with('.') && en.starts_with(|first: char| first.is_uppercase() || first == '`'),
            "{name}: {en}"
        );
        assert!(!words.chars().any(is_han), "{name}: {en}");
    }
}

#[test]
fn every_code_appears_in_a_site() {
    let shown = shown();
    let all: BTreeSet<&str> = codes().iter().map(|code| code.name).collect();
    let told: BTreeSet<&str> = ELSEWHERE.iter().map(|elsewhere| elsewhere.code).collect();
    let missing: Vec<_> =
        all.iter().filter(|name| !shown.contains_key(**name) && !told.contains(*name)).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
    let unknown: Vec<_> = shown.iter().filter(|(name, _)| !all.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "fixtures show what is in no list: {unknown:?}");
}

#[test]
fn what_no_site_can_show_is_shown_by_a_test() {
    let shown = shown();
    let mut told = BTreeSet::new();
    for Elsewhere { code, file, test } in ELSEWHERE {
        assert!(told.insert(code), "{code} is there twice");
        assert!(codes().iter().any(|known| known.name == *code), "there is no code {code}");
        let site = shown.get(*code).map(|shown| &shown.path);
        assert!(site.is_none(), "{code} is shown by {site:?}, so it does not belong here");
        let text = std::fs::read_to_string(root().join(file)).unwrap().replace("\r\n", "\n");
        let body = body_of(&text, test).unwrap_or_else(|| panic!("{file} has no test {test}"));
        assert!(speaks_of(body, code), "{test} of {file} does not speak of {code}");
    }
}

#[test]
fn the_readers_of_sources_can_fail() {
    let source = "use x;\n\ncodes! {\n    A_B = \"a-b\" Error {\n        \"甲\",\n        \"x\"\n    }\n}\n\n#[test]\nfn one() {\n    told(&A_B);\n}\n";
    assert_eq!(declared(source), ["a-b"]);
    let body = body_of(source, "one").unwrap();
    assert!(speaks_of(body, "a-b") && !speaks_of(body, "b-c"));
    assert_eq!(body_of(source, "two"), None);
    assert_eq!(code_of("warning[a-b] x.md:1:1+1"), Some("a-b"));
    assert_eq!(code_of("  a message [a-b]"), None);
}
