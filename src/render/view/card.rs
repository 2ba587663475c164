//! The narrow face of a case in lists. It holds nothing of the case's body but the summary, so that an
//! edit of a body changes no list.

use serde::Serialize;

use crate::model::Case;
use crate::render::World;

use super::{PictureView, picture_view};

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Card {
    title: String,
    url: String,
    date: Option<String>,
    place: String,
    cover: Option<PictureView>,
    summary: String,
    featured: bool,
    draft: bool,
}

impl Card {
    /// The card of a case.
    pub(in crate::render) fn of(world: &World, case: &Case) -> Card {
        Card {
            title: case.title.clone(),
            url: case.route.marked(),
            date: case.front.date.map(|date| date.to_string()),
            place: place(case),
            cover: case.cover.as_ref().and_then(|path| picture_view(world, path)),
            summary: summary(case).to_owned(),
            featured: world.is_featured(case),
            draft: case.front.draft,
        }
    }
}

/// Institution, college and branch in one line.
pub(in crate::render) fn place(case: &Case) -> String {
    let institution = case.institution.as_ref().map(|institution| institution.name.as_str());
    let branch = case.front.branch.as_ref().map(|branch| branch.name.as_str());
    let parts: Vec<&str> =
        [institution, case.front.college.as_deref(), branch].into_iter().flatten().collect();
    parts.join(" · ")
}

/// The summary that was written, else the beginning of the text.
pub(in crate::render) fn summary(case: &Case) -> &str {
    case.front.summary.as_deref().unwrap_or(&case.text.outline.summary)
}
