//! Addresses with spaces and parentheses: `![](图片/支部 活动.png)`, `![](a (1).png)`.
//!
//! Downloads and scans are named so, and CommonMark ends an address at the first space, which leaves
//! the picture as literal text that nobody reports. Where no other reading fits and what stands in
//! the parentheses ends like a file name, its spaces and parentheses are read as part of the address.

use std::ops::Range;

use crate::markdown::prepared::{CLOSE, OPEN, Rewriter, SPACE, TAB};

/// Longest address that is looked at, in bytes; so a line of brackets costs no more than its length.
const LONGEST: usize = 600;
/// Parentheses within an address may nest as deep as the parser follows them.
const DEEPEST: usize = 32;

/// Looks at what follows a `]`; hands back from where to go on.
pub(super) fn after_bracket(text: &str, at: usize, rewriter: &mut Rewriter<'_>) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'(') || reads_as_link(bytes, at + 1) {
        return at;
    }
    let Some(inside) = parentheses(text, at + 1) else { return at };
    let Some(address) = file_name(text, inside.clone()) else { return at };
    for place in address.clone() {
        let sign = match bytes[place] {
            b' ' => SPACE,
            b'\t' => TAB,
            b'(' => OPEN,
            b')' => CLOSE,
            _ => continue,
        };
        rewriter.replace(place..place + 1, sign.encode_utf8(&mut [0; 4]));
    }
    address.end
}

/// Whether CommonMark reads an address, perhaps a title, and `)` here; also when it is too long to
/// tell.
fn reads_as_link(bytes: &[u8], start: usize) -> bool {
    let mut at = skip_space(bytes, start);
    if bytes.get(at) == Some(&b'<') {
        return true;
    }
    let mut depth = 0;
    loop {
        if at - start > LONGEST {
            return true;
        }
        match bytes.get(at) {
            None => return true,
            Some(0..=0x20) => break,
            Some(b'(') if depth >= DEEPEST => return true,
            Some(b'(') => depth += 1,
            Some(b')') if depth == 0 => return true,
            Some(b')') => depth -= 1,
            Some(b'\\') if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            Some(_) => {}
        }
        at += 1;
    }
    let after = skip_space(bytes, at);
    depth == 0 && (bytes.get(after) == Some(&b')') || title_ends(bytes, after, start + LONGEST))
}

/// Whether a title stands at `at` with the closing parenthesis after it.
fn title_ends(bytes: &[u8], at: usize, limit: usize) -> bool {
    let close = match bytes.get(at) {
        Some(b'(') => b')',
        Some(quote @ (b'"' | b'\'')) => *quote,
        _ => return false,
    };
    let mut place = at + 1;
    while place < limit {
        match bytes.get(place) {
            None => return false,
            Some(b'\\') => place += 1,
            Some(byte) if *byte == close => return bytes.get(skip_space(bytes, place + 1)) == Some(&b')'),
            Some(_) => {}
        }
        place += 1;
    }
    true
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let spaces =
        bytes[at.min(bytes.len())..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    at + spaces.count()
}

/// What stands between the parenthesis before `start` and its partner on the same line.
fn parentheses(text: &str, start: usize) -> Option<Range<usize>> {
    let mut depth = 0;
    let bytes = &text.as_bytes()[start..];
    for (offset, byte) in bytes.iter().take(LONGEST).enumerate() {
        match byte {
            b'\n' | b'\r' | b'<' | b'>' | b'[' | b']' | b'`' => return None,
            b'\\' if bytes.get(offset + 1).is_some_and(u8::is_ascii_punctuation) => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(start..start + offset),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The part of `inside` that is an address ending like a file name, without a title after it.
fn file_name(text: &str, inside: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[inside.clone()];
    let trimmed = whole.trim_matches([' ', '\t']);
    let start = inside.start + whole.len() - whole.trim_start_matches([' ', '\t']).len();
    let address = match trimmed.strip_suffix('"').and_then(|rest| rest.rfind(" \"")) {
        Some(title) => trimmed[..title].trim_end_matches([' ', '\t']),
        None => trimmed,
    };
    let path = address.split(['#', '?']).next().unwrap_or(address);
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
    let plausible = !stem.is_empty()
        && (1..=5).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !address.contains(['"', '。', '，', '；']);
    plausible.then(|| start..start + address.len())
}

#[cfg(test)]
mod tests {
    use super::super::prepare;
    use crate::markdown::prepared::Map;

    fn is_changed(text: &str) -> bool {
        !prepare(text, Map::piece(0, text.len())).is_verbatim()
    }

    #[test]
    fn file_names_with_spaces_and_parentheses_are_addresses() {
        for text in [
            "![](a (1).png)",
            "![](图片/支部 活动.png)",
            "[台账](佐证/2023 年 台账.pdf)",
            "[见此](../b c.md#做法)",
            "![](a b.png \"题 注\")",
            "![]( a\tb.jpeg )",
            "![](a(1) (2).PNG)",
            "![](图片\\支部 活动.png)",
        ] {
            assert!(is_changed(text), "{text}");
        }
    }

    #[test]
    fn whatever_reads_otherwise_stays() {
        for text in [
            "![](a.png)",
            "![](a(1).png)",
            "![](a.png \"题 (1).png\")",
            "![](a.png 'b c.png')",
            "![](a (b.png))",
            "![](<a b.png>)",
            "![](\na.png\n)",
            "见[1](参看 附录)",
            "[甲](乙 丙。丁.png)",
            "![](a b.png",
            "![](a b\n.png)",
            "[x](1.5 2.5)",
            "[a](b c",
            "[a](",
            "[a](\\",
        ] {
            assert!(!is_changed(text), "{text}");
        }
    }
}
