//! Shows a site in a browser while it is written.
//!
//! The plan lives in memory, and a page is made when somebody asks for it. `watch` hears of changed
//! files, `follow` has the site planned anew, `shown` lets the last good version of a broken file stand
//! in for it, and each open page has a `sessions` that tells it what became of it and in what `standing`
//! its text is; the script of the page (`client/`) does to the document what differs, and keeps a bar
//! below it. Knows the pipeline, prints nothing, and reads nothing but what the plan reads.

mod address;
mod answer;
mod connections;
mod decorate;
mod edits;
mod faults;
mod follow;
mod hidden;
mod lan;
mod qr;
mod recent;
mod sessions;
mod shown;
mod standing;
#[cfg(test)]
mod testing;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use crate::base::files::disk;
use follow::Follower;

pub use address::base_path;
pub use answer::{Answer, Dress, Preview};
pub use follow::{Cause, Listener, Told, Way};
pub use lan::lan;
pub use qr::Code;

/// How many ports after the wanted one are tried.
const TRIES: u16 = 100;

/// An open door: where it is, and the socket behind it.
#[derive(Debug)]
pub struct Door {
    /// The address that browsers reach it at.
    pub address: SocketAddr,
    listener: TcpListener,
}

/// Opens `port` on `host`, or the next free one. Port 0 takes any that is free. The error is that of
/// the wanted port.
pub fn open(host: IpAddr, port: u16) -> io::Result<Door> {
    let first = match door(host, port) {
        Err(error) if is_taken(&error) => error,
        other => return other,
    };
    let next = (1..=TRIES).map_while(|step| port.checked_add(step));
    next.map(|port| door(host, port)).find_map(Result::ok).ok_or(first)
}

fn door(host: IpAddr, port: u16) -> io::Result<Door> {
    let listener = TcpListener::bind((host, port))?;
    Ok(Door { address: listener.local_addr()?, listener })
}

/// Windows keeps ranges of ports for itself and answers that they are forbidden.
fn is_taken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrInUse
        || cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied
}

/// A preview that is to follow the files of its site.
pub struct Live {
    preview: Arc<Preview>,
    follower: Follower,
    way: Way,
}

/// A preview that follows the files of the site at `root` in the given `way` while it runs; `listener` hears
/// what there is to tell.
pub fn following(preview: Preview, root: &Path, way: Way, listener: Listener) -> Live {
    let preview = Arc::new(preview);
    let follower = Follower::new(preview.clone(), disk::without_links(root), listener);
    Live { preview, follower, way }
}

/// Answers requests and follows the files until the user interrupts, then ends at once.
pub fn run(door: Door, live: Live) -> io::Result<()> {
    let Live { preview, follower, way } = live;
    let (end, ended) = channel::<()>();
    std::thread::Builder::new().name("follow".to_owned()).spawn(move || follower.follow(way, &ended))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(connections::serve(door.listener, preview));
    drop(end);
    runtime.shutdown_background();
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let host = IpAddr::from([127, 0, 0, 1]);
        let first = open(host, 0).unwrap();
        let second = open(host, first.address.port()).unwrap();
        assert!(second.address.port() > first.address.port());
        assert_eq!(second.address.ip(), host);
    }
}
