//! Honours of one year.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::places::Place;
use crate::render::view::{
    HonoursView, PageKind, PageView, Pager, TermView, honours_view, on_page, page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::honours::{size, year_route, year_views};
use super::{Here, Listed, Output, Seen, Template, link_to};

/// Honours of one year.
pub(super) const OUTPUT: Output =
    Output { name: "year", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("year.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "year-page" { "一年的荣誉", "honours of a year" }
    year: i16 => { "年份", "the year" };
    honours: HonoursView => { "这一年的荣誉", "honours of that year" };
    years: Vec<TermView> => { "有荣誉的年份", "years that have honours" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let mut routes = Vec::new();
    for (year, roll) in world.honour_years() {
        let list = year_route(world, year);
        let pages = page_numbers(roll.rows.len(), size(world));
        routes.extend(pages.map(|number| (page_route(&list, number), Key::Year(year, number))));
    }
    routes
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Year(year, number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let roll = world.roll(Some(year));
    let view = View {
        year,
        honours: honours_view(world, roll, on_page(&roll.rows, size(world), number)),
        years: year_views(world),
        pager: pager(&year_route(world, year), roll.rows.len(), size(world), number),
    };
    let title = world.theme.say("honours.of_year", &[("year", &year.to_string())]);
    let page = PageView::new(world, PageKind::Honours, &title, here.route)
        .below(world, vec![link_to(world, Place::Honours)])
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
