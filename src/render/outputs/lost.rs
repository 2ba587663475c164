//! 404.html: shown at any address of the host, so its addresses begin at the host's root, and its
//! style is its own.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::view::{PageKind, PageView};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template};

/// 404.html.
pub(super) const OUTPUT: Output =
    Output { name: "404", seen: Seen::Host, listed: Listed::No, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("404.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "lost-page" { "找不到网页时显示的页面", "the page for addresses that lead nowhere" }
    home: Option<String> => { "首页的网址；没有写 base_url 就是空，因为不知道首页在哪里", "the home page; none without `base_url`, because nobody knows then where it is" };
}

fn plan(_: &World) -> Vec<(Route, Key)> {
    vec![(Route::file("404.html"), Key::Site)]
}

fn render(_: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let world = here.world;
    let home = world.config.base_url.as_ref().map(|_| Route::folder("").marked());
    let page = PageView::new(world, PageKind::Lost, &world.theme.say("lost.title", &[]), here.route);
    Ok(here.page(&TEMPLATE, page, &View { home }))
}
