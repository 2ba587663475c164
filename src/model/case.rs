//! A case (案例): the unit of publication.

use std::sync::Arc;

use crate::base::date::Date;
use crate::base::{FilePath, NodePath, Route};
use crate::yaml::Map;

use super::{CaseId, ColumnId, FrameworkId, InstitutionId, OldAddress, TextFacts};

/// A case study, typed. Identifiers of levels, kinds and so on are those of the vocabulary.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its title.
    pub title: Arc<str>,
    /// The institution as written.
    pub institution: Option<InstitutionName>,
    /// Frameworks it takes up.
    pub frameworks: Vec<TakenUp>,
    /// Whether it names a framework that could not be found, which was reported: nobody knows the
    /// dimensions of that.
    pub names_lost_framework: bool,
    /// Files named to be published with it.
    pub attachments: Vec<FilePath>,
    /// Old addresses that lead here.
    pub redirects: Vec<OldAddress>,
    /// Its cover picture, a file of the site.
    pub cover: Option<FilePath>,
    /// The column in whose folder it lies.
    pub column: ColumnId,
    /// What its front matter says of itself.
    pub front: Arc<CaseFront>,
    /// Its text.
    pub text: Arc<TextFacts>,
    /// Last segment of its route.
    pub slug: Arc<str>,
    /// Its page.
    pub route: Route,
}

/// What the front matter of a case says of itself, whatever else there is in the site. Plans that follow
/// each other share it.
#[derive(Clone, Debug)]
pub struct CaseFront {
    /// The day this showcase publishes it.
    pub date: Option<Date>,
    /// The college of the institution.
    pub college: Option<String>,
    /// The branch.
    pub branch: Option<Branch>,
    /// Who its members are: `faculty`, `student`, `mixed`.
    pub membership: Option<String>,
    /// The time it reports on.
    pub period: Option<Period>,
    /// Programmes it takes part in.
    pub programmes: Vec<Programme>,
    /// What the front matter says of its practices; headings with dimensions are not repeated here.
    pub practices: Vec<Practice>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Honours.
    pub honours: Vec<Honour>,
    /// Where it was first published.
    pub source: Option<SourceNote>,
    /// Who wrote, photographed, reviewed.
    pub credits: Vec<Credit>,
    /// The editor's words to the reader.
    pub notes: Vec<String>,
    /// Tags, without doubles.
    pub tags: Vec<String>,
    /// Its summary, when written; else the outline's is shown.
    pub summary: Option<String>,
    /// Its place in the list of cases, small first; unset comes last.
    pub order: Option<i64>,
    /// Whether the home page shows it.
    pub featured: bool,
    /// Whether it is a draft (shown because drafts were asked for).
    pub draft: bool,
    /// The writer's target, in words.
    pub words_target: Option<u32>,
    /// The first day on which it is no longer shown.
    pub expires: Option<Date>,
    /// Keys that Fengcai does not know, in written order.
    pub extra: Map,
}

/// An institution as a case writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstitutionName {
    /// As written, mask included.
    pub name: String,
    /// Whether the name is masked: shown, never grouped, no page.
    pub masked: bool,
    /// Its page; never for a masked name.
    pub id: Option<InstitutionId>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
}

/// A branch (支部).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// Its kind: `branch`, `general-branch`, `committee`.
    pub kind: Option<String>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
}

/// The time a case reports on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its beginning.
    pub from: Option<Date>,
    /// Its end; open when absent.
    pub to: Option<Date>,
    /// How the source states it: 经过两年建设.
    pub stated: Option<String>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
}

/// A programme (双创, 样板支部 …) that a case takes part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Option<String>,
    /// Its batch.
    pub batch: Option<u32>,
    /// Its stage, as in the vocabulary, else as written.
    pub stage: Option<String>,
    /// Its year.
    pub year: Option<Years>,
    /// As typed, when it was one line.
    pub typed: Option<String>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Where it stands.
    pub place: NodePath,
}

/// A framework that a case takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenUp {
    /// The framework.
    pub framework: FrameworkId,
    /// Whether the case ties its sections to the framework's dimensions.
    pub mapping: Mapping,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Where it is named.
    pub place: NodePath,
}

/// Whether a case ties its sections to a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mapping {
    /// It does; a dimension without a section is one not taken up.
    Stated,
    /// It does not say which section answers which dimension: said, never counted as missing.
    Unstated,
}

/// A practice (做法), as far as the front matter tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Its name.
    pub name: String,
    /// Dimensions that it is evidence for, as typed.
    pub dimensions: Vec<NamedDimension>,
    /// The section that tells of it, as typed; the name when absent.
    pub section: Option<(String, NodePath)>,
    /// Its parts: 亮身份, 亮职责 ….
    pub items: Vec<String>,
    /// How many parts it declares.
    pub declared: Option<u32>,
    /// Its kind: project, system, brand ….
    pub kind: Option<String>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Where it stands.
    pub place: NodePath,
}

/// A dimension as typed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDimension {
    /// As typed: 教育党员, 七个有力/管理党员.
    pub name: String,
    /// Where.
    pub place: NodePath,
}

/// A figure: a number with a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is counted: 国培项目.
    pub label: String,
    /// The number in its shortest decimal form (`4`, `12.5`); none when unquantified.
    pub value: Option<String>,
    /// The number as typed, with its unit and the words that say how exact it is: 约500余人次, 数十名. None
    /// when there is none, or when keys of its own say a part of it otherwise.
    pub amount: Option<String>,
    /// The upper end of a range.
    pub upper: Option<String>,
    /// The unit: 项.
    pub unit: Option<String>,
    /// How exact it is, as in the vocabulary: `at-least`, `nearly`; both of 约500余. None means exact.
    pub qualifiers: Vec<String>,
    /// Its parts, in order, when it is a sum.
    pub parts: Vec<String>,
    /// The year it is of.
    pub year: Option<Years>,
    /// Whether it is a result or part of the profile.
    pub role: FigureRole,
    /// The editor's word to the reader.
    pub note: Option<String>,
    /// As typed, when it was one line.
    pub typed: Option<String>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Where it stands.
    pub place: NodePath,
}

/// What a figure tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FigureRole {
    /// What was achieved.
    #[default]
    Result,
    /// Who the branch is.
    Profile,
}

/// An honour (荣誉).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Honour {
    /// Its name without year, level, grade and count.
    pub name: String,
    /// Its kind: `award`, `project`, `person`.
    pub kind: String,
    /// Its level; none when unknown.
    pub level: Option<String>,
    /// Its grade, as in the vocabulary, else as written: 三等奖.
    pub grade: Option<String>,
    /// Its year or years.
    pub year: Option<Years>,
    /// Its edition: 第四届, 第二批.
    pub edition: Option<String>,
    /// How many there are.
    pub count: HowMany,
    /// What was typed in place of an exact count: 多 of 多项, 30余 of 30余项.
    pub words: Option<String>,
    /// The unit of the count.
    pub unit: Option<String>,
    /// Who received it.
    pub recipient: Option<String>,
    /// The editor's word to the reader.
    pub note: Option<String>,
    /// As typed, when it was one line.
    pub typed: Option<String>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
    /// Where it stands.
    pub place: NodePath,
}

/// How many there are of an honour, as far as that is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HowMany {
    /// So many.
    Exact(u32),
    /// More than is told, and so many at least: 30余项, 30项以上.
    AtLeast(u32),
    /// About so many, perhaps fewer: 近30项, 约30项. No sum can hold it.
    About,
    /// It is not stated, which is never taken for 1.
    #[default]
    Unstated,
}

impl HowMany {
    /// The number, when it is exact.
    pub fn exact(self) -> Option<u32> {
        match self {
            HowMany::Exact(count) => Some(count),
            HowMany::AtLeast(_) | HowMany::About | HowMany::Unstated => None,
        }
    }
}

/// A year or a range of years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Years {
    /// The first.
    pub from: i16,
    /// The last; the same for a single year.
    pub to: i16,
}

/// Where a case was first published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceNote {
    /// Its kind, as in the vocabulary, else as written: `republished`.
    pub kind: Option<String>,
    /// The publisher.
    pub name: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The day of that publication.
    pub date: Option<Date>,
    /// The column it stood in.
    pub column: Option<String>,
    /// As typed, when it was one line.
    pub typed: Option<String>,
    /// Keys that Fengcai does not know.
    pub extra: Map,
}

/// A credit: 文字 …, 摄影 …, 审核 ….
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The task; empty when only names were typed.
    pub task: String,
    /// Who did it.
    pub names: String,
}
