//! Arguments as typed. Each option carries its help in both languages where it is declared.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use jiff::civil;

use crate::base::Lang;

use super::add::AddArgs;
use super::build::BuildArgs;
use super::completions::CompletionsArgs;
use super::console::{Console, Format, Volume};
use super::failure::{Exit, Failure};
use super::help::{self, HelpArgs, both};
use super::new::NewArgs;
use super::render::RenderArgs;
use super::serve::ServeArgs;
use super::theme::ThemeArgs;
use super::why::WhyArgs;

#[derive(Debug, Parser)]
#[command(
    name = "fengcai",
    version,
    about = both!("风采：把支部案例变成展示网站", "Fengcai: turns case studies of branches into a showcase site"),
    after_help = both!(
        "退出码：0 正常，1 网站有错误，2 用法或环境有误。",
        "Exit codes: 0 good, 1 the site has errors, 2 wrong usage or environment."
    ),
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    arg_required_else_help = true,
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) verb: Verb,
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help = both!("显示版本", "show the version"))]
    version: Option<bool>,
}

/// What every verb understands.
#[derive(Debug, clap::Args)]
pub(super) struct Global {
    #[arg(
        long,
        global = true,
        default_value = ".",
        value_name = both!("文件夹", "DIR"),
        help = both!("网站所在的文件夹（默认为当前文件夹）", "the site's folder (the current one by default)")
    )]
    pub(super) root: PathBuf,
    #[arg(
        long,
        global = true,
        value_parser = PossibleValuesParser::new(["zh", "en"]).map(|tag| Lang::from_tag(&tag).unwrap_or_default()),
        help = both!("输出使用的语言（默认依系统语言）", "the language of messages (by default the system's)")
    )]
    pub(super) lang: Option<Lang>,
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "text",
        help = both!(
            "提示的形式：text 给人看；json 每行一个对象，标准输出只有这些",
            "how problems are told: text for people, json one object a line and nothing else on standard output"
        )
    )]
    pub(super) format: Format,
    #[arg(
        short,
        long,
        global = true,
        help = both!("只输出提示，不输出小结和进度", "tell problems only, no summary and no progress")
    )]
    pub(super) quiet: bool,
    #[arg(
        short,
        long,
        global = true,
        action = clap::ArgAction::Help,
        help = both!("显示帮助", "show help")
    )]
    help: Option<bool>,
}

impl Global {
    /// How much is told besides diagnostics.
    pub(super) fn volume(&self) -> Volume {
        if self.quiet { Volume::Quiet } else { Volume::Normal }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    #[command(about = both!("新建一个网站", "make a new site"))]
    New(NewArgs),
    #[command(about = both!("给网站加一篇案例、一套框架、一个页面或一个单位", "add a case, a framework, a page or an institution to the site"))]
    Add(AddArgs),
    #[command(about = both!("生成网站", "build the site"))]
    Build(BuildArgs),
    #[command(about = both!("在浏览器里看网站", "show the site in a browser"))]
    Serve(ServeArgs),
    #[command(about = both!("输出一个 Markdown 文件的 HTML", "print the HTML of one Markdown text"))]
    Render(RenderArgs),
    #[command(about = both!("说明一个页面从何而来，或一个文件为何不发布", "tell where a page comes from, or why a file is not published"))]
    Why(WhyArgs),
    #[command(about = both!("列出、检查、改写主题", "list, check and change themes"))]
    Theme(ThemeArgs),
    #[command(about = both!("输出命令行补全脚本", "print a script that completes command lines"))]
    Completions(CompletionsArgs),
    #[command(about = both!("显示一个命令的帮助", "show the help of a command"))]
    Help(HelpArgs),
}

impl Verb {
    /// Runs the verb on the site below `global.root`.
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        match self {
            Verb::New(arguments) => arguments.run(global, console),
            Verb::Add(arguments) => arguments.run(global, console),
            Verb::Build(arguments) => arguments.run(global, console),
            Verb::Serve(arguments) => arguments.run(global, console),
            Verb::Render(arguments) => arguments.run(global, console),
            Verb::Why(arguments) => arguments.run(global, console),
            Verb::Theme(arguments) => arguments.run(global, console),
            Verb::Completions(arguments) => arguments.run(console),
            Verb::Help(arguments) => arguments.run(console),
        }
    }
}

/// The whole command in one language.
pub(super) fn command(lang: Lang) -> clap::Command {
    help::in_lang(Arguments::command(), lang)
}

/// Reads the arguments, the program's name first.
pub(super) fn parse(arguments: &[OsString], lang: Lang) -> Result<Arguments, clap::Error> {
    let matches = command(lang).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// Reads a day, `2026-11-20`.
pub(super) fn day(typed: &str) -> Result<civil::Date, Failure> {
    let plain = typed.len() == "2026-11-20".len() && typed.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    typed.parse().ok().filter(|_| plain).ok_or_else(|| {
        Failure::new(words!("日期要写成 2026-11-20 这样", "a date is written like 2026-11-20"))
    })
}

/// Reads a port.
pub(super) fn port(typed: &str) -> Result<u16, Failure> {
    typed.parse().map_err(|_| {
        Failure::new(words!("端口是 0 到 65535 之间的数字", "a port is a number from 0 to 65535"))
    })
}

/// Reads an address to listen on. Names are not looked up, but the one that everybody types is known.
pub(super) fn host(typed: &str) -> Result<IpAddr, Failure> {
    if typed.eq_ignore_ascii_case("localhost") {
        return Ok(IpAddr::from([127, 0, 0, 1]));
    }
    typed.parse().map_err(|_| {
        Failure::new(words!(
            "地址要写成 127.0.0.1 这样的数字",
            "an address is written in numbers, like 127.0.0.1"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_sound() {
        for lang in [Lang::Zh, Lang::En] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn a_day_has_one_spelling() {
        assert_eq!(day("2026-02-28").unwrap(), civil::date(2026, 2, 28));
        for wrong in ["2026-02-29", "20260228", "2026-2-8", "2026-02-28T00:00", "明天", "", "26-02-2008"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_host_is_a_number_or_localhost() {
        assert_eq!(host("localhost").unwrap(), host("127.0.0.1").unwrap());
        assert!(host("::1").is_ok() && host("0.0.0.0").is_ok());
        for wrong in ["example.org", "", "127.0.0.1:80", "[::1]"] {
            assert!(host(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_port_has_sixteen_bits() {
        assert_eq!(port("3000").unwrap(), 3000);
        for wrong in ["65536", "-1", "", "http"] {
            assert!(port(wrong).is_err(), "{wrong}");
        }
    }
}
