//! Frameworks: cards, the page with its tree of dimensions, and the matrix.

use serde::Serialize;

use crate::base::Route;
use crate::model::{Case, Dimension, DimensionId, Framework, FrameworkKind};
use crate::relate::{Cell, MatrixRow};
use crate::render::World;
use crate::render::theme::Shared;

use super::outline::anchor;
use super::{Detail, Link, details};

/// A framework in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct FrameworkCard {
    title: String,
    url: String,
    kind: &'static str,
    issuer: Option<String>,
    summary: Option<String>,
    /// Its top dimensions.
    dimensions: Vec<Link>,
    /// Cases that take it up.
    cases: usize,
    /// The case that it belongs to alone.
    owner: Option<Link>,
}

/// A framework, whole.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct FrameworkView {
    title: String,
    url: String,
    aliases: Vec<String>,
    kind: &'static str,
    issuer: Option<String>,
    document: Option<String>,
    version: Option<String>,
    declared: Option<u32>,
    partial: bool,
    summary: Option<String>,
    owner: Option<Link>,
    /// How many top dimensions are named.
    named: usize,
    /// All dimensions in reading order.
    dimensions: Vec<DimensionView>,
    /// Cases that take it up.
    cases: usize,
    extra: Shared,
    other: Vec<Detail>,
}

/// A dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct DimensionView {
    name: String,
    url: String,
    aliases: Vec<String>,
    serves: Option<String>,
    note: Option<String>,
    declared: Option<u32>,
    partial: bool,
    depth: u32,
    /// How many children are named.
    named: usize,
    /// Cases with evidence for it or for one below it.
    cases: usize,
    other: Vec<Detail>,
}

/// Cases by dimensions.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct MatrixView {
    /// Rows of column heads; parents span their leaves.
    header: Vec<Vec<HeadView>>,
    rows: Vec<RowView>,
}

/// A head of one or several columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct HeadView {
    name: String,
    url: String,
    colspan: usize,
    rowspan: usize,
}

#[derive(Clone, Debug, Serialize)]
struct RowView {
    case: Shared,
    cells: Vec<CellView>,
}

/// What a case says to a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct CellView {
    /// `evidence`, `taken-up`, `unstated` or `absent`.
    pub(in crate::render) state: &'static str,
    /// The sections that are evidence.
    pub(in crate::render) sections: Vec<Link>,
}

fn kind_name(kind: FrameworkKind) -> &'static str {
    match kind {
        FrameworkKind::Official => "official",
        FrameworkKind::House => "house",
    }
}

fn owner(world: &World, framework: &Framework) -> Option<Link> {
    let case = &world.site[framework.owner?];
    Some(Link::to(&case.title, &case.route))
}

fn taken_up_by(world: &World, framework: &Framework) -> usize {
    world.relations.matrices.get(framework.id.index()).map_or(0, |matrix| matrix.rows.len())
}

/// A framework in a list.
pub(in crate::render) fn framework_card(world: &World, framework: &Framework) -> FrameworkCard {
    FrameworkCard {
        title: framework.title.clone(),
        url: framework.route.marked(),
        kind: kind_name(framework.kind),
        issuer: framework.issuer.clone(),
        summary: summary(framework),
        dimensions: framework.roots().map(|root| Link::to(&root.name, &root.route)).collect(),
        cases: taken_up_by(world, framework),
        owner: owner(world, framework),
    }
}

fn summary(framework: &Framework) -> Option<String> {
    let of_text = || framework.text.as_ref().map(|text| text.outline.summary.clone());
    framework.summary.clone().or_else(of_text).filter(|summary| !summary.is_empty())
}

/// A framework, whole.
pub(in crate::render) fn framework_view(world: &World, framework: &Framework) -> FrameworkView {
    let Framework {
        id: _,
        title,
        aliases,
        kind,
        issuer,
        document,
        version,
        declared,
        partial,
        dimensions,
        owner: _,
        text: _, // printed by the output
        summary: _,
        redirects: _, // pages of their own
        extra,
        slug: _, // in the route
        route,
    } = framework;
    FrameworkView {
        title: title.clone(),
        url: route.marked(),
        aliases: aliases.clone(),
        kind: kind_name(*kind),
        issuer: issuer.clone(),
        document: document.clone(),
        version: version.clone(),
        declared: *declared,
        partial: *partial,
        summary: summary(framework),
        owner: owner(world, framework),
        named: framework.roots().count(),
        dimensions: dimensions.iter().map(|dimension| dimension_view(world, dimension)).collect(),
        cases: taken_up_by(world, framework),
        extra: Shared::map(extra),
        other: details(extra, world.config.lang),
    }
}

/// A dimension.
pub(in crate::render) fn dimension_view(world: &World, dimension: &Dimension) -> DimensionView {
    let Dimension {
        id,
        name,
        aliases,
        serves,
        note,
        declared,
        partial,
        parent: _,
        children,
        depth,
        place: _,
        extra,
        slug: _,
        route,
    } = dimension;
    DimensionView {
        name: name.clone(),
        url: route.marked(),
        aliases: aliases.clone(),
        serves: serves.clone(),
        note: note.clone(),
        declared: *declared,
        partial: *partial,
        depth: *depth,
        named: children.len(),
        cases: world.cases_of(*id),
        other: details(extra, world.config.lang),
    }
}

/// The matrix of a framework with some of its rows.
pub(in crate::render) fn matrix_view(world: &World, framework: &Framework, rows: &[MatrixRow]) -> MatrixView {
    let rows = rows
        .iter()
        .map(|row| {
            let case = &world.site[row.case];
            let cells = row.cells.iter().map(|cell| cell_view(case, Some(&case.route), cell)).collect();
            RowView { case: world.card(row.case), cells }
        })
        .collect();
    MatrixView { header: header(framework), rows }
}

/// A cell; its sections are linked at `route`, or within the page when there is none.
pub(in crate::render) fn cell_view(case: &Case, route: Option<&Route>, cell: &Cell) -> CellView {
    let (state, sections): (_, &[u32]) = match cell {
        Cell::Evidence(sections) => ("evidence", sections),
        Cell::TakenUp => ("taken-up", &[]),
        Cell::Unstated => ("unstated", &[]),
        Cell::Absent => ("absent", &[]),
    };
    let page = route.map(Route::marked).unwrap_or_default();
    let sections = sections
        .iter()
        .filter_map(|index| case.text.outline.headings.get(*index as usize))
        .map(|heading| Link {
            name: heading.text.clone(),
            url: Some(format!("{page}{}", anchor(&heading.id))),
        })
        .collect();
    CellView { state, sections }
}

/// Heads of the columns, row by row: a parent stands above its leaves and spans them; a leaf reaches
/// down to the last row.
fn header(framework: &Framework) -> Vec<Vec<HeadView>> {
    let deepest = framework.dimensions.iter().map(|dimension| dimension.depth).max().unwrap_or(0) as usize;
    let mut rows: Vec<Vec<HeadView>> = vec![Vec::new(); deepest + 1];
    for dimension in &framework.dimensions {
        let depth = dimension.depth as usize;
        let is_leaf = dimension.children.is_empty();
        rows[depth].push(HeadView {
            name: dimension.name.clone(),
            url: dimension.route.marked(),
            colspan: leaves_below(framework, dimension.id),
            rowspan: if is_leaf { deepest + 1 - depth } else { 1 },
        });
    }
    rows
}

fn leaves_below(framework: &Framework, dimension: DimensionId) -> usize {
    let mut leaves = 0;
    let mut open = vec![dimension];
    while let Some(id) = open.pop() {
        let children = &framework.dimensions[id.index as usize].children;
        leaves += usize::from(children.is_empty());
        open.extend(children);
    }
    leaves
}
