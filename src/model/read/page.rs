//! Plain pages, columns and the pages of institutions as their front matter tells.

use std::ops::RangeInclusive;

use crate::base::date::Date;
use crate::base::{NodePath, Outcome};
use crate::model::keys::{column, institution, page};
use crate::model::{MenuWish, Sort};
use crate::parse::Document;
use crate::yaml::{Fields, Map, Placed};

use super::aliases;
use super::menu::menu;
use super::sort::sort;
use super::values::{date, flag, order, tags, value, values};

/// Entries that may stand on one page of a list, as in `site.yaml`.
const PAGE_SIZES: RangeInclusive<i64> = 1..=10_000;

/// A plain page.
#[derive(Clone, Debug)]
pub(in crate::model) struct PageText {
    pub(in crate::model) title: Option<String>,
    pub(in crate::model) date: Option<Date>,
    pub(in crate::model) summary: Option<String>,
    pub(in crate::model) order: Option<i64>,
    pub(in crate::model) menu: Option<Placed<MenuWish>>,
    pub(in crate::model) tags: Vec<String>,
    pub(in crate::model) attachments: Vec<Placed<String>>,
    pub(in crate::model) redirects: Vec<Placed<String>>,
    pub(in crate::model) draft: bool,
    pub(in crate::model) expires: Option<Date>,
    pub(in crate::model) slug: Option<Placed<String>>,
    pub(in crate::model) extra: Map,
}

/// A column.
#[derive(Clone, Debug)]
pub(in crate::model) struct ColumnText {
    pub(in crate::model) title: Option<String>,
    pub(in crate::model) summary: Option<String>,
    pub(in crate::model) order: Option<i64>,
    pub(in crate::model) sort: Sort,
    pub(in crate::model) page_size: Option<Placed<usize>>,
    pub(in crate::model) menu: Option<Placed<MenuWish>>,
    pub(in crate::model) feed: Option<Placed<bool>>,
    pub(in crate::model) cascade: Option<Placed<Map>>,
    pub(in crate::model) redirects: Vec<Placed<String>>,
    pub(in crate::model) draft: bool,
    pub(in crate::model) slug: Option<Placed<String>>,
    pub(in crate::model) extra: Map,
}

/// The page of an institution.
#[derive(Clone, Debug)]
pub(in crate::model) struct InstitutionPageText {
    pub(in crate::model) title: Option<Placed<String>>,
    pub(in crate::model) aliases: Vec<String>,
    pub(in crate::model) summary: Option<String>,
    pub(in crate::model) redirects: Vec<Placed<String>>,
    pub(in crate::model) draft: bool,
    pub(in crate::model) slug: Option<Placed<String>>,
    pub(in crate::model) extra: Map,
}

/// Reads the front matter of a plain page.
pub(in crate::model) fn read_page(document: &Document) -> Outcome<PageText> {
    let mut fields = Fields::new(&document.path, &document.front.map, NodePath::default(), &page::PAGE);
    let text = PageText {
        title: value(fields.text(&page::TITLE)),
        date: date(&mut fields, &page::DATE),
        summary: value(fields.text(&page::SUMMARY)),
        order: order(&mut fields, &page::ORDER),
        menu: menu(&mut fields, &page::MENU),
        tags: tags(&mut fields, &page::TAGS),
        attachments: fields.names(&page::ATTACHMENTS),
        redirects: fields.names(&page::REDIRECTS),
        draft: flag(&mut fields, &page::DRAFT),
        expires: date(&mut fields, &page::EXPIRES),
        slug: fields.text(&page::SLUG),
        extra: Map::default(),
    };
    let mut outcome = fields.finish();
    outcome.diagnostics.extend(aliases::check(document, &outcome.value));
    outcome.map(|extra| PageText { extra, ..text })
}

/// Reads the front matter of a column.
pub(in crate::model) fn read_column(document: &Document) -> Outcome<ColumnText> {
    let mut fields = Fields::new(&document.path, &document.front.map, NodePath::default(), &column::COLUMN);
    let text = ColumnText {
        title: value(fields.text(&column::TITLE)),
        summary: value(fields.text(&column::SUMMARY)),
        order: order(&mut fields, &column::ORDER),
        sort: sort(&mut fields),
        page_size: page_size(&mut fields),
        menu: menu(&mut fields, &column::MENU),
        feed: fields.flag(&column::FEED),
        cascade: fields.map(&column::CASCADE).map(|cascade| cascade.map(Map::clone)),
        redirects: fields.names(&column::REDIRECTS),
        draft: flag(&mut fields, &column::DRAFT),
        slug: fields.text(&column::SLUG),
        extra: Map::default(),
    };
    fields.finish().map(|extra| ColumnText { extra, ..text })
}

/// Reads the front matter of the page of an institution.
pub(in crate::model) fn read_institution(document: &Document) -> Outcome<InstitutionPageText> {
    let map = &document.front.map;
    let mut fields = Fields::new(&document.path, map, NodePath::default(), &institution::INSTITUTION);
    let text = InstitutionPageText {
        title: fields.text(&institution::TITLE),
        aliases: values(fields.names(&institution::ALIASES)),
        summary: value(fields.text(&institution::SUMMARY)),
        redirects: fields.names(&institution::REDIRECTS),
        draft: flag(&mut fields, &institution::DRAFT),
        slug: fields.text(&institution::SLUG),
        extra: Map::default(),
    };
    fields.finish().map(|extra| InstitutionPageText { extra, ..text })
}

fn page_size(fields: &mut Fields<'_>) -> Option<Placed<usize>> {
    let size = fields.integer(&column::PAGE_SIZE, PAGE_SIZES)?;
    Some(size.map(|size| usize::try_from(size).unwrap_or(usize::MAX)))
}
