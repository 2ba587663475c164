//! Which encoding a file is written in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// The commonest characters of Chinese prose, simplified and traditional. They are more than half of
/// any text, and next to none of what comes out of a wrong encoding.
const COMMON: &str = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方\
多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将\
两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加月话合回特代内信表化老给世位次度门任常先海通教原东提立及比员解水名真论处走\
义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直资命山金指许统区保至队形社便空决治展科五基书非则\
听白却界达光放强即难且权思完设式色路记南品住告类求据程北边该交规万取望术领共确传师观清今切院让识带导争运党委支组织干群众习近青志愿服践课堂项案\
例示范這個們來爲為國說時會對於過發後裏裡種經麼學現當沒動還進樣開從實無與長機關點業將兩間問並應頭體見產話內給門東員論處義幾認條氣題別變總電數報\
結務場計資許統區隊決書則聽卻達強難權設記類據邊該規萬術領確傳師觀讓識帶導爭運黨組織幹群眾習願踐課項範";

/// Enough bytes to know an encoding by.
const SAMPLE: usize = 16 << 10;

/// So many characters beyond ASCII tell a language by themselves.
const ENOUGH: usize = 20;

/// An encoding, and how long the mark is with which the file says so itself.
pub(super) struct Detected {
    pub(super) encoding: &'static Encoding,
    pub(super) mark: usize,
}

/// Finds the encoding of a text; `None` for what is no text.
pub(super) fn detect(bytes: &[u8]) -> Option<Detected> {
    let plain = |encoding| Some(Detected { encoding, mark: 0 });
    if signature(bytes).is_some() {
        return None;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(Detected { encoding, mark });
    }
    if bytes.contains(&0) {
        return utf16(bytes).and_then(plain);
    }
    if is_utf8(bytes) && !is_chance(bytes) { plain(UTF_8) } else { plain(legacy(bytes)) }
}

/// Whether a short text in GB18030 happens to be UTF-8: 展示站 is the bytes of Armenian letters, as 联通
/// once was for Notepad. No text of this field is Greek to Arabic letters throughout, all of which are common
/// Han when read the other way; letters with accents (café) are left alone.
fn is_chance(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    if !may_be_chance(text) {
        return false;
    }
    let gb = Score::of(GB18030, bytes);
    text.chars().any(|char| char > '\u{24F}') && gb.malformed == 0 && gb.common * 2 >= gb.all
}

/// Whether all characters beyond ASCII are of two bytes, and there are some.
pub(super) fn may_be_chance(text: &str) -> bool {
    const THREE_BYTES: u8 = 0xE0;
    !text.is_ascii() && text.bytes().all(|byte| byte < THREE_BYTES)
}

/// What a file is that only bears the name of a text: the kinds that people rename.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "Word (.docx) / ZIP"),
        (b"\xD0\xCF\x11\xE0", "Word (.doc)"),
        (b"{\\rtf", "RTF"),
        (b"%PDF-", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
    ];
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

/// UTF-16 without a mark. Its zero bytes are one half of its ASCII characters; in another text a zero
/// byte is a fault, however well its other bytes pair up to Han by chance.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if std::str::from_utf8(bytes).is_ok() && zeros * 3 < bytes.len() {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let share = |encoding| {
        let (text, malformed) = decode_sample(encoding, sample);
        let count = text.chars().count();
        let fitting = text.chars().filter(|char| is_prose(*char)).count();
        (malformed == 0 && count > 0 && fitting * 10 >= count * 9).then_some(fitting * 1000 / count.max(1))
    };
    let candidates = [(share(UTF_16LE), UTF_16LE), (share(UTF_16BE), UTF_16BE)];
    let (best, encoding) = candidates.into_iter().max_by_key(|(share, _)| *share)?;
    best.map(|_| encoding)
}

/// Characters of which a Chinese or an English text consists.
fn is_prose(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{FF}' | '\u{2010}'..='\u{203B}'
        | '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// UTF-8, also where a few bytes are damaged: other encodings do not make sequences of three bytes by
/// chance, and a damaged text read as another encoding would be lost as a whole, and silently.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|char| char.len_utf8() > 2).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 4
}

/// GB18030, or Big5, or what else the statistics of letters say. Every pair of bytes of Big5 is one
/// of GB18030 too, so only the characters that come out can tell.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let (gb, big5) = (Score::of(GB18030, sample), Score::of(BIG5, sample));
    if big5.common >= 2 && big5.common > gb.common * 2 && big5.malformed * 50 <= big5.all {
        return BIG5;
    }
    if gb.common * 10 >= gb.all {
        return GB18030;
    }
    // A few characters need the hint that they are Chinese; many that are not need none.
    let guess = guess(sample, if gb.all < ENOUGH { Some(b"cn") } else { None });
    if guess == GBK { GB18030 } else { guess }
}

fn guess(bytes: &[u8], country: Option<&[u8]>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(country, Utf8Detection::Deny)
}

/// How Chinese a text looks in an encoding.
struct Score {
    /// Characters beyond ASCII.
    all: usize,
    /// The common ones among them.
    common: usize,
    malformed: usize,
}

impl Score {
    fn of(encoding: &'static Encoding, bytes: &[u8]) -> Score {
        let (text, malformed) = decode_sample(encoding, bytes);
        let beyond = || text.chars().filter(|char| !char.is_ascii());
        let common = beyond().filter(|char| COMMON.contains(*char)).count();
        Score { all: beyond().count(), common, malformed }
    }
}

/// Decodes the beginning of a text and counts what cannot be decoded; its end may cut a character.
fn decode_sample(encoding: &'static Encoding, bytes: &[u8]) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 2 + 16);
    let (mut at, mut malformed) = (0, 0);
    loop {
        let (result, count) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, false);
        at += count;
        match result {
            DecoderResult::InputEmpty => return (text, malformed),
            DecoderResult::OutputFull => text.reserve(bytes.len()),
            DecoderResult::Malformed(..) => malformed += 1,
        }
    }
}
