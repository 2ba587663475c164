//! The words of a theme in one language: `i18n/zh.yaml`, `i18n/en.yaml`.
//!
//! A phrase may hold places for values, `{n}`, and may have a form of its own for one:
//! `{one: "{n} case", other: "{n} cases"}`. Keys of nested maps are joined with dots.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Diagnostic, Diagnostics, FilePath, NodePath, Place};
use crate::yaml::{Map, Node};

codes! {
    PHRASE_UNUSABLE = "unusable-phrase" Error {
        "主题的词条不是一段文字：应为文字，或带 one 和 other 的两种形式；花括号要成对。",
        "A phrase of a theme is no text: it must be a text, or the two forms `one` and `other`; braces must be paired."
    }
}

/// Phrases by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrases(BTreeMap<String, Phrase>);

/// A phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    place: Place,
    one: Option<Vec<Piece>>,
    other: Vec<Piece>,
}

/// A stretch of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Said as it stands.
    Text(String),
    /// The place of a value.
    Slot(String),
}

impl Phrases {
    /// Reads a file of phrases over those that are already there.
    pub(super) fn read(&mut self, file: &FilePath, map: &Map, diagnostics: &mut Diagnostics) {
        let mut open = vec![(String::new(), map, NodePath::default())];
        while let Some((prefix, map, at)) = open.pop() {
            for (index, entry) in map.entries.iter().enumerate() {
                let key = format!("{prefix}{}", entry.key);
                let place = at.child(index);
                let read = Phrase::read(&entry.value, Place::key(file, &place));
                match (&entry.value, read) {
                    (_, Some(phrase)) => {
                        self.0.insert(key, phrase);
                    }
                    (Node::Map(inner), None) if !has_forms(inner) => {
                        open.push((format!("{key}."), inner, place));
                    }
                    (Node::Scalar(_), None) => diagnostics.push(unpaired(file, &place, &key)),
                    _ => diagnostics.push(unusable(file, &place, &key)),
                }
            }
        }
    }

    /// The phrase of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Phrase> {
        self.0.get(key)
    }

    /// Every phrase with its key, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Phrase)> {
        self.0.iter().map(|(key, phrase)| (key.as_str(), phrase))
    }

    /// All keys, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn has_forms(map: &Map) -> bool {
    map.entries.iter().any(|entry| matches!(entry.key.as_str(), "one" | "other"))
}

fn unusable(file: &FilePath, place: &NodePath, key: &str) -> Diagnostic {
    Diagnostic::new(
        &PHRASE_UNUSABLE,
        Place::value(file, place),
        words!("词条“{key}”不是一段文字", "the phrase `{key}` is no text"),
    )
    .help(words!("写成一段文字，或 {{one: …, other: …}}", "write a text, or `{{one: …, other: …}}`"))
}

fn unpaired(file: &FilePath, place: &NodePath, key: &str) -> Diagnostic {
    Diagnostic::new(
        &PHRASE_UNUSABLE,
        Place::value(file, place),
        words!(
            "词条“{key}”的花括号不成对，或里面不是参数名",
            "the braces of the phrase `{key}` are not paired or hold no name of an argument"
        ),
    )
    .help(words!(
        "参数写成 {{n}}；要写花括号本身，请写两遍",
        "an argument is written `{{n}}`; write a brace twice to show it"
    ))
}

impl Phrase {
    fn read(node: &Node, place: Place) -> Option<Phrase> {
        match node {
            Node::Scalar(scalar) => Some(Phrase { place, one: None, other: pieces(&scalar.text)? }),
            Node::Map(map) => {
                let form = |wanted: &str| {
                    let entry = map.entries.iter().find(|entry| entry.key == wanted)?;
                    match &entry.value {
                        Node::Scalar(scalar) => pieces(&scalar.text),
                        Node::List(_) | Node::Map(_) => None,
                    }
                };
                let known = map.entries.iter().all(|entry| matches!(entry.key.as_str(), "one" | "other"));
                known.then_some(())?;
                Some(Phrase { place, one: form("one"), other: form("other")? })
            }
            Node::List(_) => None,
        }
    }

    /// Where it stands.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Names of the values that it needs.
    pub(super) fn slots(&self) -> BTreeSet<&str> {
        let pieces = self.one.iter().flatten().chain(&self.other);
        pieces
            .filter_map(|piece| match piece {
                Piece::Slot(name) => Some(name.as_str()),
                Piece::Text(_) => None,
            })
            .collect()
    }

    /// Says it with values; the form is chosen by `n`.
    ///
    /// # Errors
    /// The name of a value that is missing.
    pub(super) fn say(&self, value: impl Fn(&str) -> Option<String>) -> Result<String, &str> {
        let pieces = match (&self.one, value("n").as_deref()) {
            (Some(one), Some("1")) => one,
            _ => &self.other,
        };
        let mut said = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Slot(name) => said.push_str(&value(name).ok_or(name.as_str())?),
            }
        }
        Ok(said)
    }
}

/// Splits a text at its `{name}` places; `{{` and `}}` are braces. None when a brace stands alone.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let from = &rest[at..];
        if from.starts_with("{{") || from.starts_with("}}") {
            plain.push_str(&from[..1]);
            rest = &from[2..];
            continue;
        }
        let name = from.strip_prefix('{')?.split_once('}')?.0;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return None;
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Slot(name.to_owned()));
        rest = &from[name.len() + 2..];
    }
    plain.push_str(rest);
    if !plain.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn read(text: &str) -> (Phrases, Vec<Diagnostic>) {
        let file = FilePath::new("themes/a/i18n/zh.yaml");
        let mut diagnostics = Diagnostics::default();
        let map = diagnostics.take(yaml::parse(&file, text, 0));
        let mut phrases = Phrases::default();
        phrases.read(&file, &map, &mut diagnostics);
        (phrases, diagnostics.into_vec())
    }

    fn say(text: &str, key: &str, values: &[(&str, &str)]) -> Result<String, String> {
        let (phrases, diagnostics) = read(text);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let value = |name: &str| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        phrases.get(key).unwrap().say(value).map_err(str::to_owned)
    }

    #[test]
    fn values_take_their_places() {
        assert_eq!(say("a: 共 {n} 篇", "a", &[("n", "3")]), Ok("共 3 篇".into()));
        assert_eq!(say("a: {b: '{x}/{y}'}", "a.b", &[("x", "1"), ("y", "2")]), Ok("1/2".into()));
        assert_eq!(say("a: '{{x}}'", "a", &[]), Ok("{x}".into()));
        assert_eq!(say("a: ''", "a", &[]), Ok(String::new()));
    }

    #[test]
    fn one_has_a_form_of_its_own() {
        let text = "a: {one: '{n} case', other: '{n} cases'}";
        assert_eq!(say(text, "a", &[("n", "1")]), Ok("1 case".into()));
        assert_eq!(say(text, "a", &[("n", "2")]), Ok("2 cases".into()));
    }

    #[test]
    fn a_missing_value_is_named() {
        assert_eq!(say("a: '{n} of {total}'", "a", &[("n", "1")]), Err("total".into()));
        let (phrases, _) = read("a: '{n} of {total}'");
        assert_eq!(phrases.get("a").unwrap().slots().into_iter().collect::<Vec<_>>(), ["n", "total"]);
    }

    #[test]
    fn what_is_no_text_is_reported_at_its_place() {
        for text in
            ["a: [b]", "a: {one: x}", "a: '{'", "a: '}'", "a: '{维度}'", "a: {one: x, other: y, few: z}"]
        {
            let (phrases, diagnostics) = read(text);
            assert_eq!(diagnostics.len(), 1, "{text}");
            assert_eq!(diagnostics[0].code, "unusable-phrase");
            assert_eq!(
                diagnostics[0].place,
                Some(Place::value(&FilePath::new("themes/a/i18n/zh.yaml"), &NodePath(vec![0])))
            );
            assert_eq!(phrases.get("a"), None);
        }
    }

    #[test]
    fn a_later_file_overrides_single_phrases() {
        let file = FilePath::new("x.yaml");
        let mut diagnostics = Diagnostics::default();
        let mut phrases = Phrases::default();
        for text in ["a: 甲\nb: 乙", "b: 丙"] {
            let map = diagnostics.take(yaml::parse(&file, text, 0));
            phrases.read(&file, &map, &mut diagnostics);
        }
        let said: Vec<_> =
            phrases.keys().map(|key| phrases.get(key).unwrap().say(|_| None).unwrap()).collect();
        assert_eq!(said, ["甲", "丙"]);
    }
}
