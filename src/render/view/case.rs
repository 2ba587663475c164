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
use super::framework::dimension_links;
use super::{
    AttachmentView, Detail, Link, OutlineItem, PictureView, attachment_view, details, outline_view,
    picture_view,
};

view! {
    /// A case, whole. Its parts stand side by side for templates: `case.title`, `case.honours`.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct CaseView = "case" { "案例", "a case" }
    title: String => { "标题", "its title" };
    url: String => { "本页的网址", "its page" };
    date: Option<String> => { "日期", "its date" };
    tags: Vec<Link> => { "标签", "its tags" };
    cover: Option<PictureView> => { "封面", "its cover" };
    featured: bool => { "是否重点案例", "whether it is featured" };
    draft: bool => { "是否草稿", "whether it is a draft" };
    expires: Option<String> => { "从这一天起不再发布", "the day from which it is not published" };
    previous: Option<Shared> => { "列表里的前一篇", "the case before it" };
    next: Option<Shared> => { "列表里的后一篇", "the case after it" };
    related: Vec<Shared> => { "相关的案例", "related cases" };
    backlinks: Vec<Link> => { "链接到本页的页面", "pages that link to this one" };
    extra: Shared => { "不认识的项，按名称取值：`extra['经费']`", "keys that Fengcai does not know, by name: `extra['key']`" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
    + subject: SubjectView;
    + claims: ClaimsView;
    + origin: OriginView;
    + text: TextView;
}

view! {
    /// Whom a case is about, and when.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct SubjectView = "subject" { "案例写的是谁", "whom a case is about" }
    institution: Option<InstitutionLine> => { "单位", "its institution" };
    college: Option<Link> => { "学院", "its college" };
    branch: Option<BranchView> => { "支部", "its branch" };
    membership: Option<Link> => { "成员构成", "who its members are" };
    period: Option<PeriodView> => { "周期", "the time that it tells of" };
    years: Vec<Link> => { "它归在哪些年份", "the years under which it stands" };
    programmes: Vec<ProgrammeView> => { "参加的建设项目", "programmes that it takes part in" };
}

view! {
    /// Where a case comes from and what comes with it.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct OriginView = "origin" { "案例的来历", "where a case comes from" }
    source: Option<SourceView> => { "来源", "where it was published first" };
    credits: Vec<CreditView> => { "署名", "who did what" };
    notes: Vec<String> => { "编者的说明，一条一句", "words of the editor to readers" };
    attachments: Vec<AttachmentView> => { "附件", "files that come with it" };
}

view! {
    /// The text of a case.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct TextView = "case-text" { "案例的正文", "the text of a case" }
    lede: Option<String> => { "文件头里写的摘要", "the summary, where one was written" };
    summary: String => { "摘要；没有写就是正文开头", "the same, else the beginning of the text" };
    words: u32 => { "字数", "words of the text" };
    words_target: Option<u32> => { "写作的目标字数", "how many the writer means to write" };
    minutes: u32 => { "阅读要几分钟", "minutes of reading" };
    body: Shared => { "正文的 HTML，照原样打印", "its HTML, which is printed as it stands" };
    outline: Vec<OutlineItem> => { "目录", "its table of contents" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct InstitutionLine = "institution-of-case" { "案例的单位", "the institution of a case" }
    name: String => { "名称", "its name" };
    masked: bool => { "是否隐名", "whether a part of the name is hidden" };
    url: Option<String> => { "单位页的网址", "its page" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct BranchView = "branch" { "支部", "a branch" }
    name: String => { "名称", "its name" };
    kind: Option<Link> => { "支部、总支或党委", "what sort of branch it is" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct PeriodView = "period" { "周期", "a period" }
    from: Option<String> => { "开始", "when it begins" };
    to: Option<String> => { "结束", "when it ends" };
    stated: Option<String> => { "原文的说法", "in the words of the source" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct ProgrammeView = "programme" { "建设项目", "a programme" }
    name: String => { "名称", "its name" };
    level: Option<Link> => { "级别", "its level" };
    batch: Option<u32> => { "第几批", "its batch" };
    batch_url: Option<String> => { "同一批案例的页面", "the page of the cases of that batch" };
    stage: Option<String> => { "阶段", "its stage" };
    year: Option<String> => { "年份", "its year" };
    typed: Option<String> => { "写的原文，在只有一行时", "what was typed in one line" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct SourceView = "source" { "来源", "a source" }
    kind: Option<String> => { "类别", "its kind" };
    name: Option<String> => { "名称", "its name" };
    url: Option<String> => { "原文的网址", "its address" };
    date: Option<String> => { "发表的日期", "when it appeared" };
    column: Option<String> => { "所在的栏目", "the column where it appeared" };
    typed: Option<String> => { "写的原文，在只有一行时", "what was typed in one line" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct CreditView = "credit" { "署名", "a credit" }
    task: String => { "分工", "what was done" };
    names: String => { "姓名", "by whom" };
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
        institution: _,          // subject
        frameworks: _,           // claims
        names_lost_framework: _, // told
        attachments: _,          // origin
        redirects: _,            // pages of their own
        cover,
        column: _, // above the page
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
        title: title.to_string(),
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
        outline: outline_view(outline, |heading| dimension_links(world, &dimensions(heading))),
    })
}

/// Pages that link to the one at `route`.
pub(in crate::render) fn backlinks(world: &World, route: &Route) -> Vec<Link> {
    let texts = world.relations.backlinks.get(route).into_iter().flatten();
    texts.filter_map(|path| world.links().text(path)).map(|text| Link::to(text.title, text.route)).collect()
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
