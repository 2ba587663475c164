//! Markdown as Chinese writers write it.
//!
//! The only home of `pulldown_cmark` and `ammonia`. `outline` reads facts, `html` prints.

mod outline;

pub use outline::{Call, Declared, Heading, HeadingKind, Link, LinkKind, Outline, Picture};
