//! Old addresses that must go on leading somewhere.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Route};
use crate::model::Site;

use super::Redirect;

codes! {
    REDIRECT_UNUSABLE = "redirect-unusable" Error {
        "旧地址不能变成静态文件：带有查询串、越出站点，或不是本站的路径。写成以 / 开头的路径，如 /old/12497.html。",
        "An old address cannot become a static file: it has a query, leaves the site, or is no path of this site. Write a path that begins with /, such as /old/12497.html."
    }
    REDIRECT_CLAIMED_TWICE = "redirect-claimed-twice" Error {
        "同一个旧地址被两个页面认领。只在一处保留它。",
        "Two pages claim the same old address. Keep it in one of them."
    }
}

/// Turns the old addresses of all pages into routes.
pub(super) fn redirects(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Redirect> {
    let mut claimed: BTreeMap<String, FilePath> = BTreeMap::new();
    let mut redirects = Vec::new();
    for (file, route, old) in claims(site) {
        for address in old {
            let Some(from) = route_of(address) else {
                diagnostics.push(
                    Diagnostic::new(
                        &REDIRECT_UNUSABLE,
                        Place::file(file),
                        words!(
                            "旧地址“{address}”不能变成静态文件",
                            "the old address `{address}` cannot become a static file"
                        ),
                    )
                    .help(words!(
                        "写成本站的路径，如 /old/12497.html",
                        "write a path of this site, such as /old/12497.html"
                    )),
                );
                continue;
            };
            if let Some(other) = claimed.insert(from.collision_key(), file.clone()) {
                diagnostics.push(
                    Diagnostic::new(
                        &REDIRECT_CLAIMED_TWICE,
                        Place::file(file),
                        words!(
                            "旧地址“{address}”已由 {other} 认领",
                            "the old address `{address}` is already claimed by {other}"
                        ),
                    )
                    .help(words!("只在一处保留它", "keep it in one of them")),
                );
                continue;
            }
            redirects.push(Redirect { from, to: route.clone() });
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}

fn claims(site: &Site) -> Vec<(&FilePath, &Route, &[String])> {
    let mut claims: Vec<(&FilePath, &Route, &[String])> = Vec::new();
    claims.extend(site.cases.iter().map(|case| (&case.text.path, &case.route, case.redirects.as_slice())));
    claims.extend(site.pages.iter().map(|page| (&page.text.path, &page.route, page.redirects.as_slice())));
    claims.extend(site.institutions.iter().filter_map(|institution| {
        let text = institution.text.as_ref()?;
        Some((&text.path, &institution.route, institution.redirects.as_slice()))
    }));
    claims.extend(site.columns.iter().filter_map(|column| {
        let text = column.text.as_ref()?;
        Some((&text.path, &column.route, column.redirects.as_slice()))
    }));
    claims
}

/// The file that answers at an old address; `/old/` is answered by its folder's page.
fn route_of(address: &str) -> Option<Route> {
    let address = address.trim();
    if address.contains(['?', '#', '\\']) || address.starts_with("//") {
        return None;
    }
    let path = percent_decode_str(address.strip_prefix('/')?).decode_utf8().ok()?.into_owned();
    let unsafe_segment =
        |segment: &str| segment == "." || segment == ".." || segment.chars().any(char::is_control);
    let trimmed = path.strip_suffix('/').unwrap_or(&path);
    if trimmed.is_empty() || trimmed.split('/').any(|segment| segment.is_empty() || unsafe_segment(segment)) {
        return None;
    }
    let names_file =
        !path.ends_with('/') && trimmed.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Some(if names_file { Route::file(trimmed) } else { Route::folder(trimmed) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_become_files() {
        let route = |address: &str| route_of(address).map(|route| route.as_str().to_owned());
        assert_eq!(route("/old/12497.html").as_deref(), Some("old/12497.html"));
        assert_eq!(route("/old/").as_deref(), Some("old/index.html"));
        assert_eq!(route("/old").as_deref(), Some("old/index.html"));
        assert_eq!(route("/%E6%97%A7/a.htm").as_deref(), Some("旧/a.htm"));
        for unusable in ["old.html", "/a?id=3", "//host/a", "/../a", "/", "/a//b", "https://a.cn/b"] {
            assert_eq!(route(unusable), None, "{unusable}");
        }
    }
}
