//! Cases: read, sorted, and tied to what they name.

use std::cmp::Reverse;
use std::sync::{Arc, PoisonError};

use rayon::prelude::*;

use crate::base::Diagnostics;
use crate::model::{Case, CaseId, InstitutionName, Sort};
use crate::parse::Document;

use super::columns::{Columns, folder_of};
use super::desk::Desk;
use super::frameworks::Shelf;
use super::institutions::Hall;
use super::order::{Listed, Rank};
use super::readings::Reading;
use super::sources::Use;
use super::tied::{Tied, TiedCase, Ties};
use super::titles;

/// The folder of the list of all cases.
const FOLDER: &str = "cases";

/// A case that is published; names of other things are not resolved yet. Its place in the list is its
/// id.
pub(super) struct VisibleCase {
    pub(super) reading: Arc<Reading>,
    pub(super) title: Arc<str>,
}

/// Reads all cases and keeps those that are published: the newest first, undated ones last, then by
/// path.
pub(super) fn read(desk: &mut Desk<'_>, documents: Vec<Arc<Document>>) -> Vec<VisibleCase> {
    let mut cases: Vec<VisibleCase> = Vec::with_capacity(documents.len());
    let readings = desk.readings.cases(&documents, &desk.config.vocabulary, (&desk.lexicon, desk.slugger));
    for (document, reading) in documents.iter().zip(readings) {
        if desk.leaves_out_faulty(&document.path) {
            continue;
        }
        desk.found.extend(reading.problems.iter().cloned());
        if desk.leaves_out(&document.path, reading.wishes) {
            continue;
        }
        let title = reading.title.clone();
        let title = title.unwrap_or_else(|| titles::required(desk, document, None).into());
        cases.push(VisibleCase { reading, title });
    }
    // Documents come in the order of their paths, and those of one day stay in it.
    cases.sort_by_cached_key(|case| {
        let date = case.reading.wishes.date;
        (date.is_none(), Reverse(date))
    });
    cases
}

/// Gives each column below the list of cases those of its folder.
pub(super) fn hold(desk: &Desk<'_>, cases: &[VisibleCase], columns: &mut Columns) {
    let all = columns.nearest(FOLDER);
    if !columns.has_below(FOLDER) {
        return;
    }
    for (index, case) in cases.iter().enumerate() {
        let column = columns.nearest(folder_of(&case.reading.facts.path));
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
        let VisibleCase { reading, title } = &cases[id.index()];
        let path = &reading.facts.path;
        let listed = Listed { order: reading.text.front.order, date: reading.wishes.date, title, path };
        Rank::new(listed, sort, desk.slugger.readings())
    });
    list
}

/// Ties cases to the frameworks, institutions and files that they name, and hands back what they are tied to.
/// What is as in the last site is the very same.
pub(super) fn finish(
    desk: &mut Desk<'_>,
    cases: Vec<VisibleCase>,
    known: (&Shelf, &Hall, &Columns),
) -> (Vec<Arc<Case>>, Ties) {
    let (shelf, hall, columns) = known;
    let to = shelf.ties(desk.inventory, &hall.institutions, columns.by_folder());
    let last = || desk.readings.tied.lock().unwrap_or_else(PoisonError::into_inner);
    let before = last().take();
    let Tied { to, cases: before } =
        before.filter(|before| before.to == to).unwrap_or_else(|| Tied { to, cases: Vec::new() });
    let mut before = before.into_iter();
    let beside: Vec<(VisibleCase, Option<TiedCase>)> =
        cases.into_iter().map(|case| (case, before.next())).collect();
    let of_one = |(index, (case, before)): (usize, (VisibleCase, Option<TiedCase>))| {
        let inherited = desk.cascade.inheritance.of(&case.reading.facts.path);
        let tied = before.filter(|tied| tied.is_of(&case.reading, &case.title, inherited));
        tied.unwrap_or_else(|| tie(desk, CaseId(index as u32), case, known))
    };
    let tied: Vec<TiedCase> = beside.into_par_iter().enumerate().map(of_one).collect();
    desk.found.extend(tied.iter().flat_map(|tied| tied.problems.iter().cloned()));
    let cases = tied.iter().map(|tied| tied.case.clone()).collect();
    *last() = Some(Tied { to: to.clone(), cases: tied });
    (cases, to)
}

fn tie(
    desk: &Desk<'_>,
    id: CaseId,
    VisibleCase { reading, title }: VisibleCase,
    (shelf, hall, columns): (&Shelf, &Hall, &Columns),
) -> TiedCase {
    let mut found = Diagnostics::default();
    let Reading { text, facts, slug, route, .. } = &*reading;
    let path = &facts.path;
    let (frameworks, names_lost_framework) = shelf.taken_up(id, text, path, &mut found);
    let mut file = |typed, usage| desk.resolve(path, typed, usage, &mut found);
    let attachments = text.attachments.iter().filter_map(|typed| file(typed, Use::Attachment)).collect();
    let cover = text.cover.as_ref().and_then(|typed| file(typed, Use::Cover));
    let case = Arc::new(Case {
        id,
        title: title.clone(),
        institution: text.institution.as_ref().map(|named| InstitutionName {
            id: hall.find(named),
            name: named.name.value.clone(),
            masked: named.masked,
            extra: named.extra.clone(),
        }),
        frameworks,
        names_lost_framework,
        attachments,
        cover,
        column: columns.nearest(folder_of(path)),
        redirects: super::redirects::usable(path, &text.redirects, &mut found),
        front: text.front.clone(),
        route: route.clone(),
        text: facts.clone(),
        slug: slug.clone(),
    });
    let inherited = desk.cascade.inheritance.of(path).to_vec();
    TiedCase { reading: reading.clone(), title, inherited, case, problems: found.into_vec() }
}
