//! The themes that the program carries, each on the project's own site, and the contrast of their colours.

use std::collections::BTreeMap;
use std::sync::Arc;

use fengcai::base::FilePath;
use fengcai::base::files::{DiskFiles, Files, Layered, MemoryFiles};
use fengcai::pipeline;
use fengcai::render::Plan;

use crate::fixture::Fixture;
use crate::project::root;
use crate::sites::options;

/// The least contrast between a text and what it stands on.
const CONTRAST: f64 = 4.5;

/// Colours of texts with those of the grounds that they stand on.
const PAIRS: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("quiet", "paper"),
    ("quiet", "surface"),
    ("quiet", "sunken"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "sunken"),
    ("warn", "surface"),
    ("ask", "surface"),
    ("on-bar", "bar"),
    ("on-foot", "foot"),
];

/// The project's own site under the given `site.yaml`, without a problem.
fn plan(site: &str) -> Plan {
    let own = MemoryFiles::new().with("site.yaml", site);
    let disk: Arc<dyn Files> = Arc::new(DiskFiles::new(root()));
    let files = Arc::new(Layered::new(vec![Arc::new(own), disk, pipeline::embedded()]));
    let outcome = pipeline::plan(files, &options(&Fixture::default()));
    assert!(outcome.diagnostics.is_empty(), "{site}: {:#?}", outcome.diagnostics);
    outcome.value
}

fn pages(plan: &Plan) -> BTreeMap<String, String> {
    let html = plan.routes().filter(|route| route.as_str().ends_with(".html"));
    html.map(|route| {
        let rendered = plan.run(route);
        assert!(rendered.diagnostics.is_empty(), "{route}: {:#?}", rendered.diagnostics);
        (route.as_str().to_owned(), String::from_utf8(rendered.bytes).unwrap())
    })
    .collect()
}

#[test]
fn both_themes_show_the_own_site_without_a_word_in_both_languages() {
    for theme in ["sujian", "hongqi"] {
        for lang in ["zh-CN", "en"] {
            let site = format!(
                "title: 站\ntheme: {theme}\nlang: {lang}\nbase_url: https://a.example/x/\ntagline: 标语\n\
                 organiser: {{name: 某党委, icp: 京ICP备12345678号-1, police: 京公网安备 11010802000001号}}\n"
            );
            for (route, page) in pages(&plan(&site)) {
                if route == "404.html" {
                    continue;
                }
                for wanted in [
                    "<p class=\"site-tagline\">标语</p>",
                    "<a href=\"https://beian.miit.gov.cn\" rel=\"noopener\">京ICP备12345678号-1</a>",
                    "https://beian.mps.gov.cn/#/query/webSearch?code=11010802000001",
                ] {
                    assert!(page.contains(wanted), "{theme}, {route}: {wanted}");
                }
            }
        }
    }
}

#[test]
fn a_site_that_names_no_theme_is_shown_in_red() {
    let home = |site: &str| pages(&plan(site)).remove("index.html").unwrap();
    let default = home("title: 站\n");
    assert_eq!(default, home("title: 站\ntheme: hongqi\n"));
    assert!(default.contains("assets/hongqi.") && default.contains("header-bar"));
    assert!(default.contains("banner-ribbon"));
    let plain = home("title: 站\ntheme: {header: plain, ribbon: false, accent: '#7a1f1f'}\n");
    assert!(plain.contains("header-plain") && !plain.contains("banner-ribbon"));
    assert!(plain.contains("--accent: #7a1f1f"));
    assert!(!home("title: 站\ntheme: sujian\n").contains("hongqi"));
}

/// What the themes load comes from the site itself, so that it works without a network.
#[test]
fn themes_load_nothing_from_elsewhere() {
    let embedded = pipeline::embedded();
    for path in embedded.list("themes").files {
        if !matches!(path.extension().as_str(), "css" | "svg" | "html") {
            continue;
        }
        // A link to the register and the name of a format load nothing.
        let text = read(&*embedded, path.as_str())
            .replace("https://beian.miit.gov.cn", "")
            .replace("http://www.w3.org/2000/svg", "");
        for sign in ["://", "=\"//", "url(//", "@font-face", "@import"] {
            assert!(!text.contains(sign), "{path}: {sign}");
        }
    }
}

fn read(files: &dyn Files, path: &str) -> String {
    String::from_utf8(files.read(&FilePath::new(path)).unwrap().to_vec()).unwrap()
}

/// The colours of a block of custom properties.
fn colours(block: &str) -> BTreeMap<String, String> {
    let body = block.split('}').next().unwrap();
    body.split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "))
        .filter(|(_, value)| value.starts_with('#'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The colours of a style sheet by day, and those that differ by night.
fn schemes(css: &str) -> [BTreeMap<String, String>; 2] {
    let (day, rest) = css.split_once("prefers-color-scheme: dark").unwrap();
    let block = |text: &str| colours(text.split_once(":root {").unwrap().1);
    [block(day), block(rest)]
}

/// The luminance of a colour as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    if one > other { one / other } else { other / one }
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.478).abs() < 1e-3);
}

#[test]
fn texts_stand_out_from_their_ground_by_day_and_by_night() {
    let embedded = pipeline::embedded();
    let [day, night] = schemes(&read(&*embedded, "themes/sujian/assets/style.css"));
    let [red_day, red_night] = schemes(&read(&*embedded, "themes/hongqi/assets/hongqi.css"));
    // Each block lies over those before it, as in a browser.
    let over = |blocks: &[&BTreeMap<String, String>]| -> BTreeMap<String, String> {
        blocks.iter().flat_map(|block| (*block).clone()).collect()
    };
    for (name, colours) in [
        ("sujian by day", over(&[&day])),
        ("sujian by night", over(&[&day, &night])),
        ("hongqi by day", over(&[&day, &red_day])),
        ("hongqi by night", over(&[&day, &night, &red_day, &red_night])),
    ] {
        let mut looked_at = 0;
        for (text, ground) in PAIRS {
            let (Some(one), Some(other)) = (colours.get(*text), colours.get(*ground)) else { continue };
            let found = contrast(one, other);
            assert!(found >= CONTRAST, "{name}: {text} on {ground} is {found:.2}");
            looked_at += 1;
        }
        assert!(looked_at >= 11, "{name}: {looked_at}");
    }
}

#[test]
fn colours_are_compared_with_the_paper_that_is_painted() {
    let embedded = pipeline::embedded();
    for (theme, sheet) in [("sujian", "style.css"), ("hongqi", "hongqi.css")] {
        let manifest = read(&*embedded, &format!("themes/{theme}/theme.yaml"));
        let manifest: serde_yaml::Value = serde_yaml::from_str(&manifest).unwrap();
        let schemes = schemes(&read(&*embedded, &format!("themes/{theme}/assets/{sheet}")));
        for (setting, colours) in ["accent", "accent_dark"].iter().zip(schemes) {
            let ground = manifest["settings"][setting]["ground"].as_str();
            assert_eq!(ground, colours.get("paper").map(String::as_str), "{theme}: {setting}");
        }
    }
}

/// What a theme maker changes first: a block, a component, a phrase and a file, by path below a theme.
const CHANGES: [(&str, &str); 4] = [
    (
        "templates/case.html",
        "{% extends \"hongqi/case.html\" %}\n{% block case_aside %}{{ super() }}<p>监督电话</p>{% endblock case_aside %}\n",
    ),
    (
        "templates/components/day.html",
        "{% component day(date) %}<time class=\"eigen\">{{ date }}</time>{% endcomponent day %}\n",
    ),
    ("i18n/zh.yaml", "home: {featured: 身边的榜样}\n"),
    ("assets/ribbon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>绸</title></svg>\n"),
];

/// Asserts that each of [`CHANGES`] shows, and nothing else of the theme is lost.
fn assert_changed(files: MemoryFiles) {
    let files = files
        .with("content/cases/jia.md", "---\ntitle: 甲\ndate: 2024-05-06\nfeatured: true\n---\n\n正文。\n");
    let files = Arc::new(Layered::new(vec![Arc::new(files), pipeline::embedded()]));
    let outcome = pipeline::plan(files, &options(&Fixture::default()));
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    let plan = outcome.value;
    let pages = pages(&plan);
    let (home, case) = (&pages["index.html"], &pages["cases/jia/index.html"]);
    assert!(case.contains("<p>监督电话</p>") && !home.contains("监督电话"), "{case}");
    assert!(case.contains("<h1") && case.contains("正文。") && case.contains("header-bar"), "{case}");
    assert!(case.contains("<time class=\"eigen\">2024-05-06</time>"), "{case}");
    assert!(home.contains("身边的榜样") && home.contains("assets/hongqi."), "{home}");
    let ribbons: Vec<_> = plan.routes().filter(|route| route.as_str().contains("ribbon")).collect();
    assert_eq!(ribbons.len(), 1, "{ribbons:?}");
    assert!(String::from_utf8(plan.run(ribbons[0]).bytes).unwrap().contains("绸"));
}

#[test]
fn a_child_theme_changes_a_block_a_component_a_phrase_and_a_file() {
    let mut files = MemoryFiles::new()
        .with("site.yaml", "title: 站\ntheme: eigen\n")
        .with("themes/eigen/theme.yaml", "api: 1\nextends: hongqi\n");
    for (path, text) in CHANGES {
        files = files.with(&format!("themes/eigen/{path}"), text);
    }
    assert_changed(files);
}

#[test]
fn a_site_without_a_theme_of_its_own_changes_the_same_four() {
    let mut files = MemoryFiles::new().with("site.yaml", "title: 站\n");
    for (path, text) in CHANGES {
        let below = path.strip_prefix("templates/").unwrap_or(path);
        files = files.with(&format!("templates/{below}"), text);
    }
    assert_changed(files);
}
