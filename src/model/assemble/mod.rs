//! Documents → the site: what is published, under which id and at which route.

pub mod cascade;
mod cases;
pub mod columns;
mod desk;
pub mod frameworks;
pub mod institutions;
#[cfg(test)]
mod loss;
mod names;
mod order;
mod pages;
mod readings;
mod redirects;
mod slugs;
pub mod sources;
#[cfg(test)]
mod tests;
mod tied;
pub mod titles;
mod tree;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil;

use crate::base::slug::Slugger;
use crate::base::{Diagnostics, FilePath, Outcome};
use crate::config::Config;
use crate::parse::Document;
use crate::scan::{Inventory, SourceKind};

use super::{LeftOut, Reason, Site};
use desk::Desk;

pub use columns::BUILT_IN;
pub use readings::Readings;

/// What decides which documents are published.
#[derive(Clone, Copy, Debug)]
pub struct ModelOptions<'a> {
    /// The day on which the site is built.
    pub today: civil::Date,
    /// Whether drafts are published.
    pub drafts: Drafts,
    /// Whether texts with a date still to come are published.
    pub future: Future,
    /// Files with errors that are left out.
    pub faulty: &'a BTreeSet<FilePath>,
}

/// Whether drafts are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drafts {
    /// They are left out and listed.
    #[default]
    Hidden,
    /// They are shown, for a preview.
    Shown,
}

/// Whether texts with a date still to come are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Future {
    /// They are left out and listed.
    #[default]
    Hidden,
    /// They are shown, for a preview.
    Shown,
}

/// Makes the site of all documents. What a document has wrong on its own
/// ([`Document::diagnostics`]) is not repeated here. What is read in single texts is left in `readings`
/// for the next site.
pub fn assemble(
    config: &Config,
    inventory: &Arc<Inventory>,
    documents: Vec<Arc<Document>>,
    options: &ModelOptions<'_>,
    (slugger, readings): (&Arc<Slugger>, &Readings),
) -> Outcome<Site> {
    let mut found = Diagnostics::default();
    let mut left_out: Vec<LeftOut> = inventory
        .ignored
        .iter()
        .map(|ignored| LeftOut {
            path: ignored.path.clone(),
            reason: Reason::Ignored(ignored.reason.clone()),
        })
        .collect();
    let mut desk = Desk::new(config, inventory, (*options, slugger, readings), &mut found, &mut left_out);
    let mut by_kind = Sorted::new(documents);
    let columns = columns::read(&mut desk, by_kind.take(&[SourceKind::Home, SourceKind::Column]));
    let mut by_kind = by_kind.map(|document| desk.cascade.hand_down(document));
    let cases = cases::read(&mut desk, by_kind.take(&[SourceKind::Case]));
    let shelf = frameworks::read(&mut desk, by_kind.take(&[SourceKind::Framework]), &cases);
    let hall = institutions::read(&mut desk, by_kind.take(&[SourceKind::Institution]), &cases);
    let mut columns = columns::finish(&mut desk, columns);
    cases::hold(&desk, &cases, &mut columns);
    let case_list = cases::list(&desk, &cases, &columns);
    let folders = names::Folders::new(&columns, &cases);
    let pages = pages::read(&mut desk, by_kind.take(&[SourceKind::Page]), &columns, &folders);
    let (cases, ties) = cases::finish(&mut desk, cases, (&shelf, &hall, &columns));
    let inheritance = std::mem::take(&mut desk.cascade.inheritance);
    let previewed = std::mem::take(&mut desk.previewed);
    let site = Site {
        cases,
        case_list,
        frameworks: ties.frameworks,
        institutions: ties.institutions,
        pages,
        columns: columns.columns,
        left_out: in_order(left_out),
        previewed: in_order(previewed),
        inheritance,
    };
    let diagnostics = site.inheritance.settle(found.into_vec());
    Outcome { value: site, diagnostics }
}

fn in_order(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort_by(|a, b| a.path.cmp(&b.path));
    left_out
}

/// Documents by kind, in the order of their paths.
struct Sorted(Vec<Arc<Document>>);

impl Sorted {
    fn new(mut documents: Vec<Arc<Document>>) -> Sorted {
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        Sorted(documents)
    }

    fn map(self, change: impl FnMut(Arc<Document>) -> Arc<Document>) -> Sorted {
        Sorted(self.0.into_iter().map(change).collect())
    }

    fn take(&mut self, kinds: &[SourceKind]) -> Vec<Arc<Document>> {
        let (taken, rest) =
            std::mem::take(&mut self.0).into_iter().partition(|document| kinds.contains(&document.kind));
        self.0 = rest;
        taken
    }
}
