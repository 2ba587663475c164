//! Where in a text a value stands.
//!
//! `serde_yaml` keeps no places, so the text is read again along the way to the value, and there the
//! reading fails on purpose: its error carries the place. Nothing is ever searched for.

use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use crate::base::Spot;

use super::parse::prepare;
use super::read::offset_in;

/// Finds a spot in `text`, a YAML text as the writer typed it. A scalar's range covers its text on
/// its first line, another value's its first character. `None` for the file as a whole, and for a
/// way that leads nowhere.
pub fn locate(text: &str, spot: &Spot) -> Option<Range<usize>> {
    match spot {
        Spot::File => None,
        Spot::Span(span) => {
            let range = span.range();
            text.get(range.clone()).map(|_| range)
        }
        Spot::Line { line, column, width } => line_range(text, *line, *column, *width),
        Spot::Value(path) => find(text, &path.0, Target::Value),
        Spot::Key(path) => find(text, &path.0, Target::Key),
    }
}

/// The range of some characters of a line; cut at the end of the line, at least one character where
/// there is one.
fn line_range(text: &str, line: u32, column: u32, width: u32) -> Option<Range<usize>> {
    let mut start = 0;
    for _ in 1..line {
        start += text[start..].find('\n')? + 1;
    }
    let rest = &text[start..];
    let shown = rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r');
    let place = |count: u32| shown.char_indices().nth(count as usize).map_or(shown.len(), |(at, _)| at);
    let first = column.saturating_sub(1);
    Some(start + place(first)..start + place(first.saturating_add(width.max(1))))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Value,
    Key,
}

fn find(text: &str, steps: &[u32], target: Target) -> Option<Range<usize>> {
    let sound = |text: &str| IgnoredAny::deserialize(serde_yaml::Deserializer::from_str(text));
    let prepared = prepare(text, sound).ok()?;
    let repaired = &prepared.repaired.text;
    let found = Cell::new(Found::Nothing);
    let walk = Walk { steps, target, source: repaired, found: &found };
    let error = walk.deserialize(serde_yaml::Deserializer::from_str(repaired)).err()?;
    let range = match found.get() {
        Found::Nothing => return None,
        Found::Exact { start, end } => start..end,
        Found::Composed => to_line_end(repaired, error.location()?.index()),
        Found::Collection => {
            let at = error.location()?.index();
            at..at
        }
    };
    Some(widened(text, prepared.original_range(range)))
}

/// What stands at the end of the way.
#[derive(Clone, Copy)]
enum Found {
    /// The way ended before.
    Nothing,
    /// A scalar whose text stands in the source as it is.
    Exact { start: usize, end: usize },
    /// A scalar that YAML composed of lines or escapes.
    Composed,
    /// A list or a map.
    Collection,
}

/// From a place to the end of its line.
fn to_line_end(text: &str, at: usize) -> Range<usize> {
    let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or("");
    at..at + line.trim_end().len()
}

/// At least one character, where there is one on the line.
fn widened(text: &str, range: Range<usize>) -> Range<usize> {
    if !range.is_empty() {
        return range;
    }
    match text.get(range.start..).and_then(|rest| rest.chars().next()) {
        Some(next) if !matches!(next, '\n' | '\r') => range.start..range.start + next.len_utf8(),
        _ => range,
    }
}

/// Goes one step at a time and fails at the end.
#[derive(Clone, Copy)]
struct Walk<'w, 's> {
    steps: &'w [u32],
    target: Target,
    source: &'s str,
    found: &'w Cell<Found>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.steps.is_empty() {
            self.found.set(Found::Collection);
            deserializer.deserialize_str(Stop { source: self.source, found: self.found })
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((step, steps)) = self.steps.split_first() else { return Ok(()) };
        for _ in 0..*step {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Walk { steps, ..self })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((step, steps)) = self.steps.split_first() else { return Ok(()) };
        for _ in 0..*step {
            if entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        let walk = Walk { steps, ..self };
        let here = if steps.is_empty() && self.target == Target::Key {
            entries.next_key_seed(walk)?
        } else {
            entries.next_key::<IgnoredAny>()?.map(|_| ())
        };
        if here.is_some() {
            entries.next_value_seed(walk)?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, content) = tagged.variant::<IgnoredAny>()?;
        content.newtype_variant_seed(self)
    }
}

/// Fails at whatever comes.
struct Stop<'w, 's> {
    source: &'s str,
    found: &'w Cell<Found>,
}

impl<'de> Visitor<'de> for Stop<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the end of the way")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.found.set(match offset_in(self.source, text) {
            Some(start) => Found::Exact { start, end: start + text.len() },
            None => Found::Composed,
        });
        Err(E::custom("here"))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.found.set(Found::Composed);
        Err(E::custom("here"))
    }
}
