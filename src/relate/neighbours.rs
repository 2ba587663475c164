//! Which cases stand beside a case.

use crate::model::Site;

use super::Neighbours;

/// The cases beside each case in the list of all cases, however its column sorts it.
pub(super) fn neighbours(site: &Site) -> Vec<Neighbours> {
    let mut neighbours = vec![Neighbours::default(); site.cases.len()];
    for pair in site.case_list.windows(2) {
        neighbours[pair[0].index()].next = Some(pair[1]);
        neighbours[pair[1].index()].previous = Some(pair[0]);
    }
    neighbours
}
