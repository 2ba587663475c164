//! The matrix of a framework: cases by dimensions.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{CaseId, DimensionId, Framework, Mapping, Site};

use super::{Cell, Matrix, MatrixRow, MergedPractice};

/// One matrix for each framework.
pub(super) fn matrices(site: &Site, practices: &[Arc<[MergedPractice]>]) -> Vec<Matrix> {
    let frameworks = site.frameworks.iter().zip(site.takers());
    frameworks.map(|(framework, takers)| matrix(site, practices, (framework, &takers))).collect()
}

fn matrix(
    site: &Site,
    practices: &[Arc<[MergedPractice]>],
    (framework, takers): (&Framework, &[(CaseId, Mapping)]),
) -> Matrix {
    let columns: Vec<DimensionId> = framework.leaves().map(|leaf| leaf.id).collect();
    let row = |(case, mapping): &(CaseId, Mapping)| {
        let practices = &practices[case.index()];
        let cells = columns.iter().map(|column| cell(site, practices, *column, *mapping)).collect();
        MatrixRow { case: *case, cells }
    };
    let rows = takers.iter().map(row).collect();
    Matrix { columns, rows }
}

/// A section bound to an ancestor says that the whole group is taken up, not which leaf it answers.
fn cell(site: &Site, practices: &[MergedPractice], column: DimensionId, mapping: Mapping) -> Cell {
    let own: Vec<_> = practices.iter().filter(|practice| practice.dimensions.contains(&column)).collect();
    let sections: BTreeSet<u32> = own.iter().filter_map(|practice| practice.heading).collect();
    let above = ancestors(site, column);
    if !sections.is_empty() {
        Cell::Evidence(sections.into_iter().collect())
    } else if !own.is_empty()
        || practices.iter().any(|practice| practice.dimensions.iter().any(|id| above.contains(id)))
    {
        Cell::TakenUp
    } else if mapping == Mapping::Unstated {
        Cell::Unstated
    } else {
        Cell::Absent
    }
}

fn ancestors(site: &Site, dimension: DimensionId) -> Vec<DimensionId> {
    std::iter::successors(site[dimension].parent, |parent| site[*parent].parent).collect()
}
