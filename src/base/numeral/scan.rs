//! Finds the quantity of a line.

use std::ops::Range;

use super::amount::{Amount, scale};
use super::decimal::Decimal;
use super::han::is_han_numeral;
use super::line::Line;
use super::{QualifierWords, Quantity, Word, begins_with};
use crate::base::date::{Date, DateRange};
use crate::base::fold::{is_blank, is_han};

/// A number with what belongs to it, from its first character to past its last.
#[derive(Debug)]
struct Found {
    from: usize,
    to: usize,
    kind: Kind,
    value: Option<Decimal>,
    upper: Option<Decimal>,
    unit: Option<String>,
    qualifiers: Vec<String>,
    /// The word in place of a number, with what belongs to it but not the unit.
    words: Option<Range<usize>>,
}

/// How a number is written, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// In digits, with a unit or a qualifier, or where it cannot be a year.
    Digits,
    /// In Chinese numerals.
    Numeral,
    /// A word in place of a number.
    Word,
    /// In digits, and like a year: `2021`.
    BareYear,
}

pub(super) fn quantity(text: &str, words: &QualifierWords) -> Option<Quantity> {
    let line = Line::new(text, words);
    let mut found = line.only()?;
    let is_labelled = line.plain[..found.from].iter().any(|char| char.is_alphanumeric());
    if is_labelled && found.kind == Kind::Digits {
        line.add_counted(&mut found);
    }
    found.told(text)
}

pub(super) fn amount(text: &str, words: &QualifierWords) -> Option<Quantity> {
    let line = Line::new(text, words);
    let mut found = line.only()?;
    line.add_counted(&mut found);
    found.told(text).filter(|read| read.label.is_empty())
}

impl Found {
    /// The quantity with its label, in the words of the line.
    fn told(self, text: &str) -> Option<Quantity> {
        let typed: Vec<char> = text.chars().collect();
        let label = label(&typed[..self.from], &typed[self.to..])?;
        let whole: String = typed[self.from..self.to].iter().collect();
        let words = self.words.map(|words| typed[words].iter().collect::<String>().trim().to_owned());
        Some(Quantity {
            label,
            value: self.value.map(|value| value.to_string()),
            words,
            upper: self.upper.map(|value| value.to_string()),
            unit: self.unit,
            qualifiers: self.qualifiers,
            typed: whole.trim().to_owned(),
        })
    }

    /// Adds what a word behind the number says.
    fn add_qualifier(&mut self, word: &Word) {
        if !self.qualifiers.contains(&word.id) {
            self.qualifiers.push(word.id.clone());
        }
    }

    /// Adds what a word before the number says.
    fn add_qualifier_before(&mut self, word: &Word) {
        self.qualifiers.retain(|id| *id != word.id);
        self.qualifiers.insert(0, word.id.clone());
    }
}

fn is_stop(char: char) -> bool {
    is_blank(char) || ",，、;；:：。.=＝-—–".contains(char)
}

/// What is counted stands before the number or behind its unit; on both sides only when what stands
/// behind is a remark in brackets.
fn label(before: &[char], after: &[char]) -> Option<String> {
    let text = |chars: &[char]| chars.iter().collect::<String>().trim_matches(is_stop).to_owned();
    let (mut before, mut after) = (text(before), text(after));
    if before.ends_with(['(', '（']) && after.starts_with([')', '）']) {
        before.pop();
        after.remove(0);
        (before, after) = (before.trim_matches(is_stop).to_owned(), after.trim_matches(is_stop).to_owned());
    }
    let remark = after.starts_with(['(', '（']) && after.ends_with([')', '）']);
    match (before.is_empty(), after.is_empty()) {
        (_, true) => Some(before),
        (true, false) => Some(after),
        (false, false) => remark.then(|| format!("{before}{after}")),
    }
}

impl Line<'_> {
    /// The one quantity among those that are written most surely.
    fn only(&self) -> Option<Found> {
        let mut found = self.scan();
        let surest = found.iter().map(|found| found.kind).min()?;
        found.retain(|found| found.kind == surest);
        let only = found.pop();
        only.filter(|_| found.is_empty())
    }

    fn scan(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.plain.len() {
            let here = if self.quoted[at] { None } else { self.number(at).or_else(|| self.word(at)) };
            match here {
                Some(Ok(number)) => {
                    at = number.to.max(at + 1);
                    found.push(number);
                }
                Some(Err(past)) => at = past.max(at + 1),
                None => at += 1,
            }
        }
        found
    }

    /// A number that begins here, or how far to skip what is no quantity. `None` where no number is.
    fn number(&self, at: usize) -> Option<Result<Found, usize>> {
        let first = self.at(at)?;
        let percent = self.starts_with(at, "百分之");
        if percent || first.is_ascii_digit() {
            let from = if percent { self.past_blanks(at + 3) } else { at };
            let amount = if self.is_digit(from) { self.digits(from) } else { self.numeral(from) };
            let Some(amount) = amount.filter(|amount| !self.belongs_to_a_name(at, amount.to)) else {
                return Some(Err(self.past_token(at, usize::MAX)));
            };
            return Some(self.complete(at, amount, if percent { Some("%") } else { None }));
        }
        if !is_han_numeral(first) {
            return None;
        }
        let run = self.numeral_run(at);
        match self.numeral(at) {
            Some(amount) => Some(self.complete(at, amount, None)),
            None => Some(self.bare_scale(at).map_or(Err(run), |amount| self.complete(at, amount, None))),
        }
    }

    /// `1+X`, `A4`, `8:30`, `1/3`, `10.0.0.1`: digits that are part of something else.
    fn belongs_to_a_name(&self, from: usize, to: usize) -> bool {
        let joins = |char: char| matches!(char, '+' | ':' | '/' | '.' | ',' | '*' | '×');
        let latin = |at: usize| self.at(at).is_some_and(|char| char.is_ascii_alphanumeric());
        let hyphen = from > 1 && self.plain[from - 1] == '-' && self.plain[from - 2].is_ascii_alphabetic();
        let before = hyphen
            || from > 0 && (latin(from - 1) || (from > 1 && joins(self.plain[from - 1]) && latin(from - 2)));
        let letter = latin(to) && self.unit(to).is_none();
        let after = self.at(to).is_some_and(joins) && latin(to + 1);
        before || letter || after || self.is_signed(from) || self.is_date(from, to)
    }

    /// `-5`: less than nothing is counted by nobody; it is a difference, or a slip.
    fn is_signed(&self, from: usize) -> bool {
        let signed = from > 0 && matches!(self.plain[from - 1], '-' | '−');
        signed && (from == 1 || self.plain[from - 2] == ' ')
    }

    /// `2023-10-20`, `2020.07`, `2020.7-2021.6`; of years alone, `2020-2025` may be anything.
    fn is_date(&self, from: usize, to: usize) -> bool {
        const LONGEST: usize = 24;
        let end = self.past_token(from, LONGEST).max(to);
        let token: String = self.plain[from..end].iter().collect();
        let exact = |date: Option<Date>| {
            date.is_some_and(|date| date.month.is_some() && (1900..2100).contains(&date.year))
        };
        token.len() > 5 && DateRange::parse(&token).is_ok_and(|range| exact(range.from) || exact(range.to))
    }

    /// Joins a number with the other end of its range, its unit and its qualifier.
    fn complete(&self, at: usize, amount: Amount, unit: Option<&str>) -> Result<Found, usize> {
        let to = amount.to;
        if self.is_ordinal(at) {
            return Err(self.past_list(to));
        }
        if self.names_a_time(&amount) {
            return Err(to);
        }
        let kind = if is_han_numeral(self.plain[at]) && !self.starts_with(at, "百分之") {
            Kind::Numeral
        } else {
            Kind::Digits
        };
        let mut found = Found {
            from: at,
            to,
            kind,
            value: Some(amount.low),
            upper: amount.high,
            unit: unit.map(str::to_owned),
            qualifiers: Vec::new(),
            words: None,
        };
        self.add_after(&mut found)?;
        self.add_range(&mut found, amount.zeros)?;
        let unit_known = self.add_unit(&mut found);
        self.add_after(&mut found)?;
        self.add_before(&mut found);
        let bare = found.unit.is_none() && found.qualifiers.is_empty() && found.upper.is_none();
        match kind {
            Kind::Digits if bare && amount.low.is_within(1900, 2099) => found.kind = Kind::BareYear,
            Kind::Numeral
                if unit_known == Known::No && found.qualifiers.is_empty() && !self.stands_alone(at, to) =>
            {
                return Err(to);
            }
            _ => {}
        }
        Ok(found)
    }

    /// Adds the words before a number: 近, and both of 不少于约, which then touch each other.
    fn add_before(&self, found: &mut Found) {
        let mut before = self.before(found.from);
        while let Some((from, word)) = before {
            found.from = from;
            found.add_qualifier_before(word);
            before = self.before(from).filter(|_| self.before_blanks(from) == from);
        }
    }

    /// Adds the words behind a number or its unit, and the 万 that may follow such a word: 10余万.
    fn add_after(&self, found: &mut Found) -> Result<(), usize> {
        while let Some((to, word)) = self.after(found.to) {
            found.add_qualifier(word);
            found.to = to;
            if found.unit.is_none()
                && let Some(low) = found.value
            {
                let amount = self.scaled(low, to).ok_or(to)?;
                (found.value, found.to) = (Some(amount.low), amount.to);
            }
        }
        Ok(())
    }

    /// Adds the other end of a range: `50—60`, `50%-60%`, `3—5万`.
    fn add_range(&self, found: &mut Found, zeros: u32) -> Result<(), usize> {
        let unit = self.unit(found.to);
        let separator = self.past_blanks(unit.as_ref().map_or(found.to, |(to, _)| *to));
        let mut second = separator;
        while self.at(second).is_some_and(is_range_sign) {
            second += 1;
        }
        if second == separator || found.upper.is_some() {
            return Ok(());
        }
        let second = self.past_blanks(second);
        let amount = if self.is_digit(second) { self.digits(second) } else { None };
        let amount = amount.or_else(|| if found.kind == Kind::Numeral { self.numeral(second) } else { None });
        let Some(amount) = amount else { return Ok(()) };
        let same_unit = match (&unit, self.unit(amount.to)) {
            (Some((_, first)), Some((_, second))) => *first == second,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let low = found.value.ok_or(amount.to)?;
        let scaled = if zeros == 0 && unit.is_none() { low.shifted(amount.zeros) } else { None };
        let low = scaled.filter(|scaled| scaled.is_less(amount.low)).unwrap_or(low);
        if !same_unit
            || !low.is_less(amount.low)
            || self.names_a_time(&amount)
            || self.belongs_to_a_name(second, amount.to)
        {
            return Err(amount.to);
        }
        (found.value, found.upper, found.to) = (Some(low), Some(amount.low), amount.to);
        Ok(())
    }

    /// Adds the unit: a known one, or the few Han characters behind digits.
    fn add_unit(&self, found: &mut Found) -> Known {
        if found.unit.is_some() {
            return Known::Yes;
        }
        let from = self.past_blanks(found.to);
        if let Some((to, unit)) = self.unit(from) {
            (found.to, found.unit) = (to, Some(unit));
            return Known::Yes;
        }
        const LONGEST: usize = 4;
        let to = self.past_noun(found.to);
        if found.kind == Kind::Digits && (1..=LONGEST).contains(&(to - found.to)) {
            found.unit = Some(self.plain[found.to..to].iter().collect());
            found.to = to;
        }
        Known::No
    }

    /// Past the Han characters from a place on, before the word of a qualifier or a range.
    fn past_noun(&self, at: usize) -> usize {
        let belongs = |at: &usize| {
            self.at(*at).is_some_and(|char| is_han(char) && !is_range_sign(char)) && self.after(*at).is_none()
        };
        (at..).take_while(belongs).last().map_or(at, |last| last + 1)
    }

    /// Adds what is counted to the counter before it, when the line ends with it: 班 of `12个班`. More
    /// than two characters may tell something else.
    fn add_counted(&self, found: &mut Found) {
        const LONGEST: usize = 2;
        let Some(counter) = found.unit.as_ref().and_then(|unit| unit.chars().next()) else { return };
        let is_counter = is_han(counter) && self.plain[..found.to].ends_with(&[counter]);
        let to = self.past_noun(found.to);
        let end = self.after(to).map_or(to, |(end, _)| end);
        let ends = self.plain[end..].iter().all(|char| is_stop(*char));
        if !is_counter || !ends || !(1..=LONGEST).contains(&(to - found.to)) {
            return;
        }
        found.unit = Some(std::iter::once(&counter).chain(&self.plain[found.to..to]).collect());
        found.to = to;
        while let Some((end, word)) = self.after(found.to) {
            found.to = end;
            found.add_qualifier(word);
        }
    }

    /// A word in place of a number: `若干`, `多项`, `数十名`. One of a single character needs a unit, since
    /// it begins and ends other words as well (多媒体, 人数以上).
    fn word(&self, at: usize) -> Option<Result<Found, usize>> {
        let word = self.words.instead.iter().find(|word| begins_with(&self.plain[at..], &word.chars))?;
        if word.id.is_empty() {
            return Some(Err(at + word.chars.len()));
        }
        let mut to = at + word.chars.len();
        while self.at(to).and_then(scale).is_some() || self.at(to) == Some('十') {
            to += 1;
        }
        let is_single = to - at == 1;
        if let Some((past, _)) = self.after(to) {
            to = past;
        }
        let unit = self.unit(self.past_blanks(to));
        if unit.is_none() && is_single {
            return None;
        }
        let from = self.before(at).map_or(at, |(from, _)| from);
        let words = Some(from..to);
        let (mut to, unit) = unit.map_or((to, None), |(to, unit)| (to, Some(unit)));
        while let Some((past, _)) = self.after(to) {
            to = past;
        }
        let qualifiers = vec![word.id.clone()];
        Some(Ok(Found { from, to, kind: Kind::Word, value: None, upper: None, unit, qualifiers, words }))
    }

    /// 第二批.
    fn is_ordinal(&self, at: usize) -> bool {
        self.plain[..self.before_blanks(at)].ends_with(&['第'])
    }

    /// Past the other numbers of an ordinal: 第1—3批, 第一、二批.
    fn past_list(&self, mut at: usize) -> usize {
        loop {
            let sign = self.past_blanks(at);
            let joins = self.at(sign).is_some_and(|char| is_range_sign(char) || matches!(char, '、' | ','));
            let number = self.past_blanks(sign + 1);
            let is_part = |at: &usize| self.is_digit(*at) || self.at(*at).is_some_and(is_han_numeral);
            match (number..).take_while(is_part).last() {
                Some(last) if joins => at = last + 1,
                _ => return at,
            }
        }
    }

    /// 2021年, 2018级, 7月, 95后, and 一等奖: what follows makes the number a name.
    fn names_a_time(&self, amount: &Amount) -> bool {
        let at = self.past_blanks(amount.to);
        if amount.low.is_within(1000, 2999)
            && self.at(at).is_some_and(|char| matches!(char, '年' | '级' | '届'))
        {
            return true;
        }
        let names = ["月", "日", "号", "等奖", "年级", "后"];
        let unit = self.unit(at).map_or(0, |(to, _)| to - at);
        names.iter().any(|name| self.starts_with(at, name) && name.chars().count() > unit)
    }

    /// Whether a numeral is a word of its own: at the end, and behind a space, a sign or nothing.
    fn stands_alone(&self, from: usize, to: usize) -> bool {
        let ends = self.plain[to..].iter().all(|char| !char.is_alphanumeric());
        let begins = from == 0 || !self.plain[from - 1].is_alphanumeric();
        ends && begins
    }
}

/// Whether a unit is one that the caller knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Yes,
    No,
}

fn is_range_sign(char: char) -> bool {
    matches!(char, '-' | '~' | '—' | '–' | '―' | '−' | '〜' | '至' | '到')
}
