//! What a site sets of its theme, checked against what the theme says may be set.

use std::collections::BTreeMap;

use crate::base::files::Files;
use crate::base::{Diagnostic, Diagnostics, NodePath, Place};
use crate::config::keys;
use crate::render::site_file;
use crate::yaml::{self, Fields, Map, Node};

use super::Shared;
use super::contrast::{LEAST, contrast};
use super::manifest::{Manifest, Setting, is_whole, text_of};

codes! {
    SETTING_UNUSABLE = "unusable-theme-setting" Error {
        "网站给主题的设置，值的类型不对。",
        "The site sets something of the theme to a value of the wrong type."
    }
    COLOUR_FAINT = "faint-colour" Warning {
        "网站给主题设的颜色与底色的对比度不到 4.5:1，这个颜色的文字看不清。换一个更深（深色模式下更浅）的。",
        "A colour that the site sets has a contrast below 4.5:1 to its ground, so that text in it is hard to read. Choose a darker one, or a lighter one on a dark ground."
    }
    SETTING_UNKNOWN = "unknown-theme-setting" Warning {
        "网站设置了主题没有的项，它不起作用。",
        "The site sets something that the theme does not have; it is without effect."
    }
}

/// What the themes of a chain let a site set, by name; a nearer theme overrules those that it extends.
pub(super) fn known(chain: &[Manifest]) -> BTreeMap<&str, &Setting> {
    let settings = chain.iter().rev().flat_map(|manifest| &manifest.settings);
    settings.map(|setting| (setting.name.as_str(), setting)).collect()
}

/// The settings in force: what the site sets, else the theme's defaults. `chain` holds the manifests of
/// the theme and of those that it extends, the nearest first.
pub(super) fn in_force(
    files: &dyn Files,
    chain: &[Manifest],
    set: &Map,
    diagnostics: &mut Diagnostics,
) -> Shared {
    let known = known(chain);
    // A theme that could not be read knows no settings; that was reported.
    for entry in set.entries.iter().filter(|_| is_whole(chain)) {
        match known.get(entry.key.as_str()) {
            None => diagnostics.push(unknown(files, &entry.key, &known)),
            // Nothing is set, as with every other key; `accent: #8c1d18` without quotes, which YAML takes
            // for a comment, was told with its cure when the file was read.
            Some(_) if entry.value.is_null() => {}
            Some(setting) if !setting.kind.admits(&entry.value) => {
                diagnostics.push(unusable(place(files, &entry.key), setting, &entry.value));
            }
            Some(setting) => diagnostics.extend(faint(files, setting, &entry.value)),
        }
    }
    let values = known.iter().map(|(name, setting)| {
        let given = set.entries.iter().find(|entry| entry.key == **name).map(|entry| &entry.value);
        let value = given.filter(|value| setting.kind.admits(value)).or(setting.default.as_ref());
        ((*name).to_owned(), value.map_or_else(|| Shared::of(&()), Shared::node))
    });
    Shared::record(values)
}

/// Where `site.yaml` sets something of the theme.
fn place(files: &dyn Files, name: &str) -> Place {
    site_file::place(files, |fields| way(fields, name))
}

/// The way to a setting of the theme in `site.yaml`.
fn way(fields: &Fields<'_>, name: &str) -> Option<NodePath> {
    let theme = fields.node(&keys::site::THEME)?;
    let Node::Map(map) = theme.value else { return Some(theme.path) };
    let index = map.entries.iter().position(|entry| entry.key == name)?;
    Some(theme.path.child(index))
}

fn unknown(files: &dyn Files, name: &str, known: &BTreeMap<&str, &Setting>) -> Diagnostic {
    let place = site_file::key_place(files, |fields| way(fields, name));
    let diagnostic = Diagnostic::new(
        &SETTING_UNKNOWN,
        place,
        words!("主题没有设置项“{name}”", "the theme has no setting `{name}`"),
    );
    diagnostic.help(match yaml::nearest(name, known.keys().copied()) {
        Some(nearest) => words!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
        None => {
            let list = known.keys().copied().collect::<Vec<_>>().join(", ");
            words!("可用的设置项：{list}", "settings there are: {list}")
        }
    })
}

/// A colour that is hard to read on the ground that its theme states.
fn faint(files: &dyn Files, setting: &Setting, value: &Node) -> Option<Diagnostic> {
    let (name, ground, colour) = (&setting.name, setting.ground.as_deref()?, text_of(value)?);
    let ratio = contrast(&colour, ground).filter(|ratio| *ratio < LEAST)?;
    // Rounded down: 4.49 is not enough, and must not be told as 4.5.
    let ratio = format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    let message = words!(
        "“{name}”的颜色 {colour} 与底色 {ground} 的对比度只有 {ratio}:1，看不清",
        "the colour {colour} of `{name}` has a contrast of {ratio}:1 only to its ground {ground}"
    );
    let help = words!(
        "换一个与底色反差更大的颜色，不低于 {LEAST}:1",
        "choose a colour that differs more from its ground, {LEAST}:1 at least"
    );
    Some(Diagnostic::new(&COLOUR_FAINT, place(files, name), message).help(help))
}

fn unusable(place: Place, setting: &Setting, value: &Node) -> Diagnostic {
    let (name, example) = (&setting.name, setting.kind.example(setting.ground.as_deref()));
    let shown = text_of(value).unwrap_or_default();
    Diagnostic::new(
        &SETTING_UNUSABLE,
        place,
        words!("主题的设置项“{name}”不能是“{shown}”", "the theme's setting `{name}` cannot be `{shown}`"),
    )
    .help(words!("可以是：{example}", "it may be: {example}"))
}
