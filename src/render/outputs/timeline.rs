//! Cases along the years, the newest first.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::Case;
use crate::render::places::Place;
use crate::render::theme::Shared;
use crate::render::view::{
    ChildView, PageKind, PageView, Pager, children, on_page, page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, TABLE_ROWS, Template, TextView, column_summary};

/// The timeline.
pub(super) const OUTPUT: Output = Output {
    name: "timeline",
    seen: Seen::Page,
    listed: Listed::Yes,
    template: Some(TEMPLATE),
    plan,
    render,
};

const TEMPLATE: Template = Template::of::<View>("timeline.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "timeline-page" { "时间线", "the timeline" }
    text: Option<TextView> => { "栏目的正文；没有写或不是第一页时为空", "the text of its column; none on further pages" };
    years: Vec<YearView> => { "各年", "its years" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    children: Vec<ChildView> => { "栏目里的下级栏目和页面", "columns and pages below the column" };
}

view! {
    /// A year, or what has none.
    #[derive(Debug, Serialize)]
    pub(super) struct YearView = "timeline-year" { "时间线上的一年", "a year of the timeline" }
    year: Option<i16> => { "年份；没有日期的案例在空的一年里", "the year; none for cases without a date" };
    cases: Vec<Shared> => { "这一年的案例", "cases of that year" };
}

/// The year under which a case stands: that of its date, else the last of its period.
fn year_of(case: &Case) -> Option<i16> {
    let period = || case.front.period.as_ref().and_then(|period| period.to.or(period.from));
    case.front.date.or_else(period).map(|date| date.year)
}

/// All cases by year, undated ones last; within a year in the site's order.
fn in_order(world: &World) -> Vec<&Case> {
    let mut cases: Vec<&Case> = world.site.cases.iter().map(|case| &**case).collect();
    cases.sort_by_key(|case| std::cmp::Reverse(year_of(case)));
    cases
}

fn size(world: &World) -> usize {
    world.page_size(Place::Timeline.folder(), TABLE_ROWS)
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    if !Place::Timeline.is_shown(world) {
        return Vec::new();
    }
    let list = Place::Timeline.route(world);
    page_numbers(world.site.cases.len(), size(world))
        .map(|number| (page_route(&list, number), Key::List(number)))
        .collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::List(number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let column = world.column(Place::Timeline.folder());
    let text = here.column_text(column, number)?;
    let all = in_order(world);
    let mut years: Vec<YearView> = Vec::new();
    for case in on_page(&all, size(world), number) {
        let year = year_of(case);
        if years.last().is_none_or(|last| last.year != year) {
            years.push(YearView { year, cases: Vec::new() });
        }
        if let Some(last) = years.last_mut() {
            last.cases.push(world.card(case.id));
        }
    }
    let view = View {
        text,
        years,
        pager: pager(&Place::Timeline.route(world), all.len(), size(world), number),
        children: column.map(|column| children(world, column.id)).unwrap_or_default(),
    };
    let page = PageView::new(world, PageKind::Timeline, &Place::Timeline.title(world), here.route)
        .about(&column_summary(column))
        .below(world, Vec::new())
        .inside(world, column.map(|column| column.id))
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
