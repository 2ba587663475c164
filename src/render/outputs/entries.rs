//! What feeds of both sorts tell of a text, and how XML is written.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::base::date::Date;
use crate::base::{Diagnostic, Route};
use crate::render::Key;
use crate::render::World;
use crate::render::feeds::{self, Feed};
use crate::render::printing;

/// A text in a feed. Addresses are under the mark; the last step makes them absolute.
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) date: Zoned,
    pub(super) summary: String,
    pub(super) content: String,
}

/// Every feed, as a file of the given name.
pub(super) fn plan(world: &World, file: &str) -> Vec<(Route, Key)> {
    feeds::all(world).map(|feed| (feed.route(file), feed.key())).collect()
}

/// The entries of a feed.
///
/// # Errors
/// A text that could not be read again.
pub(super) fn entries(world: &World, feed: Feed<'_>, route: &Route) -> Result<Vec<Entry>, Box<Diagnostic>> {
    let texts = feed.texts(world).into_iter();
    texts
        .map(|told| {
            Ok(Entry {
                title: told.title.to_owned(),
                url: told.route.marked(),
                date: midnight(world, told.date),
                summary: told.summary.to_owned(),
                content: printing::for_feed(world, told.text, route)?,
            })
        })
        .collect()
}

/// The first moment of a date in the site's time zone.
fn midnight(world: &World, date: Date) -> Zoned {
    let zone = TimeZone::get(&world.config.timezone).unwrap_or(TimeZone::UTC);
    let day = date.first_day();
    day.to_zoned(zone).or_else(|_| day.to_zoned(TimeZone::UTC)).unwrap_or_default()
}

/// Writes `text` as XML text or attribute. Characters that XML 1.0 does not admit are left out.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_admits_no_control_characters() {
        assert_eq!(xml("a<b>&\"\u{8}\u{b}\n甲"), "a&lt;b&gt;&amp;&quot;\n甲");
    }
}
