//! What the server says to a request, as data.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::files::{CHANGED_FILE, Files};
use crate::base::{Diagnostic, Lang, Outcome, Route, Severity, Words};
use crate::pipeline::{self, BuildOptions, Report};
use crate::render::Plan;

use super::address::{self, Asked};
use super::faults;

/// The page for addresses that lead nowhere.
const MISSING: &str = "404.html";

/// A site that is looked at while it is written. It is planned when it is opened, and again when a
/// request finds that a file is no longer what the plan was made from, or that the plan has errors.
pub struct Preview {
    open: Box<Opener>,
    options: BuildOptions,
    lang: Lang,
    shown: Mutex<Arc<Shown>>,
}

/// Takes a snapshot of the site's files.
pub type Opener = dyn Fn() -> Arc<dyn Files> + Send + Sync;

/// One plan of the site.
struct Shown {
    plan: Plan,
    reports: Vec<Report>,
    base: String,
    /// The page that stands in for every other when the plan has errors.
    faults: Option<Vec<u8>>,
}

/// An answer to a request.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: &'static str,
    pub(super) body: Vec<u8>,
    /// Where the browser is sent instead.
    pub(super) location: Option<String>,
}

impl Answer {
    fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Answer {
        Answer { status, content_type, body, location: None }
    }

    fn faults(page: Vec<u8>) -> Answer {
        Answer::new(500, address::content_type(MISSING), page)
    }

    fn elsewhere(to: String) -> Answer {
        Answer { location: Some(to), ..Answer::text(302, "") }
    }

    /// A line of text.
    pub(super) fn text(status: u16, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }
}

impl Shown {
    fn plan(open: &Opener, options: &BuildOptions, lang: Lang) -> Shown {
        let files = open();
        let Outcome { value: plan, diagnostics } = pipeline::plan(files.clone(), options);
        let faulty = has_error(&diagnostics);
        let reports = pipeline::locate(&*files, diagnostics);
        let base = address::base_path(plan.world().config.base_url.as_deref());
        let faults = faulty.then(|| faults::page(&reports, lang));
        Shown { plan, reports, base, faults }
    }

    /// Runs the job of a route. What goes wrong in it is shown in place of the page.
    fn page(&self, route: &str, status: u16, lang: Lang) -> Made {
        let rendered = self.plan.run(&Route::file(route));
        if rendered.diagnostics.iter().any(|diagnostic| diagnostic.code == CHANGED_FILE.name) {
            return Made::Outdated;
        }
        if has_error(&rendered.diagnostics) {
            let reports = pipeline::locate(&*self.plan.world().files, rendered.diagnostics);
            return Made::Answer(Answer::faults(faults::page(&reports, lang)));
        }
        Made::Answer(Answer::new(status, address::content_type(route), rendered.bytes))
    }
}

/// What came of a job.
enum Made {
    Answer(Answer),
    /// A file is no longer what the plan was made from.
    Outdated,
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

impl Preview {
    /// Plans the site whose files `open` takes; speaks `lang` where it has something to say of its own.
    pub fn new(open: Box<Opener>, options: BuildOptions, lang: Lang) -> Preview {
        let shown = Mutex::new(Arc::new(Shown::plan(&*open, &options, lang)));
        Preview { open, options, lang, shown }
    }

    /// What was found on planning.
    pub fn reports(&self) -> Vec<Report> {
        self.shown().reports.clone()
    }

    /// The path below which the site is shown: `/`, or that of its `base_url`.
    pub fn base(&self) -> String {
        self.shown().base.clone()
    }

    /// Answers a request for `path` with the `Host` headers it carried, of which there must be one.
    pub(super) fn answer(&self, path: &str, hosts: &[String]) -> Answer {
        match hosts {
            [host] if address::is_own_host(host) => {}
            _ => return self.refuse(),
        }
        let shown = self.shown();
        let shown = if shown.faults.is_some() { self.plan_again(&shown) } else { shown };
        match self.attempt(&shown, path) {
            Made::Answer(answer) => answer,
            Made::Outdated => match self.attempt(&self.plan_again(&shown), path) {
                Made::Answer(answer) => answer,
                Made::Outdated => self.told(
                    503,
                    &words!("文件正在变动，请稍后刷新", "files are changing right now; reload in a moment"),
                ),
            },
        }
    }

    fn attempt(&self, shown: &Shown, path: &str) -> Made {
        if let Some(page) = &shown.faults {
            return Made::Answer(Answer::faults(page.clone()));
        }
        let planned = |route: &str| shown.plan.jobs().contains_key(route);
        match address::asked(path, &shown.base, planned) {
            Asked::Route(route) => shown.page(&route, 200, self.lang),
            Asked::Elsewhere(to) => Made::Answer(Answer::elsewhere(to)),
            Asked::Unknown if planned(MISSING) => shown.page(MISSING, 404, self.lang),
            Asked::Unknown => Made::Answer(self.told(404, &words!("没有这一页", "there is no such page"))),
        }
    }

    fn refuse(&self) -> Answer {
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
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(&shown, old) {
            *shown = Arc::new(Shown::plan(&*self.open, &self.options, self.lang));
        }
        shown.clone()
    }

    fn shown(&self) -> Arc<Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
