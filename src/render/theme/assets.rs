//! Files of a theme that pages load: style sheets, scripts, pictures.
//!
//! An asset's address carries a fingerprint of its bytes, so that it may be kept by browsers for ever.
//! A style sheet's fingerprint covers all that it names, because its own bytes change with theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Route, Span, digest};
use crate::yaml;

use super::functions::no_asset;

codes! {
    ASSET_UNKNOWN = "unknown-theme-asset" Error {
        "主题里没有所引用的文件。",
        "A theme names a file that it does not have."
    }
    ADDRESS_ABSOLUTE = "root-absolute-address" Error {
        "模板或样式里写死了以 / 开头的地址；它在子路径下和双击打开时都会断。用 url() 或 asset()。",
        "A template or style sheet holds a literal address that begins with /; it breaks below a sub-path and by double-click. Use `url()` or `asset()`."
    }
}

/// A file of a theme that pages load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeAsset {
    /// The file.
    pub file: FilePath,
    /// Its address.
    pub route: Route,
    /// What is published: its bytes, with the addresses in style sheets under the mark.
    pub bytes: Arc<[u8]>,
    /// The files that it names, by path below `assets/`, when it is a style sheet.
    pub names: Vec<String>,
}

impl ThemeAsset {
    /// Whether it is a style sheet, whose addresses are under the mark.
    pub fn is_sheet(&self) -> bool {
        self.file.extension() == "css"
    }
}

/// A file as it was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The file.
    pub(super) file: FilePath,
    /// Its bytes.
    pub(super) bytes: Arc<[u8]>,
}

/// Gives the files of a theme, by path below `assets/`, their addresses.
pub(super) fn publish(
    found: &BTreeMap<String, Found>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, ThemeAsset> {
    let sheets: BTreeMap<&str, Sheet<'_>> = found
        .iter()
        .filter(|(_, file)| file.file.extension() == "css")
        .filter_map(|(path, file)| Some((path.as_str(), Sheet::read(path, file)?)))
        .collect();
    let routes: BTreeMap<&str, Route> =
        found.keys().map(|path| (path.as_str(), route(path, &fingerprint(path, found, &sheets)))).collect();
    found
        .iter()
        .map(|(path, file)| {
            let bytes = match sheets.get(path.as_str()) {
                Some(sheet) => sheet.addressed(&routes, diagnostics).into_bytes().into(),
                None => file.bytes.clone(),
            };
            let route = routes[path.as_str()].clone();
            let names = sheets.get(path.as_str()).map(Sheet::assets).unwrap_or_default();
            (path.clone(), ThemeAsset { file: file.file.clone(), route, bytes, names })
        })
        .collect()
}

/// The hash of a file and of all that it names, at any remove.
fn fingerprint(path: &str, found: &BTreeMap<String, Found>, sheets: &BTreeMap<&str, Sheet<'_>>) -> String {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![path];
    while let Some(path) = open.pop() {
        let Some((path, _)) = found.get_key_value(path) else { continue };
        if seen.insert(path) {
            let names = sheets.get(path.as_str()).into_iter().flat_map(|sheet| &sheet.names);
            open.extend(names.filter_map(|name| name.asset.as_deref()));
        }
    }
    if seen.len() == 1 {
        return digest::short(&found[path].bytes);
    }
    let all: Vec<String> = seen.iter().map(|path| digest::digest(&found[*path].bytes)).collect();
    digest::short(all.join("\n").as_bytes())
}

/// `css/style.css` → `assets/css/style.1a2b3c4d.css`.
fn route(path: &str, fingerprint: &str) -> Route {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    Route::file(&match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => {
            format!("assets/{folder}{slash}{stem}.{fingerprint}.{extension}")
        }
        _ => format!("assets/{folder}{slash}{name}.{fingerprint}"),
    })
}

/// A style sheet and the addresses in it.
struct Sheet<'a> {
    file: &'a FilePath,
    text: &'a str,
    names: Vec<CssName>,
}

/// An address in a style sheet.
struct CssName {
    /// Its bytes in the sheet, without quotes.
    range: Range<usize>,
    /// The asset it should be; none when it leads elsewhere (`data:`, another site, `#id`).
    asset: Option<String>,
}

impl<'a> Sheet<'a> {
    fn read(path: &str, found: &'a Found) -> Option<Sheet<'a>> {
        let text = std::str::from_utf8(&found.bytes).ok()?;
        let names = css_addresses(text)
            .into_iter()
            .map(|range| CssName { asset: resolve(path, &text[range.clone()]), range })
            .collect();
        Some(Sheet { file: &found.file, text, names })
    }

    fn assets(&self) -> Vec<String> {
        self.names.iter().filter_map(|name| name.asset.clone()).collect()
    }

    /// Its text with addresses under the mark.
    fn addressed(&self, routes: &BTreeMap<&str, Route>, diagnostics: &mut Diagnostics) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut done = 0;
        for name in &self.names {
            let written = &self.text[name.range.clone()];
            let place = || Place::span(self.file, Span::new(name.range.clone()));
            if written.starts_with('/') {
                diagnostics.push(absolute(place(), written).help(words!(
                    "把文件放进主题的 assets/，写相对于这个样式文件的地址",
                    "put the file into the theme's `assets/` and write its address from this style sheet"
                )));
            }
            let Some(asset) = &name.asset else { continue };
            let Some(route) = routes.get(asset.as_str()) else {
                diagnostics.push(unknown(place(), asset, routes.keys().copied()));
                continue;
            };
            text.push_str(&self.text[done..name.range.start]);
            text.push_str(&route.marked());
            text.push_str(written.find(['#', '?']).map_or("", |at| &written[at..]));
            done = name.range.end;
        }
        text.push_str(&self.text[done..]);
        text
    }
}

/// A literal root-absolute address.
pub(super) fn absolute(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(
        &ADDRESS_ABSOLUTE,
        place,
        words!(
            "写死的地址“{written}”在子路径下会断",
            "the literal address `{written}` breaks below a sub-path"
        ),
    )
}

/// A name of no asset, with the one that was perhaps meant.
pub(super) fn unknown<'a>(place: Place, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = match yaml::nearest(name, known) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!(
            "把文件放进主题的 assets/，或网站的 templates/assets/；路径从那里写起",
            "put the file into the theme's `assets/` or the site's `templates/assets/`; its path begins there"
        ),
    };
    Diagnostic::new(&ASSET_UNKNOWN, place, no_asset(name)).help(help)
}

/// The asset that a style sheet at `path` means by `written`.
fn resolve(path: &str, written: &str) -> Option<String> {
    let address = written.split(['#', '?']).next().unwrap_or("").trim();
    let elsewhere =
        address.is_empty() || address.starts_with('/') || address.split('/').next()?.contains(':');
    if elsewhere {
        return None;
    }
    Some(FilePath::new(path).resolve(address)?.as_str().to_owned())
}

/// The addresses in `url(…)` and `@import "…"`, outside of comments.
fn css_addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some(inside) = strip_word(rest, "url(") {
            let start = at + rest.len() - inside.len();
            let (range, end) = css_value(text, start, ')');
            found.push(range);
            at = end;
        } else if let Some(inside) =
            strip_word(rest, "@import ").filter(|inside| inside.trim_start().starts_with(['"', '\'']))
        {
            let start = at + rest.len() - inside.len();
            let (range, end) = css_value(text, start, ';');
            found.push(range);
            at = end;
        } else if matches!(c, '"' | '\'') {
            at += 1 + rest[1..].find(c).map_or(rest.len() - 1, |end| end + 1);
        } else {
            at += c.len_utf8();
        }
    }
    found
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

/// A value in quotes or up to `close`, and where reading goes on.
fn css_value(text: &str, from: usize, close: char) -> (Range<usize>, usize) {
    let rest = &text[from..];
    let start = from + rest.len() - rest.trim_start().len();
    match text[start..].chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inside = start + 1;
            let end = text[inside..].find(quote).map_or(text.len(), |end| inside + end);
            (inside..end, (end + 1).min(text.len()))
        }
        _ => {
            let end = text[start..].find(close).map_or(text.len(), |end| start + end);
            let trimmed = start + text[start..end].trim_end().len();
            (start..trimmed, end)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::route::{MARK, UrlStyle, Viewpoint, unmark};

    fn found(files: &[(&str, &str)]) -> BTreeMap<String, Found> {
        files
            .iter()
            .map(|(path, text)| {
                let file = FilePath::new(&format!("themes/a/assets/{path}"));
                ((*path).to_owned(), Found { file, bytes: text.as_bytes().into() })
            })
            .collect()
    }

    fn published(files: &[(&str, &str)]) -> (BTreeMap<String, ThemeAsset>, Vec<Diagnostic>) {
        let mut diagnostics = Diagnostics::default();
        (publish(&found(files), &mut diagnostics), diagnostics.into_vec())
    }

    fn text(asset: &ThemeAsset) -> String {
        let text = String::from_utf8(asset.bytes.to_vec()).unwrap();
        String::from_utf8(unmark(text.into_bytes(), Viewpoint::Page(&asset.route), UrlStyle::File)).unwrap()
    }

    #[test]
    fn addresses_carry_a_fingerprint_of_the_bytes() {
        let (assets, _) = published(&[("style.css", "a"), ("js/x.min.js", "b"), ("LICENCE", "c")]);
        let hash = digest::short(b"a");
        assert_eq!(assets["style.css"].route.as_str(), format!("assets/style.{hash}.css"));
        let hash = digest::short(b"b");
        assert_eq!(assets["js/x.min.js"].route.as_str(), format!("assets/js/x.min.{hash}.js"));
        assert!(assets["LICENCE"].route.as_str().starts_with("assets/LICENCE."));
    }

    #[test]
    fn style_sheets_name_the_published_files() {
        let (assets, diagnostics) = published(&[
            (
                "css/style.css",
                "a{b:url( \"../img/x.svg#i\" )}c{d:url(data:x)}/*url(none)*/@import 'more.css';",
            ),
            ("css/more.css", "x"),
            ("img/x.svg", "<svg/>"),
        ]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let (svg, more) = (assets["img/x.svg"].route.as_str(), assets["css/more.css"].route.as_str());
        let svg = svg.strip_prefix("assets/").unwrap();
        let more = more.strip_prefix("assets/css/").unwrap();
        assert_eq!(
            text(&assets["css/style.css"]),
            format!("a{{b:url( \"../{svg}#i\" )}}c{{d:url(data:x)}}/*url(none)*/@import '{more}';")
        );
    }

    #[test]
    fn a_style_sheet_is_renamed_with_what_it_names() {
        let route =
            |svg: &str| published(&[("a.css", "url(x.svg)"), ("x.svg", svg)]).0["a.css"].route.clone();
        assert_ne!(route("1"), route("2"));
        let circle = published(&[("a.css", "url(b.css)"), ("b.css", "url(a.css)")]);
        assert!(circle.1.is_empty());
    }

    #[test]
    fn missing_and_absolute_addresses_are_reported_at_their_place() {
        let css = "甲{b:url(none.svg)} c{d:url('/x.png')}";
        let (assets, diagnostics) = published(&[("a.css", css)]);
        let told: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| match &diagnostic.place.as_ref().unwrap().spot {
                crate::base::Spot::Span(span) => (&*diagnostic.code, &css[span.range()]),
                _ => panic!("no span"),
            })
            .collect();
        assert_eq!(told, [("unknown-theme-asset", "none.svg"), ("root-absolute-address", "/x.png")]);
        assert_eq!(text(&assets["a.css"]), css);
        assert!(!text(&assets["a.css"]).contains(MARK));
    }

    proptest! {
        #[test]
        fn any_style_sheet_is_read(css in r#"(url\(|@import |["'/*);甲 a.]){0,40}"#) {
            for range in css_addresses(&css) {
                prop_assert!(css.get(range).is_some());
            }
        }
    }
}
