//! The list of institutions that are named without a mask.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::relate::FacetKind;
use crate::render::places::Place;
use crate::render::view::{
    ChildView, Link, PageKind, PageView, Pager, TermView, children, on_page, page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, TABLE_ROWS, Template, TextView, column_summary};

/// The list of institutions.
pub(super) const OUTPUT: Output = Output {
    name: "institutions",
    seen: Seen::Page,
    listed: Listed::Yes,
    template: Some(TEMPLATE),
    plan,
    render,
};

const TEMPLATE: Template = Template::of::<InstitutionsView>("institutions.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct InstitutionsView = "institutions-page" { "单位列表", "the list of institutions" }
    text: Option<TextView> => { "栏目的正文；没有写或不是第一页时为空", "the text of its column; none on further pages" };
    institutions: Vec<TermView> => { "这一页的单位", "institutions on this page" };
    colleges: Option<Link> => { "列出全部学院的页面", "the page of all colleges" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    children: Vec<ChildView> => { "栏目里的下级栏目和页面", "columns and pages below the column" };
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
    Ok(here.page(&TEMPLATE, page, &view))
}
