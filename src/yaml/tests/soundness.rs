//! Sound YAML, in all the styles that careful writers use, is read as it is and draws no reports.

use proptest::prelude::*;

use super::*;

/// What a writer has in mind, and how it is set.
#[derive(Clone, Debug)]
enum Styled {
    Text(&'static str, Style),
    List(Vec<Styled>, Style),
    Map(Vec<(&'static str, Styled)>, Style),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Commented,
    Single,
    Double,
    Block,
    Brackets,
}

/// Texts that YAML reads as they are after a name or a dash.
const SAFE: &[&str] = &[
    "党建三创新",
    "“四三”工程",
    "对标：七个有力",
    "2023-10-20",
    "20:30",
    "是",
    "1.10",
    "-5",
    "-甲",
    "C# 与 F#",
    "R&D",
    "a*b",
    "https://a.cn/b?c=d#e",
    "某某大学（北区）",
    "it's",
    "5'10\"",
    "a b c",
    "（一）甲，乙；丙、丁",
    "C:\\new",
    "——副标题",
    "·甲",
    "100%",
    "?甲",
    "！甲",
    "＊＊大学",
    "...",
    "~甲",
    "党建:三创新",
    "。",
];

const KEYS: &[&str] = &["title", "标题", "单位 名称", "a-b", "word_count", "x.y", "说明（一）", "3d"];

fn any_styled() -> impl Strategy<Value = Styled> {
    let style = || {
        prop::sample::select(vec![
            Style::Plain,
            Style::Plain,
            Style::Commented,
            Style::Single,
            Style::Double,
            Style::Block,
            Style::Brackets,
        ])
    };
    let leaf = (prop::sample::select(SAFE), style()).prop_map(|(text, style)| Styled::Text(text, style));
    leaf.prop_recursive(3, 16, 4, move |inner| {
        let entries = prop::collection::btree_map(prop::sample::select(KEYS), inner.clone(), 1..4);
        prop_oneof![
            (prop::collection::vec(inner, 1..4), style())
                .prop_map(|(items, style)| Styled::List(items, style)),
            (entries, style()).prop_map(|(entries, style)| Styled::Map(entries.into_iter().collect(), style)),
        ]
    })
}

/// Inside brackets commas, brackets and leading question marks need quotes.
fn inline(styled: &Styled) -> String {
    match styled {
        Styled::Text(text, style) => match style {
            Style::Double => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            Style::Single => format!("'{}'", text.replace('\'', "''")),
            _ if text.contains([',', '[', ']', '{', '}']) || text.starts_with('?') => {
                format!("'{}'", text.replace('\'', "''"))
            }
            _ => (*text).to_owned(),
        },
        Styled::List(items, Style::Commented) => {
            format!("[ {} ]", items.iter().map(inline).collect::<Vec<_>>().join(" ,  "))
        }
        Styled::List(items, _) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Styled::Map(entries, _) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key}: {}", inline(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Writes a value after a name or a dash. `column` is that of the name or dash, `content` the first
/// one right of it where a map can begin on the same line.
fn write(styled: &Styled, column: usize, content: Option<usize>, out: &mut String) {
    match styled {
        Styled::Text(text, Style::Block) => {
            out.push_str(&format!(" |-\n{}{text}\n", " ".repeat(column + 3)));
        }
        Styled::Text(text, Style::Commented) => out.push_str(&format!(" {text} # 注: “x”\n")),
        Styled::Text(text, Style::Plain | Style::Brackets) => out.push_str(&format!(" {text}\n")),
        Styled::List(_, Style::Brackets) | Styled::Map(_, Style::Brackets) => {
            out.push_str(&format!("  {}  # 注\n", inline(styled)));
        }
        Styled::Text(..) => out.push_str(&format!(" {}\n", inline(styled))),
        Styled::List(items, style) => {
            let beside = *style == Style::Single && content.is_none();
            let inner = if beside { column } else { column + 2 };
            out.push_str(if *style == Style::Commented { " # 列表\n\n" } else { "\n" });
            for item in items {
                out.push_str(&format!("{}-", " ".repeat(inner)));
                write(item, inner, Some(inner + 2), out);
            }
        }
        Styled::Map(entries, style) => {
            let compact = content.filter(|_| *style != Style::Double);
            let inner = compact.unwrap_or(column + if *style == Style::Single { 4 } else { 1 });
            out.push_str(if compact.is_some() { " " } else { "\n" });
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 || compact.is_none() {
                    out.push_str(&" ".repeat(inner));
                }
                out.push_str(&format!("{key}:"));
                write(value, inner, None, out);
                if *style == Style::Commented {
                    out.push_str(&format!("\n{}# 甲: 乙\n", " ".repeat(inner)));
                }
            }
        }
    }
}

fn meant(styled: &Styled) -> String {
    match styled {
        Styled::Text(text, _) => (*text).to_owned(),
        Styled::List(items, _) => format!("[{}]", items.iter().map(meant).collect::<Vec<_>>().join("|")),
        Styled::Map(entries, _) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key}={}", meant(value))).collect();
            format!("{{{}}}", entries.join("|"))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sound_yaml_is_read_as_it_is(values in prop::collection::vec(any_styled(), 1..4)) {
        let mut text = String::from("---\n");
        let mut expected = Vec::new();
        for (key, value) in KEYS.iter().zip(&values) {
            text.push_str(&format!("{key}:"));
            write(value, 0, None, &mut text);
            expected.push(format!("{key}={}", meant(value)));
        }
        for text in [text.replace('\n', "\r\n"), text] {
            let outcome = parse(&text);
            prop_assert!(outcome.diagnostics.is_empty(), "{}\n{:?}", text, outcome.diagnostics);
            prop_assert_eq!(compact_map(&outcome.value), expected.join("|"), "{}", text);
        }
    }
}
