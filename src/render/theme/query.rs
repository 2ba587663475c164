//! What templates may ask. Nothing reaches the site from a template another way.

use std::fmt;
use std::sync::Arc;

use crate::base::Words;

use super::Shared;

/// A question of a template to the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Query {
    /// Cards of cases: `cases(sort="title", limit=6, offset=0, group_by="year")`.
    Cases {
        /// Their order.
        sort: CaseOrder,
        /// At most so many.
        limit: Option<usize>,
        /// So many are skipped first.
        offset: usize,
        /// Sorted into groups; each is `{name, url, cases}`.
        group_by: Option<Grouping>,
    },
    /// The card of a text, by source path or address: `get(path="cases/a.md")`.
    Get(String),
    /// A file of `data/`, read as YAML, JSON or CSV.
    Data(String),
    /// A picture by source path or address: `{url, width, height}`.
    Image(String),
    /// The day on which the site is built: `2026-11-20`.
    Today,
}

/// Order of cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseOrder {
    /// The newest first, undated ones last: the site's own.
    #[default]
    Date,
    /// The oldest first, undated ones last.
    Oldest,
    /// By title, in the order of code points.
    Title,
    /// Featured ones first, else the site's own.
    Featured,
}

/// How cases are sorted into groups. A case may stand in several groups or in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grouping {
    /// By year.
    Year,
    /// By institution.
    Institution,
    /// By college.
    College,
    /// By framework.
    Framework,
    /// By level of their programmes.
    Level,
    /// By tag.
    Tag,
}

/// Orders by the names that templates use.
pub(super) const ORDERS: &[(&str, CaseOrder)] = &[
    ("date", CaseOrder::Date),
    ("oldest", CaseOrder::Oldest),
    ("title", CaseOrder::Title),
    ("featured", CaseOrder::Featured),
];

/// Groupings by the names that templates use.
pub(super) const GROUPINGS: &[(&str, Grouping)] = &[
    ("year", Grouping::Year),
    ("institution", Grouping::Institution),
    ("college", Grouping::College),
    ("framework", Grouping::Framework),
    ("level", Grouping::Level),
    ("tag", Grouping::Tag),
];

impl fmt::Display for Query {
    /// As a template would write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::Cases { sort, limit, offset, group_by } => {
                let name = ORDERS.iter().find(|(_, known)| known == sort).map_or("", |(name, _)| name);
                write!(f, "cases(sort=\"{name}\"")?;
                if let Some(limit) = limit {
                    write!(f, ", limit={limit}")?;
                }
                if *offset > 0 {
                    write!(f, ", offset={offset}")?;
                }
                if let Some((name, _)) = GROUPINGS.iter().find(|(_, known)| Some(*known) == *group_by) {
                    write!(f, ", group_by=\"{name}\"")?;
                }
                f.write_str(")")
            }
            Query::Get(path) => write!(f, "get(path={path:?})"),
            Query::Data(path) => write!(f, "data(path={path:?})"),
            Query::Image(path) => write!(f, "image(path={path:?})"),
            Query::Today => f.write_str("today()"),
        }
    }
}

/// What a query is told.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The answer.
    pub value: Shared,
    /// Its hash.
    pub digest: String,
}

impl Reply {
    /// A reply of a value.
    pub fn new(value: Shared) -> Reply {
        let digest = value.digest();
        Reply { value, digest }
    }
}

/// Who answers queries.
pub trait Oracle: Send + Sync {
    /// Answers a query; the same query is always told the same.
    ///
    /// # Errors
    /// Why there is no answer.
    fn ask(&self, query: &Query) -> Result<Arc<Reply>, Words>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_printed_as_templates_write_them() {
        let query = Query::Cases {
            sort: CaseOrder::Title,
            limit: Some(6),
            offset: 2,
            group_by: Some(Grouping::Year),
        };
        assert_eq!(query.to_string(), r#"cases(sort="title", limit=6, offset=2, group_by="year")"#);
        assert_eq!(Query::Data("a.yaml".into()).to_string(), r#"data(path="a.yaml")"#);
    }
}
