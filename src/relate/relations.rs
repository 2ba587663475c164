//! What is known once all pages are seen together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::base::{FilePath, NodePath, Route};
use crate::model::{CaseId, DimensionId, FrameworkId, Site};

use super::{Likeness, Links};

/// What is known once all pages are seen together. Lists by case, framework and so on are indexed by
/// their ids.
#[derive(Clone, Debug)]
pub struct Relations {
    /// Practices of each case: those of headings and of the front matter, merged, in reading order.
    pub practices: Vec<Arc<[MergedPractice]>>,
    /// Evidence for each dimension that has any of its own, by case (in the site's order) and section.
    /// Evidence counts for ancestors too; [`Relations::evidence_below`] gathers it.
    pub evidence: Arc<BTreeMap<DimensionId, Vec<Evidence>>>,
    /// The matrix of each framework.
    pub matrices: Arc<[Matrix]>,
    /// Facets with at least one term, in a fixed order.
    pub facets: Arc<[Facet]>,
    /// The cases beside each case in the site's order.
    pub neighbours: Vec<Neighbours>,
    /// What cases share with each other.
    pub likeness: Arc<Likeness>,
    /// The texts that link to a page, in the order of their paths.
    pub backlinks: Arc<HashMap<Route, Vec<FilePath>>>,
    /// Every honour of every case, the highest level first, then the newest, then by name.
    pub honours: Arc<[HonourRow]>,
    /// The honours of each year that has any, in the same order; one of several years stands in each.
    pub honours_by_year: Arc<BTreeMap<i16, Arc<[HonourRow]>>>,
    /// Pictures and attachments that some text names, by file.
    pub assets: BTreeMap<FilePath, Asset>,
    /// Files beside the texts that no text names; they are not published.
    pub unreferenced: Vec<FilePath>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Where addresses in texts lead.
    pub links: Arc<Links>,
}

impl Relations {
    /// The practices of a case, in reading order.
    pub fn practices_of(&self, case: CaseId) -> &[MergedPractice] {
        self.practices.get(case.index()).map_or(&[], |practices| practices)
    }

    /// What a case says to each dimension of a framework that it takes up.
    pub fn row(&self, framework: FrameworkId, case: CaseId) -> Option<&MatrixRow> {
        let rows = &self.matrices.get(framework.index())?.rows;
        rows.binary_search_by_key(&case, |row| row.case).ok().map(|at| &rows[at])
    }

    /// Evidence for a dimension and all below it, without doubles, in order of case and section.
    pub fn evidence_below(&self, site: &Site, dimension: DimensionId) -> Vec<Evidence> {
        evidence_below(&self.evidence, site, dimension)
    }
}

/// Evidence for a dimension and all below it. A section that serves two of them counts once.
pub(super) fn evidence_below(
    evidence: &BTreeMap<DimensionId, Vec<Evidence>>,
    site: &Site,
    dimension: DimensionId,
) -> Vec<Evidence> {
    let mut found: BTreeSet<Evidence> = BTreeSet::new();
    let mut open = vec![dimension];
    while let Some(id) = open.pop() {
        found.extend(evidence.get(&id).into_iter().flatten().copied());
        open.extend(site[id].children.iter().copied());
    }
    found.into_iter().collect()
}

/// A section of a case that is evidence for a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// The case.
    pub case: CaseId,
    /// The heading of the section: its place in the outline; none when the case says that a practice
    /// serves the dimension and no section tells of it.
    pub heading: Option<u32>,
    /// The practice: its place in [`Relations::practices`] of the case.
    pub practice: u32,
}

/// A practice with all that headings and front matter say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedPractice {
    /// Its name: that of the front matter, else the heading's text.
    pub name: String,
    /// The heading of its section, as a place in the outline.
    pub heading: Option<u32>,
    /// The dimensions that it is evidence for, resolved, without doubles.
    pub dimensions: Vec<DimensionId>,
    /// Its place in [`crate::model::CaseFront::practices`], when the front matter names it.
    pub stated: Option<u32>,
}

/// Which cases answer which dimension of a framework.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The leaves, in order.
    pub columns: Vec<DimensionId>,
    /// The cases that take the framework up, in the site's order.
    pub rows: Vec<MatrixRow>,
}

/// One case in a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// The case.
    pub case: CaseId,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// What a case says to a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// These sections (places in the outline) are evidence.
    Evidence(Vec<u32>),
    /// Taken up, but no section tells of it.
    TakenUp,
    /// The case takes the framework up and does not say which section answers which dimension.
    Unstated,
    /// Not taken up.
    Absent,
}

/// A way of sorting cases into terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetKind {
    /// Frameworks taken up.
    Framework,
    /// Dimensions with evidence.
    Dimension,
    /// Institutions without a mask.
    Institution,
    /// Colleges.
    College,
    /// Kinds of branches.
    BranchKind,
    /// Kinds of membership.
    Membership,
    /// Levels of programmes.
    Level,
    /// Batches of programmes.
    Batch,
    /// Year of the period, else of the date.
    Year,
    /// Tags.
    Tag,
}

/// One way of sorting cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// Its terms: levels and years by rank, others by framework order or name.
    pub terms: Vec<FacetTerm>,
}

/// One value of a facet, with its cases and its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetTerm {
    /// What pages show, in Chinese where the vocabulary has both.
    pub name: String,
    /// What English pages show.
    pub name_en: String,
    /// Its page. Frameworks, dimensions and institutions have theirs already.
    pub route: Route,
    /// Its cases, in the site's order.
    pub cases: Vec<CaseId>,
}

/// The cases beside a case in the list of all cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one before it.
    pub previous: Option<CaseId>,
    /// The one after it.
    pub next: Option<CaseId>,
}

/// An honour of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HonourRow {
    /// The case.
    pub case: CaseId,
    /// Place in its honours.
    pub index: u32,
}

/// An honest sum: what is known, and how many entries said no number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Sum of the known counts; of 30余项 it holds 30.
    pub known: u64,
    /// Whether one of them is only the least that there are, so that the sum is as well.
    pub at_least: bool,
    /// Entries whose count is no more than near to a number (近30项); never added.
    pub inexact: u64,
    /// Entries without a count; shown as "另有 n 项未注明数量", never added.
    pub unknown: u64,
}

/// A picture or attachment that is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The file.
    pub path: FilePath,
    /// Its address.
    pub route: Route,
    /// Width and height in pixels, for a picture whose head could be read.
    pub size: Option<(u32, u32)>,
}

/// An old address and where it leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: Route,
    /// The page.
    pub to: Route,
    /// The old address as it was typed.
    pub typed: String,
    /// The file that says so.
    pub file: FilePath,
    /// Where in its front matter.
    pub place: NodePath,
}
