//! What a case claims: frameworks answered, practices, figures and honours.

use serde::Serialize;

use crate::base::Route;
use crate::model::{Case, FigureRole, Mapping, Practice, TakenUp};
use crate::relate::MergedPractice;
use crate::render::World;

use super::framework::cell_view;
use super::honour::own_honours;
use super::outline::anchor;
use super::{Detail, FigureView, HonoursView, Link, details, figure_view};

/// What a case claims.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ClaimsView {
    frameworks: Vec<TakenView>,
    practices: Vec<PracticeView>,
    /// What was achieved.
    results: Vec<FigureView>,
    /// Who the branch is.
    profile: Vec<FigureView>,
    honours: HonoursView,
}

/// A framework that the case takes up, with what it says to each dimension.
#[derive(Debug, Serialize)]
struct TakenView {
    name: String,
    url: String,
    /// `stated` or `unstated`.
    mapping: &'static str,
    /// Leaves with evidence.
    answered: usize,
    dimensions: Vec<AnswerView>,
    other: Vec<Detail>,
}

#[derive(Debug, Serialize)]
struct AnswerView {
    name: String,
    /// The dimensions above it.
    above: Vec<String>,
    url: String,
    serves: Option<String>,
    state: &'static str,
    sections: Vec<Link>,
}

/// A practice.
#[derive(Debug, Serialize)]
pub(in crate::render) struct PracticeView {
    name: String,
    /// Its section.
    url: Option<String>,
    section: Option<String>,
    kind: Option<String>,
    dimensions: Vec<Link>,
    items: Vec<String>,
    declared: Option<u32>,
    other: Vec<Detail>,
}

/// What a case claims.
pub(in crate::render) fn claims_view(world: &World, case: &Case) -> ClaimsView {
    let of_role = |role: FigureRole| {
        let figures = case.front.figures.iter().filter(|figure| figure.role == role);
        figures.map(|figure| figure_view(world, figure)).collect()
    };
    let practices = world.relations.practices.get(case.id.index()).into_iter().flatten();
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
pub(in crate::render) fn dimensions_of(world: &World, case: &Case, heading: u32) -> Vec<Link> {
    let practices = world.relations.practices.get(case.id.index()).into_iter().flatten();
    let mut found: Vec<Link> = Vec::new();
    for id in practices
        .filter(|practice| practice.heading == Some(heading))
        .flat_map(|practice| &practice.dimensions)
    {
        let link = Link::to(&world.site[*id].name, &world.site[*id].route);
        if !found.contains(&link) {
            found.push(link);
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
        dimensions: dimensions
            .iter()
            .map(|id| Link::to(&world.site[*id].name, &world.site[*id].route))
            .collect(),
        items,
        declared,
        other,
    }
}
