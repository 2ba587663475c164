//! What a listing leaves out, and why.

use crate::base::{Code, Diagnostic, FilePath, Place, Words};

codes! {
    NAME_ENCODING = "name-encoding" Warning {
        "文件名不是 UTF-8 编码（常见于解压编码不明的压缩包）。请把文件改名。",
        "A file name is not UTF-8 (often from an archive of unknown encoding). Rename the file."
    }
    NAME_BACKSLASH = "name-backslash" Warning {
        "文件名中含有反斜杠（常见于 Windows 上制作的压缩包）。请改名，或放进应在的文件夹。",
        "A file name holds a backslash (often from an archive made on Windows). Rename the file or move it into its folder."
    }
    OUTWARD_LINK = "outward-link" Warning {
        "符号链接指向站点文件夹之外，不予跟随。请把文件复制到站点里。",
        "A symbolic link leads out of the site's folder and is not followed. Copy the files into the site."
    }
    BROKEN_LINK = "broken-symbolic-link" Warning {
        "符号链接指向的文件不存在。请修正或删除这个链接。",
        "A symbolic link leads to nothing. Mend it or remove it."
    }
    LINK_CYCLE = "link-cycle" Warning {
        "符号链接指回包含它的文件夹，不予跟随。请删除这个链接。",
        "A symbolic link leads back to a folder that holds it and is not followed. Remove the link."
    }
    LINK_MULTITUDE = "link-multitude" Warning {
        "经符号链接到达的文件太多，其余不再列出。请减少互相指向的链接。",
        "Too many files are reached through symbolic links; the rest is not listed. Remove links that lead to each other."
    }
    SPECIAL_FILE = "special-file" Warning {
        "不是普通文件（管道、套接字或设备），不能发布。请从站点里移走。",
        "Not a regular file (a pipe, a socket or a device), so it cannot be published. Move it out of the site."
    }
    UNREADABLE_FOLDER = "unreadable-folder" Error {
        "文件夹无法读取，里面的文件都会缺失。请检查访问权限。",
        "A folder cannot be read, so all its files would be missing. Check its permissions."
    }
    FILE_FOR_FOLDER = "file-for-folder" Error {
        "这里应当是文件夹，却是一个文件。请改名或移走它。",
        "A file stands where a folder should be. Rename it or move it away."
    }
    FOLDER_SPELLING = "folder-spelling" Warning {
        "文件夹名的拼写（大小写等）与约定不同，在有的系统上会找不到，因此一律不读。请改名。",
        "The name of a folder differs from the agreed one in case or in the form of its letters. Some systems would not find it, so it is read on none. Rename it."
    }
}

/// Something below a listed folder that is not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it lies, as well as a path can say it: what is not UTF-8 is U+FFFD, a backslash within a
    /// name is `＼`.
    pub path: FilePath,
    /// Why it is not listed.
    pub cause: SkipCause,
}

/// Why something is not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipCause {
    /// Its name is not UTF-8.
    NameEncoding,
    /// Its name holds a backslash, which paths of the program cannot tell from a folder of Windows.
    NameBackslash,
    /// A symbolic link that leaves the root.
    OutwardLink,
    /// A symbolic link to nothing.
    BrokenLink,
    /// A symbolic link to a folder that holds it.
    LinkCycle,
    /// One of very many entries reached through symbolic links.
    LinkMultitude,
    /// A pipe, a socket, a device.
    SpecialFile,
    /// A folder or link that the system does not let us read, with its reason.
    Unreadable(Words),
    /// A file where a folder was asked for.
    FileForFolder,
    /// The folder that was asked for exists only in this spelling.
    Spelling(String),
}

impl Skipped {
    /// Why it is not listed, as a phrase.
    pub fn reason(&self) -> Words {
        match &self.cause {
            SkipCause::NameEncoding => words!("文件名不是 UTF-8 编码", "its name is not UTF-8"),
            SkipCause::NameBackslash => words!("文件名中含有反斜杠", "its name holds a backslash"),
            SkipCause::OutwardLink => {
                words!(
                    "符号链接指向站点文件夹之外",
                    "it is a symbolic link that leads out of the site's folder"
                )
            }
            SkipCause::BrokenLink => {
                words!("符号链接指向的文件不存在", "it is a symbolic link that leads to nothing")
            }
            SkipCause::LinkCycle => words!(
                "符号链接指回包含它的文件夹",
                "it is a symbolic link that leads back to a folder that holds it"
            ),
            SkipCause::LinkMultitude => {
                words!("经符号链接到达的文件太多", "too many files are reached through symbolic links")
            }
            SkipCause::SpecialFile => {
                words!("不是普通文件（管道、套接字或设备）", "it is a pipe, a socket or a device")
            }
            SkipCause::Unreadable(Words { zh, en }) => words!("无法读取：{zh}", "it cannot be read: {en}"),
            SkipCause::FileForFolder => {
                words!("这里应当是文件夹，却是一个文件", "it is a file where a folder should be")
            }
            SkipCause::Spelling(found) => {
                words!("磁盘上的名称是“{found}”", "it is spelled `{found}` on disk")
            }
        }
    }

    /// The problem as users are told it.
    pub fn diagnostic(&self) -> Diagnostic {
        let Words { zh, en } = self.reason();
        let path = &self.path;
        let message = words!("没有读取“{path}”：{zh}", "`{path}` is not read: {en}");
        Diagnostic::new(self.code(), Place::file(path), message).help(self.cure())
    }

    /// What listings are sorted by.
    pub(super) fn order(&self) -> (&FilePath, &'static str) {
        (&self.path, self.code().name)
    }

    fn code(&self) -> &'static Code {
        match self.cause {
            SkipCause::NameEncoding => &NAME_ENCODING,
            SkipCause::NameBackslash => &NAME_BACKSLASH,
            SkipCause::OutwardLink => &OUTWARD_LINK,
            SkipCause::BrokenLink => &BROKEN_LINK,
            SkipCause::LinkCycle => &LINK_CYCLE,
            SkipCause::LinkMultitude => &LINK_MULTITUDE,
            SkipCause::SpecialFile => &SPECIAL_FILE,
            SkipCause::Unreadable(_) => &UNREADABLE_FOLDER,
            SkipCause::FileForFolder => &FILE_FOR_FOLDER,
            SkipCause::Spelling(_) => &FOLDER_SPELLING,
        }
    }

    fn cure(&self) -> Words {
        match &self.cause {
            SkipCause::NameEncoding | SkipCause::NameBackslash => words!("请改名", "rename it"),
            SkipCause::OutwardLink => {
                words!("请把文件复制到站点文件夹里", "copy the files into the site's folder")
            }
            SkipCause::BrokenLink | SkipCause::LinkCycle | SkipCause::LinkMultitude => {
                words!("请修正或删除这个链接", "mend the link or remove it")
            }
            SkipCause::SpecialFile => words!("请把它移出站点", "move it out of the site"),
            SkipCause::Unreadable(_) => words!("请检查访问权限", "check its permissions"),
            SkipCause::FileForFolder => words!("请改名或移走这个文件", "rename the file or move it away"),
            SkipCause::Spelling(found) => {
                let wanted = self.path.name();
                words!("请把“{found}”改名为“{wanted}”", "rename `{found}` to `{wanted}`")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_a_code_of_its_own_and_words() {
        let causes = [
            (SkipCause::NameEncoding, "name-encoding"),
            (SkipCause::NameBackslash, "name-backslash"),
            (SkipCause::OutwardLink, "outward-link"),
            (SkipCause::BrokenLink, "broken-symbolic-link"),
            (SkipCause::LinkCycle, "link-cycle"),
            (SkipCause::LinkMultitude, "link-multitude"),
            (SkipCause::SpecialFile, "special-file"),
            (SkipCause::Unreadable(words!("没有权限", "permission is denied")), "unreadable-folder"),
            (SkipCause::FileForFolder, "file-for-folder"),
            (SkipCause::Spelling("Content".to_owned()), "folder-spelling"),
        ];
        let mut codes = std::collections::BTreeSet::new();
        for (cause, code) in causes {
            let told = Skipped { path: FilePath::new("content/甲"), cause }.diagnostic();
            assert_eq!(told.code, code);
            assert!(told.message.zh.contains("content/甲"), "{told}");
            assert!(told.help.is_some(), "{told}");
            codes.insert(told.code);
        }
        assert_eq!(codes.len(), CODES.len());
    }

    #[test]
    fn a_cure_names_both_spellings() {
        let skipped =
            Skipped { path: FilePath::new("content"), cause: SkipCause::Spelling("Content".to_owned()) };
        assert_eq!(skipped.diagnostic().help.unwrap().en, "rename `Content` to `content`");
    }
}
