//! `fengcai build`: makes the site.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::base::FilePath;
use crate::base::files::Files;
use crate::base::progress::{Progress, Silent};
use crate::base::store::DiskStore;
use crate::base::{Diagnostic, Outcome, Severity};
use crate::model::Reason;
use crate::pipeline::{self, Faults};
use crate::render::Plan;
use crate::write::{Grounds, WriteError, WriteOptions, Written, guard, write};

use super::args::Global;
use super::console::{Console, Format, Volume};
use super::failure::{Exit, Failure};
use super::help::both;
use super::progress::Bar;
use super::site::{self, ViewArgs};
use super::summary;

/// How often a plan is made anew because files changed while it was written. Whoever saves more often
/// than that wants to build later.
const ATTEMPTS: usize = 3;

#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    #[arg(
        long,
        value_name = both!("文件夹", "DIR"),
        help = both!("输出文件夹（默认为网站下的 public）", "the output folder (by default public in the site)")
    )]
    output: Option<PathBuf>,
    #[arg(
        long,
        help = both!("有错的页面不发布并逐一列出，其余照常发布", "leave faulty pages out, list them, publish the rest")
    )]
    keep_going: bool,
    #[command(flatten)]
    view: ViewArgs,
}

impl BuildArgs {
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        let begun = Instant::now();
        site::require(&global.root)?;
        let output = self.output.clone().unwrap_or_else(|| global.root.join("public"));
        let grounds = Grounds::of_site(&global.root, std::env::home_dir());
        if let Err(diagnostic) = guard(&output, &grounds) {
            console.report(pipeline::locate(&*site::files(&global.root), vec![*diagnostic]))?;
            return Ok(Exit::Usage);
        }
        let bar = progress(console);
        let mut attempt = self.attempt(&global.root, &output, &*bar);
        for _ in 1..ATTEMPTS {
            if !matches!(attempt.end, End::Changed) {
                break;
            }
            attempt = self.attempt(&global.root, &output, &*bar);
        }
        attempt.tell(begun, console)
    }

    /// Plans and writes once.
    fn attempt(&self, root: &Path, output: &Path, progress: &dyn Progress) -> Attempt {
        let faults = if self.keep_going { Faults::LeaveOut } else { Faults::Refuse };
        let files = site::files(root);
        let Outcome { value: plan, mut diagnostics } =
            pipeline::plan(files.clone(), &self.view.options(faults));
        if diagnostics.iter().any(|diagnostic| stops(&plan, diagnostic)) {
            return Attempt { files, diagnostics, end: End::Untouched(Exit::Faults) };
        }
        let options = WriteOptions { output: output.display().to_string() };
        let end = match write(&plan, &DiskStore::new(output), &options, progress) {
            Ok(mut written) => {
                diagnostics.append(&mut written.diagnostics);
                End::Written(Box::new((plan, written)))
            }
            Err(error) => {
                let end = match &error {
                    WriteError::Busy(_) => End::Untouched(Exit::Usage),
                    WriteError::Refused(_) => End::Untouched(Exit::Faults),
                    WriteError::Failed(_) => End::Failed,
                    WriteError::Changed(_) => End::Changed,
                };
                diagnostics.append(&mut error.into_diagnostics());
                end
            }
        };
        Attempt { files, diagnostics, end }
    }
}

/// Whether a problem keeps everything from being written: an error that no faulty text, left out and
/// listed, takes the blame for.
fn stops(plan: &Plan, diagnostic: &Diagnostic) -> bool {
    let left_out = |file: &FilePath| {
        let left_out = &plan.world().site.left_out;
        left_out.iter().any(|left| left.path == *file && left.reason == Reason::Faulty)
    };
    diagnostic.severity == Severity::Error
        && !diagnostic.place.as_ref().is_some_and(|place| left_out(&place.file))
}

/// A bar for people, nothing for machines and in quiet runs.
fn progress(console: &Console) -> Box<dyn Progress> {
    match (console.volume, console.format) {
        (Volume::Normal, Format::Text) => Box::new(Bar::new(console.lang)),
        (Volume::Quiet, _) | (_, Format::Json) => Box::new(Silent),
    }
}

/// What came of planning and writing once.
struct Attempt {
    files: Arc<dyn Files>,
    diagnostics: Vec<Diagnostic>,
    end: End,
}

enum End {
    /// The site is written; pages that failed in rendering keep their old file.
    Written(Box<(Plan, Written)>),
    /// Nothing is written, and so the program ends.
    Untouched(Exit),
    /// The disk refused on the way: each file is old or new.
    Failed,
    /// Nothing is written, because files changed in the meantime.
    Changed,
}

impl Attempt {
    fn tell(self, begun: Instant, console: &mut Console) -> Result<Exit, Failure> {
        let reports = pipeline::locate(&*self.files, self.diagnostics);
        let faulty = reports.iter().any(|report| report.diagnostic.severity == Severity::Error);
        console.report(reports)?;
        match self.end {
            End::Written(done) => {
                let (plan, written) = *done;
                for line in summary::lines(&plan, &written, begun.elapsed()) {
                    console.say(&line);
                }
                // The program ends here, and the system takes back all its memory at once, which is faster
                // than freeing each text of a large site.
                std::mem::forget((plan, written));
                Ok(if faulty { Exit::Faults } else { Exit::Good })
            }
            End::Untouched(exit) => Ok(untouched(exit, console)),
            End::Changed => Ok(untouched(Exit::Faults, console)),
            End::Failed => Ok(Exit::Usage),
        }
    }
}

fn untouched(exit: Exit, console: &mut Console) -> Exit {
    console.say(&words!("没有写入任何文件，原有的输出不变", "nothing was written; the old output is kept"));
    exit
}
