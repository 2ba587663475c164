//! Whole sites in one text file.
//!
//! ```text
//! What this site shows, in a sentence or two.
//! -- content/cases/a.md --
//! an input file, up to the next line of this kind
//! == diagnostics ==
//! what the plan says, one problem a paragraph
//! == routes ==
//! every output file, one a line; `…` stands for the rest
//! == cases/a/index.html ==
//! the bytes of one output
//! ```
//!
//! A line `! drafts`, `! future`, `! keep-going`, `! today 2026-11-20`, `! encodings utf-8` before the
//! first file sets an option. `UPDATE=1 cargo test` rewrites what stands under `==`.

use std::path::Path;

/// A site and what is expected of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fixture {
    /// Sentences and options before the first file.
    pub(crate) preface: String,
    /// Input files in order.
    pub(crate) inputs: Vec<(String, String)>,
    /// Expectations in order: a name and a text.
    pub(crate) expected: Vec<(String, String)>,
}

impl Fixture {
    /// Reads a fixture.
    pub(crate) fn read(path: &Path) -> Fixture {
        Fixture::parse(&std::fs::read_to_string(path).unwrap())
    }

    /// Takes a fixture's text apart.
    pub(crate) fn parse(text: &str) -> Fixture {
        enum Part {
            Preface,
            Input,
            Expected,
        }
        let mut fixture = Fixture::default();
        let mut part = Part::Preface;
        for line in text.split_inclusive('\n') {
            if let Some(name) = header(line, "-- ", " --") {
                fixture.inputs.push((name.to_owned(), String::new()));
                part = Part::Input;
            } else if let Some(name) = header(line, "== ", " ==") {
                fixture.expected.push((name.to_owned(), String::new()));
                part = Part::Expected;
            } else {
                match part {
                    Part::Preface => fixture.preface.push_str(line),
                    Part::Input => fixture.inputs.last_mut().unwrap().1.push_str(line),
                    Part::Expected => fixture.expected.last_mut().unwrap().1.push_str(line),
                }
            }
        }
        fixture
    }

    /// Puts a fixture together again.
    pub(crate) fn print(&self) -> String {
        let mut text = self.preface.clone();
        for (name, content) in &self.inputs {
            text.push_str(&format!("-- {name} --\n{content}"));
        }
        for (name, content) in &self.expected {
            text.push_str(&format!("== {name} ==\n{content}"));
            if !content.is_empty() && !content.ends_with('\n') {
                text.push('\n');
            }
        }
        text
    }

    /// The value of an option, if it is set: `! today 2026-11-20`.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        self.preface
            .lines()
            .filter_map(|line| line.strip_prefix("! "))
            .find_map(|option| option.strip_prefix(name))
            .map(str::trim)
    }
}

fn header<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    line.trim_end_matches(['\n', '\r']).strip_prefix(before)?.strip_suffix(after)
}

#[test]
fn a_fixture_prints_as_it_was_read() {
    let text = "About.\n! drafts\n-- a.md --\nx\n\n-- b.md --\n== diagnostics ==\n== routes ==\nindex.html\n";
    let fixture = Fixture::parse(text);
    assert_eq!(fixture.print(), text);
    assert_eq!(fixture.option("drafts"), Some(""));
    assert_eq!(fixture.option("future"), None);
    assert_eq!(fixture.inputs[0].1, "x\n\n");
}
