//! How long a whole build takes beside a bare program that reads, parses, prints and writes the same
//! pages and does nothing else: `cargo bench --bench build [-- CASES]`.
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
    compare(count);
}

fn compare(count: usize) {
    let folder = tempfile::tempdir_in(memory_disk()).unwrap();
    let root = folder.path().join("site");
    corpus::write_site(&root, count, "light").unwrap();
    light_theme(&root.join("themes/light"));
    let (ours, theirs, list) =
        (folder.path().join("ours"), folder.path().join("theirs"), folder.path().join("list"));
    let mut ratios = Vec::new();
    let mut times = Vec::new();
    let mut share = 0;
    for pair in 0..=PAIRS {
        let fengcai = timed(
            Command::new(env!("CARGO_BIN_EXE_fengcai"))
                .args(["--quiet", "--root"])
                .arg(&root)
                .args(["build", "--today", "2026-11-20", "--output"])
                .arg(&ours),
        );
        if pair == 0 {
            std::fs::write(&list, bare::listing(&ours)).unwrap();
        }
        let bare = timed(
            Command::new(std::env::current_exe().unwrap()).arg("bare").arg(&root).arg(&theirs).arg(&list),
        );
        share = bare::share(&ours, &theirs);
        std::fs::remove_dir_all(&ours).unwrap();
        std::fs::remove_dir_all(&theirs).unwrap();
        if pair > 0 {
            ratios.push(fengcai.as_secs_f64() / bare.as_secs_f64());
            times.push((fengcai, bare));
        }
    }
    ratios.sort_by(f64::total_cmp);
    let pages = std::fs::read_to_string(&list).unwrap().lines().count();
    println!(
        "{count} cases, {pages} files: ratio median {:.2}, from {:.2} to {:.2} over {PAIRS} pairs; the bare \
         program wrote {share} % of the bytes",
        ratios[PAIRS / 2],
        ratios[0],
        ratios[PAIRS - 1]
    );
    for (fengcai, bare) in times {
        println!(
            "  fengcai {:6.0} ms, bare {:6.0} ms",
            fengcai.as_secs_f64() * 1e3,
            bare.as_secs_f64() * 1e3
        );
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
