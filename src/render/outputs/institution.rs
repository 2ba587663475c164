//! An institution and its cases.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::{CaseId, Institution, InstitutionId};
use crate::relate::FacetKind;
use crate::render::places::Place;
use crate::render::theme::Shared;
use crate::render::view::{
    Detail, Link, PageKind, PageView, Pager, TermView, backlinks, details, on_page, page_numbers, page_route,
    pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, TextView, link_to};

/// An institution.
pub(super) const OUTPUT: Output = Output {
    name: "institution",
    seen: Seen::Page,
    listed: Listed::Yes,
    template: Some(TEMPLATE),
    plan,
    render,
};

const TEMPLATE: Template = Template::of::<View>("institution.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "institution-page" { "单位", "an institution" }
    institution: InstitutionView => { "单位", "the institution" };
    text: Option<TextView> => { "单位的正文；没有写或不是第一页时为空", "its text; none on further pages" };
    cases: Vec<Shared> => { "它的案例", "its cases" };
    pager: Pager => { "这个列表的分页", "the pages of this list" };
    colleges: Vec<TermView> => { "案例里写到的学院", "its colleges that cases name" };
    backlinks: Vec<Link> => { "链接到本页的页面", "pages that link to this one" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct InstitutionView = "institution" { "单位", "an institution" }
    name: String => { "名称", "its name" };
    aliases: Vec<String> => { "别名", "other names" };
    summary: Option<String> => { "摘要", "its summary" };
    extra: Shared => { "不认识的项，按名称取值：`extra['经费']`", "keys that Fengcai does not know, by name: `extra['key']`" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

/// The cases of an institution, in the site's order.
pub(super) fn cases(world: &World, id: InstitutionId) -> &[CaseId] {
    let route = &world.site[id].route;
    let facet = world.relations.facets.iter().find(|facet| facet.kind == FacetKind::Institution);
    let term = facet.and_then(|facet| facet.terms.iter().find(|term| term.route == *route));
    term.map_or(&[], |term| &term.cases)
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let mut routes = Vec::new();
    for institution in &*world.site.institutions {
        let pages = page_numbers(cases(world, institution.id).len(), world.config.paging.size);
        routes.extend(pages.map(|number| {
            (page_route(&institution.route, number), Key::Institution(institution.id, number))
        }));
    }
    routes
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Institution(id, number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let Institution { id: _, name, aliases, summary, text, redirects: _, extra, slug: _, route } =
        &world.site[id];
    let facts = text.as_ref().filter(|_| number == 1);
    let printed = facts.map(|facts| here.text(facts)).transpose()?;
    let (cases, size) = (cases(world, id), world.config.paging.size);
    let view = View {
        institution: InstitutionView {
            name: name.clone(),
            aliases: aliases.clone(),
            summary: summary.clone(),
            extra: Shared::map(extra),
            other: details(extra, world.config.lang),
        },
        text: printed,
        cases: on_page(cases, size, number).iter().map(|id| world.card(*id)).collect(),
        pager: pager(route, cases.len(), size, number),
        colleges: colleges(world, cases),
        backlinks: backlinks(world, route),
    };
    let about = summary.clone().or_else(|| text.as_ref().map(|text| text.outline.summary.clone()));
    let page = PageView::new(world, PageKind::Institution, name, here.route)
        .about(&about.unwrap_or_default())
        .below(world, vec![link_to(world, Place::Institutions)])
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}

fn colleges(world: &World, cases: &[CaseId]) -> Vec<TermView> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for index in cases.iter().flat_map(|case| world.term_indexes_of(*case, FacetKind::College)) {
        *counts.entry(index).or_default() += 1;
    }
    let facet = world.relations.facets.iter().find(|facet| facet.kind == FacetKind::College);
    let view = |(index, count): (u32, usize)| {
        let term = facet?.terms.get(index as usize)?;
        Some(TermView { name: world.name_of(term).to_owned(), url: term.route.marked(), count })
    };
    counts.into_iter().filter_map(view).collect()
}
