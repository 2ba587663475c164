//! Documents → typed cases, frameworks, institutions, pages and columns, with ids and final routes.

pub mod assemble;
mod case;
pub mod finder;
mod framework;
mod inherit;
pub mod keys;
mod menu;
mod page;
pub mod read;
pub mod redirect;
mod site;
mod sort;

pub use assemble::{BUILT_IN, Drafts, Future, ModelOptions, Readings, assemble};
pub use case::{
    Branch, Case, CaseFront, Credit, Figure, FigureRole, Honour, HowMany, InstitutionName, Mapping,
    NamedDimension, Period, Practice, Programme, SourceNote, TakenUp, Years,
};
pub use framework::{Dimension, Framework, FrameworkKind};
pub use inherit::{Inheritance, Inherited};
pub use menu::MenuWish;
pub use page::{Column, Institution, Page, TextFacts};
pub use redirect::{OldAddress, redirect_route};
pub use site::{CaseId, ColumnId, DimensionId, FrameworkId, InstitutionId, LeftOut, PageId, Reason, Site};
pub use sort::{Direction, Sort, SortBy};

use crate::base::Code;

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [
        read::aliases::CODES,
        read::count::CODES,
        read::figure::CODES,
        read::honour::CODES,
        read::programme::CODES,
        read::sort::CODES,
        read::source::CODES,
        read::term::CODES,
        read::tree::CODES,
        redirect::CODES,
        assemble::cascade::CODES,
        assemble::columns::CODES,
        assemble::frameworks::CODES,
        assemble::institutions::CODES,
        assemble::sources::CODES,
        assemble::titles::CODES,
    ]
    .concat()
}
