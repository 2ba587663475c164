//! A preview server as a process of its own, ours or that of Hugo, and what it answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The pause between two questions: asking without one would take a core from the server.
const PAUSE: Duration = Duration::from_millis(1);

/// A running server, stopped when it is dropped.
pub(crate) struct Server {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Our own preview of the site at `root`.
    pub(crate) fn fengcai(root: &Path) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fengcai"));
        command.arg("--root").arg(root).args(["serve", "--port", "0"]);
        let mut child = spawn(command.stdout(Stdio::piped()));
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Server { child, address }
    }

    /// Hugo's preview of its site at `root`, on a port that was free a moment ago.
    pub(crate) fn hugo(root: &Path) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("hugo");
        command.args(["server", "--bind", "127.0.0.1", "--port", &port.to_string(), "--source"]).arg(root);
        Server { child: spawn(command.stdout(Stdio::null())), address: format!("127.0.0.1:{port}") }
    }

    /// What stands at a path; nothing while nobody listens.
    pub(crate) fn get(&self, path: &str) -> String {
        let Ok(mut stream) = TcpStream::connect(&self.address) else { return String::new() };
        let host = &self.address;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nFengcai-Plain: 1\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks again and again until the answer holds a text.
    pub(crate) fn until(&self, path: &str, text: &str) {
        let begun = Instant::now();
        while !self.get(path).contains(text) {
            assert!(begun.elapsed() < PATIENCE, "`{text}` is never served at {path}");
            std::thread::sleep(PAUSE);
        }
    }

    /// The most memory that the server held, in MB.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
    }
}

fn spawn(command: &mut Command) -> Child {
    command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}
