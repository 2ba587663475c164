//! The specimen: a site in memory that has every kind of page and, once at least, something in every
//! field of every view; and a bare one that has next to nothing. A theme that draws both draws any site.

use std::sync::Arc;

use crate::base::files::{EmbeddedFiles, Files, Layered, Listing, MemoryFiles, ReadError};
use crate::base::{FilePath, Outcome};
use crate::config::load::SITE_FILE;
use crate::model::{Drafts, Future};
use crate::pipeline::{self, BuildOptions, Faults};
use crate::render::Plan;

static SPECIMEN: include_dir::Dir<'static> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/src/check/specimen");

/// How much there is in a specimen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Something in every field.
    Full,
    /// What a site needs, and no more.
    Bare,
}

impl Extent {
    /// The specimens.
    pub(super) const ALL: [Extent; 2] = [Extent::Full, Extent::Bare];

    /// Its texts and files, and `site.yaml`.
    pub(super) fn files(self) -> Arc<dyn Files> {
        let name = match self {
            Extent::Full => "full",
            Extent::Bare => "bare",
        };
        let folder = SPECIMEN.get_dir(name).expect("both specimens are embedded");
        Arc::new(EmbeddedFiles::below(folder))
    }

    /// It as a site of its own that uses a theme of `themes`.
    pub(super) fn site(self, theme: &str, themes: Arc<dyn Files>) -> Arc<dyn Files> {
        let files = self.files();
        let written = files.read(&SITE_FILE.into()).expect("a specimen has its site.yaml");
        let mut text = String::from_utf8_lossy(&written).into_owned();
        text.push_str(&format!("theme: {theme:?}\n"));
        let site = MemoryFiles::new().with(SITE_FILE, text);
        Arc::new(Layered::new(vec![Arc::new(site), files, themes]))
    }
}

/// Plans a specimen, or a site with a specimen laid under it, on a day that never changes.
pub(super) fn plan(files: Arc<dyn Files>) -> Outcome<Plan> {
    let options = BuildOptions {
        today: Some(jiff::civil::date(2026, 11, 20)),
        now: jiff::Timestamp::UNIX_EPOCH,
        drafts: Drafts::Shown,
        future: Future::Shown,
        faults: Faults::Refuse,
    };
    pipeline::plan(files, &options)
}

/// A site's themes, and nothing else of it.
pub(super) struct OnlyThemes(pub(super) Arc<dyn Files>);

impl Files for OnlyThemes {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = self.0.list(folder);
        listing.files.retain(|path| path.below("themes").is_some());
        listing.skipped.clear();
        listing
    }

    fn read(&self, path: &FilePath) -> Result<Arc<[u8]>, ReadError> {
        if path.below("themes").is_some() { self.0.read(path) } else { Err(ReadError::Missing) }
    }
}
