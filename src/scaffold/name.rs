//! The file that a typed name stands for.

use unicode_normalization::UnicodeNormalization;

use crate::base::portable::is_device;
use crate::base::{Diagnostic, FilePath};
use crate::scan::CONTENT;

use super::Kind;

codes! {
    UNUSABLE_NAME = "unusable-name" Error {
        "名称不能用作文件名：它是空的，或者这样命名的文件另有用途。",
        "The name cannot be that of a file: nothing is left of it, or a file so named means something else."
    }
}

/// The file of a thing, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// `content/cases/第一批/风能.md`
    pub(super) path: FilePath,
    /// The last part of the name as it was typed: 风能.
    pub(super) title: String,
}

/// Finds the file for a name as typed: a name (`风能`), a way of folders (`第一批/风能`), or the whole path
/// of the file (`content/cases/风能.md`). Characters that a disk somewhere refuses are replaced by their
/// full-width twins, which read the same.
pub(super) fn named(kind: Kind, typed: &str) -> Result<Named, Box<Diagnostic>> {
    let spelled: String = typed.nfc().filter(|char| !is_invisible(*char)).collect();
    let ways: Vec<&str> = spelled.split(['/', '\\']).map(str::trim).collect();
    let parts = below_its_folder(kind, &ways);
    let mut names: Vec<String> = Vec::with_capacity(parts.len());
    let mut title = "";
    for part in parts.iter().filter(|part| !matches!(**part, "" | ".")) {
        title = without_ending(part);
        names.push(safe(title).ok_or_else(|| unusable(typed))?);
    }
    if names.is_empty() {
        return Err(unusable(typed));
    }
    let folder = kind.folder();
    Ok(Named { path: FilePath::new(&format!("{folder}/{}.md", names.join("/"))), title: title.to_owned() })
}

/// What stands below the folder of its kind when the way begins there: `content/cases/风能.md`.
fn below_its_folder<'w, 't>(kind: Kind, ways: &'w [&'t str]) -> &'w [&'t str] {
    let folder: Vec<&str> = kind.folder().split('/').collect();
    match ways {
        [first, ..] if *first == CONTENT && ways.starts_with(&folder) => &ways[folder.len()..],
        _ => ways,
    }
}

/// A name without the ending of a text.
pub(super) fn without_ending(name: &str) -> &str {
    let ending = name.len().saturating_sub(".md".len());
    match name.get(ending..) {
        Some(end) if end.eq_ignore_ascii_case(".md") => name[..ending].trim_end(),
        _ => name,
    }
}

/// A name that every disk takes and that does not hide its file; `None` when nothing is left.
fn safe(name: &str) -> Option<String> {
    let twin = |char: char| match char {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => {
            char::from_u32(char as u32 - '!' as u32 + '！' as u32).unwrap_or('-')
        }
        _ => char,
    };
    let spelled: String = name.chars().map(twin).collect();
    let visible =
        spelled.trim_matches(|char: char| char == '.' || char.is_whitespace()).trim_start_matches('~');
    if visible.is_empty() {
        return None;
    }
    Some(if is_device(visible) { format!("{visible}-1") } else { visible.to_owned() })
}

/// Characters that nobody sees: they come with a copied name and could never be typed again.
fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn unusable(typed: &str) -> Box<Diagnostic> {
    let message = words!("“{typed}”不能用作名称", "`{typed}` cannot be a name");
    let help = words!(
        "名称里至少要有一个文字或数字，如 风能学院支部",
        "a name has at least a letter or a digit, such as `wind-branch`"
    );
    Box::new(Diagnostic::nowhere(&UNUSABLE_NAME, message).help(help))
}

/// A name whose file is read as something else than was asked for: `index`, `README`, or a page in a
/// folder of cases.
pub(super) fn misread(path: &FilePath, kind: Kind) -> Box<Diagnostic> {
    let (zh, en) = kind.words();
    let message = words!(
        "“{path}”不会被当作{zh}读，所以没有写",
        "`{path}` would not be read as {en}, so it was not written"
    );
    let help = match kind {
        Kind::Page => words!(
            "换一个名称；案例、框架和单位用 `fengcai add case`、`framework`、`institution` 来加",
            "choose another name; cases, frameworks and institutions have an `add` of their own"
        ),
        Kind::Case | Kind::Framework | Kind::Institution => {
            words!("换一个名称", "choose another name")
        }
    };
    Box::new(Diagnostic::nowhere(&UNUSABLE_NAME, message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(kind: Kind, typed: &str) -> String {
        named(kind, typed).map_or_else(|problem| problem.code.into_owned(), |named| named.path.to_string())
    }

    #[test]
    fn a_name_stays_as_typed() {
        for (typed, file) in [
            ("风能学院支部", "content/cases/风能学院支部.md"),
            ("第一批/风能", "content/cases/第一批/风能.md"),
            (r"第一批\风能", "content/cases/第一批/风能.md"),
            (" 风能 支部 ", "content/cases/风能 支部.md"),
            ("风能.md", "content/cases/风能.md"),
            ("content/cases/风能.MD", "content/cases/风能.md"),
            ("content", "content/cases/content.md"),
            ("é", "content/cases/é.md"),
        ] {
            assert_eq!(path(Kind::Case, typed), file, "{typed}");
        }
        assert_eq!(path(Kind::Page, "content/news/a.md"), "content/news/a.md");
        assert_eq!(path(Kind::Page, "news/a"), "content/news/a.md");
        assert_eq!(named(Kind::Case, "第一批/“七个有力”.md").unwrap().title, "“七个有力”");
    }

    #[test]
    fn what_a_disk_refuses_is_cured() {
        for (typed, file) in [
            ("谁来讲?", "谁来讲？"),
            ("党建: 一线", "党建： 一线"),
            ("<a>\"b\"|c*", "＜a＞＂b＂｜c＊"),
            (".hidden", "hidden"),
            ("结尾。 . ", "结尾。"),
            ("~$稿", "$稿"),
            ("con", "con-1"),
            ("COM1.a", "COM1.a-1"),
            ("console", "console"),
            ("零\u{200b}宽", "零宽"),
            ("换\n行", "换行"),
        ] {
            assert_eq!(path(Kind::Case, typed), format!("content/cases/{file}.md"), "{typed:?}");
        }
    }

    #[test]
    fn a_name_of_nothing_is_told() {
        for typed in ["", " ", "..", "/", "a/..", "../../etc", ".md", "\u{200b}"] {
            assert_eq!(path(Kind::Case, typed), UNUSABLE_NAME.name, "{typed:?}");
        }
    }
}
