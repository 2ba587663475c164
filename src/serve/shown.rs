//! One plan of the site, as it is shown. Where a file has an error, its last version without one stands
//! in for it, so that a slip of the pen takes no page away. A file that was removed does not come back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::base::files::{Files, HeldFiles, Layered, MemoryFiles};
use crate::base::{Diagnostic, FilePath, Outcome, Severity};
use crate::pipeline::{self, BuildOptions, Memory, Report};
use crate::render::Plan;

use super::address;
use super::hidden::HiddenPages;
use super::recent::Recent;

/// The last version without an error of every text: that of the files that were planned, but for the texts
/// that had an error in them.
#[derive(Clone, Default)]
pub(super) struct Good {
    own: Option<Arc<HeldFiles>>,
    /// Of a text with an error, the last version without one, if there was any.
    instead: BTreeMap<FilePath, Option<Arc<[u8]>>>,
}

impl Good {
    fn text(&self, path: &FilePath) -> Option<Arc<[u8]>> {
        match self.instead.get(path) {
            Some(last) => last.clone(),
            None => self.own.as_ref()?.text(path),
        }
    }

    /// What is good after a plan of files in which some had an error.
    fn after(&self, own: &Arc<HeldFiles>, faulty: &BTreeSet<FilePath>) -> Good {
        let instead = faulty.iter().map(|path| (path.clone(), self.text(path))).collect();
        Good { own: Some(own.clone()), instead }
    }
}

/// One plan of the site.
pub(super) struct Shown {
    pub(super) plan: Plan,
    /// What was found, in the files as they are.
    pub(super) reports: Vec<Report>,
    /// The path below which the site is shown: `/`, or that of its `base_url`.
    pub(super) base: String,
    pub(super) good: Good,
    /// What was made of it last.
    pub(super) recent: Recent,
    /// What of the site is hidden, once somebody asks for it.
    hidden: OnceLock<HiddenPages>,
}

impl Shown {
    /// Plans a snapshot of the site's own files, after one in which the `good` texts had no error.
    pub(super) fn plan(own: &Arc<HeldFiles>, good: &Good, memory: &Memory, options: &BuildOptions) -> Shown {
        let mut instead = MemoryFiles::new();
        let mut replaced: BTreeSet<FilePath> = BTreeSet::new();
        let mut told: Vec<Report> = Vec::new();
        loop {
            let upper: Arc<dyn Files> = Arc::new(instead.clone());
            let files = pipeline::site_files(Arc::new(Layered::new(vec![upper, own.clone()])));
            let Outcome { value: plan, diagnostics } = pipeline::plan_after(memory, files.clone(), options);
            let faulty = faulty(&diagnostics);
            let unreadable = own.unreadable();
            let found: Vec<FilePath> = faulty
                .iter()
                .filter(|path| !replaced.contains(*path))
                .filter(|path| unreadable.contains(*path) || own.text(path).is_some())
                .filter(|path| good.text(path).is_some_and(|good| own.text(path) != Some(good)))
                .cloned()
                .collect();
            let is_last = found.is_empty();
            let is_told = |diagnostic: &Diagnostic| {
                let file = diagnostic.place.as_ref().map(|place| &place.file);
                match file {
                    Some(file) if replaced.contains(file) => false,
                    Some(file) => is_last || found.contains(file),
                    None => is_last,
                }
            };
            told.extend(pipeline::locate(&*files, diagnostics.into_iter().filter(is_told).collect()));
            if is_last {
                let base = address::base_path(plan.world().config.base_url.as_deref());
                let good = good.after(own, &(&faulty | &replaced));
                return Shown {
                    plan,
                    reports: pipeline::in_order(told),
                    base,
                    good,
                    recent: Recent::default(),
                    hidden: OnceLock::new(),
                };
            }
            for path in found {
                let last = good.text(&path).expect("what is not good was not found");
                instead.insert(path.as_str(), &last);
                replaced.insert(path);
            }
        }
    }

    /// Whether an error of the plan stands where a page failed.
    pub(super) fn tells_of(&self, fault: &Report) -> bool {
        let Some(place) = &fault.diagnostic.place else { return false };
        let mut errors = self.reports.iter().filter(|report| report.diagnostic.severity == Severity::Error);
        errors.any(|report| report.diagnostic.place.as_ref() == Some(place))
    }

    /// The pages that a plan with `memory` and `options` hides.
    pub(super) fn hidden(&self, memory: &Memory, options: &BuildOptions) -> &HiddenPages {
        self.hidden.get_or_init(|| HiddenPages::of(&self.plan, memory, options))
    }
}

fn faulty(diagnostics: &[Diagnostic]) -> BTreeSet<FilePath> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .filter_map(|diagnostic| Some(diagnostic.place.as_ref()?.file.clone()))
        .collect()
}
