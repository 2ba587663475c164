//! What the code writes into the manual of templates: what they are given, in words.

use std::collections::BTreeMap;

use fengcai::check;
use fengcai::config;
use fengcai::pipeline;
use fengcai::render::reference::{Fields, Kind, Presence};
use fengcai::render::theme::signature::{FILTERS, FUNCTIONS, Keyword, Signature};
use fengcai::render::theme::{MANIFEST_KEYS, SETTING_KEYS, listing};
use fengcai::render::{OUTPUTS, ROOTS, Theme, View, views};

use super::parts::{code, prose, table};

/// What may be set in each theme that is carried.
pub(super) fn settings() -> String {
    let files = pipeline::embedded();
    let config = config::load(&*files).value;
    let themes = listing::list(&*files, &config).value;
    let sections = themes.iter().map(|theme| {
        let rows = theme.settings.iter().map(|setting| {
            let default = setting.default.as_deref().map_or_else(|| "不设".to_owned(), code);
            let title = setting.title.as_deref().unwrap_or_default();
            [code(&setting.name), prose(title), format!("{}；默认 {default}", code(&setting.example))]
        });
        let table = table(["设置项", "作用", "可以填"], rows);
        format!(
            "### {} {{#theme-{}}}\n\n{table}\n",
            theme.title.as_deref().unwrap_or(&theme.name),
            theme.name
        )
    });
    sections.collect()
}

/// The keys of `theme.yaml`.
pub(super) fn manifest() -> String {
    let row = |key: &Keyword| [code(key.name), prose(key.zh)];
    let keys = table(["项", "作用"], MANIFEST_KEYS.iter().map(row));
    let setting = table(["设置项里的", "作用"], SETTING_KEYS.iter().map(row));
    format!("{keys}\n{setting}")
}

/// The blocks of each template of the theme that a site gets when it names none.
pub(super) fn blocks() -> String {
    let files = pipeline::embedded();
    let config = config::load(&*files).value;
    let theme = Theme::load(&*files, &config).value;
    let rows = theme.blocks().into_iter().map(|(template, blocks)| {
        let blocks: Vec<String> = blocks.into_iter().map(code).collect();
        [code(template), blocks.join("、")]
    });
    table(["模板", "其中的块"], rows)
}

/// What every template is given.
pub(super) fn roots() -> String {
    let known = check::reference();
    let given = known.templates.values().next().unwrap();
    let sections = ROOTS.iter().map(|(root, view)| {
        let Kind::Record(fields) = &given[*root].kind else { panic!("{root} has no fields") };
        section(&format!("{}：{}", root, view.zh), view, fields)
    });
    sections.collect()
}

/// What each template makes, and what it is given beside.
pub(super) fn templates() -> String {
    let known = check::reference();
    let sections = OUTPUTS.iter().filter_map(|output| output.template).map(|template| {
        let anchor = template.name.replace('.', "-");
        let rows = rows(&template.view, &known.templates[template.name]);
        let table = table(["变量", "是什么", "内容"], rows);
        format!("### {} {{#{anchor}}}\n\n{}。\n\n{table}\n", template.name, prose(template.view.zh))
    });
    sections.collect()
}

/// The fields of every value.
pub(super) fn values() -> String {
    let known = check::reference();
    let mut found = BTreeMap::new();
    for field in known.templates.values().flat_map(Fields::values) {
        records(&field.kind, &mut found);
    }
    for kind in known.functions.values() {
        records(kind, &mut found);
    }
    views().map(|view| section(view.zh, &view, found[view.name])).collect()
}

/// The functions of templates, with what those answer that ask the site.
pub(super) fn functions() -> String {
    let known = check::reference();
    let answer = |name: &str| {
        let plain = known.functions.get(name).map(|kind| content(kind, None));
        let grouped = known.functions.get(&format!("{name}_grouped")).map(|kind| content(kind, None));
        match (plain, grouped) {
            (Some(plain), Some(grouped)) => format!("{plain}；分组时是{grouped}"),
            (Some(plain), None) => plain,
            _ if name == "data" => "自定的内容".to_owned(),
            _ if matches!(name, "asset" | "url") => "网址".to_owned(),
            _ => "文字".to_owned(),
        }
    };
    FUNCTIONS.iter().map(|known| signature(known, &format!("得到{}。\n\n", answer(known.name)))).collect()
}

/// The filters of templates.
pub(super) fn filters() -> String {
    FILTERS.iter().map(|known| signature(known, "")).collect()
}

fn signature(known: &Signature, answer: &str) -> String {
    let Signature { name, parameters, zh, en: _, example } = known;
    let mut written = format!("### {name} {{#fn-{}}}\n\n{}。{answer}", name.replace('_', "-"), prose(zh));
    if answer.is_empty() {
        written.push_str("\n\n");
    }
    if !parameters.is_empty() {
        let rows = parameters.iter().map(|known| [code(known.name), prose(known.zh)]);
        written.push_str(&format!("{}\n", table(["参数", "填什么"], rows)));
    }
    written + &format!("```html\n{example}\n```\n\n")
}

fn section(title: &str, view: &View, fields: &Fields) -> String {
    let table = table(["字段", "是什么", "内容"], rows(view, fields));
    format!("### {title} {{#v-{}}}\n\n{table}\n", view.name)
}

fn rows(view: &View, fields: &Fields) -> impl Iterator<Item = [String; 3]> {
    view.fields().map(|words| {
        let kind = &fields[words.name].kind;
        let may_be_empty = if words.presence == Presence::Sometimes { "，可以为空" } else { "" };
        [code(words.name), prose(words.zh), content(kind, Some(view)) + may_be_empty]
    })
}

/// What a value is; `inside` is the view that it is a field of.
fn content(kind: &Kind, inside: Option<&View>) -> String {
    let named = |view: &View| format!("[{}](#v-{})", view.zh, view.name);
    match kind {
        Kind::Any => "自定的内容".to_owned(),
        Kind::Text => "文字".to_owned(),
        Kind::Address => "网址".to_owned(),
        Kind::Date => "日期".to_owned(),
        Kind::Html => "HTML".to_owned(),
        Kind::Number => "数".to_owned(),
        Kind::Switch => "`true` 或 `false`".to_owned(),
        Kind::List(item) if matches!(**item, Kind::List(_)) => format!("列表的{}", content(item, inside)),
        Kind::List(item) => format!("列表，每项是{}", content(item, inside)),
        Kind::Record(fields) => named(&view_of(fields)),
        Kind::Again => named(inside.expect("a tree stands in a view")),
        Kind::Unseen => panic!("the specimen shows nothing in a field of {inside:?}"),
    }
}

fn view_of(fields: &Fields) -> View {
    let roots = ROOTS.iter().map(|(_, view)| *view);
    views().chain(roots).find(|view| view.is(fields)).unwrap_or_else(|| panic!("{fields:?} is no view"))
}

/// Every value with fields, by the name of its view.
fn records<'k>(kind: &'k Kind, found: &mut BTreeMap<&'static str, &'k Fields>) {
    match kind {
        Kind::List(item) => records(item, found),
        Kind::Record(fields) => {
            found.insert(view_of(fields).name, fields);
            for field in fields.values() {
                records(&field.kind, found);
            }
        }
        _ => {}
    }
}
