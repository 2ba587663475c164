//! The one integration test binary.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests look at the real disk, may fail loudly, and say when they are skipped"
)]

mod browser;
mod cli;
mod codes;
mod commonmark;
mod crawl;
#[path = "../devtools/mod.rs"]
mod devtools;
mod edits;
mod encodings;
mod fences;
mod fixture;
mod layering;
mod manual;
mod markup;
mod neutral;
mod outputs;
mod project;
mod recount;
mod robust;
mod showcase;
mod sites;
mod soak;
mod themes;
mod tour;
mod write;
