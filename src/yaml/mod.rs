//! YAML values that lose nothing: order, duplicate keys and the text of every scalar are kept.
//!
//! The only home of `serde_yaml`.

mod characters;
#[macro_use]
pub mod fields;
mod locate;
mod node;
mod offsets;
pub mod parse;
mod read;
pub mod slips;
pub mod syntax;

pub use fields::{Fields, Key, Placed, SIMILAR_KEY, Table, Wants, nearest, split_names};
pub use locate::locate;
pub use node::{Entry, Map, Node, Scalar, ScalarKind};
pub use parse::parse;
pub use slips::is_known_name;

use crate::base::Code;

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [parse::CODES, slips::CODES, syntax::CODES, fields::CODES, fields::typed::CODES].concat()
}

#[cfg(test)]
mod tests;
