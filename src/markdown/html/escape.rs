//! Text and addresses inside HTML.

use crate::markdown::ascii::Ascii;

/// What must not stand in text or a quoted attribute as it is.
const SPECIAL: Ascii = Ascii::of(b"<>&\"");

/// Writes a text so that it shows as it is, between tags and inside quoted attributes.
pub(super) fn text(out: &mut String, text: &str) {
    let mut done = 0;
    while let Some(at) = SPECIAL.find(text.as_bytes(), done) {
        out.push_str(&text[done..at]);
        out.push_str(match text.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            _ => "&quot;",
        });
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Writes an address as typed: what may not stand in one is percent-encoded, what is encoded stays.
pub(super) fn address(out: &mut String, address: &str) {
    let mut done = 0;
    for (at, byte) in address.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~".contains(&byte) {
            continue;
        }
        // Inside a character of several bytes there is nothing to copy.
        out.push_str(address.get(done..at).unwrap_or(""));
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                out.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
        done = at + 1;
    }
    out.push_str(address.get(done..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: fn(&mut String, &str), what: &str) -> String {
        let mut out = String::new();
        write(&mut out, what);
        out
    }

    #[test]
    fn texts() {
        assert_eq!(written(text, "甲<乙>&\"'"), "甲&lt;乙&gt;&amp;&quot;'");
        assert_eq!(written(text, ""), "");
    }

    #[test]
    fn addresses() {
        assert_eq!(written(address, "图/a b.png?x=1&y=%20#z"), "%E5%9B%BE/a%20b.png?x=1&amp;y=%20#z");
        assert_eq!(written(address, "a\"b'[c]\\"), "a%22b&#x27;%5Bc%5D%5C");
        assert_eq!(written(address, "字"), "%E5%AD%97");
    }
}
