//! Drives a real browser over its DevTools protocol, for the tests and the benchmarks.
//!
//! Any Chromium, Chrome or Edge will do; `CHROME=PATH` names one and an empty `CHROME` stands for none.
//!
//! The client is our own: calls, their answers and a log of events are all that is needed, and the
//! WebSocket below them is already there with the preview server. The crates for it bring a second
//! WebSocket or the whole generated protocol, which would be most of what a test run compiles.

#![allow(dead_code, unused_imports, reason = "the tests use one part of it, the benchmarks another")]

mod connection;
mod find;
mod process;
mod tab;

pub(crate) use process::Browser;
pub(crate) use tab::{Scheme, Tab};
