//! Honours: `2021年 国家级 教师教学能力竞赛 三等奖 1项`, or a map.

use crate::model::keys::{case, honour};
use crate::model::{Honour, HowMany};
use crate::yaml::{Fields, Key, Map, Placed};

use super::item::{Item, items};
use super::lexicon::Lexicon;
use super::line::{Count, Piece, Said, begins_with_levels, counted, joined, name_of, opened, pieces};
use super::term::{report_dropped, term, term_or_text};
use super::values::{value, years};

codes! {
    CROWDED_LINE = "crowded-line" Warning {
        "一行里写了几个数量、等次、级别或年份，分不清哪个属于哪个，所以都留在名称里。请拆成几行，一行一项。",
        "One line holds several counts, grades, levels or years, so that nobody can tell which belongs to which; all stay in the name. Split it, one item a line."
    }
    NAMELESS_ITEM = "nameless-item" Warning {
        "这一行只有年份、级别、等次或数量，没有名称；整行当作名称显示。",
        "A line has a year, a level, a grade or a count, but no name; all of it is shown as the name."
    }
}

/// What there is too much of when several levels stand together, in both languages.
pub(super) const LEVELS: (&str, &str) = ("级别", "levels");

/// The kind of what has a grade.
const AWARD: &str = "award";

/// Reads the honours of a case.
pub(super) fn honours(fields: &mut Fields<'_>, lexicon: &Lexicon) -> Vec<Honour> {
    let items = items(fields, &case::HONOURS, &honour::HONOUR);
    let mut honours = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Line(line) => honours.push(on_line(fields, &line, lexicon)),
            Item::Map(map) => honours.extend(as_map(fields, map, lexicon)),
        }
    }
    honours
}

fn as_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>, lexicon: &Lexicon) -> Option<Honour> {
    let name = value(map.required_text(&honour::NAME));
    let kind = term(&mut map, &honour::KIND, &lexicon.honour_kinds);
    let grade = term_or_text(&mut map, &honour::GRADE, &lexicon.grades);
    let Count { number: count, words, unit } = count(&mut map, lexicon);
    let read = Honour {
        kind: kind
            .unwrap_or_else(|| guessed_kind(name.as_deref(), grade.as_deref(), unit.as_deref(), lexicon)),
        name: name.clone().unwrap_or_default(),
        level: level(&mut map, &honour::LEVEL, lexicon),
        grade,
        year: years(&mut map, &honour::YEAR),
        edition: value(map.text(&honour::EDITION)),
        count,
        words,
        unit,
        recipient: term_or_text(&mut map, &honour::RECIPIENT, &lexicon.recipients),
        note: value(map.text(&honour::NOTE)),
        typed: None,
        extra: Map::default(),
        place: map.path().clone(),
    };
    let extra = fields.take(map.finish());
    name.map(|_| Honour { extra, ..read })
}

/// The level that a map states; of several nobody can tell which is meant.
pub(super) fn level(map: &mut Fields<'_>, key: &'static Key, lexicon: &Lexicon) -> Option<String> {
    let (levels, dropped) = (&lexicon.levels, &lexicon.dropped_levels);
    let is_dropped = |typed: &str| levels.find(typed).is_none() && dropped.find(typed).is_some();
    match map.text(key) {
        Some(several) if begins_with_levels(&several.value, lexicon) => {
            report_crowded(map, &several, &[LEVELS]);
            None
        }
        Some(typed) if is_dropped(&typed.value) => {
            report_dropped(map, key, &typed, (&typed.value, levels));
            None
        }
        _ => term(map, key, levels),
    }
}

/// The count, which may bring its unit (`1项`).
fn count(map: &mut Fields<'_>, lexicon: &Lexicon) -> Count {
    let unit = value(map.text(&honour::UNIT));
    let with_unit = map.text(&honour::COUNT).and_then(|text| counted(&text.value, lexicon));
    match with_unit {
        Some(count) => Count { unit: unit.or(count.unit), ..count },
        None => {
            let count = map.integer(&honour::COUNT, 0..=i64::from(u32::MAX));
            let number = count.and_then(|count| u32::try_from(count.value).ok());
            Count { number: number.map_or(HowMany::Unstated, HowMany::Exact), words: None, unit }
        }
    }
}

fn on_line(fields: &mut Fields<'_>, line: &Placed<String>, lexicon: &Lexicon) -> Honour {
    let opened = opened(&line.value, lexicon);
    let (mut pieces, errors) = pieces(&opened, lexicon);
    for error in errors {
        fields.report(error.code(), &line.path, error.message(), Some(error.help()));
    }
    unsay_stages(&mut pieces, lexicon);
    let mut doubled = unsay_doubles(&mut pieces);
    doubled.extend(unsay_enumerated(&mut pieces));
    add_joined(&mut doubled, &pieces, lexicon);
    if !doubled.is_empty() {
        report_crowded(fields, line, &doubled);
    }
    report_dropped_levels(fields, line, &pieces, lexicon);
    keep_a_name(&mut pieces);
    let mut name = name_of(&pieces);
    if name.is_empty() {
        report_nameless(fields, line, "2021年 省级 教学能力竞赛 一等奖 1项");
        name.clone_from(&line.value);
    }
    let mut read = Honour {
        name,
        kind: String::new(),
        level: None,
        grade: None,
        year: None,
        edition: None,
        count: HowMany::Unstated,
        words: None,
        unit: None,
        recipient: None,
        note: None,
        typed: Some(line.value.clone()),
        extra: Map::default(),
        place: line.path.clone(),
    };
    let mut kind = None;
    for piece in pieces {
        match piece.said {
            Some(Said::Years(years)) => read.year = Some(years),
            Some(Said::Level(level)) => read.level = Some(level),
            Some(Said::Grade(grade)) => read.grade = Some(grade),
            Some(Said::Edition(edition)) => read.edition = Some(edition),
            Some(Said::Count(count)) => {
                (read.count, read.words, read.unit) = (count.number, count.words, count.unit);
            }
            Some(Said::Kind(said)) => kind = Some(said),
            Some(Said::Recipient(recipient)) => read.recipient = Some(recipient),
            Some(Said::Stage(_)) | None => {}
        }
    }
    read.kind = kind.unwrap_or_else(|| {
        guessed_kind(Some(&read.name), read.grade.as_deref(), read.unit.as_deref(), lexicon)
    });
    read
}

/// The kind of an honour that does not tell it: an award when it has a grade, else by words of its
/// name, else by the unit of its count (名 counts persons), else the vocabulary's first.
fn guessed_kind(name: Option<&str>, grade: Option<&str>, unit: Option<&str>, lexicon: &Lexicon) -> String {
    let kinds = &lexicon.honour_kinds;
    let by_grade = grade.filter(|_| kinds.has(AWARD)).map(|_| AWARD);
    let by_name = || name.and_then(|name| kinds.told_by(name));
    let by_unit = || unit.and_then(|unit| kinds.find(unit));
    let guessed = by_grade.or_else(by_name).or_else(by_unit).or_else(|| kinds.first());
    guessed.unwrap_or(AWARD).to_owned()
}

/// An honour has no stage: 立项 tells its kind, other stages are part of its name.
fn unsay_stages(pieces: &mut [Piece<'_>], lexicon: &Lexicon) {
    for piece in pieces {
        if matches!(piece.said, Some(Said::Stage(_))) {
            let kind = lexicon.honour_kinds.find(piece.typed);
            piece.said = kind.map(|kind| Said::Kind(kind.to_owned()));
        }
    }
}

/// Takes what is said twice for parts of the name, and tells what it was. Of kinds, recipients and
/// editions the first counts.
fn unsay_doubles(pieces: &mut [Piece<'_>]) -> Vec<(&'static str, &'static str)> {
    type Test = fn(&Said) -> bool;
    const SORTS: &[(Test, &str, &str)] = &[
        (|said| matches!(said, Said::Count(..)), "数量", "counts"),
        (|said| matches!(said, Said::Grade(_)), "等次", "grades"),
        (|said| matches!(said, Said::Level(_)), LEVELS.0, LEVELS.1),
        (|said| matches!(said, Said::Years(_)), "年份", "years"),
    ];
    const FIRST: &[Test] = &[
        |said| matches!(said, Said::Kind(_)),
        |said| matches!(said, Said::Recipient(_)),
        |said| matches!(said, Said::Edition(_)),
    ];
    let is = |piece: &Piece<'_>, test: Test| piece.said.as_ref().is_some_and(test);
    let mut doubled = Vec::new();
    for (test, zh, en) in SORTS {
        if pieces.iter().filter(|piece| is(piece, *test)).count() > 1 {
            doubled.push((*zh, *en));
            pieces.iter_mut().filter(|piece| is(piece, *test)).for_each(|piece| piece.said = None);
        }
    }
    for test in FIRST {
        pieces.iter_mut().filter(|piece| is(piece, *test)).skip(1).for_each(|piece| piece.said = None);
    }
    doubled
}

/// `全国二等奖2项、三等奖3项`: what stands behind the 、 says nothing of what stands before it, so all of the
/// line is the name.
fn unsay_enumerated(pieces: &mut [Piece<'_>]) -> Option<(&'static str, &'static str)> {
    let is_open = |piece: &Piece<'_>| piece.said.is_none() && piece.typed.trim_end().ends_with('、');
    let at = pieces.iter().position(is_open)?;
    let said = |piece: &Piece<'_>| matches!(piece.said, Some(Said::Grade(_) | Said::Count(_)));
    let is_enumerated = pieces[at + 1..].iter().any(said);
    pieces[at + 1..].iter_mut().filter(|piece| said(piece)).for_each(|piece| piece.said = None);
    is_enumerated.then_some(("奖项", "prizes"))
}

/// Adds what is said twice inside of a name whose parts `、` joins.
fn add_joined(doubled: &mut Vec<(&'static str, &'static str)>, pieces: &[Piece<'_>], lexicon: &Lexicon) {
    let names = pieces.iter().filter(|piece| piece.said.is_none());
    let several = |piece: &Piece<'_>| begins_with_levels(piece.typed, lexicon).then_some(LEVELS);
    for sort in names.flat_map(|piece| joined(piece.typed, lexicon).into_iter().chain(several(piece))) {
        if !doubled.contains(&sort) {
            doubled.push(sort);
        }
    }
}

/// `支部` or `项目` alone is a name, not a recipient or a kind.
fn keep_a_name(pieces: &mut [Piece<'_>]) {
    if pieces.iter().any(|piece| piece.said.is_none()) {
        return;
    }
    let wordy = |said: &Said| matches!(said, Said::Kind(_) | Said::Recipient(_));
    if let Some(piece) = pieces.iter_mut().find(|piece| piece.said.as_ref().is_some_and(wordy)) {
        piece.said = None;
    }
}

/// Reports levels that stand in the name because only the vocabulary of the program has them.
pub(super) fn report_dropped_levels(
    fields: &mut Fields<'_>,
    line: &Placed<String>,
    pieces: &[Piece<'_>],
    lexicon: &Lexicon,
) {
    for piece in pieces.iter().filter(|piece| piece.said.is_none()) {
        let Some((_, after)) = lexicon.dropped_levels.at_start(piece.typed) else { continue };
        let level = &piece.typed[..piece.typed.len() - after.len()];
        if level.ends_with('级') && lexicon.levels.at_start(piece.typed).is_none() {
            report_dropped(fields, &honour::LEVEL, line, (level, &lexicon.levels));
        }
    }
}

/// Reports what a line or a value says more than once, by its names in both languages.
pub(super) fn report_crowded(fields: &mut Fields<'_>, line: &Placed<String>, doubled: &[(&str, &str)]) {
    let typed = &line.value;
    let zh: Vec<String> = doubled.iter().map(|(zh, _)| format!("几个{zh}")).collect();
    let en: Vec<String> = doubled.iter().map(|(_, en)| format!("several {en}")).collect();
    let (zh, en) = (zh.join("、"), en.join(" and "));
    let message = words!("“{typed}”里有{zh}", "`{typed}` has {en}");
    let help = match doubled.contains(&LEVELS) {
        true => words!(
            "拆成几行，一行一项；同一项只写高的一级",
            "split it, one item a line; of one item write the higher level alone"
        ),
        false => words!("拆成几行，一行一项", "split it, one item a line"),
    };
    fields.report(&CROWDED_LINE, &line.path, message, Some(help));
}

/// Reports a line of a list that says much of an item but not what it is; `example` is one that does.
pub(super) fn report_nameless(fields: &mut Fields<'_>, line: &Placed<String>, example: &str) {
    let typed = &line.value;
    let message = words!("“{typed}”没有名称", "`{typed}` has no name");
    let help =
        words!("在这一行写上名称，例如“{example}”", "write its name on the line as well, as in `{example}`");
    fields.report(&NAMELESS_ITEM, &line.path, message, Some(help));
}
