//! Shortcodes of texts: what the theme reads of a call, completed by what the site knows. The check in
//! the plan and the printing in a job go the same way, so that what passes the one can be drawn by the
//! other.

use std::collections::BTreeMap;

use crate::base::date::DateRange;
use crate::base::{Diagnostic, Place, Route, Words};
use crate::config::Term;
use crate::markdown::Call;
use crate::model::finder::{Finder, Found};
use crate::model::{Case, Honour, TextFacts, Years};
use crate::relate::Target;
use crate::yaml;

use super::World;
use super::theme::shortcodes::{Address, Given, Known, Reading, SHORTCODE_ARGUMENT, Said, Value};
use super::theme::{Fault, Shared};
use super::view::{
    Link, attachment_view, honour_view, picture_view, practice_view, static_attachment, static_picture,
};

codes! {
    SHORTCODE_EMPTY = "empty-shortcode" Warning {
        "短代码没有东西可显示，比如没有一条荣誉符合所写的级别、年份和类别。",
        "A shortcode has nothing to show: no honour, say, is of the level, year and kind that it asks for."
    }
}

/// Where a call stands and where it is shown.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    /// The site.
    pub(super) world: &'a World,
    /// The text that calls.
    pub(super) text: &'a TextFacts,
    /// The page that shows it.
    pub(super) page: &'a Route,
}

/// Reports what is wrong with the shortcodes of all texts.
pub(super) fn check(world: &World) -> impl Iterator<Item = Diagnostic> {
    world.links().callers().flat_map(move |linkable| {
        let scene = Scene { world, text: linkable.text, page: linkable.route };
        linkable.text.outline.calls.iter().flat_map(move |call| scene.problems(call))
    })
}

/// What lets honours through to a shortcode.
#[derive(Clone, Debug, Default)]
struct Sieve {
    level: Option<String>,
    kind: Option<String>,
    years: Option<Years>,
}

impl Sieve {
    fn passes(&self, honour: &Honour) -> bool {
        let years = |wanted: &Years| {
            honour.year.is_some_and(|years| years.from <= wanted.to && wanted.from <= years.to)
        };
        self.level.as_ref().is_none_or(|level| honour.level.as_ref() == Some(level))
            && self.kind.as_ref().is_none_or(|kind| honour.kind == *kind)
            && self.years.as_ref().is_none_or(years)
    }
}

impl Scene<'_> {
    fn problems(&self, call: &Call) -> Vec<Diagnostic> {
        match self.world.theme.read_call(&self.text.path, call) {
            Ok(reading) => Completion::new(*self, call, reading).finish().problems,
            Err(_) if self.world.theme.is_broken() => Vec::new(),
            Err(unknown) => vec![*unknown],
        }
    }

    /// Draws a call around the HTML of what stands inside; none when it lacks what the theme needs, which
    /// the plan reported at its place.
    pub(super) fn draw(&self, call: &Call, inner_html: &str) -> Option<Result<String, Box<Fault>>> {
        let reading = self.world.theme.read_call(&self.text.path, call).ok()?;
        let needed = reading.needed.clone();
        let Completion { component, arguments, .. } = Completion::new(*self, call, reading).finish();
        if needed.iter().any(|name| !arguments.contains_key(name)) {
            return None;
        }
        Some(self.world.theme.shortcode(component, arguments, inner_html))
    }

    /// Where an address of the text leads, under the mark where it leads to this site. Dead ones were
    /// reported with the links.
    fn address(&self, dest: &str) -> Option<String> {
        match self.world.links().find(&self.text.path, dest).ok()? {
            Target::Page { route, fragment } => Some(route.marked_with(fragment.as_deref())),
            Target::Static(route) => Some(route.marked()),
            Target::Companion(path) => Some(self.world.relations.assets.get(&path)?.route.marked()),
            Target::Here(id) => Some(self.world.links().text(&self.text.path)?.route.marked_with(Some(&id))),
            Target::Outside(address) => Some(address),
        }
    }
}

/// The case that a call is about.
#[derive(Clone, Copy)]
enum Subject<'c> {
    /// The one that it names, else the one in whose text it stands.
    Case(&'c Case),
    /// It names one that was reported as wrong.
    Lost,
    /// None is named, and the text is no case.
    Nobody,
}

/// A call being completed.
struct Completion<'c> {
    scene: Scene<'c>,
    call: &'c Call,
    component: &'c str,
    said: BTreeMap<&'c str, Said<'c>>,
    given: &'c [(String, Given)],
    /// The case that the call is about.
    subject: Subject<'c>,
    sieve: Sieve,
    arguments: BTreeMap<&'c str, Shared>,
    problems: Vec<Diagnostic>,
}

impl<'c> Completion<'c> {
    fn new(scene: Scene<'c>, call: &'c Call, reading: Reading<'c>) -> Completion<'c> {
        let Reading { component, said, given, needed: _, problems } = reading;
        let own = scene.world.links().text(&scene.text.path).map(|linkable| linkable.route);
        let own = own.and_then(|route| scene.world.case_at(route));
        let subject = own.map_or(Subject::Nobody, Subject::Case);
        let (sieve, arguments) = (Sieve::default(), BTreeMap::new());
        Completion { scene, call, component, said, given, subject, sieve, arguments, problems }
    }

    fn finish(mut self) -> Completion<'c> {
        let said = std::mem::take(&mut self.said);
        // Other arguments ask what case is meant, so that one comes first.
        let is_case = |said: &Said<'_>| said.value == Value::Address(Address::Case);
        let (cases, others): (Vec<_>, Vec<_>) = said.into_iter().partition(|(_, said)| is_case(said));
        for (name, said) in cases.into_iter().chain(others) {
            if let Some(value) = self.value(&said) {
                self.arguments.insert(name, value);
            }
        }
        for (name, given) in self.given {
            let value = match given {
                Given::Honours => self.honours(),
            };
            self.arguments.insert(name, value);
        }
        self
    }

    fn value(&mut self, said: &Said<'_>) -> Option<Shared> {
        let world = self.scene.world;
        let words = &world.config.vocabulary;
        match &said.value {
            Value::Ready(value) => Some(value.clone()),
            Value::Address(Address::Case) => self.case(said),
            Value::Address(Address::Link) => {
                let url = self.scene.address(said.typed);
                Some(Shared::of(&Link { name: said.typed.to_owned(), url }))
            }
            Value::Address(Address::Picture) => self.picture(said.typed),
            Value::Address(Address::File | Address::Video) => self.file(said.typed),
            Value::Known(Known::Level) => {
                self.sieve.level = self.term(said, &words.levels);
                self.sieve.level.as_deref().map(|id| Shared::of(&world.name_in(&words.levels, id)))
            }
            Value::Known(Known::HonourKind) => {
                self.sieve.kind = self.term(said, &words.honour_kinds);
                self.sieve.kind.as_deref().map(|id| Shared::of(&world.name_in(&words.honour_kinds, id)))
            }
            Value::Known(Known::Years) => self.years(said),
            Value::Known(Known::Practice) => self.practice(said),
        }
    }

    fn case(&mut self, said: &Said<'_>) -> Option<Shared> {
        let world = self.scene.world;
        let own = std::mem::replace(&mut self.subject, Subject::Lost);
        // An address that leads nowhere was reported with the links.
        let target = world.links().find(&self.scene.text.path, said.typed).ok()?;
        let found = match (target, own) {
            (Target::Page { route, .. }, _) => world.case_at(&route),
            (Target::Here(_), Subject::Case(own)) => Some(own),
            _ => None,
        };
        if let Some(case) = found {
            self.subject = Subject::Case(case);
        } else {
            let typed = said.typed;
            self.report(
                said,
                words!("“{typed}”不是案例", "`{typed}` is no case"),
                words!(
                    "写案例文件的路径，如 ../cases/b.md",
                    "write the path of a case, such as ../cases/b.md"
                ),
            );
        }
        found.map(|case| world.card(case.id))
    }

    fn picture(&self, dest: &str) -> Option<Shared> {
        match self.scene.world.links().find(&self.scene.text.path, dest).ok()? {
            Target::Companion(path) => Some(Shared::of(&picture_view(self.scene.world, &path)?)),
            Target::Static(route) => Some(Shared::of(&static_picture(&route))),
            _ => Some(Shared::of(&Link { name: dest.to_owned(), url: self.scene.address(dest) })),
        }
    }

    fn file(&self, dest: &str) -> Option<Shared> {
        match self.scene.world.links().find(&self.scene.text.path, dest).ok()? {
            Target::Companion(path) => Some(Shared::of(&attachment_view(self.scene.world, &path)?)),
            Target::Static(route) => Some(Shared::of(&static_attachment(&route))),
            _ => Some(Shared::of(&Link { name: dest.to_owned(), url: self.scene.address(dest) })),
        }
    }

    /// The identifier of a word of the vocabulary.
    fn term(&mut self, said: &Said<'_>, terms: &[Term]) -> Option<String> {
        let (shown, typed) = (said.shown, said.typed);
        let found = terms.iter().find(|term| term.is_named(typed));
        if found.is_none() {
            let message = words!(
                "参数“{shown}”：词表里没有“{typed}”",
                "the argument `{shown}`: the vocabulary has no `{typed}`"
            );
            let names = terms.iter().flat_map(|term| [&term.zh, &term.id]).map(String::as_str);
            let help = match yaml::nearest(typed, names) {
                Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
                None => {
                    let zh = terms.iter().map(|term| term.zh.as_str()).collect::<Vec<_>>().join("、");
                    let en = terms.iter().map(|term| term.id.as_str()).collect::<Vec<_>>().join(", ");
                    words!("可以写：{zh}", "one of: {en}")
                }
            };
            self.report(said, message, help);
        }
        found.map(|term| term.id.clone())
    }

    fn years(&mut self, said: &Said<'_>) -> Option<Shared> {
        let range = match DateRange::parse(said.typed) {
            Ok(range) => range,
            Err(error) => {
                self.report(said, error.message(), error.help());
                return None;
            }
        };
        let year = |date: crate::base::date::Date| date.year;
        let from = range.from.map_or(i16::MIN, year);
        self.sieve.years = Some(Years { from, to: range.to.map_or(i16::MAX, year) });
        Some(Shared::of(said.typed))
    }

    fn practice(&mut self, said: &Said<'_>) -> Option<Shared> {
        let Scene { world, page, .. } = self.scene;
        let case = match self.subject {
            Subject::Case(case) => case,
            Subject::Lost => return None,
            Subject::Nobody => {
                self.report(
                    said,
                    words!("不知道是哪个案例的做法", "it is not said whose practice this is"),
                    words!(
                        "在案例里写，或用参数指明案例：案例=../cases/b.md",
                        "call it from a case, or name one: case=../cases/b.md"
                    ),
                );
                return None;
            }
        };
        let practices = world.relations.practices_of(case.id);
        let mut finder = Finder::new();
        for (place, practice) in practices.iter().enumerate() {
            finder.add([practice.name.as_str()], None, Some(place));
        }
        let (title, typed) = (&case.title, said.typed);
        let message =
            words!("案例“{title}”没有做法“{typed}”", "the case `{title}` has no practice `{typed}`");
        let help = match finder.find(typed) {
            Found::One(place) => {
                return Some(Shared::of(&practice_view(world, case, &practices[place], page)));
            }
            Found::None { near: Some(near) } => words!("是不是“{near}”？", "did you mean `{near}`?"),
            Found::Several(several) => one_of(several.iter().map(|(_, name)| name.as_str())),
            Found::None { near: None } => one_of(practices.iter().map(|practice| practice.name.as_str())),
        };
        self.report(said, message, help);
        None
    }

    /// The honours of the case that is meant, or of all cases, that pass the sieve.
    fn honours(&mut self) -> Shared {
        let world = self.scene.world;
        let own = match self.subject {
            Subject::Case(case) => Some(case.id),
            Subject::Lost => return Shared::list(Vec::new()),
            Subject::Nobody => None,
        };
        let rows = world.relations.honours.iter().filter(|row| own.is_none_or(|own| row.case == own));
        let shown: Vec<Shared> = rows
            .map(|row| (row, world.honour(*row)))
            .filter(|(_, honour)| self.sieve.passes(honour))
            .map(|(row, honour)| {
                let case = own.is_none().then(|| world.card(row.case));
                Shared::of(&honour_view(world, honour, case))
            })
            .collect();
        if shown.is_empty() && self.problems.is_empty() {
            let message = words!("没有可显示的荣誉", "there are no honours to show");
            let place = Place::span(&self.scene.text.path, self.call.span);
            self.problems.push(Diagnostic::new(&SHORTCODE_EMPTY, place, message).help(words!(
                "放宽级别、年份、类别，或先在案例的 honours（荣誉）里登记",
                "ask for another level, year or kind, or enter honours in the case"
            )));
        }
        Shared::list(shown)
    }

    fn report(&mut self, said: &Said<'_>, message: Words, help: Words) {
        let place = Place::span(&self.scene.text.path, said.span);
        self.problems.push(Diagnostic::new(&SHORTCODE_ARGUMENT, place, message).help(help));
    }
}

/// Names to choose from.
fn one_of<'n>(names: impl Iterator<Item = &'n str>) -> Words {
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        return words!("这个案例没有做法", "that case has no practices");
    }
    let (zh, en) = (names.join("、"), names.join(", "));
    words!("可以写：{zh}", "one of: {en}")
}
