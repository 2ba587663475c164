//! Small readings that many maps share.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::base::date::{Date, DateError, DateRange};
use crate::base::fold::fold;
use crate::model::Years;
use crate::yaml::{Fields, Key, Node, Placed, Scalar, ScalarKind, split_names};

/// What a declared number of items may be; more is a slip.
const COUNTS: RangeInclusive<i64> = 0..=10_000;

/// A value without its place.
pub(super) fn value<T>(placed: Option<Placed<T>>) -> Option<T> {
    placed.map(|placed| placed.value)
}

/// Values without their places.
pub(super) fn values(placed: Vec<Placed<String>>) -> Vec<String> {
    placed.into_iter().map(|placed| placed.value).collect()
}

/// Yes or no; no when absent.
pub(super) fn flag(fields: &mut Fields<'_>, key: &'static Key) -> bool {
    value(fields.flag(key)).unwrap_or(false)
}

/// A place among neighbours, small numbers first.
pub(super) fn order(fields: &mut Fields<'_>, key: &'static Key) -> Option<i64> {
    value(fields.integer(key, i64::MIN..=i64::MAX))
}

/// A declared number of items.
pub(super) fn declared(fields: &mut Fields<'_>, key: &'static Key) -> Option<Placed<u32>> {
    let number = fields.integer(key, COUNTS)?;
    Some(number.map(|number| u32::try_from(number).unwrap_or(u32::MAX)))
}

/// The names in one item of a list: several when it is one unquoted text with commas.
pub(super) fn names_of<'a>(
    fields: &mut Fields<'a>,
    node: &Placed<&'a Node>,
    key: &'static Key,
) -> Vec<Placed<String>> {
    let Some(text) = fields.text_of(node, key) else { return Vec::new() };
    if matches!(node.value, Node::Scalar(Scalar { kind: ScalarKind::Quoted, .. })) {
        return vec![text];
    }
    let parts = split_names(&text.value);
    parts.into_iter().map(|part| Placed { value: part.to_owned(), path: text.path.clone() }).collect()
}

/// A name and what stands behind its full-width colon, in one unquoted item of a list.
pub(super) fn parted_at_colon(node: &Node) -> Option<(&str, &str)> {
    let Node::Scalar(Scalar { text, kind: ScalarKind::Text }) = node else { return None };
    let (name, rest) = text.split_once('：')?;
    let (name, rest) = (name.trim(), rest.trim());
    (is_name(name) && !rest.is_empty()).then_some((name, rest))
}

/// The names in `亮身份、亮职责`, two at least. What reads like a sentence is none.
pub(super) fn listed_names(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split('、').map(str::trim).collect();
    (parts.len() > 1 && parts.iter().all(|part| is_name(part))).then_some(parts)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['、', '，', '；', '：', '。', ',', ';', '“'])
}

/// Tags without doubles (as terms are compared), in the order in which they were typed. One text without
/// commas is parted at its spaces when Han characters or `#` stand behind each.
pub(super) fn tags(fields: &mut Fields<'_>, key: &'static Key) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for name in fields.names(key) {
        let parts: Vec<&str> = name.value.split_whitespace().collect();
        let starts_han = |part: &&str| part.starts_with(|char: char| !char.is_ascii() || char == '#');
        let whole = [name.value.trim()];
        let parts = if parts.iter().all(starts_han) { &parts[..] } else { &whole[..] };
        for part in parts {
            let tag = unquoted(part.trim_start_matches(['#', '＃']).trim());
            if tag.contains(char::is_alphanumeric) && known.insert(fold(tag)) {
                tags.push(tag.to_owned());
            }
        }
    }
    tags
}

/// A tag without Chinese quotes around all of it.
fn unquoted(tag: &str) -> &str {
    let inner = [('“', '”'), ('‘', '’'), ('「', '」'), ('＂', '＂')]
        .iter()
        .find_map(|(open, close)| tag.strip_prefix(*open)?.strip_suffix(*close));
    inner.filter(|inner| !inner.contains(['”', '’', '」', '＂'])).unwrap_or(tag)
}

/// A date; what cannot be read as one is reported.
pub(super) fn date(fields: &mut Fields<'_>, key: &'static Key) -> Option<Date> {
    let text = fields.text(key)?;
    match Date::parse(&text.value) {
        Ok(date) => Some(date),
        Err(error) => {
            fields.report(error.code(), &text.path, error.message(), Some(error.help()));
            None
        }
    }
}

/// A year, a range of years in one text (`2019-2021`), or a list of the first and the last.
pub(super) fn years(fields: &mut Fields<'_>, key: &'static Key) -> Option<Years> {
    let mut all: Option<Years> = None;
    for text in fields.texts(key) {
        match years_in(&text.value) {
            Ok(years) => {
                let known = all.unwrap_or(years);
                all = Some(Years { from: known.from.min(years.from), to: known.to.max(years.to) });
            }
            Err(error) => fields.report(error.code(), &text.path, error.message(), Some(error.help())),
        }
    }
    all
}

/// The years of a date or a period. A period that lasts is told from its first year only.
pub(super) fn years_in(text: &str) -> Result<Years, DateError> {
    let range = DateRange::parse(text)?;
    let (Some(first), Some(last)) = (range.from.or(range.to), range.to.or(range.from)) else {
        return Err(DateError::Unreadable { text: text.to_owned() });
    };
    Ok(Years { from: first.year, to: last.year })
}
