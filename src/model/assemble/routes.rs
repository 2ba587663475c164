//! All routes together: no two things on one, and old addresses that lead somewhere.

use crate::base::{FilePath, Place, Route, Words};
use crate::model::redirect::{self, redirect_route};
use crate::model::{Site, TextFacts};
use crate::yaml::Placed;

use super::desk::Desk;
use super::registry::{Claim, Registry};

/// The old addresses of a text that a static site can answer; the others are reported.
pub(super) fn usable(desk: &mut Desk<'_>, path: &FilePath, typed: &[Placed<String>]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for address in typed {
        let place = Place::value(path, &address.path);
        desk.found.extend(redirect::check(&address.value, place));
        if redirect_route(&address.value).is_some() && !kept.contains(&address.value) {
            kept.push(address.value.clone());
        }
    }
    kept
}

/// Reports whatever meets on one route. Old addresses that meet anything are dropped after that.
pub(super) fn check(desk: &mut Desk<'_>, site: &mut Site) {
    let mut registry = Registry::default();
    for (route, claim) in pages(site) {
        registry.claim(&route, claim, desk.found);
    }
    for path in &desk.inventory.statics {
        if let Some(below) = path.below("static").filter(|below| !below.is_empty()) {
            registry.claim(&Route::file(below), of_static(path), desk.found);
        }
    }
    let mut redirects = |text: &TextFacts, redirects: &mut Vec<String>| {
        redirects.retain(|typed| match redirect_route(typed) {
            Some(route) => registry.claim(&route, of_redirect(typed, &text.path), desk.found),
            None => false,
        });
    };
    site.cases.iter_mut().for_each(|case| redirects(&case.text, &mut case.redirects));
    site.pages.iter_mut().for_each(|page| redirects(&page.text, &mut page.redirects));
    for framework in &mut site.frameworks {
        if let Some(text) = framework.text.clone() {
            redirects(&text, &mut framework.redirects);
        }
    }
    for institution in &mut site.institutions {
        if let Some(text) = institution.text.clone() {
            redirects(&text, &mut institution.redirects);
        }
    }
    for column in &mut site.columns {
        if let Some(text) = column.text.clone() {
            redirects(&text, &mut column.redirects);
        }
    }
}

/// Every page with its route, what the program brings itself first.
fn pages(site: &Site) -> Vec<(Route, Claim)> {
    let mut claims: Vec<(Route, Claim)> = Vec::new();
    let file = |text: &TextFacts| of_file(&text.path);
    for column in &site.columns {
        let claim = column.text.as_deref().map_or_else(|| built_in(&column.title), file);
        claims.push((column.route.clone(), claim));
    }
    for case in &site.cases {
        claims.push((case.route.clone(), file(&case.text)));
    }
    for framework in &site.frameworks {
        let owner = framework.owner.map(|owner| &*site[owner].text);
        let text = framework.text.as_deref().or(owner);
        let claim = text.map_or_else(|| built_in(&framework.title), file);
        claims.push((framework.route.clone(), claim.clone()));
        claims.extend(framework.dimensions.iter().map(|dimension| (dimension.route.clone(), claim.clone())));
    }
    for institution in &site.institutions {
        let claim = institution.text.as_deref().map_or_else(|| built_in(&institution.name), file);
        claims.push((institution.route.clone(), claim));
    }
    claims.extend(site.pages.iter().map(|page| (page.route.clone(), file(&page.text))));
    claims
}

fn of_file(path: &FilePath) -> Claim {
    Claim {
        name: words!("“{path}”", "`{path}`"),
        place: Some(Place::file(path)),
        cure: words!(
            "给其中一个写上 slug（网址名），或改文件名",
            "give one of them a `slug`, or rename its file"
        ),
    }
}

fn built_in(title: &str) -> Claim {
    Claim {
        name: words!("内置页面“{title}”", "the built-in page `{title}`"),
        place: None,
        cure: Words::new("给文件写上 slug（网址名）", "give the file a `slug`"),
    }
}

fn of_static(path: &FilePath) -> Claim {
    Claim { cure: words!("给 static 中的文件改名", "rename the file in static"), ..of_file(path) }
}

fn of_redirect(typed: &str, path: &FilePath) -> Claim {
    Claim {
        name: words!("“{path}”的旧网址 {typed}", "the old address {typed} of `{path}`"),
        place: Some(Place::file(path)),
        cure: words!("删去这个旧网址", "remove this old address"),
    }
}
