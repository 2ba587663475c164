//! Plain pages, columns and the pages of institutions as their front matter tells.

use crate::base::date::Date;
use crate::base::{NodePath, Outcome};
use crate::model::keys::{column, institution, page};
use crate::parse::Document;
use crate::yaml::{Fields, Key, Map, Placed};

use super::aliases;
use super::values::{date, flag, tags, value, values};

/// A plain page.
#[derive(Clone, Debug)]
pub(in crate::model) struct PageText {
    pub(in crate::model) title: Option<String>,
    pub(in crate::model) date: Option<Date>,
    pub(in crate::model) summary: Option<String>,
    pub(in crate::model) order: Option<i64>,
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

fn order(fields: &mut Fields<'_>, key: &'static Key) -> Option<i64> {
    value(fields.integer(key, i64::MIN..=i64::MAX))
}
