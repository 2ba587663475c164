//! Pages that are open for a while: some listen, some do not, some say farewell and some are just gone.

use std::net::TcpStream;

use tungstenite::WebSocket;

use super::corpus::Dice;
use super::writer::CASES;
use crate::cli::serve::Server;

/// Pages that are open at once, at most; fewer than the server takes.
const MOST: usize = 12;

/// All open pages.
pub(super) struct Visitors<'a> {
    server: &'a Server,
    open: Vec<Visitor>,
}

struct Visitor {
    socket: WebSocket<TcpStream>,
    /// One that listens not, as a browser in a laptop that is closed.
    is_deaf: bool,
}

impl<'a> Visitors<'a> {
    pub(super) fn of(server: &'a Server) -> Visitors<'a> {
        Visitors { server, open: Vec::new() }
    }

    /// Some come, some go, the others hear what there is.
    pub(super) fn stroll(&mut self, dice: &mut Dice) {
        match dice.below(4) {
            0 | 1 if self.open.len() < MOST => self.open.push(Visitor::come(self.server, dice)),
            2 if !self.open.is_empty() => {
                let mut leaving = self.open.swap_remove(dice.below(self.open.len()));
                // Half of them say so.
                if dice.below(2) == 0 {
                    let _ = leaving.socket.close(None);
                    let _ = leaving.socket.flush();
                }
            }
            _ => drop(self.server.get(&format!("/cases/case-{:05}/", dice.below(CASES)))),
        }
        self.open.iter_mut().filter(|visitor| !visitor.is_deaf).for_each(Visitor::listen);
    }
}

impl Visitor {
    fn come(server: &Server, dice: &mut Dice) -> Visitor {
        let path = match dice.below(3) {
            0 => "/".to_owned(),
            1 => "/nowhere/".to_owned(),
            _ => format!("/cases/case-{:05}/", dice.below(CASES)),
        };
        let stream = TcpStream::connect(&server.address).unwrap();
        let address = format!("ws://{}/.fengcai-preview/live?path={path}&version=0", server.address);
        let (socket, _) = tungstenite::client(address, stream).unwrap();
        socket.get_ref().set_nonblocking(true).unwrap();
        Visitor { socket, is_deaf: dice.below(6) == 0 }
    }

    /// Reads all that has come.
    fn listen(&mut self) {
        while self.socket.read().is_ok() {}
    }
}
