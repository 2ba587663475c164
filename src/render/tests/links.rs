//! Every address in every page leads to something that is planned.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::fixture::{Fixture, text};
use crate::base::FilePath;

/// Values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).map(|part| part.split('"').next().unwrap_or("")).collect()
}

#[test]
fn every_address_leads_somewhere() {
    let plan = Fixture::full().clean();
    let pages: BTreeMap<String, String> = plan
        .routes()
        .filter(|route| route.as_str().ends_with(".html") && route.as_str() != "404.html")
        .map(|route| (route.as_str().to_owned(), text(&plan, route.as_str())))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(route, html)| (route.as_str(), values(html, "id").into_iter().collect()))
        .collect();
    let mut checked = 0;
    for (route, html) in &pages {
        let all = values(html, "id");
        assert_eq!(all.len(), ids[route.as_str()].len(), "an id stands twice in {route}");
        for address in values(html, "href").into_iter().chain(values(html, "src")) {
            if address.starts_with("https://") || address.starts_with("mailto:") {
                continue;
            }
            let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
            let path = percent_decode_str(path).decode_utf8().unwrap();
            let target = if path.is_empty() {
                FilePath::new(route)
            } else {
                FilePath::new(route).resolve(&path).unwrap()
            };
            assert!(plan.routes().any(|known| known.as_str() == target.as_str()), "{route}: {address}");
            let fragment = percent_decode_str(fragment).decode_utf8().unwrap();
            let known =
                fragment.is_empty() || ids.get(target.as_str()).is_some_and(|ids| ids.contains(&*fragment));
            assert!(known, "{route}: {address} leads to no place");
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}
