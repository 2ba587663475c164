//! All terms of a facet: tags, years, levels, colleges and so on.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::relate::FacetKind;
use crate::render::places::{FACETS, facet_folder, facet_name};
use crate::render::view::{Link, PageKind, PageView, TermView, term_views};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, TextView, column_summary};

/// All terms of a facet.
pub(super) const OUTPUT: Output =
    Output { name: "facet", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("facet.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "facet-page" { "一种分类的全部词条", "all terms of a facet" }
    text: Option<TextView> => { "栏目的正文；没有写或不是第一页时为空", "the text of its column; none on further pages" };
    terms: Vec<TermView> => { "各词条", "its terms" };
}

/// The page of a facet, when it has one.
pub(super) fn link(world: &World, kind: FacetKind) -> Option<Link> {
    let exists = world.relations.facets.iter().any(|facet| facet.kind == kind);
    let route = world.facet_route(kind).filter(|_| exists)?;
    Some(Link::to(&facet_name(world, kind), &route))
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    FACETS
        .iter()
        .filter(|(kind, folder)| {
            world.relations.facets.iter().any(|facet| facet.kind == *kind)
                || world.column(folder).is_some_and(|column| column.text.is_some())
        })
        .filter_map(|(kind, _)| Some((world.facet_route(*kind)?, Key::Facet(*kind))))
        .collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Facet(kind) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let column = facet_folder(kind).and_then(|folder| world.column(folder));
    let text = here.column_text(column, 1)?;
    let facet = world.relations.facets.iter().find(|facet| facet.kind == kind);
    let view = View { text, terms: term_views(world, facet.into_iter().flat_map(|facet| &facet.terms)) };
    let page = PageView::new(world, PageKind::Facet, &facet_name(world, kind), here.route)
        .about(&column_summary(column))
        .below(world, Vec::new());
    Ok(here.page(&TEMPLATE, page, &view))
}
