//! What is gathered over all cases, from what they say of themselves and what their sections are evidence
//! for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::slug::Slugger;
use crate::config::Config;
use crate::model::{DimensionId, Site};

use super::{
    Evidence, Facet, HonourRow, Likeness, Matrix, MergedPractice, facets, honours, matrix, practices,
};

/// What is gathered over all cases. Nothing in it depends on the words of a text.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) evidence: Arc<BTreeMap<DimensionId, Vec<Evidence>>>,
    pub(super) matrices: Arc<[Matrix]>,
    pub(super) facets: Arc<[Facet]>,
    pub(super) likeness: Arc<Likeness>,
    pub(super) honours: Arc<[HonourRow]>,
    pub(super) honours_by_year: Arc<BTreeMap<i16, Arc<[HonourRow]>>>,
}

impl Gathered {
    pub(super) fn of(
        config: &Config,
        site: &Site,
        practices: &[Arc<[MergedPractice]>],
        slugger: &Slugger,
    ) -> Gathered {
        let evidence = practices::evidence(practices);
        let (((honours, by_year), (matrices, likeness)), facets) = rayon::join(
            || {
                let honours = honours::in_order(&config.vocabulary, site);
                let by_year = honours::by_year(site, &honours);
                let alike = (matrix::matrices(site, practices), Likeness::of_all(site, practices));
                ((honours, by_year), alike)
            },
            || facets::facets(config, site, &evidence, slugger),
        );
        Gathered {
            evidence: Arc::new(evidence),
            matrices: matrices.into(),
            facets: facets.into(),
            likeness: Arc::new(likeness),
            honours_by_year: Arc::new(by_year),
            honours: honours.into(),
        }
    }
}
