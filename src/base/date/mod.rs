//! Dates as the field writes them: a year, a month or a day.

mod error;
mod parse;
mod range;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::Lang;

pub use error::{
    CODES, DateError, IMPOSSIBLE_DATE, MASKED_DATE, Part, REVERSED_PERIOD, TWO_DIGIT_YEAR, UNREADABLE_DATE,
};
pub use range::DateRange;

/// A date that may lack its day, or its month and day. The order is by time; a less exact date comes
/// before the more exact ones that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// Year of the common era, 1000 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// Reads a date as people type it: `2023-10-20`, `2023.10`, `2023年10月20日`, `二〇二三年十月`,
    /// `20 October 2023`, `2023`, in digits of any width. A time of day after a full date is dropped
    /// when it is a real one.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        parse::date(text)
    }

    /// The date of a full day.
    pub fn from_civil(day: civil::Date) -> Date {
        Date { year: day.year(), month: Some(day.month() as u8), day: Some(day.day() as u8) }
    }

    /// The first day that it holds.
    pub fn first_day(self) -> civil::Date {
        let first = self.first_of_month(1);
        match self.day {
            Some(day) => first.with().day(day as i8).build().unwrap_or_else(|_| first.last_of_month()),
            None => first,
        }
    }

    /// The last day that it holds.
    pub fn last_day(self) -> civil::Date {
        match self.day {
            Some(_) => self.first_day(),
            None => self.first_of_month(12).last_of_month(),
        }
    }

    /// Whether all of it lies after `today`: a month or a year has come with its first day.
    pub fn is_after(self, today: civil::Date) -> bool {
        self.first_day() > today
    }

    /// As it is shown to readers: `2023年10月20日`, `2020年7月`; `20 October 2023`, `July 2020`.
    pub fn in_lang(self, lang: Lang) -> String {
        let Date { year, month, day } = self;
        match (lang, month, day) {
            (Lang::Zh, None, _) => format!("{year}年"),
            (Lang::Zh, Some(month), None) => format!("{year}年{month}月"),
            (Lang::Zh, Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
            (Lang::En, None, _) => year.to_string(),
            (Lang::En, Some(month), None) => format!("{} {year}", month_name(month)),
            (Lang::En, Some(month), Some(day)) => format!("{day} {} {year}", month_name(month)),
        }
    }

    /// The fields are public, so they may hold what no calendar knows; the nearest real day is meant.
    fn first_of_month(self, default: u8) -> civil::Date {
        let month = self.month.unwrap_or(default).clamp(1, 12);
        civil::Date::new(self.year.clamp(-9999, 9999), month as i8, 1).unwrap_or(civil::Date::ZERO)
    }
}

/// The English name of a month, 1 to 12.
fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::from(month.clamp(1, 12)) - 1]
}

impl fmt::Display for Date {
    /// ISO 8601 at its own precision: `2023`, `2023-10`, `2023-10-20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
