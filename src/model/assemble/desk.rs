//! What every stage of assembling has at hand.

use std::sync::Arc;

use jiff::civil;

use crate::base::date::Date;
use crate::base::slug::Slugger;
use crate::base::{Diagnostics, FilePath, Severity};
use crate::config::Config;
use crate::model::read::Lexicon;
use crate::model::{LeftOut, Reason, TextFacts};
use crate::parse::Document;
use crate::scan::Inventory;
use crate::yaml::Placed;

use super::cascade::Cascade;
use super::readings::Readings;
use super::sources::{FileIndex, Use};
use super::{Drafts, Future, ModelOptions};

/// What every stage of assembling has at hand, and where it puts what it finds.
pub(super) struct Desk<'a> {
    pub(super) config: &'a Config,
    pub(super) inventory: &'a Arc<Inventory>,
    pub(super) lexicon: Lexicon,
    pub(super) slugger: &'a Arc<Slugger>,
    pub(super) files: FileIndex<'a>,
    pub(super) cascade: Cascade,
    pub(super) readings: &'a Readings,
    pub(super) found: &'a mut Diagnostics,
    /// What is read only because drafts or days to come are shown.
    pub(super) previewed: Vec<LeftOut>,
    options: ModelOptions<'a>,
    left_out: &'a mut Vec<LeftOut>,
}

/// What a text says of its own publication.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wishes {
    pub(super) draft: bool,
    pub(super) date: Option<Date>,
    pub(super) expires: Option<Date>,
}

impl Wishes {
    /// Every reason for which a build of `today` leaves the text out, the one to be told first.
    fn reasons(&self, today: civil::Date) -> Vec<Reason> {
        let over = self.expires.filter(|expires| expires.first_day() <= today);
        let to_come = self.date.filter(|date| date.is_after(today));
        let all = [
            self.draft.then_some(Reason::Draft),
            over.map(|expires| Reason::Expired(expires.to_string())),
            to_come.map(|date| Reason::Future(date.to_string())),
        ];
        all.into_iter().flatten().collect()
    }
}

impl ModelOptions<'_> {
    /// Whether what a build leaves out for `reason` is shown all the same.
    fn shows(&self, reason: &Reason) -> bool {
        match reason {
            Reason::Draft => self.drafts == Drafts::Shown,
            Reason::Future(_) => self.future == Future::Shown,
            Reason::Expired(_) | Reason::Faulty | Reason::Unreferenced | Reason::Ignored(_) => false,
        }
    }
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        config: &'a Config,
        inventory: &'a Arc<Inventory>,
        (options, slugger, readings): (ModelOptions<'a>, &'a Arc<Slugger>, &'a Readings),
        found: &'a mut Diagnostics,
        left_out: &'a mut Vec<LeftOut>,
    ) -> Desk<'a> {
        Desk {
            config,
            inventory,
            lexicon: Lexicon::new(&config.vocabulary),
            slugger,
            files: FileIndex::new(inventory),
            cascade: Cascade::default(),
            readings,
            found,
            previewed: Vec::new(),
            options,
            left_out,
        }
    }

    /// Whether a file is left out because of its errors; then it is listed.
    pub(super) fn leaves_out_faulty(&mut self, path: &FilePath) -> bool {
        let is_faulty = self.options.faulty.contains(path);
        if is_faulty {
            self.left_out.push(LeftOut { path: path.clone(), reason: Reason::Faulty });
        }
        is_faulty
    }

    /// Whether a text is left out by its own word; then it is listed with the reason.
    pub(super) fn leaves_out(&mut self, path: &FilePath, wishes: Wishes) -> bool {
        let reasons = wishes.reasons(self.options.today);
        let because = |reason: &Reason| LeftOut { path: path.clone(), reason: reason.clone() };
        let hidden = reasons.iter().find(|reason| !self.options.shows(reason));
        match hidden {
            Some(reason) => self.left_out.push(because(reason)),
            None => self.previewed.extend(reasons.iter().map(because)),
        }
        hidden.is_some()
    }
}

impl Desk<'_> {
    /// The file that a value of a text names, from the file in which the value was typed.
    pub(super) fn resolve(
        &self,
        text: &FilePath,
        typed: &Placed<String>,
        usage: Use,
        found: &mut Diagnostics,
    ) -> Option<FilePath> {
        let (from, typed) = self.cascade.inheritance.typed(text, typed);
        self.files.resolve(from, &typed, usage, found)
    }
}

/// Whether a document has an error of its own, so that what is missing in it may be an effect of that.
pub(super) fn is_broken(document: &Document) -> bool {
    document.diagnostics.iter().any(|problem| problem.severity == Severity::Error)
}

/// The text behind a page.
pub(super) fn facts(document: &Document) -> Arc<TextFacts> {
    let Document { path, digest, body, outline, .. } = document;
    Arc::new(TextFacts { path: path.clone(), digest: digest.clone(), body: *body, outline: outline.clone() })
}
