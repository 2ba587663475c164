//! Folders that are new as a whole.

use std::sync::Mutex;

use super::*;
use crate::base::store::{Fault, FaultyStore};

const NEW: [(&str, &str); 6] = [
    ("index.html", "1"),
    ("cases/a/index.html", "1"),
    ("cases/a/图.png", "1"),
    ("cases/b/index.html", "1"),
    ("cases/index.html", "1"),
    ("years/2024/index.html", "1"),
];

/// What goes to which path, in order of paths.
fn moves(store: &MemoryStore, files: &[(&str, &str)]) -> Vec<String> {
    let moves = Mutex::new(Vec::new());
    let asking = Asking(store, |call: Call<'_>| {
        match call {
            Call::Rename(path) => moves.lock().unwrap().push(path.to_owned()),
            Call::RenameFolder(path) => moves.lock().unwrap().push(format!("{path}/")),
            Call::Create(_) | Call::Remove(_) | Call::RemoveFolder(_) => {}
        }
        Ok(())
    });
    built(&asking, files);
    let mut moves = moves.into_inner().unwrap();
    moves.retain(|path| path != manifest::NAME);
    moves.sort();
    moves
}

#[test]
fn a_folder_that_is_new_takes_one_move() {
    let store = MemoryStore::default();
    assert_eq!(moves(&store, &NEW), ["cases/", "index.html", "years/"]);
    assert_eq!(files(&store), Plan::of(&NEW).files());
    let more = [&NEW[..], &[("cases/c/d/e", "1"), ("cases/c/f", "1"), ("cases/a/g", "1")]].concat();
    assert_eq!(moves(&store, &more), ["cases/a/g", "cases/c/"]);
    assert_eq!(files(&store), Plan::of(&more).files());
    assert_eq!(
        store.folders(),
        ["cases", "cases/a", "cases/b", "cases/c", "cases/c/d", "years", "years/2024"]
    );
}

#[test]
fn a_folder_that_the_disk_does_not_move_is_filled_file_by_file() {
    let store = MemoryStore::default();
    let refused = |call: Call<'_>| match call {
        Call::RenameFolder(_) => Err(io::ErrorKind::PermissionDenied.into()),
        _ => Ok(()),
    };
    let written = built(&Asking(&store, refused), &NEW);
    assert_eq!(written.written.len(), NEW.len());
    assert_eq!(files(&store), Plan::of(&NEW).files());
    assert_eq!(store.kind(".fengcai-tmp").unwrap(), None);
    built(&sealed(&store), &NEW);
}

#[test]
fn a_folder_that_somebody_makes_meanwhile_keeps_what_they_put_there() {
    let store = MemoryStore::default();
    let busy = |call: Call<'_>| {
        if let Call::RenameFolder("cases") = call {
            store.put("cases/theirs", Some(b"x"));
            store.put("cases/b", Some(b"x"));
        }
        Ok(())
    };
    let written = build(&Asking(&store, busy), &Plan::of(&NEW)).unwrap();
    assert_eq!(names(&written.failed), ["cases/b/index.html"]);
    assert_eq!(told(&written.diagnostics)[0].0, "unwritable-output");
    let mut expected = Plan::of(&NEW).files();
    expected.remove("cases/b/index.html");
    expected.extend(["cases/b", "cases/theirs"].map(|path| (path.to_owned(), b"x".to_vec())));
    assert_eq!(files(&store), expected);
    assert_eq!(store.kind(".fengcai-tmp").unwrap(), None);
}

#[test]
fn a_page_that_fails_is_missing_from_a_folder_that_is_new() {
    let store = MemoryStore::default();
    let plan =
        Plan::of(&NEW).with_fault("cases/b/index.html", fault()).with_fault("tags/x/index.html", fault());
    let written = build(&store, &plan).unwrap();
    assert_eq!(names(&written.failed), ["cases/b/index.html", "tags/x/index.html"]);
    assert_eq!(files(&store), plan.files());
    assert_eq!(store.folders(), ["cases", "cases/a", "years", "years/2024"]);
    assert_eq!(moves(&store, &NEW), ["cases/b/"]);
}

/// Where a path in the spool is too long for the disk, and where a name cannot be at all.
#[test]
fn a_file_whose_path_the_disk_does_not_take_waits_alone() {
    let store = MemoryStore::default();
    let short = |call: Call<'_>| match call {
        Call::Create(path) if path.contains("/a/") => Err(io::ErrorKind::InvalidFilename.into()),
        Call::Rename("cases/a/图.png") => Err(io::ErrorKind::InvalidFilename.into()),
        _ => Ok(()),
    };
    let written = build(&Asking(&store, short), &Plan::of(&NEW)).unwrap();
    assert_eq!(names(&written.failed), ["cases/a/图.png"]);
    assert_eq!(told(&written.diagnostics)[0].0, "unwritable-output");
    let mut expected = Plan::of(&NEW).files();
    expected.remove("cases/a/图.png");
    assert_eq!(files(&store), expected);
    assert_eq!(store.kind(".fengcai-tmp").unwrap(), None);
}

#[test]
fn trees_of_a_dead_build_are_swept() {
    let mut seen = 0;
    for at in 1..30 {
        let store = MemoryStore::default();
        let _ = build(&FaultyStore::new(&store, Fault::Stops, at), &Plan::of(&NEW));
        seen += usize::from(store.folders().iter().any(|folder| folder.starts_with(".fengcai-tmp/")));
        built(&store, &[("a", "1")]);
        assert_eq!(texts(&store), pairs(&[("a", "1")]), "call {at}");
        assert_eq!(store.folders(), [""; 0], "call {at}");
    }
    assert!(seen > 5);
}

/// What others put into a tree would be published with it, if it were moved.
#[test]
fn what_is_not_ours_in_the_spool_stays_there() {
    let link = spool::path("cases/a/link", Some("cases"));
    let left = spool::path("cases/a/index.html", Some("cases"));
    let store = MemoryStore::default().with(&left, "half").with(".fengcai-tmp/notes/x", "x");
    store.put(&link, None);
    for plan in [&NEW[..1], &NEW[..]] {
        built(&store, plan);
        assert_eq!(files(&store), Plan::of(plan).files());
        assert_eq!(store.kind(&link).unwrap(), Some(Kind::Link));
        assert_eq!(store.kind("cases/a/link").unwrap(), None);
        let own: Vec<String> =
            store.files().into_keys().filter(|path| path.starts_with(".fengcai-tmp")).collect();
        assert_eq!(own, [".fengcai-tmp/notes/x"]);
    }
}
