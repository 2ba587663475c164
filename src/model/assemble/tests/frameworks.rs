//! Frameworks and institutions.

use std::collections::BTreeSet;

use super::{SEVEN, bench, codes};
use crate::model::Mapping;

#[test]
fn frameworks_are_found_by_any_of_their_names() {
    for name in ["七个有力", "“七个有力”", "seven-strengths", "qi-ge-youli", "有力", "七个有力2018"]
    {
        let site = bench()
            .text("frameworks/qi-ge-youli.md", &format!("{SEVEN}version: \"2018\"\n"))
            .text("frameworks/liu-qiang.md", "title: 六强\n")
            .text("cases/a.md", &format!("title: a\nframeworks: ['{name}']\n"))
            .site();
        let taken = &site.cases[0].frameworks;
        assert_eq!(site[taken[0].framework].title, "七个有力", "{name}");
        assert_eq!(taken[0].mapping, Mapping::Stated);
    }
}

#[test]
fn frameworks_that_do_not_exist_are_told() {
    let told = |name: &str| {
        bench()
            .text("frameworks/qi.md", SEVEN)
            .text("cases/a.md", &format!("title: {name}\nframeworks: [{name}]\n"))
            .problem()
    };
    assert_eq!(
        told("七个有利"),
        "unknown-framework: there is no framework `七个有利`; did you mean `七个有力`?"
    );
    let far = told("五好党支部");
    assert!(far.contains("{name: 五好党支部, dimensions: [...]}"), "{far}");
    let hidden = bench()
        .text("frameworks/qi.md", "title: 七个有力\ndraft: true\n")
        .text("cases/a.md", "title: a\nframeworks: [七个有力]\n")
        .problem();
    assert!(hidden.contains("`content/frameworks/qi.md` is left out"), "{hidden}");
    let owned = bench()
        .text("cases/a.md", "title: a\nframeworks: [{name: 五型, dimensions: [学习型]}]\n")
        .text("cases/b.md", "title: b\nframeworks: [五型]\n")
        .problem();
    assert!(owned.contains("it stands in `content/cases/a.md` alone"), "{owned}");
}

#[test]
fn two_frameworks_for_one_name_are_named() {
    let told = bench()
        .text("frameworks/a.md", "title: 五好党支部\n")
        .text("frameworks/b.md", "title: 五好团支部\n")
        .text("cases/a.md", "title: a\nframeworks: [五好]\n")
        .problem();
    assert_eq!(
        told,
        "ambiguous-framework: `五好` may be `五好党支部` (content/frameworks/a.md), `五好团支部` (content/frameworks/b.md); write the full name, or the name of its file such as `a`"
    );
}

#[test]
fn a_framework_named_twice_counts_once() {
    let outcome = bench()
        .text("frameworks/qi.md", SEVEN)
        .text("cases/a.md", "title: a\nframeworks: [七个有力, {name: seven-strengths, mapping: unstated}]\n")
        .build();
    assert_eq!(codes(&outcome.diagnostics), ["repeated-framework"]);
    assert_eq!(outcome.value.cases[0].frameworks.len(), 1);
}

#[test]
fn a_case_may_write_a_framework_of_its_own() {
    let own = "title: a\nframeworks:\n  - 七个有力\n  - {name: 五型一化, declared: 2, dimensions: [学习型, {name: 服务型, note: 注}]}\n  - {name: 一心, declared: 1, partial: true}\n";
    let site = bench()
        .text("frameworks/qi.md", SEVEN)
        .text("cases/a.md", own)
        .text("cases/b.md", "title: b\nframeworks: [{name: 五型一化, dimensions: [融合型]}]\n")
        .site();
    let titles: Vec<_> = site.frameworks.iter().map(|framework| framework.title.as_str()).collect();
    assert_eq!(titles, ["七个有力", "五型一化", "一心", "五型一化"]);
    let owners: Vec<_> =
        site.frameworks.iter().map(|framework| framework.owner.map(|id| id.index())).collect();
    assert_eq!(owners, [None, Some(0), Some(0), Some(1)]);
    assert!(site.frameworks.iter().enumerate().all(|(index, framework)| framework.id.index() == index));
    let slugs: BTreeSet<_> = site.frameworks.iter().map(|framework| framework.slug.clone()).collect();
    assert_eq!(slugs.len(), 4, "{slugs:?}");
    assert!(site.frameworks[3].slug.ends_with("-b"), "{slugs:?}");
    let taken: Vec<_> = site.cases[0].frameworks.iter().map(|taken| taken.framework.index()).collect();
    assert_eq!(taken, [0, 1, 2]);
    assert_eq!(site.cases[1].frameworks[0].framework.index(), 3);
}

#[test]
fn a_list_of_a_case_beside_a_file_is_told() {
    let told = bench()
        .text("frameworks/qi.md", SEVEN)
        .text("cases/a.md", "title: a\nframeworks: [{name: 七个有力, dimensions: [教育党员]}]\n")
        .problem();
    assert!(
        told.starts_with("shadowed-framework: the framework `七个有力` is in `content/frameworks/qi.md`"),
        "{told}"
    );
}

#[test]
fn dimensions_are_a_tree_in_reading_order() {
    let yaml = "title: “四三”工程\ndimensions:\n  - id: weidu\n    name: 三维度\n    serves: 凝聚力\n    declared: 3\n    dimensions: [学, 讲, 干]\n  - 三认同: [政治认同, 思想认同]\n  - {name: 实践, 其他: 1}\n  - 时间\n  - 说明性: 一句说明\n";
    let site = bench().text("frameworks/si-san.md", yaml).site();
    let framework = &site.frameworks[0];
    let shown: Vec<_> = framework
        .dimensions
        .iter()
        .map(|dimension| {
            format!("{}{} {}", "-".repeat(dimension.depth as usize), dimension.name, dimension.slug)
        })
        .collect();
    assert_eq!(shown[..4], ["三维度 weidu", "-学 xue", "-讲 jiang", "-干 gan"]);
    assert_eq!(framework.roots().count(), 5);
    assert_eq!(framework.leaves().count(), 8);
    let slugs: BTreeSet<_> = framework.dimensions.iter().map(|dimension| &dimension.slug).collect();
    assert_eq!(slugs.len(), framework.dimensions.len(), "{slugs:?}");
    for dimension in &framework.dimensions {
        assert_eq!(site[dimension.id].name, dimension.name);
        for child in &dimension.children {
            assert_eq!(site[*child].parent, Some(dimension.id));
        }
    }
    assert_eq!(framework.dimensions[1].route.as_str(), "frameworks/si-san/xue/index.html");
    assert_eq!(framework.dimensions[0].serves.as_deref(), Some("凝聚力"));
    assert_eq!(framework.dimensions.last().unwrap().note.as_deref(), Some("一句说明"));
    let extra = framework.dimensions.iter().find(|dimension| dimension.name == "实践").unwrap();
    assert_eq!(extra.extra.entries[0].key, "其他");
}

#[test]
fn counts_of_frameworks_are_checked() {
    let told = |yaml: &str| bench().text("frameworks/a.md", &format!("title: 六强\n{yaml}\n")).told();
    assert_eq!(told("declared: 6\ndimensions: [a, b]"), ["count-mismatch"]);
    assert_eq!(told("declared: 2\ndimensions: [a, b]"), [""; 0]);
    assert_eq!(told("declared: 6\npartial: true\ndimensions: [a, b]"), [""; 0]);
    assert_eq!(told("declared: 1\npartial: true\ndimensions: [a, b]"), ["count-mismatch"]);
    assert_eq!(told("dimensions: [{name: a, declared: 5, dimensions: [c, d, e]}]"), ["count-mismatch"]);
    assert_eq!(told("dimensions: [{name: a, 项数: 5, 不完整: 是, 维度: [c, d, e]}]"), [""; 0]);
    assert_eq!(told("dimensions: [{name: a, declared: 1, partial: true}]"), [""; 0]);
    assert_eq!(told("declared: 很多"), ["unclear-number"]);
    assert_eq!(told("declared: 99999999999"), ["number-out-of-range"]);
    let message = bench().text("frameworks/a.md", "title: 六强\ndeclared: 6\ndimensions: [a, b]\n").problem();
    assert_eq!(
        message,
        "count-mismatch: `六强` declares 6 items and lists 2; add what is missing, or write `partial: true` if the source does not name all"
    );
}

#[test]
fn dimensions_that_share_a_name_are_told() {
    let told = |dimensions: &str| {
        bench().text("frameworks/a.md", &format!("title: a\ndimensions: {dimensions}\n")).told()
    };
    assert_eq!(told("[学, “学”]"), ["duplicate-dimension"]);
    assert_eq!(told("[学, {name: 讲, aliases: [学]}]"), ["duplicate-dimension"]);
    assert_eq!(
        told("[{name: 甲, aliases: [乙]}, {name: 乙}, {name: 丙, aliases: [乙]}]"),
        ["duplicate-dimension"; 2]
    );
    assert_eq!(told("[{id: x, name: 学}, {id: X, name: 讲}]"), ["duplicate-dimension"]);
    assert_eq!(told("[甲: [学, 讲], 乙: [学, 讲]]"), [""; 0]);
    assert_eq!(told("[甲: [学, 学]]"), ["duplicate-dimension"]);
    assert_eq!(told("[{id: x}]"), ["missing-key"]);
}

#[test]
fn institutions_are_grouped_unless_masked() {
    let site = bench()
        .text(
            "institutions/hnjd.md",
            "title: 湖南电气职业技术学院\naliases: [湖南电气]\nsummary: 高职\nredirects: [/h.html]\n",
        )
        .text("institutions/empty.md", "title: 无案例学院\n")
        .text("cases/a.md", "title: a\ninstitution: 湖南电气职业技术学院\n")
        .text("cases/b.md", "title: b\n单位: 湖南电气\n")
        .text("cases/c.md", "title: c\n单位: 西北工业大学\n")
        .text("cases/d.md", "title: d\n单位: “西北工业大学”\n")
        .text("cases/e.md", "title: e\n单位: 某大学\n")
        .site();
    let names: Vec<_> = site.institutions.iter().map(|one| (one.name.as_str(), one.slug.as_str())).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let id = |case: usize| site.cases[case].institution.as_ref().unwrap().id;
    assert_eq!(id(0), id(1));
    assert_eq!(id(2), id(3));
    assert_ne!(id(0), id(2));
    assert_eq!(id(4), None);
    let known = &site[id(0).unwrap()];
    assert_eq!(
        (known.slug.as_str(), known.redirects.len(), known.summary.as_deref()),
        ("hnjd", 1, Some("高职"))
    );
    assert!(site.institutions.iter().enumerate().all(|(index, one)| one.id.index() == index));
    assert!(site[id(2).unwrap()].slug.starts_with("xi"), "{names:?}");
}

#[test]
fn institutions_that_share_a_name_are_told() {
    let told = bench()
        .text("institutions/a.md", "title: 甲大学\naliases: [甲大]\n")
        .text("institutions/b.md", "title: 甲大\n")
        .problem();
    assert!(told.starts_with("duplicate-institution: the institutions of `content/institutions/b.md` and `content/institutions/a.md` both go by `甲大`"), "{told}");
}

#[test]
fn institutions_with_the_same_reading_are_two_pages() {
    let site = bench()
        .text("cases/a.md", "title: a\n单位: 实践学院\n")
        .text("cases/b.md", "title: b\n单位: 时间学院\n")
        .site();
    assert_ne!(site.institutions[0].slug, site.institutions[1].slug);
}
