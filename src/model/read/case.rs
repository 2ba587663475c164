//! A case as its front matter tells.

use std::sync::Arc;

use crate::base::numeral::quantity;
use crate::base::{NodePath, Outcome};
use crate::model::CaseFront;
use crate::model::keys::case;
use crate::parse::Document;
use crate::yaml::{Fields, Map, Placed};

use super::framework::{TakenUpText, taken_up};
use super::lexicon::Lexicon;
use super::party::{self, InstitutionText};
use super::values::{date, flag, order, value, values};
use super::{aliases, credit, figure, honour, period, practice, programme, source};

/// A case as its front matter tells: what it names in other files, not resolved yet, and the rest.
#[derive(Clone, Debug)]
pub(in crate::model) struct CaseText {
    pub(in crate::model) title: Option<Placed<String>>,
    pub(in crate::model) institution: Option<InstitutionText>,
    pub(in crate::model) frameworks: Vec<TakenUpText>,
    pub(in crate::model) attachments: Vec<Placed<String>>,
    pub(in crate::model) redirects: Vec<Placed<String>>,
    pub(in crate::model) cover: Option<Placed<String>>,
    pub(in crate::model) slug: Option<Placed<String>>,
    pub(in crate::model) front: Arc<CaseFront>,
}

/// Reads the front matter of a case. It depends on the file's path and its front matter alone.
pub(in crate::model) fn read_case(document: &Document, lexicon: &Lexicon) -> Outcome<CaseText> {
    let mut fields = Fields::new(&document.path, &document.front.map, NodePath::default(), &case::CASE);
    let front = front(&mut fields, lexicon);
    let title = fields.text(&case::TITLE);
    let institution = party::institution(&mut fields);
    let frameworks = taken_up(&mut fields);
    let attachments = fields.names(&case::ATTACHMENTS);
    let redirects = fields.names(&case::REDIRECTS);
    let cover = fields.text(&case::COVER);
    let slug = fields.text(&case::SLUG);
    let mut outcome = fields.finish();
    outcome.diagnostics.extend(aliases::check(document, &outcome.value));
    outcome.map(|extra| CaseText {
        title,
        institution,
        frameworks,
        attachments,
        redirects,
        cover,
        slug,
        front: Arc::new(CaseFront { extra, ..front }),
    })
}

/// What a case says of itself.
fn front(fields: &mut Fields<'_>, lexicon: &Lexicon) -> CaseFront {
    CaseFront {
        words_target: words_target(fields, lexicon),
        date: date(fields, &case::DATE),
        college: value(fields.text(&case::COLLEGE)),
        branch: party::branch(fields, lexicon),
        membership: super::term::term(fields, &case::MEMBERSHIP, &lexicon.memberships),
        period: period::period(fields),
        programmes: programme::programmes(fields, lexicon),
        practices: practice::practices(fields),
        figures: figure::figures(fields, lexicon),
        honours: honour::honours(fields, lexicon),
        source: source::source(fields, lexicon),
        credits: credit::credits(fields),
        notes: values(fields.texts(&case::NOTES)),
        tags: super::values::tags(fields, &case::TAGS),
        summary: value(fields.text(&case::SUMMARY)),
        order: order(fields, &case::ORDER),
        featured: flag(fields, &case::FEATURED),
        draft: flag(fields, &case::DRAFT),
        expires: date(fields, &case::EXPIRES),
        extra: Map::default(),
    }
}

/// The target in words: `2500`, `2500字`, `2500字左右`, `约2500`.
fn words_target(fields: &mut Fields<'_>, lexicon: &Lexicon) -> Option<u32> {
    let text = fields.text(&case::WORDS)?;
    let read = quantity(&text.value, &lexicon.quantities).filter(|read| read.label.is_empty());
    let number = read
        .filter(|read| matches!(read.unit.as_deref(), None | Some("字" | "词")))
        .and_then(|read| read.value?.parse().ok())
        .filter(|number| *number > 0);
    number.or_else(|| {
        let number = fields.integer(&case::WORDS, 1..=1_000_000)?;
        u32::try_from(number.value).ok()
    })
}
