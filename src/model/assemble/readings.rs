//! What was read in the front matter of cases, for the next plan.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::slug::Slugger;
use crate::base::{Diagnostic, Memo, Route};
use crate::config::Vocabulary;
use crate::model::TextFacts;
use crate::model::read::{CaseText, Lexicon, read_case};
use crate::parse::Document;
use crate::yaml::Map;

use super::desk::{Wishes, facts};
use super::names::segment;
use super::tied::Tied;
use super::titles;

/// What was read in the front matter of cases, and what became of them, so that the next site reads and ties
/// only those that changed. A site does not depend on it.
#[derive(Debug, Default)]
pub struct Readings {
    /// What all were read with.
    means: Mutex<Option<(Vocabulary, Arc<Slugger>)>>,
    cases: Memo<Known, Arc<Reading>>,
    pub(super) tied: Mutex<Option<Tied>>,
}

/// A document that is known by its address: plans that follow each other share it for as long as its file stays
/// the same.
#[derive(Debug)]
struct Known(Arc<Document>);

impl PartialEq for Known {
    fn eq(&self, other: &Known) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A case as it was read, and what is wrong with it.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// What it was read from.
    front: Arc<Map>,
    pub(super) text: Arc<CaseText>,
    pub(super) facts: Arc<TextFacts>,
    pub(super) wishes: Wishes,
    /// Its title, if it is written.
    pub(super) title: Option<Arc<str>>,
    pub(super) problems: Arc<[Diagnostic]>,
    /// The last segment of its route.
    pub(super) slug: Arc<str>,
    pub(super) route: Route,
}

impl Reading {
    fn of(document: &Document, lexicon: &Lexicon, slugger: &Slugger) -> Reading {
        let outcome = read_case(document, lexicon);
        let slug = segment(slugger, outcome.value.slug.as_ref(), &document.path);
        let front = &outcome.value.front;
        Reading {
            front: document.front.map.clone(),
            facts: facts(document),
            wishes: Wishes { draft: front.draft, date: front.date, expires: front.expires },
            title: titles::written(&outcome.value.title).map(|title| titles::on_one_line(title).into()),
            problems: outcome.diagnostics.into(),
            route: Route::folder(&format!("cases/{slug}")),
            slug: slug.into(),
            text: Arc::new(outcome.value),
        }
    }

    /// The same case after an edit that left its front matter alone. What did not change stays the same value,
    /// which others may know it by.
    fn with(&self, document: &Document) -> Reading {
        let facts = facts(document);
        let facts = if *facts == *self.facts { self.facts.clone() } else { facts };
        Reading { facts, ..self.clone() }
    }
}

impl Readings {
    /// Reads the front matter of cases. Of a case that was edited below its front matter nothing is read
    /// again.
    pub(super) fn cases(
        &self,
        documents: &[Arc<Document>],
        vocabulary: &Vocabulary,
        (lexicon, slugger): (&Lexicon, &Arc<Slugger>),
    ) -> Vec<Arc<Reading>> {
        let mut known = self.means.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same =
            |(words, names): &(Vocabulary, Arc<Slugger>)| words == vocabulary && Arc::ptr_eq(names, slugger);
        if !known.as_ref().is_some_and(is_same) {
            self.cases.clear();
            *known = Some((vocabulary.clone(), slugger.clone()));
        }
        let read = |document: &Arc<Document>, before: Option<&Arc<Reading>>| {
            let before = before.filter(|before| before.front == document.front.map);
            Arc::new(match before {
                Some(before) => before.with(document),
                None => Reading::of(document, lexicon, slugger),
            })
        };
        let from = |document: &Arc<Document>| Known(document.clone());
        self.cases.of_all(documents, |document| &document.path, from, read)
    }
}
