//! Signs that were typed to mean something and came out as text: brackets of the wrong width, marks
//! without their space, the syntax of other programs.
//!
//! A sign is only reported where what stands around it says what was meant; all else is text.

pub mod braces;
pub mod foreign;
pub mod lines;
pub mod links;
pub mod stars;
pub mod tildes;

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Diagnostics, Severity, Span, Words};

use super::stretch::{Stretch, stretches};
use super::{Subject, first};

/// How far the partner of a sign is looked for, in bytes; so a line of signs costs no more than its
/// length.
const FARTHEST: usize = 600;

/// Reports signs that were not read.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let stretches = stretches(subject);
    let footnotes = links::half_written(&stretches);
    let mut unread =
        Unread { subject, stretches: &stretches, problems: Vec::new(), half: None, struck: 0, footnotes };
    lines::check(&mut unread, &stretches);
    for stretch in &stretches {
        unread.signs(stretch);
    }
    links::pictures(&mut unread);
    unread.report(found);
}

/// What was found so far.
pub(super) struct Unread<'u, 'c> {
    subject: &'u Subject<'c>,
    stretches: &'u [Stretch<'c>],
    problems: Vec<Diagnostic>,
    /// The block in which half a pair of asterisks was reported.
    half: Option<usize>,
    /// Where the last text ends whose tildes were reported, in the file.
    struck: usize,
    /// Labels of footnotes that were written with the wrong signs: that is told, and those that refer
    /// to them are right.
    footnotes: BTreeSet<&'c str>,
}

impl Unread<'_, '_> {
    /// Looks at every sign of a stretch that may mean something.
    fn signs(&mut self, stretch: &Stretch<'_>) {
        let mut at = match stretch.text.chars().next() {
            Some(first) if stretch.escaped => first.len_utf8(),
            _ => 0,
        };
        while let Some((place, sign)) = next_sign(stretch.text, at) {
            let after = match sign {
                '[' | '［' | '【' => links::bracket(self, stretch, place),
                'h' | 'H' | 'w' | 'W' => links::bare(self, stretch, place),
                '*' | '＊' => stars::run(self, stretch, place),
                '～' | '〜' | '~' => tildes::run(self, stretch, place),
                '{' | '｛' => {
                    braces::open(self, stretch, place).or_else(|| foreign::tag(self, stretch, place))
                }
                '（' | '(' => braces::round(self, stretch, place),
                '$' => foreign::math(self, stretch, place),
                ':' => {
                    foreign::container(self, stretch, place).or_else(|| foreign::emoji(self, stretch, place))
                }
                '=' => foreign::highlight(self, stretch, place),
                _ => foreign::word(self, stretch, place),
            };
            at = after.unwrap_or(place + sign.len_utf8());
        }
    }

    /// Whether a place of the file is literal text of a block.
    fn is_literal(&self, block: usize, place: usize) -> bool {
        let after = self.stretches.partition_point(|stretch| stretch.start <= place);
        self.stretches[..after]
            .last()
            .is_some_and(|stretch| stretch.number == block && place < stretch.start + stretch.text.len())
    }

    /// Notes a problem.
    fn note(&mut self, code: &'static Code, span: Span, message: Words, help: Words) {
        self.problems.push(self.subject.at(code, span, message).help(help));
    }

    /// A hint is told once per text, a warning at each of its places.
    fn report(mut self, found: &mut Diagnostics) {
        self.problems.sort_by_key(|problem| match problem.place.as_ref().map(|place| &place.spot) {
            Some(crate::base::Spot::Span(span)) => *span,
            _ => Span { start: 0, end: 0 },
        });
        let (hints, warnings) =
            self.problems.into_iter().partition(|problem| problem.severity == Severity::Hint);
        found.extend(Vec::into_iter(warnings));
        found.extend(first(1, hints));
    }
}

fn next_sign(text: &str, from: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        // Most of a text is Han, whose characters from U+5000 to U+9FFF are three bytes each and no
        // signs. Asked in this way, a processor need not wait for one to begin with the next.
        if matches!(byte, 0xE5..=0xE9) {
            at += 3;
            continue;
        }
        let step = STEPS[usize::from(*byte)];
        if step == 0 {
            let char = text[at..].chars().next()?;
            if is_sign(char) {
                return Some((at, char));
            }
            at += char.len_utf8();
        }
        at += usize::from(step);
    }
    None
}

fn is_sign(char: char) -> bool {
    SIGNS.contains(&char)
}

/// Signs that may mean something.
const SIGNS: &[char] = &[
    '[', '［', '【', 'h', 'H', 'w', 'W', '*', '＊', '～', '〜', '~', '{', '｛', '（', '(', '$', ':', '=', '<',
];

/// How far to go on from the first byte of a character that is no sign; 0 where more must be known.
const STEPS: [u8; 256] = {
    let mut steps = [1; 256];
    let mut byte = 0xC2;
    while byte < 0xF5 {
        steps[byte] = if byte < 0xE0 {
            2
        } else if byte < 0xF0 {
            3
        } else {
            4
        };
        byte += 1;
    }
    let mut sign = 0;
    while sign < SIGNS.len() {
        let mut bytes = [0; 4];
        SIGNS[sign].encode_utf8(&mut bytes);
        steps[bytes[0] as usize] = 0;
        sign += 1;
    }
    steps
};

/// The text from `at` on, no farther than a partner is looked for.
fn near(text: &str, at: usize) -> &str {
    let mut end = text.len().min(at + FARTHEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}
