//! Paths inside a site: UTF-8, relative to the site's root, with `/` on every system.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The path of a file below the site's root (`content/cases/fengneng.md`), in the spelling of the
/// disk. It never starts with `/`, never holds `.` or `..`, and the root itself is the empty path.
#[derive(Clone, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FilePath(Arc<str>);

impl PartialEq for FilePath {
    /// Most that are compared are one and the same, which is told without reading them.
    fn eq(&self, other: &FilePath) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Hash for FilePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl FilePath {
    /// Makes a path of segments that are known to be clean.
    pub fn new(path: &str) -> FilePath {
        debug_assert!(!path.starts_with('/') && !path.contains('\\'), "not a site path: {path}");
        FilePath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment: `fengneng.md`.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last segment without its extension: `fengneng`.
    pub fn stem(&self) -> &str {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        }
    }

    /// The extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => name[dot + 1..].to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// The folder that holds it; the root is the empty path.
    pub fn parent(&self) -> FilePath {
        match self.0.rfind('/') {
            Some(slash) => FilePath(self.0[..slash].into()),
            None => FilePath("".into()),
        }
    }

    /// This path with `segment` (one name or several, clean) below it.
    pub fn join(&self, segment: &str) -> FilePath {
        if self.0.is_empty() {
            FilePath::new(segment)
        } else {
            FilePath::new(&format!("{}/{segment}", self.0))
        }
    }

    /// What is left of this path below `folder`, if it lies there.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The way from this file to another, as a text of it would write the address: `../b.md`.
    pub fn way_to(&self, other: &FilePath) -> String {
        let here: Vec<&str> = self.0.split('/').collect();
        let there: Vec<&str> = other.0.split('/').collect();
        let folders = (here.len() - 1).min(there.len() - 1);
        let shared = (0..folders).take_while(|at| here[*at] == there[*at]).count();
        "../".repeat(here.len() - 1 - shared) + &there[shared..].join("/")
    }

    /// Resolves an address as written in this file (`../b.md`, `图片/a.png`, `/static.pdf` from the
    /// root of `content`) to a path; `None` when it climbs out of the site.
    pub fn resolve(&self, relative: &str) -> Option<FilePath> {
        let mut segments: Vec<&str> = self.0.split('/').collect();
        segments.pop();
        for segment in relative.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop()?;
                }
                name => segments.push(name),
            }
        }
        Some(FilePath(segments.join("/").into()))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for FilePath {
    fn from(path: &str) -> FilePath {
        FilePath::new(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_where_it_says() {
        for (from, to, way) in [
            ("content/cases/a.md", "content/cases/b.md", "b.md"),
            ("content/cases/a.md", "content/frameworks/f.md", "../frameworks/f.md"),
            ("content/_index.md", "content/cases/a/index.md", "cases/a/index.md"),
            ("content/cases/a/index.md", "site.yaml", "../../../site.yaml"),
        ] {
            let (from, to) = (FilePath::new(from), FilePath::new(to));
            assert_eq!(from.way_to(&to), way);
            assert_eq!(from.resolve(way), Some(to));
        }
    }
}
