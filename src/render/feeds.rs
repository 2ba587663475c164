//! Feeds: that of the site, and those that columns ask for. They need absolute addresses and something
//! with a date to tell.

use std::cmp::Reverse;

use crate::base::date::Date;
use crate::base::{Diagnostic, Diagnostics, Place, Route};
use crate::model::{Case, Column, ColumnId, Page, TextFacts};

use super::view::summary;
use super::{Key, World};

codes! {
    EMPTY_FEED = "empty-feed" Warning {
        "栏目要有订阅，而其中没有带日期的页面，所以没有生成。请给页面写上日期，或去掉 feed。",
        "A column wants feeds and nothing in it has a date, so none are made. Give its pages dates, or remove `feed`."
    }
}

/// A feed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Feed<'a> {
    /// The newest cases of the site.
    Site,
    /// The newest texts of a column and of those below it.
    Column(&'a Column),
}

/// A text that a feed tells of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    pub(super) title: &'a str,
    pub(super) date: Date,
    pub(super) summary: &'a str,
    pub(super) route: &'a Route,
    pub(super) text: &'a TextFacts,
}

impl<'a> Told<'a> {
    fn case(case: &'a Case) -> Option<Told<'a>> {
        let Case { title, front, route, text, .. } = case;
        Some(Told { title, date: front.date?, summary: summary(case), route, text })
    }

    fn page(page: &'a Page) -> Option<Told<'a>> {
        let Page { title, date, summary, route, text, .. } = page;
        Some(Told { title, date: (*date)?, summary, route, text })
    }
}

impl<'a> Feed<'a> {
    /// The feed that a job makes.
    pub(super) fn of(world: &'a World, key: &Key) -> Option<Feed<'a>> {
        match key {
            Key::Site => Some(Feed::Site),
            Key::Feed(id) => Some(Feed::Column(&world.site[*id])),
            _ => None,
        }
    }

    /// The key of the job that makes it.
    pub(super) fn key(self) -> Key {
        match self {
            Feed::Site => Key::Site,
            Feed::Column(column) => Key::Feed(column.id),
        }
    }

    /// The page whose news it tells.
    pub(super) fn page(self) -> Route {
        match self {
            Feed::Site => Route::folder(""),
            Feed::Column(column) => column.route.clone(),
        }
    }

    /// Where it stands: `atom.xml` beside that page.
    pub(super) fn route(self, file: &str) -> Route {
        Route::file(&format!("{}{file}", self.page().parent()))
    }

    /// Its title.
    pub(super) fn title(self, world: &World) -> String {
        match self {
            Feed::Site => world.config.title.clone(),
            Feed::Column(column) => format!("{} · {}", column.title, world.config.title),
        }
    }

    /// A sentence about it; may be empty.
    pub(super) fn description(self, world: &World) -> String {
        let own = match self {
            Feed::Site => None,
            Feed::Column(column) => column.summary.clone(),
        };
        own.unwrap_or_else(|| world.config.description.clone())
    }

    /// What it tells of: texts with a date, the newest first. Undated ones have no place in time.
    pub(super) fn texts(self, world: &'a World) -> Vec<Told<'a>> {
        let Feed::Column(column) = self else {
            let cases = world.site.cases.iter().filter_map(|case| Told::case(case));
            return cases.take(world.config.feeds.entries).collect();
        };
        let is_inside = |id: ColumnId| columns_above(world, id).any(|above| above == column.id);
        let pages = world.site.pages.iter().filter(|page| is_inside(page.column)).filter_map(Told::page);
        let inside = world.site.cases.iter().filter(|case| is_inside(case.column));
        let cases = inside.filter_map(|case| Told::case(case));
        let mut texts: Vec<Told<'_>> = cases.chain(pages).collect();
        texts.sort_by(|one, other| {
            Reverse(one.date).cmp(&Reverse(other.date)).then_with(|| one.text.path.cmp(&other.text.path))
        });
        texts.truncate(world.config.feeds.entries);
        texts
    }

    /// Whether there is something to tell.
    fn tells(self, world: &World) -> bool {
        match self {
            Feed::Site => world.site.cases.iter().any(|case| case.front.date.is_some()),
            Feed::Column(_) => !self.texts(world).is_empty(),
        }
    }
}

/// A column and those above it, the nearest first.
fn columns_above(world: &World, column: ColumnId) -> impl Iterator<Item = ColumnId> {
    std::iter::successors(Some(column), |id| world.site[*id].parent)
}

/// What a column says of its feeds.
fn wish(column: &Column) -> Option<bool> {
    column.feed.as_ref().map(|feed| feed.value)
}

/// The feed of the site: there unless the home page says no.
pub(super) fn of_site(world: &World) -> Option<Feed<'_>> {
    let is_made = world.config.base_url.is_some() && world.column("").and_then(wish) != Some(false);
    Some(Feed::Site).filter(|feed| is_made && feed.tells(world))
}

/// Columns that have feeds of their own, worked out once for a plan.
pub(super) fn columns(world: &World) -> Vec<ColumnId> {
    let columns = world.site.columns.iter().filter(|column| asks(world, column));
    columns.filter(|column| Feed::Column(column).tells(world)).map(|column| column.id).collect()
}

/// Whether a column asks for feeds where there can be some. The home page has those of the site.
fn asks(world: &World, column: &Column) -> bool {
    world.config.base_url.is_some() && !column.folder.is_empty() && wish(column) == Some(true)
}

/// Every feed.
pub(super) fn all(world: &World) -> impl Iterator<Item = Feed<'_>> {
    let columns = world.columns_with_feeds().iter().map(|id| Feed::Column(&world.site[*id]));
    of_site(world).into_iter().chain(columns)
}

/// The feed of the nearest column in which something stands.
pub(super) fn nearest(world: &World, column: ColumnId) -> Option<Feed<'_>> {
    let with_feeds = world.columns_with_feeds();
    let id = columns_above(world, column).find(|id| with_feeds.contains(id))?;
    Some(Feed::Column(&world.site[id]))
}

/// Reports columns that ask for feeds and have nothing to tell.
pub(super) fn check(world: &World, diagnostics: &mut Diagnostics) {
    for column in world.site.columns.iter().filter(|column| asks(world, column)) {
        let (Some(text), Some(feed)) = (&column.text, &column.feed) else { continue };
        if world.columns_with_feeds().contains(&column.id) {
            continue;
        }
        let title = &column.title;
        let message = words!(
            "栏目“{title}”里没有带日期的页面，没有生成订阅",
            "nothing in the column `{title}` has a date, so it has no feeds"
        );
        let help = words!("给页面写上日期，或去掉这一项", "give its pages dates, or remove this entry");
        let place = Place::value(&text.path, &feed.path);
        diagnostics.push(Diagnostic::new(&EMPTY_FEED, place, message).help(help));
    }
}
