//! Feeds, sitemap, robots.txt, 404.html and old addresses.

use super::fixture::{Fixture, front_of, text};
use crate::base::date::Date;
use crate::base::{NodePath, Route};
use crate::yaml::Placed;

/// Names of the elements of an XML text, which must be well-formed.
fn elements(xml: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        check_text(&rest[..at]);
        let end = rest[at..].find('>').map(|end| at + end).expect("tags are closed");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name = |tag: &str| tag.split([' ', '/']).next().unwrap_or("").to_owned();
        if tag.starts_with('?') {
            continue;
        }
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed));
            continue;
        }
        for attribute in tag.split('"').skip(1).step_by(2) {
            check_text(attribute);
        }
        seen.push(name(tag));
        if !tag.ends_with('/') {
            open.push(name(tag));
        }
    }
    check_text(rest);
    assert_eq!(open, Vec::<String>::new());
    seen
}

fn check_text(text: &str) {
    assert!(!text.contains('<') && !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    for (at, _) in text.match_indices('&') {
        let entity = text[at + 1..].split(';').next().unwrap_or("");
        assert!(matches!(entity, "amp" | "lt" | "gt" | "quot"), "{entity}");
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|part| part.split(end).next().unwrap_or("")).collect()
}

#[test]
fn atom_is_well_formed_and_absolute() {
    let atom = text(&Fixture::full().clean(), "atom.xml");
    let seen = elements(&atom);
    assert_eq!(seen.iter().filter(|name| *name == "entry").count(), 2);
    assert_eq!(
        between(&atom, "<updated>", "<"),
        ["2023-10-20T00:00:00+08:00", "2023-10-20T00:00:00+08:00", "2022-05-01T00:00:00+08:00"]
    );
    assert_eq!(
        between(&atom, "<id>", "<"),
        [
            "https://a.cn/x/index.html",
            "https://a.cn/x/cases/fengneng/index.html",
            "https://a.cn/x/cases/dianzi/index.html"
        ]
    );
    assert!(atom.contains(r#"rel="self" type="application/atom+xml" href="https://a.cn/x/atom.xml""#));
    let content = between(&atom, "<content type=\"html\">", "</content>")[0];
    assert!(content.contains("href=&quot;https://a.cn/x/about/index.html&quot;"), "{content}");
    assert!(content.contains("href=&quot;https://a.cn/x/cases/fengneng/index.html#成效&quot;"), "{content}");
    assert!(!content.contains("=&quot;#") && !content.contains("=&quot;../"));
}

#[test]
fn rss_is_well_formed_and_absolute() {
    let rss = text(&Fixture::full().clean(), "rss.xml");
    assert_eq!(elements(&rss).iter().filter(|name| *name == "item").count(), 2);
    assert_eq!(
        between(&rss, "<pubDate>", "<"),
        ["Fri, 20 Oct 2023 00:00:00 +0800", "Sun, 01 May 2022 00:00:00 +0800"]
    );
    assert_eq!(between(&rss, "<link>", "<")[1], "https://a.cn/x/cases/fengneng/index.html");
    assert!(rss.contains("<title>坚持党建引领 &lt;实践育人&gt;</title>"));
}

#[test]
fn undated_cases_stay_out_of_feeds() {
    let plan = Fixture::full().clean();
    for feed in ["atom.xml", "rss.xml"] {
        assert!(!text(&plan, feed).contains("红旗"));
    }
    let mut fixture = Fixture::empty();
    fixture.case("a", "甲", None);
    let plan = fixture.clean();
    assert!(plan.job(&Route::file("atom.xml")).is_none());
    assert!(!text(&plan, "index.html").contains("atom+xml"));
}

#[test]
fn feeds_hold_the_newest_cases_only() {
    let mut fixture = Fixture::empty();
    fixture.config.feeds.entries = 2;
    for year in [2024, 2023, 2022] {
        fixture.case(&format!("c{year}"), "案例", Some(&year.to_string()));
    }
    let atom = text(&fixture.clean(), "atom.xml");
    assert_eq!(between(&atom, "<published>", "-"), ["2024", "2023"]);
}

#[test]
fn without_a_base_there_is_nothing_absolute() {
    let mut fixture = Fixture::full();
    fixture.config.base_url = None;
    let plan = fixture.clean();
    for file in ["atom.xml", "rss.xml", "sitemap.xml"] {
        assert!(plan.job(&Route::file(file)).is_none(), "{file}");
    }
    for route in plan.routes().filter(|route| route.as_str().ends_with(".html")) {
        let page = text(&plan, route.as_str());
        assert!(!page.contains("canonical") && !page.contains("og:url"), "{route}");
    }
    assert_eq!(text(&plan, "robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn the_sitemap_names_pages_once_and_nothing_else() {
    let plan = Fixture::full().clean();
    let sitemap = text(&plan, "sitemap.xml");
    elements(&sitemap);
    let named = between(&sitemap, "<loc>", "<");
    assert!(named.contains(&"https://a.cn/x/cases/fengneng/index.html"));
    assert!(named.contains(&"https://a.cn/x/index.html"));
    assert!(!named.iter().any(|url| url.contains("404")
        || url.contains("old/")
        || url.contains("assets/")
        || url.contains("logo")));
    let mut once = named.clone();
    once.dedup();
    assert_eq!(once, named);
    assert!(text(&plan, "robots.txt").ends_with("\nSitemap: https://a.cn/x/sitemap.xml\n"));
}

#[test]
fn folder_addresses_drop_the_file_name() {
    let mut fixture = Fixture::full();
    fixture.config.urls = crate::base::route::UrlStyle::Folder;
    let plan = fixture.clean();
    assert!(text(&plan, "sitemap.xml").contains("<loc>https://a.cn/x/cases/fengneng/</loc>"));
    assert!(
        text(&plan, "cases/fengneng/index.html")
            .contains(r#"<link rel="canonical" href="https://a.cn/x/cases/fengneng/">"#)
    );
}

#[test]
fn the_lost_page_works_at_any_depth() {
    let plan = Fixture::full().clean();
    let page = text(&plan, "404.html");
    assert_eq!(between(&page, "href=\"", "\""), ["/x/index.html"]);
    assert!(!page.contains("src="));
    let mut fixture = Fixture::full();
    fixture.config.base_url = None;
    let page = text(&fixture.clean(), "404.html");
    assert!(!page.contains("href=") && !page.contains("src="));
    assert!(page.contains("<style>"));
}

#[test]
fn old_addresses_lead_on() {
    let page = text(&Fixture::full().clean(), "old/12497.html");
    assert!(page.contains(r#"<meta http-equiv="refresh" content="0; url=../cases/fengneng/index.html">"#));
    assert!(page.contains(r#"<link rel="canonical" href="https://a.cn/x/cases/fengneng/index.html">"#));
    assert!(page.contains(r#"<a href="../cases/fengneng/index.html">"#));
}

#[test]
fn the_last_day_of_a_month_is_a_day() {
    let mut fixture = Fixture::empty();
    let case = fixture.case("a", "甲", None);
    front_of(&mut fixture.site.cases[case.index()]).date =
        Some(Date { year: 2023, month: Some(2), day: Some(29) });
    elements(&text(&fixture.clean(), "atom.xml"));
}

#[test]
fn a_sitemap_of_more_than_fifty_thousand_pages_is_split() {
    let mut fixture = Fixture::empty();
    let id = fixture.case("a", "甲", None);
    front_of(&mut fixture.site.cases[id.index()]).tags =
        (0..50_001).map(|number| format!("t{number}")).collect();
    let plan = fixture.clean();
    let index = text(&plan, "sitemap.xml");
    let parts = ["https://a.cn/x/sitemap-1.xml", "https://a.cn/x/sitemap-2.xml"];
    assert_eq!(between(&index, "<loc>", "<"), parts);
    let count = |file: &str| between(&text(&plan, file), "<loc>", "<").len();
    assert_eq!(count("sitemap-1.xml"), 50_000);
    assert!(count("sitemap-2.xml") > 1);
}

#[test]
fn a_column_with_feeds_is_linked_from_its_pages_and_no_others() {
    let mut fixture = Fixture::full();
    let column = fixture.column("bulletin", "公告", None);
    fixture.page(column, "bulletin/a.md", "甲", "正文。\n");
    let yes = Placed { value: true, path: NodePath::default() };
    fixture.site.columns[column.index()].feed = Some(yes);
    let plan = fixture.clone().clean();
    let link = r#"rel="alternate" type="application/atom+xml" title="公告 · 支部风采 (Atom)""#;
    for page in ["bulletin/index.html", "bulletin/a/index.html"] {
        assert!(text(&plan, page).contains(link), "{page}");
    }
    assert!(!text(&plan, "index.html").contains(link));
    for feed in ["bulletin/atom.xml", "bulletin/rss.xml"] {
        elements(&text(&plan, feed));
    }
    fixture.config.base_url = None;
    assert!(fixture.clean().job(&Route::file("bulletin/atom.xml")).is_none());
}

#[test]
fn the_home_page_can_do_without_feeds() {
    let mut fixture = Fixture::full();
    let no = Placed { value: false, path: NodePath::default() };
    fixture.site.columns[0].feed = Some(no);
    let plan = fixture.clean();
    assert!(plan.job(&Route::file("atom.xml")).is_none());
    assert!(!text(&plan, "index.html").contains("atom+xml"));
}
