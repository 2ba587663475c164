//! Runs the program on small sites in folders of their own.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// A site in a folder that vanishes with it.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// Writes files: path and text.
    pub(crate) fn new(files: &[(&str, &str)]) -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// Writes one file, and the folders above it.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The site's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The text of an output file, if it is there.
    pub(crate) fn output(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.path().join("public").join(path)).ok()
    }

    /// The program in Chinese on this site.
    pub(crate) fn fengcai(&self) -> Command {
        let mut command = fengcai();
        command.arg("--root").arg(self.path());
        command
    }
}

/// The program without a locale: it speaks Chinese.
pub(crate) fn fengcai() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengcai"));
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// The system's own shell, about to run what a user types; it finds the program by its name.
pub(crate) fn shell(typed: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_fengcai")).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&others)));
    let mut shell = interpreter(typed);
    shell.env("PATH", path.unwrap()).env_remove("HOME");
    shell
}

#[cfg(not(windows))]
fn interpreter(typed: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", typed]);
    shell
}

/// `cmd` takes all between the outer quotes as it stands, so nothing is escaped.
#[cfg(windows)]
fn interpreter(typed: &str) -> Command {
    use std::os::windows::process::CommandExt;

    let mut shell = Command::new("cmd");
    shell.raw_arg(format!("/D /S /C \"{typed}\""));
    shell
}

/// What a run said, and how it ended.
pub(crate) struct Said {
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
    /// The exit code.
    pub(crate) code: i32,
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Said {
    run_with_input(command, b"")
}

/// Runs a command to its end, with this on standard input.
pub(crate) fn run_with_input(command: &mut Command, input: &[u8]) -> Said {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that reads no input may be gone already; that is no fault of it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap() }
}
