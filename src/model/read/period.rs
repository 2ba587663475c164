//! Periods: `2019-2021`, `2020年7月至今`, or a map.

use crate::base::date::{Date, DateError, DateRange};
use crate::model::Period;
use crate::model::keys::{case, period};
use crate::yaml::{Fields, Key, Map, Placed};

use super::item::{Item, single};
use super::values::{date, value};

/// Reads the period of a case. Words that are no dates (`经过两年建设`) are kept as the source states
/// them.
pub(super) fn period(fields: &mut Fields<'_>) -> Option<Period> {
    match single(fields, &case::PERIOD, &period::PERIOD)? {
        Item::Line(line) => Some(on_line(fields, line)),
        Item::Map(map) => as_map(fields, map),
    }
}

fn on_line(fields: &mut Fields<'_>, line: Placed<String>) -> Period {
    let stated = |text| Period { from: None, to: None, stated: Some(text), extra: Map::default() };
    match DateRange::parse(&line.value) {
        Ok(DateRange { from, to }) => Period { from, to, stated: None, extra: Map::default() },
        Err(DateError::Unreadable { .. }) => stated(line.value),
        Err(error) => {
            fields.report(error.code(), &line.path, error.message(), Some(error.help()));
            stated(line.value)
        }
    }
}

fn as_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>) -> Option<Period> {
    let from = date(&mut map, &period::FROM);
    let to = end(&mut map, &period::TO);
    let stated = value(map.text(&period::STATED));
    if let (Some(from), Some(to)) = (from, to)
        && from.first_day() > to.last_day()
    {
        let error = DateError::Reversed { from, to };
        let path = map.path().clone();
        map.report(error.code(), &path, error.message(), Some(error.help()));
    }
    let extra = fields.take(map.finish());
    let is_empty = from.is_none() && to.is_none() && stated.is_none() && extra.is_empty();
    (!is_empty).then_some(Period { from, to, stated, extra })
}

/// The end; `至今` leaves it open.
fn end(map: &mut Fields<'_>, key: &'static Key) -> Option<Date> {
    const OPEN: &[&str] = &["至今", "今", "现在", "目前", "now", "present"];
    let text = map.text(key)?;
    if OPEN.contains(&text.value.to_ascii_lowercase().as_str()) { None } else { date(map, key) }
}
