//! Front matter → typed fields: one file's own words, nothing of its neighbours.
//!
//! Every list item has a form on one line and one as a map; both are read here to the same type.

pub mod aliases;
mod case;
pub mod count;
mod credit;
pub mod figure;
mod framework;
pub mod honour;
mod item;
mod lexicon;
mod line;
mod menu;
mod page;
mod party;
mod period;
mod practice;
pub mod programme;
pub mod sort;
pub mod source;
pub mod term;
#[cfg(test)]
pub(in crate::model) mod testing;
#[cfg(test)]
mod tests;
pub mod tree;
mod values;

pub(super) use case::{CaseText, read_case};
pub(super) use framework::{DimensionText, FrameworkText, TakenUpText, in_order, read_framework};
pub(super) use lexicon::Lexicon;
pub(super) use page::{ColumnText, read_column, read_institution, read_page};
pub(super) use party::InstitutionText;
