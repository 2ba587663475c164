//! `fengcai theme`.

use super::transcript::{Site, run};
use super::usage::english;

const SITE: &str = "title: 样张\ntheme: sujian\n";
const PAGE: &str = "{% extends \"sujian/page.html\" %}\n{% block main %}\n{% if page.titel %}<h1>{{ page.title }}</h1>{% endif %}\n{% endblock main %}\n";

fn site() -> Site {
    Site::new(&[("site.yaml", SITE), ("content/a.md", "---\ntitle: 甲\n---\n\n正文。\n")])
}

#[test]
fn a_good_theme_is_told_to_be_good() {
    for names in [&[][..], &["sujian"]] {
        let said = run(site().fengcai().args(["theme", "check"]).args(names));
        assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
        assert!(said.err.contains("主题“sujian”") && said.err.contains("没有发现问题"), "{}", said.err);
        assert_eq!(english(&said.err), None, "{}", said.err);
    }
}

#[test]
fn a_misspelt_field_is_told_with_its_line() {
    let site = site();
    site.write("templates/page.html", PAGE);
    let said = run(site.fengcai().args(["theme", "check"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("templates/page.html:3:12"), "{}", said.err);
    assert!(said.err.contains("是不是“title”？"), "{}", said.err);
    assert_eq!(english(&said.err), None, "{}", said.err);
    let english = run(site.fengcai().args(["theme", "check", "--lang", "en"]));
    assert!(english.err.contains("did you mean `title`?"), "{}", english.err);
}

/// The table of blocks in the manual names templates that hongqi inherits; its name reaches them too.
#[test]
fn a_misspelt_field_is_told_below_the_name_of_a_theme_that_inherits_the_template() {
    let site = site();
    site.write("site.yaml", "title: 样张\n");
    site.write("templates/page.html", &PAGE.replace("sujian", "hongqi"));
    let said = run(site.fengcai().args(["theme", "check"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("templates/page.html:3:12"), "{}", said.err);
    assert!(said.err.contains("是不是“title”？"), "{}", said.err);
    site.write("templates/page.html", "{% extends \"hongqi/none.html\" %}");
    let none = run(site.fengcai().args(["theme", "check"]));
    assert_eq!(none.code, 1, "{}", none.err);
    assert!(none.err.contains("templates/page.html:1:"), "{}", none.err);
}

#[test]
fn errors_of_a_theme_end_with_one() {
    let site = site();
    site.write("templates/page.html", "{% if page.title %}");
    let said = run(site.fengcai().args(["theme", "check"]));
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("template-syntax"), "{}", said.err);
    let unknown = run(site.fengcai().args(["theme", "check", "none"]));
    assert_eq!(unknown.code, 1, "{}", unknown.err);
    assert!(unknown.err.contains("没有主题“none”") && unknown.err.contains("sujian"), "{}", unknown.err);
    assert!(!unknown.err.contains("试着生成"), "nothing was drawn: {}", unknown.err);
}

#[test]
fn json_is_one_object_for_each_problem() {
    let site = site();
    site.write("templates/page.html", PAGE);
    let said = run(site.fengcai().args(["theme", "check", "--format", "json"]));
    let lines: Vec<serde_json::Value> =
        said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1, "{}", said.out);
    assert_eq!(lines[0]["code"], "unknown-template-field");
    assert_eq!((&lines[0]["line"], &lines[0]["column"]), (&3.into(), &12.into()));
}

#[test]
fn themes_are_listed_with_what_may_be_set() {
    let site = site();
    site.write("site.yaml", "title: 样张\ntheme: {name: eigen, accent: '#123456'}\n");
    site.write("themes/eigen/theme.yaml", "api: 1\ntitle: 自己的\nextends: sujian\n");
    let said = run(site.fengcai().args(["theme", "list"]));
    assert_eq!(said.code, 0, "{}", said.err);
    for part in [
        "eigen（自己的）：在 themes/ 里，继承 sujian；网站正在用",
        "sujian（素简）：程序自带",
        "网站设为 #123456",
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    assert_eq!(english(&said.out), None, "{}", said.out);
    let one = run(site.fengcai().args(["--lang", "en", "theme", "list", "sujian"]));
    assert!(one.out.starts_with("sujian (素简): carried by the program\n"), "{}", one.out);
    let json = run(site.fengcai().args(["theme", "list", "--format", "json"]));
    assert_eq!((json.code, json.out.as_str()), (0, ""));
    assert_eq!(run(site.fengcai().args(["theme", "list", "none"])).code, 2);
}

#[test]
fn parts_are_ejected_once_and_the_site_builds_with_them() {
    let site = site();
    let said = run(site.fengcai().args(["theme", "eject", "page.html", "card", "style.css"]));
    assert_eq!(said.code, 0, "{}", said.err);
    for path in ["templates/page.html", "templates/components/card.html", "templates/assets/style.css"] {
        assert!(said.err.contains(path) && site.path().join(path).is_file(), "{path}: {}", said.err);
    }
    assert_eq!(english(&said.err), None, "{}", said.err);
    let checked = run(site.fengcai().args(["theme", "check"]));
    assert!(checked.err.contains("没有发现问题"), "{}", checked.err);
    let built = run(site.fengcai().args(["build", "--format", "json"]));
    assert_eq!((built.code, built.out.as_str()), (0, ""));
    let again = run(site.fengcai().args(["theme", "eject", "page.html"]));
    assert_eq!(again.code, 2, "{}", again.err);
    assert!(again.err.contains("taken-name"), "{}", again.err);
    let unknown = run(site.fengcai().args(["theme", "eject", "pgae.html"]));
    assert!(unknown.err.contains("是不是“page.html”？"), "{}", unknown.err);
}

#[test]
fn a_new_theme_extends_the_one_in_use_and_builds() {
    let site = site();
    let said = run(site.fengcai().args(["theme", "new", "wo-de"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("主题: wo-de"), "{}", said.err);
    assert_eq!(english(&said.err), None, "{}", said.err);
    site.write("site.yaml", "title: 样张\ntheme: wo-de\n");
    let built = run(site.fengcai().args(["build", "--format", "json"]));
    assert_eq!((built.code, built.out.as_str()), (0, ""));
    assert!(site.output("index.html").unwrap().contains("assets/wo-de."), "its style sheet is loaded");
    let checked = run(site.fengcai().args(["theme", "check", "wo-de"]));
    assert!(checked.err.contains("没有发现问题"), "{}", checked.err);
    assert_eq!(run(site.fengcai().args(["theme", "new", "wo-de"])).code, 2);
    assert_eq!(run(site.fengcai().args(["theme", "new", "我的"])).code, 2, "its pinyin is taken");
    let titled = run(site.fengcai().args(["theme", "new", "学校"]));
    assert!(titled.code == 0 && titled.err.contains("主题: xue-xiao"), "{}", titled.err);
    assert_eq!(run(site.fengcai().args(["theme", "new"])).code, 2);
}

#[test]
fn a_check_writes_nothing() {
    let site = site();
    run(site.fengcai().args(["theme", "check"]));
    let names: Vec<_> =
        std::fs::read_dir(site.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}
