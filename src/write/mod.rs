//! Runs a plan into an output folder: renders in parallel, replaces only what changed, removes what is no
//! longer planned, and touches nothing that somebody else put there.
//!
//! The output folder holds its own [`Manifest`]: the files that are ours, each with the hash of its bytes.
//! The steps of [`write()`], and what a build that dies in each of them leaves behind:
//!
//! 1. **Look.** The folder is claimed, the manifest read, leftovers of a dead build swept away; what
//!    stands in the way of a planned file is found. Nothing is changed.
//! 2. **Prepare.** Every job runs. Bytes that differ from those on disk go into a spool folder inside the
//!    output folder (so that the renames to come stay on one disk). A full disk is met here, or never.
//!    Files of a folder that is new as a whole wait in its shape. No published file has changed; the next
//!    build sweeps the spool.
//! 3. **Mark.** The manifest is replaced by one that names, for each file about to change, the hash it
//!    has and the hash it will have.
//! 4. **Commit.** Spooled files are renamed into place, new folders as a whole; vanished files and the
//!    folders that this empties are removed. Each file is old or new; the next build knows both hashes and
//!    goes on from there.
//! 5. **Settle.** The manifest is replaced by one without marks.
//!
//! *Adoption.* A file at a planned route that the manifest does not know is adopted if its bytes are those
//! that would be written, else it is an error and nothing is written. *Edits.* A file of ours that
//! somebody changed is ours still: at a planned route it is written again and reported as restored; at a
//! route that is no longer planned nobody needs its place, so it stays, and is ours no longer.

pub mod commit;
pub mod guard;
pub mod manifest;
pub mod prepare;
pub mod routes;
pub mod scene;
pub mod spool;
pub mod target;

pub use guard::{Grounds, guard};
pub use manifest::{Manifest, Record};
pub use target::{WriteError, WriteOptions};

use crate::base::progress::Progress;
use crate::base::store::Store;
use crate::base::{Code, Diagnostic, Outcome, Route};
use crate::render::Rendered;
use scene::Scene;
use target::Target;

/// What is written: routes, and the bytes of each on demand. Called from many threads.
pub trait Work: Sync {
    /// Every planned file.
    fn routes(&self) -> Vec<Route>;

    /// Makes one of them.
    fn run(&self, route: &Route) -> Rendered;
}

/// What a build did. Every list is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// What is ours in the output folder now.
    pub manifest: Manifest,
    /// Files that are new or have new bytes.
    pub written: Vec<Route>,
    /// Files that had the right bytes already.
    pub kept: Vec<Route>,
    /// Of `kept`: files that nobody knew to be ours until now.
    pub adopted: Vec<Route>,
    /// Files of ours that somebody had changed, removed or made unreadable and that were written again.
    pub restored: Vec<Route>,
    /// Files that are no longer planned and were removed.
    pub removed: Vec<Route>,
    /// Files that are no longer planned but were changed by somebody, so that they stay.
    pub left: Vec<Route>,
    /// Planned files that were not written because of an error; what was there before stays.
    pub failed: Vec<Route>,
    /// Problems: of the jobs in the order of their routes, then of writing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes all of `work` into `store`. Files that did not change are not touched; building twice writes
/// nothing. A second build into the same folder at the same time is refused, not made to wait: its plan
/// would be older than what it then overwrites.
pub fn write(
    work: &dyn Work,
    store: &dyn Store,
    options: &WriteOptions,
    progress: &dyn Progress,
) -> Result<Written, WriteError> {
    let target = Target { store, output: &options.output };
    let planned = routes::check(&target, work.routes())?;
    let _claim = target.claim()?;
    let found = manifest::read(&target)?;
    let scene = Scene::look(&target, &planned, &found.manifest)?;
    match prepare::prepare(work, &scene, progress) {
        Ok(prepared) => commit::commit(&scene, prepared, &found, progress),
        Err(error) => {
            // The error at hand is the one to tell; what this leaves is swept by the next build.
            let _ = spool::sweep(&target);
            Err(error)
        }
    }
}

/// Every code that writing speaks.
pub fn codes() -> Vec<&'static Code> {
    [
        commit::CODES,
        guard::CODES,
        manifest::CODES,
        prepare::CODES,
        routes::CODES,
        scene::CODES,
        spool::CODES,
        target::CODES,
    ]
    .concat()
}

/// The manifest of an output folder, for whoever publishes it. A damaged one is reported and empty.
pub fn manifest(store: &dyn Store, options: &WriteOptions) -> Result<Outcome<Manifest>, WriteError> {
    let found = manifest::read(&Target { store, output: &options.output })?;
    Ok(Outcome { value: found.manifest, diagnostics: found.diagnostics })
}

#[cfg(test)]
mod tests;
