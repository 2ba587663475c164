//! Nothing that a writer types is lost: it is in the site, or a problem points at it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::base::slug::Slugger;
use crate::base::{Diagnostic, FilePath, NodePath, Severity, Spot};
use crate::model::keys::TABLES;
use crate::parse::Document;
use crate::scan::SourceKind;
use crate::yaml::{Entry, Map, Node, Scalar, ScalarKind, Table};

use super::tests::Bench;

/// What stands in scalars: `§` becomes a word that occurs only once.
const WORDS: &[&str] = &[
    "§",
    "§",
    "§",
    "§ §",
    "§，§",
    "2021年 国家级 § 三等奖 1项",
    "2021年国家级§三等奖1项",
    "省级 § 第二批 立项",
    "§ 500人次以上",
    "§近千人次",
    "§：§",
    "文字：§　摄影：§",
    "某§",
    "2019-2021",
    "20*年§",
    "2023/13/40 §",
    "国家级",
    "是",
    "否",
    "7",
    "/§/§.html",
    "https://§.cn/a?b",
    "#§",
    "- § -",
    "",
];

fn scalar() -> impl Strategy<Value = Node> {
    let kinds = [ScalarKind::Text, ScalarKind::Quoted, ScalarKind::Number, ScalarKind::Bool];
    (prop::sample::select(WORDS), prop::sample::select(kinds.to_vec()))
        .prop_map(|(text, kind)| Node::Scalar(Scalar { text: text.to_owned(), kind }))
}

/// Names of keys of every table in both languages, and some that no table knows.
fn key(table: &'static Table) -> impl Strategy<Value = String> {
    let here: Vec<String> = table.keys.iter().flat_map(|key| key.names()).map(str::to_owned).collect();
    let anywhere =
        TABLES.iter().flat_map(|table| table.keys.iter()).map(|key| key.zh.to_owned()).collect::<Vec<_>>();
    prop_oneof![
        8 => prop::sample::select(here),
        2 => prop::sample::select(anywhere),
        1 => Just("§".to_owned()),
        1 => Just("证书编号".to_owned()),
    ]
}

fn map(table: &'static Table, value: impl Strategy<Value = Node>, most: usize) -> impl Strategy<Value = Map> {
    let entry = (key(table), value).prop_map(|(key, value)| Entry { key, value });
    prop::collection::vec(entry, 0..most).prop_map(|mut entries| {
        // Keys that are spelt alike are told by the parser of YAML, which has no part in this.
        let mut known = BTreeSet::new();
        entries.retain(|entry| entry.key == "§" || known.insert(entry.key.to_lowercase()));
        Map { entries }
    })
}

fn node() -> impl Strategy<Value = Node> {
    scalar().prop_recursive(3, 24, 4, |inner| {
        let inner = inner.boxed();
        let maps = TABLES.iter().map(|table| map(table, inner.clone(), 4).prop_map(Node::Map).boxed());
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 0..4).prop_map(Node::List),
            3 => prop::strategy::Union::new(maps.collect::<Vec<_>>()),
        ]
    })
}

/// Gives every `§` a number of its own.
fn number(node: &mut Node, next: &mut u32) {
    match node {
        Node::Scalar(scalar) => scalar.text = numbered(&scalar.text, next),
        Node::List(items) => items.iter_mut().for_each(|item| number(item, next)),
        Node::Map(map) => number_map(map, next),
    }
}

fn number_map(map: &mut Map, next: &mut u32) {
    for entry in &mut map.entries {
        entry.key = numbered(&entry.key, next);
        number(&mut entry.value, next);
    }
}

fn numbered(text: &str, next: &mut u32) -> String {
    text.chars()
        .map(|char| match char {
            '§' => {
                *next += 1;
                format!("词{}尾", han(*next))
            }
            char => char.to_string(),
        })
        .collect()
}

/// A number in letters that no reader takes for a number.
fn han(number: u32) -> String {
    number
        .to_string()
        .bytes()
        .map(|digit| "甲乙丙丁戊己庚辛壬癸".chars().nth(usize::from(digit - b'0')).unwrap())
        .collect()
}

/// Every numbered word with the way to where it stands.
fn words(node: &Node, path: &NodePath, found: &mut Vec<(String, NodePath)>) {
    match node {
        Node::Scalar(scalar) => found.extend(numbered_in(&scalar.text).map(|word| (word, path.clone()))),
        Node::List(items) => {
            items.iter().enumerate().for_each(|(index, item)| words(item, &path.child(index), found));
        }
        Node::Map(map) => words_of_map(map, path, found),
    }
}

fn words_of_map(map: &Map, path: &NodePath, found: &mut Vec<(String, NodePath)>) {
    for (index, entry) in map.entries.iter().enumerate() {
        let path = path.child(index);
        found.extend(numbered_in(&entry.key).map(|word| (word, path.clone())));
        words(&entry.value, &path, found);
    }
}

fn numbered_in(text: &str) -> impl Iterator<Item = String> {
    text.split('词')
        .skip(1)
        .filter_map(|rest| rest.split_once('尾'))
        .map(|(number, _)| format!("词{number}尾"))
}

/// Whether a problem speaks of a word, or points at it or at what holds it. An error stops the whole
/// item in which it stands.
fn tells(problem: &Diagnostic, word: &str, path: &NodePath) -> bool {
    let place = problem.place.as_ref().map(|place| &place.spot);
    let at = match place {
        Some(Spot::Value(at) | Spot::Key(at)) if problem.severity == Severity::Error && at.0.len() > 1 => {
            path.0.starts_with(&at.0[..at.0.len() - 1])
        }
        Some(Spot::Value(at) | Spot::Key(at)) => path.0.starts_with(&at.0),
        _ => false,
    };
    at || problem.message.zh.contains(word)
}

fn document(path: &str, kind: SourceKind, map: Map) -> Document {
    let mut document = crate::model::read::testing::document(path, kind, "");
    document.front.map = map.into();
    document
}

fn check(path: &str, kind: SourceKind, mut map: Map) -> Result<(), TestCaseError> {
    let mut next = 0;
    number_map(&mut map, &mut next);
    let mut typed = Vec::new();
    words_of_map(&map, &NodePath::default(), &mut typed);
    let outcome = Bench::of(document(path, kind, map.clone())).build();
    let site = format!("{:?}", outcome.value);
    let file = FilePath::new(path);
    let slugger = Slugger::new(Default::default(), &Default::default());
    let is_left_out = outcome.value.left_out.iter().any(|left| left.path == file);
    for (word, path) in typed {
        let told = outcome.diagnostics.iter().any(|problem| tells(problem, &word, &path));
        let is_there = site.contains(&word) || site.contains(&slugger.slug(&word));
        prop_assert!(is_left_out || told || is_there, "{word} at {path:?} is lost in {map:#?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_typed_in_a_case_is_lost(map in map(&crate::model::keys::case::CASE, node(), 10)) {
        check("content/cases/a.md", SourceKind::Case, map)?;
    }

    #[test]
    fn nothing_typed_in_a_framework_is_lost(map in map(&crate::model::keys::framework::FRAMEWORK, node(), 8)) {
        check("content/frameworks/a.md", SourceKind::Framework, map)?;
    }

    #[test]
    fn nothing_typed_elsewhere_is_lost(
        page in map(&crate::model::keys::page::PAGE, node(), 8),
        column in map(&crate::model::keys::column::COLUMN, node(), 8),
        institution in map(&crate::model::keys::institution::INSTITUTION, node(), 8),
    ) {
        check("content/a.md", SourceKind::Page, page)?;
        check("content/a/_index.md", SourceKind::Column, column)?;
        check("content/institutions/a.md", SourceKind::Institution, institution)?;
    }

    #[test]
    fn any_line_is_read_without_a_panic(line in any::<String>(), key in key(&crate::model::keys::case::CASE)) {
        let value = Node::Scalar(Scalar { text: line, kind: ScalarKind::Text });
        let map = Map { entries: vec![Entry { key, value }] };
        Bench::of(document("content/cases/a.md", SourceKind::Case, map)).build();
    }

    #[test]
    fn any_front_matter_is_read_without_a_panic(yaml in r"(?s)([\p{Han}a-z]{1,4}: ?|[\[\]{},:，、\n *&#-]|  - |[0-9]{1,4}年?|.){0,40}") {
        let document = crate::model::read::testing::document("content/cases/a.md", SourceKind::Case, &yaml);
        Bench::of(document).build();
    }
}
