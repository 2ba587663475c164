//! atom.xml (RFC 4287): the newest texts, whole; of the site, and of columns that ask for it.

use std::fmt::Write;

use crate::base::{Diagnostic, Route};
use crate::render::feeds::Feed;
use crate::render::{Key, Rendered, World};

use super::entries::{self, entries, xml};
use super::{Here, Listed, Output, Seen};

/// atom.xml.
pub(super) const OUTPUT: Output =
    Output { name: "atom", seen: Seen::Outside, listed: Listed::No, template: None, plan, render };

/// RFC 3339.
const TIME: &str = "%Y-%m-%dT%H:%M:%S%:z";

fn plan(world: &World) -> Vec<(Route, Key)> {
    entries::plan(world, "atom.xml")
}

fn render(key: &Key, here: &Here<'_>) -> Result<Rendered, Box<Diagnostic>> {
    let (world, config) = (here.world, &here.world.config);
    let Some(feed) = Feed::of(world, key) else { return Ok(Rendered::default()) };
    let entries = entries(world, feed, here.route)?;
    let author = config.organiser.name.as_deref().unwrap_or(&config.title);
    let updated = entries.first().map(|entry| entry.date.strftime(TIME).to_string()).unwrap_or_default();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
         <title>{title}</title>\n\
         <subtitle>{description}</subtitle>\n\
         <id>{home}</id>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{feed}\"/>\n\
         <updated>{updated}</updated>\n\
         <author><name>{author}</name></author>\n\
         <generator version=\"{version}\">Fengcai</generator>\n",
        lang = config.lang.tag(),
        title = xml(&feed.title(world)),
        description = xml(&feed.description(world)),
        home = feed.page().marked(),
        feed = here.route.marked(),
        author = xml(author),
        version = env!("CARGO_PKG_VERSION"),
    );
    for entry in &entries {
        let _ = write!(
            out,
            "<entry>\n<title>{title}</title>\n<id>{url}</id>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n\
             <published>{date}</published>\n<updated>{date}</updated>\n\
             <summary>{summary}</summary>\n<content type=\"html\">{content}</content>\n</entry>\n",
            title = xml(&entry.title),
            url = entry.url,
            date = entry.date.strftime(TIME),
            summary = xml(&entry.summary),
            content = xml(&entry.content),
        );
    }
    out.push_str("</feed>\n");
    Ok(Rendered::of(out))
}
