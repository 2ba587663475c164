//! Bytes of a source file to text, without losing anything in silence.
//!
//! Files come from Notepad (UTF-16, UTF-8 with a mark), from old editors (GBK, GB18030) and from
//! Taiwan and Hong Kong (Big5). What can be read rightly is read; what cannot is told with its line.

use super::{Diagnostic, FilePath, Outcome, Place};

mod clean;
mod detect;
mod report;
#[cfg(test)]
mod tests;

pub use report::{
    BINARY_FILE, CODES, CONTROL_CHARACTER, LEGACY_ENCODING, LOST_CHARACTER, OVERSIZED_FILE,
    PRIVATE_CHARACTER, RESERVED_CHARACTER, UNDECODABLE_BYTES,
};

/// Files larger than this are refused: 64 MiB. No text that a person wrote comes near it, and spans
/// count in 32 bits.
pub const LARGEST: usize = 64 << 20;

/// How a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with the low byte first: Notepad's "Unicode".
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
    /// Big5.
    Big5,
    /// One that knows no Chinese, by its WHATWG name.
    Foreign(&'static str),
    /// No text: what was decoded is empty.
    None,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
            Encoding::Big5 => "Big5",
            Encoding::Foreign(name) => name,
            Encoding::None => "–",
        }
    }
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: without a byte order mark, without characters that no page may hold, with U+FFFD
    /// where bytes could not be read. `\r\n` is kept as it is, a lone `\r` has become `\n`.
    pub text: String,
    /// How it was written; [`Encoding::None`] when this is no text and nothing of it should be used.
    pub encoding: Encoding,
}

/// Decodes a file. GB18030 and UTF-16 are read rightly and silently; Big5 is read and reported.
pub fn decode(file: &FilePath, bytes: &[u8]) -> Outcome<Decoded> {
    let refused = |diagnostic: Diagnostic| Outcome {
        value: Decoded { text: String::new(), encoding: Encoding::None },
        diagnostics: vec![diagnostic],
    };
    if bytes.len() > LARGEST {
        return refused(report::oversized(Place::file(file), bytes.len()));
    }
    if let Some(text) = usual(bytes) {
        return Outcome::clean(Decoded { text: text.to_owned(), encoding: Encoding::Utf8 });
    }
    let Some(found) = detect::detect(bytes) else {
        return refused(report::binary(Place::file(file), bytes));
    };
    let raw = read(found.encoding, &bytes[found.mark..]);
    // Marks are found in pictures too, and UTF-32 begins like UTF-16.
    if raw.text.contains('\0') {
        return refused(report::binary(Place::file(file), bytes));
    }
    let encoding = named(found.encoding);
    let mut diagnostics = Vec::new();
    if matches!(encoding, Encoding::Big5 | Encoding::Foreign(_)) {
        diagnostics.push(report::legacy(Place::file(file), encoding));
    }
    let (text, faults) = clean::clean(raw);
    diagnostics.extend(report::faults(file, encoding, &faults));
    Outcome { value: Decoded { text, encoding }, diagnostics }
}

/// The usual file, known in a pass or two: UTF-8 in which nothing is to be cleaned. Every text is read
/// twice in a build, so this is worth its lines.
fn usual(bytes: &[u8]) -> Option<&str> {
    if detect::signature(bytes).is_some() {
        return None;
    }
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    let text = simdutf8::basic::from_utf8(marked.unwrap_or(bytes)).ok()?;
    let is_told = marked.is_some() || !detect::may_be_chance(text);
    (is_told && clean::is_clean(text)).then_some(text)
}

fn named(encoding: &'static encoding_rs::Encoding) -> Encoding {
    if encoding == encoding_rs::UTF_8 {
        Encoding::Utf8
    } else if encoding == encoding_rs::UTF_16LE {
        Encoding::Utf16Le
    } else if encoding == encoding_rs::UTF_16BE {
        Encoding::Utf16Be
    } else if encoding == encoding_rs::GB18030 {
        Encoding::Gb18030
    } else if encoding == encoding_rs::BIG5 {
        Encoding::Big5
    } else {
        Encoding::Foreign(encoding.name())
    }
}

/// What an encoding makes of bytes, before cleaning.
struct Raw {
    text: String,
    /// Where bytes could not be read: the place in `text`, in order, and how many they were.
    undecodable: Vec<(usize, usize)>,
}

fn read(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Raw {
    if encoding == encoding_rs::UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Raw { text: text.to_owned(), undecodable: Vec::new() };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut raw = Raw { text: String::with_capacity(bytes.len() * 3 / 2 + 16), undecodable: Vec::new() };
    let mut at = 0;
    loop {
        let (result, count) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut raw.text, true);
        at += count;
        match result {
            encoding_rs::DecoderResult::InputEmpty => return raw,
            encoding_rs::DecoderResult::OutputFull => raw.text.reserve(bytes.len() / 4 + 16),
            encoding_rs::DecoderResult::Malformed(length, _) => {
                raw.undecodable.push((raw.text.len(), usize::from(length)));
            }
        }
    }
}
