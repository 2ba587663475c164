//! Chinese numerals: 十三, 一百零五, 三千二, 一万五, 廿一, 壹佰贰拾, 二〇二三.

/// Longest numeral that is read; 九千九百九十九万九千九百九十九亿 has 18 characters.
const LONGEST: usize = 40;

/// The powers of ten that have a name, the highest first, in plain, traditional and financial writing.
const UNITS: &[(&[char], u64)] = &[
    (&['亿', '億'], 100_000_000),
    (&['万', '萬'], 10_000),
    (&['千', '仟'], 1_000),
    (&['百', '佰'], 100),
    (&['十', '拾'], 10),
];

/// The value of one Chinese digit, 〇 to 九, in plain, traditional and financial writing; 两 is 2.
pub fn han_digit(char: char) -> Option<u8> {
    Some(match char {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Whether a character may stand in a Chinese numeral.
pub fn is_han_numeral(char: char) -> bool {
    // Nearly every character that is asked about is none, which ASCII tells at once.
    !char.is_ascii()
        && (han_digit(char).is_some()
            || matches!(char, '廿' | '卅' | '卌')
            || UNITS.iter().any(|(names, _)| names.contains(&char)))
}

/// Reads a Chinese numeral, the whole text of it. Digits alone are read one by one when there are
/// three or a zero among them (二〇二三); two alone (三五, 七八) are no numeral but an estimate.
pub fn han_integer(text: &str) -> Option<u64> {
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return None;
    }
    counted(text).or_else(|| positional(text))
}

/// Digits without units, the most significant first.
fn positional(text: &str) -> Option<u64> {
    let digits: Vec<u8> = text.chars().map(han_digit).collect::<Option<_>>()?;
    if digits.len() < 3 && !digits.contains(&0) || text.contains(['两', '兩']) {
        return None;
    }
    digits.iter().try_fold(0u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(*digit)))
}

/// A numeral with units, split at its highest one; recursion is bounded by [`LONGEST`].
fn counted(text: &str) -> Option<u64> {
    for (names, scale) in UNITS {
        let Some(at) = text.rfind(*names) else { continue };
        let high = match &text[..at] {
            "" if *scale == 10 => 1,
            high if *scale >= 10_000 => counted(high).filter(|value| *value > 0)?,
            high => lone_digit(high).filter(|digit| *digit > 0)?,
        };
        let low = text[at..].strip_prefix(*names)?;
        return high.checked_mul(*scale)?.checked_add(below(low, *scale)?);
    }
    if let Some((score, units)) = score(text) {
        return Some(
            score + if units.is_empty() { 0 } else { lone_digit(units).filter(|digit| *digit > 0)? },
        );
    }
    lone_digit(text)
}

/// What follows a unit: 五 after 一百 is fifty, 零五 is five.
fn below(text: &str, scale: u64) -> Option<u64> {
    if text.is_empty() {
        return Some(0);
    }
    if let Some(digit) = lone_digit(text) {
        return (digit > 0).then_some(digit * (scale / 10));
    }
    match text.strip_prefix(['零', '〇', '○']) {
        Some(rest) => counted(rest).filter(|value| (1..scale / 10).contains(value)),
        None => counted(text).filter(|value| (1..scale).contains(value)),
    }
}

/// 廿 (twenty), 卅 (thirty), 卌 (forty), and what follows.
fn score(text: &str) -> Option<(u64, &str)> {
    let tens = [('廿', 20), ('卅', 30), ('卌', 40)];
    tens.iter().find_map(|(name, value)| Some((*value, text.strip_prefix(*name)?)))
}

fn lone_digit(text: &str) -> Option<u64> {
    let mut chars = text.chars();
    let digit = han_digit(chars.next()?)?;
    chars.next().is_none().then_some(u64::from(digit))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Prints a number below a hundred million as it is counted aloud.
    fn print(number: u64) -> String {
        let digit = |value: u64| "零一二三四五六七八九".chars().nth(value as usize).unwrap().to_string();
        if number < 10 {
            return digit(number);
        }
        let (names, scale) = UNITS.iter().find(|(_, scale)| number >= *scale).unwrap();
        let (high, low) = (number / scale, number % scale);
        let zero = if low > 0 && low < scale / 10 { "零" } else { "" };
        let low = if low > 0 { print(low) } else { String::new() };
        let low = if low.starts_with('十') { format!("一{low}") } else { low };
        let high = if high == 1 && *scale == 10 { String::new() } else { print(high) };
        format!("{high}{}{zero}{low}", names[0])
    }

    #[test]
    fn numerals_are_read() {
        for (text, value) in [
            ("〇", 0),
            ("零", 0),
            ("两", 2),
            ("十", 10),
            ("十三", 13),
            ("五十", 50),
            ("九十九", 99),
            ("一百零五", 105),
            ("一百五", 150),
            ("一百五十", 150),
            ("一百一十三", 113),
            ("一百十三", 113),
            ("两百", 200),
            ("三千二百", 3200),
            ("三千二", 3200),
            ("一千零五十", 1050),
            ("一千零五", 1005),
            ("一万五", 15_000),
            ("一万五千", 15_000),
            ("一万零五", 10_005),
            ("两万三千四百五十六", 23_456),
            ("十二万", 120_000),
            ("一亿", 100_000_000),
            ("一万亿", 1_000_000_000_000),
            ("三亿五", 350_000_000),
            ("廿", 20),
            ("廿一", 21),
            ("卅", 30),
            ("一百廿五", 125),
            ("壹佰贰拾叁", 123),
            ("拾伍", 15),
            ("伍萬", 50_000),
            ("二〇二三", 2023),
            ("二零二三", 2023),
            ("二○二三", 2023),
            ("一九二一", 1921),
            ("一〇", 10),
        ] {
            assert_eq!(han_integer(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral_is_not_read() {
        for text in [
            "",
            "百",
            "千",
            "万",
            "三五",
            "七八",
            "二三十",
            "五四",
            "十百",
            "一一十",
            "零十",
            "一百零五十",
            "零万",
            "十零",
            "一百零",
            "两三",
            "两两两",
            "廿零",
            "十四五",
            "人",
            "1",
        ] {
            assert_eq!(han_integer(text), None, "{text}");
        }
        assert_eq!(han_integer(&"亿".repeat(100_000)), None);
        assert_eq!(han_integer(&"九亿".repeat(20)), None);
        assert_eq!(han_integer(&"九".repeat(40)), None);
    }

    #[test]
    fn numbers_survive_printing() {
        for number in (0..=99_999).chain([100_000, 1_234_567, 20_000_300]) {
            assert_eq!(han_integer(&print(number)), Some(number), "{}", print(number));
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[〇零一二两十百千万亿廿]{0,50}") {
            let _ = han_integer(&text);
        }
    }
}
