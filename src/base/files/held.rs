//! A folder on disk whose texts stay in memory while a site is looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::disk::{native, without_links};
use super::held_texts::{Held, Texts};
use super::{Beside, Contents, DiskFiles, Extent, Files, Listing, Opened, ReadError, in_memory};
use crate::base::FilePath;

/// Texts are held up to this length, 1 MiB; longer ones and all other files are read when they are
/// wanted.
const LONGEST: usize = 1 << 20;

/// Files whose contents decide what a site is.
const TEXTS: &[&str] =
    &["md", "yaml", "yml", "html", "css", "js", "json", "csv", "txt", "xml", "svg", "toml"];

/// A folder on disk whose texts stay in memory: a snapshot that outlives what it was taken of. Whoever
/// watches the folder says what may have changed, and is given the [next](HeldFiles::next) snapshot,
/// for which only that is read again.
#[derive(Debug)]
pub struct HeldFiles {
    root: PathBuf,
    disk: DiskFiles,
    memory: RwLock<Memory>,
    /// What differs from the snapshot before.
    edited: Vec<Edited>,
}

#[derive(Clone, Debug, Default)]
struct Memory {
    listings: BTreeMap<String, Arc<Listing>>,
    texts: Texts,
    /// What links in the listings lead to.
    links: BTreeSet<Beside>,
}

/// A text that differs from what it was.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Its file.
    pub path: FilePath,
    /// Its bytes then.
    pub before: Arc<[u8]>,
    /// Its bytes now.
    pub now: Arc<[u8]>,
}

/// What may have changed on disk. It is a hint: contents decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These files or folders.
    Paths(BTreeSet<FilePath>),
    /// Anything.
    Anything,
}

impl HeldFiles {
    /// The folder at `root`. Nothing is read before it is wanted.
    pub fn new(root: impl AsRef<Path>) -> HeldFiles {
        let root = root.as_ref().to_owned();
        HeldFiles { disk: DiskFiles::new(&root), root, memory: RwLock::default(), edited: Vec::new() }
    }

    /// The folder as it is now, when it differs from this snapshot in anything that was ever asked for.
    pub fn next(&self, touched: &Touched) -> Option<HeldFiles> {
        if touched.is_empty() {
            return None;
        }
        let mut memory = self.memory().clone();
        let disk = DiskFiles::new(&self.root);
        let mut edited = Vec::new();
        let read = memory.read_again(&disk, touched, &mut edited);
        let listed = memory.needs_listing(touched) && memory.list_again(&disk);
        let unseen = memory.names_unheld(touched);
        (listed || read || unseen).then(|| HeldFiles {
            root: self.root.clone(),
            disk,
            memory: RwLock::new(memory),
            edited,
        })
    }

    /// A text that was asked for and could be read.
    pub fn text(&self, path: &FilePath) -> Option<Arc<[u8]>> {
        Some(self.memory().texts.get(path)?.as_ref().ok()?.bytes.clone())
    }

    /// The texts that differ from those of the snapshot before this and could be read in both.
    pub fn edited(&self) -> &[Edited] {
        &self.edited
    }

    /// Files that are there and cannot be read right now: an editor may hold them.
    pub fn unreadable(&self) -> BTreeSet<FilePath> {
        let memory = self.memory();
        let texts = memory.texts.iter().filter(|(_, text)| matches!(text, Err(ReadError::Unreadable(_))));
        texts.map(|(path, _)| path.clone()).collect()
    }

    /// What was asked for and lies elsewhere than in the listed folders: behind links, or in a folder that
    /// nobody listed, be it there or not.
    pub fn beside(&self) -> BTreeSet<Beside> {
        let memory = self.memory();
        let paths = memory.texts.iter().map(|(path, _)| path);
        let alone = paths.filter(|path| !memory.is_covered(path)).filter_map(|path| {
            let place = without_links(&native(&self.root, path.as_str())?);
            Some(Beside { shown: path.clone(), place, extent: Extent::File })
        });
        alone.chain(memory.links.iter().cloned()).collect()
    }

    /// The folder as it is now, whether it differs or not: for when a file that is not held was found to be
    /// another than before.
    pub fn renewed(&self) -> HeldFiles {
        self.next(&Touched::Anything).unwrap_or_else(|| HeldFiles {
            root: self.root.clone(),
            disk: DiskFiles::new(&self.root),
            memory: RwLock::new(self.memory().clone()),
            edited: Vec::new(),
        })
    }

    /// Many threads read at once.
    fn memory(&self) -> RwLockReadGuard<'_, Memory> {
        self.memory.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn memory_mut(&self) -> RwLockWriteGuard<'_, Memory> {
        self.memory.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for HeldFiles {
    fn list(&self, folder: &str) -> Listing {
        let folder = folder.trim_matches('/');
        if let Some(listing) = self.memory().listings.get(folder) {
            return Listing::clone(listing);
        }
        let mut memory = self.memory_mut();
        let listing = self.disk.list(folder);
        memory.links.extend(self.disk.links());
        memory.listings.insert(folder.to_owned(), Arc::new(listing.clone()));
        listing
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        if let Some(held) = self.memory().texts.get(path) {
            return held.as_ref().map(|contents| contents.bytes.clone()).map_err(Clone::clone);
        }
        self.contents(path).map(|contents| contents.bytes)
    }

    fn contents(&self, path: &FilePath) -> Result<Contents, ReadError> {
        if let Some(held) = self.memory().texts.get(path) {
            return held.clone();
        }
        let found = self.disk.contents(path);
        if !is_held(path, &found) {
            return found;
        }
        self.memory_mut().texts.hold(path, found).clone()
    }

    fn open(&self, path: &FilePath) -> Result<Box<dyn Opened>, ReadError> {
        let is_known = self.memory().texts.get(path).is_some() || is_text(path);
        let opened = if is_known { None } else { self.disk.open(path).ok() };
        // What keeps a file from being opened is held.
        opened.map_or_else(|| self.read(path).map(in_memory), Ok)
    }
}

fn is_text(path: &FilePath) -> bool {
    TEXTS.contains(&path.extension().as_str())
}

/// That a file is missing is held of all kinds: pictures that are not there are asked for again and again.
fn is_held(path: &FilePath, found: &Held) -> bool {
    match found {
        Ok(contents) => contents.bytes.len() <= LONGEST && is_text(path),
        Err(ReadError::Changed) => false,
        Err(_) => true,
    }
}

impl Memory {
    fn is_listed(&self, path: &FilePath) -> bool {
        self.listings.values().any(|listing| listing.holds(path))
    }

    /// Whether a listing covers the path, be the file there or not, or is of something below it.
    fn is_covered(&self, path: &FilePath) -> bool {
        let path = path.as_str();
        self.listings.keys().any(|folder| is_within(path, folder) || is_within(folder, path))
    }

    /// A text that was there and still is changes no listing, unless it is a link that may lead to another
    /// place now.
    fn needs_listing(&self, touched: &Touched) -> bool {
        let is_link = |path: &FilePath| self.links.iter().any(|link| link.shown == *path);
        let is_there =
            |path| self.is_listed(path) && matches!(self.texts.get(path), Some(Ok(_))) && !is_link(path);
        match touched {
            Touched::Anything => true,
            Touched::Paths(paths) => paths.iter().any(|path| self.is_covered(path) && !is_there(path)),
        }
    }

    fn list_again(&mut self, disk: &DiskFiles) -> bool {
        let mut differs = false;
        for (folder, listing) in &mut self.listings {
            let now = disk.list(folder);
            if **listing != now {
                differs = true;
                *listing = Arc::new(now);
            }
        }
        self.links = disk.links();
        differs
    }

    /// What is as it was stays the very same, so that a look at everything holds no text twice.
    fn read_again(&mut self, disk: &DiskFiles, touched: &Touched, edited: &mut Vec<Edited>) -> bool {
        let mut differs = false;
        for path in self.held_below(touched) {
            let now = disk.contents(&path);
            let Some(before) = self.texts.get(&path).filter(|before| **before != now) else { continue };
            differs = true;
            if let (Ok(before), Ok(now)) = (before, &now) {
                let (before, now) = (before.bytes.clone(), now.bytes.clone());
                edited.push(Edited { path: path.clone(), before, now });
            }
            if is_held(&path, &now) {
                self.texts.replace(&path, now);
            } else {
                self.texts.forget(&path);
            }
        }
        differs
    }

    /// The texts that may have changed.
    fn held_below(&self, touched: &Touched) -> BTreeSet<FilePath> {
        match touched {
            Touched::Anything => self.texts.iter().map(|(path, _)| path.clone()).collect(),
            Touched::Paths(paths) => self.texts.at_or_below(paths),
        }
    }

    /// Whether a file is touched that is listed but not held, so that nobody knows whether it differs.
    fn names_unheld(&self, touched: &Touched) -> bool {
        match touched {
            Touched::Anything => false,
            Touched::Paths(paths) => {
                paths.iter().any(|path| self.texts.get(path).is_none() && self.is_listed(path))
            }
        }
    }
}

impl Touched {
    /// Whether a file may have changed: it is named, or a folder above it is.
    pub fn holds(&self, path: &FilePath) -> bool {
        match self {
            Touched::Anything => true,
            Touched::Paths(paths) => std::iter::successors(Some(path.clone()), |path| {
                (!path.as_str().is_empty()).then(|| path.parent())
            })
            .any(|path| paths.contains(&path)),
        }
    }

    /// Whether nothing may have changed.
    pub fn is_empty(&self) -> bool {
        matches!(self, Touched::Paths(paths) if paths.is_empty())
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Touched) -> Touched {
        match (self, other) {
            (Touched::Paths(mut all), Touched::Paths(more)) => {
                all.extend(more);
                Touched::Paths(all)
            }
            _ => Touched::Anything,
        }
    }
}

/// Whether a path is a folder or lies below it; everything lies below the root.
fn is_within(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the tests change a folder as an editor does")]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [("site.yaml", "title: a"), ("content/a.md", "甲"), ("content/图/b.png", "png")]
        {
            write(folder.path(), path, text);
        }
        folder
    }

    fn write(root: &Path, path: &str, text: &str) {
        let place = root.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }

    fn touched(paths: &[&str]) -> Touched {
        Touched::Paths(paths.iter().map(|path| FilePath::new(path)).collect())
    }

    fn read(files: &HeldFiles, path: &str) -> Result<String, ReadError> {
        files.read(&path.into()).map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
    }

    fn names(files: &HeldFiles) -> Vec<String> {
        files.list("content").files.iter().map(ToString::to_string).collect()
    }

    /// A snapshot of which everything was asked.
    fn asked(root: &Path) -> HeldFiles {
        let files = HeldFiles::new(root);
        names(&files);
        for path in ["site.yaml", "content/a.md", "content/图/b.png", "missing.yaml"] {
            let _ = files.read(&path.into());
        }
        files
    }

    #[test]
    fn a_snapshot_stays_as_it_was() {
        let folder = site();
        let files = asked(folder.path());
        write(folder.path(), "content/a.md", "乙");
        assert_eq!(read(&files, "content/a.md").unwrap(), "甲");
        let next = files.next(&touched(&["content/a.md"])).unwrap();
        assert_eq!(read(&next, "content/a.md").unwrap(), "乙");
        assert_eq!(read(&files, "content/a.md").unwrap(), "甲");
    }

    #[test]
    fn what_was_edited_is_told() {
        let folder = site();
        let files = asked(folder.path());
        write(folder.path(), "content/a.md", "乙");
        write(folder.path(), "site.yaml", "title: a");
        write(folder.path(), "missing.yaml", "x");
        let next = files.next(&Touched::Anything).unwrap();
        let told = |edited: &Edited| (edited.path.to_string(), edited.before.to_vec(), edited.now.to_vec());
        let edited: Vec<_> = next.edited().iter().map(told).collect();
        assert_eq!(edited, [("content/a.md".to_owned(), "甲".as_bytes().to_vec(), "乙".as_bytes().to_vec())]);
        std::fs::remove_file(folder.path().join("content/a.md")).unwrap();
        assert!(next.next(&touched(&["content"])).unwrap().edited().is_empty());
    }

    #[test]
    fn names_that_begin_alike_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["a.md", "a/b.md", "a-b/c.md", "a/b/c.md", "ab.md"] {
            write(folder.path(), path, "甲");
        }
        let files = HeldFiles::new(folder.path());
        for path in ["a.md", "a/b.md", "a-b/c.md", "a/b/c.md", "ab.md"] {
            files.read(&path.into()).unwrap();
        }
        let below = |paths: &[&str]| {
            let below = files.memory().held_below(&touched(paths));
            below.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(below(&["a"]), ["a/b.md", "a/b/c.md"]);
        assert_eq!(below(&["a/b.md", "ab.md", "none"]), ["a/b.md", "ab.md"]);
        assert_eq!(below(&[""]).len(), 5);
    }

    #[test]
    fn what_is_as_before_gives_no_new_snapshot() {
        let folder = site();
        let files = asked(folder.path());
        write(folder.path(), "content/a.md", "甲");
        write(folder.path(), "public/index.html", "out");
        write(folder.path(), "notes.txt", "mine");
        assert!(files.next(&touched(&["content/a.md", "public/index.html", "notes.txt"])).is_none());
        assert!(files.next(&Touched::Anything).is_none());
    }

    #[test]
    fn new_missing_and_removed_files_are_met() {
        let folder = site();
        let files = asked(folder.path());
        write(folder.path(), "content/c.md", "丙");
        write(folder.path(), "missing.yaml", "x");
        let next = files.next(&touched(&["content/c.md", "missing.yaml"])).unwrap();
        assert_eq!(names(&next), ["content/a.md", "content/c.md", "content/图/b.png"]);
        assert_eq!(read(&next, "missing.yaml").unwrap(), "x");
        std::fs::remove_file(folder.path().join("content/a.md")).unwrap();
        let last = next.next(&touched(&["content/a.md"])).unwrap();
        assert_eq!(names(&last), ["content/c.md", "content/图/b.png"]);
        assert_eq!(read(&last, "content/a.md"), Err(ReadError::Missing));
        assert_eq!(last.text(&"content/a.md".into()), None);
        assert_eq!(last.text(&"missing.yaml".into()).as_deref(), Some("x".as_bytes()));
    }

    #[test]
    fn a_folder_stands_for_all_in_it() {
        let folder = site();
        let files = asked(folder.path());
        std::fs::rename(folder.path().join("content"), folder.path().join("other")).unwrap();
        write(folder.path(), "content/a.md", "乙");
        let next = files.next(&touched(&["content"])).unwrap();
        assert_eq!(names(&next), ["content/a.md"]);
        assert_eq!(read(&next, "content/a.md").unwrap(), "乙");
    }

    #[test]
    fn a_picture_is_not_held_and_counts_as_changed_when_it_is_touched() {
        let folder = site();
        let files = asked(folder.path());
        write(folder.path(), "content/图/b.png", "other");
        assert_eq!(read(&files, "content/图/b.png"), Err(ReadError::Changed));
        let next = files.next(&touched(&["content/图/b.png"])).unwrap();
        assert_eq!(read(&next, "content/图/b.png").unwrap(), "other");
    }

    #[test]
    fn hints_add_up() {
        let both = touched(&["a"]).and(touched(&["b"]));
        assert_eq!(both, touched(&["a", "b"]));
        assert!(both.holds(&"a/x".into()) && !both.holds(&"ab".into()));
        assert_eq!(both.and(Touched::Anything), Touched::Anything);
        assert!(touched(&[""]).holds(&"x/y".into()));
    }
}
