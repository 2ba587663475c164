//! The headings of a new case: one for each dimension that has none below it, bound to it.

use crate::model::finder::{Finder, Found};
use crate::model::{Case, Dimension, DimensionId, Framework, Site};
use crate::relate::dimension_finder;

/// The name of the attribute, in the language of the site.
pub(super) type Attribute = &'static str;

/// Headings for all frameworks that a case takes up, each with an empty paragraph to be filled. Several
/// frameworks get a heading each, above those of their dimensions.
pub(super) fn headings(site: &Site, case: &Case, attribute: Attribute) -> String {
    let frameworks: Vec<&Framework> = case.frameworks.iter().map(|taken| &site[taken.framework]).collect();
    let finder = dimension_finder(site, frameworks.iter().copied());
    let top = if frameworks.len() > 1 { 3 } else { 2 };
    let mut text = String::new();
    for framework in &frameworks {
        if frameworks.len() > 1 {
            text.push_str(&heading(2, &framework.title, None));
        }
        for dimension in &framework.dimensions {
            let way = if dimension.children.is_empty() { way(site, &finder, dimension) } else { None };
            let bound = way.map(|way| format!(" {{{attribute}={way}}}"));
            text.push_str(&heading(top + dimension.depth, &dimension.name, bound.as_deref()));
        }
    }
    text
}

fn heading(level: u32, name: &str, bound: Option<&str>) -> String {
    const DEEPEST: u32 = 6;
    let marks = "#".repeat(level.min(DEEPEST) as usize);
    format!("\n{marks} {}{}\n", escaped(name), bound.unwrap_or_default())
}

/// The shortest way of names that leads to a dimension and to no other: 学, 三维度/学, 四三工程/三维度/学.
/// None when a twin beside it has the same name, so that no way tells them apart.
fn way(site: &Site, finder: &Finder<DimensionId>, dimension: &Dimension) -> Option<String> {
    let above = std::iter::successors(dimension.parent, |parent| site[*parent].parent);
    let mut names = vec![typable(&dimension.name)];
    names.extend(above.map(|parent| typable(&site[parent].name)));
    names.push(typable(&site[dimension.id.framework].title));
    (1..=names.len())
        .map(|many| names[..many].iter().rev().map(String::as_str).collect::<Vec<_>>().join("/"))
        .find(|way| finder.find(way) == Found::One(dimension.id))
        .map(quoted)
}

/// A name without the signs that mean something in braces; names are compared without them.
fn typable(name: &str) -> String {
    let bare = |char: &char| {
        !matches!(char, '{' | '}' | '｛' | '｝' | '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '\\')
    };
    name.chars().filter(bare).collect::<String>().trim().to_owned()
}

/// A value of an attribute: bare while it holds letters and digits only, else between quotes.
fn quoted(way: String) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || char == '/';
    if way.chars().all(is_plain) { way } else { format!("\"{way}\"") }
}

/// A text whose signs Markdown leaves alone.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '{' | '}' | '#' | '&' | '~' | '|')
        {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}
