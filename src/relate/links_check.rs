//! Follows every address in every text once: dead ones are reported, the others tell who links to
//! whom and which files are published.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Route, Span, Words};
use crate::model::Site;

use super::Backlink;
use super::links::{Broken, Linkable, Links, Target};
use super::pictures;

codes! {
    DEAD_LINK = "dead-link" Error {
        "链接指向的文件不存在、没有发布，或拼写不同。照提示改写路径；链接写源文件的路径，如 ../cases/b.md。",
        "A link leads to a file that is not there, not published or spelt differently. Write the path of the source file, such as ../cases/b.md."
    }
    DEAD_ANCHOR = "dead-anchor" Error {
        "链接指向的页面里没有这个位置。锚点是标题去掉序号和标点后的文字。",
        "The page has no such place. An anchor is the heading's text without its ordinal and punctuation."
    }
    MISSING_PICTURE = "missing-picture" Error {
        "图片文件不存在。把图片放在文章旁边，写相对路径。",
        "The picture is not there. Put it beside the text and write its relative path."
    }
    LOCAL_PATH = "local-path" Error {
        "地址是写作者自己电脑上的路径，别人打不开。把文件放进文章所在的文件夹，写相对路径。",
        "The address is a path of the writer's own computer. Put the file beside the text and write its relative path."
    }
    STRANGE_SCHEME = "strange-scheme" Error {
        "页面不能链接到这种地址。用 http、https、mailto 或 tel。",
        "A page cannot link to an address of this kind. Use http, https, mailto or tel."
    }
    REMOTE_PICTURE = "remote-picture" Warning {
        "图片在别的网站上：离线时看不到，对方也可能拒绝或删除。把它下载到文章旁边。",
        "The picture lies on another site: it is not seen off line, and may be refused or vanish. Download it beside the text."
    }
}

/// What following all addresses gave.
pub(super) struct Checked {
    /// Files that some text names.
    pub(super) named: BTreeSet<FilePath>,
    /// Who links to a page.
    pub(super) backlinks: BTreeMap<Route, Vec<Backlink>>,
}

/// Follows all addresses.
pub(super) fn check(site: &Site, links: &Links, diagnostics: &mut Diagnostics) -> Checked {
    let mut checked = Checked { named: BTreeSet::new(), backlinks: BTreeMap::new() };
    for case in &site.cases {
        checked.named.extend(case.attachments.iter().cloned());
        checked.named.extend(case.cover.iter().cloned());
    }
    for page in &site.pages {
        checked.named.extend(page.attachments.iter().cloned());
    }
    checked.named.retain(|path| path.below("content").is_some());
    for text in links.texts() {
        follow(text, links, &mut checked, diagnostics);
    }
    checked
}

fn follow(text: &Linkable, links: &Links, checked: &mut Checked, diagnostics: &mut Diagnostics) {
    let path = &text.text.path;
    let outline = &text.text.outline;
    for link in &outline.links {
        match links.find(path, &link.dest) {
            Ok(Target::Page { route, .. }) if route != text.route => note(checked, text, route),
            Ok(Target::Companion(file)) => {
                checked.named.insert(file);
            }
            Ok(_) => {}
            Err(broken) => diagnostics.push(dead(path, link.span, &link.dest, &broken, &DEAD_LINK)),
        }
    }
    for picture in &outline.pictures {
        match links.find(path, &picture.dest) {
            Ok(Target::Companion(file)) => {
                diagnostics.extend(pictures::unshown(path, picture, &file.extension()));
                checked.named.insert(file);
            }
            Ok(Target::Outside(address)) => diagnostics.push(remote(path, picture.span, &address)),
            Ok(Target::Static(route)) => {
                diagnostics.extend(pictures::unshown(
                    path,
                    picture,
                    &FilePath::new(route.as_str()).extension(),
                ));
            }
            Ok(Target::Page { .. } | Target::Here(_)) => {
                let broken = Broken::Missing(Vec::new());
                diagnostics.push(dead(path, picture.span, &picture.dest, &broken, &MISSING_PICTURE));
            }
            Err(broken) => {
                diagnostics.push(dead(path, picture.span, &picture.dest, &broken, &MISSING_PICTURE));
            }
        }
    }
}

fn note(checked: &mut Checked, from: &Linkable, to: Route) {
    let known = checked.backlinks.entry(to).or_default();
    if known.iter().all(|backlink| backlink.from != from.text.path) {
        known.push(Backlink {
            from: from.text.path.clone(),
            title: from.title.clone(),
            route: from.route.clone(),
        });
    }
}

/// Hosts that show their pictures on their own pages only.
const REFUSING: &[&str] = &["mmbiz.qpic.cn", "mmbiz.qlogo.cn", "wx.qlogo.cn"];

fn remote(path: &FilePath, span: Span, address: &str) -> Diagnostic {
    let message = if REFUSING.iter().any(|host| address.contains(host)) {
        words!(
            "公众号的图片只在公众号里显示：{address}",
            "pictures of official accounts are shown there only: {address}"
        )
    } else {
        words!("图片在别的网站上：{address}", "the picture lies on another site: {address}")
    };
    let help =
        words!("把它下载到文章旁边，写相对路径", "download it beside the text and write its relative path");
    Diagnostic::new(&REMOTE_PICTURE, Place::span(path, span), message).help(help)
}

fn dead(
    path: &FilePath,
    span: Span,
    dest: &str,
    broken: &Broken,
    missing: &'static crate::base::Code,
) -> Diagnostic {
    let place = Place::span(path, span);
    match broken {
        Broken::Missing(alike) => {
            let message = words!("找不到“{dest}”", "there is no `{dest}`");
            Diagnostic::new(missing, place, message)
                .help(words!(
                    "放好文件，照它的文件名写；路径从本文所在的文件夹写起",
                    "put the file there and write its name as it is; paths begin at the folder of this text"
                ))
                .maybe_help(perhaps(&ways(path, alike)))
        }
        Broken::LeftOut(file, reason) => Diagnostic::new(
            missing,
            place,
            Words::new(
                format!("{file} 没有发布：{}", reason.zh),
                format!("{file} is not published: {}", reason.en),
            ),
        ),
        Broken::Spelling(spelling) => Diagnostic::new(
            missing,
            place,
            words!("找不到“{dest}”：大小写不同", "there is no `{dest}`: its letters differ in case"),
        )
        .help({
            let way = path.way_to(&FilePath::new(spelling));
            words!("写成 {way}", "write {way}")
        }),
        Broken::Anchor(file, id, alike) => {
            let message = words!("{file} 里没有位置“#{id}”", "{file} has no place `#{id}`");
            Diagnostic::new(&DEAD_ANCHOR, place, message)
                .help(words!(
                    "# 后面写那个标题去掉序号和标点后的文字",
                    "after # write the text of that heading without its ordinal and punctuation"
                ))
                .maybe_help(perhaps(alike))
        }
        Broken::Outside => {
            Diagnostic::new(missing, place, words!("“{dest}”越出了站点", "`{dest}` climbs out of the site"))
                .help(words!(
                    "只能链接 content 与 static 里的文件",
                    "only files of content and static can be linked"
                ))
        }
        Broken::Machine => Diagnostic::new(
            &LOCAL_PATH,
            place,
            words!("“{dest}”是本机路径，别人打不开", "`{dest}` is a path of this computer only"),
        )
        .help(words!(
            "把文件放到文章旁边，写相对路径",
            "put the file beside the text and write its relative path"
        )),
        Broken::Scheme(scheme) => Diagnostic::new(
            &STRANGE_SCHEME,
            place,
            words!("不能链接到“{scheme}:”地址", "a page cannot link to a `{scheme}:` address"),
        )
        .help(words!("用 http、https、mailto 或 tel", "use http, https, mailto or tel")),
        Broken::Web(address) => Diagnostic::new(
            missing,
            place,
            words!(
                "“{dest}”被当作站内的文件，找不到",
                "`{dest}` is read as a file of this site, and there is none"
            ),
        )
        .help(words!("网址写成 `{address}`", "for an address of another site write `{address}`")),
    }
}

/// Files as the text at `from` would name them.
fn ways(from: &FilePath, files: &[String]) -> Vec<String> {
    files.iter().map(|file| from.way_to(&FilePath::new(file))).collect()
}

fn perhaps(alike: &[String]) -> Option<Words> {
    if alike.is_empty() {
        return None;
    }
    let (zh, en) = (alike.join("、"), alike.join(", "));
    Some(Words::new(format!("是不是：{zh}"), format!("perhaps: {en}")))
}
