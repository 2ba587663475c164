//! What was read in the front matter of cases, for the next plan.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::slug::Slugger;
use crate::base::{Diagnostic, Memo, Route};
use crate::config::Vocabulary;
use crate::model::read::{CaseText, Lexicon, read_case};
use crate::parse::Document;
use crate::yaml::Map;

use super::names::segment;
use super::titles;

/// What was read in the front matter of cases, so that the next site reads only those that changed. A
/// site does not depend on it.
#[derive(Debug, Default)]
pub struct Readings {
    /// What all were read with.
    means: Mutex<Option<(Vocabulary, Arc<Slugger>)>>,
    cases: Memo<Arc<Map>, Reading>,
}

/// A case as it was read, and what is wrong with it.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) text: Arc<CaseText>,
    /// Its title, if it is written.
    pub(super) title: Option<Arc<str>>,
    pub(super) problems: Arc<[Diagnostic]>,
    /// The last segment of its route.
    pub(super) slug: Arc<str>,
    pub(super) route: Route,
}

impl Readings {
    /// Reads the front matter of cases. Of a case that was edited below its front matter nothing is read
    /// again, so that what it says stays the same value, which others may know it by.
    pub(super) fn cases(
        &self,
        documents: &[Arc<Document>],
        vocabulary: &Vocabulary,
        (lexicon, slugger): (&Lexicon, &Arc<Slugger>),
    ) -> Vec<Reading> {
        let mut known = self.means.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same =
            |(words, names): &(Vocabulary, Arc<Slugger>)| words == vocabulary && Arc::ptr_eq(names, slugger);
        if !known.as_ref().is_some_and(is_same) {
            self.cases.clear();
            *known = Some((vocabulary.clone(), slugger.clone()));
        }
        let read = |document: &Arc<Document>| {
            let outcome = read_case(document, lexicon);
            let slug = segment(slugger, outcome.value.slug.as_ref(), &document.path);
            let route = Route::folder(&format!("cases/{slug}"));
            let problems = outcome.diagnostics.into();
            let title = titles::written(&outcome.value.title).map(|title| titles::on_one_line(title).into());
            Reading { text: Arc::new(outcome.value), title, problems, slug: slug.into(), route }
        };
        self.cases.of_all(documents, |document| &document.path, |document| document.front.map.clone(), read)
    }
}
