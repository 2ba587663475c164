//! Checks a theme: draws everything it can draw over a specimen that uses every field of every view, and
//! reads its templates for what drawing does not show.

mod mirror;
mod specimen;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::files::{Files, Layered};
use crate::base::{Diagnostic, FilePath, Lang, Outcome, Route, Severity, parallel};
use crate::config::Config;
use crate::pipeline;
use crate::render::{self, Plan, Reference, Theme};

pub use mirror::reference;
use specimen::{Extent, OnlyThemes};

/// Which theme is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A theme by name, on a specimen alone.
    Theme(String),
    /// The theme that the site uses, and what the site overrides of it, on the site's own texts with a
    /// specimen beside them.
    Site,
}

/// What was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The theme.
    pub theme: String,
    /// How many pages were drawn.
    pub pages: usize,
}

/// Checks a theme of the site whose own files are `own`.
pub fn check(own: &Arc<dyn Files>, subject: &Subject) -> Outcome<Checked> {
    let reference = reference();
    let mut trial = Trial::new(&reference);
    let (theme, config) = match subject {
        Subject::Theme(name) => (name.clone(), None),
        Subject::Site => {
            let config = trial.site(own);
            (config.theme.clone(), Some(config))
        }
    };
    trial.theme(own, &theme);
    let Trial { pages, mut diagnostics, rendered, reference: _ } = trial;
    let drawn = rendered.iter().map(|(route, found)| (route, found.as_slice()));
    diagnostics.extend(render::gather(drawn));
    if let Some(config) = config {
        diagnostics = pipeline::lower(&config, diagnostics);
    }
    Outcome { value: Checked { theme, pages }, diagnostics }
}

/// A check under way.
struct Trial<'a> {
    reference: &'a Reference,
    pages: usize,
    diagnostics: Vec<Diagnostic>,
    /// What each page of each specimen could not draw.
    rendered: Vec<(Route, Vec<Diagnostic>)>,
}

impl<'a> Trial<'a> {
    fn new(reference: &'a Reference) -> Trial<'a> {
        Trial { reference, pages: 0, diagnostics: Vec::new(), rendered: Vec::new() }
    }

    /// Tries the site as it is, with the texts of the full specimen beside its own; hands back its
    /// configuration.
    fn site(&mut self, own: &Arc<dyn Files>) -> Config {
        let files: Arc<dyn Files> =
            Arc::new(Layered::new(vec![own.clone(), Extent::Full.files(), pipeline::embedded()]));
        let Outcome { value: plan, diagnostics } = specimen::plan(files.clone());
        let is_wanted = |found: &Diagnostic| is_of_theme(found) || is_call(found, &**own);
        self.diagnostics.extend(diagnostics.into_iter().filter(is_wanted));
        let overridden = |path: &FilePath| path.below("templates").is_some();
        self.read(&*files, &plan.world().config, &overridden);
        self.draw(&plan);
        Config::clone(&plan.world().config)
    }

    /// Tries a theme on both specimens.
    fn theme(&mut self, own: &Arc<dyn Files>, name: &str) {
        let themes: Arc<dyn Files> =
            Arc::new(Layered::new(vec![Arc::new(OnlyThemes(own.clone())), pipeline::embedded()]));
        let folder = format!("themes/{name}");
        for extent in Extent::ALL {
            let files = extent.site(name, themes.clone());
            let plan = specimen::plan(files.clone()).value;
            if extent == Extent::Full {
                self.read(&*files, &plan.world().config, &|path| path.below(&folder).is_some());
            }
            self.draw(&plan);
        }
    }

    /// Reads the theme of a site, in both languages.
    fn read(&mut self, files: &dyn Files, config: &Config, own: &dyn Fn(&FilePath) -> bool) {
        let Outcome { value: theme, diagnostics } = Theme::load(files, config);
        let is_whole = diagnostics.iter().all(|found| found.severity != Severity::Error);
        self.diagnostics.extend(diagnostics);
        if !is_whole {
            return;
        }
        self.diagnostics.extend(theme.survey(self.reference, own));
        for lang in [Lang::Zh, Lang::En].into_iter().filter(|lang| *lang != config.lang) {
            let other = Theme::load(files, &Config { lang, ..config.clone() }).value;
            self.diagnostics.extend(theme.untranslated(&other, lang, own));
            self.diagnostics.extend(other.untranslated(&theme, config.lang, own));
        }
    }

    /// Draws every page. A theme that did not load draws none, and why was told.
    fn draw(&mut self, plan: &Plan) {
        let is_fatal = |found: &Diagnostic| {
            let is_absent = found.code == render::ABSENT_THEME_CODE.name;
            is_absent || found.severity == Severity::Error && is_of_theme(found)
        };
        if self.diagnostics.iter().any(is_fatal) {
            return;
        }
        let routes: Vec<&Route> = plan.routes().collect();
        let found: Vec<(Route, Vec<Diagnostic>)> =
            parallel::each(&routes).map(|route| ((*route).clone(), plan.run(route).diagnostics)).collect();
        self.pages += found.len();
        let faults = |found: Vec<Diagnostic>| found.into_iter().filter(is_of_theme).collect();
        self.rendered.extend(found.into_iter().map(|(route, found)| (route, faults(found))));
    }
}

/// Whether a problem lies between the theme and a text of the site that calls its shortcodes. Those of
/// the specimen show nothing that the site's writers could mend.
fn is_call(found: &Diagnostic, own: &dyn Files) -> bool {
    let is_own = |file: &FilePath| own.read(file).is_ok();
    render::CALL_CODES.iter().any(|code| code.name == found.code)
        && found.place.as_ref().is_some_and(|place| is_own(&place.file))
}

/// Whether a problem stands in a file of a theme, or in no file at all.
fn is_of_theme(found: &Diagnostic) -> bool {
    let file = found.place.as_ref().map(|place| &place.file);
    file.is_none_or(|file| file.below("themes").is_some() || file.below("templates").is_some())
}
