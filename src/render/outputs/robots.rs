//! robots.txt.

use crate::base::{Diagnostic, Route};
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen};

/// robots.txt. Hosts read it at their root only; below a sub-path it does no harm.
pub(super) const OUTPUT: Output =
    Output { name: "robots", seen: Seen::Outside, listed: Listed::No, template: None, plan, render };

fn plan(_: &World) -> Vec<(Route, Key)> {
    vec![(Route::file("robots.txt"), Key::Site)]
}

fn render(_: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if here.world.config.base_url.is_some() {
        let sitemap = Route::file("sitemap.xml").marked();
        text.push_str(&format!("\nSitemap: {sitemap}\n"));
    }
    Ok(Rendered::of(text))
}
