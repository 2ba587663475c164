//! `fengcai add`.

use super::transcript::{Said, Site, fengcai, run};
use super::usage::english;

fn site() -> Site {
    let site = Site::new(&[]);
    assert_eq!(run(site.fengcai().args(["new", "."])).code, 0);
    site
}

fn add(site: &Site, arguments: &[&str]) -> Said {
    run(site.fengcai().arg("add").args(arguments))
}

fn text(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap()
}

#[test]
fn a_case_is_written_with_the_date_of_today_and_the_site_still_builds() {
    let site = site();
    let said = add(&site, &["case", "风能学院支部", "--framework", "支部四件事"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    assert!(said.err.contains("已写入 content/cases/风能学院支部.md"), "{}", said.err);
    assert!(said.err.contains("草稿") && said.err.contains("“草稿: 是”"), "{}", said.err);
    assert_eq!(english(&said.err), None, "{}", said.err);
    let case = text(&site, "content/cases/风能学院支部.md");
    assert!(case.contains("\n标题: 风能学院支部\n日期: 2"), "{case}");
    assert!(case.contains("## 学习 {维度=学习}\n"), "{case}");
    let drafts = run(site.fengcai().args(["build", "--drafts", "--format", "json"]));
    assert_eq!((drafts.code, drafts.out.as_str()), (0, ""), "{}", drafts.err);
    assert!(site.output("cases/feng-neng-xue-yuan-zhi-bu/index.html").is_some());
    assert_eq!(run(site.fengcai().arg("build")).code, 0);
    assert!(site.output("cases/feng-neng-xue-yuan-zhi-bu/index.html").is_none());
}

#[test]
fn every_kind_is_added_by_its_name_in_either_language() {
    let site = site();
    for (kind, path) in [
        ("framework", "content/frameworks/新的.md"),
        ("页面", "content/新的.md"),
        ("institution", "content/institutions/新的.md"),
        ("案例", "content/cases/新的.md"),
    ] {
        let said = add(&site, &[kind, "新的"]);
        assert_eq!(said.code, 0, "{kind}: {}", said.err);
        assert!(text(&site, path).contains("草稿: 是"), "{kind}");
        let again = add(&site, &[kind, "新的"]);
        assert_eq!(again.code, 2, "{kind}");
        assert!(again.err.contains(path), "{}", again.err);
    }
    let built = run(site.fengcai().args(["build", "--drafts", "--format", "json"]));
    assert_eq!((built.code, built.out.as_str()), (0, ""), "{}", built.err);
}

#[test]
fn an_unknown_framework_is_told_with_a_near_one() {
    let site = site();
    let said = add(&site, &["case", "甲", "--framework", "支部四件是"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("支部四件是") && said.err.contains("支部四件事"), "{}", said.err);
    assert_eq!(english(&said.err), None, "{}", said.err);
    assert!(!site.path().join("content/cases/甲.md").exists());
}

#[test]
fn a_framework_given_twice_counts_once() {
    let site = site();
    let twice = ["case", "甲", "--framework", "支部四件事", "--framework", "支部四件事"];
    assert_eq!(add(&site, &twice).code, 0);
    assert_eq!(text(&site, "content/cases/甲.md").matches("- 支部四件事").count(), 1);
}

#[test]
fn what_makes_no_sense_is_told() {
    let site = site();
    for (arguments, part) in [
        (&["page", "甲", "--framework", "支部四件事"][..], "--framework"),
        (&["case"], "名称"),
        (&["cases", "甲"], "case"),
        (&["case", "?/.."], "?/.."),
        (&["page", "cases/甲"], "cases/甲"),
    ] {
        let said = add(&site, arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}: {}", said.err);
        assert!(said.err.contains(part), "{arguments:?}: {}", said.err);
        assert_eq!(english(&said.err), None, "{}", said.err);
    }
    let nowhere = Site::new(&[]);
    let said = add(&nowhere, &["case", "甲"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(std::fs::read_dir(nowhere.path()).unwrap().next().is_none());
}

#[test]
fn english_is_spoken_under_lang_en() {
    let site = Site::new(&[]);
    assert_eq!(run(fengcai().args(["--lang", "en", "new", "."]).current_dir(site.path())).code, 0);
    let mut command = fengcai();
    command.args(["--lang", "en", "add", "case", "My branch", "--framework", "Four duties"]);
    let said = run(command.current_dir(site.path()));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.is_ascii() && said.err.contains("`draft: yes`"), "{}", said.err);
}
