//! What exists, and as what: one look at the folders, no look into the files.

use crate::base::{FilePath, Words};

/// All files of a site, classified. Every list is sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Markdown files of `content/`.
    pub sources: Vec<Source>,
    /// Other files of `content/`: pictures and attachments beside the texts. They are published only
    /// when a text names them.
    pub companions: Vec<FilePath>,
    /// Files of `static/`, copied as they are.
    pub statics: Vec<FilePath>,
    /// Files of `data/`.
    pub data: Vec<FilePath>,
    /// The site's own template overrides, below `templates/`.
    pub templates: Vec<FilePath>,
    /// Files of the site's own themes, below `themes/`.
    pub themes: Vec<FilePath>,
    /// What is not taken up, with the reason.
    pub ignored: Vec<Ignored>,
}

/// A Markdown file of `content/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub path: FilePath,
    /// What its place says it is.
    pub kind: SourceKind,
}

/// What a Markdown file is, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum SourceKind {
    /// `content/_index.md`
    Home,
    /// `content/cases/NAME.md` or `content/cases/NAME/index.md`
    Case,
    /// `content/frameworks/NAME.md`
    Framework,
    /// `content/institutions/NAME.md`
    Institution,
    /// `content/ANY/_index.md`
    Column,
    /// Any other.
    Page,
}

/// A file that is not taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The file.
    pub path: FilePath,
    /// Why: `an editor's lock file`.
    pub reason: Words,
}
