//! Help in both languages. Every text of the arguments is declared as a pair with [`both!`]; once the
//! language is known, [`in_lang`] takes its half and writes the pages of help, because those that
//! clap would write hold English words and do not align wide characters.

use std::ffi::OsString;
use std::fmt;

use clap::error::ErrorKind;
use clap::{Arg, Command};
use unicode_width::UnicodeWidthStr;

use crate::base::Lang;

use super::args;
use super::console::Console;
use super::failure::{Exit, Failure};
use super::usage;

/// Stands between the two halves of a pair: ␟, because clap drops true control characters.
const BETWEEN: char = '\u{241F}';

/// Joins a text in Chinese and one in English to one that clap can carry.
macro_rules! both {
    ($zh:literal, $en:literal) => {
        concat!($zh, "\u{241F}", $en)
    };
}
pub(super) use both;

/// `fengcai help [COMMAND]`: the same as `--help`, for those who look for it there.
#[derive(Debug, clap::Args)]
pub(super) struct HelpArgs {
    #[arg(value_name = both!("命令", "COMMAND"), help = both!("哪个命令", "of which command"))]
    verb: Option<OsString>,
}

impl HelpArgs {
    pub(super) fn run(self, console: &mut Console) -> Result<Exit, Failure> {
        let line: Vec<OsString> =
            [Some("fengcai".into()), self.verb, Some("--help".into())].into_iter().flatten().collect();
        match args::parse(&line, console.lang) {
            Err(error) if error.kind() != ErrorKind::DisplayHelp => Err(usage::failure(&error)),
            asked => {
                console.print(&asked.err().map(|page| page.to_string()).unwrap_or_default())?;
                Ok(Exit::Good)
            }
        }
    }
}

/// The half of a pair in one language; a text without halves is its own.
pub(super) fn half(text: &str, lang: Lang) -> &str {
    match (text.split_once(BETWEEN), lang) {
        (None, _) => text,
        (Some((zh, _)), Lang::Zh) => zh,
        (Some((_, en)), Lang::En) => en,
    }
}

/// The command in one language, with its pages of help.
pub(super) fn in_lang(command: Command, lang: Lang) -> Command {
    let root = translated(command, lang).mut_subcommands(|verb| translated(verb, lang));
    let shared = shared(&root);
    let page = HelpPage::of(&root, &[], lang);
    root.override_help(page.to_string()).mut_subcommands(|verb| {
        let page = HelpPage::of(&verb, &shared, lang);
        verb.override_help(page.to_string())
    })
}

/// The page of the program, then one of each verb.
pub(super) fn pages(lang: Lang) -> Vec<HelpPage> {
    let root = args::command(lang);
    let shared = shared(&root);
    let verbs = root.get_subcommands().map(|verb| HelpPage::of(verb, &shared, lang));
    std::iter::once(HelpPage::of(&root, &[], lang)).chain(verbs).collect()
}

/// The options that every verb understands.
fn shared(root: &Command) -> Vec<Arg> {
    root.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect()
}

fn translated(command: Command, lang: Lang) -> Command {
    let about = text(command.get_about());
    let after = text(command.get_after_help());
    command
        .about(half(&about, lang).to_owned())
        .after_help(half(&after, lang).to_owned())
        .mut_args(|argument| translated_argument(argument, lang))
}

fn translated_argument(argument: Arg, lang: Lang) -> Arg {
    let help = text(argument.get_help());
    let names: Vec<String> = argument
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| half(name, lang).to_owned())
        .collect();
    let argument = argument.help(half(&help, lang).to_owned());
    if names.is_empty() { argument } else { argument.value_names(names) }
}

fn text(styled: Option<&clap::builder::StyledStr>) -> String {
    styled.map(ToString::to_string).unwrap_or_default()
}

/// The line that shows how a command is written: `fengcai build [选项]`.
pub(super) fn usage(command: &Command, lang: Lang) -> String {
    let (verb, options) = match lang {
        Lang::Zh => ("<命令>", "[选项]"),
        Lang::En => ("<COMMAND>", "[OPTIONS]"),
    };
    if command.has_subcommands() {
        return format!("fengcai {verb} {options}");
    }
    let mut line = format!("fengcai {} {options}", command.get_name());
    for argument in command.get_positionals() {
        line.push(' ');
        line.push_str(&shown(argument));
    }
    line
}

/// A page of help.
#[derive(Clone, Debug)]
pub struct HelpPage {
    /// Name of the verb; of the program on its own page.
    pub name: String,
    /// What it is for, in a line.
    pub about: String,
    /// How it is written: `fengcai build [选项]`.
    pub usage: String,
    /// Verbs, arguments and options, none of them empty.
    pub sections: Vec<HelpSection>,
    /// What stands below them.
    pub after: String,
    lang: Lang,
}

/// A list on a page of help.
#[derive(Clone, Debug)]
pub struct HelpSection {
    /// Its title, with a colon at its end.
    pub title: &'static str,
    /// What is typed, and what it does.
    pub rows: Vec<(String, String)>,
}

impl HelpPage {
    fn of(command: &Command, shared: &[Arg], lang: Lang) -> HelpPage {
        let verbs =
            command.get_subcommands().map(|verb| (verb.get_name().to_owned(), text(verb.get_about())));
        let positionals = command.get_positionals().map(row);
        let (global, own): (Vec<&Arg>, Vec<&Arg>) = command
            .get_arguments()
            .filter(|argument| !argument.is_positional())
            .chain(shared)
            .partition(|argument| argument.is_global_set());
        let mut sections = vec![
            HelpSection { title: heading(lang, "命令：", "Commands:"), rows: verbs.collect() },
            HelpSection { title: heading(lang, "参数：", "Arguments:"), rows: positionals.collect() },
            HelpSection { title: heading(lang, "选项：", "Options:"), rows: rows(&own) },
            HelpSection { title: heading(lang, "通用选项：", "Global options:"), rows: rows(&global) },
        ];
        sections.retain(|section| !section.rows.is_empty());
        HelpPage {
            name: command.get_name().to_owned(),
            about: text(command.get_about()),
            usage: usage(command, lang),
            sections,
            after: text(command.get_after_help()),
            lang,
        }
    }
}

impl fmt::Display for HelpPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let HelpPage { about, usage, .. } = self;
        write!(f, "{about}\n\n{}{usage}\n", heading(self.lang, "用法：", "Usage: "))?;
        let all = self.sections.iter().flat_map(|section| &section.rows);
        let widest = all.map(|(name, _)| name.width()).max().unwrap_or(0);
        for HelpSection { title, rows } in &self.sections {
            write!(f, "\n{title}\n")?;
            for (name, help) in rows {
                let gap = " ".repeat(widest - name.width());
                writeln!(f, "  {name}{gap}  {help}")?;
            }
        }
        if self.after.is_empty() { Ok(()) } else { write!(f, "\n{}\n", self.after) }
    }
}

fn heading(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn rows(arguments: &[&Arg]) -> Vec<(String, String)> {
    arguments.iter().map(|argument| row(argument)).collect()
}

fn row(argument: &Arg) -> (String, String) {
    (shown(argument), text(argument.get_help()))
}

/// How an argument is written: `-q, --quiet`, `    --lang <zh|en>`, `<文件>`.
fn shown(argument: &Arg) -> String {
    let value = value(argument);
    let Some(long) = argument.get_long() else { return value };
    let short = match argument.get_short() {
        Some(short) => format!("-{short}, "),
        None => "    ".to_owned(),
    };
    let value = if value.is_empty() { value } else { format!(" {value}") };
    format!("{short}--{long}{value}")
}

fn value(argument: &Arg) -> String {
    if !argument.get_action().takes_values() {
        return String::new();
    }
    let possible: Vec<String> =
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let names = argument.get_value_names().unwrap_or_default().iter().map(ToString::to_string);
    let inner = if possible.is_empty() { names.collect::<Vec<_>>() } else { possible };
    format!("<{}>", inner.join("|"))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    /// The command and its verbs as declared, before a language is chosen.
    fn declared() -> Vec<Command> {
        use clap::CommandFactory;
        let root = args::Arguments::command();
        let verbs: Vec<Command> = root.get_subcommands().cloned().collect();
        [root].into_iter().chain(verbs).collect()
    }

    #[test]
    fn every_text_has_both_halves() {
        for command in declared() {
            let name = command.get_name();
            assert!(text(command.get_about()).contains(BETWEEN), "{name} has no help in two languages");
            for argument in command.get_arguments() {
                let id = argument.get_id();
                assert!(text(argument.get_help()).contains(BETWEEN), "{name} {id}: help in two languages");
                let names = argument.get_value_names().unwrap_or_default();
                let free = argument.get_action().takes_values() && argument.get_possible_values().is_empty();
                assert!(!free || names.iter().all(|name| name.contains(BETWEEN)), "{name} {id}: value name");
            }
        }
    }

    #[test]
    fn a_half_is_taken_by_language() {
        assert_eq!(half(both!("甲", "a"), Lang::Zh), "甲");
        assert_eq!(half(both!("甲", "a"), Lang::En), "a");
        assert_eq!(half("FILE", Lang::Zh), "FILE");
    }

    #[test]
    fn pages_are_aligned_by_the_width_of_characters() {
        let command = args::command(Lang::Zh);
        let page = HelpPage::of(&command, &[], Lang::Zh).to_string();
        let columns: Vec<usize> = page
            .lines()
            .filter(|line| line.trim_start().starts_with('-'))
            .map(|line| line[..line.rfind("  ").unwrap() + 2].width())
            .collect();
        assert!(columns.len() > 4 && columns.windows(2).all(|pair| pair[0] == pair[1]), "{page}");
    }

    #[test]
    fn the_page_of_a_verb_shows_its_arguments_and_the_global_options() {
        let command = args::command(Lang::En);
        let verb = command.find_subcommand("completions").unwrap();
        let page = HelpPage::of(verb, &shared(&command), Lang::En);
        expect![[r#"
            print a script that completes command lines

            Usage: fengcai completions [OPTIONS] <bash|elvish|fish|powershell|zsh>

            Arguments:
              <bash|elvish|fish|powershell|zsh>  for which shell

            Global options:
                  --root <DIR>                   the site's folder (the current one by default)
                  --lang <zh|en>                 the language of messages (by default the system's)
                  --format <text|json>           how problems are told: text for people, json one object a line and nothing else on standard output
              -q, --quiet                        tell problems only, no summary and no progress
              -h, --help                         show help
        "#]].assert_eq(&page.to_string());
    }
}
