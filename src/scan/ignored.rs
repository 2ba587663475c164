//! Files that systems, editors and tools leave behind: never published, always listed with the reason.

use crate::base::Words;

/// Where a listed file lies, as far as the rules for hidden names differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    /// `content/`, `data/`, `templates/`, `themes/`: hidden names are never meant for the site.
    Texts,
    /// `static/`: some hidden names are read by web servers.
    Static,
}

/// Hidden names that web servers and hosts read, so that they belong into `static/`.
const SERVED: &[&str] = &[".well-known", ".nojekyll", ".htaccess", ".user.ini"];

/// Why a file is not taken up; `None` for a file that a person put there to be published. `path` is
/// the part below the listed folder: every segment counts, for a hidden folder hides what it holds.
pub(super) fn reason(path: &str, area: Area) -> Option<Words> {
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let found = if segments.peek().is_some() { folder(segment) } else { file(segment) };
        if found.is_some() {
            return found;
        }
        if segment.starts_with('.') && !(area == Area::Static && SERVED.contains(&segment)) {
            return Some(words!("以点开头的隐藏文件", "a hidden file, its name begins with a dot"));
        }
    }
    None
}

fn folder(name: &str) -> Option<Words> {
    match name {
        ".git" | ".svn" | ".hg" => Some(words!("版本管理工具的文件", "a file of a version control system")),
        ".fengcai" => Some(words!("风采的缓存", "a file of Fengcai's cache")),
        "__MACOSX" => Some(words!("macOS 压缩包的附属文件", "a side file of a macOS archive")),
        "@eaDir" | "$RECYCLE.BIN" | "System Volume Information" => {
            Some(words!("系统的文件夹", "a folder of the system"))
        }
        "node_modules" => Some(words!("程序依赖的文件夹", "a folder of program dependencies")),
        _ => None,
    }
}

fn file(name: &str) -> Option<Words> {
    let lower = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    if name.starts_with("~$") || name.starts_with(".~") {
        Some(words!("办公软件打开文档时的临时文件", "a lock file of an office program"))
    } else if matches!(lower.as_str(), "thumbs.db" | "ehthumbs.db" | "desktop.ini") {
        Some(words!("Windows 的系统文件", "a system file of Windows"))
    } else if name == ".DS_Store" || name.starts_with("._") || name == "Icon\r" {
        Some(words!("macOS 的系统文件", "a system file of macOS"))
    } else if is_editors(&lower) {
        Some(words!("编辑器的临时文件", "an editor's temporary file"))
    } else if ends(&[".bak", "~", ".orig", ".old", ".wbk", ".bak1"]) {
        Some(words!("备份文件", "a backup file"))
    } else if ends(&[".tmp", ".temp"]) {
        Some(words!("临时文件", "a temporary file"))
    } else if ends(&[".crdownload", ".part", ".download", ".downloading", ".td", ".xltd", ".aria2"]) {
        Some(words!("没有下载完的文件", "an unfinished download"))
    } else if ends(&[".lnk"]) {
        Some(words!("Windows 的快捷方式", "a shortcut of Windows"))
    } else if name == ".gitignore" || name == ".gitattributes" || name == ".gitkeep" {
        Some(words!("版本管理工具的文件", "a file of a version control system"))
    } else {
        None
    }
}

/// Vim's swap files (`.案例.md.swp`, then `.swo`, `.swn`) and the lock and autosave files of Emacs
/// (`.#案例.md`, `#案例.md#`).
fn is_editors(lower: &str) -> bool {
    [".swp", ".swo", ".swn"].iter().any(|ending| lower.ends_with(ending))
        || lower.starts_with(".#")
        || (lower.len() > 1 && lower.starts_with('#') && lower.ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_told_by_their_kind() {
        let cases = [
            ("cases/~$稿.docx", "lock file"),
            ("cases/.~lock.稿.docx#", "lock file"),
            ("cases/Thumbs.db", "Windows"),
            ("cases/风能/thumbs.DB", "Windows"),
            ("Desktop.ini", "Windows"),
            (".DS_Store", "macOS"),
            ("cases/._风能.md", "macOS"),
            ("__MACOSX/cases/风能.md", "archive"),
            ("cases/风能.md.bak", "backup"),
            ("cases/风能.md~", "backup"),
            ("cases/.风能.md.swp", "editor"),
            ("cases/#风能.md#", "editor"),
            ("cases/.#风能.md", "editor"),
            (".git/objects/ab/cd.md", "version control"),
            (".fengcai/documents", "cache"),
            ("cases/.gitkeep", "version control"),
            (".obsidian/workspace.md", "hidden"),
            ("cases/.hidden.md", "hidden"),
            ("cases/稿.tmp", "temporary"),
            ("cases/视频.mp4.crdownload", "download"),
            ("cases/稿.md.lnk", "shortcut"),
        ];
        for (path, word) in cases {
            let reason = reason(path, Area::Texts).unwrap_or_else(|| panic!("{path} is taken up"));
            assert!(reason.en.contains(word), "{path}: {}", reason.en);
            assert!(!reason.zh.is_ascii(), "{path}");
        }
    }

    #[test]
    fn what_a_person_wrote_is_taken_up() {
        for path in ["cases/风能.md", "cases/风能/图 1.png", "a#b.md", "~草稿.md", "cases/案例.md.txt"]
        {
            assert_eq!(reason(path, Area::Texts), None, "{path}");
        }
    }

    #[test]
    fn servers_read_some_hidden_names() {
        assert_eq!(reason(".well-known/security.txt", Area::Static), None);
        assert_eq!(reason(".nojekyll", Area::Static), None);
        assert!(reason(".env", Area::Static).is_some());
        assert!(reason(".well-known/.DS_Store", Area::Static).is_some());
        assert!(reason(".nojekyll", Area::Texts).is_some());
    }
}
