//! Plain pages.

use std::sync::Arc;

use crate::base::{Diagnostics, Route};
use crate::model::read::read_page;
use crate::model::{Page, PageId};
use crate::parse::Document;

use super::columns::{Columns, folder_of};
use super::desk::{Desk, Wishes, facts};
use super::names::{Folders, is_index, segment};
use super::order::{Listed, Rank};
use super::sources::Use;
use super::titles;

/// Reads all plain pages and keeps those that are published: by column, as its list is sorted.
pub(super) fn read(
    desk: &mut Desk<'_>,
    documents: Vec<Arc<Document>>,
    columns: &Columns,
    folders: &Folders,
) -> Vec<Page> {
    let mut pages: Vec<Page> =
        documents.into_iter().filter_map(|document| page(desk, &document, columns, folders)).collect();
    pages.sort_by_cached_key(|page| {
        let Page { column, order, date, title, text, .. } = page;
        let listed = Listed { order: *order, date: *date, title, path: text.path.clone() };
        let sort = columns.columns[column.index()].sort;
        (*column, Rank::new(listed, sort, desk.slugger.readings()))
    });
    for (index, page) in pages.iter_mut().enumerate() {
        page.id = PageId(index as u32);
    }
    pages
}

fn page(desk: &mut Desk<'_>, document: &Document, columns: &Columns, folders: &Folders) -> Option<Page> {
    if desk.leaves_out_faulty(&document.path) {
        return None;
    }
    let text = desk.found.take(read_page(document));
    let wishes = Wishes { draft: text.draft, date: text.date, expires: text.expires };
    if desk.leaves_out(&document.path, wishes) {
        return None;
    }
    let path = document.path.clone();
    // The page of `about/index.md` stands for its folder and lies in the one above.
    let folder = folder_of(&path);
    let above = if is_index(&path) { folder.rfind('/').map_or("", |slash| &folder[..slash]) } else { folder };
    let address = folders.address(above, desk.slugger);
    let route = if is_index(&path) && folder.is_empty() {
        Route::folder("")
    } else {
        Route::folder(&format!("{address}/{}", segment(desk.slugger, text.slug.as_ref(), &path)))
    };
    let mut found = Diagnostics::default();
    let file = |typed| desk.resolve(&path, typed, Use::Attachment, &mut found);
    let attachments = text.attachments.iter().filter_map(file).collect();
    desk.found.extend(found.into_vec());
    Some(Page {
        id: PageId(0),
        title: titles::optional(document, text.title.as_deref()),
        date: text.date,
        summary: text.summary.unwrap_or_else(|| document.outline.summary.clone()),
        order: text.order,
        menu: text.menu,
        tags: text.tags,
        redirects: super::redirects::usable(&path, &text.redirects, desk.found),
        attachments,
        column: columns.nearest(above),
        text: facts(document),
        extra: text.extra,
        route,
    })
}
