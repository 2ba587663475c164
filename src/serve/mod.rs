//! Shows a planned site in a browser: a request runs the job of its route. Knows the pipeline, prints
//! nothing, and reads nothing but what the plan reads.

mod address;
mod answer;
mod connections;
mod faults;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

pub use address::base_path;
pub use answer::{Opener, Preview};

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

/// Answers requests until the user interrupts, then ends at once.
pub fn run(door: Door, preview: Preview) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(connections::serve(door.listener, Arc::new(preview)));
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
