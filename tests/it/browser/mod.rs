//! Tests in a real browser: what only layout, scripts and clicks can show.
//!
//! Each test starts with `let Some(mut browser) = Browser::start() else { return };` and has a browser
//! of its own. Any Chromium, Chrome or Edge will do. Where there is none, a test says that it is
//! skipped; `FENGCAI_REQUIRE_BROWSER=1` makes it fail, `CHROME=PATH` names a browser and an empty
//! `CHROME` stands for none. `FENGCAI_PICTURES=FOLDER` keeps a picture of every page that is looked at.
//!
//! The client is our own: calls, their answers and a log of events are all that is needed, and the
//! WebSocket below them is already there with the preview server. The crates for it bring a second
//! WebSocket or the whole generated protocol, which would be most of what a test run compiles.

mod client;
mod connection;
mod find;
mod live;
mod look;
mod process;
mod served;
mod specimen;
mod tab;
mod walk;

pub(crate) use process::Browser;
pub(crate) use tab::{Scheme, Tab};
