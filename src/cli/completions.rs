//! `fengcai completions SHELL`: a script with which a shell completes command lines.

use super::args;
use super::console::Console;
use super::failure::{Exit, Failure};
use super::help::both;

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_enum, help = both!("哪种 Shell", "for which shell"))]
    shell: clap_complete::Shell,
}

impl CompletionsArgs {
    pub(super) fn run(self, console: &mut Console) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut args::command(console.lang), "fengcai", &mut script);
        console.print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Good)
    }
}
