//! Items of lists, each a line or a map.

use crate::base::NodePath;
use crate::yaml::{Entry, Fields, Key, Map, Node, Placed, ScalarKind, Table};

use super::line::clauses;

/// An item of a list as it was typed.
pub(super) enum Item<'a> {
    /// On one line.
    Line(Placed<String>),
    /// As a map, ready to be read by its table.
    Map(Fields<'a>),
}

/// Reads the items of a list. A map whose keys are none of the table's holds lines that were parted by
/// colons (`国培项目: 4项`), and one text with semicolons holds several lines.
pub(super) fn items<'a>(fields: &mut Fields<'a>, key: &'static Key, table: &'static Table) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for node in fields.items(key) {
        match node.value {
            Node::Map(map) => match colon_lines(map, table, &node.path) {
                Some(lines) => items.extend(lines.into_iter().map(Item::Line)),
                None => items.push(Item::Map(Fields::new(fields.file(), map, node.path, table))),
            },
            Node::Scalar(scalar) if scalar.kind == ScalarKind::Quoted => {
                items.extend(fields.text_of(&node, key).map(Item::Line));
            }
            Node::Scalar(_) | Node::List(_) => {
                let Some(text) = fields.text_of(&node, key) else { continue };
                let place = |clause: &str| Placed { value: clause.to_owned(), path: text.path.clone() };
                items.extend(clauses(&text.value).into_iter().map(|clause| Item::Line(place(clause))));
            }
        }
    }
    items
}

fn colon_lines(map: &Map, table: &'static Table, path: &NodePath) -> Option<Vec<Placed<String>>> {
    let line = |(index, entry): (usize, &Entry)| {
        let text = &entry.value.as_scalar()?.text;
        let line = format!("{} {text}", entry.key.trim()).trim_end().to_owned();
        table.find(&entry.key).is_none().then(|| Placed { value: line, path: path.child(index) })
    };
    if map.entries.is_empty() {
        return None;
    }
    map.entries.iter().enumerate().map(line).collect()
}

/// The one item of a key that stands alone: a line or a map.
pub(super) fn single<'a>(
    fields: &mut Fields<'a>,
    key: &'static Key,
    table: &'static Table,
) -> Option<Item<'a>> {
    let node = fields.node(key)?;
    match node.value {
        Node::Map(map) => Some(Item::Map(Fields::new(fields.file(), map, node.path, table))),
        Node::Scalar(_) | Node::List(_) => fields.text_of(&node, key).map(Item::Line),
    }
}
