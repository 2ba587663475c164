//! Finds things by the names that people type: frameworks, dimensions, sections.
//!
//! Names are compared as [`fold`] leaves them: after NFKC, without quotes, punctuation, spaces and
//! leading ordinals. An exact name wins; else the only thing whose name contains what was typed. Two
//! candidates are told, never chosen between. A way of names separated by `/` qualifies the last one:
//! `七个有力/管理党员`, `四三工程/三维度/学`; the names before the last must be those of things above
//! it, in order, but not of every one (`四三工程/学` finds the same).

use std::collections::BTreeMap;

use crate::base::fold::fold;

/// Things that can be found by name. `T` says what was found: an id, an index.
#[derive(Clone, Debug, Default)]
pub struct Finder<T> {
    entries: Vec<Entry<T>>,
    /// Places in `entries` by folded name.
    exact: BTreeMap<String, Vec<usize>>,
}

/// A thing of a [`Finder`], for naming it as the parent of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryIndex(usize);

#[derive(Clone, Debug)]
struct Entry<T> {
    /// The name that messages show.
    name: String,
    /// All names, folded, without empty ones.
    folded: Vec<String>,
    parent: Option<EntryIndex>,
    /// What it stands for; none for what only qualifies.
    target: Option<T>,
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// Exactly one thing.
    One(T),
    /// Several things with equal right, at least two; each with the qualified name that tells it from
    /// the others.
    Several(Vec<(T, String)>),
    /// None.
    None {
        /// The name of the thing spelt most alike, as it can be typed, if any is near enough: for "did
        /// you mean".
        near: Option<String>,
    },
}

impl<T: Copy + PartialEq> Finder<T> {
    /// An empty finder.
    pub fn new() -> Finder<T> {
        Finder { entries: Vec::new(), exact: BTreeMap::new() }
    }

    /// Adds a thing under its names (the first is the one that messages show) below `parent`, which
    /// was added before. Without a `target` it can only stand before a `/`.
    pub fn add<'n>(
        &mut self,
        names: impl IntoIterator<Item = &'n str>,
        parent: Option<EntryIndex>,
        target: Option<T>,
    ) -> EntryIndex {
        let names: Vec<&str> = names.into_iter().collect();
        let mut folded: Vec<String> = Vec::with_capacity(names.len());
        for name in &names {
            let key = fold(name);
            if !key.is_empty() && !folded.contains(&key) {
                folded.push(key);
            }
        }
        let index = self.entries.len();
        for key in &folded {
            self.exact.entry(key.clone()).or_default().push(index);
        }
        let name = names.first().copied().unwrap_or_default().to_owned();
        self.entries.push(Entry { name, folded, parent, target });
        EntryIndex(index)
    }

    /// Finds what `typed` means.
    pub fn find(&self, typed: &str) -> Found<T> {
        let whole = fold(typed);
        if whole.is_empty() {
            return Found::None { near: None };
        }
        let exact = self.exactly(&whole);
        if !exact.is_empty() {
            return self.found(exact);
        }
        let (last, above) = qualified(typed);
        if above.is_empty() {
            return self.found_or_near(self.containing(&whole), &whole, Form::Name);
        }
        let mut candidates = self.below(self.exactly(&last), &above);
        if candidates.is_empty() {
            candidates = self.below(self.containing(&last), &above);
        }
        self.found_or_near(candidates, &last, Form::Way)
    }

    /// Things with exactly this folded name.
    fn exactly(&self, key: &str) -> Vec<usize> {
        let found = self.exact.get(key).map_or(&[] as &[usize], Vec::as_slice);
        found.iter().copied().filter(|index| self.entries[*index].target.is_some()).collect()
    }

    /// Things one of whose folded names contains `key`.
    fn containing(&self, key: &str) -> Vec<usize> {
        if key.is_empty() {
            return Vec::new();
        }
        let contains =
            |entry: &Entry<T>| entry.target.is_some() && entry.folded.iter().any(|name| name.contains(key));
        (0..self.entries.len()).filter(|index| contains(&self.entries[*index])).collect()
    }

    /// Those of `candidates` that lie below things named by `above` (outermost first). Things that
    /// bear the names exactly are preferred to those that contain them.
    fn below(&self, candidates: Vec<usize>, above: &[String]) -> Vec<usize> {
        let matching = |agrees: fn(&str, &str) -> bool| -> Vec<usize> {
            let lies = |index: &usize| self.lies_below(*index, above, agrees);
            candidates.iter().copied().filter(lies).collect()
        };
        let exact = matching(|name, key| name == key);
        if exact.is_empty() { matching(|name, key| name.contains(key)) } else { exact }
    }

    fn lies_below(&self, index: usize, above: &[String], agrees: fn(&str, &str) -> bool) -> bool {
        let mut wanted = above.iter().rev();
        let mut key = wanted.next();
        let mut parent = self.entries[index].parent;
        while let (Some(wanted_key), Some(EntryIndex(at))) = (key, parent) {
            let entry = &self.entries[at];
            if entry.folded.iter().any(|name| agrees(name, wanted_key)) {
                key = wanted.next();
            }
            parent = entry.parent;
        }
        key.is_none()
    }

    fn found(&self, indexes: Vec<usize>) -> Found<T> {
        let mut several: Vec<(T, usize)> = Vec::new();
        for index in indexes {
            if let Some(target) = self.entries[index].target
                && !several.iter().any(|(known, _)| *known == target)
            {
                several.push((target, index));
            }
        }
        match several.as_slice() {
            [] => Found::None { near: None },
            [(only, _)] => Found::One(*only),
            _ => Found::Several(
                several.iter().map(|(target, index)| (*target, self.full_name(*index))).collect(),
            ),
        }
    }

    fn found_or_near(&self, indexes: Vec<usize>, key: &str, form: Form) -> Found<T> {
        match self.found(indexes) {
            Found::None { .. } => {
                let near = self.nearest(key).map(|index| match form {
                    Form::Name if self.is_unambiguous(index) => self.entries[index].name.clone(),
                    Form::Name | Form::Way => self.full_name(index),
                });
                Found::None { near }
            }
            found => found,
        }
    }

    fn is_unambiguous(&self, index: usize) -> bool {
        self.entries[index].folded.first().is_some_and(|key| self.exactly(key).len() == 1)
    }

    /// The names from the outermost parent down, as they can be typed.
    fn full_name(&self, index: usize) -> String {
        let mut names = vec![self.entries[index].name.as_str()];
        let mut parent = self.entries[index].parent;
        while let Some(EntryIndex(at)) = parent {
            names.push(&self.entries[at].name);
            parent = self.entries[at].parent;
        }
        names.reverse();
        names.join("/")
    }

    /// The thing whose name is spelt most alike, else the one whose name begins most alike: a name may be
    /// typed in part (服务 for 服务师生), and misspelt. A long text is no misspelt name, and comparing it would
    /// take its length times that of each name.
    fn nearest(&self, key: &str) -> Option<usize> {
        const LONGEST: usize = 200;
        if key.len() > LONGEST {
            return None;
        }
        let length = key.chars().count();
        let whole = || self.most_alike(key, |name| Some(name));
        // Names of one kind share their other words: 六强支部 is no slip of 五好支部建设.
        let first = key.chars().next();
        let beginning = || {
            self.most_alike(key, |name| {
                let (end, _) = name.char_indices().nth(length)?;
                name.starts_with(first?).then_some(&name[..end])
            })
        };
        whole().or_else(beginning)
    }

    /// The thing of whose name that part is spelt most alike which `part` takes. At least half of the
    /// characters must agree.
    fn most_alike(&self, key: &str, part: impl Fn(&str) -> Option<&str>) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (index, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.target.is_some()) {
            for name in entry.folded.iter().filter_map(|name| part(name)) {
                let alike = strsim::normalized_levenshtein(name, key);
                if alike >= 0.5 && best.is_none_or(|(score, _)| alike > score) {
                    best = Some((alike, index));
                }
            }
        }
        best.map(|(_, index)| index)
    }
}

/// How a name was typed, and so how another is suggested.
#[derive(Clone, Copy)]
enum Form {
    /// Alone.
    Name,
    /// After the names of things above it.
    Way,
}

/// Splits a way of names at `/` of either width into the last name and those before it, all folded;
/// empty parts are dropped.
fn qualified(typed: &str) -> (String, Vec<String>) {
    let mut parts: Vec<String> = typed.split(['/', '／']).map(fold).filter(|part| !part.is_empty()).collect();
    let last = parts.pop().unwrap_or_default();
    (last, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two frameworks that share a dimension, one of them a tree.
    fn finder() -> Finder<u32> {
        let mut finder = Finder::new();
        let seven = finder.add(["七个有力", "seven-strengths"], None, None);
        finder.add(["教育党员", "教育党员有力"], Some(seven), Some(1));
        finder.add(["管理党员", "管理党员有力"], Some(seven), Some(2));
        finder.add(["服务师生"], Some(seven), Some(3));
        let four = finder.add(["“四三”工程"], None, None);
        let depth = finder.add(["三维度"], Some(four), Some(4));
        finder.add(["学"], Some(depth), Some(5));
        let other = finder.add(["三认同"], Some(four), Some(6));
        finder.add(["政治认同"], Some(other), Some(7));
        finder.add(["服务师生"], Some(four), Some(8));
        finder
    }

    #[test]
    fn exact_names_win() {
        let finder = finder();
        assert_eq!(finder.find("教育党员"), Found::One(1));
        assert_eq!(finder.find("“教育党员”"), Found::One(1));
        assert_eq!(finder.find("教育党员有力"), Found::One(1));
        assert_eq!(finder.find("学"), Found::One(5));
    }

    #[test]
    fn the_only_one_containing_it_is_found() {
        assert_eq!(finder().find("政治"), Found::One(7));
        assert_eq!(finder().find("管理"), Found::One(2));
    }

    #[test]
    fn two_candidates_are_named_in_full() {
        assert_eq!(
            finder().find("服务师生"),
            Found::Several(vec![(3, "七个有力/服务师生".into()), (8, "“四三”工程/服务师生".into())])
        );
        assert_eq!(
            finder().find("党员"),
            Found::Several(vec![(1, "七个有力/教育党员".into()), (2, "七个有力/管理党员".into())])
        );
    }

    #[test]
    fn ways_of_names_qualify() {
        let finder = finder();
        assert_eq!(finder.find("七个有力/服务师生"), Found::One(3));
        assert_eq!(finder.find("四三工程 ／ 服务师生"), Found::One(8));
        assert_eq!(finder.find("四三工程/三维度/学"), Found::One(5));
        assert_eq!(finder.find("四三工程/学"), Found::One(5));
        assert_eq!(finder.find("四三/政治"), Found::One(7));
        assert_eq!(finder.find("/管理党员"), Found::One(2));
        let right = Found::None { near: Some("“四三”工程/三维度/学".into()) };
        assert_eq!(finder.find("三认同/学"), right);
        assert_eq!(finder.find("三维度/四三工程/学"), right);
    }

    #[test]
    fn what_only_qualifies_is_not_found() {
        assert!(matches!(finder().find("七个有力"), Found::None { .. }));
    }

    #[test]
    fn the_name_spelt_most_alike_is_suggested() {
        assert_eq!(finder().find("教肓党员"), Found::None { near: Some("教育党员".into()) });
        assert_eq!(finder().find("完全不同"), Found::None { near: None });
    }

    #[test]
    fn a_part_of_a_name_may_be_misspelt() {
        let near = |typed: &str| match finder().find(typed) {
            Found::None { near } => near,
            found => panic!("{typed}: {found:?}"),
        };
        assert_eq!(near("服物").as_deref(), Some("七个有力/服务师生"));
        assert_eq!(near("管里").as_deref(), Some("管理党员"));
        assert_eq!(near("改治"), None);
        assert_eq!(near("师物"), None, "only the beginning of a name is typed for it");
        assert_eq!(near("做"), None);
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        for typed in ["", " ", "——", "“”", "/", "//"] {
            assert_eq!(finder().find(typed), Found::None { near: None }, "{typed:?}");
        }
    }

    #[test]
    fn one_thing_under_two_matching_names_is_one() {
        let mut finder = Finder::new();
        finder.add(["组织师生有力", "组织群众有力"], None, Some(1));
        assert_eq!(finder.find("有力"), Found::One(1));
    }

    #[test]
    fn a_name_may_hold_a_slash_itself() {
        let mut finder = Finder::new();
        finder.add(["文化/阵地建设"], None, Some(1));
        finder.add(["阵地建设"], None, Some(2));
        assert_eq!(finder.find("文化/阵地建设"), Found::One(1));
    }
}
