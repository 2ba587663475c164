//! The door for writing: whatever the program writes, it writes through a [`Store`].
//!
//! A store is one folder. Its calls are small on purpose: create a new file, rename it over another, move
//! a folder to where there is none, remove. A file that readers see is only ever *replaced*, so whoever
//! dies between two calls leaves each file old or new. [`DiskStore`] is a folder on disk, [`MemoryStore`]
//! one in memory, and [`FaultyStore`] breaks down at a chosen call, so that tests can visit every moment
//! of a build.

mod disk;
mod faulty;
mod ground;
mod lock;
mod memory;

use std::io;

pub use disk::DiskStore;
pub use faulty::{Fault, FaultyStore};
pub use ground::{Overlap, is_outermost, overlap};
pub use memory::{Case, MemoryStore};

/// A folder that files are written into. Paths are UTF-8 with `/`, relative to the folder; the empty path
/// is the folder itself. No call goes through a symbolic link inside the folder.
pub trait Store: Send + Sync {
    /// Makes the folder if need be and claims it for as long as what is handed back lives. `None` when
    /// somebody else has claimed it. A process that dies gives up its claim.
    fn claim(&self) -> io::Result<Option<Claim>>;

    /// What lies directly in a folder, sorted by name. A folder that does not exist holds nothing.
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>>;

    /// What is at a path: as the disk answers, which may not tell upper from lower case.
    fn kind(&self, path: &str) -> io::Result<Option<Kind>>;

    /// The bytes of a file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// Makes a new file, and the folders above it. It must not exist. When this fails, a part of the file
    /// may be there.
    fn create(&self, path: &str, bytes: &[u8], lasting: Lasting) -> io::Result<()>;

    /// Moves a file to a path, where it replaces a file or a link, and makes the folders above it.
    /// Whoever looks sees the old file or the new one, whole.
    fn rename(&self, from: &str, to: &str, lasting: Lasting) -> io::Result<()>;

    /// Moves a folder with all in it to a path at which nothing is, and makes the folders above it.
    /// Whoever looks sees nothing there or all of it. What is there already is an error.
    fn rename_folder(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file or a link.
    fn remove(&self, path: &str) -> io::Result<()>;

    /// Removes a folder. One that is not empty is an error.
    fn remove_folder(&self, folder: &str) -> io::Result<()>;
}

/// Held as long as nobody else may write into a store.
pub type Claim = Box<dyn Send>;

/// A name in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name; what of it is not UTF-8 is U+FFFD, so that no path meets it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// What a change must outlast before the call returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// The process: after `kill -9` it is there, for the system holds it. After a power cut it may be
    /// missing, or empty under its new name.
    Process,
    /// The power: it is on the medium. Costs some milliseconds, on old disks tens of them.
    Power,
}

impl<S: Store + ?Sized> Store for &S {
    fn claim(&self) -> io::Result<Option<Claim>> {
        (**self).claim()
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        (**self).list(folder)
    }

    fn kind(&self, path: &str) -> io::Result<Option<Kind>> {
        (**self).kind(path)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        (**self).read(path)
    }

    fn create(&self, path: &str, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
        (**self).create(path, bytes, lasting)
    }

    fn rename(&self, from: &str, to: &str, lasting: Lasting) -> io::Result<()> {
        (**self).rename(from, to, lasting)
    }

    fn rename_folder(&self, from: &str, to: &str) -> io::Result<()> {
        (**self).rename_folder(from, to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        (**self).remove(path)
    }

    fn remove_folder(&self, folder: &str) -> io::Result<()> {
        (**self).remove_folder(folder)
    }
}

#[cfg(test)]
mod tests;
