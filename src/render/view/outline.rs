//! The table of contents of a text.

use serde::Serialize;

use crate::base::route::push_fragment;
use crate::markdown::{Heading, HeadingKind, Outline};

use crate::render::theme::Shared;

view! {
    /// A heading in a table of contents.
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub(in crate::render) struct OutlineItem = "outline-item" { "目录的一项", "an entry of a table of contents" }
    pub(in crate::render) text: String => { "标题", "its heading" };
    pub(in crate::render) url: String => { "同一页里的位置", "its place in the page" };
    pub(in crate::render) dimensions: Vec<Shared> => { "它所佐证的维度", "the dimensions that it is evidence for" };
    pub(in crate::render) children: Vec<OutlineItem> => { "下一层", "what stands below it" };
}

/// Headings as a tree. Levels that are skipped leave no gap. `dimensions` tells what the heading at a
/// place of the outline is evidence for; run-in headings are shown only where they are evidence, and
/// headings without words never.
pub(in crate::render) fn outline_view(
    outline: &Outline,
    dimensions: impl Fn(u32) -> Vec<Shared>,
) -> Vec<OutlineItem> {
    let mut open: Vec<(u8, OutlineItem)> = Vec::new();
    let mut roots: Vec<OutlineItem> = Vec::new();
    for (index, heading) in outline.headings.iter().enumerate() {
        let dimensions = dimensions(index as u32);
        let is_told = match heading.kind {
            HeadingKind::RunIn => !dimensions.is_empty(),
            // A picture may stand for its words, which leaves nothing to click on.
            HeadingKind::Heading => !heading.text.trim().is_empty(),
        };
        if !is_told {
            continue;
        }
        while open.last().is_some_and(|(level, _)| *level >= heading.level) {
            close(&mut open, &mut roots);
        }
        open.push((heading.level, item(heading, dimensions)));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

fn item(heading: &Heading, dimensions: Vec<Shared>) -> OutlineItem {
    OutlineItem { text: heading.text.clone(), url: anchor(&heading.id), dimensions, children: Vec::new() }
}

fn close(open: &mut Vec<(u8, OutlineItem)>, roots: &mut Vec<OutlineItem>) {
    let Some((_, done)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, parent)) => parent.children.push(done),
        None => roots.push(done),
    }
}

/// The address of a place in the same page.
pub(in crate::render) fn anchor(id: &str) -> String {
    let mut anchor = String::with_capacity(1 + id.len());
    anchor.push('#');
    push_fragment(&mut anchor, id);
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::render::view::Link;

    fn heading(level: u8, kind: HeadingKind, text: &str) -> Heading {
        let span = Span::new(0..0);
        Heading {
            level,
            kind,
            text: text.to_owned(),
            id: text.to_owned(),
            dimensions: Vec::new(),
            span,
            section: span,
            words: 0,
            holds_content: true,
        }
    }

    fn drawn(items: &[OutlineItem]) -> String {
        items
            .iter()
            .map(|item| {
                let below = drawn(&item.children);
                if below.is_empty() { item.text.clone() } else { format!("{}({below})", item.text) }
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn outline(headings: &[(u8, HeadingKind, &str)]) -> Outline {
        let headings = headings.iter().map(|(level, kind, text)| heading(*level, *kind, text)).collect();
        Outline { headings, ..Outline::default() }
    }

    #[test]
    fn skipped_levels_leave_no_gap() {
        use HeadingKind::Heading;
        let outline = outline(&[(2, Heading, "a"), (4, Heading, "b"), (3, Heading, "c"), (2, Heading, "d")]);
        assert_eq!(drawn(&outline_view(&outline, |_| Vec::new())), "a(b c) d");
    }

    #[test]
    fn headings_without_words_are_left_out() {
        use HeadingKind::Heading;
        let outline = outline(&[(2, Heading, "a"), (2, Heading, ""), (3, Heading, "b")]);
        assert_eq!(drawn(&outline_view(&outline, |_| Vec::new())), "a(b)");
    }

    #[test]
    fn run_in_headings_are_shown_as_evidence_only() {
        use HeadingKind::{Heading, RunIn};
        let outline = outline(&[(2, Heading, "a"), (3, RunIn, "b"), (3, RunIn, "c")]);
        let evidence =
            |index| if index == 2 { vec![Shared::of(&Link::plain("教育党员"))] } else { Vec::new() };
        assert_eq!(drawn(&outline_view(&outline, evidence)), "a(c)");
    }
}
