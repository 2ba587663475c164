use crate::base::files::{MemoryFiles, SkipCause};

use super::*;

fn scanned(paths: &[&str]) -> Outcome<Inventory> {
    scan(&paths.iter().map(|path| (*path, "")).collect::<MemoryFiles>())
}

/// Codes and places of all that is told about some files, beside a case that stops `no-content`.
fn told(paths: &[&str]) -> Vec<(String, String)> {
    let mut all = paths.to_vec();
    all.push("content/about.md");
    let outcome = scanned(&all);
    let told = outcome.diagnostics.iter().map(|problem| {
        assert!(problem.help.is_some(), "{problem}");
        let place = problem.place.as_ref().unwrap();
        (problem.code.to_string(), place.file.as_str().to_owned())
    });
    told.collect()
}

fn one(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

fn help(path: &str) -> String {
    scanned(&[path, "content/about.md"]).diagnostics[0].help.as_ref().unwrap().zh.clone()
}

#[test]
fn files_are_sorted_into_their_lists() {
    let outcome = scanned(&[
        "content/_index.md",
        "content/cases/风能/index.md",
        "content/cases/风能/图 1.png",
        "static/图.PNG",
        "static/.nojekyll",
        "data/a.csv",
        "templates/case.html",
        "themes/x/theme.yaml",
        "site.yaml",
        "content/cases/~$稿.docx",
        "static/Thumbs.db",
        "content/README.md",
    ]);
    assert_eq!(outcome.diagnostics, []);
    let site = outcome.value;
    let names = |paths: &[FilePath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
    let kinds: Vec<_> = site.sources.iter().map(|source| source.kind).collect();
    assert_eq!(kinds, [SourceKind::Home, SourceKind::Case]);
    assert_eq!(names(&site.companions), ["content/cases/风能/图 1.png"]);
    assert_eq!(names(&site.statics), ["static/.nojekyll", "static/图.PNG"]);
    assert_eq!(names(&site.data), ["data/a.csv"]);
    assert_eq!(names(&site.templates), ["templates/case.html"]);
    assert_eq!(names(&site.themes), ["themes/x/theme.yaml"]);
    let ignored: Vec<_> = site.ignored.iter().map(|ignored| ignored.path.as_str()).collect();
    assert_eq!(ignored, ["content/README.md", "content/cases/~$稿.docx", "static/Thumbs.db"]);
}

#[test]
fn misnamed_texts_are_told() {
    for path in [
        "content/cases/案例.md.txt",
        "content/cases/案例.markdown",
        "content/cases/案例。md",
        "content/cases/案例．md",
        "content/cases/案例.md ",
        "content/新闻/稿.mkd",
    ] {
        assert_eq!(told(&[path]), one("misnamed-text", path));
        assert!(!help(path).is_empty());
    }
    assert!(help("content/cases/案例.md.txt").contains("“案例.md”"));
    assert!(help("content/cases/案例。md").contains("“案例.md”"));
    assert_eq!(told(&["content/frameworks/六强.yaml"]), one("misnamed-text", "content/frameworks/六强.yaml"));
}

#[test]
fn texts_of_other_programs_are_known_outside_the_folders_of_cases() {
    let foreign = |paths: &[&str]| scanned(paths).value.foreign;
    for path in ["content/cases/稿件.docx", "content/cases/稿件.txt", "content/cases/网页.html"] {
        assert_eq!(foreign(&[path]), [FilePath::new(path)]);
        assert_eq!(told(&[path]), [], "{path} may be an attachment");
    }
    let case = "content/cases/风能/index.md";
    assert_eq!(foreign(&[case, "content/cases/风能/台账.docx"]), []);
    assert_eq!(foreign(&["content/news/台账.docx", "content/cases/a.md.docx", "content/cases/图.png"]), []);
}

#[test]
fn a_text_that_nobody_named_yet_is_told_wherever_it_lies() {
    for path in [
        "content/cases/新建 文本文档.txt",
        "content/新建 文本文档 (2).txt",
        "content/news/New Text Document.txt",
        "content/cases/风能/新建文本文档.txt",
    ] {
        assert_eq!(told(&[path])[0], ("misnamed-text".to_owned(), path.to_owned()));
        assert!(help(path).contains(".md"));
    }
    assert_eq!(told(&["content/news/说明.txt", "content/news/新建栏目.txt"]), []);
    let case = "content/cases/风能/index.md";
    assert_eq!(told(&[case, "content/cases/风能/新建 文本文档.txt"]), []);
}

#[test]
fn endings_in_capitals_are_read() {
    let outcome = scanned(&["content/cases/案例.MD"]);
    assert_eq!(outcome.diagnostics, []);
    assert_eq!(outcome.value.sources[0].kind, SourceKind::Case);
}

#[test]
fn odd_index_files_are_told() {
    assert_eq!(told(&["content/index.md"]), one("misnamed-index", "content/index.md"));
    assert_eq!(told(&["content/cases/index.md"]), one("misnamed-index", "content/cases/index.md"));
    assert_eq!(told(&["content/news/＿index.md"]), one("misnamed-index", "content/news/＿index.md"));
    assert_eq!(told(&["content/news/-index.md"]), one("misnamed-index", "content/news/-index.md"));
    let lone = "content/cases/风能/_index.md";
    assert_eq!(told(&[lone]), one("misnamed-index", lone));
    assert_eq!(told(&[lone, "content/cases/风能/a.md"]), []);
    let crowded = "content/cases/第一批/index.md";
    let others = ["content/cases/第一批/a.md", "content/cases/第一批/b.md"];
    assert_eq!(told(&[crowded, others[0], others[1]]), one("misnamed-index", crowded));
    assert_eq!(told(&[crowded, others[0]]), []);
    assert_eq!(told(&["content/news/index.md", "content/news/_index.md"]), []);
}

#[test]
fn folders_of_cases_without_index_are_told() {
    let picture = "content/cases/风能/图.png";
    assert_eq!(told(&[picture]), one("missing-index", picture));
    assert_eq!(told(&[picture, "content/cases/风能/稿件.md"]), one("missing-index", picture));
    assert_eq!(told(&[picture, "content/cases/风能/风能.md"]), []);
    assert_eq!(told(&[picture, "content/cases/风能/a.md", "content/cases/风能/b.md"]), []);
    assert_eq!(told(&["content/cases/a.md", "content/cases/图片/a.png"]), []);
    let words = "content/cases/电气/稿件.docx";
    assert_eq!(told(&["content/cases/a.md", words]), one("missing-index", words));
}

#[test]
fn folders_that_miss_by_a_little_are_told_once() {
    let outcome = scanned(&["content/案例/a.md", "content/案例/b.md", "content/Frameworks/a.md"]);
    let told: Vec<_> = outcome.diagnostics.iter().map(|problem| problem.code.as_ref()).collect();
    assert_eq!(told, ["misnamed-folder", "misnamed-folder"]);
    assert!(outcome.value.sources.iter().all(|source| source.kind == SourceKind::Page));
    assert!(help("content/案例/a.md").contains("“cases”"));
}

#[test]
fn copies_are_told() {
    let original = "content/cases/案例.md";
    for copy in [
        "content/cases/案例 - 副本.md",
        "content/cases/案例 - Copy.md",
        "content/cases/案例(1).md",
        "content/cases/案例 （2）.md",
        "content/cases/案例 (冲突副本 2023-10-20).md",
    ] {
        assert_eq!(told(&[original, copy]), one("copied-text", copy));
    }
    for other in ["content/cases/案例(一).md", "content/cases/电气(1).md", "content/cases/案例2.md"] {
        assert_eq!(told(&[original, other]), [], "{other}");
    }
}

#[test]
fn an_empty_site_is_told() {
    let outcome = scanned(&["site.yaml"]);
    assert_eq!(outcome.diagnostics.len(), 1);
    assert_eq!(outcome.diagnostics[0].code, "no-content");
}

#[test]
fn what_the_door_left_out_is_told_unless_nobody_misses_it() {
    let skipped = |path: &str| Skipped { path: FilePath::new(path), cause: SkipCause::BrokenLink };
    let files = MemoryFiles::new()
        .with("content/a.md", "")
        .with_skipped(skipped("content/cases/b.md"))
        .with_skipped(skipped("content/.git/x"));
    let told = scan(&files).diagnostics;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].place.as_ref().unwrap().file.as_str(), "content/cases/b.md");
}

#[test]
fn every_code_is_tested_here() {
    let mut names: Vec<_> = CODES.iter().chain(near::CODES).map(|code| code.name).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "copied-text",
            "misnamed-folder",
            "misnamed-index",
            "misnamed-text",
            "missing-index",
            "no-content",
            "unportable-name"
        ]
    );
}

#[test]
fn names_that_windows_refuses_are_told() {
    for path in ["static/con.txt", "static/旧/AUX/a.txt", "static/a?.pdf", "static/a./b.txt"] {
        assert_eq!(told(&[path]), one("unportable-name", path));
    }
    assert_eq!(told(&["static/.nojekyll", "static/附件 1.pdf", "static/console.js"]), []);
    assert_eq!(
        told(&["content/cases/a/index.md", "content/cases/a/aux.png"]),
        [],
        "it is published as another"
    );
}
