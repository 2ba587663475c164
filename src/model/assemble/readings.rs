//! What was read in the front matter of cases, for the next plan.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::{Diagnostic, FilePath, Memo};
use crate::config::Vocabulary;
use crate::model::read::{CaseText, Lexicon, read_case};
use crate::parse::Document;

/// What was read in the front matter of cases, so that the next site reads only those that changed. A
/// site does not depend on it.
#[derive(Debug, Default)]
pub struct Readings {
    /// The vocabulary that all were read with.
    vocabulary: Mutex<Option<Vocabulary>>,
    cases: Memo<Arc<Document>, Reading>,
}

/// A case as it was read, and what is wrong with it.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) text: Arc<CaseText>,
    pub(super) problems: Arc<[Diagnostic]>,
}

impl Readings {
    /// Reads the front matter of cases.
    pub(super) fn cases(
        &self,
        documents: &[(FilePath, Arc<Document>)],
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
    ) -> Vec<Reading> {
        let mut known = self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner);
        if known.as_ref() != Some(vocabulary) {
            self.cases.clear();
            *known = Some(vocabulary.clone());
        }
        self.cases.of_all(documents, |_, document| {
            let outcome = read_case(document, lexicon);
            Reading { text: Arc::new(outcome.value), problems: outcome.diagnostics.into() }
        })
    }
}
