//! What clap finds wrong with the arguments, told in our own words in both languages.

use std::error::Error;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::{Lang, Words};

use super::failure::Failure;
use super::help;

/// Puts a fault of the arguments into words.
pub(super) fn failure(error: &clap::Error) -> Failure {
    let argument = one(error, ContextKind::InvalidArg);
    let value = one(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => words!("不认识参数 `{argument}`", "unknown argument `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            let verb = one(error, ContextKind::InvalidSubcommand);
            words!("没有命令 `{verb}`", "there is no command `{verb}`")
        }
        ErrorKind::MissingSubcommand => words!("缺少命令", "a command is missing"),
        ErrorKind::MissingRequiredArgument => {
            let missing = many(error, ContextKind::InvalidArg).join(" ");
            words!("缺少 `{missing}`", "`{missing}` is missing")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            words!("`{argument}` 缺少值", "`{argument}` needs a value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            words!("`{argument}` 的值 `{value}` 无效", "`{value}` is no value for `{argument}`")
        }
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::TooManyValues => {
            words!("`{argument}` 不需要值 `{value}`", "`{argument}` takes no value `{value}`")
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            words!("`{argument}` 的值的个数不对", "`{argument}` has the wrong number of values")
        }
        ErrorKind::NoEquals => {
            words!("`{argument}` 与值之间要写 `=`", "`{argument}` and its value are joined by `=`")
        }
        ErrorKind::InvalidUtf8 => words!("参数不是 UTF-8", "an argument is not UTF-8"),
        _ => words!("参数有误", "the arguments are wrong"),
    };
    Failure { message, help: advice(error) }
}

fn conflict(error: &clap::Error, argument: &str) -> Words {
    let prior = many(error, ContextKind::PriorArg);
    match prior.as_slice() {
        [same] if same == argument => {
            words!("`{argument}` 只能写一次", "`{argument}` can be given once only")
        }
        _ => {
            let others = prior.join("` `");
            words!("`{argument}` 不能与 `{others}` 同用", "`{argument}` cannot be used with `{others}`")
        }
    }
}

/// What to type instead: the parser of the value knows best, then what is spelt alike, then the list.
fn advice(error: &clap::Error) -> Option<Words> {
    let own = error.source().and_then(|source| source.downcast_ref::<Failure>());
    if let Some(failure) = own {
        return Some(failure.message.clone());
    }
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let alike = kinds.into_iter().flat_map(|kind| many(error, kind)).next();
    if let Some(alike) = alike {
        return Some(words!("是 `{alike}` 吗？", "did you mean `{alike}`?"));
    }
    let possible = [many(error, ContextKind::ValidValue), many(error, ContextKind::ValidSubcommand)].concat();
    let is_word =
        error.kind() == ErrorKind::UnknownArgument && !one(error, ContextKind::InvalidArg).starts_with('-');
    if is_word {
        return Some(words!(
            "名称或路径里有空格，就用引号括起来",
            "put quotes around a name or a path that holds spaces"
        ));
    }
    let list =
        Words::new(format!("可用：{}", possible.join("、")), format!("possible: {}", possible.join(", ")));
    (!possible.is_empty()).then_some(list)
}

fn one(error: &clap::Error, kind: ContextKind) -> String {
    many(error, kind).join(" ")
}

fn many(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// The lines below a fault: how the command is written, and where to read more. The command is the
/// verb that the arguments name first.
pub(super) fn reminder(command: &Command, words: &[String], lang: Lang) -> String {
    let verb = words.iter().skip(1).find_map(|word| command.find_subcommand(word));
    let usage = help::usage(verb.unwrap_or(command), lang);
    let name = verb.map_or(String::new(), |verb| format!(" {}", verb.get_name()));
    match lang {
        Lang::Zh => format!("\n用法：{usage}\n更多说明见 `fengcai{name} --help`\n"),
        Lang::En => format!("\nUsage: {usage}\nMore is told by `fengcai{name} --help`\n"),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::args;
    use super::*;

    fn check(line: &str, expected: &Expect) {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let typed: Vec<_> = words.iter().map(Into::into).collect();
        let mut text = String::new();
        for lang in [Lang::Zh, Lang::En] {
            let error = args::parse(&typed, lang).map(|_| ()).unwrap_err();
            text.push_str(&failure(&error).text(lang));
        }
        expected.assert_eq(&text);
    }

    #[test]
    fn unknown_and_missing_words_are_told_in_both_languages() {
        check(
            "fengcai bild",
            &expect![[r#"
            错误: 没有命令 `bild`
              = 帮助: 是 `build` 吗？
            error: there is no command `bild`
              = help: did you mean `build`?
        "#]],
        );
        check(
            "fengcai xyz",
            &expect![[r#"
            错误: 没有命令 `xyz`
            error: there is no command `xyz`
        "#]],
        );
        check(
            "fengcai --root . --quiet",
            &expect![[r#"
                错误: 缺少命令
                  = 帮助: 可用：new、add、build、serve、render、why、theme、completions、help
                error: a command is missing
                  = help: possible: new, add, build, serve, render, why, theme, completions, help
            "#]],
        );
    }

    #[test]
    fn faults_of_positional_arguments_are_told_in_both_languages() {
        check(
            "fengcai completions",
            &expect![[r#"
            错误: 缺少 `<SHELL>`
            error: `<SHELL>` is missing
        "#]],
        );
        check(
            "fengcai completions basch",
            &expect![[r#"
            错误: `<SHELL>` 的值 `basch` 无效
              = 帮助: 是 `bash` 吗？
            error: `basch` is no value for `<SHELL>`
              = help: did you mean `bash`?
        "#]],
        );
        check(
            "fengcai completions 7",
            &expect![[r#"
            错误: `<SHELL>` 的值 `7` 无效
              = 帮助: 可用：bash、elvish、fish、powershell、zsh
            error: `7` is no value for `<SHELL>`
              = help: possible: bash, elvish, fish, powershell, zsh
        "#]],
        );
        check(
            "fengcai completions bash zsh",
            &expect![[r#"
            错误: 不认识参数 `zsh`
              = 帮助: 名称或路径里有空格，就用引号括起来
            error: unknown argument `zsh`
              = help: put quotes around a name or a path that holds spaces
        "#]],
        );
        check(
            "fengcai build --outptu x",
            &expect![[r#"
            错误: 不认识参数 `--outptu`
              = 帮助: 是 `--output` 吗？
            error: unknown argument `--outptu`
              = help: did you mean `--output`?
        "#]],
        );
        check(
            "fengcai build --zzz",
            &expect![[r#"
            错误: 不认识参数 `--zzz`
            error: unknown argument `--zzz`
        "#]],
        );
    }

    #[test]
    fn wrong_values_are_told_in_both_languages() {
        check(
            "fengcai build --output",
            &expect![[r#"
            错误: `--output <文件夹>` 缺少值
            error: `--output <DIR>` needs a value
        "#]],
        );
        check(
            "fengcai build --output a --output b",
            &expect![[r#"
            错误: `--output <文件夹>` 只能写一次
            error: `--output <DIR>` can be given once only
        "#]],
        );
        check(
            "fengcai build --today 2026-02-30",
            &expect![[r#"
            错误: `--today <日期>` 的值 `2026-02-30` 无效
              = 帮助: 日期要写成 2026-11-20 这样
            error: `2026-02-30` is no value for `--today <DATE>`
              = help: a date is written like 2026-11-20
        "#]],
        );
        check(
            "fengcai build --quiet=yes",
            &expect![[r#"
            错误: `--quiet` 不需要值 `yes`
            error: `--quiet` takes no value `yes`
        "#]],
        );
        check(
            "fengcai build --lang fr",
            &expect![[r#"
            错误: `--lang <LANG>` 的值 `fr` 无效
              = 帮助: 可用：zh、en
            error: `fr` is no value for `--lang <LANG>`
              = help: possible: zh, en
        "#]],
        );
        check(
            "fengcai serve --port 65536",
            &expect![[r#"
            错误: `--port <端口>` 的值 `65536` 无效
              = 帮助: 端口是 0 到 65535 之间的数字
            error: `65536` is no value for `--port <PORT>`
              = help: a port is a number from 0 to 65535
        "#]],
        );
    }
}
