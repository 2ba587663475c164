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

/// Declares what each kind takes over: the keys that it is the first to share, and after `and` its own
/// keys of the names that a kind above it shares. From this come [`SHARED`] and [`CASCADE`].
macro_rules! shared {
    ($($kind:ident: $table:path { $($first:path),* $(,)? } and { $($again:path),* $(,)? })*) => {
        /// All kinds that take something over.
        pub static SHARED: &[Shared] =
            &[$(Shared { kind: SourceKind::$kind, table: &$table, keys: &[$(&$first,)* $(&$again),*] }),*];

        /// The shared keys of all kinds, each name once: what may stand under `cascade`.
        pub static CASCADE: Table = Table {
            name: "cascade",
            zh: "下级默认",
            en: "what stands below a column",
            keys: &[$($(&$first,)*)*],
        };
    };
}

shared! {
    Case: case::CASE {
        case::INSTITUTION,
        case::COLLEGE,
        case::BRANCH,
        case::MEMBERSHIP,
        case::PERIOD,
        case::PROGRAMMES,
        case::FRAMEWORKS,
        case::SOURCE,
        case::CREDITS,
        case::NOTES,
        case::ATTACHMENTS,
        case::TAGS,
        case::COVER,
        case::FEATURED,
        case::WORDS,
        case::DATE,
        case::DRAFT,
        case::EXPIRES,
    } and {}
    Page: page::PAGE {} and { page::DATE, page::TAGS, page::ATTACHMENTS, page::DRAFT, page::EXPIRES }
    Framework: framework::FRAMEWORK {
        framework::KIND,
        framework::ISSUER,
        framework::DOCUMENT,
        framework::VERSION,
    } and { framework::DRAFT }
    Institution: institution::INSTITUTION {} and { institution::DRAFT }
    Column: column::COLUMN { column::SORT, column::PAGE_SIZE } and { column::DRAFT }
}

impl Shared {
    /// Whether texts of this kind take a key over.
    pub fn admits(&self, key: &'static Key) -> bool {
        self.keys.iter().any(|shared| std::ptr::eq(*shared, key))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_shared_name_stands_once_under_cascade() {
        let names: Vec<&str> = CASCADE.keys.iter().map(|key| key.en).collect();
        let once: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(names.len(), once.len(), "{names:?}");
        let of_kinds: BTreeSet<&str> =
            SHARED.iter().flat_map(|shared| shared.keys).map(|key| key.en).collect();
        assert_eq!(once, of_kinds);
    }
}
