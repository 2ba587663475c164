//! The site that `--root` names, and the options that say which of its texts count.

use std::path::Path;
use std::sync::Arc;

use jiff::{Timestamp, civil};

use crate::base::FilePath;
use crate::base::files::{DiskFiles, Files};
use crate::model::{Drafts, Future};
use crate::pipeline::{self, BuildOptions, Faults};

use super::args;
use super::failure::Failure;
use super::help::both;

/// What decides which texts are published.
#[derive(Debug, clap::Args)]
pub(super) struct ViewArgs {
    #[arg(
        long,
        value_parser = args::day,
        value_name = both!("日期", "DATE"),
        help = both!(
            "以这一天为今天，如 2026-11-20（默认取系统时钟）",
            "the day that counts as today, 2026-11-20 (by default the clock's)"
        )
    )]
    today: Option<civil::Date>,
    #[arg(long, help = both!("草稿也算在内", "drafts too"))]
    drafts: bool,
}

impl ViewArgs {
    /// The options of the pipeline. The clock is read here and nowhere below.
    pub(super) fn options(&self, faults: Faults) -> BuildOptions {
        BuildOptions {
            today: self.today,
            now: Timestamp::now(),
            drafts: if self.drafts { Drafts::Shown } else { Drafts::Hidden },
            future: Future::Hidden,
            faults,
        }
    }
}

/// A fresh snapshot of the site's files.
pub(super) fn files(root: &Path) -> Arc<dyn Files> {
    pipeline::site_files(Arc::new(DiskFiles::new(root)))
}

/// Whether a folder holds a site: its configuration, or texts.
pub(super) fn exists(root: &Path) -> bool {
    let own = DiskFiles::new(root);
    own.read(&FilePath::new("site.yaml")).is_ok() || !own.list("content").files.is_empty()
}

/// Makes sure that there is a site, so that a slip in `--root` does not build an empty one.
pub(super) fn require(root: &Path) -> Result<(), Failure> {
    if exists(root) {
        return Ok(());
    }
    let root = root.display();
    Err(Failure::new(words!(
        "“{root}”里没有网站：既没有 site.yaml，也没有 content 文件夹",
        "there is no site in `{root}`: neither site.yaml nor a folder content"
    ))
    .help(words!(
        "请在网站的文件夹里运行，或用 --root 指出它",
        "run this in the site's folder, or name it with --root"
    )))
}
