//! A store that breaks down at a chosen call.

use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Claim, Entry, Kind, Lasting, Store};

/// A store that breaks down at a chosen call, so that a test can visit every moment of a build.
#[derive(Debug)]
pub struct FaultyStore<S> {
    inner: S,
    fault: Fault,
    at: usize,
    calls: AtomicUsize,
}

/// How a store breaks down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call fails, changing nothing; later ones succeed.
    Fails,
    /// As if the process died there: the call fails, a file that it was making is left half, and no
    /// later call does anything.
    Stops,
    /// From this call on the disk is full: files that are made are left half; all else succeeds.
    Full,
}

impl<S: Store> FaultyStore<S> {
    /// Breaks down at the `at`-th call, counted from 1.
    pub fn new(inner: S, fault: Fault, at: usize) -> FaultyStore<S> {
        FaultyStore { inner, fault, at, calls: AtomicUsize::new(0) }
    }

    /// Calls so far.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    /// Counts a call, and fails it if it is the one.
    fn count(&self) -> io::Result<()> {
        self.number().1
    }

    /// The number of this call, and whether it may do anything.
    fn number(&self) -> (usize, io::Result<()>) {
        let call = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let allowed = match self.fault {
            Fault::Fails if call == self.at => Err(ErrorKind::PermissionDenied.into()),
            Fault::Stops if call >= self.at => Err(io::Error::other("stopped")),
            Fault::Fails | Fault::Stops | Fault::Full => Ok(()),
        };
        (call, allowed)
    }

    fn create_half(&self, path: &str, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
        self.inner.create(path, &bytes[..bytes.len() / 2], lasting)
    }
}

impl<S: Store> Store for FaultyStore<S> {
    fn claim(&self) -> io::Result<Option<Claim>> {
        self.count()?;
        self.inner.claim()
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        self.count()?;
        self.inner.list(folder)
    }

    fn kind(&self, path: &str) -> io::Result<Option<Kind>> {
        self.count()?;
        self.inner.kind(path)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.count()?;
        self.inner.read(path)
    }

    fn create(&self, path: &str, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
        match (self.fault, self.number()) {
            (Fault::Stops, (call, Err(error))) if call == self.at => {
                self.create_half(path, bytes, lasting)?;
                Err(error)
            }
            (Fault::Full, (call, Ok(()))) if call >= self.at => {
                self.create_half(path, bytes, lasting)?;
                Err(ErrorKind::StorageFull.into())
            }
            (_, (_, allowed)) => {
                allowed?;
                self.inner.create(path, bytes, lasting)
            }
        }
    }

    fn rename(&self, from: &str, to: &str, lasting: Lasting) -> io::Result<()> {
        self.count()?;
        self.inner.rename(from, to, lasting)
    }

    fn rename_folder(&self, from: &str, to: &str) -> io::Result<()> {
        self.count()?;
        self.inner.rename_folder(from, to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.count()?;
        self.inner.remove(path)
    }

    fn remove_folder(&self, folder: &str) -> io::Result<()> {
        self.count()?;
        self.inner.remove_folder(folder)
    }
}
