//! Tests of whole themes: faults found on loading, overrides, and the theme that is carried.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::source::Source;
use super::*;
use crate::base::files::{EmbeddedFiles, Layered, MemoryFiles};
use crate::base::{Lang, NodePath, Place, Spot, Words};
use crate::render::tests::fixture::{config, map, themes};

/// A theme `a` that is complete: every template says its name, and phrases are their keys.
fn complete() -> MemoryFiles {
    let mut files = MemoryFiles::new().with("themes/a/theme.yaml", "api: 1\n");
    for name in TEMPLATES {
        files.insert(&format!("themes/a/templates/{name}"), name);
    }
    let marks = "{% component heading_marks(dimensions) %}{% endcomponent %}";
    files.insert("themes/a/templates/parts.html", marks);
    let phrases: String = PHRASES.iter().map(|key| format!("{key}: {key}\n")).collect();
    files.insert("themes/a/i18n/zh.yaml", phrases);
    files
}

fn load(files: &MemoryFiles) -> (Theme, Vec<Diagnostic>) {
    load_in(files, &Config { theme: "a".to_owned(), ..config() })
}

fn load_in(files: &dyn Files, config: &Config) -> (Theme, Vec<Diagnostic>) {
    let loaded = Theme::load(files, config);
    (loaded.value, loaded.diagnostics)
}

/// Code and place of each problem of a complete theme with one more file.
fn told(path: &str, text: &str) -> Vec<(String, String)> {
    let files = complete().with(path, text);
    let (_, diagnostics) = load(&files);
    diagnostics
        .into_iter()
        .map(|diagnostic| (diagnostic.code.to_string(), drawn(&files, diagnostic.place)))
        .collect()
}

fn drawn(files: &MemoryFiles, place: Option<Place>) -> String {
    let Some(Place { file, spot }) = place else { return String::new() };
    let text =
        files.read(&file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    match spot {
        Spot::Span(span) => format!("{file}: {}", &text[span.range()]),
        Spot::Line { line, column, width } => format!("{file}:{line}:{column}+{width}"),
        Spot::File => file.as_str().to_owned(),
        Spot::Value(NodePath(steps)) | Spot::Key(NodePath(steps)) => format!("{file} {steps:?}"),
    }
}

fn one(code: &str, place: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), place.to_owned())]
}

struct Silent;

impl Oracle for Silent {
    fn ask(&self, query: &Query) -> Result<Arc<Reply>, Words> {
        match query {
            Query::Today => Ok(Arc::new(Reply::new(Shared::of("2026-11-20")))),
            _ => Err(words!("没有", "there is none")),
        }
    }
}

#[derive(Serialize)]
struct Nothing {}

fn render(theme: &Theme, template: &str) -> Rendering {
    theme.render(template, (&Nothing {}, &Nothing {}), Arc::new(Silent))
}

fn shown(theme: &Theme, template: &str) -> String {
    String::from_utf8(render(theme, template).page.unwrap()).unwrap()
}

#[test]
fn a_complete_theme_has_no_problems() {
    assert_eq!(load(&complete()).1, []);
}

#[test]
fn every_syntax_error_is_reported() {
    let files =
        complete().with("themes/a/templates/x.html", "甲\n{{ 1 + }}").with("templates/y.html", "{% if x %}");
    let told: Vec<String> =
        load(&files).1.into_iter().map(|diagnostic| drawn(&files, diagnostic.place)).collect();
    assert_eq!(told, ["themes/a/templates/x.html:2:8+2", "templates/y.html:1:11+1"]);
}

#[test]
fn references_are_located_in_their_files() {
    let path = "themes/a/templates/x.html";
    assert_eq!(told(path, "\n{{ x | md }}"), one("template-reference", &format!("{path}:2:8+2")));
    assert_eq!(
        told(path, "{% extends 'a/none.html' %}"),
        one("template-reference", &format!("{path}: a/none.html"))
    );
    assert_eq!(
        told("templates/x.html", "{% include 'none.html' %}"),
        one("template-reference", "templates/x.html:1:12+11")
    );
}

#[test]
fn addresses_that_break_elsewhere_are_errors() {
    let path = "themes/a/templates/x.html";
    assert_eq!(
        told(path, r#"<a href="/cases/">"#),
        one("root-absolute-address", &format!("{path}: /cases/"))
    );
    assert_eq!(
        told(path, r#"{{ url(path="cases/") }}"#),
        one("unusable-theme-address", &format!("{path}: cases/"))
    );
    assert_eq!(
        told(path, r#"{{ asset(path="x.css") }}"#),
        one("unknown-theme-asset", &format!("{path}: x.css"))
    );
    let sheet = "themes/a/assets/x.css";
    assert_eq!(told(sheet, "a{b:url(/x.png)}"), one("root-absolute-address", &format!("{sheet}: /x.png")));
}

#[test]
fn phrases_are_checked_where_they_are_said() {
    let path = "themes/a/templates/x.html";
    assert_eq!(told(path, r#"{{ t(key="nav.hone") }}"#), one("unknown-phrase", &format!("{path}: nav.hone")));
    let files = complete().with(path, r#"{{ t(key="nav.hone") }}"#);
    assert_eq!(load(&files).1[0].help.as_ref().unwrap().en, "did you mean `nav.home`?");
    let phrases = "templates/i18n/zh.yaml";
    let files = complete().with(phrases, "n: '{n} 项'").with(path, r#"{{ t(key="n") }}"#);
    let (_, diagnostics) = load(&files);
    assert_eq!(diagnostics[0].message.en, "the phrase `n` needs the argument `n`");
    assert_eq!(told(phrases, "x: [1]"), one("unusable-phrase", "templates/i18n/zh.yaml [0]"));
}

#[test]
fn what_every_theme_needs_is_missed() {
    let mut files = complete();
    files.remove("themes/a/templates/case.html");
    files.remove("themes/a/templates/parts.html");
    files.insert("themes/a/i18n/zh.yaml", "x: y");
    let (_, diagnostics) = load(&files);
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| &*diagnostic.code).collect();
    let told = diagnostics.iter().find(|diagnostic| diagnostic.code == "unknown-phrase").unwrap();
    assert!(PHRASES.iter().all(|key| told.message.en.contains(key)), "{told}");
    assert_eq!(codes.iter().filter(|code| **code == "unknown-phrase").count(), 1);
    assert_eq!(codes.iter().filter(|code| **code == "missing-template").count(), 2);
}

#[test]
fn files_without_a_use_are_told() {
    assert_eq!(told("templates/说明.docx", "x"), one("unused-theme-file", "templates/说明.docx"));
    assert_eq!(told("templates/.DS_Store", "x"), []);
    assert_eq!(told("templates/a/case.html", "x"), one("template-reference", "templates/a/case.html"));
}

#[test]
fn settings_are_checked_against_the_theme() {
    let manifest = "api: 1\nsettings:\n  accent: {type: colour, default: '#fff'}\n  size: {type: choice, choices: [s, l]}";
    let files = complete().with("themes/a/theme.yaml", manifest).with("themes/a/templates/x.html", "x");
    let with = |settings: &str| {
        let config = Config { theme: "a".to_owned(), theme_settings: map(settings), ..config() };
        let (theme, diagnostics) = load_in(&files, &config);
        let codes: Vec<String> = diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect();
        (serde_json::to_string(theme.settings()).unwrap(), codes)
    };
    assert_eq!(with("accent: '#b3261e'\nsize: l"), (r##"{"accent":"#b3261e","size":"l"}"##.into(), vec![]));
    assert_eq!(
        with("accent: red"),
        (r##"{"accent":"#fff","size":null}"##.into(), vec!["unusable-theme-setting".into()])
    );
    assert_eq!(with("accent:\nsize:"), (r##"{"accent":"#fff","size":null}"##.into(), vec![]));
    assert_eq!(with("acent: '#fff'").1, ["unknown-theme-setting"]);
    let files = files.with("site.yaml", "title: x\ntheme: {name: a, acent: red}");
    let config = Config { theme: "a".to_owned(), theme_settings: map("acent: red"), ..config() };
    let (_, diagnostics) = load_in(&files, &config);
    assert_eq!(drawn(&files, diagnostics[0].place.clone()), "site.yaml [1, 1]");
    assert_eq!(diagnostics[0].help.as_ref().unwrap().en, "did you mean `accent`?");
}

#[test]
fn an_unknown_theme_renders_nothing_and_says_so() {
    let (theme, diagnostics) = load(&MemoryFiles::new());
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "unknown-theme");
    assert!(render(&theme, "case.html").page.is_err());
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let error = ReadError::Unreadable(words!("被占用", "it is in use"));
    let files = complete().with_fault("themes/a/templates/x.html", error);
    assert_eq!(load(&files).1[0].code, "unreadable-file");
}

#[test]
fn a_site_overrides_one_template_one_phrase_one_asset() {
    let files = complete()
        .with("themes/a/templates/base.html", "<{% block main %}a{% endblock %}>{{ t(key='nav.home') }}")
        .with("themes/a/templates/case.html", "{% extends 'base.html' %}{% block main %}case{% endblock %}")
        .with("themes/a/assets/style.css", "a")
        .with(
            "templates/case.html",
            "{% extends 'a/case.html' %}{% block main %}{{ super() }}!{% endblock %}",
        )
        .with("templates/i18n/zh.yaml", "nav: {home: 主页}")
        .with("templates/assets/style.css", "b");
    let (theme, diagnostics) = load(&files);
    assert_eq!(diagnostics, []);
    assert_eq!(shown(&theme, "case.html"), "<case!>主页");
    assert_eq!(&*theme.assets()["style.css"].bytes, b"b");
    assert_eq!(theme.say("lost.title", &[]), "lost.title");
}

#[test]
fn a_theme_overrides_what_it_extends() {
    let files = complete()
        .with("themes/a/templates/base.html", "{% block main %}a{% endblock %}{{ <card/> }}")
        .with("themes/a/templates/case.html", "{% extends 'base.html' %}")
        .with("themes/a/templates/card.html", "{% component card() %}a{% endcomponent %}")
        .with("themes/b/theme.yaml", "api: 1\nextends: a\nwidths: [320]")
        .with("themes/b/templates/base.html", "{% extends 'a/base.html' %}{% block main %}b{% endblock %}")
        .with("themes/b/templates/card.html", "{% component card() %}B{% endcomponent %}");
    let (theme, diagnostics) = load_in(&files, &Config { theme: "b".to_owned(), ..config() });
    assert_eq!(diagnostics, []);
    assert_eq!(shown(&theme, "case.html"), "bB");
    assert_eq!(theme.widths(), [320]);
}

#[test]
fn the_fingerprint_covers_all_that_a_theme_is_made_of() {
    let base = load(&complete()).0.fingerprint().to_owned();
    assert_eq!(load(&complete()).0.fingerprint(), base);
    for (path, text) in [
        ("templates/x.html", "x"),
        ("themes/a/templates/case.html", "x"),
        ("themes/a/assets/x.js", "x"),
        ("templates/i18n/zh.yaml", "x: y"),
    ] {
        assert_ne!(load(&complete().with(path, text)).0.fingerprint(), base, "{path}");
    }
    let files = complete().with("themes/a/theme.yaml", "api: 1\nsettings: {x: {type: text}}");
    let with = |settings: &str| {
        let config = Config { theme: "a".to_owned(), theme_settings: map(settings), ..config() };
        load_in(&files, &config).0.fingerprint().to_owned()
    };
    assert_ne!(with("x: a"), with("x: b"));
}

#[test]
fn queries_are_recorded_and_fail_in_both_languages() {
    let files = complete()
        .with("themes/a/templates/x.html", "{{ today() }}{{ today() }}")
        .with("themes/a/templates/y.html", "{{ get(path='x.md') }}")
        .with("themes/a/templates/z.html", "{{ cases(sort='size') }}")
        .with("themes/a/templates/u.html", "{{ asset(path=none) }}")
        .with("themes/a/templates/w.html", "{% set key = 'no.such' %}{{ t(key=key) }}")
        .with("themes/a/templates/v.html", "{{ cases(limt=3) }}");
    let (theme, diagnostics) = load(&files);
    assert_eq!(diagnostics, []);
    let rendering = render(&theme, "x.html");
    assert_eq!(rendering.page.unwrap(), b"2026-11-202026-11-20");
    let asked: Vec<&str> = rendering.answers.iter().map(|answer| answer.query.as_str()).collect();
    assert_eq!(asked, ["today()"]);
    let fault = |template: &str| {
        let diagnostic = render(&theme, template).page.unwrap_err().diagnose(&Route::folder("x"));
        assert!(matches!(diagnostic.place.unwrap().spot, Spot::Line { line: 1, .. }));
        (diagnostic.message.zh, diagnostic.message.en)
    };
    assert_eq!(fault("y.html"), ("没有".into(), "there is none".into()));
    assert_eq!(fault("z.html").0, "sort 不能是“size”；可用的有：date, oldest, title, featured");
    assert_eq!(fault("w.html").0, "主题没有词条“no.such”");
    assert_eq!(fault("v.html").1, "no argument `limt`; there are: sort, limit, offset, group_by");
    assert!(fault("u.html").0.starts_with("这里要 &str"));
}

#[test]
fn marks_and_escapes() {
    let files = complete()
        .with("themes/a/templates/x.html", "<a href=\"{{ url(path='/cases/') }}\">{{ '<&\"' }}</a>")
        .with("themes/a/templates/y.txt", "{{ '<' }}");
    let (theme, _) = load(&files);
    assert_eq!(shown(&theme, "x.html"), "<a href=\"\u{FDD1}/cases/index.html\">&lt;&amp;&quot;</a>");
    assert_eq!(shown(&theme, "y.txt"), "<");
}

// The themes that are carried.

fn sources(theme: &str) -> Vec<Source> {
    let files: EmbeddedFiles = themes();
    let folder = format!("themes/{theme}/templates");
    files
        .list(&folder)
        .files
        .into_iter()
        .map(|path| {
            let text = String::from_utf8(files.read(&path).unwrap().to_vec()).unwrap();
            Source::new(path.below(&folder).unwrap().to_owned(), path, text)
        })
        .collect()
}

fn phrases(lang: &str) -> Phrases {
    let files = themes();
    let path = FilePath::new(&format!("themes/sujian/i18n/{lang}.yaml"));
    let mut diagnostics = Diagnostics::default();
    let text = read_text(&files, &path, &mut diagnostics).unwrap();
    let map = diagnostics.take(crate::yaml::parse(&path, &text, 0));
    let mut phrases = Phrases::default();
    phrases.read(&path, &map, &mut diagnostics);
    assert_eq!(diagnostics.into_vec(), []);
    phrases
}

#[test]
fn the_carried_themes_load_in_both_languages() {
    for (name, lang) in
        [("sujian", Lang::Zh), ("sujian", Lang::En), ("hongqi", Lang::Zh), ("hongqi", Lang::En)]
    {
        let files = Layered::new(vec![Arc::new(themes())]);
        let (theme, diagnostics) = load_in(&files, &Config { lang, theme: name.to_owned(), ..config() });
        assert_eq!(diagnostics, [], "{name}, {lang:?}");
        assert_eq!(theme.name(), name);
        assert!(!theme.widths().is_empty());
    }
}

#[test]
fn the_red_theme_only_overrides() {
    let base = sources("sujian");
    for source in sources("hongqi") {
        let name = &source.name;
        assert!(base.iter().any(|known| known.name == *name), "{name} overrides nothing");
        let extends = source.facts.extends.as_ref().map(|name| name.text.clone());
        assert_eq!(extends, Some(format!("sujian/{name}")));
    }
}

#[test]
fn both_languages_say_the_same_phrases_with_the_same_values() {
    let (zh, en) = (phrases("zh"), phrases("en"));
    let keys = |phrases: &Phrases| phrases.keys().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(keys(&zh), keys(&en));
    for key in keys(&zh) {
        assert_eq!(zh.get(&key).unwrap().slots(), en.get(&key).unwrap().slots(), "{key}");
    }
}

#[test]
fn every_phrase_is_said_somewhere() {
    let sources = sources("sujian");
    let calls = sources.iter().flat_map(|source| &source.facts.calls);
    let mut said: BTreeSet<&str> = calls
        .filter(|call| call.function.text == "t")
        .map(|call| call.literal("key").expect("keys are literals").text.as_str())
        .collect();
    said.extend(PHRASES);
    let known = phrases("zh");
    let known: BTreeSet<&str> = known.keys().collect();
    assert_eq!(known.symmetric_difference(&said).collect::<Vec<_>>(), [&""; 0]);
}

#[test]
fn every_template_and_component_is_used() {
    let sources = sources("sujian");
    let mut used: BTreeSet<&str> = TEMPLATES.iter().copied().collect();
    for source in &sources {
        used.extend(source.facts.extends.iter().chain(&source.facts.includes).map(|name| name.text.as_str()));
        if !source.facts.components.is_empty() {
            used.insert(&source.name);
        }
    }
    assert_eq!(sources.iter().map(|source| source.name.as_str()).collect::<BTreeSet<_>>(), used);
    let text: String = sources.iter().map(|source| source.text.as_str()).collect();
    for component in sources.iter().flat_map(|source| &source.facts.components) {
        let name = &component.text;
        let is_called = text.contains(&format!("<{name} ")) || text.contains(&format!("<{name}/"));
        assert!(is_called || name == HEADING_MARKS || name.starts_with("shortcode."), "{name}");
    }
}

/// Whatever readers see comes from the phrases: templates hold no Han but the names of shortcodes, and
/// no framework's name.
#[test]
fn templates_hold_no_words_of_their_own() {
    for source in sources("sujian").into_iter().chain(sources("hongqi")) {
        let mut text = source.text.clone();
        while let Some(start) = text.find("{%- component shortcode.") {
            let end = start + text[start..].find("%}").expect("a tag ends");
            text.replace_range(start..end, "");
        }
        let styled = text.split("<style>").next().unwrap_or("");
        let found: String = styled.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        assert_eq!(found, "", "{}", source.name);
    }
}
