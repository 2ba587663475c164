//! The dimensions of a framework: a tree as written → a list in reading order.

use crate::base::Route;
use crate::base::slug::Slugger;
use crate::model::read::{DimensionText, in_order};
use crate::model::{Dimension, DimensionId, FrameworkId};

use super::slugs::SlugSet;

/// Of which framework the dimensions are.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    /// The framework.
    pub(super) id: FrameworkId,
    /// Last segment of its route.
    pub(super) slug: &'a str,
}

/// Lays a tree out in reading order, parents before their children, each with its route.
pub(super) fn flatten(roots: &[DimensionText], owner: Owner<'_>, slugger: &Slugger) -> Vec<Dimension> {
    let mut slugs = DimensionSlugs::new(roots, slugger);
    let mut dimensions: Vec<Dimension> = Vec::new();
    let mut open: Vec<(&DimensionText, Option<DimensionId>, u32)> =
        roots.iter().rev().map(|root| (root, None, 0)).collect();
    while let Some((text, parent, depth)) = open.pop() {
        let id = DimensionId { framework: owner.id, index: dimensions.len() as u32 };
        if let Some(parent) = parent.and_then(|parent| dimensions.get_mut(parent.index as usize)) {
            parent.children.push(id);
        }
        let slug = slugs.next();
        let route = Route::folder(&format!("frameworks/{}/{slug}", owner.slug));
        dimensions.push(Dimension {
            id,
            name: text.name.clone(),
            aliases: text.aliases.clone(),
            serves: text.serves.clone(),
            note: text.note.clone(),
            declared: text.below.declared.as_ref().map(|declared| declared.value),
            partial: text.below.partial,
            extra: text.extra.clone(),
            parent,
            children: Vec::new(),
            depth,
            place: text.place.clone(),
            slug,
            route,
        });
        open.extend(text.below.items.iter().rev().map(|child| (child, Some(id), depth + 1)));
    }
    dimensions
}

/// Slugs of all dimensions in reading order: an `id` stands for itself, the other names are told
/// apart as terms are.
struct DimensionSlugs {
    slugs: std::vec::IntoIter<String>,
}

impl DimensionSlugs {
    fn new(roots: &[DimensionText], slugger: &Slugger) -> DimensionSlugs {
        let all = in_order(roots);
        let mut set = SlugSet::default();
        let ids: Vec<Option<String>> =
            all.iter().map(|text| text.id.as_ref().map(|id| set.take(slugger.slug(&id.value)))).collect();
        let unnamed: Vec<&str> =
            all.iter().filter(|text| text.id.is_none()).map(|text| text.name.as_str()).collect();
        let mut terms = slugger.term_slugs(&unnamed).into_iter();
        let slugs: Vec<String> = ids
            .into_iter()
            .map(|id| id.unwrap_or_else(|| set.take(terms.next().unwrap_or_default())))
            .collect();
        DimensionSlugs { slugs: slugs.into_iter() }
    }

    fn next(&mut self) -> String {
        self.slugs.next().unwrap_or_default()
    }
}
