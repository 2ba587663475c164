//! The narrow face of a case in lists. It holds nothing of the case's body but the summary, so that an
//! edit of a body changes no list.

use serde::Serialize;

use crate::model::Case;
use crate::render::World;

use super::{PictureView, picture_view};

view! {
    /// A case in a list.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct Card = "card" { "列表里的案例", "a case in a list" }
    title: String => { "标题", "its title" };
    url: String => { "案例页的网址", "its page" };
    date: Option<String> => { "日期", "its date" };
    place: String => { "单位、学院、支部，用“ · ”连成一行；没有就是空的文字", "institution, college and branch in one line, which may be empty" };
    cover: Option<PictureView> => { "封面", "its cover" };
    summary: String => { "摘要；没有写就是正文开头", "its summary, else the beginning of its text" };
    featured: bool => { "是否重点案例", "whether it is featured" };
    draft: bool => { "是否草稿；草稿只在加了 `--drafts` 时出现", "whether it is a draft, which is shown with `--drafts` only" };
}

impl Card {
    /// The card of a case.
    pub(in crate::render) fn of(world: &World, case: &Case) -> Card {
        Card {
            title: case.title.to_string(),
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
