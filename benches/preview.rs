//! How soon a saved text is shown: `cargo bench --bench preview [-- CASES…]`, 1,000 and 10,000 by default.
//!
//! The server runs as a process of its own. A case is edited through the file system, and two times are
//! taken from the end of the write, both with the quiet window in which a server waits for more changes: to
//! the answer that holds the edit, over plain HTTP; and to the moment when the edit stands in the document
//! of a page that is open in a real browser, as an observer in the page notes it (what is painted after that
//! is the browser's affair). Where there is no browser, the second is left out.
//!
//! Where there is a `hugo`, `hugo server` with its default settings shows the same cases, see [`hugo`], and
//! is measured in the same way after ours, alone on the machine. Its page loads anew with each edit; while it
//! does, it may miss the next, which is counted apart.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark works on the real disk, prints its figures and may fail loudly"
)]

mod corpus;
#[path = "../tests/devtools/mod.rs"]
mod devtools;
mod hugo;
mod server;

use std::cell::OnceCell;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use devtools::{Browser, Tab};
use server::Server;

/// Edits that are timed in each way.
const EDITS: usize = 40;

/// Starts that are timed, of which the one in the middle counts: while a site that was just written goes to
/// the disk, a start may take half as long again.
const STARTS: usize = 5;

/// How long an edit may take to be seen in the browser.
const PATIENCE: Duration = Duration::from_secs(15);

/// The pause of a writer before an edit, in milliseconds: at least the first, and by chance up to the second
/// longer, so that a server that looks at its files twice a second is not always met at the same moment.
const PAUSE: (usize, usize) = (500, 500);

/// The case whose page is open in the browser.
const OPEN: usize = 7;

/// Notes when an edit stands in the document for the first time, in milliseconds since 1970. The note
/// outlives a page that is loaded anew.
const OBSERVER: &str = "new MutationObserver(() => {
    const at = Date.now();
    for (const [sign] of document.documentElement.textContent.matchAll(/第\\d+次修改/g))
        if (!sessionStorage.getItem(sign)) sessionStorage.setItem(sign, at);
}).observe(document, {subtree: true, childList: true, characterData: true})";

/// Whether the page, ours or Hugo's, has its line to the server: one that was loaded anew hears nothing for a
/// moment, and would miss the next edit.
const LISTENING: &str = "document.querySelector('[data-fengcai-preview=panel]') !== null
    || window.LiveReload?.connector?.protocol > 0";

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let mut browser = OnceCell::new();
    for count in if counts.is_empty() { vec![1_000, 10_000] } else { counts } {
        compare(count, &mut browser);
    }
}

/// The browser, which is started when it is wanted first: its start would take a core from a server's.
type Started = OnceCell<Option<Browser>>;

fn started(browser: &mut Started) -> Option<&mut Browser> {
    browser.get_or_init(|| {
        let found = Browser::if_any();
        if found.is_none() {
            println!(
                "no Chromium, Chrome or Edge was found, so no page is open in one; CHROME=PATH names one"
            );
        }
        found
    });
    browser.get_mut()?.as_mut()
}

fn compare(count: usize, browser: &mut Started) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("ours");
    corpus::write_site(&root, count, "sujian").unwrap();
    std::fs::write(root.join("site.yaml"), "title: 基准站\ntheme: sujian\n").unwrap();
    let ours = Figures::of(&root, count, Server::fengcai, corpus::case, browser);
    println!("{count} cases: fengcai serve: {ours}");
    if hugo::is_there() {
        let root = folder.path().join("theirs");
        hugo::write_site(&root, count);
        let text = |number, count| hugo::case(&corpus::case(number, count));
        let theirs = Figures::of(&root, count, Server::hugo, text, browser);
        println!("{count} cases: hugo server: {theirs}");
        println!("{count} cases: ours of theirs: {}", ours.ratios(&theirs));
    }
}

/// What was measured of one server.
struct Figures {
    /// From the start of the program to the home page, in the middle of [`STARTS`].
    first: Duration,
    /// From the end of a write to the answer that holds it.
    served: Times,
    /// From the end of a write to the document that holds it.
    shown: Option<Times>,
    /// In MB.
    memory: Option<u64>,
}

impl Figures {
    fn of(
        root: &Path,
        count: usize,
        start: impl Fn(&Path) -> Server,
        text: impl Fn(usize, usize) -> String,
        browser: &mut Started,
    ) -> Figures {
        let (first, server) = first_pages(|| start(root));
        let edit = |number: usize, sign: &str| {
            let text = text(number, count).replacen("。\n\n", &format!("。{sign}。\n\n"), 1);
            std::fs::write(root.join(format!("content/cases/case-{number:05}.md")), text).unwrap();
        };
        let mut dice = corpus::Dice(1);
        let served = Times::of(|number| {
            let case = number * 37 % count;
            pause(&mut dice);
            edit(case, &sign(number));
            let saved = Instant::now();
            server.until(&format!("/cases/case-{case:05}/"), &sign(number));
            Some(saved.elapsed())
        });
        let shown = started(browser).map(|browser| {
            let mut tab = open(browser, &server, |number| edit(OPEN, &sign(number)));
            Times::of(|number| {
                pause(&mut dice);
                tab.until(LISTENING);
                edit(OPEN, &sign(number));
                let saved = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
                Some(when_seen(&mut tab, number)?.saturating_sub(saved))
            })
        });
        Figures { first, served, shown, memory: server.peak_memory() }
    }

    fn ratios(&self, theirs: &Figures) -> String {
        let shown =
            self.shown.as_ref().zip(theirs.shown.as_ref()).map(|(ours, theirs)| ours.of_other(theirs));
        format!(
            "first page {:.2}; served {}; in the browser {}",
            self.first.as_secs_f64() / theirs.first.as_secs_f64(),
            self.served.of_other(&theirs.served),
            shown.unwrap_or_else(|| "not measured".to_owned())
        )
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = self.shown.as_ref().map_or_else(|| "not measured".to_owned(), Times::to_string);
        let memory = self.memory.map_or_else(|| "unknown".to_owned(), |memory| format!("{memory} MB"));
        let (first, served) = (self.first.as_millis(), &self.served);
        write!(
            f,
            "first page {first} ms, the middle of {STARTS} starts; from save to served page {served}; \
             from save to the document in a browser {shown}; over {EDITS} edits each; peak memory {memory}"
        )
    }
}

/// Starts a server again and again; the time in the middle from a start to the home page, and the last server.
fn first_pages(start: impl Fn() -> Server) -> (Duration, Server) {
    let timed = |_| {
        let begun = Instant::now();
        let server = start();
        server.until("/", "基准站");
        (begun.elapsed(), server)
    };
    // Each server ends before the next begins.
    let mut times: Vec<Duration> = (1..STARTS).map(|number| timed(number).0).collect();
    let (last, server) = timed(STARTS);
    times.push(last);
    times.sort();
    (times[STARTS / 2], server)
}

/// Times of all edits that were seen, in order of length.
struct Times(Vec<Duration>);

impl Times {
    fn of(measure: impl FnMut(usize) -> Option<Duration>) -> Times {
        let mut times: Vec<Duration> = (0..EDITS).filter_map(measure).collect();
        assert!(!times.is_empty(), "no edit was seen");
        times.sort();
        Times(times)
    }

    /// What so many in a hundred keep, in milliseconds.
    fn percentile(&self, percent: usize) -> f64 {
        self.0[self.0.len() * percent / 100].as_secs_f64() * 1e3
    }

    fn of_other(&self, other: &Times) -> String {
        let ratio = |percent| self.percentile(percent) / other.percentile(percent);
        format!("median {:.2}, p95 {:.2}", ratio(50), ratio(95))
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "median {:.0} ms, p95 {:.0} ms", self.percentile(50), self.percentile(95))?;
        match EDITS - self.0.len() {
            0 => Ok(()),
            missed => write!(f, " ({missed} never seen)"),
        }
    }
}

fn pause(dice: &mut corpus::Dice) {
    let pause = PAUSE.0 + dice.below(PAUSE.1);
    std::thread::sleep(Duration::from_millis(pause as u64));
}

/// What an edit adds to a text.
fn sign(edit: usize) -> String {
    format!("第{edit}次修改")
}

/// Whether an edit was seen, and when, in the words of the page.
fn seen(edit: usize) -> String {
    format!("sessionStorage.getItem('{}')", sign(edit))
}

/// When an edit stood in the document, since 1970. Where it never does, the page is loaded anew.
fn when_seen(tab: &mut Tab, edit: usize) -> Option<Duration> {
    let asked = Instant::now();
    while !tab.holds(&seen(edit)) {
        if asked.elapsed() > PATIENCE {
            let address: String = tab.ask("location.href");
            tab.open(&address);
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    tab.until("document.readyState === 'complete'");
    let milliseconds: f64 = tab.ask(&format!("Number({})", seen(edit)));
    Some(Duration::from_secs_f64(milliseconds / 1e3))
}

/// Opens the page of a case and edits it until it is known to follow.
fn open(browser: &mut Browser, server: &Server, edit: impl Fn(usize)) -> Tab {
    let mut tab = browser.tab();
    tab.prepare(OBSERVER);
    tab.open(&format!("http://{}/cases/case-{OPEN:05}/", server.address));
    // A number that is not timed: the first edit finds nothing warm.
    tab.until(LISTENING);
    edit(EDITS);
    tab.until(&seen(EDITS));
    tab
}
