//! What a build finds in the output folder, seen once before anything changes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;

use rayon::prelude::*;

use super::manifest::{Manifest, Record};
use super::routes::{folders_of, folders_of_all};
use super::spool::{self, Swept};
use super::target::{Target, WriteError};
use crate::base::digest::digest;
use crate::base::route::collision_key;
use crate::base::store::Kind;
use crate::base::{Diagnostic, Route};

codes! {
    OBSTRUCTED_ROUTE = "obstructed-route" Error {
        "输出路径被别的东西占着：该放文件的地方是文件夹，或该放文件夹的地方是文件、符号链接，或同名而大小写不同。请移走它，或换一个输出文件夹。",
        "Something stands where output must go: a folder for a file, a file or a symbolic link for a folder, or a name in another case. Move it away or use another output folder."
    }
}

/// The output folder as far as planned files and files of ours lie in it.
pub(super) struct Scene<'a> {
    pub(super) target: Target<'a>,
    /// How the spool is, in which what a dead build left has been swept away.
    spool: Swept,
    /// The planned files, sorted.
    pub(super) planned: &'a [Route],
    /// What the last build left.
    pub(super) known: &'a Manifest,
    /// Everything in the folders of planned files and of files of ours.
    tree: BTreeMap<String, Kind>,
    /// Files of ours that are no longer planned.
    pub(super) leaving: BTreeMap<Route, Leaving>,
    /// What stands in the way of planned files.
    pub(super) obstacles: Vec<Diagnostic>,
}

/// What becomes of a file of ours that is no longer planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// It has the bytes of this hash, as we left it: it is removed.
    Removed(String),
    /// It is gone already; its folders may be left.
    Gone,
    /// Somebody changed it: it stays, and is no longer ours.
    Left,
}

impl<'a> Scene<'a> {
    pub(super) fn look(
        target: &Target<'a>,
        planned: &'a [Route],
        known: &'a Manifest,
    ) -> Result<Scene<'a>, WriteError> {
        let mut scene = Scene {
            target: *target,
            spool: spool::sweep(target)?,
            planned,
            known,
            tree: explore(target, planned, known)?,
            leaving: BTreeMap::new(),
            obstacles: Vec::new(),
        };
        scene.leaving = scene.find_leaving()?;
        scene.obstacles = scene.find_obstacles()?;
        Ok(scene)
    }

    /// What is at a path now.
    pub(super) fn kind(&self, path: &str) -> Option<Kind> {
        self.tree.get(path).copied()
    }

    /// The folder in whose tree the new bytes of a planned file can wait: the outermost that is not there
    /// yet. There are no trees where they might take something along that is not ours.
    pub(super) fn tree<'r>(&self, route: &'r Route) -> Option<&'r str> {
        let is_missing = |folder: &&str| self.kind(folder) != Some(Kind::Folder);
        folders_of(route.as_str()).find(is_missing).filter(|_| self.spool == Swept::Wholly)
    }

    /// What the last build knew of a file.
    pub(super) fn record(&self, route: &Route) -> Option<&'a Record> {
        self.known.files.get(route)
    }

    /// The bytes of a file, if one is there.
    pub(super) fn bytes(&self, route: &Route) -> Result<Option<Vec<u8>>, WriteError> {
        if self.kind(route.as_str()) != Some(Kind::File) {
            return Ok(None);
        }
        match self.target.store.read(route.as_str()) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            read => read.map(Some).map_err(|error| self.target.failed(route.as_str(), &error)),
        }
    }

    /// Whether what is at a planned route is not known to be ours.
    pub(super) fn is_foreign(&self, route: &Route) -> Result<bool, WriteError> {
        if self.kind(route.as_str()) != Some(Kind::File) {
            return Ok(false);
        }
        match self.record(route) {
            None => Ok(true),
            Some(record) if record.before().is_some() => Ok(false),
            Some(record) => Ok(!self.bytes(route)?.is_some_and(|bytes| record.expects(&digest(&bytes)))),
        }
    }

    fn find_leaving(&self) -> Result<BTreeMap<Route, Leaving>, WriteError> {
        let planned: BTreeSet<&Route> = self.planned.iter().collect();
        let unplanned: Vec<(&Route, &Record)> =
            self.known.files.iter().filter(|(route, _)| !planned.contains(route)).collect();
        let decide = |(route, record): (&Route, &Record)| {
            let leaving = match self.kind(route.as_str()) {
                None | Some(Kind::Folder) => Leaving::Gone,
                Some(Kind::Link | Kind::Other) => Leaving::Left,
                Some(Kind::File) => match self.bytes(route)?.map(|bytes| digest(&bytes)) {
                    Some(digest) if record.expects(&digest) => Leaving::Removed(digest),
                    Some(_) => Leaving::Left,
                    None => Leaving::Gone,
                },
            };
            Ok((route.clone(), leaving))
        };
        unplanned.into_par_iter().map(decide).collect()
    }

    /// What will be gone when the leaving files are: they, and the folders that this empties.
    fn cleared(&self) -> BTreeSet<String> {
        let goes = |(route, leaving): &(&Route, &Leaving)| match leaving {
            Leaving::Removed(_) => true,
            // Where a file of ours was, somebody may have made a folder.
            Leaving::Gone => self.kind(route.as_str()).is_none(),
            Leaving::Left => false,
        };
        let mut cleared: BTreeSet<String> =
            self.leaving.iter().filter(goes).map(|(route, _)| route.as_str().to_owned()).collect();
        let mut folders: Vec<String> =
            cleared.iter().flat_map(|path| folders_of(path)).map(str::to_owned).collect();
        folders.sort();
        folders.dedup();
        // Backwards, a folder comes after what it holds.
        for folder in folders.into_iter().rev() {
            let start = format!("{folder}/");
            let mut within =
                self.tree.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start));
            if self.kind(&folder) == Some(Kind::Folder) && within.all(|(path, _)| cleared.contains(path)) {
                cleared.insert(folder);
            }
        }
        cleared
    }

    fn find_obstacles(&self) -> Result<Vec<Diagnostic>, WriteError> {
        let cleared = self.cleared();
        let mut alike: BTreeMap<Cow<'_, str>, Vec<&str>> = BTreeMap::new();
        for path in self.tree.keys().filter(|path| !cleared.contains(*path)) {
            alike.entry(collision_key(path)).or_default().push(path);
        }
        let wanted = folders_of_all(self.planned.iter().map(Route::as_str))
            .map(|folder| (folder, Kind::Folder))
            .chain(self.planned.iter().map(|route| (route.as_str(), Kind::File)));
        let mut obstacles = BTreeMap::new();
        for (path, kind) in wanted {
            if let Some(found) = self.tree.get(path) {
                if !cleared.contains(path) && !self.fits(path, kind, *found) {
                    obstacles.insert(path, kind);
                }
                continue;
            }
            let Some(others) = alike.get(&collision_key(path)) else { continue };
            let answer = self.target.store.kind(path).map_err(|error| self.target.failed(path, &error))?;
            if answer.is_some() {
                obstacles.extend(others.iter().map(|other| (*other, kind)));
            }
        }
        Ok(obstacles.into_iter().map(|(path, kind)| obstructed(&self.target, path, kind)).collect())
    }

    /// Whether what was found can be used or replaced as what is wanted. A link is never gone through;
    /// where a file of ours was, it is replaced.
    fn fits(&self, path: &str, wanted: Kind, found: Kind) -> bool {
        match (wanted, found) {
            (Kind::Folder, found) => found == Kind::Folder,
            (_, Kind::Link) => self.known.files.get(path).is_some_and(|record| record.before().is_some()),
            (_, found) => found == Kind::File,
        }
    }

    /// Whether a leaving file must go before planned files can be put in place: it stands where they or
    /// their folders will be, or shares a name with them on a disk that forgets case.
    pub(super) fn is_in_the_way(&self, leaving: &Route, sites: &Sites) -> bool {
        let key = leaving.collision_key();
        sites.files.contains(&*key)
            || sites.folders.contains_key(&*key)
            || folders_of(leaving.as_str()).any(|folder| {
                let key = collision_key(folder);
                sites.files.contains(&*key) || sites.folders.get(&*key).is_some_and(|known| known != folder)
            })
    }
}

/// Where planned files and their folders will be, without case.
pub(super) struct Sites {
    files: BTreeSet<String>,
    /// Each with its spelling.
    folders: BTreeMap<String, String>,
}

impl Sites {
    pub(super) fn of(planned: &[Route]) -> Sites {
        let folders = folders_of_all(planned.iter().map(Route::as_str));
        Sites {
            files: planned.iter().map(|route| route.collision_key().into_owned()).collect(),
            folders: folders.map(|folder| (collision_key(folder).into_owned(), folder.to_owned())).collect(),
        }
    }
}

/// Lists the folders of planned files and of files of ours, as far as they are there, level by level.
fn explore(
    target: &Target<'_>,
    planned: &[Route],
    known: &Manifest,
) -> Result<BTreeMap<String, Kind>, WriteError> {
    let mut levels: BTreeMap<usize, BTreeSet<&str>> = [(0, [""].into())].into();
    let planned = folders_of_all(planned.iter().map(Route::as_str));
    for folder in planned.chain(folders_of_all(known.files.keys().map(Route::as_str))) {
        levels.entry(folder.matches('/').count() + 1).or_default().insert(folder);
    }
    let mut tree = BTreeMap::new();
    for folders in levels.into_values() {
        let present: Vec<&str> = folders
            .into_iter()
            .filter(|folder| folder.is_empty() || tree.get(*folder) == Some(&Kind::Folder))
            .collect();
        let listed: Result<Vec<_>, WriteError> = present
            .par_iter()
            .map(|folder| target.store.list(folder).map_err(|error| target.failed(folder, &error)))
            .collect();
        for (folder, entries) in present.iter().zip(listed?) {
            let way = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            tree.extend(entries.into_iter().map(|entry| (format!("{way}{}", entry.name), entry.kind)));
        }
    }
    Ok(tree)
}

fn obstructed(target: &Target<'_>, path: &str, wanted: Kind) -> Diagnostic {
    let name = target.name(path);
    let message = match wanted {
        Kind::Folder => {
            words!("“{name}”占着输出文件夹的位置", "`{name}` stands where a folder of the output must be")
        }
        Kind::File | Kind::Link | Kind::Other => {
            words!("“{name}”占着输出文件的位置", "`{name}` stands where a file of the output must be")
        }
    };
    Diagnostic::nowhere(&OBSTRUCTED_ROUTE, message)
        .help(words!("请移走它，或换一个输出文件夹", "move it away, or use another output folder"))
}
