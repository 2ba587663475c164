//! What `site.yaml` and the vocabulary say.

mod site;
mod vocabulary;

pub use site::{Breaks, Config, Dialect, Feeds, Markup, MenuItem, Organiser, Paging, RawHtml, SlugStyle};
pub use vocabulary::{Level, Term, Vocabulary};
