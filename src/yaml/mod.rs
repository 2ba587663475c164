//! YAML values that lose nothing: order, duplicate keys and the text of every scalar are kept.
//!
//! The only home of `serde_yaml`.

pub mod characters;
#[macro_use]
pub mod fields;
mod locate;
mod node;
mod offsets;
pub mod parse;
mod read;
pub mod slips;
pub mod syntax;

pub use fields::{Fields, Key, Placed, Table, Wants, nearest, split_names};
pub use locate::locate;
pub use node::{Entry, Map, Node, Scalar, ScalarKind};
pub use parse::parse;

#[cfg(test)]
mod tests;
