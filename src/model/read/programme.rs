//! Programmes: `省级 样板支部 第二批 立项`, or a map.

use crate::model::Programme;
use crate::model::keys::{case, programme};
use crate::yaml::{Fields, Map, Placed};

use super::honour::{LEVELS, level, report_crowded, report_dropped_levels, report_nameless};
use super::item::{Item, items};
use super::lexicon::Lexicon;
use super::line::{Said, begins_with_levels, edition_number, name_of, opened, pieces, whole_number};
use super::term::term_or_text;
use super::values::{value, years};

codes! {
    UNREAD_BATCH = "unread-batch" Warning {
        "读不出是第几批。写成数字或“第二批”。",
        "A batch that is no number. Write `2` or `第二批`."
    }
}

/// Reads the programmes of a case.
pub(super) fn programmes(fields: &mut Fields<'_>, lexicon: &Lexicon) -> Vec<Programme> {
    let mut programmes = Vec::new();
    for item in items(fields, &case::PROGRAMMES, &programme::PROGRAMME) {
        match item {
            Item::Line(line) => programmes.push(on_line(fields, &line, lexicon)),
            Item::Map(map) => programmes.extend(as_map(fields, map, lexicon)),
        }
    }
    programmes
}

fn as_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>, lexicon: &Lexicon) -> Option<Programme> {
    let name = value(map.required_text(&programme::NAME));
    let read = Programme {
        name: name.clone().unwrap_or_default(),
        level: level(&mut map, &programme::LEVEL, lexicon),
        batch: batch(&mut map),
        stage: term_or_text(&mut map, &programme::STAGE, &lexicon.stages),
        year: years(&mut map, &programme::YEAR),
        typed: None,
        extra: Map::default(),
        place: map.path().clone(),
    };
    let extra = fields.take(map.finish());
    name.map(|_| Programme { extra, ..read })
}

/// `2`, `二`, `第二批`, `首批`.
fn batch(map: &mut Fields<'_>) -> Option<u32> {
    let text = map.text(&programme::BATCH)?;
    let number = edition_number(&text.value).or_else(|| whole_number(&text.value));
    if number.is_none() {
        let typed = &text.value;
        let message = words!("读不出“{typed}”是第几批", "`{typed}` is no number of a batch");
        let help = words!("写成“第二批”或 2", "write `2` or `第二批`");
        map.report(&UNREAD_BATCH, &text.path, message, Some(help));
    }
    number
}

fn on_line(fields: &mut Fields<'_>, line: &Placed<String>, lexicon: &Lexicon) -> Programme {
    let opened = opened(&line.value, lexicon);
    let (mut pieces, errors) = pieces(&opened, lexicon);
    for error in errors {
        fields.report(error.code(), &line.path, error.message(), Some(error.help()));
    }
    let mut read = Programme {
        name: String::new(),
        level: None,
        batch: None,
        stage: None,
        year: None,
        typed: Some(line.value.clone()),
        extra: Map::default(),
        place: line.path.clone(),
    };
    let levels = pieces.iter().filter(|piece| matches!(piece.said, Some(Said::Level(_)))).count();
    if levels > 1 || pieces.iter().any(|piece| begins_with_levels(piece.typed, lexicon)) {
        report_crowded(fields, line, &[LEVELS]);
    }
    report_dropped_levels(fields, line, &pieces, lexicon);
    for piece in &mut pieces {
        // What is said a second time stays in the name.
        piece.said = piece.said.take().filter(|said| take(&mut read, said));
    }
    read.name = name_of(&pieces);
    if read.name.is_empty() {
        report_nameless(fields, line, "省级 样板支部 第二批 立项");
        read.name.clone_from(&line.value);
    }
    read
}

/// Takes what a word says; false when it was said before or is nothing that a programme has.
fn take(read: &mut Programme, said: &Said) -> bool {
    match said {
        Said::Level(level) => set(&mut read.level, level.clone()),
        Said::Stage(stage) => set(&mut read.stage, stage.clone()),
        Said::Years(years) => set(&mut read.year, *years),
        Said::Edition(edition) => edition_number(edition).is_some_and(|number| set(&mut read.batch, number)),
        _ => false,
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> bool {
    let is_free = place.is_none();
    if is_free {
        *place = Some(value);
    }
    is_free
}
