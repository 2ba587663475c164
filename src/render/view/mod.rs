//! What templates are given: one typed view for each kind of page.
//!
//! The model is not serialised; views are. A view is made for one page and thrown away; what many pages
//! show (cards of cases) is [`Shared`](super::theme::Shared). Views of cases and frameworks take the
//! model apart field by field, so that a new field cannot be forgotten here, and say in words what each
//! field holds, for the manual ([`described`](crate::render::described)).

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
pub(super) use facet::{FacetView, TermView, facet_panel, term_views, terms_beside};
pub(super) use figure::{FigureView, figure_view};
pub(super) use framework::{
    DimensionView, FrameworkCard, FrameworkView, MatrixView, dimension_links, dimension_view, framework_card,
    framework_view, matrix_view,
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

use super::described::{Described, View};

/// What every template is given, by variable.
pub const ROOTS: &[(&str, View)] =
    &[("site", roots::SiteView::VIEW), ("page", PageView::VIEW), ("build", roots::BuildView::VIEW)];

/// Views that stand in variables of templates and in each other.
pub(super) const VIEWS: &[View] = &[
    Link::VIEW,
    Card::VIEW,
    CaseView::VIEW,
    case::InstitutionLine::VIEW,
    case::BranchView::VIEW,
    case::PeriodView::VIEW,
    case::ProgrammeView::VIEW,
    case::SourceView::VIEW,
    case::CreditView::VIEW,
    claims::TakenView::VIEW,
    claims::AnswerView::VIEW,
    claims::PracticeView::VIEW,
    Detail::VIEW,
    EvidenceView::VIEW,
    FacetView::VIEW,
    TermView::VIEW,
    FigureView::VIEW,
    FrameworkCard::VIEW,
    FrameworkView::VIEW,
    DimensionView::VIEW,
    MatrixView::VIEW,
    framework::HeadView::VIEW,
    framework::RowView::VIEW,
    framework::CellView::VIEW,
    honour::HonourView::VIEW,
    HonoursView::VIEW,
    honour::TotalView::VIEW,
    Pager::VIEW,
    list::PagerItem::VIEW,
    ChildView::VIEW,
    OutlineItem::VIEW,
    PictureView::VIEW,
    AttachmentView::VIEW,
    roots::MenuView::VIEW,
    roots::OrganiserView::VIEW,
    roots::FeedView::VIEW,
];

view! {
    /// A name that leads somewhere.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(super) struct Link = "link" { "链接", "a link" }
    pub(super) name: String => { "显示的文字", "what is shown" };
    pub(super) url: Option<String> => { "网址；没有页面就是空", "its address; none where there is no page" };
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
