//! Hashes of contents: what tells two versions of a file apart and names what has no name.

/// The BLAKE3 hash of `bytes`, its first 128 bits as 32 lower-case hexadecimal digits: enough that
/// no two contents of any site meet by chance.
pub fn digest(bytes: &[u8]) -> String {
    hexadecimal(&blake3::hash(bytes), 32)
}

/// The [`digest`] of the bytes with this hash.
pub(super) fn of_hash(hash: &blake3::Hash) -> String {
    hexadecimal(hash, 32)
}

/// The first 8 digits of [`digest`], for addresses: two names among a few hundred practically never
/// meet, and callers that must be sure compare what they got.
pub fn short(bytes: &[u8]) -> String {
    hexadecimal(&blake3::hash(bytes), 8)
}

fn hexadecimal(hash: &blake3::Hash, digits: usize) -> String {
    let mut hex = hash.to_hex().to_string();
    hex.truncate(digits);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hashes stand in addresses and in manifests of published sites, so they may never change.
    #[test]
    fn hashes_are_those_of_blake3() {
        assert_eq!(digest(b""), "af1349b9f5f9a1a6a0404dea36dcc949");
        assert_eq!(digest(b"abc"), "6437b3ac38465133ffb63b75273a8db5");
    }

    #[test]
    fn the_short_hash_begins_the_long_one() {
        let (long, brief) = (digest("支部".as_bytes()), short("支部".as_bytes()));
        assert_eq!((long.len(), brief.len()), (32, 8));
        assert!(long.starts_with(&brief));
        assert_ne!(brief, short("支部 ".as_bytes()));
    }
}
