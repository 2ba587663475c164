//! Honours of all cases in one order, and their honest totals.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Vocabulary;
use crate::model::{Honour, HowMany, Site};

use super::{HonourRow, Total};

/// A range of more years than this is listed under its ends only.
const LONGEST_RANGE: i16 = 30;

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

/// The honours of each year, in the order of all; one of several years stands in each.
pub(super) fn by_year(site: &Site, honours: &[HonourRow]) -> BTreeMap<i16, Arc<[HonourRow]>> {
    let mut rows: BTreeMap<i16, Vec<HonourRow>> = BTreeMap::new();
    for row in honours {
        let Some(range) = honour(site, *row).year else { continue };
        let years: Vec<i16> = if range.to.saturating_sub(range.from) > LONGEST_RANGE {
            vec![range.from, range.to]
        } else {
            (range.from..=range.to).collect()
        };
        for year in years {
            rows.entry(year).or_default().push(*row);
        }
    }
    rows.into_iter().map(|(year, rows)| (year, rows.into())).collect()
}

fn rank(terms: &[crate::config::Term], id: Option<&str>) -> usize {
    id.and_then(|id| terms.iter().position(|term| term.id == id)).unwrap_or(terms.len())
}

/// The honour of a row.
pub fn honour(site: &Site, row: HonourRow) -> &Honour {
    &site[row.case].front.honours[row.index as usize]
}

/// Adds up honours by level and kind, in the vocabulary's order. Awards, projects and persons are
/// never in one sum, and an unknown count is counted as unknown, never as 1. A sum that holds the least of
/// an inexact count says so.
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
            HowMany::Exact(count) => sum.2.known += u64::from(count),
            HowMany::AtLeast(count) => {
                sum.2.known += u64::from(count);
                sum.2.at_least = true;
            }
            HowMany::About => sum.2.inexact += 1,
            HowMany::Unstated => sum.2.unknown += 1,
        }
    }
    sums.into_values().collect()
}
