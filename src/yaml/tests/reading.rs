//! What a sound text says, and where its values stand.

use super::*;
use crate::base::{Location, NodePath, Place, Spot};
use crate::yaml::locate;

#[test]
fn scalars_keep_their_text() {
    for (typed, text, kind) in [
        ("1.10", "1.10", ScalarKind::Number),
        ("0123", "0123", ScalarKind::Text),
        ("+5", "+5", ScalarKind::Number),
        ("0x1F", "0x1F", ScalarKind::Number),
        ("1e3", "1e3", ScalarKind::Number),
        ("99999999999999999999999999", "99999999999999999999999999", ScalarKind::Number),
        ("2020-07", "2020-07", ScalarKind::Text),
        ("2023-10-20", "2023-10-20", ScalarKind::Text),
        ("20:30", "20:30", ScalarKind::Text),
        ("yes", "yes", ScalarKind::Text),
        ("是", "是", ScalarKind::Text),
        ("True", "True", ScalarKind::Bool),
        ("false", "false", ScalarKind::Bool),
        ("", "", ScalarKind::Null),
        ("~", "~", ScalarKind::Null),
        ("NULL", "NULL", ScalarKind::Null),
        ("\"\"", "", ScalarKind::Quoted),
        ("'1.10'", "1.10", ScalarKind::Quoted),
        ("\"true\"", "true", ScalarKind::Quoted),
        ("'它''是'", "它'是", ScalarKind::Quoted),
        ("\"\\u4e2d\"", "中", ScalarKind::Quoted),
        ("!!str 12", "12", ScalarKind::Text),
        ("!!int '12'", "12", ScalarKind::Number),
        ("“四三”工程", "“四三”工程", ScalarKind::Text),
        ("https://a.cn/b:c", "https://a.cn/b:c", ScalarKind::Text),
        ("对标：七个有力", "对标：七个有力", ScalarKind::Text),
        ("|\n  甲\n   乙\n", "甲\n 乙\n", ScalarKind::Quoted),
        ("|-\n  12\n", "12", ScalarKind::Quoted),
    ] {
        let map = clean(&format!("a: {typed}\nb: 1\n"));
        assert_eq!(
            map.entries,
            [entry("a", scalar(text, kind)), entry("b", scalar("1", ScalarKind::Number))],
            "{typed}"
        );
    }
}

#[test]
fn null_in_braces_is_null() {
    let map = clean("a: {\"b\": , c: 1}\n");
    assert_eq!(compact_map(&map), "a={b=|c=1}");
    let Some(Node::Map(inner)) = map.get("a") else { panic!("{map:?}") };
    assert!(inner.entries[0].value.is_null());
}

#[test]
fn order_is_kept() {
    assert_eq!(compact_map(&clean("乙: 1\n甲: 2\nb: 3\na: 4\n")), "乙=1|甲=2|b=3|a=4");
}

#[test]
fn nothing_is_an_empty_map() {
    for text in ["", "\n", "# 只有注释\n", "---\n", "---\n\n...\n"] {
        assert!(clean(text).is_empty(), "{text:?}");
    }
}

#[test]
fn line_ends_make_no_difference() {
    let text = "a: 甲\nb:\n  - 乙\n  - {c: 丙, d: [丁]}\ne: |\n  一\n  二\n";
    assert_eq!(clean(text), clean(&text.replace('\n', "\r\n")));
}

#[test]
fn a_key_written_twice_is_told_once_with_both_places() {
    let text = "x:\n  - {名称: 1, ' 名称': 2}\ntitle: a\nb: 1\nTitle: c\n";
    let outcome = parse(text);
    assert_eq!(compact_map(&outcome.value), "x=[{名称=1| 名称=2}]|title=a|b=1|Title=c");
    let places: Vec<_> = outcome
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let at = |at: &Option<Place>| {
                let (line, column, _) = place(text, &at.as_ref().unwrap().spot).unwrap();
                (line, column)
            };
            (&*diagnostic.code, at(&diagnostic.place), at(&diagnostic.other))
        })
        .collect();
    let code = "duplicate-key";
    assert_eq!(places, [(code, (2, 14), (2, 6)), (code, (5, 1), (3, 1))]);
}

#[test]
fn aliases_are_expanded() {
    assert_eq!(compact_map(&clean("a: &x [1, 2]\nb: *x\n")), "a=[1|2]|b=[1|2]");
}

#[test]
fn a_flood_of_aliases_is_refused() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip("abcdefg".chars()) {
        let aliases = vec![format!("*{before}"); 10].join(", ");
        text.push_str(&format!("{name}: &{name} [{aliases}]\n"));
    }
    let outcome = parse(&text);
    assert_eq!(outcome.diagnostics.iter().map(|d| &*d.code).collect::<Vec<_>>(), ["yaml-expansion"]);
    let wide = format!("a: &a {}\nb: [{}]\n", "x".repeat(30_000), vec!["*a"; 5000].join(", "));
    assert_eq!(parse(&wide).diagnostics[0].code, "yaml-expansion");
}

#[test]
fn what_is_too_long_is_refused() {
    let text = format!("a: {}\n", "长".repeat(22_000));
    let outcome = parse(&text);
    assert_eq!(outcome.diagnostics.len(), 1);
    assert_eq!(outcome.diagnostics[0].code, "oversized-yaml");
    assert!(parse(&format!("a: {}\n", "长".repeat(21_000))).diagnostics.is_empty());
}

#[test]
fn strange_characters_do_not_stop_the_reading() {
    let outcome = parse("a: 甲\u{b}乙\nb: 丙\u{2028}丁\rc: 戊\r\n");
    assert_eq!(compact_map(&outcome.value), "a=甲 乙|b=丙 丁|c=戊");
    assert!(outcome.diagnostics.is_empty());
    let text = "a: \u{2028}甲\u{2028}乙\nb: 丙\n";
    assert_eq!(place(text, &Spot::Value(NodePath(vec![1]))), Some((2, 4, "丙".to_owned())));
}

#[test]
fn what_is_no_map_is_reported() {
    for text in ["- 甲\n- 乙\n", "[甲]\n"] {
        let outcome = parse(text);
        assert_eq!(outcome.diagnostics[0].code, "yaml-without-keys", "{text}");
    }
}

fn place(text: &str, spot: &Spot) -> Option<(u32, u32, String)> {
    let range = locate(text, spot)?;
    let location = Location::of_range(text, range.clone());
    Some((location.line, location.column, text[range].to_owned()))
}

const PLACES: &str = "\
标题: 党建三创新
branch: {name: \"教工党支部\", kind: ''}
空:
'honours':
  - 2021年 三等奖
  - 名称: 样板支部
    年份: [2019, 2021]
摘要: |
  第一行
  第二行
  ";

#[test]
fn values_are_found() {
    for (path, expected) in [
        (vec![0], (1, 5, "党建三创新")),
        (vec![1], (2, 9, "{")),
        (vec![1, 0], (2, 17, "教工党支部")),
        (vec![1, 1], (2, 32, "'")),
        (vec![2], (3, 3, "")),
        (vec![3], (5, 3, "-")),
        (vec![3, 0], (5, 5, "2021年 三等奖")),
        (vec![3, 1], (6, 5, "名")),
        (vec![3, 1, 0], (6, 9, "样板支部")),
        (vec![3, 1, 1], (7, 9, "[")),
        (vec![3, 1, 1, 1], (7, 16, "2021")),
        (vec![4], (8, 5, "|")),
    ] {
        let spot = Spot::Value(NodePath(path.clone()));
        for text in [PLACES.to_owned(), PLACES.replace('\n', "\r\n")] {
            let expected = (expected.0, expected.1, expected.2.to_owned());
            assert_eq!(place(&text, &spot), Some(expected), "{path:?}");
        }
    }
}

#[test]
fn keys_are_found() {
    for (path, expected) in [
        (vec![0], (1, 1, "标题")),
        (vec![1, 1], (2, 25, "kind")),
        (vec![3], (4, 2, "honours")),
        (vec![3, 1, 1], (7, 5, "年份")),
    ] {
        let found = place(PLACES, &Spot::Key(NodePath(path.clone())));
        assert_eq!(found, Some((expected.0, expected.1, expected.2.to_owned())), "{path:?}");
    }
}

#[test]
fn ways_that_lead_nowhere_find_nothing() {
    for path in [vec![5], vec![u32::MAX], vec![0, 0], vec![3, 2], vec![3, 1, 1, 7], vec![1, 0, 0]] {
        assert_eq!(locate(PLACES, &Spot::Value(NodePath(path.clone()))), None, "{path:?}");
        assert_eq!(locate(PLACES, &Spot::Key(NodePath(path))), None);
    }
}

#[test]
fn other_spots_are_handed_on() {
    let text = "甲: 1\r\n乙: 二三\r\n";
    assert_eq!(locate(text, &Spot::File), None);
    let span = crate::base::Span::new(0..3);
    assert_eq!(locate(text, &Spot::Span(span)), Some(0..3));
    assert_eq!(locate(text, &Spot::Span(crate::base::Span::new(1..3))), None);
    let line =
        |line, column, width| locate(text, &Spot::Line { line, column, width }).map(|range| &text[range]);
    assert_eq!(line(2, 4, 1), Some("二"));
    assert_eq!(line(2, 4, 9), Some("二三"));
    assert_eq!(line(2, 40, 9), Some(""));
    assert_eq!(line(9, 1, 1), None);
}
