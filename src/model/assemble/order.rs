//! The order of texts in the list of their column.

use std::cmp::Ordering;

use crate::base::date::Date;
use crate::base::pinyin::{Aloud, Readings};
use crate::model::{Direction, Sort, SortBy};

/// The place of a text in a list; of one list all have the same `sort`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rank<P> {
    sort: Sort,
    order: Option<i64>,
    date: Option<Date>,
    /// Only where a list is sorted by titles: reading one aloud takes long.
    title: Option<Aloud>,
    path: P,
}

/// What is known of a text that has a place in a list.
pub(super) struct Listed<'a, P> {
    pub(super) order: Option<i64>,
    pub(super) date: Option<Date>,
    pub(super) title: &'a str,
    /// Its file, or a reference to that.
    pub(super) path: P,
}

impl<P> Rank<P> {
    pub(super) fn new(text: Listed<'_, P>, sort: Sort, readings: &Readings) -> Rank<P> {
        let Listed { order, date, title, path } = text;
        let title = (sort.by == SortBy::Title).then(|| readings.aloud(title));
        Rank { sort, order, date, title, path }
    }
}

impl<P: Ord> Ord for Rank<P> {
    /// What lacks the thing that the list is sorted by comes last in both directions.
    fn cmp(&self, other: &Rank<P>) -> Ordering {
        let Sort { by, direction } = self.sort;
        let by_order = |direction| lacking_last(self.order, other.order, direction);
        let by_date = |direction| lacking_last(self.date, other.date, direction);
        let first = match by {
            SortBy::Order => by_order(direction).then_with(|| by_date(Direction::Down)),
            SortBy::Date => by_date(direction).then_with(|| by_order(Direction::Up)),
            SortBy::Title => lacking_last(self.title.as_ref(), other.title.as_ref(), direction),
        };
        first.then_with(|| self.path.cmp(&other.path))
    }
}

impl<P: Ord> PartialOrd for Rank<P> {
    fn partial_cmp(&self, other: &Rank<P>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn lacking_last<T: Ord>(one: Option<T>, other: Option<T>, direction: Direction) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => match direction {
            Direction::Up => one.cmp(&other),
            Direction::Down => other.cmp(&one),
        },
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}
