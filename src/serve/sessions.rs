//! Open pages: each hears over a WebSocket what became of it.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use serde::Serialize;
use tokio::time::{Interval, interval, timeout};

use crate::base::digest::digest;
use crate::base::{Lang, Route, Severity};
use crate::pipeline::Report;

use super::address;
use super::answer::{Answer, Dress, Preview};
use super::hidden::Hidden;
use super::lan::lan;
use super::qr::Code;
use super::standing::Standing;

/// Pages that may be open at once. A browser opens some tens at most; more is a fault or an attack.
pub(super) const MOST: usize = 64;

/// How long a page may take to accept what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a page that hears nothing is asked whether it is still there.
const PULSE: Duration = Duration::from_secs(30);

/// Routes named to someone who stands before nothing.
const NEAREST: usize = 5;

/// What a page is told.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum News {
    /// Where it is: how the program speaks, how an editor is opened at a line of a source, if the site says
    /// so and the page is open on this machine, and where a phone finds the page.
    Hello { lang: &'static str, editor: Option<String>, phone: Option<Phone> },
    /// It looks like this now.
    Page { version: String, html: String },
    /// It is there again, as it was.
    Back,
    /// It is not there, perhaps because its text is hidden; these are like it, and the home page.
    Gone { hidden: Option<Hidden>, near: Vec<Near> },
    /// How the text behind it stands.
    Standing { text: Option<Standing> },
    /// What is wrong with the site.
    Problems { items: Vec<Problem> },
    /// Where its text was edited last: `content/cases/a.md:12`.
    Edited { place: String },
}

/// A page that may have been meant.
#[derive(Debug, Serialize)]
struct Near {
    url: String,
    /// The title of its text, if it has one.
    title: Option<String>,
}

/// Where a phone finds the page: its whole address, and that as a QR code.
#[derive(Debug, Serialize)]
struct Phone {
    address: String,
    /// Modules on a side.
    width: usize,
    /// The dark ones as the data of an SVG path.
    path: String,
}

impl Phone {
    fn at(door: SocketAddr, path: &str) -> Option<Phone> {
        let address = format!("http://{}{path}", lan(door)?);
        let code = Code::of(&address)?;
        Some(Phone { address, width: code.width(), path: code.path() })
    }
}

/// Who has a page open, and the door by which it came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visitor {
    pub(super) peer: IpAddr,
    pub(super) door: SocketAddr,
}

impl Visitor {
    /// Whether it sits at this machine, and so may know where the site lies on it.
    fn is_at_home(self) -> bool {
        self.peer.to_canonical().is_loopback()
    }
}

/// A problem as the page shows it.
#[derive(Debug, Serialize)]
struct Problem {
    severity: Severity,
    code: String,
    message: String,
    help: Option<String>,
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    width: Option<u32>,
    /// The line that it stands in.
    text: Option<String>,
}

impl Problem {
    fn of(report: &Report, lang: Lang) -> Problem {
        let Report { diagnostic, location } = report;
        Problem {
            severity: diagnostic.severity,
            code: diagnostic.code.to_string(),
            message: diagnostic.message.in_lang(lang).to_owned(),
            help: diagnostic.help.as_ref().map(|help| help.in_lang(lang).to_owned()),
            file: diagnostic.place.as_ref().map(|place| place.file.to_string()),
            line: location.as_ref().map(|at| at.line),
            column: location.as_ref().map(|at| at.column),
            width: location.as_ref().map(|at| at.width),
            text: location.as_ref().map(|at| at.text.clone()),
        }
    }
}

/// An open page and what it was told last.
pub(super) struct Session {
    preview: Arc<Preview>,
    path: String,
    version: String,
    visitor: Visitor,
    gone: String,
    standing: String,
    problems: String,
    edited: Option<Arc<str>>,
}

impl Session {
    /// A page at `path` that was loaded in `version`.
    pub(super) fn new(preview: Arc<Preview>, path: String, version: String, visitor: Visitor) -> Session {
        let edited = preview.edited();
        let (standing, problems) = (String::new(), String::new());
        Session { preview, path, version, visitor, gone: String::new(), standing, problems, edited }
    }

    /// Tells the page what becomes of it, until it is closed.
    pub(super) async fn run(mut self, mut socket: WebSocket) {
        let mut news = self.preview.news();
        let mut pulse: Interval = interval(PULSE);
        if !sent(&mut socket, Message::Text(self.hello().into())).await {
            return;
        }
        loop {
            let told = tokio::task::spawn_blocking(move || {
                let told = self.look();
                (self, told)
            });
            let Ok((session, told)) = told.await else { return };
            self = session;
            for text in told {
                if !sent(&mut socket, Message::Text(text.into())).await {
                    return;
                }
            }
            loop {
                tokio::select! {
                    changed = news.changed() => if changed.is_err() { return } else { break },
                    heard = socket.recv() => if !matches!(heard, Some(Ok(_))) { return },
                    _ = pulse.tick() => if !sent(&mut socket, Message::Ping(Default::default())).await { return },
                }
            }
        }
    }

    fn hello(&self) -> String {
        let lang = match self.preview.lang() {
            Lang::Zh => "zh",
            Lang::En => "en",
        };
        let editor = self.preview.editor().filter(|_| self.visitor.is_at_home());
        json(&News::Hello { lang, editor, phone: Phone::at(self.visitor.door, &self.path) })
    }

    /// What is new to the page, as texts to be sent.
    fn look(&mut self) -> Vec<String> {
        let mut told = Vec::new();
        let page = self.preview.page(&self.path, Dress::Lined);
        let problems = self.problems_of(&page);
        told.extend(self.page_news(page));
        let standing = json(&News::Standing { text: self.preview.standing(&self.path) });
        if standing != self.standing {
            self.standing.clone_from(&standing);
            told.push(standing);
        }
        if problems != self.problems {
            self.problems.clone_from(&problems);
            told.push(problems);
        }
        told.extend(self.edit_news());
        told
    }

    /// An edit that was not told yet. Two edits at one place are two.
    fn edit_news(&mut self) -> Option<String> {
        let edited = self.preview.edited();
        let told = std::mem::replace(&mut self.edited, edited.clone());
        let is_told = |place: &Arc<str>| told.as_ref().is_some_and(|told| Arc::ptr_eq(told, place));
        let place = edited.filter(|place| !is_told(place))?;
        Some(json(&News::Edited { place: place.to_string() }))
    }

    fn page_news(&mut self, page: Answer) -> Option<String> {
        match page.status {
            200 if page.is_page() => {
                let version = digest(&page.body);
                let was_gone = !std::mem::take(&mut self.gone).is_empty();
                if version == self.version {
                    return was_gone.then(|| json(&News::Back));
                }
                self.version.clone_from(&version);
                let html = String::from_utf8_lossy(&page.body).into_owned();
                Some(json(&News::Page { version, html }))
            }
            404 => {
                let gone =
                    json(&News::Gone { hidden: self.preview.hidden(&self.path), near: self.nearest() });
                let is_news = gone != self.gone;
                self.gone.clone_from(&gone);
                is_news.then_some(gone)
            }
            // What cannot be made stays as it was; the problems tell why.
            _ => None,
        }
    }

    fn problems_of(&self, page: &Answer) -> String {
        let shown = self.preview.shown();
        let lang = self.preview.lang();
        let all = shown.reports.iter().chain(&page.faults);
        json(&News::Problems { items: all.map(|report| Problem::of(report, lang)).collect() })
    }

    /// Pages whose addresses are like the one that leads nowhere, and the home page.
    fn nearest(&self) -> Vec<Near> {
        let shown = self.preview.shown();
        let world = shown.plan.world();
        let title = |route: &Route| match route.as_str() {
            "index.html" => Some(world.config.title.clone()),
            _ => world.relations.links.text_at(route).map(|text| text.title.to_string()),
        };
        let alike = address::nearest(&self.path, &shown.base, shown.plan.routes(), NEAREST);
        alike
            .into_iter()
            .map(|route| Near { url: address::of(&shown.base, route), title: title(route) })
            .collect()
    }
}

fn json(news: &News) -> String {
    serde_json::to_string(news).expect("strings and numbers always become JSON")
}

async fn sent(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(PATIENCE, socket.send(message)).await, Ok(Ok(())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_at_home() {
        let door = SocketAddr::from(([0, 0, 0, 0], 3000));
        let is_at_home = |peer: &str| Visitor { peer: peer.parse().unwrap(), door }.is_at_home();
        for own in ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"] {
            assert!(is_at_home(own), "{own}");
        }
        for other in ["192.168.1.7", "::ffff:192.168.1.7", "2001:db8::1", "0.0.0.0"] {
            assert!(!is_at_home(other), "{other}");
        }
    }
}
