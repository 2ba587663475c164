//! All that needs two pages: evidence and coverage, terms, neighbours, links, honours, totals.
//!
//! The order inside is by need: practices give evidence, evidence gives matrices and facets, links
//! give backlinks and the list of files to publish. Nothing here prints or reads a text; the heads of
//! pictures are read for their size.

mod assets;
mod facets;
mod folds;
mod foreign;
pub mod honours;
mod likeness;
pub mod links;
mod links_check;
mod matrix;
mod mentions;
mod neighbours;
mod pictures;
mod practices;
mod redirects;
mod relations;

use crate::base::files::Files;
use crate::base::slug::Slugger;
use crate::base::{Code, Diagnostics, FilePath, Outcome};
use crate::config::Config;
use crate::model::Site;
use crate::scan::Inventory;

pub use likeness::Likeness;
pub use links::{Broken, Linkable, Links, Target};
pub use mentions::{Mention, Mentions, Sought};
pub use practices::dimension_finder;
pub use relations::{
    Asset, Backlink, Cell, Evidence, Facet, FacetKind, FacetTerm, HonourRow, Matrix, MatrixRow,
    MergedPractice, Neighbours, Redirect, Relations, Total,
};

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [practices::CODES, links_check::CODES, foreign::CODES, pictures::CODES].concat()
}

/// Relates the pages of a site to each other; `mentions` tells what their shortcodes name.
pub fn relate(
    config: &Config,
    inventory: &Inventory,
    site: &Site,
    mentions: &dyn Mentions,
    (files, slugger): (&dyn Files, &Slugger),
) -> Outcome<Relations> {
    let mut diagnostics = Diagnostics::default();
    let links = Links::new(site, &inventory.companions, &inventory.statics);
    let mut of_practices = Diagnostics::default();
    let (checked, practices) = rayon::join(
        || links_check::check(site, &links, mentions, &mut diagnostics),
        || practices::practices(site, &mut of_practices),
    );
    foreign::check(&inventory.foreign, &checked.named, &mut diagnostics);
    diagnostics.extend(of_practices.into_vec());
    let evidence = practices::evidence(&practices);
    let ((matrices, likeness, honours), facets) = rayon::join(
        || {
            let honours = honours::in_order(&config.vocabulary, site);
            (matrix::matrices(site, &practices), Likeness::of_all(site, &practices), honours)
        },
        || facets::facets(config, site, &evidence, slugger),
    );
    let assets = assets::assets(site, &links, &checked.named, (files, slugger));
    pictures::check_empty(&links, &assets.empty, &mut diagnostics);
    let unreferenced = |path: &&FilePath| !checked.named.contains(*path);
    let relations = Relations {
        matrices,
        facets,
        neighbours: neighbours::neighbours(site),
        likeness,
        honours,
        redirects: redirects::redirects(site),
        assets: assets.published,
        unreferenced: inventory.companions.iter().filter(unreferenced).cloned().collect(),
        backlinks: checked.backlinks,
        practices,
        evidence,
        links,
    };
    diagnostics.with(relations)
}
