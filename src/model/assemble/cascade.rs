//! Defaults that columns hand down to what stands below them (`cascade`).
//!
//! A default fills an entry that a text lacks or has left empty, before the text is read. An entry with
//! anything in it, an empty list too, is the text's own and stays whole: lists are not joined, because
//! nobody could then take an item away. Of several columns the nearest counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Diagnostic, FilePath, NodePath, Place};
use crate::model::keys::shared::{CASCADE, SHARED, Shared};
use crate::model::read::{read_case, read_column, read_framework, read_institution, read_page};
use crate::model::{Inheritance, Inherited};
use crate::parse::{Document, Front};
use crate::scan::{SourceKind, collection};
use crate::yaml::{Entry, Fields, Key, Map, Placed, Table};

use super::columns::folder_of;
use super::desk::Desk;

codes! {
    UNSHARED_DEFAULT = "unshared-default" Warning {
        "下级默认（cascade）里写了各页面不能共用的项，如标题、网址名、荣誉，不会采用。请写到各个页面里。",
        "`cascade` holds a key that texts cannot share, such as a title, an address or honours; it is not used. Write it in the texts themselves."
    }
    UNUSABLE_DEFAULT = "unusable-default" Warning {
        "下级默认（cascade）里的一项，这个栏目之下的页面都用不上。请移到用得上的栏目，或删去。",
        "A key under `cascade` is of no use to anything that can stand below the column. Move it to a column where it is, or remove it."
    }
}

/// A default of a column.
struct Handed {
    /// The entry, its value not empty.
    entry: Entry,
    /// The column's file.
    file: FilePath,
    /// The way to it there.
    path: NodePath,
}

/// The defaults of all columns, by folder below `content/`, and who took them over.
#[derive(Default)]
pub(super) struct Cascade {
    by_folder: BTreeMap<String, Vec<Handed>>,
    pub(super) inheritance: Inheritance,
}

/// What a key is to texts of one kind.
enum Name {
    /// One of their table.
    Known(&'static Key),
    /// One that a writer chose.
    Chosen(String),
}

impl Name {
    fn of(table: &'static Table, typed: &str) -> Name {
        table.find(typed).map_or_else(|| Name::Chosen(typed.trim().to_owned()), Name::Known)
    }

    fn is(&self, other: &Name) -> bool {
        match (self, other) {
            (Name::Known(one), Name::Known(other)) => std::ptr::eq(*one, *other),
            (Name::Chosen(one), Name::Chosen(other)) => one == other,
            (Name::Known(_), Name::Chosen(_)) | (Name::Chosen(_), Name::Known(_)) => false,
        }
    }
}

impl Cascade {
    /// Fills what a text lacks with the defaults of the columns above it.
    pub(super) fn hand_down(&mut self, mut document: Arc<Document>) -> Arc<Document> {
        let shared = SHARED.iter().find(|shared| shared.kind == document.kind);
        let Some(shared) = shared.filter(|_| !self.by_folder.is_empty()) else { return document };
        let folder = folder_of(&document.path).to_owned();
        let entries = document.front.map.entries.iter();
        let mut names: Vec<Name> = entries.map(|entry| Name::of(shared.table, &entry.key)).collect();
        let columns = columns_above(&folder, document.kind).filter_map(|above| self.by_folder.get(above));
        for handed in columns.flatten().filter(|handed| admits(shared, &handed.entry.key)) {
            let name = Name::of(shared.table, &handed.entry.key);
            let place = names.iter().position(|known| known.is(&name)).unwrap_or(names.len());
            match document.front.map.entries.get(place) {
                None => {
                    names.push(name);
                    entries_of(&mut document).push(handed.entry.clone());
                }
                Some(own) if own.value.is_null() => {
                    entries_of(&mut document)[place].value = handed.entry.value.clone();
                }
                Some(_) => continue,
            }
            self.inheritance.add(&document.path, handed.inherited(place));
        }
        document
    }
}

/// The entries of a document, to be changed in a copy of its own.
fn entries_of(document: &mut Arc<Document>) -> &mut Vec<Entry> {
    &mut Arc::make_mut(&mut Arc::make_mut(document).front.map).entries
}

impl Handed {
    /// The default as it stands in an entry of a text.
    fn inherited(&self, entry: usize) -> Inherited {
        Inherited {
            key: self.entry.key.trim().to_owned(),
            file: self.file.clone(),
            path: self.path.clone(),
            entry: entry as u32,
        }
    }
}

/// The folders of the columns above a text, the nearest first. A column takes nothing from itself.
fn columns_above(folder: &str, kind: SourceKind) -> impl Iterator<Item = &str> {
    let above = |folder: &&'_ str| folder.rfind('/').or((!folder.is_empty()).then_some(0));
    let folders = std::iter::successors(Some(folder), move |folder| Some(&folder[..above(folder)?]));
    folders.skip(usize::from(kind == SourceKind::Column))
}

/// Whether texts of a kind take over a default of this name: one that all of them may share, or one
/// that no kind knows and that is meant for the site's own templates.
fn admits(shared: &Shared, typed: &str) -> bool {
    match shared.table.find(typed) {
        Some(key) => shared.admits(key),
        None => SHARED.iter().all(|other| other.table.find(typed).is_none()),
    }
}

/// Takes up the defaults of a column, and tells what is wrong with them.
pub(super) fn take_up(desk: &mut Desk<'_>, document: &Document, cascade: &Placed<Map>) {
    let file = &document.path;
    let folder = folder_of(file);
    let below = |shared: &&Shared| stands_below(shared.kind, folder);
    let is_usable = |entry: &Entry| SHARED.iter().filter(below).any(|shared| admits(shared, &entry.key));
    let mut useless: Vec<Diagnostic> = Vec::new();
    let mut handed: Vec<Handed> = Vec::new();
    for (index, entry) in cascade.value.entries.iter().enumerate() {
        let path = cascade.path.child(index);
        if !is_usable(entry) {
            useless.push(no_use(Place::key(file, &path), entry.key.trim(), folder));
        } else if !entry.value.is_null() {
            handed.push(Handed { entry: entry.clone(), file: file.clone(), path });
        }
    }
    let fields = Fields::new(file, &cascade.value, cascade.path.clone(), &CASCADE);
    let mut found = fields.finish().diagnostics;
    // Of a key that is not used it is not asked whether another was meant.
    found.retain(|problem| useless.iter().all(|told| told.place != problem.place));
    found.append(&mut useless);
    found.extend(SHARED.iter().filter(below).flat_map(|shared| unreadable(desk, shared, document, &handed)));
    // One default may be read by several kinds; its fault is one.
    let mut told: Vec<Diagnostic> = Vec::new();
    for problem in found {
        if !told.contains(&problem) {
            told.push(problem);
        }
    }
    desk.found.extend(told);
    desk.cascade.by_folder.entry(folder.to_owned()).or_default().extend(handed);
}

/// What is wrong with the values of defaults, read as a text of a kind would read them: faults are told
/// where they were typed, also when no text stands below the column yet.
fn unreadable(desk: &Desk<'_>, shared: &Shared, column: &Document, handed: &[Handed]) -> Vec<Diagnostic> {
    let mut inheritance = Inheritance::default();
    let mut map = Map::default();
    for default in handed.iter().filter(|handed| shared.table.find(&handed.entry.key).is_some()) {
        inheritance.add(&column.path, default.inherited(map.entries.len()));
        map.entries.push(default.entry.clone());
    }
    let text = Document {
        path: column.path.clone(),
        kind: shared.kind,
        digest: "".into(),
        front: Front { map: map.into(), span: None },
        body: column.body,
        outline: Arc::default(),
        diagnostics: Vec::new(),
    };
    inheritance.settle(match shared.kind {
        SourceKind::Case => read_case(&text, &desk.lexicon).diagnostics,
        SourceKind::Framework => read_framework(&text).diagnostics,
        SourceKind::Institution => read_institution(&text).diagnostics,
        SourceKind::Page => read_page(&text).diagnostics,
        SourceKind::Home | SourceKind::Column => read_column(&text).diagnostics,
    })
}

/// Whether a text of a kind can stand below a folder of `content/`.
fn stands_below(kind: SourceKind, folder: &str) -> bool {
    let is_anywhere = matches!(kind, SourceKind::Page | SourceKind::Column);
    is_anywhere || folder.is_empty() || collection(folder) == Some(kind)
}

fn no_use(place: Place, key: &str, folder: &str) -> Diagnostic {
    let owner = SHARED.iter().find(|shared| shared.table.find(key).is_some_and(|key| shared.admits(key)));
    let Some(Shared { table, .. }) = owner else {
        let message = words!("各页面不能共用“{key}”", "texts cannot share `{key}`");
        let help = words!("从下级默认中删去，写到各个页面里", "remove it here and write it in the texts");
        return Diagnostic::new(&UNSHARED_DEFAULT, place, message).help(help);
    };
    let Table { zh, en, .. } = table;
    let message = words!(
        "“{key}”是{zh}的一项，content/{folder} 之下没有{zh}",
        "`{key}` is a key of {en}, and none stands below content/{folder}"
    );
    let help = words!("移到{zh}所在的栏目，或删去", "move it to the column of {en}, or remove it");
    Diagnostic::new(&UNUSABLE_DEFAULT, place, message).help(help)
}
