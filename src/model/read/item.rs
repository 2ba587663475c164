//! Items of lists, each a line or a map.

use crate::yaml::{Fields, Key, Map, Node, Placed, Table};

/// An item of a list as it was typed.
pub(super) enum Item<'a> {
    /// On one line.
    Line(Placed<String>),
    /// As a map, ready to be read by its table.
    Map(Fields<'a>),
}

/// Reads the items of a list. A map of a single entry whose key the table does not know is a line that
/// was parted by a colon (`国培项目: 4项`).
pub(super) fn items<'a>(fields: &mut Fields<'a>, key: &'static Key, table: &'static Table) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for node in fields.items(key) {
        match node.value {
            Node::Map(map) => match colon_line(map, table) {
                Some(line) => items.push(Item::Line(Placed { value: line, path: node.path })),
                None => items.push(Item::Map(Fields::new(fields.file(), map, node.path, table))),
            },
            Node::Scalar(_) | Node::List(_) => {
                items.extend(fields.text_of(&node, key).map(Item::Line));
            }
        }
    }
    items
}

fn colon_line(map: &Map, table: &'static Table) -> Option<String> {
    let [entry] = map.entries.as_slice() else { return None };
    let value = entry.value.as_scalar()?;
    table.find(&entry.key).is_none().then(|| format!("{} {}", entry.key, value.text))
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
