//! The shortcodes of a theme as people are told of them.

use crate::base::Words;
use crate::render::theme::Theme;

use super::definition::{Argument, Named, Shortcode};

/// A shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its names, the one of its component first, those that stand for arguments last.
    pub names: Vec<NameEntry>,
    /// What it is for.
    pub doc: Option<Words>,
    /// What a writer may say: first what needs no name, in order.
    pub arguments: Vec<ArgumentEntry>,
}

/// A name of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameEntry {
    /// The name.
    pub name: String,
    /// Arguments that it stands for, with their values.
    pub preset: Vec<(String, Words)>,
}

/// Something that a writer may say to a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentEntry {
    /// Its name in the component.
    pub name: String,
    /// Its names in Chinese.
    pub zh: Vec<String>,
    /// What it takes.
    pub wanted: Words,
    /// What is taken where the writer says nothing; none where that is nothing.
    pub default: Option<Words>,
    /// Whether it has to be said.
    pub required: bool,
    /// Where it stands among those that need no name, from 0; none for one that needs its name.
    pub position: Option<usize>,
    /// What it is for.
    pub doc: Option<Words>,
}

impl Theme {
    /// Its shortcodes, in the order of their names.
    pub fn shortcodes(&self) -> Vec<Entry> {
        self.shortcodes.shortcodes.iter().map(Shortcode::entry).collect()
    }
}

impl Shortcode {
    fn entry(&self) -> Entry {
        let preset = |(argument, text): &(String, String)| {
            let known = self.arguments.iter().find(|known| known.name == *argument);
            (argument.clone(), known.map_or_else(|| Words::new(text, text), |known| known.kind.typed(text)))
        };
        let name = |Named { name, preset: said }: &Named| NameEntry {
            name: name.clone(),
            preset: said.iter().map(preset).collect(),
        };
        let position = |name: &str| self.positional.iter().position(|known| known == name);
        let mut arguments: Vec<ArgumentEntry> =
            self.arguments.iter().map(|known| known.entry(position(&known.name))).collect();
        arguments.sort_by_key(|known| (known.position.is_none(), known.position, !known.required));
        Entry { names: self.names.iter().map(name).collect(), doc: self.doc.clone(), arguments }
    }
}

impl Argument {
    fn entry(&self, position: Option<usize>) -> ArgumentEntry {
        ArgumentEntry {
            name: self.name.clone(),
            zh: self.zh.clone(),
            wanted: self.kind.wanted(),
            default: self.default_in_words(),
            required: self.required,
            position,
            doc: self.doc.clone(),
        }
    }

    /// The default as a writer would type it. Empty texts and lists stand for nothing said.
    fn default_in_words(&self) -> Option<Words> {
        let value = self.default.as_ref()?;
        let is_nothing = value.as_array().is_some_and(<[_]>::is_empty) || value.as_map().is_some();
        let text = Some(value.to_string()).filter(|text| !is_nothing && !text.is_empty())?;
        Some(self.kind.typed(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::shortcodes::tests::shortcodes;

    fn entry(name: &str) -> Entry {
        let entries = shortcodes().shortcodes.iter().map(Shortcode::entry).collect::<Vec<_>>();
        entries.into_iter().find(|entry| entry.names[0].name == name).unwrap()
    }

    #[test]
    fn a_shortcode_is_told_with_its_names_and_arguments() {
        let Entry { names, doc, arguments } = entry("gallery");
        assert_eq!(doc, Some(words!("几张图", "some pictures")));
        let names: Vec<_> = names.iter().map(|name| (name.name.as_str(), name.preset.len())).collect();
        assert_eq!(names, [("gallery", 0), ("图组", 0), ("长图", 1)]);
        let [kind, title, cols, wide] = &arguments[..] else { panic!("{arguments:?}") };
        assert_eq!(cols.default, Some(Words::new("2", "2")));
        assert_eq!((cols.position, title.position, kind.position), (None, Some(1), Some(0)));
        assert_eq!((title.required, &title.default), (true, &None));
        assert_eq!(wide.default, Some(Words::new("否", "no")));
        assert_eq!((&kind.default, &kind.doc), (&Some(Words::new("普通", "plain")), &None));
    }

    #[test]
    fn what_the_site_gives_is_not_told_and_an_empty_map_is_no_default() {
        let arguments = entry("video").arguments;
        let told: Vec<_> = arguments.iter().map(|known| (known.name.as_str(), &known.default)).collect();
        let one = Some(Words::new("1", "1"));
        assert_eq!(told, [("file", &None), ("poster", &None), ("rate", &one)]);
    }
}
