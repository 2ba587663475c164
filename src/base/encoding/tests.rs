use proptest::prelude::*;

use super::*;
use crate::base::{Location, Spot};

const PROSE: &str =
    "---\ntitle: 对标“七个有力”，赋能党建\n---\n学院坚持把党支部建在团队上，落实教育党员有力。\n";
const TRADITIONAL: &str = "---\ntitle: 黨建三創新\n---\n學院堅持把黨支部建在團隊上，這是我們的經驗。\n";

fn read_all(bytes: &[u8]) -> Outcome<Decoded> {
    decode(&FilePath::new("content/a.md"), bytes)
}

/// The text of a file that must be read without a word.
fn silent(bytes: &[u8]) -> (String, Encoding) {
    let Outcome { value: Decoded { text, encoding }, diagnostics } = read_all(bytes);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    (text, encoding)
}

/// Codes with the lines and columns at which they are told.
fn told(bytes: &[u8]) -> Vec<(String, u32, u32)> {
    let Outcome { value, diagnostics } = read_all(bytes);
    let place = |diagnostic: &Diagnostic| match &diagnostic.place {
        Some(Place { spot: Spot::Span(span), .. }) => {
            let location = Location::of_range(&value.text, span.range());
            (location.line, location.column)
        }
        _ => (0, 0),
    };
    diagnostics
        .iter()
        .map(|diagnostic| {
            let (line, column) = place(diagnostic);
            assert!(diagnostic.help.is_some(), "{diagnostic}");
            (diagnostic.code.to_string(), line, column)
        })
        .collect()
}

fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{text}");
    bytes.into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn code(code: &'static crate::base::Code, line: u32, column: u32) -> (String, u32, u32) {
    (code.name.to_owned(), line, column)
}

#[test]
fn short_chinese_is_not_taken_for_armenian() {
    for text in ["title: 展示站\n", "title: 学习\n", "标题: 我们的党\n"] {
        let bytes = encoding_rs::GB18030.encode(text).0.into_owned();
        assert_eq!(silent(&bytes), (text.to_owned(), Encoding::Gb18030));
    }
    for text in ["title: café\n", "by: Владимир\n", "α и β\n"] {
        assert_eq!(silent(text.as_bytes()), (text.to_owned(), Encoding::Utf8));
    }
}

#[test]
fn utf8_is_read_with_and_without_a_mark() {
    assert_eq!(silent(PROSE.as_bytes()), (PROSE.to_owned(), Encoding::Utf8));
    assert_eq!(silent(format!("\u{FEFF}{PROSE}").as_bytes()), (PROSE.to_owned(), Encoding::Utf8));
    assert_eq!(silent(format!("\u{FEFF}\u{FEFF}{PROSE}").as_bytes()), (PROSE.to_owned(), Encoding::Utf8));
    assert_eq!(silent(b""), (String::new(), Encoding::Utf8));
    assert_eq!(silent("\u{FEFF}".as_bytes()), (String::new(), Encoding::Utf8));
    assert_eq!(silent("𠮷野家😀é\t\u{A0}\u{3000}".as_bytes()).0, "𠮷野家😀é\t\u{A0}\u{3000}");
}

#[test]
fn utf16_is_read_with_and_without_a_mark() {
    for text in [PROSE, TRADITIONAL, "title: a\n", "一\n一一\n"] {
        let marked = format!("\u{FEFF}{text}");
        assert_eq!(silent(&utf16(&marked, u16::to_le_bytes)), (text.to_owned(), Encoding::Utf16Le), "{text}");
        assert_eq!(silent(&utf16(&marked, u16::to_be_bytes)), (text.to_owned(), Encoding::Utf16Be), "{text}");
        assert_eq!(silent(&utf16(text, u16::to_le_bytes)), (text.to_owned(), Encoding::Utf16Le), "{text}");
        assert_eq!(silent(&utf16(text, u16::to_be_bytes)), (text.to_owned(), Encoding::Utf16Be), "{text}");
    }
}

#[test]
fn gb18030_is_read_and_says_so() {
    for text in [PROSE, TRADITIONAL, "案例\n", "价格￥100，面积㎡\n", "title: 㐀𠮷\n正文：学习\n", "€ 欧元\n"]
    {
        let bytes = encoded(encoding_rs::GB18030, text);
        assert_eq!(silent(&bytes), (text.to_owned(), Encoding::Gb18030), "{text}");
    }
    // A mark in GB18030 is its four-byte U+FEFF.
    let marked = [b"\x84\x31\x95\x33".as_slice(), &encoded(encoding_rs::GB18030, PROSE)].concat();
    assert_eq!(silent(&marked).0, PROSE);
}

#[test]
fn big5_is_read_and_told_with_the_cure() {
    let bytes = encoded(encoding_rs::BIG5, TRADITIONAL);
    let outcome = read_all(&bytes);
    assert_eq!((outcome.value.text.as_str(), outcome.value.encoding), (TRADITIONAL, Encoding::Big5));
    assert_eq!(told(&bytes), [code(&LEGACY_ENCODING, 0, 0)]);
    assert!(outcome.diagnostics[0].message.zh.contains("Big5"), "{:?}", outcome.diagnostics[0].message);
    assert!(outcome.diagnostics[0].help.as_ref().unwrap().en.contains("UTF-8"));
}

#[test]
fn other_encodings_are_told_too() {
    for (encoding, text) in [
        (encoding_rs::SHIFT_JIS, "これは日本語の文章です。ひらがなとカタカナがあります。\n"),
        (encoding_rs::WINDOWS_1252, "Été à la française, déjà vu, naïve café\n"),
    ] {
        let outcome = read_all(&encoded(encoding, text));
        assert_eq!(outcome.value.text, text);
        assert_eq!(outcome.value.encoding, Encoding::Foreign(encoding.name()));
        assert_eq!(outcome.diagnostics.len(), 1);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in [
        b"title: a\0b\n".as_slice(),
        b"ab\0c",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\x06\0",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
        b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n",
        b"{\\rtf1\\ansi \\'b0\\'b8}",
        b"\xFF\xFE\0\0a\0\0\0",
        b"\xB0\xB8\0\xC0\xFD\n",
        b"\0",
        b"\0\0\0\0",
    ] {
        assert_eq!(told(bytes), [code(&BINARY_FILE, 0, 0)], "{bytes:?}");
        let outcome = read_all(bytes);
        assert_eq!(outcome.value, Decoded { text: String::new(), encoding: Encoding::None });
    }
    let message = |bytes| read_all(bytes).diagnostics[0].message.en.clone();
    assert_eq!(message(b"a\nb\0c"), "the file is no text: line 2 holds a zero byte");
    assert_eq!(message(b"PK\x03\x04\0"), "this is a Word (.docx) / ZIP file, no text");
}

#[test]
fn large_files_are_refused() {
    let bytes = vec![b'a'; LARGEST + 1];
    assert_eq!(told(&bytes), [code(&OVERSIZED_FILE, 0, 0)]);
}

#[test]
fn damaged_utf8_is_told_with_its_line() {
    let mut bytes = PROSE.as_bytes().to_vec();
    let at = PROSE.find("学院").unwrap();
    bytes[at] = 0xFF;
    let outcome = read_all(&bytes);
    assert_eq!(outcome.value.encoding, Encoding::Utf8);
    assert!(outcome.value.text.contains("\u{FFFD}院坚持"), "{}", outcome.value.text);
    assert_eq!(told(&bytes), [code(&UNDECODABLE_BYTES, 4, 1)]);
    // Cut in the middle of its last character.
    let cut = PROSE.trim_end().as_bytes();
    assert_eq!(told(&cut[..cut.len() - 1]), [code(&UNDECODABLE_BYTES, 4, 23)]);
}

#[test]
fn damaged_gb18030_and_utf16_are_told() {
    let mut bytes = encoded(encoding_rs::GB18030, PROSE);
    bytes.push(0xB0);
    assert_eq!(told(&bytes), [code(&UNDECODABLE_BYTES, 5, 1)]);
    let mut bytes = utf16("\u{FEFF}党建\n", u16::to_le_bytes);
    bytes.extend([0x00, 0xD8, b'a', 0, b'b']);
    let outcome = read_all(&bytes);
    assert_eq!(outcome.value.text, "党建\n\u{FFFD}a\u{FFFD}");
    assert_eq!(told(&bytes), [code(&UNDECODABLE_BYTES, 2, 1)]);
}

#[test]
fn a_character_lost_before_is_told() {
    assert_eq!(told("党\u{FFFD}建".as_bytes()), [code(&LOST_CHARACTER, 1, 2)]);
    assert_eq!(read_all("党\u{FFFD}建".as_bytes()).value.text, "党\u{FFFD}建");
}

#[test]
fn private_characters_stay_and_are_told() {
    let text = "一\u{F0B7}二\u{E01B}\n\u{F0000}";
    assert_eq!(read_all(text.as_bytes()).value.text, text);
    assert_eq!(told(text.as_bytes()), [code(&PRIVATE_CHARACTER, 1, 2), code(&PRIVATE_CHARACTER, 2, 1)]);
}

#[test]
fn reserved_and_control_characters_are_taken_out_and_told() {
    let text = "一\u{FDD0}二\n三\u{8}四\u{B}\n\u{FDEF}\u{FFFF}五\u{1FFFE}\u{85}\u{7F}六\u{FEFF}";
    assert_eq!(read_all(text.as_bytes()).value.text, "一二\n三四\n五六");
    assert_eq!(
        told(text.as_bytes()),
        [
            code(&RESERVED_CHARACTER, 1, 2),
            code(&RESERVED_CHARACTER, 3, 1),
            code(&CONTROL_CHARACTER, 2, 2),
            code(&CONTROL_CHARACTER, 3, 2),
        ]
    );
    let outcome = read_all(text.as_bytes());
    assert_eq!(outcome.diagnostics[0].message.en, "reserved characters removed: 1 (U+FDD0)");
    assert_eq!(outcome.diagnostics[2].message.zh, "删去了 2 个看不见的控制字符（U+0008）");
}

#[test]
fn line_ends_of_old_macs_become_new_ones() {
    assert_eq!(silent(b"a\rb\r\rc\r").0, "a\nb\n\nc\n");
    assert_eq!(silent(b"a\r\nb\nc\r\n").0, "a\r\nb\nc\r\n");
    assert_eq!(silent(b"a\r\r\nb\rc").0, "a\r\nb\nc");
    assert_eq!(silent(b"\r").0, "\n");
    assert_eq!(silent(b"\r\r").0, "\n\n");
}

#[test]
fn a_file_full_of_faults_is_told_in_few_words() {
    let text = "党\u{8}\n".repeat(1000);
    let told = told(text.as_bytes());
    assert_eq!(told.len(), 11);
    assert_eq!(told[9], code(&CONTROL_CHARACTER, 10, 2));
    let last = read_all(text.as_bytes()).diagnostics.pop().unwrap();
    assert_eq!(last.message.en, "the same on 990 more lines");
}

#[test]
fn every_code_is_spoken_here() {
    let mut spoken: Vec<String> = ["\u{FFFD}\u{8}\u{FDD0}\u{E000}".as_bytes(), b"\0", b"\xFF\xFE\x00\xD8"]
        .into_iter()
        .chain([encoded(encoding_rs::BIG5, TRADITIONAL).as_slice(), &vec![b' '; LARGEST + 1]])
        .flat_map(|bytes| told(bytes).into_iter().map(|(code, ..)| code))
        .collect();
    spoken.sort();
    spoken.dedup();
    let mut all: Vec<_> = CODES.iter().map(|code| code.name).collect();
    all.sort_unstable();
    assert_eq!(spoken, all);
}

/// What cleaning leaves of a text; written the slow way.
fn cleaned(text: &str) -> String {
    let is_noncharacter =
        |char| matches!(char, '\u{FDD0}'..='\u{FDEF}') || u32::from(char) & 0xFFFE == 0xFFFE;
    let mut lines = text.trim_start_matches('\u{FEFF}').to_owned();
    while lines.contains("\r\r\n") {
        lines = lines.replace("\r\r\n", "\r\n");
    }
    let lines: Vec<String> = lines.split("\r\n").map(|line| line.replace('\r', "\n")).collect();
    let lines = lines.join("\r\n");
    let keep = |char: &char| {
        matches!(char, '\t' | '\n' | '\r')
            || !(char.is_control() || is_noncharacter(*char) || *char == '\u{FEFF}')
    };
    lines.chars().filter(keep).collect()
}

proptest! {
    #[test]
    fn nothing_panics_and_nothing_is_lost_in_silence(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let Outcome { value, diagnostics } = read_all(&bytes);
        prop_assert_eq!(value.text.contains('\u{FFFD}'), diagnostics.iter().any(|diagnostic| {
            diagnostic.code == UNDECODABLE_BYTES.name || diagnostic.code == LOST_CHARACTER.name
        }));
        for diagnostic in diagnostics {
            if let Some(Place { spot: Spot::Span(span), .. }) = diagnostic.place {
                prop_assert!(value.text.get(span.range()).is_some());
            }
        }
        prop_assert_eq!(cleaned(&value.text), value.text);
    }

    #[test]
    fn utf8_survives(text in "[^\u{0}]{0,60}") {
        // A text of nothing but letters of two bytes may be Chinese in another encoding.
        prop_assume!(text.is_ascii() || text.chars().any(|char| char.len_utf8() > 2));
        prop_assume!(detect::signature(text.as_bytes()).is_none());
        let outcome = read_all(text.as_bytes());
        prop_assert_eq!(outcome.value.encoding, Encoding::Utf8);
        prop_assert_eq!(outcome.value.text, cleaned(&text));
    }

    #[test]
    fn gb18030_survives(text in "的[一-龥，。\n]{20,60}") {
        let text = format!("{text}我们的工作是党的建设\n");
        let bytes = encoded(encoding_rs::GB18030, &text);
        prop_assume!(std::str::from_utf8(&bytes).is_err());
        prop_assert_eq!(read_all(&bytes).value.text, text);
    }
}
