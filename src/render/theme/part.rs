//! Parts of a theme that a site may override, found by the names that people call them by.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::FilePath;

use super::Theme;
use super::source::Source;

/// A part of a theme, without what the site itself overrides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A template.
    Template {
        /// The name under which it can be extended: `sujian/case.html`.
        full_name: String,
        /// The name under which a site overrides it: `case.html`.
        name: String,
        /// Its text.
        text: String,
        /// One of its blocks, for an example: the last, because the first are lines of the page's head.
        block: Option<String>,
    },
    /// A component.
    Component {
        /// The full name of the template that defines it.
        template: String,
        /// Its name.
        name: String,
        /// Its definition.
        text: String,
    },
    /// A file that pages load.
    Asset {
        /// Its path below `assets/`.
        path: String,
        /// The file.
        file: FilePath,
    },
}

impl Theme {
    /// The part that is called so: a template (`case.html`, `case`), a component (`card`), a file of
    /// `assets/` (`style.css`). Of a part that several themes of the chain have, the nearest.
    pub fn part(&self, called: &str) -> Option<Part> {
        let template =
            |name: &str| self.chain.iter().find_map(|theme| self.sources.get(&format!("{theme}/{name}")));
        let source = template(called).or_else(|| template(&format!("{called}.html")));
        source
            .and_then(|source| self.template_part(source))
            .or_else(|| self.component_part(called))
            .or_else(|| self.asset_part(called))
    }

    /// Every name that [`Theme::part`] knows.
    pub fn part_names(&self) -> Vec<String> {
        let sources = || self.sources.values().filter_map(|source| Some((self.short_name(source)?, source)));
        let components = sources().flat_map(|(_, source)| &source.facts.components);
        let mut names: Vec<String> = sources().map(|(name, _)| name.to_owned()).collect();
        names.extend(components.map(|name| name.text.clone()));
        names.extend(self.assets.keys().cloned());
        names.sort();
        names.dedup();
        names
    }

    /// The blocks of its templates and of those that it extends, by template: what a site may write anew.
    pub fn blocks(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for source in self.sources.values() {
            let Some(name) = self.short_name(source) else { continue };
            let blocks = source.facts.blocks.iter().map(|block| block.text.as_str());
            found.entry(name).or_default().extend(blocks);
        }
        found.retain(|_, blocks| !blocks.is_empty());
        found
    }

    /// The name of a theme's template without the theme's; none of the site's own.
    fn short_name<'a>(&self, source: &'a Source) -> Option<&'a str> {
        self.chain.iter().find_map(|theme| source.name.strip_prefix(theme.as_str())?.strip_prefix('/'))
    }

    fn template_part(&self, source: &Source) -> Option<Part> {
        Some(Part::Template {
            full_name: source.name.clone(),
            name: self.short_name(source)?.to_owned(),
            text: source.text.clone(),
            block: source.facts.blocks.last().map(|name| name.text.clone()),
        })
    }

    fn component_part(&self, called: &str) -> Option<Part> {
        let is_of = |source: &Source, theme: &str| {
            source.name.strip_prefix(theme).is_some_and(|rest| rest.starts_with('/'))
        };
        let defines = |source: &Source| source.facts.components.iter().any(|name| name.text == called);
        let of_theme =
            |theme: &String| self.sources.values().find(|source| is_of(source, theme) && defines(source));
        let source = self.chain.iter().find_map(of_theme)?;
        let name = source.facts.components.iter().find(|name| name.text == called)?;
        let text = source.text[definition(&source.text, &name.range)].to_owned();
        Some(Part::Component { template: source.name.clone(), name: called.to_owned(), text })
    }

    /// A file that the site overrides is still found: what is there already is not written again.
    fn asset_part(&self, called: &str) -> Option<Part> {
        let asset = self.assets.get(called)?;
        Some(Part::Asset { path: called.to_owned(), file: asset.file.clone() })
    }
}

/// The whole of a component whose name stands at `name`: from the tag that opens it to the one that
/// closes it.
fn definition(text: &str, name: &Range<usize>) -> Range<usize> {
    let start = text[..name.start].rfind("{%").unwrap_or(name.start);
    let end = text[name.end..].find("endcomponent").map_or(text.len(), |at| name.end + at);
    let close = text[end..].find("%}").map_or(text.len(), |at| end + at + 2);
    start..close
}
