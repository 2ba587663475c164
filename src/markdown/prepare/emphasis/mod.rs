//! Emphasis beside CJK punctuation: `**重点。**后文`.
//!
//! CommonMark asks of the characters beside a delimiter run whether they are spaces or punctuation,
//! and Chinese has no spaces; so a run between `。` and a letter closes nothing. The rule of
//! markdown-cjk-friendly (specification by Tatsunori Uchino, proposed to CommonMark) lets a CJK
//! character on either side of a run count as a space would. `pulldown_cmark` has no hook for it, but
//! it asks only the neighbours: signs put beside a run ([`FLANK`] facing it, a guard facing out, so
//! that other delimiters still see punctuation) give exactly the answers of the rule.

use std::ops::Range;

use crate::markdown::cjk::{
    is_cjk, is_curly_quote, is_glyph_selector, is_ideographic_selector, is_punctuation,
};
use crate::markdown::prepared::{FLANK, Rewriter};

/// What stands beside a delimiter run.
struct Neighbours {
    /// The character before the run.
    before: char,
    /// The same, or what it selects a glyph of.
    base: char,
    /// Whether the base is CJK to the rule.
    base_is_cjk: bool,
    /// The character after the run.
    after: char,
    /// Whether that is CJK to the rule.
    after_is_cjk: bool,
}

impl Neighbours {
    /// `None` when the run touches a space or an end: then CommonMark's answer stands.
    fn of(text: &str, run: &Range<usize>) -> Option<Neighbours> {
        let mut ahead = text[run.end..].chars();
        let mut behind = text[..run.start].chars().rev();
        let after = ahead.next()?;
        let before = behind.next()?;
        if after.is_whitespace() || before.is_whitespace() {
            return None;
        }
        let base = if is_glyph_selector(before) { behind.next().unwrap_or(before) } else { before };
        let wide_quote = |char: char, next: char| is_curly_quote(char) && next == '\u{FE01}';
        Some(Neighbours {
            before,
            base,
            base_is_cjk: is_cjk(base) || wide_quote(base, before),
            after,
            after_is_cjk: is_cjk(after) || ahead.next().is_some_and(|next| wide_quote(after, next)),
        })
    }

    /// Whether a run that cannot open here should: it faces punctuation from beside a letter.
    fn should_open(&self) -> bool {
        is_punctuation(self.after)
            && !is_punctuation(self.before)
            && (self.after_is_cjk
                || self.base_is_cjk
                || is_ideographic_selector(self.before)
                || is_punctuation(self.base))
    }

    /// Whether a run that cannot close here should: it turns its back on punctuation.
    fn should_close(&self) -> bool {
        is_punctuation(self.before) && !is_punctuation(self.after) && (self.after_is_cjk || self.base_is_cjk)
    }

    /// Whether the run closes only because a selector hides the punctuation before it.
    fn should_not_close(&self) -> bool {
        self.selects_punctuation() && !self.base_is_cjk && !self.after_is_cjk && !is_punctuation(self.after)
    }

    fn selects_punctuation(&self) -> bool {
        is_glyph_selector(self.before) && is_punctuation(self.base)
    }
}

/// Puts signs beside a delimiter run where the rule wants another answer than CommonMark gives.
pub(super) fn run(text: &str, run: Range<usize>, rewriter: &mut Rewriter<'_>) {
    let delimiter = text.as_bytes()[run.start];
    if delimiter == b'~' && run.len() != 2 {
        return;
    }
    let Some(beside) = Neighbours::of(text, &run) else { return };
    if beside.before == '|' || beside.after == '|' {
        return;
    }
    let (ahead, behind) = (run.end..run.end, run.start..run.start);
    if delimiter == b'_' {
        if beside.selects_punctuation() {
            put(rewriter, behind, |guard| [Some(guard), None]);
        }
    } else if beside.should_open() {
        put(rewriter, ahead, |guard| [Some(FLANK), Some(guard)]);
    } else if beside.should_close() {
        put(rewriter, behind, |guard| [Some(guard), Some(FLANK)]);
    } else if beside.should_not_close() {
        put(rewriter, behind, |guard| [Some(guard), None]);
    }
}

fn put(rewriter: &mut Rewriter<'_>, at: Range<usize>, signs: impl FnOnce(char) -> [Option<char>; 2]) {
    if let Some(guard) = rewriter.guard() {
        rewriter.put(at.start, signs(guard).into_iter().flatten());
    }
}

#[cfg(test)]
mod tests;
