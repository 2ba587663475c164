//! What is changed in a text before the parser reads it, so that it reads what Chinese writers mean.
//!
//! Only signs are put in or put in the place of others; whatever shows (text, code, raw HTML,
//! addresses) comes out as it was typed.

mod address;
mod emphasis;
mod line;

use crate::base::Span;
use crate::config::Dialect;

use super::ascii::Ascii;
use super::prepared::{Map, Prepared, Rewriter};

/// Bytes at which something may have to be done.
const SPECIAL: Ascii = Ascii::of(b"*~_\\\n]");

/// Prepares the body of a file; CommonMark is read as it stands.
pub(super) fn body(text: &str, span: Span, dialect: Dialect) -> Prepared<'_> {
    let part = &text[span.range()];
    let map = Map::piece(span.range().start, part.len());
    match dialect {
        Dialect::CommonMark => Prepared::plain(part, map),
        Dialect::Fengcai => prepare(part, map),
    }
}

/// The span within the text, at character boundaries.
pub(super) fn clamped(text: &str, span: Span) -> Span {
    let boundary = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let end = boundary(span.range().end);
    Span::new(boundary(span.range().start).min(end)..end)
}

/// Prepares a text in our dialect.
pub(super) fn prepare(text: &str, map: Map) -> Prepared<'_> {
    let bytes = text.as_bytes();
    let mut rewriter = Rewriter::new(text, map);
    let mut at = line::begin(text, 0, &mut rewriter);
    while let Some(place) = SPECIAL.find(bytes, at) {
        at = match bytes[place] {
            b'\n' => line::begin(text, place + 1, &mut rewriter),
            b'\\' if bytes.get(place + 1).is_some_and(u8::is_ascii_punctuation) => place + 2,
            b']' => address::after_bracket(text, place + 1, &mut rewriter),
            delimiter @ (b'*' | b'~' | b'_') => {
                let length = bytes[place..].iter().take_while(|byte| **byte == delimiter).count();
                emphasis::run(text, place..place + length, &mut rewriter);
                place + length
            }
            _ => place + 1,
        };
    }
    rewriter.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The prepared text with our signs made visible.
    fn shown(text: &str) -> String {
        let source = prepare(text, Map::piece(0, text.len()));
        let signs =
            [('\u{FDD0}', "+"), ('\u{2E5B}', "!"), ('\u{FDD3}', "_"), ('\u{FDD4}', "{"), ('\u{FDD5}', "}")];
        signs.iter().fold(source.text().to_owned(), |text, (sign, shown)| text.replace(*sign, shown))
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in [
            "",
            "甲乙丙，丁。\n\n戊 *a* **b** `c`\n# d\n## e\n- f\n",
            "[a](b.md) ![c](d.png \"e\") [f](<g h.md>)\n\n    ## code\n",
            "a\\*\\_\\\\\n***\n* * *\n~~~\n",
        ] {
            let source = prepare(text, Map::piece(0, text.len()));
            assert!(source.is_verbatim(), "{text} became {}", source.text());
        }
    }

    #[test]
    fn several_changes_in_one_text() {
        assert_eq!(
            shown("##一、背景\n\n**重点。**后文，见![](图 (1).png)\n"),
            "## 一、背景\n\n**重点。!+**后文，见![](图_{1}.png)\n"
        );
    }

    #[test]
    fn an_escape_at_the_end_is_no_trouble() {
        assert_eq!(shown("a\\"), "a\\");
        assert_eq!(shown("**。\\"), "**。\\");
    }
}
