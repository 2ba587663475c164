//! Exact decimal numbers; a float would make 0.3 of 3 thousand 299.99999.

use std::fmt;

/// A number that is not negative.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal {
    /// All its digits.
    digits: u128,
    /// How many of them stand behind the point.
    fraction: u32,
}

impl Decimal {
    pub(super) fn whole(value: u64) -> Decimal {
        Decimal { digits: u128::from(value), fraction: 0 }
    }

    /// Reads ASCII digits with one point at most; no more digits than any figure has.
    pub(super) fn parse(typed: &str) -> Option<Decimal> {
        const MOST: usize = 18;
        let (whole, fraction) = typed.split_once('.').unwrap_or((typed, ""));
        if whole.is_empty()
            || whole.len() + fraction.len() > MOST
            || (typed.contains('.') && fraction.is_empty())
        {
            return None;
        }
        let digits = format!("{whole}{fraction}").parse().ok()?;
        Some(Decimal { digits, fraction: fraction.len() as u32 })
    }

    /// The number times `10` to the power of `zeros`; `None` when it grows beyond all figures.
    pub(super) fn shifted(self, zeros: u32) -> Option<Decimal> {
        let fraction = self.fraction.saturating_sub(zeros);
        let added = zeros - (self.fraction - fraction);
        let digits = self.digits.checked_mul(10u128.checked_pow(added)?)?;
        (digits < 10u128.pow(30)).then_some(Decimal { digits, fraction })
    }

    pub(super) fn is_less(self, other: Decimal) -> bool {
        let fraction = self.fraction.max(other.fraction);
        let aligned =
            |number: Decimal| number.digits.saturating_mul(10u128.saturating_pow(fraction - number.fraction));
        aligned(self) < aligned(other)
    }

    /// Whether it is a whole number from `first` to `last`.
    pub(super) fn is_within(self, first: u128, last: u128) -> bool {
        self.fraction == 0 && (first..=last).contains(&self.digits)
    }
}

impl fmt::Display for Decimal {
    /// The shortest form: `12.5`, `4`, `0.05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>width$}", self.digits, width = self.fraction as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.fraction as usize);
        match fraction.trim_end_matches('0') {
            "" => f.write_str(whole),
            fraction => write!(f, "{whole}.{fraction}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_printed_shortly() {
        let shortest = |typed| Decimal::parse(typed).map(|number| number.to_string());
        for (typed, printed) in
            [("4", "4"), ("007", "7"), ("0", "0"), ("12.50", "12.5"), ("0.05", "0.05"), ("1.0", "1")]
        {
            assert_eq!(shortest(typed).as_deref(), Some(printed));
        }
        for typed in ["", ".5", "5.", "1.2.3", "a", "1234567890123456789"] {
            assert_eq!(shortest(typed), None, "{typed}");
        }
    }

    #[test]
    fn decimals_are_shifted_exactly() {
        let shifted =
            |typed, zeros| Decimal::parse(typed).unwrap().shifted(zeros).map(|number| number.to_string());
        assert_eq!(shifted("1.2", 4).as_deref(), Some("12000"));
        assert_eq!(shifted("0.123456", 4).as_deref(), Some("1234.56"));
        assert_eq!(shifted("68125", 8).as_deref(), Some("6812500000000"));
        assert_eq!(shifted("9", 40), None);
        assert_eq!(shifted("999999999999999999", 16), None);
    }

    #[test]
    fn decimals_are_compared_by_value() {
        let less = |a, b| Decimal::parse(a).unwrap().is_less(Decimal::parse(b).unwrap());
        assert!(less("1.5", "1.50001") && less("9", "10") && !less("2.0", "2") && !less("10", "9.99"));
    }
}
