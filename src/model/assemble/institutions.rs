//! Institutions: those with a file and those that cases name without a mask.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::base::fold::fold;
use crate::base::{Diagnostic, FilePath, Place, Route};
use crate::model::read::{InstitutionText, read_institution};
use crate::model::{Institution, InstitutionId};
use crate::parse::Document;
use crate::yaml::Map;

use super::cases::VisibleCase;
use super::desk::{Desk, Wishes, facts};
use super::names::segment;
use super::slugs::SlugSet;
use super::titles;

codes! {
    DUPLICATE_INSTITUTION = "duplicate-institution" Error {
        "两个单位文件的名称或别名相同，分不清案例属于哪一个。",
        "Two files of institutions share a name or an alias, so that nobody can tell to which a case belongs."
    }
}

/// All institutions, and how cases find them.
pub(super) struct Hall {
    pub(super) institutions: Arc<Vec<Institution>>,
    by_name: BTreeMap<String, InstitutionId>,
}

impl Hall {
    /// The institution that a case names; none for a masked name.
    pub(super) fn find(&self, named: &InstitutionText) -> Option<InstitutionId> {
        if named.masked { None } else { self.by_name.get(&named.key).copied() }
    }
}

/// Reads the files of institutions and adds those that cases name.
pub(super) fn read(desk: &mut Desk<'_>, documents: Vec<Arc<Document>>, cases: &[VisibleCase]) -> Hall {
    let mut institutions: Vec<Institution> = Vec::new();
    let mut known: BTreeMap<String, FilePath> = BTreeMap::new();
    for document in documents {
        institutions.extend(of_file(desk, &document, &mut known));
    }
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    // Many cases name the same, which is told sooner by a hash.
    let mut met: HashSet<&str> = HashSet::new();
    for place in cases.iter().filter_map(|case| case.reading.text.institution.as_ref()) {
        if !place.masked && met.insert(&place.key) && !known.contains_key(&place.key) {
            named.insert(&place.key, &place.name.value);
        }
    }
    let mut slugs = SlugSet::default();
    for institution in &institutions {
        slugs.take(institution.slug.clone());
    }
    let names: Vec<&str> = named.values().copied().collect();
    let made = desk.slugger.term_slugs(&names);
    institutions.extend(names.iter().zip(made).map(|(name, slug)| of_case(name, slugs.take(slug))));
    sorted(desk, institutions)
}

/// Puts institutions in the order of their names as they are read aloud ([`Aloud`](crate::base::pinyin::Aloud)),
/// and gives them their ids.
fn sorted(desk: &Desk<'_>, mut institutions: Vec<Institution>) -> Hall {
    institutions.sort_by_cached_key(|institution| {
        (desk.slugger.readings().aloud(&institution.name), institution.slug.clone())
    });
    let mut by_name = BTreeMap::new();
    for (index, institution) in institutions.iter_mut().enumerate() {
        institution.id = InstitutionId(index as u32);
        for name in std::iter::once(&institution.name).chain(&institution.aliases) {
            by_name.entry(fold(name)).or_insert(institution.id);
        }
    }
    Hall { institutions: Arc::new(institutions), by_name }
}

/// Its id is given when all are known.
const UNSORTED: InstitutionId = InstitutionId(0);

fn of_case(name: &str, slug: String) -> Institution {
    Institution {
        id: UNSORTED,
        name: name.to_owned(),
        aliases: Vec::new(),
        summary: None,
        text: None,
        redirects: Vec::new(),
        extra: Map::default(),
        route: Route::folder(&format!("institutions/{slug}")),
        slug,
    }
}

fn of_file(
    desk: &mut Desk<'_>,
    document: &Document,
    known: &mut BTreeMap<String, FilePath>,
) -> Option<Institution> {
    if desk.leaves_out_faulty(&document.path) {
        return None;
    }
    let text = desk.found.take(read_institution(document));
    if desk.leaves_out(&document.path, Wishes { draft: text.draft, ..Wishes::default() }) {
        return None;
    }
    let path = document.path.clone();
    let name = titles::required(desk, document, titles::written(&text.title));
    let mut told = false;
    for one in std::iter::once(&name).chain(&text.aliases) {
        let holder = known.entry(fold(one)).or_insert_with(|| path.clone());
        if *holder != path && !told {
            let place = text
                .title
                .as_ref()
                .map_or_else(|| Place::file(&path), |title| Place::value(&path, &title.path));
            desk.found.push(duplicate(one, &path, holder, place));
            told = true;
        }
    }
    let slug = segment(desk.slugger, text.slug.as_ref(), &path);
    let redirects = super::redirects::usable(&path, &text.redirects, desk.found);
    Some(Institution {
        id: UNSORTED,
        name,
        aliases: text.aliases,
        summary: text.summary,
        text: Some(facts(document)),
        redirects,
        extra: text.extra,
        route: Route::folder(&format!("institutions/{slug}")),
        slug,
    })
}

fn duplicate(name: &str, path: &FilePath, other: &FilePath, place: Place) -> Diagnostic {
    let message = words!(
        "“{path}”和“{other}”的单位都叫“{name}”",
        "the institutions of `{path}` and `{other}` both go by `{name}`"
    );
    let help = words!("合成一个文件，或改正名称", "make them one file, or correct the name");
    Diagnostic::new(&DUPLICATE_INSTITUTION, place, message).help(help)
}
