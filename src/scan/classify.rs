//! What a Markdown file is, by its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::FilePath;

use super::{Source, SourceKind};

/// The folder of all texts.
pub const CONTENT: &str = "content";

/// Folders of `content/` whose files are more than pages, and what they are.
pub(super) const COLLECTIONS: &[(&str, SourceKind)] = &[
    ("cases", SourceKind::Case),
    ("frameworks", SourceKind::Framework),
    ("institutions", SourceKind::Institution),
];

/// How a file's name is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// `_index.md`
    Column,
    /// `index.md`
    Index,
    /// Any other name.
    Named,
}

/// The Markdown files of `content/` seen together: what a file is may depend on its neighbours.
pub(super) struct Texts<'a> {
    /// Every Markdown file, sorted.
    files: &'a [FilePath],
    /// Markdown files that lie directly in a folder.
    by_folder: BTreeMap<String, Vec<&'a FilePath>>,
    /// Folders below a collection that stand for one thing: they hold `index.md`, or one file named
    /// as the folder.
    bundles: BTreeSet<String>,
}

impl<'a> Texts<'a> {
    /// Looks at the folders of `files` (Markdown below `content/`, sorted).
    pub(super) fn new(files: &'a [FilePath]) -> Texts<'a> {
        let mut by_folder: BTreeMap<String, Vec<&FilePath>> = BTreeMap::new();
        for file in files {
            by_folder.entry(file.parent().as_str().to_owned()).or_default().push(file);
        }
        let bundles = by_folder
            .iter()
            .filter(|(folder, _)| collection(folder).is_some() && !is_collection(folder))
            .filter(|(folder, inside)| bundle_text(folder, inside).is_some())
            .map(|(folder, _)| folder.clone())
            .collect();
        Texts { files, by_folder, bundles }
    }

    /// Every file with its kind.
    pub(super) fn sources(&self) -> Vec<Source> {
        self.files.iter().map(|file| Source { path: file.clone(), kind: self.kind(file) }).collect()
    }

    /// Markdown files that lie directly in `folder`.
    pub(super) fn inside(&self, folder: &str) -> &[&'a FilePath] {
        self.by_folder.get(folder).map_or(&[], Vec::as_slice)
    }

    /// Whether a text other than `_index.md` lies in `folder` or anywhere below it.
    pub(super) fn any_text_below(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        self.by_folder
            .range(folder.to_owned()..)
            .take_while(|(name, _)| name.as_str() < below.as_str() || name.starts_with(&below))
            .filter(|(name, _)| *name == folder || name.starts_with(&below))
            .any(|(_, inside)| inside.iter().any(|file| role(file) != Role::Column))
    }

    /// Whether a file lies in the folder of one case, framework or institution, or below it.
    pub(super) fn in_bundle(&self, path: &FilePath) -> bool {
        folders_above(path).any(|folder| self.bundles.contains(folder))
    }

    /// What `file` is.
    fn kind(&self, file: &FilePath) -> SourceKind {
        let folder = file.parent();
        match role(file) {
            Role::Column => column_kind(folder.as_str()),
            Role::Index if self.stands_for_column(file) => column_kind(folder.as_str()),
            Role::Index => collection(folder.as_str()).unwrap_or(SourceKind::Page),
            Role::Named => self.named_kind(file, folder.as_str()),
        }
    }

    fn named_kind(&self, file: &FilePath, folder: &str) -> SourceKind {
        let Some(kind) = collection(folder) else { return SourceKind::Page };
        let is_text_of_bundle =
            self.bundles.contains(folder) && bundle_text(folder, self.inside(folder)) == Some(file);
        if self.in_bundle(file) && !is_text_of_bundle { SourceKind::Page } else { kind }
    }

    /// Whether an `index.md` lies where only `_index.md` makes sense: in `content/` itself or in a
    /// collection, without an `_index.md` beside it.
    pub(super) fn stands_for_column(&self, file: &FilePath) -> bool {
        let folder = file.parent();
        role(file) == Role::Index
            && (folder.as_str() == CONTENT || is_collection(folder.as_str()))
            && !self.inside(folder.as_str()).iter().any(|file| role(file) == Role::Column)
    }
}

fn column_kind(folder: &str) -> SourceKind {
    if folder == CONTENT { SourceKind::Home } else { SourceKind::Column }
}

/// The one text for which a folder below a collection stands: its `index.md`, or the only Markdown
/// file in it when it is named as the folder (`风能/风能.md`).
fn bundle_text<'a>(folder: &str, inside: &[&'a FilePath]) -> Option<&'a FilePath> {
    if let Some(index) = inside.iter().find(|file| role(file) == Role::Index) {
        return Some(index);
    }
    let name = folder.rsplit('/').next().unwrap_or(folder);
    match inside {
        [only] if same_name(only.stem(), name) => Some(only),
        _ => None,
    }
}

fn same_name(stem: &str, folder: &str) -> bool {
    stem.trim().to_lowercase() == folder.trim().to_lowercase()
}

fn role(file: &FilePath) -> Role {
    match file.stem().to_ascii_lowercase().as_str() {
        "_index" => Role::Column,
        "index" => Role::Index,
        _ => Role::Named,
    }
}

/// What the files of a folder's collection are; `None` outside of all collections.
pub(super) fn collection(folder: &str) -> Option<SourceKind> {
    let below = folder.strip_prefix(CONTENT)?.strip_prefix('/')?;
    let first = below.split('/').next()?;
    COLLECTIONS.iter().find(|(name, _)| *name == first).map(|(_, kind)| *kind)
}

/// Whether a folder is a collection itself, not one below it.
pub(super) fn is_collection(folder: &str) -> bool {
    folder
        .strip_prefix(CONTENT)
        .and_then(|below| below.strip_prefix('/'))
        .is_some_and(|below| COLLECTIONS.iter().any(|(name, _)| *name == below))
}

/// The folders above a file, the nearest first, without the root of the site.
pub(super) fn folders_above(path: &FilePath) -> impl Iterator<Item = &str> {
    let text = path.as_str();
    text.rmatch_indices('/').map(|(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(paths: &[&str]) -> Vec<(String, SourceKind)> {
        let mut files: Vec<FilePath> = paths.iter().map(|path| FilePath::new(path)).collect();
        files.sort();
        Texts::new(&files)
            .sources()
            .into_iter()
            .map(|source| (source.path.as_str().trim_start_matches("content/").to_owned(), source.kind))
            .collect()
    }

    fn kind_of(path: &str, others: &[&str]) -> SourceKind {
        let mut paths: Vec<&str> = others.to_vec();
        paths.push(path);
        let short = path.trim_start_matches("content/");
        kinds(&paths).into_iter().find(|(name, _)| name == short).unwrap().1
    }

    #[test]
    fn places_tell_kinds() {
        use SourceKind::{Case, Column, Framework, Home, Institution, Page};
        let table = [
            ("content/_index.md", Home),
            ("content/_INDEX.MD", Home),
            ("content/about.md", Page),
            ("content/cases/风能.md", Case),
            ("content/cases/风能.MD", Case),
            ("content/cases/_index.md", Column),
            ("content/cases/第一批/_index.md", Column),
            ("content/cases/风能/index.md", Case),
            ("content/cases/第一批/风能/index.md", Case),
            ("content/cases/2023/风能.md", Case),
            ("content/cases/风能/风能.md", Case),
            ("content/cases/FengNeng/fengneng.md", Case),
            ("content/frameworks/六强.md", Framework),
            ("content/frameworks/六强/index.md", Framework),
            ("content/institutions/hnjd.md", Institution),
            ("content/news/_index.md", Column),
            ("content/news/a.md", Page),
            ("content/news/2023/a/index.md", Page),
            ("content/casesx/a.md", Page),
            ("content/news/cases/a.md", Page),
        ];
        for (path, kind) in table {
            assert_eq!(kind_of(path, &[]), kind, "{path}");
        }
    }

    #[test]
    fn a_file_named_as_its_folder_is_its_text_only_when_alone() {
        let alone = ["content/cases/风能/风能.md"];
        let files: Vec<FilePath> = alone.iter().map(|path| FilePath::new(path)).collect();
        assert!(Texts::new(&files).in_bundle(&FilePath::new("content/cases/风能/图 1.png")));

        let mut files: Vec<FilePath> =
            ["content/cases/风能/风能.md", "content/cases/风能/电气.md"].map(FilePath::new).to_vec();
        files.sort();
        let texts = Texts::new(&files);
        assert!(!texts.in_bundle(&FilePath::new("content/cases/风能/图 1.png")));
        assert!(texts.sources().iter().all(|source| source.kind == SourceKind::Case));
    }

    #[test]
    fn texts_beside_or_below_a_case_are_pages() {
        let index = "content/cases/风能/index.md";
        assert_eq!(kind_of("content/cases/风能/附录.md", &[index]), SourceKind::Page);
        assert_eq!(kind_of("content/cases/风能/资料/a.md", &[index]), SourceKind::Page);
        assert_eq!(kind_of("content/cases/风能.md", &[index]), SourceKind::Case);
        let named = "content/cases/风能/风能.md";
        assert_eq!(kind_of("content/cases/风能/资料/a.md", &[named]), SourceKind::Page);
    }

    #[test]
    fn an_index_for_a_column_is_read_as_one() {
        assert_eq!(kind_of("content/index.md", &[]), SourceKind::Home);
        assert_eq!(kind_of("content/index.md", &["content/_index.md"]), SourceKind::Page);
        assert_eq!(kind_of("content/cases/index.md", &["content/cases/a.md"]), SourceKind::Column);
        assert_eq!(kind_of("content/news/index.md", &["content/news/a.md"]), SourceKind::Page);
    }

    #[test]
    fn the_folders_above_a_file_are_counted_from_below() {
        let path = FilePath::new("content/cases/a/b.md");
        assert_eq!(folders_above(&path).collect::<Vec<_>>(), ["content/cases/a", "content/cases", "content"]);
    }
}
