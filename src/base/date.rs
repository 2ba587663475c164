//! Dates as the field writes them: a year, a month or a day.

use std::fmt;

use serde::{Deserialize, Serialize};

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
