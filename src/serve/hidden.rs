//! Pages that are not shown because their texts are drafts or dated ahead: whoever asks for one is told so,
//! and how to see it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::{FilePath, Route};
use crate::model::{Drafts, Future, LeftOut, Reason};
use crate::pipeline::{self, BuildOptions, Memory};
use crate::render::Plan;

use super::address::{self, Asked};
use super::standing::{Held, held};

/// Why a page is not shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Hidden {
    /// The file of its text.
    file: String,
    /// What keeps it away.
    held: Vec<Held>,
    /// The options of `fengcai serve` that show it.
    options: Vec<&'static str>,
}

/// The pages of a site that are hidden, by route.
#[derive(Debug)]
pub(super) struct HiddenPages(BTreeMap<Route, Hidden>);

impl HiddenPages {
    /// What is hidden of a site that was planned with `options` and `memory`. Where a page would stand only
    /// a plan can tell in which nothing is hidden.
    pub(super) fn of(shown: &Plan, memory: &Memory, options: &BuildOptions) -> HiddenPages {
        let world = shown.world();
        let waiting: BTreeSet<&FilePath> =
            world.site.left_out.iter().filter(|left| waits(left)).map(|left| &left.path).collect();
        if waiting.is_empty() {
            return HiddenPages(BTreeMap::new());
        }
        let all = BuildOptions { drafts: Drafts::Shown, future: Future::Shown, ..options.clone() };
        let whole = pipeline::plan_after(&memory.for_other_options(), world.files.clone(), &all).value;
        let page = |route: &Route| {
            let file = whole.source(route).filter(|file| waiting.contains(file))?;
            Some((route.clone(), hidden(&whole, &file, options)))
        };
        HiddenPages(
            whole.routes().filter(|route| !shown.jobs().contains_key(*route)).filter_map(page).collect(),
        )
    }

    /// What a request for `path` would get, on a site that is shown below `base`.
    pub(super) fn at(&self, path: &str, base: &str) -> Option<&Hidden> {
        let is_hidden = |route: &str| self.0.contains_key(&Route::file(route));
        match address::asked(path, base, is_hidden) {
            Asked::Route(route) => self.0.get(&Route::file(&route)),
            // Without the slash at its end it is the same page.
            Asked::Elsewhere(to) if to != path => self.at(&to, base),
            Asked::Elsewhere(_) | Asked::Unknown => None,
        }
    }
}

fn waits(left: &LeftOut) -> bool {
    matches!(left.reason, Reason::Draft | Reason::Future(_))
}

/// Why a text is hidden by a preview with `options`, as the plan tells in which it is not.
fn hidden(whole: &Plan, file: &FilePath, options: &BuildOptions) -> Hidden {
    let mut held = held(whole.world(), file);
    held.retain(|held| match held {
        Held::Draft => options.drafts == Drafts::Hidden,
        Held::Future { .. } => options.future == Future::Hidden,
    });
    let option = |held: &Held| match held {
        Held::Draft => "--drafts",
        Held::Future { .. } => "--future",
    };
    Hidden { file: file.to_string(), options: held.iter().map(option).collect(), held }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::base::files::MemoryFiles;
    use crate::serve::testing::OPTIONS;

    fn at(path: &str, options: &BuildOptions) -> Value {
        let files = [
            ("site.yaml", "title: 甲站\nbase_url: https://a.cn/x/\n"),
            ("content/cases/zai.md", "---\ntitle: 在\n---\n"),
            ("content/cases/草稿.md", "---\ntitle: 稿\ndraft: true\n---\n"),
            ("content/cases/ming.md", "---\ntitle: 明\ndate: 2099\n---\n"),
            ("content/cases/liang.md", "---\ntitle: 两\ndraft: true\ndate: 2099\n---\n"),
            ("content/frameworks/kuang.md", "---\ntitle: 框\ndraft: true\ndimensions: [学]\n---\n"),
        ];
        let files: MemoryFiles =
            files.into_iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(path, text));
        let memory = Memory::default();
        let plan = pipeline::plan_after(&memory, pipeline::site_files(Arc::new(files)), options).value;
        let pages = HiddenPages::of(&plan, &memory, options);
        serde_json::to_value(pages.at(path, "/x/")).unwrap()
    }

    #[test]
    fn a_draft_and_what_is_dated_ahead_tell_how_to_see_them() {
        let draft = at("/x/cases/cao-gao/", &OPTIONS);
        assert_eq!(
            draft,
            json!({ "file": "content/cases/草稿.md", "held": [{ "reason": "draft" }], "options": ["--drafts"] })
        );
        assert_eq!(at("/x/cases/cao-gao", &OPTIONS), draft);
        let ahead = at("/x/cases/ming/index.html", &OPTIONS);
        assert_eq!(ahead["options"], json!(["--future"]));
        assert_eq!(ahead["held"], json!([{ "reason": "future", "date": "2099" }]));
        assert_eq!(at("/x/cases/liang/", &OPTIONS)["options"], json!(["--drafts", "--future"]));
        assert_eq!(at("/x/frameworks/kuang/xue/", &OPTIONS)["file"], "content/frameworks/kuang.md");
    }

    #[test]
    fn what_is_shown_or_nowhere_is_not_hidden() {
        for path in ["/x/cases/zai/", "/x/", "/x/cases/nichts/", "/cases/cao-gao/", "/x/../site.yaml"] {
            assert_eq!(at(path, &OPTIONS), Value::Null, "{path}");
        }
        let drafts = BuildOptions { drafts: Drafts::Shown, ..OPTIONS };
        assert_eq!(at("/x/cases/cao-gao/", &drafts), Value::Null);
        assert_eq!(at("/x/cases/liang/", &drafts)["options"], json!(["--future"]));
    }
}
