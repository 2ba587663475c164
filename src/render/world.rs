//! All that jobs may look at, and the memory of what they asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil;

use crate::base::files::Files;
use crate::base::route::Viewpoint;
use crate::base::{Diagnostic, FilePath, Lang, Route, Words};
use crate::config::{Config, Term};
use crate::model::{Case, CaseId, Column, ColumnId, DimensionId, Honour, Page, PageId, Site};
use crate::parse::Bodies;
use crate::relate::{Evidence, FacetKind, FacetTerm, HonourRow, Links, MergedPractice, Relations, honours};
use crate::scan::Inventory;

use super::answers;
use super::feeds;
use super::menu::{self, MenuEntry};
use super::places::facet_folder;
use super::repeated::{self, Repeated};
use super::rolls::{self, Roll};
use super::theme::{Fault, Oracle, Query, Reply, Shared, Theme};
use super::view::{Card, dimension_links};
use super::{emblem, featured, printing};

/// What a plan is made of.
pub struct Parts {
    /// The configuration.
    pub config: Arc<Config>,
    /// What exists.
    pub inventory: Arc<Inventory>,
    /// Everything that is published.
    pub site: Site,
    /// All that needs two pages.
    pub relations: Relations,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The files from which all this was read.
    pub files: Arc<dyn Files>,
    /// What was kept of texts when they were read.
    pub bodies: Bodies,
    /// The day on which the site is built.
    pub today: civil::Date,
}

/// All that the jobs of one plan may look at. It never changes; what it remembers can be told again.
pub struct World {
    /// The configuration.
    pub config: Arc<Config>,
    /// What exists.
    pub inventory: Arc<Inventory>,
    /// Everything that is published.
    pub site: Site,
    /// All that needs two pages.
    pub relations: Relations,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The files from which all this was read.
    pub files: Arc<dyn Files>,
    /// What was kept of texts when they were read.
    pub bodies: Bodies,
    /// The day on which the site is built.
    pub today: civil::Date,
    columns: BTreeMap<String, ColumnId>,
    memory: Memory,
}

/// What is worked out once for a plan, when it is first asked for.
#[derive(Default)]
struct Memory {
    cards: Vec<OnceLock<Shared>>,
    terms: OnceLock<Vec<Vec<(FacetKind, u32)>>>,
    evidence: OnceLock<BTreeMap<DimensionId, Vec<Evidence>>>,
    pages: OnceLock<BTreeMap<ColumnId, Vec<PageId>>>,
    menu: OnceLock<Vec<MenuEntry>>,
    featured: OnceLock<Vec<CaseId>>,
    emblem: OnceLock<Option<Route>>,
    feeds: OnceLock<Vec<ColumnId>>,
    repeated: repeated::Memory,
    rolls: OnceLock<BTreeMap<Option<i16>, Roll>>,
    marks: Mutex<BTreeMap<Vec<DimensionId>, Arc<str>>>,
    excerpts: Mutex<BTreeMap<CaseId, Arc<[String]>>>,
    replies: Mutex<BTreeMap<Query, Result<Arc<Reply>, Words>>>,
}

impl World {
    /// A world of its parts.
    pub fn new(parts: Parts) -> World {
        let Parts { config, inventory, site, relations, theme, files, bodies, today } = parts;
        let columns = site.columns.iter().map(|column| (column.folder.clone(), column.id)).collect();
        let memory =
            Memory { cards: site.cases.iter().map(|_| OnceLock::new()).collect(), ..Memory::default() };
        World { config, inventory, site, relations, theme, files, bodies, today, columns, memory }
    }

    /// Where addresses in texts lead.
    pub(super) fn links(&self) -> &Links {
        &self.relations.links
    }

    /// The column of a folder of `content/`.
    pub(super) fn column(&self, folder: &str) -> Option<&Column> {
        self.columns.get(folder).map(|id| &self.site[*id])
    }

    /// The case whose page is at `route`.
    pub(super) fn case_at(&self, route: &Route) -> Option<&Case> {
        self.links().case_at(route)
    }

    /// Columns right below a column, in the order of its list.
    pub(super) fn columns_below(&self, above: ColumnId) -> impl Iterator<Item = &Column> {
        let below = self.site[above].columns.iter().map(|id| &self.site[*id]);
        below.filter(|column| !super::places::is_built_in(&column.folder))
    }

    /// Entries on one page of the list of a folder: as its column says, else as is usual.
    pub(super) fn page_size(&self, folder: &str, usual: usize) -> usize {
        self.column(folder).and_then(|column| column.page_size).unwrap_or(usual)
    }

    /// Columns that have feeds of their own.
    pub(super) fn columns_with_feeds(&self) -> &[ColumnId] {
        self.memory.feeds.get_or_init(|| feeds::columns(self))
    }

    /// Pages right below a column, in the site's order.
    pub(super) fn pages_below(&self, above: ColumnId) -> impl Iterator<Item = &Page> {
        let pages = self.memory.pages.get_or_init(|| {
            let mut pages: BTreeMap<ColumnId, Vec<PageId>> = BTreeMap::new();
            for page in &self.site.pages {
                pages.entry(page.column).or_default().push(page.id);
            }
            pages
        });
        pages.get(&above).into_iter().flatten().map(|id| &self.site[*id])
    }

    /// The entries of the menu.
    pub(super) fn menu(&self) -> &[MenuEntry] {
        self.memory.menu.get_or_init(|| menu::entries(self))
    }

    /// The picture beside the site's title.
    pub(super) fn emblem(&self) -> Option<&Route> {
        self.memory.emblem.get_or_init(|| emblem::route(self)).as_ref()
    }

    /// The cases that `site.yaml` wants to be shown first, in its order.
    pub(super) fn featured(&self) -> &[CaseId] {
        self.memory.featured.get_or_init(|| featured::listed(self))
    }

    /// Whether a case is shown before others: it says so itself, or `site.yaml` does.
    pub(super) fn is_featured(&self, case: &Case) -> bool {
        case.front.featured || self.featured().contains(&case.id)
    }

    /// The card of a case, shared by all lists.
    pub(super) fn card(&self, id: CaseId) -> Shared {
        self.memory.cards[id.index()].get_or_init(|| Shared::of(&Card::of(self, &self.site[id]))).clone()
    }

    /// What many pages repeat; `make` is asked for what stands under a key when this thread has not made it yet.
    pub(super) fn repeated<K: Ord, V: Clone>(
        &self,
        part: fn(&mut Repeated) -> &mut BTreeMap<K, V>,
        key: K,
        make: impl FnOnce() -> V,
    ) -> V {
        self.memory.repeated.get_or_make(part, key, make)
    }

    /// What the theme draws beside a heading that is evidence for dimensions. It depends on them alone, because
    /// no queries are answered while texts are printed; and there are many more headings than sets of dimensions.
    ///
    /// # Errors
    /// The theme fails to draw it.
    pub(super) fn heading_marks(&self, dimensions: Vec<DimensionId>) -> Result<Arc<str>, Box<Fault>> {
        let marks = || self.memory.marks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = marks().get(&dimensions) {
            return Ok(known.clone());
        }
        let drawn: Arc<str> = self.theme.heading_marks(&dimension_links(self, &dimensions))?.into();
        marks().insert(dimensions, drawn.clone());
        Ok(drawn)
    }

    /// The beginnings of the sections of a case, in the order of its headings. They are kept, because each is shown on
    /// the page of another dimension.
    ///
    /// # Errors
    /// The text could not be read again.
    pub(super) fn excerpts(&self, case: CaseId) -> Result<Arc<[String]>, Box<Diagnostic>> {
        let excerpts = || self.memory.excerpts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = excerpts().get(&case) {
            return Ok(known.clone());
        }
        let taken = printing::excerpts(self, &self.site[case].text)?;
        excerpts().insert(case, taken.clone());
        Ok(taken)
    }

    /// A practice of a case.
    pub(super) fn practice(&self, case: CaseId, practice: u32) -> Option<&MergedPractice> {
        self.relations.practices_of(case).get(practice as usize)
    }

    /// The honour of a row.
    pub(super) fn honour(&self, row: HonourRow) -> &Honour {
        honours::honour(&self.site, row)
    }

    /// The roll of all honours, or of those of a year that has any.
    pub(super) fn roll(&self, year: Option<i16>) -> &Roll {
        let rolls = self.memory.rolls.get_or_init(|| rolls::rolls(self));
        rolls.get(&year).unwrap_or(&rolls[&None])
    }

    /// The years that have honours, the newest first.
    pub(super) fn honour_years(&self) -> impl Iterator<Item = (i16, &Roll)> {
        let rolls = self.memory.rolls.get_or_init(|| rolls::rolls(self));
        rolls.iter().rev().filter_map(|(year, roll)| Some(((*year)?, roll)))
    }

    /// Whether a dimension stands below another, at any depth.
    pub(super) fn is_below(&self, dimension: DimensionId, above: DimensionId) -> bool {
        std::iter::successors(self.site[dimension].parent, |parent| self.site[*parent].parent)
            .any(|parent| parent == above)
    }

    /// Evidence for a dimension and for all below it, by case and section, each section once.
    pub(super) fn evidence_of(&self, dimension: DimensionId) -> &[Evidence] {
        let gathered = self.memory.evidence.get_or_init(|| {
            let mut gathered: BTreeMap<DimensionId, Vec<Evidence>> = BTreeMap::new();
            for (own, evidence) in &*self.relations.evidence {
                for id in std::iter::successors(Some(*own), |id| self.site[*id].parent) {
                    gathered.entry(id).or_default().extend(evidence);
                }
            }
            for evidence in gathered.values_mut() {
                evidence.sort();
                evidence.dedup();
            }
            gathered
        });
        gathered.get(&dimension).map_or(&[], Vec::as_slice)
    }

    /// How many cases have evidence for a dimension or for one below it.
    pub(super) fn cases_of(&self, dimension: DimensionId) -> usize {
        let cases = self.evidence_of(dimension).chunk_by(|one, other| one.case == other.case);
        cases.count()
    }

    /// The terms of a facet that a case stands under.
    pub(super) fn terms_of(&self, case: CaseId, kind: FacetKind) -> impl Iterator<Item = &FacetTerm> {
        let facet = self.relations.facets.iter().find(move |facet| facet.kind == kind);
        self.term_indexes_of(case, kind).filter_map(move |index| facet?.terms.get(index as usize))
    }

    /// The same by their places among the terms of the facet.
    pub(super) fn term_indexes_of(&self, case: CaseId, kind: FacetKind) -> impl Iterator<Item = u32> {
        let terms = self.memory.terms.get_or_init(|| {
            let mut terms = vec![Vec::new(); self.site.cases.len()];
            for facet in &*self.relations.facets {
                for (index, term) in facet.terms.iter().enumerate() {
                    for case in &term.cases {
                        terms[case.index()].push((facet.kind, index as u32));
                    }
                }
            }
            terms
        });
        terms[case.index()].iter().filter(move |(known, _)| *known == kind).map(|(_, index)| *index)
    }

    /// What a term of a facet is called in the site's language.
    pub(super) fn name_of<'a>(&self, term: &'a FacetTerm) -> &'a str {
        match self.config.lang {
            Lang::Zh => &term.name,
            Lang::En => &term.name_en,
        }
    }

    /// What a word of the vocabulary is called in the site's language; a word that it does not hold is
    /// shown as it was written.
    pub(super) fn name_in(&self, terms: &[Term], id: &str) -> String {
        let name = terms.iter().find(|term| term.id == id).map(|term| match self.config.lang {
            Lang::Zh => term.zh.as_str(),
            Lang::En => term.en.as_str(),
        });
        name.unwrap_or(id).to_owned()
    }

    /// The page of all terms of a facet.
    pub(super) fn facet_route(&self, kind: FacetKind) -> Option<Route> {
        let folder = match kind {
            FacetKind::Framework => "frameworks",
            FacetKind::Institution => "institutions",
            _ => facet_folder(kind)?,
        };
        Some(self.column(folder).map_or_else(|| Route::folder(folder), |column| column.route.clone()))
    }

    /// A page's address as the world outside knows it; none without `base_url`.
    pub(super) fn absolute(&self, route: &Route) -> Option<String> {
        let base = self.config.base_url.as_deref()?;
        Some(route.seen(Viewpoint::Outside(base), self.config.urls))
    }

    /// The file whose text stands for the site as a whole, from which menus are resolved.
    pub(super) fn home_file() -> FilePath {
        FilePath::new("content/_index.md")
    }

    /// Answers a query; the same query is worked out once.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn ask(&self, query: &Query) -> Result<Arc<Reply>, Words> {
        let replies = || self.memory.replies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = replies().get(query) {
            return known.clone();
        }
        // Worked out without the lock: answering may ask again, and answers are the same each time.
        let reply = answers::answer(self, query).map(|value| Arc::new(Reply::new(value)));
        replies().entry(query.clone()).or_insert(reply).clone()
    }
}

impl Oracle for World {
    fn ask(&self, query: &Query) -> Result<Arc<Reply>, Words> {
        World::ask(self, query)
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World")
            .field("cases", &self.site.cases.len())
            .field("theme", &self.theme)
            .finish_non_exhaustive()
    }
}
