//! The bar of the preview: how the text behind a page stands, and what its writer may do.

use std::net::SocketAddr;

use super::{Browser, Scheme, Tab};
use crate::cli::serve::Server;
use crate::cli::transcript::Site;

const SITE: &str = "title: 样板支部\ntheme: sujian\n";
const FRAMEWORK: &str = "---\ntitle: 六强\ndimensions: [建设强, 发展强]\n---\n\n说明。\n";
const HOUSE: &str = "---\ntitle: 五型\ndimensions: [学习型, 服务型]\n---\n\n说明。\n";

/// The front matter of a case that is far from done.
const RAW: &str = "title: 甲支部\ndate: 2099-01-01\ndraft: true\nwords: 2500\n\
    frameworks: [六强, {name: 五型, mapping: unstated}]\n";

/// A case that is longer than a window.
fn case(front: &str, body: &str) -> String {
    let paragraphs: String = (1..60).map(|number| format!("第{number}段，讲支部怎样做。\n\n")).collect();
    format!("---\n{front}---\n\n{body}\n\n## 过程\n\n{paragraphs}")
}

fn site(settings: &str) -> Site {
    Site::new(&[
        ("site.yaml", &format!("{SITE}{settings}")),
        ("content/frameworks/liu-qiang.md", FRAMEWORK),
        ("content/frameworks/wu-xing.md", HOUSE),
        ("content/cases/jia.md", &case(RAW, "开头。")),
        ("content/about.md", "---\ntitle: 关于\n---\n\n十个字的说明就是这样。\n"),
    ])
}

const ARGUMENTS: &[&str] = &["--port", "0", "--drafts", "--future", "--today", "2026-11-20"];

fn serve(site: &Site, more: &[&str]) -> Server {
    Server::start(site, &[ARGUMENTS, more].concat())
}

/// A page of a running preview that has been told how its text stands.
fn open(browser: &mut Browser, address: &str) -> Tab {
    let mut tab = browser.tab();
    tab.resize(1280);
    show(&mut tab, address);
    tab
}

fn show(tab: &mut Tab, address: &str) {
    tab.open(address);
    tab.until(&format!("{} !== null", part("fold")));
    tab.ask::<bool>("window.isSame = true");
}

/// An element of the preview's own, as an expression.
fn part(name: &str) -> String {
    format!(
        "(document.querySelector('[data-fengcai-preview=panel]')?.shadowRoot.querySelector('button.{name}') ?? null)"
    )
}

fn card(name: &str) -> String {
    part("x").replace("button.x", &format!(".card.{name}:not([hidden])"))
}

fn press(tab: &mut Tab, name: &str) {
    tab.ask::<bool>(&format!("({}.click(), true)", part(name)));
}

/// What a part says, once it says something.
fn said(tab: &mut Tab, part: &str) -> String {
    tab.until(&format!("{part}?.textContent"));
    tab.ask(&format!("{part}.textContent"))
}

fn until_said(tab: &mut Tab, part: &str, text: &str) {
    tab.until(&format!("{part}?.textContent.includes({text:?})"));
}

fn lacks(tab: &mut Tab, part: &str, text: &str) {
    tab.until(&format!("!{part}?.textContent.includes({text:?})"));
}

#[test]
fn it_tells_how_a_case_stands_and_follows_every_save() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &["--lang", "zh"]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    let state = part("state");
    let line = said(&mut tab, &state);
    for expected in ["草稿", "日期未到", " / 2,500 字", "缺 2 个维度的佐证", "无摘要", "无封面"]
    {
        assert!(line.contains(expected), "no {expected} in {line}");
    }
    press(&mut tab, "state");
    let sheet = said(&mut tab, &card("standing"));
    for expected in
        ["是草稿", "日期 2099-01-01 还没有到", "还差", "2 个维度缺 2 个：建设强、发展强", "不计缺项"]
    {
        assert!(sheet.contains(expected), "no {expected} in {sheet}");
    }
    let links: Vec<String> = tab.ask(&format!(
        "[...{}.querySelectorAll('a')].map(link => new URL(link.href).pathname)",
        card("standing")
    ));
    assert_eq!(
        links,
        [
            "/frameworks/liu-qiang/",
            "/frameworks/liu-qiang/jian-she-qiang/",
            "/frameworks/liu-qiang/fa-zhan-qiang/",
            "/frameworks/wu-xing/",
        ]
    );
    let finished = RAW.replace("draft: true\n", "summary: 一句话。\n").replace("2500", "100");
    site.write("content/cases/jia.md", &case(&finished, "## 建设 {维度=建设强}\n\n开头。"));
    until_said(&mut tab, &state, "缺 1 个");
    let line = said(&mut tab, &state);
    assert!(!line.contains("草稿") && !line.contains("无摘要") && line.contains(" / 100 字"), "{line}");
    let sheet = said(&mut tab, &card("standing"));
    assert!(sheet.contains("2 个维度缺 1 个：发展强。") && sheet.contains("超出"), "{sheet}");
    let done = case(&finished, "## 建设 {维度=建设强}\n\n开头。\n\n## 发展 {维度=发展强}\n\n后来。");
    site.write("content/cases/jia.md", &done.replace("2099-01-01", "2024-01-01"));
    lacks(&mut tab, &state, "缺");
    assert!(said(&mut tab, &card("standing")).contains("2 个维度都有佐证"));
    assert!(!said(&mut tab, &state).contains("日期未到"));
    assert!(tab.ask::<bool>("window.isSame === true"), "the page was loaded anew");
    assert_eq!(tab.troubles(), Vec::<String>::new());
}

#[test]
fn plain_pages_say_their_length_and_lists_nothing() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &["--lang", "en"]);
    let mut tab = open(&mut browser, &format!("http://{}/about/", server.address));
    assert_eq!(said(&mut tab, &part("state")), "10 words");
    show(&mut tab, &format!("http://{}/frameworks/liu-qiang/", server.address));
    assert_eq!(said(&mut tab, &part("state")), "content/frameworks/liu-qiang.md");
    show(&mut tab, &format!("http://{}/honours/", server.address));
    assert!(tab.ask::<bool>(&format!("{}.hidden", part("state"))));
}

#[test]
fn it_counts_the_problems_of_the_file_and_leads_to_them() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    site.write("content/about.md", "---\ntitle: 关于\nsumary: 甲\n---\n\n说明。\n");
    let server = serve(&site, &["--lang", "zh"]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    press(&mut tab, "state");
    assert!(!said(&mut tab, &card("standing")).contains("问题"));
    site.write("content/cases/jia.md", &case(&RAW.replace("draft:", "drft:"), "开头。"));
    until_said(&mut tab, &card("standing"), "这个文件有 1 个问题");
    tab.ask::<bool>(&format!("({}.querySelector('button').click(), true)", card("standing")));
    let panel = said(&mut tab, &card("problems"));
    assert!(panel.contains("content/cases/jia.md:4:1") && panel.contains("content/about.md:3:1"), "{panel}");
}

#[test]
fn it_folds_and_stays_so_on_the_next_page() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &[]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    let width = "document.querySelector('[data-fengcai-preview=panel]').shadowRoot\
        .querySelector('.bar').getBoundingClientRect().width";
    assert!((tab.ask::<f64>(width) - 1280.0).abs() < 1.0);
    press(&mut tab, "fold");
    assert!(tab.ask::<f64>(width) < 100.0);
    show(&mut tab, &format!("http://{}/about/", server.address));
    assert!(tab.ask::<f64>(width) < 100.0);
    press(&mut tab, "fold");
    assert!((tab.ask::<f64>(width) - 1280.0).abs() < 1.0);
}

#[test]
fn it_covers_nothing_fits_a_telephone_and_is_not_printed() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &[]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    said(&mut tab, &part("state"));
    for (width, scheme) in [(1280, Scheme::Light), (390, Scheme::Dark)] {
        tab.resize(width);
        tab.prefer(scheme);
        let free: f64 = tab.ask(
            "(scrollTo({top: 1e6, behavior: 'instant'}),
              document.querySelector('[data-fengcai-preview=panel]').shadowRoot.querySelector('.bar')
                .getBoundingClientRect().top - document.body.getBoundingClientRect().bottom)",
        );
        assert!(free >= -0.5, "the bar covers {} px of the page's end at {width}", -free);
        let out: Vec<String> = tab.ask(
            "[...document.querySelector('[data-fengcai-preview=panel]').shadowRoot.querySelectorAll('.bar *')]
               .filter(part => part.getClientRects().length > 0 && !part.closest('svg'))
               .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline'
                 || part.getBoundingClientRect().right > innerWidth + 1)
               .map(part => part.className + ' ' + part.textContent)",
        );
        assert_eq!(out, Vec::<String>::new(), "at {width}");
    }
    tab.print();
    assert!(tab.ask::<bool>(&format!("{}.getClientRects().length === 0", part("fold"))));
    assert_eq!(tab.ask::<String>("getComputedStyle(document.documentElement).paddingBottom"), "0px");
}

/// Where a phone of this network finds a server that listens on all addresses.
fn lan(server: &Server) -> Option<SocketAddr> {
    let port = server.address.rsplit(':').next().unwrap().parse().unwrap();
    fengcai::serve::lan(SocketAddr::from(([0, 0, 0, 0], port)))
}

#[test]
fn a_phone_is_shown_the_way_only_where_it_may_come() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &[]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    assert!(tab.ask::<bool>(&format!("{} === null", part("phone"))));
    let server = serve(&site, &["--host", "0.0.0.0"]);
    show(&mut tab, &format!("http://{}/cases/jia/", server.address));
    let Some(lan) = lan(&server) else {
        assert!(tab.ask::<bool>(&format!("{} === null", part("phone"))), "there is no network");
        return;
    };
    assert!(tab.ask::<bool>(&format!("{} === null", card("phone"))), "it is folded");
    press(&mut tab, "phone");
    assert!(said(&mut tab, &card("phone")).contains(&format!("http://{lan}/cases/jia/")));
    let drawn: String = tab.ask(&format!("{}.querySelector('svg path').getAttribute('d')", card("phone")));
    let code = fengcai::serve::Code::of(&format!("http://{lan}/cases/jia/")).unwrap();
    assert_eq!(drawn, code.path());
}

#[test]
fn the_button_opens_the_editor_at_what_stands_at_the_top() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("editor: test-editor://open/{path}:{line}\n");
    let server = serve(&site, &["--host", "0.0.0.0", "--lang", "zh"]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    assert_eq!(said(&mut tab, &part("source")), "打开源文件");
    let to_line =
        "(document.querySelector('main [data-line$=\":31\"]').scrollIntoView({behavior: 'instant'}), true)";
    tab.ask::<bool>(to_line);
    press(&mut tab, "source");
    let opened = tab.sent_to();
    let root = std::fs::canonicalize(site.path()).unwrap();
    let wanted = format!("test-editor://open/{}/content/cases/jia.md:31", root.display());
    assert!(opened.contains(&wanted), "{opened:?}, not {wanted}");
    // Who comes over the network learns nothing of the disk.
    let Some(lan) = lan(&server) else { return };
    show(&mut tab, &format!("http://{lan}/cases/jia/"));
    assert_eq!(said(&mut tab, &part("source")), "复制源文件位置");
    tab.ask::<bool>(to_line);
    press(&mut tab, "source");
    until_said(&mut tab, &card("word"), "content/cases/jia.md:31");
    assert_eq!(tab.sent_to(), opened);
}

#[test]
fn an_edit_out_of_sight_comes_into_view_if_its_writer_wants_it() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &[]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    let text = case(RAW, "开头。");
    for (follows, edit) in [(false, "第一次"), (true, "第二次")] {
        if follows {
            press(&mut tab, "follow");
        }
        site.write("content/cases/jia.md", &text.replace("第59段", edit));
        tab.until(&format!("document.body.textContent.includes({edit:?})"));
        let last = "[...document.querySelectorAll('main p[data-line]')].pop().getBoundingClientRect().top < innerHeight";
        if follows {
            tab.until(last);
        } else {
            assert!(!tab.ask::<bool>(last), "the page moved");
        }
    }
    show(&mut tab, &format!("http://{}/about/", server.address));
    assert_eq!(tab.ask::<String>(&format!("{}.getAttribute('aria-pressed')", part("follow"))), "true");
}

#[test]
fn an_address_that_leads_nowhere_shows_the_sites_own_page_and_what_is_near() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &["--lang", "zh"]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jai/", server.address));
    assert!(said(&mut tab, &card("gone")).contains("甲支部 /cases/jia/"));
    let last: String = tab.ask(&format!("{}.querySelector('li:last-child a').textContent", card("gone")));
    assert_eq!(last, "样板支部 /");
    assert!(tab.ask::<bool>(&format!("{}.hidden", part("state"))));
    assert!(tab.ask::<bool>("document.title !== ''"), "the site's own page is shown");
}

#[test]
fn a_page_that_is_hidden_says_why_and_how_to_see_it() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    for (lang, expected) in [
        ("zh", ["还没有发布", "content/cases/jia.md", "是草稿 · 日期 2099-01-01 还没有到"]),
        ("en", ["not published yet", "content/cases/jia.md", "is a draft · is dated 2099-01-01"]),
    ] {
        let server = Server::start(&site, &["--port", "0", "--today", "2026-11-20", "--lang", lang]);
        let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
        let told = said(&mut tab, &card("gone"));
        for expected in expected.iter().chain(&["fengcai serve --drafts --future"]) {
            assert!(told.contains(expected), "no {expected} in {told}");
        }
        let plain: bool = tab.ask(
            "fetch(location.href, { headers: { 'Fengcai-Plain': '1' } }).then(async (answer) => \
             answer.status === 404 && !(await answer.text()).includes('jia'))",
        );
        assert!(plain, "a build has no such page and tells nothing of it");
        site.write("content/cases/jia.md", &case(&RAW.replace("draft: true\n", ""), "开头。"));
        tab.until(&format!(
            "!{}?.textContent.includes({:?})",
            card("gone"),
            expected[2].split_once(" · ").unwrap().0
        ));
        assert!(said(&mut tab, &card("gone")).contains("2099-01-01"));
        site.write("content/cases/jia.md", &case(RAW, "开头。"));
    }
    let server = serve(&site, &["--lang", "zh"]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    site.write("content/cases/jia.md", &case(RAW, "又开头。"));
    tab.until("document.body.textContent.includes('又开头')");
    assert!(tab.ask::<bool>(&format!("{} === null", card("gone"))));
}

#[test]
fn a_page_without_what_is_added_is_the_page_that_a_build_writes() {
    let Some(mut browser) = Browser::start() else { return };
    let site = site("");
    let server = serve(&site, &[]);
    let mut tab = open(&mut browser, &format!("http://{}/cases/jia/", server.address));
    said(&mut tab, &part("state"));
    let same: bool = tab.ask(
        "(async () => {
            const headers = { 'Fengcai-Plain': '1' };
            const text = await (await fetch(location.href, { headers })).text();
            if (text.includes('fengcai-preview')) throw new Error('the plain page is not plain');
            const plain = new DOMParser().parseFromString(text, 'text/html').documentElement;
            const bare = document.documentElement.cloneNode(true);
            bare.querySelectorAll('[data-fengcai-preview]').forEach((own) => own.remove());
            bare.querySelectorAll('[data-line]').forEach((block) => block.removeAttribute('data-line'));
            bare.normalize();
            plain.normalize();
            return bare.isEqualNode(plain);
        })()",
    );
    assert!(same);
}
