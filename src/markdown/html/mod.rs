//! Markdown to HTML, as seen from a page.

mod escape;
mod notes;
mod printer;
mod raw;
mod resolve;
#[cfg(test)]
mod tests;

pub(super) use raw::is_too_deep;
pub use resolve::{AsTyped, Href, Resolve, Source};

use crate::base::{Lang, Span};
use crate::config::{Dialect, Markup, RawHtml};

use super::heads::{self, Head};
use super::prepare;
use super::reading::{Token, read};
use printer::{Printer, TooDeep};

/// How a body, or a part of it, is printed.
#[derive(Clone, Copy)]
pub struct Print<'a> {
    /// The body that the printed part belongs to: its definitions and footnotes hold in every part.
    pub body: Span,
    /// Stands before every id and every link to one, so that several texts share a page.
    pub id_prefix: &'a str,
    /// The level of the highest headings, 1 to 6: those below follow it without a gap. `None` leaves all
    /// levels as typed.
    pub top_level: Option<u8>,
    /// The language of what is added for readers who hear the page.
    pub lang: Lang,
    /// Knows the site.
    pub resolver: &'a dyn Resolve,
    /// For a preview, what the attribute `data-line` of a block says that begins at a byte of the text.
    pub lines: Option<&'a dyn Fn(u32) -> String>,
}

impl<'a> Print<'a> {
    /// Prints a body as it is, in Chinese.
    pub fn new(body: Span, resolver: &'a dyn Resolve) -> Print<'a> {
        Print { body, id_prefix: "", top_level: None, lang: Lang::Zh, resolver, lines: None }
    }
}

/// Prints a part of a body: the whole, the section of a heading, or any other span.
///
/// A section comes out exactly as in the whole: reference definitions and footnotes of the whole body
/// hold, ids and the numbers of footnotes are the same; the footnotes that it refers to follow it.
/// Blocks that the span cuts are left out, but not the whole blocks inside them. The cost is that of
/// reading the body once and of printing the part.
///
/// With [`Dialect::CommonMark`] the output is what CommonMark 0.31 asks for, raw HTML included: no
/// rule of ours holds then, [`Markup::raw_html`] neither.
pub fn html(text: &str, span: Span, markup: &Markup, how: &Print<'_>) -> String {
    let prepared = prepare::body(text, prepare::clamped(text, how.body), markup.dialect);
    let mut reading = read(text, &prepared, markup);
    let heads = match markup.dialect {
        Dialect::CommonMark => Vec::new(),
        Dialect::Fengcai => heads::find(text, &mut reading.tokens, markup.dialect),
    };
    print((&reading.tokens, &heads), prepare::clamped(text, span), markup, how)
}

/// Prints a part of what was read.
pub(super) fn print(
    (tokens, heads): (&[Token<'_>], &[Head]),
    span: Span,
    markup: &Markup,
    how: &Print<'_>,
) -> String {
    match Printer::new(tokens, heads, markup, how).print(span) {
        Ok(html) => html,
        Err(TooDeep) => {
            let markup = Markup { raw_html: RawHtml::Escape, ..*markup };
            // Without raw HTML nothing is cleaned, so nothing can be too deep for that.
            Printer::new(tokens, heads, &markup, how).print(span).unwrap_or_default()
        }
    }
}
