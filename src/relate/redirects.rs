//! Old addresses that must go on leading somewhere. The model has checked them; here they become routes.

use crate::base::Route;
use crate::model::{Site, redirect_route};

use super::Redirect;

/// Turns the old addresses of all pages into routes, in order.
pub(super) fn redirects(site: &Site) -> Vec<Redirect> {
    let mut redirects: Vec<Redirect> = Vec::new();
    for (route, old) in claims(site) {
        let routes = old.iter().filter_map(|address| redirect_route(address));
        redirects.extend(routes.map(|from| Redirect { from, to: route.clone() }));
    }
    redirects.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    redirects
}

fn claims(site: &Site) -> impl Iterator<Item = (&Route, &[String])> {
    let cases = site.cases.iter().map(|case| (&case.route, case.redirects.as_slice()));
    let pages = site.pages.iter().map(|page| (&page.route, page.redirects.as_slice()));
    let institutions =
        site.institutions.iter().map(|institution| (&institution.route, institution.redirects.as_slice()));
    let columns = site.columns.iter().map(|column| (&column.route, column.redirects.as_slice()));
    cases.chain(pages).chain(institutions).chain(columns)
}
