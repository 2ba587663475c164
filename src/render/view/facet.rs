//! Facets: the ways in which readers sort cases.

use serde::Serialize;

use crate::model::CaseId;
use crate::relate::{FacetKind, FacetTerm};
use crate::render::World;
use crate::render::places::facet_name;

use super::Link;

/// Terms of a facet that a panel beside a list shows; the rest is on the facet's own page.
const PANEL_TERMS: usize = 12;

/// A facet with its terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct FacetView {
    name: String,
    /// The page of all its terms.
    url: Option<String>,
    terms: Vec<TermView>,
    /// Terms that are not shown.
    more: usize,
}

/// A term of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct TermView {
    /// What is shown.
    pub(in crate::render) name: String,
    /// Its page.
    pub(in crate::render) url: String,
    /// Its cases.
    pub(in crate::render) count: usize,
}

/// Terms of a facet. A facet may have as many as there are cases, so whoever shows a few of them views
/// a few.
pub(in crate::render) fn term_views<'a>(
    world: &World,
    terms: impl IntoIterator<Item = &'a FacetTerm>,
) -> Vec<TermView> {
    terms
        .into_iter()
        .map(|term| TermView {
            name: world.name_of(term).to_owned(),
            url: term.route.marked(),
            count: term.cases.len(),
        })
        .collect()
}

/// The facets beside a list of all cases. A facet with a single value tells nothing and hides.
pub(in crate::render) fn facet_panel(world: &World) -> Vec<FacetView> {
    world
        .relations
        .facets
        .iter()
        .filter(|facet| facet.terms.len() > 1 && facet.kind != FacetKind::Dimension)
        .map(|facet| FacetView {
            name: facet_name(world, facet.kind),
            url: world.facet_route(facet.kind).map(|route| route.marked()),
            terms: term_views(world, facet.terms.iter().take(PANEL_TERMS)),
            more: facet.terms.len().saturating_sub(PANEL_TERMS),
        })
        .collect()
}

/// The term of a facet that a case stands under, found by its name.
pub(in crate::render) fn term_link(world: &World, case: CaseId, kind: FacetKind, name: &str) -> Link {
    let same = |term: &&FacetTerm| term.name == name || term.name_en == name;
    match world.terms_of(case, kind).find(same) {
        Some(term) => Link::to(world.name_of(term), &term.route),
        None => Link::plain(name),
    }
}
