//! One date on one line.

use jiff::civil;

use crate::base::fold::{bare_fact, is_blank, nfkc};
use crate::base::numeral::{han_digit, han_integer};

use super::{Date, DateError, Part, month_name, range};

/// No date needs more characters; a longer text is none, and splitting it stays cheap.
const LONGEST: usize = 80;

/// What stands for what is hidden. Letters and signs of doubt count only among the digits of a date.
const MASKS: &[char] = &['*', '×', '✕', '✖', '╳', '某', '□', '_', '?', 'X', 'x', '#'];

pub(super) fn date(text: &str) -> Result<Date, DateError> {
    let typed = || text.to_owned();
    let Some(line) = line(text) else { return Err(DateError::Unreadable { text: typed() }) };
    match exact(&line, text) {
        Some(result) => result,
        None if is_masked(&line) => Err(DateError::Masked { text: typed() }),
        None if lacks_year(&line) => Err(DateError::YearMissing { text: typed() }),
        None if range::split(&line).is_ok() => Err(DateError::Range { text: typed() }),
        None if let Some(date) = serial_day(&line) => Err(DateError::SerialDay { text: typed(), date }),
        None => Err(DateError::Unreadable { text: typed() }),
    }
}

/// The text in one spelling: NFKC, all dashes `-`, all waves `~`, nothing around it. `None` for what
/// is too long to be a date.
pub(super) fn line(text: &str) -> Option<String> {
    let text = bare_fact(text);
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let text = nfkc(text);
    let plain = text.chars().map(|char| match char {
        '\u{2010}'..='\u{2015}' | '−' | '─' | '━' => '-',
        '〜' | '∼' | '〰' => '~',
        char if is_blank(char) => ' ',
        char => char,
    });
    Some(plain.collect::<String>().trim().to_owned())
}

/// Reads a line that has the form of a date; whether the calendar knows it is the inner result.
pub(super) fn exact(line: &str, typed: &str) -> Option<Result<Date, DateError>> {
    let form =
        chinese(line).or_else(|| separated(line)).or_else(|| compact(line)).or_else(|| english(line))?;
    Some(form.check(typed))
}

/// The numbers of a date before they are checked.
struct Form {
    year: Number,
    month: Option<u32>,
    day: Option<u32>,
    time: Time,
}

/// A number and how many characters it was written with.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    width: usize,
}

/// Whether a time of day stood behind the date, and whether clocks show it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    Real,
    Impossible,
}

impl Form {
    fn check(self, typed: &str) -> Result<Date, DateError> {
        let text = typed.to_owned();
        let impossible = |part| Err(DateError::Impossible { text: typed.to_owned(), part });
        if self.year.width == 2 {
            return Err(DateError::TwoDigitYear { text, year: self.year.value as u8 });
        }
        let Ok(year @ 1000..) = i16::try_from(self.year.value) else {
            return impossible(Part::Year(self.year.value));
        };
        let Some(month) = self.month else { return Ok(Date { year, month: None, day: None }) };
        let Some(first) = i8::try_from(month).ok().and_then(|month| civil::Date::new(year, month, 1).ok())
        else {
            return impossible(Part::Month { year, month, day: self.day });
        };
        let month = first.month() as u8;
        let Some(day) = self.day else { return Ok(Date { year, month: Some(month), day: None }) };
        match i8::try_from(day).ok().and_then(|day| civil::Date::new(year, month as i8, day).ok()) {
            Some(_) if self.time == Time::Impossible => impossible(Part::Time),
            Some(real) => Ok(Date::from_civil(real)),
            None => impossible(Part::Day { year, month, day, last: first.days_in_month() as u8 }),
        }
    }
}

/// `2023年10月20日`, `2023 年 10 月`, `二〇二三年`, `2021年度`; the last 日 may be missing.
fn chinese(line: &str) -> Option<Form> {
    let (year, rest) = year(line)?;
    let mut form = Form { year, month: None, day: None, time: Time::Real };
    let Some(rest) = rest.trim_start().strip_prefix('年') else {
        // In digits the year alone is read by `separated`; 五四 is no year.
        return (rest.is_empty() && year.width == 4).then_some(form);
    };
    let rest = rest.strip_prefix('度').filter(|rest| rest.is_empty()).unwrap_or(rest).trim_start();
    if rest.is_empty() {
        return Some(form);
    }
    let (month, rest) = number(rest)?;
    let rest = rest.trim_start().strip_prefix('月')?.trim_start();
    form.month = Some(month);
    if rest.is_empty() {
        return Some(form);
    }
    let (day, rest) = number(rest)?;
    form.day = Some(day);
    let rest = rest.trim_start();
    form.time = time(rest.strip_prefix(['日', '号', '號']).unwrap_or(rest))?;
    Some(form)
}

/// `2023`, `2023-10`, `2023.10.20`, `2023、10、20`, `2023/10/20 08:00`: both separators are the same.
fn separated(line: &str) -> Option<Form> {
    let (year, rest) = digits(line)?;
    let mut form = Form { year, month: None, day: None, time: Time::Real };
    if rest.is_empty() {
        return matches!(year.width, 2 | 4).then_some(form);
    }
    let separator = rest.trim_start().chars().next().filter(|char| matches!(char, '-' | '.' | '/' | '、'))?;
    let next = |rest: &str| {
        let (number, rest) = digits(rest.trim_start().strip_prefix(separator)?.trim_start())?;
        (number.width <= 2).then(|| (number.value, rest.to_owned()))
    };
    let (month, rest) = next(rest)?;
    form.month = Some(month);
    if rest.is_empty() {
        return (year.width == 4).then_some(form);
    }
    let (day, rest) = next(&rest)?;
    form.day = Some(day);
    form.time =
        if rest.starts_with(['T', 't', ' ', '(']) || rest.is_empty() { time(&rest)? } else { return None };
    matches!(year.width, 2 | 4).then_some(form)
}

/// `20231020`, when that is a day; other numbers of eight digits are no dates.
fn compact(line: &str) -> Option<Form> {
    let (Number { value, width: 8 }, "") = digits(line)? else { return None };
    let year = Number { value: value / 10_000, width: 4 };
    let form = Form { year, month: Some(value / 100 % 100), day: Some(value % 100), time: Time::Real };
    let again = Form { ..form };
    form.check(line).is_ok().then_some(again)
}

/// `20 October 2023`, `Oct. 20th, 2023`, `July 2020`.
fn english(line: &str) -> Option<Form> {
    let words: Vec<&str> = line.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let (day, month, year) = match words[..] {
        [month, year] => (None, month, year),
        [first, second, year] if month_number(first).is_some() => (Some(second), first, year),
        [first, second, year] => (Some(first), second, year),
        _ => return None,
    };
    let day = match day {
        Some(day) => {
            let (number, ending) = digits(day)?;
            let ordinal = matches!(ending.to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th");
            Some((number.width <= 2 && ordinal).then_some(number.value)?)
        }
        None => None,
    };
    let (year @ Number { width: 4, .. }, "") = digits(year)? else { return None };
    Some(Form { year, month: Some(month_number(month)?), day, time: Time::Real })
}

fn month_number(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let names = |month: &u32| month_name(*month as u8).to_ascii_lowercase().starts_with(&word);
    (word.len() >= 3).then(|| (1..=12).find(names)).flatten()
}

/// What a spreadsheet shows for a date once its cell is taken for a number: the days since 1899-12-30,
/// from 1982 to 2064.
fn serial_day(line: &str) -> Option<Date> {
    let (Number { value: days @ 30_000..=60_000, width: 5 }, "") = digits(line)? else { return None };
    let date = civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?;
    Some(Date::from_civil(date))
}

/// A day of the week behind a date: `星期五`, `（周五）`. It says nothing that the date does not.
fn without_weekday(rest: &str) -> &str {
    let inner = rest.strip_prefix('(').unwrap_or(rest).trim_start();
    let day = ["星期", "礼拜", "周"].iter().find_map(|word| inner.strip_prefix(word));
    let Some(after) = day.and_then(|day| day.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天']))
    else {
        return rest;
    };
    match rest.starts_with('(') {
        true => after.trim_start().strip_prefix(')').map_or(rest, str::trim_start),
        false => after.trim_start(),
    }
}

/// What may stand behind a full date: nothing, a day of the week, or a time of day with an offset.
fn time(rest: &str) -> Option<Time> {
    let rest = without_weekday(rest.trim());
    if rest.is_empty() {
        return Some(Time::Real);
    }
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim_start();
    let (hour, rest) = digits(rest)?;
    let (minute, mut rest) = digits(rest.strip_prefix(':')?)?;
    let mut second = Number { value: 0, width: 2 };
    if let Some(after) = rest.strip_prefix(':') {
        (second, rest) = digits(after)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = digits(fraction)?.1;
        }
    }
    let offset = offset(rest.trim_start())?;
    let widths = (1..=2).contains(&hour.width) && minute.width == 2 && second.width == 2;
    // A minute may have a leap second.
    let real = hour.value <= 23 && minute.value <= 59 && second.value <= 60 && offset == Time::Real;
    widths.then_some(if real { Time::Real } else { Time::Impossible })
}

/// Nothing, `Z`, `+08:00`, `+0800`, `+8`; the farthest are 14 hours from Greenwich.
fn offset(rest: &str) -> Option<Time> {
    if matches!(rest, "" | "Z" | "z") {
        return Some(Time::Real);
    }
    let (hours, rest) = digits(rest.strip_prefix(['+', '-'])?)?;
    let (hours, minutes) = match (hours.width, rest.strip_prefix(':')) {
        (1 | 2, None) if rest.is_empty() => (hours.value, 0),
        (4, None) if rest.is_empty() => (hours.value / 100, hours.value % 100),
        (1 | 2, Some(minutes)) => match digits(minutes)? {
            (Number { value, width: 2 }, "") => (hours.value, value),
            _ => return None,
        },
        _ => return None,
    };
    Some(if hours <= 14 && minutes <= 59 { Time::Real } else { Time::Impossible })
}

/// A year at the beginning: digits, or four Chinese ones, whose zero may be a letter or a circle.
fn year(line: &str) -> Option<(Number, &str)> {
    if let Some((number, rest)) = digits(line) {
        return matches!(number.width, 2 | 4).then_some((number, rest));
    }
    let digit = |char| match char {
        '0' | 'O' | 'o' => Some(0),
        char => han_digit(char),
    };
    let length = line.find(|char| digit(char).is_none()).unwrap_or(line.len());
    let (written, rest) = line.split_at(length);
    let value = written.chars().filter_map(digit).take(5).fold(0, |value, next| value * 10 + u32::from(next));
    let width = written.chars().count();
    matches!(width, 2 | 4).then_some((Number { value, width }, rest))
}

/// A month or a day at the beginning: one or two digits, or a Chinese numeral.
fn number(line: &str) -> Option<(u32, &str)> {
    if let Some((number, rest)) = digits(line) {
        return (number.width <= 2).then_some((number.value, rest));
    }
    let length = line.find(['年', '月', '日', '号', '號', ' ']).unwrap_or(line.len());
    let (numeral, rest) = line.split_at(length);
    Some((u32::try_from(han_integer(numeral)?).ok()?, rest))
}

/// ASCII digits at the beginning; at most nine.
fn digits(line: &str) -> Option<(Number, &str)> {
    let width = line.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = line.split_at(width);
    (width <= 9).then_some(())?;
    Some((Number { value: digits.parse().ok()?, width }, rest))
}

/// `20*`, `20××年`, `202X年`, `某年某月`: nothing but a date and masks, or a mask at a digit.
fn is_masked(line: &str) -> bool {
    let is_number = |char: char| char.is_ascii_digit() || han_digit(char).is_some() || char == '十';
    let is_sign =
        |char| matches!(char, '年' | '月' | '日' | '号' | '-' | '.' | '/' | '~' | '至' | ' ' | '\\');
    let masks = line.contains(MASKS);
    let nothing_else = line.chars().all(|char| is_number(char) || is_sign(char) || MASKS.contains(&char));
    let at_a_digit = line.chars().zip(line.chars().skip(1)).any(|(before, after)| {
        let is_star = |char| matches!(char, '*' | '×');
        is_number(before) && (is_star(after) || after == '\\')
            || is_star(before) && matches!(after, '年' | '月' | '日')
    });
    let dates = line.contains(|char| is_number(char) || matches!(char, '年' | '月' | '某' | '*' | '×'));
    masks && dates && (nothing_else || at_a_digit)
}

/// `10月20日`, `10-20`, `十月`: a month and a day, or a month, without a year.
fn lacks_year(line: &str) -> bool {
    let Some(sign) = line.chars().find(|char| matches!(char, '月' | '-' | '.' | '/')) else { return false };
    let with_year = if sign == '月' { format!("2000年{line}") } else { format!("2000{sign}{line}") };
    matches!(exact(&with_year, line), Some(Ok(_)))
}
