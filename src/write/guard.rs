//! Whether a folder may be written into at all.

use std::path::{Path, PathBuf};

use crate::base::store::{Overlap, is_outermost, overlap};
use crate::base::{Diagnostic, Words};

codes! {
    UNSAFE_OUTPUT = "unsafe-output" Error {
        "输出文件夹与站点的内容、主题、静态文件等重叠，或是站点、用户、磁盘的根文件夹，写进去会混在一起。请换一个，例如 `public`。",
        "The output folder overlaps with the site's content, themes or static files, or is the root of the site, of the user or of a disk; output would mix with them. Choose another, such as `public`."
    }
}

/// The folders that output must keep clear of.
#[derive(Clone, Debug)]
pub struct Grounds {
    /// The root of the site. Output may lie inside it, but not be it or hold it.
    pub site: PathBuf,
    /// The user's own folder, where it is known. Output may lie inside it, but not be it or hold it.
    pub home: Option<PathBuf>,
    /// Folders that are read (content, themes, templates, static, data), and others that only the program
    /// writes. Output may neither be one, nor hold one, nor lie inside one. They need not exist.
    pub inputs: Vec<PathBuf>,
}

impl Grounds {
    /// The grounds of a site with its usual folders.
    pub fn of_site(site: impl Into<PathBuf>, home: Option<PathBuf>) -> Grounds {
        let site = site.into();
        let folders = ["content", "themes", "templates", "static", "data", ".fengcai", ".git"];
        Grounds { inputs: folders.iter().map(|folder| site.join(folder)).collect(), site, home }
    }
}

/// Refuses an output folder in which output would mix with what is read. Symbolic links, `..` and another
/// case on a disk that does not tell it are seen through.
pub fn guard(output: &Path, grounds: &Grounds) -> Result<(), Box<Diagnostic>> {
    if is_outermost(output) {
        return Err(refusal(output, words!("它是磁盘的根文件夹", "it is the outermost folder of a disk")));
    }
    for input in &grounds.inputs {
        if let Some(overlap) = overlap(output, input) {
            return Err(refusal(output, relation(overlap, &input.display().to_string())));
        }
    }
    for root in [Some(&grounds.site), grounds.home.as_ref()].into_iter().flatten() {
        match overlap(output, root) {
            None | Some(Overlap::Inside) => {}
            Some(overlap) => return Err(refusal(output, relation(overlap, &root.display().to_string()))),
        }
    }
    Ok(())
}

fn relation(overlap: Overlap, other: &str) -> Words {
    match overlap {
        Overlap::Same => words!("它就是“{other}”", "it is `{other}`"),
        Overlap::Holds => words!("“{other}”在它里面", "`{other}` lies inside it"),
        Overlap::Inside => words!("它在“{other}”里面", "it lies inside `{other}`"),
    }
}

fn refusal(output: &Path, why: Words) -> Box<Diagnostic> {
    let output = output.display();
    let Words { zh, en } = why;
    let message = words!("不能输出到“{output}”：{zh}", "`{output}` cannot be the output folder: {en}");
    let help = words!("请换一个文件夹，例如 public", "choose another folder, such as `public`");
    Box::new(Diagnostic::nowhere(&UNSAFE_OUTPUT, message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::store::{DiskStore, Lasting, Store};

    /// A user's folder with a site that has content and a theme.
    fn grounds() -> (tempfile::TempDir, Grounds) {
        let disk = tempfile::tempdir().unwrap();
        let store = DiskStore::new(disk.path());
        for path in ["home/site/site.yaml", "home/site/content/a.md", "home/site/themes/hongqi/theme.yaml"] {
            store.create(path, b"", Lasting::Process).unwrap();
        }
        let home = disk.path().join("home");
        let grounds = Grounds::of_site(home.join("site"), Some(home));
        (disk, grounds)
    }

    #[test]
    fn output_beside_what_is_read_is_allowed() {
        let (disk, grounds) = grounds();
        for output in [
            "home/site/public",
            "home/site/a/b/c",
            "home/site/content-public",
            "home/public",
            "elsewhere",
            "home/site/content/../public",
        ] {
            assert_eq!(guard(&disk.path().join(output), &grounds), Ok(()), "{output}");
        }
    }

    #[test]
    fn output_that_overlaps_is_refused_with_the_reason() {
        let (disk, grounds) = grounds();
        let site = disk.path().join("home").join("site");
        for (output, relation, other) in [
            ("home/site/content", "it is", "content"),
            ("home/site/content/public", "it lies inside", "content"),
            ("home/site/themes/hongqi", "it lies inside", "themes"),
            ("home/site/static/x", "it lies inside", "static"),
            ("home/site/Data", "it is", "data"),
            ("home/site/public/../content", "it is", "content"),
            ("home/site/.git/x", "it lies inside", ".git"),
            ("home/site/.fengcai", "it is", ".fengcai"),
        ] {
            let told = guard(&disk.path().join(output), &grounds).unwrap_err();
            assert_eq!(told.code, UNSAFE_OUTPUT.name);
            let reason = format!("{relation} `{}`", site.join(other).display());
            assert!(told.message.en.ends_with(&reason), "{output}: {}", told.message.en);
            assert!(told.help.is_some());
        }
    }

    #[test]
    fn roots_are_refused() {
        let (disk, grounds) = grounds();
        for output in ["home/site", "home/site/.", "home", "."] {
            assert!(guard(&disk.path().join(output), &grounds).is_err(), "{output}");
        }
        let bare = Grounds { inputs: Vec::new(), ..grounds };
        for output in ["home/site", "home", ".", "home/site/content/.."] {
            assert!(guard(&disk.path().join(output), &bare).is_err(), "{output}");
        }
        let outermost = disk.path().ancestors().last().unwrap();
        assert!(guard(outermost, &bare).unwrap_err().message.en.contains("outermost"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_seen_through() {
        let (disk, grounds) = grounds();
        let at = |path: &str| disk.path().join(path);
        std::os::unix::fs::symlink("content", at("home/site/public")).unwrap();
        std::os::unix::fs::symlink("home/site", at("alias")).unwrap();
        assert!(guard(&at("home/site/public"), &grounds).is_err());
        assert!(guard(&at("alias/content/x"), &grounds).is_err());
        assert!(guard(&at("alias"), &grounds).is_err());
        assert_eq!(guard(&at("alias/out"), &grounds), Ok(()));
    }
}
