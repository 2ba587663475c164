//! What was worked out for single files, for the next time.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::{FilePath, parallel};

/// What was worked out for single files, and from what. A value is worked out again when what it was
/// made from differs; whoever asks for a value cannot tell whether it was.
#[derive(Debug)]
pub struct Memo<I, V>(Mutex<Vec<Known<I, V>>>);

/// What is known of a file.
#[derive(Debug)]
struct Known<I, V> {
    file: FilePath,
    from: I,
    value: V,
}

impl<I, V> Default for Memo<I, V> {
    fn default() -> Memo<I, V> {
        Memo(Mutex::default())
    }
}

impl<I: PartialEq + Send + Sync, V: Clone + Send + Sync> Memo<I, V> {
    /// The values of some items, in their order, each of a file of its own. Worked out, in parallel, are only
    /// those that are made `from` something else than before; `work` is given the value of before, of which it
    /// may keep what stayed the same. Files of no item are forgotten.
    pub fn of_all<'t, T: Sync>(
        &self,
        items: &'t [T],
        file: impl Fn(&T) -> &FilePath + Sync,
        from: impl Fn(&T) -> I + Sync,
        work: impl Fn(&'t T, Option<&V>) -> V + Sync,
    ) -> Vec<V> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = Before::new(&known);
        let value_of = |(place, item): (usize, &'t T)| {
            let from = from(item);
            match before.find(place, file(item)) {
                Some(known) if known.from == from => (known.value.clone(), None),
                known => (work(item, known.map(|known| &known.value)), Some(from)),
            }
        };
        let found: Vec<(V, Option<I>)> = parallel::each(items).enumerate().map(value_of).collect();
        let stand = known.len() == items.len()
            && known.iter().zip(items).all(|(known, item)| known.file == *file(item));
        let mut values = Vec::with_capacity(items.len());
        let mut anew = Vec::new();
        for (place, (item, (value, new))) in items.iter().zip(found).enumerate() {
            let entry = |from| Known { file: file(item).clone(), from, value: value.clone() };
            match new {
                Some(from) if stand => known[place] = entry(from),
                None if stand => {}
                new => anew.push(entry(new.unwrap_or_else(|| from(item)))),
            }
            values.push(value);
        }
        if !stand {
            *known = anew;
        }
        values
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// What was known when items were asked for last. They hardly ever come in another order, so that most
/// stand where they stood.
struct Before<'k, I, V> {
    known: &'k [Known<I, V>],
    by_file: OnceLock<HashMap<&'k FilePath, &'k Known<I, V>>>,
}

impl<'k, I, V> Before<'k, I, V> {
    fn new(known: &'k [Known<I, V>]) -> Before<'k, I, V> {
        Before { known, by_file: OnceLock::new() }
    }

    /// What is known of the file of the item at a place.
    fn find(&self, place: usize, file: &FilePath) -> Option<&'k Known<I, V>> {
        let there = self.known.get(place).filter(|known| known.file == *file);
        there.or_else(|| {
            let all = || self.known.iter().map(|known| (&known.file, known)).collect();
            self.by_file.get_or_init(all).get(file).copied()
        })
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
            let work = |(file, from): &(FilePath, u32), _: Option<&String>| {
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

    #[test]
    fn what_was_before_is_at_hand_for_what_comes_instead() {
        let memo: Memo<u32, String> = Memo::default();
        let ask = |from: u32| {
            let work = |_: &FilePath, before: Option<&String>| {
                format!("{}{from}", before.map_or("", String::as_str))
            };
            memo.of_all(&["a".into()], |file| file, |_| from, work).join(" ")
        };
        assert_eq!([ask(1), ask(1), ask(2)], ["1", "1", "12"]);
    }
}
