//! What a character is to the rules of Chinese, Japanese and Korean text.

/// Characters whose East Asian Width is wide, full or half and that are not emoji by default, with
/// all of Hangul: Unicode 17, `EastAsianWidth.txt`, `emoji-data.txt` and `Scripts.txt`. Unassigned
/// gaps inside a block are closed, so the table stays short.
const CJK: &[(char, char)] = &[
    ('\u{1100}', '\u{11FF}'),
    ('\u{20A9}', '\u{20A9}'),
    ('\u{2329}', '\u{232A}'),
    ('\u{2630}', '\u{2637}'),
    ('\u{268A}', '\u{268F}'),
    ('\u{2E80}', '\u{303E}'),
    ('\u{3041}', '\u{3247}'),
    ('\u{3250}', '\u{A4C6}'),
    ('\u{A960}', '\u{A97C}'),
    ('\u{AC00}', '\u{D7FB}'),
    ('\u{F900}', '\u{FAFF}'),
    ('\u{FE10}', '\u{FE19}'),
    ('\u{FE30}', '\u{FE6B}'),
    ('\u{FF01}', '\u{FFEE}'),
    ('\u{16FE0}', '\u{16FF6}'),
    ('\u{17000}', '\u{191D2}'),
    ('\u{1AFF0}', '\u{1B2FB}'),
    ('\u{1D300}', '\u{1D376}'),
    ('\u{1F200}', '\u{1F200}'),
    ('\u{1F202}', '\u{1F202}'),
    ('\u{1F210}', '\u{1F219}'),
    ('\u{1F21B}', '\u{1F22E}'),
    ('\u{1F230}', '\u{1F231}'),
    ('\u{1F237}', '\u{1F237}'),
    ('\u{1F23B}', '\u{1F23B}'),
    ('\u{1F240}', '\u{1F248}'),
    ('\u{1F260}', '\u{1F265}'),
    ('\u{20000}', '\u{3FFFD}'),
];

/// Whether a character is a CJK character in the sense of the emphasis rule: wide, full or half in
/// East Asian Width and not an emoji, or Hangul.
pub(super) fn is_cjk(char: char) -> bool {
    match char {
        '\0'..'\u{1100}' => false,
        '\u{3250}'..='\u{A4C6}' => true,
        _ => {
            let place = CJK.partition_point(|(_, last)| *last < char);
            CJK.get(place).is_some_and(|(first, _)| *first <= char)
        }
    }
}

/// Whether a character belongs to Hangul, which is written with spaces between words.
pub(super) fn is_hangul(char: char) -> bool {
    matches!(char,
        '\u{1100}'..='\u{11FF}' | '\u{302E}'..='\u{302F}' | '\u{3131}'..='\u{318E}'
        | '\u{3200}'..='\u{321E}' | '\u{3260}'..='\u{327E}' | '\u{A960}'..='\u{A97C}'
        | '\u{AC00}'..='\u{D7FB}' | '\u{FFA0}'..='\u{FFDC}')
}

/// Whether a character is a Han ideograph: what a Chinese word count counts.
pub(super) fn is_han(char: char) -> bool {
    matches!(char,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々' | '〇' | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303B}' | '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAD9}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// [`char::is_alphanumeric`], with the answer for most of a text at hand.
pub(super) fn is_alphanumeric(char: char) -> bool {
    match char {
        '\0'..'\u{80}' => char.is_ascii_alphanumeric(),
        '\u{4E00}'..='\u{9FFF}' => true,
        '\u{2010}'..='\u{2027}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{FF01}'..='\u{FF0F}' => false,
        _ => char.is_alphanumeric(),
    }
}

/// Whether a character is punctuation or a symbol to the flanking rules of emphasis: not a letter,
/// number, space, mark, control or format character, and not for private use.
pub(super) fn is_punctuation(char: char) -> bool {
    match char {
        '\0'..'\u{80}' => return char.is_ascii_punctuation(),
        '\u{4E00}'..='\u{9FFF}' => return false,
        '\u{2010}'..='\u{2027}'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}'
        | '\u{FF01}'..='\u{FF0F}' => {
            return true;
        }
        _ => {}
    }
    !(char.is_alphanumeric()
        || char.is_whitespace()
        || char.is_control()
        || is_format(char)
        || unicode_normalization::char::is_combining_mark(char))
}

/// Invisible characters that steer the text around them, private use and noncharacters.
fn is_format(char: char) -> bool {
    matches!(char,
        '\u{AD}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}'
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}'
        | '\u{F0000}'..='\u{10FFFF}')
}

/// A selector that only picks a glyph of the character before it: the rule looks through it.
pub(super) fn is_glyph_selector(char: char) -> bool {
    matches!(char, '\u{FE00}'..='\u{FE0E}')
}

/// A selector that only ideographs carry.
pub(super) fn is_ideographic_selector(char: char) -> bool {
    matches!(char, '\u{E0100}'..='\u{E01EF}')
}

/// Curly quotes: full width in Chinese, narrow elsewhere, in the same code points.
pub(super) fn is_curly_quote(char: char) -> bool {
    matches!(char, '‘' | '’' | '“' | '”')
}

/// What people put before a paragraph to indent it, which is the business of style sheets: spaces of
/// every width and what shows as nothing.
pub(super) fn is_indent(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// A full stop, question or exclamation mark of either width.
pub(super) fn is_stop(char: char) -> bool {
    matches!(char, '。' | '！' | '？' | '．' | '!' | '?' | '.' | '…')
}

/// Whether a line break between these two characters is no space: a side is U+200B, or both are
/// wide and neither is Hangul (CSS Text 3, segment break transformation). Callers look through
/// curly quotes, so that a line may begin or end with one.
pub(super) fn joins(before: char, after: char) -> bool {
    let wide = |char| is_cjk(char) && !is_hangul(char);
    before == '\u{200B}' || after == '\u{200B}' || (wide(before) && wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_finds_its_ends() {
        for pair in CJK.windows(2) {
            assert!(pair[0].1 < pair[1].0, "{pair:?}");
        }
        for (first, last) in CJK {
            assert!(first <= last && is_cjk(*first) && is_cjk(*last), "{first:?}");
        }
    }

    #[test]
    fn cjk_is_wide_and_no_emoji() {
        for char in ['中', '。', '，', '（', '」', 'の', '한', 'ｱ', '￥', '𠮷', '㈱', 'ᄀ', '\u{3000}']
        {
            assert!(is_cjk(char), "{char}");
        }
        for char in ['a', '1', '“', '—', '…', '·', '😀', '⭐', '🈁', 'é', '①', '\u{303F}', '\u{FFFD}']
        {
            assert!(!is_cjk(char), "{char}");
        }
    }

    #[test]
    fn punctuation_is_neither_letter_nor_mark_nor_space() {
        for char in ['。', '“', '*', '￥', '😀', '—', '+', '㊙', '、'] {
            assert!(is_punctuation(char), "{char}");
        }
        for char in
            ['中', 'a', '１', ' ', '\u{3000}', '\u{FE0E}', '\u{E0100}', '\u{200B}', '\u{FDD0}', '\u{301}']
        {
            assert!(!is_punctuation(char), "{char:?}");
        }
    }

    #[test]
    fn lines_join_between_wide_characters_only() {
        assert!(joins('字', '字') && joins('。', '字') && joins('字', '（') && joins('a', '\u{200B}'));
        assert!(!joins('字', 'a') && !joins('a', 'b') && !joins('한', '국') && !joins('字', '한'));
    }

    #[test]
    fn quick_answers_are_the_right_ones() {
        for char in ('\0'..='\u{FFFF}').filter(|char| !char.is_ascii()) {
            assert_eq!(is_alphanumeric(char), char.is_alphanumeric(), "{char:?}");
            if is_punctuation(char) {
                assert!(!char.is_alphanumeric() && !char.is_whitespace(), "{char:?}");
            }
        }
        for char in "‐—…“”、。〃《》【】！／".chars() {
            assert!(is_punctuation(char), "{char}");
        }
    }

    #[test]
    fn han_is_not_punctuation() {
        assert!(is_han('中') && is_han('〇') && is_han('𠮷') && is_han('々'));
        assert!(!is_han('。') && !is_han('の') && !is_han('A') && !is_han('\u{3000}'));
    }
}
