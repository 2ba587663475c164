//! A headless browser with a profile of its own, closed when it is dropped.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use url::Url;

use super::connection::{Connection, PATIENCE};
use super::find;
use super::tab::Tab;

const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--disable-quic",
    // A telephone's scroll bars take no room.
    "--hide-scrollbars",
    // Containers have little memory to share.
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
];

/// The line on standard error that tells where the browser listens begins so.
const LISTENING: &str = "DevTools listening on ";

/// A running browser.
pub(crate) struct Browser {
    child: Child,
    /// Where the browser itself listens; its tabs stand beside it.
    address: Url,
    connection: Connection,
    /// Removed after the browser has ended.
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts the browser of this machine. Where there is none, the test says that it is skipped, or
    /// fails if `FENGCAI_REQUIRE_BROWSER=1` asks for one.
    pub(crate) fn start() -> Option<Browser> {
        let browser = Browser::if_any();
        if browser.is_none() {
            skip();
        }
        browser
    }

    /// Starts the browser of this machine, if there is one.
    pub(crate) fn if_any() -> Option<Browser> {
        find::browser().map(|program| Browser::run(&program))
    }

    fn run(program: &Path) -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("`{}` does not start: {error}", program.display()));
        let lines = lines(&mut child);
        let address = listening(&lines).unwrap_or_else(|heard| {
            let _ = child.kill();
            panic!("`{}` does not listen; it said:\n{heard}", program.display())
        });
        let connection = Connection::open(address.as_str()).unwrap();
        Browser { child, address, connection, _profile: profile }
    }

    /// Opens an empty tab. It stays open as long as the browser.
    pub(crate) fn tab(&mut self) -> Tab {
        let made = self.connection.call("Target.createTarget", json!({ "url": "about:blank" })).unwrap();
        let mut address = self.address.clone();
        address.set_path(&format!("devtools/page/{}", made["targetId"].as_str().unwrap()));
        Tab::attach(address.as_str())
    }
}

impl Drop for Browser {
    /// Asks the browser to close, so that its helpers end too and leave the profile alone; one that
    /// does not is killed.
    fn drop(&mut self) {
        let _ = self.connection.call("Browser.close", json!({}));
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(5) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads all that a browser says, as long as it runs: a full pipe would stop it.
fn lines(child: &mut Child) -> Receiver<String> {
    let errors = BufReader::new(child.stderr.take().expect("standard error is piped"));
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in errors.lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}

/// Waits for the line that tells where the browser listens; else gives what it said in its place.
fn listening(lines: &Receiver<String>) -> Result<Url, String> {
    let (mut heard, start) = (Vec::new(), Instant::now());
    while let Ok(line) = lines.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
        match line.strip_prefix(LISTENING) {
            Some(address) => return Url::parse(address.trim()).map_err(|error| error.to_string()),
            None => heard.push(line),
        }
    }
    Err(heard.join("\n"))
}

fn skip() {
    let asked = std::env::var_os("FENGCAI_REQUIRE_BROWSER").is_some_and(|value| value == "1");
    assert!(!asked, "no Chromium, Chrome or Edge was found, and FENGCAI_REQUIRE_BROWSER=1 asks for one");
    let thread = thread::current();
    let name = thread.name().unwrap_or("a test");
    // Straight to the stream, because the runner hides what a passing test prints.
    let _ = writeln!(
        std::io::stderr(),
        "\nSKIPPED {name}: no Chromium, Chrome or Edge was found; CHROME=PATH names one"
    );
}
