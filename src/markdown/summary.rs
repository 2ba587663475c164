//! Plain text cut to a length where a reader would stop.

use unicode_width::UnicodeWidthChar;

use crate::base::fold::is_common_han;

use super::cjk::is_stop;
use super::han;

/// What stands at the end of a text that was cut within a sentence.
const ELLIPSIS: char = '…';

/// Joins the characters around it to one.
const JOINER: char = '\u{200D}';

/// Pairs that are never cut apart.
const PAIRS: &[(char, char)] = &[
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('[', ']'),
    ('［', '］'),
    ('〔', '〕'),
    ('{', '}'),
    ('｛', '｝'),
];

/// Shortens a text to at most `limit` characters. It ends, in this order of preference:
/// 1. at its own end, if it is short enough;
/// 2. after the last sentence that fits, when that leaves a third of the limit or more;
/// 3. with `…` before a comma or the like, under the same condition;
/// 4. with `…` after the last character that fits.
///
/// None of these stands between a pair of quotes or brackets, nor within a character that a reader
/// sees as one. Only when a pair opens at the very beginning and does not close in time is it cut, and
/// then it is closed after the `…`.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let text = text.trim();
    if text.chars().nth(limit).is_none() {
        return text.to_owned();
    }
    let places = Places::of(text, limit);
    if let Some(end) = places.sentence {
        return text[..end].trim_end().to_owned();
    }
    if let Some(end) = places.clause.or(places.free) {
        return format!("{}{ELLIPSIS}", text[..end].trim_end());
    }
    forced(text, limit)
}

/// Places where a text may be cut, each the last of its kind.
#[derive(Default)]
struct Places {
    /// After a sentence.
    sentence: Option<usize>,
    /// Before a comma or the like.
    clause: Option<usize>,
    /// Outside all pairs.
    free: Option<usize>,
}

impl Places {
    fn of(text: &str, limit: usize) -> Places {
        let mut places = Places::default();
        let mut open: Vec<char> = Vec::new();
        let mut previous = None;
        // `at` is a place after `count` characters.
        let (mut at, mut count) = (0, 0);
        while count <= limit
            && let Some(char) = text[at..].chars().next()
        {
            let run = if previous == Some(JOINER) { 0 } else { han::run(&text.as_bytes()[at..]) };
            if run > 0 {
                // Before each of these there is a place; a cut that is marked needs one character more.
                let last = (count + run).min(limit).saturating_sub(1);
                if last >= count.max(1) && open.is_empty() {
                    places.free = Some(at + (last - count) * han::BYTES);
                }
                (at, count) = (at + run * han::BYTES, count + run);
                previous = text[..at].chars().next_back();
                continue;
            }
            let is_seam = count > 0 && count < limit && !joins(previous, char);
            if is_seam && open.is_empty() {
                places.free = Some(at);
                if is_pause(char) && count >= limit / 3 {
                    places.clause = Some(at);
                }
            }
            previous = Some(char);
            note_pair(&mut open, char);
            let end = at + char.len_utf8();
            let fits = (limit / 3..=limit).contains(&(count + 1));
            if open.is_empty() && fits && ends_sentence(&text[..at], char, &text[end..]) {
                places.sentence = Some(end);
            }
            (at, count) = (end, count + 1);
        }
        places
    }
}

/// Cuts a text that stands in quotes from its first character on.
fn forced(text: &str, limit: usize) -> String {
    let mut open: Vec<char> = Vec::new();
    let (mut end, mut closing) = (0, Vec::new());
    let mut previous = None;
    for (count, (at, char)) in text.char_indices().take(limit).enumerate() {
        if !joins(previous, char) && count + open.len() < limit {
            (end, closing) = (at, open.clone());
        }
        note_pair(&mut open, char);
        previous = Some(char);
    }
    let mut short = text[..end].trim_end().to_owned();
    short.push(ELLIPSIS);
    short.extend(closing.iter().rev());
    short
}

fn note_pair(open: &mut Vec<char>, char: char) {
    if is_common_han(char) {
        return;
    }
    if let Some((_, close)) = PAIRS.iter().find(|(first, _)| *first == char) {
        // A text that nests deeper is no prose.
        if open.len() < 16 {
            open.push(*close);
        }
    } else if char == '"' {
        if open.last() == Some(&'"') {
            open.pop();
        } else {
            open.push('"');
        }
    } else if let Some(place) = open.iter().rposition(|close| *close == char) {
        open.truncate(place);
    }
}

/// Whether a sentence ends after `char`: a stop that no other stop, digit or closing mark follows, or
/// a closing mark after a stop.
fn ends_sentence(before: &str, char: char, after: &str) -> bool {
    let closes = |char: char| char == '"' || PAIRS.iter().any(|(_, close)| *close == char);
    if char == '…' || !(is_stop(char) || closes(char)) {
        return false;
    }
    let (previous, next) = (before.chars().next_back(), after.chars().next());
    if next.is_some_and(|next| is_stop(next) || closes(next)) {
        return false;
    }
    match char {
        '.' => previous.is_some_and(char::is_alphabetic) && next.is_none_or(char::is_whitespace),
        _ if is_stop(char) => true,
        _ => previous.is_some_and(|previous| is_stop(previous) && previous != '.'),
    }
}

fn is_pause(char: char) -> bool {
    matches!(char, '，' | '；' | '：' | '、' | ',' | ';' | ':' | ' ' | '—')
}

/// Whether `char` belongs to the character before it, as a reader sees it: marks, selectors, joined
/// emoji, flags. (The full rule of UAX 29 needs tables that nothing else here needs.)
fn joins(previous: Option<char>, char: char) -> bool {
    let Some(previous) = previous else { return false };
    let is_flag = |char: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&char);
    previous == JOINER
        || char.width() == Some(0)
        || ('\u{1F3FB}'..='\u{1F3FF}').contains(&char)
        || (is_flag(previous) && is_flag(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_stays() {
        assert_eq!(shorten(" 甲乙丙 ", 3), "甲乙丙");
        assert_eq!(shorten("", 3), "");
    }

    #[test]
    fn the_last_sentence_that_fits_is_the_end() {
        assert_eq!(shorten("甲乙丙。丁戊。己庚辛", 8), "甲乙丙。丁戊。");
        assert_eq!(shorten("甲乙丙！”丁戊己庚辛", 6), "甲乙丙！”");
        assert_eq!(shorten("甲乙丙？！丁戊己庚辛", 6), "甲乙丙？！");
        assert_eq!(shorten("Abc de. Fgh ijk lmn", 12), "Abc de.");
        assert_eq!(shorten("甲乙1.5丙丁戊己庚", 8), "甲乙1.5丙丁…");
    }

    #[test]
    fn a_sentence_that_is_too_short_is_no_summary() {
        assert_eq!(shorten("甲。乙丙丁戊己，庚辛壬癸子丑", 12), "甲。乙丙丁戊己…");
    }

    #[test]
    fn pairs_are_not_cut_apart() {
        assert_eq!(shorten("甲乙丙丁“戊。己庚辛壬”癸", 9), "甲乙丙丁…");
        assert_eq!(shorten("甲乙（丙丁，戊己庚）辛壬癸", 8), "甲乙…");
        assert_eq!(shorten("甲乙《丙丁》戊己庚辛", 8), "甲乙《丙丁》戊…");
        assert_eq!(shorten("甲乙\"丙丁。戊己\"庚辛", 7), "甲乙…");
        assert_eq!(shorten("“甲乙丙丁戊己庚辛”", 6), "“甲乙丙…”");
        assert_eq!(shorten("甲）乙丙丁戊", 4), "甲）乙…");
    }

    #[test]
    fn what_a_reader_sees_as_one_is_not_cut() {
        assert_eq!(shorten("甲e\u{301}乙丙丁", 3), "甲…");
        assert_eq!(shorten("甲👨\u{200D}👩乙丙", 3), "甲…");
        assert_eq!(shorten("甲🇨🇳乙丙", 3), "甲…");
        assert_eq!(shorten("甲👍🏽乙丙", 3), "甲…");
    }

    #[test]
    fn never_longer_than_the_limit() {
        let samples = [
            "甲“乙‘丙（丁",
            "，，，，，，",
            "((((((((((",
            "\"\"\"\"\"a",
            "。。。。。。。",
            "a b c d e f",
            "…………………",
        ];
        for text in samples {
            for limit in 1..8 {
                let short = shorten(text, limit);
                assert!(short.chars().count() <= limit.max(1), "{text} {limit} {short}");
            }
        }
    }
}
