//! Typed reading of a map by a table of keys in both languages.

#[macro_use]
mod key;
mod names;
mod near;
#[cfg(test)]
mod tests;
pub mod typed;

pub use key::{Key, Table, Wants};
pub use names::split_names;
pub use near::nearest;
pub use typed::Placed;

use crate::base::fold::bare_fact;
use crate::base::{Code, Diagnostic, Diagnostics, FilePath, NodePath, Outcome, Place, Words};

use super::{Entry, Map, Node, ScalarKind};
pub(in crate::yaml) use key::fold_name;
use typed::flag;

codes! {
    DUPLICATE_KEY = "duplicate-key" Error {
        "同一项写了两次（中英文名称算同一项），不知以哪一个为准。删去其中一个。",
        "One entry is written twice (its Chinese and English names are one); remove one of them."
    }
    SIMILAR_KEY = "similar-key" Warning {
        "名称不认识，但与某个名称相近，可能是笔误。不认识的名称保留在 extra 里。",
        "A key is not known but close to one that is, perhaps a slip; unknown keys are kept under `extra`."
    }
    UNKNOWN_KEY = "unknown-key" Warning {
        "名称不认识，没有任何地方会读它。",
        "A key is not known, and nothing reads it."
    }
    WORD_FOR_NOTHING = "word-for-nothing" Hint {
        "值写着“无”“暂无”“待定”之类，当作没有填写。没有就删去这一行。",
        "A value is a word for nothing, such as `无` or `待定`; it counts as left out. Remove the line."
    }
    MISSING_KEY = "missing-key" Error {
        "缺少必须填写的项。",
        "An entry that cannot be left out is missing."
    }
}

/// A map, read by a table. Each accessor reports what is wrong with its value and gives what can be
/// understood; [`Fields::finish`] hands out the reports and the keys that the table does not know.
#[derive(Debug)]
pub struct Fields<'a> {
    file: &'a FilePath,
    table: &'static Table,
    map: &'a Map,
    /// The way to the map.
    path: NodePath,
    /// For each key of the table the number of its entry.
    found: Vec<Option<usize>>,
    unknown: Vec<usize>,
    diagnostics: Diagnostics,
}

impl<'a> Fields<'a> {
    /// Ties the entries of `map`, which stands at `path` in `file`, to the keys of `table`.
    pub fn new(file: &'a FilePath, map: &'a Map, path: NodePath, table: &'static Table) -> Fields<'a> {
        let mut fields = Fields {
            file,
            table,
            map,
            path,
            found: vec![None; table.keys.len()],
            unknown: Vec::new(),
            diagnostics: Diagnostics::default(),
        };
        for (index, entry) in map.entries.iter().enumerate() {
            match table.position(&entry.key) {
                None => fields.unknown.push(index),
                Some(key) if fields.says_nothing(table.keys[key], index, entry) => {}
                Some(key) => match fields.found[key] {
                    None => fields.found[key] = Some(index),
                    Some(first) => fields.report_double(first, index),
                },
            }
        }
        fields
    }

    /// Ends the reading: reports names that are close to known ones, and hands out the entries that
    /// the table does not know, in written order.
    pub fn finish(mut self) -> Outcome<Map> {
        let mut extra = Map::default();
        for index in std::mem::take(&mut self.unknown) {
            let entry = &self.map.entries[index];
            self.report_similar(index, entry);
            extra.entries.push(entry.clone());
        }
        self.diagnostics.with(extra)
    }

    /// Ends the reading of a map in which an unknown key cannot be meant: all are reported.
    pub fn finish_strict(self) -> Vec<Diagnostic> {
        self.finish_known().diagnostics
    }

    /// The same for who keeps the unknown entries nevertheless, so that nothing is lost.
    pub fn finish_known(mut self) -> Outcome<Map> {
        let mut extra = Map::default();
        for index in std::mem::take(&mut self.unknown) {
            let entry = &self.map.entries[index];
            if !self.report_similar(index, entry) {
                let diagnostic = self.unknown_key(index, &entry.key);
                self.diagnostics.push(diagnostic);
            }
            extra.entries.push(entry.clone());
        }
        self.diagnostics.with(extra)
    }

    /// Reports a problem of a value; `path` is the way to it, as a [`Placed`] gives it.
    pub fn report(&mut self, code: &'static Code, path: &NodePath, message: Words, help: Option<Words>) {
        let place = Place::value(self.file, path);
        self.diagnostics.push(Diagnostic::new(code, place, message).maybe_help(help));
    }

    /// Keeps the reports of a part that was read elsewhere, and hands on its value.
    pub fn take<T>(&mut self, outcome: Outcome<T>) -> T {
        self.diagnostics.take(outcome)
    }

    /// The file.
    pub fn file(&self) -> &'a FilePath {
        self.file
    }

    /// The way to the map.
    pub fn path(&self) -> &NodePath {
        &self.path
    }

    /// What was typed for a key, and where; `None` when the key is absent or nothing stands after it.
    pub fn node(&self, key: &'static Key) -> Option<Placed<&'a Node>> {
        let index = self.entry(key)?;
        let value = &self.map.entries[index].value;
        (!value.is_null()).then(|| Placed { value, path: self.path.child(index) })
    }

    /// Whether the key was typed, with a value or without.
    pub fn has(&self, key: &'static Key) -> bool {
        self.entry(key).is_some()
    }

    /// The way to a key's entry, for [`Place::key`].
    pub fn key_path(&self, key: &'static Key) -> Option<NodePath> {
        self.entry(key).map(|index| self.path.child(index))
    }

    fn entry(&self, key: &'static Key) -> Option<usize> {
        let position = self.table.keys.iter().position(|candidate| std::ptr::eq(*candidate, key));
        debug_assert!(position.is_some(), "`{}` is no key of `{}`", key.en, self.table.name);
        self.found[position?]
    }

    /// Reports that a key that cannot be left out is absent or empty.
    pub fn report_missing(&mut self, key: &'static Key) {
        let place = match self.key_path(key) {
            Some(path) => Place::key(self.file, &path),
            None if self.path.0.is_empty() => Place::file(self.file),
            None => Place::value(self.file, &self.path),
        };
        let Words { zh, en } = key.shown();
        let message = words!("缺少{zh}", "{en} is missing");
        let Words { zh, en } = key.shown_example();
        let help = words!("加上一行，例如 {zh}", "add a line such as {en}");
        self.diagnostics.push(Diagnostic::new(&MISSING_KEY, place, message).help(help));
    }

    /// Whether the value of an entry is a word for nothing, as forms are filled in; then it is told.
    fn says_nothing(&mut self, key: &Key, index: usize, entry: &Entry) -> bool {
        // For yes and no 无 is an answer, and a choice knows its own words.
        if matches!(key.wants, Wants::Flag | Wants::Choice(_)) {
            return false;
        }
        let Some(word) = word_for_nothing(&entry.value) else { return false };
        if matches!(key.wants, Wants::FlagTextOrMap(_)) && flag(word).is_some() {
            return false;
        }
        // Where an address is wanted `/` is the home page.
        if word == "/" && matches!(key.wants, Wants::Address) {
            return false;
        }
        let place = Place::value(self.file, &self.path.child(index));
        let message = words!("“{word}”当作没有填写", "`{word}` counts as left out");
        let help = words!("没有就删去这一行", "remove the line when there is nothing to say");
        self.diagnostics.push(Diagnostic::new(&WORD_FOR_NOTHING, place, message).help(help));
        true
    }

    fn report_double(&mut self, first: usize, second: usize) {
        let (a, b) = (&self.map.entries[first].key, &self.map.entries[second].key);
        // Keys that are spelt alike are told by the parser, which knows their lines.
        if fold_name(a) == fold_name(b) {
            return;
        }
        let here = Place::key(self.file, &self.path.child(second));
        let message =
            words!("“{b}”与“{a}”是同一项，写了两次", "`{b}` and `{a}` are one entry, written twice");
        let help = words!("两个里删去一个", "remove one of the two");
        let there = Place::key(self.file, &self.path.child(first));
        self.diagnostics.push(Diagnostic::new(&DUPLICATE_KEY, here, message).help(help).with_other(there));
    }

    /// Reports a key that is close to a known one, and whether it was.
    fn report_similar(&mut self, index: usize, entry: &Entry) -> bool {
        let names = self.table.keys.iter().flat_map(|key| key.names());
        let Some(near) = nearest(&entry.key, names) else { return false };
        let place = Place::key(self.file, &self.path.child(index));
        let key = &entry.key;
        let message = words!("没有“{key}”这一项", "there is no entry `{key}`");
        let help = words!("是不是“{near}”？", "did you mean `{near}`?");
        self.diagnostics.push(Diagnostic::new(&SIMILAR_KEY, place, message).help(help));
        true
    }

    fn unknown_key(&self, index: usize, key: &str) -> Diagnostic {
        let place = Place::key(self.file, &self.path.child(index));
        let zh: Vec<&str> = self.table.keys.iter().map(|key| key.zh).collect();
        let en: Vec<&str> = self.table.keys.iter().map(|key| key.en).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let message = words!("没有“{key}”这一项", "there is no entry `{key}`");
        Diagnostic::new(&UNKNOWN_KEY, place, message)
            .help(words!("这里可以写：{zh}", "what can stand here: {en}"))
    }
}

/// The word that says that there is nothing to say, when a value is such a word, or a list of it alone.
/// In quotes it is a text.
fn word_for_nothing(node: &Node) -> Option<&str> {
    const WORDS: &[&str] = &[
        "无",
        "暂无",
        "没有",
        "待定",
        "待补",
        "待补充",
        "待填",
        "略",
        "未知",
        "不详",
        "/",
        "-",
        "—",
        "——",
        "－",
        "n/a",
        "N/A",
    ];
    /// Bytes of the longest of them.
    const LONGEST: usize = {
        let (mut longest, mut at) = (0, 0);
        while at < WORDS.len() {
            longest = if WORDS[at].len() > longest { WORDS[at].len() } else { longest };
            at += 1;
        }
        longest
    };
    match node {
        Node::Scalar(scalar) => {
            let word = bare_fact(&scalar.text);
            // Nearly no value is as short as these.
            if word.len() > LONGEST {
                return None;
            }
            let is_sign = !word.contains(char::is_alphanumeric);
            let is_meant = is_sign || scalar.kind == ScalarKind::Text;
            (is_meant && WORDS.contains(&word)).then_some(word)
        }
        Node::List(items) => match &items[..] {
            [item @ Node::Scalar(_)] => word_for_nothing(item),
            _ => None,
        },
        Node::Map(_) => None,
    }
}

impl Key {
    /// The key with its example, as it can be copied.
    fn shown_example(&self) -> Words {
        let Key { zh, en, example, .. } = self;
        words!("“{zh}: {example}”", "`{en}: {example}`")
    }
}
