//! Cases that were tied to what they name, for the next plan.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Diagnostic, FilePath};
use crate::model::{Case, CaseId, ColumnId, Framework, FrameworkId, Inherited, Institution};
use crate::scan::Inventory;

use super::readings::Reading;

/// The cases of a site in their order, tied to what they name.
#[derive(Debug)]
pub(super) struct Tied {
    pub(super) to: Ties,
    pub(super) cases: Vec<TiedCase>,
}

/// All that cases are tied to. Institutions, and frameworks of files, are found by names that stand in them.
#[derive(Clone, Debug)]
pub(super) struct Ties {
    pub(super) inventory: Arc<Inventory>,
    pub(super) frameworks: Arc<Vec<Framework>>,
    pub(super) institutions: Arc<Vec<Institution>>,
    /// Files of frameworks that are left out, by folded names.
    pub(super) hidden: BTreeMap<String, FilePath>,
    /// House frameworks by case and place in its list.
    pub(super) own: BTreeMap<(CaseId, usize), FrameworkId>,
    /// Who has house frameworks of a folded name.
    pub(super) owners: BTreeMap<String, FilePath>,
    /// Columns by folder.
    pub(super) columns: BTreeMap<String, ColumnId>,
}

impl PartialEq for Ties {
    fn eq(&self, other: &Ties) -> bool {
        let Ties { inventory, frameworks, institutions, hidden, own, owners, columns } = self;
        Arc::ptr_eq(inventory, &other.inventory)
            && *frameworks == other.frameworks
            && *institutions == other.institutions
            && *hidden == other.hidden
            && *own == other.own
            && *owners == other.owners
            && *columns == other.columns
    }
}

/// A case that was tied, and what is wrong with what it names.
#[derive(Debug)]
pub(super) struct TiedCase {
    /// What it was made from; it stands at the place of its id.
    pub(super) reading: Arc<Reading>,
    pub(super) title: Arc<str>,
    pub(super) inherited: Vec<Inherited>,
    pub(super) case: Arc<Case>,
    pub(super) problems: Vec<Diagnostic>,
}

impl TiedCase {
    /// Whether a case of the same place that is made from this is the same, if what it is tied to is.
    pub(super) fn is_of(&self, reading: &Arc<Reading>, title: &Arc<str>, inherited: &[Inherited]) -> bool {
        Arc::ptr_eq(&self.reading, reading) && self.title == *title && self.inherited == inherited
    }
}
