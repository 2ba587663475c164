//! One door laid over another.

use std::sync::Arc;

use super::{Contents, Files, Listing, Opened, ReadError};
use crate::base::FilePath;

/// Doors one over another: a site's own files over those that the binary carries. A file is that of the
/// first door that has it; a listing is the union.
#[derive(Clone)]
pub struct Layered {
    layers: Vec<Arc<dyn Files>>,
}

impl Layered {
    /// The layers, the uppermost first.
    pub fn new(layers: Vec<Arc<dyn Files>>) -> Layered {
        Layered { layers }
    }

    /// What the uppermost door says that has the file. Only a missing file is looked for further down: one
    /// that is there but cannot be read must not be replaced by another in silence.
    fn first<T>(&self, read: impl Fn(&dyn Files) -> Result<T, ReadError>) -> Result<T, ReadError> {
        for layer in &self.layers {
            match read(layer.as_ref()) {
                Err(ReadError::Missing) => {}
                found => return found,
            }
        }
        Err(ReadError::Missing)
    }
}

impl Files for Layered {
    fn list(&self, folder: &str) -> Listing {
        let mut all = Listing::default();
        for layer in &self.layers {
            let Listing { files, skipped } = layer.list(folder);
            all.files.extend(files);
            all.skipped.extend(skipped);
        }
        all.sorted()
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        self.first(|layer| layer.read(path))
    }

    fn contents(&self, path: &FilePath) -> Result<Contents, ReadError> {
        self.first(|layer| layer.contents(path))
    }

    fn open(&self, path: &FilePath) -> Result<Box<dyn Opened>, ReadError> {
        self.first(|layer| layer.open(path))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MemoryFiles, SkipCause, Skipped};
    use super::*;

    fn layered(upper: MemoryFiles, lower: MemoryFiles) -> Layered {
        Layered::new(vec![Arc::new(upper), Arc::new(lower)])
    }

    #[test]
    fn the_first_door_that_has_a_file_wins() {
        let files = layered(
            MemoryFiles::new().with("a", "upper").with("b", "upper"),
            MemoryFiles::new().with("b", "lower").with("c", "lower"),
        );
        let read = |path: &str| files.read(&path.into()).map(|bytes| bytes.to_vec());
        assert_eq!(read("a").unwrap(), b"upper");
        assert_eq!(read("b").unwrap(), b"upper");
        assert_eq!(read("c").unwrap(), b"lower");
        assert_eq!(read("d"), Err(ReadError::Missing));
        assert_eq!(files.list("").files, ["a".into(), "b".into(), "c".into()]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_replaced_by_one_below() {
        let files = layered(
            MemoryFiles::new().with_fault("a", ReadError::Changed),
            MemoryFiles::new().with("a", "lower"),
        );
        assert_eq!(files.read(&"a".into()), Err(ReadError::Changed));
    }

    #[test]
    fn what_any_door_left_out_is_told_once() {
        let skipped = Skipped { path: FilePath::new("x"), cause: SkipCause::OutwardLink };
        let one = MemoryFiles::new().with_skipped(skipped.clone());
        assert_eq!(layered(one.clone(), one).list("").skipped, [skipped]);
    }

    #[test]
    fn no_layers_hold_nothing() {
        assert_eq!(Layered::new(Vec::new()).list(""), Listing::default());
    }
}
