//! What a process holds, as Linux tells of it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::cli::serve::Server;

/// How long a server may take to let go of what it does not need. Threads that wait for work go after ten
/// seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a process holds.
#[derive(Clone, Debug)]
pub(super) struct Holdings {
    /// Memory, in KiB.
    pub(super) memory: usize,
    /// Open files and connections.
    pub(super) files: usize,
    /// Threads.
    pub(super) threads: usize,
    /// Folders of whose changes it asks to be told.
    pub(super) watches: usize,
}

impl Holdings {
    /// What a server holds; nothing is known where the system is not Linux.
    pub(super) fn of(server: &Server) -> Option<Holdings> {
        let process = PathBuf::from(format!("/proc/{}", server.id()));
        let status = std::fs::read_to_string(process.join("status")).ok()?;
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        let mut watches = 0;
        let mut files = 0;
        for file in std::fs::read_dir(process.join("fdinfo")).ok()?.flatten() {
            // One that is closed meanwhile has no watches any more.
            let text = std::fs::read_to_string(file.path()).unwrap_or_default();
            watches += text.lines().filter(|line| line.starts_with("inotify ")).count();
            files += 1;
        }
        Some(Holdings { memory: number("VmRSS:")?, files, threads: number("Threads:")?, watches })
    }

    /// What a server holds as soon as a condition is met.
    pub(super) fn until(server: &Server, is_met: impl Fn(&Holdings) -> bool) -> Option<Holdings> {
        let begun = Instant::now();
        loop {
            let now = Holdings::of(server)?;
            if is_met(&now) {
                return Some(now);
            }
            assert!(begun.elapsed() < PATIENCE, "it keeps {now:?}");
            std::thread::yield_now();
        }
    }

    /// The threads of a server that has nothing to do: the first, one that follows the files, one that the
    /// system tells of them, and of the two pools one thread a core each.
    pub(super) fn least_threads() -> usize {
        3 + 2 * std::thread::available_parallelism().unwrap().get()
    }
}
