//! What reading a theme tells of its names.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::base::files::MemoryFiles;
use crate::config::Config;
use crate::render::tests::fixture::config;
use crate::render::theme::{PHRASES, TEMPLATES};

/// What templates are given here: a page, a list of cases, and what two functions answer.
fn reference() -> Reference {
    let case =
        json!({"title": "甲", "tags": [{"name": "乙", "url": "#a"}], "cover": {"width": 1}, "extra": {}});
    let given = json!({
        "page": {"title": "丙"}, "site": {"title": "丁", "settings": {}}, "cases": [case], "case": case, "term": "戊",
    });
    let mut reference = Reference::default();
    for template in TEMPLATES {
        reference.learn(template, &given);
    }
    reference.learn("page.html", &json!({"page": {"title": "丙"}, "text": {"body": "<p>"}}));
    reference.learn_answer("cases", &json!([case]));
    reference.learn_answer("cases_grouped", &json!([{"name": "2023", "cases": [case]}]));
    reference.concluded()
}

/// Unknown names of a complete theme with these templates: the name, and what stands before it.
fn unknown(templates: &[(&str, &str)]) -> Vec<String> {
    let mut files =
        MemoryFiles::new().with("themes/a/theme.yaml", "api: 1\nsettings: {accent: {type: colour}}\n");
    for name in TEMPLATES {
        files.insert(&format!("themes/a/templates/{name}"), "");
    }
    let marks = "{% component heading_marks(dimensions) %}{% endcomponent %}";
    files.insert("themes/a/templates/parts.html", marks);
    files.insert(
        "themes/a/i18n/zh.yaml",
        PHRASES.iter().map(|key| format!("{key}: {key}\n")).collect::<String>(),
    );
    for (name, text) in templates {
        files.insert(&format!("themes/a/templates/{name}"), text);
    }
    let loaded = Theme::load(&files, &Config { theme: "a".to_owned(), ..config() });
    assert_eq!(loaded.diagnostics, []);
    let walked = walk::walk(&loaded.value, &reference());
    let told = walked.missing.iter().map(|missing| {
        let before = missing.owner.as_ref().map(|owner| format!("{owner} ")).unwrap_or_default();
        format!("{before}{}", missing.name.text)
    });
    told.collect()
}

fn in_case(text: &str) -> Vec<String> {
    unknown(&[("case.html", text)])
}

const NONE: [&str; 0] = [];

#[test]
fn paths_are_looked_up_wherever_they_stand() {
    assert_eq!(in_case("{{ page.title }}{% if case.cover.width > 3 and not term %}{% endif %}"), NONE);
    assert_eq!(in_case("{% if page.titel %}{% endif %}"), ["page titel"]);
    assert_eq!(in_case("{{ page.title ~ page.titel | upper }}"), ["page titel"]);
    assert_eq!(
        in_case("{% if 1 < page.a or (page.b in page.c) %}{% elif page.d is defined %}{% endif %}"),
        ["page a", "page b", "page c", "page d"]
    );
    assert_eq!(in_case("{{ page.a if page.b else page.c }}"), ["page a", "page b", "page c"]);
    assert_eq!(in_case("{{ [page.a, {\"x\": page.b}] | length }}"), ["page a", "page b"]);
    assert_eq!(in_case("{{ case?.cover?.widht }}{{ case[\"titel\"] }}"), ["case.cover widht", "case titel"]);
    assert_eq!(
        in_case("{{ case.extra.anything[\"主题\"].more }}{{ case.title.length }}"),
        ["case.title length"]
    );
    assert_eq!(
        in_case("{{ t(key=\"nav.home\", n=page.a) }}{{ term | replace(from=page.b, to=\"\") }}"),
        ["page a", "page b"]
    );
    assert_eq!(in_case("{{- pages -}}{# page.x #}{% raw %}{{ page.x }}{% endraw %}"), ["pages"]);
}

#[test]
fn loops_and_aliases_are_followed() {
    assert_eq!(in_case("{% for one in cases %}{{ one.titel }}{{ loop.index }}{% endfor %}"), ["one titel"]);
    assert_eq!(in_case("{% for one in cases %}{% endfor %}{{ one.title }}"), ["one"]);
    assert_eq!(
        in_case("{% set all = cases | sort(attribute=\"title\") %}{{ all[0].titel }}"),
        ["all[…] titel"]
    );
    assert_eq!(in_case("{% set first = cases | first %}{{ first.tags[0].nam }}"), ["first.tags[…] nam"]);
    assert_eq!(in_case("{% for k, v in case.extra %}{{ k }}{{ v.x }}{% endfor %}"), NONE);
    assert_eq!(
        in_case("{% for one in cases[1:3] %}{{ one.titel }}{% else %}{{ page.x }}{% endfor %}"),
        ["one titel", "page x"]
    );
    assert_eq!(in_case("{{ [one.titel for one in cases if one.drft] | length }}"), ["one titel", "one drft"]);
    assert_eq!(in_case("{% set x %}{{ page.y }}{% endset %}{{ x }}"), ["page y"]);
    assert_eq!(in_case("{% if x is defined %}{% endif %}{% if y is not defined %}{% endif %}"), NONE);
    assert_eq!(
        in_case("{% for one in cases %}{% set_global seen = one %}{% endfor %}{{ seen.titel }}"),
        ["seen titel"]
    );
}

#[test]
fn answers_of_functions_are_known() {
    assert_eq!(in_case("{% for one in cases(limit=3) %}{{ one.titel }}{% endfor %}"), ["one titel"]);
    assert_eq!(
        in_case(
            "{% for g in cases(group_by=\"year\") %}{{ g.nam }}{% for one in g.cases %}{{ one.titel }}{% endfor %}{% endfor %}"
        ),
        ["g nam", "one titel"]
    );
    assert_eq!(
        in_case("{{ data(path=\"x.yaml\")[\"a\"] }}{{ cases()[0][\"titel\"] }}"),
        ["cases()[…] titel"]
    );
}

#[test]
fn components_see_their_arguments() {
    let card = "{% component card(item, level: string = \"h3\", @page, ...rest) %}{{ item.titel }}{{ level }}{{ page.x }}{{ site.title }}{{ rest }}{{ body }}{% endcomponent card %}";
    assert_eq!(
        unknown(&[("card.html", card), ("case.html", "{{ <card item={cases[0]} level=\"h2\"/> }}")]),
        ["item titel", "page x", "site"]
    );
    let found = unknown(&[
        (
            "card.html",
            "{% component card(item) %}{% if item.url %}{% endif %}{{ item.nam }}{% endcomponent card %}",
        ),
        (
            "case.html",
            "{% <card item={case}> %}{{ page.y }}{% </card> %}{% for item in case.tags %}{{ <card item/> }}{% endfor %}",
        ),
    ]);
    assert_eq!(found, ["item nam", "page y"]);
}

#[test]
fn a_component_that_calls_itself_ends() {
    let tree = "{% component tree(items) %}{% for item in items %}{{ <tree items={[item]}/> }}{{ item.x }}{% endfor %}{% endcomponent tree %}";
    assert_eq!(unknown(&[("tree.html", tree), ("case.html", "{{ <tree items={cases}/> }}")]), ["item x"]);
}

#[test]
fn a_name_that_some_pages_have_is_known() {
    let base = "{% if text %}{{ text.body }}{{ text.bdy }}{% endif %}{% block main %}{% endblock %}";
    let child = "{% extends \"base.html\" %}{% block main %}{{ text.body }}{% endblock %}";
    assert_eq!(unknown(&[("base.html", base), ("page.html", child)]), ["text bdy"]);
    assert_eq!(unknown(&[("base.html", base), ("case.html", child)]), ["text", "text", "text", "text"]);
}

#[test]
fn included_templates_see_what_is_in_force() {
    assert_eq!(
        unknown(&[
            ("row.html", "{{ one.titel }}{{ page.title }}"),
            ("case.html", "{% for one in cases %}{% include \"row.html\" %}{% endfor %}"),
        ]),
        ["one titel"]
    );
}

#[test]
fn settings_are_those_of_the_theme() {
    assert_eq!(in_case("{{ site.settings.accent }}{{ site.settings.acent }}"), ["site.settings acent"]);
}

proptest! {
    /// The engine refuses most of these texts before they are walked; none may keep the walk from ending.
    #[test]
    fn any_text_is_walked_to_its_end(
        text in r#"(\{\{|\}\}|\{%|%\}| for | in | set | if | is |not |x|page\.|\[|\]|\(|\)|\{|\}|<|>|,|:|=|\||'a'|1|\?|-|/|component |endcomponent){0,30}"#
    ) {
        let files = MemoryFiles::new().with("themes/a/theme.yaml", "api: 1\n");
        let mut theme = Theme::load(&files, &Config { theme: "a".to_owned(), ..config() }).value;
        let source = Source::new("a/case.html".to_owned(), FilePath::new("themes/a/templates/case.html"), text);
        theme.sources.insert(source.name.clone(), source);
        let walked = walk::walk(&theme, &reference());
        prop_assert!(walked.templates.contains("a/case.html"));
    }
}
