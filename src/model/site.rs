//! The whole site, typed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{FilePath, Words};

use super::{Case, Column, Dimension, Framework, Inheritance, Institution, Mapping, Page};

/// Makes an id: the place of a thing in its list of [`Site`]. Lists are sorted, so ids are the same
/// for the same input.
macro_rules! id {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in the list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

id! {
    /// A case of [`Site::cases`].
    CaseId
    /// A framework of [`Site::frameworks`].
    FrameworkId
    /// An institution of [`Site::institutions`].
    InstitutionId
    /// A plain page of [`Site::pages`].
    PageId
    /// A column of [`Site::columns`].
    ColumnId
}

/// A dimension: a framework and a place in its list of dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DimensionId {
    /// The framework.
    pub framework: FrameworkId,
    /// Place in [`Framework::dimensions`].
    pub index: u32,
}

/// The whole site: everything that is published, typed, with its route, and what is left out.
#[derive(Clone, Debug)]
pub struct Site {
    /// Cases, the newest first, undated ones last; then by path. Plans that follow each other share those that
    /// stay the same.
    pub cases: Vec<Arc<Case>>,
    /// The same in the order of their list, which the column `cases` decides.
    pub case_list: Vec<CaseId>,
    /// Frameworks: those of `content/frameworks/` by path, then house frameworks of single cases.
    pub frameworks: Arc<Vec<Framework>>,
    /// Institutions that a page of their own stands for, by name: those with a file and those that a
    /// case names without a mask.
    pub institutions: Arc<Vec<Institution>>,
    /// Plain pages, by column, as its list is sorted.
    pub pages: Vec<Page>,
    /// Columns, by path; the home page is the column of the empty path and always there, and so are
    /// those of the built-in lists.
    pub columns: Vec<Column>,
    /// What texts took over from the columns above them.
    pub inheritance: Inheritance,
    /// What is not published, with the reason.
    pub left_out: Vec<LeftOut>,
    /// What is here only because drafts or days to come are shown, with each reason for which a build
    /// leaves it out.
    pub previewed: Vec<LeftOut>,
}

impl Site {
    /// The dimensions above a dimension, the outermost first.
    pub fn above(&self, dimension: DimensionId) -> Vec<&Dimension> {
        let parents = std::iter::successors(self[dimension].parent, |parent| self[*parent].parent);
        let mut above: Vec<&Dimension> = parents.map(|id| &self[id]).collect();
        above.reverse();
        above
    }
}

/// A file that is read but not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub path: FilePath,
    /// Why.
    pub reason: Reason,
}

/// Why a file is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// `draft: true`, and drafts were not asked for.
    Draft,
    /// Its date lies after today.
    Future(String),
    /// It expired.
    Expired(String),
    /// It has an error and `--keep-going` was asked for.
    Faulty,
    /// No text names it.
    Unreferenced,
    /// A system's or editor's file; the words say which.
    Ignored(Words),
}

impl Site {
    /// Who takes up each framework, by its place in [`Site::frameworks`], in the site's order, with what is
    /// said of the mapping.
    pub fn takers(&self) -> Vec<Vec<(CaseId, Mapping)>> {
        let mut takers = vec![Vec::new(); self.frameworks.len()];
        for case in &self.cases {
            for taken in &case.frameworks {
                takers[taken.framework.index()].push((case.id, taken.mapping));
            }
        }
        takers
    }
}

impl std::ops::Index<CaseId> for Site {
    type Output = Case;
    fn index(&self, id: CaseId) -> &Case {
        &self.cases[id.index()]
    }
}

impl std::ops::Index<FrameworkId> for Site {
    type Output = Framework;
    fn index(&self, id: FrameworkId) -> &Framework {
        &self.frameworks[id.index()]
    }
}

impl std::ops::Index<DimensionId> for Site {
    type Output = Dimension;
    fn index(&self, id: DimensionId) -> &Dimension {
        &self.frameworks[id.framework.index()].dimensions[id.index as usize]
    }
}

impl std::ops::Index<InstitutionId> for Site {
    type Output = Institution;
    fn index(&self, id: InstitutionId) -> &Institution {
        &self.institutions[id.index()]
    }
}

impl std::ops::Index<PageId> for Site {
    type Output = Page;
    fn index(&self, id: PageId) -> &Page {
        &self.pages[id.index()]
    }
}

impl std::ops::Index<ColumnId> for Site {
    type Output = Column;
    fn index(&self, id: ColumnId) -> &Column {
        &self.columns[id.index()]
    }
}
