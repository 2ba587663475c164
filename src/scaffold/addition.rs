//! A new text in a site that exists.

use std::sync::Arc;

use crate::base::files::{Files, Layered, MemoryFiles};
use crate::base::store::Store;
use crate::base::{Diagnostic, FilePath, Lang, Outcome, Severity};
use crate::config::{self, Config};
use crate::model::{Case, Drafts, Future};
use crate::pipeline::{self, BuildOptions, Faults};
use crate::render::{Plan, ROUTE_COLLISION};
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
    let named = name::named(wish.kind, wish.name).map_err(|problem| vec![*problem])?;
    let tried = tried(files, store, &config, (wish, &named)).map_err(|problems| {
        let another = || another_name(files, store, &config, wish);
        with_another_name(problems, another)
    });
    let text = tried?;
    let Named { path, .. } = named;
    super::create(store, &path, text.as_bytes()).map_err(|problem| vec![*problem])?;
    Ok(Added { path, draft_line: texts::draft_line(config.lang) })
}

/// The new text under a name, if the site stands it.
fn tried(
    files: &Arc<dyn Files>,
    store: &dyn Store,
    config: &Config,
    (wish, named): (&Wish<'_>, &Named),
) -> Result<String, Vec<Diagnostic>> {
    let Named { path, title } = named;
    if let Some(standing) = taken(store, path) {
        return Err(vec![standing]);
    }
    let occasion = Occasion { config, today: pipeline::today_in(config, wish.now), title };
    let trial = Trial { files, path, kind: wish.kind, now: wish.now };
    let text = match wish.kind {
        Kind::Case => case(&occasion, wish.frameworks, &trial)?,
        Kind::Framework => texts::framework(&occasion),
        Kind::Page => texts::page(&occasion),
        Kind::Institution => texts::institution(&occasion),
    };
    trial.run(&text)?;
    Ok(text)
}

/// The name with a number behind it, the first under which the text could be written.
fn another_name(
    files: &Arc<dyn Files>,
    store: &dyn Store,
    config: &Config,
    wish: &Wish<'_>,
) -> Option<String> {
    /// Each number is a plan of the whole site, and nobody has ten of a name.
    const LAST: u32 = 9;
    let base = name::without_ending(wish.name.trim());
    let mut names = (2..=LAST).map(|number| format!("{base}-{number}"));
    names.find(|another| {
        let named = name::named(wish.kind, another);
        named.is_ok_and(|named| tried(files, store, config, (wish, &named)).is_ok())
    })
}

/// The problems, of which those of a name that is taken propose another.
fn with_another_name(
    mut problems: Vec<Diagnostic>,
    another: impl FnOnce() -> Option<String>,
) -> Vec<Diagnostic> {
    let is_taken =
        |problem: &&mut Diagnostic| [TAKEN_NAME.name, ROUTE_COLLISION.name].contains(&&*problem.code);
    let mut taken = problems.iter_mut().filter(is_taken).peekable();
    if taken.peek().is_some()
        && let Some(another) = another()
    {
        taken.for_each(|problem| {
            problem.help = Some(words!(
                "换一个名称，如“{another}”，或直接改已有的那个文件",
                "choose another name, such as `{another}`, or change the file that is there"
            ));
        });
    }
    problems
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
    let case: Option<&Case> =
        site.cases.iter().map(|case| &**case).find(|case| case.text.path == *trial.path);
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
