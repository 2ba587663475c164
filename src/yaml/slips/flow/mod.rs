//! Lists and maps in brackets and braces.

mod text;

use std::ops::Range;

use super::key::WIDE_COLONS;
use super::line::Line;
use super::signs::{is_gap, join};
use super::{COMPLEX_KEY, ENTRY_WITHOUT_VALUE, Finding, Owner, UNCLOSED_BRACKET, UNCLOSED_QUOTE, Walker};

/// How brackets ended.
pub(super) enum Flowed {
    /// Right before `end`, which stands on `line`.
    Closed { end: usize, line: Line },
    /// Never; the walk goes on at `next`.
    Unclosed { next: usize },
}

/// Signs that writers part entries with, beside the comma that YAML knows.
const WIDE_COMMAS: [char; 4] = ['，', '、', '；', ';'];

/// A walk through brackets.
struct Flow<'w, 't> {
    walker: &'w mut Walker<'t>,
    owner: Owner,
    line: Line,
    at: usize,
    frames: Vec<Frame>,
    /// A bracket of full width that is to close the outermost one.
    wide_closer: Option<usize>,
    /// Where the last text without quotes that was looked at ends, so that no text is measured twice.
    run_end: usize,
}

/// An open bracket.
struct Frame {
    kind: Kind,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Map,
}

/// What was read of an item or entry.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// Nothing.
    Start,
    /// Its name, of a map.
    Name(Range<usize>),
    /// Its colon.
    Colon,
    /// Its value; and whether a comma of full width after it can only be meant as one.
    Done(Edge),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// A quote or bracket has closed.
    Hard,
    /// A text without quotes ran out.
    Soft,
}

/// Whether the walk goes on.
enum Step {
    On,
    Closed,
    Unclosed,
}

impl<'t> Walker<'t> {
    /// A list or map in brackets, from the opening one on.
    pub(super) fn flow(&mut self, at: usize, line: &Line, owner: Owner) -> Flowed {
        let mark = self.mark();
        let closed = self.flow_to(at, line, owner, None);
        if let Some((end, line)) = closed {
            return Flowed::Closed { end, line };
        }
        if self.too_deep.is_some() {
            return Flowed::Unclosed { next: line.next };
        }
        let quote = self.findings[mark.findings..].iter().position(|finding| finding.code == &UNCLOSED_QUOTE);
        let quote = quote.map(|index| self.findings.remove(mark.findings + index));
        self.return_to(mark);
        // `[七个有力、六强】`: what stands at the end of the line is meant to close it.
        let (end, _) = self.text_end(at, line.end);
        let last = self.text[at..end].char_indices().next_back();
        if let Some((place, '】' | '］' | '｝' | '〕' | '）' | ')')) = last {
            if let Some((end, line)) = self.flow_to(at, line, owner, Some(at + place)) {
                return Flowed::Closed { end, line };
            }
            self.return_to(mark);
        }
        let report = quote.unwrap_or_else(|| self.unclosed_bracket(at, line));
        self.report(report);
        self.step_over_unclosed(at, line, owner)
    }

    fn flow_to(
        &mut self,
        at: usize,
        line: &Line,
        owner: Owner,
        wide_closer: Option<usize>,
    ) -> Option<(usize, Line)> {
        let mut flow =
            Flow { walker: self, owner, line: *line, at, frames: Vec::new(), wide_closer, run_end: at };
        loop {
            match flow.step() {
                Step::On => {}
                Step::Closed => return Some((flow.at, flow.line)),
                Step::Unclosed => return None,
            }
        }
    }

    fn unclosed_bracket(&self, at: usize, line: &Line) -> Finding {
        let opening = &self.text[at..at + self.text[at..].chars().next().map_or(0, char::len_utf8)];
        let message = words!("括号 {opening} 没有关上", "the bracket {opening} is never closed");
        let (end, _) = self.text_end(at, line.end);
        let whole = super::signs::quoted(&self.text[at..end]);
        let closer = if opening == "[" { ']' } else { '}' };
        let help = words!(
            "补上半角的“{closer}”；如果是一段文字，请加引号：{whole}",
            "close it with `{closer}`; if it is a text, quote it: {whole}"
        );
        Finding::new(&UNCLOSED_BRACKET, at..at + opening.len(), message).help(help)
    }

    /// Takes away a value whose bracket is never closed: all up to the next entry.
    fn step_over_unclosed(&mut self, at: usize, line: &Line, owner: Owner) -> Flowed {
        let mut last = *line;
        while let Some(next) = self.line_at(last.next) {
            let ends = !next.is_blank() && !self.is_right_of(next.column, owner) && self.begins_entry(&next);
            if ends || self.is_document_mark(&next) {
                break;
            }
            last = next;
        }
        self.edits.replace(at..last.end, "");
        Flowed::Unclosed { next: last.next }
    }
}

impl Flow<'_, '_> {
    fn step(&mut self) -> Step {
        if self.at >= self.line.end {
            return self.next_line();
        }
        let gap = self.walker.step_over_gap(self.at, self.line.end).0;
        if gap > self.at {
            self.at = gap;
            return Step::On;
        }
        let Some(char) = self.walker.text[self.at..].chars().next() else { return Step::Unclosed };
        if self.wide_closer == Some(self.at) {
            let closer =
                if self.frames.first().is_some_and(|frame| frame.kind == Kind::List) { "]" } else { "}" };
            self.walker.edits.replace(self.at..self.at + char.len_utf8(), closer);
            return self.close(char.len_utf8());
        }
        match char {
            '#' if self.walker.opens_comment(self.at) && !self.hash_is_text() => {
                self.at = self.line.end;
                Step::On
            }
            '[' | '{' => self.open(char),
            '｛' if self.frames.is_empty() => {
                self.walker.edits.replace(self.at..self.at + char.len_utf8(), "{");
                self.open(char)
            }
            ']' | '}' => self.close_with(char),
            '｝' if self.frames.len() == 1 && self.is_map() => {
                self.walker.edits.replace(self.at..self.at + char.len_utf8(), "}");
                self.close(char.len_utf8())
            }
            ',' => {
                self.end_entry();
                self.set(State::Start);
                self.at += 1;
                Step::On
            }
            _ if WIDE_COMMAS.contains(&char) && self.state() == &State::Done(Edge::Hard) => {
                self.wide_comma(char)
            }
            _ if (char == ':' || WIDE_COLONS.contains(&char)) && self.awaits_colon() => self.colon(char),
            '"' | '\'' if matches!(self.state(), State::Start | State::Colon) => self.quoted(),
            _ => self.plain(),
        }
    }

    fn state(&self) -> &State {
        self.frames.last().map_or(&State::Start, |frame| &frame.state)
    }

    fn set(&mut self, state: State) {
        if let Some(frame) = self.frames.last_mut() {
            frame.state = state;
        }
    }

    fn is_map(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.kind == Kind::Map)
    }

    fn awaits_colon(&self) -> bool {
        match self.state() {
            State::Name(_) => true,
            State::Done(Edge::Hard) => !self.is_map(),
            _ => false,
        }
    }

    /// Goes on to the next line; or finds that the brackets are never closed.
    fn next_line(&mut self) -> Step {
        let Some(next) = self.walker.next_content(self.line.next) else { return Step::Unclosed };
        let outside = !self.walker.is_right_of(next.column, self.owner) && self.walker.begins_entry(&next);
        let before = self.walker.text[..self.line.end].trim_end_matches(is_gap);
        let in_map = self.is_map() && before.ends_with([',', '{', '，']);
        if self.walker.is_document_mark(&next) || outside && !in_map {
            return Step::Unclosed;
        }
        self.continue_on(next, before.len());
        Step::On
    }

    /// Goes on to a line. A text that runs on there is joined to one, without a space in Han.
    fn continue_on(&mut self, next: Line, before_end: usize) {
        let tail = &self.walker.text[before_end..self.line.end];
        let runs_on = self.state() == &State::Done(Edge::Soft)
            && next.start == self.line.next
            && tail.chars().all(|char| char == ' ')
            && !self.walker.text[next.at..].starts_with([',', '[', ']', '{', '}', ':', '#', '"', '\'']);
        if runs_on {
            let before = self.walker.text[..before_end].chars().next_back();
            let gap = join(before, self.walker.text[next.at..].chars().next());
            self.walker.edits.replace(before_end..next.at, gap);
        } else {
            self.walker.space_indentation(&next);
        }
        self.line = next;
        self.at = next.at;
    }

    fn open(&mut self, bracket: char) -> Step {
        if self.is_map() && self.state() == &State::Start {
            let message = words!("名称不能是列表或花括号", "a name cannot be a list or a map");
            let help = words!(
                "如果是一段文字（如模板的 {{{{ … }}}}），请给整个值加引号",
                "if it is a text (such as {{{{ … }}}} of a template), quote the whole value"
            );
            let range = self.at..self.at + bracket.len_utf8();
            self.walker.report(Finding::new(&COMPLEX_KEY, range, message).help(help));
        }
        let kind = if bracket == '[' { Kind::List } else { Kind::Map };
        self.frames.push(Frame { kind, state: State::Start });
        let depth = self.walker.blocks.len() + self.frames.len();
        if !self.walker.check_depth(depth, self.at) {
            return Step::Unclosed;
        }
        self.at += bracket.len_utf8();
        Step::On
    }

    fn close_with(&mut self, bracket: char) -> Step {
        let expected = if self.is_map() { '}' } else { ']' };
        if bracket != expected {
            let message = words!("这里应为 {expected}", "{expected} is wanted here");
            let help = words!("括号要成对：[ ] 或 {{ }}", "brackets come in pairs: [ ] or {{ }}");
            let range = self.at..self.at + 1;
            self.walker.report(Finding::new(&UNCLOSED_BRACKET, range.clone(), message).help(help));
            self.walker.edits.replace(range, expected);
        }
        self.close(1)
    }

    fn close(&mut self, length: usize) -> Step {
        self.end_entry();
        self.frames.pop();
        self.at += length;
        if self.frames.is_empty() {
            return Step::Closed;
        }
        self.set(State::Done(Edge::Hard));
        Step::On
    }

    /// A comma of full width after something that has visibly ended.
    fn wide_comma(&mut self, char: char) -> Step {
        self.walker.edits.replace(self.at..self.at + char.len_utf8(), ", ");
        self.at += char.len_utf8();
        self.set(State::Start);
        Step::On
    }

    fn colon(&mut self, char: char) -> Step {
        if char != ':' {
            self.walker.edits.replace(self.at..self.at + char.len_utf8(), ": ");
        }
        self.at += char.len_utf8();
        self.set(State::Colon);
        Step::On
    }

    /// Reports an entry of a map that is only a name.
    fn end_entry(&mut self) {
        let State::Name(range) = self.state() else { return };
        if !self.is_map() {
            return;
        }
        let range = range.clone();
        let name = &self.walker.text[range.clone()];
        let is_thousands = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_digit());
        let message =
            words!("花括号里的“{name}”没有冒号和值", "`{name}`, inside braces, has no colon and value");
        let help = if is_thousands {
            words!("数字里不写千分位逗号，如 1000", "write numbers without commas: 1000")
        } else {
            words!(
                "花括号里每项写成“名称: 值”；列表请用方括号；含逗号的值请加引号",
                "inside braces write `name: value`; use brackets for a list; quote a value with commas"
            )
        };
        self.walker.report(Finding::new(&ENTRY_WITHOUT_VALUE, range, message).help(help));
    }
}
