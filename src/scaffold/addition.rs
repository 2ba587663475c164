//! A new text in a site that exists.

use std::sync::Arc;

use crate::base::files::{Files, Layered, MemoryFiles};
use crate::base::store::Store;
use crate::base::{Diagnostic, FilePath, Lang, Outcome, Severity};
use crate::config;
use crate::model::{Case, Drafts, Future};
use crate::pipeline::{self, BuildOptions, Faults};
use crate::render::Plan;
use crate::scan::SourceKind;

use super::headings::headings;
use super::name::{self, Named};
use super::texts::{self, Occasion};

codes! {
    TAKEN_NAME = "taken-name" Error {
        "已有同名的文件；新建从不覆盖原有的文件。",
        "A file of that name is there already; nothing is ever overwritten."
    }
}

/// What can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A case.
    Case,
    /// A framework.
    Framework,
    /// A plain page.
    Page,
    /// The page of an institution.
    Institution,
}

impl Kind {
    /// The folder of its files.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Kind::Case => "content/cases",
            Kind::Framework => "content/frameworks",
            Kind::Page => "content",
            Kind::Institution => "content/institutions",
        }
    }

    fn source(self) -> SourceKind {
        match self {
            Kind::Case => SourceKind::Case,
            Kind::Framework => SourceKind::Framework,
            Kind::Page => SourceKind::Page,
            Kind::Institution => SourceKind::Institution,
        }
    }

    /// What it is called in messages.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::Case => ("案例", "a case"),
            Kind::Framework => ("框架", "a framework"),
            Kind::Page => ("页面", "a page"),
            Kind::Institution => ("单位", "an institution"),
        }
    }
}

/// What is to be added.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its name as typed.
    pub name: &'a str,
    /// Frameworks that a case takes up, by any of their names.
    pub frameworks: &'a [String],
    /// The moment, which dates it.
    pub now: jiff::Timestamp,
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its file.
    pub path: FilePath,
    /// The line that keeps it from being published.
    pub draft_line: String,
}

/// Writes a new text through `store` into the site that `files` shows. The site is planned with it first,
/// and what would break the site is not written.
pub fn add(files: &Arc<dyn Files>, store: &dyn Store, wish: &Wish<'_>) -> Result<Added, Vec<Diagnostic>> {
    let config = config::load(files).value;
    let Named { path, title } = name::named(wish.kind, wish.name).map_err(|problem| vec![*problem])?;
    if let Some(standing) = taken(store, &path) {
        return Err(vec![standing]);
    }
    let today = pipeline::today_in(&config, wish.now);
    let occasion = Occasion { config: &config, today, title: &title };
    let trial = Trial { files, path: &path, kind: wish.kind, now: wish.now };
    let text = match wish.kind {
        Kind::Case => case(&occasion, wish.frameworks, &trial)?,
        Kind::Framework => texts::framework(&occasion),
        Kind::Page => texts::page(&occasion),
        Kind::Institution => texts::institution(&occasion),
    };
    trial.run(&text)?;
    super::create(store, &path, text.as_bytes()).map_err(|problem| vec![*problem])?;
    Ok(Added { path, draft_line: texts::draft_line(config.lang) })
}

/// Whatever stands where the file is to be, as the disk sees it.
pub(super) fn taken(store: &dyn Store, path: &FilePath) -> Option<Diagnostic> {
    let is_free = matches!(store.kind(path.as_str()), Ok(None) | Err(_));
    let message = words!("“{path}”已经有了，没有改动它", "`{path}` is there already and was left as it is");
    let help = words!("换一个名称，或直接改那个文件", "choose another name, or change that file");
    (!is_free).then(|| Diagnostic::nowhere(&TAKEN_NAME, message).help(help))
}

/// The text of a case. It is planned once without headings, so that its frameworks are found in the way
/// in which those of every case are found.
fn case(
    occasion: &Occasion<'_>,
    frameworks: &[String],
    trial: &Trial<'_>,
) -> Result<String, Vec<Diagnostic>> {
    let plan = trial.run(&texts::case(occasion, frameworks, &[]))?;
    let site = &plan.world().site;
    let shared = site.frameworks.iter().filter(|framework| framework.owner.is_none());
    let known: Vec<String> = shared.map(|framework| framework.title.clone()).collect();
    let case: Option<&Case> = site.cases.iter().find(|case| case.text.path == *trial.path);
    let attribute = match occasion.config.lang {
        Lang::Zh => "维度",
        Lang::En => "dimension",
    };
    let sections = case.map(|case| headings(site, case, attribute)).unwrap_or_default();
    let open = words!("\n## 做法\n\n## 成效\n", "\n## Practices\n\n## Results\n");
    let body = if sections.is_empty() { open.in_lang(occasion.config.lang) } else { &sections };
    Ok(format!("{}{body}", texts::case(occasion, frameworks, &known)))
}

/// The site with a new file that nobody has written yet.
struct Trial<'a> {
    files: &'a Arc<dyn Files>,
    path: &'a FilePath,
    kind: Kind,
    now: jiff::Timestamp,
}

impl Trial<'_> {
    /// Plans the site with this text as the new file; errors are those that it brings.
    fn run(&self, text: &str) -> Result<Plan, Vec<Diagnostic>> {
        let new: Arc<dyn Files> = Arc::new(MemoryFiles::new().with(self.path.as_str(), text));
        let with = Arc::new(Layered::new(vec![new, self.files.clone()]));
        let Outcome { value: plan, diagnostics } = pipeline::plan(with, &self.options());
        let sources = &plan.world().inventory.sources;
        if !sources.iter().any(|source| source.path == *self.path && source.kind == self.kind.source()) {
            return Err(vec![*name::misread(self.path, self.kind)]);
        }
        let faults = self.brought(errors(diagnostics));
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    /// Of the errors of the site with the new file, those that it does not have without.
    fn brought(&self, errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let (own, others): (Vec<_>, Vec<_>) = errors.into_iter().partition(|error| self.is_at(error));
        let own = own.into_iter().map(|error| Diagnostic { place: None, ..error });
        if others.is_empty() {
            return own.collect();
        }
        let before = self::errors(pipeline::plan(self.files.clone(), &self.options()).diagnostics);
        own.chain(others.into_iter().filter(|error| !before.contains(error))).collect()
    }

    fn is_at(&self, error: &Diagnostic) -> bool {
        error.place.as_ref().is_some_and(|place| place.file == *self.path)
    }

    /// What is new is a draft, and may take up a framework that is one.
    fn options(&self) -> BuildOptions {
        BuildOptions {
            today: None,
            now: self.now,
            drafts: Drafts::Shown,
            future: Future::Shown,
            faults: Faults::Refuse,
        }
    }
}

fn errors(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect()
}
