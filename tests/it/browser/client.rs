//! The client itself: it sees what goes wrong, its tabs are apart, and its absence is loud.

use std::process::{Command, Output};

use super::served::serve;
use super::{Browser, Scheme};

const FAULTY: &str = "<!DOCTYPE html><title>x</title>
<img src=missing.png>
<script>console.error('told', 1); throw new Error('thrown')</script>";

#[test]
fn errors_and_failed_requests_are_seen() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.html"), FAULTY).unwrap();
    let served = serve(folder.path(), "/").join("a.html").unwrap();
    let disk = url::Url::from_file_path(folder.path().join("a.html")).unwrap();
    for address in [served, disk] {
        let mut tab = browser.tab();
        tab.open(address.as_str());
        let troubles = tab.troubles().join("\n");
        for expected in ["told", "thrown", "request: ", "missing.png"] {
            assert!(troubles.contains(expected), "{address}: no `{expected}` in:\n{troubles}");
        }
    }
}

#[test]
fn tabs_are_apart_and_can_wait() {
    let Some(mut browser) = Browser::start() else { return };
    let (mut one, mut other) = (browser.tab(), browser.tab());
    one.prefer(Scheme::Dark);
    one.resize(390);
    other.prefer(Scheme::Light);
    other.resize(1280);
    one.open("data:text/html,<title>one</title><button onclick='setTimeout(() => window.title = 1, 50)'>x</button>");
    other.open("data:text/html,<title>other</title>");
    let dark = "matchMedia('(prefers-color-scheme: dark)').matches";
    assert_eq!((one.ask::<bool>(dark), other.ask::<bool>(dark)), (true, false));
    assert_eq!((one.ask::<u32>("innerWidth"), other.ask::<u32>("innerWidth")), (390, 1280));
    one.click("button");
    one.until("window.title === 1");
    assert_eq!(other.ask::<String>("document.title"), "other");
    let picture = imagesize::blob_size(&one.picture()).unwrap();
    assert_eq!((picture.width, picture.height), (390, 800));
}

/// Runs a test of a browser where there is none.
fn without_browser(required: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "browser::walk::the_site_works_by_double_click"])
        .env("CHROME", "")
        .env("FENGCAI_REQUIRE_BROWSER", required)
        .output()
        .unwrap()
}

#[test]
fn without_a_browser_a_test_says_so_or_fails_where_one_is_required() {
    let skipped = without_browser("0");
    let (out, err) = (String::from_utf8_lossy(&skipped.stdout), String::from_utf8_lossy(&skipped.stderr));
    assert!(skipped.status.success() && out.contains("1 passed"), "{out}{err}");
    assert!(err.contains("SKIPPED browser::walk::the_site_works_by_double_click"), "{err}");
    let failed = without_browser("1");
    let out = String::from_utf8_lossy(&failed.stdout);
    assert!(!failed.status.success() && out.contains("FENGCAI_REQUIRE_BROWSER=1"), "{out}");
}
