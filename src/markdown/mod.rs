//! Markdown as Chinese writers write it.
//!
//! The only home of `pulldown_cmark` and `ammonia`. [`outline()`] reads facts, [`html()`] prints.

mod address;
mod allowed;
mod ascii;
mod attributes;
mod body;
mod call;
pub mod checks;
mod cjk;
mod count;
mod facts;
mod han;
mod heads;
mod html;
mod outline;
mod plain;
mod prepare;
mod prepared;
mod prose;
mod reading;
mod split;
mod summary;
mod tags;

pub use address::{AddressKind, kind as address_kind};
pub use body::Body;
pub use facts::{excerpts, outline, outline_and_body, outline_and_excerpts};
pub use html::{AsTyped, Href, Print, Resolve, Source, html};
pub use outline::{Argument, Call, Declared, Heading, HeadingKind, Link, LinkKind, Outline, Picture};

use crate::base::Code;

/// The codes of the problems that say all that a problem of this code says, and more, where both stand on
/// one line: a line that is no heading can be no heading with a dimension.
pub fn explained_by(code: &str) -> &'static [&'static Code] {
    static BY_HEADING: &[&Code] = &[&checks::unread::lines::UNREAD_HEADING];
    if code == checks::unread::braces::UNREAD_DIMENSION.name { BY_HEADING } else { &[] }
}

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    checks::CODES.concat()
}
