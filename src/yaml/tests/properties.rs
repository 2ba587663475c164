//! What must always hold.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::base::{NodePath, Spot};
use crate::yaml::fields::fold_name;
use crate::yaml::locate;

/// Texts that writers put into values, with the signs that YAML cares about.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("党建".to_owned()),
        Just("“四三”工程".to_owned()),
        Just("500人次以上".to_owned()),
        "[a-z]{1,4}",
        "[ :#,'\"*&!@%|>?{}\\[\\]，：、。\\\\-]{1,3}",
        "[0-9]{1,4}",
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

fn any_key() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,6}", Just("标题".to_owned()), Just("单位 名称".to_owned()), Just("a-b".to_owned())]
}

fn any_node() -> impl Strategy<Value = Node> {
    let leaf = any_text().prop_map(|text| scalar(&text, ScalarKind::Quoted));
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Node::List),
            any_map(inner).prop_map(Node::Map),
        ]
    })
}

fn any_map(values: impl Strategy<Value = Node>) -> impl Strategy<Value = Map> {
    // Names that are compared as one, such as `ab` and `a-b`, are written twice.
    let entry = (any_key(), values).prop_map(|(key, value)| (fold_name(&key), Entry { key, value }));
    prop::collection::vec(entry, 1..4).prop_map(|entries| {
        let distinct: BTreeMap<String, Entry> = entries.into_iter().collect();
        Map { entries: distinct.into_values().collect() }
    })
}

/// Writes a map as a careful writer does: blocks, every text in quotes.
fn write_map(map: &Map, indent: usize, out: &mut String) {
    for entry in &map.entries {
        out.push_str(&" ".repeat(indent));
        out.push_str(&entry.key);
        out.push(':');
        write_node(&entry.value, indent, out);
    }
}

fn write_node(node: &Node, indent: usize, out: &mut String) {
    match node {
        Node::Scalar(scalar) => {
            out.push_str(&format!(" '{}'\n", scalar.text.replace('\'', "''")));
        }
        Node::List(items) => {
            out.push('\n');
            for item in items {
                out.push_str(&format!("{}-", " ".repeat(indent + 2)));
                write_node(item, indent + 2, out);
            }
        }
        Node::Map(map) => {
            out.push('\n');
            write_map(map, indent + 2, out);
        }
    }
}

/// All ways to scalars, and their texts.
fn scalars(node: &Node, way: &NodePath, found: &mut Vec<(NodePath, String)>) {
    match node {
        Node::Scalar(scalar) => found.push((way.clone(), scalar.text.clone())),
        Node::List(items) => {
            for (index, item) in items.iter().enumerate() {
                scalars(item, &way.child(index), found);
            }
        }
        Node::Map(map) => {
            for (index, entry) in map.entries.iter().enumerate() {
                scalars(&entry.value, &way.child(index), found);
            }
        }
    }
}

proptest! {
    #[test]
    fn a_written_map_reads_back_equal(map in any_map(any_node())) {
        let mut text = String::new();
        write_map(&map, 0, &mut text);
        prop_assert_eq!(&clean(&text), &map, "{}", text);
        prop_assert_eq!(&clean(&text.replace('\n', "\r\n")), &map);
    }

    #[test]
    fn locate_finds_the_exact_value(map in any_map(any_node())) {
        let mut text = String::new();
        write_map(&map, 0, &mut text);
        let mut ways = Vec::new();
        scalars(&Node::Map(map), &NodePath::default(), &mut ways);
        for (way, value) in ways {
            let range = locate(&text, &Spot::Value(way)).unwrap();
            let found = text[range].replace("''", "'");
            prop_assert!(found.trim_matches('\'') == value.trim_matches('\''), "{found} for {value} in\n{text}");
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "([ \\-:#,'\"*&!@%|>?{}\\[\\]\n\r\t，：、【】｛｝　\u{a0}\u{200b}\\\\a-c党0-9.~<]|\\PC){0,60}") {
        let outcome = parse(&text);
        for diagnostic in outcome.diagnostics {
            let spot = diagnostic.place.unwrap().spot;
            prop_assert!(locate(&text, &spot).is_some(), "{spot:?}");
        }
        for index in 0..3 {
            if let Some(range) = locate(&text, &Spot::Value(NodePath(vec![index]))) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
