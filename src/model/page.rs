//! Plain pages, columns and institutions.

use std::sync::Arc;

use crate::base::date::Date;
use crate::base::{FilePath, Route, Span};
use crate::markdown::Outline;
use crate::yaml::{Map, Placed};

use super::{CaseId, ColumnId, InstitutionId, MenuWish, OldAddress, PageId, Sort};

/// The text behind a page: where it is and what is known of it. The text itself is read again and
/// printed when a job asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFacts {
    /// The file.
    pub path: FilePath,
    /// Hash of its bytes.
    pub digest: Arc<str>,
    /// The body in the decoded text.
    pub body: Span,
    /// Its facts.
    pub outline: Arc<Outline>,
}

/// A plain page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id.
    pub id: PageId,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<Date>,
    /// Its line in lists; written, else the outline's.
    pub summary: String,
    /// Its place among its neighbours, small first; unset comes last.
    pub order: Option<i64>,
    /// What it says of its place in the menu.
    pub menu: Option<Placed<MenuWish>>,
    /// Tags.
    pub tags: Vec<String>,
    /// Old addresses that lead here.
    pub redirects: Vec<OldAddress>,
    /// Files named to be published with it.
    pub attachments: Vec<FilePath>,
    /// The column that it stands in.
    pub column: ColumnId,
    /// Its text.
    pub text: Arc<TextFacts>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Its page.
    pub route: Route,
}

/// A column (栏目): a folder with `_index.md`, or a built-in list.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its id.
    pub id: ColumnId,
    /// Its folder below `content/`, empty for the home page.
    pub folder: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Its place among its neighbours.
    pub order: Option<i64>,
    /// How its list is sorted.
    pub sort: Sort,
    /// Entries on one page of its list, when it says so.
    pub page_size: Option<usize>,
    /// What it says of its place in the menu.
    pub menu: Option<Placed<MenuWish>>,
    /// Whether it wants feeds, when it says so.
    pub feed: Option<Placed<bool>>,
    /// Defaults of what stands below it.
    pub cascade: Map,
    /// Old addresses that lead here.
    pub redirects: Vec<OldAddress>,
    /// Its text; a built-in list may have none.
    pub text: Option<Arc<TextFacts>>,
    /// The column above it; none for the home page.
    pub parent: Option<ColumnId>,
    /// The columns right below it, in the order of its list.
    pub columns: Vec<ColumnId>,
    /// The cases of its folder, in the order of its list: of a column below the list of cases, which
    /// itself has all ([`Site::case_list`](super::Site::case_list)).
    pub cases: Vec<CaseId>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Its page.
    pub route: Route,
}

/// An institution that cases name without a mask, or that has a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Its id.
    pub id: InstitutionId,
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its summary.
    pub summary: Option<String>,
    /// Its text, when it has a file.
    pub text: Option<Arc<TextFacts>>,
    /// Old addresses that lead here.
    pub redirects: Vec<OldAddress>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Last segment of its route.
    pub slug: String,
    /// Its page.
    pub route: Route,
}
