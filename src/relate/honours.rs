//! Honours of all cases in one order, and their honest totals.

use std::collections::BTreeMap;

use crate::config::Vocabulary;
use crate::model::{Honour, Site};

use super::{HonourRow, Total};

/// Every honour of every case: the highest level first (an unknown level last), then the newest, then
/// the best grade, then by name.
pub(super) fn in_order(vocabulary: &Vocabulary, site: &Site) -> Vec<HonourRow> {
    let mut rows: Vec<HonourRow> = site
        .cases
        .iter()
        .flat_map(|case| (0..case.front.honours.len() as u32).map(|index| HonourRow { case: case.id, index }))
        .collect();
    rows.sort_by_cached_key(|row| {
        let honour = honour(site, *row);
        (
            rank(&vocabulary.levels, honour.level.as_deref()),
            std::cmp::Reverse(honour.year.map_or(i16::MIN, |years| years.to)),
            rank(&vocabulary.grades, honour.grade.as_deref()),
            honour.name.clone(),
            row.case,
            row.index,
        )
    });
    rows
}

fn rank(terms: &[crate::config::Term], id: Option<&str>) -> usize {
    id.and_then(|id| terms.iter().position(|term| term.id == id)).unwrap_or(terms.len())
}

/// The honour of a row.
pub fn honour(site: &Site, row: HonourRow) -> &Honour {
    &site[row.case].front.honours[row.index as usize]
}

/// Adds up honours by level and kind, in the vocabulary's order. Awards, projects and persons are
/// never in one sum, and an unknown count is counted as unknown, never as 1.
pub fn totals<'a>(
    vocabulary: &Vocabulary,
    honours: impl IntoIterator<Item = &'a Honour>,
) -> Vec<(Option<String>, String, Total)> {
    let mut sums: BTreeMap<(usize, usize), (Option<String>, String, Total)> = BTreeMap::new();
    for honour in honours {
        let key = (
            rank(&vocabulary.levels, honour.level.as_deref()),
            rank(&vocabulary.honour_kinds, Some(&honour.kind)),
        );
        let sum =
            sums.entry(key).or_insert_with(|| (honour.level.clone(), honour.kind.clone(), Total::default()));
        match honour.count {
            Some(count) => sum.2.known += u64::from(count),
            None => sum.2.unknown += 1,
        }
    }
    sums.into_values().collect()
}
