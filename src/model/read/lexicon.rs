//! The vocabulary, laid out for finding terms as people type them.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::base::fold::fold;
use crate::base::numeral::QualifierWords;
use crate::config::{Term, Vocabulary};

/// The vocabulary in force, with every list ready to be searched. Made once for a site.
#[derive(Debug)]
pub(in crate::model) struct Lexicon {
    pub(super) levels: Terms,
    /// Levels that only the vocabulary of the program has.
    pub(super) dropped_levels: Terms,
    pub(super) honour_kinds: Terms,
    pub(super) grades: Terms,
    pub(super) qualifiers: Terms,
    pub(super) branch_kinds: Terms,
    pub(super) memberships: Terms,
    pub(super) stages: Terms,
    pub(super) source_kinds: Terms,
    pub(super) recipients: Terms,
    /// Units, the longest first: 人次 before 人.
    pub(super) units: Vec<String>,
    /// The words around numbers.
    pub(super) quantities: QualifierWords,
}

/// The identifier of the qualifier that stands for no number at all.
pub(super) const UNQUANTIFIED: &str = "unquantified";

/// Words that only end or begin like a qualifier.
const NO_QUALIFIERS: &[&str] = &[
    "附近…",
    "最近…",
    "就近…",
    "线上…",
    "网上…",
    "以上…",
    "…余额",
    "多媒体",
    "多元",
    "多样",
    "多方",
    "数据",
    "数字",
];

/// One list of the vocabulary.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// Identifiers in the list's order, for messages and defaults.
    ids: Vec<Shown>,
    /// Places in `ids` by folded name.
    by_key: BTreeMap<String, usize>,
    /// Places in `ids` by name as the vocabulary spells it, which is how most are typed.
    by_name: BTreeMap<String, usize>,
    /// All spellings but the identifiers, the longest first, for finding them inside of words.
    spellings: Vec<(String, usize)>,
}

#[derive(Debug)]
struct Shown {
    id: String,
    zh: String,
    /// Both, folded.
    keys: [String; 2],
}

impl Lexicon {
    pub(in crate::model) fn new(vocabulary: &Vocabulary) -> Lexicon {
        let mut units: Vec<String> = vocabulary.units.iter().map(|unit| unit.nfkc().collect()).collect();
        units.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        Lexicon {
            levels: Terms::new(&vocabulary.levels),
            dropped_levels: Terms::new(&vocabulary.dropped_levels),
            honour_kinds: Terms::new(&vocabulary.honour_kinds),
            grades: Terms::new(&vocabulary.grades),
            qualifiers: Terms::new(&vocabulary.qualifiers),
            branch_kinds: Terms::new(&vocabulary.branch_kinds),
            memberships: Terms::new(&vocabulary.memberships),
            stages: Terms::new(&vocabulary.stages),
            source_kinds: Terms::new(&vocabulary.source_kinds),
            recipients: Terms::new(&vocabulary.recipients),
            quantities: quantities(vocabulary),
            units,
        }
    }
}

/// The words around numbers, with the number's place marked by `…`. A qualifier none of whose words has
/// the mark is taken on either side.
fn quantities(vocabulary: &Vocabulary) -> QualifierWords {
    let mut words: Vec<(&str, String)> = NO_QUALIFIERS.iter().map(|word| ("", (*word).to_owned())).collect();
    for term in &vocabulary.qualifiers {
        let is_marked = term.aliases.iter().any(|word| word.contains('…'));
        let names = std::iter::once(&term.zh).chain(&term.aliases);
        if term.id == UNQUANTIFIED {
            words.extend(names.map(|word| (term.id.as_str(), word.clone())));
        } else if is_marked {
            let marked = names.filter(|word| word.contains('…'));
            words.extend(marked.map(|word| (term.id.as_str(), word.clone())));
        } else {
            let sides = names.flat_map(|word| [format!("{word}…"), format!("…{word}")]);
            words.extend(sides.map(|word| (term.id.as_str(), word)));
        }
    }
    let words = words.iter().map(|(id, word)| (*id, word.as_str()));
    QualifierWords::new(words, vocabulary.units.iter().map(String::as_str))
}

impl Terms {
    fn new(terms: &[Term]) -> Terms {
        let mut made = Terms::default();
        for (index, term) in terms.iter().enumerate() {
            made.ids.push(Shown {
                keys: [fold(&term.id), fold(&term.zh)],
                id: term.id.clone(),
                zh: term.zh.clone(),
            });
            let names = [&term.id, &term.zh, &term.en].into_iter().chain(&term.aliases);
            for name in names {
                made.by_name.entry(name.clone()).or_insert(index);
                let key = fold(name);
                if !key.is_empty() {
                    made.by_key.entry(key).or_insert(index);
                }
            }
            let spelt = std::iter::once(&term.zh).chain(&term.aliases);
            made.spellings.extend(spelt.map(|name| (name.nfkc().collect(), index)));
        }
        let is_sign = |name: &str| !name.chars().all(|char| char.is_ascii_alphanumeric() || char == '-');
        made.spellings.retain(|(name, _): &(String, usize)| is_sign(name));
        made.spellings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.1.cmp(&b.1)));
        made
    }

    /// The identifier of the term that a whole text names.
    pub(super) fn find(&self, typed: &str) -> Option<&str> {
        let exact = self.by_name.get(typed).map(|index| self.ids[*index].id.as_str());
        exact.or_else(|| self.find_folded(&fold(typed)))
    }

    /// The identifier of the term with this folded spelling.
    pub(super) fn find_folded(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(|index| self.ids[*index].id.as_str())
    }

    /// The identifier of the term with this folded identifier or name; other spellings may be no more
    /// than hints (竞赛 for an award).
    pub(super) fn named_folded(&self, key: &str) -> Option<&str> {
        self.ids.iter().find(|shown| shown.keys.iter().any(|own| own == key)).map(|shown| shown.id.as_str())
    }

    /// The term with the longest spelling at the end of a text, and what stands before it.
    pub(super) fn at_end<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        self.spellings.iter().find_map(|(name, index)| {
            text.strip_suffix(name.as_str()).map(|before| (self.ids[*index].id.as_str(), before))
        })
    }

    /// The term with the longest spelling at the beginning of a text, and what stands after it.
    pub(super) fn at_start<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        self.spellings.iter().find_map(|(name, index)| {
            text.strip_prefix(name.as_str()).map(|after| (self.ids[*index].id.as_str(), after))
        })
    }

    /// The term whose spelling is told by a name: the longest at its end, else the longest inside. A
    /// single character tells nothing inside of a word.
    pub(super) fn told_by(&self, name: &str) -> Option<&str> {
        let is_word = |spelling: &str| spelling.chars().count() > 1;
        let ends = self.spellings.iter().find(|(word, _)| name.ends_with(word.as_str()) && name != word);
        let inside = || self.spellings.iter().find(|(word, _)| is_word(word) && name.contains(word.as_str()));
        ends.or_else(inside).map(|(_, index)| self.ids[*index].id.as_str())
    }

    /// Whether the list has a term with this identifier.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.iter().any(|shown| shown.id == id)
    }

    /// The identifier of the first term.
    pub(super) fn first(&self) -> Option<&str> {
        self.ids.first().map(|shown| shown.id.as_str())
    }

    /// What may be typed, in Chinese and as identifiers, for messages.
    pub(super) fn options(&self) -> (String, String) {
        let zh: Vec<&str> = self.ids.iter().map(|shown| shown.zh.as_str()).collect();
        let en: Vec<&str> = self.ids.iter().map(|shown| shown.id.as_str()).collect();
        (zh.join("、"), en.join(", "))
    }

    /// Every spelling, for "did you mean".
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let ids = self.ids.iter().map(|shown| shown.id.as_str());
        ids.chain(self.spellings.iter().map(|(name, _)| name.as_str()))
    }
}
