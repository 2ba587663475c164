//! Reads `site.yaml`.

use std::collections::BTreeMap;

use crate::base::files::{Files, ReadError};
use crate::base::route::UrlStyle;
use crate::base::{Diagnostic, Diagnostics, FilePath, Lang, NodePath, Outcome, Place, Severity, encoding};
use crate::yaml::{self, Fields, Map, Node, Placed};

use super::keys::{markup, menu, organiser, site, theme};
use super::site::{Breaks, Dialect, Feeds, Markup, MenuItem, Organiser, Paging, RawHtml, SlugStyle};
use super::{Config, vocabulary};

codes! {
    NO_SITE = "no-site" Error {
        "这个文件夹里既没有 site.yaml 也没有 content/，不是一个网站。用 --root 指明网站所在的文件夹。",
        "The folder has neither a site.yaml nor a content/ folder, so it is no site. Name the site's folder with --root."
    }
    UNUSABLE_ADDRESS = "unusable-base-url" Error {
        "网址应是以 http:// 或 https:// 开头的完整地址，不带 ? 和 #。",
        "The site's address is a whole one beginning with http:// or https://, without ? and #."
    }
    UNKNOWN_LANGUAGE = "unknown-language" Error {
        "页面只有中文（zh-CN）和英文（en）两种语言。",
        "Pages speak Chinese (zh-CN) or English (en)."
    }
    UNKNOWN_TIMEZONE = "unknown-timezone" Error {
        "没有这个时区。写 IANA 名称，如 Asia/Shanghai。",
        "There is no such time zone. Write an IANA name such as Asia/Shanghai."
    }
    UNUSABLE_SEVERITY = "unusable-severity" Error {
        "提示只能调轻，写 warning、hint 或 off。",
        "A diagnostic can only be made milder: warning, hint or off."
    }
    MENU_WITHOUT_LINK = "menu-without-link" Error {
        "菜单项要有名称和链接。",
        "An entry of the menu needs a name and a link."
    }
}

/// The one configuration file.
pub const SITE_FILE: &str = "site.yaml";

/// Reads the configuration of a site; what it leaves out has its default.
pub fn load(files: &dyn Files) -> Outcome<Config> {
    let mut diagnostics = Diagnostics::default();
    let file = FilePath::new(SITE_FILE);
    let map = read_map(files, &file, &mut diagnostics).unwrap_or_else(|error| {
        let has_content = !files.list("content").files.is_empty();
        match error {
            ReadError::Missing if has_content => {}
            ReadError::Missing => diagnostics.push(no_site()),
            ReadError::Changed | ReadError::Unreadable(_) => diagnostics.push(error.diagnostic(&file)),
        }
        Map::default()
    });
    let mut fields = Fields::new(&file, &map, NodePath::default(), &site::SITE);
    let config = read(&mut fields, files);
    diagnostics.extend(fields.finish_strict());
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

fn no_site() -> Diagnostic {
    Diagnostic::nowhere(
        &NO_SITE,
        words!("这个文件夹里没有 site.yaml，也没有 content/", "this folder has no site.yaml and no content/"),
    )
    .help(words!("用 --root 指明网站所在的文件夹", "name the site's folder with --root"))
}

fn read(fields: &mut Fields<'_>, files: &dyn Files) -> Config {
    let lang = lang(fields);
    let (theme, theme_settings) = theme(fields);
    let size = |size: Option<Placed<i64>>, default: usize| size.map_or(default, |size| size.value as usize);
    let vocabulary_file = fields
        .text(&site::VOCABULARY)
        .map(|path| path.map(|path| FilePath::new(path.trim_start_matches("./"))));
    let vocabulary = vocabulary::load(fields, files, vocabulary_file.as_ref());
    Config {
        title: text(fields.text(&site::TITLE)).unwrap_or_else(|| untitled(lang).to_owned()),
        description: text(fields.text(&site::DESCRIPTION)).unwrap_or_default(),
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
        organiser: organiser(fields),
        severities: severities(fields),
        vocabulary,
        vocabulary_file: vocabulary_file.map(|file| file.value),
        extra: Map::default(),
    }
}

fn text(placed: Option<Placed<String>>) -> Option<String> {
    placed.map(|placed| placed.value)
}

fn chosen<T: Default>(placed: Option<Placed<T>>) -> T {
    placed.map(|placed| placed.value).unwrap_or_default()
}

fn untitled(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "支部风采",
        Lang::En => "Showcase",
    }
}

fn lang(fields: &mut Fields<'_>) -> Lang {
    let Some(typed) = fields.text(&site::LANG) else { return Lang::default() };
    let by_name = match typed.value.as_str() {
        "中文" | "汉语" | "简体中文" => Some(Lang::Zh),
        "英文" | "英语" | "English" => Some(Lang::En),
        tag => Lang::from_tag(tag),
    };
    by_name.unwrap_or_else(|| {
        let name = &typed.value;
        let message = words!("没有语言“{name}”", "there is no language `{name}`");
        fields.report(
            &UNKNOWN_LANGUAGE,
            &typed.path,
            message,
            Some(words!("写 zh-CN 或 en", "write zh-CN or en")),
        );
        Lang::default()
    })
}

fn timezone(fields: &mut Fields<'_>) -> String {
    const DEFAULT: &str = "Asia/Shanghai";
    let Some(typed) = fields.text(&site::TIMEZONE) else { return DEFAULT.to_owned() };
    if jiff::tz::TimeZone::get(&typed.value).is_ok() {
        return typed.value;
    }
    let name = &typed.value;
    let message = words!("没有时区“{name}”", "there is no time zone `{name}`");
    let help = words!("写 IANA 名称，如 Asia/Shanghai", "write an IANA name such as Asia/Shanghai");
    fields.report(&UNKNOWN_TIMEZONE, &typed.path, message, Some(help));
    DEFAULT.to_owned()
}

/// The site's address with its final `/`; a host with Han characters stays as it is typed.
fn base_url(fields: &mut Fields<'_>) -> Option<String> {
    let typed = fields.text(&site::BASE_URL)?;
    let address = typed.value.trim();
    let host = ["http://", "https://"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    });
    let usable = host.is_some_and(|rest| {
        let name = rest.split('/').next().unwrap_or("");
        !name.is_empty() && !rest.contains(['?', '#', ' ', '\\', '"', '<', '>', '\'', '\u{3000}'])
    });
    if usable {
        return Some(format!("{}/", address.trim_end_matches('/')));
    }
    let message = words!("网址“{address}”不能用", "the address `{address}` cannot be used");
    let help = words!(
        "写完整的地址，如 https://dangjian.example.edu.cn/fengcai/",
        "write a whole one, such as https://example.edu.cn/showcase/"
    );
    fields.report(&UNUSABLE_ADDRESS, &typed.path, message, Some(help));
    None
}

/// The theme's name and settings: a name, or a map of which all but `name` are settings.
fn theme(fields: &mut Fields<'_>) -> (String, Map) {
    let default = || super::DEFAULT_THEME.to_owned();
    let Some(node) = fields.node(&site::THEME) else { return (default(), Map::default()) };
    if !matches!(node.value, Node::Map(_)) {
        return (text(fields.text(&site::THEME)).unwrap_or_else(default), Map::default());
    }
    let Some(mut inner) = fields.fields(&site::THEME, &theme::THEME) else {
        return (default(), Map::default());
    };
    let name = text(inner.text(&theme::NAME)).unwrap_or_else(default);
    // Which settings there are, the theme itself says.
    (name, fields.take(inner.finish()))
}

fn pinyin(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    pairs(fields, &site::PINYIN).into_iter().map(|(key, value)| (key, value.value)).collect()
}

/// Key and text of each entry of a map whose keys the writer chooses.
fn pairs(fields: &mut Fields<'_>, key: &'static yaml::Key) -> Vec<(String, Placed<String>)> {
    let Some(map) = fields.map(key) else { return Vec::new() };
    let mut pairs = Vec::new();
    for (index, entry) in map.value.entries.iter().enumerate() {
        let node = Placed { value: &entry.value, path: map.path.child(index) };
        if let Some(value) = fields.text_of(&node, key) {
            pairs.push((entry.key.trim().to_owned(), value));
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
                    menu.push(MenuItem { name: entry.key.trim().to_owned(), link: link.value });
                }
            }
            continue;
        }
        let mut inner = Fields::new(fields.file(), map.value, map.path.clone(), &menu::MENU);
        let (name, link) = (inner.text(&menu::NAME), inner.text(&menu::LINK));
        match (name, link) {
            (Some(name), Some(link)) => menu.push(MenuItem { name: name.value, link: link.value }),
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

fn organiser(fields: &mut Fields<'_>) -> Organiser {
    let Some(node) = fields.node(&site::ORGANISER) else { return Organiser::default() };
    if !matches!(node.value, Node::Map(_)) {
        return Organiser { name: text(fields.text(&site::ORGANISER)), ..Organiser::default() };
    }
    let Some(mut inner) = fields.fields(&site::ORGANISER, &organiser::ORGANISER) else {
        return Organiser::default();
    };
    let organiser = Organiser {
        name: text(inner.text(&organiser::NAME)),
        copyright: text(inner.text(&organiser::COPYRIGHT)),
        icp: text(inner.text(&organiser::ICP)),
        police: text(inner.text(&organiser::POLICE)),
        contact: text(inner.text(&organiser::CONTACT)),
    };
    let found = inner.finish_strict();
    fields.take(Outcome { value: (), diagnostics: found });
    organiser
}

/// Severities that the site lowers; `None` switches a diagnostic off. Whether a code exists, and
/// whether it is milder than by default, is known to who knows all codes: [`Config::check_codes`].
fn severities(fields: &mut Fields<'_>) -> BTreeMap<String, Option<Severity>> {
    let mut severities = BTreeMap::new();
    for (code, typed) in pairs(fields, &site::DIAGNOSTICS) {
        let severity = match typed.value.to_lowercase().as_str() {
            "error" | "错误" => Some(Severity::Error),
            "warning" | "警告" => Some(Severity::Warning),
            "hint" | "提示" => Some(Severity::Hint),
            "off" | "false" | "关" | "关闭" => None,
            other => {
                let message = words!("提示不能调成“{other}”", "a diagnostic cannot be made `{other}`");
                let help = words!("写 warning、hint 或 off", "write warning, hint or off");
                fields.report(&UNUSABLE_SEVERITY, &typed.path, message, Some(help));
                continue;
            }
        };
        severities.insert(code, severity);
    }
    severities
}

impl Config {
    /// Whether the site's severities name known codes and make them milder, never graver.
    pub fn check_codes(&self, known: &[&crate::base::Code]) -> Vec<Diagnostic> {
        let place = || Place::file(&FilePath::new(SITE_FILE));
        let mut found = Vec::new();
        for (name, severity) in &self.severities {
            let Some(code) = known.iter().find(|code| code.name == name) else {
                let near = yaml::nearest(name, known.iter().map(|code| code.name));
                let message = words!("没有提示“{name}”", "there is no diagnostic `{name}`");
                let help = near.map(|near| words!("是不是“{near}”？", "did you mean `{near}`?"));
                found.push(Diagnostic::new(&UNUSABLE_SEVERITY, place(), message).maybe_help(help));
                continue;
            };
            if severity.is_some_and(|severity| severity < code.severity) {
                let message = words!("提示“{name}”只能调轻", "the diagnostic `{name}` cannot be made graver");
                let help = words!("写 hint 或 off，或删去这一行", "write hint or off, or remove the line");
                found.push(Diagnostic::new(&UNUSABLE_SEVERITY, place(), message).help(help));
            }
        }
        found
    }
}
