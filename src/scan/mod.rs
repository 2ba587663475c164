//! What exists, and as what: one look at the folders, no look into the files.

mod classify;
mod ignored;
pub mod near;
#[cfg(test)]
mod tests;

use crate::base::files::{Files, Skipped};
use crate::base::portable::Unportable;
use crate::base::{Code, Diagnostic, Diagnostics, FilePath, Outcome, Place, Words};
use crate::config::load::is_site;

use ignored::Area;

pub use classify::CONTENT;

/// What the texts of a folder below `content/` are besides pages: cases, frameworks or institutions.
pub fn collection(folder: &str) -> Option<SourceKind> {
    classify::collection(&format!("{CONTENT}/{folder}"))
}

codes! {
    NO_CONTENT = "no-content" Warning {
        "文件夹 content 里没有文章。",
        "The folder `content` holds no text."
    }
    UNPORTABLE_NAME = "unportable-name" Warning {
        "static 里的文件照原名发布，这个名称在 Windows 上不能用，网站放不到那样的服务器或 U 盘上。请改名。",
        "Files of `static` are published under their names, and Windows refuses this one: the site could not be kept on such a server or stick. Rename it."
    }
}

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [CODES, near::CODES].concat()
}

/// All files of a site, classified. Every list is sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Markdown files of `content/`.
    pub sources: Vec<Source>,
    /// Other files of `content/`: pictures and attachments beside the texts. They are published only
    /// when a text names them.
    pub companions: Vec<FilePath>,
    /// Those of the companions that may be texts of another program, not saved as Markdown.
    pub foreign: Vec<FilePath>,
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

/// Looks at the folders of a site and tells what each file is.
pub fn scan(files: &dyn Files) -> Outcome<Inventory> {
    let mut found = Diagnostics::default();
    let mut ignored = Vec::new();
    let mut take = |folder: &str, area: Area| {
        let listing = files.list(folder);
        let reason = |path: &FilePath| ignored::reason(path.below(folder)?, area);
        let told = listing.skipped.iter().filter(|skipped| reason(&skipped.path).is_none());
        found.extend(told.map(Skipped::diagnostic));
        let mut taken = Vec::with_capacity(listing.files.len());
        for path in listing.files {
            match reason(&path) {
                Some(reason) => ignored.push(Ignored { path, reason }),
                None => taken.push(path),
            }
        }
        taken
    };
    let content = take(CONTENT, Area::Texts);
    let statics = take("static", Area::Static);
    let data = take("data", Area::Texts);
    let templates = take("templates", Area::Texts);
    let themes = take("themes", Area::Texts);
    found.extend(statics.iter().filter_map(unportable));
    let (texts, companions) = content.into_iter().partition::<Vec<_>, _>(|path| path.extension() == "md");
    let (readmes, texts) = texts.into_iter().partition::<Vec<_>, _>(is_readme);
    ignored.extend(readmes.into_iter().map(|path| Ignored { path, reason: readme() }));
    ignored.sort_by(|a, b| a.path.cmp(&b.path));
    let seen = classify::Texts::new(&texts);
    let sources = seen.sources();
    found.extend(near::check(&seen, &sources, &companions).into_vec());
    let foreign = companions.iter().filter(|path| near::is_foreign(path, &seen)).cloned().collect();
    // What is no site at all is told by the configuration.
    if sources.is_empty() && is_site(files) {
        found.push(no_content());
    }
    found.with(Inventory { sources, companions, foreign, statics, data, templates, themes, ignored })
}

/// A word to those who work on the folder, which GitHub and its like show beside the list of files.
fn is_readme(path: &FilePath) -> bool {
    path.stem().eq_ignore_ascii_case("readme")
}

fn readme() -> Words {
    words!("写给维护者的 README", "a README for those who work on the folder")
}

/// A file that is published under a name which not every system takes.
fn unportable(path: &FilePath) -> Option<Diagnostic> {
    let why = path.as_str().split('/').find_map(Unportable::find)?;
    let Words { zh, en } = why.words();
    let message = words!("“{path}”在有的系统上放不下：{zh}", "`{path}` cannot be kept on every system: {en}");
    let told = Diagnostic::new(&UNPORTABLE_NAME, Place::file(path), message);
    Some(told.help(words!("请改名", "rename it")))
}

fn no_content() -> Diagnostic {
    let folder = FilePath::new(CONTENT);
    Diagnostic::new(
        &NO_CONTENT,
        Place::file(&folder),
        words!("文件夹 content 里没有文章（.md 文件）", "the folder `content` holds no text (no .md file)"),
    )
    .help(words!(
        "案例放在 content/cases，一篇一个 .md 文件",
        "put each case into content/cases, one .md file each"
    ))
}
