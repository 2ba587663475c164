//! What the code writes into the manual.

use fengcai::base::{Code, Lang, Severity};
use fengcai::cli::{self, HelpPage, HelpSection};
use fengcai::config::keys::vocabulary as lists;
use fengcai::config::{self, Term, Vocabulary};
use fengcai::model;
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

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = line(&head.map(str::to_owned)) + &line(&head.map(|_| "---".to_owned()));
    rows.fold(head, |table, cells| table + &line(&cells))
}

/// A text as code in a cell of a table.
fn code(text: &str) -> String {
    let marks = if text.contains('`') { "``" } else { "`" };
    format!("{marks}{}{marks}", text.replace('|', "\\|"))
}

/// A text in a cell of a table: what stands between backticks is code, and nothing else is markup.
fn prose(text: &str) -> String {
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
