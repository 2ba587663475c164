//! How long a whole build takes beside a bare program that reads, parses, prints and writes the same
//! pages and does nothing else: `cargo bench --bench build [-- CASES]`.
//!
//! Where there is a `hugo`, it builds the same cases beside, see [`hugo`].
//!
//! Both run as whole processes, in turn, on a memory disk where there is one; the ratio of each pair is
//! printed, so that the machine's mood does not count. The bare program is this file run again, see
//! [`bare`].
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark works on the real disk, prints its figures and may fail loudly"
)]

mod bare;
mod corpus;
mod hugo;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Pairs that count; one more comes first and does not.
const PAIRS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == "bare") {
        return bare::run(Path::new(&arguments[1]), Path::new(&arguments[2]), Path::new(&arguments[3]));
    }
    let count = arguments.first().and_then(|text| text.parse().ok()).unwrap_or(1000);
    let folder = tempfile::tempdir_in(memory_disk()).unwrap();
    let root = folder.path().join("site");
    corpus::write_site(&root, count, "light").unwrap();
    light_theme(&root.join("themes/light"));
    against_bare(folder.path(), &root, count);
    if hugo::is_there() {
        let theirs = folder.path().join("hugo-site");
        hugo::write_site(&theirs, count);
        let (ours, output) = (folder.path().join("ours"), folder.path().join("theirs"));
        let pairs =
            in_turn(|| fengcai(&root, &ours), || hugo_build(&theirs, &output), || clear(&[&ours, &output]));
        timed(&mut fengcai(&root, &ours));
        timed(&mut hugo_build(&theirs, &output));
        let (own, others) = (bare::files(&ours).len(), bare::files(&output).len());
        report(&format!("{count} cases: fengcai ({own} files) beside hugo ({others} files)"), "hugo", &pairs);
    }
}

fn against_bare(folder: &Path, root: &Path, count: usize) {
    let (ours, theirs, list) = (folder.join("ours"), folder.join("theirs"), folder.join("list"));
    timed(&mut fengcai(root, &ours));
    std::fs::write(&list, bare::listing(&ours)).unwrap();
    let bare = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("bare").arg(root).arg(&theirs).arg(&list);
        command
    };
    timed(&mut bare());
    let (files, share) = (bare::files(&ours).len(), bare::share(&ours, &theirs));
    clear(&[&ours, &theirs]);
    let pairs = in_turn(|| fengcai(root, &ours), bare, || clear(&[&ours, &theirs]));
    report(
        &format!(
            "{count} cases, {files} files: fengcai beside a bare program that wrote {share} % of the bytes"
        ),
        "bare",
        &pairs,
    );
}

fn fengcai(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengcai"));
    command.args(["--quiet", "--root"]).arg(root);
    command.args(["build", "--today", "2026-11-20", "--output"]).arg(output);
    command
}

fn hugo_build(root: &Path, output: &Path) -> Command {
    let mut command = Command::new("hugo");
    command.arg("--quiet").arg("--source").arg(root).arg("--destination").arg(output);
    command
}

fn clear(folders: &[&PathBuf]) {
    for folder in folders.iter().filter(|folder| folder.exists()) {
        std::fs::remove_dir_all(folder).unwrap();
    }
}

/// Times both in turn, each from a clean start.
fn in_turn(
    ours: impl Fn() -> Command,
    theirs: impl Fn() -> Command,
    clear: impl Fn(),
) -> Vec<(Duration, Duration)> {
    let pair = |_| {
        let pair = (timed(&mut ours()), timed(&mut theirs()));
        clear();
        pair
    };
    (0..=PAIRS).map(pair).skip(1).collect()
}

fn report(title: &str, other: &str, pairs: &[(Duration, Duration)]) {
    let mut ratios: Vec<f64> = pairs.iter().map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "{title}: ratio median {:.2}, from {:.2} to {:.2} over {PAIRS} pairs",
        ratios[PAIRS / 2],
        ratios[0],
        ratios[PAIRS - 1]
    );
    for (ours, theirs) in pairs {
        let (ours, theirs) = (ours.as_secs_f64() * 1e3, theirs.as_secs_f64() * 1e3);
        println!("  fengcai {ours:6.0} ms, {other} {theirs:6.0} ms");
    }
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().unwrap();
    let elapsed = start.elapsed();
    assert!(status.success());
    elapsed
}

fn memory_disk() -> PathBuf {
    let shared = PathBuf::from("/dev/shm");
    if shared.is_dir() { shared } else { std::env::temp_dir() }
}

/// The theme that tests use: a few lines a page.
fn light_theme(folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/theme");
    let mut open = vec![source.clone()];
    while let Some(from) = open.pop() {
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let to = folder.join(path.strip_prefix(&source).unwrap());
            if path.is_dir() {
                open.push(path);
            } else {
                std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                std::fs::copy(&path, to).unwrap();
            }
        }
    }
}
