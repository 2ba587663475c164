//! `fengcai render FILE|-`: prints the HTML of one text.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::encoding::{Decoded, decode};
use crate::base::files::{DiskFiles, Files, Layered, MemoryFiles, ReadError, cause};
use crate::base::{Diagnostics, FilePath, Severity, Span, Words};
use crate::config::{Dialect, Markup};
use crate::markdown::{self, AsTyped, Print};
use crate::scan::{Source, SourceKind};
use crate::{config, parse, pipeline};

use super::args::Global;
use super::console::{Console, Format};
use super::failure::{Exit, Failure};
use super::help::both;
use super::site;

/// Standard input as it is named in diagnostics.
const STDIN: &str = "-";

#[derive(Debug, clap::Args)]
pub(super) struct RenderArgs {
    #[arg(
        value_name = both!("文件|-", "FILE|-"),
        help = both!("Markdown 文件；- 表示标准输入", "a Markdown file; - is standard input")
    )]
    file: PathBuf,
    #[arg(
        long,
        help = both!("严格按 CommonMark，不用任何自己的规则", "exactly CommonMark, without any rule of our own")
    )]
    commonmark: bool,
}

impl RenderArgs {
    /// With JSON diagnostics the HTML is not printed: standard output carries those alone.
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        let (path, bytes) = self.read()?;
        let text: Arc<dyn Files> = Arc::new(MemoryFiles::new().with(path.as_str(), &*bytes));
        let own: Arc<dyn Files> = Arc::new(DiskFiles::new(&global.root));
        let files = Layered::new(vec![text, own]);
        let mut diagnostics = Diagnostics::default();
        let Decoded { text, .. } = diagnostics.take(decode(&path, &bytes));
        let whole = Span::new(0..text.len());
        let (markup, body) = if self.commonmark {
            (Markup { dialect: Dialect::CommonMark, ..Markup::default() }, whole)
        } else {
            let markup = match site::exists(&global.root) {
                true => diagnostics.take(config::load(&files)).markup,
                false => Markup::default(),
            };
            let document = parse::parse(&files, &Source { path, kind: SourceKind::Page }, &markup);
            diagnostics.extend(document.diagnostics);
            (markup, document.body)
        };
        if console.format == Format::Text {
            console.print(&markdown::html(&text, body, &markup, &Print::new(body, &AsTyped)))?;
        }
        let reports = pipeline::locate(&files, diagnostics.into_vec());
        let faulty = reports.iter().any(|report| report.diagnostic.severity == Severity::Error);
        console.report(reports)?;
        Ok(if faulty { Exit::Faults } else { Exit::Good })
    }

    /// The bytes of the file, and the path under which messages name it.
    fn read(&self) -> Result<(FilePath, Vec<u8>), Failure> {
        if self.file == Path::new(STDIN) {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map_err(|error| self.unreadable(&cause(&error)))?;
            return Ok((FilePath::new(STDIN), bytes));
        }
        let name =
            self.file.file_name().map(|name| name.to_string_lossy().replace('\\', "/")).unwrap_or_default();
        let folder = self.file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        match DiskFiles::new(folder).read(&FilePath::new(&name)) {
            Ok(bytes) => Ok((self.name().unwrap_or_else(|| FilePath::new(&name)), bytes.to_vec())),
            Err(ReadError::Unreadable(why)) => Err(self.unreadable(&why)),
            Err(ReadError::Missing | ReadError::Changed) => {
                Err(self.unreadable(&words!("它不存在", "it does not exist")))
            }
        }
    }

    /// The path as it was typed, when it does not climb out of the working folder.
    fn name(&self) -> Option<FilePath> {
        let typed = self.file.to_str().filter(|_| self.file.is_relative())?;
        FilePath::new("x").resolve(&typed.replace('\\', "/"))
    }

    fn unreadable(&self, why: &Words) -> Failure {
        let file = self.file.display();
        let Words { zh, en } = why;
        Failure::new(words!("无法读取“{file}”：{zh}", "`{file}` cannot be read: {en}"))
    }
}
