//! Addresses of output files, and the mark under which they travel through templates.
//!
//! A [`Route`] is the path of an output file below the output folder: `cases/fengneng/index.html`.
//! Whatever prints an internal address (`page.url`, `url()`, `asset()`, the Markdown printer) writes
//! [`MARK`], `/` and the percent-encoded route. The last step of every job replaces the mark by the
//! way from its own route, exactly, in HTML, CSS, JSON and feeds alike: an encoded route has only the
//! bytes of [`is_route_byte`], so its end is known wherever it stands.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use memchr::memmem;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::fold::is_common_han;

/// Stands before an internal address until the last step of a job. It is a noncharacter; decoding
/// removes U+FDD0–U+FDEF from input, so no writer can type it.
pub const MARK: char = '\u{FDD1}';

/// The path of an output file below the output folder, with `/`, never starting with `/`.
#[derive(Clone, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Route(Arc<str>);

impl PartialEq for Route {
    /// Most that are compared are one and the same, which is told without reading them.
    fn eq(&self, other: &Route) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Hash for Route {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// How addresses of folder pages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UrlStyle {
    /// `../b/index.html`: works by double-click and on servers without a folder index.
    #[default]
    File,
    /// `../b/`: shorter, needs a server.
    Folder,
}

/// From where a marked address is seen.
#[derive(Clone, Copy, Debug)]
pub enum Viewpoint<'a> {
    /// From the page at this route: relative addresses.
    Page(&'a Route),
    /// From outside (feeds, sitemap, canonical links): absolute below this base, which ends in `/`.
    Outside(&'a str),
    /// From any address of the host (404.html): the path part of the base address, ending in `/`.
    Host(&'a str),
}

impl Route {
    /// The route of a file.
    pub fn file(path: &str) -> Route {
        debug_assert!(
            !path.starts_with('/') && !path.ends_with('/') && !path.is_empty(),
            "not a route: {path}"
        );
        Route(path.into())
    }

    /// The route of a folder's page: `cases/` and `cases` give `cases/index.html`, `` the home page.
    pub fn folder(path: &str) -> Route {
        let path = path.trim_matches('/');
        if path.is_empty() { Route("index.html".into()) } else { Route(format!("{path}/index.html").into()) }
    }

    /// The path of the output file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder part with its final `/`: `cases/fengneng/`; empty at the root.
    pub fn parent(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..=slash])
    }

    /// The address under the mark, to be written into any output: U+FDD1, `/`, the encoded route.
    pub fn marked(&self) -> String {
        let mut marked = String::with_capacity(MARK.len_utf8() + 1 + self.0.len());
        marked.push(MARK);
        marked.push('/');
        marked.push_str(&encode(&self.0));
        marked
    }

    /// The same with a fragment (an id, not encoded).
    pub fn marked_with(&self, fragment: Option<&str>) -> String {
        let mut marked = self.marked();
        if let Some(id) = fragment.filter(|id| !id.is_empty()) {
            marked.push('#');
            push_fragment(&mut marked, id);
        }
        marked
    }

    /// The address as `viewpoint` sees it.
    pub fn seen(&self, viewpoint: Viewpoint<'_>, style: UrlStyle) -> String {
        let target = encode(&self.0);
        let mut address = String::with_capacity(target.len() + 16);
        Sight::new(viewpoint, style).tell(&target, &mut |part| address.push_str(part));
        address
    }

    /// What two routes must not share: NFC and lower case, as the most forgetful file system sees it.
    pub fn collision_key(&self) -> Cow<'_, str> {
        collision_key(&self.0)
    }
}

/// What two paths of the output must not share: see [`Route::collision_key`].
pub fn collision_key(path: &str) -> Cow<'_, str> {
    // Nearly all are so from the start.
    if path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.nfc().collect::<String>().to_lowercase())
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl Borrow<str> for Route {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Whether a byte may stand in an encoded route. Everything else is percent-encoded, so that an
/// address ends at the first other byte in HTML attributes, `srcset`, CSS `url()`, JSON and XML.
pub fn is_route_byte(byte: u8) -> bool {
    ROUTE_BYTES[usize::from(byte)]
}

/// Looked up for every byte of every address, several times a page.
const ROUTE_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let letter = byte as u8;
        table[byte] = is_plain(letter) || letter == b'%';
        byte += 1;
    }
    table
};

/// Whether a byte of a route stands for itself when the route is encoded: letters, digits and `-./_~`.
const fn is_plain(byte: u8) -> bool {
    // `-`, `.`, `/` and the digits follow each other.
    matches!(byte, b'-'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'~')
}

/// Percent-encodes what may not stand in a route.
pub fn encode(path: &str) -> Cow<'_, str> {
    // Nearly all are so, and every link on every page asks. Without a way out in the middle, many bytes are
    // looked at by one instruction.
    if path.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
        return Cow::Borrowed(path);
    }
    let mut encoded = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        if is_plain(byte) {
            encoded.push(byte as char);
        } else {
            encoded.push_str(percent_encoding::percent_encode_byte(byte));
        }
    }
    Cow::Owned(encoded)
}

/// Adds an id as it stands in a fragment: what may not stand there is percent-encoded; letters of any script
/// stay readable.
pub fn push_fragment(out: &mut String, id: &str) {
    out.reserve(id.len());
    for char in id.chars() {
        if is_common_han(char) || char.is_alphanumeric() || matches!(char, '-' | '.' | '_' | '~') {
            out.push(char);
        } else {
            let mut bytes = [0; 4];
            let set = percent_encoding::NON_ALPHANUMERIC;
            out.extend(percent_encoding::utf8_percent_encode(char.encode_utf8(&mut bytes), set));
        }
    }
}

/// Replaces every marked address in `text`, which is UTF-8, by the way that `viewpoint` sees. A text
/// without marks is handed back as it is.
pub fn unmark(text: Vec<u8>, viewpoint: Viewpoint<'_>, style: UrlStyle) -> Vec<u8> {
    let mut mark = [0; 4];
    let mark = MARK.encode_utf8(&mut mark).as_bytes();
    let mut marks = memmem::find_iter(&text, mark).peekable();
    if marks.peek().is_none() {
        return text;
    }
    let sight = Sight::new(viewpoint, style);
    let mut out = Vec::with_capacity(text.len() + text.len() / 8);
    let mut done = 0;
    for at in marks {
        out.extend_from_slice(&text[done..at]);
        let after = &text[at + mark.len()..];
        let rest = after.strip_prefix(b"/").unwrap_or(after);
        let length = rest.iter().position(|byte| !is_route_byte(*byte)).unwrap_or(rest.len());
        let target = std::str::from_utf8(&rest[..length]).expect("route bytes are ASCII");
        sight.tell(target, &mut |part| out.extend_from_slice(part.as_bytes()));
        done = text.len() - rest.len() + length;
    }
    out.extend_from_slice(&text[done..]);
    out
}

/// How routes are seen from somewhere.
struct Sight<'a> {
    /// What stands before each address; none where addresses are relative.
    base: Option<&'a str>,
    /// The encoded folder from which relative addresses lead.
    here: Cow<'a, str>,
    style: UrlStyle,
}

impl<'a> Sight<'a> {
    fn new(viewpoint: Viewpoint<'a>, style: UrlStyle) -> Sight<'a> {
        match viewpoint {
            Viewpoint::Page(from) => Sight { base: None, here: encode(from.parent()), style },
            Viewpoint::Outside(base) | Viewpoint::Host(base) => {
                Sight { base: Some(base), here: Cow::Borrowed(""), style }
            }
        }
    }

    /// Tells the parts of the address of an encoded route.
    fn tell(&self, target: &str, part: &mut impl FnMut(&str)) {
        let target = self.shown(target);
        match self.base {
            Some(base) => {
                part(base);
                part(target);
            }
            None => self.tell_way(target, part),
        }
    }

    /// Addresses of folder pages drop `index.html` when the site's style does, else they keep it, for hosts
    /// without a folder index.
    fn shown<'t>(&self, target: &'t str) -> &'t str {
        let is_page = || target == "index.html" || target.ends_with("/index.html");
        match self.style {
            UrlStyle::Folder if is_page() => &target[..target.len() - "index.html".len()],
            UrlStyle::Folder | UrlStyle::File => target,
        }
    }

    fn tell_way(&self, target: &str, part: &mut impl FnMut(&str)) {
        let here = self.here.as_bytes();
        let same = here.iter().zip(target.as_bytes()).take_while(|(a, b)| a == b).count();
        let shared = here[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        let climbs = here[shared..].iter().filter(|byte| **byte == b'/').count();
        for _ in 0..climbs {
            part("../");
        }
        let way = &target[shared..];
        let is_scheme = || way.split('/').next().is_some_and(|first| first.contains(':'));
        if climbs == 0 && (way.is_empty() || is_scheme()) {
            part("./");
        }
        part(way);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(from: &str, to: &str, style: UrlStyle) -> String {
        Route::file(to).seen(Viewpoint::Page(&Route::file(from)), style)
    }

    fn unmarked(text: String, viewpoint: Viewpoint<'_>, style: UrlStyle) -> String {
        String::from_utf8(unmark(text.into_bytes(), viewpoint, style)).unwrap()
    }

    #[test]
    fn relative_addresses_are_the_shortest() {
        let file = UrlStyle::File;
        assert_eq!(seen("cases/a/index.html", "cases/b/index.html", file), "../b/index.html");
        assert_eq!(seen("cases/a/index.html", "cases/a/index.html", file), "index.html");
        assert_eq!(seen("index.html", "cases/a/index.html", file), "cases/a/index.html");
        assert_eq!(seen("cases/a/index.html", "index.html", file), "../../index.html");
        assert_eq!(seen("cases/ab/index.html", "cases/a/x.png", file), "../a/x.png");
    }

    #[test]
    fn folder_style_drops_the_file_name() {
        let folder = UrlStyle::Folder;
        assert_eq!(seen("cases/a/index.html", "cases/b/index.html", folder), "../b/");
        assert_eq!(seen("cases/a/index.html", "cases/a/index.html", folder), "./");
        assert_eq!(seen("cases/a/index.html", "index.html", folder), "../../");
        assert_eq!(seen("index.html", "index.html", folder), "./");
    }

    #[test]
    fn an_address_ends_where_its_encoding_ends() {
        let from = Route::file("a/index.html");
        let text = format!("url({0}) \"{0}#做\" {0} 2x,{0}", Route::file("图/b (1).png").marked());
        let way = "../%E5%9B%BE/b%20%281%29.png";
        assert_eq!(
            unmarked(text, Viewpoint::Page(&from), UrlStyle::File),
            format!("url({way}) \"{way}#做\" {way} 2x,{way}")
        );
    }

    #[test]
    fn fragments_keep_letters_of_any_script() {
        assert_eq!(Route::file("a").marked_with(Some("做法 1-甲")), format!("{MARK}/a#做法%201-甲"));
    }

    #[test]
    fn outside_is_absolute() {
        let text = Route::folder("cases").marked();
        assert_eq!(
            unmarked(text, Viewpoint::Outside("https://a.cn/x/"), UrlStyle::Folder),
            "https://a.cn/x/cases/"
        );
    }
}
