//! Shortcodes: fenced blocks with a name in braces, drawn by a component of the theme.
//!
//! A component named `shortcode.NAME` draws `NAME`. Its metadata gives names in Chinese and tells
//! which argument may stand without a name:
//! `{% component shortcode.gallery(cols: integer = 2) {"zh": "图组", "arguments": {"列": "cols"}} %}`.

use std::collections::BTreeMap;

use crate::base::{Diagnostic, FilePath, Place, Words};
use crate::markdown::Call;
use crate::yaml;

codes! {
    SHORTCODE_UNKNOWN = "unknown-shortcode" Error {
        "主题没有这个短代码。",
        "The theme has no such shortcode."
    }
    SHORTCODE_ARGUMENT = "wrong-shortcode-argument" Error {
        "短代码的参数不对：没有这个参数、缺少必需的参数，或值的类型不对。",
        "An argument of a shortcode is wrong: it does not exist, is missing, or is of the wrong type."
    }
}

/// Components that draw shortcodes begin with this.
pub(super) const PREFIX: &str = "shortcode.";

/// The shortcodes of a theme.
#[derive(Clone, Debug, Default)]
pub(super) struct Shortcodes(BTreeMap<String, Shortcode>);

/// A shortcode.
#[derive(Clone, Debug)]
struct Shortcode {
    /// The component that draws it.
    component: String,
    arguments: Vec<Argument>,
    /// The argument that may stand without a name.
    positional: Option<String>,
}

#[derive(Clone, Debug)]
struct Argument {
    name: String,
    /// Its name in Chinese.
    zh: Option<String>,
    kind: Option<tera::ComponentArgType>,
    required: bool,
}

impl Argument {
    fn is_named(&self, name: &str) -> bool {
        self.name == name || self.zh.as_deref() == Some(name)
    }
}

impl Shortcodes {
    /// The shortcodes that an engine's components draw.
    pub(super) fn of(engine: &tera::Tera) -> Shortcodes {
        let mut names: Vec<&str> = engine.get_component_names().collect();
        names.sort_unstable();
        let mut found = BTreeMap::new();
        for component in names {
            let Some(name) = component.strip_prefix(PREFIX) else { continue };
            let Some(info) = engine.get_component_definition(component) else { continue };
            let shortcode = Shortcode::of(&info);
            if let Some(zh) = info.metadata().get("zh").and_then(tera::Value::as_str) {
                found.insert(zh.to_owned(), shortcode.clone());
            }
            found.insert(name.to_owned(), shortcode);
        }
        Shortcodes(found)
    }

    /// What is wrong with a call in the text of `file`.
    pub(super) fn check(&self, file: &FilePath, call: &Call) -> Vec<Diagnostic> {
        let place = || Place::span(file, call.span);
        let name = &call.name;
        let Some(shortcode) = self.0.get(name) else {
            let message = words!("没有短代码“{name}”", "there is no shortcode `{name}`");
            return vec![Diagnostic::new(&SHORTCODE_UNKNOWN, place(), message).help(self.instead_of(name))];
        };
        match shortcode.arguments(call) {
            Ok(_) => Vec::new(),
            Err(message) => {
                let list = shortcode.argument_names();
                vec![
                    Diagnostic::new(&SHORTCODE_ARGUMENT, place(), message)
                        .help(words!("可用的参数：{list}", "arguments there are: {list}")),
                ]
            }
        }
    }

    /// What may be written instead of an unknown name.
    fn instead_of(&self, name: &str) -> Words {
        let known: Vec<&str> = self.0.keys().map(String::as_str).collect();
        match yaml::nearest(name, known.iter().copied()) {
            Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
            None => {
                let (zh, en) = (known.join("、"), known.join(", "));
                words!("可用的短代码：{zh}", "shortcodes there are: {en}")
            }
        }
    }

    /// The component that draws a call, and its arguments.
    pub(super) fn resolve(&self, call: &Call) -> Option<(&str, BTreeMap<String, tera::Value>)> {
        let shortcode = self.0.get(&call.name)?;
        Some((&shortcode.component, shortcode.arguments(call).ok()?))
    }
}

impl Shortcode {
    fn of(info: &tera::ComponentInfo) -> Shortcode {
        let names = info.metadata().get("arguments").and_then(tera::Value::as_map);
        let zh_of = |wanted: &str| {
            let (zh, _) = names?.iter().find(|(_, name)| name.as_str() == Some(wanted))?;
            zh.as_str().map(str::to_owned)
        };
        let arguments = info.args().iter().map(|argument| Argument {
            name: argument.name().to_owned(),
            zh: zh_of(argument.name()),
            kind: argument.arg_type(),
            required: argument.is_required(),
        });
        Shortcode {
            component: info.name().to_owned(),
            arguments: arguments.collect(),
            positional: info.metadata().get("positional").and_then(tera::Value::as_str).map(str::to_owned),
        }
    }

    fn argument_names(&self) -> String {
        let name = |argument: &Argument| match &argument.zh {
            Some(zh) => format!("{zh} ({})", argument.name),
            None => argument.name.clone(),
        };
        self.arguments.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// The arguments of a call as the component takes them.
    fn arguments(&self, call: &Call) -> Result<BTreeMap<String, tera::Value>, Words> {
        let mut values = BTreeMap::new();
        for (name, text) in &call.arguments {
            let wanted = if name.is_empty() { self.positional.as_deref().unwrap_or("") } else { name };
            let Some(argument) = self.arguments.iter().find(|argument| argument.is_named(wanted)) else {
                let shown = if name.is_empty() { text } else { name };
                let of = &call.name;
                return Err(words!(
                    "短代码“{of}”没有参数“{shown}”",
                    "the shortcode `{of}` has no argument `{shown}`"
                ));
            };
            let Some(value) = value_of(argument.kind, text) else {
                let Words { zh, en } = wanted_by(argument.kind);
                return Err(words!(
                    "参数“{wanted}”应为{zh}，却是“{text}”",
                    "the argument `{wanted}` wants {en}, not `{text}`"
                ));
            };
            if values.insert(argument.name.clone(), value).is_some() {
                return Err(words!("参数“{wanted}”写了两次", "the argument `{wanted}` stands twice"));
            }
        }
        let missing =
            self.arguments.iter().find(|argument| argument.required && !values.contains_key(&argument.name));
        match missing {
            Some(argument) => {
                let name = argument.zh.as_ref().unwrap_or(&argument.name);
                let en = &argument.name;
                Err(words!("缺少参数“{name}”", "the argument `{en}` is missing"))
            }
            None => Ok(values),
        }
    }
}

/// What the value of an argument is, in words.
fn wanted_by(kind: Option<tera::ComponentArgType>) -> Words {
    match kind {
        Some(tera::ComponentArgType::Integer) => words!("整数", "a whole number"),
        Some(tera::ComponentArgType::Float | tera::ComponentArgType::Number) => words!("数", "a number"),
        Some(tera::ComponentArgType::Bool) => words!("“是”或“否”", "yes or no"),
        _ => words!("一段文字", "a text"),
    }
}

fn value_of(kind: Option<tera::ComponentArgType>, text: &str) -> Option<tera::Value> {
    match kind {
        Some(tera::ComponentArgType::Integer) => text.parse::<i64>().ok().map(tera::Value::from),
        Some(tera::ComponentArgType::Float) => {
            text.parse::<f64>().ok().filter(|x| x.is_finite()).map(tera::Value::from)
        }
        Some(tera::ComponentArgType::Number) => match text.parse::<i64>() {
            Ok(number) => Some(tera::Value::from(number)),
            Err(_) => text.parse::<f64>().ok().filter(|x| x.is_finite()).map(tera::Value::from),
        },
        Some(tera::ComponentArgType::Bool) => match text {
            "true" | "是" | "yes" => Some(tera::Value::from(true)),
            "false" | "否" | "no" => Some(tera::Value::from(false)),
            _ => None,
        },
        Some(tera::ComponentArgType::Array | tera::ComponentArgType::Map) => None,
        _ => Some(tera::Value::from(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    fn shortcodes() -> Shortcodes {
        let mut engine = tera::Tera::new();
        let template = r#"{% component shortcode.gallery(cols: integer = 2, title: string) {"zh": "图组", "arguments": {"列": "cols", "标题": "title"}, "positional": "title"} %}{{ cols }}{% endcomponent %}{% component other() %}{% endcomponent %}"#;
        engine.add_raw_template("a.html", template).unwrap();
        Shortcodes::of(&engine)
    }

    fn call(name: &str, arguments: &[(&str, &str)]) -> Call {
        let span = Span::new(3..7);
        let arguments =
            arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Call { name: name.to_owned(), arguments, span, body: span }
    }

    fn told(name: &str, arguments: &[(&str, &str)]) -> Vec<(String, String)> {
        let file = FilePath::new("content/a.md");
        let found = shortcodes().check(&file, &call(name, arguments));
        found.into_iter().map(|diagnostic| (diagnostic.code.into_owned(), diagnostic.message.zh)).collect()
    }

    fn one(code: &str, message: &str) -> Vec<(String, String)> {
        vec![(code.to_owned(), message.to_owned())]
    }

    #[test]
    fn names_are_known_in_both_languages() {
        assert_eq!(told("图组", &[("列", "3"), ("标题", "甲")]), []);
        assert_eq!(told("gallery", &[("cols", "3"), ("", "甲")]), []);
        let shortcodes = shortcodes();
        let (component, values) = shortcodes.resolve(&call("图组", &[("列", "3"), ("", "甲")])).unwrap();
        assert_eq!(
            (component, values["cols"].as_i64(), values["title"].as_str()),
            ("shortcode.gallery", Some(3), Some("甲"))
        );
    }

    #[test]
    fn wrong_calls_are_reported() {
        assert_eq!(told("画廊", &[]), one("unknown-shortcode", "没有短代码“画廊”"));
        assert_eq!(told("other", &[]), one("unknown-shortcode", "没有短代码“other”"));
        let wrong = "wrong-shortcode-argument";
        assert_eq!(told("图组", &[]), one(wrong, "缺少参数“标题”"));
        assert_eq!(told("图组", &[("", "a"), ("行", "2")]), one(wrong, "短代码“图组”没有参数“行”"));
        assert_eq!(told("图组", &[("", "a"), ("列", "二")]), one(wrong, "参数“列”应为整数，却是“二”"));
        assert_eq!(told("图组", &[("", "a"), ("", "b")]), one(wrong, "参数“title”写了两次"));
    }
}
