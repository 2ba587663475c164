//! Whether two folders overlap, whatever their names say.

#![allow(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

/// How a folder lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// It is the other.
    Same,
    /// It holds the other.
    Holds,
    /// It lies inside the other.
    Inside,
}

/// How `folder` lies to `other`; `None` when they have nothing in common. Links, `..` and another case on
/// a disk that does not tell it are seen through, also for folders that do not exist yet.
pub fn overlap(folder: &Path, other: &Path) -> Option<Overlap> {
    let (folder, other) = (Location::of(folder), Location::of(other));
    match (folder.is_in(&other), other.is_in(&folder)) {
        (true, true) => Some(Overlap::Same),
        (true, false) => Some(Overlap::Inside),
        (false, true) => Some(Overlap::Holds),
        (false, false) => None,
    }
}

/// Whether a folder is the outermost of its disk: `/`, `C:\`.
pub fn is_outermost(folder: &Path) -> bool {
    let location = Location::of(folder);
    location.rest.is_empty() && location.known.len() <= 1
}

/// Where a folder lies.
struct Location {
    /// The folders that exist on the way, from the outermost.
    known: Vec<Identity>,
    /// Names below them that do not exist yet, as the most forgetful disk sees them.
    rest: Vec<String>,
}

/// What tells a folder from all others: names do not, where a disk forgets their case.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = PathBuf;

impl Location {
    fn of(path: &Path) -> Location {
        // The empty path means the working folder too, but `absolute` refuses it.
        let path = Path::new(".").join(path);
        let path = std::path::absolute(&path).unwrap_or(path);
        let mut real = PathBuf::new();
        let mut rest: Vec<String> = Vec::new();
        for part in path.components() {
            match part {
                Component::Prefix(_) | Component::RootDir => real.push(part),
                Component::CurDir => {}
                Component::ParentDir if rest.is_empty() => {
                    real.pop();
                }
                Component::ParentDir => {
                    rest.pop();
                }
                Component::Normal(name) => match real.join(name).canonicalize() {
                    Ok(found) if rest.is_empty() => real = found,
                    _ => rest.push(name.to_string_lossy().nfc().collect::<String>().to_lowercase()),
                },
            }
        }
        let above: Vec<&Path> = real.ancestors().collect();
        Location { known: above.into_iter().rev().filter_map(identity).collect(), rest }
    }

    /// Whether this folder is `other` or lies inside it.
    fn is_in(&self, other: &Location) -> bool {
        let Some(last) = other.known.last() else { return false };
        if other.rest.is_empty() {
            return self.known.contains(last);
        }
        self.known.last() == Some(last) && self.rest.starts_with(&other.rest)
    }
}

#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;

    std::fs::metadata(folder).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Windows gives the path without links in the spelling of the disk.
#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    let has_name = folder.components().next().is_some();
    has_name.then(|| folder.canonicalize().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn folders_hold_each_other_or_not() {
        let disk = tempfile::tempdir().unwrap();
        let at = |path: &str| disk.path().join(path);
        fs::create_dir_all(at("site/content")).unwrap();
        for (folder, other, expected) in [
            ("site", "site", Some(Overlap::Same)),
            ("site/", "site/.", Some(Overlap::Same)),
            ("site", "site/content", Some(Overlap::Holds)),
            ("site/content", "site", Some(Overlap::Inside)),
            ("site/content/new/deep", "site/content", Some(Overlap::Inside)),
            ("site/public", "site/content", None),
            ("site/content-2", "site/content", None),
            ("site/public/../content", "site/content", Some(Overlap::Same)),
            ("site/content/../public", "site/content", None),
            ("new/a/../b", "new/b", Some(Overlap::Same)),
            ("new/b", "new/b/c", Some(Overlap::Holds)),
            ("new/bc", "new/b", None),
            ("new/Static", "new/static", Some(Overlap::Same)),
            ("site/Themes/x", "site/themes", Some(Overlap::Inside)),
        ] {
            assert_eq!(overlap(&at(folder), &at(other)), expected, "{folder} and {other}");
        }
    }

    #[test]
    fn relative_paths_are_those_of_the_working_folder() {
        assert_eq!(overlap(Path::new("src"), Path::new(".")), Some(Overlap::Inside));
        assert_eq!(overlap(Path::new(""), Path::new(".")), Some(Overlap::Same));
    }

    #[test]
    fn the_outermost_folder_is_known_by_any_name() {
        let disk = tempfile::tempdir().unwrap();
        let outermost = disk.path().ancestors().last().unwrap();
        assert!(is_outermost(outermost));
        assert!(is_outermost(&outermost.join("..")));
        assert!(!is_outermost(disk.path()));
        assert!(!is_outermost(&outermost.join("not there at all")));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_seen_through() {
        let disk = tempfile::tempdir().unwrap();
        let at = |path: &str| disk.path().join(path);
        fs::create_dir_all(at("site/content")).unwrap();
        std::os::unix::fs::symlink(at("site"), at("alias")).unwrap();
        std::os::unix::fs::symlink("content", at("site/public")).unwrap();
        assert_eq!(overlap(&at("alias/content/x"), &at("site/content")), Some(Overlap::Inside));
        assert_eq!(overlap(&at("site/public"), &at("site/content")), Some(Overlap::Same));
        assert_eq!(overlap(&at("alias/new"), &at("site/new")), Some(Overlap::Same));
        assert_eq!(overlap(&at("site/public/.."), &at("site")), Some(Overlap::Same));
    }
}
