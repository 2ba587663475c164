//! Numbers as the field writes them: Chinese numerals, digits of any width.

mod han;

pub use han::{han_digit, han_integer, is_han_numeral};
