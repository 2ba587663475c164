//! Honours: a row, and tables of them with honest totals.

use serde::Serialize;

use crate::model::Honour;
use crate::relate::{self, HonourRow, Total};
use crate::render::World;
use crate::render::rolls::Roll;
use crate::render::theme::Shared;

use super::figure::years_text;
use super::{Detail, details};

/// An honour.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::render) struct HonourView {
    name: String,
    kind: String,
    level: Option<String>,
    grade: Option<String>,
    year: Option<String>,
    edition: Option<String>,
    count: Option<u32>,
    words: Option<String>,
    unit: Option<String>,
    recipient: Option<String>,
    note: Option<String>,
    typed: Option<String>,
    other: Vec<Detail>,
    case: Option<Shared>,
}

/// A table of honours.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct HonoursView {
    rows: Vec<HonourView>,
    totals: Shared,
}

/// The sum of one level and one kind: awards, projects and persons are never in one sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct TotalView {
    level: Option<String>,
    kind: String,
    known: u64,
    unknown: u64,
}

/// An honour as pages tell it; `case` is shown where it is not the page's own.
pub(in crate::render) fn honour_view(world: &World, honour: &Honour, case: Option<Shared>) -> HonourView {
    let Honour {
        name,
        kind,
        level,
        grade,
        year,
        edition,
        count,
        words: in_words,
        unit,
        recipient,
        note,
        typed,
        extra,
        place: _,
    } = honour;
    let words = &world.config.vocabulary;
    HonourView {
        name: name.clone(),
        kind: world.name_in(&words.honour_kinds, kind),
        level: level.as_deref().map(|id| world.name_in(&words.levels, id)),
        grade: grade.as_deref().map(|id| world.name_in(&words.grades, id)),
        year: year.map(years_text),
        edition: edition.clone(),
        count: *count,
        words: in_words.clone(),
        unit: unit.clone(),
        recipient: recipient.as_deref().map(|id| world.name_in(&words.recipients, id)),
        note: note.clone(),
        typed: typed.clone(),
        other: details(extra, world.config.lang),
        case,
    }
}

/// Some rows of a roll with the totals of all of it.
pub(in crate::render) fn honours_view(world: &World, roll: &Roll, shown: &[HonourRow]) -> HonoursView {
    let view = |row: &HonourRow| honour_view(world, world.honour(*row), Some(world.card(row.case)));
    HonoursView { rows: shown.iter().map(view).collect(), totals: roll.totals.clone() }
}

/// The table of one case.
pub(in crate::render) fn own_honours(world: &World, honours: &[Honour]) -> HonoursView {
    let rows = honours.iter().map(|honour| honour_view(world, honour, None)).collect();
    HonoursView { rows, totals: Shared::of(&totals(world, honours.iter())) }
}

/// Sums for each level and kind.
pub(in crate::render) fn totals<'a>(
    world: &World,
    honours: impl Iterator<Item = &'a Honour>,
) -> Vec<TotalView> {
    let words = &world.config.vocabulary;
    relate::honours::totals(words, honours)
        .into_iter()
        .map(|(level, kind, Total { known, unknown })| TotalView {
            level: level.map(|id| world.name_in(&words.levels, &id)),
            kind: world.name_in(&words.honour_kinds, &kind),
            known,
            unknown,
        })
        .collect()
}
