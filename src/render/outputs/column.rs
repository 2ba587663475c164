//! A column: its text, and the columns, cases and pages below it.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::Column;
use crate::render::places::{is_built_in, is_listed};
use crate::render::theme::Shared;
use crate::render::view::{
    ChildView, Detail, Link, PageKind, PageView, Pager, backlinks, children, columns_above, details, on_page,
    page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, TextView, column_summary};

/// A column.
pub(super) const OUTPUT: Output =
    Output { name: "column", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("column.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "column-page" { "栏目", "a column" }
    column: ColumnView => { "栏目", "the column" };
    text: Option<TextView> => { "栏目的正文；没有写或不是第一页时为空", "the text of its column; none on further pages" };
    children: Vec<ChildView> => { "这一页的下级栏目、案例和页面", "columns, cases and pages below it, on this page" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    backlinks: Vec<Link> => { "链接到本页的页面", "pages that link to this one" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct ColumnView = "column" { "栏目", "a column" }
    title: String => { "标题", "its title" };
    summary: Option<String> => { "摘要", "its summary" };
    extra: Shared => { "不认识的项，按名称取值：`extra['经费']`", "keys that Fengcai does not know, by name: `extra['key']`" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let mut routes = Vec::new();
    // A built-in folder that no list is made for still has the text that was written for it.
    // Neither does a list show the second of two files that are written for one folder.
    let is_second = |column: &Column| world.column(&column.folder).is_some_and(|shown| shown.id != column.id);
    let own = |column: &&Column| {
        let has_no_list = || !is_listed(&column.folder) || is_second(column);
        !is_built_in(&column.folder) || (column.text.is_some() && has_no_list())
    };
    for column in world.site.columns.iter().filter(own) {
        let texts = world.pages_below(column.id).count() + column.cases.len();
        let below = world.columns_below(column.id).count() + texts;
        let size = world.page_size(&column.folder, world.config.paging.size);
        let pages = page_numbers(below, size);
        routes
            .extend(pages.map(|number| (page_route(&column.route, number), Key::Column(column.id, number))));
    }
    routes
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Column(id, number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let column = &world.site[id];
    let Column {
        id: _,
        folder,
        title,
        summary,
        order: _,     // in the list of the column above
        sort: _,      // in the order of what stands below
        page_size: _, // as the world knows it
        menu: _,      // in the menu
        feed: _,      // files of their own
        cascade: _,   // in the texts below
        redirects: _, // pages of their own
        text: _,
        parent,
        columns: _, // among the children
        cases: _,   // among the children
        extra,
        route,
    } = column;
    let text = here.column_text(Some(column), number)?;
    let (below, size) = (children(world, id), world.page_size(folder, world.config.paging.size));
    let view = View {
        column: ColumnView {
            title: title.clone(),
            summary: summary.clone(),
            extra: Shared::map(extra),
            other: details(extra, world.config.lang),
        },
        text,
        children: on_page(&below, size, number).to_vec(),
        pager: pager(route, below.len(), size, number),
        backlinks: backlinks(world, route),
    };
    let above = parent.map(|parent| columns_above(world, parent)).unwrap_or_default();
    let page = PageView::new(world, PageKind::Column, title, here.route)
        .about(&column_summary(Some(column)))
        .below(world, above)
        .inside(world, Some(id))
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
