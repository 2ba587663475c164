//! How well a colour is read on its ground.

/// The least contrast at which text of any size is read: WCAG 2.2, 1.4.3.
pub(super) const LEAST: f64 = 4.5;

/// The contrast of two colours (`#b3261e`, `#fff`), from 1 to 21, as WCAG 2.2 defines it; none for what is no
/// colour.
pub(super) fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// The relative luminance of a colour of sRGB, from 0 to 1.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    let digits: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        let rounded = |one: &str, other: &str| contrast(one, other).map(|ratio| format!("{ratio:.2}"));
        assert_eq!(rounded("#000", "#ffffff").as_deref(), Some("21.00"));
        assert_eq!(rounded("#fff", "#fff").as_deref(), Some("1.00"));
        assert_eq!(rounded("#767676", "#ffffff").as_deref(), Some("4.54"));
        assert_eq!(rounded("#777777", "#ffffff").as_deref(), Some("4.48"));
        assert_eq!(rounded("red", "#fff"), None);
    }
}
