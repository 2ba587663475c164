//! The cases of one term of a facet, in pages.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::relate::{Facet, FacetKind};
use crate::render::places::{facet_folder, facet_name};
use crate::render::theme::Shared;
use crate::render::view::{
    PageKind, PageView, Pager, on_page, page_numbers, page_route, pager, terms_beside,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template};

/// The cases of one term.
pub(super) const OUTPUT: Output =
    Output { name: "term", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("term.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "term-page" { "一条分类下的案例", "the cases of a term" }
    facet: String => { "分类的名称", "the name of the facet" };
    term: String => { "词条的名称", "the name of the term" };
    cases: Vec<Shared> => { "这一页的案例", "cases on this page" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    beside: Vec<Shared> => { "同一分类的其他词条", "other terms of the facet" };
}

fn size(world: &World, kind: FacetKind) -> usize {
    let usual = world.config.paging.size;
    facet_folder(kind).map_or(usual, |folder| world.page_size(folder, usual))
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let own = |facet: &&Facet| facet_folder(facet.kind).is_some();
    let mut routes = Vec::new();
    for facet in world.relations.facets.iter().filter(own) {
        for (index, term) in facet.terms.iter().enumerate() {
            let pages = page_numbers(term.cases.len(), size(world, facet.kind));
            routes.extend(pages.map(|number| {
                (page_route(&term.route, number), Key::Term(facet.kind, index as u32, number))
            }));
        }
    }
    routes
}

fn facet_of(world: &World, kind: FacetKind) -> Option<&Facet> {
    world.relations.facets.iter().find(|facet| facet.kind == kind)
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Term(kind, index, number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let Some(facet) = facet_of(world, kind) else { return Ok(Rendered::default()) };
    let Some(term) = facet.terms.get(index as usize) else { return Ok(Rendered::default()) };
    let size = size(world, kind);
    let name = world.name_of(term);
    let view = View {
        facet: facet_name(world, kind),
        term: name.to_owned(),
        cases: on_page(&term.cases, size, number).iter().map(|id| world.card(*id)).collect(),
        pager: pager(&term.route, term.cases.len(), size, number),
        beside: terms_beside(world, facet, index),
    };
    let above = super::facet::link(world, kind);
    let page = PageView::new(world, PageKind::Term, name, here.route)
        .below(world, above.into_iter().collect())
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
