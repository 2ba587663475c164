//! Evidence: the sections of cases that answer a dimension.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::DimensionId;
use crate::relate::Evidence;
use crate::render::World;
use crate::render::printing::{self, Within};
use crate::render::theme::Shared;

use super::Link;
use super::outline::anchor;

/// A section of a case, or a practice without one.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct EvidenceView {
    case: Shared,
    practice: String,
    /// The section.
    section: Option<Link>,
    /// The beginning of its text.
    excerpt: Option<String>,
    /// The whole of it.
    body: Option<Shared>,
    /// Words of the section.
    words: Option<u32>,
    /// The dimensions below this one that it answers, when it is evidence for those.
    dimensions: Vec<Link>,
}

/// Evidence for a dimension, as its page shows it. Bodies are printed with ids of their own, because
/// several stand on one page.
///
/// # Errors
/// The text of a case that could not be read again.
pub(in crate::render) fn evidence_views(
    world: &World,
    (dimension, page): (DimensionId, &Route),
    shown: &[Evidence],
) -> Result<Vec<EvidenceView>, Box<Diagnostic>> {
    let view = |(number, evidence)| evidence_view(world, (dimension, page), number, evidence);
    shown.iter().enumerate().map(view).collect()
}

fn evidence_view(
    world: &World,
    (dimension, page): (DimensionId, &Route),
    number: usize,
    evidence: &Evidence,
) -> Result<EvidenceView, Box<Diagnostic>> {
    let case = &world.site[evidence.case];
    let practice = world.practice(evidence.case, evidence.practice);
    let heading = evidence.heading.and_then(|index| case.text.outline.headings.get(index as usize));
    let body = match heading {
        Some(heading) => {
            let prefix = format!("e{number}-");
            let within = Within { page, prefix: &prefix, top_level: 4 };
            Some(printing::section(world, &case.text, heading, &within)?)
        }
        None => None,
    };
    let below = practice
        .iter()
        .flat_map(|practice| &practice.dimensions)
        .filter(|id| **id != dimension && world.is_below(**id, dimension))
        .map(|id| Link::to(&world.site[*id].name, &world.site[*id].route))
        .collect();
    Ok(EvidenceView {
        case: world.card(evidence.case),
        practice: practice.map(|practice| practice.name.clone()).unwrap_or_default(),
        section: heading.map(|heading| Link {
            name: heading.text.clone(),
            url: Some(format!("{}{}", case.route.marked(), anchor(&heading.id))),
        }),
        excerpt: heading.and_then(|heading| heading.excerpt.clone()),
        body,
        words: heading.map(|heading| heading.words),
        dimensions: below,
    })
}
