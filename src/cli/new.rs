//! `fengcai new DIR`: makes a site.

use std::path::{Path, PathBuf};

use crate::base::files::MemoryFiles;
use crate::base::store::DiskStore;
use crate::base::{FilePath, Words};
use crate::pipeline;
use crate::scaffold::{self, NewSite};

use super::args::Global;
use super::console::Console;
use super::failure::{Exit, Failure};
use super::help::both;
use super::shell::Shell;

/// The folder in which the user stands.
const HERE: &str = ".";

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    #[arg(
        value_name = both!("文件夹", "DIR"),
        help = both!("新网站的文件夹，须是空的或还没有；. 表示当前文件夹", "the new site's folder, empty or not there yet; . is the current one")
    )]
    folder: PathBuf,
}

impl NewArgs {
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        let folder = global.root.join(&self.folder);
        let folder =
            folder.strip_prefix(HERE).ok().filter(|folder| *folder != Path::new("")).unwrap_or(&folder);
        let program = std::env::current_exe().ok();
        let site = NewSite { folder, program: program.as_deref(), lang: console.lang };
        match scaffold::start(&site, &DiskStore::new(folder)) {
            Ok(files) => {
                let count = files.len();
                console.say(&words!(
                    "新网站已建好，共 {count} 个文件。接下来：",
                    "the new site is made, {count} files; now:"
                ));
                for command in next(folder, &files, console) {
                    console.say(&Words::new(format!("  {command}"), format!("  {command}")));
                }
                Ok(Exit::Good)
            }
            Err(problem) => {
                console.report(pipeline::locate(&MemoryFiles::new(), vec![*problem]))?;
                Ok(Exit::Usage)
            }
        }
    }
}

/// The commands that a new user wants next, after a `cd` where the site is not where the user stands. The
/// case takes up the framework that is there, under the name of its file.
fn next(folder: &Path, files: &[FilePath], console: &Console) -> Vec<String> {
    let shell = Shell::of_system();
    let branch = words!("我的支部", "My branch");
    let framework = files.iter().find(|file| file.below("content/frameworks").is_some());
    let taken =
        framework.map(|file| format!(" --framework {}", shell.quoted(file.stem()))).unwrap_or_default();
    let mut commands = vec![
        "fengcai serve".to_owned(),
        format!("fengcai add case {}{taken}", shell.quoted(branch.in_lang(console.lang))),
        "fengcai build".to_owned(),
    ];
    if folder.components().ne(Path::new(HERE).components()) {
        commands.insert(0, shell.entering(folder));
    }
    commands
}
