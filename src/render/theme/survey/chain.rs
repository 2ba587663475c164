//! Dotted paths, followed from a variable to what they name.

use crate::render::reference::Kind;
use crate::render::theme::source::Name;

/// A step from a value to one that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// `.title`, `["title"]`
    Field(Name),
    /// `[0]`, `[name]`
    Item,
    /// `[1:3]`
    Slice,
}

/// A name that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    /// The template, by its full name.
    pub(super) template: String,
    /// The name.
    pub(super) name: Name,
    /// The path before it; none of a variable.
    pub(super) owner: Option<String>,
    /// What there is in its stead.
    pub(super) known: Vec<String>,
    /// Variables that are there outside of the component that this stands in.
    pub(super) shared: Vec<String>,
}

/// What came of following a path.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// What the path names, as far as it is known.
    pub(super) kind: Option<Kind>,
    /// Names on the way that are there.
    pub(super) found: Vec<Name>,
    /// The one that is not, the path before it, and what there is instead.
    pub(super) missing: Option<(Name, String, Vec<String>)>,
}

/// Follows `steps` from a value that is written as `path`.
pub(super) fn follow(root: &Kind, path: &str, steps: &[Step]) -> Followed {
    let mut followed = Followed::default();
    let mut kind = root;
    let mut path = path.to_owned();
    for step in steps {
        match (step, kind) {
            (Step::Slice, _) => path.push_str("[…]"),
            (Step::Item, Kind::List(item)) => {
                kind = item;
                path.push_str("[…]");
            }
            (Step::Item, _) => return followed,
            (Step::Field(_), Kind::Any | Kind::Again | Kind::Unseen) => return followed,
            (Step::Field(name), Kind::Record(fields)) => match fields.get(&name.text) {
                Some(field) => {
                    followed.found.push(name.clone());
                    kind = &field.kind;
                    path.push('.');
                    path.push_str(&name.text);
                }
                None => {
                    followed.missing = Some((name.clone(), path, fields.keys().cloned().collect()));
                    return followed;
                }
            },
            (Step::Field(name), _) => {
                followed.missing = Some((name.clone(), path, Vec::new()));
                return followed;
            }
        }
    }
    followed.kind = Some(kind.clone());
    followed
}

/// What a loop over a value sees one by one.
pub(super) fn item_of(kind: &Kind) -> Kind {
    match kind {
        Kind::List(item) => (**item).clone(),
        _ => Kind::Any,
    }
}

/// What a filter makes of a value.
pub(super) fn filtered(filter: &str, kind: Kind) -> Kind {
    match filter {
        "sort" | "reverse" | "unique" | "safe" | "default" => kind,
        "first" | "last" | "nth" => item_of(&kind),
        "length" | "wordcount" | "int" | "float" | "abs" | "round" => Kind::Number,
        "upper" | "lower" | "escape" | "trim" | "replace" | "title" | "truncate" | "str" | "join"
        | "date" | "json" => Kind::Text,
        _ => Kind::Any,
    }
}
