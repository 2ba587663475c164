//! Reads the expressions of a tag: looks up every path, and tells what the whole is, as far as it is
//! known. The engine has parsed them before, so what stands here is well formed.

use std::collections::BTreeMap;

use crate::render::reference::Kind;
use crate::render::theme::source::{Name, Source, Token};

use super::chain::{self, Followed, Missing, Step};
use super::scope::Scope;
use super::walk::Walk;

/// Words between values.
const OPERATORS: &[&str] = &["and", "or", "not", "in", "if", "else"];

/// A tag that is being read.
pub(super) struct Reader<'r, 'a> {
    pub(super) walk: &'r mut Walk<'a>,
    pub(super) source: &'a Source,
    pub(super) scope: &'r mut Scope,
    pub(super) tokens: &'r [Token],
    pub(super) at: usize,
}

impl<'r> Reader<'r, '_> {
    fn peek(&self) -> Option<&'r Token> {
        self.tokens.get(self.at)
    }

    fn next_is(&self, mark: char) -> bool {
        self.peek() == Some(&Token::Mark(mark))
    }

    /// Goes past a character if it stands here.
    pub(super) fn take(&mut self, mark: char) -> bool {
        let found = self.next_is(mark);
        self.at += usize::from(found);
        found
    }

    /// Goes past a name if one stands here.
    pub(super) fn word(&mut self) -> Option<&'r Name> {
        let Some(Token::Word(name)) = self.peek() else { return None };
        self.at += 1;
        Some(name)
    }

    /// Reads up to the bracket, comma or colon that ends an expression, or to the end of the tag.
    pub(super) fn expression(&mut self) -> Kind {
        self.value(&["for"])
    }

    /// Reads an expression that one of these words ends too.
    fn value(&mut self, ends: &[&str]) -> Kind {
        let mut last: Option<Kind> = None;
        let mut is_joined = false;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(')' | ']' | '}' | ',' | ':') => break,
                Token::Word(word) if ends.contains(&word.text.as_str()) => break,
                Token::Word(word) if word.text == "is" => {
                    self.test();
                    is_joined = true;
                }
                Token::Word(word) if OPERATORS.contains(&word.text.as_str()) => {
                    self.at += 1;
                    (last, is_joined) = (None, true);
                }
                Token::Mark('|') => last = Some(self.filter(last.take())),
                Token::Mark('[') if last.is_some() => {
                    let steps = self.steps();
                    last = last.map(|kind| self.follow(&kind, "…", &steps));
                }
                Token::Mark('<') if last.is_none() => {
                    self.at += 1;
                    self.call();
                    last = Some(Kind::Html);
                }
                Token::Mark(c) if !matches!(c, '(' | '[' | '{') && !c.is_ascii_digit() => {
                    self.at += 1;
                    (last, is_joined) = (None, true);
                }
                _ => last = Some(self.operand()),
            }
        }
        last.filter(|_| !is_joined).unwrap_or(Kind::Any)
    }

    fn operand(&mut self) -> Kind {
        let Some(token) = self.peek() else { return Kind::Any };
        self.at += 1;
        match token {
            Token::Text(_) => Kind::Text,
            Token::Word(name) if self.next_is('(') => self.function(name),
            Token::Word(name) => match name.text.as_str() {
                "true" | "false" | "True" | "False" => Kind::Switch,
                "none" | "None" | "null" => Kind::Any,
                _ => self.path(name),
            },
            Token::Mark('(') => {
                let kind = self.expression();
                self.take(')');
                kind
            }
            Token::Mark('[') => self.list(),
            Token::Mark('{') => self.map(),
            Token::Mark(_) => {
                while matches!(self.peek(), Some(Token::Mark(c)) if c.is_ascii_digit() || *c == '.') {
                    self.at += 1;
                }
                Kind::Number
            }
        }
    }

    /// `is not defined`, `is containing(pat="x")`.
    fn test(&mut self) {
        self.at += 1;
        if matches!(self.peek(), Some(Token::Word(word)) if word.text == "not") {
            self.at += 1;
        }
        self.at += 1;
        if self.take('(') {
            self.arguments();
        }
    }

    fn filter(&mut self, value: Option<Kind>) -> Kind {
        self.at += 1;
        let name = self.word().map_or("", |name| name.text.as_str());
        if self.take('(') {
            self.arguments();
        }
        chain::filtered(name, value.unwrap_or(Kind::Any))
    }

    /// `name=value` pairs up to the bracket that closes them.
    fn arguments(&mut self) -> BTreeMap<String, Kind> {
        let mut found = BTreeMap::new();
        while self.at < self.tokens.len() && !self.take(')') {
            let name = match (self.peek(), self.tokens.get(self.at + 1)) {
                (Some(Token::Word(name)), Some(Token::Mark('='))) => {
                    self.at += 2;
                    name.text.clone()
                }
                _ => String::new(),
            };
            found.insert(name, self.expression());
            if !self.take(',') && !self.next_is(')') {
                self.at += 1;
            }
        }
        found
    }

    fn function(&mut self, name: &Name) -> Kind {
        self.take('(');
        let arguments = self.arguments();
        let known = match name.text.as_str() {
            "cases" if arguments.contains_key("group_by") => "cases_grouped",
            other => other,
        };
        let kind = self.walk.reference.functions.get(known).cloned().unwrap_or(match known {
            "t" | "asset" | "url" => Kind::Text,
            _ => Kind::Any,
        });
        let steps = self.steps();
        self.follow(&kind, &format!("{}()", name.text), &steps)
    }

    /// `[1, 2]`, `[x.title for x in list]`.
    fn list(&mut self) -> Kind {
        let mut item = None;
        let comprehension = self.comprehension();
        while self.at < self.tokens.len() && !self.take(']') {
            let kind = self.expression();
            item.get_or_insert(kind);
            if matches!(self.peek(), Some(Token::Word(word)) if word.text == "for") {
                self.skip_comprehension();
            } else if !self.take(',') && !self.next_is(']') {
                self.at += 1;
            }
        }
        if comprehension {
            self.scope.close();
        }
        let list = Kind::List(Box::new(item.unwrap_or(Kind::Any)));
        let steps = self.steps();
        self.follow(&list, "[…]", &steps)
    }

    /// Opens a frame with the variables of a comprehension, whose `for` stands behind what uses them.
    fn comprehension(&mut self) -> bool {
        let mut depth = 0_usize;
        let is_for = |token: &Token| matches!(token, Token::Word(word) if word.text == "for");
        let found = (self.at..self.tokens.len()).find(|at| {
            match &self.tokens[*at] {
                Token::Mark('[' | '(' | '{') => depth += 1,
                Token::Mark(']' | ')' | '}') if depth == 0 => return true,
                Token::Mark(']' | ')' | '}') => depth -= 1,
                _ => {}
            }
            depth == 0 && is_for(&self.tokens[*at])
        });
        let Some(at) = found.filter(|at| is_for(&self.tokens[*at])) else { return false };
        let back = std::mem::replace(&mut self.at, at + 1);
        self.loop_variables(&["if"]);
        self.at = back;
        true
    }

    /// Goes past `for x in list if x.draft`, whose names are in force; the condition is looked up.
    fn skip_comprehension(&mut self) {
        self.at += 1;
        while let Some(token) = self.peek() {
            self.at += 1;
            if matches!(token, Token::Word(word) if word.text == "in") {
                break;
            }
        }
        self.expression();
    }

    /// `{"a": x, ...y}`.
    fn map(&mut self) -> Kind {
        while self.at < self.tokens.len() && !self.take('}') {
            self.expression();
            if !self.take(':') && !self.take(',') && !self.next_is('}') {
                self.at += 1;
            }
        }
        Kind::Any
    }

    /// `k, v in list`, up to one of these words: opens a frame in which the variables are set.
    pub(super) fn loop_variables(&mut self, ends: &[&str]) {
        let first = self.word().map(|name| name.text.clone());
        let second = if self.take(',') { self.word().map(|name| name.text.clone()) } else { None };
        self.at += 1;
        let kind = self.value(ends);
        self.scope.open();
        match (first, second) {
            (Some(key), Some(value)) => {
                self.scope.set(&key, Kind::Text);
                self.scope.set(&value, Kind::Any);
            }
            (Some(value), None) => self.scope.set(&value, chain::item_of(&kind)),
            _ => {}
        }
    }

    fn path(&mut self, name: &Name) -> Kind {
        let mut segments = segments(name).into_iter();
        let Some(root) = segments.next() else { return Kind::Any };
        let mut steps: Vec<Step> = segments.map(Step::Field).collect();
        steps.extend(self.steps());
        match self.scope.get(&root.text).cloned() {
            Some(kind) => {
                self.walk.known(self.source, &root);
                self.follow(&kind, &root.text, &steps)
            }
            None if steps.is_empty() && self.asks_whether_defined() => Kind::Any,
            None => {
                let (known, shared) = (self.scope.names(), self.scope.hidden.clone());
                let template = self.source.name.clone();
                self.walk.missing(Missing { template, name: root, owner: None, known, shared });
                Kind::Any
            }
        }
    }

    fn asks_whether_defined(&self) -> bool {
        let words = self.tokens[self.at..].iter().map_while(|token| match token {
            Token::Word(word) => Some(word.text.as_str()),
            _ => None,
        });
        let words: Vec<&str> = words.take(3).collect();
        matches!(words[..], ["is", "defined" | "undefined", ..] | ["is", "not", "defined" | "undefined"])
    }

    /// What stands behind a value: `.a?.b["c"][0]`.
    fn steps(&mut self) -> Vec<Step> {
        let mut steps = Vec::new();
        loop {
            if self.next_is('?') && matches!(self.tokens.get(self.at + 1), Some(Token::Mark('.' | '['))) {
                self.at += 1;
            }
            if self.take('.') {
                let Some(name) = self.word() else { return steps };
                steps.extend(segments(name).into_iter().map(Step::Field));
            } else if self.take('[') {
                steps.push(self.subscript());
            } else {
                return steps;
            }
        }
    }

    fn subscript(&mut self) -> Step {
        if let (Some(Token::Text(name)), Some(Token::Mark(']'))) = (self.peek(), self.tokens.get(self.at + 1))
        {
            self.at += 2;
            return Step::Field(name.clone());
        }
        let mut step = Step::Item;
        while self.at < self.tokens.len() && !self.take(']') {
            self.expression();
            if self.take(':') {
                step = Step::Slice;
            } else if !self.next_is(']') {
                self.at += 1;
            }
        }
        step
    }

    fn follow(&mut self, root: &Kind, path: &str, steps: &[Step]) -> Kind {
        let Followed { kind, found, missing } = chain::follow(root, path, steps);
        for name in &found {
            self.walk.known(self.source, name);
        }
        if let Some((name, owner, known)) = missing {
            let template = self.source.name.clone();
            self.walk.missing(Missing { template, name, owner: Some(owner), known, shared: Vec::new() });
        }
        kind.unwrap_or(Kind::Any)
    }

    /// A component's call behind its `<`: `card item={x} level="h2" title />`.
    pub(super) fn call(&mut self) {
        let Some(name) = self.word() else { return };
        let mut arguments = BTreeMap::new();
        while let Some(token) = self.peek() {
            self.at += 1;
            match token {
                Token::Mark('>') => break,
                Token::Word(argument) => {
                    let kind = self.call_argument(argument);
                    arguments.insert(argument.text.clone(), kind);
                }
                Token::Mark('{') => {
                    while self.take('.') {}
                    self.expression();
                    self.take('}');
                }
                _ => {}
            }
        }
        self.walk.component(&name.text, arguments, self.scope);
    }

    fn call_argument(&mut self, argument: &Name) -> Kind {
        if !self.take('=') {
            return self.path(argument);
        }
        if self.take('{') {
            let kind = self.expression();
            self.take('}');
            return kind;
        }
        self.at += 1;
        Kind::Text
    }
}

/// The names in `case.title`, each with its place.
fn segments(name: &Name) -> Vec<Name> {
    let mut start = name.range.start;
    let mut found = Vec::new();
    for text in name.text.split('.') {
        if !text.is_empty() {
            found.push(Name { text: text.to_owned(), range: start..start + text.len() });
        }
        start += text.len() + 1;
    }
    found
}
