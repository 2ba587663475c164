//! An old address that leads to where its page stands now.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::view::{PageKind, PageView};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen, Template};

/// An old address.
pub(super) const OUTPUT: Output =
    Output { name: "redirect", seen: Seen::Page, listed: Listed::No, template: Some(TEMPLATE), plan, render };

const TEMPLATE: Template = Template::of::<View>("redirect.html");

view! {
    #[derive(Debug, Serialize)]
    pub(super) struct View = "redirect-page" { "旧网址", "an old address" }
    target: String => { "转到哪里", "where it leads" };
    target_canonical: Option<String> => { "转到哪里，完整的网址；没有写 base_url 就是空", "the same outside; none without `base_url`" };
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    let redirects = world.relations.redirects.iter().enumerate();
    redirects.map(|(index, redirect)| (redirect.from.clone(), Key::Redirect(index as u32))).collect()
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::Redirect(index) = *key else { return Ok(Rendered::default()) };
    let world = here.world;
    let Some(redirect) = world.relations.redirects.get(index as usize) else {
        return Ok(Rendered::default());
    };
    let view = View { target: redirect.to.marked(), target_canonical: world.absolute(&redirect.to) };
    let page = PageView::new(world, PageKind::Redirect, &world.theme.say("redirect.title", &[]), here.route);
    Ok(here.page(&TEMPLATE, page, &view))
}
