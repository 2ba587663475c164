//! Writes the first words of a site: a starter into an empty folder (`start`), a new text of each kind
//! into a site that exists (`addition`), a theme and overrides of one ([`theme`]). What it writes builds
//! without errors, and it never replaces a file.
//!
//! What is added is a draft, so that nothing half-written is published; the writer removes one line.

pub mod addition;
mod headings;
pub mod name;
pub mod start;
#[cfg(test)]
mod tests;
mod texts;
pub mod theme;

pub use addition::{Added, Kind, Wish, add};
pub use start::{NewSite, start};
pub use theme::{NewTheme, Workshop, eject, new_theme};

use std::{fmt, io};

use crate::base::files::cause;
use crate::base::store::{Lasting, Store};
use crate::base::{Code, Diagnostic, FilePath, Words};

codes! {
    UNWRITTEN_FILE = "unwritten-file" Error {
        "新文件没有写成。请看所附的原因：权限、磁盘空间，或名称不被接受。",
        "A new file could not be written. The reason stands beside it: permissions, space, or a name that is refused."
    }
}

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [CODES, addition::CODES, name::CODES, start::CODES, theme::CODES].concat()
}

/// Makes a file that must not exist yet. When that fails nothing of it stays.
fn create(store: &dyn Store, path: &FilePath, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    store.create(path.as_str(), bytes, Lasting::Power).map_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            // The error at hand is the one to tell, also when the half of a file cannot be removed.
            let _ = store.remove(path.as_str());
        }
        unwritten(path, &error)
    })
}

fn unwritten(path: impl fmt::Display, error: &io::Error) -> Box<Diagnostic> {
    let Words { zh, en } = cause(error);
    let message = words!("无法写入“{path}”：{zh}", "`{path}` cannot be written: {en}");
    let help = words!("换一个文件夹或名称，再试一次", "try again in another folder or with another name");
    Box::new(Diagnostic::nowhere(&UNWRITTEN_FILE, message).help(help))
}
