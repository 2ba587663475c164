//! What can be told of a theme by reading it, and only when somebody asks: names that no view has,
//! parts that nothing uses, phrases that one of the languages lacks.
//!
//! The engine is silent about `{% if page.titel %}`: a field that is missing counts as false. So
//! templates are walked as they run (`walk`), with what is known of each variable ([`Reference`]), and
//! every dotted path is looked up.

mod chain;
mod expression;
mod parts;
mod scope;
mod walk;

#[cfg(test)]
mod tests;

use crate::base::{Diagnostic, FilePath, Lang, Place, Words};
use crate::render::Reference;
use crate::render::reference::{Field, Kind, Presence};
use crate::yaml;

use super::Theme;
use super::load;
use super::source::{Call, Source};
use chain::Missing;

codes! {
    FIELD_UNKNOWN = "unknown-template-field" Warning {
        "模板用了一个没有的变量或字段。在 if 里它悄悄算作“没有”，所以那一段永远不会显示。",
        "A template uses a variable or a field that does not exist. In an `if` it counts as nothing without a word, so that part is never shown."
    }
    PART_UNUSED = "unused-theme-part" Hint {
        "主题里的这个模板、组件、词条或文件没有用到。",
        "This template, component, phrase or file of a theme is used nowhere."
    }
    PHRASE_UNTRANSLATED = "untranslated-phrase" Warning {
        "主题的一个词条只有一种语言有。网站换成另一种语言时，用到它的页面就会出错。",
        "A phrase of a theme is there in one language only. In a site of the other language the pages that say it fail."
    }
}

/// Which files of a theme somebody answers for: of these it is told what is used nowhere.
pub type Own<'a> = &'a dyn Fn(&FilePath) -> bool;

impl Theme {
    /// Compares the theme with what templates are given. A theme that did not load tells nothing more.
    pub fn survey(&self, reference: &Reference, own: Own<'_>) -> Vec<Diagnostic> {
        if self.engine.get_template_names().next().is_none() {
            return Vec::new();
        }
        let walked = walk::walk(self, reference);
        let mut found: Vec<Diagnostic> = walked.missing.iter().map(|missing| self.unknown(missing)).collect();
        found.extend(parts::unused(self, &walked, own));
        found
    }

    /// Phrases that this theme has and the same theme in another language has not.
    pub fn untranslated(&self, other: &Theme, lang: Lang, own: Own<'_>) -> Vec<Diagnostic> {
        let lacking = self
            .phrases
            .iter()
            .filter(|(key, phrase)| other.phrases.get(key).is_none() && own(&phrase.place().file));
        lacking.map(|(key, phrase)| untranslated(key, phrase.place().clone(), lang)).collect()
    }

    fn unknown(&self, missing: &Missing) -> Diagnostic {
        let Missing { template, name, owner, known, shared } = missing;
        let field = &name.text;
        let message = match owner {
            Some(owner) => words!("{owner} 没有字段“{field}”", "`{owner}` has no field `{field}`"),
            None => words!("这里没有变量“{field}”", "there is no variable `{field}` here"),
        };
        let place = self.sources[template].place(&name.range);
        let near = yaml::nearest(field, known.iter().map(String::as_str));
        let list = known.join(", ");
        let help: Option<Words> = match near {
            Some(near) => Some(words!("是不是“{near}”？", "did you mean `{near}`?")),
            None if shared.contains(field) => Some(words!(
                "组件只看得见自己的参数；把它写进参数：@{field}",
                "a component sees its arguments only; name it among them: `@{field}`"
            )),
            None if list.is_empty() => None,
            None => Some(words!("这里有：{list}", "there are: {list}")),
        };
        Diagnostic::new(&FIELD_UNKNOWN, place, message).maybe_help(help)
    }
}

/// How the engine finds things, by name.
impl Theme {
    /// The template of a full name, else the topmost of a short one.
    fn resolve(&self, name: &str) -> Option<&Source> {
        let full = self.chain.iter().map(|theme| format!("{theme}/{name}"));
        let named = std::iter::once(name.to_owned()).chain(full).find_map(|name| self.sources.get(&name));
        named.or_else(|| {
            let chain: Vec<&str> = self.chain.iter().map(String::as_str).collect();
            load::by_full_name(&self.sources, &chain, name)
        })
    }

    /// The template that defines a component: that of the topmost layer.
    fn definition(&self, component: &str) -> Option<&Source> {
        let layer = |source: &Source| {
            let of = |theme: &String| {
                source.name.strip_prefix(theme.as_str()).is_some_and(|rest| rest.starts_with('/'))
            };
            self.chain.iter().position(of).map_or(0, |at| at + 1)
        };
        let defines = |source: &&Source| source.facts.components.iter().any(|name| name.text == component);
        self.sources.values().filter(defines).min_by_key(|source| layer(source))
    }

    /// Every call of a function.
    fn calls<'a>(&'a self, function: &'a str) -> impl Iterator<Item = &'a Call> {
        let calls = self.sources.values().flat_map(|source| &source.facts.calls);
        calls.filter(move |call| call.function.text == function)
    }

    /// The settings that the theme has, whatever they hold.
    fn settings_kind(&self) -> Kind {
        let Some(settings) = self.settings.0.as_map() else { return Kind::Any };
        let free = || Field { kind: Kind::Any, presence: Presence::Sometimes };
        Kind::Record(settings.keys().map(|name| (name.to_string(), free())).collect())
    }
}

fn untranslated(key: &str, place: Place, lang: Lang) -> Diagnostic {
    let (zh, en, file) = match lang {
        Lang::Zh => ("中文", "Chinese", "i18n/zh.yaml"),
        Lang::En => ("英文", "English", "i18n/en.yaml"),
    };
    Diagnostic::new(
        &PHRASE_UNTRANSLATED,
        place,
        words!("词条“{key}”没有{zh}", "the phrase `{key}` is not there in {en}"),
    )
    .help(words!("在主题的 {file} 里补上", "add it to `{file}` of the theme"))
}
