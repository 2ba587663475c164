//! The list of institutions that are named without a mask.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::relate::FacetKind;
use crate::render::places::Place;
use crate::render::view::{
    ChildView, Link, PageKind, PageView, Pager, TermView, children, on_page, page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, TABLE_ROWS, TextView, column_summary};

/// The list of institutions.
pub(super) const OUTPUT: Output =
    Output { name: "institutions", seen: Seen::Page, listed: Listed::Yes, plan, render };

#[derive(Debug, Serialize)]
struct InstitutionsView {
    text: Option<TextView>,
    institutions: Vec<TermView>,
    /// The page of all colleges.
    colleges: Option<Link>,
    pager: Pager,
    children: Vec<ChildView>,
}

fn size(world: &World) -> usize {
    world.page_size(Place::Institutions.folder(), TABLE_ROWS)
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    if !Place::Institutions.is_shown(world) {
        return Vec::new();
    }
    let list = Place::Institutions.route(world);
    page_numbers(world.site.institutions.len(), size(world))
        .map(|number| (page_route(&list, number), Key::List(number)))
        .collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::List(number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let column = world.column(Place::Institutions.folder());
    let text = here.column_text(column, number)?;
    let institutions = &world.site.institutions;
    let view = InstitutionsView {
        text,
        institutions: on_page(institutions, size(world), number)
            .iter()
            .map(|institution| TermView {
                name: institution.name.clone(),
                url: institution.route.marked(),
                count: super::institution::cases(world, institution.id).len(),
            })
            .collect(),
        colleges: super::facet::link(world, FacetKind::College),
        pager: pager(&Place::Institutions.route(world), institutions.len(), size(world), number),
        children: column.map(|column| children(world, column.id)).unwrap_or_default(),
    };
    let page = PageView::new(world, PageKind::Institutions, &Place::Institutions.title(world), here.route)
        .about(&column_summary(column))
        .below(world, Vec::new())
        .inside(world, column.map(|column| column.id))
        .numbered(number);
    Ok(here.page("institutions.html", page, &view))
}
