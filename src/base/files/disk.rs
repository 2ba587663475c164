//! The door to a folder on disk: the only home of walkdir and, with the stores, of `std::fs`.

#![allow(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{File, Metadata};
use std::io::{BufReader, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::{Contents, Files, Listing, Opened, ReadError, SkipCause, Skipped, cause, in_memory};
use crate::base::{FilePath, Words, digest};

/// Entries reached through symbolic links that one listing holds at most. A few folders full of links to
/// each other have more paths than any disk has files; no site comes near this number.
const LINKED_MAX: usize = 100_000;

/// A folder on disk.
///
/// Listings are remembered. Of a file, the hash of its bytes is remembered at the first read; if it
/// differs later the answer is [`ReadError::Changed`]. Size and time are never taken instead: a file
/// saved twice within one tick of its disk's clock (two seconds on a USB stick) keeps both, and whoever
/// reads again wants the bytes anyway, so that hashing them is the smaller part of the work. Only of a
/// file that was opened for its first few bytes they are remembered, for to read all of it is what was to
/// be spared.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
    listings: Mutex<BTreeMap<String, Listing>>,
    names: Mutex<BTreeMap<String, Result<HashSet<String>, Words>>>,
    seen: Mutex<BTreeMap<FilePath, Seen>>,
    opened: Mutex<BTreeMap<FilePath, Stamp>>,
    links: Mutex<BTreeSet<Beside>>,
}

/// A file or folder that a site shows at another path than where it lies on disk, or that no listing of a
/// folder shows: whoever watches the folders of a site must watch it beside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Beside {
    /// The path in the site.
    pub shown: FilePath,
    /// The place on disk, without links as far as it exists.
    pub place: PathBuf,
    /// How much of it counts.
    pub extent: Extent,
}

/// How much lies at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// A file.
    File,
    /// A folder with all that is in it.
    Folder,
}

/// What a path was when it was read first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Bytes(blake3::Hash),
    Missing,
    Unreadable,
}

/// A folder's path without links; as it is given where there is none.
pub fn without_links(root: &Path) -> PathBuf {
    root.canonicalize().unwrap_or_else(|_| root.to_owned())
}

/// Whether anything stands at a place on disk, links followed.
pub fn stands(place: &Path) -> bool {
    place.exists()
}

impl DiskFiles {
    /// The folder at `root`, which may be a symbolic link. A folder that does not exist holds nothing.
    pub fn new(root: impl AsRef<Path>) -> DiskFiles {
        DiskFiles {
            root: without_links(root.as_ref()),
            listings: Mutex::default(),
            names: Mutex::default(),
            seen: Mutex::default(),
            opened: Mutex::default(),
            links: Mutex::default(),
        }
    }

    /// Reads a file and looks whether it is what it was when it was opened or read first.
    fn hashed(&self, path: &FilePath) -> Result<(Vec<u8>, blake3::Hash), ReadError> {
        let result = self.fetch(path).map(|bytes| {
            let hash = blake3::hash(&bytes);
            (bytes, hash)
        });
        let opened = lock(&self.opened).get(path).copied();
        if let (Ok(_), Some(opened)) = (&result, opened)
            && self.reach(path).is_ok_and(|(_, metadata)| Stamp::of(&metadata) != opened)
        {
            return Err(ReadError::Changed);
        }
        let now = match &result {
            Ok((_, hash)) => Seen::Bytes(*hash),
            // The listing of this very snapshot says that it is there.
            Err(ReadError::Missing) if self.is_listed(path) == Some(true) => return Err(ReadError::Changed),
            Err(ReadError::Missing) => Seen::Missing,
            Err(_) => Seen::Unreadable,
        };
        let before = *lock(&self.seen).entry(path.clone()).or_insert(now);
        if before == now { result } else { Err(ReadError::Changed) }
    }

    /// What links lead to, in the listings so far.
    pub(super) fn links(&self) -> BTreeSet<Beside> {
        lock(&self.links).clone()
    }

    /// Whether a listing that covers the path holds it; none when no listing covers it.
    fn is_listed(&self, path: &FilePath) -> Option<bool> {
        let listings = lock(&self.listings);
        let mut covering = listings.iter().filter(|(folder, _)| path.below(folder).is_some()).peekable();
        covering.peek()?;
        Some(covering.any(|(_, listing)| listing.holds(path)))
    }

    /// The path on disk, if it is there in exactly this spelling. Some disks answer to `Site.yaml` for
    /// `site.yaml` and to either normal form of a name; what is found on one must be found on all.
    fn find(&self, path: &str) -> Found {
        // What a folder held when it was looked at stays what it holds.
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !lock(&self.names).contains_key(folder) && is_told_apart(&self.root, path) {
            return native(&self.root, path).map_or(Found::Nowhere, Found::Here);
        }
        let mut folder = String::new();
        for segment in path.split('/').filter(|_| !path.is_empty()) {
            let Some(parent) = native(&self.root, &folder) else { return Found::Nowhere };
            let mut names = lock(&self.names);
            let names = match names.entry(folder.clone()).or_insert_with(|| names_in(&parent)) {
                Ok(names) => names,
                Err(words) => return Found::Unreadable(words.clone()),
            };
            if !names.contains(segment) {
                let alike = names.iter().filter(|name| forgetful(name) == forgetful(segment)).min();
                return alike.map_or(Found::Nowhere, |name| Found::Alike(name.clone()));
            }
            folder = if folder.is_empty() { segment.to_owned() } else { format!("{folder}/{segment}") };
        }
        native(&self.root, &folder).map_or(Found::Nowhere, Found::Here)
    }

    fn walk(&self, folder: &str) -> Listing {
        let path = FilePath::new(folder);
        let mut walk = Walk::new(&self.root);
        match self.find(folder) {
            Found::Nowhere => {}
            Found::Alike(name) => walk.skip(path, SkipCause::Spelling(name)),
            Found::Unreadable(words) => walk.skip(path, SkipCause::Unreadable(words)),
            Found::Here(place) => walk.start(&place, path),
        }
        while let Some(branch) = walk.pending.pop() {
            walk.branch(&branch);
        }
        lock(&self.links).extend(walk.links);
        walk.listing.sorted()
    }

    fn fetch(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        std::fs::read(self.reach(path)?.0).map_err(read_error)
    }

    /// Where a file lies that can be opened, and what the disk says of it.
    fn reach(&self, path: &FilePath) -> Result<(PathBuf, Metadata), ReadError> {
        let place = match self.is_listed(path) {
            Some(true) => native(&self.root, path.as_str()).ok_or(ReadError::Missing)?,
            Some(false) => return Err(ReadError::Missing),
            None => match self.find(path.as_str()) {
                Found::Here(place) => inside(&self.root, &place)?,
                Found::Nowhere | Found::Alike(_) => return Err(ReadError::Missing),
                Found::Unreadable(words) => return Err(ReadError::Unreadable(words)),
            },
        };
        let metadata = std::fs::metadata(&place).map_err(read_error)?;
        if metadata.is_dir() {
            return Err(ReadError::Missing);
        }
        if !metadata.is_file() {
            // Opening a pipe would wait for somebody to write into it.
            let words = Skipped { path: path.clone(), cause: SkipCause::SpecialFile }.reason();
            return Err(ReadError::Unreadable(words));
        }
        Ok((place, metadata))
    }
}

/// What the disk says of a file's contents without reading them: their length and when they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp(u64, Option<SystemTime>);

impl Stamp {
    fn of(metadata: &Metadata) -> Stamp {
        Stamp(metadata.len(), metadata.modified().ok())
    }
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> Listing {
        let folder = folder.trim_matches('/');
        let mut listings = lock(&self.listings);
        if let Some(listing) = listings.get(folder) {
            return listing.clone();
        }
        let covering = listings.iter().find(|(listed, _)| FilePath::new(folder).below(listed).is_some());
        if let Some((_, listing)) = covering {
            return part(listing, folder);
        }
        let listing = self.walk(folder);
        listings.insert(folder.to_owned(), listing.clone());
        listing
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        self.hashed(path).map(|(bytes, _)| bytes.into())
    }

    fn contents(&self, path: &FilePath) -> Result<Contents, ReadError> {
        let (bytes, hash) = self.hashed(path)?;
        Ok(Contents { bytes: bytes.into(), digest: digest::of_hash(&hash).into() })
    }

    fn open(&self, path: &FilePath) -> Result<Box<dyn Opened>, ReadError> {
        // What keeps a file from being reached keeps it from being read, which tells it.
        let Ok((place, metadata)) = self.reach(path) else { return self.read(path).map(in_memory) };
        let now = Stamp::of(&metadata);
        if *lock(&self.opened).entry(path.clone()).or_insert(now) != now {
            return Err(ReadError::Changed);
        }
        Ok(Box::new(BufReader::new(File::open(place).map_err(read_error)?)))
    }
}

/// Where a path of the site lies on disk.
enum Found {
    /// Here, in exactly this spelling.
    Here(PathBuf),
    /// A part of it is there only in another spelling, this one.
    Alike(String),
    /// A folder on the way cannot be read.
    Unreadable(Words),
    /// Not there.
    Nowhere,
}

/// A walk through a folder and the folders that its links lead to.
struct Walk<'a> {
    root: &'a Path,
    listing: Listing,
    pending: Vec<Branch>,
    /// What links lead to.
    links: Vec<Beside>,
    /// Entries reached through links so far.
    linked: usize,
}

/// A real folder (no part of its path is a link) and the path under which its files are listed.
struct Branch {
    real: PathBuf,
    shown: FilePath,
    /// The real folders that hold the links through which it was reached.
    links: Vec<PathBuf>,
}

impl Walk<'_> {
    fn new(root: &Path) -> Walk<'_> {
        Walk { root, listing: Listing::default(), pending: Vec::new(), links: Vec::new(), linked: 0 }
    }

    fn skip(&mut self, path: FilePath, cause: SkipCause) {
        self.listing.skipped.push(Skipped { path, cause });
    }

    /// Begins at a folder that was asked for by name; folders above it may be links.
    fn start(&mut self, place: &Path, path: FilePath) {
        let holder = place.parent().filter(|_| place != self.root).unwrap_or(place).canonicalize();
        let real = match (&holder, place.file_name()) {
            (Ok(holder), Some(name)) if place != self.root => holder.join(name),
            _ => place.to_owned(),
        };
        match std::fs::symlink_metadata(&real) {
            _ if holder.is_ok_and(|holder| !holder.starts_with(self.root)) => {
                self.skip(path, SkipCause::OutwardLink);
            }
            Ok(metadata) if metadata.is_dir() => {
                self.pending.push(Branch { real, shown: path, links: Vec::new() });
            }
            Ok(metadata) if !metadata.is_symlink() => self.skip(path, SkipCause::FileForFolder),
            Ok(_) if std::fs::metadata(&real).is_ok_and(|target| !target.is_dir()) => {
                self.skip(path, SkipCause::FileForFolder);
            }
            Ok(_) => self.link(&[], &real, path),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.skip(path, SkipCause::Unreadable(cause(&error))),
        }
    }

    fn branch(&mut self, branch: &Branch) {
        let mut entries = WalkDir::new(&branch.real).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            if !branch.links.is_empty() {
                self.linked += 1;
                if self.linked > LINKED_MAX {
                    self.pending.clear();
                    return self.skip(branch.shown.clone(), SkipCause::LinkMultitude);
                }
            }
            match entry {
                Err(error) => self.refused(branch, &error),
                Ok(entry) => match shown(branch, entry.path()) {
                    Err(skipped) => {
                        self.listing.skipped.push(skipped);
                        if entry.file_type().is_dir() {
                            entries.skip_current_dir();
                        }
                    }
                    Ok(path) if entry.file_type().is_file() => self.listing.files.push(path),
                    Ok(path) if entry.file_type().is_symlink() => {
                        self.link(&branch.links, entry.path(), path)
                    }
                    Ok(_) if entry.file_type().is_dir() => {}
                    Ok(path) => self.skip(path, SkipCause::SpecialFile),
                },
            }
        }
    }

    /// Follows a link, which lies in a real folder that was reached through the links in `before`.
    fn link(&mut self, before: &[PathBuf], place: &Path, path: FilePath) {
        let target = match place.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                return self.skip(path, SkipCause::Unreadable(cause(&error)));
            }
            Err(_) => return self.skip(path, SkipCause::BrokenLink),
        };
        if !target.starts_with(self.root) {
            return self.skip(path, SkipCause::OutwardLink);
        }
        match std::fs::metadata(&target) {
            Ok(metadata) if metadata.is_file() => {
                self.links.push(Beside { shown: path.clone(), place: target, extent: Extent::File });
                self.listing.files.push(path);
            }
            Ok(metadata) if metadata.is_dir() => {
                let mut links = before.to_vec();
                links.push(place.parent().unwrap_or(self.root).to_owned());
                if links.iter().any(|holder| holder.starts_with(&target)) {
                    return self.skip(path, SkipCause::LinkCycle);
                }
                self.links.push(Beside {
                    shown: path.clone(),
                    place: target.clone(),
                    extent: Extent::Folder,
                });
                self.pending.push(Branch { real: target, shown: path, links });
            }
            Ok(_) => self.skip(path, SkipCause::SpecialFile),
            Err(error) => self.skip(path, SkipCause::Unreadable(cause(&error))),
        }
    }

    /// A folder that the system does not open. What vanished while walking was never there.
    fn refused(&mut self, branch: &Branch, error: &walkdir::Error) {
        let Some(reason) = error.io_error() else { return };
        if reason.kind() == ErrorKind::NotFound {
            return;
        }
        let place = error.path().unwrap_or(&branch.real);
        match shown(branch, place) {
            Ok(path) => self.skip(path, SkipCause::Unreadable(cause(reason))),
            Err(skipped) => self.listing.skipped.push(skipped),
        }
    }
}

/// The path under which an entry of a branch is listed.
fn shown(branch: &Branch, place: &Path) -> Result<FilePath, Skipped> {
    let Ok(relative) = place.strip_prefix(&branch.real) else { return Ok(branch.shown.clone()) };
    let mut path = branch.shown.clone();
    let mut wrong = None;
    for name in relative.components().map(Component::as_os_str) {
        let lossy = name.to_string_lossy();
        if name.to_str().is_none() {
            wrong = Some(SkipCause::NameEncoding);
        } else if lossy.contains('\\') {
            wrong = wrong.or(Some(SkipCause::NameBackslash));
        }
        path = path.join(&lossy.replace('\\', "＼"));
    }
    match wrong {
        None => Ok(path),
        Some(cause) => Err(Skipped { path, cause }),
    }
}

/// The part of a listing that lies below `folder`.
fn part(listing: &Listing, folder: &str) -> Listing {
    let skipped =
        |skipped: &&Skipped| skipped.path.as_str() == folder || skipped.path.below(folder).is_some();
    Listing {
        files: listing.files.iter().filter(|path| path.below(folder).is_some()).cloned().collect(),
        skipped: listing.skipped.iter().filter(skipped).cloned().collect(),
    }
}

/// The path on disk of a path with `/`; none when a part of it is no plain name here (`..`, or `C:` on
/// Windows). Parts are joined one by one, for Windows takes long paths (`\\?\`) only with backslashes.
pub(in crate::base) fn native(root: &Path, path: &str) -> Option<PathBuf> {
    let mut place = root.to_owned();
    for segment in path.split('/').filter(|_| !path.is_empty()) {
        let mut parts = Path::new(segment).components();
        match (parts.next(), parts.next()) {
            (Some(Component::Normal(name)), None) if name == segment => place.push(name),
            _ => return None,
        }
    }
    Some(place)
}

/// The place without links, unless that is outside of the root.
fn inside(root: &Path, place: &Path) -> Result<PathBuf, ReadError> {
    let target = place.canonicalize().map_err(read_error)?;
    if target.starts_with(root) {
        return Ok(target);
    }
    Err(ReadError::Unreadable(words!(
        "符号链接指向站点文件夹之外",
        "it is a symbolic link that leads out of the site's folder"
    )))
}

/// Whether a path is there, and none of its names in another spelling: then the disk knows no other spelling
/// of it, and the folders need not be listed, which takes long where they hold thousands.
fn is_told_apart(root: &Path, path: &str) -> bool {
    let is_there = |path: &str| native(root, path).is_some_and(|place| place.symlink_metadata().is_ok());
    let mut start = 0;
    is_there(path)
        && path.split('/').all(|name| {
            let (before, after) = (&path[..start], &path[start + name.len()..]);
            start += name.len() + 1;
            let others = [swapped(name), name.nfc().collect(), name.nfd().collect()];
            others.iter().all(|other| other == name || !is_there(&format!("{before}{other}{after}")))
        })
}

/// A name with capitals for small letters and small letters for capitals.
fn swapped(name: &str) -> String {
    let swap = |char: char| -> String {
        if char.is_lowercase() { char.to_uppercase().collect() } else { char.to_lowercase().collect() }
    };
    name.chars().map(swap).collect()
}

fn names_in(folder: &Path) -> Result<HashSet<String>, Words> {
    match std::fs::read_dir(folder) {
        Ok(entries) => Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(HashSet::new())
        }
        Err(error) => Err(cause(&error)),
    }
}

/// A name as the most forgetful disk sees it.
fn forgetful(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

fn read_error(error: std::io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::Missing,
        _ => ReadError::Unreadable(cause(&error)),
    }
}

/// What a lock guards here is always whole: an entry is put in by one call.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "disk_tests.rs"]
mod tests;
