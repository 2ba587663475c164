//! Themes: the only home of Tera.
//!
//! A theme is templates, phrases and assets, put together from several layers ([`load`]). Everything
//! that can be known of it without rendering a page is checked when it is loaded. While a page is
//! rendered, templates reach the site through [`Query`] only.

pub mod assets;
mod contrast;
pub mod fault;
mod filters;
mod functions;
pub mod listing;
pub mod load;
pub mod manifest;
mod messages;
pub mod part;
pub mod phrases;
mod query;
mod running;
pub mod settings;
pub mod shortcodes;
pub mod signature;
mod source;
pub mod survey;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::base::files::{Files, ReadError};
use crate::base::{Code, Diagnostic, Diagnostics, FilePath, Outcome, Place, Route, encoding};
use crate::config::Config;
use crate::markdown::Call;
use crate::relate::{Mention, Mentions};

use super::Answer;
use fault::Sources;
use phrases::Phrases;
use shortcodes::Shortcodes;

pub use assets::ThemeAsset;
pub use fault::Fault;
pub use manifest::{KEYS as MANIFEST_KEYS, SETTING_KEYS};
pub use query::{CaseOrder, Grouping, Oracle, Query, Reply};
pub use value::Shared;

/// Every code that themes speak.
pub(super) const CODES: &[&[&Code]] = &[
    assets::CODES,
    fault::CODES,
    load::CODES,
    manifest::CODES,
    phrases::CODES,
    settings::CODES,
    shortcodes::CODES,
    survey::CODES,
];

/// Templates that outputs are made of; a complete theme has them all.
pub(super) const TEMPLATES: &[&str] = &[
    "404.html",
    "case.html",
    "cases.html",
    "column.html",
    "dimension.html",
    "facet.html",
    "framework.html",
    "frameworks.html",
    "home.html",
    "honours.html",
    "institution.html",
    "institutions.html",
    "page.html",
    "redirect.html",
    "term.html",
    "timeline.html",
    "year.html",
];

/// The component that draws what stands beside a heading that is evidence.
pub(super) const HEADING_MARKS: &str = "heading_marks";

/// Phrases that the program itself says; every theme has them.
pub(super) const PHRASES: &[&str] = &[
    "facet.dimension",
    "figure.at-least",
    "figure.at-most",
    "figure.exact",
    "figure.over",
    "figure.plain",
    "figure.qualified",
    "honours.of_year",
    "lost.title",
    "nav.home",
    "redirect.title",
];

/// A theme, ready to render.
#[derive(Clone)]
pub struct Theme {
    name: String,
    /// Itself and the themes that it extends, the nearest first.
    chain: Vec<String>,
    fingerprint: String,
    widths: Vec<u32>,
    engine: tera::Tera,
    sources: Sources,
    phrases: Arc<Phrases>,
    assets: BTreeMap<String, ThemeAsset>,
    settings: Shared,
    shortcodes: Shortcodes,
    /// Why it draws nothing, when one of its files is so wrong that none of its templates could be loaded.
    broken: Option<Box<Fault>>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("name", &self.name)
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// Loads the theme that the configuration names, with those that it extends and the site's own
    /// overrides. A theme with errors loads too, and renders nothing.
    pub fn load(files: &dyn Files, config: &Config) -> Outcome<Theme> {
        load::load(files, config)
    }

    /// Whether it draws nothing, so that nobody can know what it has. That was reported on loading.
    pub(super) fn is_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// Name of its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// One hash of all that it is made of: templates, phrases, assets, settings, language.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Widths in pixels in which pictures are offered, from small to large.
    pub fn widths(&self) -> &[u32] {
        &self.widths
    }

    /// Files that pages load, by path below `assets/`.
    pub fn assets(&self) -> &BTreeMap<String, ThemeAsset> {
        &self.assets
    }

    /// Settings in force.
    pub fn settings(&self) -> &Shared {
        &self.settings
    }

    /// Says a phrase with values. A phrase that is missing was reported on loading; its key is said.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        self.phrases.get(key).and_then(|phrase| phrase.say(value).ok()).unwrap_or_else(|| key.to_owned())
    }

    /// Whether the theme has a phrase.
    pub fn has_phrase(&self, key: &str) -> bool {
        self.phrases.get(key).is_some()
    }

    /// Renders a template with the fields of `view` and of `roots` as its variables.
    pub(super) fn render<R: Serialize, V: Serialize>(
        &self,
        template: &str,
        (roots, view): (&R, &V),
        oracle: Arc<dyn Oracle>,
    ) -> Rendering {
        if let Some(broken) = &self.broken {
            return Rendering { page: Err(broken.clone()), answers: Vec::new() };
        }
        let context = context_of(roots).and_then(|mut context| {
            context.extend(context_of(view)?);
            Ok(context)
        });
        // The engine looks once more at every byte of a text that it hands out as a `String`.
        let draw = || {
            let mut page = Vec::new();
            self.engine.render_to(template, &context?, &mut page).map(|()| page)
        };
        let (result, ran) = running::run(oracle, draw);
        let page = result.map_err(|error| Box::new(fault::rendering(&self.sources, &error, ran.complaint)));
        let answers = ran
            .asked
            .into_iter()
            .map(|(query, digest)| Answer { query: query.to_string(), digest })
            .collect();
        Rendering { page, answers }
    }
}

impl Theme {
    /// Draws what stands beside a heading that is evidence for dimensions.
    pub(super) fn heading_marks<D: Serialize>(&self, dimensions: &[D]) -> Result<String, Box<Fault>> {
        let mut arguments = tera::Context::new();
        arguments.insert("dimensions", dimensions);
        self.component(HEADING_MARKS, &arguments, None)
    }

    /// Reads a shortcode in the text of `file`, as far as the theme alone can tell.
    ///
    /// # Errors
    /// The theme has no shortcode of that name.
    pub(super) fn read_call<'s>(
        &'s self,
        file: &FilePath,
        call: &'s Call,
    ) -> Result<shortcodes::Reading<'s>, Box<Diagnostic>> {
        self.shortcodes.read(file, call)
    }

    /// Draws a shortcode around the HTML that it holds.
    pub(super) fn shortcode<'n>(
        &self,
        component: &str,
        values: impl IntoIterator<Item = (&'n str, Shared)>,
        inner_html: &str,
    ) -> Result<String, Box<Fault>> {
        let mut arguments = tera::Context::new();
        for (name, value) in values {
            arguments.insert_value(name.to_owned(), value.0);
        }
        self.component(component, &arguments, Some(inner_html))
    }

    /// Addresses of pages that templates name by a literal, and where.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (Route, Place)> {
        self.sources.values().flat_map(|source| {
            let urls = source.facts.calls.iter().filter(|call| call.function.text == "url");
            urls.filter_map(|call| {
                let path = call.literal("path")?;
                Some((functions::route_of(&path.text)?, source.place(&path.range)))
            })
        })
    }

    fn component(
        &self,
        name: &str,
        arguments: &tera::Context,
        body: Option<&str>,
    ) -> Result<String, Box<Fault>> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        self.engine
            .render_component(name, arguments, body, true)
            .map_err(|error| Box::new(fault::rendering(&self.sources, &error, None)))
    }
}

impl Mentions for Theme {
    fn of<'c>(&self, call: &'c Call) -> Vec<Mention<'c>> {
        self.shortcodes.mentions(call)
    }
}

fn context_of<T: Serialize>(view: &T) -> tera::TeraResult<tera::Context> {
    tera::Context::from_serialize(view)
}

/// What came of a template.
pub(super) struct Rendering {
    /// The bytes of its text, with addresses under the mark.
    pub(super) page: Result<Vec<u8>, Box<Fault>>,
    /// The queries that were asked.
    pub(super) answers: Vec<Answer>,
}

/// Reads and decodes a file of a theme.
fn read_text(files: &dyn Files, path: &FilePath, diagnostics: &mut Diagnostics) -> Result<String, ReadError> {
    let bytes = files.read(path)?;
    Ok(diagnostics.take(encoding::decode(path, &bytes)).text)
}
