//! Who a case is about: its institution and its branch.

use crate::base::fold::fold;
use crate::model::Branch;
use crate::model::keys::{branch, case, place};
use crate::yaml::{Fields, Map, Placed};

use super::item::{Item, single};
use super::lexicon::Lexicon;
use super::term::term;
use super::values::value;

/// An institution as a case writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model) struct InstitutionText {
    pub(in crate::model) name: Placed<String>,
    /// The name as names are compared.
    pub(in crate::model) key: String,
    pub(in crate::model) masked: bool,
    pub(in crate::model) extra: Map,
}

/// Reads the institution of a case.
pub(super) fn institution(fields: &mut Fields<'_>) -> Option<InstitutionText> {
    match single(fields, &case::INSTITUTION, &place::PLACE)? {
        Item::Line(name) => {
            let name = name.map(unescaped);
            let (key, masked) = (fold(&name.value), is_masked(&name.value));
            Some(InstitutionText { name, key, masked, extra: Map::default() })
        }
        Item::Map(mut map) => {
            let name = map.required_text(&place::NAME).map(|name| name.map(unescaped));
            let stated = value(map.flag(&place::MASKED));
            let extra = fields.take(map.finish());
            let name = name?;
            let masked = stated.unwrap_or_else(|| is_masked(&name.value));
            Some(InstitutionText { key: fold(&name.value), name, masked, extra })
        }
    }
}

/// `\*` is a star that Markdown would leave alone; in front matter the backslash is not needed.
fn unescaped(name: String) -> String {
    name.replace("\\*", "*").replace("\\＊", "＊")
}

/// Whether a name hides a part of itself.
pub(super) fn is_masked(name: &str) -> bool {
    let mut before = None;
    name.chars().any(|char| match char {
        '某' | '×' | '✕' | '＊' | '*' | '□' | '■' => true,
        // One of these alone is a letter, a zero or a joint.
        'X' | 'x' | 'Ｘ' | '○' | '〇' | '◯' | '_' => before.replace(char) == Some(char),
        _ => {
            before = None;
            false
        }
    })
}

/// Reads the branch of a case. A kind that is not told is guessed by the words of the name: those at
/// its end count before those inside.
pub(super) fn branch(fields: &mut Fields<'_>, lexicon: &Lexicon) -> Option<Branch> {
    let (name, kind, extra) = match single(fields, &case::BRANCH, &branch::BRANCH)? {
        Item::Line(name) => (name.value, None, Map::default()),
        Item::Map(mut map) => {
            let name = value(map.required_text(&branch::NAME));
            let kind = term(&mut map, &branch::KIND, &lexicon.branch_kinds);
            let extra = fields.take(map.finish());
            (name?, kind, extra)
        }
    };
    let kinds = &lexicon.branch_kinds;
    let guessed = || kinds.find(&name).or_else(|| kinds.told_by(&name)).map(str::to_owned);
    let kind = kind.or_else(guessed);
    Some(Branch { name, kind, extra })
}
