//! Whether a folder lies on a network drive.

#![allow(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::path::Path;

/// File systems that keep what is written on another machine.
const NETWORK: &[&str] = &["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "glusterfs"];

/// Whether a folder (its path without links) lies on a network drive, as far as the system says so.
pub(super) fn is_network(folder: &Path) -> bool {
    if cfg!(windows) {
        // The path without links names the share, also where a drive letter stands for it.
        return folder.to_str().is_some_and(|path| path.starts_with(r"\\?\UNC\"));
    }
    std::fs::read_to_string("/proc/self/mounts").is_ok_and(|mounts| lies_on_network(&mounts, folder))
}

/// Looks through the lines of `/proc/self/mounts` (device, place, type, …) for the deepest place that
/// holds the folder; of two at one place the later lies on top.
fn lies_on_network(mounts: &str, folder: &Path) -> bool {
    let mut deepest = (0, false);
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(place), Some(kind)) = (fields.next(), fields.next()) else { continue };
        let place = unescape(place);
        let place = Path::new(&place);
        let depth = place.components().count();
        if folder.starts_with(place) && depth >= deepest.0 {
            deepest = (depth, NETWORK.contains(&kind) || kind.starts_with("fuse."));
        }
    }
    deepest.1
}

/// Spaces and the like are written as `\040`.
fn unescape(field: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(field.to_owned(), |text, (code, plain)| text.replace(code, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0\n\
        server:/home /home nfs4 rw 0 0\n\
        /dev/sdb1 /home/local ext4 rw 0 0\n\
        //nas/共享 /mnt/my\\040share cifs rw 0 0\n\
        short\n";

    #[test]
    fn the_deepest_mount_decides() {
        let on_network = |path: &str| lies_on_network(MOUNTS, Path::new(path));
        assert!(on_network("/home/li/site/public"));
        assert!(on_network("/home"));
        assert!(on_network("/mnt/my share/public"));
        assert!(!on_network("/home/local/site"));
        assert!(!on_network("/homely"));
        assert!(!on_network("/srv"));
    }

    #[test]
    fn without_a_list_nothing_is_a_network_drive() {
        assert!(!lies_on_network("", Path::new("/home")));
    }
}
