//! A period of time on one line.

use super::{Date, DateError, parse};

/// A period: from a date to a date, both included. One end may be open, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// Its beginning; none when only the end is told.
    pub from: Option<Date>,
    /// Its end; none when it lasts, or when only the beginning is told.
    pub to: Option<Date>,
}

impl DateRange {
    /// Reads a period as people type it: `2019-2021`, `2020年7月至2021年6月`, `2020-07 至今`,
    /// `2019 年以来`, `2020年7—9月`. A single date is a period that begins and ends with it.
    pub fn parse(text: &str) -> Result<DateRange, DateError> {
        let unreadable = || DateError::Unreadable { text: text.to_owned() };
        let line = parse::line(text).ok_or_else(unreadable)?;
        match parse::exact(&line, text) {
            Some(Ok(date)) => return Ok(DateRange { from: Some(date), to: Some(date) }),
            Some(Err(error)) if split(&line).is_err() => return Err(error),
            _ => {}
        }
        split(&line).map_err(|error| match (error, parse::date(text)) {
            (Some(error), _) => error,
            (None, Err(error)) => error,
            (None, Ok(_)) => unreadable(),
        })
    }
}

/// Splits a line into two dates, or a date and an open end. Fails with what is wrong in a date that
/// was certainly meant as one, where there is such a date.
pub(super) fn split(line: &str) -> Result<DateRange, Option<DateError>> {
    if let Some(range) = open(line) {
        return range.map_err(Some);
    }
    let line = without(line, &["自", "从", "由", "from "], &["期间", "之间", "间", "止", "学年", "學年"]);
    let mut first_error = None;
    for (at, separator) in separators(line) {
        let left = line[..at].trim();
        let right = line[at + separator.len()..].trim_start_matches(|char| char == ' ' || is_separator(char));
        match between(left, right.trim_end()) {
            Ok(range) => return Ok(range),
            Err(error) => first_error = first_error.or(error),
        }
    }
    Err(first_error)
}

/// What stands between two dates.
fn is_separator(char: char) -> bool {
    matches!(char, '-' | '~' | '至' | '到' | '/')
}

/// The first of every run of separators, in order.
fn separators(line: &str) -> Vec<(usize, &str)> {
    let words = [" to ", " until "].iter().flat_map(|word| line.match_indices(word));
    let mut found: Vec<(usize, &str)> = words.chain(line.match_indices(is_separator)).collect();
    found.sort_unstable();
    found.retain(|(at, _)| !line[..*at].trim_end().ends_with(is_separator));
    found
}

/// `2019 年以来`, `自2020年7月起`, `since 2019`, `截至2021年6月`, `until 2021`. A dash that
/// leads nowhere (`2020-07-`) is no open end: the rest may have been forgotten.
fn open(line: &str) -> Option<Result<DateRange, DateError>> {
    const SINCE: &[&str] = &["自", "从", "由", "since ", "from "];
    const ONWARDS: &[&str] = &["以来", "以來", "起", "开始", "開始"];
    const UNTIL: &[&str] = &["截至", "截止到", "截止至", "截止", "至", "到", "until ", "up to "];
    let until = without(line, UNTIL, &["止"]);
    if UNTIL.iter().any(|word| line.starts_with(word)) {
        let result = parse::exact(until, line)?;
        return Some(result.map(|to| DateRange { from: None, to: Some(to) }));
    }
    let since = without(line, SINCE, ONWARDS);
    if since.len() == line.len() {
        return None;
    }
    let result = parse::exact(since, line)?;
    Some(result.map(|from| DateRange { from: Some(from), to: None }))
}

/// Reads both sides of a separator. `None` where they do not even look like dates.
fn between(left: &str, right: &str) -> Result<DateRange, Option<DateError>> {
    const NOW: &[&str] = &["今", "现在", "現在", "目前", "如今", "present", "now", "today"];
    // 2020年7—9月: the sign of the month stands once, at the end.
    let signed = format!("{left}月");
    let (left, from) = match parse::exact(left, left) {
        Some(result) => (left, result?),
        None if right.contains('月') => (signed.as_str(), parse::exact(&signed, left).ok_or(None)??),
        None => return Err(None),
    };
    if NOW.contains(&right.to_ascii_lowercase().as_str()) {
        return Ok(DateRange { from: Some(from), to: None });
    }
    let to = end(left, from, right).ok_or(None)??;
    if from.first_day() > to.last_day() {
        return Err(Some(DateError::Reversed { from, to }));
    }
    Ok(DateRange { from: Some(from), to: Some(to) })
}

/// The end of a range; what it leaves out (`2020年7月1日至15日`, `2020.7.1-7.15`) is as in its beginning.
fn end(left: &str, from: Date, right: &str) -> Option<Result<Date, DateError>> {
    let Date { year, month, day } = from;
    let bare = right.len() <= 2 && right.bytes().all(|byte| byte.is_ascii_digit());
    let guesses = match (month, day) {
        (Some(month), Some(_)) if bare => vec![format!("{year}-{month}-{right}")],
        (Some(_), None) if bare => vec![format!("{year}-{right}")],
        (Some(month), Some(_)) if !left.contains('年') => {
            let numbers = ['-', '.', '/'].map(|separator| format!("{year}{separator}{right}"));
            [vec![right.to_owned()], numbers.to_vec(), vec![format!("{year}年{month}月{right}")]].concat()
        }
        (Some(month), _) => {
            vec![right.to_owned(), format!("{year}年{right}"), format!("{year}年{month}月{right}")]
        }
        (None, _) => vec![right.to_owned()],
    };
    guesses.iter().find_map(|guess| parse::exact(guess, right))
}

/// The text without the first of `prefixes` and of `suffixes` that fits.
fn without<'a>(text: &'a str, prefixes: &[&str], suffixes: &[&str]) -> &'a str {
    let text = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text).trim_start();
    suffixes.iter().find_map(|suffix| text.strip_suffix(suffix)).unwrap_or(text).trim_end()
}
