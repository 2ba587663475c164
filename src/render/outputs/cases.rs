//! The list of all cases, in pages.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::places::Place;
use crate::render::theme::Shared;
use crate::render::view::{
    ChildView, FacetView, PageKind, PageView, Pager, children, facet_panel, on_page, page_numbers,
    page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, TextView, column_summary};

/// The list of all cases.
pub(super) const OUTPUT: Output =
    Output { name: "cases", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<CasesView>("cases.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct CasesView = "cases-page" { "案例列表", "the list of cases" }
    text: Option<TextView> => { "栏目的正文；没有写或不是第一页时为空", "the text of its column; none on further pages" };
    cases: Vec<Shared> => { "这一页的案例", "cases on this page" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    facets: Vec<FacetView> => { "各种分类", "the facets" };
    children: Vec<ChildView> => { "栏目里的下级栏目和页面", "columns and pages below the column" };
}

fn size(world: &World) -> usize {
    world.page_size(Place::Cases.folder(), world.config.paging.size)
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let list = Place::Cases.route(world);
    page_numbers(world.site.case_list.len(), size(world))
        .map(|number| (page_route(&list, number), Key::List(number)))
        .collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::List(number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let column = world.column(Place::Cases.folder());
    let text = here.column_text(column, number)?;
    let (cases, size) = (&world.site.case_list, size(world));
    let view = CasesView {
        text,
        cases: on_page(cases, size, number).iter().map(|case| world.card(*case)).collect(),
        pager: pager(&Place::Cases.route(world), cases.len(), size, number),
        facets: facet_panel(world),
        children: column.map(|column| children(world, column.id)).unwrap_or_default(),
    };
    let page = PageView::new(world, PageKind::Cases, &Place::Cases.title(world), here.route)
        .about(&column_summary(column))
        .below(world, Vec::new())
        .inside(world, column.map(|column| column.id))
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
