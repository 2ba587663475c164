//! Leading ordinals of headings: 一、 （一） 1. (1) ① 第一章.
//!
//! Only what cannot be anything else is taken for one: 三亮三比 keeps its 三, 1+X its 1, 985、211
//! its 985, 五.四精神 its 五 and 3.15晚会 its date.

use super::{is_blank, is_common_han};
use crate::base::numeral::{han_integer, is_han_numeral};

/// The text without its leading ordinals, trimmed. Ordinals of different kinds may follow each other
/// (`一、（一）`); of one kind only the first is taken, since 1、2、3 is a list. A text that is
/// nothing but an ordinal keeps it.
pub fn strip_ordinal(text: &str) -> &str {
    let mut rest = text.trim_matches(is_blank);
    let mut last = None;
    while let Some((kind, after)) = ordinal(rest) {
        if last == Some(kind) || !after.chars().any(char::is_alphanumeric) {
            break;
        }
        rest = after.trim_start_matches(is_blank);
        last = Some(kind);
    }
    rest
}

/// The number that an enclosed character stands for: ① ⑴ ⒈ ㈠ ㊀ ❶ and their like.
pub(super) fn enclosed(char: char) -> Option<u32> {
    /// First and last character of a row, and the number of the first.
    const ROWS: &[(char, char, u32)] = &[
        ('①', '⑳', 1),
        ('⑴', '⒇', 1),
        ('⒈', '⒛', 1),
        ('⓪', '⓪', 0),
        ('⓫', '⓴', 11),
        ('⓵', '⓾', 1),
        ('⓿', '⓿', 0),
        ('❶', '❿', 1),
        ('➀', '➉', 1),
        ('➊', '➓', 1),
        ('㈠', '㈩', 1),
        ('㉑', '㉟', 21),
        ('㊀', '㊉', 1),
        ('㊱', '㊿', 36),
    ];
    let (first, _, number) = ROWS.iter().find(|(first, last, _)| (*first..=*last).contains(&char))?;
    Some(number + (u32::from(char) - u32::from(*first)))
}

/// Two ordinals of the same kind do not nest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// ①, or a digit in a key cap.
    Enclosed,
    /// （一） and (1).
    Bracketed(Script),
    /// 第一章, told apart by its unit; 第一，has none.
    Division(&'static str),
    /// 一、 and 1.
    Plain(Script),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Arabic,
    Roman,
}

fn ordinal(text: &str) -> Option<(Kind, &str)> {
    // Nearly every text begins with a character that begins no ordinal.
    if text.chars().next().is_none_or(begins_word) {
        return None;
    }
    enclosed_number(text).or_else(|| bracketed(text)).or_else(|| division(text)).or_else(|| plain(text))
}

/// Whether a character is a letter or common Han and begins no ordinal.
fn begins_word(char: char) -> bool {
    char.is_ascii_alphabetic() || is_common_han(char) && char != '第' && !is_han_numeral(char)
}

/// `①` `❶、` `1️⃣`.
fn enclosed_number(text: &str) -> Option<(Kind, &str)> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    if enclosed(first).is_some() {
        return Some((Kind::Enclosed, without_separator(after)));
    }
    let cap = after.strip_prefix('\u{FE0F}').unwrap_or(after).strip_prefix('\u{20E3}')?;
    first.is_ascii_digit().then(|| (Kind::Enclosed, without_separator(cap)))
}

/// `（一）` `(1)` `【一】`, in brackets of either width, also mixed.
fn bracketed(text: &str) -> Option<(Kind, &str)> {
    let inside = text.strip_prefix(['(', '（', '﹙', '[', '［', '【', '〔', '〖'])?;
    let (script, after) = number(inside.trim_start_matches(is_blank))?;
    let after = after.trim_start_matches(is_blank);
    let rest = after.strip_prefix([')', '）', '﹚', ']', '］', '】', '〕', '〗'])?;
    Some((Kind::Bracketed(script), without_separator(rest)))
}

/// `第一章 总则` `第2节：` `第一，`. The unit must end there: 第一节课 is a lesson, 第二课堂 a notion.
fn division(text: &str) -> Option<(Kind, &str)> {
    const UNITS: &[&str] = &[
        "章", "节", "節", "篇章", "篇", "编", "編", "卷", "回", "讲", "講", "部分", "单元", "單元", "板块",
        "模块", "条", "條", "款", "项", "項", "步",
    ];
    let (_, after) = number(text.strip_prefix('第')?.trim_start_matches(is_blank))?;
    let after = after.trim_start_matches(is_blank);
    let Some(unit) = UNITS.iter().find(|unit| after.starts_with(**unit)) else {
        let rest = after.strip_prefix(is_separator)?;
        return Some((Kind::Division(""), rest));
    };
    let rest = &after[unit.len()..];
    let ends = !rest.chars().next().is_some_and(char::is_alphanumeric);
    ends.then(|| (Kind::Division(unit), without_separator(rest)))
}

/// `一、` `1.` `1．` `1)` `1.1 ` `1.1.1`. A number of two parts may be a date (`3.15，`) or an amount,
/// so it needs a space or a stop that these do not have.
fn plain(text: &str) -> Option<(Kind, &str)> {
    let (script, mut rest) = number(text)?;
    let mut parts = 1;
    while let Some(after) = rest.strip_prefix(['.', '．'])
        && let Some((Script::Arabic, next)) = number(after)
        && script == Script::Arabic
        && !after.starts_with(['0', '０'])
    {
        (parts, rest) = (parts + 1, next);
    }
    let ends = match parts {
        1 => separates(script, rest),
        2 => rest.starts_with(is_blank) || rest.starts_with(['、', '.', '．']),
        _ => true,
    };
    ends.then(|| (Kind::Plain(script), without_separator(rest)))
}

/// Whether what follows a number makes it an ordinal. Before a digit a point, comma or colon does
/// not: 1.5, 1,815, 3:2; and 五.四精神 is not number five.
fn separates(script: Script, rest: &str) -> bool {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('、' | '﹑' | '､' | ')' | '）' | '﹚'), _) => true,
        (Some(separator), Some(next)) if is_separator(separator) => {
            !(is_digit(next) || (script == Script::Han && is_han_numeral(next)))
        }
        (Some(separator), None) => is_separator(separator),
        _ => false,
    }
}

fn is_separator(char: char) -> bool {
    matches!(char, '、' | '﹑' | '､' | '.' | '．' | '。' | '｡' | ',' | '，' | ':' | '：' | ')' | '）' | '﹚')
}

/// Drops the one separator that may follow an ordinal complete in itself: `（一）、` `第一章：`.
fn without_separator(rest: &str) -> &str {
    let rest = rest.trim_start_matches(is_blank);
    if rest.starts_with("——") {
        return rest.trim_start_matches('—');
    }
    rest.strip_prefix(is_separator).unwrap_or(rest)
}

/// A number from 0 to 99 at the beginning, the whole of it. Larger ones are no ordinals of headings,
/// but years and names (2018, 985).
fn number(text: &str) -> Option<(Script, &str)> {
    let first = text.chars().next()?;
    if matches!(first, 'Ⅰ'..='Ⅻ' | 'ⅰ'..='ⅻ') {
        return Some((Script::Roman, &text[first.len_utf8()..]));
    }
    let (script, belongs): (_, fn(char) -> bool) =
        if is_digit(first) { (Script::Arabic, is_digit) } else { (Script::Han, is_han_numeral) };
    let length = text.find(|char| !belongs(char)).unwrap_or(text.len());
    if length == 0 {
        return None;
    }
    let (digits, rest) = text.split_at(length);
    let counts = match script {
        Script::Arabic => digits.chars().count() <= 2,
        Script::Han | Script::Roman => is_han_ordinal(digits),
    };
    counts.then_some((script, rest))
}

fn is_digit(char: char) -> bool {
    matches!(char, '0'..='9' | '０'..='９')
}

/// 一 to 九十九 as they are counted: 五四, 一二九 and 十四五 are names, 两 only counts things.
fn is_han_ordinal(digits: &str) -> bool {
    matches!(han_integer(digits), Some(1..=99)) && !digits.contains(['两', '兩'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_word_begins_no_ordinal() {
        for first in (0..=0x10_FFFF).filter_map(char::from_u32).filter(|char| begins_word(*char)) {
            for rest in [
                "",
                "、甲",
                ". a",
                "）甲",
                "1）甲",
                "一、甲",
                "章 甲",
                "1章",
                "\u{20E3}甲",
                "\u{FE0F}\u{20E3}",
            ] {
                let text = format!("{first}{rest}");
                let found = enclosed_number(&text)
                    .or_else(|| bracketed(&text))
                    .or_else(|| division(&text))
                    .or_else(|| plain(&text));
                assert!(found.is_none(), "{text}");
            }
        }
    }
}
