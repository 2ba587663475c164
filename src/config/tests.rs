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
        ("timezone: Asia/Peking", "unknown-timezone"),
        ("page_size: 0", "number-out-of-range"),
        ("urls: pretty", "unknown-value"),
        ("menu: [{name: 案例}]", "menu-without-link"),
        ("diagnostics: {remote-picture: quiet}", "unusable-severity"),
        ("tilte: 站", "similar-key"),
        ("完全不认识的键: 1", "unknown-key"),
        ("vocabulary: none.yaml", "unusable-term"),
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
    let config = site("diagnostics: {remote-picture: off}\n").value;
    assert!(config.check_codes(&[&CODE]).is_empty());
    let graver = site("diagnostics: {remote-picture: error}\n").value.check_codes(&[&CODE]);
    assert_eq!(graver.len(), 1);
    let unknown = site("diagnostics: {remote-pictures: hint}\n").value.check_codes(&[&CODE]);
    assert!(unknown[0].help.as_ref().is_some_and(|help| help.en.contains("remote-picture")));
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
}
