//! What earlier plans worked out, for the next one.
//!
//! Most edits change words. What a case says in its front matter and which sections it binds to dimensions
//! stay what they were, and so does whatever follows from these alone.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::slug::Slugger;
use crate::base::{Diagnostic, Diagnostics, Lang, Memo, Outcome};
use crate::config::{Config, Vocabulary};
use crate::model::{Case, Framework, Institution, Site};
use crate::scan::Inventory;

use super::gathered::Gathered;
use super::links_check::{Checked, Followed};
use super::{Links, Mentions, MergedPractice, links_check, practices};

/// What earlier plans of a site worked out of its cases, so that the next works out only what changed. The
/// relations of a site do not depend on it.
#[derive(Debug, Default)]
pub struct Memory {
    practices: Memo<Practising, Practised>,
    followed: Mutex<Option<Followed>>,
    gathered: Mutex<Option<(Basis, Arc<Gathered>)>>,
}

/// The practices of a case, and what is wrong with them.
#[derive(Clone, Debug)]
pub(super) struct Practised {
    pub(super) practices: Arc<[MergedPractice]>,
    pub(super) problems: Arc<[Diagnostic]>,
}

/// Whether two cases say the same of themselves and are tied to the same. What the front matter says is known by
/// its address: plans that follow each other share it for as long as it stays the same.
fn say_the_same(one: &Arc<Case>, other: &Arc<Case>) -> bool {
    let institution = |case: &Case| case.institution.as_ref().and_then(|named| named.id);
    let taken = |case: &'_ Case| {
        let taken = case.frameworks.iter().map(|taken| (taken.framework, taken.mapping));
        taken.collect::<Vec<_>>()
    };
    Arc::ptr_eq(one, other)
        || Arc::ptr_eq(&one.front, &other.front)
            && institution(one) == institution(other)
            && one.names_lost_framework == other.names_lost_framework
            && taken(one) == taken(other)
}

/// A case, as far as its practices depend on it.
#[derive(Debug)]
struct Practising(Arc<Case>);

impl PartialEq for Practising {
    fn eq(&self, Practising(other): &Practising) -> bool {
        Arc::ptr_eq(&self.0, other)
            || say_the_same(&self.0, other) && self.0.text.outline == other.text.outline
    }
}

/// All that [`Gathered`] is made from.
#[derive(Debug)]
struct Basis {
    vocabulary: Vocabulary,
    lang: Lang,
    slugger: Arc<Slugger>,
    frameworks: Arc<Vec<Framework>>,
    institutions: Arc<Vec<Institution>>,
    cases: Vec<Arc<Case>>,
    practices: Vec<Arc<[MergedPractice]>>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Basis) -> bool {
        let Basis { vocabulary, lang, slugger, frameworks, institutions, cases, practices } = self;
        Arc::ptr_eq(slugger, &other.slugger)
            && *lang == other.lang
            && *vocabulary == other.vocabulary
            && *frameworks == other.frameworks
            && *institutions == other.institutions
            && cases.len() == other.cases.len()
            && cases.iter().zip(&other.cases).all(|(case, other)| say_the_same(case, other))
            && *practices == other.practices
    }
}

impl Memory {
    /// All that addresses may lead to, and where they lead.
    pub(super) fn links(
        &self,
        site: &Site,
        inventory: &Arc<Inventory>,
        mentions: &Arc<dyn Mentions>,
        diagnostics: &mut Diagnostics,
    ) -> (Arc<Links>, Arc<Checked>) {
        let mut last = self.followed.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.take();
        let links = Arc::new(Links::new(site, inventory, before.as_ref().map(|before| before.links())));
        let followed = links_check::check(site, &links, mentions, before, diagnostics);
        let checked = followed.checked().clone();
        *last = Some(followed);
        (links, checked)
    }

    /// The practices of all cases.
    pub(super) fn practices(&self, site: &Site) -> Outcome<Vec<Arc<[MergedPractice]>>> {
        if !self.knows(&site.frameworks) {
            self.practices.clear();
        }
        let finders = practices::Finders::new(site);
        let from = |case: &Arc<Case>| Practising(case.clone());
        let practised = self.practices.of_all(
            &site.cases,
            |case| &case.text.path,
            from,
            |case, _| {
                let read = finders.practices(case);
                Practised { practices: read.value.into(), problems: read.diagnostics.into() }
            },
        );
        let diagnostics = practised.iter().flat_map(|of_case| of_case.problems.iter().cloned()).collect();
        Outcome { value: practised.into_iter().map(|of_case| of_case.practices).collect(), diagnostics }
    }

    /// What is gathered over all cases.
    pub(super) fn gathered(
        &self,
        config: &Config,
        site: &Site,
        practices: &[Arc<[MergedPractice]>],
        slugger: &Arc<Slugger>,
    ) -> Arc<Gathered> {
        let basis = Basis {
            vocabulary: config.vocabulary.clone(),
            lang: config.lang,
            slugger: slugger.clone(),
            frameworks: site.frameworks.clone(),
            institutions: site.institutions.clone(),
            cases: site.cases.clone(),
            practices: practices.to_vec(),
        };
        let mut last = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = last.take().filter(|(before, _)| *before == basis);
        let gathered = fits.map_or_else(
            || Arc::new(Gathered::of(config, site, practices, slugger)),
            |(_, gathered)| gathered,
        );
        *last = Some((basis, gathered.clone()));
        gathered
    }

    /// Whether these were the frameworks of the last plan.
    fn knows(&self, frameworks: &Arc<Vec<Framework>>) -> bool {
        let last = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().is_some_and(|(basis, _)| basis.frameworks == *frameworks)
    }
}
