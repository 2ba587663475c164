//! Practices (做法) and the evidence in them: what headings declare, joined with what the front matter
//! says, each tied to the dimensions of the frameworks that the case takes up.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::base::{Diagnostic, Diagnostics, Outcome, Place, Words};
use crate::markdown::Heading;
use crate::model::finder::{EntryIndex, Finder, Found};
use crate::model::{Case, DimensionId, Framework, FrameworkId, Mapping, Practice, Site};

use super::{Evidence, MergedPractice};

codes! {
    UNKNOWN_DIMENSION = "unknown-dimension" Error {
        "标题或做法里写的维度，在本案例采用的框架中找不到。照框架文件里的名称或别名改写，或先在文件头的“框架”里列出那个框架。",
        "A heading or practice names a dimension that none of the case's frameworks has. Write it as the framework's file does, or list the framework in `frameworks` first."
    }
    AMBIGUOUS_DIMENSION = "ambiguous-dimension" Error {
        "所写的维度名同时符合几个维度。写成“框架/维度”或“父维度/子维度”。",
        "The name fits several dimensions. Write `framework/dimension` or `parent/child`."
    }
    UNKNOWN_SECTION = "unknown-section" Error {
        "做法的 section 所指的小节在正文里找不到。照正文标题改写。",
        "The section that a practice names is not in the body. Write it as the heading does."
    }
    AMBIGUOUS_SECTION = "ambiguous-section" Error {
        "做法的 section 同时符合几个标题。写成“上级标题/标题”。",
        "The section that a practice names fits several headings. Write `parent/heading`."
    }
    EVIDENCE_FOR_UNSTATED = "evidence-for-unstated" Warning {
        "案例声明与这个框架的对应关系没有说明，却有小节标注了它的维度。删去 mapping: unstated，或删去标注。",
        "The case says that its mapping to the framework is unstated, yet a section names one of its dimensions. Remove `mapping: unstated` or the name."
    }
    EMPTY_SECTION = "empty-section" Warning {
        "标注了维度的小节，标题下面（连同下级小节）没有文字、图片或表格，不算佐证：读者点过去什么也看不到。写上内容，或删去标题、标注。草稿里的不提醒，预览工具条照样列出还缺佐证的维度。",
        "A section that is tied to dimensions holds no words, pictures or tables, nor does one below it; so it is no evidence: a reader who goes there finds nothing. Write its text, or remove the heading or what ties it. Drafts are not told so; the bar of the preview lists the dimensions that lack evidence all the same."
    }
}

/// Ways to find dimensions by name.
pub(super) struct Finders<'a> {
    site: &'a Site,
    /// By the frameworks that a case takes up.
    own: Mutex<HashMap<Vec<FrameworkId>, Arc<OwnFinder<'a>>>>,
    /// Among all frameworks with a file, for help.
    everywhere: OnceLock<Finder<DimensionId>>,
}

/// Finds dimensions among the frameworks that a case takes up.
struct OwnFinder<'a> {
    finder: Finder<DimensionId>,
    /// What was found, by the name as typed: cases name the same dimensions over and over.
    known: Mutex<HashMap<&'a str, DimensionId>>,
}

impl<'a> Finders<'a> {
    pub(super) fn new(site: &'a Site) -> Finders<'a> {
        Finders { site, own: Mutex::default(), everywhere: OnceLock::new() }
    }

    /// Joins practices of headings and front matter of a case.
    pub(super) fn practices(&self, case: &'a Case) -> Outcome<Vec<MergedPractice>> {
        let own = &self.own(frameworks_of(case));
        Reader { finders: self, site: self.site, case, own, diagnostics: Diagnostics::default() }.practices()
    }

    fn own(&self, frameworks: Vec<FrameworkId>) -> Arc<OwnFinder<'a>> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let finder = own.entry(frameworks).or_insert_with_key(|frameworks| {
            let frameworks = frameworks.iter().map(|framework| &self.site[*framework]);
            Arc::new(OwnFinder { finder: dimension_finder(self.site, frameworks), known: Mutex::default() })
        });
        finder.clone()
    }

    fn everywhere(&self) -> &Finder<DimensionId> {
        self.everywhere.get_or_init(|| {
            let shared = self.site.frameworks.iter().filter(|framework| framework.owner.is_none());
            dimension_finder(self.site, shared)
        })
    }
}

impl<'a> OwnFinder<'a> {
    fn find(&self, name: &'a str) -> Found<DimensionId> {
        if let Some(id) = self.known().get(name) {
            return Found::One(*id);
        }
        let found = self.finder.find(name);
        if let Found::One(id) = found {
            self.known().insert(name, id);
        }
        found
    }

    fn known(&self) -> MutexGuard<'_, HashMap<&'a str, DimensionId>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn frameworks_of(case: &Case) -> Vec<FrameworkId> {
    case.frameworks.iter().map(|taken| taken.framework).collect()
}

/// Finds dimensions of some frameworks by name; a framework's own name only qualifies.
pub fn dimension_finder<'a>(
    site: &Site,
    frameworks: impl Iterator<Item = &'a Framework>,
) -> Finder<DimensionId> {
    let mut finder = Finder::new();
    for framework in frameworks {
        let names = std::iter::once(&framework.title).chain(&framework.aliases).map(String::as_str);
        let top = finder.add(names, None, None);
        let mut entries = BTreeMap::new();
        for dimension in &site[framework.id].dimensions {
            let names = std::iter::once(&dimension.name).chain(&dimension.aliases).map(String::as_str);
            let parent = dimension.parent.map_or(top, |parent| entries[&parent]);
            entries.insert(dimension.id, finder.add(names, Some(parent), Some(dimension.id)));
        }
    }
    finder
}

/// Finds sections of a text by heading; a heading above qualifies.
fn section_finder(headings: &[Heading]) -> Finder<u32> {
    let mut finder = Finder::new();
    let mut open: Vec<(u8, EntryIndex)> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        open.retain(|(level, _)| *level < heading.level);
        let parent = open.last().map(|(_, entry)| *entry);
        let entry = finder.add([heading.text.as_str()], parent, Some(at as u32));
        open.push((heading.level, entry));
    }
    finder
}

/// Gathers evidence by dimension, in order of case and section.
pub(super) fn evidence(practices: &[Arc<[MergedPractice]>]) -> BTreeMap<DimensionId, Vec<Evidence>> {
    let mut evidence: BTreeMap<DimensionId, Vec<Evidence>> = BTreeMap::new();
    for (case, practices) in practices.iter().enumerate() {
        for (place, practice) in practices.iter().enumerate() {
            for dimension in &practice.dimensions {
                evidence.entry(*dimension).or_default().push(Evidence {
                    case: crate::model::CaseId(case as u32),
                    heading: practice.heading,
                    practice: place as u32,
                });
            }
        }
    }
    for list in evidence.values_mut() {
        list.sort();
    }
    evidence
}

/// Reads the practices of one case.
struct Reader<'k, 'a> {
    finders: &'k Finders<'a>,
    site: &'k Site,
    case: &'a Case,
    /// Dimensions of the frameworks that the case takes up.
    own: &'k OwnFinder<'a>,
    diagnostics: Diagnostics,
}

impl<'a> Reader<'_, 'a> {
    fn practices(mut self) -> Outcome<Vec<MergedPractice>> {
        let case = self.case;
        let mut merged = self.of_headings();
        // Most cases say everything in their headings.
        let headings = if case.front.practices.is_empty() { &[] } else { &*case.text.outline.headings };
        let sections = section_finder(headings);
        for (index, practice) in case.front.practices.iter().enumerate() {
            let heading = self.section_of(practice, &sections);
            let dimensions: Vec<DimensionId> = practice
                .dimensions
                .iter()
                .filter_map(|named| {
                    self.dimension(&named.name, || Place::value(&case.text.path, &named.place))
                })
                .collect();
            join(&mut merged, &practice.name, heading, dimensions, index as u32);
        }
        merged.sort_by_key(|practice| (practice.heading.unwrap_or(u32::MAX), practice.stated));
        self.check_unstated(&merged);
        self.leave_empty(&mut merged);
        self.diagnostics.with(merged)
    }

    /// A section that shows nothing is evidence for nothing. What the front matter says of a practice stands
    /// without that section, and a heading alone is no practice.
    fn leave_empty(&mut self, merged: &mut Vec<MergedPractice>) {
        let headings = &self.case.text.outline.headings;
        let mut bound: BTreeMap<u32, Vec<DimensionId>> = BTreeMap::new();
        for practice in merged.iter_mut().filter(|practice| !practice.dimensions.is_empty()) {
            if let Some(at) = practice.heading.filter(|at| !headings[*at as usize].holds_content) {
                bound.entry(at).or_default().extend(&practice.dimensions);
                practice.heading = None;
            }
        }
        if bound.is_empty() {
            return;
        }
        merged.retain(|practice| practice.heading.is_some() || practice.stated.is_some());
        // The writer of a draft is not done, and knows.
        if !self.case.front.draft {
            let empty = bound.iter().map(|(at, dimensions)| self.empty(&headings[*at as usize], dimensions));
            self.diagnostics.extend(empty.collect::<Vec<_>>());
        }
    }

    fn empty(&self, heading: &Heading, dimensions: &[DimensionId]) -> Diagnostic {
        let Words { zh, en } = quoted(dimensions.iter().map(|id| self.site[*id].name.as_str()));
        let section = &heading.text;
        let message = words!(
            "小节“{section}”没有内容，不算{zh}的佐证",
            "the section `{section}` holds nothing, so it is no evidence for {en}"
        );
        let help = words!(
            "在标题下面写上内容；没有可写的，就删去标题或对维度的标注",
            "write its text; with nothing to tell, remove the heading or what ties it to the dimension"
        );
        Diagnostic::new(&EMPTY_SECTION, Place::span(&self.case.text.path, heading.span), message).help(help)
    }

    fn of_headings(&mut self) -> Vec<MergedPractice> {
        let case = self.case;
        let mut merged = Vec::new();
        for (at, heading) in case.text.outline.headings.iter().enumerate() {
            if heading.dimensions.is_empty() {
                continue;
            }
            let mut dimensions: Vec<DimensionId> = Vec::new();
            for declared in &heading.dimensions {
                let place = || Place::span(&case.text.path, declared.span);
                if let Some(id) = self.dimension(&declared.name, place)
                    && !dimensions.contains(&id)
                {
                    dimensions.push(id);
                }
            }
            merged.push(MergedPractice {
                name: heading.text.clone(),
                heading: Some(at as u32),
                dimensions,
                stated: None,
            });
        }
        merged
    }

    /// The heading that tells of a practice. A `section` that is not there is an error; a mere name
    /// need not be a heading.
    fn section_of(&mut self, practice: &Practice, sections: &Finder<u32>) -> Option<u32> {
        let Some((wanted, place)) = &practice.section else {
            return match sections.find(&practice.name) {
                Found::One(at) => Some(at),
                Found::Several(_) | Found::None { .. } => None,
            };
        };
        let place = Place::value(&self.case.text.path, place);
        match sections.find(wanted) {
            Found::One(at) => return Some(at),
            Found::Several(several) => {
                let Words { zh, en } = quoted(several.iter().map(|(_, name)| name.as_str()));
                self.diagnostics.push(
                    Diagnostic::new(
                        &AMBIGUOUS_SECTION,
                        place,
                        words!("“{wanted}”符合几个小节：{zh}", "`{wanted}` fits several sections: {en}"),
                    )
                    .help(words!("写成“上级标题/标题”", "write `parent/heading`")),
                );
            }
            Found::None { near } => self.diagnostics.push(
                Diagnostic::new(
                    &UNKNOWN_SECTION,
                    place,
                    words!("正文里没有小节“{wanted}”", "the body has no section `{wanted}`"),
                )
                .maybe_help(perhaps(near)),
            ),
        }
        None
    }

    /// Finds a dimension among the frameworks that the case takes up.
    fn dimension(&mut self, name: &'a str, place: impl FnOnce() -> Place) -> Option<DimensionId> {
        match self.own.find(name) {
            Found::One(id) => return Some(id),
            Found::Several(several) => self.diagnostics.push(ambiguous(name, place(), &several)),
            Found::None { near } if near.is_none() && self.may_be_lost() => {}
            Found::None { .. } if self.may_be_lost() && self.is_elsewhere(name) => {}
            Found::None { near } => {
                let unknown = self.unknown(name, place(), near);
                self.diagnostics.push(unknown);
            }
        }
        None
    }

    /// Whether a framework of the case could not be found, so that a dimension may be one of that. The name
    /// of the framework was told, and to tell each of its dimensions would bury it.
    fn may_be_lost(&self) -> bool {
        self.case.names_lost_framework
    }

    fn is_elsewhere(&self, name: &str) -> bool {
        !matches!(self.finders.everywhere().find(name), Found::None { .. })
    }

    fn unknown(&self, name: &str, place: Place, near: Option<String>) -> Diagnostic {
        let diagnostic = Diagnostic::new(
            &UNKNOWN_DIMENSION,
            place,
            words!(
                "本案例采用的框架里没有维度“{name}”",
                "no framework of this case has a dimension `{name}`"
            ),
        );
        if let Some(several) = self.joined(name) {
            let (zh, en) = (several.join("、"), several.join(", "));
            return diagnostic.help(words!(
                "这是几个维度，用顿号隔开：{zh}",
                "these are several dimensions; put commas between them: `{en}`"
            ));
        }
        match self.finders.everywhere().find(name) {
            Found::One(id) => {
                let framework = &self.site[id.framework].title;
                diagnostic.help(words!(
                    "它是“{framework}”的维度：在文件头的“框架”里列出“{framework}”",
                    "it is a dimension of `{framework}`: list `{framework}` in `frameworks`"
                ))
            }
            Found::Several(_) | Found::None { .. } => {
                diagnostic.help(perhaps(near).unwrap_or_else(|| self.choice()))
            }
        }
    }

    /// The dimensions that the case may name, the first of them at least.
    fn choice(&self) -> Words {
        const MOST: usize = 12;
        let frameworks = self.case.frameworks.iter().map(|taken| &self.site[taken.framework]);
        let names: Vec<&str> =
            frameworks.flat_map(|framework| framework.leaves()).map(|leaf| leaf.name.as_str()).collect();
        if names.is_empty() {
            return words!(
                "在文件头的“框架”里写上案例采用的标准",
                "name the frameworks that the case takes up in `frameworks`"
            );
        }
        let first = &names[..MOST.min(names.len())];
        let (zh, en) = (first.join("、"), first.join(", "));
        let (more_zh, more_en) = if names.len() > MOST { ("……", ", ...") } else { ("", "") };
        words!("可以写：{zh}{more_zh}", "there are: {en}{more_en}")
    }

    /// The dimensions of the case whose names stand one behind the other with spaces between them; none
    /// when a word of `name` belongs to no such name.
    fn joined<'n>(&self, name: &'n str) -> Option<Vec<&'n str>> {
        let mut names = Vec::new();
        let mut rest = name.trim();
        while !rest.is_empty() {
            // A name may hold spaces of its own, so the longest that is known is the one that is meant.
            let ends =
                std::iter::once(rest.len()).chain(rest.rmatch_indices(char::is_whitespace).map(|(at, _)| at));
            let is_known = |end: &usize| matches!(self.own.finder.find(&rest[..*end]), Found::One(_));
            let end = ends.into_iter().find(is_known)?;
            names.push(rest[..end].trim_end());
            rest = rest[end..].trim_start();
        }
        (names.len() > 1).then_some(names)
    }

    fn check_unstated(&mut self, merged: &[MergedPractice]) {
        for taken in self.case.frameworks.iter().filter(|taken| taken.mapping == Mapping::Unstated) {
            let bound = merged.iter().any(|practice| {
                practice.dimensions.iter().any(|dimension| dimension.framework == taken.framework)
            });
            if bound {
                let title = &self.site[taken.framework].title;
                self.diagnostics.push(
                    Diagnostic::new(
                        &EVIDENCE_FOR_UNSTATED,
                        Place::value(&self.case.text.path, &taken.place),
                        words!(
                            "“{title}”声明为未说明对应关系，却有小节标注了它的维度",
                            "the mapping to `{title}` is said to be unstated, yet a section names one of its dimensions"
                        ),
                    )
                    .help(words!("删去 mapping: unstated，或删去标注", "remove `mapping: unstated` or the name")),
                );
            }
        }
    }
}

/// Adds what the front matter says of a practice to the practice of the same section, or as a new one.
fn join(
    merged: &mut Vec<MergedPractice>,
    name: &str,
    heading: Option<u32>,
    dimensions: Vec<DimensionId>,
    stated: u32,
) {
    let known = heading
        .and_then(|at| merged.iter_mut().find(|known| known.heading == Some(at) && known.stated.is_none()));
    let practice = match known {
        Some(known) => known,
        None => {
            merged.push(MergedPractice {
                name: String::new(),
                heading,
                dimensions: Vec::new(),
                stated: None,
            });
            merged.last_mut().expect("one was just pushed")
        }
    };
    practice.name = name.to_owned();
    practice.stated = Some(stated);
    for dimension in dimensions {
        if !practice.dimensions.contains(&dimension) {
            practice.dimensions.push(dimension);
        }
    }
}

fn ambiguous(name: &str, place: Place, several: &[(DimensionId, String)]) -> Diagnostic {
    let Words { zh, en } = quoted(several.iter().map(|(_, name)| name.as_str()));
    let example = &several[0].1;
    Diagnostic::new(
        &AMBIGUOUS_DIMENSION,
        place,
        words!("“{name}”符合几个维度：{zh}", "`{name}` fits several dimensions: {en}"),
    )
    .help(words!("写全，如“{example}”", "write it in full, such as `{example}`"))
}

/// Names in quotes, as either language lists them.
fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> Words {
    let names: Vec<&str> = names.collect();
    let listed = |open: &str, close: &str, between: &str| {
        names.iter().map(|name| format!("{open}{name}{close}")).collect::<Vec<_>>().join(between)
    };
    Words::new(listed("“", "”", "、"), listed("`", "`", ", "))
}

fn perhaps(near: Option<String>) -> Option<Words> {
    near.map(|near| words!("是不是“{near}”？", "perhaps `{near}`?"))
}
