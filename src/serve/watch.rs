//! Watches a site's folder. What the system tells of it are hints; contents decide.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::FilePath;
use crate::base::files::disk::stands;
use crate::base::files::{Beside, Extent, Touched};

/// A burst of changes is over when nothing was heard for so long. An editor that writes a file aside and
/// renames it, or a checkout of a branch, makes many events that belong together.
const QUIET: Duration = Duration::from_millis(30);

/// A burst that does not end is cut after this.
const LONGEST: Duration = Duration::from_millis(500);

/// More paths than this in one burst may be not all of them: Windows collects changes in a buffer of 16 KiB, some
/// hundred names, and when that overflows, all in it is lost and the library does not tell. Other systems say so.
const CERTAIN: usize = if cfg!(windows) { 32 } else { usize::MAX };

/// Folders whose every file matters; of the site's folder itself only the files right in it do, so that
/// an output folder or a repository beside the texts costs nothing.
const FOLDERS: &[&str] = &["content", "data", "static", "templates", "themes"];

/// A folder of whose changes the system tells.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// What lies elsewhere than in the folders.
    beside: BTreeSet<Beside>,
    /// What is watched for its sake.
    watched: BTreeMap<PathBuf, RecursiveMode>,
    /// Whether the system refused to watch a folder more.
    is_full: bool,
}

impl Watch {
    /// Watches the folder at `root`, a path without links.
    pub(super) fn new(root: PathBuf) -> notify::Result<Watch> {
        let (sender, events) = channel();
        // A place has one watch, under its real name: of two names that lead to it one would stay deaf.
        let watcher = RecommendedWatcher::new(sender, Config::default().with_follow_symlinks(false))?;
        let (beside, watched) = (BTreeSet::new(), BTreeMap::new());
        let mut watch = Watch { root, watcher, events, beside, watched, is_full: false };
        watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive)?;
        FOLDERS.iter().try_for_each(|folder| watch.follow(folder))?;
        Ok(watch)
    }

    /// Watches a folder with all in it. One that does not exist is watched when it comes.
    fn follow(&mut self, folder: &str) -> notify::Result<()> {
        let place = self.root.join(folder);
        match self.watcher.watch(&place, RecursiveMode::Recursive) {
            // On Windows the error of a folder that is not there looks like any other.
            Err(_) if !stands(&place) => Ok(()),
            done => done,
        }
    }

    /// Watches what lies `beside` the folders, and no more what lay there. Hands back what is watched from
    /// now on: it may have changed while nobody listened.
    pub(super) fn follow_beside(&mut self, beside: BTreeSet<Beside>) -> Touched {
        let new = beside.difference(&self.beside).map(|new| new.shown.clone()).collect();
        if beside != self.beside {
            self.beside = beside;
            self.watch_beside();
        }
        Touched::Paths(new)
    }

    fn watch_beside(&mut self) {
        let wanted = self.wanted();
        for (place, _) in self.watched.extract_if(.., |place, mode| wanted.get(place) != Some(mode)) {
            // What is gone is not watched any more.
            let _ = self.watcher.unwatch(&place);
        }
        for (place, mode) in wanted {
            // What is not there is watched when it comes, and told of by the folder above it.
            if self.watched.contains_key(&place) {
                continue;
            }
            match self.watcher.watch(&place, mode) {
                Ok(()) => drop(self.watched.insert(place, mode)),
                Err(error) => self.is_full |= is_limit(&error),
            }
        }
    }

    /// What must be watched for the sake of what lies beside: folders with all in them, those that hold single
    /// files, and all on the way there, for any of them may be moved.
    fn wanted(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut wanted = BTreeMap::new();
        for Beside { place, extent, .. } in &self.beside {
            if *extent == Extent::Folder {
                wanted.insert(place.clone(), RecursiveMode::Recursive);
            }
            for folder in place.ancestors().skip(1).take_while(|folder| *folder != self.root) {
                wanted.entry(folder.to_owned()).or_insert(RecursiveMode::NonRecursive);
            }
        }
        let whole: Vec<PathBuf> = FOLDERS.iter().map(|folder| self.root.join(folder)).collect();
        let is_in = |place: &Path, folder: &Path| place != folder && place.starts_with(folder);
        let deep: Vec<PathBuf> = wanted
            .iter()
            .filter(|(_, mode)| **mode == RecursiveMode::Recursive)
            .map(|(place, _)| place.clone())
            .collect();
        wanted.retain(|place, _| {
            place.starts_with(&self.root)
                && !whole.iter().any(|folder| place.starts_with(folder))
                && !deep.iter().any(|folder| is_in(place, folder))
        });
        wanted
    }

    /// Waits for a burst of changes to be over and tells what it touched; nothing when `until` has passed. What
    /// touches nothing begins and lengthens no burst.
    pub(super) fn next(&mut self, until: Option<Instant>) -> Heard {
        if self.is_full {
            return Heard::Deaf;
        }
        let mut touched = match self.hear(until) {
            Ok(touched) => touched,
            Err(RecvTimeoutError::Timeout) => return Heard::Nothing,
            Err(RecvTimeoutError::Disconnected) => return Heard::Deaf,
        };
        let end = Instant::now() + LONGEST;
        loop {
            match self.hear(Some(end.min(Instant::now() + QUIET))) {
                Ok(more) => touched = touched.and(more),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Heard::Deaf,
            }
        }
        let touched = certain(touched, CERTAIN);
        self.follow_new(&touched);
        if self.is_full { Heard::Deaf } else { Heard::Changes(touched) }
    }

    /// The next change.
    fn hear(&mut self, until: Option<Instant>) -> Result<Touched, RecvTimeoutError> {
        loop {
            let event = match until {
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(until) => self.events.recv_timeout(until.saturating_duration_since(Instant::now())),
            };
            let event = event?;
            self.is_full |= event.as_ref().is_err_and(is_limit);
            let touched = self.touched(event);
            if !touched.is_empty() {
                return Ok(touched);
            }
        }
    }

    /// A folder that was removed and made anew must be followed anew.
    fn follow_new(&mut self, touched: &Touched) {
        let is_named = |folder: &str| match touched {
            Touched::Anything => true,
            Touched::Paths(paths) => paths.contains(folder),
        };
        let folders: Vec<&str> = FOLDERS.iter().copied().filter(|folder| is_named(folder)).collect();
        for folder in &folders {
            // Neither was watched or both are; what cannot be followed now is tried at the next touch.
            let _ = self.watcher.unwatch(&self.root.join(folder));
            self.is_full |= self.follow(folder).is_err_and(|error| is_limit(&error));
        }
        let is_moved = |place: &PathBuf| site_path(&self.root, place).is_none_or(|path| touched.holds(&path));
        if !folders.is_empty() || self.watched.keys().any(is_moved) {
            for (place, _) in std::mem::take(&mut self.watched) {
                let _ = self.watcher.unwatch(&place);
            }
        }
        self.watch_beside();
    }

    fn touched(&self, event: notify::Result<Event>) -> Touched {
        let nothing = Touched::Paths(BTreeSet::new());
        match event {
            Err(_) => Touched::Anything,
            Ok(event) if event.need_rescan() => Touched::Anything,
            // Our own reading is heard as access.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => nothing,
            Ok(event) => event.paths.iter().map(|path| self.named(path)).fold(nothing, Touched::and),
        }
    }

    /// All paths of the site that a path on disk stands for. One that has none may be anything.
    fn named(&self, path: &Path) -> Touched {
        let Some(own) = site_path(&self.root, path) else { return Touched::Anything };
        let beside = self.beside.iter().filter_map(|beside| name_beside(beside, path));
        Touched::Paths(beside.chain([own]).collect())
    }
}

/// What a burst touched, when the system can be trusted with no more than `most` paths.
fn certain(touched: Touched, most: usize) -> Touched {
    match touched {
        Touched::Paths(paths) if paths.len() > most => Touched::Anything,
        touched => touched,
    }
}

/// What came of listening.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A burst of changes that is over.
    Changes(Touched),
    /// Nothing until the given moment.
    Nothing,
    /// From now on not everything will be heard, or nothing: the system watches no more folders.
    Deaf,
}

/// Whether the system watches so many folders that it takes no more.
fn is_limit(error: &notify::Error) -> bool {
    matches!(error.kind, notify::ErrorKind::MaxFilesWatch)
}

/// The path of the site that lies at a place on disk.
fn site_path(root: &Path, place: &Path) -> Option<FilePath> {
    let below = place.strip_prefix(root).ok()?.to_str()?;
    Some(FilePath::new(below.replace(std::path::MAIN_SEPARATOR, "/").trim_matches('/')))
}

/// The path under which the site shows what lies at a place on disk, if that is in, or above, what lies
/// beside.
fn name_beside(beside: &Beside, place: &Path) -> Option<FilePath> {
    match site_path(&beside.place, place) {
        Some(rest) if rest.as_str().is_empty() => Some(beside.shown.clone()),
        Some(rest) => Some(beside.shown.join(rest.as_str())),
        None => beside.place.starts_with(place).then(|| beside.shown.clone()),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the tests change a folder as an editor does")]
mod tests {
    use super::*;

    fn watch() -> (tempfile::TempDir, Watch) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("content/cases")).unwrap();
        let watch = Watch::new(folder.path().canonicalize().unwrap()).unwrap();
        (folder, watch)
    }

    /// Listens until all paths were heard of.
    fn hears(watch: &mut Watch, paths: &[&str]) {
        let end = Instant::now() + Duration::from_secs(20);
        let mut all = Touched::Paths(BTreeSet::new());
        while !paths.iter().all(|path| all.holds(&FilePath::new(path))) {
            match watch.next(Some(end)) {
                Heard::Changes(touched) => all = all.and(touched),
                other => panic!("{other:?} after {all:?}"),
            }
        }
    }

    #[test]
    fn saves_of_all_habits_are_heard() {
        let (folder, mut watch) = watch();
        let place = |path: &str| folder.path().join(path);
        std::fs::write(place("content/cases/a.md"), "甲").unwrap();
        hears(&mut watch, &["content/cases/a.md"]);
        std::fs::write(place("content/cases/.a.md.tmp"), "乙乙").unwrap();
        std::fs::rename(place("content/cases/.a.md.tmp"), place("content/cases/a.md")).unwrap();
        hears(&mut watch, &["content/cases/a.md"]);
        std::fs::write(place("site.yaml"), "title: a").unwrap();
        hears(&mut watch, &["site.yaml"]);
        std::fs::remove_file(place("content/cases/a.md")).unwrap();
        hears(&mut watch, &["content/cases/a.md"]);
    }

    #[test]
    fn a_folder_that_comes_later_or_again_is_followed() {
        let (folder, mut watch) = watch();
        let place = |path: &str| folder.path().join(path);
        std::fs::create_dir_all(place("templates")).unwrap();
        hears(&mut watch, &["templates"]);
        std::fs::write(place("templates/a.html"), "x").unwrap();
        hears(&mut watch, &["templates/a.html"]);
        std::fs::remove_dir_all(place("content")).unwrap();
        hears(&mut watch, &["content"]);
        std::fs::create_dir_all(place("content")).unwrap();
        hears(&mut watch, &["content"]);
        std::fs::write(place("content/b.md"), "x").unwrap();
        hears(&mut watch, &["content/b.md"]);
    }

    #[test]
    fn a_burst_is_one_change_and_reading_is_none() {
        let (folder, mut watch) = watch();
        for number in 0..200 {
            std::fs::write(folder.path().join(format!("content/cases/{number}.md")), "x").unwrap();
        }
        hears(&mut watch, &["content/cases/0.md", "content/cases/199.md"]);
        while watch.next(Some(Instant::now() + Duration::from_millis(200))) != Heard::Nothing {}
        std::fs::read(folder.path().join("content/cases/7.md")).unwrap();
        match watch.next(Some(Instant::now() + Duration::from_millis(200))) {
            Heard::Nothing => {}
            heard => assert_eq!(heard, Heard::Changes(Touched::Paths(BTreeSet::new()))),
        }
    }

    #[test]
    fn paths_elsewhere_may_be_anything() {
        let (_folder, watch) = watch();
        assert_eq!(watch.named(Path::new("/b/c")), Touched::Anything);
    }

    #[test]
    fn a_burst_that_may_have_lost_some_may_be_anything() {
        let burst = |paths: &[&str]| Touched::Paths(paths.iter().copied().map(FilePath::new).collect());
        assert_eq!(certain(burst(&["a", "b"]), 2), burst(&["a", "b"]));
        assert_eq!(certain(burst(&["a", "b", "c"]), 2), Touched::Anything);
        assert_eq!(certain(Touched::Anything, 2), Touched::Anything);
    }

    #[test]
    fn a_system_that_watches_no_more_is_told() {
        let (_folder, mut watch) = watch();
        let (sender, events) = channel();
        watch.events = events;
        sender.send(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch))).unwrap();
        assert_eq!(watch.next(None), Heard::Deaf);
        assert_eq!(watch.next(None), Heard::Deaf, "it stays so");
    }

    #[test]
    fn what_lies_beside_the_folders_is_heard_under_all_its_names() {
        let (folder, mut watch) = watch();
        let place = |path: &str| folder.path().join(path);
        let beside = |shown: &str, at: &str, extent| Beside {
            shown: shown.into(),
            place: watch.root.join(at),
            extent,
        };
        let all = BTreeSet::from([
            beside("words/own/terms.yaml", "words/own/terms.yaml", Extent::File),
            beside("content/图", "shared/pictures", Extent::Folder),
            beside("static/图", "shared/pictures", Extent::Folder),
            beside("content/b.md", "content/cases/b.md", Extent::File),
        ]);
        std::fs::create_dir_all(place("shared/pictures")).unwrap();
        std::fs::create_dir_all(place("words")).unwrap();
        assert_eq!(watch.follow_beside(all.clone()).and(Touched::Paths(BTreeSet::new())), touched_by(&all));
        std::fs::write(place("shared/pictures/a.png"), "x").unwrap();
        hears(&mut watch, &["content/图/a.png", "static/图/a.png"]);
        std::fs::write(place("content/cases/b.md"), "x").unwrap();
        hears(&mut watch, &["content/b.md", "content/cases/b.md"]);
        // Folders on the way may come later, or anew.
        std::fs::create_dir_all(place("words/own")).unwrap();
        hears(&mut watch, &["words/own/terms.yaml"]);
        std::fs::write(place("words/own/terms.yaml"), "x").unwrap();
        hears(&mut watch, &["words/own/terms.yaml"]);
        std::fs::rename(place("shared"), place("elsewhere")).unwrap();
        hears(&mut watch, &["content/图", "static/图"]);
        std::fs::create_dir_all(place("shared/pictures")).unwrap();
        hears(&mut watch, &["content/图"]);
        std::fs::write(place("shared/pictures/b.png"), "x").unwrap();
        hears(&mut watch, &["content/图/b.png", "static/图/b.png"]);
        assert_eq!(watch.follow_beside(all), Touched::Paths(BTreeSet::new()), "it is followed already");
        watch.follow_beside(BTreeSet::new());
        assert!(watch.watched.is_empty());
    }

    fn touched_by(beside: &BTreeSet<Beside>) -> Touched {
        Touched::Paths(beside.iter().map(|beside| beside.shown.clone()).collect())
    }
}
