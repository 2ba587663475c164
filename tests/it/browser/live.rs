//! The live preview, in a browser: pages follow the files of their site.

use super::{Browser, Tab};
use crate::cli::serve::Server;
use crate::cli::transcript::Site;

const SITE: &str = "title: 样板支部\ntheme: mine\n";
const THEME: &str = "api: 1\nextends: sujian\n";

/// A case that is longer than a window.
fn case(title: &str, last: &str) -> String {
    let paragraphs: String = (1..60).map(|number| format!("第{number}段，讲支部怎样做。\n\n")).collect();
    format!(
        "---\ntitle: {title}\ndate: 2024-05-01\n---\n\n## 做法\n\n{paragraphs}<details><summary>更多</summary>\
         <p>里面</p></details>\n\n## 成效\n\n{last}\n"
    )
}

fn site() -> Site {
    Site::new(&[
        ("site.yaml", SITE),
        ("themes/mine/theme.yaml", THEME),
        ("content/cases/jia.md", &case("甲支部", "最后一段。")),
        ("content/cases/yi.md", &case("乙支部", "另一篇。")),
    ])
}

/// A page of a running preview, whose connection stands.
fn open(browser: &mut Browser, server: &Server, path: &str) -> Tab {
    let mut tab = browser.tab();
    tab.resize(1000);
    tab.open(&format!("http://{}{path}", server.address));
    tab.until("document.querySelector('[data-fengcai-preview=panel]') !== null");
    tab.ask::<bool>("window.isSame = true");
    tab
}

/// What the preview's own panel says.
const PANEL: &str = "[...document.querySelector('[data-fengcai-preview=panel]').shadowRoot\
    .querySelectorAll('.card:not([hidden]), .badge:not([hidden])')].map(part => part.textContent).join('|')";

fn until_panel(tab: &mut Tab, holds: &str) {
    tab.until(&format!("({PANEL}).includes({holds:?})"));
}

#[test]
fn a_page_is_patched_and_keeps_what_its_reader_did() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let mut tab = open(&mut browser, &server, "/cases/jia/");
    tab.ask::<bool>("document.querySelector('main details').open = true");
    tab.ask::<bool>("(window.scrollTo({top: 700, behavior: 'instant'}), true)");
    let before: f64 = tab.ask("scrollY");
    site.write("content/cases/jia.md", &case("甲支部", "改过的一段，**重点**。"));
    tab.until("document.body.textContent.includes('改过的一段')");
    assert!(tab.ask::<bool>("window.isSame === true"), "the page was loaded anew");
    assert!(tab.ask::<bool>("document.querySelector('main details').open"), "the details were closed");
    assert!((tab.ask::<f64>("scrollY") - before).abs() < 2.0, "the page jumped");
    assert_eq!(tab.ask::<String>("[...document.querySelectorAll('main strong')].pop().textContent"), "重点");
    // A paragraph more above the window moves nothing in it.
    let text = case("甲支部", "改过的一段，**重点**。").replace("## 做法", "## 做法\n\n新的第一段。");
    let top = "document.querySelector('[data-line$=\":30\"]').getBoundingClientRect().top";
    let was: f64 = tab.ask(top);
    site.write("content/cases/jia.md", &text);
    tab.until("document.body.textContent.includes('新的第一段')");
    let is: f64 = tab.ask(&top.replace(":30", ":32"));
    assert!((was - is).abs() < 2.0, "{was} became {is}");
    assert_eq!(tab.troubles(), Vec::<String>::new());
}

#[test]
fn errors_stand_over_the_last_good_page_and_go_by_themselves() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site();
    let server = Server::start(&site, &["--port", "0", "--lang", "zh"]);
    let mut tab = open(&mut browser, &server, "/cases/jia/");
    let good = case("甲支部", "最后一段。");
    for (path, bad, good, said) in [
        (
            "content/cases/jia.md",
            good.replace("date: 2024-05-01", "date: 2024-13-45"),
            good.clone(),
            "jia.md:3",
        ),
        ("site.yaml", "title: [甲\ntheme: mine\n".to_owned(), SITE.to_owned(), "site.yaml:"),
        ("themes/mine/theme.yaml", "api: 9\nextends: sujian\n".to_owned(), THEME.to_owned(), "theme.yaml:"),
        (
            "templates/case.html",
            "{% if %}".to_owned(),
            "{% extends \"sujian/case.html\" %}".to_owned(),
            "case.html:",
        ),
    ] {
        site.write(path, &bad);
        until_panel(&mut tab, said);
        assert_eq!(tab.ask::<String>("document.querySelector('h1').textContent.trim()"), "甲支部", "{path}");
        site.write(path, &good);
        tab.until(&format!("!({PANEL}).includes('错误')"));
    }
    assert!(tab.ask::<bool>("window.isSame === true"), "the page was loaded anew");
}

#[test]
fn a_style_sheet_is_swapped_alone() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site();
    let sheet = |colour: &str| format!("body {{ background: {colour}; }}\n");
    site.write("themes/mine/assets/style.css", &sheet("rgb(1, 2, 3)"));
    let server = Server::start(&site, &["--port", "0"]);
    let mut tab = open(&mut browser, &server, "/");
    let colour = "getComputedStyle(document.body).backgroundColor";
    assert_eq!(tab.ask::<String>(colour), "rgb(1, 2, 3)");
    site.write("themes/mine/assets/style.css", &sheet("rgb(4, 5, 6)"));
    tab.until(&format!("{colour} === 'rgb(4, 5, 6)'"));
    tab.until("document.querySelectorAll('link[rel=stylesheet]').length === 1");
    assert!(tab.ask::<bool>("window.isSame === true"), "the page was loaded anew");
}

#[test]
fn other_pages_hear_only_what_concerns_them() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let mut other = open(&mut browser, &server, "/cases/yi/");
    let mut tab = open(&mut browser, &server, "/cases/jia/");
    let mut honours = open(&mut browser, &server, "/honours/");
    other.ask::<bool>(
        "(new MutationObserver(() => (window.isTouched = true)).observe(document.querySelector('main'),
           {subtree: true, childList: true, attributes: true, characterData: true}), true)",
    );
    site.write("content/cases/jia.md", &case("甲支部", "改过的一段。"));
    tab.until("document.body.textContent.includes('改过的一段')");
    let honoured = case("甲支部", "改过的一段。")
        .replace("---\n\n##", "honours:\n  - 2021年 国家级 教学能力竞赛 三等奖 1项\n---\n\n##");
    site.write("content/cases/jia.md", &honoured);
    honours.until("document.body.textContent.includes('教学能力竞赛')");
    assert!(!other.ask::<bool>("window.isTouched === true"), "a page was touched that says nothing of it");
    assert!(honours.ask::<bool>("window.isSame === true"));
}

#[test]
fn pages_come_and_go_with_their_files() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site();
    let server = Server::start(&site, &["--port", "0", "--lang", "zh"]);
    let mut tab = open(&mut browser, &server, "/cases/jia/");
    let mut list = open(&mut browser, &server, "/cases/");
    std::fs::rename(site.path().join("content/cases/jia.md"), site.path().join("content/cases/bing.md"))
        .unwrap();
    until_panel(&mut tab, "/cases/bing/");
    list.until(
        "document.querySelector('main a[href*=bing]') && !document.querySelector('main a[href*=jia]')",
    );
    std::fs::rename(site.path().join("content/cases/bing.md"), site.path().join("content/cases/jia.md"))
        .unwrap();
    tab.until(&format!("!({PANEL}).includes('/cases/')"));
    assert!(tab.ask::<bool>("window.isSame === true"));
    for number in 0..500 {
        site.write(
            &format!("content/cases/more-{number}.md"),
            &format!("---\ntitle: 第{number}篇\n---\n\n正文。\n"),
        );
    }
    list.until("document.body.textContent.includes('502')");
    assert!(list.ask::<bool>("window.isSame === true"));
}

#[test]
fn a_click_leads_to_the_source() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let mut tab = open(&mut browser, &server, "/cases/jia/");
    tab.ask::<bool>(
        "document.querySelector('main p[data-line]').dispatchEvent(
           new MouseEvent('click', {bubbles: true, cancelable: true, altKey: true}))",
    );
    until_panel(&mut tab, "content/cases/jia.md:8");
}
