//! Parts of views that many pages repeat.
//!
//! Each thread makes them once for itself: a value that two threads share is many times slower to read, because
//! both write down who holds it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::DimensionId;
use crate::relate::FacetKind;

use super::theme::Shared;

/// What one thread has made.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    /// The site, by what each entry of its menu is to the page: about as many as the menu has entries.
    pub(super) sites: BTreeMap<Vec<Option<&'static str>>, Shared>,
    /// The link to each dimension.
    pub(super) dimensions: BTreeMap<DimensionId, Shared>,
    /// The first terms of each facet, which stand beside all others.
    pub(super) terms: BTreeMap<FacetKind, Arc<[Shared]>>,
}

/// What was made, by thread; threads outside of the pool share the first.
#[derive(Debug)]
pub(super) struct Memory(Vec<Mutex<Repeated>>);

impl Default for Memory {
    fn default() -> Memory {
        let threads = 1 + rayon::current_num_threads();
        Memory((0..threads).map(|_| Mutex::default()).collect())
    }
}

impl Memory {
    /// What stands under a key; `make` is asked when this thread has not made it yet.
    pub(super) fn get_or_make<K: Ord, V: Clone>(
        &self,
        part: fn(&mut Repeated) -> &mut BTreeMap<K, V>,
        key: K,
        make: impl FnOnce() -> V,
    ) -> V {
        let place = rayon::current_thread_index().map_or(0, |index| 1 + index);
        let own = || self.0[place % self.0.len()].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = part(&mut own()).get(&key) {
            return known.clone();
        }
        // Made without the lock: making may ask for another part.
        let made = make();
        part(&mut own()).insert(key, made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_made_once_by_each_thread() {
        let memory = Memory::default();
        let value = |text| memory.get_or_make(|own| &mut own.sites, Vec::new(), || Shared::of(text));
        assert_eq!(value("first"), Shared::of("first"));
        assert_eq!(value("second"), Shared::of("first"));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(pool.install(|| value("third")), Shared::of("third"));
        assert_eq!(pool.install(|| value("fourth")), Shared::of("third"));
    }
}
