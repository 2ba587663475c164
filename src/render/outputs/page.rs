//! A plain page.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::Page;
use crate::render::theme::Shared;
use crate::render::view::{
    AttachmentView, Detail, Link, PageKind, PageView, attachment_view, backlinks, columns_above, details,
};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template, TextView};

/// A plain page.
pub(super) const OUTPUT: Output =
    Output { name: "page", seen: Seen::Page, listed: Listed::Yes, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("page.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "plain-page" { "普通页面", "a plain page" }
    text: TextView => { "正文", "its text" };
    date: Option<String> => { "日期", "its date" };
    tags: Vec<String> => { "标签", "its tags" };
    attachments: Vec<AttachmentView> => { "附件", "files that come with it" };
    extra: Shared => { "不认识的项，按名称取值：`extra['经费']`", "keys that Fengcai does not know, by name: `extra['key']`" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
    backlinks: Vec<Link> => { "链接到本页的页面", "pages that link to this one" };
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
    Ok(here.page(&TEMPLATE, page, &view))
}
