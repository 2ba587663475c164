//! A case as its front matter tells.

use crate::base::date::Date;
use crate::base::numeral::quantity;
use crate::base::{NodePath, Outcome};
use crate::model::keys::case;
use crate::model::{Branch, Credit, Figure, Honour, Period, Practice, Programme, SourceNote};
use crate::parse::Document;
use crate::yaml::{Fields, Map, Placed};

use super::framework::{TakenUpText, taken_up};
use super::lexicon::Lexicon;
use super::party::{self, InstitutionText};
use super::values::{date, flag, order, value, values};
use super::{aliases, credit, figure, honour, period, practice, programme, source};

/// A case as its front matter tells; names of other things are not resolved yet.
#[derive(Clone, Debug)]
pub(in crate::model) struct CaseText {
    pub(in crate::model) title: Option<Placed<String>>,
    pub(in crate::model) date: Option<Date>,
    pub(in crate::model) institution: Option<InstitutionText>,
    pub(in crate::model) college: Option<String>,
    pub(in crate::model) branch: Option<Branch>,
    pub(in crate::model) membership: Option<String>,
    pub(in crate::model) period: Option<Period>,
    pub(in crate::model) programmes: Vec<Programme>,
    pub(in crate::model) frameworks: Vec<TakenUpText>,
    pub(in crate::model) practices: Vec<Practice>,
    pub(in crate::model) figures: Vec<Figure>,
    pub(in crate::model) honours: Vec<Honour>,
    pub(in crate::model) source: Option<SourceNote>,
    pub(in crate::model) credits: Vec<Credit>,
    pub(in crate::model) notes: Vec<String>,
    pub(in crate::model) attachments: Vec<Placed<String>>,
    pub(in crate::model) redirects: Vec<Placed<String>>,
    pub(in crate::model) tags: Vec<String>,
    pub(in crate::model) cover: Option<Placed<String>>,
    pub(in crate::model) summary: Option<String>,
    pub(in crate::model) order: Option<i64>,
    pub(in crate::model) featured: bool,
    pub(in crate::model) words: Option<u32>,
    pub(in crate::model) draft: bool,
    pub(in crate::model) expires: Option<Date>,
    pub(in crate::model) slug: Option<Placed<String>>,
    pub(in crate::model) extra: Map,
}

/// Reads the front matter of a case.
pub(in crate::model) fn read_case(document: &Document, lexicon: &Lexicon) -> Outcome<CaseText> {
    let mut fields = Fields::new(&document.path, &document.front.map, NodePath::default(), &case::CASE);
    let words = words_target(&mut fields, lexicon);
    let text = CaseText {
        title: fields.text(&case::TITLE),
        date: date(&mut fields, &case::DATE),
        institution: party::institution(&mut fields),
        college: value(fields.text(&case::COLLEGE)),
        branch: party::branch(&mut fields, lexicon),
        membership: super::term::term(&mut fields, &case::MEMBERSHIP, &lexicon.memberships),
        period: period::period(&mut fields),
        programmes: programme::programmes(&mut fields, lexicon),
        frameworks: taken_up(&mut fields),
        practices: practice::practices(&mut fields),
        figures: figure::figures(&mut fields, lexicon),
        honours: honour::honours(&mut fields, lexicon),
        source: source::source(&mut fields, lexicon),
        credits: credit::credits(&mut fields),
        notes: values(fields.texts(&case::NOTES)),
        attachments: fields.names(&case::ATTACHMENTS),
        redirects: fields.names(&case::REDIRECTS),
        tags: super::values::tags(&mut fields, &case::TAGS),
        cover: fields.text(&case::COVER),
        summary: value(fields.text(&case::SUMMARY)),
        order: order(&mut fields, &case::ORDER),
        featured: flag(&mut fields, &case::FEATURED),
        words,
        draft: flag(&mut fields, &case::DRAFT),
        expires: date(&mut fields, &case::EXPIRES),
        slug: fields.text(&case::SLUG),
        extra: Map::default(),
    };
    let mut outcome = fields.finish();
    outcome.diagnostics.extend(aliases::check(document, &outcome.value));
    outcome.map(|extra| CaseText { extra, ..text })
}

/// The target in words: `2500`, `2500字`, `2500字左右`.
fn words_target(fields: &mut Fields<'_>, lexicon: &Lexicon) -> Option<u32> {
    let text = fields.text(&case::WORDS)?;
    let read = quantity(&text.value, &lexicon.quantities).filter(|read| read.label.is_empty());
    let number = read
        .filter(|read| matches!(read.unit.as_deref(), Some("字" | "词")))
        .and_then(|read| read.value?.parse().ok())
        .filter(|number| *number > 0);
    number.or_else(|| {
        let number = fields.integer(&case::WORDS, 1..=1_000_000)?;
        u32::try_from(number.value).ok()
    })
}
