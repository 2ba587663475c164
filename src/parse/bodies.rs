//! The bodies of a plan as they were read, for the jobs that print them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::{FilePath, Span};
use crate::markdown::Body;

/// Bytes of text whose bodies a build keeps: all of a site of some three thousand cases, at the price of
/// about twice as much memory. What finds no room is read again when it is printed.
const ROOM: usize = 32 << 20;

/// Bodies as they were read. A build prints each of them once or twice, and to read one costs about as
/// much as all else that printing takes. A preview prints few of thousands, and keeps none.
#[derive(Debug, Default)]
pub struct Bodies {
    /// Bytes of text that there is still room for.
    room: AtomicUsize,
    kept: Mutex<HashMap<FilePath, Arc<Body>>>,
}

impl Bodies {
    /// Room for none.
    pub fn none() -> Bodies {
        Bodies::default()
    }

    /// Room for those of a site of usual size.
    pub fn usual() -> Bodies {
        Bodies { room: AtomicUsize::new(ROOM), ..Bodies::default() }
    }

    /// The body of a text, if it was kept.
    pub fn get(&self, path: &FilePath) -> Option<Arc<Body>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    /// Whether there is room for a body, which is then taken.
    pub(super) fn take_room(&self, body: Span) -> bool {
        let size = body.range().len();
        let less = |room: usize| room.checked_sub(size).filter(|_| room > 0);
        self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    pub(super) fn keep(&self, path: &FilePath, body: Body) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), Arc::new(body));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_no_room_is_not_kept() {
        let bodies = Bodies { room: AtomicUsize::new(100), ..Bodies::default() };
        let taken = [60, 50, 40, 1, 0].map(|size| bodies.take_room(Span::new(0..size)));
        assert_eq!(taken, [true, false, true, false, false]);
        assert!(!Bodies::none().take_room(Span::new(0..0)));
    }
}
