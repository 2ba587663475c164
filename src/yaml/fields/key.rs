//! The keys that a map may have: names in both languages, what they want, and their manual.

use unicode_normalization::UnicodeNormalization;

use crate::base::Words;
use crate::base::fold::strip_ordinal;

/// A key of a map, with all that its reader and the manual need to know.
#[derive(Debug)]
pub struct Key {
    /// Its English name: `title`. Messages and pages in English show it.
    pub en: &'static str,
    /// Its Chinese name: 标题.
    pub zh: &'static str,
    /// Other names that are read as this key.
    pub aliases: &'static [&'static str],
    /// What its value should be.
    pub wants: Wants,
    /// What it means, for the manual, in Chinese.
    pub doc_zh: &'static str,
    /// The same in English.
    pub doc_en: &'static str,
    /// A value as it can be typed after the colon, on one line.
    pub example: &'static str,
}

/// What the value of a key should be.
#[derive(Clone, Copy, Debug)]
pub enum Wants {
    /// A text.
    Text,
    /// A text that is an address, of this site or of another.
    Address,
    /// A list of names; one text is cut at its commas.
    Names,
    /// A list of sentences; one text is one of them, commas and all.
    Texts,
    /// Yes or no.
    Flag,
    /// A whole number.
    Integer,
    /// A year, a month or a day.
    Date,
    /// A year or a range of years.
    Years,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A map.
    Map(&'static Table),
    /// A text, or a map that says more.
    TextOrMap(&'static Table),
    /// Yes or no, a text, or a map that says more.
    FlagTextOrMap(&'static Table),
    /// A list of maps.
    Maps(&'static Table),
    /// A list whose items are texts or maps.
    TextsOrMaps(&'static Table),
    /// A map whose keys the writer chooses.
    Pairs,
}

/// The keys of one kind of map.
#[derive(Debug)]
pub struct Table {
    /// Its name in the manual's addresses: `case`.
    pub name: &'static str,
    /// Its title in the manual, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Its keys, in the order of the manual.
    pub keys: &'static [&'static Key],
}

/// Declares the keys of a map as statics, and their [`Table`]:
///
/// ```ignore
/// keys! {
///     pub(super) BRANCH = "branch" { "支部", "a branch" }
///     NAME = "name" "名称" ["支部名称"]: Text => { "支部的名称", "the name of the branch" } = "教工党支部";
/// }
/// ```
///
/// Tables whose keys share names stand in modules of their own.
#[macro_export]
macro_rules! keys {
    (
        $vis:vis $table:ident = $name:literal { $zh:literal, $en:literal }
        $(
            $ident:ident = $key_en:literal $key_zh:literal [$($alias:literal),*]: $wants:expr
            => { $doc_zh:literal, $doc_en:literal } = $example:literal;
        )*
    ) => {
        $(
            #[doc = $doc_en]
            $vis static $ident: $crate::yaml::Key = $crate::yaml::Key {
                en: $key_en,
                zh: $key_zh,
                aliases: &[$($alias),*],
                wants: {
                    #[allow(unused_imports, reason = "a table may name every kind of value in full")]
                    use $crate::yaml::Wants::*;
                    $wants
                },
                doc_zh: $doc_zh,
                doc_en: $doc_en,
                example: $example,
            };
        )*
        #[doc = concat!("Keys of ", $en, ".")]
        $vis static $table: $crate::yaml::Table =
            $crate::yaml::Table { name: $name, zh: $zh, en: $en, keys: &[$(&$ident),*] };
    };
}

impl Key {
    /// All its names, the English one first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.en, self.zh].into_iter().chain(self.aliases.iter().copied())
    }

    /// Its name for messages: “标题”（title） and `title`.
    pub(super) fn shown(&self) -> Words {
        let Key { zh, en, .. } = self;
        words!("“{zh}”（{en}）", "`{en}`")
    }
}

impl Wants {
    /// In words, for messages and the manual: `text`, `list of names`.
    pub fn words(self) -> Words {
        match self {
            Wants::Text => words!("一段文字", "a text"),
            Wants::Address => words!("一个地址", "an address"),
            Wants::Names => words!("名称的列表", "a list of names"),
            Wants::Texts => words!("文字的列表", "a list of texts"),
            Wants::Flag => words!("是或否", "yes or no"),
            Wants::Integer => words!("整数", "a whole number"),
            Wants::Date => words!("日期：年、年月或年月日", "a date: a year, a month or a day"),
            Wants::Years => words!("年份，或起止年份", "a year, or the first and the last"),
            Wants::Choice(options) => {
                let (zh, en) = (options.join("、"), options.join(", "));
                words!("下列之一：{zh}", "one of {en}")
            }
            Wants::Map(_) => words!("若干“名称: 值”", "a map"),
            Wants::TextOrMap(_) => words!("一段文字，或若干“名称: 值”", "a text or a map"),
            Wants::FlagTextOrMap(_) => {
                words!("是或否、一段文字，或若干“名称: 值”", "yes or no, a text or a map")
            }
            Wants::Maps(_) => words!("列表，每项是若干“名称: 值”", "a list of maps"),
            Wants::TextsOrMaps(_) => {
                words!("列表，每项是一段文字或若干“名称: 值”", "a list of texts or maps")
            }
            Wants::Pairs => words!("若干“名称: 值”，名称自定", "a map whose keys are yours"),
        }
    }

    /// The table of its own keys, when it has one.
    pub fn table(self) -> Option<&'static Table> {
        match self {
            Wants::Map(table)
            | Wants::TextOrMap(table)
            | Wants::FlagTextOrMap(table)
            | Wants::Maps(table)
            | Wants::TextsOrMaps(table) => Some(table),
            _ => None,
        }
    }
}

impl Table {
    /// The key that a name, as typed, means.
    pub fn find(&self, name: &str) -> Option<&'static Key> {
        self.position(name).map(|place| self.keys[place])
    }

    /// The place of the key that a name means. Most names are typed as the table has them; folding all
    /// of its names for each would take longer than parsing.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let exact = self.keys.iter().position(|key| key.names().any(|known| known == name));
        exact.or_else(|| {
            let wanted = fold_name(name);
            self.keys.iter().position(|key| key.names().any(|known| fold_name(known) == wanted))
        })
    }
}

/// A name as names are compared: NFKC, lower case, without spaces, underscores, hyphens, signs that show
/// as nothing, Markdown's emphasis, the quotes and brackets around it (`【标题】`) and a number before it
/// (`1. 标题`).
pub(in crate::yaml) fn fold_name(name: &str) -> String {
    // Most names are folded already.
    if name.chars().all(|char| matches!(char, 'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}')) {
        return name.to_owned();
    }
    without_number(name)
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|char| {
            !char.is_whitespace()
                && !matches!(
                    char,
                    '_' | '-'
                        | '*'
                        | '`'
                        | '“'
                        | '”'
                        | '‘'
                        | '’'
                        | '「'
                        | '」'
                        | '【'
                        | '】'
                        | '\u{ad}'
                        | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
                )
        })
        .collect()
}

/// A name without the number of a list before it.
fn without_number(name: &str) -> &str {
    if name.starts_with(|char: char| char.is_ascii_alphabetic()) { name } else { strip_ordinal(name) }
}
