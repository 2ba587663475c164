//! Every moment at which a build may break down.

use super::*;
use crate::base::store::{Fault, FaultyStore};

/// What an output folder is before a build, with everything that a build can meet.
struct Before {
    store: MemoryStore,
    strangers: BTreeMap<String, Vec<u8>>,
}

fn before() -> Before {
    let store = MemoryStore::default();
    let old = [
        ("same", "1"),
        ("changed", "old"),
        ("deep/er/changed", "old"),
        ("gone/with/its/folder", "old"),
        ("gone", "old"),
        ("becomes-folder", "old"),
        ("becomes-file/x", "old"),
        ("edited", "old"),
        ("removed-by-hand", "old"),
    ];
    let old: Vec<_> = old.into_iter().filter(|(path, _)| *path != "gone").collect();
    built(&store, &old);
    store.put("edited", Some(b"by hand"));
    store.remove("removed-by-hand").unwrap();
    let strangers = [("CNAME", "x"), ("deep/stranger", "x"), ("equal", "new"), (".git/HEAD", "x")];
    for (path, text) in strangers {
        store.put(path, Some(text.as_bytes()));
    }
    let strangers = strangers.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
    Before { store, strangers }
}

fn after() -> Plan {
    Plan::of(&[
        ("same", "1"),
        ("changed", "new"),
        ("deep/er/changed", "new"),
        ("becomes-folder/x/y", "new"),
        ("becomes-file", "new"),
        ("edited", "new"),
        ("removed-by-hand", "new"),
        ("equal", "new"),
        ("added", "new"),
        ("added-folder/a/b", "new"),
        ("added-folder/a/c", "new"),
        ("added-folder/d", "new"),
        ("deep/added/x", "new"),
        ("deep/added/y/z", "new"),
        ("empty", ""),
    ])
}

/// Each file is wholly what it was or wholly what it should be, and no stranger's file changed.
fn is_old_or_new(
    old: &BTreeMap<String, Vec<u8>>,
    new: &BTreeMap<String, Vec<u8>>,
    found: &BTreeMap<String, Vec<u8>>,
) {
    for path in old.keys().chain(new.keys()).chain(found.keys()) {
        let found = found.get(path);
        assert!(found == old.get(path) || found == new.get(path), "{path}: {found:?}");
    }
}

/// One good build gives exactly the plan and what strangers have, and then there is nothing to do.
fn heals(store: &MemoryStore, plan: &Plan, strangers: &BTreeMap<String, Vec<u8>>) {
    build(store, plan).expect("the next build heals");
    let mut expected = plan.files();
    expected.extend(strangers.clone());
    assert_eq!(files(store), expected);
    let own: Vec<String> = store.files().into_keys().filter(|path| path.starts_with(routes::OWN)).collect();
    assert_eq!(own, [manifest::NAME]);
    let folders: std::collections::BTreeSet<String> =
        expected.keys().flat_map(|path| routes::folders_of(path)).map(str::to_owned).collect();
    assert_eq!(store.folders(), Vec::from_iter(folders));
    assert_eq!(build(&sealed(store), plan).expect("nothing to do").diagnostics, []);
}

/// An output folder in which nothing is, so that all folders are new.
fn fresh() -> Before {
    Before { store: MemoryStore::default(), strangers: BTreeMap::new() }
}

fn breaks_down(fault: Fault) {
    breaks_down_after(before, fault);
    breaks_down_after(fresh, fault);
}

fn breaks_down_after(before: fn() -> Before, fault: Fault) {
    let plan = after();
    let Before { store, strangers } = before();
    let whole = FaultyStore::new(&store, fault, usize::MAX);
    build(&whole, &plan).unwrap();
    heals(&store, &plan, &strangers);
    assert!(whole.calls() > 30, "the build was looked at too coarsely");
    for at in 1..=whole.calls() {
        let Before { store, strangers } = before();
        let (old, old_manifest) = (files(&store), store.read(manifest::NAME).ok());
        let faulty = FaultyStore::new(&store, fault, at);
        let result = build(&faulty, &plan);
        is_old_or_new(&old, &plan.files(), &files(&store));
        for (path, bytes) in &strangers {
            assert_eq!(store.files().get(path), Some(bytes), "{path} at call {at}");
        }
        let readable = manifest(&store, &options()).unwrap();
        assert_eq!(readable.diagnostics, [], "the manifest is whole at call {at}");
        if matches!(result, Err(WriteError::Refused(_) | WriteError::Busy(_))) {
            panic!("call {at}: a fault of the disk is told as something else: {result:?}");
        }
        if fault == Fault::Stops && store.read(manifest::NAME).ok() == old_manifest {
            assert_eq!(files(&store), old, "call {at}: a file changed before it was marked");
        }
        heals(&store, &plan, &strangers);
    }
}

#[test]
fn a_build_that_dies_leaves_each_file_old_or_new() {
    breaks_down(Fault::Stops);
}

#[test]
fn a_call_that_fails_leaves_each_file_old_or_new() {
    breaks_down(Fault::Fails);
}

#[test]
fn a_full_disk_leaves_each_file_old_or_new() {
    breaks_down(Fault::Full);
}

#[test]
fn a_disk_that_is_full_from_the_start_changes_nothing_and_is_told() {
    let Before { store, .. } = before();
    let (all, folders) = (store.files(), store.folders());
    let failed = build(&FaultyStore::new(&store, Fault::Full, 1), &after()).unwrap_err();
    let failed = failed.into_diagnostics();
    assert_eq!(failed[0].code, "unwritable-output");
    assert!(failed[0].message.en.ends_with("the disk is full"), "{}", failed[0].message.en);
    assert_eq!((store.files(), store.folders()), (all, folders));
}

/// The plan of a dead build need not be that of the next.
#[test]
fn a_dead_build_is_healed_by_another_plan() {
    let other = Plan::of(&[("same", "2"), ("changed", "third"), ("added-folder/a", "third")]);
    let mut at = 0;
    loop {
        at += 1;
        let Before { store, mut strangers } = before();
        let faulty = FaultyStore::new(&store, Fault::Stops, at);
        let is_whole = build(&faulty, &after()).is_ok();
        // What somebody edited and nobody plans any more is theirs, unless the dead build replaced it.
        strangers.retain(|path, _| path != "equal" || store.files().contains_key("equal"));
        build(&store, &other).unwrap();
        let found = files(&store);
        let mut expected = other.files();
        expected.extend(strangers);
        if found.get("edited").is_some_and(|bytes| bytes == b"by hand") {
            expected.insert("edited".to_owned(), b"by hand".to_vec());
        }
        if !found.contains_key("equal") {
            expected.remove("equal");
        }
        assert_eq!(found, expected, "call {at}");
        build(&sealed(&store), &other).expect("nothing to do");
        if is_whole && faulty.calls() < at {
            break;
        }
    }
}

#[test]
fn a_file_that_another_puts_where_a_dead_build_had_not_yet_written_is_theirs() {
    let mut seen = 0;
    for at in 1..60 {
        let store = MemoryStore::default();
        let faulty = FaultyStore::new(&store, Fault::Stops, at);
        if build(&faulty, &Plan::of(&[("a", "1"), ("b", "1")])).is_ok() {
            break;
        }
        if store.kind("a").unwrap().is_none() {
            store.put("a", Some(b"theirs"));
            let refused = build(&store, &Plan::of(&[("a", "1"), ("b", "1")])).unwrap_err();
            assert_eq!(told(&refused.into_diagnostics())[0].0, "foreign-file", "call {at}");
            assert_eq!(store.read("a").unwrap(), b"theirs");
            seen += 1;
        }
    }
    assert!(seen > 5);
}

/// A build that dies before it overwrites an edit leaves the edit to be told by the next.
#[test]
fn an_edit_outlasts_a_dead_build() {
    let mut survived = 0;
    for at in 1..60 {
        let store = MemoryStore::default();
        built(&store, &[("a", "1"), ("b", "1")]);
        store.put("a", Some(b"edited"));
        let faulty = FaultyStore::new(&store, Fault::Stops, at);
        if build(&faulty, &Plan::of(&[("a", "2"), ("b", "2")])).is_ok() {
            break;
        }
        if store.read("a").unwrap() == b"edited" {
            let written = build(&store, &Plan::of(&[("b", "1")])).unwrap();
            assert_eq!(told(&written.diagnostics)[0].0, "edited-leftover", "call {at}");
            assert_eq!(store.read("a").unwrap(), b"edited");
            survived += 1;
        }
    }
    assert!(survived > 5);
}

/// A file that a viewer holds open is told and keeps its old bytes; the others are written.
#[test]
fn a_file_that_cannot_be_replaced_is_told_and_the_rest_is_written() {
    let held = |call: Call<'_>| match call {
        Call::Rename(path) | Call::Remove(path) if path.ends_with("held") => {
            Err(io::ErrorKind::ResourceBusy.into())
        }
        Call::RemoveFolder("open") => Err(io::ErrorKind::ResourceBusy.into()),
        _ => Ok(()),
    };
    let store = MemoryStore::default();
    built(&store, &[("held", "1"), ("free", "1"), ("vanishing-held", "1"), ("open/x", "1")]);
    let plan = Plan::of(&[("held", "2"), ("free", "2"), ("new-held", "2")]);
    for _ in 0..2 {
        let written = build(&Asking(&store, held), &plan).unwrap();
        assert_eq!(names(&written.failed), ["held", "new-held"]);
        assert_eq!(
            told(&written.diagnostics),
            [
                ("unwritable-output", "`public/held` cannot be written: another program is using it"),
                ("unwritable-output", "`public/new-held` cannot be written: another program is using it"),
                (
                    "leftover-folder",
                    "the empty folder `public/open` could not be removed: another program is using it"
                ),
                (
                    "unwritable-output",
                    "`public/vanishing-held` cannot be written: another program is using it"
                ),
            ]
        );
        assert_eq!(texts(&store), pairs(&[("free", "2"), ("held", "1"), ("vanishing-held", "1")]));
    }
    let written = built(&store, &[("held", "2"), ("free", "2"), ("new-held", "2")]);
    assert_eq!(names(&written.written), ["held", "new-held"]);
    assert_eq!(names(&written.removed), ["vanishing-held"]);
    assert_eq!(store.folders(), [""; 0]);
}
