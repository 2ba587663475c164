//! Which cases stand beside a case, and which are like it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::fold::fold;
use crate::model::{Case, CaseId, DimensionId, Site};

use super::facets::takes_stated;
use super::{MergedPractice, Neighbours};

/// Cases shown as alike.
const SHOWN: usize = 5;

/// A trait that more cases share says little of their likeness and would make the work quadratic;
/// of such a group only the nearest in the site's order are compared.
const WINDOW: usize = 50;

/// The cases beside each case in the site's order.
pub(super) fn neighbours(site: &Site) -> Vec<Neighbours> {
    let count = site.cases.len();
    (0..count)
        .map(|at| Neighbours {
            previous: at.checked_sub(1).map(|at| CaseId(at as u32)),
            next: (at + 1 < count).then_some(CaseId(at as u32 + 1)),
        })
        .collect()
}

/// Something that two cases may share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trait {
    Dimension(DimensionId),
    Framework(u32),
    Tag(String),
    Institution(u32),
    Programme(String),
    Membership(String),
}

impl Trait {
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

/// The cases most like each case; ties go to the nearer in the site's order.
pub(super) fn related(site: &Site, practices: &[Vec<MergedPractice>]) -> Vec<Vec<CaseId>> {
    let mut holders: BTreeMap<Trait, Vec<CaseId>> = BTreeMap::new();
    let traits: Vec<Vec<Trait>> =
        site.cases.par_iter().map(|case| traits_of(case, &practices[case.id.index()])).collect();
    for (case, traits) in site.cases.iter().zip(&traits) {
        for shared in traits {
            holders.entry(shared.clone()).or_default().push(case.id);
        }
    }
    site.cases.par_iter().zip(&traits).map(|(case, traits)| most_alike(case.id, traits, &holders)).collect()
}

fn most_alike(case: CaseId, traits: &[Trait], holders: &BTreeMap<Trait, Vec<CaseId>>) -> Vec<CaseId> {
    let mut scores: BTreeMap<CaseId, u32> = BTreeMap::new();
    for shared in traits {
        let others = &holders[shared];
        let at = others.partition_point(|other| *other < case);
        let near = at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(others.len());
        for other in &others[near] {
            if *other != case {
                *scores.entry(*other).or_default() += shared.weight();
            }
        }
    }
    let mut ranked: Vec<(CaseId, u32)> = scores.into_iter().collect();
    ranked.sort_by_key(|(other, score)| (std::cmp::Reverse(*score), other.0.abs_diff(case.0), *other));
    ranked.into_iter().take(SHOWN).map(|(other, _)| other).collect()
}

fn traits_of(case: &Case, practices: &[MergedPractice]) -> Vec<Trait> {
    let mut traits: Vec<Trait> = practices
        .iter()
        .flat_map(|practice| practice.dimensions.iter().copied().map(Trait::Dimension))
        .collect();
    traits.extend(takes_stated(case).map(Trait::Framework));
    traits.extend(case.front.tags.iter().map(|tag| Trait::Tag(fold(tag))));
    traits.extend(case.institution.iter().filter_map(|named| named.id).map(|id| Trait::Institution(id.0)));
    traits.extend(case.front.programmes.iter().map(|programme| Trait::Programme(fold(&programme.name))));
    traits.extend(case.front.membership.iter().cloned().map(Trait::Membership));
    traits.sort();
    traits.dedup();
    traits
}
