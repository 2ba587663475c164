//! Indented text: a paragraph or code?
//!
//! Markdown takes four spaces or a tab for code; Chinese writers indent every paragraph. A block of
//! indented lines is prose when all of this holds:
//! 1. no line begins like code, a list, a quote or a heading (`#`, `//`, `-`, `>`, `$`, `|`, `{`, a
//!    box-drawing sign …), and none is a key with its value (`标题: 甲`);
//! 2. no line holds what prose does not (`{ } ; = < > | \ $` or a backtick), addresses of pictures
//!    and links aside;
//! 3. somewhere stands a sentence mark of Chinese (`，。；：！？、`);
//! 4. of what shows, more is CJK than not.
//!
//! What fails on 3 alone is code in doubt: it stays code, and a hint says so.

use std::borrow::Cow;

use super::cjk::{is_cjk, is_curly_quote, is_indent};

/// What a block of indented lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indented {
    /// Paragraphs that someone indented.
    Prose,
    /// Chinese without a sentence mark: a list of names, a heading.
    Doubtful,
    /// Code.
    Code,
}

/// Judges the lines of an indented block, without their indent.
pub(super) fn judge<'t>(lines: impl Iterator<Item = &'t str>) -> Indented {
    let (mut wide, mut narrow, mut marks) = (0_usize, 0_usize, 0_usize);
    for line in lines.map(|line| line.trim_matches(is_indent)) {
        let shown = without_addresses(line);
        if begins_like_code(line) || is_entry(line) || shown.contains(is_sign_of_code) {
            return Indented::Code;
        }
        for char in shown.chars() {
            match char {
                '，' | '。' | '；' | '：' | '！' | '？' | '、' => marks += 1,
                _ if is_cjk(char) || is_curly_quote(char) || matches!(char, '—' | '…') => wide += 1,
                _ if char.is_whitespace() => {}
                _ => narrow += 1,
            }
        }
    }
    match (wide + marks > narrow, marks > 0) {
        (true, true) => Indented::Prose,
        (true, false) => Indented::Doubtful,
        (false, _) => Indented::Code,
    }
}

fn begins_like_code(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return false };
    matches!(
        first,
        '#' | '/' | '-' | '+' | '>' | '$' | '%' | '@' | '~' | ':' | ';' | '|' | '\\' | '{' | '}' | '&' | '='
    ) || matches!(first, '\u{2500}'..='\u{257F}')
}

/// `标题: 甲`, `name: 乙`: a short word, an ASCII colon, a space.
fn is_entry(line: &str) -> bool {
    match line.split_once(':') {
        Some((key, value)) => {
            (value.is_empty() || value.starts_with([' ', '\t']))
                && key.chars().count() <= 12
                && !key.is_empty()
                && key.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '"'))
        }
        None => false,
    }
}

fn is_sign_of_code(char: char) -> bool {
    matches!(char, '{' | '}' | ';' | '=' | '<' | '>' | '|' | '\\' | '$' | '`')
}

/// What a line shows: what stands in `](…)` is an address and may hold anything.
fn without_addresses(line: &str) -> Cow<'_, str> {
    if !line.contains("](") {
        return Cow::Borrowed(line);
    }
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        shown.push_str(&rest[..at]);
        rest = &rest[at + 2..];
        rest = &rest[closing(rest)..];
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// Where the parenthesis is closed that was opened before `text`.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    let close = text.bytes().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        false
    });
    close.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Indented {
        judge(text.lines())
    }

    #[test]
    fn indented_paragraphs_are_prose() {
        for text in [
            "2023年以来，支部坚持党建引领。",
            "“三亮三比”工程，亮身份、亮职责。\n\n第二段，仍是正文。",
            "　　实施“1+X”制度，参与PPT大赛。",
            "**重点。**后文，见[台账](a.html?b=1)。",
            "![](图 (1).png \"a=b\")，见上图。",
            "（一）加强学习：每月一次",
        ] {
            assert_eq!(judged(text), Indented::Prose, "{text}");
        }
    }

    #[test]
    fn code_stays_code() {
        for text in [
            "cargo build",
            "# 安装依赖，再运行。",
            "// 这是注释，说明一切。",
            "let 甲 = 1; // 变量，说明",
            "标题: 党建，三创新",
            "├── 案例，见下",
            "print(\"你好，世界\")\nexit()",
            "$ fengcai build，然后",
            "<p>你好，世界</p>",
            "| 级别，年度 |",
            "- 甲，乙",
            "如果，`x`",
            "",
        ] {
            assert_eq!(judged(text), Indented::Code, "{text}");
        }
    }

    #[test]
    fn chinese_without_a_sentence_mark_is_in_doubt() {
        assert_eq!(judged("第一章 总则\n第二章 分则"), Indented::Doubtful);
        assert_eq!(judged("支部,人数\n风能,12"), Indented::Doubtful);
    }
}
