//! The DevTools protocol: calls and their answers, and a log of all events, over one WebSocket.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};
use url::Url;

/// How long anything may take. Only a test that fails waits so long.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Something that the browser told without being asked.
pub(super) struct Event {
    /// Its name, such as `Page.frameNavigated`.
    pub(super) method: String,
    /// What it tells.
    pub(super) params: Value,
}

/// A line to the browser itself or to one of its tabs.
pub(super) struct Connection {
    socket: WebSocket<TcpStream>,
    calls: u64,
    /// Every event so far, in order.
    pub(super) events: Vec<Event>,
}

impl Connection {
    /// Connects to a `ws://` address.
    pub(super) fn open(address: &str) -> Result<Connection, String> {
        let url = Url::parse(address).map_err(said)?;
        let places = url.socket_addrs(|| None).map_err(said)?;
        let stream = TcpStream::connect(&*places).map_err(said)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(said)?;
        stream.set_nodelay(true).map_err(said)?;
        let (socket, _) = tungstenite::client(address, stream).map_err(said)?;
        Ok(Connection { socket, calls: 0, events: Vec::new() })
    }

    /// Calls a method and waits for its answer.
    pub(super) fn call(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.calls += 1;
        let call = json!({ "id": self.calls, "method": method, "params": params });
        self.socket.send(Message::text(call.to_string())).map_err(said)?;
        loop {
            let Some(mut answer) = self.read()? else { continue };
            if answer["id"] == self.calls {
                return match answer.get("error") {
                    Some(error) => Err(format!("{method}: {error}")),
                    None => Ok(answer["result"].take()),
                };
            }
        }
    }

    /// The first event from `since` on that is wanted; waits for it.
    pub(super) fn event(&mut self, since: usize, wanted: impl Fn(&Event) -> bool) -> Result<&Event, String> {
        let (mut seen, start) = (since, Instant::now());
        loop {
            if let Some(after) = self.events[seen..].iter().position(&wanted) {
                return Ok(&self.events[seen + after]);
            }
            if start.elapsed() > PATIENCE {
                return Err("the awaited event did not come".to_owned());
            }
            seen = self.events.len();
            self.read()?;
        }
    }

    /// Reads one message: an answer is handed on, an event goes to the log.
    fn read(&mut self) -> Result<Option<Value>, String> {
        let Message::Text(text) = self.socket.read().map_err(said)? else { return Ok(None) };
        let mut message: Value = serde_json::from_str(&text).map_err(said)?;
        let Some(method) = message["method"].as_str().map(str::to_owned) else { return Ok(Some(message)) };
        self.events.push(Event { method, params: message["params"].take() });
        Ok(None)
    }
}

fn said(error: impl ToString) -> String {
    error.to_string()
}
