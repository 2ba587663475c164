//! The beginning of a line: heading marks without their space, and lines of ideographic spaces.

use crate::markdown::cjk::{is_alphanumeric, is_curly_quote, is_indent};
use crate::markdown::prepared::Rewriter;

/// Looks at the line that begins at `at`; hands back from where to go on.
pub(super) fn begin(text: &str, at: usize, rewriter: &mut Rewriter<'_>) -> usize {
    // Almost every line begins with a letter, so the first byte decides: a space of some width or
    // U+FEFF, `#`, or a full-width sign.
    match text.as_bytes().get(at) {
        Some(b' ' | b'\t' | b'#' | 0xC2 | 0xE2 | 0xE3 | 0xEF) => look(text, at, rewriter),
        _ => at,
    }
}

fn look(text: &str, at: usize, rewriter: &mut Rewriter<'_>) -> usize {
    let rest = &text[at..];
    let indent = &rest[..rest.len() - rest.trim_start_matches(is_indent).len()];
    let body = at + indent.len();
    let ends = text[body..].is_empty() || text[body..].starts_with(['\n', '\r']);
    if ends {
        spell_indent(text, at, body, rewriter);
        return body;
    }
    if indent.contains('\t') || indent.chars().count() > 3 {
        return at;
    }
    match Marks::at(text, body) {
        Some(marks) => {
            spell_indent(text, at, body, rewriter);
            marks.spell(text, rewriter)
        }
        None => at,
    }
}

/// A line of U+3000 looks blank and is to separate paragraphs; before heading marks it is an indent.
/// CommonMark knows only spaces and tabs.
fn spell_indent(text: &str, start: usize, end: usize, rewriter: &mut Rewriter<'_>) {
    for (offset, char) in text[start..end].char_indices() {
        if !char.is_ascii() {
            let place = start + offset;
            rewriter.replace(place..place + char.len_utf8(), " ");
        }
    }
}

/// Heading marks that mean a heading whatever follows: `##（一）`, `＃ 标题`, `#　标题`. A single
/// `#标签` without a space may be a hashtag and is left to a check.
struct Marks {
    start: usize,
    /// After the marks and, if one follows, the odd space.
    end: usize,
    /// Marks before the end of the line, to which nothing separates the text: `##标题##`.
    closing: Option<usize>,
}

impl Marks {
    fn at(text: &str, start: usize) -> Option<Marks> {
        let rest = &text[start..];
        let after = rest.trim_start_matches(['#', '＃']);
        let marks = &rest[..rest.len() - after.len()];
        let count = marks.chars().count();
        if !(1..=6).contains(&count) {
            return None;
        }
        let next = after.chars().next()?;
        let odd_space = is_indent(next) && !next.is_ascii();
        let spaced = odd_space || matches!(next, ' ' | '\t');
        let opens = "(（[【《〈「『〔\"*".contains(next);
        let opens_text = is_alphanumeric(next) || is_curly_quote(next) || opens;
        let is_heading = spaced || (count > 1 && opens_text);
        let is_plain = marks.is_ascii() && matches!(next, ' ' | '\t');
        if !is_heading || is_plain {
            return None;
        }
        let line = after.find(['\n', '\r']).map_or(after, |end| &after[..end]);
        let line = line.trim_end_matches([' ', '\t']);
        let bare = line.trim_end_matches('#');
        let closes =
            !spaced && bare.len() < line.len() && !bare.is_empty() && !bare.ends_with([' ', '\t', '\\']);
        let body = start + marks.len();
        Some(Marks {
            start,
            end: if odd_space { body + next.len_utf8() } else { body },
            closing: closes.then_some(body + bare.len()),
        })
    }

    fn spell(&self, text: &str, rewriter: &mut Rewriter<'_>) -> usize {
        let body = text[self.start..self.end].trim_end_matches(|char| !matches!(char, '#' | '＃'));
        for (offset, char) in body.char_indices() {
            if char == '＃' {
                let place = self.start + offset;
                rewriter.replace(place..place + char.len_utf8(), "#");
            }
        }
        let marks_end = self.start + body.len();
        if !text[self.end..].starts_with([' ', '\t']) || self.end > marks_end {
            rewriter.replace(marks_end..self.end, " ");
        }
        match self.closing {
            // The text between may hold delimiters; it is looked at before its closing marks are.
            Some(closing) if !text[self.end..closing].contains(['*', '~', '_', '\\', ']']) => {
                rewriter.replace(closing..closing, " ");
                closing
            }
            _ => self.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::prepare;
    use crate::markdown::prepared::Map;

    fn read(text: &str) -> String {
        prepare(text, Map::piece(0, text.len())).text().to_owned()
    }

    #[test]
    fn heading_marks_get_their_space() {
        assert_eq!(read("##（一）加强"), "## （一）加强");
        assert_eq!(read("###3.做法\n"), "### 3.做法\n");
        assert_eq!(read("##“三同步”"), "## “三同步”");
        assert_eq!(read("＃ 标题"), "# 标题");
        assert_eq!(read("＃＃标题"), "## 标题");
        assert_eq!(read("#　标题"), "# 标题");
        assert_eq!(read("##\u{A0}标题"), "## 标题");
        assert_eq!(read("甲\n　　##乙"), "甲\n  ## 乙");
        assert_eq!(read("##标题##  \n"), "## 标题 ##  \n");
        assert_eq!(read("　＃　标题"), " # 标题");
    }

    #[test]
    fn what_may_be_no_heading_stays() {
        for text in [
            "#党建 #红旗",
            "#标题",
            "＃标题",
            "# 标题",
            "## 标题",
            "#######标题",
            "    ##标题",
            "　　　　##标题",
            "##",
            "##。",
            "##\n甲",
            "a ##b",
            "#!/bin/sh",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn a_line_of_wide_spaces_is_blank() {
        assert_eq!(read("甲\n　　\n乙"), "甲\n  \n乙");
        assert_eq!(read("　\r\n乙\u{A0}"), " \r\n乙\u{A0}");
        assert_eq!(read("甲\n\u{FEFF}\u{200B}"), "甲\n  ");
        assert_eq!(read("　　甲"), "　　甲");
    }
}
