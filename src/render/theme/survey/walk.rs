//! Walks templates as they run: from each one that an output is made of, through the templates that it
//! extends and includes and the components that it calls, with the variables that are in force.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::Reference;
use crate::render::reference::{Fields, Kind};
use crate::render::theme::source::{Name, Source, Tag, Token};
use crate::render::theme::{HEADING_MARKS, Theme, shortcodes};

use super::chain::Missing;
use super::expression::Reader;
use super::scope::Scope;

/// Components that call themselves are followed so far.
const DEEPEST: usize = 12;

/// What a walk through a theme found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Names that lead nowhere on every way on which they are met, in order of template and place.
    pub(super) missing: Vec<Missing>,
    /// Full names of the templates that were visited.
    pub(super) templates: BTreeSet<String>,
    /// Components that are called, with the full name of the template that defines each.
    pub(super) components: BTreeMap<String, String>,
}

/// Walks every template that an output is made of, and every component that the program draws.
pub(super) fn walk(theme: &Theme, reference: &Reference) -> Walked {
    let mut walk = Walk::new(theme, reference);
    for (template, fields) in &reference.templates {
        let Some(source) = theme.resolve(template) else { continue };
        walk.template(source, &mut Scope::of(&walk.given(fields)));
    }
    let called = |name: &&str| *name == HEADING_MARKS || name.starts_with(shortcodes::PREFIX);
    let mut drawn: Vec<&str> = theme.engine.get_component_names().filter(called).collect();
    drawn.sort_unstable();
    for name in drawn {
        walk.component(name, BTreeMap::new(), &Scope::of(&Fields::new()));
    }
    walk.done()
}

/// A walk under way.
pub(super) struct Walk<'a> {
    theme: &'a Theme,
    pub(super) reference: &'a Reference,
    /// The tags of each template.
    tags: BTreeMap<&'a str, Vec<Tag>>,
    /// What became of each name: none when it leads somewhere on one way at least.
    verdicts: BTreeMap<(String, usize), Option<Missing>>,
    /// Components under way, from the outside, with their arguments.
    open: Vec<(String, BTreeMap<String, Kind>)>,
    templates: BTreeSet<String>,
    components: BTreeMap<String, String>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(theme: &'a Theme, reference: &'a Reference) -> Walk<'a> {
        Walk {
            theme,
            reference,
            tags: theme.sources.iter().map(|(name, source)| (name.as_str(), source.tags())).collect(),
            verdicts: BTreeMap::new(),
            open: Vec::new(),
            templates: BTreeSet::new(),
            components: BTreeMap::new(),
        }
    }

    fn done(self) -> Walked {
        let missing = self.verdicts.into_values().flatten().collect();
        Walked { missing, templates: self.templates, components: self.components }
    }

    /// The variables of a template. The settings of this very theme are known.
    fn given(&self, fields: &Fields) -> Fields {
        let mut fields = fields.clone();
        let site = fields.get_mut("site").map(|site| &mut site.kind);
        if let Some(Kind::Record(site)) = site
            && let Some(settings) = site.get_mut("settings")
        {
            settings.kind = self.theme.settings_kind();
        }
        fields
    }

    /// A name that leads somewhere.
    pub(super) fn known(&mut self, source: &Source, name: &Name) {
        self.verdicts.insert((source.name.clone(), name.range.start), None);
    }

    /// A name that leads nowhere on this way.
    pub(super) fn missing(&mut self, missing: Missing) {
        let key = (missing.template.clone(), missing.name.range.start);
        self.verdicts.entry(key).or_insert(Some(missing));
    }

    /// A template with those that it extends, from the uppermost down: what they set is in force below.
    pub(super) fn template(&mut self, source: &'a Source, scope: &mut Scope) {
        self.templates.insert(source.name.clone());
        let parent = source.facts.extends.as_ref().and_then(|name| self.theme.resolve(&name.text));
        if let Some(parent) = parent {
            self.template(parent, scope);
        }
        self.statements(source, 0, scope);
    }

    /// A component, called with these arguments where `caller` holds.
    pub(super) fn component(&mut self, name: &str, arguments: BTreeMap<String, Kind>, caller: &Scope) {
        let Some(source) = self.theme.definition(name) else { return };
        self.components.insert(name.to_owned(), source.name.clone());
        let call = (name.to_owned(), arguments);
        if self.open.len() == DEEPEST || self.open.contains(&call) {
            return;
        }
        let tags = &self.tags[source.name.as_str()];
        let Some(at) = tags.iter().position(|tag| tag.component() == Some(name)) else { return };
        let declared = declared(&tags[at].tokens);
        let mut variables: BTreeMap<String, Kind> = BTreeMap::from([("body".to_owned(), Kind::Html)]);
        for Argument { name, implicit } in declared {
            let given = call.1.get(&name).cloned();
            let outer = || caller.get(&name).cloned().filter(|_| implicit);
            let kind = given.or_else(outer).unwrap_or(Kind::Any);
            variables.insert(name, kind);
        }
        self.open.push(call);
        self.statements(source, at + 1, &mut Scope::inside(variables, caller));
        self.open.pop();
    }

    /// The tags of a template from one of them on, to the end of what holds them.
    fn statements(&mut self, source: &'a Source, from: usize, scope: &mut Scope) {
        let tags = self.tags.remove(source.name.as_str()).unwrap_or_default();
        self.tags.insert(&source.name, tags.clone());
        let mut at = from;
        while let Some(tag) = tags.get(at) {
            at += 1;
            match tag.word() {
                Some("endcomponent") => return,
                Some("component") => {
                    let end = tags[at..].iter().position(|tag| tag.word() == Some("endcomponent"));
                    at = end.map_or(tags.len(), |end| at + end + 1);
                }
                Some("include") => {
                    let Some(Token::Text(name)) = tag.tokens.get(1) else { continue };
                    let Some(included) = self.theme.resolve(&name.text) else { continue };
                    self.template(included, scope);
                }
                _ => self.statement(source, tag, scope),
            }
        }
    }

    fn statement(&mut self, source: &'a Source, tag: &Tag, scope: &mut Scope) {
        let mut reader = Reader { walk: self, source, scope, tokens: &tag.tokens, at: 0 };
        match tag.word() {
            None if tag.is_statement() => {
                if reader.take('<') {
                    reader.call();
                }
            }
            None => {
                reader.expression();
            }
            Some("for") => {
                reader.at = 1;
                reader.loop_variables(&[]);
            }
            Some("endfor") => scope.close(),
            Some(word @ ("set" | "set_global")) => {
                reader.at = 1;
                let Some(name) = reader.word().map(|name| name.text.clone()) else { return };
                let kind = if reader.take('=') { reader.expression() } else { Kind::Html };
                if word == "set" { scope.set(&name, kind) } else { scope.set_global(&name, kind) }
            }
            Some("if" | "elif") => {
                reader.at = 1;
                reader.expression();
            }
            Some(_) => {}
        }
    }
}

/// An argument that a component declares.
struct Argument {
    name: String,
    /// Whether it is taken from where the component is called: `@page`.
    implicit: bool,
}

/// The arguments of `component name(item, @page, level: string = "h3", ...rest)`.
fn declared(tokens: &[Token]) -> Vec<Argument> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut is_start = false;
    let mut implicit = false;
    for token in tokens.iter().skip(2) {
        match token {
            Token::Mark('(' | '[' | '{') => {
                depth += 1;
                is_start = depth == 1;
            }
            Token::Mark(')' | ']' | '}') if depth <= 1 => break,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            Token::Mark(',') if depth == 1 => (is_start, implicit) = (true, false),
            Token::Mark('@') => implicit = true,
            Token::Word(name) if is_start && depth == 1 => {
                found.push(Argument { name: name.text.clone(), implicit });
                is_start = false;
            }
            _ => {}
        }
    }
    found
}
