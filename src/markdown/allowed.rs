//! What raw HTML may hold where it is cleaned: enough for all that our printer writes and for what
//! helps a text, nothing that runs, loads, hides or restyles the page.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::address::{self, AddressKind};

/// Elements, each with the attributes that it may have beside [`GENERAL`].
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "target", "name", "hreflang", "type", "download"]),
    ("abbr", &[]),
    ("address", &[]),
    ("article", &[]),
    ("aside", &[]),
    ("audio", &["src", "controls", "preload", "loop"]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("center", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span", "width"]),
    ("colgroup", &["span", "width"]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &["align"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("font", &["color", "size"]),
    ("footer", &[]),
    ("h1", &["align"]),
    ("h2", &["align"]),
    ("h3", &["align"]),
    ("h4", &["align"]),
    ("h5", &["align"]),
    ("h6", &["align"]),
    ("header", &[]),
    ("hgroup", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "align"]),
    ("input", &["type", "checked", "disabled"]),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("nav", &[]),
    ("ol", &["start", "reversed", "type"]),
    ("p", &["align"]),
    ("picture", &[]),
    ("pre", &[]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("source", &["src", "srcset", "sizes", "type", "media", "width", "height"]),
    ("span", &[]),
    ("strike", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &["align", "border", "width"]),
    ("tbody", &["align"]),
    ("td", &["align", "valign", "colspan", "rowspan", "headers", "width"]),
    ("tfoot", &["align"]),
    ("th", &["align", "valign", "colspan", "rowspan", "headers", "scope", "width"]),
    ("thead", &["align"]),
    ("time", &["datetime"]),
    ("tr", &["align", "valign"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("tt", &[]),
    ("u", &[]),
    ("ul", &["type"]),
    ("var", &[]),
    ("video", &["src", "poster", "controls", "preload", "loop", "muted", "playsinline", "width", "height"]),
    ("wbr", &[]),
];

/// Attributes that every element may have.
const GENERAL: &[&str] = &["class", "id", "title", "lang", "dir", "style", "role", "tabindex", "aria-label"];

/// Properties that a `style` may set.
const PROPERTIES: &[&str] = &["text-align", "text-indent"];

/// Elements that go with all that they hold.
const EMPTIED: &[&str] = &["script", "style", "title", "template", "noscript", "textarea", "xmp", "object"];

/// Whether an element may stay.
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.binary_search_by_key(&name, |(name, _)| name).is_ok()
}

/// Whether an element goes with all that it holds.
pub(super) fn is_emptied(name: &str) -> bool {
    EMPTIED.contains(&name)
}

/// Whether an attribute of an element may stay, whatever its value.
pub(super) fn is_attribute(element: &str, attribute: &str) -> bool {
    GENERAL.contains(&attribute)
        || ELEMENTS
            .binary_search_by_key(&element, |(name, _)| name)
            .is_ok_and(|place| ELEMENTS[place].1.contains(&attribute))
}

/// Leads from a block to its source in a preview. Only the printer writes it.
pub(super) const SOURCE_LINE: &str = "data-line";

/// Stands before the value of [`SOURCE_LINE`] until the page is cleaned: a noncharacter that no writer
/// can type, so that what they call by this name is taken out.
pub(super) const OWN_LINE: char = '\u{FDD3}';

/// Whether every property that a `style` sets may stay.
pub(super) fn is_style(value: &str) -> bool {
    value
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .all(|(property, _)| PROPERTIES.contains(&property.trim().to_ascii_lowercase().as_str()))
}

/// Whether an address may stay.
pub(super) fn is_address(value: &str) -> bool {
    address::kind(value) != AddressKind::Unsafe
}

/// Cleans a printed page that holds raw HTML.
pub(super) fn clean(html: &str) -> String {
    static CLEANER: OnceLock<ammonia::Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(cleaner).clean(html).to_string()
}

fn cleaner() -> ammonia::Builder<'static> {
    let mut cleaner = ammonia::Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> =
        ELEMENTS.iter().map(|(name, attributes)| (*name, attributes.iter().copied().collect())).collect();
    cleaner
        .tags(ELEMENTS.iter().map(|(name, _)| *name).collect())
        .tag_attributes(attributes)
        .generic_attributes(GENERAL.iter().copied().chain([SOURCE_LINE]).collect())
        .clean_content_tags(EMPTIED.iter().copied().collect())
        .filter_style_properties(PROPERTIES.iter().copied().collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .url_schemes(["http", "https", "mailto", "tel", "sms", "ftp", "weixin", "data", "file"].into())
        .attribute_filter(|_, attribute, value| {
            let stays = match attribute {
                "href" | "src" | "poster" | "cite" => is_address(value),
                "srcset" => value.split(',').all(is_address),
                SOURCE_LINE => value.starts_with(OWN_LINE),
                _ => true,
            };
            stays.then(|| value.into())
        })
        .link_rel(None)
        .strip_comments(true);
    cleaner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
        assert!(is_element("a") && is_element("wbr") && !is_element("iframe") && !is_element("script"));
        assert!(EMPTIED.iter().all(|name| !is_element(name)));
    }

    #[test]
    fn harmless_markup_stays_as_it_is() {
        for html in [
            "<p><a href=\"\u{FDD1}/cases/a/index.html#做\" class=\"external\" rel=\"noopener\">甲</a></p>",
            "<p>注音<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby></p>",
            "<td style=\"text-align:center\">1</td>",
        ] {
            let table = html.starts_with("<td");
            let whole = if table {
                format!("<table><tbody><tr>{html}</tr></tbody></table>")
            } else {
                html.to_owned()
            };
            assert_eq!(clean(&whole), whole);
        }
    }

    #[test]
    fn what_runs_or_hides_goes() {
        assert_eq!(clean("a<script>b</script><style>c</style>d"), "ad");
        assert_eq!(clean("<p onclick=\"x\">a</p>"), "<p>a</p>");
        assert_eq!(clean("<iframe src=\"x\"></iframe>b<form>c</form>"), "bc");
        assert_eq!(clean("<a href=\"javascript:x\">a</a>"), "<a>a</a>");
        assert_eq!(clean("<a href=\"java&#10;script:x\">a</a>"), "<a>a</a>");
        assert_eq!(clean("<img src=\"data:text/html,x\">"), "<img>");
        assert_eq!(clean("<img src=\"data:image/png;base64,x\">"), "<img src=\"data:image/png;base64,x\">");
        assert_eq!(clean("<p style=\"position:fixed\">a</p>"), "<p style=\"\">a</p>");
        assert_eq!(clean("a<!-- b -->c"), "ac");
        assert_eq!(clean("<svg><a href=\"x\"/><script>1</script></svg>a"), "a");
    }

    #[test]
    fn styles() {
        assert!(is_style("text-align: center; TEXT-INDENT:2em") && is_style("") && is_style(";"));
        assert!(!is_style("text-align:center;color:red"));
    }
}
