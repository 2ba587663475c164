//! What a reviewer finds on the project's own site, walking criterion by criterion.

use scraper::{ElementRef, Html, Selector};

use crate::project::{built_site, copy_of_site, fengcai};

fn page(route: &str) -> Html {
    Html::parse_document(&std::fs::read_to_string(built_site().output().join(route)).unwrap())
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The whole visible text of a page.
fn text(route: &str) -> String {
    select(&page(route), "main").into_iter().map(words).collect()
}

/// Rows of the matrix of a framework: the case, and the state that each cell says.
fn matrix(framework: &str) -> Vec<(String, Vec<String>)> {
    let page = page(&format!("frameworks/{framework}/index.html"));
    select(&page, "table tbody tr")
        .into_iter()
        .map(|row| {
            let case = row.select(&Selector::parse("th a").unwrap()).next().map(words).unwrap_or_default();
            let cells = row.select(&Selector::parse("td").unwrap()).map(words).collect();
            (case, cells)
        })
        .collect()
}

#[test]
fn each_of_the_seven_dimensions_shows_its_evidence() {
    let dimensions = [
        ("jiaoyu-dangyuan", "四个一"),
        ("guanli-dangyuan", "三亮三比"),
        ("jiandu-dangyuan", "三亮三比"),
        ("zuzhi-shisheng", "三服务"),
        ("xuanchuan-shisheng", "三融教育"),
        ("ningju-shisheng", "手拉手"),
        ("fuwu-shisheng", "手拉手"),
    ];
    for (dimension, practice) in dimensions {
        let route = format!("frameworks/qi-ge-youli/{dimension}/index.html");
        let page = page(&route);
        let links: Vec<String> = select(&page, "main a")
            .into_iter()
            .filter_map(|link| link.value().attr("href").map(str::to_owned))
            .filter(|href| href.contains("cases/fengneng/index.html#"))
            .collect();
        assert!(!links.is_empty(), "{route} names no section");
        assert!(text(&route).contains(practice), "{route} does not tell of {practice}");
    }
}

#[test]
fn a_tree_is_shown_as_a_tree() {
    let page = page("frameworks/si-san/index.html");
    let (roots, leaves) = (select(&page, ".tree .tree-0"), select(&page, ".tree .tree-1"));
    assert_eq!((roots.len(), leaves.len()), (4, 12));
    assert!(words(roots[0]).contains("三维度") && words(roots[0]).contains("凝聚力"));
    let heads = select(&page, "thead th[colspan=\"3\"]");
    assert_eq!(heads.into_iter().map(words).collect::<Vec<_>>(), ["三维度", "三认同", "三创优", "三协同"]);
    assert_eq!(matrix("si-san")[0].1.len(), 12);
}

#[test]
fn a_case_in_three_frameworks_stands_in_all_three_matrices() {
    for framework in ["yixin-liangyi-wuronghe", "liu-da-gongcheng", "wuxing-yihua"] {
        let rows = matrix(framework);
        assert_eq!(rows.len(), 1, "{framework}");
        assert!(rows[0].0.contains("实践育人"), "{framework}: {rows:?}");
    }
}

#[test]
fn a_list_that_is_known_to_be_partial_says_so() {
    let shown = text("frameworks/yixin-liangyi-wuronghe/wuronghe/index.html");
    assert!(shown.contains('5') && shown.contains('3'), "{shown}");
    let site = copy_of_site();
    let file = site.path().join("content/frameworks/yixin-liangyi-wuronghe.md");
    let partial = std::fs::read_to_string(&file).unwrap();
    let place = partial.find("    declared: 5\n    partial: true\n").expect("五融合 is declared partial");
    let whole = partial[..place].to_owned() + &partial[place..].replacen("    partial: true\n", "", 1);
    std::fs::write(&file, whole).unwrap();
    let output = tempfile::tempdir().unwrap();
    let built = fengcai(site.path())
        .args(["--format", "json", "build", "--today", "2026-11-20", "--output"])
        .arg(output.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&built.stdout).into_owned();
    let problem: serde_json::Value = serde_json::from_str(told.lines().next().unwrap()).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    assert_eq!(problem["severity"], "warning");
    assert_eq!(problem["file"], "content/frameworks/yixin-liangyi-wuronghe.md");
    let message = problem["message"].as_str().unwrap();
    assert!(message.contains('5') && message.contains('3'), "{message}");
}

#[test]
fn measures_that_are_not_paired_are_unstated_and_not_missing() {
    let rows = matrix("liu-qiang");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].1.len(), 6);
    for cell in &rows[0].1 {
        assert!(cell.contains("未说明对应关系"), "{cell}");
    }
    let case = text("cases/jiaotong-xinxi/index.html");
    assert!(case.contains("未说明对应关系"), "the case does not say so");
}
