//! Who stands at which route: two things on one are an error that names both.

use std::collections::BTreeMap;

use crate::base::{Diagnostic, Diagnostics, Place, Route, Words};

codes! {
    ROUTE_COLLISION = "route-collision" Error {
        "两样东西的网址相同（不分大小写），只有一个能发布。请给其中一个写上不同的 slug，或改文件名。",
        "Two things have the same address (upper and lower case do not differ), so only one could be published. Give one of them a `slug` of its own, or rename its file."
    }
}

/// Something that wants a route.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// What it is, for messages: `“content/cases/a.md”`, `the list of honours`.
    pub(super) name: Words,
    /// Where to point at; none for what the program brings itself.
    pub(super) place: Option<Place>,
    /// How it could move away.
    pub(super) cure: Words,
}

/// All routes handed out so far.
#[derive(Debug, Default)]
pub(super) struct Registry {
    files: BTreeMap<String, Claim>,
    /// Folders in which files stand, with the first of these: no file may have the name of a folder.
    folders: BTreeMap<String, Claim>,
}

impl Registry {
    /// Takes `route` for `claim`, or reports who has it; says whether it was free.
    pub(super) fn claim(&mut self, route: &Route, claim: Claim, found: &mut Diagnostics) -> bool {
        let key = route.collision_key();
        if let Some(holder) = self.holder(&key) {
            found.push(collision(route, holder, &claim));
            return false;
        }
        for (at, _) in key.match_indices('/') {
            self.folders.entry(key[..at].to_owned()).or_insert_with(|| claim.clone());
        }
        self.files.insert(key, claim);
        true
    }

    /// Who stands in the way of a route.
    fn holder(&self, key: &str) -> Option<&Claim> {
        let of_folder = || key.match_indices('/').find_map(|(at, _)| self.files.get(&key[..at]));
        self.files.get(key).or_else(|| self.folders.get(key)).or_else(of_folder)
    }
}

/// Points at the one that has a place, and names the other.
fn collision(route: &Route, first: &Claim, second: &Claim) -> Diagnostic {
    let (shown, other) = if second.place.is_some() { (second, first) } else { (first, second) };
    let Words { zh: one_zh, en: one_en } = &shown.name;
    let Words { zh: other_zh, en: other_en } = &other.name;
    let address = route.as_str().strip_suffix("index.html").unwrap_or(route.as_str());
    let message = Words::new(
        format!("{one_zh}与{other_zh}的网址相同：/{address}"),
        format!("{one_en} and {other_en} have the same address: /{address}"),
    );
    let problem = match &shown.place {
        Some(place) => Diagnostic::new(&ROUTE_COLLISION, place.clone(), message),
        None => Diagnostic::nowhere(&ROUTE_COLLISION, message),
    };
    problem.help(shown.cure.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;

    fn claim(path: &str) -> Claim {
        let file = FilePath::new(path);
        Claim {
            name: words!("“{file}”", "`{file}`"),
            place: Some(Place::file(&file)),
            cure: words!("改名", "rename it"),
        }
    }

    fn met(routes: &[&str]) -> Vec<String> {
        let (mut registry, mut found) = (Registry::default(), Diagnostics::default());
        for (number, route) in routes.iter().enumerate() {
            registry.claim(&Route::file(route), claim(&format!("{number}.md")), &mut found);
        }
        found.into_vec().into_iter().map(|problem| problem.message.en).collect()
    }

    #[test]
    fn two_on_one_route_are_named() {
        assert_eq!(met(&["a/index.html", "A/index.html"]), ["`1.md` and `0.md` have the same address: /A/"]);
        assert_eq!(met(&["é.html", "e\u{301}.html"]).len(), 1);
        assert!(met(&["a/index.html", "b/index.html", "a.html"]).is_empty());
    }

    #[test]
    fn a_file_is_not_a_folder() {
        assert_eq!(
            met(&["cases/a/index.html", "cases"]),
            ["`1.md` and `0.md` have the same address: /cases"]
        );
        assert_eq!(met(&["cases", "cases/a/index.html"]).len(), 1);
        assert!(met(&["cases/a/index.html", "cases/index.html"]).is_empty());
    }

    #[test]
    fn the_one_with_a_place_is_shown() {
        let (mut registry, mut found) = (Registry::default(), Diagnostics::default());
        let route = Route::folder("honours");
        registry.claim(&route, claim("a.md"), &mut found);
        let list =
            Claim {
                name: words!("荣誉表", "the list of honours"), place: None, cure: words!("无", "none")
            };
        registry.claim(&route, list, &mut found);
        let problem = found.into_vec().remove(0);
        assert_eq!(problem.place.unwrap().file.as_str(), "a.md");
        assert!(problem.message.zh.starts_with("“a.md”与荣誉表"));
    }
}
