//! The menu: that of `site.yaml`, else one of the site's lists and columns.

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Route, Words};
use crate::config::load::SITE_FILE;
use crate::model::{Column, MenuWish, Page};
use crate::relate::{Broken, Target};
use crate::scan::CONTENT;
use crate::yaml::Placed;

use super::World;
use super::places::{self, PLACES, is_built_in};

codes! {
    MENU_TARGET = "unknown-menu-target" Error {
        "菜单里的一项指向不存在的页面。",
        "An entry of the menu leads to a page that does not exist."
    }
    OVERRULED_MENU = "overruled-menu" Warning {
        "页面要进菜单，而 site.yaml 自己写了菜单，以 site.yaml 为准。请把页面加到那里，或去掉页面的 menu。",
        "A text asks for an entry of the menu, but site.yaml writes the menu itself, and that counts. Add the text there, or remove its `menu`."
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

/// An entry that a text may have, and what the text says of it.
struct Offer<'a> {
    entry: MenuEntry,
    wish: Option<&'a MenuWish>,
}

impl<'a> Offer<'a> {
    fn column(column: &'a Column) -> Offer<'a> {
        Offer { entry: MenuEntry::to(&column.title, &column.route), wish: wish(&column.menu) }
    }

    fn page(page: &'a Page) -> Offer<'a> {
        Offer { entry: MenuEntry::to(&page.title, &page.route), wish: wish(&page.menu) }
    }

    fn place(world: &'a World, place: places::Place) -> Offer<'a> {
        let column = world.column(place.folder());
        let entry = MenuEntry::to(&place.title(world), &place.route(world));
        Offer { entry, wish: column.and_then(|column| wish(&column.menu)) }
    }
}

fn wish(menu: &Option<Placed<MenuWish>>) -> Option<&MenuWish> {
    menu.as_ref().map(|menu| &menu.value)
}

/// The home page, the lists that have something to show, columns and pages of the top, then what asks for
/// an entry from further down.
fn default_entries(world: &World) -> Vec<MenuEntry> {
    let home = world.column("");
    let first = MenuEntry::to(&world.theme.say("nav.home", &[]), &Route::folder(""));
    let mut offers = vec![Offer { entry: first, wish: home.and_then(|home| wish(&home.menu)) }];
    let shown = PLACES.iter().filter(|place| place.is_shown(world));
    offers.extend(shown.map(|place| Offer::place(world, *place)));
    if let Some(home) = home {
        offers.extend(world.columns_below(home.id).map(Offer::column));
        offers.extend(world.pages_below(home.id).map(Offer::page));
        let is_lower = |column: &&Column| {
            let is_built_in = is_built_in(&column.folder);
            let has_offer = !is_built_in && column.parent == Some(home.id) || is_place(&column.folder);
            !has_offer && column.id != home.id
        };
        let columns = world.site.columns.iter().filter(is_lower).map(Offer::column);
        let pages = world.site.pages.iter().filter(|page| page.column != home.id).map(Offer::page);
        offers.extend(columns.chain(pages).filter(|offer| offer.wish.is_some()));
    }
    arranged(offers)
}

fn is_place(folder: &str) -> bool {
    PLACES.iter().any(|place| place.folder() == folder)
}

/// The entries that are wanted, each at the place that it asks for; the others keep their order around
/// them.
fn arranged(offers: Vec<Offer<'_>>) -> Vec<MenuEntry> {
    let mut entries = Vec::with_capacity(offers.len());
    let mut placed: Vec<(u32, MenuEntry)> = Vec::new();
    for Offer { entry, wish } in offers {
        match wish {
            Some(MenuWish::Out) => {}
            Some(MenuWish::In { name, place }) => {
                let entry = MenuEntry { name: name.clone().unwrap_or(entry.name), ..entry };
                match place {
                    Some(place) => placed.push((*place, entry)),
                    None => entries.push(entry),
                }
            }
            None => entries.push(entry),
        }
    }
    // Of two that ask for one place the first has it.
    placed.reverse();
    placed.sort_by_key(|(place, _)| *place);
    for (place, entry) in placed {
        let at = (place.max(1) as usize - 1).min(entries.len());
        entries.insert(at, entry);
    }
    entries
}

/// The home page or a built-in list, named by its folder, with or without a file of its own.
fn place_of(world: &World, link: &str) -> Option<Route> {
    let folder =
        link.trim_matches('/').trim_end_matches("_index.md").trim_end_matches("index.html").trim_matches('/');
    if folder.is_empty() {
        return Some(Route::folder(""));
    }
    let place = PLACES.iter().find(|place| place.folder() == folder)?;
    place.is_shown(world).then(|| place.route(world))
}

/// Reports entries that lead nowhere, and texts that ask for one in vain.
pub(super) fn check(world: &World, diagnostics: &mut Diagnostics) {
    if !world.config.menu.is_empty() {
        diagnostics.extend(overruled(world));
    }
    let file = FilePath::new(SITE_FILE);
    for (item, entry) in world.config.menu.iter().zip(world.menu()) {
        if entry.url.is_some() {
            continue;
        }
        let (name, link) = (&item.name, &item.link);
        let usual = words!(
            "写 content/ 下的路径（如 cases/_index.md）、以 / 开头的地址，或别的网站的网址",
            "write a path below `content/` such as `cases/_index.md`, an address that begins with /, or one of another site"
        );
        diagnostics.push(
            Diagnostic::new(
                &MENU_TARGET,
                Place::value(&file, &item.place),
                words!(
                    "菜单“{name}”指向的“{link}”不存在",
                    "the menu entry `{name}` leads to `{link}`, which does not exist"
                ),
            )
            .help(alike(world, link).unwrap_or(usual)),
        );
    }
}

/// The files that may have been meant, as an entry names them.
fn alike(world: &World, link: &str) -> Option<Words> {
    let Err(Broken::Missing(files)) = world.links().find(&World::home_file(), link) else { return None };
    let names: Vec<&str> = files
        .iter()
        .map(|file| file.strip_prefix(CONTENT).map_or(file.as_str(), |below| below.trim_start_matches('/')))
        .collect();
    let (zh, en) = (names.join("、"), names.join(", "));
    (!names.is_empty()).then(|| words!("是不是：{zh}", "perhaps: {en}"))
}

/// Texts that ask for an entry where `site.yaml` writes the menu itself.
fn overruled(world: &World) -> impl Iterator<Item = Diagnostic> {
    let of_column = |column: &'_ Column| Some((column.text.as_ref()?.path.clone(), column.menu.clone()?));
    let of_page = |page: &'_ Page| Some((page.text.path.clone(), page.menu.clone()?));
    let columns = world.site.columns.iter().filter_map(of_column);
    let wishes = columns.chain(world.site.pages.iter().filter_map(of_page));
    wishes.filter(|(_, menu)| menu.value != MenuWish::Out).map(|(file, menu)| {
        let message = words!(
            "site.yaml 已写了菜单，这里的 menu 不起作用",
            "site.yaml writes the menu, so `menu` has no effect here"
        );
        let link = file.below(CONTENT).unwrap_or(file.as_str());
        let help = words!(
            "在 site.yaml 的菜单里加上“{link}”，或去掉这一项",
            "add `{link}` to the menu of site.yaml, or remove this entry"
        );
        Diagnostic::new(&OVERRULED_MENU, Place::value(&file, &menu.path), message).help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wishes: &[(&str, Option<MenuWish>)]) -> Vec<String> {
        let offers = wishes.iter().map(|(name, wish)| Offer {
            entry: MenuEntry::to(name, &Route::folder(name)),
            wish: wish.as_ref(),
        });
        arranged(offers.collect()).into_iter().map(|entry| entry.name).collect()
    }

    fn at(place: u32) -> Option<MenuWish> {
        Some(MenuWish::In { name: None, place: Some(place) })
    }

    #[test]
    fn entries_stand_where_they_ask_to() {
        assert_eq!(names(&[("a", None), ("b", None), ("c", at(2))]), ["a", "c", "b"]);
        assert_eq!(names(&[("a", None), ("b", at(1)), ("c", at(1))]), ["b", "c", "a"]);
        assert_eq!(names(&[("a", at(99)), ("b", None)]), ["b", "a"]);
        assert_eq!(names(&[("a", Some(MenuWish::Out)), ("b", None)]), ["b"]);
        let named = Some(MenuWish::In { name: Some("甲".to_owned()), place: None });
        assert_eq!(names(&[("a", named), ("b", None)]), ["甲", "b"]);
    }
}
