//! `fengcai why`.

use super::transcript::{Said, Site, run};
use super::usage::english;

const SITE: &str = "title: 样板支部\ntheme: sujian\nbase_url: https://a.example/x/\n";
const JIA: &str =
    "---\ntitle: 甲支部\ndate: 2024-05-01\n---\n\n## 做法\n\n见[乙](yi.md)与[外](https://b.example/)。\n";
const YI: &str = "---\ntitle: 乙支部\ndate: 2024-05-02\n---\n\n正文。\n";

fn site() -> Site {
    Site::new(&[
        ("site.yaml", SITE),
        ("content/cases/jia.md", JIA),
        ("content/cases/yi.md", YI),
        ("content/cases/bing.md", "---\ntitle: 丙\ndraft: true\n---\n\n正文。\n"),
        ("content/cases/.DS_Store", "x"),
    ])
}

fn why(site: &Site, what: &str) -> Said {
    run(site.fengcai().args(["why", what, "--today", "2026-11-20"]))
}

#[test]
fn a_page_is_told_with_its_source_and_its_links() {
    let site = site();
    for what in [
        "content/cases/jia.md",
        "cases/jia/",
        "/cases/jia/index.html",
        "https://a.example/x/cases/jia/",
        "https://a.example/x/cases/jia/index.html#做法",
    ] {
        let said = why(&site, what);
        assert_eq!(said.code, 0, "{what}: {}", said.err);
        for part in [
            "cases/jia/index.html",
            "content/cases/jia.md",
            "yi.md → cases/yi/index.html",
            "https://b.example/",
        ] {
            assert!(said.out.contains(part), "{what} {part}: {}", said.out);
        }
        assert_eq!(english(&said.out), None, "{}", said.out);
    }
    let target = why(&site, "content/cases/yi.md");
    assert!(target.out.contains("content/cases/jia.md"), "{}", target.out);
}

#[test]
fn an_old_address_is_told_with_the_text_that_claims_it() {
    let site = site();
    site.write("content/cases/jia.md", &JIA.replace("date:", "redirects: [/old.html]\ndate:"));
    let said = why(&site, "/old.html");
    for part in ["content/cases/jia.md", "旧网址（redirect.html）", "转到  cases/jia/index.html"] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
}

#[test]
fn a_title_or_a_part_of_one_leads_to_its_file() {
    let site = site();
    site.write("content/cases/ding.md", "---\ntitle: 丁支部\ndate: 2024-13-40\n---\n\n正文。\n");
    for (what, files) in [
        ("甲", &["jia"][..]),
        ("甲支部", &["jia", "ding", "yi"]),
        ("支部", &["ding", "jia", "yi"]),
        ("丙", &["bing"]),
        ("丁", &["ding"]),
    ] {
        let said = why(&site, what);
        let shown: Vec<String> = files.iter().map(|name| format!("content/cases/{name}.md")).collect();
        let wanted = format!("名称相近的有：{}\n", shown.join("、"));
        assert!(said.code == 2 && said.err.contains(&wanted), "{what}: {}", said.err);
    }
    assert!(!why(&site, "戊").err.contains("相近"));
}

#[test]
fn a_path_counts_from_where_the_user_stands_too() {
    let site = site();
    let mut command = site.fengcai();
    command.args(["why", "jia.md"]).current_dir(site.path().join("content/cases"));
    assert!(run(&mut command).out.contains("cases/jia/index.html"));
    let absolute = site.path().join("content/cases/jia.md");
    assert!(why(&site, absolute.to_str().unwrap()).out.contains("cases/jia/index.html"));
}

#[test]
fn a_file_that_is_not_published_is_told_why() {
    let site = site();
    site.write("content/cases/图.png", "不是图");
    for (what, reason) in [
        ("content/cases/bing.md", "草稿"),
        ("content/cases/图.png", "没有文字提到它"),
        ("content/cases/.DS_Store", ".DS_Store"),
    ] {
        let said = why(&site, what);
        assert_eq!(said.code, 0, "{what}: {}", said.err);
        assert!(said.out.contains("不发布") && said.out.contains(reason), "{what}: {}", said.out);
    }
}

#[test]
fn a_faulty_file_is_told_with_its_faults_and_not_those_of_others() {
    let site = site();
    site.write("content/cases/yi.md", &YI.replace("2024-05-02", "2024-13-45"));
    site.write("content/cases/ding.md", &YI.replace("2024-05-02", "2024-14-44"));
    let said = why(&site, "content/cases/yi.md");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("2024-13-45"), "{}", said.err);
    assert!(!said.err.contains("2024-14-44"), "{}", said.err);
}

#[test]
fn what_is_neither_file_nor_page_is_wrong_usage() {
    let said = why(&site(), "content/cases/jai.md");
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("content/cases/jia.md"), "{}", said.err);
}

#[test]
fn json_keeps_standard_output_for_diagnostics() {
    let site = site();
    let good = run(site.fengcai().args(["why", "cases/jia/", "--format", "json"]));
    assert_eq!((good.code, good.out.as_str()), (0, ""));
    assert!(good.err.contains("content/cases/jia.md"), "{}", good.err);
    site.write("content/cases/jia.md", &JIA.replace("2024-05-01", "2024-13-45"));
    let faulty = run(site.fengcai().args(["why", "content/cases/jia.md", "--format", "json"]));
    assert_eq!(faulty.code, 1);
    assert!(faulty.out.lines().all(|line| line.starts_with("{\"code\":")), "{}", faulty.out);
}

#[test]
fn the_home_page_and_copied_files_have_their_sources() {
    let site = site();
    site.write("content/_index.md", "---\ntitle: 首页\n---\n\n![图](图.png)\n");
    site.write("content/图.png", "不是图");
    site.write("static/ziliao.pdf", "不是文档");
    assert!(why(&site, "/").out.contains("content/_index.md"));
    assert!(why(&site, "static/ziliao.pdf").out.contains("ziliao.pdf"));
    let picture = why(&site, "content/图.png");
    assert!(picture.out.contains("链入  content/_index.md"), "{}", picture.out);
}

#[test]
fn a_dimension_tells_whose_evidence_it_gathers() {
    let site = site();
    site.write(
        "content/frameworks/qi.md",
        "---\ntitle: 七个有力\ndimensions: [{id: guanli, name: 管理党员}]\n---\n",
    );
    let evidence = "---\ntitle: 丁\ndate: 2024-05-03\nframeworks: [七个有力]\n---\n\n## 抓管理 {维度=管理党员}\n\n正文。\n";
    site.write("content/cases/ding.md", evidence);
    let told = why(&site, "frameworks/qi/guanli/");
    assert_eq!(told.code, 0, "{}", told.err);
    for part in ["content/frameworks/qi.md", "dimension", "汇集  content/cases/ding.md（丁）"] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
}

#[test]
fn files_left_behind_are_listed_with_their_kind() {
    let site = site();
    for (file, reason) in [
        ("content/cases/~$稿.docx", "办公软件"),
        ("content/cases/Thumbs.db", "Windows"),
        ("content/.DS_Store", "macOS"),
        ("content/cases/jia.md.bak", "备份文件"),
        ("content/cases/._jia.md", "macOS"),
        ("content/cases/.jia.md.swp", "编辑器"),
        ("content/cases/#jia.md#", "编辑器"),
    ] {
        site.write(file, "---\ntitle: 甲\n---\n");
        let said = why(&site, file);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{file}");
        assert!(said.out.contains("不发布") && said.out.contains(reason), "{file}: {}", said.out);
    }
    let built = run(site.fengcai().arg("build"));
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(site.output("cases/jia/index.html").is_some());
}

#[test]
fn a_value_that_came_from_a_column_is_told_with_its_line() {
    let site = site();
    site.write(
        "content/cases/_index.md",
        "---\ntitle: 案例\ncascade:\n  单位: 甲学院\n  标签: [高职]\n  草稿: 是\n---\n",
    );
    site.write(
        "content/cases/wu.md",
        "---\ntitle: 戊\ndate: 2024-05-03\n标签: [中职]\ndraft: no\n---\n\n正文。\n",
    );
    let published = why(&site, "content/cases/wu.md");
    assert_eq!(published.code, 0, "{}", published.err);
    assert!(published.out.contains("沿用默认  单位 ← content/cases/_index.md:4"), "{}", published.out);
    assert!(!published.out.contains("标签") && !published.out.contains("草稿"), "{}", published.out);
    let hidden = why(&site, "content/cases/jia.md");
    for part in ["不发布", "草稿 ← content/cases/_index.md:6", "标签 ← content/cases/_index.md:5"]
    {
        assert!(hidden.out.contains(part), "{part}: {}", hidden.out);
    }
}

#[test]
fn what_is_neither_a_file_nor_a_page_is_answered_with_what_is_like_it() {
    let site = site();
    for (typed, near) in [
        ("甲支部", "content/cases/jia.md"),
        ("我的甲支部", "content/cases/jia.md"),
        ("jia.md", "content/cases/jia.md"),
        ("content/cases/jai.md", "content/cases/jia.md"),
        ("cases/yi/index.htm", "cases/yi/index.html"),
        ("没有这样的一篇", "content/cases/a.md"),
    ] {
        let said = why(&site, typed);
        assert_eq!(said.code, 2, "{typed}: {}", said.err);
        assert!(said.err.contains(near), "{typed}: {}", said.err);
    }
}
