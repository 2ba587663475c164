//! The one configuration file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::route::UrlStyle;
use crate::base::{FilePath, Lang, NodePath, Severity};
use crate::yaml::Map;

use super::Vocabulary;

pub use crate::base::slug::SlugStyle;

/// A site's configuration, complete: what `site.yaml` leaves out has its default here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Title of the site.
    pub title: String,
    /// One or two sentences about it, for feeds and search engines.
    pub description: String,
    /// A few words that stand with the title on every page.
    pub tagline: Option<String>,
    /// Picture of `static/` that stands beside the title, as typed.
    pub emblem: Option<String>,
    /// Where it will be published: an absolute http(s) address ending in `/`. Without it there are
    /// no feeds, sitemap and canonical links.
    pub base_url: Option<String>,
    /// Language of its pages.
    pub lang: Lang,
    /// IANA time zone in which dates are meant, `Asia/Shanghai` by default.
    pub timezone: String,
    /// Name of the theme.
    pub theme: String,
    /// Settings of the theme, checked against `theme.yaml`.
    pub theme_settings: Map,
    /// Whether addresses name `index.html`.
    pub urls: UrlStyle,
    /// Whether Han characters stay in addresses.
    pub slugs: SlugStyle,
    /// Readings that overrule the built-in ones, `重庆: chongqing`.
    pub pinyin: BTreeMap<String, String>,
    /// How Markdown is read.
    pub markup: Markup,
    /// How long lists are split.
    pub paging: Paging,
    /// How feeds are made.
    pub feeds: Feeds,
    /// The menu, in order; empty: the theme's own.
    pub menu: Vec<MenuItem>,
    /// Cases that the home page shows first, by path as in the menu, in order.
    pub featured: Vec<String>,
    /// Who publishes the site.
    pub organiser: Organiser,
    /// Severities that the site lowers, by code.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The vocabulary in force.
    pub vocabulary: Vocabulary,
    /// Where the vocabulary was read, when the site has its own.
    pub vocabulary_file: Option<FilePath>,
    /// How a preview opens a line of a source in an editor: an address with `{path}` and `{line}`.
    pub editor: Option<String>,
    /// Keys that Fengcai does not know, for templates.
    pub extra: Map,
}

/// How Markdown is read. Part of what a parsed document depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Markup {
    /// What a single line break in a paragraph means.
    pub breaks: Breaks,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Exactly CommonMark, with every rule of our own switched off.
    pub dialect: Dialect,
}

/// Which Markdown is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dialect {
    /// Ours: GFM tables and the like, CJK rules, shortcodes, figures, ids.
    #[default]
    Fengcai,
    /// CommonMark 0.31 to the letter.
    CommonMark,
}

/// What a single line break in a paragraph means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Breaks {
    /// Nothing between Han characters, a space elsewhere.
    #[default]
    Join,
    /// The end of a paragraph: for texts pasted from Word.
    Paragraph,
}

/// What becomes of raw HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RawHtml {
    /// Harmless elements stay, the rest is removed and reported.
    #[default]
    Sanitize,
    /// All of it stays.
    Allow,
    /// It is shown as text.
    Escape,
}

/// How long lists are split into pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Cases or pages on one page of a list; at least 1.
    pub size: usize,
}

/// How feeds are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feeds {
    /// Entries in a feed, newest first.
    pub entries: usize,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Its text.
    pub name: String,
    /// A source path (`cases/_index.md`), a root-absolute address or one of another site.
    pub link: String,
    /// Where its link was typed in `site.yaml`.
    pub place: NodePath,
}

/// Who publishes the site, for the footer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Organiser {
    /// The organising unit.
    pub name: Option<String>,
    /// Copyright line.
    pub copyright: Option<String>,
    /// ICP registration number (备案号).
    pub icp: Option<String>,
    /// Public security registration number (公安备案号).
    pub police: Option<String>,
    /// How to reach it.
    pub contact: Option<String>,
}
