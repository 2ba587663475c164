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
    /// The values of some items, in their order, each of a file of its own. Worked out, in parallel, are only
    /// those that are made `from` something else than before. Files of no item are forgotten.
    pub fn of_all<'t, T: Sync>(
        &self,
        items: &'t [T],
        file: impl Fn(&T) -> &FilePath + Sync,
        from: impl Fn(&T) -> I + Sync,
        work: impl Fn(&'t T) -> V + Sync,
    ) -> Vec<V> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value_of = |item: &'t T| {
            let from = from(item);
            match known.get(file(item)) {
                Some((before, value)) if *before == from => (value.clone(), None),
                _ => (work(item), Some(from)),
            }
        };
        let found: Vec<(V, Option<I>)> = items.par_iter().map(value_of).collect();
        let mut values = Vec::with_capacity(found.len());
        for (item, (value, new)) in items.iter().zip(found) {
            if let Some(made_from) = new {
                known.insert(file(item).clone(), (made_from, value.clone()));
            }
            values.push(value);
        }
        if known.len() > items.len() {
            let there: BTreeSet<&FilePath> = items.iter().map(file).collect();
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
            let work = |(file, from): &(FilePath, u32)| {
                worked.fetch_add(1, Ordering::Relaxed);
                format!("{file}{from}")
            };
            let values = memo.of_all(&files, |(file, _)| file, |(_, from)| *from, work);
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
