//! The accessors of [`Fields`].

use std::ops::RangeInclusive;

use crate::base::fold::{bare_fact, nfkc};
use crate::base::numeral::han_integer;
use crate::base::{NodePath, Words};

use super::super::{Map, Node, Scalar, ScalarKind};
use super::key::fold_name;
use super::names::split_names;
use super::{Fields, Key, Table, nearest};

codes! {
    WRONG_TYPE = "wrong-type" Error {
        "值的种类不对：该写一段文字的地方写了列表，或反过来。",
        "A value is of the wrong kind: a list where a text is wanted, or the other way round."
    }
    UNCLEAR_FLAG = "unclear-flag" Error {
        "看不出是“是”还是“否”。可写：是、否、对、错、有、无、true、false、yes、no。",
        "A value is neither yes nor no; yes, no, true, false, on, off are understood."
    }
    UNCLEAR_NUMBER = "unclear-number" Error {
        "应为整数，却不是。",
        "A whole number is wanted."
    }
    NUMBER_OUT_OF_RANGE = "number-out-of-range" Error {
        "数字超出允许的范围。",
        "A number lies outside of its bounds."
    }
    UNKNOWN_VALUE = "unknown-value" Error {
        "只能是几个词之一，却写了别的。",
        "A value is none of the words that are understood."
    }
}

/// A value and the way to where it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// The way to it.
    pub path: NodePath,
}

impl<T> Placed<T> {
    /// Another value at the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: change(self.value), path: self.path }
    }
}

impl<'a> Placed<&'a Node> {
    /// The items of a list with their ways; a scalar or a map is a list of one. Empty items fall away.
    pub fn items(&self) -> Vec<Placed<&'a Node>> {
        let items = match self.value {
            Node::List(items) => items
                .iter()
                .enumerate()
                .map(|(index, value)| Placed { value, path: self.path.child(index) })
                .collect(),
            Node::Scalar(_) | Node::Map(_) => vec![self.clone()],
        };
        items.into_iter().filter(|item| !item.value.is_null()).collect()
    }
}

impl<'a> Fields<'a> {
    /// A text, trimmed; `None` when it is absent, blank, or no text.
    pub fn text(&mut self, key: &'static Key) -> Option<Placed<String>> {
        let node = self.node(key)?;
        self.text_of(&node, key)
    }

    /// A text that cannot be left out; its absence is reported.
    pub fn required_text(&mut self, key: &'static Key) -> Option<Placed<String>> {
        if self.node(key).is_none_or(|node| matches!(node.value, Node::Scalar(text) if is_blank(text))) {
            self.report_missing(key);
            return None;
        }
        self.text(key)
    }

    /// The text of a node that stands for `key`, for items of lists.
    pub fn text_of(&mut self, node: &Placed<&'a Node>, key: &'static Key) -> Option<Placed<String>> {
        if matches!(node.value, Node::List(_) | Node::Map(_)) {
            self.wrong_type(node, key, &words!("一段文字", "a text"));
        }
        scalar_text(node)
    }

    /// The text of a value that is a word or a number and never needs quotes.
    fn word(&mut self, key: &'static Key, wanted: &Words) -> Option<Placed<String>> {
        let node = self.node(key)?;
        if matches!(node.value, Node::List(_) | Node::Map(_)) {
            self.report_kind(&node, key, wanted, key.example_help());
        }
        scalar_text(&node)
    }

    /// A list of texts; a single text is a list of one and stays whole.
    pub fn texts(&mut self, key: &'static Key) -> Vec<Placed<String>> {
        let items = self.items(key);
        items.iter().filter_map(|item| self.text_of(item, key)).collect()
    }

    /// A list of names; texts that are not in quotes are cut at their commas (see [`split_names`]),
    /// every part at the place of its text.
    pub fn names(&mut self, key: &'static Key) -> Vec<Placed<String>> {
        let mut names = Vec::new();
        for item in self.items(key) {
            let Some(text) = self.text_of(&item, key) else { continue };
            let literal = matches!(item.value, Node::Scalar(Scalar { kind: ScalarKind::Quoted, .. }));
            let parts = if literal { vec![&*text.value] } else { split_names(&text.value) };
            let place = |name: &str| Placed { value: name.to_owned(), path: text.path.clone() };
            names.extend(parts.into_iter().map(place));
        }
        names
    }

    /// The items of a list, with their ways; a scalar or a map is a list of one. Empty items fall away.
    pub fn items(&self, key: &'static Key) -> Vec<Placed<&'a Node>> {
        self.node(key).map(|node| node.items()).unwrap_or_default()
    }

    /// Yes or no. Anything else is reported and taken for absent.
    pub fn flag(&mut self, key: &'static Key) -> Option<Placed<bool>> {
        let text = self.word(key, &words!("“是”或“否”", "yes or no"))?;
        if let Some(value) = flag(&text.value) {
            return Some(Placed { value, path: text.path });
        }
        let (Words { zh, en }, typed) = (key.shown(), &text.value);
        let message = words!("{zh}应为“是”或“否”，却是“{typed}”", "{en} wants yes or no, not `{typed}`");
        let Key { zh, en, .. } = key;
        let help = words!("写成“{zh}: 是”或“{zh}: 否”", "write `{en}: yes` or `{en}: no`");
        self.report(&UNCLEAR_FLAG, &text.path, message, Some(help));
        None
    }

    /// A whole number within bounds. Anything else is reported and taken for absent.
    pub fn integer(&mut self, key: &'static Key, bounds: RangeInclusive<i64>) -> Option<Placed<i64>> {
        let text = self.word(key, &words!("整数", "a whole number"))?;
        let (Words { zh, en }, typed) = (key.shown(), &text.value);
        let Some(value) = integer(typed) else {
            let message = words!("{zh}应为整数，却是“{typed}”", "{en} wants a whole number, not `{typed}`");
            self.report(&UNCLEAR_NUMBER, &text.path, message, Some(key.example_help()));
            return None;
        };
        if bounds.contains(&value) {
            return Some(Placed { value, path: text.path });
        }
        let message = words!("{zh}不能是 {value}", "{en} cannot be {value}");
        let help = match (*bounds.start(), *bounds.end()) {
            (least, i64::MAX) => words!("至少为 {least}", "at least {least}"),
            (least, most) => words!("应在 {least} 到 {most} 之间", "between {least} and {most}"),
        };
        self.report(&NUMBER_OUT_OF_RANGE, &text.path, message, Some(help));
        None
    }

    /// A map.
    pub fn map(&mut self, key: &'static Key) -> Option<Placed<&'a Map>> {
        let node = self.node(key)?;
        self.map_of(&node, key)
    }

    /// The map of a node that stands for `key`, for items of lists.
    pub fn map_of(&mut self, node: &Placed<&'a Node>, key: &'static Key) -> Option<Placed<&'a Map>> {
        if let Node::Map(map) = node.value {
            return Some(Placed { value: map, path: node.path.clone() });
        }
        self.wrong_type(node, key, &words!("若干“名称: 值”", "a map of `name: value`"));
        None
    }

    /// The fields of a map by their own table.
    pub fn fields(&mut self, key: &'static Key, table: &'static Table) -> Option<Fields<'a>> {
        let map = self.map(key)?;
        Some(Fields::new(self.file(), map.value, map.path, table))
    }

    /// One of a few values, each under several names of which the first is the one that is shown.
    /// Anything else is reported and taken for absent.
    pub fn one_of<T: Copy>(
        &mut self,
        key: &'static Key,
        choices: &[(&[&'static str], T)],
    ) -> Option<Placed<T>> {
        let text = self.text(key)?;
        let typed = fold_name(&text.value);
        let named = |names: &[&str]| names.iter().any(|name| fold_name(name) == typed);
        if let Some((_, value)) = choices.iter().find(|(names, _)| named(names)) {
            return Some(Placed { value: *value, path: text.path });
        }
        let (Words { zh, en }, typed) = (key.shown(), &text.value);
        let message = words!("{zh}不能是“{typed}”", "{en} cannot be `{typed}`");
        let names = choices.iter().flat_map(|(names, _)| names.iter().copied());
        let help = match nearest(typed, names) {
            Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
            None => {
                let first = |names: &[&'static str]| names.first().copied();
                let in_han = |names: &[&'static str]| {
                    names.iter().copied().find(|name| !name.is_ascii()).or_else(|| first(names))
                };
                let zh: Vec<&str> = choices.iter().filter_map(|(names, _)| in_han(names)).collect();
                let en: Vec<&str> = choices.iter().filter_map(|(names, _)| first(names)).collect();
                let (zh, en) = (zh.join("、"), en.join(", "));
                words!("可以写：{zh}", "one of: {en}")
            }
        };
        self.report(&UNKNOWN_VALUE, &text.path, message, Some(help));
        None
    }

    /// Reports that a node is of another kind than wanted.
    pub fn wrong_type(&mut self, node: &Placed<&Node>, key: &'static Key, wanted: &Words) {
        let help = quoted_form(node.value).unwrap_or_else(|| key.example_help());
        self.report_kind(node, key, wanted, help);
    }

    fn report_kind(&mut self, node: &Placed<&Node>, key: &'static Key, wanted: &Words, help: Words) {
        let Words { zh, en } = key.shown();
        let Words { zh: wanted_zh, en: wanted_en } = wanted;
        let Words { zh: is_zh, en: is_en } = match node.value {
            Node::Scalar(_) => words!("一段文字", "a text"),
            Node::List(_) => words!("列表", "a list"),
            Node::Map(_) => words!("若干“名称: 值”", "a map of `name: value`"),
        };
        let message = words!("{zh}应为{wanted_zh}，却是{is_zh}", "{en} wants {wanted_en}, not {is_en}");
        self.report(&WRONG_TYPE, &node.path, message, Some(help));
    }
}

impl Key {
    fn example_help(&self) -> Words {
        let Words { zh, en } = self.shown_example();
        words!("例如 {zh}", "for example {en}")
    }
}

/// A text that YAML took for a map or a list because of its signs, in quotes: `党建: 三创新` in a list,
/// `[重要]` as a title.
fn quoted_form(node: &Node) -> Option<Words> {
    let text = match node {
        Node::Map(Map { entries }) => match &entries[..] {
            [entry] => match &entry.value {
                Node::Scalar(value) => format!("{}: {}", entry.key, value.text),
                Node::List(_) | Node::Map(_) => return None,
            },
            _ => return None,
        },
        Node::List(items) => match &items[..] {
            [Node::Scalar(item)] => format!("[{}]", item.text),
            _ => return None,
        },
        Node::Scalar(_) => return None,
    };
    let quoted = text.replace('\'', "''");
    Some(words!("如果是一段文字，请加引号：'{quoted}'", "if it is a text, quote it: '{quoted}'"))
}

fn scalar_text(node: &Placed<&Node>) -> Option<Placed<String>> {
    match node.value {
        Node::Scalar(scalar) if !is_blank(scalar) => {
            Some(Placed { value: trimmed(scalar).to_owned(), path: node.path.clone() })
        }
        Node::Scalar(_) | Node::List(_) | Node::Map(_) => None,
    }
}

fn is_blank(scalar: &Scalar) -> bool {
    scalar.kind == ScalarKind::Null || trimmed(scalar).is_empty()
}

fn trimmed(scalar: &Scalar) -> &str {
    scalar.text.trim_matches(|char: char| char.is_whitespace() || matches!(char, '\u{200b}' | '\u{feff}'))
}

/// Reads yes and no as people write them, in quotes or with a stop as well; `None` for anything else.
pub fn flag(text: &str) -> Option<bool> {
    let text = nfkc(bare_fact(text)).to_lowercase();
    match text.as_str() {
        "true" | "yes" | "y" | "on" | "1" | "t" | "是" | "是的" | "对" | "真" | "有" | "开" | "√" | "✓"
        | "✔" | "☑" | "✅" => Some(true),
        "false" | "no" | "n" | "off" | "0" | "f" | "否" | "不" | "不是" | "错" | "假" | "无" | "没有"
        | "关" | "×" | "x" | "✗" | "✘" | "☐" | "❌" => Some(false),
        _ => None,
    }
}

/// Reads a whole number: digits of either width, a sign, commas between thousands; or Chinese numerals.
pub fn integer(text: &str) -> Option<i64> {
    let text = nfkc(bare_fact(text));
    if let Some(number) = han_integer(&text) {
        return i64::try_from(number).ok();
    }
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let groups: Vec<&str> = digits.split(',').collect();
    let grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    if !grouped || !groups.iter().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let value: i64 = groups.concat().parse().ok()?;
    Some(if negative { -value } else { value })
}
