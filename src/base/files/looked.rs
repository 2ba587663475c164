//! What was worked out by looking at files, for as long as a look would show the same.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Files, Listing, ReadError};
use crate::base::FilePath;

/// What was worked out by looking at files, and the look. It is worked out again when a look would show
/// something else, or when what it was worked out from besides differs; whoever asks cannot tell whether
/// it was. The work must look at files only through the door that it is given.
#[derive(Debug)]
pub struct Looked<I, T>(Mutex<Option<Known<I, T>>>);

#[derive(Debug)]
struct Known<I, T> {
    from: I,
    seen: Vec<Seen>,
    value: Arc<T>,
}

/// A question to a door, and its answer.
#[derive(Debug)]
enum Seen {
    List(String, Listing),
    Read(FilePath, Result<Arc<[u8]>, ReadError>),
}

impl Seen {
    fn is_as_before(&self, files: &dyn Files) -> bool {
        match self {
            Seen::List(folder, listing) => files.list(folder) == *listing,
            Seen::Read(path, bytes) => files.read(path) == *bytes,
        }
    }
}

impl<I, T> Default for Looked<I, T> {
    fn default() -> Looked<I, T> {
        Looked(Mutex::default())
    }
}

impl<I: PartialEq, T> Looked<I, T> {
    /// The value, worked out if it is not known.
    pub fn get(&self, from: I, files: &dyn Files, work: impl FnOnce(&I, &dyn Files) -> T) -> Arc<T> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*known
            && known.from == from
            && known.seen.iter().all(|seen| seen.is_as_before(files))
        {
            return known.value.clone();
        }
        let door = Noting { files, seen: Mutex::default() };
        let value = Arc::new(work(&from, &door));
        let seen = door.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        *known = Some(Known { from, seen, value: value.clone() });
        value
    }
}

/// A door that notes what is seen through it.
struct Noting<'a> {
    files: &'a dyn Files,
    seen: Mutex<Vec<Seen>>,
}

impl Noting<'_> {
    fn note(&self, seen: Seen) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
    }
}

impl Files for Noting<'_> {
    fn list(&self, folder: &str) -> Listing {
        let listing = self.files.list(folder);
        self.note(Seen::List(folder.to_owned(), listing.clone()));
        listing
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        let bytes = self.files.read(path);
        self.note(Seen::Read(path.clone(), bytes.clone()));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::MemoryFiles;
    use super::*;

    #[test]
    fn what_looks_the_same_is_not_worked_out_again() {
        let looked: Looked<u32, String> = Looked::default();
        let worked = Cell::new(0);
        let ask = |from: u32, files: &MemoryFiles| {
            let before = worked.get();
            let value = looked.get(from, files, |from, files| {
                worked.set(worked.get() + 1);
                let number = files.list("a").files.len();
                let text = files.read(&"b".into()).map_or(0, |bytes| bytes.len());
                format!("{from} {number} {text}")
            });
            ((*value).clone(), worked.get() > before)
        };
        let files = MemoryFiles::new().with("a/x", "1").with("c", "1");
        assert_eq!(ask(1, &files), ("1 1 0".to_owned(), true));
        assert_eq!(ask(1, &files), ("1 1 0".to_owned(), false));
        assert_eq!(ask(2, &files), ("2 1 0".to_owned(), true));
        assert_eq!(ask(2, &files.clone().with("c", "2").with("a/x", "2")), ("2 1 0".to_owned(), false));
        assert_eq!(ask(2, &files.clone().with("a/y", "1")), ("2 2 0".to_owned(), true));
        assert_eq!(ask(2, &files.clone().with("b", "123")), ("2 1 3".to_owned(), true));
        assert_eq!(ask(2, &files), ("2 1 0".to_owned(), true));
    }
}
