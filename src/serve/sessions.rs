//! Open pages: each hears over a WebSocket what became of it.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use serde::Serialize;
use tokio::time::{Interval, interval, timeout};

use crate::base::digest::digest;
use crate::base::{Lang, Severity};
use crate::pipeline::Report;

use super::address;
use super::answer::{Answer, Dress, Preview};

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
    /// Where it is: how the program speaks, and how an editor is opened at a line of a source, if the site
    /// says so.
    Hello { lang: &'static str, editor: Option<String> },
    /// It looks like this now.
    Page { version: String, html: String },
    /// It is there again, as it was.
    Back,
    /// It is not there any more; these are like it.
    Gone { near: Vec<String> },
    /// What is wrong with the site.
    Problems { items: Vec<Problem> },
    /// Where its text was edited last: `content/cases/a.md:12`.
    Edited { place: String },
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
    is_gone: bool,
    problems: String,
    edited: Option<Arc<str>>,
}

impl Session {
    /// A page at `path` that was loaded in `version`.
    pub(super) fn new(preview: Arc<Preview>, path: String, version: String) -> Session {
        let edited = preview.edited();
        Session { preview, path, version, is_gone: false, problems: String::new(), edited }
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
        json(&News::Hello { lang, editor: self.preview.editor() })
    }

    /// What is new to the page, as texts to be sent.
    fn look(&mut self) -> Vec<String> {
        let mut told = Vec::new();
        let page = self.preview.page(&self.path, Dress::Lined);
        let problems = self.problems_of(&page);
        told.extend(self.page_news(page));
        if problems != self.problems {
            self.problems.clone_from(&problems);
            told.push(problems);
        }
        let edited = self.preview.edited();
        if edited != self.edited {
            self.edited.clone_from(&edited);
            told.extend(edited.map(|place| json(&News::Edited { place: place.to_string() })));
        }
        told
    }

    fn page_news(&mut self, page: Answer) -> Option<String> {
        match page.status {
            200 if page.is_page() => {
                let version = digest(&page.body);
                let was_gone = std::mem::take(&mut self.is_gone);
                if version == self.version {
                    return was_gone.then(|| json(&News::Back));
                }
                self.version.clone_from(&version);
                let html = String::from_utf8_lossy(&page.body).into_owned();
                Some(json(&News::Page { version, html }))
            }
            404 if !self.is_gone => {
                self.is_gone = true;
                Some(json(&News::Gone { near: self.nearest() }))
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

    /// Addresses like the one that leads nowhere.
    fn nearest(&self) -> Vec<String> {
        let shown = self.preview.shown();
        address::nearest(&self.path, &shown.base, shown.plan.routes(), NEAREST)
    }
}

fn json(news: &News) -> String {
    serde_json::to_string(news).expect("strings and numbers always become JSON")
}

async fn sent(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(PATIENCE, socket.send(message)).await, Ok(Ok(())))
}
