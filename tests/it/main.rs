//! The one integration test binary.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests look at the real disk, may fail loudly, and say when they are skipped"
)]

mod cli;
mod commonmark;
mod fixture;
mod layering;
mod robust;
mod sites;
mod write;
