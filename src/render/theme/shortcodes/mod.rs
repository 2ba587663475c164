//! Shortcodes: fenced blocks with a name in braces, drawn by a component of the theme.
//!
//! A component named `shortcode.NAME` draws `NAME`; its metadata says the rest (`definition`). Here a
//! call is read as far as theme and text alone tell. What the site knows (files, cases, honours) is put
//! in by `render/calls.rs`, because a component sees nothing but its arguments.

mod definition;
mod kind;
mod listing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, Words};
use crate::markdown::Call;
use crate::relate::Mention;
use crate::yaml;

use super::fault::Sources;
use definition::{Argument, Definition, Shortcode};

pub(in crate::render) use kind::{Address, Given, Known, Value};
pub use listing::{ArgumentEntry, Entry, NameEntry};

codes! {
    SHORTCODE_UNKNOWN = "unknown-shortcode" Error {
        "主题没有这个短代码。",
        "The theme has no such shortcode."
    }
    SHORTCODE_ARGUMENT = "wrong-shortcode-argument" Error {
        "短代码的参数不对：没有这个参数、缺少必需的参数，或值不是这个参数要的。",
        "An argument of a shortcode is wrong: it does not exist, is missing, or its value is not what the argument takes."
    }
    SHORTCODE_DEFINITION = "wrong-shortcode-definition" Error {
        "主题里短代码组件的说明（花括号里的部分）不对。",
        "What a theme's component says of its shortcode, in braces behind its arguments, is wrong."
    }
}

/// Components that draw shortcodes begin with this.
pub(super) const PREFIX: &str = "shortcode.";

/// The shortcodes of a theme.
#[derive(Clone, Debug, Default)]
pub(super) struct Shortcodes {
    shortcodes: Vec<Shortcode>,
    /// By each of its names: the place of a shortcode and the arguments that the name stands for.
    names: BTreeMap<String, (usize, Vec<(String, String)>)>,
}

/// A call, read.
#[derive(Clone, Debug)]
pub(in crate::render) struct Reading<'s> {
    /// The component that draws it.
    pub(in crate::render) component: &'s str,
    /// What was said, by argument of the component.
    pub(in crate::render) said: BTreeMap<&'s str, Said<'s>>,
    /// Arguments that the site gives.
    pub(in crate::render) given: &'s [(String, Given)],
    /// Arguments without which the component cannot draw.
    pub(in crate::render) needed: Vec<&'s str>,
    /// What is wrong with the call.
    pub(in crate::render) problems: Vec<Diagnostic>,
}

/// What was said for an argument.
#[derive(Clone, Debug)]
pub(in crate::render) struct Said<'s> {
    /// The argument as the call names it.
    pub(in crate::render) shown: &'s str,
    /// The text as typed.
    pub(in crate::render) typed: &'s str,
    /// What it says.
    pub(in crate::render) value: Value,
    /// Where it stands.
    pub(in crate::render) span: crate::base::Span,
}

impl Shortcodes {
    /// The shortcodes that an engine's components draw; `sources` tell where they are written.
    pub(super) fn of(engine: &tera::Tera, sources: &Sources, diagnostics: &mut Diagnostics) -> Shortcodes {
        let mut components: Vec<&str> = engine.get_component_names().collect();
        components.sort_unstable();
        let mut found = Shortcodes::default();
        for component in components {
            let Some(name) = component.strip_prefix(PREFIX) else { continue };
            let Some(info) = engine.get_component_definition(component) else { continue };
            let Definition { shortcode, faults } = Definition::of(name, &info);
            diagnostics.extend(faults.into_iter().map(|fault| wrong_definition(sources, component, fault)));
            let place = found.shortcodes.len();
            let names = shortcode.names.iter().cloned();
            found.names.extend(names.map(|named| (named.name, (place, named.preset))));
            found.shortcodes.push(shortcode);
        }
        found
    }

    /// Reads a call in the text of `file`.
    ///
    /// # Errors
    /// The theme has no shortcode of that name.
    pub(super) fn read<'s>(
        &'s self,
        file: &FilePath,
        call: &'s Call,
    ) -> Result<Reading<'s>, Box<Diagnostic>> {
        let Some((place, preset)) = self.names.get(&call.name) else {
            return Err(Box::new(self.unknown(file, call)));
        };
        let shortcode = &self.shortcodes[*place];
        let needed = shortcode.arguments.iter().filter(|argument| argument.required);
        let mut reading = Reading {
            component: &shortcode.component,
            said: BTreeMap::new(),
            given: &shortcode.given,
            needed: needed.map(|argument| argument.name.as_str()).collect(),
            problems: Vec::new(),
        };
        let reader = Reader { file, call, shortcode, preset };
        reader.typed(&mut reading);
        reader.preset(&mut reading);
        reader.missing(&mut reading);
        Ok(reading)
    }

    /// The addresses among the arguments of a call.
    pub(super) fn mentions<'c>(&self, call: &'c Call) -> Vec<Mention<'c>> {
        let Some((place, preset)) = self.names.get(&call.name) else { return Vec::new() };
        let shortcode = &self.shortcodes[*place];
        let mut unnamed = 0;
        let mut found = Vec::new();
        for argument in &call.arguments {
            let wanted = shortcode.wanted(preset, &argument.name, &mut unnamed);
            let kind = wanted.and_then(|wanted| wanted.kind.read(&argument.value));
            if let Some(Value::Address(address)) = kind {
                found.push(Mention { dest: &argument.value, span: argument.span, sought: address.sought() });
            }
        }
        found
    }

    fn unknown(&self, file: &FilePath, call: &Call) -> Diagnostic {
        let name = &call.name;
        let message = words!("没有短代码“{name}”", "there is no shortcode `{name}`");
        let known: Vec<&str> = self.names.keys().map(String::as_str).collect();
        let help = match yaml::nearest(name, known.iter().copied()) {
            Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
            None => {
                let (zh, en) = (in_chinese(&known).join("、"), in_english(&known).join(", "));
                words!("可用的短代码：{zh}", "shortcodes there are: {en}")
            }
        };
        Diagnostic::new(&SHORTCODE_UNKNOWN, Place::span(file, call.span), message).help(help)
    }
}

impl Shortcode {
    /// The argument that a name means; without a name the next one that may stand without.
    fn wanted(&self, preset: &[(String, String)], name: &str, unnamed: &mut usize) -> Option<&Argument> {
        if !name.is_empty() {
            return self.arguments.iter().find(|argument| argument.is_named(name));
        }
        let is_preset = |name: &String| preset.iter().any(|(known, _)| known == name);
        let name = self.positional.iter().filter(|name| !is_preset(name)).nth(*unnamed)?;
        *unnamed += 1;
        self.arguments.iter().find(|argument| argument.name == *name)
    }
}

/// Reads the arguments of one call.
struct Reader<'f, 's> {
    file: &'f FilePath,
    call: &'s Call,
    shortcode: &'s Shortcode,
    preset: &'s [(String, String)],
}

impl<'s> Reader<'_, 's> {
    fn typed(&self, reading: &mut Reading<'s>) {
        let mut unnamed = 0;
        for typed in &self.call.arguments {
            let place = Place::span(self.file, typed.span);
            let Some(argument) = self.shortcode.wanted(self.preset, &typed.name, &mut unnamed) else {
                let shown = if typed.name.is_empty() { &typed.value } else { &typed.name };
                reading.problems.push(self.unknown(place, shown));
                continue;
            };
            let shown = match &*typed.name {
                "" => argument.zh.first().unwrap_or(&argument.name),
                _ => &typed.name,
            };
            let Some(value) = argument.kind.read(&typed.value) else {
                reading.problems.push(wrong_value(place, shown, argument, &typed.value));
                continue;
            };
            let said = Said { shown, typed: &typed.value, value, span: typed.span };
            if reading.said.insert(&argument.name, said).is_some() {
                let message = words!("参数“{shown}”写了两次", "the argument `{shown}` stands twice");
                let help = words!("只留一个", "keep one of them");
                reading.problems.push(Diagnostic::new(&SHORTCODE_ARGUMENT, place, message).help(help));
            }
        }
    }

    /// What the name of the shortcode stands for, where the writer says nothing else.
    fn preset(&self, reading: &mut Reading<'s>) {
        for (name, text) in self.preset {
            let Some(argument) = self.shortcode.arguments.iter().find(|known| known.name == *name) else {
                continue;
            };
            if let Some(value) = argument.kind.read(text) {
                let said = Said { shown: name, typed: text, value, span: self.call.span };
                reading.said.entry(&argument.name).or_insert(said);
            }
        }
    }

    fn missing(&self, reading: &mut Reading<'s>) {
        for argument in self.shortcode.arguments.iter().filter(|argument| argument.required) {
            let was_tried = self.call.arguments.iter().any(|typed| argument.is_named(&typed.name));
            if reading.said.contains_key(&*argument.name) || was_tried {
                continue;
            }
            let en = &argument.name;
            let zh = argument.zh.first().unwrap_or(en);
            let message = words!("缺少参数“{zh}”", "the argument `{en}` is missing");
            let place = Place::span(self.file, self.call.span);
            reading.problems.push(Diagnostic::new(&SHORTCODE_ARGUMENT, place, message).help(self.listed()));
        }
    }

    fn unknown(&self, place: Place, shown: &str) -> Diagnostic {
        let of = &self.call.name;
        let message =
            words!("短代码“{of}”没有参数“{shown}”", "the shortcode `{of}` has no argument `{shown}`");
        let arguments = &self.shortcode.arguments;
        let names = arguments.iter().flat_map(|known| known.zh.iter().chain([&known.name]));
        let help = match yaml::nearest(shown, names.map(String::as_str)) {
            Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
            None => self.listed(),
        };
        Diagnostic::new(&SHORTCODE_ARGUMENT, place, message).help(help)
    }

    /// The arguments that there are.
    fn listed(&self) -> Words {
        if self.shortcode.arguments.is_empty() {
            return words!("这个短代码没有参数", "this shortcode takes no arguments");
        }
        let name = |argument: &Argument| match argument.zh.first() {
            Some(zh) => format!("{zh} ({})", argument.name),
            None => argument.name.clone(),
        };
        let list = self.shortcode.arguments.iter().map(name).collect::<Vec<_>>().join(", ");
        words!("可用的参数：{list}", "arguments there are: {list}")
    }
}

/// The names that a Chinese reader is told: those in Chinese, and all when there are none.
fn in_chinese<'n>(names: &[&'n str]) -> Vec<&'n str> {
    let chinese: Vec<&str> = names.iter().copied().filter(|name| !name.is_ascii()).collect();
    if chinese.is_empty() { names.to_vec() } else { chinese }
}

/// Every shortcode has a name in ASCII, that of its component.
fn in_english<'n>(names: &[&'n str]) -> Vec<&'n str> {
    names.iter().copied().filter(|name| name.is_ascii()).collect()
}

fn wrong_value(place: Place, shown: &str, argument: &Argument, typed: &str) -> Diagnostic {
    let Words { zh, en } = argument.kind.wanted();
    let message =
        words!("参数“{shown}”应为{zh}，却是“{typed}”", "the argument `{shown}` wants {en}, not `{typed}`");
    Diagnostic::new(&SHORTCODE_ARGUMENT, place, message).help(words!("改成{zh}", "write {en}"))
}

fn wrong_definition(sources: &Sources, component: &str, fault: Words) -> Diagnostic {
    let written = sources.values().filter_map(|source| {
        let name = source.facts.components.iter().find(|name| name.text == component)?;
        Some((source, source.place(&name.range)))
    });
    // The site's own templates have no prefix, and stand before those of themes.
    let place = written.min_by_key(|(source, _)| source.name.contains('/')).map(|(_, place)| place);
    let Words { zh, en } = fault;
    let message = words!("组件 {component}：{zh}", "the component `{component}`: {en}");
    let problem = Diagnostic { place, ..Diagnostic::nowhere(&SHORTCODE_DEFINITION, message) };
    problem.help(words!("照手册“主题与模板”里短代码一节改", "see the manual on themes, on shortcodes"))
}
