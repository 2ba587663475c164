//! The words of the field as data: levels, kinds, qualifiers, stages, set phrases. A union or a youth
//! league replaces the file and uses the tool unchanged.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::base::files::{Files, MemoryFiles};
use crate::base::fold::fold;
use crate::base::{Diagnostic, Diagnostics, FilePath, NodePath, Outcome, Place, Words};
use crate::yaml::{Fields, Key, Placed};

use super::keys::{term, vocabulary as keys};
use super::load::read_map;

codes! {
    UNUSABLE_TERM = "unusable-term" Error {
        "词条缺少标识或中文名称，标识不合规则，或与另一词条相同。",
        "A term lacks its identifier or Chinese name, its identifier breaks the rule, or it is there twice."
    }
    SHARED_SPELLING = "shared-spelling" Warning {
        "同一种写法出现在两个词条里，只会读作前一个。",
        "One spelling stands for two terms; it is read as the first of them."
    }
}

/// The vocabulary that the program carries.
const BUILT_IN: &str = include_str!("vocabulary.yaml");

/// The vocabulary in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Levels of honours and programmes, the highest first.
    pub levels: Vec<Term>,
    /// Levels that the program knows and the site's own vocabulary leaves out. Nothing is of such a level;
    /// whoever types one is told.
    pub dropped_levels: Vec<Level>,
    /// Kinds of honours: awards, projects, persons; their counts are never added up together.
    pub honour_kinds: Vec<Term>,
    /// Grades of awards (一等奖), the highest first.
    pub grades: Vec<Term>,
    /// What stands around a number: 以上, 近, 约. In an alias `…` stands for the number (`近…`, `…以上`);
    /// one without it stands in place of the number (`若干`).
    pub qualifiers: Vec<Term>,
    /// Kinds of branches.
    pub branch_kinds: Vec<Term>,
    /// Kinds of membership.
    pub memberships: Vec<Term>,
    /// Stages of a programme.
    pub stages: Vec<Term>,
    /// Kinds of sources.
    pub source_kinds: Vec<Term>,
    /// Recipients of honours.
    pub recipients: Vec<Term>,
    /// Units that follow a number: 人次, 项.
    pub units: Vec<String>,
    /// National set phrases (三会一课) that look like a house framework but are none.
    pub set_phrases: Vec<String>,
}

/// A level is a term whose place in the list is its rank.
pub type Level = Term;

/// A word of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The identifier that files and addresses use: `national`.
    pub id: String,
    /// What Chinese pages show: 国家级.
    pub zh: String,
    /// What English pages show.
    pub en: String,
    /// Other spellings that are read as this term.
    pub aliases: Vec<String>,
}

impl Term {
    /// Whether it is what someone typed: its identifier, a name or an alias, as [`fold`] compares them.
    pub fn is_named(&self, typed: &str) -> bool {
        let typed = fold(typed);
        let names = [&self.id, &self.zh, &self.en].into_iter().chain(&self.aliases);
        !typed.is_empty() && names.into_iter().any(|name| fold(name) == typed)
    }
}

impl Vocabulary {
    /// The vocabulary that the program carries.
    pub fn built_in() -> Vocabulary {
        let file = FilePath::new("vocabulary.yaml");
        let files = MemoryFiles::default().with(file.as_str(), BUILT_IN.as_bytes());
        let outcome = read(&files, &file).expect("the built-in vocabulary is in memory");
        debug_assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        outcome.value
    }
}

/// The site's own vocabulary when it names one, else the built-in one. A list that its file leaves out
/// is the built-in one.
pub(super) fn load(fields: &mut Fields<'_>, files: &dyn Files, own: Option<&Placed<FilePath>>) -> Vocabulary {
    let built_in = Vocabulary::built_in();
    let Some(own) = own else { return built_in };
    match read(files, &own.value) {
        Ok(outcome) => merged(fields.take(outcome), built_in),
        Err(error) => {
            let told = error.diagnostic(&own.value);
            let place = Place::value(fields.file(), &own.path);
            fields.take(Outcome { value: (), diagnostics: vec![Diagnostic { place: Some(place), ..told }] });
            built_in
        }
    }
}

fn merged(own: Vocabulary, built_in: Vocabulary) -> Vocabulary {
    fn or<T>(own: Vec<T>, built_in: Vec<T>) -> Vec<T> {
        if own.is_empty() { built_in } else { own }
    }
    let is_dropped = |level: &Level| !own.levels.iter().any(|own| own.is_named(&level.zh));
    let dropped = built_in.levels.iter().filter(|level| !own.levels.is_empty() && is_dropped(level));
    Vocabulary {
        dropped_levels: dropped.cloned().collect(),
        levels: or(own.levels, built_in.levels),
        honour_kinds: or(own.honour_kinds, built_in.honour_kinds),
        grades: or(own.grades, built_in.grades),
        qualifiers: or(own.qualifiers, built_in.qualifiers),
        branch_kinds: or(own.branch_kinds, built_in.branch_kinds),
        memberships: or(own.memberships, built_in.memberships),
        stages: or(own.stages, built_in.stages),
        source_kinds: or(own.source_kinds, built_in.source_kinds),
        recipients: or(own.recipients, built_in.recipients),
        units: or(own.units, built_in.units),
        set_phrases: or(own.set_phrases, built_in.set_phrases),
    }
}

fn read(files: &dyn Files, file: &FilePath) -> Result<Outcome<Vocabulary>, crate::base::files::ReadError> {
    let mut diagnostics = Diagnostics::default();
    let map = read_map(files, file, &mut diagnostics)?;
    let mut fields = Fields::new(file, &map, NodePath::default(), &keys::VOCABULARY);
    let names = |list: Vec<Placed<String>>| list.into_iter().map(|name| name.value).collect();
    let vocabulary = Vocabulary {
        levels: terms(&mut fields, &keys::LEVELS),
        dropped_levels: Vec::new(),
        honour_kinds: terms(&mut fields, &keys::HONOUR_KINDS),
        grades: terms(&mut fields, &keys::GRADES),
        qualifiers: terms(&mut fields, &keys::QUALIFIERS),
        branch_kinds: terms(&mut fields, &keys::BRANCH_KINDS),
        memberships: terms(&mut fields, &keys::MEMBERSHIPS),
        stages: terms(&mut fields, &keys::STAGES),
        source_kinds: terms(&mut fields, &keys::SOURCE_KINDS),
        recipients: terms(&mut fields, &keys::RECIPIENTS),
        units: names(fields.names(&keys::UNITS)),
        set_phrases: names(fields.names(&keys::SET_PHRASES)),
    };
    diagnostics.extend(fields.finish_strict());
    Ok(diagnostics.with(vocabulary))
}

fn terms(fields: &mut Fields<'_>, key: &'static Key) -> Vec<Term> {
    let mut ids = BTreeSet::new();
    let mut spellings: BTreeMap<String, String> = BTreeMap::new();
    let mut terms = Vec::new();
    for item in fields.items(key) {
        let Some(map) = fields.map_of(&item, key) else { continue };
        let mut inner = Fields::new(fields.file(), map.value, map.path, &term::TERM);
        if let Some(term) = read_term(&mut inner, &mut ids, &mut spellings) {
            terms.push(term);
        }
        let found = inner.finish_strict();
        fields.take(Outcome { value: (), diagnostics: found });
    }
    terms
}

/// A term; `ids` and `spellings` are those of the list so far, spellings with the term that has them.
fn read_term(
    inner: &mut Fields<'_>,
    ids: &mut BTreeSet<String>,
    spellings: &mut BTreeMap<String, String>,
) -> Option<Term> {
    let (id, zh) = (inner.required_text(&term::ID), inner.required_text(&term::ZH));
    let en = inner.text(&term::EN);
    let aliases = inner.names(&term::ALIASES);
    let (id, zh) = (id?, zh?);
    if let Some((message, help)) = unusable(&id.value, ids) {
        inner.report(&UNUSABLE_TERM, &id.path, message, Some(help));
        return None;
    }
    ids.insert(id.value.clone());
    for spelling in std::iter::once(&zh).chain(&aliases) {
        // Not folded further: `…多` after a number and `多` in its place are two.
        let key = spelling.value.nfkc().flat_map(char::to_lowercase).collect();
        let first = spellings.entry(key).or_insert_with(|| zh.value.clone());
        if *first != zh.value {
            let name = &spelling.value;
            let message =
                words!("“{name}”已是“{first}”的写法", "`{name}` is a spelling of `{first}` already");
            let help = words!("两处删去一处", "remove it from one of the two");
            inner.report(&SHARED_SPELLING, &spelling.path, message, Some(help));
        }
    }
    let en = en.map_or_else(|| id.value.clone(), |en| en.value);
    let aliases = aliases.into_iter().map(|alias| alias.value).collect();
    Some(Term { id: id.value, zh: zh.value, en, aliases })
}

/// Why an identifier cannot be used beside those that are, and what to do about it.
fn unusable(id: &str, used: &BTreeSet<String>) -> Option<(Words, Words)> {
    if used.contains(id) {
        return Some((
            words!("词条标识“{id}”已经用过", "the identifier `{id}` is used already"),
            words!("换一个标识，或删去重复的词条", "use another one, or remove the double"),
        ));
    }
    (!is_id(id)).then(|| {
        (
            words!("词条标识“{id}”不能用", "the identifier `{id}` cannot be used"),
            words!(
                "以小写字母开头，只用小写字母、数字和连字符，例如 national",
                "begin with a lower-case letter and use lower-case letters, digits and hyphens, as in national"
            ),
        )
    })
}

fn is_id(id: &str) -> bool {
    id.starts_with(|char: char| char.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
