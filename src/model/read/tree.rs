//! Checks of a tree of dimensions that need no other file.

use std::collections::BTreeMap;

use crate::base::fold::fold;
use crate::base::{Diagnostic, Diagnostics, FilePath, Place};

use super::framework::{DimensionList, DimensionText, in_order};

codes! {
    DUPLICATE_DIMENSION = "duplicate-dimension" Error {
        "同一框架中同级的两个维度名称（或别名）相同，或两个维度的 id 相同。",
        "Two dimensions under one parent share a name or an alias, or two dimensions of a framework share an id."
    }
}

/// Reports ids that meet, and names that meet under one parent.
pub(super) fn check(file: &FilePath, list: &DimensionList) -> Vec<Diagnostic> {
    let mut found = Diagnostics::default();
    check_siblings(file, &list.items, &mut found);
    let mut ids: BTreeMap<String, &DimensionText> = BTreeMap::new();
    for text in in_order(&list.items) {
        check_siblings(file, &text.below.items, &mut found);
        let Some(id) = &text.id else { continue };
        let key = id.value.to_lowercase();
        match ids.get(&key) {
            Some(first) => {
                let message = words!(
                    "“{}”和“{}”的 id 都是“{}”",
                    "`{}` and `{}` both have the id `{}`",
                    first.name,
                    text.name,
                    id.value
                );
                let help = words!("给其中一个换一个 id，或删去 id", "give one of them another id, or none");
                let place = Place::value(file, &id.path);
                found.push(Diagnostic::new(&DUPLICATE_DIMENSION, place, message).help(help));
            }
            None => {
                ids.insert(key, text);
            }
        }
    }
    found.into_vec()
}

/// Reports siblings that share a name or an alias: neither could be told from the other.
fn check_siblings(file: &FilePath, siblings: &[DimensionText], found: &mut Diagnostics) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (number, text) in siblings.iter().enumerate() {
        let names = std::iter::once(&text.name).chain(&text.aliases);
        let met = names.filter_map(|name| {
            let holder = *known.entry(fold(name)).or_insert(number);
            (holder != number).then_some((name, holder))
        });
        // All names are entered, but one report for two dimensions is enough.
        if let Some((name, holder)) = met.collect::<Vec<_>>().into_iter().next() {
            found.push(same_name(file, name, &siblings[holder], text));
        }
    }
}

fn same_name(file: &FilePath, name: &str, first: &DimensionText, second: &DimensionText) -> Diagnostic {
    let (one, other) = (&first.name, &second.name);
    let message = if one == other {
        words!("同级有两个维度都叫“{name}”", "two dimensions under one parent are called `{name}`")
    } else {
        words!(
            "同级的维度“{one}”和“{other}”都叫“{name}”",
            "the dimensions `{one}` and `{other}` under one parent both go by `{name}`"
        )
    };
    Diagnostic::new(&DUPLICATE_DIMENSION, Place::value(file, &second.place), message)
        .help(words!("改名，或删去重复的一项", "rename one of them, or remove the double"))
}
