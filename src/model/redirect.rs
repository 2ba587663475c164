//! Old addresses (`redirects`), as far as files can answer for them.

use crate::base::portable::Unportable;
use crate::base::{Diagnostic, NodePath, Place, Route};

codes! {
    UNUSABLE_REDIRECT = "unusable-redirect" Error {
        "这个旧网址无法在静态网站上转到新页面：它属于别的网站、带有问号，或含有文件名不允许的字符。",
        "An old address that no static site can answer: it is of another site, has a query, or holds characters that no file name may have."
    }
    UNSERVED_REDIRECT = "unserved-redirect" Warning {
        "旧网址的扩展名不是网页的，多数服务器不会把它当网页显示，转向可能不起作用。",
        "An old address whose ending is not that of a page: most servers will not show it as one, so it may not lead anywhere."
    }
}

/// An old address of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldAddress {
    /// As it was typed.
    pub typed: String,
    /// The output file that answers it.
    pub route: Route,
    /// Where it stands in the front matter.
    pub place: NodePath,
}

/// Why an old address cannot be answered, or that it may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Foreign,
    Query,
    Fragment,
    Name(Unportable),
    Climbing,
    Home,
}

/// The output file that answers an old address as typed (`/old/12497.html`, `/old/`, `old/12497`):
/// an address without an ending is that of a folder. `None` for one that no file can answer.
pub fn redirect_route(typed: &str) -> Option<Route> {
    route(typed).ok()
}

/// What is wrong with an old address, if anything.
pub(super) fn check(typed: &str, place: Place) -> Option<Diagnostic> {
    match route(typed) {
        Err(trouble) => Some(trouble.diagnostic(typed, place)),
        Ok(route) => {
            let name = route.as_str().rsplit('/').next().unwrap_or_default();
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let is_page =
                ["html", "htm", "shtml", "xhtml"].iter().any(|page| page.eq_ignore_ascii_case(ending));
            (!is_page).then(|| unserved(typed, ending, place))
        }
    }
}

fn route(typed: &str) -> Result<Route, Trouble> {
    let typed = typed.trim();
    let foreign = typed.contains("://") || typed.starts_with("//") || typed.starts_with("mailto:");
    if foreign {
        return Err(Trouble::Foreign);
    }
    if typed.contains(['?', '？']) {
        return Err(Trouble::Query);
    }
    if typed.contains('#') {
        return Err(Trouble::Fragment);
    }
    let decoded = percent_encoding::percent_decode_str(typed).decode_utf8_lossy();
    let mut segments: Vec<&str> = Vec::new();
    for segment in decoded.split('/').filter(|segment| !matches!(*segment, "" | ".")) {
        check_segment(segment)?;
        segments.push(segment);
    }
    let path = segments.join("/");
    let has_ending = segments.last().is_some_and(|name| name.trim_start_matches('.').contains('.'));
    match path.as_str() {
        "" | "index.html" => Err(Trouble::Home),
        _ if has_ending && !decoded.ends_with('/') => Ok(Route::file(&path)),
        _ => Ok(Route::folder(&path)),
    }
}

fn check_segment(segment: &str) -> Result<(), Trouble> {
    if segment == ".." {
        return Err(Trouble::Climbing);
    }
    Unportable::find(segment).map_or(Ok(()), |why| Err(Trouble::Name(why)))
}

impl Trouble {
    fn diagnostic(self, typed: &str, place: Place) -> Diagnostic {
        let message = words!("旧网址“{typed}”无法转向", "the old address `{typed}` cannot be answered");
        let help = match self {
            Trouble::Foreign => words!(
                "只写本站网址中域名之后的部分，例如 /old/12497.html",
                "write the part after the host's name, as in /old/12497.html"
            ),
            Trouble::Query => words!(
                "静态网站分不出问号后面的部分；请在旧服务器上设置转向",
                "a static site cannot tell queries apart; set the redirect up on the old server"
            ),
            Trouble::Fragment => words!("去掉 # 及其后面的部分", "leave out # and what follows"),
            Trouble::Name(why) => why.words(),
            Trouble::Climbing => {
                words!("从网站根目录写起，不用 ..", "write it from the root of the site, without ..")
            }
            Trouble::Home => words!("首页不能转到别处", "the home page cannot lead elsewhere"),
        };
        Diagnostic::new(&UNUSABLE_REDIRECT, place, message).help(help)
    }
}

fn unserved(typed: &str, ending: &str, place: Place) -> Diagnostic {
    Diagnostic::new(
        &UNSERVED_REDIRECT,
        place,
        words!(
            "旧网址“{typed}”以 .{ending} 结尾，多数服务器不会当网页显示",
            "the old address `{typed}` ends in .{ending}, which most servers do not show as a page"
        ),
    )
    .help(words!(
        "请在服务器上为它设置转向，或删去这一项",
        "set the redirect up on the server, or remove the entry"
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::FilePath;

    fn told(typed: &str) -> Option<Diagnostic> {
        check(typed, Place::file(&FilePath::new("content/cases/a.md")))
    }

    #[test]
    fn old_addresses_are_files_or_folders() {
        let table = [
            ("/old/12497.html", "old/12497.html"),
            ("old/12497.htm", "old/12497.htm"),
            (" /info/1723/ ", "info/1723/index.html"),
            ("/info/1723", "info/1723/index.html"),
            ("/v1.0/", "v1.0/index.html"),
            ("//".trim_start_matches("//"), ""),
            ("/%E6%97%A7/a.html", "旧/a.html"),
            ("/./a//b.html", "a/b.html"),
            ("/Old/Case.HTML", "Old/Case.HTML"),
        ];
        for (typed, route) in table {
            assert_eq!(
                redirect_route(typed).map_or(String::new(), |route| route.to_string()),
                route,
                "{typed}"
            );
            assert_eq!(told(typed).is_none(), !route.is_empty(), "{typed}");
        }
    }

    #[test]
    fn what_no_file_can_answer_is_told() {
        for (typed, word) in [
            ("https://a.cn/old.html", "host"),
            ("//a.cn/old.html", "host"),
            ("/info.php?id=3", "queries"),
            ("/a.html#b", "#"),
            ("/../a.html", ".."),
            ("/a:b.html", ":"),
            ("/a\\b.html", "\\"),
            ("/a./b.html", "."),
            ("/con/a.html", "device"),
            ("/a/LPT1.html", "device"),
            ("/", "home"),
            ("", "home"),
            ("/index.html", "home"),
        ] {
            let problem = told(typed).unwrap_or_else(|| panic!("{typed} is taken"));
            assert_eq!(problem.code, "unusable-redirect");
            assert!(problem.help.unwrap().en.contains(word), "{typed}");
            assert_eq!(redirect_route(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_ending_that_servers_do_not_show_is_told() {
        assert_eq!(told("/show.aspx").unwrap().code, "unserved-redirect");
        assert!(redirect_route("/show.aspx").is_some());
    }

    proptest! {
        #[test]
        fn any_address_is_judged(typed in any::<String>()) {
            if let Some(route) = redirect_route(&typed) {
                prop_assert!(!route.as_str().split('/').any(|part| part.is_empty() || part == ".."));
            }
        }
    }
}
