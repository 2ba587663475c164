//! Facets: the ways in which readers sort cases.

use serde::Serialize;

use crate::model::CaseId;
use crate::relate::{Facet, FacetKind, FacetTerm};
use crate::render::World;
use crate::render::places::facet_name;
use crate::render::theme::Shared;

use super::Link;

/// Terms of a facet that a panel beside a list shows; the rest is on the facet's own page.
const PANEL_TERMS: usize = 12;

/// Other terms that a term's page names.
const BESIDE: usize = 24;

view! {
    /// A facet with its terms.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct FacetView = "facet" { "一种分类", "a facet" }
    name: String => { "名称，如“年份”", "its name" };
    url: Option<String> => { "列出全部词条的页面", "the page of all its terms" };
    terms: Vec<TermView> => { "各词条", "its terms" };
    more: usize => { "没有列出的词条数", "how many terms are not shown" };
}

view! {
    /// A term of a facet.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct TermView = "term" { "一种分类里的一条", "a term of a facet" }
    pub(in crate::render) name: String => { "显示的文字", "what is shown" };
    pub(in crate::render) url: String => { "页面的网址", "its page" };
    pub(in crate::render) count: usize => { "其中的案例数；荣誉的年份是荣誉数", "how many cases it has, or honours for a year of honours" };
}

/// Terms of a facet. A facet may have as many as there are cases, so whoever shows a few of them views
/// a few.
pub(in crate::render) fn term_views<'a>(
    world: &World,
    terms: impl IntoIterator<Item = &'a FacetTerm>,
) -> Vec<TermView> {
    terms.into_iter().map(|term| term_view(world, term)).collect()
}

fn term_view(world: &World, term: &FacetTerm) -> TermView {
    TermView { name: world.name_of(term).to_owned(), url: term.route.marked(), count: term.cases.len() }
}

/// Terms of a facet that a term's page names beside its own.
pub(in crate::render) fn terms_beside(world: &World, facet: &Facet, own: u32) -> Vec<Shared> {
    let view = |term| Shared::of(&term_view(world, term));
    let first = || facet.terms.iter().take(BESIDE + 1).map(view).collect();
    let first = world.repeated(|own| &mut own.terms, facet.kind, first);
    let others = (0..).zip(first.iter()).filter(|(place, _)| *place != own);
    others.take(BESIDE).map(|(_, term)| term.clone()).collect()
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
