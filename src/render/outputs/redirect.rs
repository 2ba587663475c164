//! An old address that leads to where its page stands now.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::view::{PageKind, PageView};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen};

/// An old address.
pub(super) const OUTPUT: Output =
    Output { name: "redirect", seen: Seen::Page, listed: Listed::No, plan, render };

#[derive(Debug, Serialize)]
struct View {
    /// Where it leads.
    target: String,
    /// The same, as the world outside knows it.
    target_canonical: Option<String>,
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
    Ok(here.page("redirect.html", page, &view))
}
