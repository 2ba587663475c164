//! What every template is given: `site`, `page` and `build`.

use serde::Serialize;

use crate::base::Route;
use crate::config::organiser::police_code;
use crate::model::ColumnId;
use crate::render::World;
use crate::render::feeds::{self, Feed};
use crate::render::menu::MenuEntry;
use crate::render::theme::Shared;

use super::Link;

/// What every template is given.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Roots {
    site: Shared,
    page: PageView,
    build: BuildView,
}

view! {
    /// What `site.yaml` says: no lists of content, no counts, no dates.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct SiteView = "site" { "网站", "the site" }
    title: String => { "网站的名称", "its title" };
    description: String => { "简介", "its description" };
    tagline: Option<String> => { "标语", "its tagline" };
    emblem: Option<String> => { "徽标的网址", "the picture beside its title" };
    lang: &'static str => { "语言：`zh-CN` 或 `en`", "its language: `zh-CN` or `en`" };
    url: String => { "首页的网址", "the home page" };
    menu: Vec<MenuView> => { "菜单", "its menu" };
    organiser: OrganiserView => { "主办单位", "who runs it" };
    feeds: Vec<FeedView> => { "全站的订阅", "feeds of the site" };
    settings: Shared => { "主题的设置：`site.settings.header`", "settings of the theme: `site.settings.header`" };
    extra: Shared => { "site.yaml 里“自定义”的各项", "what site.yaml names freely under `extra`" };
}

view! {
    /// An entry of the menu.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct MenuView = "menu" { "菜单的一项", "an entry of the menu" }
    name: String => { "显示的文字", "what is shown" };
    url: Option<String> => { "网址", "its address" };
    current: Option<&'static str> => { "是这一页为 `page`，这一页在它下面为 `true`，可直接写进 `aria-current`", "`page` when it is this page, `true` when this page stands below it: the value of `aria-current`" };
    outside: bool => { "是否通往别的网站", "whether it leaves the site" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct OrganiserView = "organiser" { "主办单位", "the organiser" }
    name: Option<String> => { "名称", "its name" };
    copyright: Option<String> => { "版权说明", "its word on copyright" };
    icp: Option<String> => { "ICP 备案号", "its ICP number" };
    police: Option<String> => { "公安备案号", "its police number" };
    police_url: Option<String> => { "查询公安备案的网址", "where the police number is looked up" };
    contact: Option<String> => { "联系方式", "how to reach it" };
}

view! {
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct FeedView = "feed" { "订阅", "a feed" }
    name: &'static str => { "`Atom` 或 `RSS`", "`Atom` or `RSS`" };
    kind: &'static str => { "MIME 类型", "its MIME type" };
    title: String => { "标题", "its title" };
    url: String => { "网址", "its address" };
}

view! {
    /// What the program says of itself.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct BuildView = "build" { "程序", "the program" }
    version: &'static str => { "程序的版本", "its version" };
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

view! {
    /// What a template knows of the page that it makes.
    #[derive(Debug, Serialize)]
    pub(in crate::render) struct PageView = "page" { "本页", "the page" }
    kind: PageKind => { "种类：`home`、`cases`、`case`、`frameworks`、`framework`、`dimension`、`institutions`、`institution`、`honours`、`facet`、`term`、`timeline`、`column`、`page`、`lost` 或 `redirect`", "its kind: `home`, `cases`, `case`, `frameworks`, `framework`, `dimension`, `institutions`, `institution`, `honours`, `facet`, `term`, `timeline`, `column`, `page`, `lost` or `redirect`" };
    title: String => { "标题", "its title" };
    url: String => { "网址", "its address" };
    canonical: Option<String> => { "完整的网址；没有写 base_url 就是空", "its address outside; none without `base_url`" };
    description: String => { "给搜索引擎看的简介；没有就是空的文字", "what search engines show, which may be empty" };
    image: Option<String> => { "代表它的图片的完整网址", "the address outside of the picture that stands for it" };
    above: Vec<Link> => { "面包屑：从首页到上一级", "the way down from the home page to the page above" };
    number: u32 => { "列表的第几页，从 1 数起", "the number of this page of a list, from 1" };
    feeds: Vec<FeedView> => { "所在栏目的订阅", "feeds of the nearest column that has some" };
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
    let to_page = |entry: &MenuEntry| entry.route.as_ref().and_then(|target| current(target, route));
    let marks: Vec<Option<&'static str>> = world.menu().iter().map(to_page).collect();
    let site = world.repeated(|own| &mut own.sites, marks.clone(), || Shared::of(&site_view(world, marks)));
    Roots { site, page, build: BuildView { version: env!("CARGO_PKG_VERSION") } }
}

/// The site for pages to which the entries of its menu are what `marks` says.
fn site_view(world: &World, marks: Vec<Option<&'static str>>) -> SiteView {
    let config = &world.config;
    let entry = |(entry, current): (&MenuEntry, Option<&'static str>)| MenuView {
        name: entry.name.clone(),
        url: entry.url.clone(),
        current,
        outside: entry.outside,
    };
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        tagline: config.tagline.clone(),
        emblem: world.emblem().map(Route::marked),
        lang: config.lang.tag(),
        url: Route::folder("").marked(),
        menu: world.menu().iter().zip(marks).map(entry).collect(),
        organiser: organiser(world),
        feeds: feeds::of_site(world).map(|feed| feed_views(world, feed)).unwrap_or_default(),
        settings: world.theme.settings().clone(),
        extra: Shared::map(&config.extra),
    }
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
    use crate::render::described::Described;

    #[test]
    fn every_kind_of_page_is_named_to_readers() {
        use PageKind::*;
        let kinds = [
            Home,
            Cases,
            Case,
            Frameworks,
            Framework,
            Dimension,
            Institutions,
            Institution,
            Honours,
            Facet,
            Term,
            Timeline,
            Column,
            Page,
            Lost,
            Redirect,
        ];
        let told = PageView::VIEW.fields.iter().find(|field| field.name == "kind").unwrap();
        for kind in kinds {
            let name = serde_json::to_string(&kind).unwrap().replace('"', "`");
            assert!(told.zh.contains(&name) && told.en.contains(&name), "{name}");
        }
        assert_eq!(told.en.matches('`').count(), 2 * kinds.len());
    }

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
