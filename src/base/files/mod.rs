//! The door for reading: whatever the program learns of a site's files, it learns through [`Files`].
//!
//! [`DiskFiles`] reads a folder, [`MemoryFiles`] what a test or an editor holds, [`EmbeddedFiles`] what
//! the binary carries; [`Layered`] lays one over another. Each is a *snapshot*: it answers the same
//! question the same way for as long as it lives, or says [`ReadError::Changed`].

mod cause;
pub mod disk;
mod embedded;
mod held;
mod held_texts;
mod layered;
mod looked;
mod memory;
pub mod skipped;

use std::collections::BTreeMap;
use std::io::{BufRead, Cursor, Seek};
use std::ops::Bound;
use std::sync::Arc;

pub use cause::cause;
pub use disk::{Beside, DiskFiles, Extent};
pub use embedded::EmbeddedFiles;
pub use held::{Edited, HeldFiles, Touched};
pub use layered::Layered;
pub use looked::Looked;
pub use memory::MemoryFiles;
pub use skipped::{SkipCause, Skipped};

use super::digest::digest;
use super::{Code, Diagnostic, FilePath, Place, Words};

codes! {
    MISSING_FILE = "missing-file" Error {
        "要读的文件不存在。请检查路径的拼写（包括大小写），或补上这个文件。",
        "A file to be read does not exist. Check the spelling of its path (case counts), or add the file."
    }
    CHANGED_FILE = "changed-file" Error {
        "文件在生成过程中被改动，已读的内容前后不一致。保存好之后再生成一次即可。",
        "A file was changed while the site was being built, so what was read does not fit together. Save it and build again."
    }
    UNREADABLE_FILE = "unreadable-file" Error {
        "文件存在但无法读取。请检查访问权限，或关闭正在占用它的程序。",
        "A file exists but cannot be read. Check its permissions, or close the program that holds it."
    }
}

/// Every code that reading speaks.
pub fn codes() -> Vec<&'static Code> {
    [CODES, skipped::CODES].concat()
}

/// The door for reading. Paths are UTF-8 with `/`, relative to the site's root.
pub trait Files: Send + Sync {
    /// All files below `folder` (`content`; the empty text is the root), at any depth. A folder that does
    /// not exist holds nothing. Nothing is left out but what [`Listing::skipped`] names.
    fn list(&self, folder: &str) -> Listing;

    /// The bytes of a file. A path that a listing of its folder did not hold is missing.
    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError>;

    /// The bytes of a file with their digest. A door that hashes what it reads knows that already.
    ///
    /// # Errors
    /// As of [`Files::read`].
    fn contents(&self, path: &FilePath) -> Result<Contents, ReadError> {
        self.read(path).map(Contents::of)
    }

    /// The bytes of a file one after another, for whoever wants the first few of a file that may be large.
    /// They are read when they are wanted, so reading them may fail.
    ///
    /// # Errors
    /// As of [`Files::read`].
    fn open(&self, path: &FilePath) -> Result<Box<dyn Opened>, ReadError> {
        self.read(path).map(in_memory)
    }
}

/// A file that can be read bit by bit.
pub trait Opened: BufRead + Seek {}

impl<T: BufRead + Seek> Opened for T {}

fn in_memory(bytes: Arc<[u8]>) -> Box<dyn Opened> {
    Box::new(Cursor::new(bytes))
}

/// The bytes of a file with their digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The bytes.
    pub bytes: Arc<[u8]>,
    /// Their [`digest`].
    pub digest: Arc<str>,
}

impl Contents {
    fn of(bytes: Arc<[u8]>) -> Contents {
        let digest = digest(&bytes).into();
        Contents { bytes, digest }
    }
}

impl<F: Files + ?Sized> Files for Arc<F> {
    fn list(&self, folder: &str) -> Listing {
        (**self).list(folder)
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        (**self).read(path)
    }

    fn contents(&self, path: &FilePath) -> Result<Contents, ReadError> {
        (**self).contents(path)
    }

    fn open(&self, path: &FilePath) -> Result<Box<dyn Opened>, ReadError> {
        (**self).open(path)
    }
}

impl<F: Files + ?Sized> Files for &F {
    fn list(&self, folder: &str) -> Listing {
        (**self).list(folder)
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        (**self).read(path)
    }

    fn contents(&self, path: &FilePath) -> Result<Contents, ReadError> {
        (**self).contents(path)
    }

    fn open(&self, path: &FilePath) -> Result<Box<dyn Opened>, ReadError> {
        (**self).open(path)
    }
}

/// What lies below a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Every file, sorted by path, each once, in the spelling of the disk.
    pub files: Vec<FilePath>,
    /// What could not be listed, sorted by path.
    pub skipped: Vec<Skipped>,
}

impl Listing {
    /// Whether the file is listed.
    pub fn holds(&self, path: &FilePath) -> bool {
        self.files.binary_search(path).is_ok()
    }

    fn sorted(mut self) -> Listing {
        self.files.sort();
        self.files.dedup();
        self.skipped.sort_by(|a, b| a.order().cmp(&b.order()));
        self.skipped.dedup();
        self
    }
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// It is no longer what it was when this snapshot first met it: the plan must be made anew.
    Changed,
    /// It is there but cannot be read, for this reason.
    Unreadable(Words),
}

impl ReadError {
    /// The problem as users are told it.
    pub fn diagnostic(&self, path: &FilePath) -> Diagnostic {
        let place = Place::file(path);
        match self {
            ReadError::Missing => {
                Diagnostic::new(&MISSING_FILE, place, words!("没有文件“{path}”", "there is no file `{path}`"))
                    .help(words!(
                        "请检查路径的拼写（包括大小写）",
                        "check the spelling of the path; upper and lower case differ"
                    ))
            }
            ReadError::Changed => Diagnostic::new(
                &CHANGED_FILE,
                place,
                words!("“{path}”在生成过程中被改动", "`{path}` was changed while the site was being built"),
            )
            .help(words!("请再生成一次", "build again")),
            ReadError::Unreadable(Words { zh, en }) => Diagnostic::new(
                &UNREADABLE_FILE,
                place,
                words!("无法读取“{path}”：{zh}", "`{path}` cannot be read: {en}"),
            )
            .help(words!(
                "请检查访问权限，或关闭正在占用它的程序",
                "check its permissions, or close the program that holds it"
            )),
        }
    }
}

/// The files of a sorted map that lie below `folder`.
fn below<V>(files: &BTreeMap<FilePath, V>, folder: &str) -> Vec<FilePath> {
    let folder = folder.trim_matches('/');
    if folder.is_empty() {
        return files.keys().cloned().collect();
    }
    let start = format!("{folder}/");
    files
        .range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded))
        .map(|(path, _)| path)
        .take_while(|path| path.as_str().starts_with(&start))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_spoken() {
        let path = FilePath::new("content/甲.md");
        let unreadable = ReadError::Unreadable(words!("没有权限", "permission denied"));
        for (error, code) in [
            (ReadError::Missing, &MISSING_FILE),
            (ReadError::Changed, &CHANGED_FILE),
            (unreadable, &UNREADABLE_FILE),
        ] {
            let told = error.diagnostic(&path);
            assert_eq!(told.code, code.name);
            assert!(told.message.zh.contains("content/甲.md") && told.message.en.contains("content/甲.md"));
            assert!(told.help.is_some());
        }
        assert_eq!(CODES.len(), 3);
        assert_eq!(codes().len(), 3 + skipped::CODES.len());
    }

    #[test]
    fn a_folder_is_not_its_neighbour_with_a_longer_name() {
        let files: BTreeMap<FilePath, ()> =
            ["a-b/x", "a", "a/x", "a/b/y", "ab/x"].map(|path| (FilePath::new(path), ())).into();
        let names = |folder| below(&files, folder).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names("a"), ["a/b/y", "a/x"]);
        assert_eq!(names("a/"), ["a/b/y", "a/x"]);
        assert_eq!(names("").len(), 5);
        assert!(names("c").is_empty());
    }
}
