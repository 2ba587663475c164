//! Frameworks: those of files, the house frameworks of single cases, and which case takes up which.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use crate::base::fold::fold;
use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Route, Words};
use crate::model::finder::{Finder, Found};
use crate::model::read::{CaseText, FrameworkText, TakenUpText, read_framework};
use crate::model::{CaseId, ColumnId, Framework, FrameworkId, FrameworkKind, Institution, TakenUp};
use crate::parse::Document;
use crate::scan::Inventory;

use super::cases::VisibleCase;
use super::desk::{Desk, Wishes, facts};
use super::names::{name_of, segment};
use super::slugs::SlugSet;
use super::tied::Ties;
use super::titles;
use super::tree::{Owner, flatten};

codes! {
    UNKNOWN_FRAMEWORK = "unknown-framework" Error {
        "案例写了一个没有的框架。请核对名称；新的框架在 content/frameworks 里建一个文件，或在案例中写出它的维度。",
        "A case names a framework that does not exist. Check the name; a new framework is a file in content/frameworks, or has its dimensions written in the case."
    }
    AMBIGUOUS_FRAMEWORK = "ambiguous-framework" Error {
        "案例写的框架名称符合几个框架，分不清是哪一个。",
        "The name of a framework in a case fits several, so that nobody can tell which is meant."
    }
    REPEATED_FRAMEWORK = "repeated-framework" Warning {
        "案例把同一个框架写了两次，只取第一次。",
        "A case names one framework twice; the first counts."
    }
    SHADOWED_FRAMEWORK = "shadowed-framework" Warning {
        "案例自己列出了维度，而 content/frameworks 里已有同名的框架；两者按两个框架分别统计。",
        "A case lists dimensions of its own for a framework that content/frameworks has already; the two are counted as two frameworks."
    }
}

/// All frameworks, and how cases find them.
pub(super) struct Shelf {
    pub(super) frameworks: Arc<Vec<Framework>>,
    /// Those of files, by title, aliases, version and file name.
    finder: Finder<FrameworkId>,
    /// What names as typed led to: cases type the same ones over and over.
    known: RwLock<HashMap<String, FrameworkId>>,
    /// Files of frameworks that are left out, by folded names.
    hidden: BTreeMap<String, FilePath>,
    /// House frameworks by case and place in its list.
    own: BTreeMap<(CaseId, usize), FrameworkId>,
    /// Who has house frameworks of a folded name.
    owners: BTreeMap<String, FilePath>,
}

/// Reads the frameworks of files, and those that cases write themselves.
pub(super) fn read(desk: &mut Desk<'_>, documents: Vec<Arc<Document>>, cases: &[VisibleCase]) -> Shelf {
    let mut shelf = Shelf {
        frameworks: Arc::default(),
        finder: Finder::new(),
        known: RwLock::default(),
        hidden: BTreeMap::new(),
        own: BTreeMap::new(),
        owners: BTreeMap::new(),
    };
    for document in documents {
        shelf.add_file(desk, &document);
    }
    let mut slugs = SlugSet::default();
    for framework in &*shelf.frameworks {
        slugs.take(framework.slug.clone());
    }
    for (index, case) in cases.iter().enumerate() {
        for (place, taken) in
            case.reading.text.frameworks.iter().enumerate().filter(|(_, taken)| is_own(taken))
        {
            let id = shelf.add_own(desk, CaseId(index as u32), (case, taken), &mut slugs);
            shelf.own.insert((CaseId(index as u32), place), id);
        }
    }
    shelf
}

/// Whether a case writes a framework itself: with its dimensions, or saying that it cannot name them.
fn is_own(taken: &TakenUpText) -> bool {
    let list = &taken.dimensions;
    !list.items.is_empty() || (list.partial && list.declared.is_some())
}

impl Shelf {
    fn next_id(&self) -> FrameworkId {
        FrameworkId(self.frameworks.len() as u32)
    }

    fn add_file(&mut self, desk: &mut Desk<'_>, document: &Document) {
        let is_faulty = desk.leaves_out_faulty(&document.path);
        let outcome = read_framework(document);
        if is_faulty {
            return self.hide(document, &outcome.value);
        }
        let text = desk.found.take(outcome);
        if desk.leaves_out(&document.path, Wishes { draft: text.draft, ..Wishes::default() }) {
            return self.hide(document, &text);
        }
        let id = self.next_id();
        let title = titles::required(desk, document, text.title.as_deref());
        let slug = segment(desk.slugger, text.slug.as_ref(), &document.path);
        let dimensions = flatten(&text.dimensions.items, Owner { id, slug: &slug }, desk.slugger);
        let versioned = text.version.as_ref().map(|version| format!("{title}{version}"));
        let names = [title.as_str()].into_iter().chain(text.aliases.iter().map(String::as_str));
        let names = names.chain(versioned.as_deref()).chain([slug.as_str(), name_of(&document.path)]);
        self.finder.add(names, None, Some(id));
        let redirects = super::redirects::usable(&document.path, &text.redirects, desk.found);
        self.add(Framework {
            id,
            title,
            aliases: text.aliases,
            kind: text.kind,
            issuer: text.issuer,
            document: text.document,
            version: text.version,
            declared: text.dimensions.declared.map(|declared| declared.value),
            partial: text.dimensions.partial,
            dimensions,
            owner: None,
            text: Some(facts(document)),
            summary: text.summary,
            redirects,
            extra: text.extra,
            route: Route::folder(&format!("frameworks/{slug}")),
            slug,
        });
    }

    fn add(&mut self, framework: Framework) {
        Arc::make_mut(&mut self.frameworks).push(framework);
    }

    /// What cases are tied to.
    pub(super) fn ties(
        &self,
        inventory: &Arc<Inventory>,
        institutions: &Arc<Vec<Institution>>,
        columns: &BTreeMap<String, ColumnId>,
    ) -> Ties {
        Ties {
            inventory: inventory.clone(),
            frameworks: self.frameworks.clone(),
            institutions: institutions.clone(),
            hidden: self.hidden.clone(),
            own: self.own.clone(),
            owners: self.owners.clone(),
            columns: columns.clone(),
        }
    }

    fn hide(&mut self, document: &Document, text: &FrameworkText) {
        let title = titles::optional(document, text.title.as_deref());
        let names = [title.as_str(), name_of(&document.path)].into_iter();
        for name in names.chain(text.aliases.iter().map(String::as_str)) {
            self.hidden.insert(fold(name), document.path.clone());
        }
    }

    fn add_own(
        &mut self,
        desk: &mut Desk<'_>,
        owner: CaseId,
        (case, taken): (&VisibleCase, &TakenUpText),
        slugs: &mut SlugSet,
    ) -> FrameworkId {
        let title = taken.name.value.clone();
        let path = &case.reading.facts.path;
        self.check_shadow(desk, path, taken);
        let id = self.next_id();
        let slug = desk.slugger.slug(&title);
        let slug = slugs.take_or(slug, |slug| format!("{slug}-{}", case.reading.slug));
        let dimensions = flatten(&taken.dimensions.items, Owner { id, slug: &slug }, desk.slugger);

        self.owners.entry(fold(&title)).or_insert_with(|| path.clone());
        self.add(Framework {
            id,
            title,
            aliases: taken.aliases.clone(),
            kind: FrameworkKind::House,
            issuer: None,
            document: None,
            version: None,
            declared: taken.dimensions.declared.as_ref().map(|declared| declared.value),
            partial: taken.dimensions.partial,
            dimensions,
            owner: Some(owner),
            text: None,
            summary: None,
            redirects: Vec::new(),
            extra: taken.extra.clone(),
            route: Route::folder(&format!("frameworks/{slug}")),
            slug,
        });
        id
    }

    fn check_shadow(&self, desk: &mut Desk<'_>, path: &FilePath, taken: &TakenUpText) {
        let key = fold(&taken.name.value);
        let same = |framework: &&Framework| {
            framework.owner.is_none()
                && std::iter::once(&framework.title).chain(&framework.aliases).any(|name| fold(name) == key)
        };
        let Some(first) = self.frameworks.iter().find(same) else { return };
        let (name, file) = (&taken.name.value, first.text.as_ref().map_or("", |text| text.path.as_str()));
        let problem = Diagnostic::new(
            &SHADOWED_FRAMEWORK,
            Place::value(path, &taken.name.path),
            words!("框架“{name}”在“{file}”中已有", "the framework `{name}` is in `{file}` already"),
        );
        desk.found.push(problem.help(words!(
            "若是同一个，只写名称，不写维度；若不是，请换一个名称",
            "write the name alone if it is the same, or give it another name"
        )));
    }

    /// The frameworks that a case takes up, each once, and whether it names others; those that cannot be
    /// found are reported.
    pub(super) fn taken_up(
        &self,
        case: CaseId,
        text: &CaseText,
        path: &FilePath,
        found: &mut Diagnostics,
    ) -> (Vec<TakenUp>, bool) {
        let mut taken_up: Vec<TakenUp> = Vec::new();
        let mut names_lost = false;
        for (place, taken) in text.frameworks.iter().enumerate() {
            let own = self.own.get(&(case, place)).copied();
            let Some(framework) = own.or_else(|| self.find(taken, path, found)) else {
                names_lost = true;
                continue;
            };
            if taken_up.iter().any(|known| known.framework == framework) {
                found.push(self.repeated(taken, framework, path));
                continue;
            }
            taken_up.push(TakenUp {
                framework,
                mapping: taken.mapping,
                extra: taken.extra.clone(),
                place: taken.name.path.clone(),
            });
        }
        (taken_up, names_lost)
    }

    fn find(&self, taken: &TakenUpText, path: &FilePath, found: &mut Diagnostics) -> Option<FrameworkId> {
        let name = &taken.name.value;
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Some(*known);
        }
        let place = Place::value(path, &taken.name.path);
        match self.finder.find(name) {
            Found::One(id) => {
                self.known.write().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), id);
                Some(id)
            }
            Found::Several(several) => {
                let ids: Vec<FrameworkId> = several.into_iter().map(|(id, _)| id).collect();
                found.push(self.ambiguous(name, &ids, place));
                None
            }
            Found::None { near } => {
                found.push(self.unknown(name, near, place));
                None
            }
        }
    }

    fn ambiguous(&self, name: &str, ids: &[FrameworkId], place: Place) -> Diagnostic {
        const MOST: usize = 6;
        let shown: Vec<Words> = ids.iter().take(MOST).map(|id| self.shown(*id)).collect();
        let zh = shown.iter().map(|words| words.zh.as_str()).collect::<Vec<_>>().join("、");
        let en = shown.iter().map(|words| words.en.as_str()).collect::<Vec<_>>().join(", ");
        let message = words!("“{name}”可以是{zh}", "`{name}` may be {en}");
        let first = ids.first().map_or("", |id| self.frameworks[id.index()].slug.as_str());
        let help = words!(
            "写全名，或写文件名，如“{first}”",
            "write the full name, or the name of its file such as `{first}`"
        );
        Diagnostic::new(&AMBIGUOUS_FRAMEWORK, place, message).help(help)
    }

    /// A framework with the file that tells it from others of its name.
    fn shown(&self, id: FrameworkId) -> Words {
        let Framework { title, text, .. } = &self.frameworks[id.index()];
        match text.as_ref().map(|text| &text.path) {
            Some(path) => words!("“{title}”（{path}）", "`{title}` ({path})"),
            None => words!("“{title}”", "`{title}`"),
        }
    }

    fn unknown(&self, name: &str, near: Option<String>, place: Place) -> Diagnostic {
        let key = fold(name);
        let message = words!("没有框架“{name}”", "there is no framework `{name}`");
        let help = if let Some(file) = self.hidden.get(&key) {
            words!("“{file}”没有发布（草稿或有错误）", "`{file}` is left out, as a draft or for its errors")
        } else if let Some(near) = near {
            words!("是不是“{near}”？", "did you mean `{near}`?")
        } else if let Some(file) = self.owners.get(&key) {
            words!(
                "它只写在“{file}”里；要共用，请移到 content/frameworks 的文件中",
                "it stands in `{file}` alone; to share it, move it to a file of content/frameworks"
            )
        } else {
            let Words { zh, en } = self.some_titles();
            words!(
                "用 `fengcai add framework {name}` 新建一套，或在案例里写出它的维度：{{名称: {name}, 维度: [……]}}{zh}",
                "make one with `fengcai add framework {name}`, or write its dimensions in the case: {{name: {name}, dimensions: [...]}}{en}"
            )
        };
        Diagnostic::new(&UNKNOWN_FRAMEWORK, place, message).help(help)
    }

    /// The titles of the first frameworks of files, for who does not know their names.
    fn some_titles(&self) -> Words {
        const MOST: usize = 6;
        let titles: Vec<&str> = self
            .frameworks
            .iter()
            .filter(|framework| framework.owner.is_none())
            .map(|framework| framework.title.as_str())
            .collect();
        match titles.get(..MOST.min(titles.len())) {
            None | Some([]) => Words::new("", ""),
            Some(first) => {
                let (zh, en) = (first.join("、"), first.join(", "));
                let (more_zh, more_en) = if titles.len() > MOST { ("……", ", ...") } else { ("", "") };
                words!("；现有的是：{zh}{more_zh}", "; there are: {en}{more_en}")
            }
        }
    }

    fn repeated(&self, taken: &TakenUpText, framework: FrameworkId, path: &FilePath) -> Diagnostic {
        let (name, title) = (&taken.name.value, &self.frameworks[framework.index()].title);
        Diagnostic::new(
            &REPEATED_FRAMEWORK,
            Place::value(path, &taken.name.path),
            words!(
                "“{name}”就是前面已写的框架“{title}”",
                "`{name}` is the framework `{title}`, named before"
            ),
        )
        .help(words!("删去一个", "remove one of the two"))
    }
}
