//! What a component says of the shortcode that it draws, in its metadata:
//!
//! ```text
//! {"zh": "荣誉榜", "also": {"奖牌榜": {"kind": "奖项"}}, "positional": "level",
//!  "doc": {"zh": "列出荣誉", "en": "Lists honours"},
//!  "arguments": {"level": {"zh": "级别", "is": "level"}, "rows": {"from": "honours"}}}
//! ```
//!
//! `zh` names the shortcode or an argument in Chinese (one name or several), `doc` tells what it is for in
//! both languages, `also` gives further names with arguments that they stand for, `positional` tells
//! which arguments may stand without a name.
//! An argument `is` something that the site knows, has `choices`, stands between `least` and `most`, or
//! comes `from` the site and not from the writer; else its type says what it takes.

use tera::{ComponentArg, ComponentArgType, ComponentInfo, Value};

use crate::base::Words;

use super::kind::{Given, Kind};

/// A shortcode.
#[derive(Clone, Debug)]
pub(super) struct Shortcode {
    /// The component that draws it.
    pub(super) component: String,
    /// Its names, the component's own first.
    pub(super) names: Vec<Named>,
    /// What it is for.
    pub(super) doc: Option<Words>,
    pub(super) arguments: Vec<Argument>,
    /// Arguments that may stand without a name, in order.
    pub(super) positional: Vec<String>,
    /// Arguments that come from the site.
    pub(super) given: Vec<(String, Given)>,
}

/// A name of a shortcode.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) name: String,
    /// Arguments that the name stands for, with their values.
    pub(super) preset: Vec<(String, String)>,
}

/// An argument that a writer may give.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) name: String,
    /// Its names in Chinese, the one that messages show first.
    pub(super) zh: Vec<String>,
    pub(super) kind: Kind,
    pub(super) required: bool,
    /// What the component takes where the writer says nothing.
    pub(super) default: Option<Value>,
    /// What it is for.
    pub(super) doc: Option<Words>,
}

/// A shortcode, and what is wrong with its definition.
pub(super) struct Definition {
    pub(super) shortcode: Shortcode,
    pub(super) faults: Vec<Words>,
}

impl Argument {
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name == name || self.zh.iter().any(|known| known == name)
    }
}

impl Definition {
    /// Reads what the component of the shortcode `name` says.
    pub(super) fn of(name: &str, info: &ComponentInfo) -> Definition {
        let mut reader = Reader { info, faults: Vec::new() };
        reader.known_keys(
            info.metadata().keys().map(String::as_str),
            &["zh", "doc", "also", "positional", "arguments"],
        );
        let names = reader.names(name);
        let shortcode = reader.shortcode(names);
        Definition { shortcode, faults: reader.faults }
    }
}

struct Reader<'i> {
    info: &'i ComponentInfo,
    faults: Vec<Words>,
}

impl Reader<'_> {
    fn names(&mut self, name: &str) -> Vec<Named> {
        let metadata = self.info.metadata();
        let plain = |name: &str| Named { name: name.to_owned(), preset: Vec::new() };
        let mut names = vec![plain(name)];
        names.extend(texts(metadata.get("zh")).iter().map(|name| plain(name)));
        for (name, preset) in entries(metadata.get("also")) {
            let preset: Vec<(String, String)> = entries(Some(preset))
                .filter_map(|(argument, value)| Some((argument.to_owned(), value.as_str()?.to_owned())))
                .collect();
            self.known_arguments(preset.iter().map(|(argument, _)| argument.as_str()));
            names.push(Named { name: name.to_owned(), preset });
        }
        names
    }

    fn shortcode(&mut self, names: Vec<Named>) -> Shortcode {
        let info = self.info;
        let said = info.metadata().get("arguments");
        self.known_arguments(entries(said).map(|(name, _)| name));
        let positional = texts(info.metadata().get("positional"));
        self.known_arguments(positional.iter().map(String::as_str));
        let mut shortcode = Shortcode {
            component: info.name().to_owned(),
            names,
            doc: self.doc(info.metadata().get("doc")),
            arguments: Vec::new(),
            positional,
            given: Vec::new(),
        };
        for argument in info.args() {
            let said = entries(said).find(|(name, _)| *name == argument.name()).map(|(_, said)| said);
            self.known_keys(
                entries(said).map(|(key, _)| key),
                &["zh", "doc", "is", "choices", "least", "most", "from"],
            );
            let name = argument.name().to_owned();
            match self.given(said) {
                Some(given) => shortcode.given.push((name, given)),
                None => shortcode.arguments.push(Argument {
                    name,
                    zh: texts(field(said, "zh")),
                    kind: self.kind(argument, said),
                    required: argument.is_required(),
                    default: argument.default().cloned(),
                    doc: self.doc(field(said, "doc")),
                }),
            }
        }
        shortcode
    }

    fn doc(&mut self, said: Option<&Value>) -> Option<Words> {
        let said = said?;
        let in_lang = |lang: &str| field(Some(said), lang).and_then(Value::as_str);
        let words = in_lang("zh").zip(in_lang("en")).map(|(zh, en)| Words::new(zh, en));
        if words.is_none() {
            self.faults.push(words!(
                "doc 要写成 {{\"zh\": \"…\", \"en\": \"…\"}}",
                "`doc` is written as `{{\"zh\": \"…\", \"en\": \"…\"}}`"
            ));
        }
        words
    }

    fn given(&mut self, said: Option<&Value>) -> Option<Given> {
        let from = field(said, "from")?.as_str().unwrap_or_default();
        let given = Given::named(from);
        if given.is_none() {
            self.faults.push(words!("没有来源“{from}”", "there is no source `{from}`"));
        }
        given
    }

    fn kind(&mut self, argument: &ComponentArg, said: Option<&Value>) -> Kind {
        if let Some(is) = field(said, "is") {
            let is = is.as_str().unwrap_or_default();
            return Kind::named(is).unwrap_or_else(|| {
                self.faults.push(words!("参数不能是“{is}”", "an argument cannot be a `{is}`"));
                Kind::Text
            });
        }
        let choices: Vec<(String, String)> = entries(field(said, "choices"))
            .filter_map(|(shown, value)| Some((shown.to_owned(), value.as_str()?.to_owned())))
            .collect();
        if !choices.is_empty() {
            return Kind::Choice(choices);
        }
        let bound = |name| field(said, name).and_then(Value::as_i64);
        match argument.arg_type() {
            Some(ComponentArgType::Integer) => Kind::Whole { least: bound("least"), most: bound("most") },
            Some(ComponentArgType::Float | ComponentArgType::Number) => Kind::Number,
            Some(ComponentArgType::Bool) => Kind::YesNo,
            Some(ComponentArgType::Array | ComponentArgType::Map) => {
                let name = argument.name();
                self.faults.push(words!(
                    "没有写明参数“{name}”是什么（is）或从哪里来（from）",
                    "the metadata does not say what the argument `{name}` is, or where it comes from"
                ));
                Kind::Text
            }
            _ => Kind::Text,
        }
    }

    fn known_arguments<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        for name in names.filter(|name| self.info.args().iter().all(|known| known.name() != *name)) {
            self.faults.push(words!("组件没有参数“{name}”", "the component has no argument `{name}`"));
        }
    }

    fn known_keys<'k>(&mut self, keys: impl Iterator<Item = &'k str>, known: &[&str]) {
        for key in keys.filter(|key| !known.contains(key)) {
            self.faults.push(words!("说明里没有“{key}”这一项", "the metadata has no key `{key}`"));
        }
    }
}

fn field<'v>(value: Option<&'v Value>, name: &str) -> Option<&'v Value> {
    entries(value).find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let map = value.and_then(Value::as_map).into_iter().flatten();
    map.filter_map(|(key, value)| Some((key.as_str()?, value)))
}

/// One text, or a list of them.
fn texts(value: Option<&Value>) -> Vec<String> {
    let Some(value) = value else { return Vec::new() };
    let one = value.as_str().into_iter();
    let several = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    one.chain(several).map(str::to_owned).collect()
}
