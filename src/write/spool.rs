//! Where new bytes wait until they are put in place.
//!
//! One folder inside the output folder, so that a rename from it stays on one disk. What lies in it has
//! names that only we give; a build sweeps what a dead one left there before it begins.
//!
//! A file that goes into a folder of the output waits alone. Where the output has no such folder yet, as
//! when all is new or a case is, its files wait in a *tree*: in the shape that they will have, below a name
//! that stands for the outermost folder that is missing. One rename then puts them all in place.

use std::io::{self, ErrorKind};

use super::routes::OWN;
use super::target::{Target, WriteError, unless_absent};
use crate::base::Diagnostic;
use crate::base::digest::digest;
use crate::base::store::{Entry, Kind, Lasting};

codes! {
    BLOCKED_SPOOL = "blocked-spool" Error {
        "输出文件夹里的 `.fengcai-tmp` 不是文件夹，临时文件无处可放。请移走它。",
        "`.fengcai-tmp` in the output folder is no folder, so there is no place for temporary files. Move it away."
    }
}

/// The spool's folder: [`OWN`] and a word.
const FOLDER: &str = ".fengcai-tmp";

/// Where the new bytes of a file wait: alone, or in a tree, which takes the place of a folder.
pub(super) fn path(route: &str, tree: Option<&str>) -> String {
    debug_assert!(FOLDER.starts_with(OWN));
    let (named, rest) = route.split_at(tree.map_or(route.len(), str::len));
    format!("{FOLDER}/{}{rest}", digest(named.as_bytes()))
}

/// Lets the new bytes of a file wait, if they can in the tree of a folder that the output does not have
/// yet. Hands back the tree.
pub(super) fn add<'f>(
    target: &Target<'_>,
    route: &str,
    tree: Option<&'f str>,
    bytes: &[u8],
) -> io::Result<Option<&'f str>> {
    match target.store.create(&path(route, tree), bytes, Lasting::Process) {
        // A tree has the names of the output, and its path is a little longer. A file that the disk does
        // not take there waits alone, and will be told for itself if it cannot be put in place.
        Err(error) if tree.is_some() && is_of_name(&error) => {
            target.store.create(&path(route, None), bytes, Lasting::Process).map(|()| None)
        }
        created => created.map(|()| tree),
    }
}

/// Whether the disk refused a path and not what was to be written.
fn is_of_name(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidFilename | ErrorKind::InvalidInput)
}

/// How a folder is when all that is ours has been removed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swept {
    /// It is gone.
    Wholly,
    /// It holds something that is not ours.
    Partly,
}

/// Removes what a build left in the spool, and the spool. Names that we never give stay.
pub(super) fn sweep(target: &Target<'_>) -> Result<Swept, WriteError> {
    let failed = |error| target.failed(FOLDER, &error);
    match target.store.kind(FOLDER).map_err(failed)? {
        None => return Ok(Swept::Wholly),
        Some(Kind::Folder) => {}
        Some(Kind::File | Kind::Link | Kind::Other) => {
            return Err(WriteError::Refused(vec![blocked(target)]));
        }
    }
    let entries = target.store.list(FOLDER).map_err(failed)?;
    clear(target, FOLDER, entries.into_iter().filter(|entry| is_ours(&entry.name)).collect())
}

/// Removes files and trees from a folder, and the folder if nothing else is in it. A link is never ours
/// and stays, and so does all that is no file.
fn clear(target: &Target<'_>, folder: &str, entries: Vec<Entry>) -> Result<Swept, WriteError> {
    let failed = |path: &str, error| target.failed(path, &error);
    for entry in entries {
        let path = format!("{folder}/{}", entry.name);
        match entry.kind {
            Kind::File => {
                unless_absent(target.store.remove(&path)).map_err(|error| failed(&path, error))?;
            }
            Kind::Folder => {
                let entries = target.store.list(&path).map_err(|error| failed(&path, error))?;
                clear(target, &path, entries)?;
            }
            Kind::Link | Kind::Other => {}
        }
    }
    match unless_absent(target.store.remove_folder(folder)) {
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(Swept::Partly),
        removed => removed.map(|()| Swept::Wholly).map_err(|error| failed(folder, error)),
    }
}

fn is_ours(name: &str) -> bool {
    name.len() == digest(b"").len() && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn blocked(target: &Target<'_>) -> Diagnostic {
    let name = target.name(FOLDER);
    Diagnostic::nowhere(
        &BLOCKED_SPOOL,
        words!(
            "“{name}”不是文件夹，临时文件无处可放",
            "`{name}` is no folder, so there is no place for temporary files"
        ),
    )
    .help(words!("请移走它", "move it away"))
}
