//! A framework: what it asks for, and the matrix of cases by dimensions.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::relate::MatrixRow;
use crate::render::places::Place;
use crate::render::view::{
    FrameworkView, Link, MatrixView, PageKind, PageView, Pager, backlinks, framework_view, matrix_view,
    on_page, page_numbers, page_route, pager,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, TABLE_ROWS, Template, TextView, link_to};

/// A framework.
pub(super) const OUTPUT: Output = Output {
    name: "framework",
    seen: Seen::Page,
    listed: Listed::Yes,
    template: Some(TEMPLATE),
    plan,
    render,
};

const TEMPLATE: Template = Template::of::<View>("framework.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "framework-page" { "标准", "a framework" }
    framework: FrameworkView => { "标准", "the framework" };
    text: Option<TextView> => { "标准的正文；没有写或不是第一页时为空", "its text; none on further pages" };
    matrix: MatrixView => { "对照表", "its matrix" };
    pager: Pager => { "对照表的分页", "the pages of the matrix" };
    backlinks: Vec<Link> => { "链接到本页的页面", "pages that link to this one" };
}

fn rows(world: &World, index: usize) -> &[MatrixRow] {
    world.relations.matrices.get(index).map_or(&[], |matrix| &matrix.rows)
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let mut routes = Vec::new();
    for framework in &*world.site.frameworks {
        let rows = rows(world, framework.id.index()).len();
        let pages = page_numbers(rows, TABLE_ROWS);
        routes.extend(
            pages.map(|number| (page_route(&framework.route, number), Key::Framework(framework.id, number))),
        );
    }
    routes
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Framework(id, number) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let framework = &world.site[id];
    // The body of a case's own framework is the case's, which has a page of its own.
    let facts = framework.text.as_ref().filter(|_| number == 1 && framework.owner.is_none());
    let text = facts.map(|facts| here.text(facts)).transpose()?;
    let rows = rows(world, id.index());
    let view = View {
        framework: framework_view(world, framework),
        text,
        matrix: matrix_view(world, framework, on_page(rows, TABLE_ROWS, number)),
        pager: pager(&framework.route, rows.len(), TABLE_ROWS, number),
        backlinks: backlinks(world, &framework.route),
    };
    let about = framework
        .summary
        .clone()
        .or_else(|| framework.text.as_ref().map(|text| text.outline.summary.clone()));
    let page = PageView::new(world, PageKind::Framework, &framework.title, here.route)
        .about(&about.unwrap_or_default())
        .below(world, vec![link_to(world, Place::Frameworks)])
        .numbered(number);
    Ok(here.page(&TEMPLATE, page, &view))
}
