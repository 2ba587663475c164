//! Jobs are data: they can be hashed, recorded, timed and explained, and can outlive a request.

use serde::{Deserialize, Serialize};

use crate::base::{Diagnostic, FilePath, Route};
use crate::model::{CaseId, ColumnId, DimensionId, FrameworkId, InstitutionId, PageId};
use crate::relate::FacetKind;

/// One output file to be made: a kind (the name of a line in `OUTPUTS`) and a small key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Job {
    /// Name of its kind in `OUTPUTS`.
    pub kind: &'static str,
    /// What of that kind.
    pub key: Key,
}

/// What a job is about. Numbers of pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The site as a whole: home, its feeds, robots.txt.
    Site,
    /// A page of the one list that its kind makes.
    List(u32),
    /// A case.
    Case(CaseId),
    /// A framework and the page of its matrix.
    Framework(FrameworkId, u32),
    /// A dimension and the page of its evidence.
    Dimension(DimensionId, u32),
    /// An institution and the page of its cases.
    Institution(InstitutionId, u32),
    /// A plain page.
    Page(PageId),
    /// A column and the page of what stands below it.
    Column(ColumnId, u32),
    /// The feed of a column.
    Feed(ColumnId),
    /// A list of all terms of a facet.
    Facet(FacetKind),
    /// A term of a facet (its place) and the page of its cases.
    Term(FacetKind, u32, u32),
    /// Honours of a year, and the page.
    Year(i16, u32),
    /// A file that is copied: a picture, an attachment, a static file, an asset of the theme.
    File(FilePath),
    /// An old address (its place in the list of redirects).
    Redirect(u32),
}

/// What a job made.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The output file.
    pub bytes: Vec<u8>,
    /// What went wrong; with an error the file on disk is kept as it is.
    pub diagnostics: Vec<Diagnostic>,
    /// The queries that it asked and the hashes of their answers.
    pub answers: Vec<Answer>,
}

/// A query that a job asked, and the hash of what it was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The query, printed.
    pub query: String,
    /// Hash of the answer.
    pub digest: String,
}

/// A route and the job that makes it.
pub type Planned = (Route, Job);

impl Rendered {
    /// A file without problems.
    pub fn of(bytes: impl Into<Vec<u8>>) -> Rendered {
        Rendered { bytes: bytes.into(), ..Rendered::default() }
    }

    /// Nothing but a problem.
    pub fn failed(diagnostic: Diagnostic) -> Rendered {
        Rendered { diagnostics: vec![diagnostic], ..Rendered::default() }
    }
}
