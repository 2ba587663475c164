//! The keys of front matter: one table for each kind of map, read by `read/` and by the manual.

mod files;
mod lists;
mod parts;
pub mod shared;
#[cfg(test)]
mod tests;

pub use files::{case, column, framework, institution, page};
pub use lists::{figure, honour, practice, programme, taken_up};
pub use parts::{branch, dimension, menu, period, place, source};

use crate::yaml::Table;

/// Every table, in the order of the manual.
pub static TABLES: &[&Table] = &[
    &case::CASE,
    &place::PLACE,
    &branch::BRANCH,
    &period::PERIOD,
    &programme::PROGRAMME,
    &taken_up::TAKEN_UP,
    &practice::PRACTICE,
    &figure::FIGURE,
    &honour::HONOUR,
    &source::SOURCE,
    &framework::FRAMEWORK,
    &dimension::DIMENSION,
    &institution::INSTITUTION,
    &page::PAGE,
    &column::COLUMN,
    &menu::MENU,
    &shared::CASCADE,
];
