//! Facets: the ways in which readers sort cases. Every value is a page of its own, so that sorting
//! works without a script.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::base::fold::fold;
use crate::base::slug::Slugger;
use crate::base::{Lang, Route};
use crate::config::{Config, Term};
use crate::model::{Case, CaseId, DimensionId, Mapping, Site};

use super::folds::Folds;
use super::{Evidence, Facet, FacetKind, FacetTerm};

/// A period of more years than this is listed under its first and last year only.
const LONGEST_PERIOD: i16 = 30;

/// Sorts the cases by every facet that has a value.
pub(super) fn facets(
    config: &Config,
    site: &Site,
    evidence: &BTreeMap<DimensionId, Vec<Evidence>>,
    slugger: &Slugger,
) -> Vec<Facet> {
    let mut folds = Folds::default();
    let all = [
        (FacetKind::Framework, frameworks(site)),
        (FacetKind::Dimension, dimensions(site, evidence)),
        (FacetKind::Institution, institutions(site)),
        (FacetKind::College, colleges(site, slugger, &mut folds)),
        (
            FacetKind::BranchKind,
            by_vocabulary(site, &config.vocabulary.branch_kinds, "branches", branch_kind),
        ),
        (
            FacetKind::Membership,
            by_vocabulary(site, &config.vocabulary.memberships, "memberships", membership),
        ),
        (FacetKind::Level, by_vocabulary(site, &config.vocabulary.levels, "levels", programme_levels)),
        (FacetKind::Batch, batches(config, site, slugger)),
        (FacetKind::Year, years(site)),
        (FacetKind::Tag, tags(site, slugger, &mut folds)),
    ];
    all.into_iter()
        .filter(|(_, terms)| !terms.is_empty())
        .map(|(kind, terms)| Facet { kind, terms })
        .collect()
}

fn term(name: &str, route: Route, cases: Vec<CaseId>) -> FacetTerm {
    FacetTerm { name: name.to_owned(), name_en: name.to_owned(), route, cases }
}

fn frameworks(site: &Site) -> Vec<FacetTerm> {
    let takers = site.takers();
    let terms = site.frameworks.iter().map(|framework| {
        let cases = takers[framework.id.index()].iter().map(|(case, _)| *case).collect();
        term(&framework.title, framework.route.clone(), cases)
    });
    terms.filter(|term| !term.cases.is_empty()).collect()
}

fn dimensions(site: &Site, evidence: &BTreeMap<DimensionId, Vec<Evidence>>) -> Vec<FacetTerm> {
    let mut holders: BTreeMap<DimensionId, Vec<CaseId>> = BTreeMap::new();
    for (own, evidence) in evidence {
        let mut cases: Vec<CaseId> = evidence.iter().map(|evidence| evidence.case).collect();
        cases.dedup();
        for id in std::iter::successors(Some(*own), |id| site[*id].parent) {
            holders.entry(id).or_default().extend(&cases);
        }
    }
    let term = |(id, mut cases): (DimensionId, Vec<CaseId>)| {
        cases.sort_unstable();
        cases.dedup();
        term(&site[id].name, site[id].route.clone(), cases)
    };
    holders.into_iter().map(term).collect()
}

fn institutions(site: &Site) -> Vec<FacetTerm> {
    let mut cases: Vec<Vec<CaseId>> = vec![Vec::new(); site.institutions.len()];
    for case in &site.cases {
        if let Some(id) = case.institution.as_ref().and_then(|named| named.id) {
            cases[id.index()].push(case.id);
        }
    }
    let named = site.institutions.iter().zip(cases).filter(|(_, cases)| !cases.is_empty());
    named.map(|(institution, cases)| term(&institution.name, institution.route.clone(), cases)).collect()
}

/// A college of an institution, with its cases.
struct College<'s> {
    name: &'s str,
    institution: &'s str,
    cases: Vec<CaseId>,
}

/// Colleges of institutions without a mask. Two institutions may have a college of the same name;
/// then the institution is said with it.
fn colleges<'s>(site: &'s Site, slugger: &Slugger, folds: &mut Folds<'s>) -> Vec<FacetTerm> {
    let mut groups: BTreeMap<(Arc<str>, Arc<str>), College<'_>> = BTreeMap::new();
    for case in &site.cases {
        let Some(name) = &case.front.college else { continue };
        let institution = match &case.institution {
            Some(named) if named.masked => continue,
            Some(named) => named.name.as_str(),
            None => "",
        };
        let key = (folds.key(name), folds.key(institution));
        let college = groups.entry(key).or_insert(College { name, institution, cases: Vec::new() });
        college.cases.push(case.id);
    }
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for (college, _) in groups.keys() {
        *holders.entry(college).or_default() += 1;
    }
    let named = groups.iter().map(|((key, _), College { name, institution, cases })| {
        let is_shared = holders[&**key] > 1 && !institution.is_empty();
        let name = if is_shared { format!("{institution} {name}") } else { (*name).to_owned() };
        (name, cases.clone())
    });
    with_slugs(named.collect(), "colleges", slugger)
}

/// Gives each name its page below `folder`.
fn with_slugs(named: Vec<(String, Vec<CaseId>)>, folder: &str, slugger: &Slugger) -> Vec<FacetTerm> {
    let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
    let slugs = slugger.term_slugs(&names);
    named
        .iter()
        .zip(slugs)
        .map(|((name, cases), slug)| term(name, Route::folder(&format!("{folder}/{slug}")), cases.clone()))
        .collect()
}

fn branch_kind(case: &Case) -> Vec<&str> {
    case.front.branch.iter().filter_map(|branch| branch.kind.as_deref()).collect()
}

fn membership(case: &Case) -> Vec<&str> {
    case.front.membership.as_deref().into_iter().collect()
}

fn programme_levels(case: &Case) -> Vec<&str> {
    case.front.programmes.iter().filter_map(|programme| programme.level.as_deref()).collect()
}

/// Terms of the vocabulary in its order, which is their rank.
fn by_vocabulary(
    site: &Site,
    terms: &[Term],
    folder: &str,
    values: impl Fn(&Case) -> Vec<&str>,
) -> Vec<FacetTerm> {
    terms
        .iter()
        .map(|known| FacetTerm {
            name: known.zh.clone(),
            name_en: known.en.clone(),
            route: Route::folder(&format!("{folder}/{}", known.id)),
            cases: site
                .cases
                .iter()
                .filter(|case| values(case).contains(&known.id.as_str()))
                .map(|case| case.id)
                .collect(),
        })
        .filter(|term| !term.cases.is_empty())
        .collect()
}

/// Batches of programmes: 样板支部 第2批.
fn batches(config: &Config, site: &Site, slugger: &Slugger) -> Vec<FacetTerm> {
    let mut groups: BTreeMap<(String, u32), (String, Vec<CaseId>)> = BTreeMap::new();
    let mut known: HashMap<(Option<&str>, &str), (String, String)> = HashMap::new();
    for case in &site.cases {
        for programme in &case.front.programmes {
            let Some(batch) = programme.batch else { continue };
            let level = programme.level.as_deref();
            let (key, name) = known.entry((level, &programme.name)).or_insert_with(|| {
                let level = config.vocabulary.levels.iter().find(|known| Some(known.id.as_str()) == level);
                let name = format!("{}{}", level.map_or("", |level| level.zh.as_str()), programme.name);
                (fold(&name), name)
            });
            let group = groups.entry((key.clone(), batch)).or_insert_with(|| (name.clone(), Vec::new()));
            if group.1.last() != Some(&case.id) {
                group.1.push(case.id);
            }
        }
    }
    let names: Vec<&str> = groups.values().map(|(name, _)| name.as_str()).collect();
    let mut distinct: Vec<&str> = names.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let slugs: BTreeMap<&str, String> = distinct.iter().copied().zip(slugger.term_slugs(&distinct)).collect();
    groups
        .iter()
        .map(|((_, batch), (name, cases))| FacetTerm {
            name: match config.lang {
                Lang::Zh => format!("{name}第{batch}批"),
                Lang::En => format!("{name}, batch {batch}"),
            },
            name_en: format!("{name}, batch {batch}"),
            route: Route::folder(&format!("batches/{}-{batch}", slugs[name.as_str()])),
            cases: cases.clone(),
        })
        .collect()
}

/// The years of a case: those of its period, else that of its date.
pub(super) fn years_of(case: &Case) -> Vec<i16> {
    let Some(period) = &case.front.period else {
        return case.front.date.iter().map(|date| date.year).collect();
    };
    match (period.from, period.to) {
        (Some(from), Some(to)) if to.year - from.year <= LONGEST_PERIOD => (from.year..=to.year).collect(),
        (Some(from), Some(to)) => vec![from.year, to.year],
        (Some(only), None) | (None, Some(only)) => vec![only.year],
        (None, None) => case.front.date.iter().map(|date| date.year).collect(),
    }
}

fn years(site: &Site) -> Vec<FacetTerm> {
    let mut groups: BTreeMap<i16, Vec<CaseId>> = BTreeMap::new();
    for case in &site.cases {
        for year in years_of(case) {
            groups.entry(year).or_default().push(case.id);
        }
    }
    groups
        .into_iter()
        .rev()
        .map(|(year, cases)| FacetTerm {
            name: format!("{year}年"),
            name_en: year.to_string(),
            route: Route::folder(&format!("years/{year}")),
            cases,
        })
        .collect()
}

/// Tags. Spellings that differ only in case or width are one tag, under the first spelling seen.
fn tags<'s>(site: &'s Site, slugger: &Slugger, folds: &mut Folds<'s>) -> Vec<FacetTerm> {
    let mut groups: BTreeMap<Arc<str>, (String, Vec<CaseId>)> = BTreeMap::new();
    for case in &site.cases {
        for tag in &case.front.tags {
            let group = groups.entry(folds.key(tag)).or_insert_with(|| (tag.clone(), Vec::new()));
            if group.1.last() != Some(&case.id) {
                group.1.push(case.id);
            }
        }
    }
    with_slugs(groups.into_values().collect(), "tags", slugger)
}

/// What the case says of itself that others may share, for likeness.
pub(super) fn takes_stated(case: &Case) -> impl Iterator<Item = u32> + '_ {
    case.frameworks.iter().filter(|taken| taken.mapping == Mapping::Stated).map(|taken| taken.framework.0)
}
