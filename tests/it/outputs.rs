//! What a build writes, keeps and removes, and that nothing but its input decides its bytes.

use std::collections::BTreeSet;
use std::path::Path;

use crate::project::{build, built_site, copy_of_site, fengcai, root, tree};

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_projects_own_site_has_no_diagnostics() {
    let folder = tempfile::tempdir().unwrap();
    let output = fengcai(root())
        .args(["--format", "json", "build", "--today", "2026-11-20", "--output"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(build(root(), folder.path(), &[]).status.success());
    let before = tree(folder.path());
    let times = |name: &String| std::fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    let stamps: Vec<_> = before.keys().map(times).collect();
    let again = build(root(), folder.path(), &[]);
    assert!(said(&again).contains("written 0"), "{}", said(&again));
    assert_eq!(before, tree(folder.path()));
    let pages = before.keys().zip(&stamps).filter(|(name, _)| !name.starts_with('.'));
    for (name, stamp) in pages {
        assert_eq!(times(name), *stamp, "{name} was written again");
    }
}

#[test]
fn removing_a_case_removes_its_pages_and_mentions_and_nothing_of_others() {
    let site = copy_of_site();
    let output = tempfile::tempdir().unwrap();
    for name in ["extra-one", "extra-two"] {
        let text = format!("---\ntitle: 临时案例{name}\ndate: 2024-01-01\n---\n\n只为测试而设。\n");
        std::fs::write(site.path().join(format!("content/cases/{name}.md")), text).unwrap();
    }
    std::fs::create_dir_all(output.path().join("cases/extra-one")).unwrap();
    std::fs::write(output.path().join("cases/extra-one/stranger.txt"), "mine").unwrap();
    std::fs::write(output.path().join("stranger.txt"), "mine").unwrap();
    let first = build(site.path(), output.path(), &[]);
    assert!(first.status.success(), "{}", said(&first));
    let with: BTreeSet<String> = tree(output.path()).into_keys().collect();
    assert!(with.contains("cases/extra-one/index.html"));
    std::fs::remove_file(site.path().join("content/cases/extra-one.md")).unwrap();
    let second = build(site.path(), output.path(), &[]);
    assert!(second.status.success(), "{}", said(&second));
    let after = tree(output.path());
    let gone: Vec<&String> = with.iter().filter(|name| !after.contains_key(*name)).collect();
    assert_eq!(gone, ["cases/extra-one/index.html"]);
    for (name, bytes) in &after {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("临时案例extra-one"), "{name} still mentions the case");
        assert!(!text.contains("cases/extra-one/index"), "{name} still links to the case");
    }
    assert_eq!(after["stranger.txt"], b"mine");
    assert_eq!(after["cases/extra-one/stranger.txt"], b"mine");
}

#[test]
fn nothing_but_the_input_decides_the_bytes() {
    let expected = tree(built_site().output());
    let site = copy_of_site();
    shuffle_times(site.path());
    let circumstances: [(&str, &[(&str, &str)]); 4] = [
        ("one thread", &[("RAYON_NUM_THREADS", "1"), ("LC_ALL", "C"), ("TZ", "UTC")]),
        ("eight threads", &[("RAYON_NUM_THREADS", "8"), ("LC_ALL", "zh_CN.UTF-8"), ("TZ", "Asia/Shanghai")]),
        ("far west", &[("RAYON_NUM_THREADS", "3"), ("LC_ALL", "en_US.UTF-8"), ("TZ", "Pacific/Honolulu")]),
        ("no home", &[("HOME", ""), ("LANG", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")]),
    ];
    for (name, variables) in circumstances {
        let output = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let built = std::process::Command::new(env!("CARGO_BIN_EXE_fengcai"))
            .arg("--root")
            .arg(site.path())
            .args(["build", "--today", "2026-11-20", "--output"])
            .arg(output.path())
            .envs(variables.iter().copied())
            .current_dir(elsewhere.path())
            .output()
            .unwrap();
        assert!(built.status.success(), "{name}: {}", said(&built));
        let actual = tree(output.path());
        let names =
            |tree: &std::collections::BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&expected), names(&actual), "{name}");
        for (file, bytes) in &expected {
            assert!(actual[file] == *bytes, "{name}: {file} differs");
        }
    }
}

/// Gives every file another time, so that an order by time would be another.
fn shuffle_times(folder: &Path) {
    for (number, file) in crate::sites::below(folder).into_iter().enumerate() {
        let seconds = 1_000_000_000 + (number as u64 * 7919) % 1000 * 86_400;
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        std::fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
    }
}
