//! Every number on the home, honours and framework pages of the project's own site, counted again from
//! the front matter with nothing of the program's own: a YAML library and plain text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use scraper::{Html, Selector};
use serde_yaml::Value;

use crate::project::{built_site, root};
use crate::sites::below;

/// A text of the project: its file name, front matter and body.
struct Text {
    name: String,
    front: Value,
    body: String,
}

fn texts(folder: &str) -> Vec<Text> {
    below(&root().join("content").join(folder))
        .into_iter()
        .filter(|file| file.file_name().is_some_and(|name| name != "_index.md"))
        .map(|file: PathBuf| {
            let text = std::fs::read_to_string(&file).unwrap();
            let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
            Text {
                name: file.file_stem().unwrap().to_str().unwrap().to_owned(),
                front: serde_yaml::from_str(front).unwrap(),
                body: body.to_owned(),
            }
        })
        .collect()
}

/// A value under its English or its Chinese key.
fn either<'a>(front: &'a Value, en: &str, zh: &str) -> &'a Value {
    if front[en].is_null() { &front[zh] } else { &front[en] }
}

fn list(value: &Value) -> Vec<Value> {
    value.as_sequence().cloned().unwrap_or_default()
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The words of an element, with single spaces.
fn words(element: scraper::ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(route: &str) -> Html {
    Html::parse_document(&std::fs::read_to_string(built_site().output().join(route)).unwrap())
}

fn all(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap()).map(words).collect()
}

#[test]
fn the_home_page_counts_what_there_is() {
    let cases = texts("cases");
    let mut institutions: BTreeSet<String> =
        texts("institutions").iter().map(|text| text_of(&text.front["title"])).collect();
    institutions.extend(
        cases
            .iter()
            .filter_map(|case| either(&case.front, "institution", "单位").as_str())
            .map(str::to_owned),
    );
    let counts = all(&page("index.html"), ".hero-counts li");
    assert_eq!(
        counts,
        [
            format!("{} 个案例", cases.len()),
            format!("{} 项标准", texts("frameworks").len()),
            format!("{} 个单位", institutions.len())
        ]
    );
}

/// What a sum holds: the numbers that are told, whether there are more than that, and how many honours tell
/// only about how many, or nothing.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    known: u64,
    at_least: bool,
    inexact: u64,
    unknown: u64,
}

impl Sum {
    /// Adds an honour: its number as typed, without the unit.
    fn add(&mut self, count: Option<&str>) {
        let bare = |count: &str| count.trim_end_matches(['余', '多']).parse::<u64>().ok();
        match count.map(|count| (count, bare(count))) {
            Some((count, Some(number))) => {
                self.known += number;
                self.at_least |= count.ends_with(['余', '多']);
            }
            Some((_, None)) => self.inexact += 1,
            None => self.unknown += 1,
        }
    }
}

/// Level, kind and count of an honour, as a reader of the front matter would say them.
fn honour(value: &Value) -> (String, String, Option<String>) {
    let kinds = BTreeMap::from([("award", "奖项"), ("project", "立项"), ("person", "个人")]);
    let Some(line) = value.as_str() else {
        let level = value["level"].as_str().unwrap_or("级别未注明").to_owned();
        let count = value["count"].as_u64().map(|count| count.to_string());
        return (level, kinds[value["kind"].as_str().unwrap()].to_owned(), count);
    };
    let level = line.split(' ').find(|word| word.ends_with('级')).unwrap_or("级别未注明").to_owned();
    let is_award = line.contains('奖') || line.contains("竞赛");
    let number = |word: &&str| word.contains(|char: char| char.is_ascii_digit()) && !word.ends_with('年');
    let typed = line.split(' ').find(number);
    let count = typed.map(|word| word.trim_end_matches(['项', '个', '名', '篇']).to_owned());
    (level, if is_award { "奖项" } else { "立项" }.to_owned(), count)
}

/// The sums of a table with levels down and kinds across, by level and kind.
fn totals(table: scraper::ElementRef<'_>) -> BTreeMap<(String, String), Sum> {
    let cells = |row: scraper::ElementRef<'_>| -> Vec<String> {
        row.select(&Selector::parse("th, td").unwrap()).map(words).collect()
    };
    let rows: Vec<Vec<String>> = table.select(&Selector::parse("tr").unwrap()).map(cells).collect();
    let (kinds, levels) = rows.split_first().unwrap();
    let mut sums = BTreeMap::new();
    for level in levels {
        for (kind, cell) in kinds.iter().zip(level).skip(1).filter(|(_, cell)| !cell.is_empty()) {
            sums.insert((level[0].clone(), kind.clone()), sum(cell));
        }
    }
    sums
}

/// A sum as a page tells it: `至少 32 另有 1 项只有约数 另有 2 项未注明数量`.
fn sum(cell: &str) -> Sum {
    let mut sum = Sum::default();
    for part in cell.split("另有") {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse() else { continue };
        if part.contains("约数") {
            sum.inexact = number;
        } else if part.contains("未注明") {
            sum.unknown = number;
        } else {
            (sum.known, sum.at_least) = (number, part.contains("至少"));
        }
    }
    sum
}

#[test]
fn a_sum_is_counted_as_a_page_tells_it() {
    for (counts, cell) in [
        (&[Some("2"), Some("1")][..], "3"),
        (&[Some("2"), Some("30余"), Some("近30"), None], "至少 32 另有 1 项只有约数 另有 1 项未注明数量"),
        (&[None, None], "另有 2 项未注明数量"),
    ] {
        let mut counted = Sum::default();
        counts.iter().for_each(|count| counted.add(*count));
        assert_eq!(sum(cell), counted, "{cell}");
    }
}

#[test]
fn the_honours_page_adds_up_what_is_claimed() {
    let mut sums: BTreeMap<(String, String), Sum> = BTreeMap::new();
    let mut entries = 0;
    for case in texts("cases") {
        for value in list(either(&case.front, "honours", "荣誉")) {
            let (level, kind, count) = honour(&value);
            sums.entry((level, kind)).or_default().add(count.as_deref());
            entries += 1;
        }
    }
    let page = page("honours/index.html");
    assert_eq!(totals(page.select(&Selector::parse("table").unwrap()).next().unwrap()), sums);
    let listed = page.select(&Selector::parse("table").unwrap()).nth(1).unwrap();
    assert_eq!(listed.select(&Selector::parse("tbody tr").unwrap()).count(), entries);
    assert!(entries > 30, "only {entries} honours were counted");
}

/// A dimension as its file declares it: its way from the top, and all names of each step.
fn ways(dimensions: &Value, above: &[Vec<String>]) -> Vec<Vec<Vec<String>>> {
    let mut found = Vec::new();
    for dimension in list(dimensions) {
        let mut names = vec![dimension.as_str().map_or_else(|| text_of(&dimension["name"]), str::to_owned)];
        names.extend(list(&dimension["aliases"]).iter().map(text_of));
        let way = [above, &[names]].concat();
        found.push(way.clone());
        found.extend(ways(&dimension["dimensions"], &way));
    }
    found
}

/// Names of dimensions that a case ties to sections: in headings, and in practices that name a section.
fn bound(case: &Text) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let headings = case.body.lines().filter(|line| line.starts_with('#'));
    for heading in headings.filter_map(|line| line.split_once("{维度=")) {
        let inside = heading.1.trim_end_matches('}');
        names.extend(inside.split(['、', '，', ',']).map(|name| name.trim().to_owned()));
    }
    names
}

fn plain(name: &str) -> String {
    name.chars().filter(|char| !"“”‘’ ".contains(*char)).collect()
}

#[test]
fn framework_pages_count_the_cases_of_each_dimension() {
    let cases = texts("cases");
    let mut compared = 0;
    for framework in texts("frameworks") {
        let title = text_of(&framework.front["title"]);
        let takes_up = |case: &&Text| {
            list(either(&case.front, "frameworks", "框架")).iter().any(|taken| {
                let name = taken.as_str().map_or_else(|| text_of(&taken["name"]), str::to_owned);
                plain(&name) == plain(&title)
            })
        };
        let taking: Vec<&Text> = cases.iter().filter(takes_up).collect();
        let ways = ways(&framework.front["dimensions"], &[]);
        let shown: BTreeMap<String, String> = {
            let page = page(&format!("frameworks/{}/index.html", framework.name));
            let item = Selector::parse("ul.tree li").unwrap();
            page.select(&item)
                .map(|item| {
                    let part = |selector: &str| {
                        item.select(&Selector::parse(selector).unwrap()).next().map(words).unwrap_or_default()
                    };
                    (part("a"), part(".count"))
                })
                .collect()
        };
        assert_eq!(shown.len(), ways.len(), "{title}");
        for way in &ways {
            let below: Vec<&Vec<Vec<String>>> = ways.iter().filter(|other| other.starts_with(way)).collect();
            let names: BTreeSet<String> =
                below.iter().flat_map(|way| way.last().unwrap()).map(|name| plain(name)).collect();
            let counted = taking
                .iter()
                .filter(|case| {
                    let in_headings = bound(case)
                        .iter()
                        .any(|name| names.contains(&plain(name.rsplit('/').next().unwrap())));
                    let in_practices =
                        list(either(&case.front, "practices", "做法")).iter().any(|practice| {
                            list(either(practice, "dimensions", "维度"))
                                .iter()
                                .any(|name| names.contains(&plain(text_of(name).rsplit('/').next().unwrap())))
                        });
                    in_headings || in_practices
                })
                .count();
            let name = &way.last().unwrap()[0];
            assert_eq!(shown[name], format!("{counted} 个案例"), "{title} / {name}");
            compared += 1;
        }
    }
    assert!(compared > 90, "only {compared} dimensions were compared");
}
