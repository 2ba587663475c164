//! Ways into the readers, for tests.

use std::sync::Arc;

use crate::base::{Diagnostic, FilePath, Outcome, Span};
use crate::config::Vocabulary;
use crate::parse::{Document, Front};
use crate::scan::SourceKind;

use super::{CaseText, Lexicon, read_case};

pub(in crate::model) fn lexicon() -> Lexicon {
    Lexicon::new(&Vocabulary::built_in())
}

/// A document of a kind from its front matter.
pub(in crate::model) fn document(path: &str, kind: SourceKind, yaml: &str) -> Document {
    let path = FilePath::new(path);
    let front = crate::yaml::parse(&path, yaml, 0);
    Document {
        kind,
        digest: "".into(),
        front: Front { map: front.value.into(), span: Some(Span::new(0..yaml.len())) },
        body: Span::new(yaml.len()..yaml.len()),
        outline: Arc::default(),
        diagnostics: front.diagnostics,
        path,
    }
}

/// A case read from its front matter, with all that is told about it.
pub(in crate::model) fn case(yaml: &str) -> Outcome<CaseText> {
    let document = document("content/cases/a.md", SourceKind::Case, yaml);
    let mut outcome = read_case(&document, &lexicon());
    outcome.diagnostics.splice(0..0, document.diagnostics);
    outcome
}

/// The part of `yaml` that a problem points at.
pub(in crate::model) fn pointed(problem: &Diagnostic, yaml: &str) -> String {
    let place = problem.place.as_ref().unwrap_or_else(|| panic!("{problem} has no place"));
    let range = crate::yaml::locate(yaml, &place.spot).unwrap_or_else(|| panic!("{problem} points nowhere"));
    yaml[range].to_owned()
}

/// All that is told about a case: codes and what they point at.
pub(in crate::model) fn told(yaml: &str) -> Vec<(String, String)> {
    let problems = case(yaml).diagnostics;
    problems.iter().map(|problem| (problem.code.to_string(), pointed(problem, yaml))).collect()
}
