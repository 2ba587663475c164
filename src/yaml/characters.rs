//! Characters that YAML refuses or takes for ends of lines, though no writer means them so.

use super::offsets::Edits;
use super::parse::Finding;

codes! {
    CONTROL_CHARACTER = "control-character" Hint {
        "文本里有看不见的控制字符（常由 Word 或网页粘贴带入），按空格处理",
        "an invisible control character, often pasted from Word or a web page, is read as a space"
    }
}

/// Replaces control characters and Unicode's line separators by spaces, and a lone carriage return,
/// the line end of old systems, by today's.
pub(super) fn tame(text: &str) -> (Edits, Vec<Finding>) {
    let mut edits = Edits::default();
    let mut findings = Vec::new();
    for (at, char) in text.char_indices() {
        let range = at..at + char.len_utf8();
        match char {
            '\r' if !text[range.end..].starts_with('\n') => edits.replace(range, "\n"),
            '\u{85}' | '\u{2028}' | '\u{2029}' => edits.replace(range, " "),
            _ if is_refused(char) => {
                edits.replace(range.clone(), " ");
                let number = u32::from(char);
                let message = words!(
                    "这里有控制字符 U+{number:04X}，按空格处理",
                    "the control character U+{number:04X} is read as a space"
                );
                let finding = Finding::new(&CONTROL_CHARACTER, range, message);
                findings.push(finding.help(words!("删去它，或改成空格", "remove it or type a space")));
            }
            _ => {}
        }
    }
    (edits, findings)
}

/// What libyaml's reader refuses.
fn is_refused(char: char) -> bool {
    !matches!(char,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}'
        | '\u{10000}'..='\u{10ffff}')
}
