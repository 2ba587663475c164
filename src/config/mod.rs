//! What `site.yaml` and the vocabulary say.

pub mod address;
pub mod keys;
pub mod load;
pub mod locale;
pub mod organiser;
pub mod severities;
mod site;
#[cfg(test)]
mod tests;
pub mod vocabulary;

use crate::base::Code;

pub use load::load;
pub use severities::check_codes;
pub use site::{Breaks, Config, Dialect, Feeds, Markup, MenuItem, Organiser, Paging, RawHtml, SlugStyle};
pub use vocabulary::{Level, Term, Vocabulary};

/// The theme of a site that names none.
pub const DEFAULT_THEME: &str = "hongqi";

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [load::CODES, address::CODES, locale::CODES, organiser::CODES, severities::CODES, vocabulary::CODES]
        .concat()
}
