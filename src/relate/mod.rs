//! All that needs two pages: evidence and coverage, terms, neighbours, links, honours, totals.

mod relations;

pub use relations::{
    Asset, Backlink, Cell, Evidence, Facet, FacetKind, FacetTerm, HonourRow, Matrix, MatrixRow,
    MergedPractice, Neighbours, Redirect, Relations, Total,
};
