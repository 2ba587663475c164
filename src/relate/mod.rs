//! All that needs two pages: evidence and coverage, terms, neighbours, links, honours, totals.
//!
//! The order inside is by need: practices give evidence, evidence gives matrices and facets, links
//! give backlinks and the list of files to publish. Nothing here prints or reads a text; the heads of
//! pictures are read for their size.

mod assets;
mod facets;
mod folds;
mod foreign;
mod gathered;
pub mod honours;
mod likeness;
pub mod links;
mod links_check;
mod matrix;
mod memory;
mod mentions;
mod neighbours;
mod pictures;
mod practices;
mod redirects;
mod relations;

use std::sync::Arc;

use crate::base::files::Files;
use crate::base::slug::Slugger;
use crate::base::{Code, Diagnostics, FilePath, Outcome};
use crate::config::Config;
use crate::model::Site;
use crate::scan::Inventory;

pub use likeness::Likeness;
pub use links::{Broken, Linkable, Links, Target};
pub use memory::Memory;
pub use mentions::{Mention, Mentions, Sought};
pub use practices::dimension_finder;
pub use relations::{
    Asset, Cell, Evidence, Facet, FacetKind, FacetTerm, HonourRow, Matrix, MatrixRow, MergedPractice,
    Neighbours, Redirect, Relations, Total,
};

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [practices::CODES, links_check::CODES, foreign::CODES, pictures::CODES].concat()
}

/// Relates the pages of a site to each other; `mentions` tells what their shortcodes name. What is worked out
/// of its cases is left in `memory` for the next plan.
pub fn relate(
    config: &Config,
    inventory: &Arc<Inventory>,
    site: &Site,
    mentions: &Arc<dyn Mentions>,
    (files, slugger, memory): (&dyn Files, &Arc<Slugger>, &Memory),
) -> Outcome<Relations> {
    let mut diagnostics = Diagnostics::default();
    let ((links, checked), (practised, gathered)) = rayon::join(
        || memory.links(site, inventory, mentions, &mut diagnostics),
        || {
            let practised = memory.practices(site);
            let gathered = memory.gathered(config, site, &practised.value, slugger);
            (practised, gathered)
        },
    );
    foreign::check(&inventory.foreign, &checked.named, &mut diagnostics);
    let practices = diagnostics.take(practised);
    let assets = assets::assets(site, &links, &checked.named, (files, slugger));
    pictures::check_empty(&links, &assets.empty, &mut diagnostics);
    let unreferenced = |path: &&FilePath| !checked.named.contains(*path);
    let relations = Relations {
        evidence: gathered.evidence.clone(),
        matrices: gathered.matrices.clone(),
        facets: gathered.facets.clone(),
        likeness: gathered.likeness.clone(),
        honours: gathered.honours.clone(),
        honours_by_year: gathered.honours_by_year.clone(),
        neighbours: neighbours::neighbours(site),
        redirects: redirects::redirects(site),
        assets: assets.published,
        unreferenced: inventory.companions.iter().filter(unreferenced).cloned().collect(),
        backlinks: checked.backlinks.clone(),
        practices,
        links,
    };
    diagnostics.with(relations)
}
