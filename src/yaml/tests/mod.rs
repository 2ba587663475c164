//! Tests that need more than one part of the floor.

mod hostile;
mod messages;
mod properties;
mod reading;
mod slips;
mod soundness;

use crate::base::{FilePath, Outcome};

use super::{Entry, Map, Node, Scalar, ScalarKind};

/// Parses a text that stands alone in its file.
fn parse(text: &str) -> Outcome<Map> {
    super::parse(&FilePath::new("a.yaml"), text, 0)
}

/// Parses a text that must be without problems.
fn clean(text: &str) -> Map {
    let outcome = parse(text);
    assert!(outcome.diagnostics.is_empty(), "{text:?}: {:?}", outcome.diagnostics);
    outcome.value
}

fn scalar(text: &str, kind: ScalarKind) -> Node {
    Node::Scalar(Scalar { text: text.to_owned(), kind })
}

fn entry(key: &str, value: Node) -> Entry {
    Entry { key: key.to_owned(), value }
}

/// A node on one line, for tables: `{a: [b, 1]}`.
fn compact(node: &Node) -> String {
    match node {
        Node::Scalar(scalar) => scalar.text.clone(),
        Node::List(items) => {
            format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join("|"))
        }
        Node::Map(map) => format!("{{{}}}", compact_map(map)),
    }
}

fn compact_map(map: &Map) -> String {
    let entries = map.entries.iter().map(|entry| format!("{}={}", entry.key, compact(&entry.value)));
    entries.collect::<Vec<_>>().join("|")
}
