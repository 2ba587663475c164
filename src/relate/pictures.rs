//! Pictures that are there and cannot be seen: of a kind that browsers do not show, or empty.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Diagnostics, FilePath, Place};

use super::links::{Links, Target};
use super::mentions::Mention;

codes! {
    UNSHOWN_PICTURE = "unshown-picture" Warning {
        "浏览器显示不了这种文件。照片（HEIC、TIFF 等）另存为 JPG 或 PNG；文档写成链接，作为附件下载。",
        "Browsers do not show files of this kind. Save photographs (HEIC, TIFF …) as JPG or PNG; link to documents."
    }
    EMPTY_PICTURE = "empty-picture" Warning {
        "图片文件是空的，多半没有拷贝或下载完。重新放一次。",
        "The file of a picture is empty; most likely a copy or download did not finish. Put it there again."
    }
}

/// Kinds of photographs and drawings that need another program.
const PHOTOGRAPHS: &[&str] =
    &["heic", "heif", "tif", "tiff", "psd", "ai", "eps", "cdr", "raw", "dng", "cr2", "nef"];
/// Kinds of documents.
const DOCUMENTS: &[&str] =
    &["doc", "docx", "wps", "pdf", "ppt", "pptx", "dps", "xls", "xlsx", "et", "zip", "rar"];

/// The problem of a picture in `text` whose file has an ending that browsers do not show.
pub(super) fn unshown(text: &FilePath, picture: Mention<'_>, extension: &str) -> Option<Diagnostic> {
    let is_photograph = PHOTOGRAPHS.contains(&extension);
    if !is_photograph && !DOCUMENTS.contains(&extension) {
        return None;
    }
    let dest = picture.dest;
    let message = words!("浏览器显示不了 .{extension} 文件", "browsers do not show .{extension} files");
    let help = if is_photograph {
        words!("另存为 JPG 或 PNG，再改这里的文件名", "save it as JPG or PNG, and name that file here")
    } else {
        words!("写成链接：`[下载]({dest})`", "link to it: `[download]({dest})`")
    };
    Some(Diagnostic::new(&UNSHOWN_PICTURE, Place::span(text, picture.span), message).help(help))
}

/// Reports pictures in the texts whose files are among the `empty` ones.
pub(super) fn check_empty(links: &Links, empty: &BTreeSet<FilePath>, diagnostics: &mut Diagnostics) {
    if empty.is_empty() {
        return;
    }
    for text in links.texts() {
        let path = &text.text.path;
        for picture in &text.text.outline.pictures {
            if let Ok(Target::Companion(file)) = links.find(path, &picture.dest)
                && empty.contains(&file)
            {
                let message = words!("{file} 是空文件，显示不出来", "{file} is empty, so nothing is shown");
                diagnostics.push(
                    Diagnostic::new(&EMPTY_PICTURE, Place::span(path, picture.span), message)
                        .help(words!("把图片重新拷贝或下载一次", "copy or download the picture again")),
                );
            }
        }
    }
}
