//! Builds into a real folder: processes that are killed, builders that meet, links, limits.
//!
//! A test that needs another process starts this very test again in a child, which finds its task in the
//! environment and announces on its output how far it has come.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use fengcai::base::Route;
use fengcai::base::progress::Silent;
use fengcai::base::store::{Claim, DiskStore, Entry, Kind, Lasting, Store};
use fengcai::render::Rendered;
use fengcai::write::{Work, WriteError, WriteOptions, Written, write};

type Files = BTreeMap<String, Vec<u8>>;

struct Plan(Files);

impl Work for Plan {
    fn routes(&self) -> Vec<Route> {
        self.0.keys().map(|route| Route::file(route)).collect()
    }

    fn run(&self, route: &Route) -> Rendered {
        Rendered { bytes: self.0[route.as_str()].clone(), ..Rendered::default() }
    }
}

fn plan(files: &[(&str, &str)]) -> Plan {
    Plan(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

/// Two hundred pages in folders of their own. Each version changes most, keeps some and drops some.
fn large_plan(version: usize) -> Plan {
    let mut files = Files::new();
    for number in 0..200 {
        if number % 7 != version % 7 {
            let seed = if number % 5 == 0 { 0 } else { version };
            let text = format!("{seed}, {number}: 支部风采\n").repeat(500);
            files.insert(format!("cases/{number}/index.html"), text.into_bytes());
        }
    }
    Plan(files)
}

fn build(store: &dyn Store, plan: &Plan) -> Result<Written, WriteError> {
    write(plan, store, &WriteOptions { output: "public".to_owned() }, &Silent)
}

fn built(folder: &Path, plan: &Plan) -> Written {
    let written = build(&DiskStore::new(folder), plan).unwrap();
    assert!(written.diagnostics.is_empty(), "{:?}", written.diagnostics);
    written
}

/// All files below a folder, links as what they name.
fn found(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut pending = vec![(folder.to_owned(), String::new())];
    while let Some((place, way)) = pending.pop() {
        for entry in fs::read_dir(place).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{way}{}", entry.file_name().to_str().unwrap());
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                pending.push((entry.path(), format!("{path}/")));
            } else if path == ".fengcai-lock" {
                // A builder's claim, where folders cannot be locked: nobody else may read it.
            } else if kind.is_symlink() {
                files.insert(path, b"a link".to_vec());
            } else {
                files.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    files
}

/// The same without our own records.
fn published(folder: &Path) -> Files {
    let mut files = found(folder);
    files.retain(|path, _| !path.starts_with(".fengcai-"));
    files
}

fn put(folder: &Path, path: &str, text: &str) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// What a child is to do.
const TASK: &str = "FENGCAI_TEST_TASK";

/// What a child says when it has come as far as it was asked to.
const HERE: &str = "child is here";

/// Starts this test again in a child with a task.
fn child(test: &str, task: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The task of this process, if it is a child: a folder and words.
fn task() -> Option<(PathBuf, Vec<String>)> {
    let task = std::env::var(TASK).ok()?;
    let (words, folder) = task.split_once('|').unwrap();
    Some((folder.into(), words.split(' ').map(str::to_owned).collect()))
}

fn announce() {
    let mut output = io::stdout();
    writeln!(output, "\n{HERE}").unwrap();
    output.flush().unwrap();
}

/// Waits for the announcement of a child; false when it came to its end without.
fn is_here(child: &mut Child) -> bool {
    let output = BufReader::new(child.stdout.as_mut().unwrap());
    output.lines().map_while(Result::ok).any(|line| line == HERE)
}

/// Announces its `at`-th call, and stays there if it is told to.
struct Announcing {
    inner: DiskStore,
    at: usize,
    stays: Stays,
    calls: AtomicUsize,
}

#[derive(Clone, Copy, PartialEq)]
enum Stays {
    Here,
    Going,
}

impl Announcing {
    fn count(&self) {
        if self.calls.fetch_add(1, Ordering::Relaxed) + 1 == self.at {
            announce();
            if self.stays == Stays::Here {
                let _ = io::stdin().read(&mut [0]);
            }
        }
    }
}

impl Store for Announcing {
    fn claim(&self) -> io::Result<Option<Claim>> {
        self.count();
        self.inner.claim()
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        self.count();
        self.inner.list(folder)
    }

    fn kind(&self, path: &str) -> io::Result<Option<Kind>> {
        self.count();
        self.inner.kind(path)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.count();
        self.inner.read(path)
    }

    fn create(&self, path: &str, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
        self.count();
        self.inner.create(path, bytes, lasting)
    }

    fn rename(&self, from: &str, to: &str, lasting: Lasting) -> io::Result<()> {
        self.count();
        self.inner.rename(from, to, lasting)
    }

    fn rename_folder(&self, from: &str, to: &str) -> io::Result<()> {
        self.count();
        self.inner.rename_folder(from, to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.count();
        self.inner.remove(path)
    }

    fn remove_folder(&self, folder: &str) -> io::Result<()> {
        self.count();
        self.inner.remove_folder(folder)
    }
}

#[test]
fn a_killed_build_leaves_each_file_old_or_new() {
    if let Some((folder, words)) = task() {
        let stays = if words[1] == "stays" { Stays::Here } else { Stays::Going };
        let store = Announcing {
            inner: DiskStore::new(folder),
            at: words[0].parse().unwrap(),
            stays,
            calls: AtomicUsize::new(0),
        };
        build(&store, &large_plan(2)).unwrap();
        return;
    }
    let (old, new) = (large_plan(1), large_plan(2));
    let mut halfway = 0;
    for (round, at) in (1..1100).step_by(61).enumerate() {
        let disk = tempfile::tempdir().unwrap();
        put(disk.path(), "cases/theirs.html", "x");
        built(disk.path(), &old);
        let how = if round % 3 == 0 { "goes" } else { "stays" };
        let mut child = child(
            "write::a_killed_build_leaves_each_file_old_or_new",
            &format!("{at} {how}|{}", disk.path().display()),
        );
        let here = is_here(&mut child);
        child.kill().unwrap();
        child.wait().unwrap();

        let found_then = published(disk.path());
        assert_eq!(found_then["cases/theirs.html"], b"x");
        for path in old.0.keys().chain(new.0.keys()) {
            let bytes = found_then.get(path);
            assert!(bytes == old.0.get(path) || bytes == new.0.get(path), "{path} after call {at}");
        }
        let is_old = old.0.iter().all(|(path, bytes)| found_then.get(path) == Some(bytes));
        let is_new = new.0.iter().all(|(path, bytes)| found_then.get(path) == Some(bytes));
        halfway += usize::from(here && !is_old && !is_new);

        built(disk.path(), &new);
        let mut expected = new.0.clone();
        expected.insert("cases/theirs.html".to_owned(), b"x".to_vec());
        assert_eq!(published(disk.path()), expected, "after call {at}");
        let own: Vec<String> =
            found(disk.path()).into_keys().filter(|path| path.starts_with(".fengcai-")).collect();
        assert_eq!(own, [".fengcai-manifest.json"]);
        assert!(built(disk.path(), &new).written.is_empty());
    }
    assert!(halfway > 0, "no child was killed while it was putting files in place");
}

#[test]
fn a_second_builder_is_refused_until_the_first_is_gone() {
    if let Some((folder, _)) = task() {
        let store = DiskStore::new(folder);
        let _claim = store.claim().unwrap().unwrap();
        announce();
        let _ = io::stdin().read(&mut [0]);
        return;
    }
    let disk = tempfile::tempdir().unwrap();
    let mut child = child(
        "write::a_second_builder_is_refused_until_the_first_is_gone",
        &format!("claim|{}", disk.path().display()),
    );
    assert!(is_here(&mut child));
    let files = plan(&[("index.html", "1")]);
    assert!(matches!(build(&DiskStore::new(disk.path()), &files), Err(WriteError::Busy(_))));
    assert!(published(disk.path()).is_empty());
    child.kill().unwrap();
    child.wait().unwrap();
    built(disk.path(), &files);
    assert_eq!(published(disk.path()), files.0);
}

#[test]
fn a_folder_is_built_and_built_again() {
    let disk = tempfile::tempdir().unwrap();
    let public = disk.path().join("site/public");
    let first = plan(&[("index.html", "家"), ("cases/甲/index.html", "甲"), ("cases/甲/图.png", "p")]);
    assert_eq!(built(&public, &first).written.len(), 3);
    assert_eq!(published(&public), first.0);

    let before = fs::metadata(public.join("index.html")).unwrap().modified().unwrap();
    let manifest = fs::read(public.join(".fengcai-manifest.json")).unwrap();
    assert_eq!(built(&public, &first).kept.len(), 3);
    assert_eq!(fs::metadata(public.join("index.html")).unwrap().modified().unwrap(), before);
    assert_eq!(fs::read(public.join(".fengcai-manifest.json")).unwrap(), manifest);

    put(&public, "cases/theirs.txt", "x");
    put(&public, "index.html", "edited");
    let second = plan(&[("index.html", "家"), ("new.html", "n")]);
    let written = build(&DiskStore::new(&public), &second).unwrap();
    assert_eq!(written.restored, [Route::file("index.html")]);
    assert_eq!(written.removed.len(), 2);
    let mut expected = second.0.clone();
    expected.insert("cases/theirs.txt".to_owned(), b"x".to_vec());
    assert_eq!(published(&public), expected);
    assert!(!public.join("cases/甲").exists());
    assert_eq!(
        fs::read_dir(disk.path().join("site")).unwrap().count(),
        1,
        "nothing beside the output folder"
    );
}

#[test]
fn files_of_others_are_adopted_or_named() {
    let disk = tempfile::tempdir().unwrap();
    put(disk.path(), "equal.html", "1");
    put(disk.path(), "CNAME", "example.cn");
    let written = built(disk.path(), &plan(&[("equal.html", "1"), ("new.html", "1")]));
    assert_eq!(written.adopted, [Route::file("equal.html")]);
    put(disk.path(), "differs.html", "theirs");
    let before = found(disk.path());
    let refused =
        build(&DiskStore::new(disk.path()), &plan(&[("differs.html", "ours"), ("other.html", "1")]));
    let Err(WriteError::Refused(problems)) = refused else { panic!("{refused:?}") };
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.zh.contains("public/differs.html"));
    assert_eq!(found(disk.path()), before);
}

/// Whatever the disk says about case, a build neither overwrites nor loses a file.
#[test]
fn a_name_in_another_case_is_no_loss_on_this_disk() {
    let disk = tempfile::tempdir().unwrap();
    built(disk.path(), &plan(&[("Pics/A.png", "1"), ("README.html", "1")]));
    let renamed = plan(&[("pics/a.png", "1"), ("readme.html", "2")]);
    built(disk.path(), &renamed);
    assert_eq!(published(disk.path()), renamed.0);
    put(disk.path(), "Theirs/x", "x");
    let taken = build(&DiskStore::new(disk.path()), &plan(&[("theirs/y", "1")]));
    assert_eq!(fs::read_to_string(disk.path().join("Theirs/x")).unwrap(), "x");
    let forgets_case = disk.path().join("THEIRS").exists();
    assert_eq!(taken.is_err(), forgets_case);
}

#[test]
fn an_output_folder_that_is_a_file_is_told() {
    let disk = tempfile::tempdir().unwrap();
    put(disk.path(), "public", "x");
    let refused = build(&DiskStore::new(disk.path().join("public")), &plan(&[("a", "1")]));
    assert!(matches!(refused, Err(WriteError::Failed(_))), "{refused:?}");
    assert_eq!(fs::read_to_string(disk.path().join("public")).unwrap(), "x");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn an_output_folder_may_be_a_link() {
        let disk = tempfile::tempdir().unwrap();
        fs::create_dir(disk.path().join("www")).unwrap();
        symlink("www", disk.path().join("public")).unwrap();
        let files = plan(&[("a/b.html", "1")]);
        built(&disk.path().join("public"), &files);
        assert_eq!(published(&disk.path().join("www")), files.0);
        built(&disk.path().join("public"), &plan(&[]));
        assert!(published(&disk.path().join("www")).is_empty());
        assert!(disk.path().join("public").is_symlink());
    }

    #[test]
    fn no_link_inside_the_output_folder_is_followed() {
        let disk = tempfile::tempdir().unwrap();
        let (public, outside) = (disk.path().join("public"), disk.path().join("outside"));
        built(&public, &plan(&[("a/b.html", "1"), ("c.html", "1"), ("d.html", "1")]));
        put(&outside, "b.html", "theirs");
        put(&outside, "c.html", "theirs");
        fs::remove_dir_all(public.join("a")).unwrap();
        symlink(&outside, public.join("a")).unwrap();
        fs::remove_file(public.join("c.html")).unwrap();
        symlink(outside.join("c.html"), public.join("c.html")).unwrap();

        let refused = build(&DiskStore::new(&public), &plan(&[("a/b.html", "2"), ("c.html", "2")]));
        let Err(WriteError::Refused(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].message.en, "`public/a` stands where a folder of the output must be");

        build(&DiskStore::new(&public), &plan(&[("c.html", "2")])).unwrap();
        assert!(!public.join("c.html").is_symlink());
        assert!(public.join("a").is_symlink());
        assert!(!public.join("d.html").exists());
        let theirs = [("b.html", "theirs"), ("c.html", "theirs")];
        assert_eq!(found(&outside), plan(&theirs).0);
    }

    /// In the spool the path of a file is a little longer than in its place.
    #[test]
    fn a_path_as_long_as_the_disk_takes_is_written() {
        let disk = tempfile::tempdir().unwrap();
        let root = disk.path().canonicalize().unwrap().as_os_str().len();
        // A path may have 4096 bytes on Linux and 1024 on macOS, with the zero at its end.
        let longest = if cfg!(target_os = "macos") { 1023 } else { 4095 };
        let mut path = "top".to_owned();
        while root + 1 + path.len() + 200 < longest {
            path.push_str(&format!("/{}", "x".repeat(99)));
        }
        let rest = longest - root - 1 - path.len() - 1;
        let long = format!("{path}/{}", "x".repeat(rest));
        let files = plan(&[(&long, "1"), (&format!("{path}/short"), "1"), ("top/other", "1")]);
        built(disk.path(), &files);
        assert!(built(disk.path(), &files).written.is_empty());
        assert_eq!(built(disk.path(), &plan(&[("a", "1")])).removed.len(), 3);
        assert_eq!(published(disk.path()), plan(&[("a", "1")]).0);
    }

    /// No file may grow beyond a limit: the write of a large page ends halfway, as on a full disk.
    #[test]
    fn a_page_that_does_not_fit_changes_nothing() {
        let files =
            |text: &str| plan(&[("a.html", text), ("b.html", &text.repeat(200_000)), ("c.html", text)]);
        if let Some((folder, _)) = task() {
            let failed = build(&DiskStore::new(folder), &files("new")).unwrap_err().into_diagnostics();
            assert_eq!(failed[0].code, "unwritable-output");
            assert!(failed[0].message.en.contains("`public/b.html`"), "{}", failed[0].message.en);
            announce();
            return;
        }
        let disk = tempfile::tempdir().unwrap();
        built(disk.path(), &files("old"));
        let before = found(disk.path());
        let test = "write::unix::a_page_that_does_not_fit_changes_nothing";
        let limited = "ulimit -f 100 && trap '' XFSZ && exec \"$0\" \"$@\"";
        let output = Command::new("sh")
            .args(["-c", limited])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(TASK, format!("build|{}", disk.path().display()))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.lines().any(|line| line == HERE), "{said}{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(found(disk.path()), before);
        let rest = files("new");
        built(disk.path(), &rest);
        assert_eq!(published(disk.path()), rest.0);
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_told() {
        use std::os::unix::fs::PermissionsExt;

        let disk = tempfile::tempdir().unwrap();
        built(disk.path(), &plan(&[("a.html", "old")]));
        let mode = |mode| fs::set_permissions(disk.path(), fs::Permissions::from_mode(mode)).unwrap();
        mode(0o500);
        let refused = build(&DiskStore::new(disk.path()), &plan(&[("a.html", "new")]));
        let all_powerful = fs::write(disk.path().join("probe"), "").is_ok();
        mode(0o700);
        if all_powerful {
            eprintln!("not checked: this user may write everything");
            return;
        }
        let Err(WriteError::Failed(problem)) = refused else { panic!("{refused:?}") };
        assert!(problem.message.en.ends_with("permission is denied"), "{}", problem.message.en);
        assert_eq!(published(disk.path()), plan(&[("a.html", "old")]).0);
    }
}
