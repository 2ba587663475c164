//! Help in both languages. Every text of the arguments is declared as a pair with [`both!`]; once the
//! language is known, [`in_lang`] takes its half and writes the pages of help, because those that
//! clap would write hold English words and do not align wide characters.

use std::ffi::OsString;

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
    let shared: Vec<Arg> =
        root.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect();
    let page = page(&root, &[], lang);
    root.override_help(page).mut_subcommands(|verb| {
        let page = self::page(&verb, &shared, lang);
        verb.override_help(page)
    })
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

/// A page of help: what the command is for, how it is written, its verbs, arguments and options.
fn page(command: &Command, shared: &[Arg], lang: Lang) -> String {
    let heading = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let verbs = command.get_subcommands().map(|verb| (verb.get_name().to_owned(), text(verb.get_about())));
    let positionals = command.get_positionals().map(row);
    let (global, own): (Vec<&Arg>, Vec<&Arg>) = command
        .get_arguments()
        .filter(|argument| !argument.is_positional())
        .chain(shared)
        .partition(|argument| argument.is_global_set());
    let sections = [
        (heading("命令：", "Commands:"), verbs.collect::<Vec<_>>()),
        (heading("参数：", "Arguments:"), positionals.collect()),
        (heading("选项：", "Options:"), own.into_iter().map(row).collect()),
        (heading("通用选项：", "Global options:"), global.into_iter().map(row).collect()),
    ];
    let mut page = format!(
        "{}\n\n{}{}\n",
        text(command.get_about()),
        heading("用法：", "Usage: "),
        usage(command, lang)
    );
    let widest = sections.iter().flat_map(|(_, rows)| rows).map(|(name, _)| name.width()).max().unwrap_or(0);
    for (title, rows) in sections.iter().filter(|(_, rows)| !rows.is_empty()) {
        page.push_str(&format!("\n{title}\n"));
        for (name, help) in rows {
            let gap = " ".repeat(widest - name.width());
            page.push_str(&format!("  {name}{gap}  {help}\n"));
        }
    }
    let after = text(command.get_after_help());
    if !after.is_empty() {
        page.push_str(&format!("\n{after}\n"));
    }
    page
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
        let page = page(&command, &[], Lang::Zh);
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
        let shared: Vec<Arg> =
            command.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect();
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
        "#]].assert_eq(&page(verb, &shared, Lang::En));
    }
}
