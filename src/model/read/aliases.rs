//! `aliases` as other generators use it: for old addresses, which are `redirects` here.

use crate::base::{Diagnostic, NodePath, Place};
use crate::parse::Document;
use crate::yaml::{Map, Node};

codes! {
    MISUSED_ALIASES = "misused-aliases" Warning {
        "aliases（别名）在这里是其他名称；旧网址请写在 redirects（旧网址）里。",
        "`aliases` are other names here; old addresses belong under `redirects`."
    }
}

/// Reports a key for other names, which the kind of text does not have, when it holds addresses.
pub(super) fn check(document: &Document, extra: &Map) -> Option<Diagnostic> {
    let is_misused =
        |key: &str, value: &Node| matches!(key, "aliases" | "alias" | "别名") && is_address(value);
    if !extra.entries.iter().any(|entry| is_misused(&entry.key, &entry.value)) {
        return None;
    }
    let entries = document.front.map.entries.iter();
    let (index, entry) = entries.enumerate().find(|(_, entry)| is_misused(&entry.key, &entry.value))?;
    let place = Place::key(&document.path, &NodePath::default().child(index));
    let key = &entry.key;
    let message = words!("“{key}”不是旧网址", "`{key}` holds no old addresses");
    let help = words!("把“{key}”改成“旧网址”（redirects）", "write `redirects` instead of `{key}`");
    Some(Diagnostic::new(&MISUSED_ALIASES, place, message).help(help))
}

fn is_address(value: &Node) -> bool {
    match value {
        Node::Scalar(scalar) => scalar.text.trim_start().starts_with('/'),
        Node::List(items) => items.iter().any(is_address),
        Node::Map(_) => false,
    }
}
