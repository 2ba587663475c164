//! YAML values that lose nothing: order, duplicate keys and the text of every scalar are kept.
//!
//! The only home of `serde_yaml`.

mod node;

pub use node::{Entry, Map, Node, Scalar, ScalarKind};
