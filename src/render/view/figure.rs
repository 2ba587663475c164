//! A figure: a number with a unit, as it is told.

use serde::Serialize;

use crate::model::{Figure, FigureRole, Years};
use crate::render::World;

use super::{Detail, details};

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct FigureView {
    label: String,
    text: String,
    value: Option<String>,
    upper: Option<String>,
    unit: Option<String>,
    qualifier: Option<String>,
    parts: Vec<String>,
    year: Option<String>,
    role: &'static str,
    note: Option<String>,
    typed: Option<String>,
    other: Vec<Detail>,
}

/// A figure as pages tell it. `text` is the number with its unit and how exact it is; none stated is
/// said in the words that were typed or those of the vocabulary, never as a number.
pub(in crate::render) fn figure_view(world: &World, figure: &Figure) -> FigureView {
    let Figure {
        label,
        value,
        words: _,
        upper,
        unit,
        qualifier,
        parts,
        year,
        role,
        note,
        typed,
        extra,
        place: _,
    } = figure;
    let qualifier_name =
        qualifier.as_deref().map(|id| world.name_in(&world.config.vocabulary.qualifiers, id));
    FigureView {
        label: label.clone(),
        text: number_text(world, figure, qualifier_name.as_deref()),
        value: value.clone(),
        upper: upper.clone(),
        unit: unit.clone(),
        qualifier: qualifier_name,
        parts: parts.clone(),
        year: year.map(years_text),
        role: match role {
            FigureRole::Result => "result",
            FigureRole::Profile => "profile",
        },
        note: note.clone(),
        typed: typed.clone(),
        other: details(extra, world.config.lang),
    }
}

/// The number with its unit. Where the word of a qualifier stands (近500人次, 500余人次, 500人次以上), the
/// theme says for the qualifiers of the built-in vocabulary; others stand before the number.
fn number_text(world: &World, figure: &Figure, qualifier: Option<&str>) -> String {
    let unit = figure.unit.as_deref().unwrap_or("");
    let Some(value) = &figure.value else {
        let typed = figure.words.as_ref().map(|words| format!("{words}{unit}"));
        return typed.unwrap_or_else(|| qualifier.unwrap_or_default().to_owned());
    };
    let number = match &figure.upper {
        Some(upper) => format!("{value}–{upper}"),
        None => value.clone(),
    };
    let phrase = match &figure.qualifier {
        None => "figure.plain".to_owned(),
        Some(id) => {
            let own = format!("figure.{id}");
            if world.theme.has_phrase(&own) { own } else { "figure.qualified".to_owned() }
        }
    };
    let values = [("number", number.as_str()), ("unit", unit), ("qualifier", qualifier.unwrap_or_default())];
    world.theme.say(&phrase, &values).trim().to_owned()
}

/// `2021`, `2019–2021`.
pub(in crate::render) fn years_text(years: Years) -> String {
    if years.from == years.to { years.from.to_string() } else { format!("{}–{}", years.from, years.to) }
}
