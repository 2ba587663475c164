//! What was worked out for single files, for the next time.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::FilePath;

/// What was worked out for single files, and from what. A value is worked out again when what it was
/// made from differs; whoever asks for a value cannot tell whether it was.
#[derive(Debug)]
pub struct Memo<I, V>(Mutex<HashMap<FilePath, (I, V)>>);

impl<I, V> Default for Memo<I, V> {
    fn default() -> Memo<I, V> {
        Memo(Mutex::default())
    }
}

impl<I: PartialEq + Clone + Send + Sync, V: Clone + Send + Sync> Memo<I, V> {
    /// The values of some files, in their order, worked out in parallel from what is given for each where
    /// that is not known yet. Files that are not among them are forgotten.
    pub fn of_all(&self, files: &[(FilePath, I)], work: impl Fn(&FilePath, &I) -> V + Sync) -> Vec<V> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value_of = |(file, from): &(FilePath, I)| match known.get(file) {
            Some((before, value)) if before == from => (value.clone(), None),
            _ => {
                let value = work(file, from);
                (value.clone(), Some(value))
            }
        };
        let found: Vec<(V, Option<V>)> = files.par_iter().map(value_of).collect();
        let mut values = Vec::with_capacity(found.len());
        for ((file, from), (value, new)) in files.iter().zip(found) {
            if let Some(new) = new {
                known.insert(file.clone(), (from.clone(), new));
            }
            values.push(value);
        }
        if known.len() > files.len() {
            let there: BTreeSet<&FilePath> = files.iter().map(|(file, _)| file).collect();
            known.retain(|file, _| there.contains(file));
        }
        values
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn only_what_differs_is_worked_out_again() {
        let memo: Memo<u32, String> = Memo::default();
        let worked = AtomicUsize::new(0);
        let ask = |files: &[(&str, u32)]| {
            let files: Vec<(FilePath, u32)> =
                files.iter().map(|(file, from)| ((*file).into(), *from)).collect();
            let before = worked.load(Ordering::Relaxed);
            let values = memo.of_all(&files, |file, from| {
                worked.fetch_add(1, Ordering::Relaxed);
                format!("{file}{from}")
            });
            (values.join(" "), worked.load(Ordering::Relaxed) - before)
        };
        assert_eq!(ask(&[("a", 1), ("b", 1)]), ("a1 b1".to_owned(), 2));
        assert_eq!(ask(&[("b", 1), ("a", 2)]), ("b1 a2".to_owned(), 1));
        assert_eq!(ask(&[("b", 1)]), ("b1".to_owned(), 0));
        assert_eq!(ask(&[("a", 2), ("b", 1)]), ("a2 b1".to_owned(), 1));
        memo.clear();
        assert_eq!(ask(&[("b", 1)]), ("b1".to_owned(), 1));
    }
}
