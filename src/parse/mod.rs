//! One source file → one [`Document`]: its front matter and its outline, nothing of its neighbours.

mod document;

pub use document::{Document, Front};
