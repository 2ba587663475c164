//! Opens the user's browser.

use std::io;
use std::process::{Command, Stdio};

/// The program that opens an address in the browser of the user's choice.
const OPENER: &str = if cfg!(windows) {
    "explorer.exe"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Asks the system to open an address, and does not wait for the browser. The error is that there is
/// nobody to ask.
pub(super) fn open(address: &str) -> io::Result<()> {
    let mut opener = Command::new(OPENER);
    opener.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = opener.spawn()?;
    // Somebody must ask how it ended, or it stays in the table of processes.
    std::thread::spawn(move || child.wait());
    Ok(())
}
