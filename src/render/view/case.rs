//! A case, whole: all that the model knows of it.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::{Branch, Case, CaseFront, Credit, InstitutionName, Period, Programme, SourceNote};
use crate::relate::FacetKind;
use crate::render::World;
use crate::render::outputs::Here;
use crate::render::printing;
use crate::render::theme::Shared;

use super::card::summary;
use super::claims::{ClaimsView, claims_view, dimensions_of};
use super::facet::term_link;
use super::figure::years_text;
use super::{
    AttachmentView, Detail, Link, OutlineItem, PictureView, attachment_view, details, outline_view,
    picture_view,
};

/// A case, whole. Its parts stand side by side for templates: `case.title`, `case.front.honours`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct CaseView {
    title: String,
    url: String,
    date: Option<String>,
    #[serde(flatten)]
    subject: SubjectView,
    #[serde(flatten)]
    claims: ClaimsView,
    #[serde(flatten)]
    origin: OriginView,
    #[serde(flatten)]
    text: TextView,
    tags: Vec<Link>,
    cover: Option<PictureView>,
    featured: bool,
    draft: bool,
    expires: Option<String>,
    previous: Option<Shared>,
    next: Option<Shared>,
    related: Vec<Shared>,
    backlinks: Vec<Link>,
    /// Keys that Fengcai does not know, as values.
    extra: Shared,
    /// The same in lines.
    other: Vec<Detail>,
}

/// Whom a case is about, and when.
#[derive(Debug, Serialize)]
struct SubjectView {
    institution: Option<InstitutionLine>,
    college: Option<Link>,
    branch: Option<BranchView>,
    membership: Option<Link>,
    period: Option<PeriodView>,
    years: Vec<Link>,
    programmes: Vec<ProgrammeView>,
}

/// Where a case comes from and what comes with it.
#[derive(Debug, Serialize)]
struct OriginView {
    source: Option<SourceView>,
    credits: Vec<CreditView>,
    notes: Vec<String>,
    attachments: Vec<AttachmentView>,
}

/// The text of a case.
#[derive(Debug, Serialize)]
struct TextView {
    /// The summary, when it was written.
    lede: Option<String>,
    /// The same, else the beginning of the text.
    summary: String,
    words: u32,
    words_target: Option<u32>,
    minutes: u32,
    body: Shared,
    outline: Vec<OutlineItem>,
}

#[derive(Debug, Serialize)]
struct InstitutionLine {
    name: String,
    masked: bool,
    url: Option<String>,
    other: Vec<Detail>,
}

#[derive(Debug, Serialize)]
struct BranchView {
    name: String,
    kind: Option<Link>,
    other: Vec<Detail>,
}

#[derive(Debug, Serialize)]
struct PeriodView {
    from: Option<String>,
    to: Option<String>,
    stated: Option<String>,
    other: Vec<Detail>,
}

#[derive(Debug, Serialize)]
struct ProgrammeView {
    name: String,
    level: Option<Link>,
    batch: Option<u32>,
    batch_url: Option<String>,
    stage: Option<String>,
    year: Option<String>,
    typed: Option<String>,
    other: Vec<Detail>,
}

#[derive(Debug, Serialize)]
struct SourceView {
    kind: Option<String>,
    name: Option<String>,
    url: Option<String>,
    date: Option<String>,
    column: Option<String>,
    typed: Option<String>,
    other: Vec<Detail>,
}

#[derive(Debug, Serialize)]
struct CreditView {
    task: String,
    names: String,
}

/// A case, whole. Every field of the model is named here, with the part that shows it.
///
/// # Errors
/// Its text could not be read again.
pub(in crate::render) fn case_view(here: &Here<'_>, case: &Case) -> Result<CaseView, Box<Diagnostic>> {
    let world = here.world;
    let Case {
        id,
        title,
        institution: _, // subject
        frameworks: _,  // claims
        attachments: _, // origin
        redirects: _,   // pages of their own
        cover,
        front,
        text: _, // text
        slug: _, // in the route
        route,
    } = case;
    let CaseFront {
        date,
        college: _,    // subject
        branch: _,     // subject
        membership: _, // subject
        period: _,     // subject
        programmes: _, // subject
        practices: _,  // claims, merged with headings
        figures: _,    // claims
        honours: _,    // claims
        source: _,     // origin
        credits: _,    // origin
        notes: _,      // origin
        tags: _,       // as terms, in the spelling that all cases share
        summary: _,    // text
        order: _,      // in the list of cases
        featured: _,   // or listed in site.yaml
        draft,
        words_target: _, // text
        expires,
        extra,
    } = &**front;
    let neighbours = world.relations.neighbours.get(id.index()).copied().unwrap_or_default();
    Ok(CaseView {
        title: title.clone(),
        url: route.marked(),
        date: date.map(|date| date.to_string()),
        subject: subject_view(world, case),
        claims: claims_view(world, case),
        origin: origin_view(world, case),
        text: text_view(here, case)?,
        tags: terms(world, case, FacetKind::Tag),
        cover: cover.as_ref().and_then(|path| picture_view(world, path)),
        featured: world.is_featured(case),
        draft: *draft,
        expires: expires.map(|date| date.to_string()),
        previous: neighbours.previous.map(|id| world.card(id)),
        next: neighbours.next.map(|id| world.card(id)),
        related: world.relations.likeness.most_alike(*id).into_iter().map(|id| world.card(id)).collect(),
        backlinks: backlinks(world, route),
        extra: Shared::map(extra),
        other: details(extra, world.config.lang),
    })
}

/// The terms of a facet that a case stands under.
fn terms(world: &World, case: &Case, kind: FacetKind) -> Vec<Link> {
    world.terms_of(case.id, kind).map(|term| Link::to(world.name_of(term), &term.route)).collect()
}

fn subject_view(world: &World, case: &Case) -> SubjectView {
    let membership = |name: &str| world.name_in(&world.config.vocabulary.memberships, name);
    SubjectView {
        institution: case.institution.as_ref().map(|institution| institution_line(world, institution)),
        college: case.front.college.as_ref().map(|name| college_link(world, case, name)),
        branch: case.front.branch.as_ref().map(|branch| branch_view(world, case, branch)),
        membership: case
            .front
            .membership
            .as_deref()
            .map(|name| term_link(world, case.id, FacetKind::Membership, &membership(name))),
        period: case.front.period.as_ref().map(|period| period_view(world, period)),
        years: terms(world, case, FacetKind::Year),
        programmes: case
            .front
            .programmes
            .iter()
            .map(|programme| programme_view(world, case, programme))
            .collect(),
    }
}

fn origin_view(world: &World, case: &Case) -> OriginView {
    let credit = |Credit { task, names }: &Credit| CreditView { task: task.clone(), names: names.clone() };
    OriginView {
        source: case.front.source.as_ref().map(|source| source_view(world, source)),
        credits: case.front.credits.iter().map(credit).collect(),
        notes: case.front.notes.clone(),
        attachments: case.attachments.iter().filter_map(|path| attachment_view(world, path)).collect(),
    }
}

fn text_view(here: &Here<'_>, case: &Case) -> Result<TextView, Box<Diagnostic>> {
    let world = here.world;
    let outline = &case.text.outline;
    let dimensions = |heading| dimensions_of(world, case, heading);
    Ok(TextView {
        lede: case.front.summary.clone(),
        summary: summary(case).to_owned(),
        words: outline.words(),
        words_target: case.front.words_target,
        minutes: outline.reading_minutes(),
        body: printing::body(&case.text, here, &dimensions)?,
        outline: outline_view(outline, dimensions),
    })
}

/// Pages that link to the one at `route`.
pub(in crate::render) fn backlinks(world: &World, route: &Route) -> Vec<Link> {
    let links = world.relations.backlinks.get(route).into_iter().flatten();
    links.map(|link| Link::to(&link.title, &link.route)).collect()
}

fn institution_line(world: &World, institution: &InstitutionName) -> InstitutionLine {
    let InstitutionName { name, masked, id, extra } = institution;
    InstitutionLine {
        name: name.clone(),
        masked: *masked,
        url: id.map(|id| world.site[id].route.marked()),
        other: details(extra, world.config.lang),
    }
}

fn branch_view(world: &World, case: &Case, branch: &Branch) -> BranchView {
    let Branch { name, kind, extra } = branch;
    let kind_name = |kind: &str| world.name_in(&world.config.vocabulary.branch_kinds, kind);
    BranchView {
        name: name.clone(),
        kind: kind.as_deref().map(|kind| term_link(world, case.id, FacetKind::BranchKind, &kind_name(kind))),
        other: details(extra, world.config.lang),
    }
}

/// A case stands under one college; its term may say the institution with it.
fn college_link(world: &World, case: &Case, name: &str) -> Link {
    match world.terms_of(case.id, FacetKind::College).next() {
        Some(term) => Link::to(name, &term.route),
        None => Link::plain(name),
    }
}

fn period_view(world: &World, period: &Period) -> PeriodView {
    let Period { from, to, stated, extra } = period;
    PeriodView {
        from: from.map(|date| date.to_string()),
        to: to.map(|date| date.to_string()),
        stated: stated.clone(),
        other: details(extra, world.config.lang),
    }
}

fn programme_view(world: &World, case: &Case, programme: &Programme) -> ProgrammeView {
    let Programme { name, level, batch, stage, year, typed, extra, place: _ } = programme;
    let words = &world.config.vocabulary;
    let batch_term = batch.and_then(|batch| {
        let suffix = format!("-{batch}/index.html");
        world
            .terms_of(case.id, FacetKind::Batch)
            .find(|term| term.name.contains(name.as_str()) && term.route.as_str().ends_with(&suffix))
    });
    ProgrammeView {
        name: name.clone(),
        level: level
            .as_deref()
            .map(|id| term_link(world, case.id, FacetKind::Level, &world.name_in(&words.levels, id))),
        batch: *batch,
        batch_url: batch_term.map(|term| term.route.marked()),
        stage: stage.as_deref().map(|id| world.name_in(&words.stages, id)),
        year: year.map(years_text),
        typed: typed.clone(),
        other: details(extra, world.config.lang),
    }
}

fn source_view(world: &World, source: &SourceNote) -> SourceView {
    let SourceNote { kind, name, url, date, column, extra, typed } = source;
    SourceView {
        kind: kind.as_deref().map(|id| world.name_in(&world.config.vocabulary.source_kinds, id)),
        name: name.clone(),
        url: url.clone(),
        date: date.map(|date| date.to_string()),
        column: column.clone(),
        typed: typed.clone(),
        other: details(extra, world.config.lang),
    }
}
