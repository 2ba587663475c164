//! The words of the field as data: levels, kinds, qualifiers, stages, set phrases. A union or a youth
//! league replaces the file and uses the tool unchanged.

/// The vocabulary in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Levels of honours and programmes, the highest first.
    pub levels: Vec<Term>,
    /// Kinds of honours: awards, projects, persons; their counts are never added up together.
    pub honour_kinds: Vec<Term>,
    /// Grades of awards (一等奖), the highest first.
    pub grades: Vec<Term>,
    /// What stands around a number: 以上, 近, 约; each with where it stands in `aliases`.
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
