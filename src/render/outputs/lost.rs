//! 404.html: shown at any address of the host, so its addresses begin at the host's root, and its
//! style is its own.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::render::view::{PageKind, PageView};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen};

/// 404.html.
pub(super) const OUTPUT: Output = Output { name: "404", seen: Seen::Host, listed: Listed::No, plan, render };

#[derive(Debug, Serialize)]
struct View {
    /// The home page; none without `base_url`, because nobody knows then where it is.
    home: Option<String>,
}

fn plan(_: &World) -> Vec<(Route, Key)> {
    vec![(Route::file("404.html"), Key::Site)]
}

fn render(_: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let world = here.world;
    let home = world.config.base_url.as_ref().map(|_| Route::folder("").marked());
    let page = PageView::new(world, PageKind::Lost, &world.theme.say("lost.title", &[]), here.route);
    Ok(here.page("404.html", page, &View { home }))
}
