//! The beginning of a value: which of YAML's styles it is, or which it is mistaken for.

use std::ops::Range;

use super::flow::Flowed;
use super::key::WIDE_COLONS;
use super::line::Line;
use super::quote::Quoted;
use super::signs::{gap_length, is_blank, is_gap, is_plain_fact};
use super::{
    Awaited, BlockKind, COMPLEX_KEY, Finding, LIST_BESIDE_KEY, Owner, STRAY_COMMA, SWALLOWED_TEXT,
    TEXT_AFTER_QUOTE, UNQUOTED_MASK, UNQUOTED_SIGN, Walker,
};

/// Where a value begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On the line of its name.
    AfterKey,
    /// On the line of its dash.
    AfterDash,
    /// On a line of its own, below its name.
    OwnLine,
}

impl Walker<'_> {
    /// A value that begins at a place of a line. Gives the place where the next line begins.
    pub(super) fn value(&mut self, at: usize, line: &Line, owner: Owner, place: Place) -> usize {
        let at = self.step_over_properties(at, line);
        let rest = &self.text[at..line.end];
        if rest.is_empty() || rest.starts_with('#') && self.opens_comment(at) {
            self.check_comment(at, at, line.end);
            let kind = if place == Place::AfterKey { BlockKind::Map } else { BlockKind::List };
            self.awaited = owner.map(|column| Awaited { column, kind });
            return line.next;
        }
        match rest.as_bytes()[0] {
            b'"' | b'\'' => self.quoted_value(at, line, owner),
            b'{' if is_template(rest) => self.template(at, line),
            b'[' | b'{' => self.bracketed_value(at, line, owner),
            b'|' | b'>' if self.block_header(at, line).is_some() => self.block_text(at, line, owner),
            b'*' if self.is_alias(rest) => line.next,
            _ if self.is_wide_braced(rest) => self.bracketed_value(at, line, owner),
            _ if self.is_wide_header(at, line, owner) => self.wide_block(at, line, owner),
            _ => self.plain(at, line, owner, place),
        }
    }

    /// Whether a `#` opens a comment, as YAML sees it.
    pub(super) fn opens_comment(&self, at: usize) -> bool {
        self.text[at..].starts_with('#')
            && self.text[..at].chars().next_back().is_none_or(|before| is_blank(before) || before == '\n')
    }

    /// Steps over a real anchor and the core tags.
    fn step_over_properties(&mut self, mut at: usize, line: &Line) -> usize {
        while self.is_property(&self.text[at..line.end]) {
            let rest = &self.text[at..line.end];
            let length = rest.find(is_gap).unwrap_or(rest.len());
            at = self.step_over_gap(at + length, line.end).0;
        }
        at
    }

    /// Whether a text begins with an anchor (that an alias uses, or before a bracket) or a core tag.
    pub(super) fn is_property(&self, text: &str) -> bool {
        let word = &text[..text.find(is_gap).unwrap_or(text.len())];
        match word.as_bytes().first() {
            Some(b'&') => {
                let after = text[word.len()..].trim_start_matches(is_gap);
                let anchor = self.anchors.contains(&word[1..]);
                self.aliases.contains(&word[1..]) || anchor && after.starts_with(['[', '{'])
            }
            Some(b'!') => {
                matches!(word, "!!str" | "!!int" | "!!float" | "!!bool" | "!!null" | "!!seq" | "!!map")
            }
            _ => false,
        }
    }

    /// Whether a text is an alias of an anchor, and nothing else.
    pub(super) fn is_alias(&self, text: &str) -> bool {
        let text = &text[..text.find(" #").unwrap_or(text.len())];
        text.strip_prefix('*').is_some_and(|name| self.anchors.contains(name.trim_end_matches(is_gap)))
    }

    /// Whether a value is a map in braces of full width.
    fn is_wide_braced(&self, text: &str) -> bool {
        let text = text.trim_end_matches(is_gap);
        text.strip_prefix('｛').is_some_and(|rest| {
            rest.ends_with(['｝', '}']) && (rest.contains(':') || rest.contains(WIDE_COLONS))
        })
    }

    /// Whether a value is a lone `｜` or `＞` above lines that belong to it.
    fn is_wide_header(&self, at: usize, line: &Line, owner: Owner) -> bool {
        matches!(self.text[at..line.end].trim_end_matches(is_gap), "｜" | "＞")
            && self.next_content(line.next).is_some_and(|next| self.is_right_of(next.column, owner))
    }

    fn wide_block(&mut self, at: usize, line: &Line, owner: Owner) -> usize {
        let sign = if self.text[at..].starts_with('｜') { "|" } else { ">" };
        self.edits.replace(at..at + '｜'.len_utf8(), sign);
        self.block_text(at, line, owner)
    }

    /// `{{ page.title }}`, which is no map but a text with the signs of a template.
    fn template(&mut self, at: usize, line: &Line) -> usize {
        let (end, _) = self.text_end(at, line.end);
        let help = self.quoted_help(at..end);
        self.report(unquoted_sign(at..end, '{').help(help));
        self.quote(at..end);
        line.next
    }

    fn quoted_value(&mut self, at: usize, line: &Line, owner: Owner) -> usize {
        let mark = self.mark();
        match self.quoted(at, line, owner) {
            Quoted::Unclosed { next } => next,
            Quoted::Closed { end, line: last } => {
                let rest = self.rest_after(end, last.end);
                if rest.is_empty() || self.is_stray_comma(&rest) {
                    self.repair_tail(end..rest.start);
                } else {
                    self.return_to(mark);
                    self.text_after(at..rest.end, &last);
                }
                last.next
            }
        }
    }

    fn bracketed_value(&mut self, at: usize, line: &Line, owner: Owner) -> usize {
        let mark = self.mark();
        let (end, last) = match self.flow(at, line, owner) {
            Flowed::Closed { end, line } => (end, line),
            Flowed::Unclosed { next } => return next,
        };
        let rest = self.rest_after(end, last.end);
        if rest.is_empty() || self.is_stray_comma(&rest) {
            self.repair_tail(end..rest.start);
        } else if self.text[rest.start..].starts_with(':') || self.text[rest.start..].starts_with(WIDE_COLONS)
        {
            self.return_to(mark);
            let message = words!("名称不能是列表或花括号", "a name cannot be a list or a map");
            let help = words!("名称写成一段文字", "write a text as name");
            self.report(Finding::new(&COMPLEX_KEY, at..rest.end, message).help(help));
            self.edits.replace(at..last.end, "");
        } else {
            self.return_to(mark);
            self.text_after(at..rest.end, &last);
        }
        last.next
    }

    /// What stands after a value on its line, without gaps and a comment; empty at the end of the line
    /// when nothing does.
    fn rest_after(&self, at: usize, end: usize) -> Range<usize> {
        let start = at + gap_length(&self.text[at..end]);
        if start == end || start > at && self.text[start..].starts_with('#') {
            return start..start;
        }
        start..self.text_end(start, end).0.max(start)
    }

    /// Takes away a comma that stands alone behind a quote or bracket, as in JSON.
    fn is_stray_comma(&mut self, rest: &Range<usize>) -> bool {
        let is_comma = matches!(&self.text[rest.clone()], "," | "，" | ";" | "；");
        if is_comma {
            self.report_comma(rest.clone());
            self.edits.replace(rest.clone(), "");
        }
        is_comma
    }

    pub(super) fn report_comma(&mut self, comma: Range<usize>) {
        let sign = &self.text[comma.clone()];
        let message = words!("值后面多了“{sign}”，已略去", "the `{sign}` after the value is left out");
        let finding = Finding::new(&STRAY_COMMA, comma.clone(), message);
        self.report(finding.help(words!("删去“{sign}”", "remove the `{sign}`")));
    }

    /// A value whose quote or bracket closes before its end: all of it is a text.
    pub(super) fn text_after(&mut self, range: Range<usize>, last: &Line) {
        let message = words!(
            "关上引号或括号之后还有文字，整个值已按文字读",
            "text follows the closing quote or bracket; all of the value is read as text"
        );
        let help = self.quoted_help(range.clone());
        self.report(Finding::new(&TEXT_AFTER_QUOTE, range.clone(), message).help(help));
        let tail = range.end..range.end + gap_length(&self.text[range.end..last.end]);
        self.quote(range);
        self.repair_tail(tail);
    }

    /// The sign that a text without quotes begins with, when it means something to YAML there.
    pub(super) fn check_sign(&mut self, range: Range<usize>, place: Place) -> bool {
        let text = &self.text[range.clone()];
        let mut chars = text.chars();
        let sign = chars.next();
        let spaced = chars.next().is_none_or(|next| is_gap(next) || matches!(next, '\n' | '\r'));
        let finding = match sign {
            Some('*') => {
                let message = words!(
                    "以 * 开头的值会被 YAML 当作别名，已按文字读",
                    "YAML takes a value that begins with * for an alias; it is read as text"
                );
                Finding::new(&UNQUOTED_MASK, range.clone(), message)
            }
            // A dash alone says that there is nothing to say.
            Some('-') if text == "-" && place == Place::AfterKey => return true,
            Some('|' | '>') if spaced && text.trim_matches(is_gap).len() > 1 => {
                let sign = sign.unwrap_or('|');
                let message = words!(
                    "“{sign}”后面不能有文字，整个值已按一段文字读",
                    "no text can follow `{sign}`; all of the value is read as one text"
                );
                let rest = text[1..].trim_start_matches(is_gap);
                let form = super::signs::quoted(&super::one_line(rest));
                let help = words!(
                    "删去“{sign}”，写成 {form}；多行文字从下一行写起，每行缩进两格",
                    "remove the `{sign}` and write {form}; a text of several lines begins on the next line, indented by two spaces"
                );
                self.report(Finding::new(&UNQUOTED_SIGN, range, message).help(help));
                return true;
            }
            Some('-') if spaced && place == Place::AfterKey => {
                let message =
                    words!("列表不能写在名称的同一行", "a list item cannot stand on the line of its name");
                let help = words!(
                    "把“- ”移到下一行并缩进两格；如果是一段文字，请加引号",
                    "move `- ` to the next line, indented by two spaces; quote it if it is a text"
                );
                self.report(Finding::new(&LIST_BESIDE_KEY, range, message).help(help));
                return true;
            }
            Some(sign @ ('&' | '!' | '@' | '%' | '`' | '|' | '>' | ',' | ']' | '}')) => {
                unquoted_sign(range.clone(), sign)
            }
            Some(sign @ ('?' | ':' | '-')) if spaced => unquoted_sign(range.clone(), sign),
            _ => return false,
        };
        let help = self.quoted_help(finding.range.clone());
        self.report(finding.help(help));
        true
    }

    /// Reports a text that begins with a sign which means something to YAML inside brackets.
    pub(super) fn report_sign(&mut self, range: Range<usize>) -> bool {
        let Some(sign) = self.text[range.clone()].chars().next() else { return false };
        let help = self.quoted_help(range.clone());
        self.report(unquoted_sign(range, sign).help(help));
        true
    }

    /// Reports what a comment swallows that reads like text: `三创新 #经验`. The comment after a number,
    /// a date, a yes or no is one, and so is one with a space after its `#`.
    pub(super) fn check_comment(&mut self, text_start: usize, hash: usize, end: usize) {
        let Some(comment) = self.text[hash..end].strip_prefix('#') else { return };
        let comment = comment.trim_end_matches(is_gap);
        let text = self.text[text_start..hash].trim_matches(is_gap);
        let reads_as_comment =
            comment.is_empty() || comment.starts_with(['#', '!', '-', '=']) || comment.starts_with(is_gap);
        if reads_as_comment || !text.is_empty() && is_plain_fact(text) {
            return;
        }
        let swallowed = hash..hash + 1 + comment.len();
        let message = words!("“#{comment}”被当作注释丢掉了", "`#{comment}` is dropped as a comment");
        let whole = super::signs::quoted(&self.text[text_start..swallowed.end]);
        let help = words!(
            "如果是正文，请加引号：{whole}；如果是注释，请在 # 后加一个空格",
            "if it is text, quote it: {whole}; if it is a comment, put a space after #"
        );
        self.report(Finding::new(&SWALLOWED_TEXT, swallowed, message).help(help));
    }

    /// Reports a `#` inside brackets that YAML takes for the beginning of a comment.
    pub(super) fn report_hash(&mut self, hash: usize, range: Range<usize>) {
        let message = words!(
            "YAML 会把“ #”之后当作注释，这里已按文字读",
            "YAML takes what follows ` #` for a comment; it is read as text here"
        );
        let help = self.quoted_help(range);
        self.report(Finding::new(&UNQUOTED_SIGN, hash..hash + 1, message).help(help));
    }

    /// Whether the depth can still be read; else the walk ends.
    pub(super) fn check_depth(&mut self, depth: usize, at: usize) -> bool {
        if depth > super::MAX_DEPTH && self.too_deep.is_none() {
            self.too_deep = Some(at);
        }
        self.too_deep.is_none()
    }
}

fn is_template(text: &str) -> bool {
    text.starts_with("{{") && text.trim_end_matches(is_gap).ends_with("}}")
}

fn unquoted_sign(range: Range<usize>, sign: char) -> Finding {
    let message = words!(
        "以 {sign} 开头的值在 YAML 里另有含义，已按文字读",
        "a value that begins with {sign} means something else in YAML; it is read as text"
    );
    Finding::new(&UNQUOTED_SIGN, range, message)
}
