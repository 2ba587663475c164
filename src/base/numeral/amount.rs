//! A number alone, in digits or in Chinese numerals.

use super::decimal::Decimal;
use super::han::{han_digit, han_integer, is_han_numeral};
use super::line::Line;

/// A number alone.
pub(super) struct Amount {
    pub(super) low: Decimal,
    pub(super) high: Option<Decimal>,
    /// Past its last character.
    pub(super) to: usize,
    /// How many zeros its 万 or 亿 added.
    pub(super) zeros: u32,
}

impl Line<'_> {
    /// `1,815`, `1 815人`, `12.5`, and its 万.
    pub(super) fn digits(&self, at: usize) -> Option<Amount> {
        let mut typed = String::new();
        let mut to = at;
        while self.is_digit(to) {
            typed.push(self.plain[to]);
            to += 1;
        }
        let leading = to - at;
        if (1..=3).contains(&leading) {
            // Blanks part numbers as well, so they join only what has a unit: `1 200人`.
            let spaced = self.past_groups(to, ' ');
            let is_one = spaced > to && self.unit(spaced).is_some();
            let end = if is_one { spaced } else { self.past_groups(to, ',') };
            typed.extend(self.plain[to..end].iter().filter(|char| char.is_ascii_digit()));
            to = end;
        }
        if self.at(to) == Some('.') && self.is_digit(to + 1) {
            typed.push('.');
            to += 1;
            while self.is_digit(to) {
                typed.push(self.plain[to]);
                to += 1;
            }
        }
        self.scaled(Decimal::parse(&typed)?, to)
    }

    /// Past the groups of three digits from a place on, each behind `sign`.
    fn past_groups(&self, mut at: usize, sign: char) -> usize {
        let is_group = |at: usize| {
            self.at(at) == Some(sign)
                && (1..=3).all(|next| self.is_digit(at + next))
                && !self.is_digit(at + 4)
        };
        while is_group(at) {
            at += 4;
        }
        at
    }

    /// Applies the 百, 千, 万 or 亿 behind digits, unless a unit begins there (千米).
    pub(super) fn scaled(&self, mut low: Decimal, mut to: usize) -> Option<Amount> {
        let mut zeros = 0;
        while let Some(power) = self.at(to).and_then(scale).filter(|_| self.unit(to).is_none()) {
            low = low.shifted(power)?;
            zeros += power;
            to += 1;
        }
        Some(Amount { low, high: None, to, zeros })
    }

    pub(super) fn numeral_run(&self, at: usize) -> usize {
        let run = self.plain[at..].iter().take_while(|char| is_han_numeral(**char));
        at + run.count()
    }

    /// A Chinese numeral, or two digits that stand for a range: 三五, 二三十.
    pub(super) fn numeral(&self, at: usize) -> Option<Amount> {
        let end = self.numeral_run(at);
        let run: String = self.plain[at..end].iter().collect();
        if let Some(value) = han_integer(&run) {
            return Some(Amount { low: Decimal::whole(value), high: None, to: end, zeros: 0 });
        }
        let mut chars = run.chars();
        let low = chars.next().and_then(han_digit).filter(|digit| *digit > 0)?;
        let high = chars.next().and_then(han_digit).filter(|digit| *digit > low && *digit <= low + 2)?;
        let zeros = |char| if char == '十' { Some(1) } else { scale(char) };
        let scaled = |digit: u8| {
            chars
                .clone()
                .try_fold(Decimal::whole(u64::from(digit)), |value, char| value.shifted(zeros(char)?))
        };
        Some(Amount { low: scaled(low)?, high: Some(scaled(high)?), to: end, zeros: 0 })
    }

    /// 千 of 近千, 百 of 百余: one thousand, one hundred. Only a qualifier at it makes it a number.
    pub(super) fn bare_scale(&self, at: usize) -> Option<Amount> {
        let end = self.numeral_run(at);
        let amount = self.scaled(Decimal::whole(1), at).filter(|amount| amount.to == end)?;
        let qualified = self.before(at).is_some() || self.after(end).is_some();
        qualified.then_some(amount)
    }
}

/// The zeros of 百, 千, 万, 亿.
pub(super) fn scale(char: char) -> Option<u32> {
    Some(match char {
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => return None,
    })
}
