//! Random builds, deaths and strangers, held against what must always be true.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::base::store::{Fault, FaultyStore};

/// Paths that get in each other's way.
const PATHS: [&str; 9] = ["a", "a/b", "a/b/c", "a/d", "e/f", "e/g/h", "e", "i.html", "i"];

/// The same with names that differ by case only.
const CASED: [&str; 9] = ["a", "A", "a/b", "A/b", "a/B/c", "A/b/C", "e/F", "E/f", "e"];

#[derive(Clone, Debug)]
enum Event {
    /// A build with these files.
    Build(Vec<(usize, u8)>),
    /// A build that dies at a call.
    Death(Vec<(usize, u8)>, usize),
    /// Somebody writes a file.
    Write(usize, u8),
    /// Somebody removes a file.
    Remove(usize),
}

fn files_of_a_plan() -> impl Strategy<Value = Vec<(usize, u8)>> {
    prop::collection::vec((0..PATHS.len(), 0..3_u8), 0..6)
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        3 => files_of_a_plan().prop_map(Event::Build),
        2 => (files_of_a_plan(), 1..60_usize).prop_map(|(plan, at)| Event::Death(plan, at)),
        2 => (0..PATHS.len(), 0..3_u8).prop_map(|(path, text)| Event::Write(path, text)),
        1 => (0..PATHS.len()).prop_map(Event::Remove),
    ];
    prop::collection::vec(event, 1..12)
}

fn plan(paths: &[&str], files: &[(usize, u8)]) -> Plan {
    Plan(files.iter().map(|(path, text)| (Route::file(paths[*path]), Ok(vec![*text; 9]))).collect())
}

/// What a bystander knows.
#[derive(Default)]
struct Bystander {
    /// The files of the last build that succeeded.
    ours: BTreeMap<String, Vec<u8>>,
    /// What builds that died since then were about to write.
    pending: BTreeSet<(String, Vec<u8>)>,
    /// Files that such builds may have taken up as ours, since they were there as they would write them.
    taken_up: BTreeSet<String>,
    /// Files that are surely somebody else's.
    theirs: BTreeMap<String, Vec<u8>>,
    /// Files of ours that somebody has surely changed.
    edited: BTreeMap<String, Vec<u8>>,
    /// Files of which a bystander cannot tell whose they are: somebody wrote what a dead build might have.
    doubtful: BTreeSet<String>,
    /// Builds that died since the last that succeeded.
    deaths: usize,
}

impl Bystander {
    fn write(&mut self, store: &MemoryStore, path: &str, bytes: Vec<u8>) {
        store.put(path, Some(&bytes));
        if store.read(path).ok().as_ref() != Some(&bytes) {
            return;
        }
        self.theirs.remove(path);
        self.edited.remove(path);
        self.doubtful.remove(path);
        let is_taken_up = self.taken_up.contains(path) && !self.ours.contains_key(path);
        if is_taken_up || self.pending.contains(&(path.to_owned(), bytes.clone())) {
            self.doubtful.insert(path.to_owned());
            return;
        }
        match self.ours.get(path) {
            None => self.theirs.insert(path.to_owned(), bytes),
            Some(ours) if *ours != bytes => self.edited.insert(path.to_owned(), bytes),
            // Who writes again what was there may write into the place of a file that is ours no longer.
            Some(_) if self.deaths > 0 => {
                self.doubtful.insert(path.to_owned());
                None
            }
            Some(_) => None,
        };
    }

    fn remove(&mut self, store: &MemoryStore, path: &str) {
        if store.remove(path).is_ok() {
            self.theirs.remove(path);
            self.edited.remove(path);
            self.doubtful.remove(path);
        }
    }

    /// Looks at a build that died. What somebody wrote and it might have written too is in doubt. What was
    /// there `before` it just as it or a dead one before it would write it, it may have taken up as ours.
    fn died(&mut self, before: &BTreeMap<String, Vec<u8>>, store: &MemoryStore, plan: &Plan) {
        self.pending.extend(plan.files());
        let is_there = |(path, bytes): &&(String, Vec<u8>)| before.get(path) == Some(bytes);
        self.taken_up.extend(self.pending.iter().filter(is_there).map(|(path, _)| path.clone()));
        self.deaths += 1;
        let found = files(store);
        self.edited.retain(|path, bytes| found.get(path) == Some(bytes));
        for known in [&mut self.edited, &mut self.theirs] {
            let doubtful: Vec<String> = known
                .iter()
                .filter(|(path, bytes)| self.pending.contains(&((*path).clone(), (*bytes).clone())))
                .map(|(path, _)| path.clone())
                .collect();
            known.retain(|path, _| !doubtful.contains(path));
            self.doubtful.extend(doubtful);
        }
    }

    /// Looks at a build that came to its end.
    fn built(&mut self, store: &MemoryStore, plan: &Plan) {
        let (found, planned) = (files(store), plan.files());
        for (path, bytes) in &planned {
            has(found.get(path), Some(bytes), path);
        }
        for (path, bytes) in &self.theirs {
            has(found.get(path), Some(bytes), path);
        }
        for (path, bytes) in self.edited.iter().filter(|(path, _)| !planned.contains_key(*path)) {
            has(found.get(path), Some(bytes), path);
        }
        let known = |path: &String| {
            planned.contains_key(path)
                || self.theirs.contains_key(path)
                || self.edited.contains_key(path)
                || self.doubtful.contains(path)
        };
        let strays: Vec<&String> = found.keys().filter(|path| !known(path)).collect();
        assert!(strays.is_empty(), "{strays:?} should be gone");
        let leftovers = std::mem::take(&mut self.edited);
        self.theirs.extend(leftovers);
        for path in std::mem::take(&mut self.doubtful) {
            self.theirs.extend(found.get(&path).map(|bytes| (path, bytes.clone())));
        }
        self.theirs.retain(|path, _| !planned.contains_key(path));
        self.ours = planned;
        self.pending.clear();
        self.taken_up.clear();
        self.deaths = 0;
        assert!(store.kind(".fengcai-tmp").unwrap().is_none(), "the spool is gone");
        build(&sealed(store), plan).expect("a second build writes nothing");
    }
}

fn has(found: Option<&Vec<u8>>, expected: Option<&Vec<u8>>, path: &str) {
    assert_eq!(found, expected, "{path}");
}

/// Each file is what it was or what it should be.
fn is_old_or_new(old: &BTreeMap<String, Vec<u8>>, store: &MemoryStore, plan: &Plan) {
    let (found, new) = (files(store), plan.files());
    for path in old.keys().chain(new.keys()).chain(found.keys()) {
        let found = found.get(path);
        assert!(found == old.get(path) || found == new.get(path), "{path}: {found:?}");
    }
}

fn happen(store: &MemoryStore, bystander: &mut Bystander, event: &Event) {
    match event {
        Event::Build(files_of) => {
            let plan = plan(&PATHS, files_of);
            let before = (files(store), store.folders());
            match build(store, &plan) {
                Ok(_) => bystander.built(store, &plan),
                Err(WriteError::Refused(_)) => {
                    // Sweeping what a dead build left is the one thing that a refused build may do.
                    let is_published = |folder: &String| !folder.starts_with(routes::OWN);
                    let folders = |all: Vec<String>| all.into_iter().filter(is_published).collect::<Vec<_>>();
                    assert_eq!(files(store), before.0);
                    assert_eq!(folders(store.folders()), folders(before.1));
                }
                Err(error) => panic!("{error:?}"),
            }
        }
        Event::Death(files_of, at) => {
            let plan = plan(&PATHS, files_of);
            let before = files(store);
            let faulty = FaultyStore::new(store, Fault::Stops, *at);
            if build(&faulty, &plan).is_ok() {
                // All was in place before it died, if it did; only the spool may be left.
                build(store, &plan).expect("the next build sweeps");
                return bystander.built(store, &plan);
            }
            is_old_or_new(&before, store, &plan);
            for (path, bytes) in &bystander.theirs {
                assert_eq!(files(store).get(path), Some(bytes), "{path}");
            }
            bystander.died(&before, store, &plan);
        }
        Event::Write(path, text) => bystander.write(store, PATHS[*path], vec![*text; 9]),
        Event::Remove(path) => bystander.remove(store, PATHS[*path]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_nothing_is_lost(events in events()) {
        let store = MemoryStore::default();
        let mut bystander = Bystander::default();
        for event in &events {
            happen(&store, &mut bystander, event);
        }
    }

    #[test]
    fn plans_follow_each_other_on_disks_that_forget_case(
        plans in prop::collection::vec((files_of_a_plan(), 1..80_usize), 1..8)
    ) {
        let store = MemoryStore::new(Case::Forgetful);
        for (files_of, at) in plans {
            let plan = plan(&CASED, &files_of);
            let _ = build(&FaultyStore::new(&store, Fault::Stops, at), &plan);
            match build(&store, &plan) {
                Ok(_) => {
                    prop_assert_eq!(files(&store), plan.files());
                    prop_assert!(build(&sealed(&store), &plan).is_ok());
                }
                Err(WriteError::Refused(problems)) => {
                    prop_assert!(problems.iter().all(|told| told.code == "output-collision"), "{:?}", problems);
                }
                Err(error) => prop_assert!(false, "{:?}", error),
            }
        }
    }
}
