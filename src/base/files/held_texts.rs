//! The texts that snapshots of a folder hold. Snapshots that follow each other share all but the few that
//! differ.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::{Contents, ReadError};
use crate::base::FilePath;

/// What a look at a file found.
pub(super) type Held = Result<Contents, ReadError>;

/// So many texts, and this part of all, may differ before all are put together anew.
const APART: usize = 64;
const PART: usize = 16;

/// Texts by path. A copy costs no more than the few that differ from what is shared.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    shared: Arc<Shared>,
    /// What differs from the shared ones; none where a text is not held any more.
    apart: BTreeMap<FilePath, Option<Held>>,
}

#[derive(Clone, Debug, Default)]
struct Shared {
    texts: HashMap<FilePath, Held>,
    /// All folders above the texts, and perhaps some above those that were forgotten.
    folders: HashSet<FilePath>,
}

impl Shared {
    fn hold(&mut self, path: &FilePath, held: Held) {
        self.texts.insert(path.clone(), held);
        let mut folder = path.clone();
        while !folder.as_str().is_empty() {
            folder = folder.parent();
            // Of a folder that is known those above it are as well.
            if !self.folders.insert(folder.clone()) {
                break;
            }
        }
    }
}

impl Texts {
    pub(super) fn get(&self, path: &FilePath) -> Option<&Held> {
        match self.apart.get(path) {
            None => self.shared.texts.get(path),
            Some(apart) => apart.as_ref(),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&FilePath, &Held)> {
        let shared = self.shared.texts.iter().filter(|(path, _)| !self.apart.contains_key(*path));
        let apart = self.apart.iter().filter_map(|(path, held)| Some((path, held.as_ref()?)));
        shared.chain(apart)
    }

    /// Holds what was found, unless another look found something before.
    pub(super) fn hold(&mut self, path: &FilePath, found: Held) -> &Held {
        if self.get(path).is_none() {
            self.replace(path, found);
        }
        self.get(path).expect("what was not there was put there")
    }

    pub(super) fn replace(&mut self, path: &FilePath, held: Held) {
        match Arc::get_mut(&mut self.shared) {
            Some(own) if self.apart.is_empty() => own.hold(path, held),
            _ => self.set_apart(path, Some(held)),
        }
    }

    pub(super) fn forget(&mut self, path: &FilePath) {
        self.set_apart(path, None);
    }

    fn set_apart(&mut self, path: &FilePath, held: Option<Held>) {
        self.apart.insert(path.clone(), held);
        if self.apart.len() < APART.max(self.shared.texts.len() / PART) {
            return;
        }
        let shared = Arc::make_mut(&mut self.shared);
        for (path, held) in std::mem::take(&mut self.apart) {
            match held {
                Some(held) => shared.hold(&path, held),
                None => drop(shared.texts.remove(&path)),
            }
        }
    }

    /// The texts at the given paths and in the folders among these.
    pub(super) fn at_or_below(&self, paths: &BTreeSet<FilePath>) -> BTreeSet<FilePath> {
        let is_folder = |path: &FilePath| {
            let is_above = |text: &FilePath| text.below(path.as_str()).is_some();
            self.shared.folders.contains(path) || self.apart.keys().any(is_above)
        };
        let mut found: BTreeSet<FilePath> =
            paths.iter().filter(|path| self.get(path).is_some()).cloned().collect();
        let folders: Vec<&FilePath> = paths.iter().filter(|path| is_folder(path)).collect();
        if !folders.is_empty() {
            let is_below =
                |text: &FilePath| folders.iter().any(|folder| text.below(folder.as_str()).is_some());
            found.extend(self.iter().map(|(path, _)| path).filter(|path| is_below(path)).cloned());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Held {
        Ok(Contents::of(text.as_bytes().into()))
    }

    /// All that is held, as `path=text`.
    fn told(texts: &Texts) -> Vec<String> {
        let tell = |(path, held): (&FilePath, &Held)| {
            let bytes = &held.as_ref().unwrap().bytes;
            format!("{path}={}", std::str::from_utf8(bytes).unwrap())
        };
        let mut all: Vec<String> = texts.iter().map(tell).collect();
        all.sort();
        all
    }

    #[test]
    fn a_copy_goes_its_own_way() {
        let mut first = Texts::default();
        for (path, text) in [("a", "1"), ("b/c", "2"), ("b/d", "3")] {
            assert_eq!(*first.hold(&path.into(), found(text)), found(text));
        }
        let mut second = first.clone();
        second.replace(&"a".into(), found("4"));
        second.forget(&"b/c".into());
        assert_eq!(*second.hold(&"e/f".into(), found("5")), found("5"));
        assert_eq!(*second.hold(&"e/f".into(), found("6")), found("5"), "the first look counts");
        assert_eq!(told(&first), ["a=1", "b/c=2", "b/d=3"]);
        assert_eq!(told(&second), ["a=4", "b/d=3", "e/f=5"]);
        assert_eq!(second.get(&"b/c".into()), None);
        drop(first);
        second.replace(&"b/c".into(), found("7"));
        assert_eq!(told(&second), ["a=4", "b/c=7", "b/d=3", "e/f=5"]);
    }

    #[test]
    fn folders_stand_for_what_is_in_them_however_it_is_held() {
        let mut texts = Texts::default();
        for path in ["a/b/c", "a/d", "ab"] {
            texts.hold(&path.into(), found(path));
        }
        let _other = texts.clone();
        texts.hold(&"x/y".into(), found("y"));
        let below = |paths: &[&str]| {
            let paths = paths.iter().map(|path| FilePath::new(path)).collect();
            texts.at_or_below(&paths).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(below(&["a"]), ["a/b/c", "a/d"]);
        assert_eq!(below(&["ab", "a/b", "none"]), ["a/b/c", "ab"]);
        assert_eq!(below(&["x"]), ["x/y"]);
        assert_eq!(below(&[""]).len(), 4);
    }

    #[test]
    fn many_that_differ_are_put_together_anew() {
        let mut texts = Texts::default();
        texts.hold(&"a".into(), found("a"));
        let _other = texts.clone();
        let path = |number: usize| FilePath::new(&format!("b/{number}"));
        for number in 0..2 * APART {
            texts.hold(&path(number), found("b"));
        }
        texts.forget(&"a".into());
        (0..APART).for_each(|number| texts.forget(&path(number)));
        assert!(texts.apart.len() < APART);
        assert_eq!(texts.iter().count(), APART);
        assert!((0..2 * APART).all(|number| texts.get(&path(number)).is_some() == (number >= APART)));
    }
}
