//! Two things at one route: an error that names both and says how one of them can move away.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::base::{Diagnostic, FilePath, Place, Route, Words};
use crate::model::Column;

use super::places::{PLACES, facet_name};
use super::plan::file_of;
use super::{Job, Key, World};

codes! {
    ROUTE_COLLISION = "route-collision" Error {
        "两样东西的网址相同（不分大小写），只有一个能发布。请给其中一个写上不同的 slug，或改文件名。",
        "Two things have the same address (upper and lower case do not differ), so only one could be published. Give one of them a `slug` of its own, or rename its file."
    }
}

/// The routes that are taken, compared as the strictest disk compares them.
#[derive(Debug)]
pub(super) struct Taken<'r> {
    files: HashMap<Cow<'r, str>, &'r Route>,
    /// Folders in which files stand, with the first of these: no file may have the name of a folder.
    folders: HashMap<Cow<'r, str>, &'r Route>,
}

impl<'r> Taken<'r> {
    /// None yet, of about so many.
    pub(super) fn with_room(count: usize) -> Taken<'r> {
        Taken { files: HashMap::with_capacity(count), folders: HashMap::with_capacity(count) }
    }

    /// Takes a route.
    ///
    /// # Errors
    /// The route that stands in its way.
    pub(super) fn take(&mut self, route: &'r Route) -> Result<(), &'r Route> {
        let key = route.collision_key();
        if let Some(holder) = self.holder(&key) {
            return Err(holder);
        }
        for (at, _) in key.match_indices('/') {
            if !self.folders.contains_key(&key[..at]) {
                let folder = match &key {
                    Cow::Borrowed(key) => Cow::Borrowed(&key[..at]),
                    Cow::Owned(key) => Cow::Owned(key[..at].to_owned()),
                };
                self.folders.insert(folder, route);
            }
        }
        self.files.insert(key, route);
        Ok(())
    }

    fn holder(&self, key: &str) -> Option<&'r Route> {
        let of_folder = || key.match_indices('/').find_map(|(at, _)| self.files.get(&key[..at]));
        self.files.get(key).or_else(|| self.folders.get(key)).or_else(of_folder).copied()
    }
}

/// A route and the job that wants it.
pub(super) type Claim<'a> = (&'a Route, &'a Job);

/// What to tell of a newcomer whose route is taken. It is pointed at where the writer can move it, else
/// at who was there before.
pub(super) fn told(world: &World, holder: Claim<'_>, newcomer: Claim<'_>) -> Diagnostic {
    let is_writers = |place: &Place| place.file.below("themes").is_none();
    let newcomer_place = place_of(world, newcomer).filter(is_writers);
    let (shown, other) = if newcomer_place.is_some() { (newcomer, holder) } else { (holder, newcomer) };
    let message = message(world, shown, other);
    match newcomer_place.or_else(|| place_of(world, shown)).or_else(|| place_of(world, other)) {
        Some(place) => Diagnostic::new(&ROUTE_COLLISION, place, message),
        None => Diagnostic::nowhere(&ROUTE_COLLISION, message),
    }
    .help(cure(shown))
}

fn message(world: &World, shown: Claim<'_>, other: Claim<'_>) -> Words {
    let Words { zh, en } = described(world, shown);
    let Words { zh: other_zh, en: other_en } = described(world, other);
    let (address, other_address) = (address(shown.0), address(other.0));
    if shown.0.collision_key() == other.0.collision_key() {
        return words!(
            "{zh}与{other_zh}的网址相同：/{address}",
            "{en} and {other_en} have the same address: /{address}"
        );
    }
    words!(
        "{zh}与{other_zh}不能并存：/{address} 和 /{other_address}，一个要作文件，一个要作文件夹",
        "{en} and {other_en} cannot both be there: of /{address} and /{other_address}, one would be a file and one a folder"
    )
}

fn address(route: &Route) -> &str {
    route.as_str().strip_suffix("index.html").unwrap_or(route.as_str())
}

/// The file of what a job makes: that of a case, a page, a column, a copied file.
fn file(world: &World, (route, job): Claim<'_>) -> Option<FilePath> {
    let is_shown = |column: &&Column| {
        column.route == *route && world.column(&column.folder).is_some_and(|shown| shown.id == column.id)
    };
    let column = || world.site.columns.iter().find(is_shown);
    file_of(world, &job.key).or_else(|| Some(column()?.text.as_ref()?.path.clone()))
}

fn place_of(world: &World, claim: Claim<'_>) -> Option<Place> {
    if let Key::Redirect(index) = claim.1.key {
        let redirect = world.relations.redirects.get(index as usize)?;
        return Some(Place::value(&redirect.file, &redirect.place));
    }
    file(world, claim).map(|file| Place::file(&file))
}

/// What a job makes, in words.
fn described(world: &World, claim: Claim<'_>) -> Words {
    let (route, job) = claim;
    if let Key::Redirect(index) = job.key
        && let Some(redirect) = world.relations.redirects.get(index as usize)
    {
        let (file, typed) = (&redirect.file, &redirect.typed);
        return words!("“{file}”的旧网址“{typed}”", "the old address `{typed}` of `{file}`");
    }
    if let Some(file) = file(world, claim) {
        return words!("“{file}”", "`{file}`");
    }
    let page_of = |name: &str| words!("“{name}”的页面", "the page of `{name}`");
    match &job.key {
        Key::Framework(id, _) => page_of(&world.site[*id].title),
        Key::Dimension(id, _) => page_of(&world.site[*id].name),
        Key::Institution(id, _) => page_of(&world.site[*id].name),
        Key::Column(id, _) => page_of(&world.site[*id].title),
        Key::Facet(kind) => page_of(&facet_name(world, *kind)),
        Key::Term(kind, index, _) => {
            let facet = world.relations.facets.iter().find(|facet| facet.kind == *kind);
            let term = facet.and_then(|facet| facet.terms.get(*index as usize));
            term.map_or_else(|| generated(world, route), |term| list_of(&term.name, &term.name_en))
        }
        _ => generated(world, route),
    }
}

fn list_of(zh: &str, en: &str) -> Words {
    words!("“{zh}”的列表", "the list of `{en}`")
}

/// What the program makes of itself: a built-in list by its title, all else by its address.
fn generated(world: &World, route: &Route) -> Words {
    match PLACES.iter().find(|place| place.route(world) == *route) {
        Some(place) => {
            let title = place.title(world);
            words!("内置页面“{title}”", "the built-in page `{title}`")
        }
        None => words!("自动生成的“{route}”", "the generated `{route}`"),
    }
}

/// How what a job makes can move away.
fn cure((route, job): Claim<'_>) -> Words {
    match &job.key {
        Key::Redirect(_) => words!("删去这个旧网址", "remove this old address"),
        Key::File(_) => words!("给这个文件改名，或移走它", "rename this file, or take it away"),
        Key::Column(..) => words!("只留其中一个", "keep one of the two"),
        _ if address(route).is_empty() => words!("给这个文件改名", "rename this file"),
        _ => words!(
            "给其中一个写上 slug（网址名），或改文件名",
            "give one of them a `slug`, or rename its file"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the routes, by number, stands in the way of which.
    fn met(routes: &[&str]) -> Vec<(String, String)> {
        let routes: Vec<Route> = routes.iter().map(|route| Route::file(route)).collect();
        let mut taken = Taken::with_room(routes.len());
        let met = |route| Some((taken.take(route).err()?.to_string(), route.to_string()));
        routes.iter().filter_map(met).collect()
    }

    fn pair(holder: &str, newcomer: &str) -> Vec<(String, String)> {
        vec![(holder.to_owned(), newcomer.to_owned())]
    }

    #[test]
    fn case_and_form_make_no_difference() {
        assert_eq!(met(&["a/index.html", "A/index.html"]), pair("a/index.html", "A/index.html"));
        assert_eq!(met(&["é.html", "e\u{301}.html"]).len(), 1);
        assert!(met(&["a/index.html", "b/index.html", "a.html"]).is_empty());
    }

    #[test]
    fn a_file_is_no_folder() {
        assert_eq!(met(&["cases/a/index.html", "cases"]), pair("cases/a/index.html", "cases"));
        assert_eq!(met(&["cases", "cases/a/index.html"]), pair("cases", "cases/a/index.html"));
        assert!(met(&["cases/a/index.html", "cases/index.html"]).is_empty());
    }
}
