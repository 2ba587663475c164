//! What is planned, and what every job has in common.

use std::sync::Arc;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::fixture::{Fixture, config, text};
use crate::base::files::ReadError;
use crate::base::route::{MARK, UrlStyle};
use crate::base::{FilePath, Lang, NodePath, Place, Route, Severity};
use crate::config::{Config, MenuItem, Paging};
use crate::markdown::{Argument, Call};
use crate::render::outputs::{OUTPUTS, Seen};
use crate::render::{Plan, Rendered, gather};

fn routes(plan: &Plan) -> Vec<&str> {
    plan.routes().map(Route::as_str).collect()
}

fn bytes(plan: &Plan) -> BTreeMap<String, Vec<u8>> {
    plan.routes()
        .map(|route| {
            let rendered = plan.run(route);
            assert!(rendered.diagnostics.is_empty(), "{route}: {:#?}", rendered.diagnostics);
            assert!(!rendered.bytes.is_empty(), "{route} is empty");
            (route.as_str().to_owned(), rendered.bytes)
        })
        .collect()
}

#[test]
fn every_job_renders_and_no_mark_is_left() {
    for lang in [Lang::Zh, Lang::En] {
        for urls in [UrlStyle::File, UrlStyle::Folder] {
            let mut fixture = Fixture::full();
            fixture.config = Config { lang, urls, ..config() };
            for (route, bytes) in bytes(&fixture.clean()) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                assert!(!text.contains(MARK), "{route} holds a mark");
            }
        }
    }
}

#[test]
fn a_job_makes_the_same_bytes_twice_and_so_does_another_plan() {
    let plan = Fixture::full().clean();
    let first = bytes(&plan);
    assert_eq!(first, bytes(&plan));
    assert_eq!(first, bytes(&Fixture::full().clean()));
}

#[test]
fn every_kind_of_output_is_planned() {
    let plan = Fixture::full().clean();
    for output in OUTPUTS {
        assert!(plan.jobs().values().any(|job| job.kind == output.name), "{}", output.name);
    }
    let mut names: Vec<&str> = OUTPUTS.iter().map(|output| output.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), OUTPUTS.len());
}

#[test]
fn an_empty_site_has_a_home_page_and_no_empty_lists() {
    let plan = Fixture::empty().clean();
    let shown: Vec<&str> = routes(&plan).into_iter().filter(|route| !route.starts_with("assets/")).collect();
    assert_eq!(shown, ["404.html", "cases/index.html", "index.html", "robots.txt", "sitemap.xml"]);
    bytes(&plan);
}

#[test]
fn a_list_with_a_text_is_shown_without_anything_to_list() {
    let mut fixture = Fixture::empty();
    for (folder, title) in [
        ("honours", "荣誉榜"),
        ("tags", "主题词"),
        ("timeline", "大事记"),
        ("institutions", "参展单位"),
        ("frameworks", "评价体系"),
        ("search", "站内搜索"),
    ] {
        fixture.column(folder, title, Some("说明文字。\n"));
    }
    let plan = fixture.clean();
    for (route, title) in [
        ("honours", "荣誉榜"),
        ("tags", "主题词"),
        ("timeline", "大事记"),
        ("institutions", "参展单位"),
        ("frameworks", "评价体系"),
        ("search", "站内搜索"),
    ] {
        let page = text(&plan, &format!("{route}/index.html"));
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{route}");
        assert!(page.contains("说明文字。"), "{route}");
    }
}

#[test]
fn routes_do_not_depend_on_bytes_but_those_of_sources() {
    let plan = Fixture::full().clean();
    let mut fixture = Fixture::full();
    fixture.files.insert("content/cases/fengneng/cover.png", "another picture");
    assert_eq!(routes(&plan), routes(&fixture.clean()));
}

#[test]
fn lists_are_split_into_pages() {
    let mut fixture = Fixture::empty();
    for number in 0..5 {
        fixture.case(&format!("c{number}"), &format!("案例{number}"), Some("2024"));
    }
    let plan = fixture.clean();
    assert_eq!(
        routes(&plan).into_iter().filter(|route| route.contains("page/")).collect::<Vec<_>>(),
        [
            "cases/page/2/index.html",
            "cases/page/3/index.html",
            "tags/gao-zhi/page/2/index.html",
            "tags/gao-zhi/page/3/index.html",
            "years/2024/page/2/index.html",
            "years/2024/page/3/index.html",
        ]
    );
    let second = text(&plan, "cases/page/2/index.html");
    assert!(second.contains("案例2") && second.contains("案例3") && !second.contains("案例4"));
    assert!(second.contains("<title>案例（第 2 页） · 支部风采</title>"));
    assert!(second.contains(r#"href="../../index.html" rel="prev""#));
    assert!(second.contains(r#"href="../3/index.html" rel="next""#));
}

#[test]
fn things_that_meet_are_an_error_naming_both() {
    let mut fixture = Fixture::full();
    let case = fixture.case("Fengneng", "另一个", None);
    Arc::make_mut(&mut fixture.site.cases[case.index()]).route = Route::folder("Cases/FENGNENG");
    fixture.statics.push(FilePath::new("static/Index.html"));
    fixture.files.insert("static/Index.html", "x");
    let (plan, diagnostics) = fixture.planned();
    let told: Vec<(&str, &str)> =
        diagnostics.iter().map(|diagnostic| (&*diagnostic.code, diagnostic.message.en.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                "route-collision",
                "`content/cases/Fengneng.md` and `content/cases/fengneng.md` have the same address: /Cases/FENGNENG/"
            ),
            (
                "route-collision",
                "`static/Index.html` and the generated `index.html` have the same address: /Index.html"
            ),
        ]
    );
    assert_eq!(diagnostics[0].place, Some(Place::file(&FilePath::new("content/cases/Fengneng.md"))));
    assert_eq!(diagnostics[0].severity, Severity::Error);
    assert!(text(&plan, "cases/fengneng/index.html").contains("对标"));
}

#[test]
fn what_meets_a_file_of_the_theme_is_told_at_the_sites_own_file() {
    let mut fixture = Fixture::full();
    fixture.statics.push(FilePath::new("static/assets"));
    fixture.files.insert("static/assets", "x");
    let (_, diagnostics) = fixture.planned();
    let place = Some(Place::file(&FilePath::new("static/assets")));
    assert!(!diagnostics.is_empty() && diagnostics.iter().all(|diagnostic| diagnostic.place == place));
}

#[test]
fn the_menu_is_resolved_and_checked() {
    let mut fixture = Fixture::full();
    let item = |name: &str, link: &str| MenuItem {
        name: name.to_owned(),
        link: link.to_owned(),
        place: NodePath::default(),
    };
    fixture.config.menu = vec![
        item("案例库", "/cases/"),
        item("联系", "about/lianxi.md"),
        item("官网", "https://b.cn/"),
        item("标志", "/logo.svg"),
        item("没有", "no/such.md"),
    ];
    let (plan, diagnostics) = fixture.planned();
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "unknown-menu-target");
    assert_eq!(diagnostics[0].message.zh, "菜单“没有”指向的“no/such.md”不存在");
    let page = text(&plan, "about/lianxi/index.html");
    assert!(page.contains(r#"<a href="../../cases/index.html">案例库</a>"#));
    assert!(page.contains(r#"<a href="index.html" aria-current="page">联系</a>"#));
    assert!(page.contains(r#"<a href="https://b.cn/" rel="noopener">官网</a>"#));
    assert!(page.contains(r#"<a href="../../logo.svg">标志</a>"#));
    assert!(page.contains("<span>没有</span>"));
}

#[test]
fn a_text_that_changed_or_cannot_be_read_spoils_its_page_only() {
    let mut fixture = Fixture::full();
    fixture.files.insert("content/cases/dianzi.md", "换了");
    fixture.files = fixture
        .files
        .with_fault("content/cases/hongqi.md", ReadError::Unreadable(words!("被占用", "it is in use")));
    let plan = fixture.clean();
    let codes = |route: &str| -> Vec<String> {
        plan.run(&Route::folder(route))
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.to_string())
            .collect()
    };
    assert_eq!(codes("cases/dianzi"), ["changed-file"]);
    assert_eq!(codes("cases/hongqi"), ["unreadable-file"]);
    assert_eq!(codes("cases/fengneng"), [""; 0]);
    assert_eq!(codes("cases"), [""; 0]);
}

#[test]
fn a_fault_of_a_template_is_told_once_with_the_number_of_pages() {
    let mut fixture = Fixture::full();
    let template = "{% extends 'sujian/term.html' %}{% block main %}{{ no_such }}{% endblock %}";
    fixture.files.insert("templates/term.html", template);
    let plan = fixture.clean();
    let rendered: Vec<(&Route, Rendered)> = plan.routes().map(|route| (route, plan.run(route))).collect();
    let spoilt = rendered.iter().filter(|(_, rendered)| !rendered.diagnostics.is_empty()).count();
    assert!(spoilt > 5, "{spoilt}");
    let told = gather(rendered.iter().map(|(route, rendered)| (*route, rendered.diagnostics.as_slice())));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0].code, "template-fault");
    let help = &told[0].help.as_ref().unwrap().zh;
    assert_eq!(
        *help,
        format!(
            "出错的页面：batches/sheng-ji-yang-ban-zhi-bu-2/index.html；同样的问题还影响另外 {} 个页面",
            spoilt - 1
        )
    );
    assert!(
        rendered.iter().all(|(_, rendered)| rendered.diagnostics.is_empty() || rendered.bytes.is_empty())
    );
}

#[test]
fn shortcodes_are_checked_in_the_plan() {
    let mut fixture = Fixture::empty();
    let id = fixture.case("a", "甲", None);
    let case = Arc::make_mut(&mut fixture.site.cases[id.index()]);
    let mut facts = (*case.text).clone();
    let call = |name: &str, arguments: &[(&str, &str)]| Call {
        name: name.to_owned(),
        arguments: arguments
            .iter()
            .map(|(name, value)| Argument {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
                span: crate::base::Span::new(0..3),
            })
            .collect(),
        span: crate::base::Span::new(0..3),
        body: crate::base::Span::new(3..3),
    };
    Arc::make_mut(&mut facts.outline).calls =
        vec![call("图组", &[("列", "3")]), call("图组", &[("列", "三")]), call("画廊", &[])];
    case.text = Arc::new(facts);
    let codes: Vec<String> =
        fixture.planned().1.iter().map(|diagnostic| diagnostic.code.to_string()).collect();
    assert_eq!(codes, ["wrong-shortcode-argument", "unknown-shortcode"]);
}

#[test]
fn addresses_in_templates_are_checked_against_the_plan() {
    let mut fixture = Fixture::full();
    fixture.files.insert("templates/x.html", "{{ url(path='/cases/') }}{{ url(path='/none/') }}");
    let (_, diagnostics) = fixture.planned();
    let told: Vec<(&str, Severity)> =
        diagnostics.iter().map(|diagnostic| (&*diagnostic.code, diagnostic.severity)).collect();
    assert_eq!(told, [("unknown-theme-page", Severity::Warning)]);
}

#[test]
fn copied_files_keep_their_bytes() {
    let mut fixture = Fixture::full();
    let odd = [0xEF_u8, 0xB7, 0x91, b'/', b'a', 0xFF];
    fixture.files.insert("static/odd.bin", odd);
    fixture.statics.push(FilePath::new("static/odd.bin"));
    let plan = fixture.clean();
    assert_eq!(plan.run(&Route::file("odd.bin")).bytes, odd);
    assert!(OUTPUTS.iter().any(|output| output.seen == Seen::Bytes));
}

#[test]
fn ten_thousand_cases_are_shared() {
    let mut fixture = Fixture::empty();
    fixture.config.paging = Paging { size: 20 };
    for number in 0..2000 {
        fixture.case(&format!("c{number}"), "案例", Some("2024"));
    }
    let plan = fixture.clean();
    assert_eq!(plan.routes().filter(|route| route.as_str().starts_with("cases/page/")).count(), 99);
    let last = text(&plan, "cases/page/100/index.html");
    assert!(last.contains("c1999/index.html"));
}

#[test]
fn jobs_make_the_same_on_any_thread_in_any_order() {
    let plan = Fixture::full().clean();
    let one_by_one = bytes(&plan);
    let other = Fixture::full().clean();
    let routes: Vec<&Route> = other.routes().collect();
    let at_once: BTreeMap<String, Vec<u8>> = routes
        .par_iter()
        .rev()
        .map(|route| (route.as_str().to_owned(), other.run(route).bytes))
        .collect::<Vec<_>>()
        .into_iter()
        .collect();
    assert_eq!(one_by_one, at_once);
}

#[test]
fn the_menu_is_told_at_its_place() {
    let mut fixture = Fixture::empty();
    fixture.config.menu = ["/cases/", "no.md"]
        .map(|link| MenuItem {
            name: "某".to_owned(), link: link.to_owned(), place: NodePath(vec![1, 1, 1])
        })
        .to_vec();
    let (_, diagnostics) = fixture.planned();
    let place = Place::value(&FilePath::new("site.yaml"), &NodePath(vec![1, 1, 1]));
    assert_eq!(
        diagnostics.iter().map(|diagnostic| diagnostic.place.clone()).collect::<Vec<_>>(),
        [Some(place)]
    );
}

#[test]
fn a_route_that_is_not_planned_gives_nothing() {
    let plan = Fixture::empty().clean();
    assert!(plan.run(&Route::file("none.html")).bytes.is_empty());
}
