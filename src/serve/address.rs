//! From what a browser asks for to a route of the plan.

use std::net::IpAddr;

use crate::base::Route;
use crate::base::route::encode;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// An output file of the plan.
    Route(String),
    /// An address that is spelt differently: the browser is sent there, so that relative links work.
    Elsewhere(String),
    /// Nothing that the plan has.
    Unknown,
}

/// Finds what `path` (percent-encoded, as it stands in the request) asks for on a site that is
/// published below `base` (`/` or `/showcase/`). Only routes for which `planned` is true are ever
/// answered, so no path reaches the disk.
pub(super) fn asked(path: &str, base: &str, planned: impl Fn(&str) -> bool) -> Asked {
    let Some(below) = path.strip_prefix(base) else {
        let home = path == "/" || Some(path) == base.strip_suffix('/');
        return if home { Asked::Elsewhere(base.to_owned()) } else { Asked::Unknown };
    };
    let Ok(decoded) = percent_encoding::percent_decode_str(below).decode_utf8() else {
        return Asked::Unknown;
    };
    let folder = decoded.is_empty() || decoded.ends_with('/');
    let index = format!("{}{}index.html", decoded, if folder { "" } else { "/" });
    if !folder && planned(&decoded) {
        Asked::Route(decoded.into_owned())
    } else if folder && planned(&index) {
        Asked::Route(index)
    } else if planned(&index) {
        Asked::Elsewhere(format!("{path}/"))
    } else {
        Asked::Unknown
    }
}

/// The address of a page on a site that is published below `base`.
pub(super) fn of(base: &str, route: &Route) -> String {
    let path = route.as_str();
    let is_folder = path == "index.html" || path.ends_with("/index.html");
    format!("{base}{}", encode(if is_folder { route.parent() } else { path }))
}

/// How like (from 0 to 1) an address must be to one that leads nowhere to be told in its place.
const ALIKE: f64 = 0.8;

/// The pages, `most` of them, whose addresses are like `path`, the nearest first; the home page is the last.
pub(super) fn nearest<'r>(
    path: &str,
    base: &str,
    routes: impl Iterator<Item = &'r Route>,
    most: usize,
) -> Vec<&'r Route> {
    let wanted = percent_encoding::percent_decode_str(path.strip_prefix(base).unwrap_or(path))
        .decode_utf8_lossy()
        .into_owned();
    let pages = routes.filter(|route| route.as_str().ends_with("index.html"));
    let (home, others): (Vec<&Route>, Vec<&Route>) = pages.partition(|route| route.as_str() == "index.html");
    let mut ranked: Vec<(f64, &Route)> = others
        .into_iter()
        .map(|route| (strsim::jaro_winkler(&wanted, route.parent()), route))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    ranked.into_iter().take(most).map(|(_, route)| route).chain(home).collect()
}

/// Whether a `Host` header names this machine by number or as `localhost`. A page of another site
/// that makes its own name lead here (DNS rebinding) sends that name, and learns nothing.
pub(super) fn is_own_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.split(':').next().unwrap_or(host),
    };
    name.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".localhost")
}

/// Whether the page that sends this `Origin` comes from `host` itself. Programs that are no browsers send
/// none.
pub(super) fn is_origin(origin: Option<&str>, host: &str) -> bool {
    origin.is_none_or(|origin| origin.split_once("://").is_some_and(|(_, from)| from == host))
}

/// The path part of a base address, `/` when there is none: `https://a.cn/x/` gives `/x/`.
pub fn base_path(base_url: Option<&str>) -> String {
    let after_scheme = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    let path = after_scheme.find('/').map_or("", |slash| &after_scheme[slash..]);
    let path = path.trim_end_matches('/');
    format!("{path}/")
}

/// The media type of an output file, by its extension. Texts are UTF-8.
pub(super) fn content_type(route: &str) -> &'static str {
    let name = route.rsplit('/').next().unwrap_or(route);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ppt" => "application/vnd.ms-powerpoint",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROUTES: [&str; 5] =
        ["index.html", "cases/index.html", "cases/jia/index.html", "图/甲 乙.png", "404.html"];

    fn find(path: &str, base: &str) -> Asked {
        asked(path, base, |route| ROUTES.contains(&route))
    }

    fn route(name: &str) -> Asked {
        Asked::Route(name.to_owned())
    }

    #[test]
    fn folders_answer_their_index() {
        assert_eq!(find("/", "/"), route("index.html"));
        assert_eq!(find("/index.html", "/"), route("index.html"));
        assert_eq!(find("/cases/", "/"), route("cases/index.html"));
        assert_eq!(find("/cases/jia/index.html", "/"), route("cases/jia/index.html"));
        assert_eq!(find("/cases", "/"), Asked::Elsewhere("/cases/".into()));
    }

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(find("/%E5%9B%BE/%E7%94%B2%20%E4%B9%99.png", "/"), route("图/甲 乙.png"));
        assert_eq!(find("/%25E5%259B%25BE/", "/"), Asked::Unknown);
        assert_eq!(find("/%FF%FE", "/"), Asked::Unknown);
        assert_eq!(find("/cases%2Fjia%2Findex.html", "/"), route("cases/jia/index.html"));
    }

    #[test]
    fn a_site_below_a_path_answers_there_only() {
        assert_eq!(find("/x/", "/x/"), route("index.html"));
        assert_eq!(find("/x/cases/", "/x/"), route("cases/index.html"));
        assert_eq!(find("/x/cases", "/x/"), Asked::Elsewhere("/x/cases/".into()));
        assert_eq!(find("/", "/x/"), Asked::Elsewhere("/x/".into()));
        assert_eq!(find("/x", "/x/"), Asked::Elsewhere("/x/".into()));
        assert_eq!(find("/cases/", "/x/"), Asked::Unknown);
        assert_eq!(find("/xy/", "/x/"), Asked::Unknown);
    }

    #[test]
    fn what_is_not_planned_is_unknown() {
        let climbing =
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%5cCargo.toml", "//etc/passwd", "/cases//"];
        for path in climbing.into_iter().chain(["/nothing", "/index.html/", "*"]) {
            assert_eq!(find(path, "/"), Asked::Unknown, "{path}");
        }
    }

    #[test]
    fn what_is_unknown_is_near_to_what_is_spelt_alike_and_the_home_page() {
        let routes = ROUTES.map(Route::file);
        let near = |path: &str| {
            let near = nearest(path, "/x/", routes.iter(), 5);
            near.into_iter().map(Route::as_str).collect::<Vec<_>>()
        };
        assert_eq!(near("/x/cases/jai/"), ["cases/jia/index.html", "cases/index.html", "index.html"]);
        assert_eq!(near("/x/nix/"), ["index.html"]);
    }

    #[test]
    fn only_numbers_and_localhost_are_this_machine() {
        for own in
            ["127.0.0.1:3000", "localhost", "LOCALHOST:80", "[::1]:3000", "192.168.1.7", "a.localhost:1"]
        {
            assert!(is_own_host(own), "{own}");
        }
        for foreign in
            ["evil.example:3000", "127.0.0.1.evil.example", "localhost.evil.example", "", "[evil]", "1:2"]
        {
            assert!(!is_own_host(foreign), "{foreign}");
        }
    }

    #[test]
    fn the_path_of_a_base_address_ends_in_a_slash() {
        assert_eq!(base_path(None), "/");
        assert_eq!(base_path(Some("https://a.cn")), "/");
        assert_eq!(base_path(Some("https://a.cn/")), "/");
        assert_eq!(base_path(Some("https://a.cn/x/y/")), "/x/y/");
        assert_eq!(base_path(Some("https://a.cn/x")), "/x/");
    }

    #[test]
    fn types_go_by_extension() {
        assert_eq!(content_type("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("图/A.JPG"), "image/jpeg");
        assert_eq!(content_type("a.b/README"), "application/octet-stream");
    }

    proptest! {
        #[test]
        fn only_planned_routes_are_answered(path in ".{0,40}", base in "(/[a-z]{0,3}){0,2}/") {
            match find(&path, &base) {
                Asked::Route(route) => prop_assert!(ROUTES.contains(&route.as_str())),
                Asked::Elsewhere(to) => prop_assert!(to.ends_with('/')),
                Asked::Unknown => {}
            }
        }
    }
}
