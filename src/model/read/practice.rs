//! Practices, as far as the front matter tells of them.

use crate::model::keys::{case, practice};
use crate::model::{NamedDimension, Practice};
use crate::yaml::{Entry, Fields, Map, Node, Placed, Scalar, ScalarKind};

use super::count::Listed;
use super::framework::is_by_table;
use super::values::{declared, listed_names, names_of, parted_at_colon, value, values};

/// Reads the practices of a case: names, maps by the table, and `三亮三比工程: [亮身份, 亮职责]`.
pub(super) fn practices(fields: &mut Fields<'_>) -> Vec<Practice> {
    let mut practices = Vec::new();
    for node in fields.items(&case::PRACTICES) {
        match node.value {
            Node::Map(map) if is_by_table(map, &practice::PRACTICE) => {
                let map = Fields::new(fields.file(), map, node.path, &practice::PRACTICE);
                practices.extend(as_map(fields, map));
            }
            Node::Map(map) => {
                for (index, entry) in map.entries.iter().enumerate() {
                    practices.push(keyed(fields, entry, node.path.child(index)));
                }
            }
            Node::Scalar(_) | Node::List(_) => {
                if let Some(practice) = with_parts(&node) {
                    practices.push(practice);
                    continue;
                }
                practices.extend(names_of(fields, &node, &case::PRACTICES).into_iter().map(named));
            }
        }
    }
    practices
}

/// `三亮三比：亮身份、亮职责` on one line.
fn with_parts(node: &Placed<&Node>) -> Option<Practice> {
    let (name, rest) = parted_at_colon(node.value)?;
    let items = listed_names(rest)?.into_iter().map(str::to_owned).collect();
    Some(Practice { items, ..named(Placed { value: name.to_owned(), path: node.path.clone() }) })
}

fn named(name: Placed<String>) -> Practice {
    Practice {
        name: name.value,
        dimensions: Vec::new(),
        section: None,
        items: Vec::new(),
        declared: None,
        kind: None,
        extra: Map::default(),
        place: name.path,
    }
}

/// A name and its parts (`三亮三比: 亮身份、亮职责`), or a name and the section that tells of it.
fn keyed<'a>(fields: &mut Fields<'a>, entry: &'a Entry, path: crate::base::NodePath) -> Practice {
    let practice = named(Placed { value: entry.key.trim().to_owned(), path: path.clone() });
    match &entry.value {
        Node::Scalar(scalar) if scalar.kind == ScalarKind::Null => practice,
        Node::Scalar(_) => {
            let node = Placed { value: &entry.value, path };
            let mut names = names_of(fields, &node, &practice::ITEMS);
            match (names.pop(), names.is_empty()) {
                (Some(section), true) => {
                    Practice { section: Some((section.value, section.path)), ..practice }
                }
                (last, _) => {
                    names.extend(last);
                    Practice { items: values(names), ..practice }
                }
            }
        }
        Node::Map(map) => {
            let mut map = Fields::new(fields.file(), map, path, &practice::PRACTICE);
            // A name inside is the name; what stands before the colon is kept beside it.
            match map.text(&practice::NAME) {
                Some(inside) => {
                    let mut practice = read(fields, map, named(inside));
                    let null = Scalar { text: String::new(), kind: ScalarKind::Null };
                    let outer = Entry { key: entry.key.clone(), value: Node::Scalar(null) };
                    practice.extra.entries.push(outer);
                    practice
                }
                None => read(fields, map, practice),
            }
        }
        Node::List(_) => {
            let list = Placed { value: &entry.value, path };
            let items = list.items();
            let names = items.iter().flat_map(|item| names_of(fields, item, &practice::ITEMS)).collect();
            Practice { items: values(names), ..practice }
        }
    }
}

fn as_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>) -> Option<Practice> {
    let section = map.text(&practice::SECTION);
    // A practice without a name is that of its section.
    let name = match (map.text(&practice::NAME), section) {
        (Some(name), _) => Some(name),
        (None, Some(section)) => Some(section),
        (None, None) => map.required_text(&practice::NAME),
    };
    match name {
        Some(name) => Some(read(fields, map, named(name))),
        None => {
            fields.take(map.finish());
            None
        }
    }
}

fn read<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>, practice: Practice) -> Practice {
    let dimension = |name: Placed<String>| NamedDimension { name: name.value, place: name.path };
    let declared = declared(&mut map, &practice::DECLARED);
    let practice = Practice {
        dimensions: map.names(&practice::DIMENSIONS).into_iter().map(dimension).collect(),
        section: map.text(&practice::SECTION).map(|section| (section.value, section.path)),
        items: values(map.names(&practice::ITEMS)),
        declared: declared.as_ref().map(|declared| declared.value),
        kind: value(map.text(&practice::KIND)),
        ..practice
    };
    let listed = Listed { name: &practice.name, count: practice.items.len(), partial: None };
    listed.check(&mut map, declared.as_ref());
    Practice { extra: fields.take(map.finish()), ..practice }
}
