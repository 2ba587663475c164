//! What every store must do, and what is particular to each.

#![allow(clippy::disallowed_methods, reason = "these tests look at the real disk")]

use std::io::ErrorKind;

use super::*;

/// What a folder holds, besides the file that is a claim on systems that lock no folders.
fn names(store: &dyn Store, folder: &str) -> Vec<(String, Kind)> {
    let entries = store.list(folder).unwrap().into_iter().filter(|entry| entry.name != ".fengcai-lock");
    entries.map(|entry| (entry.name, entry.kind)).collect()
}

fn refusal<T>(result: io::Result<T>) -> ErrorKind {
    result.err().expect("refused").kind()
}

/// What every store must do; `store` is empty.
fn behaves(store: &dyn Store) {
    let claim = store.claim().unwrap().expect("nobody else has it");
    assert!(store.claim().unwrap().is_none());
    drop(claim);
    let _claim = store.claim().unwrap().expect("it was given up");

    assert_eq!(names(store, ""), []);
    assert_eq!(names(store, "nowhere/at/all"), []);
    assert_eq!(store.kind("a").unwrap(), None);
    store.create("t/1", b"one", Lasting::Process).unwrap();
    assert_eq!(refusal(store.create("t/1", b"x", Lasting::Process)), ErrorKind::AlreadyExists);
    store.rename("t/1", "案例/甲/index.html", Lasting::Power).unwrap();
    assert_eq!(store.read("案例/甲/index.html").unwrap(), b"one");
    assert_eq!(names(store, "t"), []);
    assert_eq!(names(store, "案例"), [("甲".to_owned(), Kind::Folder)]);
    assert_eq!(store.kind("案例/甲/index.html").unwrap(), Some(Kind::File));
    assert_eq!(names(store, ""), [("t".to_owned(), Kind::Folder), ("案例".to_owned(), Kind::Folder)]);

    store.create("t/2", b"two", Lasting::Power).unwrap();
    store.rename("t/2", "案例/甲/index.html", Lasting::Process).unwrap();
    assert_eq!(store.read("案例/甲/index.html").unwrap(), b"two");

    assert_eq!(refusal(store.read("t/3")), ErrorKind::NotFound);
    assert_eq!(refusal(store.read("案例")), ErrorKind::IsADirectory);
    assert_eq!(refusal(store.rename("t/3", "b", Lasting::Process)), ErrorKind::NotFound);
    assert!(store.create("案例/甲/index.html/x", b"", Lasting::Process).is_err());
    assert!(store.rename("案例/甲/index.html", "案例/甲/index.html/x", Lasting::Process).is_err());
    store.create("t/4", b"", Lasting::Process).unwrap();
    assert!(store.rename("t/4", "案例", Lasting::Process).is_err());

    assert_eq!(refusal(store.remove("t/3")), ErrorKind::NotFound);
    assert!(store.remove("案例").is_err());
    assert_eq!(refusal(store.remove_folder("案例/甲")), ErrorKind::DirectoryNotEmpty);
    assert_eq!(refusal(store.remove_folder("t/3")), ErrorKind::NotFound);
    assert!(store.remove_folder("t/4").is_err());
    store.remove("案例/甲/index.html").unwrap();
    store.remove_folder("案例/甲").unwrap();
    store.remove_folder("案例").unwrap();
    store.create("案例/乙", b"again", Lasting::Process).unwrap();
    assert_eq!(store.read("案例/乙").unwrap(), b"again");

    moves_folders(store);

    for path in ["../x", "a/../../x", "/x", "a//b", ".", "a/"] {
        assert!(store.create(path, b"", Lasting::Process).is_err(), "{path}");
    }
}

/// A folder goes with all in it to where nothing is, and what is made there later is found.
fn moves_folders(store: &dyn Store) {
    for path in ["t/丙/a/1", "t/丙/2", "t/丙丁", "taken/3", "file"] {
        store.create(path, path.as_bytes(), Lasting::Process).unwrap();
    }
    for (from, to) in [("t/丙", "taken"), ("t/丙", "file"), ("t/丙", "file/x")] {
        assert!(store.rename_folder(from, to).is_err(), "{to}");
    }
    assert_eq!(refusal(store.rename_folder("t/none", "new")), ErrorKind::NotFound);
    assert_eq!(refusal(store.rename_folder("t/丙丁", "new")), ErrorKind::NotADirectory);
    assert_eq!(names(store, "t/丙").len(), 2);
    store.rename_folder("t/丙", "新/戊").unwrap();
    assert_eq!(store.read("新/戊/a/1").unwrap(), "t/丙/a/1".as_bytes());
    assert_eq!(store.read("新/戊/2").unwrap(), "t/丙/2".as_bytes());
    assert_eq!(names(store, "t/丙"), []);
    assert_eq!(store.kind("t/丙").unwrap(), None);
    assert_eq!(store.kind("t/丙丁").unwrap(), Some(Kind::File));
    store.create("t/丙/a/1", b"again", Lasting::Process).unwrap();
    store.create("新/戊/a/2", b"more", Lasting::Process).unwrap();
    assert_eq!(store.read("t/丙/a/1").unwrap(), b"again");
    assert_eq!(names(store, "新/戊/a").len(), 2);
}

#[test]
fn memory_behaves() {
    behaves(&MemoryStore::new(Case::Sensitive));
    behaves(&MemoryStore::new(Case::Forgetful));
}

#[test]
fn a_store_without_faults_behaves() {
    behaves(&FaultyStore::new(MemoryStore::default(), Fault::Fails, usize::MAX));
}

#[test]
fn a_disk_behaves() {
    let disk = tempfile::tempdir().unwrap();
    behaves(&DiskStore::new(disk.path().join("not/yet/there")));
    assert_eq!(names(&DiskStore::new(disk.path()), ""), [("not".to_owned(), Kind::Folder)]);
}

/// Somebody removes folders while a build is under way.
#[test]
fn a_disk_makes_folders_again() {
    let disk = tempfile::tempdir().unwrap();
    let (root, store) = (disk.path().join("root"), DiskStore::new(disk.path().join("root")));
    for gone in ["a/b", "a", ""] {
        store.create("a/b/1", b"1", Lasting::Process).unwrap();
        store.create("2", b"2", Lasting::Process).unwrap();
        std::fs::remove_dir_all(root.join(gone)).unwrap();
        if gone.is_empty() {
            store.create("2", b"2", Lasting::Process).unwrap();
        }
        store.rename("2", "a/b/3", Lasting::Process).unwrap();
        assert_eq!(names(&store, "a/b"), [("3".to_owned(), Kind::File)]);
        std::fs::remove_dir_all(&root).unwrap();
    }
}

#[test]
fn a_forgetful_store_answers_to_any_case() {
    let store = MemoryStore::new(Case::Forgetful).with("Pics/A.png", "a");
    assert_eq!(store.kind("pics/a.PNG").unwrap(), Some(Kind::File));
    store.create("t", b"b", Lasting::Process).unwrap();
    store.rename("t", "pics/b.png", Lasting::Process).unwrap();
    assert_eq!(store.files().keys().collect::<Vec<_>>(), ["Pics/A.png", "Pics/b.png"]);
    let store = MemoryStore::new(Case::Sensitive).with("Pics/A.png", "a");
    assert_eq!(store.kind("pics/a.PNG").unwrap(), None);
}

#[test]
fn memory_goes_through_no_link() {
    let store = MemoryStore::default();
    store.put("link", None);
    assert!(store.create("link/x", b"", Lasting::Process).is_err());
    assert!(store.list("link").is_err());
    assert!(store.kind("link/x").is_err());
    assert_eq!(store.kind("link").unwrap(), Some(Kind::Link));
    assert_eq!(refusal(store.read("link")), ErrorKind::InvalidInput);
    store.create("t", b"x", Lasting::Process).unwrap();
    store.rename("t", "link", Lasting::Process).unwrap();
    assert_eq!(store.read("link").unwrap(), b"x");
}

#[test]
fn a_failing_call_changes_nothing_and_the_next_succeeds() {
    let store = FaultyStore::new(MemoryStore::default(), Fault::Fails, 2);
    store.create("a", b"1234", Lasting::Process).unwrap();
    assert_eq!(refusal(store.create("b", b"1234", Lasting::Process)), ErrorKind::PermissionDenied);
    assert_eq!(store.kind("b").unwrap(), None);
    assert_eq!(store.calls(), 3);
}

#[test]
fn a_stopped_store_leaves_half_a_file_and_does_no_more() {
    let memory = MemoryStore::default();
    let store = FaultyStore::new(&memory, Fault::Stops, 2);
    store.create("a", b"1234", Lasting::Process).unwrap();
    assert!(store.create("b", b"1234", Lasting::Process).is_err());
    assert!(store.create("c", b"1234", Lasting::Process).is_err());
    assert!(store.remove("a").is_err());
    assert!(store.read("a").is_err());
    let left = [("a".to_owned(), b"1234".to_vec()), ("b".to_owned(), b"12".to_vec())];
    assert_eq!(memory.files(), left.into());
}

#[test]
fn a_full_store_still_removes() {
    let memory = MemoryStore::default();
    let store = FaultyStore::new(&memory, Fault::Full, 1);
    assert_eq!(refusal(store.create("a", b"1234", Lasting::Process)), ErrorKind::StorageFull);
    assert_eq!(memory.read("a").unwrap(), b"12");
    store.remove("a").unwrap();
    assert!(memory.files().is_empty());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_disk_goes_through_no_link() {
        let disk = tempfile::tempdir().unwrap();
        let (outside, root) = (disk.path().join("outside"), disk.path().join("public"));
        for folder in [&outside, &root] {
            std::fs::create_dir(folder).unwrap();
        }
        std::fs::write(outside.join("secret"), "s").unwrap();
        symlink(&outside, root.join("folder")).unwrap();
        symlink(outside.join("secret"), root.join("file")).unwrap();
        let store = DiskStore::new(&root);
        assert_eq!(names(&store, ""), [("file".to_owned(), Kind::Link), ("folder".to_owned(), Kind::Link)]);
        assert!(store.list("folder").is_err());
        assert!(store.read("folder/secret").is_err());
        assert!(store.read("file").is_err());
        assert!(store.kind("folder/secret").is_err());
        assert!(store.create("folder/new/x", b"", Lasting::Process).is_err());
        assert!(store.remove("folder/secret").is_err());
        store.create("t", b"x", Lasting::Process).unwrap();
        assert!(store.rename("t", "folder/t", Lasting::Process).is_err());
        store.create("u/x", b"x", Lasting::Process).unwrap();
        for to in ["folder", "folder/u", "file"] {
            assert!(store.rename_folder("u", to).is_err(), "{to}");
        }
        assert!(store.rename_folder("folder", "v").is_err());
        store.remove("u/x").unwrap();
        store.remove_folder("u").unwrap();
        store.rename("t", "file", Lasting::Process).unwrap();
        assert_eq!(std::fs::read_to_string(outside.join("secret")).unwrap(), "s");
        assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 1);
        store.remove("folder").unwrap();
        assert_eq!(names(&store, ""), [("file".to_owned(), Kind::File)]);
    }

    #[test]
    fn the_folder_itself_may_be_a_link() {
        let disk = tempfile::tempdir().unwrap();
        let real = disk.path().join("real");
        std::fs::create_dir(&real).unwrap();
        symlink(&real, disk.path().join("public")).unwrap();
        let store = DiskStore::new(disk.path().join("public"));
        let _claim = store.claim().unwrap().unwrap();
        store.create("a/b", b"x", Lasting::Process).unwrap();
        assert_eq!(std::fs::read_to_string(real.join("a/b")).unwrap(), "x");
        assert!(DiskStore::new(&real).claim().unwrap().is_none(), "one folder under two names");
    }

    #[test]
    fn a_file_is_as_readable_as_the_user_makes_files() {
        use std::os::unix::fs::PermissionsExt;

        let disk = tempfile::tempdir().unwrap();
        std::fs::write(disk.path().join("by hand"), "").unwrap();
        DiskStore::new(disk.path()).create("ours", b"", Lasting::Process).unwrap();
        let mode = |name: &str| std::fs::metadata(disk.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("ours"), mode("by hand"));
    }
}
