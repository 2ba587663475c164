//! Which cases stand beside a case.

use crate::model::{CaseId, Site};

use super::Neighbours;

/// The cases beside each case in the site's order.
pub(super) fn neighbours(site: &Site) -> Vec<Neighbours> {
    let count = site.cases.len();
    (0..count)
        .map(|at| Neighbours {
            previous: at.checked_sub(1).map(|at| CaseId(at as u32)),
            next: (at + 1 < count).then_some(CaseId(at as u32 + 1)),
        })
        .collect()
}
