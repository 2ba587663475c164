//! Puts prepared files in place, between two manifests.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};

use rayon::prelude::*;

use super::manifest::{Found, Manifest, Record};
use super::prepare::{Fate, Prepared, Why};
use super::routes::folders_of;
use super::scene::{Leaving, Scene, Sites};
use super::target::{Target, WriteError, unless_absent};
use super::{Written, spool};
use crate::base::files::cause;
use crate::base::progress::{Progress, Stage};
use crate::base::store::{Kind, Lasting};
use crate::base::{Diagnostic, Route, Words};

codes! {
    EDITED_OUTPUT = "edited-output" Warning {
        "输出文件被别人改动过，已按站点内容重新写入。要改内容，请改源文件；要放自己的文件，请放进 `static/`。",
        "An output file had been changed by somebody and was written again. Change the source instead, or put files of your own into `static/`."
    }
    LEFTOVER_FOLDER = "leftover-folder" Warning {
        "清空的输出文件夹没能删除（可能有窗口正打开着它）。下次生成时会再试。",
        "A folder of the output that is empty now could not be removed (perhaps a window shows it). The next build tries again."
    }
    EDITED_LEFTOVER = "edited-leftover" Warning {
        "不再需要的输出文件被别人改动过，所以没有删除，以后也不再管它。不要的话请自行删除。",
        "An output file that is no longer wanted had been changed by somebody, so it was left, and is no longer ours. Remove it yourself if you do not want it."
    }
}

/// Puts prepared files in place and removes those that are no longer planned.
pub(super) fn commit(
    scene: &Scene<'_>,
    prepared: Prepared,
    found: &Found,
    progress: &dyn Progress,
) -> Result<Written, WriteError> {
    let mut commit = Commit { scene, progress, written: Written::default() };
    commit.written.diagnostics.clone_from(&found.diagnostics);
    commit.written.diagnostics.extend(prepared.diagnostics);
    commit.settle(&prepared.fates);
    let changes: Changes<'_> =
        prepared.fates.iter().filter_map(|(route, fate)| Some((route, Change::of(fate)?))).collect();
    let removals: Removals<'_> =
        scene.leaving.iter().filter(|(_, leaving)| **leaving != Leaving::Left).collect();
    let is_marked = !changes.is_empty() || !removals.is_empty();
    if is_marked {
        commit.mark(&changes, &removals).save(&scene.target)?;
        progress.start(Stage::Write, changes.len() + removals.len());
        commit.carry_out(&changes, &removals);
        progress.end();
    }
    if is_marked || found.bytes.as_deref() != Some(commit.written.manifest.print().as_bytes()) {
        commit.written.manifest.save(&scene.target)?;
    }
    // What is left in the spool is swept by the next build; all that was to be written is.
    let _ = spool::sweep(&scene.target);
    Ok(commit.written)
}

/// Files that change.
type Changes<'a> = BTreeMap<&'a Route, Change<'a>>;

/// What happens to a file.
struct Change<'a> {
    /// What the manifest says of it until it is done.
    mark: Record,
    /// The folder in whose tree the new bytes wait.
    tree: Option<&'a str>,
}

impl Change<'_> {
    fn of(fate: &Fate) -> Option<Change<'_>> {
        match fate {
            Fate::Changed { from, to, tree, .. } => {
                let mark = Record::Changing { from: from.clone(), to: Some(to.clone()) };
                Some(Change { mark, tree: tree.as_deref() })
            }
            Fate::Kept(_) | Fate::Adopted(_) | Fate::Failed | Fate::Foreign => None,
        }
    }
}

/// Files of ours that go.
type Removals<'a> = BTreeMap<&'a Route, &'a Leaving>;

struct Commit<'a> {
    scene: &'a Scene<'a>,
    progress: &'a dyn Progress,
    written: Written,
}

impl Commit<'_> {
    /// Sorts the fates into what the caller is told, and makes the manifest as it will be when all goes
    /// well.
    fn settle(&mut self, fates: &BTreeMap<Route, Fate>) {
        let mut records = Vec::with_capacity(fates.len());
        for (route, fate) in fates {
            let record = match fate {
                Fate::Kept(digest) | Fate::Adopted(digest) => {
                    self.written.kept.push(route.clone());
                    Some(Record::Settled(digest.clone()))
                }
                Fate::Changed { to, .. } => Some(Record::Settled(to.clone())),
                Fate::Failed | Fate::Foreign => {
                    self.written.failed.push(route.clone());
                    self.scene.record(route).cloned()
                }
            };
            match fate {
                Fate::Adopted(_) => self.written.adopted.push(route.clone()),
                Fate::Changed { why: Why::Planned, .. } => self.written.written.push(route.clone()),
                Fate::Changed { why, .. } => self.restore(route, *why),
                Fate::Kept(_) | Fate::Failed | Fate::Foreign => {}
            }
            records.extend(record.map(|record| (route.clone(), record)));
        }
        // Made of sorted records at once, the map need not search for the place of each.
        self.written.manifest.files = records.into_iter().collect();
        for (route, leaving) in &self.scene.leaving {
            if *leaving == Leaving::Left {
                self.written.left.push(route.clone());
                self.written.diagnostics.push(left(&self.scene.target, route));
            }
        }
    }

    fn restore(&mut self, route: &Route, why: Why) {
        self.written.restored.push(route.clone());
        if why == Why::Edited {
            self.written.diagnostics.push(edited(&self.scene.target, route));
        }
    }

    /// The manifest that says what is about to happen.
    fn mark(&self, changes: &Changes<'_>, removals: &Removals<'_>) -> Manifest {
        let mut marked = self.written.manifest.clone();
        marked.files.extend(changes.iter().map(|(route, change)| ((*route).clone(), change.mark.clone())));
        for (route, leaving) in removals {
            let from = match leaving {
                Leaving::Removed(digest) => Some(digest.clone()),
                Leaving::Gone | Leaving::Left => None,
            };
            marked.files.insert((*route).clone(), Record::Changing { from, to: None });
        }
        marked
    }

    /// Each file is a step of its own: one that the disk refuses keeps its mark, and the rest goes on.
    fn carry_out(&mut self, changes: &Changes<'_>, removals: &Removals<'_>) {
        if removals.is_empty() {
            return self.put(changes);
        }
        let sites = Sites::of(self.scene.planned);
        let (early, late): (Removals<'_>, Removals<'_>) =
            removals.iter().partition(|(route, _)| self.scene.is_in_the_way(route, &sites));
        self.remove(&early);
        self.put(changes);
        self.remove(&late);
    }

    fn put(&mut self, changes: &Changes<'_>) {
        let target = &self.scene.target;
        let put = |route: &Route, tree: Option<&str>| {
            let spooled = spool::path(route.as_str(), tree);
            let moved = target.store.rename(&spooled, route.as_str(), Lasting::Process);
            self.progress.step();
            moved.err().map(|error| target.refusal(route.as_str(), &error))
        };
        let refused: BTreeMap<&Route, Diagnostic> = self
            .put_trees(changes)
            .into_par_iter()
            .filter_map(|(route, tree)| Some((route, put(route, tree)?)))
            .collect();
        for list in [&mut self.written.written, &mut self.written.restored] {
            list.retain(|route| !refused.contains_key(route));
        }
        for (route, told) in refused {
            self.written.diagnostics.push(told);
            self.written.failed.push(route.clone());
            self.written.manifest.files.insert(route.clone(), changes[route].mark.clone());
        }
        self.written.failed.sort();
    }

    /// Puts whole trees in place. Hands back the files that must go there one by one: those that wait
    /// alone, and those of a tree that the disk refuses, as when somebody made its folder in the meantime
    /// or a virus scanner holds one of its files.
    fn put_trees<'c>(&self, changes: &Changes<'c>) -> Vec<(&'c Route, Option<&'c str>)> {
        let mut trees: BTreeMap<Option<&str>, Vec<&Route>> = BTreeMap::new();
        for (route, change) in changes {
            trees.entry(change.tree).or_default().push(route);
        }
        let put =
            |folder: &str| self.scene.target.store.rename_folder(&spool::path(folder, None), folder).is_ok();
        let left = trees.into_par_iter().filter(|(tree, routes)| {
            let is_put = tree.is_some_and(put);
            routes.iter().filter(|_| is_put).for_each(|_| self.progress.step());
            !is_put
        });
        left.flat_map_iter(|(tree, routes)| routes.into_iter().map(move |route| (route, tree))).collect()
    }

    fn remove(&mut self, removals: &Removals<'_>) {
        let target = &self.scene.target;
        let remove = |route: &Route, leaving: &Leaving| {
            let removed = match leaving {
                Leaving::Removed(_) => unless_absent(target.store.remove(route.as_str())),
                Leaving::Gone | Leaving::Left => Ok(()),
            };
            self.progress.step();
            removed.err().map(|error| target.refusal(route.as_str(), &error))
        };
        let mut stuck: BTreeMap<&str, Diagnostic> = removals
            .par_iter()
            .filter_map(|(route, leaving)| Some((route.as_str(), remove(route, leaving)?)))
            .collect();
        let mut folders: Vec<&str> = removals.keys().flat_map(|route| folders_of(route.as_str())).collect();
        folders.sort_unstable();
        folders.dedup();
        // Backwards, a folder comes after what it holds.
        for folder in folders.into_iter().rev().filter(|folder| self.scene.kind(folder) == Some(Kind::Folder))
        {
            match unless_absent(target.store.remove_folder(folder)) {
                Err(error) if error.kind() != ErrorKind::DirectoryNotEmpty => {
                    stuck.insert(folder, leftover(target, folder, &error));
                }
                _ => {}
            }
        }
        for (route, leaving) in removals {
            let mut way = folders_of(route.as_str()).chain([route.as_str()]);
            if let (true, Some(record)) = (way.any(|path| stuck.contains_key(path)), self.scene.record(route))
            {
                // What is still known is tried again by the next build.
                self.written.manifest.files.insert((*route).clone(), record.clone());
            }
            if matches!(leaving, Leaving::Removed(_)) && !stuck.contains_key(route.as_str()) {
                self.written.removed.push((*route).clone());
            }
        }
        self.written.removed.sort();
        self.written.diagnostics.extend(stuck.into_values());
    }
}

fn edited(target: &Target<'_>, route: &Route) -> Diagnostic {
    let name = target.name(route.as_str());
    Diagnostic::nowhere(
        &EDITED_OUTPUT,
        words!("“{name}”被改动过，已重新写入", "`{name}` had been changed by somebody and was written again"),
    )
    .help(words!(
        "要改内容请改源文件；自己的文件请放进 static/",
        "change the source instead; put files of your own into static/"
    ))
}

fn left(target: &Target<'_>, route: &Route) -> Diagnostic {
    let name = target.name(route.as_str());
    Diagnostic::nowhere(
        &EDITED_LEFTOVER,
        words!(
            "“{name}”已不需要，但被改动过，没有删除",
            "`{name}` is no longer wanted but had been changed by somebody; it was left"
        ),
    )
    .help(words!("不要的话请自行删除", "remove it yourself if you do not want it"))
}

fn leftover(target: &Target<'_>, folder: &str, error: &io::Error) -> Diagnostic {
    let name = target.name(folder);
    let Words { zh, en } = cause(error);
    Diagnostic::nowhere(
        &LEFTOVER_FOLDER,
        words!("空文件夹“{name}”没能删除：{zh}", "the empty folder `{name}` could not be removed: {en}"),
    )
    .help(words!(
        "请关闭打开着它的窗口；下次生成时会再试",
        "close windows that show it; the next build tries again"
    ))
}
