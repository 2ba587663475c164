//! Names, items and values inside brackets.

use std::ops::Range;

use super::{Edge, Flow, State, Step, WIDE_COMMAS};
use crate::yaml::slips::key::{ColonForm, KeyAt, WIDE_COLONS, closing_on_line};
use crate::yaml::slips::plain::inner_colon;
use crate::yaml::slips::quote::Quoted;
use crate::yaml::slips::signs::{gap_length, is_blank, is_gap, is_name, is_other_closer};
use crate::yaml::slips::value::Place;

/// Bytes within which the name of the next entry is looked for after a comma of full width.
const NAME_WINDOW: usize = 120;

impl Flow<'_, '_> {
    pub(super) fn quoted(&mut self) -> Step {
        let mark = self.walker.mark();
        let start = self.at;
        if let Some(closer) = self.other_closer() {
            self.walker.mixed(start, closer.clone());
            self.at = closer.end;
        } else {
            match self.walker.quoted(start, &self.line, self.owner) {
                Quoted::Unclosed { .. } => return Step::Unclosed,
                Quoted::Closed { end, line } => {
                    self.line = line;
                    self.at = end;
                }
            }
        }
        let rest = self.walker.text[self.at..self.line.end].trim_start_matches(is_gap);
        let ends = rest.is_empty()
            || rest.starts_with([',', ']', '}', ':', '#', '｝'])
            || rest.starts_with(WIDE_COLONS)
            || rest.starts_with(WIDE_COMMAS);
        let range = start..self.at;
        if !ends && self.wide_closer != Some(self.line.end - rest.len()) {
            self.walker.return_to(mark);
            let end = self.run_end();
            self.at = self.trimmed(end).max(self.at);
            let line = self.line;
            self.walker.text_after(start..self.at, &line);
        }
        self.read(range);
        Step::On
    }

    /// A closing mark of another kind, where no right one stands on the line: `["党建”, 六强]`.
    fn other_closer(&self) -> Option<Range<usize>> {
        let text = &self.walker.text[self.at..self.line.end];
        if closing_on_line(text).is_some() {
            return None;
        }
        text.char_indices().skip(1).find_map(|(at, char)| {
            let after = text[at + char.len_utf8()..].trim_start_matches(is_gap);
            (is_other_closer(char) && after.starts_with([',', ']', '}']))
                .then(|| self.at + at..self.at + at + char.len_utf8())
        })
    }

    /// Notes that a quoted text was read.
    fn read(&mut self, range: Range<usize>) {
        let state = if self.state() == &State::Start && self.is_map() {
            State::Name(range)
        } else {
            State::Done(Edge::Hard)
        };
        self.set(state);
    }

    /// Where a text without quotes ends on its line.
    fn run_end(&mut self) -> usize {
        if self.run_end <= self.at {
            self.run_end = self.measured_run();
        }
        self.run_end
    }

    fn measured_run(&self) -> usize {
        let text = &self.walker.text[self.at..self.line.end];
        let mut before = None;
        for (at, char) in text.char_indices() {
            let ends = matches!(char, ',' | '[' | ']' | '{' | '}')
                || char == '#' && at > 0 && before.is_some_and(is_blank) && !self.hash_runs_on(self.at + at)
                || self.wide_closer == Some(self.at + at)
                || char == '｝' && self.frames.len() == 1 && self.is_map();
            if ends {
                return self.at + at;
            }
            before = Some(char);
        }
        self.line.end
    }

    /// Whether a `#` where an item begins is the sign of a topic: `[#党建, #经验]`.
    pub(super) fn hash_is_text(&self) -> bool {
        let rest = &self.walker.text[self.at + 1..self.line.end];
        matches!(self.state(), State::Start | State::Colon)
            && rest.chars().next().is_some_and(|next| !is_gap(next) && next != '#')
            && rest.contains([',', ']', '}'])
    }

    /// Whether a `#` after a space is part of a text, `[二号楼 #风电]`: as a comment it would swallow the
    /// bracket that closes.
    fn hash_runs_on(&self, hash: usize) -> bool {
        let rest = &self.walker.text[hash + 1..self.line.end];
        rest.chars().next().is_some_and(|next| !is_gap(next)) && rest.contains([',', ']', '}'])
    }

    pub(super) fn plain(&mut self) -> Step {
        let end = self.run_end();
        if end == self.at {
            // A sign that YAML will complain about.
            self.at += self.walker.text[self.at..].chars().next().map_or(1, char::len_utf8);
            return Step::On;
        }
        match self.state() {
            State::Start if self.is_map() => self.plain_name(end),
            State::Start => self.plain_item(end),
            State::Colon => self.plain_value(end),
            State::Name(_) | State::Done(_) => self.at = end,
        }
        Step::On
    }

    /// The name of an entry, up to its colon.
    fn plain_name(&mut self, end: usize) {
        let part = self.part_end(self.at, end);
        if let Some(key) = self.walker.key(self.at, part).or_else(|| self.walker.key(self.at, end)) {
            return self.after_name(&key, end);
        }
        let text_end = self.trimmed(end);
        self.check_sign(self.at..text_end);
        self.walker.repair_tail(text_end..end);
        self.set(State::Name(self.at..text_end));
        self.at = end;
    }

    fn after_name(&mut self, key: &KeyAt, end: usize) {
        self.check_sign(key.name.clone());
        self.walker.repair_tail(key.name.end..key.colon.start);
        if key.colon.len() > 1 {
            self.walker.edits.replace(key.colon.clone(), ":");
        }
        let (at, width) = self.walker.step_over_gap(key.colon.end, end);
        if width == 0 && at < self.line.end {
            self.walker.edits.insert(at, " ");
        }
        self.at = at;
        self.set(State::Colon);
    }

    fn plain_item(&mut self, end: usize) {
        let key = self.walker.key(self.at, end).filter(|key| key.form == ColonForm::Spaced);
        match key {
            // `[党建: 三创新]` is a list of one map, as YAML has it.
            Some(key) => self.after_name(&key, end),
            None => self.plain_text(end),
        }
    }

    /// A value; a comma of full width before what reads like the next entry parts them.
    fn plain_value(&mut self, end: usize) {
        let comma = if self.is_map() { self.parting_comma(end) } else { None };
        let Some(comma) = comma else { return self.plain_text(end) };
        if comma.start == self.at {
            self.walker.edits.replace(comma.clone(), ", ");
        } else {
            self.plain_text(comma.start);
            self.walker.edits.replace(comma.clone(), ", ");
        }
        self.at = comma.end;
        self.set(State::Start);
    }

    /// The first comma of full width with a name and a colon after it.
    fn parting_comma(&self, end: usize) -> Option<Range<usize>> {
        let text = &self.walker.text[self.at..end];
        text.char_indices().find_map(|(at, char)| {
            if !WIDE_COMMAS.contains(&char) {
                return None;
            }
            let after = self.at + at + char.len_utf8();
            let start = after + gap_length(&self.walker.text[after..end]);
            let key = self.walker.key(start, self.part_end(start, end))?;
            let name = &self.walker.text[key.name];
            (key.quoted || is_name(name)).then(|| self.at + at..after)
        })
    }

    /// Where the next comma of full width stands, not too far away.
    fn part_end(&self, start: usize, end: usize) -> usize {
        let mut last = end.min(start + NAME_WINDOW).max(start);
        while !self.walker.text.is_char_boundary(last) {
            last -= 1;
        }
        self.walker.text[start..last].find(WIDE_COMMAS).map_or(last, |at| start + at)
    }

    /// A text without quotes that is an item or a value.
    fn plain_text(&mut self, end: usize) {
        let mut text_end = self.trimmed(end);
        let text = &self.walker.text[self.at..text_end];
        if self.walker.text[end..].starts_with([']', '}']) && text.ends_with(WIDE_COMMAS) {
            let without = text.trim_end_matches(WIDE_COMMAS).len();
            self.walker.edits.replace(self.at + without..text_end, "");
            text_end = self.at + without;
        }
        let range = self.at..text_end;
        if let Some(hash) = self.inner_hash(range.clone()) {
            self.walker.report_hash(hash, range.clone());
            self.walker.quote(range);
        } else if !self.check_sign(range.clone())
            && let Some(colon) = inner_colon(&self.walker.text[range.clone()])
        {
            self.walker.report_colon(self.at + colon, range.clone());
            self.walker.quote(range);
        }
        self.walker.repair_tail(text_end..end);
        self.set(State::Done(Edge::Soft));
        self.at = end;
    }

    fn inner_hash(&self, range: Range<usize>) -> Option<usize> {
        let text = &self.walker.text[range.clone()];
        let mut hashes = text.match_indices('#').map(|(at, _)| at);
        hashes.find(|at| text[..*at].ends_with(is_blank)).map(|at| range.start + at)
    }

    fn trimmed(&self, end: usize) -> usize {
        self.at + self.walker.text[self.at..end].trim_end_matches(is_gap).len()
    }

    /// Puts a text into quotes when it begins with a sign that means something to YAML.
    fn check_sign(&mut self, range: Range<usize>) -> bool {
        let text = &self.walker.text[range.clone()];
        if self.walker.is_alias(text) || self.walker.is_property(text) {
            return false;
        }
        let signed = self.walker.check_sign(range.clone(), Place::AfterKey)
            || text.starts_with(['?', ':', '#']) && self.walker.report_sign(range.clone());
        if signed {
            self.walker.quote(range);
        }
        signed
    }
}
