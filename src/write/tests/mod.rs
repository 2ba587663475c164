//! Builds into memory. The real disk is met in `tests/it/write.rs`.

mod faults;
mod model;
mod trees;

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::base::Severity;
use crate::base::digest::digest;
use crate::base::files::{CHANGED_FILE, ReadError};
use crate::base::progress::{Silent, Stage};
use crate::base::store::{Case, Claim, Entry, Kind, Lasting, MemoryStore};

/// A plan: the bytes of each route, or what goes wrong with it.
#[derive(Clone, Debug, Default)]
struct Plan(BTreeMap<Route, Result<Vec<u8>, Diagnostic>>);

impl Plan {
    fn of(files: &[(&str, &str)]) -> Plan {
        Plan(files.iter().map(|(route, text)| (Route::file(route), Ok(text.as_bytes().to_vec()))).collect())
    }

    fn with_fault(mut self, route: &str, told: Diagnostic) -> Plan {
        self.0.insert(Route::file(route), Err(told));
        self
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let bytes = |(route, made): (&Route, &Result<Vec<u8>, Diagnostic>)| {
            made.clone().ok().map(|bytes| (route.to_string(), bytes))
        };
        self.0.iter().filter_map(bytes).collect()
    }
}

impl Work for Plan {
    fn routes(&self) -> Vec<Route> {
        self.0.keys().rev().cloned().collect()
    }

    fn run(&self, route: &Route) -> Rendered {
        match self.0[route].clone() {
            Ok(bytes) => Rendered { bytes, ..Rendered::default() },
            Err(told) => Rendered { diagnostics: vec![told], ..Rendered::default() },
        }
    }
}

fn options() -> WriteOptions {
    WriteOptions { output: "public".to_owned() }
}

fn build(store: &dyn Store, plan: &Plan) -> Result<Written, WriteError> {
    write(plan, store, &options(), &Silent)
}

/// Builds without any problem.
fn built(store: &dyn Store, files: &[(&str, &str)]) -> Written {
    let written = build(store, &Plan::of(files)).expect("written");
    assert_eq!(written.diagnostics, []);
    written
}

/// The files of an output folder but our own records.
fn files(store: &MemoryStore) -> BTreeMap<String, Vec<u8>> {
    store.files().into_iter().filter(|(path, _)| !path.starts_with(routes::OWN)).collect()
}

fn texts(store: &MemoryStore) -> Vec<(String, String)> {
    files(store).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn names(routes: &[Route]) -> Vec<&str> {
    routes.iter().map(Route::as_str).collect()
}

/// The code and the English message of each problem.
fn told(diagnostics: &[Diagnostic]) -> Vec<(&str, &str)> {
    diagnostics.iter().map(|told| (told.code.as_ref(), told.message.en.as_str())).collect()
}

fn fault() -> Diagnostic {
    static FAULT: Code = Code { name: "test-fault", severity: Severity::Error, zh: "", en: "" };
    Diagnostic::nowhere(&FAULT, words!("坏了", "broken"))
}

/// A call that changes something, with the path at which it does.
#[derive(Clone, Copy, Debug)]
enum Call<'a> {
    Create(&'a str),
    Rename(&'a str),
    RenameFolder(&'a str),
    Remove(&'a str),
    RemoveFolder(&'a str),
}

/// A store that asks before it changes anything.
struct Asking<'a, F>(&'a MemoryStore, F);

/// A store in which nothing may change.
fn sealed(store: &MemoryStore) -> impl Store {
    Asking(store, |call: Call<'_>| Err(io::Error::other(format!("a call that changes something: {call:?}"))))
}

impl<F: Fn(Call<'_>) -> io::Result<()> + Send + Sync> Store for Asking<'_, F> {
    fn claim(&self) -> io::Result<Option<Claim>> {
        self.0.claim()
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        self.0.list(folder)
    }

    fn kind(&self, path: &str) -> io::Result<Option<Kind>> {
        self.0.kind(path)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }

    fn create(&self, path: &str, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
        self.1(Call::Create(path))?;
        self.0.create(path, bytes, lasting)
    }

    fn rename(&self, from: &str, to: &str, lasting: Lasting) -> io::Result<()> {
        self.1(Call::Rename(to))?;
        self.0.rename(from, to, lasting)
    }

    fn rename_folder(&self, from: &str, to: &str) -> io::Result<()> {
        self.1(Call::RenameFolder(to))?;
        self.0.rename_folder(from, to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.1(Call::Remove(path))?;
        self.0.remove(path)
    }

    fn remove_folder(&self, folder: &str) -> io::Result<()> {
        self.1(Call::RemoveFolder(folder))?;
        self.0.remove_folder(folder)
    }
}

#[test]
fn the_first_build_writes_all_and_the_second_nothing() {
    let store = MemoryStore::default();
    let plan = [("index.html", "home"), ("cases/a/index.html", "甲"), ("cases/a/图.png", "")];
    let written = built(&store, &plan);
    assert_eq!(names(&written.written), ["cases/a/index.html", "cases/a/图.png", "index.html"]);
    assert_eq!(files(&store), Plan::of(&plan).files());
    assert_eq!(written.manifest.digest(&Route::file("index.html")), Some(digest(b"home").as_str()));

    let again = built(&sealed(&store), &plan);
    assert_eq!(again.kept, written.written);
    assert_eq!(again.manifest, written.manifest);
    assert!(again.written.is_empty() && again.restored.is_empty() && again.adopted.is_empty());
}

#[test]
fn an_empty_plan_is_a_plan() {
    let store = MemoryStore::default();
    built(&store, &[("a", "1")]);
    assert_eq!(names(&built(&store, &[]).removed), ["a"]);
    assert!(files(&store).is_empty());
    built(&sealed(&store), &[]);
}

#[test]
fn only_what_changed_is_written_and_what_vanished_is_removed() {
    let store = MemoryStore::default();
    built(&store, &[("a", "1"), ("b/c/d", "1"), ("b/e", "1"), ("f/g", "1")]);
    let written = built(&store, &[("a", "2"), ("b/e", "1"), ("h", "1")]);
    assert_eq!(names(&written.written), ["a", "h"]);
    assert_eq!(names(&written.kept), ["b/e"]);
    assert_eq!(names(&written.removed), ["b/c/d", "f/g"]);
    assert_eq!(texts(&store), pairs(&[("a", "2"), ("b/e", "1"), ("h", "1")]));
    assert_eq!(store.folders(), ["b"]);
}

#[test]
fn files_of_others_stay_and_keep_their_folders() {
    let store = MemoryStore::default().with("CNAME", "x").with("b/other", "x").with(".git/HEAD", "x");
    built(&store, &[("b/ours", "1"), ("c/ours", "1")]);
    store.put("c/later", Some(b"x"));
    built(&store, &[("a", "1")]);
    let expected = [(".git/HEAD", "x"), ("CNAME", "x"), ("a", "1"), ("b/other", "x"), ("c/later", "x")];
    assert_eq!(texts(&store), pairs(&expected));
}

#[test]
fn an_equal_file_is_adopted() {
    let store = MemoryStore::default().with("a", "1").with("b", "other");
    let written = built(&store, &[("a", "1")]);
    assert_eq!(names(&written.adopted), ["a"]);
    assert_eq!(names(&written.kept), ["a"]);
    assert_eq!(names(&built(&store, &[]).removed), ["a"]);
    assert_eq!(texts(&store), pairs(&[("b", "other")]));
}

#[test]
fn differing_files_of_others_are_all_named_and_nothing_is_written() {
    let store = MemoryStore::default().with("a", "other").with("b/c", "other").with("d", "1");
    let before = store.files();
    let plan = Plan::of(&[("a", "1"), ("b/c", "1"), ("d", "1"), ("e", "1")]);
    let refused = build(&store, &plan).unwrap_err().into_diagnostics();
    let differs =
        |path| format!("`public/{path}` was not made by Fengcai and differs; it is not overwritten");
    assert_eq!(told(&refused), [("foreign-file", &*differs("a")), ("foreign-file", &*differs("b/c"))]);
    assert_eq!(store.files(), before);
    assert_eq!(store.folders(), ["b"]);
}

#[test]
fn what_stands_in_the_way_is_named_and_nothing_is_written() {
    let store = MemoryStore::default().with("a/b", "other").with("c", "other");
    store.put("e", None);
    store.put("f", None);
    let before = (store.files(), store.folders());
    let plan = Plan::of(&[("a", "1"), ("c/d", "1"), ("c/e", "1"), ("e/d", "1"), ("f", "1"), ("g", "1")]);
    let refused = build(&store, &plan).unwrap_err().into_diagnostics();
    let file = |path| format!("`public/{path}` stands where a file of the output must be");
    let folder = |path| format!("`public/{path}` stands where a folder of the output must be");
    assert_eq!(
        told(&refused),
        [
            ("obstructed-route", &*file("a")),
            ("obstructed-route", &*folder("c")),
            ("obstructed-route", &*folder("e")),
            ("obstructed-route", &*file("f")),
        ]
    );
    assert_eq!((store.files(), store.folders()), before);
}

#[test]
fn a_link_where_our_file_was_is_replaced() {
    let store = MemoryStore::default();
    built(&store, &[("a", "1"), ("b", "1")]);
    store.remove("a").unwrap();
    store.put("a", None);
    store.remove("b").unwrap();
    store.put("b", None);
    let written = build(&store, &Plan::of(&[("a", "1")])).unwrap();
    assert_eq!(names(&written.restored), ["a"]);
    assert_eq!(names(&written.left), ["b"]);
    assert_eq!(texts(&store), pairs(&[("a", "1")]));
    assert_eq!(store.kind("b").unwrap(), Some(Kind::Link));
}

#[test]
fn an_edited_file_is_restored_and_told() {
    let store = MemoryStore::default();
    built(&store, &[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
    store.put("a", Some(b"edited"));
    store.put("b", Some(b"edited"));
    store.put("c", Some(b"2"));
    store.remove("d").unwrap();
    let written = build(&store, &Plan::of(&[("a", "1"), ("b", "2"), ("c", "2"), ("d", "1")])).unwrap();
    assert_eq!(names(&written.restored), ["a", "b", "d"]);
    assert_eq!(names(&written.kept), ["c"]);
    let again = |path| format!("`public/{path}` had been changed by somebody and was written again");
    assert_eq!(
        told(&written.diagnostics),
        [("edited-output", &*again("a")), ("edited-output", &*again("b"))]
    );
    assert_eq!(texts(&store), pairs(&[("a", "1"), ("b", "2"), ("c", "2"), ("d", "1")]));
}

#[test]
fn an_edited_file_that_is_no_longer_planned_is_left_and_told_once() {
    let store = MemoryStore::default();
    built(&store, &[("a/b", "1"), ("c", "1")]);
    store.put("a/b", Some(b"edited"));
    let written = build(&store, &Plan::of(&[("c", "1")])).unwrap();
    assert_eq!(names(&written.left), ["a/b"]);
    assert_eq!(told(&written.diagnostics)[0].0, "edited-leftover");
    assert_eq!(texts(&store), pairs(&[("a/b", "edited"), ("c", "1")]));
    built(&sealed(&store), &[("c", "1")]);
    assert!(matches!(build(&store, &Plan::of(&[("a/b", "1")])), Err(WriteError::Refused(_))));
}

#[test]
fn a_job_that_fails_keeps_what_is_there() {
    let store = MemoryStore::default().with("stranger", "x");
    built(&store, &[("a", "1"), ("b", "1")]);
    let plan = Plan::of(&[("b", "2")])
        .with_fault("a", fault())
        .with_fault("new", fault())
        .with_fault("stranger", fault());
    let written = build(&store, &plan).unwrap();
    assert_eq!(names(&written.failed), ["a", "new", "stranger"]);
    let more = words!("同样的问题还影响另外 2 个页面", "2 more pages have the same problem");
    assert_eq!(written.diagnostics, [fault().help(more)]);
    assert_eq!(texts(&store), pairs(&[("a", "1"), ("b", "2"), ("stranger", "x")]));
    assert_eq!(names(&built(&store, &[]).removed), ["a", "b"]);
}

#[test]
fn a_warning_does_not_keep_a_page_back() {
    let warning = Diagnostic { severity: Severity::Warning, ..fault() };
    struct Warned(Diagnostic);
    impl Work for Warned {
        fn routes(&self) -> Vec<Route> {
            vec![Route::file("a")]
        }
        fn run(&self, _route: &Route) -> Rendered {
            Rendered { bytes: b"1".to_vec(), diagnostics: vec![self.0.clone()], answers: Vec::new() }
        }
    }
    let store = MemoryStore::default();
    let written = write(&Warned(warning.clone()), &store, &options(), &Silent).unwrap();
    assert_eq!(written.diagnostics, [warning]);
    assert_eq!(texts(&store), pairs(&[("a", "1")]));
}

#[test]
fn a_source_that_changed_stops_the_build_before_any_file() {
    let store = MemoryStore::default();
    built(&store, &[("a", "1"), ("b", "1")]);
    let before = store.files();
    let changed = ReadError::Changed.diagnostic(&"content/a.md".into());
    let plan = Plan::of(&[("a", "2"), ("d", "1")])
        .with_fault("b", changed.clone())
        .with_fault("c", changed.clone())
        .with_fault("e", fault());
    assert_eq!(build(&store, &plan), Err(WriteError::Changed(vec![changed])));
    assert_eq!(store.files(), before);
    assert_eq!(store.folders(), [""; 0]);
    assert_eq!(CHANGED_FILE.severity, Severity::Error);
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let store = MemoryStore::default();
    let claim = store.claim().unwrap();
    let refused = build(&store, &Plan::of(&[("a", "1")])).unwrap_err();
    assert!(matches!(refused, WriteError::Busy(_)));
    assert_eq!(
        told(&refused.into_diagnostics()),
        [("busy-output", "another build is writing into `public`")]
    );
    assert!(store.files().is_empty());
    drop(claim);
    built(&store, &[("a", "1")]);
}

#[test]
fn a_damaged_manifest_is_told_and_equal_files_are_adopted() {
    for (text, code) in [("{", "damaged-manifest"), (r#"{"format": 9}"#, "newer-manifest")] {
        let store = MemoryStore::default();
        built(&store, &[("a", "1"), ("b", "1")]);
        store.put(manifest::NAME, Some(text.as_bytes()));
        assert_eq!(told(&manifest(&store, &options()).unwrap().diagnostics)[0].0, code);
        let refused = build(&store, &Plan::of(&[("a", "1"), ("b", "2")])).unwrap_err();
        assert_eq!(told(&refused.into_diagnostics())[0].0, "foreign-file");
        let written = build(&store, &Plan::of(&[("a", "1"), ("c", "1")])).unwrap();
        assert_eq!(told(&written.diagnostics)[0].0, code);
        assert_eq!(names(&written.adopted), ["a"]);
        assert_eq!(texts(&store), pairs(&[("a", "1"), ("b", "1"), ("c", "1")]));
        built(&sealed(&store), &[("a", "1"), ("c", "1")]);
    }
}

#[test]
fn a_manifest_cannot_make_us_remove_what_is_not_ours() {
    let store = MemoryStore::default().with("x", "1");
    let hash = digest(b"1");
    let text = format!(r#"{{"format": 1, "files": {{"../x": "{hash}", "x": "{hash}"}}}}"#);
    store.put(manifest::NAME, Some(text.as_bytes()));
    let written = build(&store, &Plan::default()).unwrap();
    assert_eq!(told(&written.diagnostics)[0].0, "damaged-manifest");
    assert!(written.removed.is_empty());
}

#[test]
fn a_link_for_a_manifest_is_replaced_and_not_followed() {
    let store = MemoryStore::default();
    store.put(manifest::NAME, None);
    let written = build(&store, &Plan::of(&[("a", "1")])).unwrap();
    assert_eq!(told(&written.diagnostics)[0].0, "damaged-manifest");
    assert_eq!(store.kind(manifest::NAME).unwrap(), Some(Kind::File));
}

#[test]
fn a_folder_for_a_manifest_fails_before_any_file() {
    let store = MemoryStore::default().with(&format!("{}/x", manifest::NAME), "x");
    let failed = build(&store, &Plan::of(&[("a", "1")])).unwrap_err();
    assert!(matches!(failed, WriteError::Failed(_)), "{failed:?}");
    assert!(files(&store).is_empty());
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let store = MemoryStore::default();
    let (file, folder) = ([("a", "1"), ("b/c", "1")], [("a/b/c", "1"), ("b", "1")]);
    for _ in 0..2 {
        built(&store, &file);
        assert_eq!(texts(&store), pairs(&file));
        assert_eq!(store.folders(), ["b"]);
        built(&store, &folder);
        assert_eq!(texts(&store), pairs(&folder));
        assert_eq!(store.folders(), ["a", "a/b"]);
    }
}

#[test]
fn a_file_of_another_keeps_a_folder_from_becoming_a_file() {
    let store = MemoryStore::default();
    built(&store, &[("a/b", "1")]);
    store.put("a/c", Some(b"x"));
    let refused = build(&store, &Plan::of(&[("a", "1")])).unwrap_err();
    assert_eq!(told(&refused.into_diagnostics())[0].0, "obstructed-route");
    assert_eq!(texts(&store), pairs(&[("a/b", "1"), ("a/c", "x")]));
}

#[test]
fn a_folder_of_another_where_our_file_was_is_in_the_way() {
    let store = MemoryStore::default();
    built(&store, &[("a/b", "1"), ("c", "1")]);
    store.remove("a/b").unwrap();
    store.put("a/b/theirs", Some(b"x"));
    for plan in [[("a", "1"), ("c", "2")], [("a/b", "1"), ("c", "2")]] {
        let refused = build(&store, &Plan::of(&plan)).unwrap_err();
        assert_eq!(told(&refused.into_diagnostics())[0].0, "obstructed-route");
        assert_eq!(texts(&store), pairs(&[("a/b/theirs", "x"), ("c", "1")]));
    }
    built(&store, &[("c", "2")]);
    assert_eq!(texts(&store), pairs(&[("a/b/theirs", "x"), ("c", "2")]));
}

#[test]
fn a_name_changes_its_case_on_every_disk() {
    for case in [Case::Sensitive, Case::Forgetful] {
        let store = MemoryStore::new(case);
        for plan in [
            [("Pics/A.png", "1"), ("README", "1")],
            [("pics/a.png", "1"), ("readme", "1")],
            [("pics/A.png", "2"), ("Readme/x", "1")],
            [("PICS", "2"), ("README", "1")],
        ] {
            built(&store, &plan);
            assert_eq!(files(&store), Plan::of(&plan).files(), "{case:?}");
        }
    }
}

#[test]
fn the_same_name_in_another_case_is_in_the_way_where_disks_forget_case() {
    let plan = [("cases/a", "1"), ("index.html", "1")];
    let store = MemoryStore::new(Case::Sensitive).with("Cases/x", "other").with("Index.html", "other");
    built(&store, &plan);
    assert_eq!(files(&store).len(), 4);

    let store = MemoryStore::new(Case::Forgetful).with("Cases/x", "other").with("Index.html", "other");
    let refused = build(&store, &Plan::of(&plan)).unwrap_err();
    assert_eq!(
        told(&refused.into_diagnostics()),
        [
            ("obstructed-route", "`public/Cases` stands where a folder of the output must be"),
            ("obstructed-route", "`public/Index.html` stands where a file of the output must be"),
        ]
    );
    assert_eq!(files(&store).len(), 2);
}

#[test]
fn routes_that_collide_are_refused() {
    let store = MemoryStore::default();
    let refused = build(&store, &Plan::of(&[("a", "1"), ("A", "1")])).unwrap_err();
    assert_eq!(told(&refused.into_diagnostics())[0].0, "output-collision");
    let refused = build(&store, &Plan::of(&[("a/../b", "1")])).unwrap_err();
    assert_eq!(told(&refused.into_diagnostics())[0].0, "unwritable-route");
    assert!(store.files().is_empty());
}

#[test]
fn leftovers_in_the_spool_are_swept_and_others_stay() {
    let left = spool::path("index.html", None);
    let store = MemoryStore::default().with(&left, "half").with(".fengcai-tmp/README", "x");
    built(&store, &[("index.html", "1")]);
    assert_eq!(store.kind(&left).unwrap(), None);
    assert_eq!(store.read(".fengcai-tmp/README").unwrap(), b"x");
    store.remove(".fengcai-tmp/README").unwrap();
    built(&store, &[("index.html", "2")]);
    assert_eq!(store.folders(), [""; 0]);
}

#[test]
fn a_blocked_spool_is_told() {
    for bytes in [Some(&b"x"[..]), None] {
        let store = MemoryStore::default();
        store.put(".fengcai-tmp", bytes);
        let refused = build(&store, &Plan::of(&[("a", "1")])).unwrap_err();
        assert_eq!(told(&refused.into_diagnostics())[0].0, "blocked-spool");
        assert!(files(&store).is_empty());
    }
}

#[test]
fn the_manifest_is_the_same_whatever_the_way_to_it() {
    let plan = [("a", "1"), ("b/c", "2")];
    let straight = MemoryStore::default();
    built(&straight, &plan);
    let winding = MemoryStore::default().with("a", "1");
    built(&winding, &[("b/d", "1")]);
    built(&winding, &[("a", "1"), ("b/c", "1")]);
    built(&winding, &plan);
    assert_eq!(straight.files(), winding.files());
    assert_eq!(manifest(&straight, &options()).unwrap().value.files.len(), 2);
}

#[test]
fn progress_counts_every_step() {
    #[derive(Default)]
    struct Count {
        stages: std::sync::Mutex<Vec<(Stage, usize)>>,
        steps: AtomicUsize,
        ends: AtomicUsize,
    }
    impl Progress for Count {
        fn start(&self, stage: Stage, total: usize) {
            self.stages.lock().unwrap().push((stage, total));
        }
        fn step(&self) {
            self.steps.fetch_add(1, Ordering::Relaxed);
        }
        fn end(&self) {
            self.ends.fetch_add(1, Ordering::Relaxed);
        }
    }
    let store = MemoryStore::default().with("adopted", "1");
    built(&store, &[("old", "1")]);
    let count = Count::default();
    write(&Plan::of(&[("a", "1"), ("adopted", "1")]), &store, &options(), &count).unwrap();
    assert_eq!(*count.stages.lock().unwrap(), [(Stage::Render, 2), (Stage::Write, 2)]);
    assert_eq!(count.steps.into_inner(), 4);
    assert_eq!(count.ends.into_inner(), 2);
}

#[test]
fn an_output_folder_without_a_name_is_spoken_of() {
    let store = MemoryStore::default();
    let target = |output| Target { store: &store, output };
    assert_eq!(target("").name("a"), "a");
    assert_eq!(target("public/").name("a"), "public/a");
    assert_eq!(target("public").name(""), "public");
}

#[test]
fn no_two_codes_have_one_name() {
    let mut names: Vec<&str> = codes().iter().map(|code| code.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!((all, names.len()), (13, 13));
}
