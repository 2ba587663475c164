//! `fengcai build`.

use std::process::Stdio;

use super::transcript::{Site, fengcai, run};
use super::usage::english;

const SITE: &str = "title: 样板支部\ntheme: sujian\n";
const JIA: &str = "---\ntitle: 甲支部\ndate: 2024-05-01\n---\n\n## 做法\n\n见[乙](yi.md)。\n";
const YI: &str = "---\ntitle: 乙支部\ndate: 2024-05-02\n---\n\n正文。\n";
const BROKEN: &str = "---\ntitle: 乙支部\ndate: 2024-13-45\n---\n\n正文。\n";

fn site() -> Site {
    Site::new(&[("site.yaml", SITE), ("content/cases/jia.md", JIA), ("content/cases/yi.md", YI)])
}

#[test]
fn a_good_site_is_written_and_summed_up() {
    let site = site();
    let said = run(site.fengcai().arg("build"));
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    assert!(said.err.contains("2 篇案例"), "{}", said.err);
    assert!(said.err.contains("site.yaml 里没有网址"), "{}", said.err);
    assert!(site.output("cases/jia/index.html").unwrap().contains("甲支部"));
    assert_eq!(english(&said.err), None, "{}", said.err);
    let again = run(site.fengcai().arg("build").args(["--lang", "en"]));
    assert!(again.err.contains("written 0"), "{}", again.err);
    assert!(again.err.contains("removed 0"), "{}", again.err);
}

#[test]
fn a_site_with_an_address_is_not_told_that_it_has_none() {
    let site = site();
    site.write("site.yaml", "title: 样板支部\ntheme: sujian\nbase_url: https://a.example/x/\n");
    let said = run(site.fengcai().arg("build"));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!said.err.contains("base_url"), "{}", said.err);
    assert!(site.output("atom.xml").is_some());
}

#[test]
fn an_error_writes_nothing_and_keeps_the_old_output() {
    let site = site();
    run(site.fengcai().arg("build"));
    let old = site.output("cases/jia/index.html").unwrap();
    site.write("content/cases/yi.md", BROKEN);
    site.write("content/cases/jia.md", &JIA.replace("甲支部", "丙支部"));
    let said = run(site.fengcai().arg("build"));
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("content/cases/yi.md:3:7"), "{}", said.err);
    assert!(said.err.contains("date: 2024-13-45"), "{}", said.err);
    assert!(said.err.contains("1 个错误"), "{}", said.err);
    assert!(said.err.contains("没有写入任何文件"), "{}", said.err);
    assert_eq!(english(&said.err), None, "{}", said.err);
    assert_eq!(site.output("cases/jia/index.html").unwrap(), old);
}

#[test]
fn a_slip_in_a_template_is_told_once_with_the_number_of_pages() {
    let site = site();
    site.write(
        "templates/case.html",
        "{% extends \"sujian/case.html\" %}\n{% block main %}{{ case.titel }}{% endblock %}\n",
    );
    let said = run(site.fengcai().arg("build"));
    assert_eq!(said.code, 1, "{}", said.err);
    assert_eq!(said.err.matches("错误[template-fault]").count(), 1, "{}", said.err);
    assert!(said.err.contains("templates/case.html:2:"), "{}", said.err);
    assert!(said.err.contains("同样的问题还影响另外 1 个页面"), "{}", said.err);
    for page in ["cases/jia/index.html", "cases/yi/index.html"] {
        assert!(said.err.contains(&format!("  {page}\n")), "{page}: {}", said.err);
    }
}

#[test]
fn keep_going_leaves_faulty_pages_out_and_lists_them() {
    let site = site();
    site.write("content/cases/yi.md", BROKEN);
    site.write("content/cases/jia.md", &JIA.replace("[乙](yi.md)", "乙"));
    let said = run(site.fengcai().args(["build", "--keep-going"]));
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(site.output("cases/jia/index.html").is_some());
    assert!(site.output("cases/yi/index.html").is_none());
    assert!(said.err.contains("content/cases/yi.md：它有错误"), "{}", said.err);
}

#[test]
fn keep_going_cannot_leave_out_what_is_no_text() {
    let site = site();
    site.write("site.yaml", "title: 样板支部\ntheme: nowhere\n");
    let said = run(site.fengcai().args(["build", "--keep-going"]));
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("没有写入任何文件"), "{}", said.err);
    assert!(!site.path().join("public").exists());
}

#[test]
fn json_is_one_object_a_line_and_nothing_else() {
    let site = site();
    site.write("content/cases/yi.md", BROKEN);
    let said = run(site.fengcai().args(["build", "--format", "json", "--lang", "en"]));
    assert_eq!(said.code, 1);
    assert!(!said.out.is_empty());
    for line in said.out.lines() {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["code", "column", "file", "help", "line", "message", "severity"], "{line}");
    }
    let first: serde_json::Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["file"], "content/cases/yi.md");
    assert_eq!((&first["line"], &first["column"]), (&3.into(), &7.into()));
    assert_eq!(first["severity"], "error");
}

#[test]
fn quiet_tells_problems_only() {
    let site = site();
    let said = run(site.fengcai().args(["build", "--quiet"]));
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    site.write("content/cases/yi.md", BROKEN);
    let said = run(site.fengcai().args(["build", "-q"]));
    assert_eq!(said.code, 1);
    assert!(said.err.contains("2024-13-45"), "{}", said.err);
}

#[test]
fn what_is_left_out_is_listed_with_the_reason() {
    let site = site();
    site.write("content/cases/bing.md", "---\ntitle: 丙\ndraft: true\n---\n\n正文。\n");
    site.write("content/cases/ding.md", "---\ntitle: 丁\ndate: 2030-01-01\n---\n\n正文。\n");
    site.write("content/cases/图.png", "不是图");
    let said = run(site.fengcai().args(["build", "--today", "2026-11-20"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("content/cases/bing.md：它是草稿"), "{}", said.err);
    assert!(said.err.contains("content/cases/ding.md：它的日期 2030-01-01 还没有到"), "{}", said.err);
    assert!(said.err.contains("content/cases/图.png：没有文字提到它"), "{}", said.err);
    assert!(site.output("cases/bing/index.html").is_none());
    run(site.fengcai().args(["build", "--today", "2030-01-01", "--drafts"]));
    assert!(site.output("cases/bing/index.html").is_some());
    assert!(site.output("cases/ding/index.html").is_some());
}

#[test]
fn the_output_folder_is_relative_to_where_the_user_stands() {
    let site = site();
    let elsewhere = tempfile::tempdir().unwrap();
    let said = run(site.fengcai().args(["build", "--output", "out"]).current_dir(elsewhere.path()));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(elsewhere.path().join("out/index.html").exists());
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_wrong_environment_is_no_fault_of_the_site() {
    let site = site();
    let own = site.path().to_str().unwrap();
    let said = run(site.fengcai().args(["build", "--output", own]));
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
    assert!(!site.path().join("index.html").exists());
    let nowhere = run(fengcai().args(["--root", "no/such/folder", "build"]));
    assert_eq!(nowhere.code, 2, "{}", nowhere.err);
    assert!(nowhere.err.contains("no/such/folder"), "{}", nowhere.err);
    let empty = Site::new(&[]);
    let said = run(empty.fengcai().arg("build"));
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("site.yaml"), "{}", said.err);
    assert!(!empty.path().join("public").exists());
}

#[test]
fn no_colours_where_no_terminal_shows_them() {
    let site = site();
    site.write("content/cases/yi.md", BROKEN);
    let said = run(site.fengcai().arg("build"));
    assert!(!said.err.contains('\u{1b}'), "{:?}", said.err);
}

#[test]
fn a_reader_that_goes_away_ends_nothing_but_the_reading() {
    let site = site();
    site.write("content/cases/yi.md", BROKEN);
    let mut command = site.fengcai();
    command.args(["build", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(!err.contains("panicked"), "{err}");
}
