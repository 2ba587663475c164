//! What both feeds tell of a case, and how XML is written.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::base::date::Date;
use crate::base::{Diagnostic, Route};
use crate::model::Case;
use crate::render::World;
use crate::render::printing;

use super::super::view::summary;

/// A case in a feed. Addresses are under the mark; the last step makes them absolute.
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) date: Zoned,
    pub(super) summary: String,
    pub(super) content: String,
}

/// Cases with a date, the newest first, as many as feeds hold. Undated ones have no place in time and
/// stay out.
fn dated(world: &World) -> impl Iterator<Item = (&Case, Date)> {
    let cases = world.site.cases.iter().filter_map(|case| Some((case, case.date?)));
    cases.take(world.config.feeds.entries)
}

/// Whether there are feeds: they need absolute addresses and something to tell.
pub(in crate::render) fn has_feeds(world: &World) -> bool {
    world.config.base_url.is_some() && dated(world).next().is_some()
}

/// The entries of a feed.
///
/// # Errors
/// A text that could not be read again.
pub(super) fn entries(world: &World, feed: &Route) -> Result<Vec<Entry>, Box<Diagnostic>> {
    dated(world)
        .map(|(case, date)| {
            Ok(Entry {
                title: case.title.clone(),
                url: case.route.marked(),
                date: midnight(world, date),
                summary: summary(case).to_owned(),
                content: printing::for_feed(world, &case.text, feed)?,
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
