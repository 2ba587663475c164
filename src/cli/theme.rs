//! `fengcai theme list|check|eject|new`: what a site shows its pages with.

use std::sync::Arc;

use crate::base::files::{DiskFiles, Files};
use crate::base::store::DiskStore;
use crate::base::{Diagnostic, FilePath, Lang, Severity, Words};
use crate::check::{self, Checked, Subject};
use crate::render::theme::listing::{self, Entry, SettingEntry};
use crate::scaffold::{self, NewTheme, Workshop};
use crate::{config, pipeline};

use super::args::Global;
use super::console::Console;
use super::failure::{Exit, Failure};
use super::help::both;
use super::site;

#[derive(Debug, clap::Args)]
pub(super) struct ThemeArgs {
    #[arg(
        value_enum,
        value_name = both!("做什么", "ACTION"),
        help = both!(
            "list 列出主题和设置项，check 检查主题，eject 复制主题的文件来改，new 新建继承现有主题的主题",
            "list themes and settings, check a theme, eject files of it to change them, make a new one upon it"
        )
    )]
    action: Action,
    #[arg(
        value_name = both!("名称", "NAME"),
        help = both!(
            "check 和 new：主题的名称；eject：模板、组件或文件，如 case.html、card、style.css，不写时是整个主题",
            "check and new: a theme; eject: templates, components or files such as case.html, card, style.css, by default the whole theme"
        )
    )]
    names: Vec<String>,
}

/// What is done, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    #[value(alias = "列出")]
    List,
    #[value(alias = "检查")]
    Check,
    #[value(alias = "复制")]
    Eject,
    #[value(alias = "新建")]
    New,
}

impl ThemeArgs {
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        site::require(&global.root)?;
        match self.action {
            Action::List => list(global, &self.names, console),
            Action::Check => check(global, &self.names, console),
            Action::Eject => eject(global, &self.names, console),
            Action::New => new(global, &self.names, console),
        }
    }
}

/// Lists every theme, or those that are named.
fn list(global: &Global, names: &[String], console: &mut Console) -> Result<Exit, Failure> {
    let files = site::files(&global.root);
    let own = DiskFiles::new(&global.root);
    let config = config::load(&files).value;
    let listed = listing::list(&files, &config);
    let wanted = |entry: &&Entry| names.is_empty() || names.contains(&entry.name);
    let mut text = String::new();
    for entry in listed.value.iter().filter(wanted) {
        let home = match own.list(&format!("themes/{}", entry.name)).files.is_empty() {
            true => words!("程序自带", "carried by the program"),
            false => words!("在 themes/ 里", "in `themes/`"),
        };
        let use_of = if entry.name == config.theme {
            words!("；网站正在用", "; in use")
        } else {
            Words::new("", "")
        };
        text.push_str(&sheet(entry, &home, &use_of, console.lang));
    }
    if text.is_empty() {
        let names = names.join(", ");
        return Err(Failure::new(words!("没有主题“{names}”", "there is no theme `{names}`")));
    }
    console.answer(&text)?;
    tell(&files, listed.diagnostics, console)
}

/// A theme in a few lines: name, title, what it extends, and what may be set.
fn sheet(entry: &Entry, home: &Words, use_of: &Words, lang: Lang) -> String {
    let title = entry.title.as_ref().filter(|title| **title != entry.name);
    let title = title.map_or_else(|| Words::new("", ""), |title| words!("（{title}）", " ({title})"));
    let above = entry.extends.join(" → ");
    let extends = match above.is_empty() {
        true => Words::new("", ""),
        false => words!("，继承 {above}", ", extends {above}"),
    };
    let parts = [&title, &Words::new("：", ": "), home, &extends, use_of];
    let mut text = entry.name.clone();
    text.extend(parts.map(|part| part.in_lang(lang)));
    text.push('\n');
    for setting in &entry.settings {
        text.push_str(&format!("  {}\n", setting_line(setting, lang)));
    }
    text
}

fn setting_line(setting: &SettingEntry, lang: Lang) -> String {
    let SettingEntry { name, title, example, default, set } = setting;
    let title = title.as_deref().map_or_else(String::new, |title| format!("  {title}"));
    let default = match default {
        Some(default) => words!("默认 {default}", "by default {default}"),
        None => words!("默认不设", "not set by default"),
    };
    let set = match set {
        Some(set) => words!("；网站设为 {set}", "; the site sets {set}"),
        None => Words::new("", ""),
    };
    let (Words { zh, en }, Words { zh: set_zh, en: set_en }) = (default, set);
    let values = words!("可以是 {example}；{zh}{set_zh}", "may be {example}; {en}{set_en}");
    format!("{name}{title}  {}", values.in_lang(lang))
}

/// Checks the themes that are named, else that of the site.
fn check(global: &Global, names: &[String], console: &mut Console) -> Result<Exit, Failure> {
    let own: Arc<dyn Files> = Arc::new(DiskFiles::new(&global.root));
    let subjects: Vec<Subject> = match names {
        [] => vec![Subject::Site],
        names => names.iter().cloned().map(Subject::Theme).collect(),
    };
    let (mut diagnostics, mut lines) = (Vec::new(), Vec::new());
    for subject in &subjects {
        let checked = check::check(&own, subject);
        let Checked { theme, pages } = checked.value;
        // A theme that did not load draws nothing, and its errors say all there is to say.
        if pages > 0 {
            lines.push(words!(
                "主题“{theme}”：试着生成了 {pages} 个文件",
                "theme `{theme}`: {pages} files were made on trial"
            ));
        }
        diagnostics.extend(checked.diagnostics);
    }
    let clean = diagnostics.is_empty();
    let exit = tell(&site::files(&global.root), diagnostics, console)?;
    for line in &lines {
        console.say(line);
    }
    if clean {
        console.say(&words!("没有发现问题", "no problems were found"));
    }
    Ok(exit)
}

fn eject(global: &Global, names: &[String], console: &mut Console) -> Result<Exit, Failure> {
    let written = in_workshop(global, console, |workshop| scaffold::eject(workshop, names))?;
    if written.is_some() {
        console.say(&words!(
            "改这些文件就能改网站的样子；改完用 `fengcai theme check` 检查",
            "change these files to change the site, then run `fengcai theme check`"
        ));
    }
    Ok(if written.is_some() { Exit::Good } else { Exit::Usage })
}

fn new(global: &Global, names: &[String], console: &mut Console) -> Result<Exit, Failure> {
    let [name] = names else {
        return Err(Failure::new(words!("新主题要有一个名称", "a new theme has one name"))
            .help(words!("如 fengcai theme new wo-de-zhuti", "as in `fengcai theme new my-theme`")));
    };
    let mut made = None;
    in_workshop(global, console, |workshop| {
        let NewTheme { name, files } = scaffold::new_theme(workshop, name)?;
        made = Some(name);
        Ok(files)
    })?;
    if let Some(name) = &made {
        console.say(&words!(
            "在 site.yaml 里写上“主题: {name}”，网站就用它",
            "write `theme: {name}` in site.yaml, and the site uses it"
        ));
    }
    Ok(if made.is_some() { Exit::Good } else { Exit::Usage })
}

/// Writes into the site and names each file; none when it was refused, and why was told.
fn in_workshop(
    global: &Global,
    console: &mut Console,
    work: impl FnOnce(&Workshop<'_>) -> Result<Vec<FilePath>, Vec<Diagnostic>>,
) -> Result<Option<Vec<FilePath>>, Failure> {
    let files = site::files(&global.root);
    let config = config::load(&files).value;
    let store = DiskStore::new(&global.root);
    let workshop = Workshop { files: &files, store: &store, config: &config, lang: console.lang };
    match work(&workshop) {
        Ok(written) => {
            for path in &written {
                console.say(&words!("已写入 {path}", "written: {path}"));
            }
            Ok(Some(written))
        }
        Err(problems) => {
            tell(&files, problems, console)?;
            Ok(None)
        }
    }
}

fn tell(files: &Arc<dyn Files>, found: Vec<Diagnostic>, console: &mut Console) -> Result<Exit, Failure> {
    let reports = pipeline::locate(&**files, found);
    let faulty = reports.iter().any(|report| report.diagnostic.severity == Severity::Error);
    console.report(reports)?;
    Ok(if faulty { Exit::Faults } else { Exit::Good })
}
