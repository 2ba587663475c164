//! Keeping names apart that would meet.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Detail;

/// Names every text as briefly as all can be told apart. What comes out for a text depends on the set
/// of texts, not on their order or number; the same text twice gets the same name.
pub(super) fn distinct(texts: &[&str], name: impl Fn(&str, Detail) -> String + Sync) -> Vec<String> {
    let mut set = texts.to_vec();
    set.sort_unstable();
    set.dedup();
    let plain = set.into_par_iter().map(|text| (text, (Detail::Plain, name(text, Detail::Plain))));
    let mut named: BTreeMap<&str, (Detail, String)> = plain.collect::<Vec<_>>().into_iter().collect();
    loop {
        let meeting = meeting(&named);
        if meeting.is_empty() {
            break;
        }
        let mut changed = false;
        for (text, (detail, current)) in &mut named {
            if let Some(more) = more(*detail).filter(|_| meeting.contains(current)) {
                (*detail, *current) = (more, name(text, more));
                changed = true;
            }
        }
        // Two texts that share all 128 bits of their hashes are not to be expected in this world.
        if !changed {
            break;
        }
    }
    texts.iter().filter_map(|text| named.get(text).map(|(_, current)| current.clone())).collect()
}

/// The names that more than one text has.
fn meeting(named: &BTreeMap<&str, (Detail, String)>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    named
        .values()
        .filter(|(_, current)| !seen.insert(current.as_str()))
        .map(|(_, current)| current.clone())
        .collect()
}

fn more(detail: Detail) -> Option<Detail> {
    match detail {
        Detail::Plain => Some(Detail::Toned),
        Detail::Toned => Some(Detail::Hashed),
        Detail::Hashed => Some(Detail::FullyHashed),
        Detail::FullyHashed => None,
    }
}
