//! The command line: one file per verb turns typed arguments into options and calls the floors above.
//! The only floor that prints, reads the clock and the environment, and knows exit codes.

mod add;
mod args;
mod browser;
mod build;
mod completions;
mod console;
mod double_click;
mod failure;
mod help;
mod locale;
mod new;
mod progress;
mod render;
mod report;
mod serve;
mod shell;
mod site;
mod summary;
mod theme;
mod usage;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::base::Lang;

use console::Console;
use failure::{Exit, Failure};
pub use help::{HelpPage, HelpSection};

/// The pages of help, for the manual: that of the program, then one of each verb.
pub fn help_pages(lang: Lang) -> Vec<HelpPage> {
    help::pages(lang)
}

/// Whether a command line, the program's name first, is one that the program understands.
pub fn understands(arguments: &[OsString]) -> bool {
    let parsed = args::parse(arguments, Lang::Zh);
    parsed.map_or_else(
        |error| matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion),
        |_| true,
    )
}

/// Runs the program with the arguments of the process: 0 good, 1 the site has errors, 2 wrong usage or
/// environment.
#[allow(clippy::disallowed_methods, reason = "this is where the environment is read")]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = locale::choose(&arguments, |name| std::env::var(name).ok());
    let mut console = Console::standard(lang);
    let exit = if double_click::is_one(&arguments, |name| std::env::var(name).ok()) {
        double_click::answer(&mut console)
    } else {
        run(&arguments, &mut console)
    };
    let exit = exit.unwrap_or_else(|failure| {
        console.fail(&failure);
        Exit::Usage
    });
    ExitCode::from(exit.code())
}

fn run(arguments: &[OsString], console: &mut Console) -> Result<Exit, Failure> {
    let parsed = match args::parse(arguments, console.lang) {
        Ok(parsed) => parsed,
        Err(error) => return misunderstood(&error, arguments, console),
    };
    console.format = parsed.global.format;
    console.volume = parsed.global.volume();
    parsed.verb.run(&parsed.global, console)
}

/// Answers arguments that name no work: a wish for help, or a fault.
fn misunderstood(
    error: &clap::Error,
    arguments: &[OsString],
    console: &mut Console,
) -> Result<Exit, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(&error.to_string())?;
            Ok(Exit::Good)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.error_text(&error.to_string());
            Ok(Exit::Usage)
        }
        _ => {
            let words: Vec<String> =
                arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
            console.fail(&usage::failure(error));
            console.error_text(&usage::reminder(&args::command(console.lang), &words, console.lang));
            Ok(Exit::Usage)
        }
    }
}
