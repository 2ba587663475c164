//! Which cases are like a case. What they share is gathered once; the most alike are found when a page
//! asks for them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Case, CaseId, DimensionId, Site};

use super::MergedPractice;
use super::facets::takes_stated;
use super::folds::Folds;

/// Cases shown as alike.
const SHOWN: usize = 5;

/// A trait that more cases share says little of their likeness and would make the work quadratic;
/// of such a group only the nearest in the site's order are compared.
const WINDOW: usize = 50;

/// Something that two cases may share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Trait<'s> {
    Dimension(DimensionId),
    Framework(u32),
    Tag(Arc<str>),
    Institution(u32),
    Programme(Arc<str>),
    Membership(&'s str),
}

impl Trait<'_> {
    /// How much sharing it counts. A dimension that both give evidence for weighs more than the mere
    /// name of a framework, which most cases of a showcase share.
    fn weight(&self) -> u32 {
        match self {
            Trait::Tag(_) => 3,
            Trait::Dimension(_) | Trait::Framework(_) | Trait::Institution(_) => 2,
            Trait::Programme(_) | Trait::Membership(_) => 1,
        }
    }
}

/// What cases share with each other.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    /// The traits of each case, each once, as places in `holders`.
    traits: Vec<Vec<u32>>,
    /// The weight of each trait, and who has it, in the site's order.
    holders: Vec<(u32, Vec<CaseId>)>,
}

impl Likeness {
    /// Gathers what the cases of a site share.
    pub(super) fn of_all(site: &Site, practices: &[Arc<[MergedPractice]>]) -> Likeness {
        let mut likeness = Likeness::default();
        let mut numbers: HashMap<Trait<'_>, u32> = HashMap::new();
        let mut folds = Folds::default();
        for case in &site.cases {
            let mut own: Vec<u32> = Vec::new();
            for shared in traits_of(case, &practices[case.id.index()], &mut folds) {
                let weight = shared.weight();
                let next = likeness.holders.len() as u32;
                let number = *numbers.entry(shared).or_insert(next);
                if number == next {
                    likeness.holders.push((weight, Vec::new()));
                }
                if !own.contains(&number) {
                    own.push(number);
                    likeness.holders[number as usize].1.push(case.id);
                }
            }
            likeness.traits.push(own);
        }
        likeness
    }

    /// The cases most like a case, the most alike first, at most five; ties go to the nearer in the
    /// site's order.
    pub fn most_alike(&self, case: CaseId) -> Vec<CaseId> {
        let mut scores = vec![0_u32; self.traits.len()];
        let mut met: Vec<CaseId> = Vec::new();
        for number in self.traits.get(case.index()).into_iter().flatten() {
            let (weight, others) = &self.holders[*number as usize];
            // The case itself stands between them.
            let at = others.partition_point(|other| *other < case);
            let before = &others[at.saturating_sub(WINDOW)..at];
            let after = &others[at + 1..others.len().min(at + WINDOW + 1)];
            before.iter().chain(after).for_each(|other| {
                let score = &mut scores[other.index()];
                if *score == 0 {
                    met.push(*other);
                }
                *score += weight;
            });
        }
        let mut best = Vec::with_capacity(SHOWN + 1);
        // The score of the last of five; most cases are less alike.
        let mut least = 0;
        for other in met {
            let score = scores[other.index()];
            if score < least {
                continue;
            }
            let rank = (Reverse(score), other.0.abs_diff(case.0), other);
            if best.len() < SHOWN || best.last().is_some_and(|last| rank < *last) {
                best.insert(best.partition_point(|better| *better < rank), rank);
                best.truncate(SHOWN);
                least = best.get(SHOWN - 1).map_or(0, |(Reverse(score), ..)| *score);
            }
        }
        best.into_iter().map(|(_, _, other)| other).collect()
    }
}

fn traits_of<'s>(case: &'s Case, practices: &[MergedPractice], folds: &mut Folds<'s>) -> Vec<Trait<'s>> {
    let dimensions = practices.iter().flat_map(|practice| practice.dimensions.iter().copied());
    let mut traits: Vec<Trait<'s>> = dimensions.map(Trait::Dimension).collect();
    traits.extend(takes_stated(case).map(Trait::Framework));
    traits.extend(case.front.tags.iter().map(|tag| Trait::Tag(folds.key(tag))));
    traits.extend(case.institution.iter().filter_map(|named| named.id).map(|id| Trait::Institution(id.0)));
    let programmes = case.front.programmes.iter();
    traits.extend(programmes.map(|programme| Trait::Programme(folds.key(&programme.name))));
    traits.extend(case.front.membership.as_deref().map(Trait::Membership));
    traits
}
