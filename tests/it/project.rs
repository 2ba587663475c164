//! The project's own site, built once for all tests that look at its output.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use crate::sites::below;

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A built site in a folder of its own.
pub(crate) struct Built {
    folder: PathBuf,
    /// Held until the process ends, so that no other run of the tests builds there.
    _lock: File,
}

impl Built {
    /// The output folder.
    pub(crate) fn output(&self) -> &Path {
        &self.folder
    }
}

/// The project's own site, built with the program itself. What is shared by all tests is never dropped, so
/// it stands in one folder for all runs, which each clears before it builds.
pub(crate) fn built_site() -> &'static Built {
    static SITE: OnceLock<Built> = OnceLock::new();
    SITE.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let lock = File::create(target.join("built-site.lock")).unwrap();
        lock.lock().unwrap();
        let folder = target.join("built-site");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).unwrap();
        }
        let output = build(root(), &folder, &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        Built { folder, _lock: lock }
    })
}

/// Runs `fengcai build` on a site into an output folder.
pub(crate) fn build(root: &Path, output: &Path, arguments: &[&str]) -> Output {
    fengcai(root)
        .arg("build")
        .arg("--output")
        .arg(output)
        .args(["--today", "2026-11-20"])
        .args(arguments)
        .output()
        .unwrap()
}

/// The program, in English, at work on the site below `root`.
pub(crate) fn fengcai(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengcai"));
    command.arg("--root").arg(root).args(["--lang", "en"]);
    command
}

/// Every file below a folder with its bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    below(folder)
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (name, std::fs::read(&file).unwrap())
        })
        .collect()
}

/// Copies the project's site (not its sources) to a folder where a test may change it.
pub(crate) fn copy_of_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("site.yaml"), &folder.path().join("site.yaml"));
    for file in below(&root().join("content")) {
        let below: PathBuf = file.strip_prefix(root()).unwrap().to_owned();
        copy(&file, &folder.path().join(below));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(from, to).unwrap();
}
