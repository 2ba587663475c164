//! How the text behind a page stands: whether a build publishes it, how long it is, and what it still
//! lacks. Nothing is worked out here: all of it stands in the plan.

use serde::Serialize;

use crate::base::{FilePath, Route};
use crate::model::{Case, DimensionId, Mapping, Reason, TakenUp};
use crate::relate::Cell;
use crate::render::{Key, Plan, World};

use super::address;

/// How the text behind a page stands.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    /// The file.
    file: String,
    /// Why a build leaves it out.
    held: Vec<Held>,
    /// How long it is, for a text that is read as a whole.
    length: Option<Length>,
    /// Evidence for the frameworks that a case takes up, in its order.
    coverage: Vec<Coverage>,
    /// What a case has not.
    lacks: Vec<Lack>,
}

/// Why a build leaves a text out that the preview shows.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "reason", rename_all = "lowercase")]
pub(super) enum Held {
    Draft,
    Future { date: String },
}

/// A length in words, as [`crate::markdown::Outline::words`] counts them.
#[derive(Debug, Serialize)]
struct Length {
    words: u32,
    target: Option<u32>,
}

/// What a case says to a framework.
#[derive(Debug, Serialize)]
struct Coverage {
    name: String,
    url: String,
    mapping: Mapped,
    /// The leaves of the framework.
    dimensions: usize,
    /// Those without evidence. What is not stated is not among them.
    lacking: Vec<Lacking>,
}

/// Whether a case ties its sections to a framework.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Mapped {
    Stated,
    Unstated,
}

/// A dimension without evidence.
#[derive(Debug, Serialize)]
struct Lacking {
    /// Its name below those above it, as a heading may write it: `三维度/学`.
    name: String,
    url: String,
    state: State,
}

/// What a case says to a dimension for which it has no evidence.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// It takes it up, and no section tells of it.
    Claimed,
    /// Nothing.
    Absent,
}

/// What a case has not.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Lack {
    Summary,
    Cover,
}

impl Standing {
    /// How the text behind the page at `route` stands, on a site that is shown below `base`; none for a
    /// page that no text stands behind.
    pub(super) fn of(plan: &Plan, base: &str, route: &Route) -> Option<Standing> {
        let world = plan.world();
        let file = plan.source(route)?;
        let key = &plan.job(route)?.key;
        let case = match key {
            Key::Case(id) => Some(&world.site[*id]),
            _ => None,
        };
        let coverage = |case: &Case| {
            let of = |taken| coverage(world, base, case, taken);
            case.frameworks.iter().map(of).collect()
        };
        Some(Standing {
            held: held(world, &file),
            length: length(world, key),
            coverage: case.map(coverage).unwrap_or_default(),
            lacks: case.map(lacks).unwrap_or_default(),
            file: file.to_string(),
        })
    }
}

/// Why a build leaves out a text that this plan shows.
pub(super) fn held(world: &World, file: &FilePath) -> Vec<Held> {
    let own = world.site.previewed.iter().filter(|left| left.path == *file);
    own.filter_map(|left| match &left.reason {
        Reason::Draft => Some(Held::Draft),
        Reason::Future(date) => Some(Held::Future { date: date.clone() }),
        Reason::Expired(_) | Reason::Faulty | Reason::Unreferenced | Reason::Ignored(_) => None,
    })
    .collect()
}

fn length(world: &World, key: &Key) -> Option<Length> {
    match key {
        Key::Case(id) => {
            let case = &world.site[*id];
            Some(Length { words: case.text.outline.words(), target: case.front.words_target })
        }
        Key::Page(id) => Some(Length { words: world.site[*id].text.outline.words(), target: None }),
        _ => None,
    }
}

fn coverage(world: &World, base: &str, case: &Case, taken: &TakenUp) -> Coverage {
    let framework = &world.site[taken.framework];
    let cells = world.relations.row(taken.framework, case.id).map_or(&[][..], |row| &row.cells);
    let lacking = framework.leaves().zip(cells).filter_map(|(leaf, cell)| {
        let state = match cell {
            _ if taken.mapping == Mapping::Unstated => return None,
            Cell::Evidence(_) | Cell::Unstated => return None,
            Cell::TakenUp => State::Claimed,
            Cell::Absent => State::Absent,
        };
        let url = address::of(base, &leaf.route);
        Some(Lacking { name: qualified(world, leaf.id), url, state })
    });
    Coverage {
        name: framework.title.clone(),
        url: address::of(base, &framework.route),
        mapping: match taken.mapping {
            Mapping::Stated => Mapped::Stated,
            Mapping::Unstated => Mapped::Unstated,
        },
        dimensions: cells.len(),
        lacking: lacking.collect(),
    }
}

fn qualified(world: &World, dimension: DimensionId) -> String {
    let above = world.site.above(dimension).into_iter().chain([&world.site[dimension]]);
    above.map(|dimension| dimension.name.as_str()).collect::<Vec<_>>().join("/")
}

fn lacks(case: &Case) -> Vec<Lack> {
    let summary = case.front.summary.is_none().then_some(Lack::Summary);
    let cover = case.cover.is_none().then_some(Lack::Cover);
    summary.into_iter().chain(cover).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::base::files::MemoryFiles;
    use crate::model::{Drafts, Future};
    use crate::pipeline::{self, BuildOptions};
    use crate::serve::testing::OPTIONS;

    const FRAMEWORK: &str = "---\ntitle: 四三\ndimensions: [{name: 三维度, dimensions: [学, 做]}, {name: 三保障, dimensions: [人]}]\n---\n";

    /// How the page at a route stands on a site of these texts, which shows drafts and days to come.
    fn standing(texts: &[(&str, &str)], route: &str) -> Value {
        let mut files = MemoryFiles::new();
        files.insert("site.yaml", "title: 甲站\ntheme: sujian\n");
        files.insert("content/frameworks/si-san.md", FRAMEWORK);
        texts.iter().for_each(|(path, text)| files.insert(path, text));
        let options = BuildOptions {
            today: Some("2026-11-20".parse().unwrap()),
            drafts: Drafts::Shown,
            future: Future::Shown,
            ..OPTIONS
        };
        let plan = pipeline::plan(pipeline::site_files(Arc::new(files)), &options).value;
        serde_json::to_value(Standing::of(&plan, "/x/", &Route::file(route))).unwrap()
    }

    fn of_case(front: &str, body: &str) -> Value {
        let text = format!("---\ntitle: 甲\n{front}---\n\n{body}\n");
        standing(&[("content/cases/jia.md", &text)], "cases/jia/index.html")
    }

    #[test]
    fn what_keeps_a_text_out_of_a_build_is_told() {
        let held = |front: &str| of_case(front, "")["held"].clone();
        assert_eq!(held(""), json!([]));
        assert_eq!(
            held("draft: true\ndate: 2027-01\n"),
            json!([{ "reason": "draft" }, { "reason": "future", "date": "2027-01" }])
        );
        let page = standing(&[("content/a.md", "---\ntitle: 甲\ndraft: true\n---\n")], "a/index.html");
        assert_eq!(page["held"], json!([{ "reason": "draft" }]));
    }

    #[test]
    fn the_length_is_that_of_the_text_beside_its_target() {
        assert_eq!(of_case("words: 2500\n", "四个汉字。")["length"], json!({ "words": 4, "target": 2500 }));
        let page = standing(&[("content/a.md", "---\ntitle: 甲\n---\n\n两字\n")], "a/index.html");
        assert_eq!(page["length"], json!({ "words": 2, "target": null }));
        assert_eq!(page["lacks"], json!([]), "a page needs neither summary nor cover");
    }

    #[test]
    fn dimensions_without_evidence_are_named_below_those_above_them() {
        let coverage = of_case("frameworks: [四三]\n", "## 甲 {维度=学}\n\n正文。");
        assert_eq!(
            coverage["coverage"],
            json!([{
                "name": "四三",
                "url": "/x/frameworks/si-san/",
                "mapping": "stated",
                "dimensions": 3,
                "lacking": [
                    { "name": "三维度/做", "url": "/x/frameworks/si-san/zuo/", "state": "absent" },
                    { "name": "三保障/人", "url": "/x/frameworks/si-san/ren/", "state": "absent" },
                ],
            }])
        );
        let above = of_case("frameworks: [四三]\n", "## 甲 {维度=三维度}\n\n正文。");
        let states: Vec<&Value> =
            above["coverage"][0]["lacking"].as_array().unwrap().iter().map(|one| &one["state"]).collect();
        assert_eq!(states, ["claimed", "claimed", "absent"]);
        let empty = of_case("frameworks: [四三]\n", "## 甲 {维度=学}\n\n### 乙\n\n## 丙 {维度=做}\n\n正文。");
        let lacking: Vec<&Value> =
            empty["coverage"][0]["lacking"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(lacking, ["三维度/学", "三保障/人"], "a section without a text is no evidence");
    }

    #[test]
    fn what_is_not_stated_is_never_missing() {
        for body in ["", "## 甲 {维度=学}\n\n正文。", "## 甲 {维度=三维度}\n\n正文。"] {
            let coverage = of_case("frameworks: [{name: 四三, mapping: unstated}]\n", body);
            let framework = &coverage["coverage"][0];
            assert_eq!(
                (&framework["mapping"], &framework["lacking"]),
                (&json!("unstated"), &json!([])),
                "{body}"
            );
        }
    }

    #[test]
    fn a_summary_and_a_cover_are_asked_of_a_case() {
        assert_eq!(of_case("", "正文。")["lacks"], json!(["summary", "cover"]));
        assert_eq!(of_case("summary: 甲\n", "正文。")["lacks"], json!(["cover"]));
    }

    #[test]
    fn pages_without_a_text_have_no_standing_and_dimensions_that_of_their_framework() {
        assert_eq!(standing(&[], "honours/index.html"), Value::Null);
        let dimension = standing(&[], "frameworks/si-san/ren/index.html");
        assert_eq!(dimension["file"], "content/frameworks/si-san.md");
        assert_eq!(dimension["length"], Value::Null);
    }
}
