//! Evidence: the sections of cases that answer a dimension.

use serde::Serialize;

use crate::base::Diagnostic;
use crate::model::DimensionId;
use crate::relate::Evidence;
use crate::render::World;
use crate::render::theme::Shared;

use super::Link;
use super::framework::dimension_links;
use super::outline::anchor;

view! {
    /// A section of a case, or a practice without one.
    #[derive(Clone, Debug, Serialize)]
    pub(in crate::render) struct EvidenceView = "evidence" { "佐证", "evidence" }
    case: Shared => { "案例", "the case" };
    practice: String => { "做法的名称", "the name of the practice" };
    section: Option<Link> => { "那一节", "the section" };
    excerpt: Option<String> => { "那一节的开头", "the beginning of its text" };
    words: Option<u32> => { "那一节的字数", "words of the section" };
    dimensions: Vec<Shared> => { "它佐证的下层维度", "the dimensions below this one that it answers" };
}

/// Evidence for a dimension, as its page shows it: the beginning of each section and the way to it. The
/// whole sections would make the pages of a framework many times the site, and their printing most of
/// a build.
///
/// # Errors
/// The text of a case could not be read again.
pub(in crate::render) fn evidence_views(
    world: &World,
    dimension: DimensionId,
    shown: &[Evidence],
) -> Result<Vec<EvidenceView>, Box<Diagnostic>> {
    shown.iter().map(|evidence| evidence_view(world, dimension, evidence)).collect()
}

fn evidence_view(
    world: &World,
    dimension: DimensionId,
    evidence: &Evidence,
) -> Result<EvidenceView, Box<Diagnostic>> {
    let case = &world.site[evidence.case];
    let practice = world.practice(evidence.case, evidence.practice);
    let place = evidence.heading.map(|index| index as usize);
    let heading = place.and_then(|place| case.text.outline.headings.get(place));
    let excerpts = heading.map(|_| world.excerpts(evidence.case)).transpose()?;
    let below = practice
        .iter()
        .flat_map(|practice| &practice.dimensions)
        .filter(|id| **id != dimension && world.is_below(**id, dimension));
    Ok(EvidenceView {
        case: world.card(evidence.case),
        practice: practice.map(|practice| practice.name.clone()).unwrap_or_default(),
        section: heading.map(|heading| Link {
            name: heading.text.clone(),
            url: Some(format!("{}{}", case.route.marked(), anchor(&heading.id))),
        }),
        excerpt: excerpts.zip(place).and_then(|(excerpts, place)| excerpts.get(place).cloned()),
        words: heading.map(|heading| heading.words),
        dimensions: dimension_links(world, below),
    })
}
