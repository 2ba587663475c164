//! Parts of views that many pages repeat.
//!
//! Each thread makes them once for itself: a value that two threads share is many times slower to read, because
//! both write down who holds it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::model::DimensionId;
use crate::relate::FacetKind;

use super::theme::Shared;

/// A part that many pages repeat. There are few: as many of the site as its menu has entries, and one for each
/// dimension and for each of the terms that stand beside others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repeated {
    /// The site, with what each entry of its menu is to the page.
    Site(Vec<Option<&'static str>>),
    /// The link to a dimension.
    Dimension(DimensionId),
    /// A term of a facet, by its place.
    Term(FacetKind, u32),
}

/// What was made of them, by thread; threads outside of the pool share the first.
#[derive(Debug)]
pub(super) struct Memory(Vec<Mutex<BTreeMap<Repeated, Shared>>>);

impl Default for Memory {
    fn default() -> Memory {
        let threads = 1 + rayon::current_num_threads();
        Memory((0..threads).map(|_| Mutex::default()).collect())
    }
}

impl Memory {
    /// The value of a part; `make` is asked when this thread has none yet.
    pub(super) fn get_or_make(&self, part: Repeated, make: impl FnOnce() -> Shared) -> Shared {
        let place = rayon::current_thread_index().map_or(0, |index| 1 + index);
        let own = || self.0[place % self.0.len()].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = own().get(&part) {
            return known.clone();
        }
        // Made without the lock: making may ask for another part.
        let made = make();
        own().insert(part, made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_made_once_by_each_thread() {
        let memory = Memory::default();
        let value = |text: &str| memory.get_or_make(Repeated::Site(Vec::new()), || Shared::of(text));
        assert_eq!(value("first"), Shared::of("first"));
        assert_eq!(value("second"), Shared::of("first"));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(pool.install(|| value("third")), Shared::of("third"));
        assert_eq!(pool.install(|| value("fourth")), Shared::of("third"));
    }
}
