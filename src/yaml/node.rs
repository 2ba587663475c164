//! What a YAML text says.

use serde::{Deserialize, Serialize};

/// A YAML value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Node {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A map in written order; keys may repeat.
    Map(Map),
}

/// A single value as the writer typed it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scalar {
    /// The text, after YAML's unquoting and folding, before any reading as a number: `2020-07`,
    /// `1.10`, `是`.
    pub text: String,
    /// What YAML takes it for.
    pub kind: ScalarKind,
}

/// What YAML takes a scalar for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ScalarKind {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// An integer or a decimal.
    Number,
    /// Any other text without quotes.
    Text,
    /// Text that was set apart: in quotes, or as a block after `|` or `>`. It is meant to the letter
    /// and never split at its commas.
    Quoted,
}

/// A map in written order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Map {
    /// Its entries; the number of an entry is its step in a [`crate::base::NodePath`].
    pub entries: Vec<Entry>,
}

/// One entry of a map.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entry {
    /// The key as typed.
    pub key: String,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Whether nothing was typed.
    pub fn is_null(&self) -> bool {
        matches!(self, Node::Scalar(Scalar { kind: ScalarKind::Null, .. }))
    }

    /// The single value, when it is one.
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match self {
            Node::Scalar(scalar) => Some(scalar),
            Node::List(_) | Node::Map(_) => None,
        }
    }
}

impl Map {
    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of the first entry with exactly this key. Checks read through
    /// [`super::Fields`], which knows both languages.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }
}
