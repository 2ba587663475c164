//! Reading of `site.yaml` and vocabularies.

use crate::base::files::MemoryFiles;
use crate::base::route::UrlStyle;
use crate::base::{Lang, Outcome, Severity};

use super::*;

fn loaded(files: &[(&str, &str)]) -> Outcome<Config> {
    let files =
        files.iter().fold(MemoryFiles::default(), |files, (path, text)| files.with(path, text.as_bytes()));
    load(&files)
}

fn site(text: &str) -> Outcome<Config> {
    loaded(&[("site.yaml", text), ("content/cases/a.md", "")])
}

fn codes(outcome: &Outcome<Config>) -> Vec<&str> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect()
}

#[test]
fn the_built_in_vocabulary_is_sound() {
    let words = Vocabulary::built_in();
    assert!(words.levels.len() >= 8 && words.grades.len() >= 9 && words.units.len() > 20);
    assert_eq!(words.levels[0].zh, "国家级");
    let ids = |terms: &[Term]| terms.iter().map(|term| term.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&words.honour_kinds), ["award", "project", "person"]);
    assert!(ids(&words.qualifiers).contains(&"unquantified".to_owned()));
}

#[test]
fn what_is_left_out_has_its_default() {
    let outcome = site("title: 站\n");
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    let config = outcome.value;
    assert_eq!(
        (config.title.as_str(), config.lang, config.timezone.as_str()),
        ("站", Lang::Zh, "Asia/Shanghai")
    );
    assert_eq!((config.base_url, config.urls, config.paging.size), (None, UrlStyle::File, 24));
    assert_eq!(config.theme, DEFAULT_THEME);
    assert_eq!((config.tagline, config.emblem, config.featured.len()), (None, None, 0));
}

#[test]
fn a_folder_without_configuration_is_a_site_when_it_has_content() {
    assert!(loaded(&[("content/cases/a.md", "")]).diagnostics.is_empty());
    assert_eq!(codes(&loaded(&[("notes.txt", "")])), ["no-site"]);
}

#[test]
fn keys_are_read_in_both_languages() {
    let config = site(
        "标题: 站\n网址: https://a.cn/x\n语言: 英文\n时区: UTC\n链接形式: folder\n排版: {换行: 分段, html: escape}\n主办: 某党委\n每页条数: 10\n",
    );
    assert!(config.diagnostics.is_empty(), "{:?}", config.diagnostics);
    let config = config.value;
    assert_eq!(config.base_url.as_deref(), Some("https://a.cn/x/"));
    assert_eq!((config.lang, config.urls), (Lang::En, UrlStyle::Folder));
    assert_eq!((config.markup.breaks, config.markup.raw_html), (Breaks::Paragraph, RawHtml::Escape));
    assert_eq!((config.organiser.name.as_deref(), config.paging.size), (Some("某党委"), 10));
}

#[test]
fn what_cannot_be_used_is_told_and_its_default_taken() {
    for (text, code) in [
        ("base_url: dangjian.cn", "unusable-base-url"),
        ("base_url: https://a.cn/?x=1", "unusable-base-url"),
        ("lang: 法文", "unknown-language"),
        ("timezone: Asia/Nowhere", "unknown-timezone"),
        ("page_size: 0", "number-out-of-range"),
        ("urls: pretty", "unknown-value"),
        ("menu: [{name: 案例}]", "menu-without-link"),
        ("diagnostics: {remote-picture: quiet}", "unusable-severity"),
        ("tilte: 站", "similar-key"),
        ("完全不认识的键: 1", "unknown-key"),
        ("vocabulary: none.yaml", "missing-file"),
        ("theme: a/b", "unusable-theme-name"),
        ("主办: {备案号: 123}", "unusual-registration"),
    ] {
        let outcome = site(&format!("{text}\n"));
        assert!(codes(&outcome).contains(&code), "{text}: {:?}", outcome.diagnostics);
    }
}

#[test]
fn the_menu_has_a_long_and_a_short_form() {
    let config = site("menu:\n  - 案例: cases/_index.md\n  - {name: 关于, link: about.md}\n").value;
    let menu: Vec<(&str, &str)> =
        config.menu.iter().map(|item| (item.name.as_str(), item.link.as_str())).collect();
    assert_eq!(menu, [("案例", "cases/_index.md"), ("关于", "about.md")]);
    let places: Vec<&[u32]> = config.menu.iter().map(|item| item.place.0.as_slice()).collect();
    assert_eq!(places, [&[0, 0, 0], &[0, 1, 1]]);
}

#[test]
fn a_theme_is_a_name_or_a_name_with_settings() {
    assert_eq!(site("theme: hongqi\n").value.theme, "hongqi");
    let config = site("theme: {name: hongqi, colour: red}\n").value;
    assert_eq!((config.theme.as_str(), config.theme_settings.entries.len()), ("hongqi", 1));
    assert_eq!(config.theme_settings.entries[0].key, "colour");
}

#[test]
fn severities_only_become_milder() {
    static CODE: Code = Code { name: "remote-picture", severity: Severity::Warning, zh: "", en: "" };
    let told = |text: &str| {
        let files = MemoryFiles::default().with("site.yaml", text.as_bytes());
        check_codes(&files, &[&CODE])
    };
    assert!(told("diagnostics: {remote-picture: off}\n").is_empty());
    assert!(told("提示:\n  remote-picture: 提示\n").is_empty());
    assert!(told("title: 站\n").is_empty());
    let graver = told("diagnostics: {remote-picture: error}\n");
    assert_eq!((graver.len(), &*graver[0].code), (1, "unusable-severity"));
    let unknown = told("title: 站\ndiagnostics: {remote-pictures: hint}\n");
    assert_eq!((unknown.len(), &*unknown[0].code), (1, "unknown-code"));
    assert!(unknown[0].help.as_ref().is_some_and(|help| help.en.contains("remote-picture")));
    let place = &unknown[0].place.as_ref().unwrap().spot;
    assert_eq!(place, &crate::base::Spot::Key(crate::base::NodePath(vec![1, 0])));
    assert_eq!(site("diagnostics: {x: 关}\n").value.severities["x"], None);
}

#[test]
fn own_values_are_for_templates() {
    let outcome = site("extra: {口号: 干在实处}\n");
    assert!(outcome.diagnostics.is_empty());
    assert_eq!(outcome.value.extra.entries[0].key, "口号");
    let outcome = site("口号: 干在实处\n");
    assert_eq!(codes(&outcome), ["unknown-key"]);
    assert_eq!(outcome.value.extra.entries[0].key, "口号");
}

#[test]
fn a_file_of_another_name_is_told_of() {
    for name in ["site.yml", "Site.yaml", "site.yaml.txt", "content/site.yaml"] {
        let outcome = loaded(&[(name, "title: 站\n"), ("content/a.md", "")]);
        assert_eq!(codes(&outcome), ["misnamed-site-file"], "{name}");
    }
}

#[test]
fn time_zones_have_the_names_that_people_use() {
    for (typed, name) in [
        ("Asia/Shanghai", "Asia/Shanghai"),
        ("北京时间", "Asia/Shanghai"),
        ("Asia/Beijing", "Asia/Shanghai"),
        ("UTC+8", "Asia/Shanghai"),
        ("Asia/Urumqi", "Asia/Urumqi"),
        ("UTC", "UTC"),
    ] {
        let outcome = site(&format!("timezone: {typed}\n"));
        assert!(outcome.diagnostics.is_empty(), "{typed}");
        assert_eq!(outcome.value.timezone, name);
    }
    let outcome = site("timezone: Asia/Shanghia\n");
    assert_eq!(outcome.diagnostics[0].help.as_ref().unwrap().en, "did you mean `Asia/Shanghai`?");
    assert_eq!(outcome.value.timezone, "Asia/Shanghai");
}

#[test]
fn an_address_without_its_scheme_is_told_with_it() {
    let outcome = site("网址: www.a.edu.cn/dj\n");
    let help = outcome.diagnostics[0].help.as_ref().unwrap();
    assert_eq!(help.en, "begin with https:// or http://: https://www.a.edu.cn/dj/");
    assert_eq!(site("网址: https：／／a.cn\n").value.base_url.as_deref(), Some("https://a.cn/"));
}

#[test]
fn the_vocabulary_lies_inside_of_the_site() {
    for path in ["../words.yaml", "/etc/words.yaml", "C:\\words.yaml", "'C:\\words.yaml'", ".", "a/../../b"] {
        let outcome = site(&format!("vocabulary: {path}\n"));
        assert_eq!(codes(&outcome), ["unusable-path"], "{path}");
    }
    for path in ["./data/words.yaml", "data/words.yaml", "data\\words.yaml"] {
        let outcome = loaded(&[
            ("site.yaml", &format!("vocabulary: {path}\n")),
            ("data/words.yaml", "units: [盏]\n"),
            ("content/a.md", ""),
        ]);
        assert!(outcome.diagnostics.is_empty(), "{path}: {:?}", outcome.diagnostics);
        assert_eq!(outcome.value.vocabulary.units, ["盏"]);
    }
}

#[test]
fn no_text_makes_it_panic() {
    for text in
        ["theme: ../x\n", "theme: {name: a/b}\n", "theme: []\n", "menu: 1\n", "pinyin: x\n", "- 1\n", "\0"]
    {
        assert!(!site(text).diagnostics.is_empty(), "{text}");
    }
}

#[test]
fn examples_of_the_manual_are_read_without_a_word() {
    for table in keys::TABLES {
        let mut names = Vec::new();
        for key in table.keys {
            names.extend(key.names().map(crate::base::fold::fold));
            let text = format!("{}: {}\n", key.zh, key.example);
            let parsed = crate::yaml::parse(&crate::base::FilePath::new("a.yaml"), &text, 0);
            assert!(parsed.diagnostics.is_empty(), "{text}: {:?}", parsed.diagnostics);
            assert!(!key.doc_zh.is_empty() && !key.doc_en.is_empty());
        }
        for name in table.keys.iter().flat_map(|key| key.names()) {
            let parsed =
                crate::yaml::parse(&crate::base::FilePath::new("a.yaml"), &format!("{name}：甲\n"), 0);
            assert!(parsed.diagnostics.is_empty(), "`{name}` is missing in yaml/slips/names.txt");
        }
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "two keys of `{}` share a name", table.name);
    }
    for key in keys::site::SITE.keys.iter().filter(|key| key.en != "vocabulary") {
        let outcome = site(&format!("{}: {}\n", key.en, key.example));
        assert!(outcome.diagnostics.is_empty(), "{}: {:?}", key.en, outcome.diagnostics);
    }
}

#[test]
fn a_vocabulary_of_the_sites_own_replaces_list_by_list() {
    let outcome = loaded(&[
        ("site.yaml", "vocabulary: words.yaml\n"),
        ("words.yaml", "级别:\n  - {id: top, zh: 全总级}\n"),
        ("content/a.md", ""),
    ]);
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    let words = outcome.value.vocabulary;
    assert_eq!((words.levels.len(), words.levels[0].en.as_str()), (1, "top"));
    assert_eq!(words.grades, Vocabulary::built_in().grades);
    let twice = loaded(&[
        ("site.yaml", "vocabulary: words.yaml\n"),
        ("words.yaml", "levels: [{id: a, zh: 甲}, {id: a, zh: 乙}, {id: A b, zh: 丙}]\n"),
        ("content/a.md", ""),
    ]);
    assert_eq!(codes(&twice), ["unusable-term", "unusable-term"]);
    let shared = loaded(&[
        ("site.yaml", "vocabulary: words.yaml\n"),
        ("words.yaml", "levels: [{id: a, zh: 省级, aliases: [省]}, {id: b, zh: 部级, aliases: [部, 省]}]\n"),
        ("content/a.md", ""),
    ]);
    assert_eq!(codes(&shared), ["shared-spelling"]);
}
