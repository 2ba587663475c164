//! The matrix of a framework: cases by dimensions.

use std::collections::BTreeSet;

use crate::model::{DimensionId, Framework, Mapping, Site};

use super::{Cell, Matrix, MatrixRow, MergedPractice};

/// One matrix for each framework.
pub(super) fn matrices(site: &Site, practices: &[Vec<MergedPractice>]) -> Vec<Matrix> {
    site.frameworks.iter().map(|framework| matrix(site, practices, framework)).collect()
}

fn matrix(site: &Site, practices: &[Vec<MergedPractice>], framework: &Framework) -> Matrix {
    let columns: Vec<DimensionId> = framework.leaves().map(|leaf| leaf.id).collect();
    let rows = site
        .cases
        .iter()
        .filter_map(|case| {
            let taken = case.frameworks.iter().find(|taken| taken.framework == framework.id)?;
            let cells = columns
                .iter()
                .map(|column| cell(site, &practices[case.id.index()], *column, taken.mapping))
                .collect();
            Some(MatrixRow { case: case.id, cells })
        })
        .collect();
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
