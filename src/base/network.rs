//! Whether a folder lies on a network drive, or is shared with another system on the same machine.

#![allow(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::path::Path;

/// File systems, as Linux names them, that keep what is written on another machine.
const NETWORK: &[&str] = &[
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb2",
    "smb3",
    "smbfs",
];

/// File systems of a host that a virtual machine, a container or WSL shares.
const SHARED: &[&str] = &["9p", "drvfs", "fakeowner", "prl_fs", "vboxsf", "virtiofs", "vmhgfs"];

/// File systems that programs make and that are not from elsewhere: the root of a container without rights.
const OWN: &[&str] = &["fuse.fuse-overlayfs"];

/// Whether a folder (its path without links) lies on a network drive or a shared one, as far as the system
/// says so. What others change there is not told to programs here, and a write is done when the other
/// side says so. Of macOS nothing is known.
pub fn is_network(folder: &Path) -> bool {
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
            deepest = (depth, is_from_elsewhere(kind));
        }
    }
    deepest.1
}

/// Whether a file system of this type is that of another machine or system. Of those that programs make
/// (`fuse.sshfs`, `fuse.rclone`) nearly all are.
fn is_from_elsewhere(kind: &str) -> bool {
    NETWORK.contains(&kind) || SHARED.contains(&kind) || kind.starts_with("fuse.") && !OWN.contains(&kind)
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
    fn types_of_file_systems_are_told_apart() {
        for kind in
            ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "vboxsf", "drvfs", "virtiofs"]
        {
            assert!(is_from_elsewhere(kind), "{kind}");
        }
        for kind in
            ["ext4", "xfs", "btrfs", "overlay", "tmpfs", "fuseblk", "fuse.fuse-overlayfs", "exfat", ""]
        {
            assert!(!is_from_elsewhere(kind), "{kind}");
        }
    }

    #[test]
    fn without_a_list_nothing_is_a_network_drive() {
        assert!(!lies_on_network("", Path::new("/home")));
    }
}
