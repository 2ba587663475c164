//! A case, whole: all that the model knows of it.

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::{
    Branch, Case, Credit, FigureRole, InstitutionName, Mapping, Period, Practice, Programme, SourceNote,
    TakenUp,
};
use crate::relate::{FacetKind, MergedPractice};
use crate::render::World;
use crate::render::printing;
use crate::render::theme::Shared;

use super::card::summary;
use super::facet::term_link;
use super::figure::years_text;
use super::framework::cell_view;
use super::honour::own_honours;
use super::outline::anchor;
use super::{
    AttachmentView, Detail, FigureView, HonoursView, Link, OutlineItem, PictureView, attachment_view,
    details, figure_view, outline_view, picture_view,
};

/// A case, whole. Its parts stand side by side for templates: `case.title`, `case.honours`.
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

/// What a case claims.
#[derive(Debug, Serialize)]
struct ClaimsView {
    frameworks: Vec<TakenView>,
    practices: Vec<PracticeView>,
    /// What was achieved.
    results: Vec<FigureView>,
    /// Who the branch is.
    profile: Vec<FigureView>,
    honours: HonoursView,
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

/// A framework that the case takes up, with what it says to each dimension.
#[derive(Debug, Serialize)]
struct TakenView {
    name: String,
    url: String,
    /// `stated` or `unstated`.
    mapping: &'static str,
    /// Leaves with evidence.
    answered: usize,
    dimensions: Vec<AnswerView>,
    other: Vec<Detail>,
}

#[derive(Debug, Serialize)]
struct AnswerView {
    name: String,
    /// The dimensions above it.
    above: Vec<String>,
    url: String,
    serves: Option<String>,
    state: &'static str,
    sections: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct PracticeView {
    name: String,
    /// Its section.
    url: Option<String>,
    section: Option<String>,
    kind: Option<String>,
    dimensions: Vec<Link>,
    items: Vec<String>,
    declared: Option<u32>,
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
pub(in crate::render) fn case_view(world: &World, case: &Case) -> Result<CaseView, Box<Diagnostic>> {
    let Case {
        id,
        title,
        date,
        institution: _, // subject
        college: _,     // subject
        branch: _,      // subject
        membership: _,  // subject
        period: _,      // subject
        programmes: _,  // subject
        frameworks: _,  // claims
        practices: _,   // claims, merged with headings
        figures: _,     // claims
        honours: _,     // claims
        source: _,      // origin
        credits: _,     // origin
        notes: _,       // origin
        attachments: _, // origin
        redirects: _,   // pages of their own
        tags: _,        // as terms, in the spelling that all cases share
        cover,
        summary: _, // text
        featured,
        draft,
        words_target: _, // text
        expires,
        extra,
        text: _, // text
        slug: _, // in the route
        route,
    } = case;
    let neighbours = world.relations.neighbours.get(id.index()).copied().unwrap_or_default();
    Ok(CaseView {
        title: title.clone(),
        url: route.marked(),
        date: date.map(|date| date.to_string()),
        subject: subject_view(world, case),
        claims: claims_view(world, case),
        origin: origin_view(world, case),
        text: text_view(world, case)?,
        tags: terms(world, case, FacetKind::Tag),
        cover: cover.as_ref().and_then(|path| picture_view(world, path)),
        featured: *featured,
        draft: *draft,
        expires: expires.map(|date| date.to_string()),
        previous: neighbours.previous.map(|id| world.card(id)),
        next: neighbours.next.map(|id| world.card(id)),
        related: world
            .relations
            .related
            .get(id.index())
            .into_iter()
            .flatten()
            .map(|id| world.card(*id))
            .collect(),
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
        college: case.college.as_ref().map(|name| college_link(world, case, name)),
        branch: case.branch.as_ref().map(|branch| branch_view(world, case, branch)),
        membership: case
            .membership
            .as_deref()
            .map(|name| term_link(world, case.id, FacetKind::Membership, &membership(name))),
        period: case.period.as_ref().map(|period| period_view(world, period)),
        years: terms(world, case, FacetKind::Year),
        programmes: case.programmes.iter().map(|programme| programme_view(world, case, programme)).collect(),
    }
}

fn claims_view(world: &World, case: &Case) -> ClaimsView {
    let of_role = |role: FigureRole| {
        let figures = case.figures.iter().filter(|figure| figure.role == role);
        figures.map(|figure| figure_view(world, figure)).collect()
    };
    let practices = world.relations.practices.get(case.id.index()).into_iter().flatten();
    ClaimsView {
        frameworks: case.frameworks.iter().map(|taken| taken_view(world, case, taken)).collect(),
        practices: practices.map(|practice| practice_view(world, case, practice)).collect(),
        results: of_role(FigureRole::Result),
        profile: of_role(FigureRole::Profile),
        honours: own_honours(world, &case.honours),
    }
}

fn origin_view(world: &World, case: &Case) -> OriginView {
    let credit = |Credit { task, names }: &Credit| CreditView { task: task.clone(), names: names.clone() };
    OriginView {
        source: case.source.as_ref().map(|source| source_view(world, source)),
        credits: case.credits.iter().map(credit).collect(),
        notes: case.notes.clone(),
        attachments: case.attachments.iter().filter_map(|path| attachment_view(world, path)).collect(),
    }
}

fn text_view(world: &World, case: &Case) -> Result<TextView, Box<Diagnostic>> {
    let outline = &case.text.outline;
    let dimensions = |heading| dimensions_of(world, case, heading);
    Ok(TextView {
        lede: case.summary.clone(),
        summary: summary(case).to_owned(),
        words: outline.words(),
        words_target: case.words_target,
        minutes: outline.reading_minutes(),
        body: printing::body(world, &case.text, &case.route, &dimensions)?,
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

fn taken_view(world: &World, case: &Case, taken: &TakenUp) -> TakenView {
    let TakenUp { framework, mapping, place: _, extra } = taken;
    let framework = &world.site[*framework];
    let matrix = world.relations.matrices.get(framework.id.index());
    let row = matrix.and_then(|matrix| {
        let at = matrix.rows.binary_search_by_key(&case.id, |row| row.case).ok()?;
        Some(&matrix.rows[at])
    });
    let dimensions: Vec<AnswerView> = framework
        .leaves()
        .zip(row.into_iter().flat_map(|row| &row.cells))
        .map(|(leaf, cell)| {
            let cell = cell_view(case, None, cell);
            let mut above: Vec<String> = std::iter::successors(leaf.parent, |id| world.site[*id].parent)
                .map(|id| world.site[id].name.clone())
                .collect();
            above.reverse();
            AnswerView {
                name: leaf.name.clone(),
                above,
                url: leaf.route.marked(),
                serves: leaf.serves.clone(),
                state: cell.state,
                sections: cell.sections,
            }
        })
        .collect();
    TakenView {
        name: framework.title.clone(),
        url: framework.route.marked(),
        mapping: match mapping {
            Mapping::Stated => "stated",
            Mapping::Unstated => "unstated",
        },
        answered: dimensions.iter().filter(|answer| answer.state == "evidence").count(),
        dimensions,
        other: details(extra, world.config.lang),
    }
}

/// Dimensions that a heading of the case is evidence for.
pub(in crate::render) fn dimensions_of(world: &World, case: &Case, heading: u32) -> Vec<Link> {
    let practices = world.relations.practices.get(case.id.index()).into_iter().flatten();
    let mut found: Vec<Link> = Vec::new();
    for id in practices
        .filter(|practice| practice.heading == Some(heading))
        .flat_map(|practice| &practice.dimensions)
    {
        let link = Link::to(&world.site[*id].name, &world.site[*id].route);
        if !found.contains(&link) {
            found.push(link);
        }
    }
    found
}

fn practice_view(world: &World, case: &Case, merged: &MergedPractice) -> PracticeView {
    let MergedPractice { name, heading, dimensions, stated } = merged;
    let heading = heading.and_then(|index| case.text.outline.headings.get(index as usize));
    let stated = stated.and_then(|index| case.practices.get(index as usize));
    let (items, declared, kind, other) = match stated {
        Some(Practice { name: _, dimensions: _, section: _, items, declared, kind, extra, place: _ }) => {
            (items.clone(), *declared, kind.clone(), details(extra, world.config.lang))
        }
        None => (Vec::new(), None, None, Vec::new()),
    };
    PracticeView {
        name: name.clone(),
        url: heading.map(|heading| anchor(&heading.id)),
        section: heading.map(|heading| heading.text.clone()),
        kind,
        dimensions: dimensions
            .iter()
            .map(|id| Link::to(&world.site[*id].name, &world.site[*id].route))
            .collect(),
        items,
        declared,
        other,
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
