//! A new site from the starter that the program carries.

use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::base::files::{DiskFiles, EmbeddedFiles, Files};
use crate::base::store::{Entry, Overlap, Store, overlap};
use crate::base::{Diagnostic, FilePath, Lang};
use crate::config::load::SITE_FILE;
use crate::write::Grounds;

codes! {
    FULL_FOLDER = "full-folder" Error {
        "要新建网站的文件夹不是空的。新网站要一个空文件夹；只有隐藏文件（如 .git）时也算空的。",
        "The folder of a new site is not empty. It may hold nothing but hidden files such as .git."
    }
    NESTED_SITE = "nested-site" Error {
        "新网站的文件夹在另一个网站要读的文件夹里，两个网站会混在一起。",
        "The folder of a new site lies where another site reads its files; the two would mix."
    }
}

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/starter");

/// A site to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewSite<'a> {
    /// Its folder, which need not exist.
    pub folder: &'a Path,
    /// The running program, whose own file does not fill a folder.
    pub program: Option<&'a Path>,
    /// The language of the starter.
    pub lang: Lang,
}

/// Writes the starter into the folder of `site`, which `store` writes to, and hands back its files. A
/// folder that holds anything is left as it is; when a file cannot be written, those before it are
/// removed again.
pub fn start(site: &NewSite<'_>, store: &dyn Store) -> Result<Vec<FilePath>, Box<Diagnostic>> {
    keep_clear_of_others(site.folder)?;
    let entries = store.list("").map_err(|error| super::unwritten(site.folder.display(), &error))?;
    if let Some(entry) = entries.iter().find(|entry| fills(entry, site)) {
        return Err(full(site.folder, entry));
    }
    let starter = starter(site.lang);
    let files = starter.list("").files;
    for (at, file) in files.iter().enumerate() {
        let bytes = starter.read(file).expect("the starter holds what it lists");
        if let Err(problem) = super::create(store, file, &bytes) {
            undo(store, &files[..at]);
            return Err(problem);
        }
    }
    Ok(files)
}

/// The files of the starter in one language.
pub(super) fn starter(lang: Lang) -> EmbeddedFiles {
    let name = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    let folder = STARTER.get_dir(name).expect("the starter has a folder for each language");
    EmbeddedFiles::below(folder)
}

/// Whether an entry makes a folder one that somebody uses. Hidden files are those of version control and
/// of systems; the others are those that Windows leaves, and the program itself where it was started.
fn fills(entry: &Entry, site: &NewSite<'_>) -> bool {
    let name = entry.name.to_lowercase();
    let is_systems = name.starts_with('.') || matches!(name.as_str(), "desktop.ini" | "thumbs.db");
    !is_systems && !is_program(entry, site)
}

fn is_program(entry: &Entry, site: &NewSite<'_>) -> bool {
    let Some(program) = site.program else { return false };
    let is_here = program.parent().is_some_and(|folder| overlap(folder, site.folder) == Some(Overlap::Same));
    is_here && program.file_name().is_some_and(|name| name.to_string_lossy() == entry.name)
}

fn full(folder: &Path, entry: &Entry) -> Box<Diagnostic> {
    let (folder, name) = (folder.display(), &entry.name);
    let message = words!(
        "文件夹“{folder}”不是空的，里面有“{name}”",
        "the folder `{folder}` is not empty: it holds `{name}`"
    );
    let help = words!(
        "换一个名称，或先清空它；里面的文件一个也没有动",
        "choose another name, or empty it first; nothing in it was touched"
    );
    Box::new(Diagnostic::nowhere(&FULL_FOLDER, message).help(help))
}

/// Refuses a folder inside those that another site reads. Elsewhere below its root a site may stand:
/// neither sees the other.
fn keep_clear_of_others(folder: &Path) -> Result<(), Box<Diagnostic>> {
    let whole = std::path::absolute(Path::new(".").join(folder)).unwrap_or_else(|_| folder.to_owned());
    let is_site = |above: &&Path| DiskFiles::new(above).read(&FilePath::new(SITE_FILE)).is_ok();
    for site in whole.ancestors().skip(1).filter(is_site) {
        let reads = |input: &&std::path::PathBuf| {
            matches!(overlap(folder, input), Some(Overlap::Same | Overlap::Inside))
        };
        if let Some(input) = Grounds::of_site(site, None).inputs.iter().find(reads) {
            return Err(inside(folder, input));
        }
    }
    Ok(())
}

fn inside(folder: &Path, input: &Path) -> Box<Diagnostic> {
    let (folder, input) = (folder.display(), input.display());
    let message = words!(
        "“{folder}”在另一个网站的“{input}”里，两个网站会混在一起",
        "`{folder}` lies in `{input}` of another site, and the two would mix"
    );
    let help = words!(
        "请在那个网站的文件夹之外新建；要给它加文章，用 `fengcai add`",
        "make it outside of that site; `fengcai add` adds a text to the site that is there"
    );
    Box::new(Diagnostic::nowhere(&NESTED_SITE, message).help(help))
}

/// Removes what was written, and the folders that this empties. What cannot be removed stays: the error
/// that led here is told.
fn undo(store: &dyn Store, files: &[FilePath]) {
    for file in files.iter().rev() {
        let _ = store.remove(file.as_str());
        let mut folder = file.parent();
        while !folder.as_str().is_empty() && store.remove_folder(folder.as_str()).is_ok() {
            folder = folder.parent();
        }
    }
}
