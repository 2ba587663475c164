//! Columns: the home page, the built-in lists, and folders with `_index.md`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Diagnostic, FilePath, Lang, Place, Route};
use crate::model::read::{ColumnText, read_column};
use crate::model::{Column, ColumnId, Sort, TextFacts};
use crate::parse::Document;
use crate::scan::{CONTENT, SourceKind};
use crate::yaml::Map;

use super::cascade;
use super::desk::{Desk, Wishes, facts};
use super::order::{Listed, Rank};
use super::slugs::allowed;
use super::titles;

codes! {
    HOME_PAGE_SIZE = "home-page-size" Warning {
        "首页写了每页条数，而首页不分页。请写到 site.yaml 或栏目的 _index.md 里。",
        "The home page sets `page_size` and has no pages. Write it in site.yaml, or in the `_index.md` of a column."
    }
}

/// Folders of the built-in lists and their titles in Chinese and English. They have a page each,
/// whether or not `content/` has a text for it.
pub const BUILT_IN: &[(&str, &str, &str)] = &[
    ("cases", "案例", "Cases"),
    ("frameworks", "标准", "Frameworks"),
    ("institutions", "单位", "Institutions"),
    ("colleges", "院系", "Colleges"),
    ("branches", "支部类型", "Kinds of branches"),
    ("memberships", "成员构成", "Membership"),
    ("levels", "级别", "Levels"),
    ("batches", "批次", "Batches"),
    ("years", "年份", "Years"),
    ("tags", "标签", "Tags"),
    ("honours", "荣誉", "Honours"),
    ("timeline", "时间线", "Timeline"),
];

/// A column with a text.
pub(super) struct Written {
    text: ColumnText,
    title: String,
    facts: Arc<TextFacts>,
}

/// All columns by folder.
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    by_folder: BTreeMap<String, ColumnId>,
}

impl Columns {
    pub(super) fn by_folder(&self) -> &BTreeMap<String, ColumnId> {
        &self.by_folder
    }

    /// Whether a column stands below a folder.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        self.by_folder.range(below.clone()..).next().is_some_and(|(column, _)| column.starts_with(&below))
    }

    /// How the list of a folder with a column is sorted.
    pub(super) fn sort_of(&self, folder: &str) -> Sort {
        self.columns[self.nearest(folder).index()].sort
    }

    /// The column in which a folder (below `content/`) lies: its own, else the nearest above.
    pub(super) fn nearest(&self, folder: &str) -> ColumnId {
        let mut folder = folder;
        loop {
            if let Some(id) = self.by_folder.get(folder) {
                return *id;
            }
            folder = folder.rfind('/').map_or("", |slash| &folder[..slash]);
        }
    }
}

/// Reads the texts of columns, by folder below `content/`; each takes over the defaults of those above it
/// before it hands down its own.
pub(super) fn read(desk: &mut Desk<'_>, mut documents: Vec<Arc<Document>>) -> BTreeMap<String, Vec<Written>> {
    let mut written: BTreeMap<String, Vec<Written>> = BTreeMap::new();
    documents.sort_by_cached_key(|document| document.path.as_str().matches('/').count());
    for document in documents {
        let document = desk.cascade.hand_down(document);
        if desk.leaves_out_faulty(&document.path) {
            continue;
        }
        let text = desk.found.take(read_column(&document));
        if desk.leaves_out(&document.path, Wishes { draft: text.draft, ..Wishes::default() }) {
            continue;
        }
        let folder = folder_of(&document.path).to_owned();
        check_size(desk, &document, &text);
        if let Some(cascade) = &text.cascade {
            cascade::take_up(desk, &document, cascade);
        }
        let title = match (&text.title, built_in_title(&folder, desk)) {
            (None, Some(title)) if document.outline.headings.is_empty() => title,
            (title, _) => titles::optional(&document, title.as_deref()),
        };
        written.entry(folder).or_default().push(Written { text, title, facts: facts(&document) });
    }
    written
}

/// The home page shows the beginning of many lists and has no pages of its own to turn.
fn check_size(desk: &mut Desk<'_>, document: &Document, text: &ColumnText) {
    let Some(size) = text.page_size.as_ref().filter(|_| document.kind == SourceKind::Home) else { return };
    let place = Place::value(&document.path, &size.path);
    let message =
        words!("首页不分页，每页条数用不上", "the home page has no pages, so `page_size` is of no use");
    let help = words!(
        "写到 site.yaml 里管全站，写到栏目的 _index.md 里管一个栏目",
        "write it in site.yaml for the whole site, or in the `_index.md` of a column"
    );
    desk.found.push(Diagnostic::new(&HOME_PAGE_SIZE, place, message).help(help));
}

/// The folder of a file below `content/`, empty for `content/` itself.
pub(super) fn folder_of(path: &FilePath) -> &str {
    let folder = path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.strip_prefix(CONTENT).and_then(|below| below.strip_prefix('/')).unwrap_or_default()
}

fn built_in_title(folder: &str, desk: &Desk<'_>) -> Option<String> {
    if folder.is_empty() {
        return Some(desk.config.title.clone());
    }
    let (_, zh, en) = BUILT_IN.iter().find(|(name, ..)| *name == folder)?;
    Some(match desk.config.lang {
        Lang::Zh => (*zh).to_owned(),
        Lang::En => (*en).to_owned(),
    })
}

/// Adds the columns that nobody wrote a text for, and gives all their ids and routes.
pub(super) fn finish(desk: &mut Desk<'_>, mut written: BTreeMap<String, Vec<Written>>) -> Columns {
    written.entry(String::new()).or_default();
    for (folder, ..) in BUILT_IN {
        written.entry((*folder).to_owned()).or_default();
    }
    let mut made = Columns { columns: Vec::with_capacity(written.len()), by_folder: BTreeMap::new() };
    let mut addresses: BTreeMap<String, String> = BTreeMap::new();
    for (folder, texts) in written {
        // Two spellings of one name (`_index.md`, `_Index.md`) are two columns on one route, which is
        // reported with all other meetings of routes.
        let texts: Vec<Option<Written>> =
            if texts.is_empty() { vec![None] } else { texts.into_iter().map(Some).collect() };
        for text in texts {
            let id = ColumnId(made.columns.len() as u32);
            let parent = folder.rfind('/').map_or("", |slash| &folder[..slash]);
            let parent = (!folder.is_empty()).then(|| made.nearest(parent));
            let address = address(desk, &folder, text.as_ref(), &addresses);
            addresses.insert(folder.clone(), address.clone());
            let column = column(desk, (id, parent), &folder, text, &address);
            made.columns.push(column);
            made.by_folder.entry(folder.clone()).or_insert(id);
        }
    }
    arrange(desk, &mut made.columns);
    made
}

/// Gives every column those right below it, in the order of its list.
fn arrange(desk: &Desk<'_>, columns: &mut [Column]) {
    for index in 0..columns.len() {
        let Column { id, sort, .. } = columns[index];
        let mut below: Vec<ColumnId> =
            columns.iter().filter(|column| column.parent == Some(id)).map(|column| column.id).collect();
        below.sort_by_cached_key(|id| {
            let Column { order, title, folder, .. } = &columns[id.index()];
            let listed = Listed { order: *order, date: None, title, path: folder };
            (Rank::new(listed, sort, desk.slugger.readings()), *id)
        });
        columns[index].columns = below;
    }
}

/// The address of a column: that of the nearest column above it, then the names of the folders
/// between, the last one by its `slug` if it has one.
fn address(
    desk: &Desk<'_>,
    folder: &str,
    text: Option<&Written>,
    addresses: &BTreeMap<String, String>,
) -> String {
    let mut address = String::new();
    let mut end = 0;
    for segment in folder.split('/').filter(|segment| !segment.is_empty()) {
        end += segment.len() + usize::from(end > 0);
        let is_last = end == folder.len();
        match addresses.get(&folder[..end]).filter(|_| !is_last) {
            Some(known) => address.clone_from(known),
            None => {
                let slug = text.filter(|_| is_last).and_then(|written| written.text.slug.as_ref());
                let name = slug.map_or(segment, |slug| slug.value.as_str());
                if !address.is_empty() {
                    address.push('/');
                }
                address.push_str(&allowed(desk.slugger.slug(name)));
            }
        }
    }
    address
}

fn column(
    desk: &mut Desk<'_>,
    (id, parent): (ColumnId, Option<ColumnId>),
    folder: &str,
    written: Option<Written>,
    address: &str,
) -> Column {
    let blank = Column {
        id,
        folder: folder.to_owned(),
        title: String::new(),
        summary: None,
        order: None,
        redirects: Vec::new(),
        text: None,
        sort: Sort::default(),
        page_size: None,
        menu: None,
        feed: None,
        cascade: Map::default(),
        parent,
        columns: Vec::new(),
        cases: Vec::new(),
        extra: Map::default(),
        route: Route::folder(address),
    };
    match written {
        None => Column { title: built_in_title(folder, desk).unwrap_or_default(), ..blank },
        Some(Written { text, title, facts }) => Column {
            title,
            summary: text.summary,
            order: text.order,
            sort: text.sort,
            page_size: text.page_size.map(|size| size.value),
            menu: text.menu,
            feed: text.feed,
            cascade: text.cascade.map(|cascade| cascade.value).unwrap_or_default(),
            redirects: super::redirects::usable(&facts.path, &text.redirects, desk.found),
            text: Some(facts),
            extra: text.extra,
            ..blank
        },
    }
}
