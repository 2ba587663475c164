//! Rolls of honours: all of them, and those of each year, with their totals. They are worked out once
//! for a plan, because a long roll is spread over many pages.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::relate::HonourRow;

use super::World;
use super::theme::Shared;
use super::view::totals;

/// Honours that are listed together.
#[derive(Debug)]
pub(super) struct Roll {
    /// In the order of all honours.
    pub(super) rows: Arc<[HonourRow]>,
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
    let roll = |rows: &Arc<[HonourRow]>| Roll { rows: rows.clone(), totals: OnceLock::new() };
    let by_year = world.relations.honours_by_year.iter().map(|(year, rows)| (Some(*year), roll(rows)));
    std::iter::once((None, roll(&world.relations.honours))).chain(by_year).collect()
}
