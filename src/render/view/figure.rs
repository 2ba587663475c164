//! A figure: a number with a unit, as it is told.

use serde::Serialize;

use crate::base::Lang;
use crate::model::{Figure, FigureRole, Years};
use crate::render::World;

use super::{Detail, details};

view! {
    /// A figure.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct FigureView = "figure" { "数据", "a figure" }
    label: String => { "数的是什么", "what is counted" };
    text: String => { "数目连同单位和限定，如“500人次以上”", "the number with its unit and how exact it is" };
    value: Option<String> => { "数目", "the number" };
    upper: Option<String> => { "范围的上限", "the end of a range" };
    unit: Option<String> => { "单位", "its unit" };
    qualifier: Option<String> => { "限定，如“以上”", "how exact it is" };
    parts: Vec<String> => { "由哪几个数相加", "the numbers of which it is the sum" };
    year: Option<String> => { "年份", "its year" };
    role: &'static str => { "`result` 成果，`profile` 概况", "`result` or `profile`" };
    note: Option<String> => { "编者的说明", "a word of the editor" };
    typed: Option<String> => { "写的原文，在只有一行时", "what was typed in one line" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
}

/// A figure as pages tell it. `text` is the number with its unit and how exact it is; none stated is
/// said in the words that were typed or those of the vocabulary, never as a number.
pub(in crate::render) fn figure_view(world: &World, figure: &Figure) -> FigureView {
    let Figure {
        label,
        value,
        amount: _,
        upper,
        unit,
        qualifiers,
        parts,
        year,
        role,
        note,
        typed,
        extra,
        place: _,
    } = figure;
    FigureView {
        label: label.clone(),
        text: number_text(world, figure),
        value: value.clone(),
        upper: upper.clone(),
        unit: unit.clone(),
        qualifier: qualifier_name(world, qualifiers),
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

/// The names of the qualifiers of one figure.
fn qualifier_name(world: &World, qualifiers: &[String]) -> Option<String> {
    let names: Vec<String> =
        qualifiers.iter().map(|id| world.name_in(&world.config.vocabulary.qualifiers, id)).collect();
    let sign = match world.config.lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    (!names.is_empty()).then(|| names.join(sign))
}

/// The number with its unit, as typed where it was typed as one.
fn number_text(world: &World, figure: &Figure) -> String {
    match (&figure.amount, &figure.value) {
        (Some(amount), _) => amount.clone(),
        (None, Some(value)) => composed(world, figure, value),
        (None, None) => qualifier_name(world, &figure.qualifiers).unwrap_or_default(),
    }
}

/// The number with its unit and qualifiers that keys of their own say. Where the word of a qualifier
/// stands (近500人次, 500余人次, 500人次以上), the theme says for the qualifiers of the built-in
/// vocabulary; others stand before the number. A second one stands around the first.
fn composed(world: &World, figure: &Figure, value: &str) -> String {
    let mut number = match &figure.upper {
        Some(upper) => format!("{value}–{upper}"),
        None => value.to_owned(),
    };
    let mut unit = figure.unit.as_deref().unwrap_or("");
    let say = |phrase: &str, number: &str, unit: &str, qualifier: &str| {
        let values = [("number", number), ("unit", unit), ("qualifier", qualifier)];
        world.theme.say(phrase, &values).trim().to_owned()
    };
    if figure.qualifiers.is_empty() {
        return say("figure.plain", &number, unit, "");
    }
    for id in &figure.qualifiers {
        let own = format!("figure.{id}");
        let phrase = if world.theme.has_phrase(&own) { own.as_str() } else { "figure.qualified" };
        let name = world.name_in(&world.config.vocabulary.qualifiers, id);
        number = say(phrase, &number, unit, &name);
        unit = "";
    }
    number
}

/// `2021`, `2019–2021`.
pub(in crate::render) fn years_text(years: Years) -> String {
    if years.from == years.to { years.from.to_string() } else { format!("{}–{}", years.from, years.to) }
}
