//! Changes to a text that are remembered, so that every place in the changed text leads back to the
//! exact place that the writer sees.

use std::ops::Range;

/// Changes to a text, collected in any order.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<Edit>);

#[derive(Clone, Debug)]
struct Edit {
    range: Range<usize>,
    with: String,
}

impl Edits {
    /// Puts `with` in place of a range of the original; an empty range inserts. Of two insertions at
    /// one place the one that came first stands first.
    pub(super) fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.0.push(Edit { range, with: with.into() });
    }

    /// Puts `with` before the byte `at` of the original.
    pub(super) fn insert(&mut self, at: usize, with: impl Into<String>) {
        self.replace(at..at, with);
    }

    /// How many changes there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Keeps the first `count` changes only.
    pub(super) fn truncate(&mut self, count: usize) {
        self.0.truncate(count);
    }

    /// Removes a range of the original, whatever was to be changed inside of it.
    pub(super) fn cut(&mut self, range: Range<usize>) {
        self.0.retain(|edit| edit.range.start < range.start || edit.range.start >= range.end);
        self.replace(range, "");
    }

    /// Makes the changes.
    pub(super) fn apply(&mut self, original: &str) -> Repaired {
        // What is inserted at a place stands before what replaces the text there.
        self.0.sort_by_key(|edit| (edit.range.start, !edit.range.is_empty()));
        let text = String::with_capacity(original.len() + 16);
        let mut repaired = Repaired { text, runs: Vec::new() };
        let mut at = 0;
        for edit in &self.0 {
            if edit.range.start < at {
                // What is inside of a replaced stretch went with it.
                debug_assert!(edit.range.end <= at, "two repairs meet at byte {at}: {edit:?}");
                continue;
            }
            repaired.keep(original, at..edit.range.start);
            repaired.text.push_str(&edit.with);
            at = edit.range.end;
        }
        repaired.keep(original, at..original.len());
        repaired
    }
}

/// A changed text and the way back.
#[derive(Debug)]
pub(super) struct Repaired {
    /// The changed text.
    pub(super) text: String,
    runs: Vec<Run>,
}

/// A stretch that was kept.
#[derive(Debug)]
struct Run {
    repaired: usize,
    original: usize,
    length: usize,
}

impl Repaired {
    fn keep(&mut self, original: &str, range: Range<usize>) {
        self.runs.push(Run { repaired: self.text.len(), original: range.start, length: range.len() });
        self.text.push_str(&original[range]);
    }

    /// The place in the original that the start of something in the changed text stands for.
    fn original_start(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.repaired <= at);
        match self.runs.get(next.saturating_sub(1)) {
            Some(run) if at - run.repaired.min(at) < run.length => run.original + (at - run.repaired),
            // Inside inserted text the next kept stretch is meant: what was inserted stands before it.
            Some(run) => self.runs.get(next).map_or(run.original + run.length, |next| next.original),
            None => at,
        }
    }

    /// The place in the original that the end of something in the changed text stands for.
    fn original_end(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.repaired < at);
        match self.runs.get(next.saturating_sub(1)) {
            Some(run) => run.original + (at - run.repaired.min(at)).min(run.length),
            None => at,
        }
    }

    /// The range in the original that a range of the changed text stands for.
    pub(super) fn original_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.original_start(range.start);
        start..self.original_end(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back() {
        let original = "标题:对标\n单位：甲\n";
        let mut edits = Edits::default();
        let colon = original.find('：').unwrap();
        edits.replace(colon..colon + "：".len(), ": ");
        edits.insert("标题:".len(), " ");
        let repaired = edits.apply(original);
        assert_eq!(repaired.text, "标题: 对标\n单位: 甲\n");
        for word in ["标题", "对标", "单位", "甲"] {
            let at = repaired.text.find(word).unwrap();
            let expected = original.find(word).unwrap();
            assert_eq!(
                repaired.original_range(at..at + word.len()),
                expected..expected + word.len(),
                "{word}"
            );
        }
    }

    #[test]
    fn quotes_put_around_a_text_belong_to_it() {
        let original = "a: *x*\n";
        let mut edits = Edits::default();
        edits.insert(3, "'");
        edits.insert(6, "'");
        let repaired = edits.apply(original);
        assert_eq!(repaired.text, "a: '*x*'\n");
        assert_eq!(repaired.original_range(3..8), 3..6);
        assert_eq!(repaired.original_range(4..7), 3..6);
    }

    #[test]
    fn removed_text_is_stepped_over() {
        let mut edits = Edits::default();
        edits.replace(1..3, "");
        let repaired = edits.apply("abcd");
        assert_eq!(repaired.text, "ad");
        assert_eq!(repaired.original_range(0..1), 0..1);
        assert_eq!(repaired.original_range(1..2), 3..4);
    }

    #[test]
    fn without_changes_places_stay() {
        let repaired = Edits::default().apply("甲乙");
        assert_eq!(repaired.original_range(3..6), 3..6);
        assert_eq!(Edits::default().apply("").original_range(0..0), 0..0);
    }
}
