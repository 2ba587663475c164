//! Files that front matter names: attachments and covers.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Words};
use crate::scan::{CONTENT, Inventory};
use crate::yaml::Placed;

codes! {
    MISSING_ATTACHMENT = "missing-attachment" Error {
        "写明要发布的附件或封面不存在。请核对路径的拼写（包括大小写和扩展名），路径从本文件所在的文件夹写起。",
        "A file named as an attachment or cover does not exist. Check the spelling of its path (case and ending count); it begins at the folder of this file."
    }
    FOREIGN_ATTACHMENT = "foreign-attachment" Error {
        "附件或封面写的是别的网站或本机磁盘上的地址。请把文件存到站点里，再写它的路径。",
        "An attachment or cover is an address of another site or of a disk. Save the file in the site and write its path."
    }
    UNUSABLE_COVER = "unusable-cover" Error {
        "封面不是网页能显示的图片。可用 png、jpg、webp、gif、svg、avif。",
        "The cover is no picture that pages can show. Use png, jpg, webp, gif, svg or avif."
    }
}

/// The files that may be named, in every spelling that people may type.
#[derive(Debug)]
pub(super) struct FileIndex<'a> {
    /// By path in NFC: a disk may hand over another form than a keyboard.
    exact: BTreeMap<String, &'a FilePath>,
    /// By folded name, for "did you mean".
    by_name: BTreeMap<String, Vec<&'a FilePath>>,
}

/// What a file is named as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Attachment,
    Cover,
}

impl<'a> FileIndex<'a> {
    pub(super) fn new(inventory: &'a Inventory) -> FileIndex<'a> {
        let mut index = FileIndex { exact: BTreeMap::new(), by_name: BTreeMap::new() };
        for file in inventory.companions.iter().chain(&inventory.statics) {
            index.exact.insert(file.as_str().nfc().collect(), file);
            index.by_name.entry(forgetful(file.name())).or_default().push(file);
        }
        index
    }

    /// The file that `typed` names in the file `from`; what names none is reported.
    pub(super) fn resolve(
        &self,
        from: &FilePath,
        typed: &Placed<String>,
        usage: Use,
        found: &mut Diagnostics,
    ) -> Option<FilePath> {
        let place = || Place::value(from, &typed.path);
        if is_foreign(&typed.value) {
            found.push(foreign(&typed.value, place()));
            return None;
        }
        let Some(file) = self.candidates(from, &typed.value).find_map(|path| self.exact.get(&path)) else {
            let help = self.instead_of(from, &typed.value, usage);
            found.push(missing(&typed.value, place()).help(help));
            return None;
        };
        if !usage.admits(file) {
            found.push(not_a_picture(&typed.value, place()));
            return None;
        }
        Some((*file).clone())
    }

    /// Paths that an address may mean: as typed, and with percent signs undone; from the file's folder,
    /// or from `static/` and `content/` with a leading slash.
    fn candidates(&self, from: &FilePath, typed: &str) -> impl Iterator<Item = String> {
        let plain = typed.trim().replace('\\', "/");
        let decoded = percent_encoding::percent_decode_str(&plain).decode_utf8_lossy().into_owned();
        let mut paths = Vec::new();
        for address in [plain, decoded] {
            match address.strip_prefix('/') {
                Some(rest) => {
                    paths.extend(FilePath::new("static/x").resolve(rest));
                    paths.extend(FilePath::new("content/x").resolve(rest));
                    paths.extend(FilePath::new("x").resolve(rest));
                }
                None => paths.extend(from.resolve(&address)),
            }
        }
        paths.into_iter().map(|path| path.as_str().nfc().collect())
    }

    /// What may be written instead of a name that leads nowhere.
    fn instead_of(&self, from: &FilePath, typed: &str, usage: Use) -> Words {
        match self.near(from, typed, usage) {
            _ if self.is_folder(from, typed) => {
                words!("它是一个文件夹，请写出其中的文件", "it is a folder: name the files in it")
            }
            Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
            None => words!(
                "路径从本文件所在的文件夹写起；以 / 开头时从 static 写起",
                "write the path from the folder of this file, or from static with a leading /"
            ),
        }
    }

    fn is_folder(&self, from: &FilePath, typed: &str) -> bool {
        self.candidates(from, typed).any(|path| {
            let start = format!("{path}/");
            self.exact.range(start.clone()..).next().is_some_and(|(path, _)| path.starts_with(&start))
        })
    }

    /// A file that was probably meant, as it can be typed in `from`: one of the same name in another
    /// spelling or folder, else one of the same folder that is spelt alike.
    fn near(&self, from: &FilePath, typed: &str, usage: Use) -> Option<String> {
        let name = typed.rsplit(['/', '\\']).next().unwrap_or(typed).trim();
        let same = self.by_name.get(&forgetful(name)).map_or(&[] as &[&FilePath], Vec::as_slice);
        let folder = from.parent();
        // Its whole name is a better sign than its folder.
        let distance = |file: &FilePath| (file.name() != name, file.below(folder.as_str()).is_none());
        let usable = same.iter().filter(|file| usage.admits(file));
        if let Some(file) = usable.min_by_key(|file| distance(file)) {
            return Some(as_typed(&folder, file));
        }
        let start = format!("{folder}/");
        let inside = self.exact.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start));
        let usable = inside.take(1000).filter(|(_, file)| usage.admits(file));
        let names: Vec<&str> = usable.filter_map(|(path, _)| path.strip_prefix(&start)).collect();
        crate::yaml::nearest(typed, names).map(str::to_owned)
    }
}

impl Use {
    /// Whether a file can be used so, by its ending.
    fn admits(self, file: &FilePath) -> bool {
        const PICTURES: &[&str] = &["png", "jpg", "jpeg", "webp", "gif", "svg", "avif"];
        self == Use::Attachment || PICTURES.contains(&file.extension().as_str())
    }
}

fn missing(typed: &str, place: Place) -> Diagnostic {
    Diagnostic::new(&MISSING_ATTACHMENT, place, words!("没有文件“{typed}”", "there is no file `{typed}`"))
}

/// A path as it is typed in a file of `folder`.
fn as_typed(folder: &FilePath, file: &FilePath) -> String {
    if let Some(below) = file.below(folder.as_str()) {
        return below.to_owned();
    }
    let root = file.below("static").or_else(|| file.below(CONTENT)).unwrap_or(file.as_str());
    format!("/{root}")
}

/// A name without case, form, spaces and ending.
fn forgetful(name: &str) -> String {
    let name: String =
        name.nfkc().filter(|char| !char.is_whitespace()).flat_map(char::to_lowercase).collect();
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name,
    }
}

fn is_foreign(typed: &str) -> bool {
    let typed = typed.trim();
    let is_drive =
        typed.as_bytes().get(1) == Some(&b':') && typed.starts_with(|char: char| char.is_ascii_alphabetic());
    typed.contains("://") || typed.starts_with("//") || typed.starts_with("\\\\") || is_drive
}

fn foreign(typed: &str, place: Place) -> Diagnostic {
    let message = words!("“{typed}”不是站点里的文件", "`{typed}` is no file of this site");
    let help =
        words!("把文件存到本文件旁边，再写它的名称", "save the file beside this one and write its name");
    Diagnostic::new(&FOREIGN_ATTACHMENT, place, message).help(help)
}

fn not_a_picture(typed: &str, place: Place) -> Diagnostic {
    let message =
        words!("封面“{typed}”不是网页能显示的图片", "the cover `{typed}` is no picture that pages can show");
    let help = words!("存为 png、jpg 或 webp", "save it as png, jpg or webp");
    Diagnostic::new(&UNUSABLE_COVER, place, message).help(help)
}
