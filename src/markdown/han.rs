//! Runs of Han letters, of which most of a text is made. Nothing that a rule asks about stands in them,
//! so they are stepped over by their bytes, without making characters of them.

/// Bytes of a letter.
pub(super) const BYTES: usize = 3;

/// How many letters of the main block ([`is_common_han`](crate::base::fold::is_common_han)) stand in a row at the
/// beginning of valid UTF-8.
pub(super) fn run(bytes: &[u8]) -> usize {
    let (letters, _) = bytes.as_chunks::<BYTES>();
    let is_letter = |bytes: &&[u8; BYTES]| matches!(bytes, [0xE5..=0xE9, ..] | [0xE4, 0xB8..=0xBF, _]);
    letters.iter().take_while(is_letter).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fold::is_common_han;

    #[test]
    fn every_character_is_told_by_itself_and_among_others() {
        for char in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let mut bytes = [0; 4];
            let alone = char.encode_utf8(&mut bytes);
            assert_eq!(run(alone.as_bytes()), usize::from(is_common_han(char)), "{char:?}");
        }
        for (text, expected) in
            [("", 0), ("一鿿字。字", 3), ("a字", 0), ("字a", 1), ("\u{4DFF}字", 0), ("字\u{A000}", 1)]
        {
            assert_eq!(run(text.as_bytes()), expected, "{text}");
        }
    }
}
