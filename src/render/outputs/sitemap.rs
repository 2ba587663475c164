//! sitemap.xml: the address of every page. More than the protocol admits in one file are split, and
//! sitemap.xml names the parts.

use crate::base::{Diagnostic, Route};
use crate::render::view::{on_page, page_numbers};
use crate::render::{Key, Rendered, World};

use super::entries::xml;
use super::{Here, Listed, OUTPUTS, Output, Seen};

/// sitemap.xml and its parts.
pub(super) const OUTPUT: Output =
    Output { name: "sitemap", seen: Seen::Outside, listed: Listed::No, template: None, plan, render };

/// Addresses that the protocol admits in one file.
const ADDRESSES: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn pages(world: &World) -> Vec<Route> {
    let listed = OUTPUTS.iter().filter(|output| output.listed == Listed::Yes);
    let mut routes: Vec<Route> =
        listed.flat_map(|output| (output.plan)(world)).map(|(route, _)| route).collect();
    routes.sort();
    routes
}

fn part(number: u32) -> Route {
    Route::file(&format!("sitemap-{number}.xml"))
}

fn plan(world: &World) -> Vec<(Route, Key)> {
    if world.config.base_url.is_none() {
        return Vec::new();
    }
    let mut routes = vec![(Route::file("sitemap.xml"), Key::Site)];
    let count = pages(world).len();
    if count > ADDRESSES {
        routes.extend(page_numbers(count, ADDRESSES).map(|number| (part(number), Key::List(number))));
    }
    routes
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let pages = pages(here.world);
    Ok(Rendered::of(match *key {
        Key::List(number) => addresses(on_page(&pages, ADDRESSES, number)),
        _ if pages.len() > ADDRESSES => {
            let parts: String = page_numbers(pages.len(), ADDRESSES)
                .map(|number| format!("<sitemap><loc>{}</loc></sitemap>\n", part(number).marked()))
                .collect();
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n{parts}</sitemapindex>\n"
            )
        }
        _ => addresses(&pages),
    }))
}

fn addresses(pages: &[Route]) -> String {
    let entries: String =
        pages.iter().map(|route| format!("<url><loc>{}</loc></url>\n", xml(&route.marked()))).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n{entries}</urlset>\n"
    )
}
