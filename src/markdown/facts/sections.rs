//! Which text belongs to which heading.

use crate::base::Span;
use crate::markdown::heads::Head;
use crate::markdown::outline::{Heading, HeadingKind};

/// Sections, from the heading that opens one to what closes it: the next heading of its level or
/// above in the same container, or the end of the container. Any heading of the body and any other
/// run-in heading closes the section of a run-in heading.
#[derive(Default)]
pub(super) struct Sections {
    headings: Vec<Heading>,
    open: Vec<Open>,
}

/// A section that is not closed yet.
struct Open {
    /// Place of its heading.
    heading: usize,
    /// Containers around.
    depth: usize,
    /// Words before it.
    words: u32,
}

impl Sections {
    /// A heading stands at `at`, after so many words.
    pub(super) fn begin(&mut self, head: &Head, at: u32, words: u32) {
        while let Some(open) = self.open.last() {
            let before = &self.headings[open.heading];
            let closes = before.kind == HeadingKind::RunIn
                || (head.kind == HeadingKind::Heading && before.level >= head.level);
            if open.depth != head.depth || !closes {
                break;
            }
            self.close(at, words);
        }
        self.open.push(Open { heading: self.headings.len(), depth: head.depth, words });
        self.headings.push(Heading {
            level: head.level,
            kind: head.kind,
            text: head.text.clone(),
            id: head.id.clone(),
            dimensions: head.attributes.dimensions.clone(),
            span: head.span,
            section: Span { start: at, end: at },
            words: 0,
            holds_content: false,
        });
    }

    /// Something is shown that is no heading, `outermost` or more containers deep into the body. What is
    /// written in a footnote is shown at the end of the page, so it fills no section around the footnote.
    pub(super) fn fill(&mut self, outermost: usize) {
        for open in self.open.iter().rev().take_while(|open| open.depth >= outermost) {
            self.headings[open.heading].holds_content = true;
        }
    }

    /// A container ends, which has `depth` containers around and in it.
    pub(super) fn leave(&mut self, depth: usize, at: u32, words: u32) {
        while self.open.last().is_some_and(|open| open.depth >= depth && depth > 0) {
            self.close(at, words);
        }
    }

    fn close(&mut self, at: u32, words: u32) {
        if let Some(open) = self.open.pop() {
            let heading = &mut self.headings[open.heading];
            heading.section.end = at.max(heading.section.start);
            heading.words = words - open.words;
        }
    }

    /// The body ends.
    pub(super) fn finish(mut self, at: u32, words: u32) -> Vec<Heading> {
        while !self.open.is_empty() {
            self.close(at, words);
        }
        self.headings
    }
}
