//! Texts of other programs among the cases: attachments when a text names them, else forgotten.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Diagnostics, FilePath, Place};

codes! {
    FOREIGN_TEXT = "foreign-text" Hint {
        "案例中放着 Word、网页或纯文本文件，却没有文章提到它，所以不会发布。正文请存为 .md 文件；附件请在文章里链接。",
        "A Word, web or plain text file lies among the texts, and none names it, so it is not published. Save its words as an .md file, or link to it."
    }
}

/// Reports the `foreign` files that no text names.
pub(super) fn check(foreign: &[FilePath], named: &BTreeSet<FilePath>, diagnostics: &mut Diagnostics) {
    diagnostics.extend(foreign.iter().filter(|path| !named.contains(*path)).map(unnamed));
}

/// Only a file of plain text becomes Markdown by its name.
fn unnamed(path: &FilePath) -> Diagnostic {
    let (name, stem) = (path.name(), path.stem());
    let message =
        words!("没有文章提到“{name}”，它不会发布", "no text names `{name}`, so it is not published");
    let help = if path.extension() == "txt" {
        words!(
            "若是正文，请改名为“{stem}.md”；若是附件，请在文章里链接它，或在 attachments（附件）中写明",
            "if it is a text, rename it to `{stem}.md`; link to an attachment, or name it in `attachments`"
        )
    } else {
        words!(
            "若是正文，请把文字存为“{stem}.md”；若是附件，请在文章里链接它，或在 attachments（附件）中写明",
            "if it is a text, save its words as `{stem}.md`; link to an attachment, or name it in `attachments`"
        )
    };
    Diagnostic::new(&FOREIGN_TEXT, Place::file(path), message).help(help)
}
