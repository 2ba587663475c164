//! Figures: `累计培训 500人次以上`, or a map.

use crate::base::fold::is_han;
use crate::base::numeral::{QualifierWords, Quantity, amount, quantity};
use crate::base::{NodePath, Words};
use crate::model::keys::{case, figure};
use crate::model::{Figure, FigureRole, Years};
use crate::yaml::{Fields, Map, Placed, split_names};

use super::item::{Item, items};
use super::lexicon::{Lexicon, UNQUANTIFIED};
use super::line::words;
use super::term::term;
use super::values::{value, years, years_in};

codes! {
    UNREAD_FIGURE = "unread-figure" Warning {
        "这条数据里没有读出数目。写成“名称 数目单位”，例如“累计培训 500人次以上”；没有数目的，写 qualifier: unquantified（限定: 未量化）。",
        "No number was understood in a figure. Write what is counted, the number and its unit; when there is none, write `qualifier: unquantified`."
    }
    UNIT_MISMATCH = "unit-mismatch" Warning {
        "同一条数据的单位写了两处，却不一样。只在一处写单位。",
        "The unit of a figure stands in two places and differs. Write it in one."
    }
    PARTS_MISMATCH = "parts-mismatch" Hint {
        "各部分相加不等于总数。请核对。",
        "The parts of a figure do not add up to its value. Check them."
    }
}

/// What a figure may tell of, under all its names.
const ROLES: &[(&[&str], FigureRole)] = &[
    (&["result", "成果", "成效", "结果"], FigureRole::Result),
    (&["profile", "概况", "基本情况", "简介"], FigureRole::Profile),
];

/// The identifier of the qualifier that says nothing.
const EXACT: &str = "exact";

/// Reads the figures of a case.
pub(super) fn figures(fields: &mut Fields<'_>, lexicon: &Lexicon) -> Vec<Figure> {
    let items = items(fields, &case::FIGURES, &figure::FIGURE);
    let mut figures = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Line(line) => {
                let lines = several(&line, lexicon).unwrap_or_else(|| vec![line]);
                figures.extend(lines.iter().map(|line| on_line(fields, line, lexicon)));
            }
            Item::Map(map) => figures.extend(as_map(fields, map, lexicon)),
        }
    }
    figures
}

fn blank(label: String, place: NodePath) -> Figure {
    Figure {
        label,
        value: None,
        amount: None,
        upper: None,
        unit: None,
        qualifiers: Vec::new(),
        parts: Vec::new(),
        year: None,
        role: FigureRole::Result,
        note: None,
        typed: None,
        extra: Map::default(),
        place,
    }
}

fn as_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>, lexicon: &Lexicon) -> Option<Figure> {
    let label = value(map.required_text(&figure::LABEL));
    let (read, bracket) = map_quantity(&mut map, lexicon);
    let parts = parts(&mut map, lexicon);
    let figure = Figure {
        parts,
        year: years(&mut map, &figure::YEAR),
        role: map.one_of(&figure::ROLE, ROLES).map(|role| role.value).unwrap_or_default(),
        note: value(map.text(&figure::NOTE)),
        ..blank(label.clone().unwrap_or_default(), map.path().clone())
    };
    let mut figure = with_quantity(figure, read);
    if let Some(bracket) = bracket {
        add_bracket(&mut figure, &bracket, lexicon);
    }
    check_parts(&mut map, &figure);
    let extra = fields.take(map.finish());
    label.map(|_| Figure { extra, ..figure })
}

/// The number of a map, and the bracket behind it: `value` may hold unit and qualifier too, but keys of
/// their own say it better.
fn map_quantity(map: &mut Fields<'_>, lexicon: &Lexicon) -> (Quantity, Option<String>) {
    let typed = map.text(&figure::VALUE);
    let unit = map.text(&figure::UNIT);
    let upper = map.text(&figure::UPPER);
    let qualifier = term(map, &figure::QUALIFIER, &lexicon.qualifiers);
    let whole = typed.as_ref().map(|typed| (typed, with_bracket(&typed.value, lexicon, amount)));
    let (mut read, bracket) = match whole {
        Some((typed, Some((read, bracket)))) => {
            check_unit(map, typed, &read, unit.as_ref());
            (read, bracket.map(str::to_owned))
        }
        Some((typed, None)) => {
            report_unread(map, typed, unquantified_value());
            (Quantity { typed: typed.value.clone(), ..Quantity::default() }, None)
        }
        None => (Quantity::default(), None),
    };
    if let Some(upper) = upper {
        let number = alone(&upper.value, lexicon).and_then(|read| read.value);
        if number.is_none() {
            report_unread(map, &upper, number_wanted());
        }
        read.upper = number.or(Some(upper.value));
        read.typed.clear();
    }
    add_unit(&mut read, value(unit));
    add_qualifier(&mut read, qualifier);
    if typed.is_none() && read.qualifiers.is_empty() {
        read.qualifiers = vec![UNQUANTIFIED.to_owned()];
    }
    (read, bracket)
}

/// Adds the unit that a key of its own says; one that contradicts it, which was told, gives way.
fn add_unit(read: &mut Quantity, unit: Option<String>) {
    let Some(unit) = unit else { return };
    match &read.unit {
        None if !read.typed.is_empty() => read.typed = format!("{} {unit}", read.typed),
        Some(inner) if *inner != unit => read.typed.clear(),
        _ => {}
    }
    read.unit = Some(unit);
}

/// Adds the qualifier that a key of its own says to those beside the number.
fn add_qualifier(read: &mut Quantity, qualifier: Option<String>) {
    let Some(qualifier) = qualifier.filter(|id| !read.qualifiers.contains(id)) else { return };
    read.qualifiers.push(qualifier);
    read.typed.clear();
}

/// The figure with its quantity, as typed and as understood. A word that it is exact is shown and means
/// nothing more.
fn with_quantity(figure: Figure, read: Quantity) -> Figure {
    let mut qualifiers = read.qualifiers;
    qualifiers.retain(|id| id != EXACT);
    Figure {
        value: read.value,
        amount: (!read.typed.is_empty()).then(|| without_gaps(&read.typed)),
        upper: read.upper,
        unit: read.unit,
        qualifiers,
        ..figure
    }
}

/// A text without the blanks beside Han: `约 500 余人次` is 约500余人次, `20 papers` stays.
fn without_gaps(text: &str) -> String {
    text.split_whitespace().fold(String::new(), |joined, word| {
        let between = [joined.chars().next_back(), word.chars().next()];
        let is_gap = joined.is_empty() || between.into_iter().flatten().any(is_han);
        if is_gap { joined + word } else { joined + " " + word }
    })
}

/// `value: 500人次` beside `unit: 人` contradict each other.
fn check_unit(map: &mut Fields<'_>, typed: &Placed<String>, read: &Quantity, unit: Option<&Placed<String>>) {
    if let (Some(inner), Some(outer)) = (&read.unit, unit)
        && *inner != outer.value
    {
        let (typed, outer) = (&typed.value, &outer.value);
        let message = words!(
            "“{typed}”里的单位与另写的单位“{outer}”不同",
            "the unit in `{typed}` differs from the unit `{outer}`"
        );
        let help = words!("只在一处写单位", "write the unit in one place");
        let path = typed_path(map);
        map.report(&UNIT_MISMATCH, &path, message, Some(help));
    }
}

fn typed_path(map: &Fields<'_>) -> NodePath {
    map.node(&figure::VALUE).map_or_else(|| map.path().clone(), |node| node.path)
}

/// The parts of a sum: `[2, 1, 1]` or `2+1+1`; one that is no number, which is told, as it was typed.
fn parts(map: &mut Fields<'_>, lexicon: &Lexicon) -> Vec<String> {
    let mut parts = Vec::new();
    for name in map.names(&figure::PARTS) {
        for part in name.value.split(['+', '＋']) {
            match alone(part, lexicon).and_then(|read| read.value) {
                Some(number) => parts.push(number),
                None => {
                    let typed = Placed { value: part.trim().to_owned(), path: name.path.clone() };
                    report_unread(map, &typed, number_wanted());
                    parts.push(typed.value);
                }
            }
        }
    }
    parts
}

fn check_parts(fields: &mut Fields<'_>, figure: &Figure) {
    let Some(value) =
        figure.value.as_deref().filter(|_| figure.qualifiers.is_empty() && figure.upper.is_none())
    else {
        return;
    };
    let Some(sum) = sum(&figure.parts).filter(|_| !figure.parts.is_empty()) else { return };
    if Some(sum) == sum_of_one(value) {
        return;
    }
    let parts = figure.parts.join(" + ");
    let label = &figure.label;
    let message = words!(
        "“{label}”的各部分 {parts} 相加不等于 {value}",
        "the parts of `{label}`, {parts}, do not add up to {value}"
    );
    let help = words!("核对总数和各部分", "check the value and its parts");
    fields.report(&PARTS_MISMATCH, &figure.place, message, Some(help));
}

/// The sum of decimals, in millionths; none when one of them is too large or too exact for that, or no
/// number, which was told.
fn sum(parts: &[String]) -> Option<i128> {
    parts.iter().try_fold(0i128, |sum, part| sum.checked_add(sum_of_one(part)?))
}

fn sum_of_one(decimal: &str) -> Option<i128> {
    const PLACES: usize = 6;
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    if fraction.len() > PLACES || whole.len() > 30 {
        return None;
    }
    format!("{whole}{fraction:0<PLACES$}").parse().ok()
}

/// Reports a text without a number; `help` says what may be written there.
fn report_unread(fields: &mut Fields<'_>, typed: &Placed<String>, help: Words) {
    let text = &typed.value;
    let message = words!("没有从“{text}”读出数目", "no number was understood in `{text}`");
    fields.report(&UNREAD_FIGURE, &typed.path, message, Some(help));
}

fn unquantified_line() -> Words {
    words!(
        "写成“累计培训 500人次以上”；没有数目的，写成 {{名称: ……, 限定: 未量化}}",
        "write what is counted, the number and its unit, or `{{label: ..., qualifier: unquantified}}` when there is none"
    )
}

fn unquantified_value() -> Words {
    words!(
        "写出数目；没有数目的，删去这一项，写“限定: 未量化”",
        "write a number, or `qualifier: unquantified` instead when there is none"
    )
}

fn number_wanted() -> Words {
    words!("写一个数，例如 3 或 3万", "write a number, such as 3 or 3万")
}

/// `累计培训 500人次, 论文 20篇`: two figures on one line, when each part between commas is one.
fn several(line: &Placed<String>, lexicon: &Lexicon) -> Option<Vec<Placed<String>>> {
    let parts = split_names(&line.value);
    if parts.len() < 2 || quantity(&line.value, &lexicon.quantities).is_some() {
        return None;
    }
    let is_figure =
        |part: &&str| quantity(part, &lexicon.quantities).is_some_and(|read| !read.label.is_empty());
    let all = parts.iter().all(is_figure);
    let place = |part: &str| Placed { value: part.to_owned(), path: line.path.clone() };
    all.then(|| parts.into_iter().map(place).collect())
}

fn on_line(fields: &mut Fields<'_>, line: &Placed<String>, lexicon: &Lexicon) -> Figure {
    let typed = &line.value;
    let mut figure = Figure { typed: Some(typed.clone()), ..blank(typed.clone(), line.path.clone()) };
    let (text, year) = without_years(typed);
    let Some((read, bracket)) = with_bracket(&text, lexicon, quantity) else {
        report_unread(fields, line, unquantified_line());
        return Figure { qualifiers: vec![UNQUANTIFIED.to_owned()], ..figure };
    };
    if let Some(bracket) = bracket {
        add_bracket(&mut figure, bracket, lexicon);
    }
    figure = Figure { year, ..figure };
    if !read.label.is_empty() {
        figure.label.clone_from(&read.label);
    }
    let figure = with_quantity(figure, read);
    check_parts(fields, &figure);
    figure
}

/// The line without the first word that is a year or a range of years (`2021年`, `2019-2021年`); a bare
/// number is a year only with its 年.
fn without_years(line: &str) -> (String, Option<Years>) {
    let mut year = None;
    let kept: Vec<&str> = words(line)
        .into_iter()
        .filter(|word| {
            let read = if word.contains('年') { years_in(word).ok() } else { None };
            let read = read.filter(|years| (1900..=2100).contains(&years.from));
            let is_first = year.is_none() && read.is_some();
            year = year.or(read);
            !is_first
        })
        .collect();
    if year.is_some() { (kept.join(" "), year) } else { (line.to_owned(), None) }
}

/// How a text is read as a quantity.
type Reader = fn(&str, &QualifierWords) -> Option<Quantity>;

/// The quantity of a text, and the bracket behind it unless that is a part of the quantity.
fn with_bracket<'t>(text: &'t str, lexicon: &Lexicon, read: Reader) -> Option<(Quantity, Option<&'t str>)> {
    let (bare, bracket) = without_bracket(text);
    let found = read(bare, &lexicon.quantities).map(|read| (read, bracket));
    found.or_else(|| read(text, &lexicon.quantities).map(|read| (read, None)))
}

/// Adds what the bracket behind a number says: the parts of the sum, unless they are told elsewhere, or
/// a note.
fn add_bracket(figure: &mut Figure, bracket: &str, lexicon: &Lexicon) {
    match sum_parts(bracket, lexicon) {
        Some(parts) if figure.parts.is_empty() => figure.parts = parts,
        _ => {
            let note = figure.note.take();
            figure.note = Some(note.map_or(bracket.to_owned(), |note| format!("{bracket}；{note}")));
        }
    }
}

/// A bracket at the end of a line: the parts of a sum, or a note.
fn without_bracket(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let Some(inner) = text.strip_suffix(['）', ')']) else { return (text, None) };
    match inner.rfind(['（', '(']) {
        Some(open) if open > 0 => {
            let inside = inner[open..].trim_start_matches(['（', '(']).trim();
            (text[..open].trim_end(), (!inside.is_empty()).then_some(inside))
        }
        _ => (text, None),
    }
}

fn sum_parts(text: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
    let parts: Vec<&str> = text.trim_start_matches('=').split(['+', '＋']).collect();
    if parts.len() < 2 {
        return None;
    }
    parts.into_iter().map(|part| alone(part, lexicon).and_then(|read| read.value)).collect()
}

/// A quantity without anything beside it.
fn alone(text: &str, lexicon: &Lexicon) -> Option<Quantity> {
    amount(text, &lexicon.quantities)
}
