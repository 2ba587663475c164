//! Rolls of honours: all of them, and those of each year, with their totals. They are worked out once
//! for a plan, because a long roll is spread over many pages.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::relate::HonourRow;

use super::World;
use super::theme::Shared;
use super::view::totals;

/// A range of more years than this is listed under its ends only.
const LONGEST_RANGE: i16 = 30;

/// Honours that are listed together.
#[derive(Debug)]
pub(super) struct Roll {
    /// In the order of all honours.
    pub(super) rows: Vec<HonourRow>,
    totals: OnceLock<Shared>,
}

impl Roll {
    /// Sums for each level and kind.
    pub(super) fn totals(&self, world: &World) -> Shared {
        let honours = || self.rows.iter().map(|row| world.honour(*row));
        self.totals.get_or_init(|| Shared::of(&totals(world, honours()))).clone()
    }
}

/// The roll of all honours, under none, and that of each year; an honour of several years stands in
/// each.
pub(super) fn rolls(world: &World) -> BTreeMap<Option<i16>, Roll> {
    let mut rows: BTreeMap<Option<i16>, Vec<HonourRow>> = BTreeMap::from([(None, Vec::new())]);
    for row in &*world.relations.honours {
        rows.entry(None).or_default().push(*row);
        let Some(range) = world.honour(*row).year else { continue };
        let years: Vec<i16> = if range.to.saturating_sub(range.from) > LONGEST_RANGE {
            vec![range.from, range.to]
        } else {
            (range.from..=range.to).collect()
        };
        for year in years {
            rows.entry(Some(year)).or_default().push(*row);
        }
    }
    rows.into_iter().map(|(year, rows)| (year, Roll { rows, totals: OnceLock::new() })).collect()
}
