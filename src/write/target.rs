//! The output folder and how messages speak of it.

use std::io::{self, ErrorKind};

use crate::base::files::cause;
use crate::base::store::{Claim, Store};
use crate::base::{Diagnostic, Words};

codes! {
    BUSY_OUTPUT = "busy-output" Error {
        "另一次生成正在写入同一个输出文件夹。请等它结束后再试。",
        "Another build is writing into the same output folder. Wait until it is done and try again."
    }
    UNWRITABLE_OUTPUT = "unwritable-output" Error {
        "无法写入输出文件夹（磁盘已满、没有权限、文件被占用等）。每个文件都保持完整：要么是旧的，要么是新的。排除原因后再生成一次。",
        "The output folder cannot be written (full disk, permissions, a file in use). Each file is whole: old or new. Remove the cause and build again."
    }
}

/// How a build speaks of its output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// The output folder as the user named it: `public`.
    pub output: String,
}

/// Why nothing, or not all, was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// Another build is at work in the folder. Nothing was written.
    Busy(Box<Diagnostic>),
    /// The plan cannot be written here: routes that collide, files of others in the way. Nothing was
    /// written. One problem for each.
    Refused(Vec<Diagnostic>),
    /// A source file was changed since the plan was made. Nothing was written; plan anew.
    Changed(Vec<Diagnostic>),
    /// The disk refused. Each file is old or new, and the next build goes on from there.
    Failed(Box<Diagnostic>),
}

impl WriteError {
    /// The problems to be told.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        match self {
            WriteError::Busy(diagnostic) | WriteError::Failed(diagnostic) => vec![*diagnostic],
            WriteError::Refused(diagnostics) | WriteError::Changed(diagnostics) => diagnostics,
        }
    }
}

/// The output folder.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) output: &'a str,
}

impl Target<'_> {
    /// A path in the output folder as messages name it.
    pub(super) fn name(&self, path: &str) -> String {
        match (self.output.trim_end_matches('/'), path) {
            ("", path) => path.to_owned(),
            (output, "") => output.to_owned(),
            (output, path) => format!("{output}/{path}"),
        }
    }

    /// The problem that the disk refused something at a path.
    pub(super) fn refusal(&self, path: &str, error: &io::Error) -> Diagnostic {
        let name = self.name(path);
        let Words { zh, en } = cause(error);
        Diagnostic::nowhere(
            &UNWRITABLE_OUTPUT,
            words!("无法写入“{name}”：{zh}", "`{name}` cannot be written: {en}"),
        )
        .help(words!("请排除原因后再生成一次", "remove the cause and build again"))
    }

    pub(super) fn failed(&self, path: &str, error: &io::Error) -> WriteError {
        WriteError::Failed(Box::new(self.refusal(path, error)))
    }

    pub(super) fn claim(&self) -> Result<Claim, WriteError> {
        let claimed = self.store.claim().map_err(|error| self.failed("", &error))?;
        claimed.ok_or_else(|| {
            let name = self.name("");
            let message = words!("另一次生成正在写入“{name}”", "another build is writing into `{name}`");
            let help = words!("请等它结束后再试", "wait until it is done and try again");
            WriteError::Busy(Box::new(Diagnostic::nowhere(&BUSY_OUTPUT, message).help(help)))
        })
    }
}

/// A removal of what may be gone already.
pub(super) fn unless_absent(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
