//! Where addresses in texts lead.
//!
//! Writers name other texts by source path (`../b.md#做法`) or root-absolute (`/cases/b.md`,
//! `/logo.png`). The same lookup serves the check in the plan and the printing in a job.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;

use crate::base::{FilePath, Route, Words};
use crate::markdown::{AddressKind, Outline, address_kind};
use crate::model::{Case, Column, Framework, Institution, LeftOut, Reason, Site, TextFacts};
use crate::scan::Inventory;

/// What a text's address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, and a place in it.
    Page {
        /// The page.
        route: Route,
        /// The id of the place.
        fragment: Option<String>,
    },
    /// A file that is published as it is: a picture or attachment beside a text.
    Companion(FilePath),
    /// A file of `static/`.
    Static(Route),
    /// A place in the same page.
    Here(String),
    /// Another site, or a mail address, as typed.
    Outside(String),
}

/// Why an address leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// No such file; perhaps these were meant.
    Missing(Vec<String>),
    /// The file is there and not published.
    LeftOut(FilePath, Words),
    /// The file is there, in another spelling of its letters.
    Spelling(String),
    /// The page is there and has no such place; perhaps these were meant.
    Anchor(FilePath, String, Vec<String>),
    /// It climbs out of the site.
    Outside,
    /// It is a path of the writer's own machine.
    Machine,
    /// Its scheme is none that a page may link to.
    Scheme(String),
    /// It was meant to be this address of another site.
    Web(String),
}

/// A text of the site, seen as something to link to.
#[derive(Clone, Copy, Debug)]
pub struct Linkable<'a> {
    /// Its title.
    pub title: &'a Arc<str>,
    /// Its page.
    pub route: &'a Route,
    /// Its facts.
    pub text: &'a Arc<TextFacts>,
}

/// What is linked to. There are many cases, and plans that follow each other share them.
#[derive(Clone, Debug)]
enum Linked {
    Case(Arc<Case>),
    Other { title: Arc<str>, route: Route, text: Arc<TextFacts> },
}

impl Linked {
    fn seen(&self) -> Linkable<'_> {
        match self {
            Linked::Case(case) => Linkable { title: &case.title, route: &case.route, text: &case.text },
            Linked::Other { title, route, text } => Linkable { title, route, text },
        }
    }

    fn is(&self, other: &Linked) -> bool {
        match (self, other) {
            (Linked::Case(case), Linked::Case(other)) => Arc::ptr_eq(case, other),
            (
                Linked::Other { title, route, text },
                Linked::Other { title: other_title, route: other_route, text: other_text },
            ) => title == other_title && route == other_route && text == other_text,
            (Linked::Case(_), Linked::Other { .. }) | (Linked::Other { .. }, Linked::Case(_)) => false,
        }
    }
}

/// All that an address may lead to.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// In the order of the site.
    texts: Vec<Linked>,
    /// The places in `texts` of those with shortcodes.
    callers: Vec<usize>,
    names: Arc<Names>,
}

/// What is found by its name. Plans that follow each other share it for as long as nothing has another name.
#[derive(Debug, Default)]
struct Names {
    /// The place in `texts` of a file.
    places: HashMap<FilePath, usize>,
    /// Pages by route, for root-absolute addresses; lists without a text among them.
    pages: HashMap<Route, Option<FilePath>>,
    /// Lists without a text, by the file that would hold it: `content/cases/_index.md`.
    lists: BTreeMap<FilePath, Route>,
    /// Files of `content/` that are no texts.
    companions: BTreeMap<FilePath, ()>,
    statics: BTreeMap<FilePath, Route>,
    left_out: BTreeMap<FilePath, Words>,
    /// Every known path by its lower case, for slips of spelling; made when there is one.
    spellings: OnceLock<BTreeMap<String, FilePath>>,
    /// What stands beside the texts and has a name.
    beside: Beside,
}

/// What stands beside the texts and has a name.
#[derive(Debug, Default)]
struct Beside {
    inventory: Arc<Inventory>,
    frameworks: Arc<Vec<Framework>>,
    institutions: Arc<Vec<Institution>>,
    /// The folder of each column, its route, and whether it has a text.
    columns: Vec<(String, Route, bool)>,
    left_out: Vec<LeftOut>,
}

impl PartialEq for Beside {
    fn eq(&self, other: &Beside) -> bool {
        let Beside { inventory, frameworks, institutions, columns, left_out } = self;
        Arc::ptr_eq(inventory, &other.inventory)
            && *frameworks == other.frameworks
            && *institutions == other.institutions
            && *columns == other.columns
            && *left_out == other.left_out
    }
}

impl Beside {
    fn of(site: &Site, inventory: &Arc<Inventory>) -> Beside {
        let column = |column: &Column| (column.folder.clone(), column.route.clone(), column.text.is_some());
        Beside {
            inventory: inventory.clone(),
            frameworks: site.frameworks.clone(),
            institutions: site.institutions.clone(),
            columns: site.columns.iter().map(column).collect(),
            left_out: site.left_out.clone(),
        }
    }
}

/// Whether an address names nothing: it is empty, or a mere query.
pub fn is_nowhere(dest: &str) -> bool {
    let dest = dest.trim();
    dest.is_empty() || dest.starts_with('?')
}

const CONTENT: &str = "content";
const STATIC: &str = "static";

impl Names {
    fn new(site: &Site, texts: &[Linked], beside: Beside) -> Names {
        let mut names = Names::default();
        let seen = || texts.iter().map(Linked::seen);
        let place = |(place, linkable): (usize, Linkable<'_>)| (linkable.text.path.clone(), place);
        names.places = seen().enumerate().map(place).collect();
        let page = |linkable: Linkable<'_>| (linkable.route.clone(), Some(linkable.text.path.clone()));
        names.pages = seen().map(page).collect();
        for route in routes_without_text(site) {
            names.pages.entry(route).or_insert(None);
        }
        for (folder, route, _) in beside.columns.iter().filter(|(.., has_text)| !has_text) {
            let content = FilePath::new(CONTENT);
            let folder = if folder.is_empty() { content } else { content.join(folder) };
            names.lists.insert(folder.join("_index.md"), route.clone());
        }
        names.companions = beside.inventory.companions.iter().map(|path| (path.clone(), ())).collect();
        for path in &beside.inventory.statics {
            if let Some(below) = path.below(STATIC) {
                names.statics.insert(path.clone(), Route::file(below));
            }
        }
        for left in &beside.left_out {
            names.left_out.insert(left.path.clone(), reason_words(&left.reason));
        }
        names.beside = beside;
        names
    }
}

impl Links {
    /// Gathers what the texts of `site` may name, and the files beside them; what stayed the same is taken
    /// over from the links of before.
    pub(super) fn new(site: &Site, inventory: &Arc<Inventory>, before: Option<&Links>) -> Links {
        let texts: Vec<Linked> = linked(site).collect();
        let beside = Beside::of(site, inventory);
        let names =
            before.filter(|before| before.names.beside == beside && have_same_names(&before.texts, &texts));
        let names = names.map(|before| before.names.clone());
        let names = names.unwrap_or_else(|| Arc::new(Names::new(site, &texts, beside)));
        let is_caller = |(place, text): &(usize, &Linked)| {
            let known = before.filter(|before| before.texts.get(*place).is_some_and(|known| known.is(text)));
            match known {
                Some(before) => before.callers.binary_search(place).is_ok(),
                None => !text.seen().text.outline.calls.is_empty(),
            }
        };
        let callers = texts.iter().enumerate().filter(is_caller).map(|(place, _)| place).collect();
        Links { texts, callers, names }
    }

    /// The places of the texts that are others than before, if all addresses in the rest lead where they led:
    /// nothing has another name, and no text another anchor.
    pub(super) fn edited_since(&self, before: &Links) -> Option<Vec<usize>> {
        if !Arc::ptr_eq(&self.names, &before.names) {
            return None;
        }
        let pairs = || self.texts.iter().zip(&before.texts).enumerate();
        let edited: Vec<usize> =
            pairs().filter(|(_, (text, before))| !text.is(before)).map(|(place, _)| place).collect();
        let has_same_anchors = |place: &usize| {
            anchors(&self.texts[*place].seen().text.outline)
                .eq(anchors(&before.texts[*place].seen().text.outline))
        };
        edited.iter().all(has_same_anchors).then_some(edited)
    }

    /// The text at a place in the order of the site, and the case if it is one.
    pub(super) fn text_in(&self, place: usize) -> (Linkable<'_>, Option<&Case>) {
        let text = &self.texts[place];
        let case = if let Linked::Case(case) = text { Some(&**case) } else { None };
        (text.seen(), case)
    }

    /// The texts, in the order of the site.
    pub fn texts(&self) -> impl Iterator<Item = Linkable<'_>> {
        self.texts.iter().map(Linked::seen)
    }

    /// The texts with shortcodes, in the order of the site.
    pub fn callers(&self) -> impl Iterator<Item = Linkable<'_>> {
        self.callers.iter().map(|place| self.texts[*place].seen())
    }

    fn paths(&self) -> impl Iterator<Item = &FilePath> {
        self.texts().map(|linkable| &linkable.text.path)
    }

    /// The text whose page is at a route.
    pub fn text_at(&self, route: &Route) -> Option<Linkable<'_>> {
        self.text(self.names.pages.get(route)?.as_ref()?)
    }

    /// The case whose page is at a route.
    pub fn case_at(&self, route: &Route) -> Option<&Case> {
        let place = self.names.places.get(self.names.pages.get(route)?.as_ref()?)?;
        self.text_in(*place).1
    }

    /// The text of a file.
    pub fn text(&self, path: &FilePath) -> Option<Linkable<'_>> {
        self.names.places.get(path).map(|place| self.texts[*place].seen())
    }

    /// Finds where `dest`, typed in the file `from`, leads.
    ///
    /// # Errors
    /// [`Broken`] says why it leads nowhere.
    pub fn find(&self, from: &FilePath, dest: &str) -> Result<Target, Broken> {
        let dest = dest.trim();
        if is_nowhere(dest) {
            return Err(Broken::Missing(Vec::new()));
        }
        if let Some(id) = dest.strip_prefix('#') {
            return self.place_in(from, id).map(|id| Target::Here(id.unwrap_or_default()));
        }
        if let Some(outside) = outside(dest) {
            return outside;
        }
        self.inside(from, dest).map_err(|broken| match (broken, meant_web(dest)) {
            (Broken::Missing(_), Some(address)) => Broken::Web(address),
            (broken, _) => broken,
        })
    }

    fn inside(&self, from: &FilePath, dest: &str) -> Result<Target, Broken> {
        let (address, fragment) = match dest.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (dest, None),
        };
        let address = address.split_once('?').map_or(address, |(address, _)| address);
        let decoded = percent_decode_str(address).decode_utf8_lossy().replace('\\', "/");
        let (found, path) = match decoded.strip_prefix('/') {
            Some(absolute) => self.absolute(absolute)?,
            None => self.relative(from, &decoded)?,
        };
        match (found, path) {
            (Target::Page { route, .. }, Some(path)) => {
                let fragment = fragment.map(|id| self.place_in(&path, id)).transpose()?.flatten();
                Ok(Target::Page { route, fragment })
            }
            (Target::Page { route, .. }, None) => {
                Ok(Target::Page { route, fragment: fragment.map(decode_fragment) })
            }
            (other, _) => Ok(other),
        }
    }

    /// Checks that the text at `path` has the place `id`; an empty id is the top.
    fn place_in(&self, path: &FilePath, id: &str) -> Result<Option<String>, Broken> {
        let id = decode_fragment(id);
        let Some(linkable) = self.text(path) else { return Ok(Some(id)) };
        let outline = &linkable.text.outline;
        if id.is_empty() {
            return Ok(None);
        }
        let known = || anchors(outline);
        if known().any(|anchor| anchor == id) {
            return Ok(Some(id));
        }
        let folded = crate::base::fold::fold(&id);
        let alike = known()
            .filter(|anchor| {
                let anchor = crate::base::fold::fold(anchor);
                anchor.contains(&folded) || folded.contains(&anchor) || strsim::jaro(&anchor, &folded) > 0.6
            })
            .take(3)
            .map(str::to_owned)
            .collect();
        Err(Broken::Anchor(path.clone(), id, alike))
    }

    fn absolute(&self, path: &str) -> Result<(Target, Option<FilePath>), Broken> {
        let root = FilePath::new("x");
        if let Some(path) = root.resolve(path) {
            let under = |folder: &str| FilePath::new(folder).join(path.as_str());
            if path.as_str().is_empty() {
                // There is a home page, be it without a text.
                let home = self.known(&under(CONTENT).join("_index.md")).or_else(|| self.route("index.html"));
                return home.ok_or(Broken::Missing(Vec::new()));
            }
            let found = self
                .folder_or_file(&under(CONTENT))
                .or_else(|| self.known(&under(STATIC)))
                .or_else(|| self.known(&path))
                .or_else(|| self.route(path.as_str()));
            return found.ok_or_else(|| self.why_not(&under(CONTENT)));
        }
        Err(Broken::Outside)
    }

    fn relative(&self, from: &FilePath, address: &str) -> Result<(Target, Option<FilePath>), Broken> {
        let path = from.resolve(address).ok_or(Broken::Outside)?;
        if path.below(CONTENT).is_none() && path.as_str() != CONTENT {
            return self.known(&path).ok_or(Broken::Outside);
        }
        self.folder_or_file(&path).ok_or_else(|| self.why_not(&path))
    }

    fn folder_or_file(&self, path: &FilePath) -> Option<(Target, Option<FilePath>)> {
        self.known(path)
            .or_else(|| self.known(&path.join("_index.md")))
            .or_else(|| self.known(&path.join("index.md")))
    }

    fn known(&self, path: &FilePath) -> Option<(Target, Option<FilePath>)> {
        if let Some(linkable) = self.text(path) {
            return Some((
                Target::Page { route: linkable.route.clone(), fragment: None },
                Some(path.clone()),
            ));
        }
        if let Some(route) = self.names.lists.get(path) {
            return Some((Target::Page { route: route.clone(), fragment: None }, None));
        }
        if self.names.companions.contains_key(path) {
            return Some((Target::Companion(path.clone()), None));
        }
        self.names.statics.get(path).map(|route| (Target::Static(route.clone()), None))
    }

    /// A page by its published address, `cases/` or `cases/index.html`.
    fn route(&self, address: &str) -> Option<(Target, Option<FilePath>)> {
        let pages = &self.names.pages;
        let (route, path) =
            pages.get_key_value(address).or_else(|| pages.get_key_value(&Route::folder(address)))?;
        Some((Target::Page { route: route.clone(), fragment: None }, path.clone()))
    }

    fn why_not(&self, path: &FilePath) -> Broken {
        if let Some(reason) = self.names.left_out.get(path) {
            return Broken::LeftOut(path.clone(), reason.clone());
        }
        if let Some(spelling) = self.spelling(path) {
            return Broken::Spelling(spelling.as_str().to_owned());
        }
        Broken::Missing(self.alike(path))
    }

    /// A known path that differs in the case of its letters.
    fn spelling(&self, path: &FilePath) -> Option<&FilePath> {
        let spellings = self.names.spellings.get_or_init(|| {
            let known = self.paths().chain(self.names.companions.keys()).chain(self.names.statics.keys());
            known.map(|path| (path.as_str().to_lowercase(), path.clone())).collect()
        });
        spellings.get(&path.as_str().to_lowercase())
    }

    /// Up to three known files whose names are like that of `path`.
    fn alike(&self, path: &FilePath) -> Vec<String> {
        let wanted = path.stem().to_lowercase();
        let mut ranked: Vec<(u32, &FilePath)> = self
            .paths()
            .chain(self.names.companions.keys())
            .map(|known| ((strsim::jaro(&known.stem().to_lowercase(), &wanted) * 1000.0) as u32, known))
            .filter(|(likeness, _)| *likeness > 750)
            .collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        ranked.into_iter().take(3).map(|(_, known)| known.as_str().to_owned()).collect()
    }
}

fn decode_fragment(id: &str) -> String {
    percent_decode_str(id).decode_utf8_lossy().into_owned()
}

/// Addresses that leave the site: by scheme, or `//host`.
fn outside(dest: &str) -> Option<Result<Target, Broken>> {
    let outside = || Target::Outside(dest.to_owned());
    match address_kind(dest) {
        AddressKind::Path | AddressKind::Fragment => None,
        AddressKind::Web if meant_web(dest).is_some() => None,
        AddressKind::Web | AddressKind::Mail => Some(Ok(outside())),
        AddressKind::Local => Some(Err(Broken::Machine)),
        AddressKind::Other | AddressKind::InlinePicture | AddressKind::Unsafe => {
            let scheme = dest.split(':').next().unwrap_or("").to_ascii_lowercase();
            match scheme.as_str() {
                "tel" | "sms" | "ftp" => Some(Ok(outside())),
                _ => Some(Err(Broken::Scheme(scheme))),
            }
        }
    }
}

/// The address that was meant by `www.a.cn`, `http：//a.cn`, `http:/a.cn`, `https//a.cn`.
fn meant_web(dest: &str) -> Option<String> {
    let narrow = dest.replace('：', ":").replace('／', "/");
    let lower = narrow.to_ascii_lowercase();
    if lower.starts_with("www.") {
        return Some(format!("https://{narrow}"));
    }
    let scheme = ["https", "http"].into_iter().find(|scheme| lower.starts_with(scheme))?;
    let rest = &narrow[scheme.len()..];
    let host = rest.trim_start_matches([':', '/', '\\']);
    let marks = &rest[..rest.len() - host.len()];
    let is_right = dest.to_ascii_lowercase().starts_with(&format!("{scheme}://"));
    (marks.len() > 1 && !host.is_empty() && !is_right).then(|| format!("{scheme}://{host}"))
}

/// Why a file is not published, in a few words.
pub fn reason_words(reason: &Reason) -> Words {
    match reason {
        Reason::Draft => words!("它是草稿", "it is a draft"),
        Reason::Future(date) => words!("它的日期 {date} 还没有到", "its date {date} is still to come"),
        Reason::Expired(date) => words!("它已在 {date} 到期", "it expired on {date}"),
        Reason::Faulty => words!("它有错误", "it has an error"),
        Reason::Unreferenced => words!("没有文字提到它", "no text names it"),
        Reason::Ignored(words) => words.clone(),
    }
}

/// Whether two lists hold texts of the same files at the same routes.
fn have_same_names(some: &[Linked], others: &[Linked]) -> bool {
    let is_same = |(one, other): (&Linked, &Linked)| {
        let names = |linked: &Linked| {
            let Linkable { route, text, .. } = linked.seen();
            (route.clone(), text.path.clone())
        };
        one.is(other) || names(one) == names(other)
    };
    some.len() == others.len() && some.iter().zip(others).all(is_same)
}

/// What a link into a text may name after `#`.
fn anchors(outline: &Outline) -> impl Iterator<Item = &str> {
    let headings = outline.headings.iter().map(|heading| heading.id.as_str());
    headings.chain(outline.anchors.iter().map(String::as_str))
}

/// Every text of the site, as something to link to.
fn linked(site: &Site) -> impl Iterator<Item = Linked> + '_ {
    let other = |title: &str, route: &Route, text: &Arc<TextFacts>| Linked::Other {
        title: title.into(),
        route: route.clone(),
        text: text.clone(),
    };
    let cases = site.cases.iter().cloned().map(Linked::Case);
    let pages = site.pages.iter().map(move |page| other(&page.title, &page.route, &page.text));
    let frameworks = site.frameworks.iter().filter_map(move |framework| {
        Some(other(&framework.title, &framework.route, framework.text.as_ref()?))
    });
    let institutions = site.institutions.iter().filter_map(move |institution| {
        Some(other(&institution.name, &institution.route, institution.text.as_ref()?))
    });
    let columns = site
        .columns
        .iter()
        .filter_map(move |column| Some(other(&column.title, &column.route, column.text.as_ref()?)));
    cases.chain(pages).chain(frameworks).chain(institutions).chain(columns)
}

/// Pages that a writer may name by address only.
fn routes_without_text(site: &Site) -> impl Iterator<Item = Route> + '_ {
    let columns = site.columns.iter().map(|column: &Column| column.route.clone());
    let frameworks = site.frameworks.iter().map(|framework| framework.route.clone());
    let dimensions = site
        .frameworks
        .iter()
        .flat_map(|framework| &framework.dimensions)
        .map(|dimension| dimension.route.clone());
    let institutions = site.institutions.iter().map(|institution| institution.route.clone());
    columns.chain(frameworks).chain(dimensions).chain(institutions)
}
