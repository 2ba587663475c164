//! What every template is given: `site`, `page` and `build`. They are small and made anew for each
//! job, because a value that two threads share is many times slower to read.

use serde::Serialize;

use crate::base::Route;
use crate::config::organiser::police_code;
use crate::model::ColumnId;
use crate::render::World;
use crate::render::feeds::{self, Feed};
use crate::render::theme::Shared;

use super::Link;

/// What every template is given.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Roots {
    site: SiteView,
    page: PageView,
    build: BuildView,
}

/// What `site.yaml` says: no lists of content, no counts, no dates.
#[derive(Debug, Serialize)]
struct SiteView {
    title: String,
    description: String,
    tagline: Option<String>,
    /// The picture beside the title.
    emblem: Option<String>,
    lang: &'static str,
    /// The home page.
    url: String,
    menu: Vec<MenuView>,
    organiser: OrganiserView,
    feeds: Vec<FeedView>,
    settings: Shared,
    extra: Shared,
}

/// An entry of the menu.
#[derive(Debug, Serialize)]
struct MenuView {
    name: String,
    url: Option<String>,
    /// `page` when it is this page, `true` when this page stands below it: the value of `aria-current`.
    current: Option<&'static str>,
    /// Whether it leaves the site.
    outside: bool,
}

#[derive(Debug, Serialize)]
struct OrganiserView {
    name: Option<String>,
    copyright: Option<String>,
    icp: Option<String>,
    police: Option<String>,
    /// Where the police number is looked up.
    police_url: Option<String>,
    contact: Option<String>,
}

#[derive(Debug, Serialize)]
struct FeedView {
    name: &'static str,
    kind: &'static str,
    title: String,
    url: String,
}

/// What the program says of itself.
#[derive(Debug, Serialize)]
struct BuildView {
    version: &'static str,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::render) enum PageKind {
    /// The home page.
    Home,
    /// A list of all cases.
    Cases,
    /// A case.
    Case,
    /// The list of frameworks.
    Frameworks,
    /// A framework.
    Framework,
    /// A dimension.
    Dimension,
    /// The list of institutions.
    Institutions,
    /// An institution.
    Institution,
    /// Honours.
    Honours,
    /// All terms of a facet.
    Facet,
    /// Cases of a term.
    Term,
    /// The timeline.
    Timeline,
    /// A column.
    Column,
    /// A plain page.
    Page,
    /// 404.html.
    Lost,
    /// An old address.
    Redirect,
}

/// What a template knows of the page that it makes.
#[derive(Debug, Serialize)]
pub(in crate::render) struct PageView {
    kind: PageKind,
    title: String,
    url: String,
    /// The address outside; none without `base_url`.
    canonical: Option<String>,
    description: String,
    /// Address outside of the picture that stands for it.
    image: Option<String>,
    /// From the home page down to the page above this one.
    above: Vec<Link>,
    /// Number of this page of a list, from 1.
    number: u32,
    /// Feeds of the nearest column that has some; those of the site are `site.feeds`.
    feeds: Vec<FeedView>,
}

impl PageView {
    /// A page with a title.
    pub(in crate::render) fn new(world: &World, kind: PageKind, title: &str, route: &Route) -> PageView {
        PageView {
            kind,
            title: title.to_owned(),
            url: route.marked(),
            canonical: world.absolute(route),
            description: String::new(),
            image: None,
            above: Vec::new(),
            number: 1,
            feeds: Vec::new(),
        }
    }

    /// The same with what search engines and messengers show.
    pub(in crate::render) fn about(self, description: &str) -> PageView {
        PageView { description: description.to_owned(), ..self }
    }

    /// The same with a picture.
    pub(in crate::render) fn with_image(self, image: Option<String>) -> PageView {
        PageView { image, ..self }
    }

    /// The same below the home page and the given ones.
    pub(in crate::render) fn below(self, world: &World, above: Vec<Link>) -> PageView {
        let home = Link::to(&world.theme.say("nav.home", &[]), &Route::folder(""));
        PageView { above: std::iter::once(home).chain(above).collect(), ..self }
    }

    /// The same in a column.
    pub(in crate::render) fn inside(self, world: &World, column: Option<ColumnId>) -> PageView {
        let feed = column.and_then(|column| feeds::nearest(world, column));
        PageView { feeds: feed.map(|feed| feed_views(world, feed)).unwrap_or_default(), ..self }
    }

    /// The same as one page of a list.
    pub(in crate::render) fn numbered(self, number: u32) -> PageView {
        PageView { number, ..self }
    }
}

/// The columns from below the home page down to the given one.
pub(in crate::render) fn columns_above(world: &World, column: ColumnId) -> Vec<Link> {
    let mut above: Vec<Link> = std::iter::successors(Some(column), |id| world.site[*id].parent)
        .map(|id| &world.site[id])
        .filter(|column| !column.folder.is_empty())
        .map(|column| Link::to(&column.title, &column.route))
        .collect();
    above.reverse();
    above
}

/// What every template is given, for a page at `route`.
pub(in crate::render) fn roots(world: &World, route: &Route, page: PageView) -> Roots {
    let config = &world.config;
    let menu = world
        .menu()
        .iter()
        .map(|entry| MenuView {
            current: entry.route.as_ref().and_then(|target| current(target, route)),
            outside: entry.outside,
            name: entry.name.clone(),
            url: entry.url.clone(),
        })
        .collect();
    let site = SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        tagline: config.tagline.clone(),
        emblem: world.emblem().map(Route::marked),
        lang: config.lang.tag(),
        url: Route::folder("").marked(),
        menu,
        organiser: organiser(world),
        feeds: feeds::of_site(world).map(|feed| feed_views(world, feed)).unwrap_or_default(),
        settings: world.theme.settings().clone(),
        extra: Shared::map(&config.extra),
    };
    Roots { site, page, build: BuildView { version: env!("CARGO_PKG_VERSION") } }
}

/// Whether a page is the target or stands below it; everything stands below the home page, which is
/// therefore current only itself.
fn current(target: &Route, route: &Route) -> Option<&'static str> {
    let folder = target.parent();
    let is_folder = target.as_str().ends_with("index.html");
    if target == route {
        Some("page")
    } else if is_folder && !folder.is_empty() && route.as_str().starts_with(folder) {
        Some("true")
    } else {
        None
    }
}

fn organiser(world: &World) -> OrganiserView {
    let crate::config::Organiser { name, copyright, icp, police, contact } = world.config.organiser.clone();
    let code = police.as_deref().and_then(police_code);
    let police_url = code.map(|code| format!("https://beian.mps.gov.cn/#/query/webSearch?code={code}"));
    OrganiserView { name, copyright, icp, police, police_url, contact }
}

/// Both sorts of a feed.
fn feed_views(world: &World, feed: Feed<'_>) -> Vec<FeedView> {
    let view = |name, kind, file: &str| FeedView {
        name,
        kind,
        title: feed.title(world),
        url: feed.route(file).marked(),
    };
    vec![view("Atom", "application/atom+xml", "atom.xml"), view("RSS", "application/rss+xml", "rss.xml")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_marks_the_page_and_those_above() {
        let marked = |target: &str, route: &str| current(&Route::folder(target), &Route::folder(route));
        assert_eq!(marked("cases", "cases/a"), Some("true"));
        assert_eq!(marked("", ""), Some("page"));
        assert_eq!(marked("", "cases"), None);
        assert_eq!(marked("cases", "cases-of-old"), None);
        assert_eq!(current(&Route::file("a.pdf"), &Route::folder("a")), None);
    }
}
