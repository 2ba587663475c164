//! Parts of a theme that nothing uses.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Place};
use crate::render::theme::{PHRASES, Theme};

use super::walk::Walked;
use super::{Own, PART_UNUSED};

/// Phrases that the program asks for by a name that it puts together.
const ASKED_BY_NAME: &str = "figure.";

/// Parts of the `own` files that nothing uses.
pub(super) fn unused(theme: &Theme, walked: &Walked, own: Own<'_>) -> Vec<Diagnostic> {
    let mut found = templates(theme, walked, own);
    found.extend(components(theme, walked, own));
    found.extend(phrases(theme, own));
    found.extend(assets(theme, own));
    found
}

fn templates(theme: &Theme, walked: &Walked, own: Own<'_>) -> Vec<Diagnostic> {
    let idle = theme.sources.values().filter(|source| {
        own(&source.path) && source.facts.components.is_empty() && !walked.templates.contains(&source.name)
    });
    idle.map(|source| {
        let path = &source.path;
        Diagnostic::new(
            &PART_UNUSED,
            Place::file(path),
            words!("没有页面用到模板 {path}", "no page uses the template {path}"),
        )
        .help(words!(
            "检查文件名：页面用的模板名称是固定的；不再需要就删去",
            "check its name: the templates of pages have fixed names; or delete it"
        ))
    })
    .collect()
}

/// A component that a theme above defines anew is used in its stead, so this one is not.
fn components(theme: &Theme, walked: &Walked, own: Own<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for source in theme.sources.values().filter(|source| own(&source.path)) {
        for name in &source.facts.components {
            if walked.components.get(&name.text) != Some(&source.name) {
                let component = &name.text;
                found.push(Diagnostic::new(
                    &PART_UNUSED,
                    source.place(&name.range),
                    words!("没有模板用到组件“{component}”", "no template uses the component `{component}`"),
                ));
            }
        }
    }
    found
}

/// Where a key is put together while a page is made, nobody can tell which phrases are said.
fn phrases(theme: &Theme, own: Own<'_>) -> Vec<Diagnostic> {
    let mut said: BTreeSet<&str> = PHRASES.iter().copied().collect();
    for call in theme.calls("t") {
        match call.literal("key") {
            Some(key) => said.insert(&key.text),
            None => return Vec::new(),
        };
    }
    let idle = theme.phrases.iter().filter(|(key, phrase)| {
        own(&phrase.place().file) && !said.contains(key) && !key.starts_with(ASKED_BY_NAME)
    });
    idle.map(|(key, phrase)| {
        Diagnostic::new(
            &PART_UNUSED,
            phrase.place().clone(),
            words!("没有模板用到词条“{key}”", "no template says the phrase `{key}`"),
        )
    })
    .collect()
}

fn assets(theme: &Theme, own: Own<'_>) -> Vec<Diagnostic> {
    let mut open: Vec<&str> = Vec::new();
    for call in theme.calls("asset") {
        match call.literal("path") {
            Some(path) => open.push(&path.text),
            None => return Vec::new(),
        }
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    while let Some(path) = open.pop() {
        let Some((path, asset)) = theme.assets.get_key_value(path) else { continue };
        if used.insert(path) {
            open.extend(asset.names.iter().map(String::as_str));
        }
    }
    let idle = theme.assets.iter().filter(|(path, asset)| own(&asset.file) && !used.contains(path.as_str()));
    idle.map(|(path, asset)| {
        Diagnostic::new(
            &PART_UNUSED,
            Place::file(&asset.file),
            words!("没有模板或样式用到 {path}", "no template and no style sheet names {path}"),
        )
        .help(words!(
            "模板里写 {{{{ asset(path=\"{path}\") }}}}，或删去它",
            "write `{{{{ asset(path=\"{path}\") }}}}` in a template, or delete it"
        ))
    })
    .collect()
}
