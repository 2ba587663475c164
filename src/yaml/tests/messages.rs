//! Every problem of the floor, and that its words can be understood.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::*;
use crate::base::{Diagnostic, NodePath};
use crate::yaml::offsets::Edits;
use crate::yaml::{Fields, codes, syntax};

keys! {
    THING = "thing" { "东西", "a thing" }
    NAME = "name" "名称" []: Text => { "名称", "its name" } = "甲";
    SHOWN = "shown" "显示" []: Flag => { "是否显示", "whether it is shown" } = "是";
    COUNT = "count" "数量" []: Integer => { "数量", "how many" } = "1";
    SIZE = "size" "大小" []: Choice(&["small", "large"]) => { "大小", "its size" } = "small";
}

/// One source for each code that the parser speaks.
const SPOKEN: &[(&str, &str)] = &[
    ("unquoted-mask", "a: *校\n"),
    ("unquoted-sign", "a: @甲\n"),
    ("unquoted-colon", "a: 甲: 乙\n"),
    ("entry-in-value", "a: 甲 单位：乙\n"),
    ("text-after-quote", "a: \"甲\"乙\n"),
    ("stray-comma", "a: \"甲\",\n"),
    ("unindented-entry", "branch:\nname: 甲\n"),
    ("swallowed-text", "a: 甲 #乙\n"),
    ("unclosed-quote", "a: \"甲\n"),
    ("mixed-quotes", "a: \"甲”\n"),
    ("unclosed-bracket", "a: [甲\n"),
    ("backslash-in-quotes", "a: \"C:\\new\"\n"),
    ("tab-indentation", "a:\n\t- 甲\n"),
    ("uneven-indentation", "a: 1\n b: 2\n"),
    ("unindented-text", "a: |\n甲。\n"),
    ("line-without-key", "甲\n"),
    ("loose-colon", "主张:甲\n"),
    ("lines-without-dash", "a:\n  甲\n  乙\n"),
    ("list-beside-key", "a: - 甲\n"),
    ("entry-without-value", "a: {甲, b: 1}\n"),
    ("more-documents", "a: 1\n---\nb: 1\n"),
    ("merge-key", "a: &x {b: 1}\nc: {d: 1}\n<<: *x\n"),
    ("complex-key", "a: {{b}: 1}\n"),
    ("deep-yaml", "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"),
    ("yaml-without-keys", "- 甲\n"),
    ("yaml-syntax", "a: [甲,, 乙]\n"),
    ("duplicate-key", "a: 1\na: 2\n"),
    ("wrong-type", "name: [甲, 乙]\n"),
    ("unclear-flag", "shown: 也许\n"),
    ("unclear-number", "count: 很多\n"),
    ("number-out-of-range", "count: 100\n"),
    ("unknown-value", "name: 甲\nsize: 中\n"),
    ("similar-key", "nmae: 甲\n"),
    ("unknown-key", "name: 甲\n口号: 甲\n"),
    ("word-for-nothing", "name: 暂无\n"),
    ("missing-key", "a: 甲\n"),
];

fn spoken(source: &str) -> Vec<Diagnostic> {
    let file = FilePath::new("a.yaml");
    let outcome = parse(source);
    let mut found = outcome.diagnostics;
    let mut fields = Fields::new(&file, &outcome.value, NodePath::default(), &THING);
    fields.required_text(&NAME);
    fields.flag(&SHOWN);
    fields.integer(&COUNT, 0..=10);
    fields.one_of(&SIZE, &[(&["small", "小"], 1), (&["large", "大"], 2)]);
    found.extend(fields.finish_strict());
    found
}

#[test]
fn every_code_is_spoken() {
    let too_long = format!("a: {}\n", "长".repeat(30_000));
    let flood = format!("a: &a {}\nb: [{}]\n", "x".repeat(30_000), vec!["*a"; 5000].join(", "));
    let mut sources = SPOKEN.to_vec();
    sources.extend([("oversized-yaml", too_long.as_str()), ("yaml-expansion", flood.as_str())]);
    for (code, source) in &sources {
        let found = spoken(source);
        assert!(found.iter().any(|diagnostic| diagnostic.code == *code), "{code}: {found:?}");
        for diagnostic in &found {
            understandable(diagnostic);
        }
    }
    let told: BTreeSet<&str> = sources.iter().map(|(code, _)| *code).collect();
    let declared: BTreeSet<&str> = codes().iter().map(|code| code.name).collect();
    assert_eq!(told, declared);
    assert_eq!(codes().len(), declared.len(), "a name is declared twice");
}

/// Chinese has Han and ends without a stop; English begins small; both have a cure, unless the message
/// only points at the other place of a pair.
fn understandable(diagnostic: &Diagnostic) {
    let is_han = |char: char| ('\u{4e00}'..='\u{9fff}').contains(&char);
    let words = std::iter::once(&diagnostic.message).chain(&diagnostic.help);
    for words in words {
        assert!(words.zh.contains(is_han) && !words.zh.ends_with(['。', '.']), "{words:?}");
        assert!(!words.en.is_empty() && !words.en.ends_with('.'), "{words:?}");
        let begins_big = words.en.chars().next().is_some_and(char::is_uppercase);
        assert!(!begins_big || words.en.starts_with("YAML"), "{words:?}");
        assert!(!words.zh.contains("  ") && !words.en.contains("  "), "{words:?}");
    }
    assert!(diagnostic.help.is_some() || diagnostic.code == "duplicate-key", "{diagnostic}");
}

/// What libyaml says when nothing is repaired before: a source, the place, and words of the message.
const LIBYAML: &[(&str, &str, &str)] = &[
    ("标题: \"甲\n", "1:5", "never closed"),
    ("标题: \"甲\n---\n", "1:5", "not closed before a line of `---`"),
    ("标题: 甲\n单位\n日期: 1\n", "2:1", "no colon"),
    ("标题: 党建: 三创新\n", "1:7", "no `name: value`"),
    ("标题: - 甲\n", "1:5", "on the line of its name"),
    ("标题: ? 甲\n", "1:5", "`? `"),
    ("标题: @甲\n", "1:5", "cannot begin with @"),
    ("标题: 甲\n\n\t乙\n", "3:1", "tab"),
    ("标题: |\n\t甲\n", "2:1", "tab"),
    ("标题: *大学\n", "1:5", "taken for an alias"),
    ("标题: &大学\n", "1:5", "taken for an alias"),
    ("标题: *abc\n", "1:5", "no such anchor"),
    ("标题: \"\\q\"\n", "1:6", "backslash"),
    ("标题: \"\\xzz\"\n", "1:8", "hexadecimal"),
    ("标题: > 甲\n", "1:7", "after `|` or `>`"),
    ("标题: [甲 {乙}]\n", "1:8", "inside brackets"),
    ("标题: [甲\n", "1:5", "inside brackets"),
    ("标题: {甲: 乙 [丙]}\n", "1:11", "inside braces"),
    ("列表:\n  - 甲\n  乙: 1\n", "3:3", "does not begin with `- `"),
    ("标题: \"甲\"\n 乙: 1\n", "2:2", "a new entry"),
    ("标题: \"甲\" 乙\n日期: 1\n", "1:9", "a new entry"),
    ("标题: ,甲\n", "1:5", "a value is missing"),
    ("标题: !<甲 乙\n", "1:5", "tag"),
    ("标题: !a!乙 丙\n", "1:5", "tag"),
    ("%甲\n", "1:2", "directive"),
    ("标题: {甲:[1]}\n", "1:7", "a space after it"),
    ("标题: 甲\n---\n标题: 乙\n", "1:1", "one YAML document"),
    ("%YAML 1.1\n标题: 甲\n", "2:1", "does not join"),
];

#[test]
fn libyaml_speaks_plainly() {
    for (source, place, words) in LIBYAML {
        let error =
            serde::de::IgnoredAny::deserialize(serde_yaml::Deserializer::from_str(source)).unwrap_err();
        let found = syntax::finding(&error, &Edits::default().apply(source));
        let location = crate::base::Location::of_range(source, found.range);
        assert!(found.message.en.contains(words), "{source:?}: {} ({error})", found.message.en);
        assert_eq!(format!("{}:{}", location.line, location.column), *place, "{source:?}: {error}");
        assert!(found.help.is_some());
    }
}

#[test]
fn what_libyaml_says_is_all_known() {
    let said: BTreeSet<usize> = LIBYAML
        .iter()
        .map(|(source, ..)| {
            let error =
                serde::de::IgnoredAny::deserialize(serde_yaml::Deserializer::from_str(source)).unwrap_err();
            syntax::known(&error.to_string()).unwrap_or_else(|| panic!("{error}"))
        })
        .collect();
    assert_eq!(said.len(), syntax::known_count(), "{said:?}");
}
