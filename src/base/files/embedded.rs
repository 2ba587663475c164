//! Files that the binary carries.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry};

use super::{Files, Listing, ReadError, below};
use crate::base::FilePath;

/// Files that the binary carries, seen as if they lay in a folder of the site.
#[derive(Clone, Debug)]
pub struct EmbeddedFiles {
    files: BTreeMap<FilePath, &'static [u8]>,
}

impl EmbeddedFiles {
    /// The files of `dir` below the folder `prefix` (the empty text is the root).
    pub fn new(prefix: &str, dir: &'static Dir<'static>) -> EmbeddedFiles {
        let prefix = FilePath::new(prefix.trim_matches('/'));
        EmbeddedFiles::placed(dir, |path| prefix.join(path))
    }

    /// The files of `dir`, which may be a folder of a larger one, as if it were the root.
    pub fn below(dir: &'static Dir<'static>) -> EmbeddedFiles {
        let folder = dir.path().to_str().expect("embedded paths are literals, so UTF-8");
        EmbeddedFiles::placed(dir, |path| {
            FilePath::new(FilePath::new(path).below(folder).expect("what a folder holds lies below it"))
        })
    }

    /// The files of `dir`, each where `place` puts it.
    fn placed(dir: &'static Dir<'static>, place: impl Fn(&str) -> FilePath) -> EmbeddedFiles {
        let mut files = BTreeMap::new();
        let mut folders = vec![dir];
        while let Some(folder) = folders.pop() {
            for entry in folder.entries() {
                match entry {
                    DirEntry::Dir(inner) => folders.push(inner),
                    DirEntry::File(file) => {
                        let path = file.path().to_str().expect("embedded paths are literals, so UTF-8");
                        files.insert(place(path), file.contents());
                    }
                }
            }
        }
        EmbeddedFiles { files }
    }
}

impl Files for EmbeddedFiles {
    fn list(&self, folder: &str) -> Listing {
        Listing { files: below(&self.files, folder), skipped: Vec::new() }
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        self.files.get(path).map(|bytes| (*bytes).into()).ok_or(ReadError::Missing)
    }
}

#[cfg(test)]
mod tests {
    use include_dir::File;

    use super::*;

    static DIR: Dir<'static> = Dir::new(
        "",
        &[
            DirEntry::Dir(Dir::new("hongqi", &[DirEntry::File(File::new("hongqi/theme.yaml", b"api: 1"))])),
            DirEntry::File(File::new("README.md", b"themes")),
        ],
    );

    #[test]
    fn files_lie_below_their_prefix() {
        let files = EmbeddedFiles::new("themes", &DIR);
        assert_eq!(files.list("").files, ["themes/README.md".into(), "themes/hongqi/theme.yaml".into()]);
        assert_eq!(files.list("themes/hongqi").files, ["themes/hongqi/theme.yaml".into()]);
        assert_eq!(&*files.read(&"themes/hongqi/theme.yaml".into()).unwrap(), b"api: 1");
        assert_eq!(files.read(&"hongqi/theme.yaml".into()), Err(ReadError::Missing));
    }

    #[test]
    fn a_folder_of_a_larger_one_may_be_the_root() {
        let files = EmbeddedFiles::below(DIR.get_dir("hongqi").unwrap());
        assert_eq!(files.list("").files, ["theme.yaml".into()]);
        assert_eq!(EmbeddedFiles::below(&DIR).list("").files.len(), 2);
    }

    #[test]
    fn the_prefix_may_be_the_root() {
        let files = EmbeddedFiles::new("", &DIR);
        assert_eq!(files.list("hongqi").files, ["hongqi/theme.yaml".into()]);
    }
}
