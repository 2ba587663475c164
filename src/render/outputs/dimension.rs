//! A dimension: its evidence across cases. Evidence for the dimensions below it counts for it too.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::places::Place;
use crate::render::view::{
    DimensionView, EvidenceView, Link, PageKind, PageView, Pager, backlinks, dimension_view, evidence_views,
    on_page, page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, link_to};

/// A dimension.
pub(super) const OUTPUT: Output = Output {
    name: "dimension",
    seen: Seen::Page,
    listed: Listed::Yes,
    template: Some(TEMPLATE),
    plan,
    render,
};

const TEMPLATE: Template = Template::of::<View>("dimension.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "dimension-page" { "维度", "a dimension" }
    framework: Link => { "所属的标准", "its framework" };
    dimension: DimensionView => { "维度", "the dimension" };
    children: Vec<DimensionView> => { "下一层的维度", "the dimensions right below it" };
    siblings: Vec<Link> => { "同一层的其他维度", "those beside it" };
    evidence: Vec<EvidenceView> => { "这一页的佐证", "evidence on this page" };
    pager: Pager => { "佐证的分页", "the pages of the evidence" };
    backlinks: Vec<Link> => { "链接到本页的页面", "pages that link to this one" };
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let mut routes = Vec::new();
    for dimension in world.site.frameworks.iter().flat_map(|framework| &framework.dimensions) {
        let evidence = world.evidence_of(dimension.id).len();
        let pages = page_numbers(evidence, world.config.paging.size);
        routes.extend(
            pages.map(|number| (page_route(&dimension.route, number), Key::Dimension(dimension.id, number))),
        );
    }
    routes
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Dimension(id, number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let (framework, dimension) = (&world.site[id.framework], &world.site[id]);
    let all = world.evidence_of(id);
    let size = world.config.paging.size;
    let evidence = evidence_views(world, id, on_page(all, size, number))?;
    let beside =
        framework.dimensions.iter().filter(|other| other.parent == dimension.parent && other.id != id);
    let view = View {
        framework: Link::to(&framework.title, &framework.route),
        dimension: dimension_view(world, dimension),
        children: dimension.children.iter().map(|child| dimension_view(world, &world.site[*child])).collect(),
        siblings: beside.map(|other| Link::to(&other.name, &other.route)).collect(),
        evidence,
        pager: pager(&dimension.route, all.len(), size, number),
        backlinks: backlinks(world, &dimension.route),
    };
    let mut above: Vec<Link> = std::iter::successors(dimension.parent, |id| world.site[*id].parent)
        .map(|id| Link::to(&world.site[id].name, &world.site[id].route))
        .collect();
    above.push(Link::to(&framework.title, &framework.route));
    above.push(link_to(world, Place::Frameworks));
    above.reverse();
    let page = PageView::new(world, PageKind::Dimension, &dimension.name, here.route)
        .about(dimension.note.as_deref().unwrap_or(""))
        .below(world, above)
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
