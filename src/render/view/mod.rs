//! What templates are given: one typed view for each kind of page.
//!
//! The model is not serialised; views are. A view is made for one page and thrown away; what many pages
//! show (cards of cases) is [`Shared`](super::theme::Shared). Views of cases and frameworks take the
//! model apart field by field, so that a new field cannot be forgotten here.

mod card;
mod case;
mod claims;
mod detail;
mod evidence;
mod facet;
mod figure;
mod framework;
mod honour;
mod list;
mod outline;
mod picture;
mod roots;

pub(super) use card::{Card, summary};
pub(super) use case::{CaseView, backlinks, case_view};
pub(super) use claims::practice_view;
pub(super) use detail::{Detail, details};
pub(super) use evidence::{EvidenceView, evidence_views};
pub(super) use facet::{FacetView, TermView, facet_panel, term_views};
pub(super) use figure::{FigureView, figure_view};
pub(super) use framework::{
    DimensionView, FrameworkCard, FrameworkView, MatrixView, dimension_view, framework_card, framework_view,
    matrix_view,
};
pub(super) use honour::{HonoursView, honour_view, honours_view, totals};
pub(super) use list::{ChildView, Pager, children, on_page, page_numbers, page_route, pager};
pub(super) use outline::{OutlineItem, outline_view};
pub(super) use picture::{
    AttachmentView, PictureView, attachment_view, picture_view, static_attachment, static_picture,
};
pub(super) use roots::{PageKind, PageView, Roots, columns_above, roots};

use serde::Serialize;

use crate::base::Route;

/// A name that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    /// What is shown.
    pub(super) name: String,
    /// The address under the mark; none when there is no page.
    pub(super) url: Option<String>,
}

impl Link {
    /// A name with its page.
    pub(super) fn to(name: &str, route: &Route) -> Link {
        Link { name: name.to_owned(), url: Some(route.marked()) }
    }

    /// A name without a page.
    pub(super) fn plain(name: &str) -> Link {
        Link { name: name.to_owned(), url: None }
    }
}
