//! YAML values that lose nothing: order, duplicate keys and the text of every scalar are kept.
//!
//! The only home of `serde_yaml`. Front matter of the plainest form is cut at its signs without it (`ordinary`);
//! properties hold that way against the long one.

mod characters;
#[macro_use]
pub mod fields;
mod locate;
mod node;
mod offsets;
mod ordinary;
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

/// The codes of the problems that say all that a problem of this code says, and more, where both stand on
/// one line: `- 来源: 校报: 第三版` where a text is wanted is to be quoted as a whole, and a name that is not
/// known is to be written otherwise, whatever stands before its value.
pub fn explained_by(code: &str) -> &'static [&'static Code] {
    static BY_TYPE: &[&Code] = &[&fields::typed::WRONG_TYPE];
    static BY_KEY: &[&Code] = &[&SIMILAR_KEY, &fields::UNKNOWN_KEY];
    match code {
        code if code == slips::UNQUOTED_COLON.name => BY_TYPE,
        code if code == slips::LOOSE_COLON.name => BY_KEY,
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
