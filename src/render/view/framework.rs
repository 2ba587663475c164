//! Frameworks: cards, the page with its tree of dimensions, and the matrix.

use serde::Serialize;

use crate::base::Route;
use crate::model::{Case, Dimension, DimensionId, Framework, FrameworkKind};
use crate::relate::{Cell, MatrixRow};
use crate::render::World;
use crate::render::theme::Shared;

use super::outline::anchor;
use super::{Detail, Link, details};

view! {
    /// A framework in a list.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct FrameworkCard = "framework-card" { "列表里的标准", "a framework in a list" }
    title: String => { "名称", "its title" };
    url: String => { "标准页的网址", "its page" };
    kind: &'static str => { "`official` 上级制定，`house` 本单位自创", "`official` or `house`" };
    issuer: Option<String> => { "制定单位", "who issued it" };
    summary: Option<String> => { "摘要；没有写就是正文开头", "its summary, else the beginning of its text" };
    dimensions: Vec<Link> => { "最上层的各维度", "its top dimensions" };
    cases: usize => { "采用它的案例数", "how many cases take it up" };
    owner: Option<Link> => { "只属于这一篇案例时，那篇案例", "the case that it belongs to alone" };
}

view! {
    /// A framework, whole.
    #[derive(Clone, Debug, Serialize)]
    pub(in crate::render) struct FrameworkView = "framework" { "标准", "a framework" }
    title: String => { "名称", "its title" };
    url: String => { "本页的网址", "its page" };
    aliases: Vec<String> => { "别名", "other names" };
    kind: &'static str => { "`official` 上级制定，`house` 本单位自创", "`official` or `house`" };
    issuer: Option<String> => { "制定单位", "who issued it" };
    document: Option<String> => { "写明它的文件", "the document that states it" };
    version: Option<String> => { "版本", "its version" };
    declared: Option<u32> => { "声明的项数", "how many dimensions are declared" };
    partial: bool => { "维度是否没有列全", "whether dimensions are missing from the list" };
    summary: Option<String> => { "摘要；没有写就是正文开头", "its summary, else the beginning of its text" };
    owner: Option<Link> => { "只属于这一篇案例时，那篇案例", "the case that it belongs to alone" };
    named: usize => { "列出的最上层维度数", "how many top dimensions are named" };
    dimensions: Vec<DimensionView> => { "全部维度，从上到下", "all dimensions in reading order" };
    cases: usize => { "采用它的案例数", "how many cases take it up" };
    extra: Shared => { "不认识的项，按名称取值：`extra['经费']`", "keys that Fengcai does not know, by name: `extra['key']`" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    /// A dimension.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct DimensionView = "dimension" { "维度", "a dimension" }
    name: String => { "名称", "its name" };
    url: String => { "维度页的网址", "its page" };
    aliases: Vec<String> => { "别名", "other names" };
    serves: Option<String> => { "服务于什么", "what it serves" };
    note: Option<String> => { "编者的说明", "a word of the editor" };
    declared: Option<u32> => { "声明的下级项数", "how many dimensions below it are declared" };
    partial: bool => { "下级是否没有列全", "whether some below it are missing from the list" };
    depth: u32 => { "第几层，最上层是 0", "how deep it stands, from 0" };
    named: usize => { "列出的下级维度数", "how many below it are named" };
    cases: usize => { "有佐证的案例数，连同下级", "how many cases have evidence for it or for one below it" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    /// Cases by dimensions.
    #[derive(Clone, Debug, Serialize)]
    pub(in crate::render) struct MatrixView = "matrix" { "对照表", "a matrix of cases by dimensions" }
    header: Vec<Vec<HeadView>> => { "表头，一行一个列表", "rows of column heads; parents span their leaves" };
    rows: Vec<RowView> => { "各行，一篇案例一行", "its rows, a case each" };
}

view! {
    /// A head of one or several columns.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct HeadView = "matrix-head" { "对照表的表头", "a column head of a matrix" }
    name: String => { "维度的名称", "the name of the dimension" };
    url: String => { "维度页的网址", "its page" };
    colspan: usize => { "横跨几列", "how many columns it spans" };
    rowspan: usize => { "竖跨几行", "how many rows it spans" };
}

view! {
    #[derive(Clone, Debug, Serialize)]
    pub(in crate::render) struct RowView = "matrix-row" { "对照表的一行", "a row of a matrix" }
    case: Shared => { "案例", "the case" };
    cells: Vec<CellView> => { "各格，一条最下层的维度一格", "its cells, one for each of the lowest dimensions" };
}

view! {
    /// What a case says to a dimension.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct CellView = "matrix-cell" { "对照表的一格", "a cell of a matrix" }
    pub(in crate::render) state: &'static str => { "对这条维度的回答：`evidence` 有佐证，`taken-up` 采用了而没有对应的小节，`unstated` 原文没有说明对应关系，`absent` 没有采用", "what it says to the dimension: `evidence`, `taken-up` without a section, `unstated`, or `absent`" };
    pub(in crate::render) sections: Vec<Link> => { "作为佐证的各节", "the sections that are evidence" };
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

/// The pages of dimensions.
pub(in crate::render) fn dimension_links<'a>(
    world: &World,
    dimensions: impl IntoIterator<Item = &'a DimensionId>,
) -> Vec<Shared> {
    let link = |id: &DimensionId| {
        let Dimension { name, route, .. } = &world.site[*id];
        world.repeated(|own| &mut own.dimensions, *id, || Shared::of(&Link::to(name, route)))
    };
    dimensions.into_iter().map(link).collect()
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
