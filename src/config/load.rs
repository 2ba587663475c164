//! Reads `site.yaml`.

use std::collections::BTreeMap;

use crate::base::files::{Files, ReadError};
use crate::base::route::UrlStyle;
use crate::base::{Diagnostic, Diagnostics, FilePath, NodePath, Outcome, Place, encoding};
use crate::yaml::{self, Fields, Key, Map, Node, Placed};

use super::address::{base_url, editor};
use super::keys::{markup, menu, site, theme};
use super::locale::{lang, timezone, untitled};
use super::organiser::organiser;
use super::severities::severities;
use super::site::{Breaks, Dialect, Feeds, Markup, MenuItem, Paging, RawHtml, SlugStyle};
use super::{Config, vocabulary};

codes! {
    NO_SITE = "no-site" Error {
        "这个文件夹里既没有 site.yaml 也没有 content/，不是一个网站。用 --root 指明网站所在的文件夹。",
        "The folder has neither a site.yaml nor a content/ folder, so it is no site. Name the site's folder with --root."
    }
    MISNAMED_SITE = "misnamed-site-file" Warning {
        "配置文件的名称应为 site.yaml；名称不对的文件不会被读取。",
        "The configuration file is called site.yaml; a file of another name is not read."
    }
    UNUSABLE_PATH = "unusable-path" Error {
        "路径应在网站的文件夹之内，从网站的根写起。",
        "A path leads to a file inside of the site, from its root."
    }
    UNUSABLE_THEME = "unusable-theme-name" Error {
        "主题的名称是 themes/ 下的一个文件夹名，不含 / 和空格。",
        "A theme's name is that of a folder below themes/, without / and spaces."
    }
    MENU_WITHOUT_LINK = "menu-without-link" Error {
        "菜单项要有名称和链接。",
        "An entry of the menu needs a name and a link."
    }
}

/// The one configuration file.
pub const SITE_FILE: &str = "site.yaml";

/// Names under which the configuration file is looked for in vain, for a word of warning.
const MISNAMED: &[&str] = &[
    "site.yml",
    "Site.yaml",
    "SITE.YAML",
    "site.yaml.txt",
    "site.yaml.yaml",
    "config.yaml",
    "config.yml",
    "_config.yml",
    "content/site.yaml",
];

/// Reads the configuration of a site; what it leaves out has its default.
pub fn load(files: &dyn Files) -> Outcome<Config> {
    let mut diagnostics = Diagnostics::default();
    let file = FilePath::new(SITE_FILE);
    let map = read_map(files, &file, &mut diagnostics).unwrap_or_else(|error| {
        match error {
            ReadError::Missing => diagnostics.extend(without_file(files)),
            ReadError::Changed | ReadError::Unreadable(_) => diagnostics.push(error.diagnostic(&file)),
        }
        Map::default()
    });
    let mut fields = Fields::new(&file, &map, NodePath::default(), &site::SITE);
    let mut config = read(&mut fields, files);
    // A key that nobody reads is a slip; templates get it nevertheless.
    let unknown = diagnostics.take(fields.finish_known());
    config.extra.entries.extend(unknown.entries);
    diagnostics.with(config)
}

/// The map of a YAML file.
pub(super) fn read_map(
    files: &dyn Files,
    file: &FilePath,
    diagnostics: &mut Diagnostics,
) -> Result<Map, ReadError> {
    let bytes = files.read(file)?;
    let decoded = diagnostics.take(encoding::decode(file, &bytes));
    Ok(diagnostics.take(yaml::parse(file, &decoded.text, 0)))
}

/// Whether a folder is a site: it has a `site.yaml`, or content.
pub fn is_site(files: &dyn Files) -> bool {
    files.read(&FilePath::new(SITE_FILE)).is_ok() || !files.list("content").files.is_empty()
}

/// A folder without `site.yaml` is a site when it has content. A file that was meant as one is told of.
fn without_file(files: &dyn Files) -> Option<Diagnostic> {
    let misnamed = MISNAMED.iter().map(|name| FilePath::new(name)).find(|name| files.read(name).is_ok());
    if let Some(misnamed) = misnamed {
        let message = words!(
            "没有 site.yaml，“{misnamed}”不会被读取",
            "there is no site.yaml, and `{misnamed}` is not read"
        );
        let help =
            words!("改名为 site.yaml，放在网站的根文件夹", "rename it to site.yaml, in the site's root");
        return Some(Diagnostic::new(&MISNAMED_SITE, Place::file(&misnamed), message).help(help));
    }
    if is_site(files) {
        return None;
    }
    let message =
        words!("这个文件夹里没有 site.yaml，也没有 content/", "this folder has no site.yaml and no content/");
    let help = words!("用 --root 指明网站所在的文件夹", "name the site's folder with --root");
    Some(Diagnostic::nowhere(&NO_SITE, message).help(help))
}

fn read(fields: &mut Fields<'_>, files: &dyn Files) -> Config {
    let lang = lang(fields);
    let (theme, theme_settings) = theme(fields);
    let size = |size: Option<Placed<i64>>, default: usize| size.map_or(default, |size| size.value as usize);
    let vocabulary_file = path_of(fields, &site::VOCABULARY);
    let vocabulary = vocabulary::load(fields, files, vocabulary_file.as_ref());
    Config {
        title: text(fields.text(&site::TITLE)).unwrap_or_else(|| untitled(lang).to_owned()),
        description: text(fields.text(&site::DESCRIPTION)).unwrap_or_default(),
        tagline: text(fields.text(&site::TAGLINE)),
        emblem: text(fields.text(&site::EMBLEM)),
        base_url: base_url(fields),
        lang,
        timezone: timezone(fields),
        theme,
        theme_settings,
        urls: chosen(fields.one_of(
            &site::URLS,
            &[(&["file", "文件"], UrlStyle::File), (&["folder", "文件夹"], UrlStyle::Folder)],
        )),
        slugs: chosen(fields.one_of(
            &site::SLUGS,
            &[(&["pinyin", "拼音"], SlugStyle::Pinyin), (&["han", "汉字"], SlugStyle::Han)],
        )),
        pinyin: pinyin(fields),
        markup: markup(fields),
        paging: Paging { size: size(fields.integer(&site::PAGE_SIZE, 1..=10_000), 24) },
        feeds: Feeds { entries: size(fields.integer(&site::FEED_SIZE, 1..=1_000), 20) },
        menu: menu(fields),
        featured: fields.texts(&site::FEATURED).into_iter().map(|path| path.value).collect(),
        organiser: organiser(fields),
        severities: severities(fields),
        vocabulary,
        vocabulary_file: vocabulary_file.map(|file| file.value),
        editor: editor(fields),
        extra: fields.map(&site::EXTRA).map(|extra| extra.value.clone()).unwrap_or_default(),
    }
}

/// The file that a path leads to, from the site's root.
fn path_of(fields: &mut Fields<'_>, key: &'static Key) -> Option<Placed<FilePath>> {
    let typed = fields.text(key)?;
    let path = typed.value.replace('\\', "/");
    let leaves = path.starts_with('/') || path.contains(':') || path.contains('\0');
    let file = if leaves { None } else { FilePath::new(SITE_FILE).resolve(&path) };
    if let Some(file) = file.filter(|file| !file.as_str().is_empty()) {
        return Some(Placed { value: file, path: typed.path });
    }
    let shown = &typed.value;
    let message = words!("“{shown}”不在网站的文件夹之内", "`{shown}` does not lie inside of the site");
    let help = words!("从网站的根写起，如 {0}", "write it from the site's root: {0}", key.example);
    fields.report(&UNUSABLE_PATH, &typed.path, message, Some(help));
    None
}

fn text(placed: Option<Placed<String>>) -> Option<String> {
    placed.map(|placed| placed.value)
}

fn chosen<T: Default>(placed: Option<Placed<T>>) -> T {
    placed.map(|placed| placed.value).unwrap_or_default()
}

/// The theme's name and settings: a name, or a map of which all but `name` are settings.
fn theme(fields: &mut Fields<'_>) -> (String, Map) {
    let default = || super::DEFAULT_THEME.to_owned();
    let Some(node) = fields.node(&site::THEME) else { return (default(), Map::default()) };
    let (name, settings) = match node.value {
        Node::Map(map) => {
            let mut inner = Fields::new(fields.file(), map, node.path, &theme::THEME);
            let name = inner.text(&theme::NAME);
            // Which settings there are, the theme itself says.
            (name, fields.take(inner.finish()))
        }
        Node::Scalar(_) | Node::List(_) => (fields.text(&site::THEME), Map::default()),
    };
    let Some(name) = name else { return (default(), settings) };
    if is_theme_name(&name.value) {
        return (name.value, settings);
    }
    let shown = &name.value;
    let message = words!("主题不能叫“{shown}”", "a theme cannot be called `{shown}`");
    let help = words!("写 themes/ 下的文件夹名", "write the name of a folder below themes/");
    fields.report(&UNUSABLE_THEME, &name.path, message, Some(help));
    (default(), settings)
}

fn is_theme_name(name: &str) -> bool {
    name.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.'))
        && !name.starts_with('.')
}

fn pinyin(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    pairs(fields, &site::PINYIN).into_iter().map(|(word, reading)| (word.value, reading.value)).collect()
}

/// Key and text of each entry of a map whose keys the writer chooses.
pub(super) fn pairs(fields: &mut Fields<'_>, key: &'static Key) -> Vec<(Placed<String>, Placed<String>)> {
    let Some(map) = fields.map(key) else { return Vec::new() };
    let mut pairs = Vec::new();
    for (index, entry) in map.value.entries.iter().enumerate() {
        let path = map.path.child(index);
        let name = Placed { value: entry.key.trim().to_owned(), path: path.clone() };
        if let Some(value) = fields.text_of(&Placed { value: &entry.value, path }, key) {
            pairs.push((name, value));
        }
    }
    pairs
}

fn markup(fields: &mut Fields<'_>) -> Markup {
    let Some(mut inner) = fields.fields(&site::MARKUP, &markup::MARKUP) else { return Markup::default() };
    let markup = Markup {
        breaks: chosen(inner.one_of(
            &markup::BREAKS,
            &[(&["join", "相连"], Breaks::Join), (&["paragraph", "分段"], Breaks::Paragraph)],
        )),
        raw_html: chosen(inner.one_of(
            &markup::HTML,
            &[
                (&["sanitize", "净化"], RawHtml::Sanitize),
                (&["allow", "保留"], RawHtml::Allow),
                (&["escape", "转义"], RawHtml::Escape),
            ],
        )),
        dialect: Dialect::Fengcai,
    };
    let found = inner.finish_strict();
    fields.take(Outcome { value: (), diagnostics: found });
    markup
}

/// The menu: maps with name and link, or the short form `案例: cases/_index.md`.
fn menu(fields: &mut Fields<'_>) -> Vec<MenuItem> {
    let mut menu = Vec::new();
    for item in fields.items(&site::MENU) {
        let Some(map) = fields.map_of(&item, &site::MENU) else { continue };
        let is_short = map.value.entries.iter().all(|entry| menu::MENU.find(&entry.key).is_none());
        if is_short {
            for (index, entry) in map.value.entries.iter().enumerate() {
                let node = Placed { value: &entry.value, path: map.path.child(index) };
                if let Some(link) = fields.text_of(&node, &site::MENU) {
                    menu.push(MenuItem {
                        name: entry.key.trim().to_owned(),
                        link: link.value,
                        place: link.path,
                    });
                }
            }
            continue;
        }
        let mut inner = Fields::new(fields.file(), map.value, map.path.clone(), &menu::MENU);
        let (name, link) = (inner.text(&menu::NAME), inner.text(&menu::LINK));
        match (name, link) {
            (Some(name), Some(link)) => {
                menu.push(MenuItem { name: name.value, link: link.value, place: link.path });
            }
            _ => {
                let message = words!("菜单项缺少名称或链接", "an entry of the menu lacks its name or link");
                let help = words!(
                    "写成“{{name: 案例, link: cases/_index.md}}”",
                    "write `{{name: Cases, link: cases/_index.md}}`"
                );
                inner.report(&MENU_WITHOUT_LINK, &map.path, message, Some(help));
            }
        }
        let found = inner.finish_strict();
        fields.take(Outcome { value: (), diagnostics: found });
    }
    menu
}
