//! What texts took over from the columns above them (`cascade`), and where it was typed.
//!
//! A value that was taken over stands in the front matter of the text as if it were its own, so every
//! reader finds it in the usual place. Only messages and `why` need to know better.

use std::collections::{BTreeMap, HashSet};

use crate::base::{Diagnostic, FilePath, NodePath, Place, Spot};
use crate::yaml::Placed;

/// A value that a text took over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherited {
    /// Its key, as the column has it.
    pub key: String,
    /// The file of the column.
    pub file: FilePath,
    /// The way to it there.
    pub path: NodePath,
    /// The entry of the text's front matter in which it now stands.
    pub(super) entry: u32,
}

/// All values that were taken over, by the text that has them now.
#[derive(Clone, Debug, Default)]
pub struct Inheritance(BTreeMap<FilePath, Vec<Inherited>>);

impl Inheritance {
    /// What a text took over, in the order of its front matter.
    pub fn of(&self, text: &FilePath) -> &[Inherited] {
        self.0.get(text).map_or(&[], Vec::as_slice)
    }

    pub(super) fn add(&mut self, text: &FilePath, inherited: Inherited) {
        self.0.entry(text.clone()).or_default().push(inherited);
    }

    /// Where a value of a text was typed.
    fn home(&self, text: &FilePath, path: &NodePath) -> Option<(&FilePath, NodePath)> {
        let (first, rest) = path.0.split_first()?;
        let inherited = self.of(text).iter().find(|inherited| inherited.entry == *first)?;
        Some((&inherited.file, NodePath([inherited.path.0.as_slice(), rest].concat())))
    }

    /// The file in which a value of a text was typed, and the value with the way to it there. Paths in
    /// values begin at that file.
    pub(super) fn typed<'a, T: Clone>(
        &'a self,
        text: &'a FilePath,
        value: &Placed<T>,
    ) -> (&'a FilePath, Placed<T>) {
        match self.home(text, &value.path) {
            Some((file, path)) => (file, Placed { value: value.value.clone(), path }),
            None => (text, value.clone()),
        }
    }

    /// Points problems of values that were taken over at where these were typed, each once, however many
    /// texts have them.
    pub fn settle(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut known = HashSet::new();
        let settled = found.into_iter().map(|problem| match self.settled(problem.place.as_ref()) {
            Some(place) => {
                let other = self.settled(problem.other.as_ref()).or(problem.other);
                (Diagnostic { place: Some(place), other, ..problem }, true)
            }
            None => (problem, false),
        });
        settled
            .filter(|(problem, is_moved)| !is_moved || known.insert(problem.clone()))
            .map(|(problem, _)| problem)
            .collect()
    }

    fn settled(&self, place: Option<&Place>) -> Option<Place> {
        let Place { file, spot } = place?;
        match spot {
            Spot::Value(path) => self.home(file, path).map(|(file, path)| Place::value(file, &path)),
            Spot::Key(path) => self.home(file, path).map(|(file, path)| Place::key(file, &path)),
            Spot::File | Spot::Span(_) | Spot::Line { .. } => None,
        }
    }
}
