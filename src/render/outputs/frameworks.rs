//! The list of frameworks.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::places::Place;
use crate::render::view::{
    ChildView, FrameworkCard, PageKind, PageView, Pager, children, framework_card, on_page, page_numbers,
    page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, TextView, column_summary};

/// The list of frameworks.
pub(super) const OUTPUT: Output = Output {
    name: "frameworks",
    seen: Seen::Page,
    listed: Listed::Yes,
    template: Some(TEMPLATE),
    plan,
    render,
};

const TEMPLATE: Template = Template::of::<FrameworksView>("frameworks.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct FrameworksView = "frameworks-page" { "标准列表", "the list of frameworks" }
    text: Option<TextView> => { "栏目的正文；没有写或不是第一页时为空", "the text of its column; none on further pages" };
    frameworks: Vec<FrameworkCard> => { "这一页的标准", "frameworks on this page" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    children: Vec<ChildView> => { "栏目里的下级栏目和页面", "columns and pages below the column" };
}

fn size(world: &World) -> usize {
    world.page_size(Place::Frameworks.folder(), world.config.paging.size)
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    if !Place::Frameworks.is_shown(world) {
        return Vec::new();
    }
    let list = Place::Frameworks.route(world);
    page_numbers(world.site.frameworks.len(), size(world))
        .map(|number| (page_route(&list, number), Key::List(number)))
        .collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::List(number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let column = world.column(Place::Frameworks.folder());
    let text = here.column_text(column, number)?;
    let (frameworks, size) = (&world.site.frameworks, size(world));
    let view = FrameworksView {
        text,
        frameworks: on_page(frameworks, size, number)
            .iter()
            .map(|framework| framework_card(world, framework))
            .collect(),
        pager: pager(&Place::Frameworks.route(world), frameworks.len(), size, number),
        children: column.map(|column| children(world, column.id)).unwrap_or_default(),
    };
    let page = PageView::new(world, PageKind::Frameworks, &Place::Frameworks.title(world), here.route)
        .about(&column_summary(column))
        .below(world, Vec::new())
        .inside(world, column.map(|column| column.id))
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
