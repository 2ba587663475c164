//! A case.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::view::{CaseView, PageKind, PageView, case_view, columns_above, summary};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template};

/// A case.
pub(super) const OUTPUT: Output =
    Output { name: "case", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("case.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "case-page" { "案例", "a case" }
    case: CaseView => { "案例", "the case" };
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    world.site.cases.iter().map(|case| (case.route.clone(), Key::Case(case.id))).collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Case(id) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let case = &world.site[id];
    let view = View { case: case_view(here, case)? };
    let cover = case.cover.as_ref().and_then(|path| world.relations.assets.get(path));
    let page = PageView::new(world, PageKind::Case, &case.title, here.route)
        .about(summary(case))
        .with_image(cover.and_then(|asset| world.absolute(&asset.route)))
        .below(world, columns_above(world, case.column))
        .inside(world, Some(case.column));
    Ok(here.page(&TEMPLATE, page, &view))
}
