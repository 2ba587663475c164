//! The home page.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::CaseId;
use crate::render::places::Place;
use crate::render::theme::Shared;
use crate::render::view::{
    ChildView, FacetView, FrameworkCard, PageKind, PageView, children, facet_panel, framework_card,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, TextView, column_summary};

/// The home page.
pub(super) const OUTPUT: Output =
    Output { name: "home", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<HomeView>("home.html");

/// Cards of each sort on the home page.
const CARDS: usize = 6;

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct HomeView = "home-page" { "首页", "the home page" }
    text: Option<TextView> => { "首页的正文", "its text" };
    featured: Vec<Shared> => { "重点案例", "featured cases" };
    recent: Vec<Shared> => { "最近的案例", "recent cases" };
    frameworks: Vec<FrameworkCard> => { "标准，最多六套", "up to six frameworks" };
    facets: Vec<FacetView> => { "各种分类", "the facets" };
    children: Vec<ChildView> => { "栏目里的下级栏目和页面", "columns and pages below the column" };
    counts: Counts => { "数目", "what there is, in numbers" };
    cases_url: String => { "案例列表的网址", "the list of cases" };
    frameworks_url: Option<String> => { "标准列表的网址", "the list of frameworks" };
}

view! {
    /// What there is, in numbers.
    #[derive(Debug, Serialize)]
    pub(super) struct Counts = "counts" { "全站的数目", "what there is, in numbers" }
    cases: usize => { "案例", "cases" };
    frameworks: usize => { "标准", "frameworks" };
    institutions: usize => { "单位", "institutions" };
}

fn plan(_: &World) -> Vec<(Route, Key)> {
    vec![(Route::folder(""), Key::Site)]
}

fn render(_: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let world = here.world;
    let column = world.column("");
    let text = here.column_text(column, 1)?;
    let featured = featured(world);
    let recent = world.site.cases.iter().filter(|case| !featured.contains(&case.id));
    let shared = world.site.frameworks.iter().filter(|framework| framework.owner.is_none());
    let view = HomeView {
        text,
        recent: recent.take(CARDS).map(|case| world.card(case.id)).collect(),
        featured: featured.iter().map(|case| world.card(*case)).collect(),
        frameworks: shared.take(CARDS).map(|framework| framework_card(world, framework)).collect(),
        facets: facet_panel(world),
        children: column.map(|column| children(world, column.id)).unwrap_or_default(),
        counts: Counts {
            cases: world.site.cases.len(),
            frameworks: world.site.frameworks.len(),
            institutions: world.site.institutions.len(),
        },
        cases_url: Place::Cases.route(world).marked(),
        frameworks_url: Place::Frameworks.is_shown(world).then(|| Place::Frameworks.route(world).marked()),
    };
    let written = column_summary(column);
    let about = if world.config.description.is_empty() { &written } else { &world.config.description };
    let page = PageView::new(world, PageKind::Home, &world.config.title, here.route).about(about);
    Ok(here.page(&TEMPLATE, page, &view))
}

/// All cases that `site.yaml` lists, then those that say so themselves while there is room.
fn featured(world: &World) -> Vec<CaseId> {
    let listed = world.featured();
    let own = world.site.cases.iter().filter(|case| case.front.featured && !listed.contains(&case.id));
    let room = CARDS.saturating_sub(listed.len());
    listed.iter().copied().chain(own.map(|case| case.id).take(room)).collect()
}
