//! Characters that YAML refuses or takes for ends of lines, though no writer means them so.

use super::offsets::Edits;

/// Replaces Unicode's line separators and control characters by spaces, and a lone carriage return, the
/// line end of old systems, by today's. Decoding has told of control characters already.
pub(super) fn tame(text: &str) -> Edits {
    let mut edits = Edits::default();
    for (at, char) in text.char_indices() {
        let range = at..at + char.len_utf8();
        match char {
            '\r' if !text[range.end..].starts_with('\n') => edits.replace(range, "\n"),
            '\u{85}' | '\u{2028}' | '\u{2029}' => edits.replace(range, " "),
            _ if is_refused(char) => edits.replace(range, " "),
            _ => {}
        }
    }
    edits
}

/// What libyaml's reader refuses.
fn is_refused(char: char) -> bool {
    !matches!(char,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}'
        | '\u{10000}'..='\u{10ffff}')
}
