//! Which files beside the texts are published, and under which addresses.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::files::Files;
use crate::base::slug::Slugger;
use crate::base::{FilePath, Route, digest, parallel};
use crate::model::Site;

use super::Asset;
use super::links::Links;

/// Pictures whose width and height are read from their first bytes.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "bmp", "svg", "avif", "ico"];

/// The files beside the texts that are published.
pub(super) struct Assets {
    pub(super) published: BTreeMap<FilePath, Asset>,
    /// Pictures without a byte.
    pub(super) empty: BTreeSet<FilePath>,
}

/// What the first bytes of a file tell.
#[derive(Clone, Copy)]
enum Head {
    /// It is no picture that we know.
    Other,
    /// A picture was to be here, and nothing is.
    Empty,
    /// A picture of this width and height.
    Picture(u32, u32),
}

/// Gives every file that a text names its address, and pictures their size.
pub(super) fn assets(
    site: &Site,
    links: &Links,
    named: &BTreeSet<FilePath>,
    (files, slugger): (&dyn Files, &Slugger),
) -> Assets {
    let routes = routes(site, links, named, slugger);
    let paths: Vec<&FilePath> = named.iter().collect();
    let heads: Vec<Head> = parallel::each(&paths).map(|path| head(files, path)).collect();
    let mut assets = Assets { published: BTreeMap::new(), empty: BTreeSet::new() };
    for (path, head) in named.iter().zip(heads) {
        let size = match head {
            Head::Picture(width, height) => Some((width, height)),
            Head::Other => None,
            Head::Empty => {
                assets.empty.insert(path.clone());
                None
            }
        };
        let asset = Asset { path: path.clone(), route: routes[path].clone(), size };
        assets.published.insert(path.clone(), asset);
    }
    assets
}

fn head(files: &dyn Files, path: &FilePath) -> Head {
    if !PICTURES.contains(&path.extension().as_str()) {
        return Head::Other;
    }
    let Ok(mut picture) = files.open(path) else { return Head::Other };
    if picture.fill_buf().is_ok_and(<[u8]>::is_empty) {
        return Head::Empty;
    }
    let size = imagesize::reader_size(picture).ok();
    let sides =
        size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    sides.map_or(Head::Other, |(width, height)| Head::Picture(width, height))
}

/// A file beside a case stands beside the case's page; any other below the slugs of its folders. Two
/// files that meet keep their names apart by a short hash of the path, so that no route depends on
/// the order of files.
fn routes(
    site: &Site,
    links: &Links,
    named: &BTreeSet<FilePath>,
    slugger: &Slugger,
) -> BTreeMap<FilePath, Route> {
    if named.is_empty() {
        return BTreeMap::new();
    }
    let homes = page_folders(links);
    let wanted: Vec<(&FilePath, Route)> = named
        .iter()
        .map(|path| {
            let folder = output_folder(&path.parent(), &homes, slugger);
            (path, Route::file(&format!("{folder}{}", slugger.file_name(path.name()))))
        })
        .collect();
    let mut taken: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    for (_, route) in &wanted {
        *taken.entry(route.collision_key()).or_default() += 1;
    }
    let pages = LazyCell::new(|| {
        let keys = site.cases.iter().map(|case| case.route.collision_key());
        keys.collect::<BTreeSet<_>>()
    });
    let parted = |(path, route): &(&FilePath, Route)| {
        let key = route.collision_key();
        // Pages of cases have all the same name, which few files have.
        let meets = taken[&key] > 1 || key.ends_with("/index.html") && pages.contains(&key);
        ((*path).clone(), if meets { with_hash(route, path) } else { route.clone() })
    };
    wanted.iter().map(parted).collect()
}

fn with_hash(route: &Route, path: &FilePath) -> Route {
    let hash = digest::short(path.as_str().as_bytes());
    let (stem, extension) = match route.as_str().rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
        _ => (route.as_str(), String::new()),
    };
    Route::file(&format!("{stem}-{hash}{extension}"))
}

/// Folders of `content/` that are a page of their own (`index.md`, `_index.md`, F3's `风能/风能.md`),
/// with the folder of that page.
fn page_folders(links: &Links) -> BTreeMap<FilePath, String> {
    links
        .texts()
        .filter(|linkable| {
            let path = &linkable.text.path;
            let stem = path.stem();
            stem == "index" || stem == "_index" || path.as_str().rsplit('/').nth(1) == Some(stem)
        })
        .map(|linkable| (linkable.text.path.parent(), linkable.route.parent().to_owned()))
        .collect()
}

/// The output folder of a source folder, ending in `/` unless it is the root.
fn output_folder(folder: &FilePath, homes: &BTreeMap<FilePath, String>, slugger: &Slugger) -> String {
    if let Some(home) = homes.get(folder) {
        return home.clone();
    }
    if folder.as_str().is_empty() || folder.as_str() == "content" {
        return String::new();
    }
    format!("{}{}/", output_folder(&folder.parent(), homes, slugger), slugger.slug(folder.name()))
}
