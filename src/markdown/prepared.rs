//! Text as the Markdown parser is to see it, with the way back to the file.
//!
//! What we understand beyond Markdown is typed into a copy of the text for the parser, as signs that
//! no writer can type (noncharacters, and one rare sign that the text does not hold), and taken out of
//! all that the parser hands back. When there is nothing to add, there is no copy.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use pulldown_cmark::CowStr;

/// Faces a delimiter run from inside: neither space nor punctuation, so the run flanks.
pub(super) const FLANK: char = '\u{FDD0}';
/// Stands for a space inside an address.
pub(super) const SPACE: char = '\u{FDD3}';
/// Stands for `(` inside an address.
pub(super) const OPEN: char = '\u{FDD4}';
/// Stands for `)` inside an address.
pub(super) const CLOSE: char = '\u{FDD5}';
/// Stands for a tab inside an address.
pub(super) const TAB: char = '\u{FDD6}';

/// Rare punctuation, of which the first that the text does not hold hides a [`FLANK`] from the
/// neighbours of its delimiter run.
const GUARDS: &[char] = &[
    '\u{2E5B}',
    '\u{2E5C}',
    '\u{2E56}',
    '\u{2E4F}',
    '\u{2E45}',
    '\u{2E44}',
    '\u{10A7F}',
    '\u{10AF6}',
    '\u{1123D}',
    '\u{111CD}',
    '\u{112A9}',
    '\u{1E95F}',
    '\u{16B44}',
    '\u{1DA8B}',
    '\u{11FFF}',
    '\u{12474}',
];

/// A text for the parser.
pub(super) struct Prepared<'t> {
    text: Cow<'t, str>,
    map: Map,
    guard: Option<char>,
}

/// The way from places in a text to places in the file that it came from.
#[derive(Clone, Debug)]
pub(super) struct Map {
    /// In order; the first begins at 0.
    segments: Vec<Segment>,
    /// The segment that was asked for last. Events come in order, so the next one is near.
    last: Cell<usize>,
}

/// A stretch of a text.
#[derive(Clone, Debug)]
struct Segment {
    /// Where it begins in the text.
    at: usize,
    /// What of the file it stands for. A copy has the file's length; a substitute stands for its
    /// range as a whole, which is empty when it was only put in.
    file: Range<usize>,
    kind: SegmentKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SegmentKind {
    Copy,
    Substitute,
}

impl Map {
    /// The map of a text that is a piece of the file, from `offset` on.
    pub(super) fn piece(offset: usize, length: usize) -> Map {
        Map::new(vec![Segment { at: 0, file: offset..offset + length, kind: SegmentKind::Copy }])
    }

    fn new(segments: Vec<Segment>) -> Map {
        Map { segments, last: Cell::new(0) }
    }

    fn segment(&self, at: usize) -> &Segment {
        let begins = |place: usize| self.segments.get(place).is_some_and(|segment| segment.at <= at);
        let mut place = self.last.get();
        if !begins(place) || begins(place + 2) {
            place = self.segments.partition_point(|segment| segment.at <= at).saturating_sub(1);
        } else if begins(place + 1) {
            place += 1;
        }
        self.last.set(place);
        &self.segments[place]
    }

    /// Where in the file what begins at `at` begins.
    fn start(&self, at: usize) -> usize {
        let segment = self.segment(at);
        match segment.kind {
            SegmentKind::Copy => (segment.file.start + at - segment.at).min(segment.file.end),
            SegmentKind::Substitute => segment.file.start,
        }
    }

    /// Where in the file what ends before `at` ends.
    fn end(&self, at: usize) -> usize {
        let Some(last) = at.checked_sub(1) else { return self.start(0) };
        let segment = self.segment(last);
        match segment.kind {
            SegmentKind::Copy => (segment.file.start + at - segment.at).min(segment.file.end),
            SegmentKind::Substitute => segment.file.end,
        }
    }

    /// The range of the file that a range of the text stands for.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        if let [only @ Segment { kind: SegmentKind::Copy, .. }] = self.segments.as_slice() {
            return only.file.start + range.start..only.file.start + range.end;
        }
        let start = self.start(range.start);
        if range.is_empty() { start..start } else { start..self.end(range.end).max(start) }
    }
}

impl<'t> Prepared<'t> {
    /// A text that needs no changes.
    pub(super) fn plain(text: &'t str, map: Map) -> Prepared<'t> {
        Prepared { text: Cow::Borrowed(text), map, guard: None }
    }

    /// What the parser is to read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The range of the file that a range of the text stands for.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        self.map.range(range)
    }

    /// Whether the text is the file's own, without additions.
    pub(super) fn is_verbatim(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// Takes our signs out of a string that the parser read from this text.
    pub(super) fn clean<'s>(&self, string: CowStr<'s>) -> CowStr<'s> {
        if self.is_verbatim() || string.chars().all(|char| !self.is_ours(char)) {
            return string;
        }
        let mut clean = String::with_capacity(string.len());
        for char in string.chars() {
            match char {
                SPACE => clean.push(' '),
                TAB => clean.push('\t'),
                OPEN => clean.push('('),
                CLOSE => clean.push(')'),
                _ if self.is_ours(char) => {}
                _ => clean.push(char),
            }
        }
        clean.into()
    }

    fn is_ours(&self, char: char) -> bool {
        matches!(char, FLANK | SPACE..=TAB) || self.guard == Some(char)
    }
}

/// Copies a text with changes, and keeps the way back.
pub(super) struct Rewriter<'t> {
    original: &'t str,
    /// The way from the original to the file.
    base: Map,
    text: String,
    segments: Vec<Segment>,
    /// All of the original before this is done.
    done: usize,
    guard: Guard,
}

/// The sign that hides a [`FLANK`].
#[derive(Clone, Copy)]
enum Guard {
    /// Nobody asked for it yet.
    Unsought,
    Found(char),
    /// The text holds all of them, so emphasis stays as CommonMark has it.
    Missing,
}

impl<'t> Rewriter<'t> {
    pub(super) fn new(original: &'t str, base: Map) -> Rewriter<'t> {
        Rewriter {
            original,
            base,
            text: String::new(),
            segments: Vec::new(),
            done: 0,
            guard: Guard::Unsought,
        }
    }

    /// A sign of punctuation that the text does not hold.
    pub(super) fn guard(&mut self) -> Option<char> {
        if let Guard::Unsought = self.guard {
            let found = GUARDS.iter().find(|guard| !self.original.contains(**guard));
            self.guard = found.map_or(Guard::Missing, |guard| Guard::Found(*guard));
        }
        match self.guard {
            Guard::Found(guard) => Some(guard),
            Guard::Unsought | Guard::Missing => None,
        }
    }

    /// Puts `with` where `range` of the original stands. Ranges come in order and do not overlap.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        if self.text.capacity() == 0 {
            self.text.reserve(self.original.len() + self.original.len() / 16 + 64);
        }
        self.copy_to(range.start);
        let file = if range.is_empty() {
            let at = self.base.start(range.start);
            at..at
        } else {
            self.base.range(range.clone())
        };
        self.segments.push(Segment { at: self.text.len(), file, kind: SegmentKind::Substitute });
        self.text.push_str(with);
        self.done = range.end;
    }

    /// Puts signs in at a place of the original.
    pub(super) fn put(&mut self, at: usize, signs: impl Iterator<Item = char>) {
        self.replace(at..at, "");
        self.text.extend(signs);
    }

    /// Copies the original up to `end`, segment by segment of its own map.
    fn copy_to(&mut self, end: usize) {
        let mut at = self.done;
        let mut place = self.base.segments.partition_point(|segment| segment.at <= at).saturating_sub(1);
        while at < end {
            let segment = &self.base.segments[place];
            let next = self.base.segments.get(place + 1).map_or(end, |next| next.at.min(end));
            let file = match segment.kind {
                SegmentKind::Copy => {
                    segment.file.start + at - segment.at..segment.file.start + next - segment.at
                }
                SegmentKind::Substitute => segment.file.clone(),
            };
            self.segments.push(Segment { at: self.text.len() + at - self.done, file, kind: segment.kind });
            (at, place) = (next, place + 1);
        }
        if end > self.done {
            self.text.push_str(&self.original[self.done..end]);
            self.done = end;
        }
    }

    /// The text with its changes; the original itself when there are none.
    pub(super) fn finish(mut self) -> Prepared<'t> {
        if self.segments.is_empty() {
            return Prepared::plain(self.original, self.base);
        }
        self.copy_to(self.original.len());
        let guard = match self.guard {
            Guard::Found(guard) => Some(guard),
            Guard::Unsought | Guard::Missing => None,
        };
        Prepared { text: Cow::Owned(self.text), map: Map::new(self.segments), guard }
    }
}

/// Joins pieces of a file to a text of its own: the inside of a shortcode without the marks of the
/// quote around it, prose without its indent.
#[derive(Default)]
pub(super) struct Pieces {
    text: String,
    segments: Vec<Segment>,
}

impl Pieces {
    /// Adds what the file has at `start`.
    pub(super) fn copy(&mut self, start: usize, text: &str) {
        if !text.is_empty() {
            let file = start..start + text.len();
            self.segments.push(Segment { at: self.text.len(), file, kind: SegmentKind::Copy });
            self.text.push_str(text);
        }
    }

    /// Adds a text that stands for `file`.
    pub(super) fn substitute(&mut self, file: Range<usize>, text: &str) {
        if !text.is_empty() {
            self.segments.push(Segment { at: self.text.len(), file, kind: SegmentKind::Substitute });
            self.text.push_str(text);
        }
    }

    /// Adds lines that the parser handed over for `file[range]`: line by line where the file has as
    /// many, so that places stay exact where only the ends of lines differ.
    pub(super) fn lines(&mut self, file: &str, range: Range<usize>, lines: &str) {
        let source = file.get(range.clone()).unwrap_or("");
        if source.split_inclusive('\n').count() != lines.split_inclusive('\n').count() {
            return self.substitute(range, lines);
        }
        let mut start = range.start;
        for (typed, read) in source.split_inclusive('\n').zip(lines.split_inclusive('\n')) {
            let same = typed.trim_end_matches(['\r', '\n']);
            let end = start + typed.len();
            match read.strip_prefix(same) {
                _ if typed == read => self.copy(start, typed),
                Some(rest) => {
                    self.copy(start, same);
                    self.substitute(start + same.len()..end, rest);
                }
                None => self.substitute(start..end, read),
            }
            start = end;
        }
    }

    /// Whether the text holds `sign`.
    pub(super) fn holds(&self, sign: &str) -> bool {
        self.text.contains(sign)
    }

    /// The text and its map. `anchor` is where an empty text stands.
    pub(super) fn finish(mut self, anchor: usize) -> (String, Map) {
        if self.segments.is_empty() {
            self.segments.push(Segment { at: 0, file: anchor..anchor, kind: SegmentKind::Substitute });
        }
        (self.text, Map::new(self.segments))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_places_whatever_their_ends() {
        let mut pieces = Pieces::default();
        pieces.lines("x甲\r\n乙\r\n", 1..11, "甲\n乙\n");
        let (text, map) = pieces.finish(0);
        assert_eq!(text, "甲\n乙\n");
        assert_eq!((map.range(0..3), map.range(4..7), map.range(3..4)), (1..4, 6..9, 4..6));
    }

    #[test]
    fn a_lone_substitute_stands_for_its_range_as_a_whole() {
        let mut pieces = Pieces::default();
        pieces.substitute(5..8, "甲\n");
        let (_, map) = pieces.finish(0);
        assert_eq!(map.range(0..3), 5..8);
        assert_eq!(map.range(3..4), 5..8);
    }

    #[test]
    fn without_changes_the_text_is_borrowed() {
        let source = Rewriter::new("甲乙", Map::piece(5, 6)).finish();
        assert!(source.is_verbatim());
        assert_eq!(source.range(3..6), 8..11);
    }

    #[test]
    fn ranges_lead_back_around_insertions_and_substitutes() {
        let mut rewriter = Rewriter::new("ab＃cd", Map::piece(10, 7));
        rewriter.replace(1..1, "++");
        rewriter.replace(2..5, "#");
        let source = rewriter.finish();
        assert_eq!(source.text(), "a++b#cd");
        assert_eq!(source.range(0..1), 10..11);
        assert_eq!(source.range(0..3), 10..11, "an insertion at the end takes nothing");
        assert_eq!(source.range(3..4), 11..12);
        assert_eq!(source.range(4..5), 12..15, "a substitute stands for all that it replaced");
        assert_eq!(source.range(5..7), 15..17);
        assert_eq!(source.range(1..1), 11..11);
        assert_eq!(source.range(7..7), 17..17);
    }

    #[test]
    fn maps_compose() {
        let mut pieces = Pieces::default();
        pieces.copy(100, "甲");
        pieces.substitute(103..104, "  ");
        pieces.copy(110, "乙丙");
        let (text, map) = pieces.finish(100);
        let mut rewriter = Rewriter::new(&text, map);
        rewriter.replace(0..0, "+");
        rewriter.replace(8..8, "-");
        let source = rewriter.finish();
        assert_eq!(source.text(), "+甲  乙-丙");
        assert_eq!(source.range(1..4), 100..103);
        assert_eq!(source.range(4..6), 103..104);
        assert_eq!(source.range(6..9), 110..113);
        assert_eq!(source.range(10..13), 113..116);
        assert_eq!(source.range(0..13), 100..116);
    }

    #[test]
    fn our_signs_are_taken_out_and_back() {
        let mut rewriter = Rewriter::new("a", Map::piece(0, 1));
        let guard = rewriter.guard().unwrap();
        rewriter.replace(0..0, &format!("{FLANK}{guard}"));
        let source = rewriter.finish();
        let read = format!("a{FLANK}{guard}{SPACE}{OPEN}b{CLOSE}{TAB}");
        assert_eq!(&*source.clean(read.into()), "a (b)\t");
    }

    #[test]
    fn a_text_that_holds_every_guard_gets_none() {
        let all: String = GUARDS.iter().collect();
        assert_eq!(Rewriter::new(&all, Map::piece(0, all.len())).guard(), None);
        assert_eq!(Rewriter::new("\u{2E5B}", Map::piece(0, 3)).guard(), Some('\u{2E5C}'));
    }
}
