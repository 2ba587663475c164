//! Cases: read, sorted, and tied to what they name.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::base::Route;
use crate::model::read::CaseText;
use crate::model::{Case, CaseFront, CaseId, InstitutionName, Sort, TextFacts};
use crate::parse::Document;

use super::columns::{Columns, folder_of};
use super::desk::{Desk, Wishes, facts};
use super::frameworks::Shelf;
use super::institutions::Hall;
use super::order::{Listed, Rank};
use super::readings::Reading;
use super::sources::Use;
use super::titles;

/// The folder of the list of all cases.
const FOLDER: &str = "cases";

/// A case that is published; names of other things are not resolved yet. Its place in the list is its
/// id.
pub(super) struct VisibleCase {
    pub(super) text: Arc<CaseText>,
    pub(super) facts: Arc<TextFacts>,
    pub(super) title: Arc<str>,
    pub(super) slug: Arc<str>,
    pub(super) route: Route,
}

/// Reads all cases and keeps those that are published: the newest first, undated ones last, then by
/// path.
pub(super) fn read(desk: &mut Desk<'_>, documents: Vec<Arc<Document>>) -> Vec<VisibleCase> {
    let mut cases: Vec<VisibleCase> = Vec::with_capacity(documents.len());
    let readings = desk.readings.cases(&documents, &desk.config.vocabulary, (&desk.lexicon, desk.slugger));
    for (document, Reading { text, title, problems, slug, route }) in documents.iter().zip(readings) {
        if desk.leaves_out_faulty(&document.path) {
            continue;
        }
        desk.found.extend(problems.iter().cloned());
        let CaseFront { draft, date, expires, .. } = *text.front;
        let wishes = Wishes { draft, date, expires };
        if desk.leaves_out(&document.path, wishes) {
            continue;
        }
        let title = title.unwrap_or_else(|| titles::required(desk, document, None).into());
        cases.push(VisibleCase { text, facts: facts(document), title, slug, route });
    }
    // Documents come in the order of their paths, and those of one day stay in it.
    cases.sort_by_cached_key(|case| {
        let date = case.text.front.date;
        (date.is_none(), Reverse(date))
    });
    cases
}

/// Gives each column below the list of cases those of its folder.
pub(super) fn hold(desk: &Desk<'_>, cases: &[VisibleCase], columns: &mut Columns) {
    let all = columns.nearest(FOLDER);
    for (index, case) in cases.iter().enumerate() {
        let column = columns.nearest(folder_of(&case.facts.path));
        if column != all {
            columns.columns[column.index()].cases.push(CaseId(index as u32));
        }
    }
    for column in columns.columns.iter_mut().filter(|column| !column.cases.is_empty()) {
        column.cases = listed(desk, cases, std::mem::take(&mut column.cases), column.sort);
    }
}

/// All cases in the order of their list.
pub(super) fn list(desk: &Desk<'_>, cases: &[VisibleCase], columns: &Columns) -> Vec<CaseId> {
    listed(desk, cases, (0..cases.len() as u32).map(CaseId).collect(), columns.sort_of(FOLDER))
}

fn listed(desk: &Desk<'_>, cases: &[VisibleCase], mut list: Vec<CaseId>, sort: Sort) -> Vec<CaseId> {
    list.sort_by_cached_key(|id| {
        let VisibleCase { text, facts, title, .. } = &cases[id.index()];
        let listed = Listed { order: text.front.order, date: text.front.date, title, path: &facts.path };
        Rank::new(&listed, sort, desk.slugger.readings())
    });
    list
}

/// Ties cases to the frameworks, institutions and files that they name.
pub(super) fn finish(
    desk: &mut Desk<'_>,
    cases: Vec<VisibleCase>,
    known: (&Shelf, &Hall, &Columns),
) -> Vec<Case> {
    let numbered = cases.into_iter().enumerate();
    numbered.map(|(index, case)| finish_one(desk, CaseId(index as u32), case, known)).collect()
}

fn finish_one(
    desk: &mut Desk<'_>,
    id: CaseId,
    case: VisibleCase,
    (shelf, hall, columns): (&Shelf, &Hall, &Columns),
) -> Case {
    let VisibleCase { text, facts, title, slug, route } = case;
    let (frameworks, names_lost_framework) = shelf.taken_up(desk, id, &text, &facts.path);
    let path = &facts.path;
    let mut file = |typed, usage| desk.resolve(path, typed, usage);
    Case {
        id,
        title,
        institution: text.institution.as_ref().map(|named| InstitutionName {
            id: hall.find(named),
            name: named.name.value.clone(),
            masked: named.masked,
            extra: named.extra.clone(),
        }),
        frameworks,
        names_lost_framework,
        attachments: text.attachments.iter().filter_map(|typed| file(typed, Use::Attachment)).collect(),
        cover: text.cover.as_ref().and_then(|typed| file(typed, Use::Cover)),
        column: columns.nearest(folder_of(path)),
        redirects: super::redirects::usable(desk, path, &text.redirects),
        front: text.front.clone(),
        route,
        text: facts,
        slug,
    }
}
