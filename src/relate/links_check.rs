//! Follows every address in every text once: dead ones are reported, the others tell who links to
//! whom and which files are published.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{Code, Diagnostic, Diagnostics, FilePath, Place, Route, Span, Words, parallel};
use crate::model::{Case, Site};

use super::links::{Broken, Linkable, Links, Target, is_nowhere};
use super::mentions::{Mention, Mentions, Sought};
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
        "图片文件不存在。把图片放在文章旁边，写它的文件名。",
        "The picture is not there. Put it beside the text and write its relative path."
    }
    LOCAL_PATH = "local-path" Error {
        "地址是写作者自己电脑上的路径，别人打不开。把文件放进文章所在的文件夹，只写文件名。",
        "The address is a path of the writer's own computer. Put the file beside the text and write its relative path."
    }
    EMPTY_ADDRESS = "empty-address" Warning {
        "链接或图片的括号里没有地址：链接哪里也不去，图片不会显示。写上地址，或删去。",
        "A link or picture has no address between its brackets: the link leads nowhere, the picture is not shown. Write an address or remove it."
    }
    STRANGE_SCHEME = "strange-scheme" Error {
        "页面不能链接到这种地址。用 http、https、mailto 或 tel。",
        "A page cannot link to an address of this kind. Use http, https, mailto or tel."
    }
    REMOTE_PICTURE = "remote-picture" Warning {
        "图片在别的网站上：离线时看不到，对方也可能拒绝或删除。把它下载到文章旁边。",
        "The picture lies on another site: it is not seen off line, and may be refused or vanish. Download it beside the text."
    }
    REMOTE_FILE = "remote-file" Warning {
        "短代码的文件（如视频）在别的网站上：离线时打不开，对方也可能拒绝或删除。把它下载到文章旁边。",
        "The file of a shortcode, such as a video, lies on another site: it does not open off line, and may be refused or vanish. Download it beside the text."
    }
}

/// What following all addresses gave.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Files that some text names.
    pub(super) named: BTreeSet<FilePath>,
    /// The texts that link to a page, in the order of their paths.
    pub(super) backlinks: Arc<HashMap<Route, Vec<FilePath>>>,
}

/// Where the addresses of a plan led, for the next.
#[derive(Debug)]
pub(super) struct Followed {
    links: Arc<Links>,
    mentions: Arc<dyn Mentions>,
    /// Files that pages name in their front matter.
    of_pages: Vec<FilePath>,
    texts: Vec<Leads>,
    checked: Arc<Checked>,
}

/// Follows all addresses; those of which is known from `before` where they lead are not followed again.
pub(super) fn check(
    site: &Site,
    links: &Arc<Links>,
    mentions: &Arc<dyn Mentions>,
    before: Option<Followed>,
    diagnostics: &mut Diagnostics,
) -> Followed {
    let of_pages: Vec<FilePath> = site.pages.iter().flat_map(|page| &page.attachments).cloned().collect();
    let known = before
        .filter(|before| Arc::ptr_eq(&before.mentions, mentions))
        .and_then(|before| Some((links.edited_since(&before.links)?, before)));
    let mut followed = match known {
        Some((edited, before)) => before.after(edited, links, of_pages),
        None => Followed::anew(links, mentions, of_pages),
    };
    diagnostics.extend(followed.texts.iter().flat_map(|leads| leads.problems.iter().cloned()));
    followed.links = links.clone();
    followed
}

impl Followed {
    /// All that addresses could lead to.
    pub(super) fn links(&self) -> &Links {
        &self.links
    }

    /// What all texts lead to.
    pub(super) fn checked(&self) -> &Arc<Checked> {
        &self.checked
    }

    fn anew(links: &Arc<Links>, mentions: &Arc<dyn Mentions>, of_pages: Vec<FilePath>) -> Followed {
        let seen: Vec<Linkable<'_>> = links.texts().collect();
        let texts: Vec<Leads> =
            parallel::each(&seen).map(|text| follow_all(*text, links, &**mentions)).collect();
        let checked = Arc::new(Checked::of(links, &texts, &of_pages));
        Followed { links: links.clone(), mentions: mentions.clone(), of_pages, texts, checked }
    }

    /// The same after an edit of some texts that moved no place that others may name.
    fn after(mut self, edited: Vec<usize>, links: &Arc<Links>, of_pages: Vec<FilePath>) -> Followed {
        let mut is_same = self.of_pages == of_pages;
        for place in edited {
            let (text, case) = links.text_in(place);
            let leads = follow_all(text, links, &*self.mentions);
            let before = std::mem::replace(&mut self.texts[place], leads);
            let (_, case_before) = self.links.text_in(place);
            is_same &= self.texts[place].leads_where(&before)
                && case.into_iter().flat_map(of_case).eq(case_before.into_iter().flat_map(of_case));
        }
        if !is_same {
            self.checked = Arc::new(Checked::of(links, &self.texts, &of_pages));
        }
        Followed { of_pages, ..self }
    }
}

/// Files that a case names in its front matter.
fn of_case(case: &Case) -> impl Iterator<Item = &FilePath> {
    case.attachments.iter().chain(&case.cover)
}

impl Checked {
    fn of(links: &Links, texts: &[Leads], of_pages: &[FilePath]) -> Checked {
        let mut named: BTreeSet<FilePath> = of_pages.iter().cloned().collect();
        let mut backlinks = HashMap::new();
        for place in 0..texts.len() {
            named.extend(links.text_in(place).1.into_iter().flat_map(of_case).cloned());
        }
        named.retain(|path| path.below("content").is_some());
        for (text, leads) in links.texts().zip(texts) {
            named.extend(leads.files.iter().cloned());
            leads.pages.iter().for_each(|page| note(&mut backlinks, text, page));
        }
        backlinks.values_mut().for_each(|texts| texts.sort());
        Checked { named, backlinks: Arc::new(backlinks) }
    }
}

/// Where the addresses of one text lead.
#[derive(Debug, Default)]
struct Leads {
    /// Files of the site that it names.
    files: Vec<FilePath>,
    /// Pages that it links to.
    pages: Vec<Route>,
    problems: Vec<Diagnostic>,
}

impl Leads {
    fn leads_where(&self, other: &Leads) -> bool {
        self.files == other.files && self.pages == other.pages
    }
}

fn follow_all(text: Linkable<'_>, links: &Links, mentions: &dyn Mentions) -> Leads {
    let mut leads = Leads::default();
    let outline = &text.text.outline;
    let places = outline.links.iter().map(|link| (&*link.dest, link.span, Sought::Place));
    let pictures = outline.pictures.iter().map(|picture| (&*picture.dest, picture.span, Sought::Picture));
    for (dest, span, sought) in places.chain(pictures) {
        follow(text, links, Mention { dest, span, sought }, &mut leads);
    }
    for mention in outline.calls.iter().flat_map(|call| mentions.of(call)) {
        follow(text, links, mention, &mut leads);
    }
    leads
}

fn follow(text: Linkable<'_>, links: &Links, mention: Mention<'_>, leads: &mut Leads) {
    let Mention { dest, span, sought } = mention;
    let path = &text.text.path;
    if is_nowhere(dest) {
        leads.problems.push(empty(Place::span(path, span), sought));
        return;
    }
    let missing = if sought == Sought::Picture { &MISSING_PICTURE } else { &DEAD_LINK };
    match (links.find(path, dest), sought) {
        (Ok(Target::Companion(file)), sought) => {
            if sought == Sought::Picture {
                leads.problems.extend(pictures::unshown(path, mention, &file.extension()));
            }
            leads.files.push(file);
        }
        (Ok(Target::Static(route)), Sought::Picture) => {
            let extension = FilePath::new(route.as_str()).extension();
            leads.problems.extend(pictures::unshown(path, mention, &extension));
        }
        (Ok(Target::Page { route, .. }), Sought::Place) if route != *text.route => leads.pages.push(route),
        (Ok(Target::Outside(address)), Sought::Picture | Sought::File) => {
            leads.problems.push(remote(Place::span(path, span), sought, &address));
        }
        (Ok(Target::Page { .. } | Target::Here(_)), Sought::Picture | Sought::File) => {
            leads.problems.push(dead(path, span, dest, &Broken::Missing(Vec::new()), missing));
        }
        (Ok(_), _) => {}
        (Err(broken), _) => leads.problems.push(dead(path, span, dest, &broken, missing)),
    }
}

fn note(backlinks: &mut HashMap<Route, Vec<FilePath>>, from: Linkable<'_>, to: &Route) {
    let known = backlinks.entry(to.clone()).or_default();
    // The links of one text follow each other, so that its own entry can only be the last.
    if known.last().is_none_or(|path| *path != from.text.path) {
        known.push(from.text.path.clone());
    }
}

fn empty(place: Place, sought: Sought) -> Diagnostic {
    let message = match sought {
        Sought::Picture => words!("图片没有地址，不会显示", "this picture has no address and is not shown"),
        Sought::Place | Sought::File => {
            words!("链接没有地址，点了哪里也不去", "this link has no address and leads nowhere")
        }
    };
    let help = words!(
        "在括号里写上地址，如 ../cases/b.md；没有就只留文字",
        "write an address between the brackets, such as ../cases/b.md, or leave the words alone"
    );
    Diagnostic::new(&EMPTY_ADDRESS, place, message).help(help)
}

/// Hosts that show their pictures on their own pages only.
const REFUSING: &[&str] = &["mmbiz.qpic.cn", "mmbiz.qlogo.cn", "wx.qlogo.cn"];

fn remote(place: Place, sought: Sought, address: &str) -> Diagnostic {
    let diagnostic = match sought {
        Sought::Picture if REFUSING.iter().any(|host| address.contains(host)) => {
            let message = words!(
                "公众号的图片只在公众号里显示：{address}",
                "pictures of official accounts are shown there only: {address}"
            );
            Diagnostic::new(&REMOTE_PICTURE, place, message)
        }
        Sought::Picture => {
            let message =
                words!("图片在别的网站上：{address}", "the picture lies on another site: {address}");
            Diagnostic::new(&REMOTE_PICTURE, place, message)
        }
        Sought::Place | Sought::File => {
            let message = words!("文件在别的网站上：{address}", "the file lies on another site: {address}");
            Diagnostic::new(&REMOTE_FILE, place, message)
        }
    };
    diagnostic.help(words!(
        "把它下载到文章旁边，这里只写文件名",
        "download it beside the text and write here nothing but the name of the file"
    ))
}

fn dead(path: &FilePath, span: Span, dest: &str, broken: &Broken, missing: &'static Code) -> Diagnostic {
    let (code, message, help) = match broken {
        Broken::Missing(_) | Broken::LeftOut(..) | Broken::Spelling(_) | Broken::Anchor(..) => {
            not_there(path, dest, broken, missing)
        }
        Broken::Outside => (
            missing,
            words!("“{dest}”越出了站点", "`{dest}` climbs out of the site"),
            Some(words!(
                "只能链接 content 与 static 里的文件",
                "only files of content and static can be linked"
            )),
        ),
        Broken::Machine => (
            &LOCAL_PATH,
            words!("“{dest}”是本机路径，别人打不开", "`{dest}` is a path of this computer only"),
            Some(beside(dest)),
        ),
        Broken::Scheme(scheme) => (
            &STRANGE_SCHEME,
            words!("不能链接到“{scheme}:”地址", "a page cannot link to a `{scheme}:` address"),
            Some(words!("用 http、https、mailto 或 tel", "use http, https, mailto or tel")),
        ),
        Broken::Web(address) => (
            missing,
            words!(
                "“{dest}”被当作站内的文件，找不到",
                "`{dest}` is read as a file of this site, and there is none"
            ),
            Some(words!("网址写成 `{address}`", "for an address of another site write `{address}`")),
        ),
    };
    Diagnostic::new(code, Place::span(path, span), message).maybe_help(help)
}

/// What to do about a path of the writer's own computer.
fn beside(dest: &str) -> Words {
    match dest.rsplit(['/', '\\']).next() {
        Some(name) if !name.is_empty() => words!(
            "把文件放到文章旁边，这里只写文件名：{name}",
            "put the file beside the text and write here nothing but its name: {name}"
        ),
        _ => words!(
            "把文件放到文章旁边，这里只写文件名",
            "put the file beside the text and write here nothing but its name"
        ),
    }
}

/// What is said of a link into the site that leads nowhere: its code, the fault and the cure.
fn not_there(
    path: &FilePath,
    dest: &str,
    broken: &Broken,
    missing: &'static Code,
) -> (&'static Code, Words, Option<Words>) {
    match broken {
        Broken::LeftOut(file, reason) => {
            let zh = format!("{file} 没有发布：{}", reason.zh);
            let en = format!("{file} is not published: {}", reason.en);
            let help = words!("让那一篇发布，或去掉这个链接", "have it published, or remove this link");
            (missing, Words::new(zh, en), Some(help))
        }
        Broken::Spelling(spelling) => {
            let way = path.way_to(&FilePath::new(spelling));
            let message =
                words!("找不到“{dest}”：大小写不同", "there is no `{dest}`: its letters differ in case");
            (missing, message, Some(words!("写成 {way}", "write {way}")))
        }
        Broken::Anchor(file, id, alike) => {
            let message = words!("{file} 里没有位置“#{id}”", "{file} has no place `#{id}`");
            let usual = words!(
                "# 后面写那个标题去掉序号和标点后的文字",
                "after # write the text of that heading without its ordinal and punctuation"
            );
            (&DEAD_ANCHOR, message, perhaps(alike).or(Some(usual)))
        }
        broken => {
            let alike = if let Broken::Missing(alike) = broken { alike.as_slice() } else { &[] };
            let usual = if dest.starts_with('/') {
                words!(
                    "放进 static 文件夹；以 / 开头的路径从 static 写起",
                    "put it into the folder static: paths that begin with / begin there"
                )
            } else {
                words!(
                    "放好文件，照它的文件名写；路径从本文所在的文件夹写起",
                    "put the file there and write its name as it is; paths begin at the folder of this text"
                )
            };
            let message = words!("找不到“{dest}”", "there is no `{dest}`");
            (missing, message, perhaps(&ways(path, alike)).or(Some(usual)))
        }
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
