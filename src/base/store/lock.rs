//! One builder at a time in one folder, leaving nothing behind in it.

#![allow(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::io;
use std::path::Path;

use super::Claim;

/// Claims a folder that exists.
///
/// On Unix the folder itself is locked (`flock` takes a folder's handle), so that nothing is added to
/// what gets published, and the system lets go of it when the process ends, however it ends. A file
/// system that knows no locks gives the claim to whoever asks: two builds at once are then only as bad
/// as two after each other, for each file is replaced whole and the next build looks at the bytes.
#[cfg(unix)]
pub(super) fn claim(folder: &Path) -> io::Result<Option<Claim>> {
    let handle = std::fs::File::open(folder)?;
    match handle.try_lock() {
        Ok(()) => Ok(Some(Box::new(Locked(handle)))),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(_)) => Ok(Some(Box::new(handle))),
    }
}

/// A locked folder. It is unlocked by word, for to close the handle is not enough: a process that another
/// thread starts holds a copy of every handle for a moment, and the lock lasts as long as any copy.
#[cfg(unix)]
struct Locked(std::fs::File);

#[cfg(unix)]
impl Drop for Locked {
    fn drop(&mut self) {
        // Where this fails, closing the handle right after it still lets go.
        let _ = self.0.unlock();
    }
}

/// Claims a folder that exists.
///
/// Windows locks no folders. A file is opened that nobody else may open and that the system removes
/// when its handle is closed, also when the process is ended from outside.
#[cfg(windows)]
pub(super) fn claim(folder: &Path) -> io::Result<Option<Claim>> {
    use std::os::windows::fs::OpenOptionsExt;

    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE: u32 = 0x0001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_ACCESS_DENIED: i32 = 5;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    const ERROR_DELETE_PENDING: i32 = 303;

    let path = folder.join(".fengcai-lock");
    let opened = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .access_mode(GENERIC_WRITE | DELETE)
        .share_mode(0)
        .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
        .open(&path);
    match opened {
        Ok(handle) => Ok(Some(Box::new(handle))),
        Err(error) => match error.raw_os_error() {
            Some(ERROR_SHARING_VIOLATION | ERROR_DELETE_PENDING) => Ok(None),
            // A file about to vanish refuses access too; one that may not be made at all is not there.
            Some(ERROR_ACCESS_DENIED) if path.symlink_metadata().is_ok() => Ok(None),
            _ => Err(error),
        },
    }
}

/// Systems without locks: see the Unix version on what that costs.
#[cfg(not(any(unix, windows)))]
pub(super) fn claim(_folder: &Path) -> io::Result<Option<Claim>> {
    Ok(Some(Box::new(())))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_claim_ends_though_a_copy_of_its_handle_lives_on() {
        let folder = tempfile::tempdir().unwrap();
        let handle = std::fs::File::open(folder.path()).unwrap();
        handle.lock().unwrap();
        let copy = handle.try_clone().unwrap();
        let locked = Locked(handle);
        assert!(claim(folder.path()).unwrap().is_none());
        drop(locked);
        assert!(claim(folder.path()).unwrap().is_some());
        drop(copy);
    }
}
