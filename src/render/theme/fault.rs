//! Turns what the engine reports into diagnostics with a place.
//!
//! Syntax and rendering errors carry their place. Errors of references come as drawn text for people,
//! from which name, line, column and width are read; fixtures pin that text.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic, Place, Route, Spot, Words};
use crate::yaml::nearest;

use super::messages::{is_absence, translated};
use super::source::Source;

codes! {
    TEMPLATE_SYNTAX = "template-syntax" Error {
        "模板的语法有误。",
        "A template has a syntax error."
    }
    TEMPLATE_REFERENCE = "template-reference" Error {
        "模板用到了不存在的模板、组件、函数、过滤器、判断或区块，或绕圈引用自己。",
        "A template uses a template, component, function, filter, test or block that does not exist, or itself in a circle."
    }
    TEMPLATE_FAULT = "template-fault" Error {
        "模板在生成页面时出错。这些页面保留原来的文件。",
        "A template fails when a page is made of it. These pages keep their old file."
    }
}

/// Templates by the name that the engine knows them under.
pub(super) type Sources = BTreeMap<String, Source>;

/// A place as the engine draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Drawn {
    message: String,
    template: String,
    line: u32,
    column: u32,
    width: u32,
}

/// What a template failed with while a page was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    place: Option<Place>,
    message: Words,
    /// Whether a value is missing that other pages may have.
    is_absence: bool,
    chain: Vec<String>,
}

impl Fault {
    /// What every page fails with while a problem of one file keeps the templates of the theme from being
    /// loaded.
    pub(super) fn of_all(cause: &Diagnostic) -> Fault {
        let Words { zh, en } = &cause.message;
        let message = match &cause.place {
            Some(Place { file, .. }) => words!(
                "“{file}”有错误，主题的模板都用不了：{zh}",
                "`{file}` has an error, so that no template of the theme can be used: {en}"
            ),
            None => words!(
                "主题有错误，它的模板都用不了：{zh}",
                "the theme has an error, so that none of its templates can be used: {en}"
            ),
        };
        Fault { place: cause.place.clone(), message, is_absence: false, chain: Vec::new() }
    }

    /// The fault as a problem of the page at `route`.
    pub(in crate::render) fn diagnose(&self, route: &Route) -> Diagnostic {
        let diagnostic = match &self.place {
            Some(place) => Diagnostic::new(&TEMPLATE_FAULT, place.clone(), self.message.clone()),
            None => Diagnostic::nowhere(&TEMPLATE_FAULT, self.message.clone()),
        };
        let chain = self.chain.join(", ");
        let page = if chain.is_empty() {
            words!("出错的页面：{route}", "the page is {route}")
        } else {
            words!("出错的页面：{route}；经由 {chain}", "the page is {route}; called from {chain}")
        };
        diagnostic.help(if self.is_absence {
            Words::new(
                format!("先用 {{% if … %}} 看有没有这个值；{}", page.zh),
                format!("ask `{{% if … %}}` first whether the value is there; {}", page.en),
            )
        } else {
            page
        })
    }
}

/// A syntax error, when `error` is one.
pub(super) fn syntax(source: &Source, error: &tera::Error) -> Option<Diagnostic> {
    let tera::ErrorKind::SyntaxError(report) = error.kind() else { return None };
    let place = Place { file: source.path.clone(), spot: spot_of(report.span()) };
    let diagnostic = Diagnostic::new(&TEMPLATE_SYNTAX, place, translated(report.message()));
    Some(diagnostic.maybe_help(cure(report.message())))
}

/// What to do about the slips that are made most.
fn cure(message: &str) -> Option<Words> {
    if message == "Unexpected end of input" {
        Some(words!(
            "检查 if、for、block、component 是否都有对应的 end 标签",
            "see that every `if`, `for`, `block` and `component` has its `end` tag"
        ))
    } else if message == "Unknown tag" {
        Some(words!(
            "标签有 if、elif、else、endif、for、endfor、block、endblock、set、extends、include、component、endcomponent 等",
            "tags are `if`, `elif`, `else`, `endif`, `for`, `endfor`, `block`, `endblock`, `set`, `extends`, `include`, `component`, `endcomponent` and some others"
        ))
    } else if message.starts_with("Found `.` but expected") {
        Some(words!(
            "函数的结果要先存下来再取字段：{{% set 变量 = 函数() %}}，或写成 函数()[\"字段\"]",
            "a function's answer has no fields behind a dot: `{{% set x = f() %}}` first, or write `f()[\"field\"]`"
        ))
    } else {
        None
    }
}

fn spot_of(span: &tera::Span) -> Spot {
    let width =
        if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col) } else { 1 };
    Spot::Line { line: span.start_line as u32, column: span.start_col as u32 + 1, width: width.max(1) as u32 }
}

/// Errors of references: what the whole set of templates lacks.
pub(super) fn references(sources: &Sources, error: &tera::Error) -> Vec<Diagnostic> {
    let text = error.to_string();
    let drawn = drawn(&text, "error: ");
    if !drawn.is_empty() {
        return drawn.iter().map(|report| located(&TEMPLATE_REFERENCE, sources, report)).collect();
    }
    let message = translated(&text);
    let diagnostic = match culprit(sources, error, &text) {
        Some(place) => Diagnostic::new(&TEMPLATE_REFERENCE, place, message),
        None => Diagnostic::nowhere(&TEMPLATE_REFERENCE, message),
    };
    vec![diagnostic]
}

fn located(code: &'static Code, sources: &Sources, report: &Drawn) -> Diagnostic {
    let message = translated(&report.message);
    let diagnostic = match place_of(sources, report) {
        Some(place) => Diagnostic::new(code, place, message),
        None => Diagnostic::nowhere(code, message),
    };
    diagnostic.maybe_help(block_meant(sources, report))
}

/// What a block of a child may have been meant to be that no parent has.
fn block_meant(sources: &Sources, report: &Drawn) -> Option<Words> {
    let typed = report.message.strip_prefix("Block `")?.split('`').next()?;
    let others = sources.iter().filter(|(name, _)| **name != report.template);
    let known: BTreeSet<&str> =
        others.flat_map(|(_, source)| &source.facts.blocks).map(|block| block.text.as_str()).collect();
    let list = known.iter().copied().collect::<Vec<_>>().join(", ");
    Some(match nearest(typed, known) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!("主题里的区块有：{list}", "the blocks of the theme are: {list}"),
    })
}

fn place_of(sources: &Sources, report: &Drawn) -> Option<Place> {
    let source = sources.get(&report.template)?;
    let spot = Spot::Line { line: report.line, column: report.column, width: report.width };
    Some(Place { file: source.path.clone(), spot })
}

/// Where an error stands that the engine does not place: circles, missing parents, and components that
/// are defined twice.
fn culprit(sources: &Sources, error: &tera::Error, text: &str) -> Option<Place> {
    match error.kind() {
        tera::ErrorKind::MissingParent { current, .. } => {
            let source = sources.get(current)?;
            Some(source.place(&source.facts.extends.as_ref()?.range))
        }
        tera::ErrorKind::CircularExtend { tpl, .. } => {
            let source = sources.get(tpl)?;
            Some(source.place(&source.facts.extends.as_ref()?.range))
        }
        tera::ErrorKind::CircularInclude { tpl, include_chain } => {
            let source = sources.get(tpl)?;
            let next = include_chain.iter().skip_while(|name| *name != tpl).nth(1)?;
            let leads = |include: &&super::source::Name| next.ends_with(&include.text);
            Some(source.place(&source.facts.includes.iter().find(leads)?.range))
        }
        _ => {
            let names: Vec<&str> = text.split('`').collect();
            let (component, second) = (names.get(1)?, names.get(5)?);
            let source = sources.get(*second)?;
            let same = |name: &&super::source::Name| name.text == **component;
            Some(source.place(&source.facts.components.iter().find(same)?.range))
        }
    }
}

/// What went wrong while `template` was rendered.
pub(super) fn rendering(sources: &Sources, error: &tera::Error, complaint: Option<Words>) -> Fault {
    let text = error.to_string();
    let place = match error.kind() {
        tera::ErrorKind::RenderingError(report) => sources
            .get(report.filename())
            .map(|source| Place { file: source.path.clone(), spot: spot_of(report.span()) }),
        _ => None,
    };
    let message = match (error.kind(), complaint) {
        (tera::ErrorKind::RenderingError(report), Some(words)) if report.message() == words.en => words,
        (tera::ErrorKind::RenderingError(report), _) => translated(report.message()),
        (_, _) => translated(&text),
    };
    let chain = drawn(&text, "note: called from ")
        .iter()
        .map(|note| {
            let file =
                sources.get(&note.template).map_or(note.template.as_str(), |source| source.path.as_str());
            format!("{file}:{}:{}", note.line, note.column)
        })
        .collect();
    let is_absence =
        matches!(error.kind(), tera::ErrorKind::RenderingError(report) if is_absence(report.message()));
    Fault { place, message, is_absence, chain }
}

/// Reads drawn reports. A report is a line that begins with `lead`, the place (on the same line in a
/// note, behind `-->` on the next in an error), and further down a line of `^`.
fn drawn(text: &str, lead: &str) -> Vec<Drawn> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(head) = line.strip_prefix(lead) else { continue };
        let arrow = lines[index + 1..].iter().take(8).find_map(|line| line.trim_start().strip_prefix("--> "));
        let locus = if lead.starts_with("note") { Some(head) } else { arrow };
        let Some((template, line, column)) = locus.and_then(read_locus) else { continue };
        let marks = lines[index + 1..].iter().take(10).find_map(|line| {
            line.rsplit_once('|').map(|(_, under)| under.trim()).filter(|under| is_marks(under))
        });
        let message = message_of(&lines[index..], lead);
        let width = marks.map_or(1, str::len) as u32;
        found.push(Drawn { message, template, line, column, width });
    }
    found
}

/// A message may hold line breaks of its own; it ends where the place is drawn.
fn message_of(lines: &[&str], lead: &str) -> String {
    let end = lines.iter().position(|line| line.trim_start().starts_with("--> ")).unwrap_or(1).max(1);
    let text = lines[..end.min(lines.len())].join(" ");
    text.strip_prefix(lead).unwrap_or(&text).to_owned()
}

fn is_marks(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'^')
}

fn read_locus(text: &str) -> Option<(String, u32, u32)> {
    let (rest, column) = text.trim().rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    Some((template.to_owned(), line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;

    fn sources(texts: &[(&str, &str)]) -> Sources {
        texts
            .iter()
            .map(|(name, text)| {
                let path = FilePath::new(&format!("templates/{name}"));
                ((*name).to_owned(), Source::new((*name).to_owned(), path, (*text).to_owned()))
            })
            .collect()
    }

    fn load(texts: &[(&str, &str)]) -> (Sources, Result<tera::Tera, tera::Error>) {
        let mut engine = tera::Tera::new();
        let loaded = engine.add_raw_templates(texts.iter().copied()).map(|()| engine);
        (sources(texts), loaded)
    }

    fn places(texts: &[(&str, &str)]) -> Vec<(String, String, String)> {
        let (sources, loaded) = load(texts);
        let Err(error) = loaded else { panic!("{texts:?} loads") };
        references(&sources, &error)
            .into_iter()
            .map(|diagnostic| {
                let place = diagnostic.place.expect("a place");
                let spot = match place.spot {
                    Spot::Line { line, column, width } => format!("{line}:{column}+{width}"),
                    Spot::Span(span) => {
                        let name = place.file.below("templates").unwrap();
                        sources[name].text[span.range()].to_owned()
                    }
                    _ => String::new(),
                };
                (place.file.as_str().to_owned(), spot, diagnostic.message.zh)
            })
            .collect()
    }

    fn one(texts: &[(&str, &str)]) -> (String, String, String) {
        let mut found = places(texts);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    fn told(file: &str, spot: &str, message: &str) -> (String, String, String) {
        (file.to_owned(), spot.to_owned(), message.to_owned())
    }

    #[test]
    fn unknown_references_are_all_located() {
        let found = places(&[
            ("a.html", "甲\n {{ x | nofilter }}\n{{ nofunction() }}"),
            ("b.html", "{% if x is notest %}{% endif %}{{ <nocomponent/> }}"),
            ("c.html", r#"{% include "none.html" %}"#),
        ]);
        assert_eq!(
            found,
            [
                told("templates/a.html", "2:9+8", "没有过滤器“nofilter”"),
                told("templates/a.html", "3:4+12", "没有函数“nofunction”"),
                told("templates/b.html", "1:12+6", "没有判断“notest”"),
                told("templates/b.html", "1:35+14", "没有组件“nocomponent”"),
                told("templates/c.html", "1:12+11", "没有模板“none.html”"),
            ]
        );
    }

    #[test]
    fn a_block_without_a_parent_is_located() {
        let found = one(&[
            ("base.html", "{% block main %}{% endblock %}"),
            (
                "a.html",
                "{% extends \"base.html\" %}\n{% block 甲 %}{% endblock %}".replace('甲', "side").as_str(),
            ),
        ]);
        assert_eq!(found, told("templates/a.html", "2:10+4", "上级模板里没有区块“side”，它不会显示"));
    }

    #[test]
    fn parents_circles_and_doubles_are_located() {
        let missing = one(&[("a.html", r#"{% extends "none.html" %}"#)]);
        assert_eq!(missing, told("templates/a.html", "none.html", "模板“a.html”所继承的“none.html”不存在"));
        let circle = one(&[("a.html", r#"{% extends "b.html" %}"#), ("b.html", r#"{% extends "a.html" %}"#)]);
        assert_eq!((circle.0.as_str(), circle.1.as_str()), ("templates/a.html", "b.html"));
        let include =
            one(&[("a.html", r#"{% include "b.html" %}"#), ("b.html", r#"{% include "a.html" %}"#)]);
        assert_eq!((include.0.as_str(), include.1.as_str()), ("templates/a.html", "b.html"));
        let double = one(&[
            ("a.html", "{% component card() %}{% endcomponent %}"),
            ("b.html", "{% component card() %}{% endcomponent %}"),
        ]);
        assert_eq!(double, told("templates/b.html", "card", "组件“card”在 a.html 和 b.html 里各定义了一次"));
    }

    #[test]
    fn syntax_errors_count_columns_in_characters() {
        let text = "甲乙 {{ 1 + }}";
        let (sources, loaded) = load(&[("a.html", text)]);
        let diagnostic = syntax(&sources["a.html"], &loaded.err().unwrap()).unwrap();
        let spot = Spot::Line { line: 1, column: 11, width: 2 };
        assert_eq!(diagnostic.place, Some(Place { file: FilePath::new("templates/a.html"), spot }));
        let (sources, loaded) = load(&[("a.html", "{% if a %}\n")]);
        let diagnostic = syntax(&sources["a.html"], &loaded.err().unwrap()).unwrap();
        assert!(diagnostic.help.is_some());
    }

    #[test]
    fn a_fault_names_template_line_page_and_chain() {
        let texts = [
            ("parts.html", "{% component card(item) %}\n {{ item.titel }}{% endcomponent %}"),
            ("a.html", "{% for item in items %}\n{{ <card item/> }}{% endfor %}"),
        ];
        let (sources, loaded) = load(&texts);
        let mut context = tera::Context::new();
        context.insert("items", &[BTreeMap::from([("title", "甲")])]);
        let error = loaded.unwrap().render("a.html", &context).unwrap_err();
        let fault = rendering(&sources, &error, None);
        let diagnostic = fault.diagnose(&Route::folder("cases/a"));
        let spot = Spot::Line { line: 2, column: 10, width: 5 };
        assert_eq!(diagnostic.place, Some(Place { file: FilePath::new("templates/parts.html"), spot }));
        assert_eq!(diagnostic.message.zh, "没有字段“titel”；这里有：title");
        assert_eq!(
            diagnostic.help.unwrap().en,
            "the page is cases/a/index.html; called from templates/a.html:2:4"
        );
    }

    #[test]
    fn a_value_that_a_page_does_not_have_is_to_be_asked_for() {
        let help = |text: &str| {
            let (sources, loaded) = load(&[("a.html", text)]);
            let mut context = tera::Context::new();
            context.insert("nothing", &());
            context.insert("map", &BTreeMap::from([("key", "值")]));
            let error = loaded.unwrap().render("a.html", &context).unwrap_err();
            rendering(&sources, &error, None).diagnose(&Route::folder("a")).help.unwrap().zh
        };
        let asks = "先用 {% if … %} 看有没有这个值；出错的页面：a/index.html";
        for text in ["{{ nothing.name }}", "{{ map['经费'] }}"] {
            assert_eq!(help(text), asks, "{text}");
        }
        assert_eq!(help("{{ map.kye }}"), "出错的页面：a/index.html");
    }
}
