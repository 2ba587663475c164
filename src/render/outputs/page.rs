//! A plain page.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::Page;
use crate::render::theme::Shared;
use crate::render::view::{
    AttachmentView, Detail, Link, PageKind, PageView, attachment_view, backlinks, columns_above, details,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, TextView};

/// A plain page.
pub(super) const OUTPUT: Output =
    Output { name: "page", seen: Seen::Page, listed: Listed::Yes, plan, render };

#[derive(Debug, Serialize)]
struct View {
    text: TextView,
    date: Option<String>,
    tags: Vec<String>,
    attachments: Vec<AttachmentView>,
    extra: Shared,
    other: Vec<Detail>,
    backlinks: Vec<Link>,
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    world.site.pages.iter().map(|page| (page.route.clone(), Key::Page(page.id))).collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Page(id) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let Page {
        id: _,
        title,
        date,
        summary,
        order: _,
        menu: _,
        tags,
        redirects: _,
        attachments,
        column,
        text,
        extra,
        route,
    } = &world.site[id];
    let text = here.text(text)?;
    let view = View {
        text,
        date: date.map(|date| date.to_string()),
        tags: tags.clone(),
        attachments: attachments.iter().filter_map(|path| attachment_view(world, path)).collect(),
        extra: Shared::map(extra),
        other: details(extra, world.config.lang),
        backlinks: backlinks(world, route),
    };
    let page = PageView::new(world, PageKind::Page, title, here.route)
        .about(summary)
        .below(world, columns_above(world, *column))
        .inside(world, Some(*column));
    Ok(here.page("page.html", page, &view))
}
