//! Last segments of routes, distinct below one folder.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::portable::is_device;

/// Segments that a list keeps for itself: `…/page/2/`, `index.html`.
const RESERVED: &[&str] = &["page", "index"];

/// Segments in use below one folder.
#[derive(Clone, Debug, Default)]
pub(super) struct SlugSet {
    used: BTreeSet<String>,
    /// The number that the next one of this name tries first.
    next: BTreeMap<String, u32>,
}

impl SlugSet {
    /// Takes a segment, or another one if it is in use.
    pub(super) fn take_or(&mut self, slug: String, other: impl FnOnce(&str) -> String) -> String {
        let is_used = self.used.contains(&allowed(slug.clone()).to_lowercase());
        let slug = if is_used { other(&slug) } else { slug };
        self.take(slug)
    }

    /// Takes a segment, or the nearest one that is free: `xue`, `xue-2`, `xue-3`.
    pub(super) fn take(&mut self, slug: String) -> String {
        let slug = allowed(slug);
        if self.used.insert(slug.to_lowercase()) {
            return slug;
        }
        let number = self.next.entry(slug.to_lowercase()).or_insert(2);
        loop {
            let other = format!("{slug}-{number}");
            *number += 1;
            if self.used.insert(other.to_lowercase()) {
                return other;
            }
        }
    }
}

/// A segment that Windows and our own lists leave to pages: `con` and `page` get `-1`.
pub(super) fn allowed(slug: String) -> String {
    let lower = slug.to_lowercase();
    let reserved = slug.is_empty() || RESERVED.contains(&lower.as_str()) || is_device(&lower);
    if reserved { format!("{slug}-1").trim_start_matches('-').to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_stay_distinct() {
        let mut set = SlugSet::default();
        let taken: Vec<String> = ["xue", "Xue", "xue-2", "xue"].map(|slug| set.take(slug.into())).to_vec();
        assert_eq!(taken, ["xue", "Xue-2", "xue-2-2", "xue-3"]);
    }

    #[test]
    fn reserved_segments_get_a_number() {
        for (slug, taken) in [
            ("con", "con-1"),
            ("page", "page-1"),
            ("index", "index-1"),
            ("com1", "com1-1"),
            ("console", "console"),
        ] {
            assert_eq!(allowed(slug.into()), taken);
        }
        assert_eq!(allowed(String::new()), "1");
    }
}
