//! What a case claims: frameworks answered, practices, figures and honours.

use serde::Serialize;

use crate::base::Route;
use crate::model::{Case, DimensionId, FigureRole, Mapping, Practice, TakenUp};
use crate::relate::MergedPractice;
use crate::render::World;
use crate::render::theme::Shared;

use super::framework::{cell_view, dimension_links};
use super::honour::own_honours;
use super::outline::anchor;
use super::{Detail, FigureView, HonoursView, Link, details, figure_view};

view! {
    /// What a case claims.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct ClaimsView = "claims" { "案例说了什么", "what a case claims" }
    frameworks: Vec<TakenView> => { "采用的标准", "frameworks that it takes up" };
    practices: Vec<PracticeView> => { "做法", "its practices" };
    results: Vec<FigureView> => { "成果数据", "figures of what was achieved" };
    profile: Vec<FigureView> => { "概况数据", "figures of who the branch is" };
    honours: HonoursView => { "荣誉", "its honours" };
}

view! {
    /// A framework that the case takes up, with what it says to each dimension.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct TakenView = "taken-framework" { "案例采用的标准", "a framework that a case takes up" }
    name: String => { "名称", "its name" };
    url: String => { "标准页的网址", "its page" };
    mapping: &'static str => { "`stated` 说明了对应关系，`unstated` 没有说明", "`stated` or `unstated`: whether sections are tied to dimensions" };
    answered: usize => { "有佐证的维度数，只数最下层", "how many of its lowest dimensions have evidence" };
    dimensions: Vec<AnswerView> => { "最下层的各维度", "its lowest dimensions" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct AnswerView = "answer" { "案例对一条维度的回答", "what a case says to a dimension" }
    name: String => { "维度的名称", "the name of the dimension" };
    above: Vec<String> => { "上层各维度的名称，从外到里", "the names of the dimensions above it" };
    url: String => { "维度页的网址", "its page" };
    serves: Option<String> => { "维度服务于什么", "what it serves" };
    state: &'static str => { "对这条维度的回答：`evidence` 有佐证，`taken-up` 采用了而没有对应的小节，`unstated` 原文没有说明对应关系，`absent` 没有采用", "what it says to the dimension: `evidence`, `taken-up` without a section, `unstated`, or `absent`" };
    sections: Vec<Link> => { "作为佐证的各节", "the sections that are evidence" };
}

view! {
    /// A practice.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct PracticeView = "practice" { "做法", "a practice" }
    name: String => { "名称", "its name" };
    url: Option<String> => { "写它的那一节", "its section" };
    section: Option<String> => { "那一节的标题", "the heading of that section" };
    kind: Option<String> => { "类别", "its kind" };
    dimensions: Vec<Shared> => { "它所佐证的维度", "the dimensions that it is evidence for" };
    items: Vec<String> => { "各项内容", "its parts" };
    declared: Option<u32> => { "声明的项数", "how many parts are declared" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

/// What a case claims.
pub(in crate::render) fn claims_view(world: &World, case: &Case) -> ClaimsView {
    let of_role = |role: FigureRole| {
        let figures = case.front.figures.iter().filter(|figure| figure.role == role);
        figures.map(|figure| figure_view(world, figure)).collect()
    };
    let practices = world.relations.practices_of(case.id).iter();
    ClaimsView {
        frameworks: case.frameworks.iter().map(|taken| taken_view(world, case, taken)).collect(),
        practices: practices.map(|practice| practice_view(world, case, practice, &case.route)).collect(),
        results: of_role(FigureRole::Result),
        profile: of_role(FigureRole::Profile),
        honours: own_honours(world, &case.front.honours),
    }
}

fn taken_view(world: &World, case: &Case, taken: &TakenUp) -> TakenView {
    let TakenUp { framework, mapping, place: _, extra } = taken;
    let framework = &world.site[*framework];
    let row = world.relations.row(framework.id, case.id);
    let dimensions: Vec<AnswerView> = framework
        .leaves()
        .zip(row.into_iter().flat_map(|row| &row.cells))
        .map(|(leaf, cell)| {
            let cell = cell_view(case, None, cell);
            AnswerView {
                name: leaf.name.clone(),
                above: world.site.above(leaf.id).into_iter().map(|above| above.name.clone()).collect(),
                url: leaf.route.marked(),
                serves: leaf.serves.clone(),
                state: cell.state,
                sections: cell.sections,
            }
        })
        .collect();
    TakenView {
        name: framework.title.clone(),
        url: framework.route.marked(),
        mapping: match mapping {
            Mapping::Stated => "stated",
            Mapping::Unstated => "unstated",
        },
        answered: dimensions.iter().filter(|answer| answer.state == "evidence").count(),
        dimensions,
        other: details(extra, world.config.lang),
    }
}

/// Dimensions that a heading of the case is evidence for.
pub(in crate::render) fn dimensions_of(world: &World, case: &Case, heading: u32) -> Vec<DimensionId> {
    let practices = world.relations.practices_of(case.id).iter();
    let mut found: Vec<DimensionId> = Vec::new();
    for id in practices
        .filter(|practice| practice.heading == Some(heading))
        .flat_map(|practice| &practice.dimensions)
    {
        if !found.contains(id) {
            found.push(*id);
        }
    }
    found
}

/// A practice of a case as the page at `page` shows it.
pub(in crate::render) fn practice_view(
    world: &World,
    case: &Case,
    merged: &MergedPractice,
    page: &Route,
) -> PracticeView {
    let MergedPractice { name, heading, dimensions, stated } = merged;
    let heading = heading.and_then(|index| case.text.outline.headings.get(index as usize));
    let stated = stated.and_then(|index| case.front.practices.get(index as usize));
    let (items, declared, kind, other) = match stated {
        Some(Practice { name: _, dimensions: _, section: _, items, declared, kind, extra, place: _ }) => {
            (items.clone(), *declared, kind.clone(), details(extra, world.config.lang))
        }
        None => (Vec::new(), None, None, Vec::new()),
    };
    PracticeView {
        name: name.clone(),
        url: heading.map(|heading| {
            let from_page = if page == &case.route { String::new() } else { case.route.marked() };
            from_page + &anchor(&heading.id)
        }),
        section: heading.map(|heading| heading.text.clone()),
        kind,
        dimensions: dimension_links(world, dimensions),
        items,
        declared,
        other,
    }
}
