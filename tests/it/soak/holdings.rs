//! What a process holds, as Linux tells of it.

use std::path::{Path, PathBuf};
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
    /// Those of them that are connections with somebody.
    pub(super) connections: usize,
    /// Those of them that are files and folders on disk, which it reads just now.
    pub(super) read: usize,
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
        let own = own_sockets(&process)?;
        let handles = handles(&process)?;
        // What whoever runs the tests holds open, such as a lock, is handed down to every process.
        let handed_down = self::handles(Path::new("/proc/self"))?;
        let is_on_disk = |name: &&String| {
            name.starts_with('/') && !name.starts_with("/dev/") && !handed_down.contains(name)
        };
        let is_connection = |name: &&String| name.starts_with("socket:") && !own.contains(name);
        Some(Holdings {
            memory: number("VmRSS:")?,
            files: handles.len(),
            connections: handles.iter().filter(is_connection).count(),
            read: handles.iter().filter(is_on_disk).count(),
            threads: number("Threads:")?,
            watches: watches(&process)?,
        })
    }

    /// What a server holds as soon as nobody is connected and it reads nothing. Who has read an answer to its
    /// end may still be connected for a moment: the server says farewell before it closes. And once it watches
    /// its files it looks at all of them again, while it serves already.
    pub(super) fn alone(server: &Server) -> Option<Holdings> {
        Holdings::until(server, "no connection and no file", |now| now.connections == 0 && now.read == 0)
    }

    /// What a server holds as soon as a condition is met, which the words tell to who waited in vain.
    pub(super) fn until(
        server: &Server,
        wanted: &str,
        is_met: impl Fn(&Holdings) -> bool,
    ) -> Option<Holdings> {
        let begun = Instant::now();
        loop {
            let now = Holdings::of(server)?;
            if is_met(&now) {
                return Some(now);
            }
            assert!(begun.elapsed() < PATIENCE, "{wanted} was wanted, it keeps {now:?}");
            std::thread::yield_now();
        }
    }

    /// The threads of a server that has nothing to do: the first, one that follows the files, one that the
    /// system tells of them, and of the two pools one thread a core each.
    pub(super) fn least_threads() -> usize {
        3 + 2 * std::thread::available_parallelism().unwrap().get()
    }
}

/// Folders of whose changes a process asks to be told.
fn watches(process: &Path) -> Option<usize> {
    let infos = std::fs::read_dir(process.join("fdinfo")).ok()?.flatten();
    // One that is closed meanwhile has no watches any more.
    let text = |info: std::fs::DirEntry| std::fs::read_to_string(info.path()).unwrap_or_default();
    let count = |text: String| text.lines().filter(|line| line.starts_with("inotify ")).count();
    Some(infos.map(text).map(count).sum())
}

/// What the handles of a process lead to, as Linux names it: a path, or a kind with a number.
fn handles(process: &Path) -> Option<Vec<String>> {
    let links = std::fs::read_dir(process.join("fd")).ok()?.flatten();
    // One that is closed meanwhile leads nowhere.
    let name =
        |link: std::fs::DirEntry| std::fs::read_link(link.path()).ok()?.into_os_string().into_string().ok();
    Some(links.filter_map(name).collect())
}

/// Those sockets of a process that are no connections with others: its own, and the doors that it listens at.
/// A connection cannot be looked up itself, for one that was ended and is not closed yet stands in no table.
fn own_sockets(process: &Path) -> Option<Vec<String>> {
    let read = |name: &str| std::fs::read_to_string(process.join("net").join(name));
    let column = |line: &str, at: usize| line.split_whitespace().nth(at).unwrap_or_default().to_owned();
    // The columns are those of proc_pid_net(5): of the first the fourth is the state, in which 0A is to listen,
    // and the tenth the inode; of the second the seventh.
    let (tcp, unix) = (read("tcp").ok()?, read("unix").ok()?);
    let doors = tcp.lines().filter(|line| column(line, 3) == "0A").map(|line| column(line, 9));
    let pairs = unix.lines().map(|line| column(line, 6));
    Some(doors.chain(pairs).map(|inode| format!("socket:[{inode}]")).collect())
}
