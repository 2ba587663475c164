//! `fengcai add KIND NAME`: writes a new text into the site.

use jiff::Timestamp;

use crate::base::store::DiskStore;
use crate::pipeline;
use crate::scaffold::{self, Added, Kind, Wish};

use super::args::Global;
use super::console::Console;
use super::failure::{Exit, Failure};
use super::help::both;
use super::site;

#[derive(Debug, clap::Args)]
pub(super) struct AddArgs {
    #[arg(
        value_enum,
        value_name = both!("种类", "KIND"),
        help = both!("加什么：case 案例，framework 框架，page 页面，institution 单位", "what to add")
    )]
    kind: KindArg,
    #[arg(
        value_name = both!("名称", "NAME"),
        help = both!(
            "名称，也是文件名；可以带文件夹，如 第一批/风能学院支部",
            "its name and that of its file; folders may stand before it, as in 2026/wind-branch"
        )
    )]
    name: String,
    #[arg(
        long,
        value_name = both!("框架", "NAME"),
        help = both!("案例对照的框架，可以写几次", "a framework that the case is measured against; may be repeated")
    )]
    framework: Vec<String>,
}

/// What can be added, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum KindArg {
    #[value(alias = "案例")]
    Case,
    #[value(aliases = ["标准", "框架"])]
    Framework,
    #[value(alias = "页面")]
    Page,
    #[value(alias = "单位")]
    Institution,
}

impl AddArgs {
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        if self.kind != KindArg::Case && !self.framework.is_empty() {
            return Err(Failure::new(words!(
                "只有案例能用 `--framework`",
                "only a case takes `--framework`"
            ))
            .help(words!("去掉它，或改为 `fengcai add case`", "leave it out, or write `fengcai add case`")));
        }
        site::require(&global.root)?;
        let files = site::files(&global.root);
        let mut frameworks = self.framework;
        let mut seen = std::collections::BTreeSet::new();
        frameworks.retain(|name| seen.insert(name.clone()));
        let wish =
            Wish { kind: self.kind.into(), name: &self.name, frameworks: &frameworks, now: Timestamp::now() };
        match scaffold::add(&files, &DiskStore::new(&global.root), &wish) {
            Ok(added) => {
                tell(&added, console);
                Ok(Exit::Good)
            }
            Err(problems) => {
                console.report(pipeline::locate(&*files, problems))?;
                Ok(Exit::Usage)
            }
        }
    }
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Kind {
        match kind {
            KindArg::Case => Kind::Case,
            KindArg::Framework => Kind::Framework,
            KindArg::Page => Kind::Page,
            KindArg::Institution => Kind::Institution,
        }
    }
}

fn tell(added: &Added, console: &mut Console) {
    let (path, draft) = (&added.path, &added.draft_line);
    console.say(&words!("已写入 {path}", "written: {path}"));
    console.say(&words!(
        "它还是草稿：用 `fengcai serve --drafts` 预览；写好以后删去“{draft}”一行，就会发布",
        "it is a draft: `fengcai serve --drafts` shows it; remove the line `{draft}` when it is ready to be published"
    ));
}
