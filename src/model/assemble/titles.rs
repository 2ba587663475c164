//! Titles: written, else taken from the text.

use crate::base::{Diagnostic, FilePath, NodePath, Place};
use crate::model::keys::{case, framework, institution};
use crate::parse::Document;
use crate::scan::SourceKind;
use crate::yaml::{Key, Node, Placed, SIMILAR_KEY, Table, nearest};

use super::desk::{Desk, is_broken};
use super::names::name_of;

codes! {
    MISSING_TITLE = "missing-title" Error {
        "没有标题。案例、框架和单位必须写 title（标题）。",
        "There is no title. Cases, frameworks and institutions must have one."
    }
}

/// The title of a text that cannot do without; its absence is reported.
pub(super) fn required(desk: &mut Desk<'_>, document: &Document, title: Option<&str>) -> String {
    if let Some(title) = title {
        return on_one_line(title);
    }
    let entry = entry_of(document);
    let is_told = entry.is_some_and(|index| !is_blank(&document.front.map.entries[index].value));
    // A title that is no text was told when it was read.
    if !is_told && !is_broken(document) {
        let missing = missing(document, entry);
        if let Some(place) = &missing.place {
            desk.found.take_back(&SIMILAR_KEY, place);
        }
        desk.found.push(missing);
    }
    optional(document, None)
}

/// The title of a text: written, else its first heading, else the name of its file.
pub(super) fn optional(document: &Document, title: Option<&str>) -> String {
    let heading = || first_heading(document).map(on_one_line);
    title.map(on_one_line).or_else(heading).unwrap_or_else(|| name_of(&document.path).to_owned())
}

fn first_heading(document: &Document) -> Option<&str> {
    let heading = document
        .outline
        .headings
        .iter()
        .find(|heading| heading.kind == crate::markdown::HeadingKind::Heading)?;
    (!heading.text.trim().is_empty()).then_some(heading.text.as_str())
}

pub(super) fn on_one_line(title: &str) -> String {
    if !title.contains(['\n', '\r']) {
        return title.trim().to_owned();
    }
    title.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The entry that holds the title, with a value or without.
fn entry_of(document: &Document) -> Option<usize> {
    let (table, title) = table_of(document.kind);
    let is_title = |name: &str| table.find(name).is_some_and(|key| std::ptr::eq(key, title));
    document.front.map.entries.iter().position(|entry| is_title(&entry.key))
}

/// The keys of a text, and that of its title.
fn table_of(kind: SourceKind) -> (&'static Table, &'static Key) {
    match kind {
        SourceKind::Framework => (&framework::FRAMEWORK, &framework::TITLE),
        SourceKind::Institution => (&institution::INSTITUTION, &institution::TITLE),
        _ => (&case::CASE, &case::TITLE),
    }
}

fn is_blank(value: &Node) -> bool {
    value.is_null() || matches!(value, Node::Scalar(scalar) if scalar.text.trim().is_empty())
}

fn missing(document: &Document, entry: Option<usize>) -> Diagnostic {
    let file: &FilePath = &document.path;
    let title = first_heading(document).map_or_else(|| "……".to_owned(), quoted);
    let message = words!("没有标题", "there is no title");
    let misspelt = if entry.is_none() { misspelt(document) } else { None };
    let (place, help) = match (entry, document.front.span) {
        _ if let Some((index, typed, meant)) = misspelt => (
            Place::key(file, &NodePath::default().child(index)),
            words!("把“{typed}”改为“{meant}”", "write `{meant}` instead of `{typed}`"),
        ),
        (Some(index), _) => {
            let key = &document.front.map.entries[index].key;
            (
                Place::key(file, &NodePath::default().child(index)),
                words!("写上标题：“{key}: {title}”", "write one: `{key}: {title}`"),
            )
        }
        (None, Some(span)) => (
            Place::span(file, span),
            words!("在文件头加一行“标题: {title}”", "add a line `title: {title}` to the front matter"),
        ),
        (None, None) => (
            Place::file(file),
            words!(
                "在文件最前面加三行：“---”“标题: {title}”“---”",
                "put three lines at the beginning of the file: `---`, `title: {title}`, `---`"
            ),
        ),
    };
    Diagnostic::new(&MISSING_TITLE, place, message).help(help)
}

/// The entry whose name is one slip away from that of a title: its number, its name, and the name that
/// is meant.
fn misspelt(document: &Document) -> Option<(usize, &str, &'static str)> {
    let (table, _) = table_of(document.kind);
    let names = [case::TITLE.en, case::TITLE.zh];
    document
        .front
        .map
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| table.find(&entry.key).is_none())
        .find_map(|(index, entry)| nearest(&entry.key, names).map(|meant| (index, entry.key.as_str(), meant)))
}

/// A text as it can be typed behind a colon.
fn quoted(text: &str) -> String {
    if text.contains([':', '：', '#', '"', '“', '[', '{', '*', '&', '!', '|', '>', '%', '@', '`']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        text.to_owned()
    }
}

/// Whether a title was written, for texts whose title may be taken from elsewhere.
pub(super) fn written(title: &Option<Placed<String>>) -> Option<&str> {
    title.as_ref().map(|title| title.value.as_str())
}
