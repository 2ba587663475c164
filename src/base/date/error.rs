//! Why a date could not be read, in the words of the person who typed it.

use crate::base::{Code, Diagnostic, Place, Words};

use super::{Date, month_name};

codes! {
    MASKED_DATE = "masked-date" Warning {
        "日期被隐去了一部分（20*年、20××年），不能当作日期使用。写出能公开的部分，例如只写年份，或者删去这一项。",
        "Part of a date is masked (20*, 20××). Write the part that may be public, a year alone for example, or remove the entry."
    }
    IMPOSSIBLE_DATE = "impossible-date" Error {
        "日历上没有这一天，例如 13 月、2 月 31 日、25 时。请核对原稿后改正。",
        "The calendar has no such day or time: a 13th month, 31 February, 25 o'clock. Check the source and correct it."
    }
    TWO_DIGIT_YEAR = "two-digit-year" Error {
        "年份只写了两位。请写出四位年份。",
        "The year has only two digits. Write all four."
    }
    UNREADABLE_DATE = "unreadable-date" Error {
        "读不懂这个日期。可以写 2023-10-20、2023年10月20日、2023-10 或 2023。",
        "This is not a date that can be read. Write 2023-10-20, 2023-10 or 2023."
    }
    REVERSED_PERIOD = "reversed-period" Error {
        "起止时间颠倒：开始晚于结束。",
        "A period ends before it begins."
    }
}

/// Why a date could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Part of it is hidden on purpose: `20*`, `20××年`.
    Masked {
        /// As typed.
        text: String,
    },
    /// It has the form of a date, but no calendar or clock knows it.
    Impossible {
        /// As typed.
        text: String,
        /// What cannot be.
        part: Part,
    },
    /// `23年10月`, `23-10-20`: the century is a guess.
    TwoDigitYear {
        /// As typed.
        text: String,
        /// The two digits.
        year: u8,
    },
    /// `10月20日`.
    YearMissing {
        /// As typed.
        text: String,
    },
    /// `2019-2021` where one date is wanted.
    Range {
        /// As typed.
        text: String,
    },
    /// A range whose end lies before its beginning.
    Reversed {
        /// The date written first.
        from: Date,
        /// The date written last.
        to: Date,
    },
    /// `45219`: the number that a spreadsheet keeps for a date.
    SerialDay {
        /// As typed.
        text: String,
        /// The date that it stands for.
        date: Date,
    },
    /// Anything else.
    Unreadable {
        /// As typed.
        text: String,
    },
}

/// The part of a date that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A year before 1000, as a number.
    Year(u32),
    /// A month that is not 1 to 12, and the day typed after it.
    Month {
        /// The year.
        year: i16,
        /// The month as typed.
        month: u32,
        /// The day as typed.
        day: Option<u32>,
    },
    /// A day that its month does not have.
    Day {
        /// The year.
        year: i16,
        /// The month.
        month: u8,
        /// The day as typed.
        day: u32,
        /// The last day of that month.
        last: u8,
    },
    /// A time of day.
    Time,
}

impl DateError {
    /// The code under which it is reported.
    pub fn code(&self) -> &'static Code {
        match self {
            DateError::Masked { .. } => &MASKED_DATE,
            DateError::Impossible { .. } => &IMPOSSIBLE_DATE,
            DateError::TwoDigitYear { .. } => &TWO_DIGIT_YEAR,
            DateError::Reversed { .. } => &REVERSED_PERIOD,
            DateError::YearMissing { .. }
            | DateError::Range { .. }
            | DateError::SerialDay { .. }
            | DateError::Unreadable { .. } => &UNREADABLE_DATE,
        }
    }

    /// The cause.
    pub fn message(&self) -> Words {
        match self {
            DateError::Masked { text } => {
                let text = shown(text);
                words!("日期“{text}”被隐去了一部分", "part of the date `{text}` is masked")
            }
            DateError::Impossible { text, part } => part.message(&shown(text)),
            DateError::TwoDigitYear { text, .. } => {
                let text = shown(text);
                words!("日期“{text}”的年份只有两位", "the year of `{text}` has only two digits")
            }
            DateError::YearMissing { text } => {
                let text = shown(text);
                words!("日期“{text}”没有写年份", "the date `{text}` has no year")
            }
            DateError::Range { text } => {
                let text = shown(text);
                words!("“{text}”是一段时间，这里要一个日期", "`{text}` is a period, one date is wanted here")
            }
            DateError::Reversed { from, to } => {
                words!("起止时间颠倒：{from} 晚于 {to}", "the period is reversed: {from} is later than {to}")
            }
            DateError::SerialDay { text, .. } => {
                let text = shown(text);
                words!(
                    "“{text}”像是从表格里复制的日期序号",
                    "`{text}` looks like the number that a spreadsheet keeps for a date"
                )
            }
            DateError::Unreadable { text } if text.trim().is_empty() => {
                words!("日期是空的", "the date is empty")
            }
            DateError::Unreadable { text } => {
                let text = shown(text);
                words!("读不懂日期“{text}”", "`{text}` is not a date")
            }
        }
    }

    /// The cure.
    pub fn help(&self) -> Words {
        match self {
            DateError::Masked { .. } => words!(
                "只写能公开的部分（例如 2023），或者删去这一项",
                "write only what may be public (such as 2023), or remove the entry"
            ),
            DateError::Impossible { part, .. } => part.help(),
            DateError::TwoDigitYear { year, .. } => words!(
                "写出四位年份，例如 20{year:02} 或 19{year:02}",
                "write four digits, such as 20{year:02} or 19{year:02}"
            ),
            DateError::YearMissing { .. } => {
                words!(
                    "在前面写上四位年份，例如 2023年10月20日",
                    "write the year in front, such as 2023-10-20"
                )
            }
            DateError::Range { .. } => words!(
                "只写一个日期；一段时间写在“周期”里",
                "write one date; a period belongs under `period`"
            ),
            DateError::Reversed { from, to } => {
                words!("如果写反了，改为 {to} 至 {from}", "if they were swapped, write {to} to {from}")
            }
            DateError::SerialDay { date, .. } => {
                words!("如果是 {date}，请照此写出", "if {date} is meant, write that")
            }
            DateError::Unreadable { .. } => words!(
                "写成 2023-10-20、2023年10月20日、2023-10 或 2023",
                "write 2023-10-20, 2023-10 or 2023"
            ),
        }
    }

    /// The problem at its place.
    pub fn diagnostic(&self, place: Place) -> Diagnostic {
        Diagnostic::new(self.code(), place, self.message()).help(self.help())
    }
}

impl Part {
    fn message(&self, text: &str) -> Words {
        match self {
            Part::Year(year) => {
                words!("日期“{text}”的年份 {year} 太早", "the year {year} of `{text}` is too early")
            }
            Part::Month { month, .. } => {
                words!(
                    "日期“{text}”不存在：没有 {month} 月",
                    "the date `{text}` does not exist: there is no month {month}"
                )
            }
            Part::Day { year, month, day, .. } => {
                let name = month_name(*month);
                words!(
                    "日期“{text}”不存在：{year} 年 {month} 月没有 {day} 日",
                    "the date `{text}` does not exist: {name} {year} has no day {day}"
                )
            }
            Part::Time => words!("日期“{text}”里的时刻不存在", "the time of day in `{text}` does not exist"),
        }
    }

    fn help(&self) -> Words {
        match self {
            Part::Year(_) => words!("写 1000 到 9999 之间的年份", "write a year from 1000 to 9999"),
            Part::Month { year, month: day @ 1..=31, day: Some(month @ 1..=12) } => words!(
                "如果月和日写反了，改为 {year}-{month:02}-{day:02}",
                "if month and day were swapped, write {year}-{month:02}-{day:02}"
            ),
            Part::Month { .. } => words!("月份是 1 到 12", "months are 1 to 12"),
            Part::Day { year, month, last, .. } => {
                let name = month_name(*month);
                words!(
                    "{year} 年 {month} 月的最后一天是 {last} 日",
                    "the last day of {name} {year} is {last}"
                )
            }
            Part::Time => words!(
                "时刻从 00:00 到 23:59；也可以只写日期",
                "times go from 00:00 to 23:59; the date alone is enough"
            ),
        }
    }
}

/// What was typed, on one line and not too long for a message.
fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let line: String = text.trim().chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
