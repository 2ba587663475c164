//! Declared counts: 五型一化 declares six, so six are listed.

use crate::base::{NodePath, Words};
use crate::yaml::{Fields, Placed};

codes! {
    COUNT_MISMATCH = "count-mismatch" Warning {
        "声明的数目与实际列出的项数不一致。补齐或改正数目；原文本就没有列全时，写 partial: true（不完整: 是）。",
        "A declared count differs from the number of items listed. Complete the list or correct the count; when the source itself does not name all, write `partial: true`."
    }
}

/// What is listed beside a declared count.
pub(super) struct Listed<'a> {
    /// Of what the items are, for the message.
    pub(super) name: &'a str,
    /// How many are listed.
    pub(super) count: usize,
    /// Whether the list is known to be incomplete; none where that cannot be said.
    pub(super) partial: Option<bool>,
}

impl Listed<'_> {
    /// Reports a count that the list does not meet. A list that is known to be incomplete may be
    /// shorter, but not longer.
    pub(super) fn check(&self, fields: &mut Fields<'_>, declared: Option<&Placed<u32>>) {
        let Some(Placed { value, path }) = declared else { return };
        let declared = *value as usize;
        if declared != self.count && !(self.partial == Some(true) && self.count < declared) {
            self.report(fields, declared, path);
        }
    }

    fn report(&self, fields: &mut Fields<'_>, declared: usize, path: &NodePath) {
        let Listed { name, count, partial } = self;
        let message = words!(
            "“{name}”声明 {declared} 项，列出 {count} 项",
            "`{name}` declares {declared} items and lists {count}"
        );
        let help: Words = if *count < declared && partial.is_some() {
            words!(
                "补齐各项；原文没有列全时写“不完整: 是”",
                "add what is missing, or write `partial: true` if the source does not name all"
            )
        } else if *count < declared {
            words!("补齐各项，或改正数目", "add what is missing, or correct the count")
        } else {
            words!("核对数目，或删去多出的项", "check the count, or remove what is too much")
        };
        fields.report(&COUNT_MISMATCH, path, message, Some(help));
    }
}
