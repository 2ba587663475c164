//! Runs the jobs and sets aside what they changed. No published file is touched here.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::manifest::Record;
use super::scene::Scene;
use super::target::{Target, WriteError};
use super::{Work, spool};
use crate::base::digest::digest;
use crate::base::files::CHANGED_FILE;
use crate::base::progress::{Progress, Stage};
use crate::base::store::Kind;
use crate::base::{Diagnostic, Route, Severity, parallel};
use crate::render::{Rendered, gather};

codes! {
    FOREIGN_FILE = "foreign-file" Error {
        "输出路径上已有一个不是风采生成、内容也不同的文件，不会覆盖它。请移走它，或换一个输出文件夹。",
        "At a route of the output there is a file that Fengcai did not make and that differs. It is not overwritten. Move it away or use another output folder."
    }
}

/// What is to be done with a planned file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its bytes are there already.
    Kept(String),
    /// Its bytes are there already, but nobody knew it to be ours.
    Adopted(String),
    /// Its new bytes are in the spool.
    Changed {
        /// The hash of what we left there; none when nothing is there.
        from: Option<String>,
        /// The hash of the new bytes.
        to: String,
        /// Whose doing it is.
        why: Why,
        /// The folder in whose tree the new bytes wait; none when they wait alone.
        tree: Option<String>,
    },
    /// Its job went wrong; what is there stays.
    Failed,
    /// What is there is somebody else's and differs.
    Foreign,
}

/// Why a file differs from what is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The plan changed.
    Planned,
    /// Somebody removed it.
    Missing,
    /// Somebody changed it.
    Edited,
    /// It cannot be read, so nobody knows whether it differs.
    Unreadable,
}

/// What is to be done with every planned file.
pub(super) struct Prepared {
    pub(super) fates: BTreeMap<Route, Fate>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Runs all jobs. Files that are not known to be ours come first: if one of them differs, or anything
/// else stands in the way, nothing goes into the spool and all of them are told.
pub(super) fn prepare(
    work: &dyn Work,
    scene: &Scene<'_>,
    progress: &dyn Progress,
) -> Result<Prepared, WriteError> {
    progress.start(Stage::Render, scene.planned.len());
    let prepared = prepare_all(work, scene, progress);
    progress.end();
    prepared
}

/// A planned file, what is to be done with it, and what its job told.
type Decided = (Route, Fate, Vec<Diagnostic>);

fn prepare_all(work: &dyn Work, scene: &Scene<'_>, progress: &dyn Progress) -> Result<Prepared, WriteError> {
    let tell = |route| Ok((route, scene.is_foreign(route)?));
    let told = parallel::each(scene.planned).map(tell).collect::<Result<Vec<_>, WriteError>>()?;
    let (foreign, ours): (Vec<_>, Vec<_>) = told.into_iter().partition(|(_, is_foreign)| *is_foreign);
    let run = |route: &Route, decide: fn(&Scene<'_>, &Route, &Rendered) -> Result<Fate, WriteError>| {
        let rendered = work.run(route);
        progress.step();
        let is_faulty = rendered.diagnostics.iter().any(|told| told.severity == Severity::Error);
        let fate = if is_faulty { Fate::Failed } else { decide(scene, route, &rendered)? };
        Ok((route.clone(), fate, rendered.diagnostics))
    };
    let mut decided: Vec<Decided> =
        parallel::each(&foreign).map(|(route, _)| run(route, adopt)).collect::<Result<_, WriteError>>()?;
    unless_foreign(scene, &decided)?;
    decided.extend(
        parallel::each(&ours)
            .map(|(route, _)| run(route, set_aside))
            .collect::<Result<Vec<_>, WriteError>>()?,
    );
    decided.sort_by(|a, b| a.0.cmp(&b.0));
    unless_changed(&decided)?;
    // One slip in a template spoils many pages and is one problem to its writer.
    let diagnostics = gather(decided.iter().map(|(route, _, told)| (route, told.as_slice())));
    let fates = decided.into_iter().map(|(route, fate, _)| (route, fate)).collect();
    Ok(Prepared { fates, diagnostics })
}

/// Decides on a file that is not known to be ours.
fn adopt(scene: &Scene<'_>, route: &Route, rendered: &Rendered) -> Result<Fate, WriteError> {
    if scene.bytes(route)?.is_some_and(|found| found == rendered.bytes) {
        Ok(Fate::Adopted(digest(&rendered.bytes)))
    } else {
        Ok(Fate::Foreign)
    }
}

/// Decides on a file that is ours or not there, and sets its bytes aside if they are new.
fn set_aside(scene: &Scene<'_>, route: &Route, rendered: &Rendered) -> Result<Fate, WriteError> {
    // A file of ours that cannot be read can still be replaced; if not, that is told then.
    let found = scene.bytes(route).unwrap_or_default();
    let to = digest(&rendered.bytes);
    if found.as_deref() == Some(&*rendered.bytes) {
        return Ok(Fate::Kept(to));
    }
    let record = scene.record(route);
    let found = found.map(|bytes| digest(&bytes));
    let why = match (record, scene.kind(route.as_str())) {
        (None, _) => Why::Planned,
        (Some(Record::Settled(known)), None) if *known == to => Why::Missing,
        (Some(_), None) => Why::Planned,
        (Some(_), Some(Kind::File)) if found.is_none() => Why::Unreadable,
        (Some(record), Some(_)) => match &found {
            Some(found) if record.expects(found) => Why::Planned,
            _ => Why::Edited,
        },
    };
    // Of what somebody changed, the mark names what we left there: if this build dies before it writes,
    // the next must still see the change.
    let from = match (why, record) {
        (Why::Edited | Why::Unreadable, Some(record)) => record.before().cloned(),
        _ => found,
    };
    let added = spool::add(&scene.target, route.as_str(), scene.tree(route), &rendered.bytes);
    let tree = added.map_err(|error| scene.target.failed(route.as_str(), &error))?.map(str::to_owned);
    Ok(Fate::Changed { from, to, why, tree })
}

fn unless_foreign(scene: &Scene<'_>, decided: &[Decided]) -> Result<(), WriteError> {
    let foreign = decided.iter().filter(|(_, fate, _)| *fate == Fate::Foreign);
    let mut problems = scene.obstacles.clone();
    problems.extend(foreign.map(|(route, _, _)| foreign_file(&scene.target, route)));
    if problems.is_empty() { Ok(()) } else { Err(WriteError::Refused(problems)) }
}

/// A job that met a file other than the one its plan was made from makes the whole plan old.
fn unless_changed(decided: &[Decided]) -> Result<(), WriteError> {
    let all = decided.iter().flat_map(|(_, _, diagnostics)| diagnostics);
    let mut changed: Vec<Diagnostic> = Vec::new();
    for diagnostic in all.filter(|diagnostic| diagnostic.code == CHANGED_FILE.name) {
        if !changed.contains(diagnostic) {
            changed.push(diagnostic.clone());
        }
    }
    if changed.is_empty() { Ok(()) } else { Err(WriteError::Changed(changed)) }
}

fn foreign_file(target: &Target<'_>, route: &Route) -> Diagnostic {
    let name = target.name(route.as_str());
    Diagnostic::nowhere(
        &FOREIGN_FILE,
        words!(
            "“{name}”不是风采生成的，内容也不同，不会覆盖",
            "`{name}` was not made by Fengcai and differs; it is not overwritten"
        ),
    )
    .help(words!("请移走它，或换一个输出文件夹", "move it away, or use another output folder"))
}
