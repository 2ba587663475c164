use std::collections::BTreeSet;

use crate::base::{Diagnostic, FilePath, Lang, Outcome, Span};
use crate::config::{Config, Feeds, Markup, Organiser, Paging, Vocabulary};
use crate::markdown::{Heading, HeadingKind};
use crate::model::read::testing::document;
use crate::model::{LeftOut, OldAddress, Reason, Site};
use crate::parse::Document;
use crate::scan::{Ignored, Inventory, SourceKind};
use crate::yaml::Map;

use super::*;

mod frameworks;

fn config() -> Config {
    Config {
        title: "支部风采".into(),
        description: String::new(),
        tagline: None,
        emblem: None,
        base_url: None,
        lang: Lang::Zh,
        timezone: "Asia/Shanghai".into(),
        theme: "sujian".into(),
        theme_settings: Map::default(),
        urls: Default::default(),
        slugs: Default::default(),
        pinyin: Default::default(),
        markup: Markup::default(),
        paging: Paging { size: 20 },
        feeds: Feeds { entries: 20 },
        menu: Vec::new(),
        featured: Vec::new(),
        organiser: Organiser::default(),
        severities: Default::default(),
        vocabulary: Vocabulary::built_in(),
        vocabulary_file: None,
        editor: None,
        extra: Map::default(),
    }
}

/// A site under test: its documents and the other files.
#[derive(Default)]
pub(super) struct Bench {
    documents: Vec<Document>,
    inventory: Inventory,
    faulty: BTreeSet<FilePath>,
    drafts: Drafts,
    future: Future,
    lang: Lang,
}

impl Bench {
    /// A site of one document.
    pub(super) fn of(document: Document) -> Bench {
        Bench { documents: vec![document], ..Bench::default() }
    }

    /// Adds a text of `content/`; its kind follows from its place.
    fn text(mut self, path: &str, yaml: &str) -> Bench {
        let kind = match path.split('/').collect::<Vec<_>>().as_slice() {
            ["_index.md"] => SourceKind::Home,
            [.., "_index.md"] => SourceKind::Column,
            ["cases", ..] => SourceKind::Case,
            ["frameworks", ..] => SourceKind::Framework,
            ["institutions", ..] => SourceKind::Institution,
            _ => SourceKind::Page,
        };
        self.documents.push(document(&format!("content/{path}"), kind, yaml));
        self
    }

    fn page(mut self, path: &str, yaml: &str) -> Bench {
        self.documents.push(document(&format!("content/{path}"), SourceKind::Page, yaml));
        self
    }

    fn heading(mut self, text: &str) -> Bench {
        let span = Span::new(0..0);
        Arc::make_mut(&mut self.documents.last_mut().unwrap().outline).headings.push(Heading {
            level: 2,
            kind: HeadingKind::Heading,
            text: text.into(),
            id: text.into(),
            dimensions: Vec::new(),
            span,
            section: span,
            words: 0,
            holds_content: true,
        });
        self
    }

    fn file(mut self, path: &str) -> Bench {
        let path = FilePath::new(path);
        let list = if path.below("static").is_some() {
            &mut self.inventory.statics
        } else {
            &mut self.inventory.companions
        };
        list.push(path);
        list.sort();
        self
    }

    pub(super) fn build(self) -> Outcome<Site> {
        let today = civil::date(2026, 11, 20);
        let options = ModelOptions { today, drafts: self.drafts, future: self.future, faulty: &self.faulty };
        let config = Config { lang: self.lang, ..config() };
        let documents = self.documents.into_iter().map(Arc::new).collect();
        let slugger = Arc::new(Slugger::new(config.slugs, &config.pinyin));
        assemble(&config, &Arc::new(self.inventory), documents, &options, (&slugger, &Readings::default()))
    }

    /// A site without problems.
    fn site(self) -> Site {
        let outcome = self.build();
        assert_eq!(outcome.diagnostics, []);
        outcome.value
    }

    fn told(self) -> Vec<String> {
        codes(&self.build().diagnostics)
    }

    /// The only problem, as one line in English with its help.
    fn problem(self) -> String {
        let problems = self.build().diagnostics;
        assert_eq!(problems.len(), 1, "{problems:#?}");
        let problem = &problems[0];
        let help = problem.help.as_ref().map_or("", |help| help.en.as_str());
        assert!(!help.is_empty(), "{problem}");
        assert!(!problem.message.zh.is_ascii());
        format!("{}: {}; {help}", problem.code, problem.message.en)
    }
}

fn codes(problems: &[Diagnostic]) -> Vec<String> {
    problems.iter().map(|problem| problem.code.to_string()).collect()
}

fn bench() -> Bench {
    Bench::default()
}

const SEVEN: &str =
    "title: 七个有力\naliases: [seven-strengths]\ndeclared: 2\ndimensions: [教育党员, 管理党员]\n";

fn routes<'a>(list: impl IntoIterator<Item = &'a crate::base::Route>) -> Vec<&'a str> {
    list.into_iter().map(|route| route.as_str().trim_end_matches("index.html")).collect()
}

#[test]
fn an_empty_site_has_its_built_in_columns() {
    let site = bench().site();
    let columns: Vec<_> =
        site.columns.iter().map(|column| format!("{}={}", column.folder, column.title)).collect();
    assert_eq!(columns[0], "=支部风采");
    assert!(columns.contains(&"cases=案例".to_owned()) && columns.contains(&"timeline=时间线".to_owned()));
    assert_eq!(site.columns.len(), BUILT_IN.len() + 1);
    assert_eq!(site.columns[0].route.as_str(), "index.html");
    assert!(site.columns[1..].iter().all(|column| column.parent == Some(site.columns[0].id)));
    let english = Bench { lang: Lang::En, ..bench() }.site();
    assert!(english.columns.iter().any(|column| column.title == "Honours"));
}

#[test]
fn cases_stand_newest_first_and_undated_last() {
    let site = bench()
        .text("cases/a.md", "title: 甲\n")
        .text("cases/b.md", "title: 乙\ndate: 2022\n")
        .text("cases/c.md", "title: 丙\ndate: 2023-10-20\n")
        .text("cases/d.md", "title: 丁\ndate: 2023-10\n")
        .text("cases/e.md", "title: 戊\n")
        .text("cases/f.md", "title: 己\ndate: 2023-10-20\n")
        .site();
    let titles: Vec<_> = site.cases.iter().map(|case| &*case.title).collect();
    assert_eq!(titles, ["丙", "己", "丁", "乙", "甲", "戊"]);
    assert!(site.cases.iter().enumerate().all(|(index, case)| case.id.index() == index));
}

#[test]
fn addresses_come_from_slug_file_or_folder() {
    let site = bench()
        .text("cases/fengneng.md", "title: 风能\n")
        .text("cases/电气.md", "title: x\n")
        .text("cases/机械/index.md", "title: x\n")
        .text("cases/第一批/数控/index.md", "title: x\n")
        .text("cases/con.md", "title: x\n")
        .text("cases/page.md", "title: x\n")
        .text("cases/Big.MD", "title: x\n")
        .text("cases/支部?.md", "title: x\nslug: 重庆支部\n")
        .site();
    let mut found = routes(site.cases.iter().map(|case| &case.route));
    found.sort_unstable();
    assert!(found.contains(&"cases/fengneng/"));
    assert!(found.contains(&"cases/dian-qi/") || found.contains(&"cases/dianqi/"), "{found:?}");
    assert!(found.contains(&"cases/big/") && found.contains(&"cases/page-1/"), "{found:?}");
    assert!(found.iter().any(|route| route.contains("chong-qing")), "{found:?}");
    assert!(found.iter().all(|route| *route != "cases/con/" && route.is_ascii()), "{found:?}");
}

#[test]
fn long_titles_make_no_long_addresses() {
    let name = "党".repeat(120);
    let site = bench().text(&format!("cases/{name}.md"), &format!("title: {name}\n")).site();
    assert!(site.cases[0].slug.len() <= 80);
}

#[test]
fn what_is_left_out_is_listed_with_the_reason() {
    let mut bench = bench()
        .text("cases/a.md", "title: a\n草稿: 是\n")
        .text("cases/b.md", "title: b\ndate: 2026-11-21\n")
        .text("cases/c.md", "title: c\nexpires: 2026-11-20\n")
        .text("cases/d.md", "title: d\ndate: 2026-11-20\nexpires: 2026-11-21\n")
        .text("cases/e.md", "title: [broken\n")
        .text("cases/f.md", "title: f\ndate: 2026\n")
        .text("frameworks/x.md", "title: x\ndraft: yes\n")
        .text("institutions/y.md", "title: y\ndraft: 是\n")
        .text("news/_index.md", "title: y\n草稿: 是\n")
        .page("z.md", "title: z\ndate: 2027\n");
    bench.faulty.insert(FilePath::new("content/cases/e.md"));
    bench
        .inventory
        .ignored
        .push(Ignored { path: FilePath::new("static/Thumbs.db"), reason: words!("系统", "a") });
    let site = bench.site();
    let left: Vec<_> = site
        .left_out
        .iter()
        .map(|LeftOut { path, reason }| {
            let reason = match reason {
                Reason::Draft => "draft",
                Reason::Future(date) => date,
                Reason::Expired(date) => date,
                Reason::Faulty => "faulty",
                Reason::Unreferenced => "unreferenced",
                Reason::Ignored(_) => "ignored",
            };
            format!("{} {reason}", path.as_str().trim_start_matches("content/"))
        })
        .collect();
    assert_eq!(
        left,
        [
            "cases/a.md draft",
            "cases/b.md 2026-11-21",
            "cases/c.md 2026-11-20",
            "cases/e.md faulty",
            "frameworks/x.md draft",
            "institutions/y.md draft",
            "news/_index.md draft",
            "z.md 2027",
            "static/Thumbs.db ignored"
        ]
    );
    assert_eq!(site.cases.iter().map(|case| &*case.title).collect::<Vec<_>>(), ["d", "f"]);
}

#[test]
fn previews_show_drafts_and_what_is_to_come() {
    let site = Bench { drafts: Drafts::Shown, future: Future::Shown, ..bench() }
        .text("cases/a.md", "title: a\ndraft: true\n")
        .text("cases/b.md", "title: b\ndate: 2099\n")
        .text("cases/c.md", "title: c\nexpires: 2020\n")
        .site();
    assert_eq!(
        site.cases.iter().map(|case| (&*case.title, case.front.draft)).collect::<Vec<_>>(),
        [("b", false), ("a", true)]
    );
    assert_eq!(site.left_out[0].reason, Reason::Expired("2020".into()));
}

#[test]
fn what_only_a_preview_shows_is_listed_with_every_reason() {
    let texts = |drafts, future| {
        Bench { drafts, future, ..bench() }
            .text("cases/a.md", "title: a\ndraft: true\ndate: 2099\n")
            .text("cases/b.md", "title: b\ndate: 2023\n")
            .page("z.md", "title: z\ndate: 2098-01\n")
            .site()
    };
    let listed = |all: &[LeftOut]| -> Vec<String> {
        all.iter().map(|left| format!("{} {:?}", left.path.name(), left.reason)).collect()
    };
    let site = texts(Drafts::Shown, Future::Shown);
    assert_eq!(listed(&site.previewed), ["a.md Draft", "a.md Future(\"2099\")", "z.md Future(\"2098-01\")"]);
    assert_eq!(site.left_out, []);
    let site = texts(Drafts::Shown, Future::Hidden);
    assert_eq!(listed(&site.left_out), ["a.md Future(\"2099\")", "z.md Future(\"2098-01\")"]);
    assert_eq!(site.previewed, []);
    let site = texts(Drafts::Hidden, Future::Shown);
    assert_eq!(listed(&site.left_out), ["a.md Draft"]);
    assert_eq!(listed(&site.previewed), ["z.md Future(\"2098-01\")"]);
}

#[test]
fn a_case_without_a_title_is_told_with_the_line_to_copy() {
    let told = bench().text("cases/a.md", "date: 2023\n").heading("党建：三创新").problem();
    assert_eq!(
        told,
        "missing-title: there is no title; add a line `title: '党建：三创新'` to the front matter"
    );
    let mut bare = bench().text("cases/a.md", "");
    bare.documents[0].front.span = None;
    assert!(bare.problem().contains("three lines at the beginning"));
    assert_eq!(bench().text("frameworks/a.md", "declared: 1\ndimensions: [a]\n").told(), ["missing-title"]);
    assert_eq!(bench().text("institutions/a.md", "slug: a\n").told(), ["missing-title"]);
}

#[test]
fn a_broken_front_matter_is_not_told_twice() {
    let outcome = bench().text("cases/a.md", "title: [a\n").build();
    assert_eq!(outcome.diagnostics, []);
    assert_eq!(&*outcome.value.cases[0].title, "a");
}

#[test]
fn pages_take_their_title_from_the_text() {
    let site = bench()
        .page("about.md", "")
        .heading("关于本站")
        .page("b/index.md", "")
        .page("c.md", "title: 丙\n")
        .site();
    let titles: Vec<_> = site.pages.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(titles, ["关于本站", "b", "丙"]);
    assert_eq!(routes(site.pages.iter().map(|page| &page.route)), ["about/", "b/", "c/"]);
}

#[test]
fn pages_stand_by_column_order_and_date() {
    let site = bench()
        .text("news/_index.md", "title: 新闻\n")
        .page("news/a.md", "title: a\n")
        .page("news/b.md", "title: b\norder: 2\n")
        .page("news/c.md", "title: c\norder: 1\n")
        .page("news/d.md", "title: d\ndate: 2023\n")
        .page("z.md", "title: z\n")
        .page("news/2023/e.md", "title: e\ndate: 2024\n")
        .site();
    let titles: Vec<_> = site.pages.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(titles, ["z", "c", "b", "e", "d", "a"]);
    let news = site.columns.iter().find(|column| column.folder == "news").unwrap();
    assert!(site.pages[1..].iter().all(|page| page.column == news.id));
    assert_eq!(site.pages[3].route.as_str(), "news/2023/e/index.html");
}

#[test]
fn columns_give_their_folders_an_address() {
    let site = bench()
        .text("新闻/_index.md", "slug: news\ntitle: 新闻\norder: 3\nsummary: 摘要\n")
        .text("新闻/校内/_index.md", "")
        .page("新闻/校内/a.md", "title: a\n")
        .page("新闻/deep/er/b.md", "title: b\n")
        .text("honours/_index.md", "title: 光荣榜\n")
        .text("tags/_index.md", "summary: 标签\n")
        .text("_index.md", "")
        .site();
    let column = |folder: &str| site.columns.iter().find(|column| column.folder == folder).unwrap();
    assert_eq!(column("新闻").route.as_str(), "news/index.html");
    assert_eq!((column("新闻").order, column("新闻").summary.as_deref()), (Some(3), Some("摘要")));
    let inner = column("新闻/校内");
    assert!(inner.route.as_str().starts_with("news/xiao"), "{}", inner.route);
    assert_eq!((inner.title.as_str(), inner.parent), ("校内", Some(column("新闻").id)));
    assert_eq!((column("honours").title.as_str(), column("tags").title.as_str()), ("光荣榜", "标签"));
    assert_eq!(column("").title, "支部风采");
    let pages = routes(site.pages.iter().map(|page| &page.route));
    assert!(pages[0].starts_with("news/deep/er/b/") && pages[1].starts_with("news/xiao"), "{pages:?}");
}

#[test]
fn texts_beside_a_case_lie_below_its_address() {
    let site = bench()
        .text("cases/第一批/风能/index.md", "title: a\nslug: fengneng\n")
        .page("cases/第一批/风能/附录.md", "title: b\n")
        .site();
    assert!(site.pages[0].route.as_str().starts_with("cases/fengneng/fu"), "{}", site.pages[0].route);
}

#[test]
fn attachments_and_covers_are_files_of_the_site() {
    let yaml = "title: a\nattachments: [佐证/台账.pdf, '佐证\\表 (1).xlsx', 佐证/%E5%8F%B0%E8%B4%A6.pdf, /通用.pdf, ../共用.pdf]\ncover: cover.JPG\n";
    let site = bench()
        .text("cases/风能/index.md", yaml)
        .file("content/cases/风能/佐证/台账.pdf")
        .file("content/cases/风能/佐证/表 (1).xlsx")
        .file("content/cases/共用.pdf")
        .file("content/cases/风能/cover.JPG")
        .file("static/通用.pdf")
        .site();
    let case = &site.cases[0];
    let names: Vec<_> = case.attachments.iter().map(FilePath::name).collect();
    assert_eq!(names, ["台账.pdf", "表 (1).xlsx", "台账.pdf", "通用.pdf", "共用.pdf"]);
    assert_eq!(case.cover.as_ref().unwrap().name(), "cover.JPG");
}

#[test]
fn names_in_another_unicode_form_are_found() {
    let site = bench()
        .text("cases/a.md", "title: a\nattachments: [caf\u{e9}.pdf]\n")
        .file("content/cases/cafe\u{301}.pdf")
        .site();
    assert_eq!(site.cases[0].attachments.len(), 1);
}

#[test]
fn files_that_are_not_there_are_told() {
    let told = |yaml: &str| {
        bench()
            .text("cases/a/index.md", &format!("title: '{}'\n{yaml}\n", yaml.replace('\'', "''")))
            .file("content/cases/a/台账.pdf")
            .file("content/cases/b/封面.png")
            .file("content/cases/a/说明.docx")
            .problem()
    };
    assert_eq!(
        told("attachments: [台账.PDF]"),
        "missing-attachment: there is no file `台账.PDF`; did you mean `台账.pdf`?"
    );
    assert_eq!(
        told("attachments: [佐证/台账.pdf]"),
        "missing-attachment: there is no file `佐证/台账.pdf`; did you mean `台账.pdf`?"
    );
    assert_eq!(
        told("attachments: [台帐.pdf]"),
        "missing-attachment: there is no file `台帐.pdf`; did you mean `台账.pdf`?"
    );
    assert!(told("cover: 封面.png").ends_with("did you mean `/cases/b/封面.png`?"));
    assert!(told("cover: 完全没有.png").contains("leading /"));
    assert!(told("cover: 说明.docx").starts_with("unusable-cover"));
    assert!(told("cover: https://a.cn/b.png").starts_with("foreign-attachment"));
    assert!(told("cover: 'C:\\b.png'").starts_with("foreign-attachment"));
    assert!(told("attachments: [../../../etc/passwd]").starts_with("missing-attachment"));
    assert!(told("attachments: [/cases/b/]").ends_with("it is a folder: name the files in it"));
}

#[test]
fn old_addresses_are_checked_and_kept_once() {
    let outcome = bench()
        .text("cases/a.md", "title: a\nredirects: [/old/1.html, old/1.html, /old/2.html, /x?id=1]\n")
        .page("p.md", "title: p\nredirects: /old\n")
        .text("frameworks/f.md", "title: f\nredirects: [/f.html]\n")
        .build();
    assert_eq!(codes(&outcome.diagnostics), ["unusable-redirect"]);
    let site = outcome.value;
    let typed = |old: &[OldAddress]| old.iter().map(|old| old.typed.clone()).collect::<Vec<_>>();
    assert_eq!(typed(&site.cases[0].redirects), ["/old/1.html", "/old/2.html"]);
    assert_eq!(site.cases[0].redirects[1].place, crate::base::NodePath(vec![1, 2]));
    assert_eq!(typed(&site.pages[0].redirects), ["/old"]);
    assert_eq!(typed(&site.frameworks[0].redirects), ["/f.html"]);
}

#[test]
fn the_order_of_documents_changes_nothing() {
    let texts = [
        ("cases/a.md", "title: a\n单位: 甲大学\nframeworks: [七个有力, {name: 五型, dimensions: [学]}]\n"),
        ("cases/b.md", "title: b\n单位: 乙大学\ndate: 2020\n"),
        ("frameworks/qi.md", SEVEN),
        ("frameworks/liu.md", "title: 六强\n"),
        ("institutions/x.md", "title: 丙大学\n"),
        ("about.md", "title: 关于\n"),
        ("news/_index.md", "title: 新闻\n"),
    ];
    let site = |texts: &mut dyn Iterator<Item = &(&str, &str)>| {
        texts.fold(bench(), |bench, (path, yaml)| bench.text(path, yaml)).site()
    };
    let forth = format!("{:?}", site(&mut texts.iter()));
    assert_eq!(format!("{:?}", site(&mut texts.iter().rev())), forth);
}
