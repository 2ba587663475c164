//! Frameworks (标准): data, never code.

use std::sync::Arc;

use crate::base::{NodePath, Route};
use crate::yaml::Map;

use super::{CaseId, DimensionId, FrameworkId, OldAddress, TextFacts};

/// A framework that cases are measured against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// Its id.
    pub id: FrameworkId,
    /// Its name: 七个有力.
    pub title: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Official or of one house.
    pub kind: FrameworkKind,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The document that states it.
    pub document: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// How many top dimensions it declares.
    pub declared: Option<u32>,
    /// Whether the list is known to be incomplete.
    pub partial: bool,
    /// All dimensions in reading order, parents before their children.
    pub dimensions: Vec<Dimension>,
    /// The case in whose front matter it stands, for a house framework of one case alone.
    pub owner: Option<CaseId>,
    /// Its text: the file and its body, when it has one.
    pub text: Option<Arc<TextFacts>>,
    /// Its summary line.
    pub summary: Option<String>,
    /// Old addresses that lead here.
    pub redirects: Vec<OldAddress>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Last segment of its route.
    pub slug: String,
    /// Its page.
    pub route: Route,
}

/// Who stands behind a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameworkKind {
    /// Issued by an authority.
    Official,
    /// Made by one house.
    House,
}

/// A dimension of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its id.
    pub id: DimensionId,
    /// Its name: 教育党员.
    pub name: String,
    /// Other names: 教育党员有力.
    pub aliases: Vec<String>,
    /// The force it serves: 凝聚力.
    pub serves: Option<String>,
    /// The editor's word to the reader.
    pub note: Option<String>,
    /// How many children it declares.
    pub declared: Option<u32>,
    /// Whether its list of children is known to be incomplete.
    pub partial: bool,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Its parent.
    pub parent: Option<DimensionId>,
    /// Its children, in order.
    pub children: Vec<DimensionId>,
    /// 0 at the top.
    pub depth: u32,
    /// Where it is declared, in the YAML of the framework's file or its owner's.
    pub place: NodePath,
    /// Last segment of its route.
    pub slug: String,
    /// Its page.
    pub route: Route,
}

impl Framework {
    /// The dimensions without children, in order: the columns of the matrix.
    pub fn leaves(&self) -> impl Iterator<Item = &Dimension> {
        self.dimensions.iter().filter(|dimension| dimension.children.is_empty())
    }

    /// The dimensions without a parent, in order.
    pub fn roots(&self) -> impl Iterator<Item = &Dimension> {
        self.dimensions.iter().filter(|dimension| dimension.parent.is_none())
    }
}
