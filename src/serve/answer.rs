//! What the server says to a request, as data.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::base::files::{Beside, CHANGED_FILE, HeldFiles, Touched, disk};
use crate::base::route::encode;
use crate::base::{Diagnostic, Lang, Route, Severity, Words};
use crate::pipeline::{self, BuildOptions, Memory, Report};
use crate::render::Lines;

use super::address::{self, Asked};
use super::hidden::Hidden;
use super::shown::{Good, Shown};
use super::standing::Standing;
use super::{decorate, edits, faults, recent};

/// The page for addresses that lead nowhere.
const MISSING: &str = "404.html";

/// A site that is looked at while it is written. It is planned when it is opened and whenever its files
/// [changed](Preview::update); a page is made when somebody asks for it.
pub struct Preview {
    /// The site's folder, without links.
    root: PathBuf,
    options: BuildOptions,
    lang: Lang,
    memory: Memory,
    current: Mutex<Current>,
    /// Held while a new plan is made, so that two changes are not planned at once.
    planning: Mutex<()>,
    news: watch::Sender<u64>,
}

#[derive(Clone)]
struct Current {
    own: Arc<HeldFiles>,
    shown: Arc<Shown>,
    /// Where a text was edited last: `content/cases/a.md:12`.
    edited: Option<Arc<str>>,
}

/// How a page is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// As a build writes it.
    Plain,
    /// With the lines of blocks, to be compared with a page that is open.
    Lined,
    /// With the lines of blocks and what makes it live.
    Live,
}

/// An answer to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// What is sent.
    pub body: Vec<u8>,
    /// Where the browser is sent instead.
    pub location: Option<String>,
    /// What went wrong in making it.
    pub faults: Vec<Report>,
}

impl Answer {
    pub(super) fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Answer {
        Answer { status, content_type, body, location: None, faults: Vec::new() }
    }

    fn elsewhere(to: String) -> Answer {
        Answer { location: Some(to), ..Answer::text(302, "") }
    }

    /// A line of text.
    pub(super) fn text(status: u16, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }

    /// Whether a browser shows it as a page.
    pub(super) fn is_page(&self) -> bool {
        self.content_type.starts_with("text/html")
    }
}

/// What came of a job.
enum Made {
    Answer(Answer),
    /// A file is no longer what the plan was made from.
    Outdated,
}

impl Preview {
    /// Plans the site at `root`; speaks `lang` where it has something to say of its own.
    pub fn new(root: &Path, options: BuildOptions, lang: Lang) -> Preview {
        let root = disk::without_links(root);
        let own = Arc::new(HeldFiles::new(&root));
        let memory = Memory::default();
        let shown = Arc::new(Shown::plan(&own, &Good::default(), &memory, &options));
        let current = Mutex::new(Current { own, shown, edited: None });
        Preview {
            root,
            options,
            lang,
            memory,
            current,
            planning: Mutex::default(),
            news: watch::Sender::new(0),
        }
    }

    /// What was found on planning.
    pub fn reports(&self) -> Vec<Report> {
        self.shown().reports.clone()
    }

    /// The path below which the site is shown: `/`, or that of its `base_url`.
    pub fn base(&self) -> String {
        self.shown().base.clone()
    }

    /// The language in which it speaks of its own.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// How an editor is opened at a line of a source: an address with `{path}` and `{line}`.
    pub(super) fn editor(&self) -> Option<String> {
        let shown = self.shown();
        let link = shown.plan.world().config.editor.as_deref()?;
        let root = self.root.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        Some(link.replace("{path}", &format!("{}/{{path}}", encode(root.trim_end_matches('/')))))
    }

    /// How the text behind the page at a path stands.
    pub(super) fn standing(&self, path: &str) -> Option<Standing> {
        let shown = self.shown();
        match address::asked(path, &shown.base, |route| shown.plan.jobs().contains_key(route)) {
            Asked::Route(route) => Standing::of(&shown.plan, &shown.base, &Route::file(&route)),
            Asked::Elsewhere(_) | Asked::Unknown => None,
        }
    }

    /// Why nothing is shown at a path at which a text would stand that is a draft or dated ahead.
    pub(super) fn hidden(&self, path: &str) -> Option<Hidden> {
        let shown = self.shown();
        let options = BuildOptions { now: jiff::Timestamp::now(), ..self.options.clone() };
        shown.hidden(&self.memory, &options).at(path, &shown.base).cloned()
    }

    /// Every route of the site.
    pub fn routes(&self) -> Vec<Route> {
        self.shown().plan.routes().cloned().collect()
    }

    /// Tells whenever the site was planned anew.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Plans the site anew if what was touched differs from what is shown; tells whether it did.
    pub fn update(&self, touched: &Touched) -> bool {
        let _planning = self.planning();
        let next = self.current().own.next(touched);
        let is_other = next.is_some();
        if let Some(own) = next {
            self.show(own);
        }
        is_other
    }

    /// Files that are there and cannot be read right now, and so deserve another look.
    pub(super) fn unreadable(&self) -> Touched {
        Touched::Paths(self.current().own.unreadable())
    }

    /// What the plan was made from and lies elsewhere than in the site's folders.
    pub(super) fn beside(&self) -> BTreeSet<Beside> {
        self.current().own.beside()
    }

    fn show(&self, own: HeldFiles) {
        let own = Arc::new(own);
        let edited = edits::place(own.edited()).map(Into::into);
        let options = BuildOptions { now: jiff::Timestamp::now(), ..self.options.clone() };
        let shown = Arc::new(Shown::plan(&own, &self.shown().good, &self.memory, &options));
        let before = std::mem::replace(&mut *self.lock(), Current { own, shown, edited });
        // Taking a large plan apart takes a while, and nobody waits for it.
        rayon::spawn(move || drop(before));
        self.news.send_modify(|news| *news += 1);
    }

    /// Answers a request for `path` with the `Host` headers it carried, of which there must be one.
    pub fn answer(&self, path: &str, hosts: &[String], dress: Dress) -> Answer {
        match hosts {
            [host] if address::is_own_host(host) => self.page(path, dress),
            _ => self.refuse(),
        }
    }

    /// A file of the preview's own.
    pub(super) fn own(&self, hosts: &[String], content_type: &'static str, text: &str) -> Answer {
        match hosts {
            [host] if address::is_own_host(host) => Answer::new(200, content_type, text.as_bytes().to_vec()),
            _ => self.refuse(),
        }
    }

    /// What stands at a path.
    pub(super) fn page(&self, path: &str, dress: Dress) -> Answer {
        let shown = self.shown();
        match self.attempt(&shown, path, dress) {
            Made::Answer(answer) => answer,
            Made::Outdated => match self.attempt(&self.plan_again(&shown), path, dress) {
                Made::Answer(answer) => answer,
                Made::Outdated => self.told(
                    503,
                    &words!("文件正在变动，请稍后刷新", "files are changing right now; reload in a moment"),
                ),
            },
        }
    }

    fn attempt(&self, shown: &Shown, path: &str, dress: Dress) -> Made {
        let planned = |route: &str| shown.plan.jobs().contains_key(route);
        match address::asked(path, &shown.base, planned) {
            Asked::Route(route) => self.make(shown, &route, 200, dress),
            Asked::Elsewhere(to) => Made::Answer(Answer::elsewhere(to)),
            Asked::Unknown if planned(MISSING) => self.make(shown, MISSING, 404, dress),
            Asked::Unknown => Made::Answer(self.told(404, &words!("没有这一页", "there is no such page"))),
        }
    }

    /// What stands at a route: as it was made before, or made now.
    fn make(&self, shown: &Shown, route: &str, status: u16, dress: Dress) -> Made {
        let asked = recent::Asked { route: route.to_owned(), status, dress };
        if let Some(answer) = shown.recent.find(&asked) {
            return Made::Answer(answer);
        }
        let made = self.make_anew(shown, route, status, dress);
        if let Made::Answer(answer) = &made {
            shown.recent.keep(asked, answer);
        }
        made
    }

    /// Runs the job of a route. What goes wrong in it is shown in place of the page.
    fn make_anew(&self, shown: &Shown, route: &str, status: u16, dress: Dress) -> Made {
        let lines = if dress == Dress::Plain { Lines::Hidden } else { Lines::Shown };
        let rendered = shown.plan.run_with(&Route::file(route), lines);
        if rendered.diagnostics.iter().any(|diagnostic| diagnostic.code == CHANGED_FILE.name) {
            return Made::Outdated;
        }
        let answer = if has_error(&rendered.diagnostics) {
            let mut faults = pipeline::locate(&*shown.plan.world().files, rendered.diagnostics);
            // A page that cannot be made is often an effect of what the plan tells already, at the same place.
            faults.retain(|fault| !shown.tells_of(fault));
            let all: Vec<Report> = shown.reports.iter().chain(&faults).cloned().collect();
            let page = faults::page(&all, self.lang);
            Answer { faults, ..Answer::new(500, address::content_type(MISSING), page) }
        } else {
            Answer::new(status, address::content_type(route), rendered.bytes)
        };
        Made::Answer(match dress {
            Dress::Live if answer.is_page() => Answer { body: decorate::live(answer.body), ..answer },
            _ => answer,
        })
    }

    pub(super) fn refuse(&self) -> Answer {
        self.told(
            403,
            &words!(
                "这个地址不是本机的，请用 http://localhost 或数字地址打开",
                "this address is not of this machine; open http://localhost or a numeric address"
            ),
        )
    }

    fn told(&self, status: u16, words: &Words) -> Answer {
        Answer::text(status, words.in_lang(self.lang))
    }

    /// Plans anew, unless another request has done so since `old` was taken.
    fn plan_again(&self, old: &Arc<Shown>) -> Arc<Shown> {
        let _planning = self.planning();
        let Current { own, shown, .. } = self.current();
        if Arc::ptr_eq(&shown, old) {
            self.show(own.renewed());
        }
        self.shown()
    }

    /// Where a text was edited last.
    pub(super) fn edited(&self) -> Option<Arc<str>> {
        self.lock().edited.clone()
    }

    pub(super) fn shown(&self) -> Arc<Shown> {
        self.lock().shown.clone()
    }

    fn current(&self) -> Current {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn planning(&self) -> MutexGuard<'_, ()> {
        self.planning.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
