//! Takes out of a text what no page may hold, and tells where it stood.

use super::Raw;

/// What is wrong at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Bytes that are none of the encoding.
    Undecodable,
    /// U+FFFD in the file itself: lost in an earlier conversion.
    Lost,
    /// A character for private use: a bullet of Word's symbol font, or a sign of lost bytes.
    Private,
    /// A noncharacter; this program marks places with them.
    Reserved,
    /// A control character other than tab and line end, or a byte order mark inside.
    Control,
}

/// A fault and where it stands in the clean text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: Kind,
    /// The byte in the clean text where it stands or stood.
    pub(super) at: usize,
    /// The line, from 1.
    pub(super) line: usize,
    /// The character, U+FFFD for bytes.
    pub(super) char: char,
    /// How many bytes or characters.
    pub(super) count: usize,
}

pub(super) fn clean(raw: Raw) -> (String, Vec<Fault>) {
    let text = raw.text.trim_start_matches('\u{FEFF}');
    let marks = raw.text.len() - text.len();
    if raw.undecodable.is_empty() && is_clean(text) {
        return (if marks == 0 { raw.text } else { text.to_owned() }, Vec::new());
    }
    let mut cleaner =
        Cleaner { text: String::with_capacity(text.len()), line: 1, returns: 0, faults: Vec::new() };
    let mut undecodable =
        raw.undecodable.iter().map(|(at, count)| (at.saturating_sub(marks), *count)).peekable();
    for (at, char) in text.char_indices() {
        while let Some((_, count)) = undecodable.next_if(|(place, _)| *place <= at) {
            cleaner.undecodable(count);
        }
        cleaner.push(char);
    }
    undecodable.for_each(|(_, count)| cleaner.undecodable(count));
    cleaner.end_lines();
    (cleaner.text, cleaner.faults)
}

/// Whether nothing is to be done: the usual case, found in one pass over the bytes.
pub(super) fn is_clean(text: &str) -> bool {
    const CHUNK: usize = 1024;
    let bytes = text.as_bytes();
    let Some(last) = bytes.last() else { return true };
    let starts = bytes[..bytes.len() - 1].chunks(CHUNK).zip(bytes[1..].chunks(CHUNK));
    let suspect = |(these, nexts): (&[u8], &[u8])| {
        these.iter().zip(nexts).fold(false, |found, (byte, next)| found | is_suspect(*byte, *next))
    };
    !(is_suspect(*last, b' ') || starts.into_iter().any(suspect)) || has_no_fault(text)
}

/// Whether a character that begins with these bytes may be a fault. It has no branches, so that a
/// compiler makes it look at many bytes at once.
fn is_suspect(byte: u8, next: u8) -> bool {
    let within = |from: u8, to: u8, byte: u8| byte.wrapping_sub(from) <= to - from;
    let is_control = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & !((byte == b'\r') & (next == b'\n'));
    // U+FEFF, U+FFFD to U+FFFF, U+FDD0 to U+FDEF, and the private ones up to U+F8FF.
    let is_special =
        (byte == 0xEF) & (within(0x80, 0xA3, next) | (next == 0xB7) | (next == 0xBB) | (next == 0xBF));
    is_control | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xEE) | (byte > 0xEF) | is_special
}

fn has_no_fault(text: &str) -> bool {
    let mut before = '\n';
    for char in text.chars() {
        if fault(char).is_some() || (before == '\r' && char != '\n') {
            return false;
        }
        before = char;
    }
    before != '\r'
}

fn fault(char: char) -> Option<Kind> {
    match char {
        '\t' | '\n' | '\r' => None,
        '\u{FFFD}' => Some(Kind::Lost),
        '\u{FEFF}' => Some(Kind::Control),
        char if char.is_control() => Some(Kind::Control),
        char if matches!(char, '\u{FDD0}'..='\u{FDEF}') || u32::from(char) & 0xFFFE == 0xFFFE => {
            Some(Kind::Reserved)
        }
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Some(Kind::Private),
        _ => None,
    }
}

impl Kind {
    /// Whether the character stays where it is: taking it out would hide that one is missing.
    pub(super) fn stays(self) -> bool {
        match self {
            Kind::Undecodable | Kind::Lost | Kind::Private => true,
            Kind::Reserved | Kind::Control => false,
        }
    }
}

struct Cleaner {
    text: String,
    line: usize,
    /// How many `\r` wait for what follows them.
    returns: usize,
    faults: Vec<Fault>,
}

impl Cleaner {
    fn push(&mut self, char: char) {
        match char {
            '\r' => self.returns += 1,
            // `\r\r\n` comes of a text that was converted twice.
            '\n' if self.returns > 0 => {
                self.returns = 0;
                self.text.push_str("\r\n");
                self.line += 1;
            }
            _ => self.push_in_line(char),
        }
    }

    fn push_in_line(&mut self, char: char) {
        self.end_lines();
        match fault(char) {
            None => self.text.push(char),
            Some(kind) => {
                self.report(kind, char, 1);
                if kind.stays() {
                    self.text.push(char);
                }
            }
        }
        self.line += usize::from(char == '\n');
    }

    /// A `\r` without `\n` ended a line on old Macs.
    fn end_lines(&mut self) {
        for _ in 0..std::mem::take(&mut self.returns) {
            self.text.push('\n');
            self.line += 1;
        }
    }

    fn undecodable(&mut self, count: usize) {
        self.end_lines();
        self.report(Kind::Undecodable, char::REPLACEMENT_CHARACTER, count);
        self.text.push(char::REPLACEMENT_CHARACTER);
    }

    fn report(&mut self, kind: Kind, char: char, count: usize) {
        self.faults.push(Fault { kind, at: self.text.len(), line: self.line, char, count });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_is_a_fault_goes_unsuspected() {
        for char in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let mut bytes = [0; 4];
            let text = char.encode_utf8(&mut bytes);
            assert_eq!(is_clean(text), has_no_fault(text), "{char:?}");
        }
        for text in ["a\r\nb", "a\r", "\r", "\r\r\n", "a\rb", "", "·•～，。", "\u{FE0F}"] {
            assert_eq!(is_clean(text), has_no_fault(text), "{text:?}");
        }
    }
}
