//! How soon a saved text is served: `cargo bench --bench preview [-- CASES…]`, 1,000 and 10,000 by default.
//!
//! The server runs as a process of its own. A case is edited through the file system; the time from the end
//! of the write to the answer that holds the edit is taken over plain HTTP, with the quiet window in which
//! the server waits for more changes.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark works on the real disk, prints its figures and may fail loudly"
)]

mod corpus;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Edits that are timed.
const EDITS: usize = 40;

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    for count in if counts.is_empty() { vec![1_000, 10_000] } else { counts } {
        measure(count);
    }
}

fn measure(count: usize) {
    let folder = tempfile::tempdir().unwrap();
    corpus::write_site(folder.path(), count, "sujian").unwrap();
    std::fs::write(folder.path().join("site.yaml"), "title: 基准站\ntheme: sujian\n").unwrap();
    let begun = Instant::now();
    let server = Server::start(folder.path());
    assert!(server.get("/").contains("基准站"));
    let first = begun.elapsed();
    let mut times: Vec<Duration> = (0..EDITS).map(|edit| server.edit(folder.path(), edit, count)).collect();
    times.sort();
    println!(
        "{count} cases: first page {} ms; from save to served page median {} ms, p95 {} ms over {EDITS} edits; \
         peak memory {} MB",
        first.as_millis(),
        times[EDITS / 2].as_millis(),
        times[EDITS * 95 / 100].as_millis(),
        server.peak_memory().map_or_else(|| "unknown".to_owned(), |kib| (kib / 1024).to_string())
    );
}

struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(root: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fengcai"))
            .arg("--root")
            .arg(root)
            .args(["serve", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Server { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nFengcai-Plain: 1\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Edits the text of a case and asks until it is there.
    fn edit(&self, root: &Path, edit: usize, count: usize) -> Duration {
        let number = edit * 37 % count;
        let sign = format!("第{edit}次修改");
        let text = corpus::case(number, count).replacen("。\n\n", &format!("。{sign}。\n\n"), 1);
        std::fs::write(root.join(format!("content/cases/case-{number:05}.md")), text).unwrap();
        let saved = Instant::now();
        while !self.get(&format!("/cases/case-{number:05}/")).contains(&sign) {
            assert!(saved.elapsed() < Duration::from_secs(60), "the edit is never served");
        }
        saved.elapsed()
    }

    /// The most memory that the server held, in KiB.
    fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}
