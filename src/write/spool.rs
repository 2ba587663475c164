//! Where new bytes wait until they are put in place.
//!
//! One folder inside the output folder, so that a rename from it stays on one disk. Its files have names
//! that only we give; a build sweeps what a dead one left there before it begins.

use std::io::ErrorKind;

use super::routes::OWN;
use super::target::{Target, WriteError};
use crate::base::Diagnostic;
use crate::base::digest::digest;
use crate::base::store::Kind;

codes! {
    BLOCKED_SPOOL = "blocked-spool" Error {
        "输出文件夹里的 `.fengcai-tmp` 不是文件夹，临时文件无处可放。请移走它。",
        "`.fengcai-tmp` in the output folder is no folder, so there is no place for temporary files. Move it away."
    }
}

/// The spool's folder: [`OWN`] and a word.
const FOLDER: &str = ".fengcai-tmp";

/// Where the new bytes of a file wait.
pub(super) fn path(route: &str) -> String {
    debug_assert!(FOLDER.starts_with(OWN));
    format!("{FOLDER}/{}", digest(route.as_bytes()))
}

/// Removes what a build left in the spool, and the spool. Names that we never give stay.
pub(super) fn sweep(target: &Target<'_>) -> Result<(), WriteError> {
    let failed = |error| target.failed(FOLDER, &error);
    match target.store.kind(FOLDER).map_err(failed)? {
        None => return Ok(()),
        Some(Kind::Folder) => {}
        Some(Kind::File | Kind::Link | Kind::Other) => {
            return Err(WriteError::Refused(vec![blocked(target)]));
        }
    }
    for entry in target.store.list(FOLDER).map_err(failed)? {
        if entry.kind == Kind::File && is_ours(&entry.name) {
            let path = format!("{FOLDER}/{}", entry.name);
            target.store.remove(&path).map_err(|error| target.failed(&path, &error))?;
        }
    }
    match target.store.remove_folder(FOLDER) {
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
        removed => removed.map_err(failed),
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
