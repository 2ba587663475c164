//! The menu: that of `site.yaml`, else one of the site's lists and columns.

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Route};
use crate::config::load::SITE_FILE;
use crate::relate::Target;

use super::World;
use super::places::PLACES;

codes! {
    MENU_TARGET = "unknown-menu-target" Error {
        "菜单里的一项指向不存在的页面。",
        "An entry of the menu leads to a page that does not exist."
    }
}

/// An entry of the menu.
pub(super) struct MenuEntry {
    /// Its text.
    pub(super) name: String,
    /// Its address; none when it leads nowhere, which was reported.
    pub(super) url: Option<String>,
    /// The page in this site.
    pub(super) route: Option<Route>,
    /// Whether it leaves the site.
    pub(super) outside: bool,
}

impl MenuEntry {
    fn to(name: &str, route: &Route) -> MenuEntry {
        MenuEntry {
            name: name.to_owned(),
            url: Some(route.marked()),
            route: Some(route.clone()),
            outside: false,
        }
    }
}

/// The entries of the menu, in order.
pub(super) fn entries(world: &World) -> Vec<MenuEntry> {
    if world.config.menu.is_empty() {
        return default_entries(world);
    }
    world
        .config
        .menu
        .iter()
        .map(|item| match world.links().find(&World::home_file(), &item.link) {
            Ok(Target::Page { route, fragment }) => MenuEntry {
                url: Some(route.marked_with(fragment.as_deref())),
                ..MenuEntry::to(&item.name, &route)
            },
            Ok(Target::Static(route)) => MenuEntry::to(&item.name, &route),
            Ok(Target::Companion(path)) => match world.relations.assets.get(&path) {
                Some(asset) => MenuEntry::to(&item.name, &asset.route),
                None => MenuEntry { name: item.name.clone(), url: None, route: None, outside: false },
            },
            Ok(Target::Outside(url)) => {
                MenuEntry { name: item.name.clone(), url: Some(url), route: None, outside: true }
            }
            Ok(Target::Here(_)) => MenuEntry::to(&item.name, &Route::folder("")),
            Err(_) => match place_of(world, &item.link) {
                Some(route) => MenuEntry::to(&item.name, &route),
                None => MenuEntry { name: item.name.clone(), url: None, route: None, outside: false },
            },
        })
        .collect()
}

/// The home page, the lists that have something to show, then columns and pages of the top.
fn default_entries(world: &World) -> Vec<MenuEntry> {
    let mut entries = vec![MenuEntry::to(&world.theme.say("nav.home", &[]), &Route::folder(""))];
    let shown = PLACES.iter().filter(|place| place.is_shown(world));
    entries.extend(shown.map(|place| MenuEntry::to(&place.title(world), &place.route(world))));
    if let Some(home) = world.column("") {
        entries
            .extend(world.columns_below(home.id).map(|column| MenuEntry::to(&column.title, &column.route)));
        entries.extend(world.pages_below(home.id).map(|page| MenuEntry::to(&page.title, &page.route)));
    }
    entries
}

/// A built-in list, named by its folder, with or without a file of its own.
fn place_of(world: &World, link: &str) -> Option<Route> {
    let folder =
        link.trim_matches('/').trim_end_matches("_index.md").trim_end_matches("index.html").trim_matches('/');
    let place = PLACES.iter().find(|place| place.folder() == folder)?;
    place.is_shown(world).then(|| place.route(world))
}

/// Reports entries that lead nowhere.
pub(super) fn check(world: &World, diagnostics: &mut Diagnostics) {
    let file = FilePath::new(SITE_FILE);
    for (item, entry) in world.config.menu.iter().zip(world.menu()) {
        if entry.url.is_some() {
            continue;
        }
        let (name, link) = (&item.name, &item.link);
        diagnostics.push(
            Diagnostic::new(
                &MENU_TARGET,
                Place::value(&file, &item.place),
                words!(
                    "菜单“{name}”指向的“{link}”不存在",
                    "the menu entry `{name}` leads to `{link}`, which does not exist"
                ),
            )
            .help(words!(
                "写 content/ 下的路径（如 cases/_index.md）、以 / 开头的地址，或别的网站的网址",
                "write a path below `content/` such as `cases/_index.md`, an address that begins with /, or one of another site"
            )),
        );
    }
}
