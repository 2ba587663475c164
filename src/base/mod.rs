//! The ground floor: what every other floor stands on and that knows none of them.
//!
//! Diagnostics as data, places in source files, the doors to the disk ([`files`] for reading,
//! [`store`] for writing), addresses of output files ([`route`]), and the small arts of Chinese
//! text: encodings, slugs, numerals, dates, comparison keys.

#[macro_use]
pub mod diagnostic;
pub mod date;
pub mod digest;
pub mod encoding;
pub mod files;
pub mod fold;
pub mod lang;
pub mod memo;
pub mod network;
pub mod numeral;
pub mod parallel;
pub mod path;
pub mod pinyin;
pub mod place;
pub mod portable;
pub mod progress;
pub mod route;
pub mod slug;
pub mod store;

pub use diagnostic::{Code, Diagnostic, Diagnostics, Outcome, Severity, Words};
pub use lang::Lang;
pub use memo::Memo;
pub use path::FilePath;
pub use place::{Location, NodePath, Place, Span, Spot};
pub use route::Route;

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [date::CODES, encoding::CODES, &files::codes()].concat()
}
