//! A double-click on the program in Windows: no arguments, and a console of its own that vanishes with
//! it. It shows the site of its folder, makes one first where the folder is empty, and waits before the
//! window goes with a message in it.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::Path;

use crate::base::Words;
use crate::base::files::cause;

use super::console::Console;
use super::failure::{Exit, Failure};
use super::site;

/// Whether nobody typed this command: there are no arguments, people look at the streams, and no shell
/// left its mark. Windows could be asked who else uses the console, but no call of the standard library
/// does, and this crate has no unsafe code.
pub(super) fn is_one(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_watched = || std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    cfg!(windows) && arguments.len() <= 1 && is_watched() && !has_shell(variable)
}

/// Whether the environment is one that a shell hands on. `cmd` sets `PROMPT`, PowerShell puts modules of
/// the user before those of the system, Unix-like shells set `SHELL` or `TERM`, other terminals and remote
/// logins say who they are. A program started by the desktop has none of them.
fn has_shell(variable: impl Fn(&str) -> Option<String>) -> bool {
    const MARKS: [&str; 9] = [
        "PROMPT",
        "SHELL",
        "TERM",
        "MSYSTEM",
        "WT_SESSION",
        "TERM_PROGRAM",
        "NU_VERSION",
        "SSH_CONNECTION",
        "POWERSHELL_DISTRIBUTION_CHANNEL",
    ];
    MARKS.iter().any(|mark| variable(mark).is_some()) || has_powershell(variable)
}

/// PowerShell hands on a path of modules that names the folder of the user's own.
fn has_powershell(variable: impl Fn(&str) -> Option<String>) -> bool {
    let Some(path) = variable("PSModulePath") else { return false };
    let systems: Vec<String> = ["ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "SystemRoot", "windir"]
        .into_iter()
        .filter_map(&variable)
        .map(|folder| folder.to_lowercase())
        .collect();
    let is_users = |folder: &str| {
        let folder = folder.trim().to_lowercase();
        folder.ends_with(r"powershell\modules") && !systems.iter().any(|system| folder.starts_with(system))
    };
    path.split(';').any(is_users)
}

/// What is done for somebody who double-clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// The site that is there is shown.
    Show,
    /// A site is made and shown.
    MakeAndShow,
}

impl Deed {
    /// The commands that a user of a shell would type.
    fn commands(self) -> &'static [&'static [&'static str]] {
        const SHOW: &[&str] = &["fengcai", "serve", "--open", "--drafts"];
        match self {
            Deed::Show => &[SHOW],
            Deed::MakeAndShow => &[&["fengcai", "new", "."], SHOW],
        }
    }
}

/// Does what a double-click asks for. Whatever is told stays readable: the window waits for Enter, unless
/// the user ended the show.
pub(super) fn answer(console: &mut Console) -> Result<Exit, Failure> {
    let exit = enter().and_then(|()| run(console)).unwrap_or_else(|failure| {
        console.fail(&failure);
        Exit::Usage
    });
    if exit != Exit::Good {
        console.say(&words!("按回车键关闭窗口", "press Enter to close this window"));
        // When nobody can press a key, there is nobody to wait for.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
    Ok(exit)
}

/// Enters the folder of the program, unless there is a site where a shortcut began.
fn enter() -> Result<(), Failure> {
    if site::exists(Path::new(".")) {
        return Ok(());
    }
    let program = std::env::current_exe();
    let entered = program.and_then(|program| program.parent().map_or(Ok(()), std::env::set_current_dir));
    entered.map_err(|error| {
        let Words { zh, en } = cause(&error);
        Failure::new(words!("无法进入程序所在的文件夹：{zh}", "the program's folder cannot be entered: {en}"))
    })
}

fn run(console: &mut Console) -> Result<Exit, Failure> {
    let deed = if site::exists(Path::new(".")) { Deed::Show } else { Deed::MakeAndShow };
    for command in deed.commands() {
        let line: Vec<OsString> = command.iter().map(OsString::from).collect();
        let exit = super::run(&line, console)?;
        if exit != Exit::Good {
            if deed == Deed::MakeAndShow {
                console.say(&words!(
                    "请把程序放进网站的文件夹，或一个空文件夹，再双击它",
                    "put the program into the folder of a site, or into an empty folder, and double-click it there"
                ));
            }
            return Ok(exit);
        }
    }
    Ok(Exit::Good)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(environment: &[(&str, &str)]) -> bool {
        has_shell(|name| {
            environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    const DESKTOP: [(&str, &str); 3] = [
        ("ProgramFiles", r"C:\Program Files"),
        ("SystemRoot", r"C:\Windows"),
        (
            "PSModulePath",
            r"C:\Program Files\WindowsPowerShell\Modules;C:\WINDOWS\system32\WindowsPowerShell\v1.0\Modules",
        ),
    ];

    #[test]
    fn the_desktop_is_no_shell() {
        assert!(!shell(&DESKTOP));
        assert!(!shell(&[("Path", r"C:\Windows"), ("USERPROFILE", r"C:\Users\a")]));
    }

    #[test]
    fn every_shell_leaves_its_mark() {
        for mark in [("PROMPT", "$P$G"), ("TERM", "xterm"), ("WT_SESSION", "1"), ("MSYSTEM", "MINGW64")] {
            assert!(shell(&[&DESKTOP[..], &[mark]].concat()), "{mark:?}");
        }
        let own =
            r"C:\Users\a\OneDrive\文档\WindowsPowerShell\Modules;C:\Program Files\WindowsPowerShell\Modules";
        assert!(shell(&[DESKTOP[0], DESKTOP[1], ("PSModulePath", own)]));
    }

    #[test]
    fn arguments_are_no_double_click() {
        assert!(!is_one(&["fengcai".into(), "build".into()], |_| None));
    }

    #[test]
    fn every_command_is_one_that_can_be_typed() {
        use super::super::args;
        use crate::base::Lang;

        for deed in [Deed::Show, Deed::MakeAndShow] {
            for command in deed.commands() {
                let line: Vec<OsString> = command.iter().map(OsString::from).collect();
                assert!(args::parse(&line, Lang::Zh).is_ok(), "{command:?}");
            }
        }
        assert_eq!(Deed::MakeAndShow.commands()[1..], *Deed::Show.commands());
    }
}
