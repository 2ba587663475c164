//! A preview is what a fresh plan would be, after whatever was done to the files.
//!
//! `FENGCAI_CASES=1000 cargo test edits` runs longer than the default.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use fengcai::base::files::{Files, Layered, MemoryFiles, Touched};
use fengcai::base::{FilePath, Lang, Route, Severity};
use fengcai::model::{Drafts, Future};
use fengcai::pipeline::{self, BuildOptions, Faults, Report};
use fengcai::render::Plan;
use fengcai::serve::{Dress, Preview};
use proptest::prelude::*;

use crate::sites::below;

/// What is done to a file.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, &'static str),
    Remove(&'static str),
    Rename(&'static str, &'static str),
}

/// Files and what they may hold; some of it is broken.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "site.yaml",
        &[
            "title: 甲站\ntheme: test\n",
            "title: 乙站\ntheme: test\nbase_url: https://a.example/x/\n",
            "title: [甲\n",
            "title: 甲站\ntheme: nowhere\n",
            "title: 甲站\ntheme: test\nvocabulary: words/terms.yaml\npage_size: 1\nfeatured: [cases/yi.md]\n",
            "title: 甲站\ntheme: test\nslugs: han\nurls: folder\nmarkup: {breaks: paragraph}\nlang: en\n",
            "title: 甲站\ntheme: test\npinyin: {实践: shijian}\nmenu: [{name: 甲, link: cases/jia.md}]\n\
             diagnostics: {missing-file: hint}\n",
        ],
    ),
    (
        "content/cases/jia.md",
        &[
            "---\ntitle: 甲\ndate: 2024-05-01\nframeworks: [六强]\n---\n\n## 做法 {维度=建设强}\n\n甲的正文。\n",
            "---\ntitle: 甲\ndate: 2024-05-01\nhonours:\n  - 2021年 国家级 竞赛 三等奖 1项\n---\n\n见[乙](yi.md#做法)。\n",
            // The same front matter above another text: other links, and another anchor for those of others.
            "---\ntitle: 甲\ndate: 2024-05-01\nhonours:\n  - 2021年 国家级 竞赛 三等奖 1项\n---\n\n## 做法\n\n见[乙](yi.md)和![图](bing/a.png)。\n",
            "---\ntitle: 甲\ndate: 2024-13-45\n---\n\n正文。\n",
            "---\ntitle: \"甲\n---\n\n正文。\n",
            "---\ntitle: 甲\ndraft: true\n---\n\n草稿。\n",
            "---\ntitle: 甲\ninstitution: 甲大学\ncollege: 一学院\nmembership: 教工\nperiod: {from: 2019, to: 2021}\n\
             redirects: [old/jia]\ntags: [实践, 时间]\nfeatured: 是\n---\n\n见[关于](../about.md)和[乙](yi.md)。\n",
            "---\ntitle: 甲\nframeworks: [六强, {name: 五型, declared: 2, dimensions: [学习型, 服务型]}]\n\
             practices:\n  - {name: 做法, dimensions: [发展强], section: 做法}\n---\n\n## 做法\n\n> 引文\n",
        ],
    ),
    (
        "content/cases/yi.md",
        &[
            "---\ntitle: 乙\ndate: 2023-05-01\ntags: [实践]\n---\n\n## 做法\n\n乙的正文。\n",
            "---\ntitle: 乙\ndate: 2023-05-01\ntags: [实践]\n---\n\n## 举措\n\n乙的正文，见[关于](../about.md)。\n",
            "---\ntitle: 乙\nframeworks: [六强]\n---\n\n## 别的 {维度=没有的}\n\n正文。\n",
            "没有卷首的正文。\n",
            "---\ntitle: 乙\ninstitution: 甲大学\nhonours:\n  - 2021年 省级 竞赛 三等奖 1项\n---\n\n见[甲](jia.md#做法)。\n",
            "---\ntitle: 乙\nslug: jia\ndate: 2027-01-01\n---\n\n与甲同址。\n",
            "---\ntitle: 乙\nattachments: [bing/a.png]\nredirects: [old/jia]\n---\n\n```{提示}\n正文。\n```\n",
        ],
    ),
    (
        "content/cases/bing/index.md",
        &["---\ntitle: 丙\n---\n\n![图](a.png)\n", "---\ntitle: 甲\n---\n\n![](b.png)\n"],
    ),
    ("content/cases/bing/a.png", &["no picture", "another"]),
    (
        "content/frameworks/liu-qiang.md",
        &[
            "---\ntitle: 六强\ndimensions: [建设强, 发展强]\n---\n\n说明。\n",
            "---\ntitle: 六强\ndimensions: [建设强, 建设强]\n---\n",
            "---\ntitle: 七强\ndimensions: [发展强]\n---\n",
        ],
    ),
    (
        "content/about.md",
        &["---\ntitle: 关于\n---\n\n见[甲](cases/jia.md)。\n", "---\ntitle: 关于\nslug: cases\n---\n"],
    ),
    (
        "templates/case.html",
        &["<h1>{{ case.title }}</h1>{{ case.body | safe }}", "{% if %}", "{{ nothing.here }}"],
    ),
    (
        "content/cases/_index.md",
        &[
            "---\ntitle: 案例\n---\n\n全部案例。\n",
            "---\ntitle: 案例\nsort: 标题\nfeed: 是\ncascade: {institution: 乙大学, tags: [共有]}\n---\n",
            "---\ntitle: 案例\ncascade: {draft: 是}\n---\n",
            "---\ntitle: 案例\ncascade: {date: 2024-13-45}\n---\n",
        ],
    ),
    (
        "content/frameworks/wu-xing.md",
        &[
            "---\ntitle: 五型\naliases: [五型支部]\ndimensions: [学习型, {name: 服务型, serves: [发展强]}]\n---\n",
            "---\ntitle: 六强\ndimensions: [另一个]\n---\n",
        ],
    ),
    (
        "content/institutions/jia.md",
        &[
            "---\ntitle: 甲大学\naliases: [乙大学]\n---\n\n见[甲](../cases/jia.md)。\n",
            "---\ntitle: 丙大学\n---\n",
        ],
    ),
    (
        "words/terms.yaml",
        &[
            "levels:\n  - {id: provincial, zh: 全省, en: provincial, aliases: [省级]}\n",
            "levels:\n  - {id: 省, zh: 省级}\n",
        ],
    ),
    ("data/a.csv", &["名称,数量\n甲,1\n", "名称,数量\n乙,2\n"]),
    (
        "templates/home.html",
        &[
            "<h1>{{ page.title }}</h1>{{ data(path=\"a.csv\") }}{% for case in cases(limit=3) %}{{ case.title }}{% endfor %}",
            "<h1>{{ page.title }}</h1>{{ data(path=\"b.csv\") }}",
        ],
    ),
    ("static/robots.txt", &["mine"]),
    ("static/a.txt", &["一", "二"]),
];

fn edit() -> impl Strategy<Value = Edit> {
    let paths: Vec<&'static str> = TEXTS.iter().map(|(path, _)| *path).collect();
    let texts: Vec<(&'static str, &'static str)> =
        TEXTS.iter().flat_map(|(path, texts)| texts.iter().map(|text| (*path, *text))).collect();
    let renamed =
        prop::sample::select(vec!["content/cases/ding.md", "content/cases/.draft.md", "content/jia.md"]);
    prop_oneof![
        6 => prop::sample::select(texts).prop_map(|(path, text)| Edit::Write(path, text)),
        1 => prop::sample::select(paths.clone()).prop_map(Edit::Remove),
        1 => (prop::sample::select(paths), renamed).prop_map(|(from, to)| Edit::Rename(from, to)),
    ]
}

/// A site on disk, what it holds, and what was good last.
struct Bench {
    folder: tempfile::TempDir,
    files: BTreeMap<String, Vec<u8>>,
    good: BTreeMap<String, Vec<u8>>,
}

impl Bench {
    fn new() -> Bench {
        let mut bench =
            Bench { folder: tempfile::tempdir().unwrap(), files: BTreeMap::new(), good: BTreeMap::new() };
        let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/theme");
        for path in below(&theme) {
            let name = path.strip_prefix(&theme).unwrap().to_str().unwrap().replace('\\', "/");
            bench.write(&format!("themes/test/{name}"), &std::fs::read(&path).unwrap());
        }
        for (path, texts) in TEXTS.iter().filter(|(path, _)| !path.starts_with("templates/")) {
            bench.write(path, texts[0].as_bytes());
        }
        bench
    }

    fn write(&mut self, path: &str, bytes: &[u8]) {
        let place = self.folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
        self.files.insert(path.to_owned(), bytes.to_vec());
    }

    fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        let bytes = self.files.remove(path)?;
        std::fs::remove_file(self.folder.path().join(path)).unwrap();
        Some(bytes)
    }

    /// Does an edit; tells what it touched.
    fn edit(&mut self, edit: &Edit) -> BTreeSet<FilePath> {
        match edit {
            Edit::Write(path, text) => self.write(path, text.as_bytes()),
            Edit::Remove(path) => {
                self.remove(path);
            }
            Edit::Rename(from, to) => {
                if let Some(bytes) = self.remove(from) {
                    self.write(to, &bytes);
                }
            }
        }
        match edit {
            Edit::Write(path, _) | Edit::Remove(path) => BTreeSet::from([FilePath::new(path)]),
            Edit::Rename(from, to) => BTreeSet::from([FilePath::new(from), FilePath::new(to)]),
        }
    }

    /// A plan made afresh in memory, in which the last good version stands in for what has an error; and what
    /// is wrong, where none had to.
    fn plan(&mut self) -> (Plan, Option<Vec<Report>>) {
        let own: Arc<dyn Files> = Arc::new(self.files.iter().collect::<MemoryFiles>());
        let mut instead: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        loop {
            let upper: Arc<dyn Files> = Arc::new(instead.iter().collect::<MemoryFiles>());
            let files = pipeline::site_files(Arc::new(Layered::new(vec![upper, own.clone()])));
            let outcome = pipeline::plan(files.clone(), &options());
            let faulty: BTreeSet<String> = outcome
                .diagnostics
                .iter()
                .filter(|told| told.severity == Severity::Error)
                .filter_map(|told| Some(told.place.as_ref()?.file.to_string()))
                .collect();
            let better: Vec<String> = faulty
                .iter()
                .filter(|path| !instead.contains_key(*path))
                .filter(|path| self.files.contains_key(*path) && self.good.contains_key(*path))
                .filter(|path| self.files[*path] != self.good[*path])
                .cloned()
                .collect();
            if better.is_empty() {
                let mut good = self.files.clone();
                for path in faulty.iter().chain(instead.keys()) {
                    match self.good.get(path) {
                        Some(last) => good.insert(path.clone(), last.clone()),
                        None => good.remove(path),
                    };
                }
                self.good = good;
                let reports = instead.is_empty().then(|| pipeline::locate(&*files, outcome.diagnostics));
                return (outcome.value, reports);
            }
            instead.extend(better.into_iter().map(|path| (path.clone(), self.good[&path].clone())));
        }
    }
}

fn options() -> BuildOptions {
    BuildOptions {
        today: Some("2026-11-20".parse().unwrap()),
        now: jiff::Timestamp::UNIX_EPOCH,
        drafts: Drafts::Hidden,
        future: Future::Hidden,
        faults: Faults::Refuse,
    }
}

/// A page without what the preview adds to it.
fn undressed(page: &str) -> String {
    let mut rest = page;
    let mut out = String::new();
    while let Some(at) = rest.find(" data-line=\"") {
        out.push_str(&rest[..at]);
        let value = &rest[at + " data-line=\"".len()..];
        rest = &value[value.find('"').unwrap() + 1..];
    }
    out.push_str(rest);
    match out.rfind("<script data-fengcai-preview=") {
        Some(at) => format!("{}{}", &out[..at], &out[at + out[at..].find("</script>").unwrap() + 9..]),
        None => out,
    }
}

fn check(preview: &Preview, (plan, reports): &(Plan, Option<Vec<Report>>), after: &str) {
    if let Some(reports) = reports {
        assert_eq!(preview.reports(), *reports, "problems after {after}");
    }
    let routes: Vec<Route> = plan.routes().cloned().collect();
    assert_eq!(preview.routes(), routes, "routes after {after}");
    let ask = |route: &Route, dress| {
        let path = format!("{}{}", preview.base(), fengcai::base::route::encode(route.as_str()));
        preview.answer(&path, &["localhost".to_owned()], dress)
    };
    for route in &routes {
        let rendered = plan.run(route);
        let answer = ask(route, Dress::Plain);
        if rendered.diagnostics.iter().any(|told| told.severity == Severity::Error) {
            assert_eq!(answer.status, 500, "{route} after {after}");
            continue;
        }
        let (plain, fresh) =
            (String::from_utf8_lossy(&answer.body), String::from_utf8_lossy(&rendered.bytes));
        assert_eq!(plain, fresh, "{route} after {after}");
        let live = ask(route, Dress::Live);
        assert_eq!(undressed(&String::from_utf8_lossy(&live.body)), plain, "{route} after {after}");
    }
}

fn cases() -> u32 {
    std::env::var("FENGCAI_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_preview_is_what_a_fresh_plan_would_be(bursts in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..12)) {
        let mut bench = Bench::new();
        let preview = Preview::new(bench.folder.path(), options(), Lang::Zh);
        check(&preview, &bench.plan(), "the start");
        for burst in &bursts {
            let touched = burst.iter().flat_map(|edit| bench.edit(edit)).collect();
            preview.update(&Touched::Paths(touched));
            check(&preview, &bench.plan(), &format!("{burst:?}"));
        }
    }
}
