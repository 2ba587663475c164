//! A folder on disk that is written into.

#![allow(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use super::{Claim, Entry, Kind, Lasting, Store, lock};
use crate::base::files::disk::native;
use crate::base::network;

/// A folder on disk.
///
/// *What lasts.* `kill -9` takes nothing from what the system has been handed, so replacing files by
/// rename is enough for each to be old or new. Only a power cut can lose what is not on the medium yet;
/// waiting for the medium at each file costs from a quarter of a millisecond to tens of them, and a
/// showcase of ten thousand pages would take minutes on an old disk. A site can be built again, and the
/// next build compares the bytes that are there. So only what that build must be able to trust asks for
/// [`Lasting::Power`]. On a network drive every file is waited for: there a full disk is told only when
/// the file is closed, and closing waits anyway.
#[derive(Debug)]
pub struct DiskStore {
    given: PathBuf,
    root: OnceLock<PathBuf>,
    is_network: OnceLock<bool>,
    /// Folders that were made or found, and are no links.
    folders: Mutex<BTreeSet<String>>,
    patience: Patience,
}

impl DiskStore {
    /// The folder at `root`, which may be a symbolic link and need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> DiskStore {
        DiskStore {
            given: root.into(),
            root: OnceLock::new(),
            is_network: OnceLock::new(),
            folders: Mutex::default(),
            patience: Patience(AtomicU64::new(PATIENCE)),
        }
    }

    /// The folder without links, once it exists. On Windows this is the form that takes long paths.
    fn root(&self) -> &Path {
        match self.root.get() {
            Some(root) => root,
            None => match self.given.canonicalize() {
                Ok(root) => self.root.get_or_init(|| root),
                Err(_) => &self.given,
            },
        }
    }

    fn native(&self, path: &str) -> io::Result<PathBuf> {
        native(self.root(), path).ok_or(ErrorKind::InvalidFilename.into())
    }

    /// The place of a path, none of whose folders is a link. What does not exist yet is no link.
    fn place(&self, path: &str) -> io::Result<PathBuf> {
        let place = self.native(path)?;
        for (folder, above) in self.unknown(path, &place).into_iter().rev() {
            match above.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => self.know(folder),
                Ok(_) => return Err(ErrorKind::NotADirectory.into()),
                Err(error) if error.kind() == ErrorKind::NotFound => break,
                Err(error) => return Err(error),
            }
        }
        Ok(place)
    }

    /// The place of a path whose folders are there and no links. Those that are missing are made.
    fn prepared(&self, path: &str) -> io::Result<PathBuf> {
        let place = self.native(path)?;
        for (folder, above) in self.unknown(path, &place).into_iter().rev() {
            make(above)?;
            self.know(folder);
        }
        Ok(place)
    }

    /// The folders above a path of which nothing is known, the innermost first, each with its place.
    fn unknown<'p>(&self, path: &'p str, place: &'p Path) -> Vec<(&'p str, &'p Path)> {
        let known = self.known();
        let above = path.rmatch_indices('/').map(|(at, _)| &path[..at]).zip(place.ancestors().skip(1));
        above.take_while(|(folder, _)| !known.contains(*folder)).collect()
    }

    fn known(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn know(&self, folder: &str) {
        self.known().insert(folder.to_owned());
    }

    /// Forgets a folder with all in it, for it is there no more.
    fn forget(&self, folder: &str) {
        let (mut known, within) = (self.known(), format!("{folder}/"));
        known.remove(folder);
        let gone: Vec<String> =
            known.range(within.clone()..).take_while(|known| known.starts_with(&within)).cloned().collect();
        for folder in gone {
            known.remove(&folder);
        }
    }

    /// Forgets the folders above a path, for one of them turned out to be gone.
    fn forget_above(&self, path: &str) {
        let mut known = self.known();
        for (at, _) in path.match_indices('/') {
            known.remove(&path[..at]);
        }
    }

    fn waits(&self, lasting: Lasting) -> bool {
        lasting == Lasting::Power || *self.is_network.get_or_init(|| network::is_network(self.root()))
    }
}

impl Store for DiskStore {
    fn claim(&self) -> io::Result<Option<Claim>> {
        fs::create_dir_all(&self.given)?;
        lock::claim(self.root())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let place = self.place(folder)?;
        if !folder.is_empty() {
            match place.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => self.know(folder),
                Ok(_) => return Err(ErrorKind::NotADirectory.into()),
                Err(error) if is_absence(&error) => return Ok(Vec::new()),
                Err(error) => return Err(error),
            }
        }
        let mut entries = Vec::new();
        let found = match fs::read_dir(&place) {
            Err(error) if is_absence(&error) => return Ok(entries),
            found => found?,
        };
        for entry in found {
            let entry = entry?;
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_symlink() => Kind::Link,
                Ok(kind) if kind.is_dir() => Kind::Folder,
                Ok(kind) if kind.is_file() => Kind::File,
                Ok(_) => Kind::Other,
                Err(error) if is_absence(&error) => continue,
                Err(error) => return Err(error),
            };
            entries.push(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind });
        }
        entries.sort();
        Ok(entries)
    }

    fn kind(&self, path: &str) -> io::Result<Option<Kind>> {
        match self.place(path)?.symlink_metadata() {
            Ok(metadata) => Ok(Some(kind(&metadata))),
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let place = self.place(path)?;
        match kind(&place.symlink_metadata()?) {
            Kind::File => fs::read(&place),
            Kind::Folder => Err(ErrorKind::IsADirectory.into()),
            Kind::Link | Kind::Other => Err(ErrorKind::InvalidInput.into()),
        }
    }

    fn create(&self, path: &str, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
        let mut file = match self.prepared(path).and_then(File::create_new) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.forget_above(path);
                fs::create_dir_all(self.root())?;
                self.prepared(path).and_then(File::create_new)?
            }
            opened => opened?,
        };
        file.write_all(bytes)?;
        if self.waits(lasting) { file.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &str, to: &str, lasting: Lasting) -> io::Result<()> {
        let (from, mut place) = (self.place(from)?, self.place(to)?);
        let moved = match self.patience.insist(|| fs::rename(&from, &place)) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.forget_above(to);
                place = self.prepared(to)?;
                self.patience.insist(|| fs::rename(&from, &place))
            }
            moved => moved,
        };
        moved?;
        if lasting == Lasting::Power { sync_folder(place.parent().unwrap_or(self.root())) } else { Ok(()) }
    }

    fn rename_folder(&self, from: &str, to: &str) -> io::Result<()> {
        let (place, target) = (self.place(from)?, self.prepared(to)?);
        if kind(&place.symlink_metadata()?) != Kind::Folder {
            return Err(ErrorKind::NotADirectory.into());
        }
        // Windows would put it over a file, others over a folder that is empty.
        if target.symlink_metadata().is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        // No waiting for whoever holds a file in it: patience is kept for files, which can go one by one.
        fs::rename(&place, &target)?;
        self.forget(from);
        Ok(())
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let place = self.place(path)?;
        self.patience.insist(|| fs::remove_file(&place))
    }

    fn remove_folder(&self, folder: &str) -> io::Result<()> {
        let place = self.place(folder)?;
        self.forget(folder);
        self.patience.insist(|| fs::remove_dir(&place))
    }
}

fn kind(metadata: &Metadata) -> Kind {
    let found = metadata.file_type();
    if found.is_symlink() {
        Kind::Link
    } else if found.is_dir() {
        Kind::Folder
    } else if found.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Makes a folder, unless it is there. Trying costs one call where asking first would cost two.
fn make(place: &Path) -> io::Result<()> {
    let Err(error) = fs::create_dir(place) else { return Ok(()) };
    match place.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(ErrorKind::NotADirectory.into()),
        Err(_) => Err(error),
    }
}

/// Puts a folder's names on the medium. Windows has no call for it and file systems may refuse it; they
/// keep names in order by themselves.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

/// Milliseconds to wait before each further try, about a second in all.
const PAUSES: [u64; 10] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/// Milliseconds that a store waits for held files, all in all.
const PATIENCE: u64 = 30_000;

/// Tries again while a virus scanner, an indexer or a viewer holds a file, which on Windows keeps others
/// from replacing it. Scanners let go within milliseconds, a viewer never, so the tries are counted; and
/// where thousands of files are held, waiting for each would take hours, so all waiting is counted too.
#[derive(Debug)]
struct Patience(AtomicU64);

impl Patience {
    fn insist(&self, attempt: impl FnMut() -> io::Result<()>) -> io::Result<()> {
        self.insist_while(is_held, |pause| std::thread::park_timeout(Duration::from_millis(pause)), attempt)
    }

    fn insist_while(
        &self,
        is_held: impl Fn(&io::Error) -> bool,
        mut wait: impl FnMut(u64),
        mut attempt: impl FnMut() -> io::Result<()>,
    ) -> io::Result<()> {
        for pause in PAUSES {
            match attempt() {
                Err(error) if is_held(&error) && self.has(pause) => wait(pause),
                done => return done,
            }
        }
        attempt()
    }

    /// Takes a pause from what is left, if that is enough.
    fn has(&self, pause: u64) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(pause)).is_ok()
    }
}

/// `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`, `ERROR_USER_MAPPED_FILE`.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1224))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> io::Error {
        ErrorKind::PermissionDenied.into()
    }

    fn patience() -> Patience {
        Patience(AtomicU64::new(PATIENCE))
    }

    #[test]
    fn a_file_that_is_held_for_a_moment_is_replaced() {
        let (mut tries, mut waited) = (0, 0);
        let done = patience().insist_while(
            |error| error.kind() == ErrorKind::PermissionDenied,
            |pause| waited += pause,
            || {
                tries += 1;
                if tries < 5 { Err(refused()) } else { Ok(()) }
            },
        );
        assert!(done.is_ok());
        assert_eq!((tries, waited), (5, 1 + 2 + 4 + 8));
    }

    #[test]
    fn patience_with_one_file_ends() {
        let (mut tries, mut waited) = (0, 0);
        let done = patience().insist_while(
            |_| true,
            |pause| waited += pause,
            || {
                tries += 1;
                Err(refused())
            },
        );
        assert_eq!(done.unwrap_err().kind(), ErrorKind::PermissionDenied);
        assert_eq!((tries, waited), (11, 1023));
    }

    #[test]
    fn patience_with_many_files_ends() {
        let (patience, mut waited) = (patience(), 0);
        for _ in 0..1000 {
            assert!(patience.insist_while(|_| true, |pause| waited += pause, || Err(refused())).is_err());
        }
        assert!((PATIENCE - 1023..=PATIENCE).contains(&waited), "{waited}");
    }

    #[test]
    fn other_errors_are_told_at_once() {
        let mut tries = 0;
        let done = patience().insist_while(
            |_| false,
            |_| unreachable!("nothing to wait for"),
            || {
                tries += 1;
                Err(refused())
            },
        );
        assert!(done.is_err());
        assert_eq!(tries, 1);
    }
}
