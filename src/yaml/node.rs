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
    /// Anything else, and all that is quoted.
    Text,
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
}
