//! Keys that a column may set for all texts below it, under `cascade`.
//!
//! A key is shared when one value can be true of many texts. What tells one text from another (its title,
//! its address, its honours) is not.

use crate::scan::SourceKind;
use crate::yaml::{Key, Table};

use super::{case, column, framework, institution, page};

/// What texts of one kind may take over from a column above them.
pub struct Shared {
    /// The kind.
    pub kind: SourceKind,
    /// All its keys.
    pub table: &'static Table,
    /// Those that it may take over.
    pub keys: &'static [&'static Key],
}

/// All kinds that take something over.
pub static SHARED: &[Shared] = &[
    Shared {
        kind: SourceKind::Case,
        table: &case::CASE,
        keys: &[
            &case::DATE,
            &case::INSTITUTION,
            &case::COLLEGE,
            &case::BRANCH,
            &case::MEMBERSHIP,
            &case::PERIOD,
            &case::PROGRAMMES,
            &case::FRAMEWORKS,
            &case::SOURCE,
            &case::CREDITS,
            &case::NOTES,
            &case::ATTACHMENTS,
            &case::TAGS,
            &case::COVER,
            &case::FEATURED,
            &case::WORDS,
            &case::DRAFT,
            &case::EXPIRES,
        ],
    },
    Shared {
        kind: SourceKind::Page,
        table: &page::PAGE,
        keys: &[&page::DATE, &page::TAGS, &page::ATTACHMENTS, &page::DRAFT, &page::EXPIRES],
    },
    Shared {
        kind: SourceKind::Framework,
        table: &framework::FRAMEWORK,
        keys: &[
            &framework::KIND,
            &framework::ISSUER,
            &framework::DOCUMENT,
            &framework::VERSION,
            &framework::DRAFT,
        ],
    },
    Shared { kind: SourceKind::Institution, table: &institution::INSTITUTION, keys: &[&institution::DRAFT] },
    Shared {
        kind: SourceKind::Column,
        table: &column::COLUMN,
        keys: &[&column::SORT, &column::PAGE_SIZE, &column::DRAFT],
    },
];

/// The shared keys of all kinds, each name once: what may stand under `cascade`.
pub static CASCADE: Table = Table {
    name: "cascade",
    zh: "下级默认",
    en: "what stands below a column",
    keys: &[
        &case::INSTITUTION,
        &case::COLLEGE,
        &case::BRANCH,
        &case::MEMBERSHIP,
        &case::PERIOD,
        &case::PROGRAMMES,
        &case::FRAMEWORKS,
        &case::SOURCE,
        &case::CREDITS,
        &case::NOTES,
        &case::ATTACHMENTS,
        &case::TAGS,
        &case::COVER,
        &case::FEATURED,
        &case::WORDS,
        &case::DATE,
        &case::DRAFT,
        &case::EXPIRES,
        &framework::KIND,
        &framework::ISSUER,
        &framework::DOCUMENT,
        &framework::VERSION,
        &column::SORT,
        &column::PAGE_SIZE,
    ],
};

impl Shared {
    /// Whether texts of this kind take a key over.
    pub fn admits(&self, key: &'static Key) -> bool {
        self.keys.iter().any(|shared| std::ptr::eq(*shared, key))
    }
}
