use std::path::Path;
use std::sync::Arc;

use expect_test::expect;

use crate::base::files::{Files, Layered, MemoryFiles};
use crate::base::store::{Case as Letters, Fault, FaultyStore, MemoryStore};
use crate::base::{Diagnostic, Lang, Outcome};
use crate::config;
use crate::config::keys::site::SITE;
use crate::model::{Drafts, Future};
use crate::pipeline::{self, BuildOptions, Faults};
use crate::render::Plan;

use super::*;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn now() -> jiff::Timestamp {
    "2026-11-20T20:00:00Z".parse().unwrap()
}

fn plan(files: Arc<dyn Files>) -> Outcome<Plan> {
    let options = BuildOptions {
        today: None,
        now: now(),
        drafts: Drafts::Shown,
        future: Future::Hidden,
        faults: Faults::Refuse,
    };
    pipeline::plan(files, &options)
}

/// What the store holds, as a site.
fn site(store: &MemoryStore) -> Arc<dyn Files> {
    pipeline::site_files(Arc::new(store.files().into_iter().collect::<MemoryFiles>()))
}

fn started(lang: Lang) -> MemoryStore {
    let store = MemoryStore::new(Letters::Sensitive);
    let disk = tempfile::tempdir().unwrap();
    start(&NewSite { folder: disk.path(), program: None, lang }, &store).unwrap();
    store
}

fn text(store: &MemoryStore, path: &str) -> String {
    let files = store.files();
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

fn wish<'a>(kind: Kind, name: &'a str, frameworks: &'a [String]) -> Wish<'a> {
    Wish { kind, name, frameworks, now: now() }
}

fn added(
    store: &MemoryStore,
    kind: Kind,
    name: &str,
    frameworks: &[&str],
) -> Result<String, Vec<Diagnostic>> {
    let frameworks: Vec<String> = frameworks.iter().map(|name| (*name).to_owned()).collect();
    let added = add(&site(store), store, &wish(kind, name, &frameworks))?;
    Ok(text(store, added.path.as_str()))
}

fn codes_of(result: Result<String, Vec<Diagnostic>>) -> Vec<String> {
    result.unwrap_err().into_iter().map(|problem| problem.code.into_owned()).collect()
}

#[test]
fn the_starter_builds_without_a_diagnostic() {
    for lang in LANGS {
        let Outcome { value: plan, diagnostics } = plan(site(&started(lang)));
        assert_eq!(diagnostics, [], "{lang:?}");
        let site = &plan.world().site;
        assert_eq!((site.cases.len(), site.frameworks.len(), site.pages.len()), (2, 1, 1));
        assert_eq!(plan.world().config.lang, lang);
        assert!(site.left_out.is_empty());
    }
}

#[test]
fn the_configuration_of_the_starter_explains_every_key() {
    for lang in LANGS {
        let store = started(lang);
        let file = text(&store, "site.yaml");
        let in_use: String = file
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(option) if !option.starts_with(' ') || option.starts_with("  ") => format!("{option}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        for key in SITE.keys {
            let names = [key.zh, key.en];
            let at = in_use
                .lines()
                .position(|line| line.split_once(':').is_some_and(|(name, _)| names.contains(&name)));
            let at = at.unwrap_or_else(|| panic!("{} is not explained", key.en));
            assert!(in_use.lines().nth(at - 1).unwrap().starts_with("# "), "{} is not explained", key.en);
        }
        let files = MemoryFiles::new()
            .with("site.yaml", &in_use)
            .with("vocabulary.yaml", "units: [项]\n")
            .with("content/about.md", "---\ntitle: x\n---\n");
        let all: Arc<dyn Files> = Arc::new(Layered::new(vec![Arc::new(files), pipeline::embedded()]));
        assert_eq!(config::load(&all).diagnostics, [], "{in_use}");
    }
}

#[test]
fn a_folder_with_hidden_files_only_is_empty() {
    let disk = tempfile::tempdir().unwrap();
    let program = disk.path().join("fengcai.exe");
    let new = NewSite { folder: disk.path(), program: Some(&program), lang: Lang::Zh };
    let store = MemoryStore::new(Letters::Sensitive)
        .with(".git/HEAD", "")
        .with(".DS_Store", "")
        .with("desktop.ini", "")
        .with("fengcai.exe", "");
    assert!(start(&new, &store).is_ok());
    let elsewhere = Path::new("elsewhere/fengcai.exe");
    let store = MemoryStore::new(Letters::Sensitive).with("fengcai.exe", "");
    assert!(start(&NewSite { program: Some(elsewhere), ..new }, &store).is_err());
}

#[test]
fn a_folder_in_use_is_left_as_it_is() {
    let disk = tempfile::tempdir().unwrap();
    let new = NewSite { folder: disk.path(), program: None, lang: Lang::Zh };
    let store = MemoryStore::new(Letters::Sensitive).with("年终总结.docx", "稿");
    let before = store.files();
    let problem = start(&new, &store).unwrap_err();
    assert_eq!(problem.code, start::FULL_FOLDER.name);
    assert!(problem.message.zh.contains("年终总结.docx"), "{problem}");
    assert_eq!(store.files(), before);
}

#[test]
fn a_starter_that_cannot_be_written_leaves_nothing() {
    let disk = tempfile::tempdir().unwrap();
    let new = NewSite { folder: disk.path(), program: None, lang: Lang::Zh };
    let calls = start(&new, &MemoryStore::default()).unwrap().len() + 1;
    for at in 1..=calls {
        let store = MemoryStore::new(Letters::Sensitive).with(".git/HEAD", "");
        let before = store.files();
        let problem = start(&new, &FaultyStore::new(&store, Fault::Fails, at)).unwrap_err();
        assert_eq!(problem.code, UNWRITTEN_FILE.name, "call {at}");
        assert_eq!(store.files(), before, "call {at}");
    }
}

#[test]
fn a_site_stands_beside_others_and_not_in_what_they_read() {
    let disk = tempfile::tempdir().unwrap();
    let outer = crate::base::store::DiskStore::new(disk.path());
    start(&NewSite { folder: disk.path(), program: None, lang: Lang::Zh }, &outer).unwrap();
    for (folder, may) in
        [("demo", true), ("a/b", true), ("content/demo", false), ("static", false), (".git/x", false)]
    {
        let folder = disk.path().join(folder);
        let new = NewSite { folder: &folder, program: None, lang: Lang::Zh };
        let made = start(&new, &MemoryStore::default());
        assert_eq!(made.is_ok(), may, "{folder:?}");
        if let Err(problem) = made {
            assert_eq!(problem.code, start::NESTED_SITE.name);
        }
    }
}

#[test]
fn a_case_has_a_heading_for_each_dimension() {
    let store = started(Lang::Zh);
    let text = added(&store, Kind::Case, "风能学院支部", &["支部四件事"]).unwrap();
    expect![[r#"
        ---
        标题: 风能学院支部
        日期: 2026-11-21
        # 案例所属的单位。名称中有“某”“×”“＊”的视为隐名：只显示，不归并，没有单独页面。
        单位:
        # 支部的名称；类别按名称判断：党支部、党总支、党委
        支部:
        # 可以写：教工、学生、师生、离退休
        成员:
        框架:
          - 支部四件事
        # 下面几项需要时删去行首的 #
        # 级别：国家级、省级、厅级、市级、行业级、校级、院级、媒体；阶段：立项、培育、中期、验收
        #项目:
        #  - 国家级 项目名称 立项
        # 级别同上；等次：特等奖、一等奖、二等奖、三等奖、金奖、银奖、铜奖、十佳、最佳奖、优秀奖
        #荣誉:
        #  - 2026年 国家级 荣誉名称 特等奖 1项
        # 写好以后删去下一行，才会发布
        草稿: 是
        ---

        ## 学习 {维度=学习}

        ## 组织 {维度=组织}

        ## 服务 {维度=服务}

        ## 育人 {维度=育人}
    "#]]
    .assert_eq(&text);
    assert_eq!(bound(&store, "风能学院支部", &text), (0, 4), "a heading without a text is no evidence");
    assert_eq!(bound(&store, "风能学院支部", &filled(&text)), (4, 4));
}

/// A text with a paragraph below each heading.
fn filled(text: &str) -> String {
    let filled = |line: &str| {
        if line.starts_with("##") { format!("{line}\n\n正文。\n") } else { format!("{line}\n") }
    };
    text.lines().map(filled).collect()
}

/// For how many of the dimensions of its frameworks a case has evidence when it is this text.
fn bound(store: &MemoryStore, name: &str, text: &str) -> (usize, usize) {
    let texts = store.files().into_iter().collect::<MemoryFiles>();
    let texts = texts.with(&format!("content/cases/{name}.md"), text);
    let Outcome { value: plan, diagnostics } = plan(pipeline::site_files(Arc::new(texts)));
    assert_eq!(diagnostics, []);
    let world = plan.world();
    let case = world.site.cases.iter().find(|case| *case.title == *name).unwrap();
    let practices = world.relations.practices[case.id.index()].iter();
    let bound: std::collections::BTreeSet<_> = practices.flat_map(|practice| &practice.dimensions).collect();
    let leaves = case.frameworks.iter().map(|taken| world.site[taken.framework].leaves().count());
    (bound.len(), leaves.sum())
}

const TREE: &str = "---
title: “四三”工程
dimensions:
  - name: 三维度
    dimensions: [学, '讲、干']
  - name: 三创优
    dimensions: [{name: 学}, 理论 *育人*]
---
";
const FLAT: &str = "---
title: 七项
aliases: [seven]
dimensions: [学, '一、教育党员', 文化/阵地]
---
";

/// The headings of a new case on the frameworks of two files.
fn sections(frameworks: &[&str]) -> String {
    let store =
        started(Lang::Zh).with("content/frameworks/si-san.md", TREE).with("content/frameworks/qi.md", FLAT);
    let text = added(&store, Kind::Case, "甲", frameworks).unwrap();
    let (bound, leaves) = bound(&store, "甲", &filled(&text));
    assert_eq!(bound, leaves);
    text.lines().filter(|line| line.starts_with("##")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_tree_gives_headings_of_headings_and_qualified_names() {
    expect![[r###"
        ## 三维度
        ### 学 {维度=三维度/学}
        ### 讲、干 {维度="讲、干"}
        ## 三创优
        ### 学 {维度=三创优/学}
        ### 理论 \*育人\* {维度="理论 *育人*"}
    "###]]
    .assert_eq(&sections(&["四三工程"]));
    expect![[r###"
        ## 学 {维度=学}
        ## 一、教育党员 {维度="一、教育党员"}
        ## 文化/阵地 {维度=文化/阵地}
    "###]]
    .assert_eq(&sections(&["seven"]));
    expect![[r###"
        ## “四三”工程
        ### 三维度
        #### 学 {维度=三维度/学}
        #### 讲、干 {维度="讲、干"}
        ### 三创优
        #### 学 {维度=三创优/学}
        #### 理论 \*育人\* {维度="理论 *育人*"}
        ## 七项
        ### 学 {维度=七项/学}
        ### 一、教育党员 {维度="一、教育党员"}
        ### 文化/阵地 {维度=文化/阵地}
    "###]]
    .assert_eq(&sections(&["四三", "七项"]));
}

#[test]
fn what_is_added_builds_and_is_no_longer_a_draft_without_its_line() {
    for lang in LANGS {
        for (kind, name) in [
            (Kind::Case, "风能: “一线” #1"),
            (Kind::Case, "第一批/2023"),
            (Kind::Case, "yes"),
            (Kind::Case, r#"a "b" \c'"#),
            (Kind::Case, "- [x](y) *z* & <b>"),
            (Kind::Framework, "五件事"),
            (Kind::Framework, "是"),
            (Kind::Page, "news/开会?"),
            (Kind::Page, "关于我们"),
            (Kind::Institution, "示例 学院"),
            (Kind::Institution, "某*学院"),
        ] {
            let store = started(lang);
            let found = config::load(&site(&store)).value.lang;
            assert_eq!(found, lang);
            let text = added(&store, kind, name, &[]).unwrap_or_else(|told| panic!("{name}: {told:?}"));
            let Outcome { value: before, diagnostics } = plan(site(&store));
            assert_eq!(diagnostics, [], "{lang:?} {kind:?} {name}: {text}");
            let line = format!("{}\n", texts::draft_line(lang));
            assert!(text.contains(&line), "{text}");
            let path = name::named(kind, name).unwrap().path;
            store.put(path.as_str(), Some(text.replace(&line, "").as_bytes()));
            let options = BuildOptions {
                today: None,
                now: now(),
                drafts: Drafts::Hidden,
                future: Future::Hidden,
                faults: Faults::Refuse,
            };
            let Outcome { value: after, diagnostics } = pipeline::plan(site(&store), &options);
            assert_eq!(diagnostics, [], "{lang:?} {kind:?} {name}: {text}");
            assert_eq!(before.routes().count(), after.routes().count(), "{kind:?} {name}");
        }
    }
}

#[test]
fn what_is_added_is_a_draft() {
    for kind in [Kind::Case, Kind::Framework, Kind::Page, Kind::Institution] {
        let store = started(Lang::Zh);
        added(&store, kind, "新的", &[]).unwrap();
        let options = BuildOptions {
            today: None,
            now: now(),
            drafts: Drafts::Hidden,
            future: Future::Hidden,
            faults: Faults::Refuse,
        };
        let Outcome { value: plan, diagnostics } = pipeline::plan(site(&store), &options);
        assert_eq!(diagnostics, [], "{kind:?}");
        let path = name::named(kind, "新的").unwrap().path;
        assert!(plan.world().site.left_out.iter().any(|left| left.path == path), "{kind:?}");
    }
}

#[test]
fn a_new_framework_and_a_case_that_takes_it_up_follow_each_other() {
    let store = started(Lang::Zh);
    added(&store, Kind::Framework, "六个好", &[]).unwrap();
    let text = added(&store, Kind::Case, "校园", &["六个好"]).unwrap();
    assert!(text.contains("## 维度2 {维度=维度2}"), "{text}");
    assert_eq!(plan(site(&store)).diagnostics, []);
}

#[test]
fn texts_are_written_in_the_language_of_the_site() {
    let store = started(Lang::En);
    let text = added(&store, Kind::Case, "My branch", &["four-duties"]).unwrap();
    assert!(text.contains("## Learning {dimension=Learning}"), "{text}");
    for kind in [Kind::Case, Kind::Framework, Kind::Page, Kind::Institution] {
        let text = added(&store, kind, "New", &[]).unwrap();
        let keys: String = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(keys.is_ascii(), "{text}");
    }
}

#[test]
fn allowed_values_are_those_of_the_vocabulary() {
    let vocabulary = "memberships: [{id: x, zh: 车间}, {id: y, zh: 班组}]\ngrades: [{id: z, zh: 头奖}]\n";
    let store = started(Lang::Zh).with("words.yaml", vocabulary);
    let configuration = format!("{}词表: words.yaml\n", text(&store, "site.yaml"));
    store.put("site.yaml", Some(configuration.as_bytes()));
    let text = added(&store, Kind::Case, "甲", &[]).unwrap();
    assert!(text.contains("车间、班组") && text.contains("头奖") && !text.contains("教工"), "{text}");
    assert!(text.contains("本站有：支部四件事"), "{text}");
}

#[test]
fn entries_out_of_use_can_be_put_to_use() {
    for lang in LANGS {
        let store = started(lang);
        let text = added(&store, Kind::Case, "甲", &[]).unwrap();
        let used: String = text
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(entry)
                    if !entry.starts_with(' ') && !entry.starts_with('#') || entry.starts_with("  ") =>
                {
                    format!("{entry}\n")
                }
                _ => format!("{line}\n"),
            })
            .collect();
        assert_ne!(used, text);
        store.put("content/cases/甲.md", Some(used.as_bytes()));
        let Outcome { value: plan, diagnostics } = plan(site(&store));
        assert_eq!(diagnostics, [], "{used}");
        let case = plan.world().site.cases.iter().find(|case| &*case.title == "甲").unwrap();
        assert_eq!((case.front.honours.len(), case.front.programmes.len()), (1, 1));
        assert!(
            case.front.honours[0].level.is_some() && case.front.honours[0].grade.is_some(),
            "{:?}",
            case.front.honours
        );
        assert!(case.front.programmes[0].level.is_some() && case.front.programmes[0].stage.is_some());
    }
}

#[test]
fn an_unknown_framework_is_told_with_a_near_one() {
    let store = started(Lang::Zh);
    let before = store.files();
    let told = added(&store, Kind::Case, "甲", &["支部四件是"]).unwrap_err();
    assert_eq!(told.len(), 1);
    assert!(told[0].message.zh.contains("支部四件是"), "{told:?}");
    assert!(told[0].help.as_ref().unwrap().zh.contains("支部四件事"), "{told:?}");
    assert_eq!(told[0].place, None);
    assert_eq!(store.files(), before);
}

#[test]
fn nothing_is_overwritten() {
    let store = started(Lang::Zh).with("content/cases/甲.md", "mine");
    assert_eq!(codes_of(added(&store, Kind::Case, "甲", &[])), [addition::TAKEN_NAME.name]);
    let forgetful = MemoryStore::new(Letters::Forgetful).with("content/cases/A.md", "---\ntitle: A\n---\n");
    assert_eq!(codes_of(added(&forgetful, Kind::Case, "a", &[])), [addition::TAKEN_NAME.name]);
    assert_eq!(text(&store, "content/cases/甲.md"), "mine");
}

#[test]
fn an_address_that_is_taken_is_told_before_anything_is_written() {
    let store = started(Lang::Zh).with("content/cases/feng-neng.md", "---\ntitle: 甲\n---\n\n正文。\n");
    assert_eq!(codes_of(added(&store, Kind::Case, "风能", &[]))[0], "route-collision");
    let store = started(Lang::Zh).with("content/cases/风能/index.md", "---\ntitle: 甲\n---\n\n正文。\n");
    assert_eq!(codes_of(added(&store, Kind::Case, "风能", &[]))[0], "route-collision");
    assert!(!store.files().contains_key("content/cases/风能.md"));
}

#[test]
fn a_name_that_is_taken_gets_a_free_one_proposed() {
    let text = "---\ntitle: 甲\n---\n\n正文。\n";
    for (standing, typed, free) in [
        (&["content/cases/风能/index.md"][..], "风能", "风能-2"),
        (&["content/cases/feng-neng.md"], "风能", "风能-2"),
        (&["content/cases/风能.md", "content/cases/风能-2/index.md"], "风能", "风能-3"),
        (&["content/cases/一批/风能.md"], "content/cases/一批/风能.md", "content/cases/一批/风能-2"),
    ] {
        let store = standing.iter().fold(started(Lang::Zh), |store, path| store.with(path, text));
        let refused = added(&store, Kind::Case, typed, &[]).unwrap_err();
        let help = refused[0].help.as_ref().unwrap();
        assert!(help.zh.contains(&format!("如“{free}”")), "{standing:?}: {}", help.zh);
        assert!(help.en.contains(&format!("`{free}`")), "{standing:?}: {}", help.en);
        assert!(added(&store, Kind::Case, free, &[]).is_ok(), "{free} is not free");
    }
}

#[test]
fn a_name_that_means_something_else_is_told() {
    let store = started(Lang::Zh);
    for (kind, name) in [
        (Kind::Case, "README"),
        (Kind::Case, "_index"),
        (Kind::Case, "index"),
        (Kind::Page, "_index2/_index"),
        (Kind::Page, "cases/甲"),
        (Kind::Page, "frameworks/甲"),
    ] {
        assert_eq!(codes_of(added(&store, kind, name, &[])), [name::UNUSABLE_NAME.name], "{name}");
    }
    assert_eq!(codes_of(added(&store, Kind::Case, "?/..", &[])), [name::UNUSABLE_NAME.name]);
}

#[test]
fn a_site_with_errors_elsewhere_can_grow() {
    let store = started(Lang::Zh).with("content/cases/坏.md", "---\ntitle: 坏\ndate: 2024-13-45\n---\n");
    assert!(added(&store, Kind::Case, "好", &["支部四件事"]).is_ok());
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing() {
    let store = started(Lang::Zh);
    let before = store.files();
    let full = FaultyStore::new(&store, Fault::Full, 1);
    let told = add(&site(&store), &full, &wish(Kind::Page, "新的", &[])).unwrap_err();
    assert_eq!(told[0].code, UNWRITTEN_FILE.name);
    assert_eq!(store.files(), before);
}

#[test]
fn no_two_codes_have_one_name() {
    let mut names: Vec<&str> = codes().iter().map(|code| code.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(
        names,
        ["full-folder", "nested-site", "taken-name", "unknown-theme-part", "unusable-name", "unwritten-file"]
    );
}
