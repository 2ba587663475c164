//! Files that are copied as they are.

use crate::base::{Diagnostic, Route};
use crate::render::theme::ThemeAsset;
use crate::render::{Key, Rendered, World};

use super::{Here, Listed, Output, Seen};

/// Pictures and attachments that a text names.
pub(super) const ASSET: Output = Output {
    name: "asset",
    seen: Seen::Bytes,
    listed: Listed::No,
    template: None,
    plan: plan_assets,
    render: copy,
};

/// Files of `static/`.
pub(super) const STATIC: Output = Output {
    name: "static",
    seen: Seen::Bytes,
    listed: Listed::No,
    template: None,
    plan: plan_statics,
    render: copy,
};

/// Style sheets of the theme, which name others of its files.
pub(super) const SHEET: Output = Output {
    name: "sheet",
    seen: Seen::Page,
    listed: Listed::No,
    template: None,
    plan: plan_sheets,
    render: theme_asset,
};

/// Other files of the theme.
pub(super) const THEME: Output = Output {
    name: "theme",
    seen: Seen::Bytes,
    listed: Listed::No,
    template: None,
    plan: plan_theme,
    render: theme_asset,
};

fn plan_assets(world: &World) -> Vec<(Route, Key)> {
    let assets = world.relations.assets.values();
    assets.map(|asset| (asset.route.clone(), Key::File(asset.path.clone()))).collect()
}

fn plan_statics(world: &World) -> Vec<(Route, Key)> {
    let statics = world.inventory.statics.iter();
    statics.filter_map(|path| Some((Route::file(path.below("static")?), Key::File(path.clone())))).collect()
}

fn plan_sheets(world: &World) -> Vec<(Route, Key)> {
    theme_files(world, ThemeAsset::is_sheet)
}

fn plan_theme(world: &World) -> Vec<(Route, Key)> {
    theme_files(world, |asset| !asset.is_sheet())
}

fn theme_files(world: &World, wanted: fn(&ThemeAsset) -> bool) -> Vec<(Route, Key)> {
    let assets = world.theme.assets().values().filter(|asset| wanted(asset));
    assets.map(|asset| (asset.route.clone(), Key::File(asset.file.clone()))).collect()
}

fn copy(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::File(path) = key else { return Ok(Rendered::default()) };
    let bytes = here.world.files.read(path).map_err(|error| Box::new(error.diagnostic(path)))?;
    Ok(Rendered::of(bytes.to_vec()))
}

fn theme_asset(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let Key::File(path) = key else { return Ok(Rendered::default()) };
    let asset = here.world.theme.assets().values().find(|asset| asset.file == *path);
    Ok(asset.map_or_else(Rendered::default, |asset| Rendered::of(asset.bytes.to_vec())))
}
