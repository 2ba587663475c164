//! Where a browser stands on this machine.

use std::ffi::OsString;
use std::path::PathBuf;

/// Names on the search path.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
];

/// Places of applications on macOS.
const APPLICATIONS: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Folders of programs on Windows, by the variables that name them, and places below them.
const PROGRAM_FOLDERS: &[&str] = &["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
const PROGRAMS: &[&str] = &[
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// The browser that `CHROME` names, else the first of the usual ones. An empty `CHROME` means none.
pub(super) fn browser() -> Option<PathBuf> {
    match std::env::var_os("CHROME") {
        Some(named) if named.is_empty() => None,
        Some(named) => Some(named_by_user(named)),
        None => usual().find(|path| path.is_file()),
    }
}

/// A name that leads nowhere is a slip; another browser in its place would hide it.
fn named_by_user(named: OsString) -> PathBuf {
    let path = PathBuf::from(named);
    assert!(path.is_file(), "CHROME names `{}`, which is no file", path.display());
    path
}

fn usual() -> impl Iterator<Item = PathBuf> {
    let search = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&search).collect();
    let on_path =
        NAMES.iter().flat_map(move |name| folders.clone().into_iter().map(move |folder| folder.join(name)));
    let applications = APPLICATIONS.iter().map(PathBuf::from);
    let programs = PROGRAM_FOLDERS
        .iter()
        .filter_map(std::env::var_os)
        .flat_map(|folder| PROGRAMS.iter().map(move |program| PathBuf::from(&folder).join(program)));
    on_path.chain(applications).chain(programs)
}
