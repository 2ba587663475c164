//! What earlier plans worked out, for the next one.
//!
//! Most edits change words. What a case says in its front matter and which sections it binds to dimensions
//! stay what they were, and so does whatever follows from these alone.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::slug::Slugger;
use crate::base::{Diagnostic, Lang, Memo};
use crate::config::{Config, Vocabulary};
use crate::markdown::Outline;
use crate::model::{Case, CaseFront, Framework, FrameworkId, Institution, InstitutionId, Mapping, Site};

use super::gathered::Gathered;
use super::{MergedPractice, practices};

/// What earlier plans of a site worked out of its cases, so that the next works out only what changed. The
/// relations of a site do not depend on it.
#[derive(Debug, Default)]
pub struct Memory {
    practices: Memo<(Stance, Arc<Outline>), Practised>,
    gathered: Mutex<Option<(Basis, Arc<Gathered>)>>,
}

/// The practices of a case, and what is wrong with them.
#[derive(Clone, Debug)]
pub(super) struct Practised {
    pub(super) practices: Arc<[MergedPractice]>,
    pub(super) problems: Arc<[Diagnostic]>,
}

/// What a case says of itself, and what that is tied to.
#[derive(Clone, Debug)]
struct Stance {
    /// Known by its address: plans that follow each other share it for as long as it stays the same.
    front: Arc<CaseFront>,
    institution: Option<InstitutionId>,
    frameworks: Vec<(FrameworkId, Mapping)>,
    names_lost_framework: bool,
}

impl Stance {
    fn of(case: &Case) -> Stance {
        Stance {
            front: case.front.clone(),
            institution: case.institution.as_ref().and_then(|named| named.id),
            frameworks: case.frameworks.iter().map(|taken| (taken.framework, taken.mapping)).collect(),
            names_lost_framework: case.names_lost_framework,
        }
    }
}

impl PartialEq for Stance {
    fn eq(&self, other: &Stance) -> bool {
        let Stance { front, institution, frameworks, names_lost_framework } = self;
        Arc::ptr_eq(front, &other.front)
            && *institution == other.institution
            && *frameworks == other.frameworks
            && *names_lost_framework == other.names_lost_framework
    }
}

/// All that [`Gathered`] is made from.
#[derive(Debug)]
struct Basis {
    vocabulary: Vocabulary,
    lang: Lang,
    slugger: Arc<Slugger>,
    frameworks: Vec<Framework>,
    institutions: Vec<Institution>,
    stances: Vec<Stance>,
    practices: Vec<Arc<[MergedPractice]>>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Basis) -> bool {
        let Basis { vocabulary, lang, slugger, frameworks, institutions, stances, practices } = self;
        Arc::ptr_eq(slugger, &other.slugger)
            && *lang == other.lang
            && *vocabulary == other.vocabulary
            && *frameworks == other.frameworks
            && *institutions == other.institutions
            && *stances == other.stances
            && *practices == other.practices
    }
}

impl Memory {
    /// The practices of all cases.
    pub(super) fn practices(&self, site: &Site) -> Vec<Practised> {
        if !self.knows(&site.frameworks) {
            self.practices.clear();
        }
        let finders = practices::Finders::new(site);
        let from = |case: &Case| (Stance::of(case), case.text.outline.clone());
        self.practices.of_all(
            &site.cases,
            |case| &case.text.path,
            from,
            |case| {
                let read = finders.practices(case);
                Practised { practices: read.value.into(), problems: read.diagnostics.into() }
            },
        )
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
            stances: site.cases.iter().map(Stance::of).collect(),
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
    fn knows(&self, frameworks: &[Framework]) -> bool {
        let last = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().is_some_and(|(basis, _)| basis.frameworks == frameworks)
    }
}
