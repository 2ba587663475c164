//! `theme.yaml`: what a theme says of itself.

use crate::base::files::{Files, ReadError};
use crate::base::{Diagnostic, Diagnostics, FilePath, NodePath, Place, Words};
use crate::yaml::{self, Map, Node};

use super::contrast::{LEAST, contrast};
use super::read_text;
use super::signature::{Keyword, keyword};

codes! {
    THEME_UNKNOWN = "unknown-theme" Error {
        "没有这个主题，或它所继承的主题。主题是 themes/ 下带有 theme.yaml 的文件夹。",
        "There is no such theme, or none that it extends. A theme is a folder of `themes/` with a `theme.yaml`."
    }
    THEME_UNUSABLE = "unusable-theme" Error {
        "theme.yaml 有读不懂的内容：缺少 api: 1，或某项的值不对。",
        "A `theme.yaml` cannot be understood: it lacks `api: 1`, or a value is wrong."
    }
    THEME_KEY = "unknown-theme-key" Warning {
        "theme.yaml 里有未知的键，它不起作用。",
        "A `theme.yaml` has a key that is unknown and without effect."
    }
    THEME_KEY_IDLE = "unused-theme-key" Warning {
        "设置项里有一样对它的类型不起作用：ground 只用于颜色（colour），choices 只用于几选一（choice）。",
        "A setting has an entry that does nothing for its type: `ground` is for a `colour`, `choices` for a `choice`."
    }
}

/// The version of the contract between themes and program.
const API: &str = "1";

/// A theme inherits from at most so many others.
const LONGEST_CHAIN: usize = 8;

/// Colours that messages give as examples: one for light grounds, one for dark ones.
const COLOURS: [&str; 2] = ["#b3261e", "#ff9d94"];

/// The keys of `theme.yaml`.
pub const KEYS: &[Keyword] = &[
    keyword("api", "依据的接口版本，现在写 1；必须写", "the version that it is made for, now 1; needed"),
    keyword("extends", "继承哪个主题", "the theme that it extends"),
    keyword("title", "给人看的名称", "what it calls itself"),
    keyword("description", "一两句话的介绍", "what it is, in a line"),
    keyword("author", "作者", "who made it"),
    keyword("licence", "许可证；也可以写成 license", "under which licence; also `license`"),
    keyword("homepage", "它的网址", "where it is found"),
    keyword(
        "widths",
        "图片提供哪几种宽度，像素；不写就用所继承主题的",
        "widths in pixels in which pictures are offered; by default those of the theme that it extends",
    ),
    keyword(
        "settings",
        "让 site.yaml 可以设置的项，每项写下面几样",
        "what site.yaml may set, each with what follows",
    ),
];

/// The keys of a setting in `theme.yaml`.
pub const SETTING_KEYS: &[Keyword] = &[
    keyword(
        "type",
        "类型：`text` 文字，`number` 整数，`switch` 是否（true 或 false），`choice` 几选一，`colour` 颜色；必须写",
        "`text`, `number`, `switch` (true or false), `choice` or `colour`; needed",
    ),
    keyword("choices", "`choice` 可以选的各项", "what a `choice` may be"),
    keyword(
        "ground",
        "`colour` 背后的底色；网站设的颜色与它的对比度不到 4.5:1 时有警告",
        "what a `colour` stands on; a site's colour with a contrast below 4.5:1 to it is warned of",
    ),
    keyword("default", "网站没有设置时的值", "its value when the site sets none"),
    keyword("title", "作用，`fengcai theme list` 会列出", "what it is for, which `fengcai theme list` shows"),
    keyword("description", "更多的说明", "more of the same"),
];

/// What a theme says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Name of its folder.
    pub(super) name: String,
    /// Its `theme.yaml`.
    pub(super) path: FilePath,
    /// What it calls itself.
    pub(super) title: Option<String>,
    /// The theme it extends.
    pub(super) extends: Option<(String, NodePath)>,
    /// Widths in pixels in which pictures are offered, from small to large.
    pub(super) widths: Vec<u32>,
    /// What a site may set.
    pub(super) settings: Vec<Setting>,
}

/// Something of a theme that a site may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// Its name.
    pub(super) name: String,
    /// What it is for.
    pub(super) title: Option<String>,
    /// What its value may be.
    pub(super) kind: SettingKind,
    /// Its value when the site sets none.
    pub(super) default: Option<Node>,
    /// Of a colour, that on which it stands.
    pub(super) ground: Option<String>,
}

/// What the value of a setting may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SettingKind {
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Switch,
    /// One of these.
    Choice(Vec<String>),
    /// A colour: `#b3261e`.
    Colour,
}

impl SettingKind {
    /// Whether a value is of this kind.
    pub(super) fn admits(&self, node: &Node) -> bool {
        let Node::Scalar(scalar) = node else { return false };
        let text = scalar.text.as_str();
        match self {
            SettingKind::Text => true,
            SettingKind::Number => text.parse::<i64>().is_ok(),
            SettingKind::Switch => matches!(text, "true" | "false"),
            SettingKind::Choice(choices) => choices.iter().any(|choice| choice == text),
            SettingKind::Colour => is_colour(text),
        }
    }

    /// What a value of this kind looks like, for messages; a colour is one that is read on `ground`.
    pub(super) fn example(&self, ground: Option<&str>) -> String {
        match self {
            SettingKind::Text => "…".to_owned(),
            SettingKind::Number => "3".to_owned(),
            SettingKind::Switch => "true, false".to_owned(),
            SettingKind::Choice(choices) => choices.join(", "),
            SettingKind::Colour => {
                let is_read = |colour: &&&str| {
                    ground.and_then(|ground| contrast(colour, ground)).is_none_or(|ratio| ratio >= LEAST)
                };
                format!("\"{}\"", COLOURS.iter().find(is_read).unwrap_or(&COLOURS[0]))
            }
        }
    }
}

/// `#` and three or six hexadecimal digits.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The manifests of a theme and of those it extends, the nearest first. `asked_by` is where the site
/// names the theme.
pub(super) fn chain(
    files: &dyn Files,
    name: &str,
    asked_by: Place,
    diagnostics: &mut Diagnostics,
) -> Vec<Manifest> {
    let mut chain: Vec<Manifest> = Vec::new();
    let mut wanted = Some((name.to_owned(), asked_by));
    while let Some((name, place)) = wanted.take() {
        if chain.iter().any(|known| known.name == name) || chain.len() == LONGEST_CHAIN {
            diagnostics.push(
                Diagnostic::new(
                    &THEME_UNUSABLE,
                    place,
                    words!("主题“{name}”绕一圈继承了自己", "the theme `{name}` extends itself in a circle"),
                )
                .help(words!("删去其中一处 extends", "remove one `extends`")),
            );
            break;
        }
        match read(files, &name, diagnostics) {
            Ok(manifest) => {
                wanted =
                    manifest.extends.clone().map(|(parent, at)| (parent, Place::value(&manifest.path, &at)));
                chain.push(manifest);
            }
            Err((_, ReadError::Missing)) => diagnostics.push(unknown(files, &name, place)),
            Err((path, error)) => diagnostics.push(error.diagnostic(&path)),
        }
    }
    chain
}

/// Whether the chain ends with a theme that extends none: nothing of it is missing.
pub(super) fn is_whole(chain: &[Manifest]) -> bool {
    chain.last().is_some_and(|last| last.extends.is_none())
}

/// Names of the themes there are, in order.
pub(super) fn names(files: &dyn Files) -> Vec<String> {
    let listed = files.list("themes").files;
    let names = listed.iter().filter_map(|path| path.below("themes")?.strip_suffix("/theme.yaml"));
    names.filter(|name| !name.contains('/')).map(str::to_owned).collect()
}

fn unknown(files: &dyn Files, name: &str, place: Place) -> Diagnostic {
    let known = names(files);
    let message = words!("没有主题“{name}”", "there is no theme `{name}`");
    let help = match known.iter().find(|known| title(files, known).is_some_and(|title| title == name)) {
        Some(known) => words!(
            "“{name}”是主题 {known} 的标题：写 {known}",
            "`{name}` is the title of the theme `{known}`: write `{known}`"
        ),
        None => {
            let list = known.join(", ");
            words!("现有的主题：{list}", "themes there are: {list}")
        }
    };
    Diagnostic::new(&THEME_UNKNOWN, place, message).help(help)
}

/// What a theme calls itself; what is wrong with its manifest is told when it is used.
fn title(files: &dyn Files, name: &str) -> Option<String> {
    read(files, name, &mut Diagnostics::default()).ok()?.title
}

fn read(
    files: &dyn Files,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Manifest, (FilePath, ReadError)> {
    let is_name = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    if !is_name {
        return Err((FilePath::new("themes"), ReadError::Missing));
    }
    let path = FilePath::new(&format!("themes/{name}/theme.yaml"));
    let text = read_text(files, &path, diagnostics).map_err(|error| (path.clone(), error))?;
    let map = diagnostics.take(yaml::parse(&path, &text, 0));
    Ok(Reader { path: &path, diagnostics }.manifest(name, &map))
}

struct Reader<'a> {
    path: &'a FilePath,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn manifest(&mut self, name: &str, map: &Map) -> Manifest {
        let mut manifest = Manifest {
            name: name.to_owned(),
            path: self.path.clone(),
            title: None,
            extends: None,
            widths: Vec::new(),
            settings: Vec::new(),
        };
        let mut api = None;
        for (index, entry) in map.entries.iter().enumerate() {
            let at = NodePath::default().child(index);
            match entry.key.as_str() {
                "api" => api = Some((text_of(&entry.value), at)),
                "extends" => manifest.extends = self.text(&entry.value, &at).map(|name| (name, at)),
                "widths" => manifest.widths = self.widths(&entry.value, &at),
                "settings" => manifest.settings = self.settings(&entry.value, &at),
                "title" => manifest.title = text_of(&entry.value),
                "description" | "author" | "licence" | "license" | "homepage" => {}
                key => self.unknown_key(key, &at, KEYS),
            }
        }
        self.check_api(api);
        manifest
    }

    fn check_api(&mut self, api: Option<(Option<String>, NodePath)>) {
        let (place, message) = match api {
            Some((Some(version), _)) if version == API => return,
            Some((Some(version), at)) => (
                Place::value(self.path, &at),
                words!(
                    "主题依据接口版本 {version}，这个程序只懂版本 {API}",
                    "the theme is made for version {version}, and this program knows version {API} only"
                ),
            ),
            Some((None, at)) => (Place::value(self.path, &at), no_version()),
            None => (Place::file(self.path), no_version()),
        };
        self.diagnostics.push(
            Diagnostic::new(&THEME_UNUSABLE, place, message)
                .help(words!("写上 api: {API}", "write `api: {API}`")),
        );
    }

    fn unknown_key(&mut self, key: &str, at: &NodePath, known: &[Keyword]) {
        let names: Vec<&str> = known.iter().map(|known| known.name).collect();
        let known = names.join(", ");
        let help = match yaml::nearest(key, names.iter().copied()) {
            Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
            None => words!("这里可以写：{known}", "what can stand here: {known}"),
        };
        let message = words!("没有“{key}”这一项", "there is no entry `{key}`");
        self.diagnostics.push(Diagnostic::new(&THEME_KEY, Place::key(self.path, at), message).help(help));
    }

    /// Tells of each entry of a setting that is for another type: its key, that type, and where it stands.
    fn check_idle(&mut self, kind: Option<&str>, typed: &[(&str, &str, NodePath)]) {
        let Some(kind) = kind else { return };
        for (key, wanted, at) in typed.iter().filter(|(_, wanted, _)| *wanted != kind) {
            let place = Place::key(self.path, at);
            let message = words!(
                "{key} 对 type: {kind} 不起作用，它只用于 {wanted}",
                "`{key}` does nothing for `type: {kind}`; it is for `{wanted}`"
            );
            let help = words!("删去它，或写成 type: {wanted}", "remove it, or write `type: {wanted}`");
            self.diagnostics.push(Diagnostic::new(&THEME_KEY_IDLE, place, message).help(help));
        }
    }

    fn unusable(&mut self, at: &NodePath, wanted_zh: &str, wanted_en: &str) {
        self.diagnostics.push(Diagnostic::new(
            &THEME_UNUSABLE,
            Place::value(self.path, at),
            words!("这里应为：{wanted_zh}", "this should be {wanted_en}"),
        ));
    }

    fn text(&mut self, node: &Node, at: &NodePath) -> Option<String> {
        let text = text_of(node);
        if text.is_none() {
            self.unusable(at, "一段文字", "a text");
        }
        text
    }

    fn widths(&mut self, node: &Node, at: &NodePath) -> Vec<u32> {
        let Node::List(items) = node else {
            self.unusable(at, "宽度的列表，如 [480, 960]", "a list of widths such as `[480, 960]`");
            return Vec::new();
        };
        let mut widths = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match text_of(item)
                .and_then(|text| text.parse::<u32>().ok())
                .filter(|width| (16..=8192).contains(width))
            {
                Some(width) => widths.push(width),
                None => self.unusable(&at.child(index), "16 到 8192 的宽度", "a width from 16 to 8192"),
            }
        }
        widths.sort_unstable();
        widths.dedup();
        widths
    }

    fn settings(&mut self, node: &Node, at: &NodePath) -> Vec<Setting> {
        let Node::Map(map) = node else {
            self.unusable(at, "设置项的表", "a map of settings");
            return Vec::new();
        };
        let mut settings = Vec::new();
        for (index, entry) in map.entries.iter().enumerate() {
            settings.extend(self.setting(&entry.key, &entry.value, &at.child(index)));
        }
        settings
    }

    fn colour(&mut self, node: &Node, at: &NodePath) -> Option<String> {
        let colour = text_of(node).filter(|text| is_colour(text));
        if colour.is_none() {
            self.unusable(at, "颜色，如 \"#ffffff\"", "a colour such as `\"#ffffff\"`");
        }
        colour
    }

    fn setting(&mut self, name: &str, node: &Node, at: &NodePath) -> Option<Setting> {
        let Node::Map(map) = node else {
            self.unusable(at, "带 type 和 default 的表", "a map with `type` and `default`");
            return None;
        };
        let (mut kind, mut default, mut title, mut ground, mut choices) =
            (None, None, None, None, Vec::new());
        let mut typed = Vec::new();
        for (index, entry) in map.entries.iter().enumerate() {
            let place = at.child(index);
            match entry.key.as_str() {
                "type" => kind = text_of(&entry.value),
                "default" => default = Some((entry.value.clone(), place)),
                "choices" => {
                    choices = texts_of(&entry.value);
                    typed.push(("choices", "choice", place));
                }
                "title" => title = text_of(&entry.value),
                "ground" => {
                    ground = self.colour(&entry.value, &place);
                    typed.push(("ground", "colour", place));
                }
                "description" => {}
                key => self.unknown_key(key, &place, SETTING_KEYS),
            }
        }
        self.check_idle(kind.as_deref(), &typed);
        let kind = match (kind.as_deref(), choices) {
            (Some("text"), _) => SettingKind::Text,
            (Some("number"), _) => SettingKind::Number,
            (Some("switch"), _) => SettingKind::Switch,
            (Some("colour"), _) => SettingKind::Colour,
            (Some("choice"), choices) if !choices.is_empty() => SettingKind::Choice(choices),
            _ => {
                self.unusable(
                    at,
                    "类型 text、number、switch、colour，或带 choices 的 choice",
                    "of type text, number, switch, colour, or choice with `choices`",
                );
                // The setting is there: what a site sets is not unknown as well.
                return Some(Setting {
                    name: name.to_owned(),
                    title,
                    kind: SettingKind::Text,
                    default: None,
                    ground: None,
                });
            }
        };
        if let Some((value, place)) = default.as_ref().filter(|(value, _)| !kind.admits(value)) {
            let example = kind.example(ground.as_deref());
            let shown = text_of(value).unwrap_or_default();
            self.diagnostics.push(Diagnostic::new(
                &THEME_UNUSABLE,
                Place::value(self.path, place),
                words!(
                    "默认值“{shown}”不合它的类型；可以是：{example}",
                    "the default `{shown}` is not of its type; it may be: {example}"
                ),
            ));
        }
        Some(Setting { name: name.to_owned(), title, kind, default: default.map(|(value, _)| value), ground })
    }
}

fn no_version() -> Words {
    words!("主题没有说明它依据的接口版本", "the theme does not say for which version it is made")
}

/// The text of a scalar that says something.
pub(super) fn text_of(node: &Node) -> Option<String> {
    match node {
        Node::Scalar(scalar) if !node.is_null() => Some(scalar.text.clone()),
        Node::Scalar(_) | Node::List(_) | Node::Map(_) => None,
    }
}

fn texts_of(node: &Node) -> Vec<String> {
    match node {
        Node::List(items) => items.iter().filter_map(text_of).collect(),
        Node::Scalar(_) | Node::Map(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::MemoryFiles;

    fn load(files: &MemoryFiles, name: &str) -> (Vec<Manifest>, Vec<Diagnostic>) {
        let mut diagnostics = Diagnostics::default();
        let chain = chain(files, name, Place::file(&FilePath::new("site.yaml")), &mut diagnostics);
        (chain, diagnostics.into_vec())
    }

    fn told(yaml: &str) -> Vec<(String, Option<Place>)> {
        let files = MemoryFiles::new().with("themes/a/theme.yaml", yaml);
        load(&files, "a")
            .1
            .into_iter()
            .map(|diagnostic| (diagnostic.code.into_owned(), diagnostic.place))
            .collect()
    }

    fn value(steps: &[u32]) -> Option<Place> {
        Some(Place::value(&FilePath::new("themes/a/theme.yaml"), &NodePath(steps.to_vec())))
    }

    #[test]
    fn a_colour_that_is_an_example_is_read_on_its_ground() {
        let colour = |ground| SettingKind::Colour.example(ground);
        assert_eq!(colour(None), "\"#b3261e\"");
        for ground in ["#ffffff", "#18191c", "#000", "#fdf6e3"] {
            let example = colour(Some(ground));
            assert!(contrast(example.trim_matches('"'), ground) >= Some(LEAST), "{example} on {ground}");
        }
    }

    #[test]
    fn a_theme_says_what_it_is() {
        let files = MemoryFiles::new().with(
            "themes/a/theme.yaml",
            "api: 1\nwidths: [960, 480]\nsettings:\n  accent: {type: colour, default: '#b3261e'}\n",
        );
        let (chain, diagnostics) = load(&files, "a");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(chain[0].widths, [480, 960]);
        assert_eq!(chain[0].settings[0].kind, SettingKind::Colour);
    }

    #[test]
    fn a_chain_is_followed_to_its_end() {
        let files = MemoryFiles::new()
            .with("themes/a/theme.yaml", "api: 1\nextends: b")
            .with("themes/b/theme.yaml", "api: 1");
        let (chain, diagnostics) = load(&files, "a");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(chain.iter().map(|manifest| manifest.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn unknown_themes_are_named_with_those_that_exist() {
        let files = MemoryFiles::new().with("themes/a/theme.yaml", "api: 1\nextends: c");
        let (chain, diagnostics) = load(&files, "a");
        assert_eq!(chain.len(), 1);
        assert_eq!((&*diagnostics[0].code, diagnostics[0].place.clone()), ("unknown-theme", value(&[1])));
        assert_eq!(diagnostics[0].help.as_ref().unwrap().en, "themes there are: a");
        let files = files.with("themes/d/theme.yaml", "api: 1\ntitle: 学校");
        let help = load(&files, "学校").1[0].help.clone().unwrap();
        assert_eq!(help.en, "`学校` is the title of the theme `d`: write `d`");
        for name in ["none", "../x", ""] {
            let (chain, diagnostics) = load(&files, name);
            assert!(chain.is_empty());
            assert_eq!(diagnostics[0].place, Some(Place::file(&FilePath::new("site.yaml"))));
        }
    }

    #[test]
    fn a_circle_ends() {
        let files = MemoryFiles::new()
            .with("themes/a/theme.yaml", "api: 1\nextends: b")
            .with("themes/b/theme.yaml", "api: 1\nextends: a");
        let (chain, diagnostics) = load(&files, "a");
        assert_eq!(chain.len(), 2);
        assert_eq!(diagnostics[0].code, "unusable-theme");
    }

    #[test]
    fn every_key_that_is_told_is_known() {
        let unknown = |yaml: String| {
            let found = told(&yaml);
            found.into_iter().filter(|(code, _)| code == "unknown-theme-key").collect::<Vec<_>>()
        };
        for key in KEYS {
            assert_eq!(unknown(format!("{}: x", key.name)), [], "{}", key.name);
        }
        for key in SETTING_KEYS {
            assert_eq!(unknown(format!("settings: {{a: {{{}: x}}}}", key.name)), [], "{}", key.name);
        }
    }

    #[test]
    fn each_fault_has_its_place() {
        let file = Some(Place::file(&FilePath::new("themes/a/theme.yaml")));
        assert_eq!(told("title: x"), [("unusable-theme".into(), file)]);
        assert_eq!(told("api: 2"), [("unusable-theme".into(), value(&[0]))]);
        let key = Some(Place::key(&FilePath::new("themes/a/theme.yaml"), &NodePath(vec![1])));
        assert_eq!(told("api: 1\nwidht: 3"), [("unknown-theme-key".into(), key)]);
        assert_eq!(told("api: 1\nwidths: 3"), [("unusable-theme".into(), value(&[1]))]);
        assert_eq!(told("api: 1\nwidths: [3, a]").len(), 2);
        assert_eq!(told("api: 1\nextends: [a]"), [("unusable-theme".into(), value(&[1]))]);
        assert_eq!(told("api: 1\nsettings: 3"), [("unusable-theme".into(), value(&[1]))]);
        assert_eq!(told("api: 1\nsettings: {x: 3}"), [("unusable-theme".into(), value(&[1, 0]))]);
        assert_eq!(
            told("api: 1\nsettings: {x: {type: choice}}"),
            [("unusable-theme".into(), value(&[1, 0]))]
        );
        assert_eq!(
            told("api: 1\nsettings: {x: {type: colour, ground: white}}"),
            [("unusable-theme".into(), value(&[1, 0, 1]))]
        );
        assert_eq!(
            told("api: 1\nsettings: {x: {type: colour, default: red}}"),
            [("unusable-theme".into(), value(&[1, 0, 1]))]
        );
    }
}
