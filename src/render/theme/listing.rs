//! The themes that a site may use, and what may be set in each.

use crate::base::files::Files;
use crate::base::{Diagnostics, FilePath, Outcome, Place};
use crate::config::Config;

use super::manifest::{self, Manifest, text_of};
use super::settings;

/// A theme that a site may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Name of its folder.
    pub name: String,
    /// What it calls itself.
    pub title: Option<String>,
    /// The themes that it extends, the nearest first.
    pub extends: Vec<String>,
    /// What a site may set, its own and what it extends.
    pub settings: Vec<SettingEntry>,
}

/// Something that a site may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingEntry {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub title: Option<String>,
    /// What its value may be.
    pub example: String,
    /// Its value when the site sets none.
    pub default: Option<String>,
    /// What the site sets, in the theme that it uses.
    pub set: Option<String>,
}

/// Every theme of a site, by name.
pub fn list(files: &dyn Files, config: &Config) -> Outcome<Vec<Entry>> {
    let mut diagnostics = Diagnostics::default();
    let entries = manifest::names(files)
        .into_iter()
        .map(|name| {
            let place = Place::file(&FilePath::new(&format!("themes/{name}/theme.yaml")));
            let chain = manifest::chain(files, &name, place, &mut diagnostics);
            entry(name, &chain, config)
        })
        .collect();
    diagnostics.with(entries)
}

fn entry(name: String, chain: &[Manifest], config: &Config) -> Entry {
    let is_used = config.theme == name;
    let settings = settings::known(chain).into_values().map(|setting| {
        let given = config.theme_settings.entries.iter().find(|entry| is_used && entry.key == setting.name);
        SettingEntry {
            name: setting.name.clone(),
            title: setting.title.clone(),
            example: setting.kind.example(setting.ground.as_deref()),
            default: setting.default.as_ref().and_then(text_of),
            set: given.and_then(|entry| text_of(&entry.value)),
        }
    });
    Entry {
        title: chain.first().and_then(|manifest| manifest.title.clone()),
        extends: chain.iter().skip(1).map(|manifest| manifest.name.clone()).collect(),
        settings: settings.collect(),
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::MemoryFiles;
    use crate::render::tests::fixture::{config, map};

    #[test]
    fn themes_are_told_with_what_may_be_set() {
        let files = MemoryFiles::new()
            .with("themes/a/theme.yaml", "api: 1\ntitle: 甲\nextends: b\nsettings: {size: {type: choice, choices: [s, l], default: s}}")
            .with("themes/b/theme.yaml", "api: 1\nsettings: {accent: {type: colour, title: 强调色}}")
            .with("themes/b/templates/x.html", "x");
        let config = Config { theme: "a".to_owned(), theme_settings: map("accent: '#fff'"), ..config() };
        let Outcome { value, diagnostics } = list(&files, &config);
        assert_eq!(diagnostics, []);
        assert_eq!(value.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((value[0].title.as_deref(), &*value[0].extends), (Some("甲"), &["b".to_owned()][..]));
        let told: Vec<_> = value[0]
            .settings
            .iter()
            .map(|setting| (setting.name.as_str(), setting.default.as_deref(), setting.set.as_deref()))
            .collect();
        assert_eq!(told, [("accent", None, Some("#fff")), ("size", Some("s"), None)]);
        assert_eq!(value[0].settings[0].title.as_deref(), Some("强调色"));
        assert_eq!(value[1].settings[0].set, None);
    }

    #[test]
    fn a_theme_that_cannot_be_read_is_listed_with_its_fault() {
        let files = MemoryFiles::new().with("themes/a/theme.yaml", "api: 1\nextends: none");
        let Outcome { value, diagnostics } = list(&files, &config());
        assert_eq!((value.len(), &*diagnostics[0].code), (1, "unknown-theme"));
    }
}
