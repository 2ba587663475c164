//! Themes with one fault of each sort, and the themes that are carried, which have none.

use super::*;
use crate::base::files::MemoryFiles;

/// A theme `a` upon 素简 with some files of its own.
fn theme(files: &[(&str, &str)]) -> Arc<dyn Files> {
    let mut memory = MemoryFiles::new().with("themes/a/theme.yaml", "api: 1\nextends: sujian\n");
    for (path, text) in files {
        memory.insert(&format!("themes/a/{path}"), text);
    }
    Arc::new(memory)
}

/// Compares the problems of the theme `a` with what is expected: code, file and line, and the text that
/// is underlined.
fn told(files: &[(&str, &str)], expected: &[(&str, &str)]) {
    let own = theme(files);
    compare(&own, check(&own, &Subject::Theme("a".to_owned())).diagnostics, expected);
}

fn compare(own: &Arc<dyn Files>, diagnostics: Vec<Diagnostic>, expected: &[(&str, &str)]) {
    let shown = shown(own, diagnostics);
    let shown: Vec<(&str, &str)> =
        shown.iter().map(|(code, place)| (code.as_str(), place.as_str())).collect();
    assert_eq!(shown, expected);
}

fn shown(own: &Arc<dyn Files>, diagnostics: Vec<Diagnostic>) -> Vec<(String, String)> {
    let reports = pipeline::locate(&pipeline::site_files(own.clone()), diagnostics);
    let told = reports.into_iter().map(|report| {
        let diagnostic = report.diagnostic;
        let at = report.location.map(|at| {
            let text: String = at.text.chars().skip(at.column as usize - 1).take(at.width as usize).collect();
            format!("{}: {text}", at.line)
        });
        let file = diagnostic.place.as_ref().map_or("", |place| place.file.as_str()).to_owned();
        let place = format!("{file} {}", at.unwrap_or_default()).trim_end().to_owned();
        (diagnostic.code.into_owned(), place)
    });
    told.collect()
}

#[test]
fn carried_themes_have_no_fault() {
    let own: Arc<dyn Files> = Arc::new(MemoryFiles::new());
    let carried = pipeline::embedded().list("themes").files;
    let names = carried.iter().filter_map(|path| path.below("themes")?.strip_suffix("/theme.yaml"));
    let mut seen = 0;
    for name in names {
        let checked = check(&own, &Subject::Theme(name.to_owned()));
        assert_eq!(shown(&own, checked.diagnostics), [], "{name}");
        assert!(checked.value.pages > 80, "{name}: {} pages", checked.value.pages);
        seen += 1;
    }
    assert!(seen > 0, "no theme is carried");
}

#[test]
fn a_theme_that_overrides_little_has_no_fault() {
    let base = "{% extends \"sujian/base.html\" %}{% block head %}<link rel=\"stylesheet\" href=\"{{ asset(path=\"a.css\") }}\">{% endblock head %}";
    told(&[("templates/base.html", base), ("assets/a.css", "a{}")], &[]);
}

#[test]
fn a_misspelt_field_is_told_where_it_stands() {
    let page =
        "{% extends \"base.html\" %}{% block main %}\n{% if page.titel %}x{% endif %}\n{% endblock main %}";
    let own = theme(&[("templates/page.html", page)]);
    let found = check(&own, &Subject::Theme("a".to_owned())).diagnostics;
    assert_eq!(found[0].message.en, "`page` has no field `titel`");
    assert_eq!(found[0].help.as_ref().unwrap().zh, "是不是“title”？");
    compare(&own, found, &[("unknown-template-field", "themes/a/templates/page.html 2: titel")]);
}

#[test]
fn a_slip_in_a_call_of_the_site_is_told_where_it_stands() {
    let text = "---\ntitle: 甲\n---\n\n```{视频}\n```\n\n```{视频 文件=none.mp4}\n```\n\n```{数字卡 数值=3 乱=1}\n```\n\n```{引语}\n```\n";
    let site =
        MemoryFiles::new().with("site.yaml", "title: 乙\ntheme: sujian\n").with("content/cases/a.md", text);
    let own: Arc<dyn Files> = Arc::new(site);
    compare(
        &own,
        check(&own, &Subject::Site).diagnostics,
        &[
            ("wrong-shortcode-argument", "content/cases/a.md 5: ```{视频}"),
            ("wrong-shortcode-argument", "content/cases/a.md 11: 乱=1"),
            ("unknown-shortcode", "content/cases/a.md 14: ```{引语}"),
        ],
    );
}

#[test]
fn what_only_drawing_shows_is_told_once() {
    let page = "{% extends \"base.html\" %}{% block main %}{{ date | date }}{% endblock main %}";
    told(&[("templates/page.html", page)], &[("template-fault", "themes/a/templates/page.html 1: date")]);
}

#[test]
fn faults_of_loading_are_told_alone() {
    told(
        &[("templates/page.html", "<a href=\"/about/\">{{ page.titel }}</a>")],
        &[("root-absolute-address", "themes/a/templates/page.html 1: /about/")],
    );
    told(&[("templates/page.html", "{% if x %}")], &[("template-syntax", "themes/a/templates/page.html 1:")]);
}

#[test]
fn parts_without_a_use_are_told() {
    told(
        &[
            ("templates/pgae.html", "x"),
            ("templates/own.html", "{% component idle() %}{% endcomponent idle %}"),
            ("assets/idle.css", "a{}"),
            ("assets/LICENCE", "MIT"),
            ("i18n/zh.yaml", "idle: 无用\n"),
            ("i18n/en.yaml", "idle: idle\n"),
        ],
        &[
            ("unused-theme-part", "themes/a/assets/LICENCE"),
            ("unused-theme-part", "themes/a/assets/idle.css"),
            ("unused-theme-part", "themes/a/i18n/zh.yaml 1: idle"),
            ("unused-theme-part", "themes/a/templates/own.html 1: idle"),
            ("unused-theme-part", "themes/a/templates/pgae.html"),
        ],
    );
}

#[test]
fn a_phrase_of_one_language_is_told() {
    let page = "{% extends \"base.html\" %}{% block main %}{{ t(key=\"own\") }}{% endblock main %}";
    told(
        &[("templates/page.html", page), ("i18n/zh.yaml", "own: 自有\n")],
        &[("untranslated-phrase", "themes/a/i18n/zh.yaml 1: own")],
    );
}

/// A site whose own page template asks for its own texts and settings.
fn site(more: &str) -> Arc<dyn Files> {
    let page = "{% extends \"sujian/page.html\" %}{% block main %}{% set found = get(path=\"own.md\") %}{{ found.title }}{{ site.extra.motto }}{{ site.settings.acent }}{% endblock main %}";
    Arc::new(
        MemoryFiles::new()
            .with("site.yaml", format!("title: 甲\ntheme: sujian\nextra: {{motto: 实干}}\n{more}"))
            .with("content/own.md", "---\ntitle: 乙\n---\n")
            .with("templates/page.html", page),
    )
}

#[test]
fn a_site_is_checked_with_its_own_texts_and_settings() {
    let own = site("");
    let checked = check(&own, &Subject::Site);
    assert_eq!(checked.value.theme, "sujian");
    let expected = [
        ("template-fault", "templates/page.html 1: acent"),
        ("unknown-template-field", "templates/page.html 1: acent"),
    ];
    compare(&own, checked.diagnostics, &expected);
}

#[test]
fn a_site_lowers_what_it_is_told() {
    let own = site("diagnostics: {unknown-template-field: off}\n");
    let found = check(&own, &Subject::Site).diagnostics;
    compare(&own, found, &[("template-fault", "templates/page.html 1: acent")]);
}

#[test]
fn a_theme_that_is_not_there_is_told() {
    let own: Arc<dyn Files> = Arc::new(MemoryFiles::new());
    let checked = check(&own, &Subject::Theme("none".to_owned()));
    assert_eq!(checked.diagnostics[0].code, "unknown-theme");
    assert_eq!(checked.value.pages, 0, "nothing can be drawn");
}
