//! Looking for ASCII in Chinese text, eight bytes at a time.

/// A set of ASCII bytes.
pub(super) struct Ascii([bool; 128]);

/// The highest bit of each byte of a word: set in every byte of a character beyond ASCII.
const BEYOND: u64 = 0x8080_8080_8080_8080;

impl Ascii {
    /// The set of these bytes, all of which are ASCII.
    pub(super) const fn of(bytes: &[u8]) -> Ascii {
        let mut set = [false; 128];
        let mut place = 0;
        while place < bytes.len() {
            set[bytes[place] as usize] = true;
            place += 1;
        }
        Ascii(set)
    }

    /// Whether a byte is one of the set.
    pub(super) fn holds(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).is_some_and(|held| *held)
    }

    /// The place of the first byte of the set, from `start` on.
    pub(super) fn find(&self, bytes: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            if *byte >= 0x80 {
                // Most of the text is beyond ASCII, and there is nothing to find in it.
                while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                    let ascii = !u64::from_le_bytes(*word) & BEYOND;
                    if ascii != 0 {
                        at += (ascii.trailing_zeros() / 8) as usize;
                        break;
                    }
                    at += 8;
                }
                match bytes.get(at) {
                    Some(byte) if *byte < 0x80 => {}
                    _ => {
                        at += 1;
                        continue;
                    }
                }
            }
            if bytes.get(at).is_some_and(|byte| self.holds(*byte)) {
                return Some(at);
            }
            at += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SET: Ascii = Ascii::of(b"*<\n");

    #[test]
    fn finds_wherever_it_stands() {
        for length in 0..20 {
            let text = format!("{}*{}", "字".repeat(length), "字".repeat(3));
            assert_eq!(SET.find(text.as_bytes(), 0), Some(3 * length));
            let text = format!("{}a字\n", "b".repeat(length));
            assert_eq!(SET.find(text.as_bytes(), 0), Some(length + 4));
        }
        assert_eq!(SET.find("字字字字".as_bytes(), 0), None);
        assert_eq!(SET.find("*字".as_bytes(), 1), None);
        assert_eq!(SET.find(b"", 0), None);
        assert_eq!(SET.find(b"*", 5), None);
    }

    proptest! {
        #[test]
        fn agrees_with_a_plain_search(text in "[a*<\n字“é]{0,40}", start in 0_usize..50) {
            let plain = text.bytes().enumerate().skip(start).find(|(_, byte)| SET.holds(*byte));
            prop_assert_eq!(SET.find(text.as_bytes(), start), plain.map(|(at, _)| at));
        }
    }
}
