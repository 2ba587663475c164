//! What the code writes into the manual.

use fengcai::base::{Code, Lang, Severity, Words};
use fengcai::cli::{self, HelpPage, HelpSection};
use fengcai::config::keys::vocabulary as lists;
use fengcai::config::{self, Term, Vocabulary};
use fengcai::model;
use fengcai::pipeline;
use fengcai::render::Theme;
use fengcai::render::theme::shortcodes::{ArgumentEntry, Entry};
use fengcai::yaml::{Key, Table};

use crate::codes::{Shown, codes as all_codes, shown};

/// The keys of front matter.
pub(super) fn keys() -> String {
    model::keys::TABLES.iter().map(|table| key_table(table)).collect()
}

/// The keys of `site.yaml`, without those of a vocabulary.
pub(super) fn site() -> String {
    let of_vocabulary = [&lists::VOCABULARY, &config::keys::term::TERM].map(|table| table.name);
    let tables = config::keys::TABLES.iter().filter(|table| !of_vocabulary.contains(&table.name));
    tables.map(|table| key_table(table)).collect()
}

fn key_table(table: &Table) -> String {
    let rows = table.keys.iter().map(|key| key_row(key));
    format!("### {} {{#{}}}\n\n{}\n", table.zh, table.name, self::table(["名称", "说明"], rows))
}

fn key_row(key: &Key) -> [String; 2] {
    let names = format!("{} {}", code(key.zh), code(key.en));
    let mut told = format!("{}填{}", prose(key.doc_zh), prose(&key.wants.words().zh));
    if let Some(table) = key.wants.table() {
        told.push_str(&format!("（见[{}](#{})）", table.zh, table.name));
    }
    told.push('。');
    if !key.aliases.is_empty() {
        told.push_str(&format!("也可以写作：{}。", prose(&key.aliases.join("、"))));
    }
    told.push_str(&format!("例如 {}", code(&format!("{}: {}", key.zh, key.example))));
    [names, told]
}

/// The words of the built-in vocabulary.
pub(super) fn vocabulary() -> String {
    let built_in = Vocabulary::built_in();
    let terms: [(&Key, &[Term]); 9] = [
        (&lists::LEVELS, &built_in.levels),
        (&lists::HONOUR_KINDS, &built_in.honour_kinds),
        (&lists::GRADES, &built_in.grades),
        (&lists::QUALIFIERS, &built_in.qualifiers),
        (&lists::BRANCH_KINDS, &built_in.branch_kinds),
        (&lists::MEMBERSHIPS, &built_in.memberships),
        (&lists::STAGES, &built_in.stages),
        (&lists::SOURCE_KINDS, &built_in.source_kinds),
        (&lists::RECIPIENTS, &built_in.recipients),
    ];
    let words = [(&lists::UNITS, &built_in.units), (&lists::SET_PHRASES, &built_in.set_phrases)];
    let terms = terms.into_iter().map(|(key, terms)| {
        let rows =
            terms.iter().map(|term| [prose(&term.zh), code(&term.id), prose(&term.aliases.join("、"))]);
        list(key, &table(["词", "标识", "也读作这个词的"], rows))
    });
    let words = words.into_iter().map(|(key, words)| list(key, &format!("{}。\n", prose(&words.join("、")))));
    terms.chain(words).collect()
}

fn list(key: &Key, words: &str) -> String {
    format!(
        "### {} {{#{}}}\n\n{}在词表文件里叫 {}。\n\n{words}\n",
        key.zh,
        key.en,
        prose(key.doc_zh),
        code(key.en)
    )
}

/// The verbs with their arguments and options; options of all verbs once, at the end.
pub(super) fn commands() -> String {
    let pages = cli::help_pages(Lang::Zh);
    let (program, verbs) = pages.split_first().unwrap();
    let mut written: String = verbs.iter().map(command).collect();
    let global = program.sections.last().unwrap();
    written.push_str(&format!("### 每个命令都能用的选项 {{#global}}\n\n{}\n", options(global)));
    written + &format!("{}\n", prose(&program.after))
}

fn command(page: &HelpPage) -> String {
    let HelpPage { name, about, usage, after, .. } = page;
    let mut written =
        format!("### fengcai {name} {{#{name}}}\n\n{}。\n\n```text\n{usage}\n```\n\n", prose(about));
    for section in page.sections.iter().filter(|section| !section.title.starts_with("通用")) {
        written.push_str(&format!("{}\n", options(section)));
    }
    if after.is_empty() { written } else { written + &format!("{}\n\n", prose(after)) }
}

fn options(section: &HelpSection) -> String {
    let rows = section.rows.iter().map(|(typed, help)| [code(typed.trim()), prose(help)]);
    table([section.title.trim_end_matches('：'), "作用"], rows)
}

/// Every kind of diagnostic, by severity and name, with one that a site of the tests causes.
pub(super) fn codes() -> String {
    let shown = shown();
    let mut written = String::new();
    for (severity, title) in
        [(Severity::Error, "错误"), (Severity::Warning, "警告"), (Severity::Hint, "提示")]
    {
        let mut codes = all_codes();
        codes.retain(|code| code.severity == severity);
        codes.sort_unstable_by_key(|code| code.name);
        written.push_str(&format!("## {title}\n\n"));
        for code in codes {
            written.push_str(&diagnostic(code, title, shown.get(code.name)));
        }
    }
    written
}

fn diagnostic(code: &Code, severity: &str, shown: Option<&Shown>) -> String {
    let name = code.name;
    let mut written = format!("### {name} {{#{name}}}\n\n{}", prose(code.zh.trim_end_matches('。')));
    written.push_str("。\n\n");
    if let Some(Shown { message, help, .. }) = shown {
        let message = message.replace('\u{FFFD}', "U+FFFD");
        written.push_str(&format!("```text\n{severity}[{name}]: {message}\n"));
        if let Some(help) = help {
            written.push_str(&format!("帮助: {help}\n"));
        }
        written.push_str("```\n\n");
    }
    written
}

/// The shortcodes of the theme that a site gets when it names none.
pub(super) fn shortcodes() -> Vec<Entry> {
    let files = pipeline::embedded();
    let config = config::load(&*files).value;
    Theme::load(&*files, &config).value.shortcodes()
}

/// What a shortcode is for, its names and its arguments.
pub(super) fn shortcode(name: &str) -> String {
    let known = shortcodes().into_iter().find(|entry| entry.names[0].name == name).unwrap();
    let doc =
        known.doc.as_ref().unwrap_or_else(|| panic!("the shortcode {name} does not say what it is for"));
    let mut written = format!("{}。\n\n{}\n\n", prose(&doc.zh), names(&known));
    written.push_str(&table(["参数", "填什么", "作用"], known.arguments.iter().map(argument)));
    let unnamed = known.arguments.iter().filter(|argument| argument.position.is_some());
    let unnamed: Vec<String> = unnamed.map(|argument| code(first(argument))).collect();
    match &unnamed[..] {
        [] => {}
        [one] => written.push_str(&format!("\n可以省去参数名、只写值的：{one}。\n")),
        several => {
            written.push_str(&format!("\n可以省去参数名、依次只写值的：{}。\n", several.join("、")));
        }
    }
    written
}

/// The names of a shortcode: its own, and those that stand for arguments.
fn names(known: &Entry) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for named in &known.names {
        let shown = |(name, value): &(String, Words)| {
            let argument = known.arguments.iter().find(|argument| argument.name == *name).unwrap();
            format!("{}={}", first(argument), value.zh)
        };
        let preset = named.preset.iter().map(shown).collect::<Vec<_>>().join(" ");
        match groups.iter_mut().find(|(known, _)| *known == preset) {
            Some((_, names)) => names.push(code(&named.name)),
            None => groups.push((preset, vec![code(&named.name)])),
        }
    }
    let told = groups.iter().map(|(preset, names)| {
        let mut names = names.clone();
        names.sort_by_key(|name| name.is_ascii());
        let names = names.join("、");
        if preset.is_empty() {
            format!("名称：{names}。")
        } else {
            format!("写 {names}，等于加了 {}。", code(preset))
        }
    });
    told.collect()
}

/// The name of an argument that messages show.
fn first(argument: &ArgumentEntry) -> &str {
    argument.zh.first().unwrap_or(&argument.name)
}

fn argument(known: &ArgumentEntry) -> [String; 3] {
    let names: Vec<String> = known.zh.iter().chain([&known.name]).map(|name| code(name)).collect();
    let doc = known.doc.as_ref().unwrap_or_else(|| panic!("the argument {} says nothing", known.name));
    let must = match &known.default {
        Some(default) => format!("；不写就是 {}", code(&default.zh)),
        None if known.required => "；必须写".to_owned(),
        None => String::new(),
    };
    [names.join("、"), prose(&known.wanted.zh) + &must, prose(&doc.zh)]
}

pub(super) fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = line(&head.map(str::to_owned)) + &line(&head.map(|_| "---".to_owned()));
    rows.fold(head, |table, cells| table + &line(&cells))
}

/// A text as code in a cell of a table.
pub(super) fn code(text: &str) -> String {
    let marks = if text.contains('`') { "``" } else { "`" };
    format!("{marks}{}{marks}", text.replace('|', "\\|"))
}

/// A text in a cell of a table: what stands between backticks is code, and nothing else is markup.
pub(super) fn prose(text: &str) -> String {
    let mut written = String::new();
    let mut is_code = false;
    for char in text.chars() {
        is_code ^= char == '`';
        let escaped =
            char == '|' || (!is_code && matches!(char, '*' | '_' | '[' | ']' | '<' | '>' | '\\' | '#' | '~'));
        match char {
            // A page that holds this sign has lost a character.
            '\u{FFFD}' => written.push_str("&#65533;"),
            _ if escaped => written.extend(['\\', char]),
            _ => written.push(char),
        }
    }
    written
}

#[test]
fn texts_are_no_markup_in_tables() {
    assert_eq!(prose("a|b *c* `d_e|f` <g>"), "a\\|b \\*c\\* `d_e\\|f` \\<g\\>");
    assert_eq!(code("<zh|en>"), "`<zh\\|en>`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(table(["甲"], [["乙".to_owned()]].into_iter()), "| 甲 |\n| --- |\n| 乙 |\n");
}
