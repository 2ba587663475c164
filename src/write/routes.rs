//! Whether planned routes can be files of one folder, on every disk.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::target::{Target, WriteError};
use crate::base::route::collision_key;
use crate::base::{Diagnostic, Route};

codes! {
    OUTPUT_COLLISION = "output-collision" Error {
        "两个输出文件的路径相同，或只有大小写之别，或一个是另一个的文件夹；有的磁盘放不下。请给其中一个改名（`slug`）。",
        "Two output files have one path, or paths that differ by case only, or one is a folder of the other; not every disk can hold both. Rename one (`slug`)."
    }
    UNWRITABLE_ROUTE = "unwritable-route" Error {
        "输出文件的路径不能写入（含有 `..`、反斜杠、冒号等，或占用了风采自己的名称）。请改名。",
        "The path of an output file cannot be written (it holds `..`, a backslash, a colon or the like, or takes a name of Fengcai's own). Rename it."
    }
}

/// Names in the output folder that are the program's own begin with this.
pub(super) const OWN: &str = ".fengcai-";

/// Sorts planned routes and finds those that no folder can hold together.
pub(super) fn check(target: &Target<'_>, mut routes: Vec<Route>) -> Result<Vec<Route>, WriteError> {
    routes.sort();
    let mut problems = Vec::new();
    let mut files: BTreeMap<Cow<'_, str>, &Route> = BTreeMap::new();
    for route in &routes {
        if !is_writable(route.as_str()) {
            problems.push(unwritable(target, route));
        } else if let Some(other) = files.insert(collision_key(route.as_str()), route) {
            problems.push(collision(target, other.as_str(), route.as_str()));
        }
    }
    let mut folders: BTreeMap<Cow<'_, str>, &str> = BTreeMap::new();
    // The last path whose folders are no problem: what it shares with the next need not be looked at again.
    let mut fitting = "";
    for route in files.values() {
        let known_problems = problems.len();
        for folder in folders_of(route.as_str()).filter(|folder| !is_above(folder, fitting)) {
            let key = collision_key(folder);
            if let Some(file) = files.get(&key) {
                problems.push(collision(target, file.as_str(), route.as_str()));
            }
            let known = folders.entry(key).or_insert(folder);
            if *known != folder {
                problems.push(collision(target, known, route.as_str()));
            }
        }
        fitting = if problems.len() == known_problems { route.as_str() } else { "" };
    }
    if problems.is_empty() { Ok(routes) } else { Err(WriteError::Refused(problems)) }
}

/// The folders above a path, the outermost first: `a`, `a/b` for `a/b/c`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The folders above sorted paths, each once, and after those that hold it.
pub(super) fn folders_of_all<'p>(sorted: impl Iterator<Item = &'p str>) -> impl Iterator<Item = &'p str> {
    // What lies in a folder stands together.
    sorted
        .scan("", |before, path| Some((std::mem::replace(before, path), path)))
        .flat_map(|(before, path)| folders_of(path).filter(move |folder| !is_above(folder, before)))
}

fn is_above(folder: &str, path: &str) -> bool {
    path.as_bytes().get(folder.len()) == Some(&b'/') && path.starts_with(folder)
}

/// Whether a path stays in its folder, is a name on every system, and is not our own.
pub(super) fn is_writable(path: &str) -> bool {
    let is_name = |name: &str| {
        !matches!(name, "" | "." | "..") && !name.chars().any(|c| matches!(c, '\\' | ':') || c.is_control())
    };
    let is_own = path.get(..OWN.len()).is_some_and(|start| start.eq_ignore_ascii_case(OWN));
    path.split('/').all(is_name) && !is_own
}

fn unwritable(target: &Target<'_>, route: &Route) -> Diagnostic {
    let name = target.name(route.as_str());
    Diagnostic::nowhere(
        &UNWRITABLE_ROUTE,
        words!("“{name}”不能作为输出文件的路径", "`{name}` cannot be the path of an output file"),
    )
    .help(words!("请改名", "rename it"))
}

fn collision(target: &Target<'_>, one: &str, other: &str) -> Diagnostic {
    let (one, other) = (target.name(one), target.name(other));
    Diagnostic::nowhere(
        &OUTPUT_COLLISION,
        words!("“{one}”与“{other}”不能同时写入", "`{one}` and `{other}` cannot both be written"),
    )
    .help(words!("请用 slug 给其中一个改名", "give one of them another `slug`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::store::MemoryStore;

    fn problems(routes: &[&str]) -> Vec<String> {
        let store = MemoryStore::default();
        let target = Target { store: &store, output: "public" };
        let routes = routes.iter().map(|route| serde_json::from_value((*route).into()).unwrap()).collect();
        match check(&target, routes) {
            Ok(_) => Vec::new(),
            Err(error) => error.into_diagnostics().into_iter().map(|found| found.message.en).collect(),
        }
    }

    #[test]
    fn routes_that_fit_are_sorted() {
        let store = MemoryStore::default();
        let target = Target { store: &store, output: "public" };
        let routes = ["b", "a/x", "a/b/c", "a-b"].map(Route::file).to_vec();
        let sorted = check(&target, routes).unwrap();
        assert_eq!(sorted, ["a-b", "a/b/c", "a/x", "b"].map(Route::file));
    }

    #[test]
    fn folders_are_named_once_after_those_that_hold_them() {
        let mut paths = ["a/b/c", "a/b/d", "a-b/x", "a/b.c/x", "a/x", "ab/x", "x"];
        paths.sort_unstable();
        let folders: Vec<&str> = folders_of_all(paths.into_iter()).collect();
        assert_eq!(folders, ["a-b", "a", "a/b.c", "a/b", "ab"]);
    }

    #[test]
    fn every_file_below_a_file_is_named() {
        assert_eq!(problems(&["a", "a/b", "a/c", "b/c", "b/d"]).len(), 2);
        assert_eq!(problems(&["P/a", "p/b", "p/c", "q/a", "q/b"]).len(), 2);
    }

    #[test]
    fn what_one_folder_cannot_hold_is_named() {
        let both =
            |one: &str, other: &str| format!("`public/{one}` and `public/{other}` cannot both be written");
        assert_eq!(problems(&["a", "a"]), [both("a", "a")]);
        assert_eq!(problems(&["A.html", "a.html"]), [both("A.html", "a.html")]);
        assert_eq!(problems(&["caf\u{e9}", "cafe\u{301}"]), [both("cafe\u{301}", "caf\u{e9}")]);
        assert_eq!(problems(&["a", "a/b/c"]), [both("a", "a/b/c")]);
        assert_eq!(problems(&["A", "a/b"]), [both("A", "a/b")]);
        assert_eq!(problems(&["P/a", "p/b"]), [both("P", "p/b")]);
    }

    #[test]
    fn every_problem_is_told() {
        assert_eq!(problems(&["a", "a", "b", "B", "../c"]).len(), 3);
    }

    #[test]
    fn paths_that_are_no_files_of_the_folder_are_named() {
        for path in [
            "",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            "a\\b",
            "c:",
            "a/b:c",
            "a\0",
            "a\n",
            ".fengcai-tmp/x",
        ] {
            assert_eq!(problems(&[path]).len(), 1, "{path:?}");
        }
        for path in ["a", "...", ".well-known/x", "a b", "案例/甲.html", ".fengcai", "x/.fengcai-y"] {
            assert!(problems(&[path]).is_empty(), "{path:?}");
        }
    }
}
