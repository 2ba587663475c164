//! Watches a site's folder. What the system tells of it are hints; contents decide.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::base::FilePath;
use crate::base::files::Touched;

/// A burst of changes is over when nothing was heard for so long. An editor that writes a file aside and
/// renames it, or a checkout of a branch, makes many events that belong together.
const QUIET: Duration = Duration::from_millis(30);

/// A burst that does not end is cut after this.
const LONGEST: Duration = Duration::from_millis(500);

/// Folders whose every file matters; of the site's folder itself only the files right in it do, so that
/// an output folder or a repository beside the texts costs nothing.
const FOLDERS: &[&str] = &["content", "data", "static", "templates", "themes"];

/// A folder of whose changes the system tells.
pub(super) struct Watch {
    root: PathBuf,
    watcher: notify::RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

impl Watch {
    /// Watches the folder at `root`, a path without links.
    pub(super) fn new(root: PathBuf) -> notify::Result<Watch> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender)?;
        let mut watch = Watch { root, watcher, events };
        watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive)?;
        FOLDERS.iter().try_for_each(|folder| watch.follow(folder))?;
        Ok(watch)
    }

    /// Watches a folder with all in it. One that does not exist is watched when it comes.
    fn follow(&mut self, folder: &str) -> notify::Result<()> {
        match self.watcher.watch(&self.root.join(folder), RecursiveMode::Recursive) {
            Err(error) if is_absence(&error) => Ok(()),
            done => done,
        }
    }

    /// Waits for a burst of changes to be over and tells what it touched; none when nothing can be heard
    /// any more, or when `until` has passed.
    pub(super) fn next(&mut self, until: Option<Instant>) -> Heard {
        let first = match until {
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => self.events.recv_timeout(until.saturating_duration_since(Instant::now())),
        };
        let mut touched = match first {
            Ok(event) => self.touched(event),
            Err(RecvTimeoutError::Timeout) => return Heard::Nothing,
            Err(RecvTimeoutError::Disconnected) => return Heard::Closed,
        };
        let end = Instant::now() + LONGEST;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            match self.events.recv_timeout(QUIET.min(left)) {
                Ok(event) => touched = touched.and(self.touched(event)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Heard::Closed,
            }
        }
        self.follow_new(&touched);
        Heard::Changes(touched)
    }

    /// A folder that was removed and made anew must be followed anew.
    fn follow_new(&mut self, touched: &Touched) {
        for folder in FOLDERS {
            let is_touched = match touched {
                Touched::Anything => true,
                Touched::Paths(paths) => paths.contains(*folder),
            };
            if is_touched {
                // Neither was watched or both are; what cannot be followed now is tried at the next touch.
                let _ = self.watcher.unwatch(&self.root.join(folder));
                let _ = self.follow(folder);
            }
        }
    }

    fn touched(&self, event: notify::Result<Event>) -> Touched {
        let nothing = Touched::Paths(BTreeSet::new());
        match event {
            Err(_) => Touched::Anything,
            Ok(event) if event.need_rescan() => Touched::Anything,
            // Our own reading is heard as access.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => nothing,
            Ok(event) => {
                event.paths.iter().map(|path| site_path(&self.root, path)).fold(nothing, Touched::and)
            }
        }
    }
}

/// What came of listening.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A burst of changes that is over.
    Changes(Touched),
    /// Nothing until the given moment.
    Nothing,
    /// Nothing can be heard any more.
    Closed,
}

fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// The path of the site that a path on disk stands for. One that has none may be anything.
fn site_path(root: &Path, path: &Path) -> Touched {
    let below = path.strip_prefix(root).ok().and_then(Path::to_str);
    match below {
        Some(below) => {
            let path = below.replace(std::path::MAIN_SEPARATOR, "/");
            Touched::Paths(BTreeSet::from([FilePath::new(path.trim_matches('/'))]))
        }
        None => Touched::Anything,
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
        assert_eq!(site_path(Path::new("/a"), Path::new("/b/c")), Touched::Anything);
    }
}
