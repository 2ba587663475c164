//! Tests in a real browser: what only layout, scripts and clicks can show.
//!
//! Each test starts with `let Some(mut browser) = Browser::start() else { return };` and has a browser
//! of its own. Any Chromium, Chrome or Edge will do. Where there is none, a test says that it is
//! skipped; `FENGCAI_REQUIRE_BROWSER=1` makes it fail, `CHROME=PATH` names a browser and an empty
//! `CHROME` stands for none. `FENGCAI_PICTURES=FOLDER` keeps a picture of every page that is looked at.

mod bar;
mod client;
mod live;
mod look;
mod served;
mod specimen;
mod walk;

pub(crate) use crate::devtools::{Browser, Scheme, Tab};
