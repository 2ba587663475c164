//! Old addresses that must go on leading somewhere.

use crate::base::Route;
use crate::model::{OldAddress, Site, TextFacts};

use super::Redirect;

/// The old addresses of all pages, in order.
pub(super) fn redirects(site: &Site) -> Vec<Redirect> {
    let mut redirects: Vec<Redirect> = Vec::new();
    for (text, to, old) in claims(site) {
        redirects.extend(old.iter().map(|address| Redirect {
            from: address.route.clone(),
            to: to.clone(),
            typed: address.typed.clone(),
            file: text.path.clone(),
            place: address.place.clone(),
        }));
    }
    redirects.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    redirects
}

/// Every text with its route and its old addresses. What has no file has no old address.
fn claims(site: &Site) -> impl Iterator<Item = (&TextFacts, &Route, &[OldAddress])> {
    let cases = site.cases.iter().map(|case| (&*case.text, &case.route, case.redirects.as_slice()));
    let pages = site.pages.iter().map(|page| (&*page.text, &page.route, page.redirects.as_slice()));
    let frameworks = site.frameworks.iter().filter_map(|framework| {
        Some((framework.text.as_deref()?, &framework.route, framework.redirects.as_slice()))
    });
    let institutions = site.institutions.iter().filter_map(|institution| {
        Some((institution.text.as_deref()?, &institution.route, institution.redirects.as_slice()))
    });
    let columns = site
        .columns
        .iter()
        .filter_map(|column| Some((column.text.as_deref()?, &column.route, column.redirects.as_slice())));
    cases.chain(pages).chain(frameworks).chain(institutions).chain(columns)
}
