//! The stages, each named once, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::files::{EmbeddedFiles, Files, Layered, Looked, ReadError};
use crate::base::slug::Slugger;
use crate::base::{
    Code, Diagnostic, Diagnostics, FilePath, Location, Memo, Outcome, Place, Severity, Words, parallel,
};
use crate::config::{Config, Markup};
use crate::model::{Drafts, Future, ModelOptions};
use crate::parse::Document;
use crate::render::{Plan, World};
use crate::{base, config, markdown, model, parse, relate, render, scan, write, yaml};

/// The themes inside the binary, as files below `themes/`.
static THEMES: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/themes");

/// What the program carries: its themes. A site's own files are laid over it.
pub fn embedded() -> Arc<dyn Files> {
    Arc::new(EmbeddedFiles::new("themes", &THEMES))
}

/// The files of a site as the pipeline wants them: its own over those that the program carries.
pub fn site_files(own: Arc<dyn Files>) -> Arc<dyn Files> {
    Arc::new(Layered::new(vec![own, embedded()]))
}

/// Every code of a plan and its writing, floor by floor: what `site.yaml` may name, and what the manual
/// explains. The refusals of other verbs are listed by those.
pub fn codes() -> Vec<&'static Code> {
    [
        base::codes(),
        yaml::codes(),
        config::codes(),
        markdown::codes(),
        scan::codes(),
        parse::codes(),
        model::codes(),
        relate::codes(),
        render::codes(),
        write::codes(),
    ]
    .concat()
}

/// What the caller decides. Nothing here is read from the environment or the clock.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The day on which the site is built; decides what is still to come and what has expired. None:
    /// the day in the site's time zone at [`BuildOptions::now`].
    pub today: Option<jiff::civil::Date>,
    /// The moment at which the build began.
    pub now: jiff::Timestamp,
    /// Whether drafts are published.
    pub drafts: Drafts,
    /// Whether cases with a date still to come are published.
    pub future: Future,
    /// What becomes of a site with errors.
    pub faults: Faults,
}

/// What becomes of a site with errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Faults {
    /// Nothing is written.
    #[default]
    Refuse,
    /// Faulty texts are left out and listed, the rest is published.
    LeaveOut,
}

/// What earlier plans worked out, so that the next works out only what changed. A plan does not depend
/// on it.
#[derive(Debug)]
pub struct Memory {
    /// None when no other plan follows, so that texts need not stay.
    documents: Option<Arc<Memo<Understood, Arc<Document>>>>,
    readings: model::Readings,
    relations: relate::Memory,
    jobs: render::Memory,
    slugger: Mutex<Option<Arc<Slugger>>>,
    config: Looked<(), Outcome<Arc<Config>>>,
    inventory: Looked<(), Outcome<Arc<scan::Inventory>>>,
    theme: Looked<Arc<Config>, Outcome<Arc<render::Theme>>>,
}

impl Default for Memory {
    fn default() -> Memory {
        Memory { documents: Some(Arc::default()), ..Memory::of_one_plan() }
    }
}

/// All that a document depends on.
#[derive(Debug)]
struct Understood {
    bytes: Result<Arc<[u8]>, ReadError>,
    kind: scan::SourceKind,
    markup: Markup,
}

impl PartialEq for Understood {
    fn eq(&self, other: &Understood) -> bool {
        let same_bytes = match (&self.bytes, &other.bytes) {
            // What is held is the same for all texts but a few, which is told without reading them.
            (Ok(bytes), Ok(others)) => Arc::ptr_eq(bytes, others) || bytes == others,
            (read, other) => read == other,
        };
        same_bytes && self.kind == other.kind && self.markup == other.markup
    }
}

/// Plans the whole site. Reads through `files`, writes nothing, and never stops at the first error.
pub fn plan(files: Arc<dyn Files>, options: &BuildOptions) -> Outcome<Plan> {
    plan_after(&Memory::of_one_plan(), files, options)
}

/// The same after earlier plans of the site, whose memory it leaves for the next. The plan does not
/// depend on it.
pub fn plan_after(memory: &Memory, files: Arc<dyn Files>, options: &BuildOptions) -> Outcome<Plan> {
    let mut planned = attempt(memory, files.clone(), options, &BTreeSet::new());
    if options.faults == Faults::Refuse {
        return planned;
    }
    let mut faulty = BTreeSet::new();
    let mut told = Vec::new();
    loop {
        let found = faulty_texts(&planned.diagnostics, &faulty);
        told.append(&mut planned.diagnostics);
        if found.is_empty() {
            return Outcome { value: planned.value, diagnostics: without_doubles(told) };
        }
        faulty.extend(found);
        planned = attempt(memory, files.clone(), options, &faulty);
    }
}

/// One pass through all stages, with the `faulty` texts left out.
fn attempt(
    memory: &Memory,
    files: Arc<dyn Files>,
    options: &BuildOptions,
    faulty: &BTreeSet<FilePath>,
) -> Outcome<Plan> {
    let mut diagnostics = Diagnostics::default();
    let config = diagnostics.hear(&memory.config(&*files));
    let inventory = diagnostics.hear(&memory.inventory(&*files));
    let bodies = memory.bodies();
    let (documents, theme) = rayon::join(
        || memory.parse_all(&bodies, &*files, &inventory, &config),
        || memory.theme(&*files, &config),
    );
    let slugger = memory.slugger(&config);
    diagnostics.extend(documents.iter().flat_map(|document| document.diagnostics.iter().cloned()));
    let today = options.today.unwrap_or_else(|| today_in(&config, options.now));
    let choices = ModelOptions { today, drafts: options.drafts, future: options.future, faulty };
    let site = diagnostics.take(model::assemble(
        &config,
        &inventory,
        documents,
        &choices,
        (&slugger, &memory.readings),
    ));
    let theme = diagnostics.hear(&theme);
    let mentions: Arc<dyn relate::Mentions> = theme.clone();
    let Outcome { value: relations, diagnostics: found } =
        relate::relate(&config, &inventory, &site, &mentions, (&*files, &slugger, &memory.relations));
    diagnostics.extend(site.inheritance.settle(found));
    let parts = render::Parts { config, inventory, site, relations, theme, files, bodies, today };
    let world = Arc::new(World::new(parts));
    let plan = diagnostics.take(render::plan(world, &memory.jobs));
    let lowered = lower(&plan.world().config, diagnostics.into_vec());
    Outcome { value: plan, diagnostics: lowered }
}

impl Memory {
    /// For a plan of the same files with other options: what depends on options is made anew, the
    /// documents, which do not, are shared.
    pub fn for_other_options(&self) -> Memory {
        Memory { documents: self.documents.clone(), ..Memory::of_one_plan() }
    }

    fn of_one_plan() -> Memory {
        Memory {
            documents: None,
            readings: model::Readings::default(),
            relations: relate::Memory::default(),
            jobs: render::Memory::default(),
            slugger: Mutex::default(),
            config: Looked::default(),
            inventory: Looked::default(),
            theme: Looked::default(),
        }
    }

    fn config(&self, files: &dyn Files) -> Arc<Outcome<Arc<Config>>> {
        self.config.get((), files, |(), files| {
            let mut diagnostics = Diagnostics::default();
            let config = diagnostics.take(config::load(files));
            diagnostics.extend(config::check_codes(files, &codes()));
            diagnostics.with(Arc::new(config))
        })
    }

    fn inventory(&self, files: &dyn Files) -> Arc<Outcome<Arc<scan::Inventory>>> {
        self.inventory.get((), files, |(), files| scan::scan(files).map(Arc::new))
    }

    fn theme(&self, files: &dyn Files, config: &Arc<Config>) -> Arc<Outcome<Arc<render::Theme>>> {
        self.theme
            .get(config.clone(), files, |config, files| render::Theme::load(files, config).map(Arc::new))
    }

    /// Parses what is not known, and forgets what is not there any more.
    fn parse_all(
        &self,
        bodies: &parse::Bodies,
        files: &dyn Files,
        inventory: &scan::Inventory,
        config: &Config,
    ) -> Vec<Arc<Document>> {
        let markup = config.markup;
        let parse = |source: &scan::Source| Arc::new(parse::parse_keeping(bodies, files, source, &markup));
        let Some(known) = &self.documents else {
            return parallel::each(&inventory.sources).map(parse).collect();
        };
        let from =
            |source: &scan::Source| Understood { bytes: files.read(&source.path), kind: source.kind, markup };
        known.of_all(&inventory.sources, |source| &source.path, from, |source, _| parse(source))
    }

    /// Room for the bodies of one plan. Where another plan follows, few of them are printed.
    fn bodies(&self) -> parse::Bodies {
        if self.documents.is_some() { parse::Bodies::none() } else { parse::Bodies::usual() }
    }

    /// What makes the names of a site's addresses.
    fn slugger(&self, config: &Config) -> Arc<Slugger> {
        let mut known = self.slugger.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = known.take().filter(|slugger| slugger.is_of(config.slugs, &config.pinyin));
        let slugger = fits.unwrap_or_else(|| Arc::new(Slugger::new(config.slugs, &config.pinyin)));
        *known = Some(slugger.clone());
        slugger
    }
}

/// The day in the site's time zone. A zone that cannot be read was reported with the configuration;
/// UTC then stands in for it.
pub fn today_in(config: &Config, now: jiff::Timestamp) -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::get(&config.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    now.to_zoned(zone).date()
}

/// Applies the severities that the site lowers. A problem that the site switches off is dropped here,
/// by the site's own word.
pub fn lower(config: &Config, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut lowered = Vec::with_capacity(diagnostics.len());
    for mut diagnostic in diagnostics {
        match config.severities.get(diagnostic.code.as_ref()) {
            Some(Some(severity)) => diagnostic.severity = *severity,
            Some(None) => continue,
            None => {}
        }
        lowered.push(diagnostic);
    }
    without_doubles(lowered)
}

/// Texts that an error names and that are not left out yet. An error elsewhere (configuration, theme)
/// cannot be left out and stays.
fn faulty_texts(diagnostics: &[Diagnostic], known: &BTreeSet<FilePath>) -> BTreeSet<FilePath> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .filter_map(|diagnostic| diagnostic.place.as_ref())
        .map(|place| &place.file)
        .filter(|file| file.below("content").is_some() && !known.contains(*file))
        .cloned()
        .collect()
}

fn without_doubles(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        if seen.insert(format!("{diagnostic:?}")) {
            kept.push(diagnostic);
        }
    }
    kept
}

/// A problem with its line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The problem.
    pub diagnostic: Diagnostic,
    /// Where it stands; none when it concerns no file, or a file as a whole.
    pub location: Option<Location>,
}

/// Finds line and column of each problem, reading each file once, and puts them in order of file and
/// place. A file that can no longer be read leaves its problems without a line.
pub fn locate(files: &dyn Files, diagnostics: Vec<Diagnostic>) -> Vec<Report> {
    let mut texts: BTreeMap<FilePath, Option<String>> = BTreeMap::new();
    let mut at = |place: &Place| {
        let text = texts.entry(place.file.clone()).or_insert_with(|| parse::text(files, &place.file));
        parse::locate(&place.file, text.as_deref()?, &place.spot)
    };
    let reports = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let location = diagnostic.place.as_ref().and_then(&mut at);
            let other = diagnostic.other.as_ref().and_then(|place| Some((place.clone(), at(place)?)));
            let diagnostic = match other {
                Some((place, location)) => with_other_place(diagnostic, &place, &location),
                None => diagnostic,
            };
            Report { diagnostic, location }
        })
        .collect();
    in_order(without_explained(reports))
}

/// The problem with the line of its other place beside the cure.
fn with_other_place(problem: Diagnostic, other: &Place, at: &Location) -> Diagnostic {
    let (line, file) = (at.line, &other.file);
    let told = if problem.place.as_ref().is_some_and(|place| place.file == *file) {
        words!("另一处在第 {line} 行", "the other stands in line {line}")
    } else {
        words!("另一处在“{file}”第 {line} 行", "the other stands in `{file}`, line {line}")
    };
    let joined = match &problem.help {
        Some(help) => Words::new(format!("{}；{}", help.zh, told.zh), format!("{}; {}", help.en, told.en)),
        None => told,
    };
    problem.help(joined)
}

/// The problems without those whose cure is a part of another's on the same line.
fn without_explained(mut reports: Vec<Report>) -> Vec<Report> {
    let line = |report: &Report| {
        let place = report.diagnostic.place.as_ref()?;
        Some((place.file.clone(), report.location.as_ref()?.line))
    };
    let told: BTreeSet<_> = reports
        .iter()
        .filter_map(|report| Some((report.diagnostic.code.to_string(), line(report)?)))
        .collect();
    reports.retain(|report| {
        let code = &report.diagnostic.code;
        let Some(line) = line(report) else { return true };
        let by = yaml::explained_by(code).iter().chain(markdown::explained_by(code));
        !by.into_iter().any(|code| told.contains(&(code.name.to_owned(), line.clone())))
    });
    reports
}

/// Puts problems in order of file and place.
pub fn in_order(mut reports: Vec<Report>) -> Vec<Report> {
    reports.sort_by(|a, b| order(a).cmp(&order(b)));
    reports
}

fn order(report: &Report) -> (Option<&FilePath>, u32, u32, Severity, &str) {
    let (line, column) = report.location.as_ref().map_or((0, 0), |at| (at.line, at.column));
    let diagnostic = &report.diagnostic;
    (diagnostic.place.as_ref().map(|place| &place.file), line, column, diagnostic.severity, &diagnostic.code)
}

impl write::Work for Plan {
    fn routes(&self) -> Vec<base::Route> {
        Plan::routes(self).cloned().collect()
    }

    fn run(&self, route: &base::Route) -> render::Rendered {
        Plan::run(self, route)
    }
}
