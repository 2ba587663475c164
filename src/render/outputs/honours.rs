//! All honours, with totals for each level and kind.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::places::Place;
use crate::render::view::{
    ChildView, HonoursView, PageKind, PageView, Pager, TermView, children, honours_view, on_page,
    page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, TABLE_ROWS, Template, TextView, column_summary};

/// All honours.
pub(super) const OUTPUT: Output =
    Output { name: "honours", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("honours.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "honours-page" { "荣誉", "honours" }
    text: Option<TextView> => { "栏目的正文；没有写或不是第一页时为空", "the text of its column; none on further pages" };
    honours: HonoursView => { "这一页的荣誉", "honours on this page" };
    years: Vec<TermView> => { "有荣誉的年份", "years that have honours" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    children: Vec<ChildView> => { "栏目里的下级栏目和页面", "columns and pages below the column" };
}

/// The page of a year.
pub(super) fn year_route(world: &World, year: i16) -> Route {
    Route::folder(&format!("{}{year}", Place::Honours.route(world).parent()))
}

/// Links to the pages of all years.
pub(super) fn year_views(world: &World) -> Vec<TermView> {
    world
        .honour_years()
        .map(|(year, roll)| TermView {
            name: year.to_string(),
            url: year_route(world, year).marked(),
            count: roll.rows.len(),
        })
        .collect()
}

/// Honours on one page of a list.
pub(super) fn size(world: &World) -> usize {
    world.page_size(Place::Honours.folder(), TABLE_ROWS)
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    if !Place::Honours.is_shown(world) {
        return Vec::new();
    }
    let list = Place::Honours.route(world);
    page_numbers(world.relations.honours.len(), size(world))
        .map(|number| (page_route(&list, number), Key::List(number)))
        .collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::List(number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let column = world.column(Place::Honours.folder());
    let text = here.column_text(column, number)?;
    let roll = world.roll(None);
    let view = View {
        text,
        honours: honours_view(world, roll, on_page(&roll.rows, size(world), number)),
        years: year_views(world),
        pager: pager(&Place::Honours.route(world), roll.rows.len(), size(world), number),
        children: column.map(|column| children(world, column.id)).unwrap_or_default(),
    };
    let page = PageView::new(world, PageKind::Honours, &Place::Honours.title(world), here.route)
        .about(&column_summary(column))
        .below(world, Vec::new())
        .inside(world, column.map(|column| column.id))
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
