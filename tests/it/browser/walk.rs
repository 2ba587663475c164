//! A reader clicks through the built site, as it lies on a disk and as a plain server shows it.

use url::Url;

use super::served::serve;
use super::specimen::{BELOW, specimen, themes};
use super::{Browser, Tab};

/// Links to click on, one after the other, and the kind of page where each leads.
const WAY: &[(&str, &str)] = &[
    ("nav a[href$='cases/index.html']", "cases"),
    ("main a[href$='fengneng/index.html']", "case"),
    ("main a[href$='frameworks/qi-ge-youli/index.html']", "framework"),
    ("main a[href$='jiaoyu-dangyuan/index.html']", "dimension"),
    ("main a[href*='fengneng/index.html#']", "case"),
    ("nav a[href$='/index.html']", "home"),
    ("main a[href$='tupian/index.html']", "case"),
];

/// Whether the stylesheet of the page is at work: what it sets differs from what browsers do.
const STYLED: &str = "getComputedStyle(document.body).margin === '0px'
    && getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)'";

fn walk(tab: &mut Tab, home: &str) {
    tab.open(home);
    assert!(tab.ask::<bool>(STYLED), "home has no style");
    for (link, kind) in WAY {
        tab.follow(link);
        let address: String = tab.ask("location.href");
        assert!(tab.ask::<bool>(&format!("document.body.classList.contains('page-{kind}')")), "{address}");
        assert!(tab.ask::<bool>(STYLED), "{address} has no style");
        if address.contains('#') {
            // The link to evidence leads to the section itself.
            tab.until("document.querySelector(':target').getBoundingClientRect().top < innerHeight / 2");
        }
        tab.until("[...document.images].every(image => { image.loading = 'eager'; return image.complete })");
        let broken = "[...document.images].filter(image => !image.naturalWidth).map(image => image.src)";
        assert_eq!(tab.ask::<Vec<String>>(broken), Vec::<String>::new(), "{address}");
    }
    assert!(tab.ask::<usize>("document.images.length") > 3, "the last page shows its pictures");
    let troubles = tab.troubles();
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
}

#[test]
fn the_site_works_by_double_click() {
    let Some(mut browser) = Browser::start() else { return };
    for theme in themes() {
        let site = specimen(&theme);
        let home = Url::from_file_path(site.output().join("index.html")).unwrap();
        walk(&mut browser.tab(), home.as_str());
    }
}

#[test]
fn the_site_works_on_a_server_that_knows_no_folder_index() {
    let Some(mut browser) = Browser::start() else { return };
    let site = specimen("sujian");
    let home = serve(&site.output(), BELOW).join("index.html").unwrap();
    walk(&mut browser.tab(), home.as_str());
}

#[test]
fn an_unknown_address_gets_a_page_with_style_and_a_way_home() {
    let Some(mut browser) = Browser::start() else { return };
    let mut tab = browser.tab();
    for theme in themes() {
        let site = specimen(&theme);
        let unknown = serve(&site.output(), BELOW).join("no/such/page/at/all.html").unwrap();
        tab.open(unknown.as_str());
        assert!(tab.ask::<bool>(STYLED), "{theme}");
        assert_eq!(tab.ask::<usize>("document.styleSheets.length"), 1, "its style stands in it");
        tab.follow("main a");
        assert!(tab.ask::<bool>("document.body.classList.contains('page-home')"), "{theme}");
        assert!(tab.ask::<bool>(STYLED), "{theme}");
    }
}
