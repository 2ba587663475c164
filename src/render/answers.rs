//! Answers to the queries of templates.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{FilePath, Words, encoding};
use crate::model::{Case, CaseId};
use crate::relate::FacetKind;
use crate::relate::Target;
use crate::yaml;

use super::World;
use super::described::{Described, View};
use super::theme::{CaseOrder, Grouping, Query, Shared};
use super::view::picture_view;

/// Views of answers alone.
pub(super) const VIEWS: &[View] = &[Group::VIEW, Found::VIEW];

/// Works out the answer to a query.
///
/// # Errors
/// Why there is none.
pub(super) fn answer(world: &World, query: &Query) -> Result<Shared, Words> {
    match query {
        Query::Cases { sort, limit, offset, group_by } => {
            let cases = ordered(world, *sort);
            let limit = limit.unwrap_or(usize::MAX);
            Ok(match group_by {
                None => cards(world, cases.into_iter().skip(*offset).take(limit)),
                Some(grouping) => groups(world, *grouping, &cases, (*offset, limit)),
            })
        }
        Query::Get(path) => get(world, path),
        Query::Data(path) => data(world, path),
        Query::Image(path) => image(world, path),
        Query::Today => Ok(Shared::of(&world.today.to_string())),
    }
}

fn cards(world: &World, cases: impl Iterator<Item = CaseId>) -> Shared {
    Shared::list(cases.map(|id| world.card(id)).collect())
}

fn ordered(world: &World, order: CaseOrder) -> Vec<CaseId> {
    let mut cases: Vec<&Case> = world.site.cases.iter().map(|case| &**case).collect();
    match order {
        CaseOrder::Date => {}
        CaseOrder::Oldest => cases.sort_by_key(|case| (case.front.date.is_none(), case.front.date)),
        CaseOrder::Title => cases.sort_by(|a, b| a.title.cmp(&b.title).then(a.id.cmp(&b.id))),
        CaseOrder::Featured => cases.sort_by_key(|case| !world.is_featured(case)),
    }
    cases.into_iter().map(|case| case.id).collect()
}

view! {
    /// A group of cases.
    #[derive(Serialize)]
    struct Group = "group" { "一组案例", "a group of cases" }
    name: String => { "名称", "its name" };
    url: String => { "这一组的页面", "its page" };
    count: usize => { "一共几篇", "how many cases it has" };
    cases: Shared => { "案例", "its cases" };
}

/// Cases in the groups of a facet; `offset` and `limit` count within each group.
fn groups(world: &World, grouping: Grouping, cases: &[CaseId], (offset, limit): (usize, usize)) -> Shared {
    let kind = match grouping {
        Grouping::Year => FacetKind::Year,
        Grouping::Institution => FacetKind::Institution,
        Grouping::College => FacetKind::College,
        Grouping::Framework => FacetKind::Framework,
        Grouping::Level => FacetKind::Level,
        Grouping::Tag => FacetKind::Tag,
    };
    let place: BTreeMap<CaseId, usize> = cases.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let terms =
        world.relations.facets.iter().filter(|facet| facet.kind == kind).flat_map(|facet| &facet.terms);
    let groups = terms
        .map(|term| {
            let mut inside = term.cases.clone();
            inside.sort_by_key(|id| place.get(id).copied());
            Shared::of(&Group {
                name: world.name_of(term).to_owned(),
                url: term.route.marked(),
                count: inside.len(),
                cases: cards(world, inside.into_iter().skip(offset).take(limit)),
            })
        })
        .collect();
    Shared::list(groups)
}

view! {
    /// What is told of a text.
    #[derive(Serialize)]
    struct Found = "found" { "一个页面", "a page that was asked for" }
    title: String => { "标题", "its title" };
    url: String => { "网址", "its address" };
    summary: String => { "正文开头", "the beginning of its text" };
}

/// A text by source path or address.
fn get(world: &World, path: &str) -> Result<Shared, Words> {
    let below = path.strip_prefix("content/").unwrap_or(path);
    let Ok(Target::Page { route, fragment }) = world.links().find(&World::home_file(), below) else {
        return Err(words!("没有页面“{path}”", "there is no page `{path}`"));
    };
    let linkable = world.links().text_at(&route);
    Ok(Shared::of(&Found {
        title: linkable.map(|linkable| linkable.title.to_string()).unwrap_or_default(),
        url: route.marked_with(fragment.as_deref()),
        summary: linkable.map(|linkable| linkable.text.outline.summary.clone()).unwrap_or_default(),
    }))
}

/// A picture by source path or address.
fn image(world: &World, path: &str) -> Result<Shared, Words> {
    let below = path.strip_prefix("content/").unwrap_or(path);
    match world.links().find(&World::home_file(), below) {
        Ok(Target::Companion(file)) => {
            picture_view(world, &file).map(|picture| Shared::of(&picture)).ok_or_else(|| {
                words!(
                    "图片“{path}”没有发布：没有文字提到它",
                    "the picture `{path}` is not published: no text names it"
                )
            })
        }
        Ok(Target::Static(route)) => {
            Ok(Shared::of(&super::view::PictureView { url: route.marked(), width: None, height: None }))
        }
        _ => Err(words!("没有图片“{path}”", "there is no picture `{path}`")),
    }
}

/// A file of `data/`.
fn data(world: &World, path: &str) -> Result<Shared, Words> {
    let below = path.strip_prefix("data/").unwrap_or(path);
    let file = FilePath::new("data/x").resolve(below).filter(|file| world.inventory.data.contains(file));
    let Some(file) = file else {
        return Err(words!("data/ 里没有“{path}”", "there is no `{path}` in `data/`"));
    };
    let bytes = world.files.read(&file).map_err(|error| error.diagnostic(&file).message)?;
    let text = encoding::decode(&file, &bytes).value.text;
    match file.extension().as_str() {
        "json" => serde_json::from_str::<serde_json::Value>(&text)
            .map(|value| Shared::json(&value))
            .map_err(|error| words!("{file} 不是 JSON：{error}", "{file} is no JSON: {error}")),
        "csv" => Ok(csv(&text)),
        "yaml" | "yml" => {
            let parsed = yaml::parse(&file, &text, 0);
            match parsed
                .diagnostics
                .into_iter()
                .find(|diagnostic| diagnostic.severity == crate::base::Severity::Error)
            {
                Some(problem) => Err(problem.message),
                None => Ok(Shared::map(&parsed.value)),
            }
        }
        _ => Err(words!("{file} 不是 YAML、JSON 或 CSV", "{file} is neither YAML, JSON nor CSV")),
    }
}

/// Rows of a CSV file (RFC 4180) as maps by the names in its first row.
fn csv(text: &str) -> Shared {
    let mut rows = csv_rows(text).into_iter();
    let head = rows.next().unwrap_or_default();
    let record = |row: Vec<String>| {
        Shared::record(head.iter().cloned().zip(row.into_iter().map(|field| Shared::of(&field))))
    };
    Shared::list(rows.map(record).collect())
}

fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|field| !field.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_read_as_spreadsheets_write_it() {
        let text = "单位,说明\r\n甲,\"一,\"\"二\"\"\n三\"\r\n\r\n乙,\"\"";
        assert_eq!(csv_rows(text), [["单位", "说明"], ["甲", "一,\"二\"\n三"], ["乙", ""]]);
        assert_eq!(csv_rows(""), [[""; 0]; 0]);
    }
}
