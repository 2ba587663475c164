//! Front matter of the plainest form, read without libyaml.
//!
//! That is names with plain texts, lists of them, and brackets on one line: of this project's own 44 texts 17,
//! none of them a full case study. Of such a text nothing is repaired and nothing reported, and libyaml, the walk
//! before it and the reading after it cost far more than to cut it at its signs. What is refused here, at the first sign that has any other
//! meaning or may be a slip, takes the long way; so this knows nothing that the long way does not, and the
//! tests hold the two against each other.

use super::read::{Read, offset_in};
use super::{Entry, Map, Node, Scalar, ScalarKind};
use crate::base::fold::is_common_han;
use crate::base::numeral::is_han_numeral;

/// What a text says whose every line is ordinary; `None` tells nothing of a text.
pub(super) fn read(text: &str) -> Option<Read> {
    let mut reader = Reader { text, read: Read::default() };
    let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
    let mut entries = Vec::new();
    while let Some(line) = lines.next() {
        let (name, rest) = line.split_once(':')?;
        let key = reader.key(name)?;
        let value = match rest.strip_prefix(' ') {
            Some(typed) => reader.value(typed)?,
            None if rest.is_empty() => {
                let items = std::iter::from_fn(|| lines.next_if(|line| is_item(line)));
                reader.items(items)?
            }
            None => return None,
        };
        entries.push(Entry { key, value });
    }
    let node = (!entries.is_empty()).then_some(Node::Map(Map { entries }))?;
    Some(Read { node: Some(node), ..reader.read })
}

/// The longest name in bytes. libyaml has a limit of its own, and the walk looks for colons so far only.
const LONGEST_NAME: usize = 64;

struct Reader<'t> {
    text: &'t str,
    read: Read,
}

impl<'t> Reader<'t> {
    /// A name; where it stands is noted.
    fn key(&mut self, name: &'t str) -> Option<String> {
        // A numeral and a colon, or 第一章 and one, may be the number of an item.
        let is_number = |char: char| char == '第' || is_han_numeral(char);
        let begins = |char: char| char.is_ascii_alphabetic() || is_common_han(char) && !is_number(char);
        let is_name = name.len() <= LONGEST_NAME
            && name.starts_with(begins)
            && name
                .chars()
                .all(|char| is_common_han(char) || char.is_ascii_alphanumeric() || matches!(char, '_' | '-'));
        if !is_name || kind(name)? != ScalarKind::Text {
            return None;
        }
        let at = offset_in(self.text, name)?;
        self.read.keys.push(Some(at..at + name.len()));
        Some(name.to_owned())
    }

    /// The items below a name, all in one column.
    fn items(&mut self, lines: impl Iterator<Item = &'t str>) -> Option<Node> {
        let mut column = None;
        let mut items = Vec::new();
        for line in lines {
            let dash = line.find('-')?;
            if *column.get_or_insert(dash) != dash {
                return None;
            }
            items.push(self.value(line[dash + 1..].strip_prefix(' ')?)?);
        }
        (!items.is_empty()).then_some(Node::List(items))
    }

    /// What stands behind a colon or a dash, up to the end of its line.
    fn value(&mut self, typed: &'t str) -> Option<Node> {
        if let Some(rest) = typed.strip_prefix('[') {
            let items = rest.strip_suffix(']')?.split(',');
            return items
                .map(|item| text(item.trim_start_matches(' ')))
                .collect::<Option<_>>()
                .map(Node::List);
        }
        if let Some(rest) = typed.strip_prefix('{') {
            let entries = rest.strip_suffix('}')?.split(',').map(|entry| {
                let (name, value) = entry.trim_start_matches(' ').split_once(": ")?;
                Some(Entry { key: self.key(name)?, value: text(value)? })
            });
            return entries.collect::<Option<_>>().map(|entries| Node::Map(Map { entries }));
        }
        text(typed)
    }
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with("- ")
}

/// A text without any sign that means something to YAML where it stands, or that a slip is known by: no
/// colon, hash, quote or bracket, nothing odd at its beginning, and no comma behind it.
fn text(typed: &str) -> Option<Node> {
    let begins =
        |char: char| is_common_han(char) || char.is_ascii_alphanumeric() || matches!(char, '“' | '《' | '（');
    let is_ordinary = typed.starts_with(begins)
        && !typed.ends_with([' ', ',', '，', '、', '；'])
        && typed.chars().all(is_text_char);
    let kind = kind(typed).filter(|_| is_ordinary)?;
    Some(Node::Scalar(Scalar { text: typed.to_owned(), kind }))
}

fn is_text_char(char: char) -> bool {
    is_common_han(char)
        || char.is_ascii_alphanumeric()
        || matches!(char, ' ' | '-' | '_' | '.' | ',' | '/' | '%' | '+' | '(' | ')')
        || matches!(
            char,
            '，' | '、' | '；' | '。' | '！' | '？' | '（' | '）' | '“' | '”' | '《' | '》' | '—' | '·'
        )
}

/// What YAML takes a text for that begins with a letter, a digit or a sign of no number; `None` where it would
/// have to be asked.
fn kind(text: &str) -> Option<ScalarKind> {
    let bytes = text.as_bytes();
    let may_be_number = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
    if !bytes.iter().all(may_be_number) {
        return Some(ScalarKind::Text);
    }
    match bytes {
        [b'0'..=b'9', ..] if bytes.iter().all(u8::is_ascii_digit) => {
            // A zero before other digits makes a text of them, and more of them a number of another size.
            let is_usual = bytes.len() == 1 || bytes[0] != b'0' && bytes.len() < 19;
            is_usual.then_some(ScalarKind::Number)
        }
        // A date: no number has a dash behind a digit.
        [b'0'..=b'9', ..] if bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-') => {
            Some(ScalarKind::Text)
        }
        [b'a'..=b'z' | b'A'..=b'Z', ..] => {
            let has_meaning = ["null", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word));
            (!has_meaning).then_some(ScalarKind::Text)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::yaml::parse::prepare;
    use crate::yaml::read;

    /// Holds what is read here against what comes of the long way: nothing repaired, nothing reported.
    fn holds(text: &str) -> Result<(), TestCaseError> {
        let Some(found) = super::read(text) else { return Ok(()) };
        let long = prepare(text, read::read).expect("nothing is too deep");
        prop_assert!(long.findings.is_empty(), "{text}\n{:?}", long.findings);
        prop_assert_eq!(&long.repaired.text, text);
        prop_assert_eq!(long.read, Some(found), "{}", text);
        Ok(())
    }

    const ORDINARY: &str = "title: 第501篇 党员形成的做法\ndate: 2021-02-08\n\n党支部: 教工第6党支部\n\
        period: {from: 2017, to: 2022}\ntags: [结对,标准化]\nfigures:\n  - 累计培训 1,301人次以上\n  \
        - {label: 教材, value: 8, unit: 本}\nhonours:\n- [a, b c]\n- “一二”（三）\nwords: 2500\n";

    #[test]
    fn ordinary_front_matter_takes_the_short_way() {
        for text in [ORDINARY, &ORDINARY.replace('\n', "\r\n"), ORDINARY.trim_end()] {
            assert!(super::read(text).is_some(), "{text}");
            holds(text).unwrap();
        }
    }

    #[test]
    fn what_is_not_ordinary_takes_the_long_way() {
        for text in [
            "",
            "\n",
            "a",
            "a:",
            "a: ",
            "a:b",
            "a: \n",
            "a: b \n",
            "a: b:c",
            "a: b: c",
            "a：b",
            "a: b：c",
            "a: b #c",
            "a: 'b'",
            "a: b\n  c",
            "a: b\n  - c",
            "a:\n  - b\n    c",
            "a:\n  - b\n - c",
            "a:\n  - b: c",
            "a: []",
            "a: [b, ]",
            "a: [b]c",
            "a: {b}",
            "a: {b:c}",
            "a: [b, [c]]",
            "a: b，",
            "a: 1.10",
            "a: 007",
            "a: null",
            "a: True",
            "true: a",
            "a: *b",
            "a: &b",
            "a: |\n  b",
            "- a",
            "三: a",
            "第一章: a",
            "---\na: b",
            "a: b\r",
            "# a\na: b",
            " a: b",
        ] {
            assert_eq!(super::read(text), None, "{text:?}");
        }
    }

    #[test]
    fn long_texts_are_read_alike() {
        let text = format!("a: {0}\nb:\n  - {0}\nc: [{0}, {0}]\nd: {{e: {0}}}\n", "党建 a".repeat(900));
        assert!(super::read(&text).is_some());
        holds(&text).unwrap();
    }

    /// A scalar, mostly ordinary: every character that may stand in one, words that YAML knows, the beginnings
    /// of numbered lines and of known names, and some signs that are refused.
    fn any_scalar() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[党建一二三第章名称文字摄影单位 a-cEeXxnN0-9_.,/%+()，、；。！？（）“”《》—·-]{1,3}",
            prop::sample::select(vec![
                "null",
                "true",
                "NaN",
                "inf",
                ".inf",
                "0x1F",
                "0o7",
                "1e5",
                "1_000",
                "2020-07",
                "第一章 ",
                "一、",
                "1. ",
                "（一）",
                "(1)",
                "1) ",
                "单位",
                "title",
                "http//a",
                "~",
            ])
            .prop_map(str::to_owned),
            "[ :#'\"*&!@|>?{}\\[\\]：\u{3000}-]",
        ];
        prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat())
    }

    fn any_value() -> impl Strategy<Value = String> {
        let text = || prop_oneof![4 => "[党建a-c0-9，、（）“”]{1,4}", 1 => any_scalar()];
        let gap = || prop::sample::select(vec![",", ", ", ",  "]);
        let entry = (any_name(), text()).prop_map(|(name, text)| format!("{name}: {text}"));
        prop_oneof![
            3 => any_scalar(),
            1 => (prop::collection::vec(text(), 1..4), gap()).prop_map(|(items, gap)| format!("[{}]", items.join(gap))),
            1 => (prop::collection::vec(entry, 1..4), gap())
                .prop_map(|(entries, gap)| format!("{{{}}}", entries.join(gap))),
        ]
    }

    fn any_name() -> impl Strategy<Value = String> {
        let known = ["title", "标题", "单位", "name", "名称", "文字", "a", "true", "三", "第一章", "a-b"];
        prop_oneof![prop::sample::select(known.to_vec()).prop_map(str::to_owned), "[a-z党一_0-9-]{1,3}"]
    }

    fn any_lines() -> impl Strategy<Value = String> {
        let end = || prop_oneof![9 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\n\n")];
        let line =
            (any_name(), any_value(), end()).prop_map(|(name, value, end)| format!("{name}: {value}{end}"));
        let items =
            (any_name(), prop::sample::select(vec!["", " ", "  ", "    "]), any_value(), any_value(), end())
                .prop_map(|(name, indent, a, b, end)| {
                    format!("{name}:{end}{indent}- {a}{end}{indent}- {b}{end}")
                });
        prop::collection::vec(prop_oneof![2 => line, 1 => items], 1..4).prop_map(|lines| lines.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn the_short_way_reads_what_the_long_way_reads(text in any_lines()) {
            holds(&text)?;
        }

        #[test]
        fn any_scalar_is_told_alike(text in any_scalar()) {
            holds(&format!("a: {text}\n"))?;
            holds(&format!("a:\n  - {text}\nb: 1\n"))?;
            holds(&format!("a: [{text}, {text}]\n"))?;
            holds(&format!("a: {{b: {text}, c: {text}}}\n"))?;
        }

        #[test]
        fn a_change_anywhere_is_told_alike(at in 0..ORDINARY.len(), length in 0usize..4, with in any_scalar()) {
            let on_boundary = |mut at: usize| {
                while !ORDINARY.is_char_boundary(at) {
                    at += 1;
                }
                at
            };
            let (from, to) = (on_boundary(at), on_boundary((at + length).min(ORDINARY.len())));
            holds(&format!("{}{with}{}", &ORDINARY[..from], &ORDINARY[to..]))?;
            holds(&format!("{}{}", &ORDINARY[..from], &ORDINARY[to..]))?;
        }
    }
}
