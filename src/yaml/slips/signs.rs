//! What single characters and short stretches of text are.

/// A space of any width, or a tab.
pub(super) fn is_blank(char: char) -> bool {
    matches!(
        char,
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// A character that shows as nothing and takes no room: zero-width spaces and joiners, marks of
/// direction, a byte order mark that was pasted along.
fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// What separates without saying anything.
pub(super) fn is_gap(char: char) -> bool {
    is_blank(char) || is_invisible(char)
}

/// A gap that YAML does not take for one.
pub(super) fn is_odd_gap(char: char) -> bool {
    is_gap(char) && !matches!(char, ' ' | '\t')
}

/// How many spaces stand for a gap.
pub(super) fn width(char: char) -> usize {
    match char {
        '\u{3000}' | '\u{2001}' | '\u{2003}' | '\t' => 2,
        _ if is_invisible(char) => 0,
        _ => 1,
    }
}

/// The length of the gap that a text begins with.
pub(super) fn gap_length(text: &str) -> usize {
    text.find(|char| !is_gap(char)).unwrap_or(text.len())
}

/// Han, kana and their punctuation: what is written without spaces.
pub(super) fn is_wide(char: char) -> bool {
    matches!(
        char,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·'
    )
}

/// What a line break between two characters stands for: nothing between two that are written without
/// spaces, else a space.
pub(super) fn join(before: Option<char>, after: Option<char>) -> &'static str {
    match (before, after) {
        (Some(before), Some(after)) if is_wide(before) && is_wide(after) => "",
        _ => " ",
    }
}

/// Whether a text can be the name of an entry: short (12 Han characters or 24 others),
/// of letters, digits, `_`, `-`, `.`, `/` and brackets, with a letter first; words of an English name may be parted by single spaces.
pub(super) fn is_name(text: &str) -> bool {
    if text.len() > 150 {
        return false;
    }
    let text = text.trim_matches(is_gap);
    let begins = text.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_');
    begins
        && text.chars().map(|char| if is_wide(char) { 2 } else { 1 }).sum::<usize>() <= 24
        && text.split(' ').count() <= 3
        && text.chars().all(|char| {
            char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '/' | '(' | ')' | '（' | '）' | ' ')
        })
}

/// Whether what follows a colon without a space shows that the colon belongs to an address.
pub(super) fn is_address_tail(after_colon: &str, before: &str) -> bool {
    after_colon.starts_with("//")
        || before.chars().count() == 1 && before.is_ascii() && after_colon.starts_with(['/', '\\'])
}

/// Whether a text is a number, a date, a time or a word for yes and no: after it a `#` opens a
/// comment.
pub(super) fn is_plain_fact(text: &str) -> bool {
    text.chars().all(|char| {
        char.is_ascii_digit() || matches!(char, '-' | '/' | '.' | ':' | '+' | ' ' | '年' | '月' | '日')
    }) || crate::yaml::fields::typed::flag(text).is_some()
}

/// The text in quotes, as it can be copied: in single ones, or in double ones when those need no signs
/// inside.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// The closing mark that a quotation mark is mistaken for.
pub(super) fn is_other_closer(char: char) -> bool {
    matches!(char, '”' | '“' | '’' | '‘' | '＂' | '＇' | '"' | '\'' | '」' | '〞')
}

/// Names of entries that front matter, `site.yaml` and vocabularies know, as names are compared: the
/// colon of a line that begins with one may lack its space.
const NAMES: &str = include_str!("names.txt");

/// Names of entries of small maps, which no text begins with.
const PART_NAMES: &[&str] = &[
    "name",
    "名称",
    "kind",
    "类型",
    "level",
    "级别",
    "masked",
    "脱敏",
    "隐名",
    "from",
    "to",
    "stated",
    "batch",
    "批次",
    "stage",
    "阶段",
    "year",
    "年份",
    "edition",
    "届次",
    "count",
    "数量",
    "unit",
    "recipient",
    "mapping",
    "declared",
    "dimensions",
    "维度",
    "section",
    "小节",
    "items",
    "label",
    "指标",
    "value",
    "数值",
    "qualifier",
    "parts",
    "role",
    "note",
    "url",
    "column",
    "栏目",
    "id",
    "serves",
    "partial",
    "link",
    "链接",
    "文字",
    "摄影",
    "审核",
    "编辑",
];

/// Whether a name is one that front matter and `site.yaml` know.
pub fn is_known_name(name: &str) -> bool {
    is_part_name(name) || is_entry_name(name)
}

/// Whether a name is one that front matter and `site.yaml` know, other than those of small maps.
pub(super) fn is_entry_name(name: &str) -> bool {
    let folded = fold(name);
    NAMES.split_whitespace().any(|known| known == folded)
}

/// Whether a name is one that small maps know.
pub(super) fn is_part_name(name: &str) -> bool {
    PART_NAMES.contains(&fold(name).as_str())
}

fn fold(name: &str) -> String {
    crate::yaml::fields::fold_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_are_told_apart() {
        for name in ["标题", "word count", "og.title", "单位（全称）", "_x", "a-b", "第1批"] {
            assert!(is_name(name), "{name}");
        }
        for text in [
            "",
            "12",
            "党建，引领",
            "“四三”",
            "a b c d",
            "我们要坚持以党的建设统领学校各项事业发展全局",
            "*校",
            "-a",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn lists_of_names_are_folded() {
        for name in NAMES.split_whitespace().chain(PART_NAMES.iter().copied()) {
            assert_eq!(name, fold(name));
        }
    }
}
