use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::markdown::prepare::prepare;
use crate::markdown::prepared::{Map, Prepared};

/// The inline structure of a text: `(em …)`, `(st …)`, `(del …)`, cells in brackets.
fn structure(prepared: &Prepared<'_>) -> String {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let mut out = String::new();
    for event in Parser::new_ext(prepared.text(), options) {
        match event {
            Event::Start(Tag::Emphasis) => out.push_str("(em "),
            Event::Start(Tag::Strong) => out.push_str("(st "),
            Event::Start(Tag::Strikethrough) => out.push_str("(del "),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => out.push(')'),
            Event::Start(Tag::TableCell) => out.push('['),
            Event::End(TagEnd::TableCell) => out.push(']'),
            Event::Text(text) | Event::InlineHtml(text) => out.push_str(&prepared.clean(text)),
            Event::Code(code) => out.push_str(&format!("`{}`", prepared.clean(code))),
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.push_str(&format!("<{}>", prepared.clean(dest_url)));
            }
            Event::SoftBreak => out.push('/'),
            _ => {}
        }
    }
    out
}

fn read(text: &str) -> String {
    structure(&prepare(text, Map::piece(0, text.len())))
}

fn plain(text: &str) -> String {
    structure(&Prepared::plain(text, Map::piece(0, text.len())))
}

/// What the rule reads and CommonMark does not.
const CHANGED: &[(&str, &str)] = &[
    ("**重点。**后文", "(st 重点。)后文"),
    ("前文**（重点）**", "前文(st （重点）)"),
    ("前文**（重点）**后文", "前文(st （重点）)后文"),
    ("中**“要”**文", "中(st “要”)文"),
    ("中**“x”**中", "中(st “x”)中"),
    ("~~删除。~~后", "(del 删除。)后"),
    ("中~~“删”~~后", "中(del “删”)后"),
    ("中*（注）*后", "中(em （注）)后"),
    ("*（注）*后", "(em （注）)后"),
    ("**《规定》**印发", "(st 《规定》)印发"),
    ("印发**《规定》**", "印发(st 《规定》)"),
    ("**100%**增长", "(st 100%)增长"),
    ("增长**+20**", "增长(st +20)"),
    ("**“三亮三比”**工程", "(st “三亮三比”)工程"),
    ("***重点。***后文", "(em (st 重点。))后文"),
    ("**甲。*乙。*丙**丁", "(st 甲。(em 乙。)丙)丁"),
    ("**一、**二、**三**", "(st 一、)二、(st 三)"),
    ("**重点。**English", "(st 重点。)English"),
    ("English**（重点）**", "English(st （重点）)"),
    ("**Note:**后文", "(st Note:)后文"),
    ("**`代码`**后文", "(st `代码`)后文"),
    ("前**`代码`**", "前(st `代码`)"),
    ("**[链](a)**后", "(st <a>链)后"),
    ("前**[链](a)**后", "前(st <a>链)后"),
    ("**重点…**后", "(st 重点…)后"),
    ("前**——重点**", "前(st ——重点)"),
    ("**강조(强)**의", "(st 강조(强))의"),
    ("**これは。**私", "(st これは。)私"),
    ("**ｱ｡**ｱ", "(st ｱ｡)ｱ"),
    ("**a)**𠮷", "(st a))𠮷"),
    ("葛\u{E0100}**（注）**", "葛\u{E0100}(st （注）)"),
    ("字\u{FE00}**（注）**a", "字\u{FE00}(st （注）)a"),
    ("a**“\u{FE01}甲”\u{FE01}**", "a(st “\u{FE01}甲”\u{FE01})"),
    ("㊙\u{FE0E}**甲**a**（乙）**", "㊙\u{FE0E}(st 甲)a(st （乙）)"),
    ("| a |\n|---|\n| **重点。**后文 |", "[a][(st 重点。)后文]"),
    ("\\***重点。**后文", "*(st 重点。)后文"),
    ("**重点。\\***后文", "(st 重点。*)后文"),
    ("\\**重点。\\**后文", "*(em 重点。*)后文"),
    ("# **重点。**后", "(st 重点。)后"),
    ("> - **重点。**后", "(st 重点。)后"),
    ("甲**（乙\n丙）**丁", "甲(st （乙/丙）)丁"),
];

/// What stays as CommonMark has it.
const UNCHANGED: &[&str] = &[
    "**重点**后文",
    "前文**重点**后文",
    "**重点。** 后文",
    "2*3*4",
    "a**(b)**c",
    "a**\"b\"**c",
    "a*(b)*c",
    "a~~(b)~~c",
    "_重点。_后文",
    "前_（重点）_后",
    "__重点。__后文",
    "~重点。~后文",
    "`**重点。**后文`",
    "```\n**重点。**后文\n```",
    "    **重点。**后文",
    "** 重点。 **后文",
    "**重点。",
    "重点。**",
    "***",
    "* （注）",
    "|a|\n|-|\n|**。**|",
    "<https://a.cn/**。**x>",
    "<b title=\"**。**甲\">",
    "é**(b)**é",
    "a**“b”**c",
];

#[test]
fn emphasis_beside_cjk_punctuation() {
    for (text, expected) in CHANGED {
        assert_eq!(read(text), *expected, "{text}");
        assert_ne!(plain(text), *expected, "{text} needs no rule");
    }
}

#[test]
fn everything_else_is_as_commonmark_has_it() {
    for text in UNCHANGED {
        assert_eq!(read(text), plain(text), "{text}");
    }
}

#[test]
fn a_selector_after_punctuation_counts_as_the_punctuation() {
    // CommonMark sees the selector, which is no punctuation, and lets the run close.
    assert_eq!(plain("**a!\u{FE0E}**b"), "(st a!\u{FE0E})b");
    assert_eq!(read("**a!\u{FE0E}**b"), "**a!\u{FE0E}**b");
    assert_eq!(read("!\u{FE0E}_a_"), plain("!_a_").replace('!', "!\u{FE0E}"));
}

#[test]
fn every_guard_is_punctuation_to_the_parser() {
    let mut text = String::from("*a*");
    for _ in 0..32 {
        let length = text.len();
        let Some(guard) = Rewriter::new(&text, Map::piece(0, length)).guard() else { return };
        // A run between a letter and punctuation does not open.
        assert_eq!(plain(&format!("a*{guard}b*")), format!("a*{guard}b*"), "{guard:?}");
        text.push(guard);
    }
    panic!("guards never end");
}

#[test]
fn no_example_of_the_specification_changes() {
    let examples: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tests/fixtures/commonmark.json")).unwrap();
    let mut seen = 0;
    for example in examples.as_array().unwrap() {
        let text = example["markdown"].as_str().unwrap();
        let mut rewriter = Rewriter::new(text, Map::piece(0, text.len()));
        let mut at = 0;
        while let Some(found) = text[at..].find(['*', '~', '_', '\\']) {
            let start = at + found;
            let delimiter = text.as_bytes()[start];
            at = start + text.bytes().skip(start).take_while(|byte| *byte == delimiter).count();
            if delimiter == b'\\' {
                at = start
                    + 1
                    + usize::from(text[start + 1..].starts_with(|char: char| char.is_ascii_punctuation()));
            } else {
                run(text, start..at, &mut rewriter);
            }
        }
        assert_eq!(structure(&rewriter.finish()), plain(text), "{text}");
        seen += 1;
    }
    assert_eq!(seen, 652);
}
