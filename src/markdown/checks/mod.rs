//! What is wrong with a body on its own: what Markdown swallows in silence, and what it shows as
//! something that nobody meant.
//!
//! Each file declares its codes and finds them in one pass over the tokens, looking at text only where
//! a token gives a reason to.

pub mod emphasis;
pub mod fences;
pub mod headings;
pub mod lists;
pub mod notes;
pub mod paragraphs;
pub mod pictures;
pub mod raw_html;
mod stretch;
pub mod tables;
pub mod unread;

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Diagnostics, FilePath, Place, Span, Words};
use crate::config::Markup;

use super::heads::Head;
use super::reading::Reading;

/// Every code that is spoken about bodies.
pub static CODES: &[&[&Code]] = &[
    emphasis::CODES,
    fences::CODES,
    headings::CODES,
    lists::CODES,
    notes::CODES,
    paragraphs::CODES,
    pictures::CODES,
    raw_html::CODES,
    tables::CODES,
    unread::braces::CODES,
    unread::foreign::CODES,
    unread::lines::CODES,
    unread::links::CODES,
    unread::stars::CODES,
    unread::tildes::CODES,
];

/// A body as the checks see it.
pub(super) struct Subject<'c> {
    pub(super) file: &'c FilePath,
    /// The whole file.
    pub(super) text: &'c str,
    pub(super) reading: &'c Reading<'c>,
    pub(super) heads: &'c [Head],
    pub(super) markup: &'c Markup,
    /// Words of the body.
    pub(super) words: u32,
}

impl Subject<'_> {
    /// A problem of `code` at a place of the file.
    fn at(&self, code: &'static Code, span: Span, message: Words) -> Diagnostic {
        Diagnostic::new(code, Place::span(self.file, span), message)
    }
}

/// Places of one code that are told in one text; whoever has more begins with these.
const MOST: usize = 30;

/// Runs every check.
pub(super) fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut problems = Diagnostics::default();
    headings::check(subject, &mut problems);
    raw_html::check(subject, &mut problems);
    emphasis::check(subject, &mut problems);
    fences::check(subject, &mut problems);
    lists::check(subject, &mut problems);
    notes::check(subject, &mut problems);
    paragraphs::check(subject, &mut problems);
    pictures::check(subject, &mut problems);
    tables::check(subject, &mut problems);
    unread::check(subject, &mut problems);
    found.extend(first(MOST, problems.into_vec()));
}

/// The first `most` problems of each code, the last of which says how many there are: whoever types a
/// sign wrongly does it all through a text.
fn first(most: usize, problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for problem in &problems {
        counts.entry(problem.code.to_string()).or_default().0 += 1;
    }
    let mut kept = Vec::with_capacity(problems.len().min(counts.len() * most));
    for mut problem in problems {
        let Some((count, told)) = counts.get_mut(problem.code.as_ref()) else { continue };
        *told += 1;
        if *told == most && *count > most {
            problem.message.zh.push_str(&format!("（全文共 {count} 处）"));
            problem.message.en.push_str(&format!(" ({count} places in this text)"));
        }
        if *told <= most {
            kept.push(problem);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
