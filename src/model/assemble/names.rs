//! Names of pages in addresses: from the `slug`, else from the names of files and folders.

use std::collections::BTreeMap;

use crate::base::FilePath;
use crate::base::slug::Slugger;
use crate::scan::CONTENT;
use crate::yaml::Placed;

use super::cases::VisibleCase;
use super::columns::Columns;
use super::slugs::allowed;

/// The name that a file's page goes by: that of its folder for `index.md` and `_index.md`.
pub(super) fn name_of(path: &FilePath) -> &str {
    if !is_index(path) {
        return path.stem();
    }
    let text = path.as_str();
    let folder = text.rfind('/').map_or("", |slash| &text[..slash]);
    folder.rsplit('/').next().unwrap_or(folder)
}

pub(super) fn is_index(path: &FilePath) -> bool {
    let stem = path.stem();
    ["index", "_index"].iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// The last segment of a page's route: the `slug` as typed, else the file's name.
pub(super) fn segment(slugger: &Slugger, slug: Option<&Placed<String>>, path: &FilePath) -> String {
    let name = slug.map_or_else(|| name_of(path), |slug| slug.value.as_str());
    allowed(slugger.slug(name))
}

/// Addresses of the folders of `content/`.
pub(super) struct Folders {
    /// Addresses of folders that do not follow from their names, by path below `content/`.
    known: BTreeMap<String, String>,
}

impl Folders {
    /// Knows the folders of columns with a `slug` and those of cases.
    pub(super) fn new(columns: &Columns, cases: &[VisibleCase]) -> Folders {
        let mut known: BTreeMap<String, String> = columns
            .columns
            .iter()
            .map(|column| (column.folder.clone(), column.route.parent().trim_end_matches('/').to_owned()))
            .collect();
        for case in cases.iter().filter(|case| is_index(&case.reading.facts.path)) {
            let folder = case.reading.facts.path.parent();
            if let Some(folder) = folder.below(CONTENT) {
                known.insert(folder.to_owned(), format!("cases/{}", case.reading.slug));
            }
        }
        Folders { known }
    }

    /// The address of a folder below `content/`, without slashes around it; empty for `content/`.
    pub(super) fn address(&self, folder: &str, slugger: &Slugger) -> String {
        let mut address = String::new();
        let mut end = 0;
        for segment in folder.split('/').filter(|segment| !segment.is_empty()) {
            end += segment.len() + usize::from(end > 0);
            match self.known.get(&folder[..end]) {
                Some(known) => address.clone_from(known),
                None => {
                    if !address.is_empty() {
                        address.push('/');
                    }
                    address.push_str(&allowed(slugger.slug(segment)));
                }
            }
        }
        address
    }
}
