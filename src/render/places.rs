//! The lists that every site may have: their folders, names, and whether there is anything to show.

use crate::base::{Lang, Route};
use crate::model::BUILT_IN;
use crate::relate::FacetKind;

use super::World;

/// A list that is made from cases and frameworks, not from a folder of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Place {
    /// All cases.
    Cases,
    /// All frameworks.
    Frameworks,
    /// All honours.
    Honours,
    /// All years.
    Timeline,
    /// All institutions.
    Institutions,
}

/// The lists in the order of the default menu.
pub(super) const PLACES: &[Place] =
    &[Place::Cases, Place::Frameworks, Place::Honours, Place::Timeline, Place::Institutions];

/// Facets whose terms have pages of their own kind, with the folder of these pages.
pub(super) const FACETS: &[(FacetKind, &str)] = &[
    (FacetKind::College, "colleges"),
    (FacetKind::BranchKind, "branches"),
    (FacetKind::Membership, "memberships"),
    (FacetKind::Level, "levels"),
    (FacetKind::Batch, "batches"),
    (FacetKind::Year, "years"),
    (FacetKind::Tag, "tags"),
];

impl Place {
    /// Its folder, both of `content/` and of the output.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Place::Cases => "cases",
            Place::Frameworks => "frameworks",
            Place::Honours => "honours",
            Place::Timeline => "timeline",
            Place::Institutions => "institutions",
        }
    }

    /// Its page.
    pub(super) fn route(self, world: &World) -> Route {
        world
            .column(self.folder())
            .map_or_else(|| Route::folder(self.folder()), |column| column.route.clone())
    }

    /// The title that a writer gave it, else that of the built-in list.
    pub(super) fn title(self, world: &World) -> String {
        title_of(world, self.folder())
    }

    /// Whether it has a page: it has something to list, or a writer wrote a text for it.
    pub(super) fn is_shown(self, world: &World) -> bool {
        let lists = match self {
            Place::Cases => true,
            Place::Frameworks => !world.site.frameworks.is_empty(),
            Place::Honours => !world.relations.honours.is_empty(),
            Place::Timeline => {
                world.site.cases.iter().any(|case| case.front.date.is_some() || case.front.period.is_some())
            }
            Place::Institutions => !world.site.institutions.is_empty(),
        };
        lists || world.column(self.folder()).is_some_and(|column| column.text.is_some())
    }
}

fn title_of(world: &World, folder: &str) -> String {
    let built_in = || {
        let (_, zh, en) = BUILT_IN.iter().find(|(known, ..)| *known == folder)?;
        Some(match world.config.lang {
            Lang::Zh => *zh,
            Lang::En => *en,
        })
    };
    match world.column(folder).map(|column| column.title.as_str()).filter(|title| !title.is_empty()) {
        Some(title) => title.to_owned(),
        None => built_in().unwrap_or(folder).to_owned(),
    }
}

/// Folders of lists that an output of its own makes, or that are no columns of pages.
pub(super) fn is_built_in(folder: &str) -> bool {
    folder.is_empty() || BUILT_IN.iter().any(|(known, ..)| *known == folder)
}

/// Whether some list is made for a built-in folder; else its text, if it has one, is a column's.
pub(super) fn is_listed(folder: &str) -> bool {
    folder.is_empty()
        || PLACES.iter().any(|place| place.folder() == folder)
        || FACETS.iter().any(|(_, known)| *known == folder)
}

/// The folder of a facet's pages; frameworks, dimensions and institutions have pages of their own.
pub(super) fn facet_folder(kind: FacetKind) -> Option<&'static str> {
    FACETS.iter().find(|(known, _)| *known == kind).map(|(_, folder)| *folder)
}

/// What a facet is called: as its list is.
pub(super) fn facet_name(world: &World, kind: FacetKind) -> String {
    match kind {
        FacetKind::Framework => Place::Frameworks.title(world),
        FacetKind::Institution => Place::Institutions.title(world),
        FacetKind::Dimension => world.theme.say("facet.dimension", &[]),
        _ => facet_folder(kind).map(|folder| title_of(world, folder)).unwrap_or_default(),
    }
}
