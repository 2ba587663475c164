//! All honours, with totals for each level and kind.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::places::Place;
use crate::render::view::{
    ChildView, HonoursView, PageKind, PageView, Pager, TermView, children, honours_view, on_page,
    page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, TABLE_ROWS, TextView, column_summary};

/// All honours.
pub(super) const OUTPUT: Output =
    Output { name: "honours", seen: Seen::Page, listed: Listed::Yes, plan, render };

#[derive(Debug, Serialize)]
struct View {
    text: Option<TextView>,
    honours: HonoursView,
    years: Vec<TermView>,
    pager: Pager,
    children: Vec<ChildView>,
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
    Ok(here.page("honours.html", page, &view))
}
