use std::fs;
use std::io::Read as _;

use tempfile::TempDir;

use super::*;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        put(&folder, path, text);
    }
    folder
}

fn put(folder: &TempDir, path: &str, text: &str) {
    let place = folder.path().join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.files.iter().map(FilePath::as_str).collect()
}

fn skipped(listing: &Listing) -> Vec<(&str, &SkipCause)> {
    listing.skipped.iter().map(|skipped| (skipped.path.as_str(), &skipped.cause)).collect()
}

fn read(files: &DiskFiles, path: &str) -> Result<String, ReadError> {
    files.read(&path.into()).map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

#[test]
fn lists_only_the_folder_that_was_asked_for() {
    let disk = folder(&[
        ("site.yaml", ""),
        ("content/b.md", ""),
        ("content/案例/甲 乙.md", ""),
        ("content/.hidden/x", ""),
        ("content/a.md", ""),
        ("public/index.html", ""),
    ]);
    let files = DiskFiles::new(disk.path());
    let listing = files.list("content");
    assert_eq!(
        names(&listing),
        ["content/.hidden/x", "content/a.md", "content/b.md", "content/案例/甲 乙.md"]
    );
    assert!(listing.skipped.is_empty());
    assert_eq!(names(&files.list("content/案例")), ["content/案例/甲 乙.md"]);
    assert_eq!(names(&files.list("content/案例/")), ["content/案例/甲 乙.md"]);
    assert_eq!(files.list("themes"), Listing::default());
    assert_eq!(files.list("").files.len(), 6);
}

#[test]
fn a_root_that_does_not_exist_holds_nothing() {
    let disk = folder(&[]);
    let files = DiskFiles::new(disk.path().join("nowhere"));
    assert_eq!(files.list("content"), Listing::default());
    assert_eq!(files.list(""), Listing::default());
    assert_eq!(read(&files, "site.yaml"), Err(ReadError::Missing));
}

#[test]
fn a_listing_is_remembered() {
    let disk = folder(&[("content/a.md", "甲")]);
    let files = DiskFiles::new(disk.path());
    files.list("content");
    put(&disk, "content/b.md", "乙");
    assert_eq!(names(&files.list("content")), ["content/a.md"]);
    assert_eq!(read(&files, "content/b.md"), Err(ReadError::Missing));
    assert_eq!(names(&DiskFiles::new(disk.path()).list("content")), ["content/a.md", "content/b.md"]);
}

#[test]
fn bytes_that_differ_on_reading_again_are_a_change() {
    let disk = folder(&[("content/a.md", "甲"), ("site.yaml", "a")]);
    let files = DiskFiles::new(disk.path());
    assert_eq!(read(&files, "content/a.md").unwrap(), "甲");
    put(&disk, "content/a.md", "乙");
    assert_eq!(read(&files, "content/a.md"), Err(ReadError::Changed));
    put(&disk, "content/a.md", "甲");
    assert_eq!(read(&files, "content/a.md").unwrap(), "甲");
    assert_eq!(read(&files, "site.yaml").unwrap(), "a");
    fs::remove_file(disk.path().join("site.yaml")).unwrap();
    assert_eq!(read(&files, "site.yaml"), Err(ReadError::Changed));
}

fn first(files: &dyn Files, path: &str) -> Result<Vec<u8>, ReadError> {
    let mut bytes = [0; 4];
    let length = files.open(&path.into())?.read(&mut bytes).unwrap();
    Ok(bytes[..length].to_vec())
}

#[test]
fn a_file_that_was_opened_and_is_another_when_it_is_read_is_a_change() {
    let disk = folder(&[("a.png", "png 1"), ("b.png", ""), ("c/d.png", "png")]);
    let files = DiskFiles::new(disk.path());
    assert_eq!(first(&files, "a.png").unwrap(), b"png ");
    assert_eq!(first(&files, "b.png").unwrap(), b"");
    assert_eq!(first(&files, "c"), Err(ReadError::Missing));
    assert_eq!(first(&files, "e.png"), Err(ReadError::Missing));
    assert_eq!(first(&files, "../a.png"), Err(ReadError::Missing));
    assert_eq!(read(&files, "a.png").unwrap(), "png 1");
    put(&disk, "b.png", "png");
    assert_eq!(first(&files, "b.png"), Err(ReadError::Changed));
    assert_eq!(read(&files, "b.png"), Err(ReadError::Changed));
    files.list("c");
    fs::remove_file(disk.path().join("c/d.png")).unwrap();
    assert_eq!(first(&files, "c/d.png"), Err(ReadError::Changed));
}

/// Photographs are large, and of each only its width and height are wanted while a site is planned.
#[cfg(unix)]
#[test]
fn of_a_file_that_is_opened_no_more_is_read_than_is_asked_for() {
    let disk = folder(&[("a.png", "png")]);
    // A tebibyte of which the disk holds a few bytes.
    let file = fs::OpenOptions::new().write(true).open(disk.path().join("a.png")).unwrap();
    file.set_len(1 << 40).unwrap();
    assert_eq!(first(&DiskFiles::new(disk.path()), "a.png").unwrap(), b"png\0");
    let held = crate::base::files::HeldFiles::new(disk.path());
    assert_eq!(first(&held, "a.png").unwrap(), b"png\0");
    assert_eq!(held.text(&"a.png".into()), None);
}

#[test]
fn a_listed_file_that_vanished_is_a_change() {
    let disk = folder(&[("content/a.md", "甲")]);
    let files = DiskFiles::new(disk.path());
    files.list("content");
    fs::remove_file(disk.path().join("content/a.md")).unwrap();
    assert_eq!(read(&files, "content/a.md"), Err(ReadError::Changed));
}

#[test]
fn a_file_that_was_missing_stays_missing() {
    let disk = folder(&[]);
    let files = DiskFiles::new(disk.path());
    assert_eq!(read(&files, "site.yaml"), Err(ReadError::Missing));
    put(&disk, "site.yaml", "");
    assert_eq!(read(&files, "site.yaml"), Err(ReadError::Missing));
}

#[test]
fn folders_and_what_lies_below_files_are_no_files() {
    let disk = folder(&[("content/a.md", "")]);
    let files = DiskFiles::new(disk.path());
    assert_eq!(read(&files, "content"), Err(ReadError::Missing));
    assert_eq!(read(&files, "content/a.md/x"), Err(ReadError::Missing));
    files.list("content");
    assert_eq!(read(&files, "content/a.md/x"), Err(ReadError::Missing));
}

#[test]
fn a_path_that_climbs_or_is_no_name_is_missing() {
    let disk = folder(&[("site/site.yaml", ""), ("secret", "")]);
    let files = DiskFiles::new(disk.path().join("site"));
    for path in ["../secret", "..", ".", "./site.yaml", "a//b", "site.yaml/", "a\0b"] {
        let path: FilePath = serde_json::from_value(path.into()).unwrap();
        assert_eq!(files.read(&path), Err(ReadError::Missing), "{path}");
        assert_eq!(files.list(path.as_str().trim_end_matches('/')).files, [], "{path}");
    }
}

#[test]
fn the_spelling_is_that_of_the_disk() {
    let disk = folder(&[("Content/a.md", ""), ("site.YAML", ""), ("data/A.csv", "")]);
    let files = DiskFiles::new(disk.path());
    let listing = files.list("content");
    assert_eq!(skipped(&listing), [("content", &SkipCause::Spelling("Content".to_owned()))]);
    assert!(listing.files.is_empty());
    assert_eq!(read(&files, "site.yaml"), Err(ReadError::Missing));
    assert_eq!(read(&files, "data/a.csv"), Err(ReadError::Missing));
    files.list("data");
    assert_eq!(read(&files, "data/a.csv"), Err(ReadError::Missing));
    assert_eq!(read(&files, "data/A.csv").unwrap(), "");
}

#[test]
fn a_path_whose_other_spellings_are_there_too_is_looked_up_in_its_folder() {
    let folder = folder(&[("资料/a.md", "甲"), ("资料/b.md", "乙"), ("c\u{E9}.md", "丙")]);
    // On a disk that takes capitals for small letters the second is the first, and both tell the same.
    put(&folder, "资料/A.MD", "甲");
    let told = |path: &str| is_told_apart(folder.path(), path);
    assert!(!told("资料/a.md") && !told("资料/none.md") && !told("none/a.md"));
    assert_eq!(told("资料/b.md"), !folder.path().join("资料/B.MD").exists());
    let files = DiskFiles::new(folder.path());
    assert_eq!(read(&files, "资料/b.md").unwrap(), "乙");
    assert_eq!(read(&files, "资料/a.md").unwrap(), "甲");
    assert_eq!(read(&files, "资料/B.md"), Err(ReadError::Missing));
    assert_eq!(read(&files, "c\u{E9}.md").unwrap(), "丙");
    assert_eq!(read(&files, "ce\u{301}.md"), Err(ReadError::Missing));
}

#[test]
fn a_name_keeps_its_normal_form() {
    let decomposed = "content/cafe\u{301}.md";
    let disk = folder(&[(decomposed, "x")]);
    let files = DiskFiles::new(disk.path());
    assert_eq!(names(&files.list("content")), [decomposed]);
    assert_eq!(read(&files, decomposed).unwrap(), "x");
    assert_eq!(read(&files, "content/caf\u{e9}.md"), Err(ReadError::Missing));
}

#[test]
fn a_file_where_a_folder_should_be_is_told() {
    let disk = folder(&[("content", "")]);
    let listing = DiskFiles::new(disk.path()).list("content");
    assert_eq!(skipped(&listing), [("content", &SkipCause::FileForFolder)]);
    assert!(listing.files.is_empty());
}

#[test]
fn long_paths_are_read() {
    let deep = format!("content/{}a.md", format!("{}/", "很长的名称".repeat(10)).repeat(8));
    let disk = folder(&[]);
    let files = DiskFiles::new(disk.path());
    let place = native(&files.root, &deep).unwrap();
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&place, "深").unwrap();
    assert_eq!(names(&files.list("content")), [deep.as_str()]);
    assert_eq!(read(&files, &deep).unwrap(), "深");
}

#[test]
fn an_empty_file_is_a_file() {
    let disk = folder(&[("content/a.md", "")]);
    assert_eq!(read(&DiskFiles::new(disk.path()), "content/a.md").unwrap(), "");
}

#[test]
fn threads_see_one_snapshot() {
    let disk = folder(&[("content/a.md", "甲")]);
    let files = DiskFiles::new(disk.path());
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..8).map(|_| scope.spawn(|| read(&files, "content/a.md"))).collect();
        put(&disk, "content/a.md", "乙");
        let seen: BTreeSet<String> = readers.into_iter().filter_map(|r| r.join().unwrap().ok()).collect();
        assert!(seen.len() <= 1, "{seen:?}");
    });
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn link(disk: &TempDir, to: &str, from: &str) {
        let place = disk.path().join(from);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink(to, place).unwrap();
    }

    #[test]
    fn links_inside_the_root_are_followed() {
        let disk = folder(&[("shared/a.png", "图"), ("content/b.md", "乙")]);
        link(&disk, "../shared", "content/图片");
        link(&disk, "b.md", "content/c.md");
        let files = DiskFiles::new(disk.path());
        let listing = files.list("content");
        assert_eq!(names(&listing), ["content/b.md", "content/c.md", "content/图片/a.png"]);
        assert!(listing.skipped.is_empty(), "{:?}", listing.skipped);
        assert_eq!(read(&files, "content/图片/a.png").unwrap(), "图");
        assert_eq!(read(&files, "content/c.md").unwrap(), "乙");
    }

    #[test]
    fn links_that_leave_the_root_are_told_and_not_followed() {
        let disk = folder(&[("outside/secret.md", ""), ("site/content/a.md", ""), ("sitemate/x", "")]);
        let outside = disk.path().join("outside");
        link(&disk, outside.to_str().unwrap(), "site/content/folder");
        link(&disk, "../../outside/secret.md", "site/content/file.md");
        link(&disk, "../../sitemate", "site/content/mate");
        link(&disk, "../outside", "site/themes");
        link(&disk, "../outside/secret.md", "site/site.yaml");
        let files = DiskFiles::new(disk.path().join("site"));
        let listing = files.list("content");
        assert_eq!(names(&listing), ["content/a.md"]);
        assert_eq!(
            skipped(&listing),
            [
                ("content/file.md", &SkipCause::OutwardLink),
                ("content/folder", &SkipCause::OutwardLink),
                ("content/mate", &SkipCause::OutwardLink),
            ]
        );
        assert_eq!(read(&files, "content/folder/secret.md"), Err(ReadError::Missing));
        assert_eq!(skipped(&files.list("themes")), [("themes", &SkipCause::OutwardLink)]);
        assert!(matches!(read(&files, "site.yaml"), Err(ReadError::Unreadable(_))));
        let below = DiskFiles::new(disk.path().join("site")).list("themes/hongqi");
        assert_eq!(below, Listing::default());
    }

    #[test]
    fn below_a_link_that_leaves_nothing_is_listed() {
        let disk = folder(&[("outside/hongqi/theme.yaml", ""), ("site/site.yaml", "")]);
        link(&disk, "../outside", "site/themes");
        let listing = DiskFiles::new(disk.path().join("site")).list("themes/hongqi");
        assert_eq!(skipped(&listing), [("themes/hongqi", &SkipCause::OutwardLink)]);
        assert!(listing.files.is_empty());
    }

    #[test]
    fn the_root_itself_may_be_a_link() {
        let disk = folder(&[("real/content/a.md", "甲")]);
        link(&disk, "real", "site");
        let files = DiskFiles::new(disk.path().join("site"));
        assert_eq!(names(&files.list("content")), ["content/a.md"]);
        assert_eq!(read(&files, "content/a.md").unwrap(), "甲");
    }

    #[test]
    fn cycles_end() {
        let disk = folder(&[("content/a/x.md", ""), ("content/b/y.md", "")]);
        link(&disk, "../b", "content/a/to-b");
        link(&disk, "../a", "content/b/to-a");
        link(&disk, ".", "content/self");
        link(&disk, "..", "content/up");
        link(&disk, "loop", "content/loop");
        let listing = DiskFiles::new(disk.path()).list("content");
        assert_eq!(
            names(&listing),
            ["content/a/to-b/y.md", "content/a/x.md", "content/b/to-a/x.md", "content/b/y.md"]
        );
        assert_eq!(
            skipped(&listing),
            [
                ("content/a/to-b/to-a", &SkipCause::LinkCycle),
                ("content/b/to-a/to-b", &SkipCause::LinkCycle),
                ("content/loop", &SkipCause::BrokenLink),
                ("content/self", &SkipCause::LinkCycle),
                ("content/up", &SkipCause::LinkCycle),
            ]
        );
    }

    #[test]
    fn a_listed_folder_that_is_a_link_to_the_root_is_a_cycle() {
        let disk = folder(&[("site.yaml", "")]);
        link(&disk, ".", "content");
        let listing = DiskFiles::new(disk.path()).list("content");
        assert_eq!(skipped(&listing), [("content", &SkipCause::LinkCycle)]);
        assert!(listing.files.is_empty());
    }

    #[test]
    fn a_listed_folder_that_is_a_link_to_a_file_is_told() {
        let disk = folder(&[("a.md", "")]);
        link(&disk, "a.md", "content");
        let listing = DiskFiles::new(disk.path()).list("content");
        assert_eq!(skipped(&listing), [("content", &SkipCause::FileForFolder)]);
    }

    /// Twelve folders, each with ten links to the next: 10^12 paths.
    #[test]
    fn links_that_multiply_end() {
        let disk = folder(&[("content/12/x.md", "")]);
        for number in 0..12 {
            for name in 0..10 {
                link(&disk, &format!("../{:02}", number + 1), &format!("content/{number:02}/{name}"));
            }
        }
        let listing = DiskFiles::new(disk.path()).list("content");
        assert!(listing.skipped.iter().any(|skipped| skipped.cause == SkipCause::LinkMultitude));
        assert!(listing.holds(&"content/12/x.md".into()));
    }

    #[test]
    fn a_broken_link_is_told() {
        let disk = folder(&[("content/a.md", "")]);
        link(&disk, "gone.png", "content/b.png");
        let listing = DiskFiles::new(disk.path()).list("content");
        assert_eq!(names(&listing), ["content/a.md"]);
        assert_eq!(skipped(&listing), [("content/b.png", &SkipCause::BrokenLink)]);
    }

    #[test]
    fn names_that_no_path_can_say_are_told() {
        let disk = folder(&[("content/a.md", ""), ("content/图\\b.md", ""), ("content/x\\y/c.md", "")]);
        let gbk = disk.path().join("content").join(OsStr::from_bytes(b"\xb0\xb8.md"));
        fs::write(gbk, "").unwrap();
        let listing = DiskFiles::new(disk.path()).list("content");
        assert_eq!(names(&listing), ["content/a.md"]);
        assert_eq!(
            skipped(&listing),
            [
                ("content/x＼y", &SkipCause::NameBackslash),
                ("content/图＼b.md", &SkipCause::NameBackslash),
                ("content/\u{fffd}\u{fffd}.md", &SkipCause::NameEncoding),
            ]
        );
    }

    #[test]
    fn a_pipe_is_neither_listed_nor_waited_for() {
        let disk = folder(&[("content/a.md", "")]);
        let socket = std::os::unix::net::UnixListener::bind(disk.path().join("content/s")).unwrap();
        let files = DiskFiles::new(disk.path());
        assert!(matches!(read(&files, "content/s"), Err(ReadError::Unreadable(_))));
        let listing = DiskFiles::new(disk.path()).list("content");
        assert_eq!(skipped(&listing), [("content/s", &SkipCause::SpecialFile)]);
        assert_eq!(names(&listing), ["content/a.md"]);
        drop(socket);
    }

    #[test]
    fn what_may_not_be_read_is_told() {
        let disk = folder(&[("content/a.md", ""), ("content/closed/b.md", ""), ("site.yaml", "")]);
        let close = |path: &str, mode| {
            fs::set_permissions(disk.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        close("content/closed", 0);
        close("site.yaml", 0);
        let files = DiskFiles::new(disk.path());
        let listing = files.list("content");
        let all_powerful = fs::read(disk.path().join("site.yaml")).is_ok();
        let config = read(&files, "site.yaml");
        close("content/closed", 0o700);
        if all_powerful {
            eprintln!("not checked: this user may read everything");
            return;
        }
        let words = words!("没有权限", "permission is denied");
        assert_eq!(config, Err(ReadError::Unreadable(words.clone())));
        assert_eq!(skipped(&listing), [("content/closed", &SkipCause::Unreadable(words))]);
        assert_eq!(names(&listing), ["content/a.md"]);
    }
}
