//! Files held in memory: tests, and texts that an editor has not saved.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Files, Listing, ReadError, Skipped, below};
use crate::base::FilePath;

/// Files held in memory. It is filled first and read afterwards, so it is a snapshot by nature.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<FilePath, Result<Arc<[u8]>, ReadError>>,
    skipped: Vec<Skipped>,
}

impl MemoryFiles {
    /// No files.
    pub fn new() -> MemoryFiles {
        MemoryFiles::default()
    }

    /// The same with one more file, or with other bytes in a file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> MemoryFiles {
        self.insert(path, bytes);
        self
    }

    /// The same with a file that is listed but answers `error` when it is read.
    #[must_use]
    pub fn with_fault(mut self, path: &str, error: ReadError) -> MemoryFiles {
        self.files.insert(FilePath::new(path), Err(error));
        self
    }

    /// The same with something that a listing leaves out.
    #[must_use]
    pub fn with_skipped(mut self, skipped: Skipped) -> MemoryFiles {
        self.skipped.push(skipped);
        self
    }

    /// Adds a file or replaces its bytes.
    pub fn insert(&mut self, path: &str, bytes: impl AsRef<[u8]>) {
        self.files.insert(FilePath::new(path), Ok(bytes.as_ref().into()));
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

impl<P: AsRef<str>, B: AsRef<[u8]>> FromIterator<(P, B)> for MemoryFiles {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> MemoryFiles {
        files.into_iter().fold(MemoryFiles::new(), |all, (path, bytes)| all.with(path.as_ref(), bytes))
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> Listing {
        let folder = folder.trim_matches('/');
        let within =
            |skipped: &&Skipped| skipped.path.as_str() == folder || skipped.path.below(folder).is_some();
        Listing {
            files: below(&self.files, folder),
            skipped: self.skipped.iter().filter(within).cloned().collect(),
        }
        .sorted()
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        self.files.get(path).cloned().unwrap_or(Err(ReadError::Missing))
    }
}

#[cfg(test)]
mod tests {
    use super::super::SkipCause;
    use super::*;

    #[test]
    fn what_was_put_in_comes_out() {
        let mut files = MemoryFiles::new()
            .with("content/b.md", "乙")
            .with("content/a.md", "甲")
            .with("contents.md", "")
            .with_fault("content/c.md", ReadError::Changed);
        let names: Vec<String> = files.list("content").files.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["content/a.md", "content/b.md", "content/c.md"]);
        assert_eq!(&*files.read(&"content/a.md".into()).unwrap(), "甲".as_bytes());
        assert_eq!(files.read(&"content/c.md".into()), Err(ReadError::Changed));
        files.remove("content/a.md");
        assert_eq!(files.read(&"content/a.md".into()), Err(ReadError::Missing));
    }

    #[test]
    fn what_is_left_out_belongs_to_its_folder() {
        let skipped = Skipped { path: FilePath::new("content/x"), cause: SkipCause::BrokenLink };
        let files = MemoryFiles::new().with_skipped(skipped.clone());
        assert_eq!(files.list("content").skipped, std::slice::from_ref(&skipped));
        assert_eq!(files.list("").skipped, [skipped]);
        assert!(files.list("themes").skipped.is_empty());
    }
}
