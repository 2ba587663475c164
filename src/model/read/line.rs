//! The words of an item on one line, and what each of them says.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::base::date::DateError;
use crate::base::fold::{fold, is_han, nfkc};
use crate::base::numeral::{han_integer, is_han_numeral, quantity};
use crate::model::{HowMany, Years};

use super::lexicon::{Lexicon, UNQUANTIFIED};
use super::party::is_masked;
use super::values::years_in;

/// Words of a line in order, parted by spaces of any width, commas, semicolons and bars, but not
/// inside quotes, brackets or book title marks.
pub(super) fn words(line: &str) -> Vec<&str> {
    spans(line).into_iter().map(|span| &line[span]).collect()
}

fn spans(line: &str) -> Vec<Range<usize>> {
    parts(line, parts_words)
}

/// Clauses of a line, parted by semicolons that are not inside quotes or brackets.
pub(super) fn clauses(line: &str) -> Vec<&str> {
    let clauses = parts(line, |_, _, char| matches!(char, ';' | '；'));
    // A text of signs alone is one clause all the same.
    if clauses.is_empty() { vec![line] } else { clauses.into_iter().map(|span| line[span].trim()).collect() }
}

/// The parts of a line between characters that part it, as far as these are not inside of brackets;
/// parts without a letter or digit fall away, but for the mask of a name (`××`).
fn parts(line: &str, separates: fn(&str, usize, char) -> bool) -> Vec<Range<usize>> {
    // Where each closer stands last, looked for when its bracket opens: most lines have none.
    let mut lasts = [None; BRACKETS.len()];
    let mut parts = Vec::new();
    let mut closers: Vec<char> = Vec::new();
    let mut start = 0;
    for (at, char) in line.char_indices() {
        if closers.last() == Some(&char) {
            closers.pop();
        } else if let Some(pair) = BRACKETS.iter().position(|(open, _)| *open == char)
            && let closer = BRACKETS[pair].1
            && *lasts[pair].get_or_insert_with(|| line.rfind(closer).unwrap_or(0)) > at
        {
            closers.push(closer);
        } else if closers.is_empty() && separates(line, at, char) {
            parts.push(start..at);
            start = at + char.len_utf8();
        }
    }
    parts.push(start..line.len());
    let is_mask = |part: &str| is_masked(part) && part.trim().chars().count() > 1;
    parts.retain(|span| {
        let part = &line[span.clone()];
        part.chars().any(char::is_alphanumeric) || is_mask(part)
    });
    parts
}

/// The line with spaces for brackets in which every word says something (`样板支部（省级，第二批）`), so
/// that they can be told; of the same length in bytes.
pub(super) fn opened(line: &str, lexicon: &Lexicon) -> String {
    let mut opened = line.to_owned();
    let mut from = 0;
    while let Some(open) = line[from..].find(['（', '(']).map(|at| from + at) {
        let inside = open + if line[open..].starts_with('(') { 1 } else { '（'.len_utf8() };
        let Some(close) = line[inside..].find(['）', ')']).map(|at| inside + at) else { break };
        let end = close + if line[close..].starts_with(')') { 1 } else { '）'.len_utf8() };
        let inner = words_with_units(&line[inside..close], lexicon);
        if !inner.is_empty() && inner.iter().all(|word| matches!(said(word, lexicon), Ok(Some(_)))) {
            opened.replace_range(close..end, &" ".repeat(end - close));
            opened.replace_range(open..inside, &" ".repeat(inside - open));
        }
        from = end;
    }
    opened
}

/// Words of a line; a number and the unit after it (`1 项`) are one, and so are a sign of times and the
/// number after it (`x 2`).
fn words_with_units<'a>(line: &'a str, lexicon: &Lexicon) -> Vec<&'a str> {
    let is_number = |text: &str| text.chars().count() <= 4 && text.nfkc().all(|char| char.is_ascii_digit());
    let is_unit = |text: &str| lexicon.units.iter().any(|unit| unit == text);
    let joins = |last: &str, next: &str| {
        let number = last.trim_start_matches(TIMES).trim_start();
        if number.is_empty() { is_number(next) } else { is_number(number) && is_unit(next) }
    };
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in spans(line) {
        match joined.last_mut() {
            Some(last) if joins(&line[last.clone()], &line[span.clone()]) => last.end = span.end,
            _ => joined.push(span),
        }
    }
    joined.into_iter().map(|span| &line[span]).collect()
}

/// Signs that stand before a count: 一等奖 ×2.
const TIMES: &[char] = &['×', '✕', '✖', 'x', 'X', 'ｘ', 'Ｘ', '*', '＊'];

/// What follows a sign of times, when a number does; else the whole word.
fn without_times(word: &str) -> &str {
    let number = word.strip_prefix(TIMES).map(str::trim_start);
    number.filter(|rest| rest.starts_with(|char: char| char.is_ascii_digit())).unwrap_or(word)
}

/// What keeps words together.
const BRACKETS: &[(char, char)] = &[
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('（', '）'),
    ('(', ')'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〈', '〉'),
];

/// Whether a character parts words. A comma between digits is one of thousands; a colon belongs to a
/// name unless it follows a year or a level.
fn parts_words(line: &str, at: usize, char: char) -> bool {
    match char {
        ',' => {
            let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
            !(is_digit(line[..at].chars().next_back()) && is_digit(line[at + 1..].chars().next()))
        }
        '：' | ':' => line[..at].ends_with(['年', '度', '级']),
        '，' | ';' | '；' | '|' | '｜' => true,
        char => char.is_whitespace() || char == '\u{200b}',
    }
}

/// What a word of a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// `2021年`, `2019-2021年`.
    Years(Years),
    /// `国家级`: the identifier of a level.
    Level(String),
    /// `三等奖`: the identifier of a grade.
    Grade(String),
    /// `第二批`, `首届`, as written.
    Edition(String),
    /// `1项`, `×2`; the count is none for `多项`, `若干`.
    Count(Count),
    /// The identifier of a kind of honour.
    Kind(String),
    /// The identifier of a recipient.
    Recipient(String),
    /// The identifier of a stage.
    Stage(String),
}

/// No term of a vocabulary is longer, in bytes.
const LONGEST_TERM: usize = 60;

/// What a whole word says; none for a part of a name. A date that is masked or impossible is an error,
/// and remains a part of the name.
pub(super) fn said(word: &str, lexicon: &Lexicon) -> Result<Option<Said>, DateError> {
    let plain = nfkc(word);
    if plain.chars().filter(char::is_ascii_digit).count() >= 4 {
        return years_said(&plain);
    }
    // A name is longer than any term; folding it would be in vain. Of a masked one folding would leave a
    // term that nobody typed: 学院 of ××学院.
    let is_name = plain.len() > LONGEST_TERM || is_masked(without_stars(word));
    let key = if is_name { String::new() } else { fold(&plain) };
    let named = |id: Option<&str>| id.map(str::to_owned);
    let found = if let Some(level) = named(lexicon.levels.find_folded(&key)) {
        Some(Said::Level(level))
    } else if let Some(grade) = named(lexicon.grades.find_folded(&key)) {
        Some(Said::Grade(grade))
    } else if edition_length(word) == Some(word.len()) {
        Some(Said::Edition(word.to_owned()))
    } else if let Some(count) = counted(without_times(&plain), lexicon) {
        Some(Said::Count(count))
    } else if let Some(stage) = named(lexicon.stages.find_folded(&key)) {
        Some(Said::Stage(stage))
    } else if let Some(kind) = named(lexicon.honour_kinds.named_folded(&key)) {
        Some(Said::Kind(kind))
    } else {
        named(lexicon.recipients.find_folded(&key)).map(Said::Recipient)
    };
    if found.is_some() { Ok(found) } else { years_said(&plain) }
}

/// A word without the stars around it that Markdown makes bold; those hide nothing.
fn without_stars(word: &str) -> &str {
    word.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).unwrap_or(word)
}

fn years_said(plain: &str) -> Result<Option<Said>, DateError> {
    let is_number = plain.chars().any(|char| char.is_ascii_digit());
    if !is_number && !plain.chars().any(is_han_numeral) {
        return Ok(None);
    }
    match years_in(plain) {
        Ok(years) => Ok(Some(Said::Years(years))),
        Err(
            error @ (DateError::Masked { .. } | DateError::Impossible { .. } | DateError::Reversed { .. }),
        ) if is_number => Err(error),
        Err(_) => Ok(None),
    }
}

/// The length of an edition at the beginning of a text: `第四届`, `第2批`, `首批`.
pub(super) fn edition_length(text: &str) -> Option<usize> {
    const UNITS: &[char] = &['批', '届', '屆', '期', '轮', '次'];
    if let Some(rest) = text.strip_prefix('首') {
        let unit = rest.chars().next().filter(|char| UNITS.contains(char))?;
        return Some('首'.len_utf8() + unit.len_utf8());
    }
    let rest = text.strip_prefix('第')?;
    let (at, unit) = rest.char_indices().take(6).find(|(_, char)| UNITS.contains(char))?;
    let number: String = rest[..at].trim().nfkc().collect();
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) || han_integer(&number).is_some();
    (is_number && !number.is_empty()).then(|| '第'.len_utf8() + at + unit.len_utf8())
}

/// The number of an edition: 2 for `第二批`, 1 for `首批`.
pub(super) fn edition_number(edition: &str) -> Option<u32> {
    if edition.starts_with('首') {
        return Some(1);
    }
    let inner = edition.strip_prefix('第').unwrap_or(edition);
    let number: String = inner.nfkc().filter(|char| !char.is_whitespace()).collect();
    whole_number(number.trim_end_matches(['批', '届', '屆', '期', '轮', '次']))
}

/// A whole number in digits or Chinese numerals.
pub(super) fn whole_number(text: &str) -> Option<u32> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    han_integer(text).and_then(|number| u32::try_from(number).ok())
}

/// How many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) number: HowMany,
    /// What stands in place of a number: 多 of `多项`, 30余 of `30余项`.
    pub(super) words: Option<String>,
    pub(super) unit: Option<String>,
}

/// Reads a count with its unit: `1项`, `两名`, `共 3 个`; `多项` and `若干` have no number. One that is not
/// exact (`10余项`, `近百项`) is kept in words.
pub(super) fn counted(plain: &str, lexicon: &Lexicon) -> Option<Count> {
    let read =
        quantity(plain, &lexicon.quantities).filter(|read| read.label.is_empty() && read.upper.is_none())?;
    let is_known = read.unit.as_ref().is_none_or(|unit| lexicon.units.contains(unit));
    let qualifiers: Vec<&str> = read.qualifiers.iter().map(String::as_str).collect();
    match (&qualifiers[..], read.value) {
        ([UNQUANTIFIED], None) => {
            Some(Count { number: HowMany::Unstated, words: read.words, unit: read.unit })
        }
        ([] | ["exact"], Some(value)) if is_known => {
            Some(Count { number: HowMany::Exact(value.parse().ok()?), words: None, unit: read.unit })
        }
        (_, Some(value)) if is_counter(read.unit.as_deref(), lexicon) => {
            let before_unit = read.unit.as_ref().and_then(|unit| read.typed.strip_suffix(unit.as_str()));
            // The unit of 30项以上 stands inside, and is told with the number.
            let unit = before_unit.and(read.unit.clone());
            Some(Count {
                number: inexact(&qualifiers, &value),
                words: Some(before_unit.unwrap_or(&read.typed).trim().to_owned()),
                unit,
            })
        }
        _ => None,
    }
}

/// What a number says under qualifiers of the vocabulary.
fn inexact(qualifiers: &[&str], value: &str) -> HowMany {
    /// Those whose number is the least that there are, and 共 before one of them.
    const LEAST: &[&str] = &["at-least", "over", "exact"];
    match value.parse() {
        Ok(least) if qualifiers.iter().all(|qualifier| LEAST.contains(qualifier)) => HowMany::AtLeast(least),
        _ => HowMany::About,
    }
}

/// Whether a unit is one of the vocabulary that counts things, not time (近五年).
fn is_counter(unit: Option<&str>, lexicon: &Lexicon) -> bool {
    const TIMES: &[&str] = &["年", "月", "周", "天", "小时"];
    unit.is_some_and(|unit| !TIMES.contains(&unit) && lexicon.units.iter().any(|known| known == unit))
}

/// A piece of a line: what was said, or a part of the name; both as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) typed: &'a str,
    pub(super) said: Option<Said>,
}

/// A line taken to pieces, and the dates in it that are none.
pub(super) fn pieces<'a>(line: &'a str, lexicon: &Lexicon) -> (Vec<Piece<'a>>, Vec<DateError>) {
    let (mut pieces, mut errors) = (Vec::new(), Vec::new());
    for word in words_with_units(line, lexicon) {
        match said(word, lexicon) {
            // Nobody can tell which part a count at its end belongs to, so all of it is the name.
            Ok(None) if !joined(word, lexicon).is_empty() => pieces.push(Piece { typed: word, said: None }),
            Ok(None) => take_apart(word, lexicon, &mut pieces),
            Ok(Some(Said::Level(_))) if begins_with_levels(word, lexicon) => {
                pieces.push(Piece { typed: word, said: None });
            }
            Ok(said) => pieces.push(Piece { typed: word, said }),
            Err(error) => {
                errors.push(error);
                pieces.push(Piece { typed: word, said: None });
            }
        }
    }
    (pieces, errors)
}

/// Takes a word apart that was written without spaces: `2021年国家级教师能力竞赛三等奖1项`. Years,
/// levels and editions are taken off its beginning, counts and grades off its end, as long as a name
/// is left.
fn take_apart<'a>(word: &'a str, lexicon: &Lexicon, pieces: &mut Vec<Piece<'a>>) {
    let mut rest = word;
    while let Some((typed, said)) =
        off_beginning(rest, lexicon).filter(|(typed, _)| is_name(&rest[typed.len()..]))
    {
        pieces.push(Piece { typed, said: Some(said) });
        rest = rest[typed.len()..].trim_start();
    }
    let mut after = Vec::new();
    while let Some((typed, said)) =
        off_end(rest, lexicon).filter(|(typed, _)| is_name(&rest[..rest.len() - typed.len()]))
    {
        after.push(Piece { typed, said: Some(said) });
        rest = rest[..rest.len() - typed.len()].trim_end();
    }
    // What is left of 三等奖1项 is a grade, no name.
    let left = said(rest, lexicon).ok().flatten().filter(|_| rest.len() < word.len());
    pieces.push(Piece { typed: rest, said: left });
    pieces.extend(after.into_iter().rev());
}

/// Whether enough is left to be a name.
fn is_name(rest: &str) -> bool {
    rest.chars().filter(|char| char.is_alphanumeric()).count() >= 2
}

fn off_beginning<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(&'a str, Said)> {
    if let Some(length) = edition_length(text) {
        return Some((&text[..length], Said::Edition(text[..length].to_owned())));
    }
    if let Some((id, rest)) = lexicon.levels.at_start(text) {
        let typed = &text[..text.len() - rest.len()];
        let is_one = typed.ends_with('级') && !is_open_range(rest) && !begins_with_levels(text, lexicon);
        return is_one.then(|| (typed, Said::Level(id.to_owned())));
    }
    // A range of years has at most 20 characters before its last 年.
    let (at, _) = text.char_indices().take(20).filter(|(_, char)| *char == '年').last()?;
    let end = at + '年'.len_utf8();
    let end = if text[end..].starts_with('度') { end + '度'.len_utf8() } else { end };
    let typed = &text[..end];
    years_in(typed).ok().map(|years| (typed, Said::Years(years)))
}

fn off_end<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(&'a str, Said)> {
    if let Some((id, before)) = lexicon.grades.at_end(text) {
        return Some((&text[before.len()..], Said::Grade(id.to_owned())));
    }
    // What is inexact begins earlier: of 近30项 the 近 is no part of the name.
    off_times(text, lexicon).or_else(|| off_inexact(text, lexicon)).or_else(|| off_count(text, lexicon))
}

/// `×2` behind a name or a grade. Behind other signs it is the mask of a name, and behind letters a part
/// of one.
fn off_times<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(&'a str, Said)> {
    let at = text.rfind(TIMES)?;
    let before = text[..at].chars().next_back()?;
    let ends_name = is_han(before) || BRACKETS.iter().any(|(_, close)| *close == before);
    let typed = &text[at..];
    let has_number =
        without_times(&typed.nfkc().collect::<String>()).starts_with(|char: char| char.is_ascii_digit());
    match said(typed, lexicon) {
        Ok(Some(said @ Said::Count(..))) if ends_name && has_number => Some((typed, said)),
        _ => None,
    }
}

/// `1项` behind a name or a grade.
fn off_count<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(&'a str, Said)> {
    let before_unit = lexicon.units.iter().find_map(|unit| text.strip_suffix(unit.as_str()))?;
    let is_digit = |char: char| char.is_ascii_digit() || ('０'..='９').contains(&char);
    let number = before_unit.len() - before_unit.trim_end_matches(is_digit).len();
    let typed = &text[before_unit.len() - number..];
    match said(typed, lexicon) {
        Ok(Some(said @ Said::Count(..))) if number > 0 => Some((typed, said)),
        _ => None,
    }
}

/// `30余项`, `近百项`, `数十项` behind a name or a grade.
fn off_inexact<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(&'a str, Said)> {
    let read = quantity(text, &lexicon.quantities)?;
    let before = text.strip_suffix(read.typed.as_str()).filter(|before| !before.ends_with('第'))?;
    let typed = &text[before.len()..];
    let count = counted(typed, lexicon).filter(|count| count.words.is_some())?;
    is_counter(read.unit.as_deref(), lexicon).then_some((typed, Said::Count(count)))
}

/// What two parts of a word both say that 、 joins (`2021年国家级一等奖、2022年省级二等奖`): sorts in Chinese
/// and English; empty when they say nothing twice.
pub(super) fn joined(word: &str, lexicon: &Lexicon) -> Vec<(&'static str, &'static str)> {
    type Test = fn(&Piece<'_>) -> bool;
    const SORTS: &[(Test, &str, &str)] = &[
        (|piece| matches!(piece.said, Some(Said::Grade(_))), "等次", "grades"),
        (|piece| matches!(piece.said, Some(Said::Level(_))) && piece.typed.ends_with('级'), "级别", "levels"),
        (
            |piece| matches!(piece.said, Some(Said::Years(_))) && piece.typed.ends_with(['年', '度']),
            "年份",
            "years",
        ),
    ];
    if !word.contains('、') {
        return Vec::new();
    }
    let parts = parts(word, |_, _, char| char == '、');
    let parts: Vec<Vec<Piece<'_>>> =
        parts.into_iter().map(|span| part_pieces(word[span].trim(), lexicon)).collect();
    let is_twice = |test: Test| parts.iter().filter(|pieces| pieces.iter().any(test)).count() > 1;
    SORTS.iter().filter(|(test, ..)| is_twice(*test)).map(|(_, zh, en)| (*zh, *en)).collect()
}

/// Whether a word begins with several levels that are joined: `省、市级`, `省级和市级`. Nobody can tell which
/// of them is meant.
pub(super) fn begins_with_levels(word: &str, lexicon: &Lexicon) -> bool {
    const JOINTS: &[char] = &['、', '/', '／', '和', '与', '及', '或'];
    let (mut rest, mut levels, mut ends_in_level) = (word, 0, false);
    while let Some((_, after)) = lexicon.levels.at_start(rest) {
        ends_in_level = rest[..rest.len() - after.len()].ends_with('级');
        levels += 1;
        let Some(next) = after.strip_prefix(JOINTS) else { break };
        rest = next.trim_start();
    }
    // 学校、行业协会 are two bodies, no levels.
    levels > 1 && ends_in_level
}

/// Whether a word goes on after a level so that it is no level by itself: 省级以上, 省级及以上.
fn is_open_range(after: &str) -> bool {
    let bound = after.trim_start_matches(['及', '其', '或']);
    bound.starts_with("以上") || bound.starts_with("以下")
}

/// The pieces of a part of a word, which may be a whole level or grade of its own.
fn part_pieces<'a>(part: &'a str, lexicon: &Lexicon) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    match said(part, lexicon) {
        Ok(Some(said)) => pieces.push(Piece { typed: part, said: Some(said) }),
        Ok(None) | Err(_) => take_apart(part, lexicon, &mut pieces),
    }
    pieces
}

/// The name that is left: the pieces that say nothing else, joined as they were parted.
pub(super) fn name_of<'a>(pieces: impl IntoIterator<Item = &'a Piece<'a>>) -> String {
    let parts: Vec<&str> =
        pieces.into_iter().filter(|piece| piece.said.is_none()).map(|piece| piece.typed.trim()).collect();
    parts.join(" ")
}
