//! What is wrong with a body on its own: what Markdown swallows in silence, and what it shows as
//! something that nobody meant.
//!
//! Each file declares its codes and finds them in one pass over the tokens, looking at text only where
//! a token gives a reason to.

pub mod headings;
pub mod raw_html;

use crate::base::{Code, Diagnostic, Diagnostics, FilePath, Place, Span, Words};
use crate::config::Markup;

use super::heads::Head;
use super::reading::Reading;

/// Every code that is spoken about bodies.
pub static CODES: &[&[&Code]] = &[headings::CODES, raw_html::CODES];

/// A body as the checks see it.
pub(super) struct Subject<'c> {
    pub(super) file: &'c FilePath,
    /// The whole file.
    pub(super) text: &'c str,
    pub(super) reading: &'c Reading<'c>,
    pub(super) heads: &'c [Head],
    pub(super) markup: &'c Markup,
}

impl Subject<'_> {
    /// A problem of `code` at a place of the file.
    fn at(&self, code: &'static Code, span: Span, message: Words) -> Diagnostic {
        Diagnostic::new(code, Place::span(self.file, span), message)
    }
}

/// Runs every check.
pub(super) fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    headings::check(subject, found);
    raw_html::check(subject, found);
}

#[cfg(test)]
mod tests;
