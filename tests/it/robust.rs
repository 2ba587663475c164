//! No input, however odd, makes the pipeline panic, and its cost stays in proportion.
//!
//! `FENGCAI_CASES=100000 cargo test robust` runs longer than the default.

use std::sync::Arc;
use std::time::Instant;

use proptest::prelude::*;

use fengcai::base::files::{Files, Layered, MemoryFiles};
use fengcai::pipeline::{self, BuildOptions, Faults};

use crate::fixture::Fixture;
use crate::sites::options;

fn cases() -> u32 {
    std::env::var("FENGCAI_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(48)
}

/// Plans a site of these files and runs every job, faults left out or not.
fn survives(files: &[(&str, &[u8])]) {
    let mut memory = MemoryFiles::default();
    for (path, bytes) in files {
        memory = memory.with(path, bytes);
    }
    let files: Arc<dyn Files> = Arc::new(Layered::new(vec![Arc::new(memory), pipeline::embedded()]));
    for faults in [Faults::Refuse, Faults::LeaveOut] {
        let options = BuildOptions { faults, ..options(&Fixture::default()) };
        let outcome = pipeline::plan(files.clone(), &options);
        pipeline::locate(&*files, outcome.diagnostics);
        for route in outcome.value.routes() {
            outcome.value.run(route);
        }
    }
}

/// What matters to the parsers, so that odd combinations are likely.
const PIECES: &str = "---\n|title: |标题：|frameworks:\n  - |七个有力|{name: |}|[|]|，|、|：|\u{3000}|\t|    |\n|\n\n|*|**|~~|`|```|\
    ```{图组 cols=2}\n|#|## |＃|{维度=|管理党员|![](|a (1).png|)|[^1]|[^1]: |¦|¦---¦|<div>|</div>|<!--|-->|\\|20*年|某|。|“|”|- |1. |> |\
    \u{FDD0}|\u{FE0F}|😀|a|500人次以上|honours:\n|  - 2021年 国家级 三等奖 1项\n|figures:\n|practices:\n|section: |declared: 6\n|\
    period: |2019-|&a |*a|!!|>-\n|? |\"|'|\r\n|\u{FEFF}|\0";

/// Text made of these pieces; `¦` stands for the bar that separates them.
fn fragments() -> impl Strategy<Value = String> {
    let pieces: Vec<String> = PIECES.split('|').map(|piece| piece.replace('¦', "|")).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_survive(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        survives(&[("content/cases/a.md", &bytes), ("site.yaml", b"title: x\n")]);
        survives(&[("content/cases/a.md", b"---\ntitle: a\n---\n"), ("site.yaml", &bytes)]);
    }

    #[test]
    fn random_markdown_survives(text in fragments()) {
        let text = format!("---\ntitle: a\nframeworks: [f]\n---\n{text}");
        survives(&[
            ("content/cases/a.md", text.as_bytes()),
            ("content/frameworks/f.md", "---\ntitle: f\ndimensions: [管理党员]\n---\n".as_bytes()),
        ]);
    }

    /// A build keeps bodies as they were read, a preview reads them again.
    #[test]
    fn random_markdown_prints_alike_kept_or_read_again(text in fragments()) {
        let text = format!("---\ntitle: a\nframeworks: [f]\n---\n{text}");
        let framework = "---\ntitle: f\ndimensions: [管理党员]\n---\n";
        let memory = MemoryFiles::default()
            .with("content/cases/a.md", text.as_bytes())
            .with("content/frameworks/f.md", framework.as_bytes());
        let files: Arc<dyn Files> = Arc::new(Layered::new(vec![Arc::new(memory), pipeline::embedded()]));
        let options = options(&Fixture::default());
        let kept = pipeline::plan(files.clone(), &options).value;
        let again = pipeline::plan_after(&pipeline::Memory::default(), files, &options).value;
        for route in kept.routes() {
            prop_assert_eq!(kept.run(route).bytes, again.run(route).bytes, "{}", route);
        }
    }

    #[test]
    fn random_front_matter_survives(text in fragments()) {
        let case = format!("---\ntitle: a\n{text}\n---\n正文。\n");
        survives(&[
            ("content/cases/a.md", case.as_bytes()),
            ("content/frameworks/f.md", case.as_bytes()),
            ("content/institutions/i.md", case.as_bytes()),
            ("content/p/_index.md", case.as_bytes()),
            ("content/p/q.md", case.as_bytes()),
        ]);
    }

    #[test]
    fn random_configuration_survives(text in fragments()) {
        survives(&[("content/cases/a.md", b"---\ntitle: a\n---\nx\n"), ("site.yaml", text.as_bytes())]);
    }
}

/// Seconds that a plan and its page take for a body, the better of two runs.
fn seconds(body: &str) -> f64 {
    let text = format!("---\ntitle: a\n---\n\n{body}\n");
    let run = || {
        let start = Instant::now();
        survives(&[("content/cases/a.md", text.as_bytes())]);
        start.elapsed().as_secs_f64()
    };
    run().min(run())
}

/// A kind of text, and how it is made of a size.
type Shape = (&'static str, fn(usize) -> String);

/// Eight times the text takes well under eight times eight the time: a quadratic step would show.
#[test]
fn time_is_linear_on_pathological_markdown() {
    let shapes: &[Shape] = &[
        ("emphasis openers", |n| "*a **a ".repeat(n)),
        ("closers", |n| "a** a* ".repeat(n)),
        ("brackets", |n| "[".repeat(n)),
        ("links", |n| "[a](b ".repeat(n)),
        ("pictures", |n| "![a](".repeat(n)),
        ("backticks", |n| (1..n / 40).map(|width| "`".repeat(width % 60 + 1) + "a ").collect()),
        ("quotes", |n| "> ".repeat(n.min(2000)) + "a"),
        ("lists", |n| (0..n.min(400)).map(|depth| " ".repeat(depth * 2) + "- a\n").collect()),
        ("angles", |n| "<a ".repeat(n)),
        ("comments", |n| "<!-- ".repeat(n)),
        ("html", |n| "<div>".repeat(n)),
        ("footnotes", |n| (0..n / 8).map(|at| format!("[^{at}] ")).collect()),
        ("definitions", |n| (0..n / 8).map(|at| format!("[^{at}]: x\n\n")).collect()),
        ("headings", |n| "## 一样的标题 {维度=a}\n\n".repeat(n / 8)),
        ("masks", |n| "20*年，*学院、".repeat(n / 4)),
        ("full width", |n| "**“重点。”**后文——".repeat(n / 8)),
        ("tables", |n| format!("|{}\n|{}\n", "a|".repeat(n / 8), "-|".repeat(n / 8))),
        ("wide brackets", |n| "［a］（［^1］".repeat(n / 4)),
        ("unread links", |n| "[a] (b.md ".repeat(n / 4)),
        ("unread pictures", |n| "![[a.png|".repeat(n / 4)),
        ("unread signs", |n| "{维度=a $x^ ==a :b <o: ".repeat(n / 8)),
        ("unread stars", |n| "＊＊a **b ".repeat(n / 4)),
        ("unread lines", |n| "-甲\n|a|\n#乙\n".repeat(n / 4)),
        ("entities", |n| "&amp;&#x".repeat(n / 2)),
    ];
    let mut slow = Vec::new();
    for (name, shape) in shapes {
        let (small, large) = (seconds(&shape(2_000)), seconds(&shape(16_000)));
        if large > small * 8.0 * 4.0 + 0.5 {
            slow.push(format!("{name}: {small:.3} s, then {large:.3} s for eight times the text"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn time_is_bounded_on_pathological_yaml() {
    let deep = "[".repeat(30_000);
    let maps = "{a: ".repeat(10_000);
    let aliases = (0..60).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
        text + &format!("a{}: &a{} [*a{at}, *a{at}]\n", at + 1, at + 1)
    });
    let wide = (0..4000).map(|at| format!("k{at}: v\n")).collect::<String>();
    let quotes = "'".repeat(60_000);
    for (name, yaml) in
        [("deep", deep), ("maps", maps), ("aliases", aliases), ("wide", wide), ("quotes", quotes)]
    {
        let start = Instant::now();
        survives(&[("content/cases/a.md", format!("---\ntitle: a\n{yaml}\n---\n").as_bytes())]);
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 20.0, "{name} took {seconds:.1} s");
    }
}
