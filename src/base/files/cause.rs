//! Why the system refused, in words of our own: the system's are in one language, and on Windows in
//! that of the machine.

use std::io::{Error, ErrorKind};

use crate::base::Words;

/// The reason of a failed call to the disk.
pub fn cause(error: &Error) -> Words {
    if is_in_use(error) {
        return words!("另一个程序正在使用它", "another program is using it");
    }
    match error.kind() {
        ErrorKind::NotFound => words!("它不存在", "it does not exist"),
        ErrorKind::PermissionDenied => words!("没有权限", "permission is denied"),
        ErrorKind::AlreadyExists => words!("那里已有同名的文件", "something of that name is there already"),
        ErrorKind::StorageFull => words!("磁盘已满", "the disk is full"),
        ErrorKind::QuotaExceeded => words!("磁盘配额已用完", "the disk quota is used up"),
        ErrorKind::FileTooLarge => words!("文件超过允许的大小", "the file is larger than is allowed here"),
        ErrorKind::ReadOnlyFilesystem => words!("磁盘是只读的", "the disk is read-only"),
        ErrorKind::NotADirectory => {
            words!("路径中有一段不是文件夹", "a part of the path is not a folder")
        }
        ErrorKind::IsADirectory => words!("它是一个文件夹", "it is a folder"),
        ErrorKind::DirectoryNotEmpty => words!("文件夹不是空的", "the folder is not empty"),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            words!("系统不接受这个名称", "the system does not accept this name")
        }
        ErrorKind::CrossesDevices => words!("它在另一个磁盘上", "it lies on another disk"),
        ErrorKind::NetworkDown | ErrorKind::HostUnreachable | ErrorKind::TimedOut => {
            words!("网络磁盘没有回应", "the network drive does not answer")
        }
        _ => unnamed(error),
    }
}

/// `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION` and `ERROR_USER_MAPPED_FILE`: on Windows a file that
/// a program holds open can refuse everybody else.
fn is_in_use(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
        || cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224))
}

/// Reasons that have no words here are told by their number, which can be looked up in any language.
fn unnamed(error: &Error) -> Words {
    match error.raw_os_error() {
        Some(number) => words!("系统错误 {number}", "system error {number}"),
        None => words!("系统拒绝了操作", "the system refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_in_both_languages() {
        let full = cause(&Error::from(ErrorKind::StorageFull));
        assert_eq!((full.zh.as_str(), full.en.as_str()), ("磁盘已满", "the disk is full"));
        assert_eq!(cause(&Error::from(ErrorKind::ResourceBusy)).en, "another program is using it");
    }

    #[test]
    fn a_reason_without_words_has_its_number() {
        assert_eq!(cause(&Error::from_raw_os_error(9999)).zh, "系统错误 9999");
        assert_eq!(cause(&Error::other("some English")).zh, "系统拒绝了操作");
    }
}
