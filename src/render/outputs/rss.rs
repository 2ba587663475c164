//! rss.xml (RSS 2.0): the newest texts with their summaries, for readers that know nothing newer.

use std::fmt::Write;

use crate::base::{Diagnostic, Route};
use crate::render::feeds::Feed;
use crate::render::{Key, Rendered, World};

use super::entries::{self, entries, xml};
use super::{Here, Listed, Output, Seen};

/// rss.xml.
pub(super) const OUTPUT: Output =
    Output { name: "rss", seen: Seen::Outside, listed: Listed::No, template: None, plan, render };

/// RFC 822 with a year of four digits.
const TIME: &str = "%a, %d %b %Y %H:%M:%S %z";

fn plan(world: &World) -> Vec<(Route, Key)> {
    entries::plan(world, "rss.xml")
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let (world, config) = (here.world, &here.world.config);
    let Some(feed) = Feed::of(world, key) else { return Ok(Rendered::default()) };
    let entries = entries(world, feed, here.route)?;
    // The description of a channel must not be empty.
    let description = match feed.description(world) {
        empty if empty.is_empty() => feed.title(world),
        description => description,
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n\
         <title>{title}</title>\n\
         <link>{home}</link>\n\
         <description>{description}</description>\n\
         <language>{lang}</language>\n\
         <generator>Fengcai {version}</generator>\n\
         <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{feed}\"/>\n",
        title = xml(&feed.title(world)),
        home = feed.page().marked(),
        description = xml(&description),
        lang = config.lang.tag().to_lowercase(),
        version = env!("CARGO_PKG_VERSION"),
        feed = here.route.marked(),
    );
    for entry in &entries {
        let _ = write!(
            out,
            "<item>\n<title>{title}</title>\n<link>{url}</link>\n<guid>{url}</guid>\n\
             <pubDate>{date}</pubDate>\n<description>{summary}</description>\n</item>\n",
            title = xml(&entry.title),
            url = entry.url,
            date = entry.date.strftime(TIME),
            summary = xml(&entry.summary),
        );
    }
    out.push_str("</channel>\n</rss>\n");
    Ok(Rendered::of(out))
}
