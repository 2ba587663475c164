//! Which language the command line speaks.

use std::ffi::OsString;

use crate::base::Lang;

/// Environment variables that carry a POSIX locale, the strongest first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Chooses the language: `--lang` in the arguments (the last one that is understood), else the
/// locale, else Chinese. The arguments are looked through before they are parsed, because the
/// errors of parsing are already told in that language.
pub(super) fn choose(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    asked(arguments).unwrap_or_else(|| of_locale(variable))
}

fn asked(arguments: &[OsString]) -> Option<Lang> {
    let mut found = None;
    let mut words = arguments.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('=').map(|value| value.to_owned().into()),
            None => None,
        };
        found = value.and_then(|value| Lang::from_tag(&value)).or(found);
    }
    found
}

/// The language of the first variable that is set. `C` and `POSIX` name no language, and neither
/// does an environment without locale (Windows): Chinese. Any other language reads English sooner.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = VARIABLES.iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
    let Some(locale) = locale else { return Lang::Zh };
    match locale.split(['.', '@']).next() {
        None | Some("" | "C" | "POSIX") => Lang::Zh,
        Some(tag) => Lang::from_tag(tag).unwrap_or(Lang::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(arguments: &[&str], environment: &[(&str, &str)]) -> Lang {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        choose(&arguments, |name| {
            environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_argument_is_stronger_than_the_locale() {
        let chinese = [("LC_ALL", "zh_CN.UTF-8")];
        assert_eq!(chosen(&["fengcai", "build", "--lang", "en"], &chinese), Lang::En);
        assert_eq!(chosen(&["fengcai", "--lang=en", "build"], &chinese), Lang::En);
        assert_eq!(chosen(&["fengcai", "--lang=en", "--lang", "zh"], &[]), Lang::Zh);
    }

    #[test]
    fn what_is_no_language_is_left_to_the_parser() {
        assert_eq!(chosen(&["fengcai", "--lang", "klingon"], &[]), Lang::Zh);
        assert_eq!(chosen(&["fengcai", "--lang"], &[("LANG", "en_GB")]), Lang::En);
        assert_eq!(chosen(&["fengcai", "--language", "en"], &[]), Lang::Zh);
        assert_eq!(chosen(&["fengcai", "render", "--", "--lang", "en"], &[]), Lang::Zh);
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        assert_eq!(chosen(&[], &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")]), Lang::En);
        assert_eq!(chosen(&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_TW")]), Lang::Zh);
        assert_eq!(chosen(&[], &[("LC_ALL", ""), ("LANG", "en_US.UTF-8")]), Lang::En);
    }

    #[test]
    fn a_locale_without_a_language_is_chinese_and_a_third_language_english() {
        assert_eq!(chosen(&[], &[]), Lang::Zh);
        for neutral in ["C", "POSIX", "C.UTF-8"] {
            assert_eq!(chosen(&[], &[("LC_ALL", neutral)]), Lang::Zh, "{neutral}");
        }
        for foreign in ["de_DE@euro", "fr", "ja_JP.UTF-8"] {
            assert_eq!(chosen(&[], &[("LANG", foreign)]), Lang::En, "{foreign}");
        }
        assert_eq!(chosen(&[], &[("LANG", "zh")]), Lang::Zh);
    }
}
