//! What templates are given, as data: the fields of every root, of every kind of page. Checks of themes
//! compare templates with it, and the manual's reference of templates is made from it.
//!
//! Nobody writes it down: it is learnt from what templates were really given
//! ([`Reference::learn`]), so it cannot drift from the views.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::base::date::Date;
use crate::base::route::MARK;

/// Fields that hold what a site or a theme names freely; nothing is said of what is in them.
const FREE: &[&str] = &["extra", "settings"];

/// What templates are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The variables of each template that an output is made of.
    pub templates: BTreeMap<String, Fields>,
    /// What the functions that ask the site answer, by name.
    pub functions: BTreeMap<String, Kind>,
}

/// Variables of a template, or fields of a value, by name.
pub type Fields = BTreeMap<String, Field>;

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be empty.
    pub presence: Presence,
}

/// Whether a field always holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// It does.
    Always,
    /// It may hold nothing.
    Sometimes,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything: what a site or a theme names freely.
    Any,
    /// A text.
    Text,
    /// A text that is an address.
    Address,
    /// A text that is a date: `2023`, `2023-10`, `2023-10-20`.
    Date,
    /// HTML that is printed as it stands.
    Html,
    /// A number.
    Number,
    /// `true` or `false`.
    Switch,
    /// A list of values of one kind.
    List(Box<Kind>),
    /// A value with fields.
    Record(Fields),
    /// The value that this one stands below, once more: a tree.
    Again,
    /// Nothing of it was seen.
    Unseen,
}

impl Reference {
    /// Learns from what a template was given.
    pub fn learn(&mut self, template: &str, given: &Value) {
        let Kind::Record(fields) = Kind::of(given) else { return };
        let known = self.templates.remove(template).map(Kind::Record);
        let joined = match known {
            Some(known) => known.joined(Kind::Record(fields)),
            None => Kind::Record(fields),
        };
        if let Kind::Record(fields) = joined {
            self.templates.insert(template.to_owned(), fields);
        }
    }

    /// Learns from an answer of a function.
    pub fn learn_answer(&mut self, function: &str, answer: &Value) {
        let known = self.functions.remove(function).unwrap_or(Kind::Unseen);
        self.functions.insert(function.to_owned(), known.joined(Kind::of(answer)));
    }

    /// The same, once all is learnt. Trees are closed: where the branches of a tree end nothing was seen
    /// of the next, which is the same again. And values with the same fields are one view: what was seen
    /// in one of them is known of all.
    #[must_use]
    pub fn concluded(self) -> Reference {
        let mut concluded = self.changed(&|kind| kind.closed(&mut Vec::new()));
        loop {
            let mut shapes = Shapes::new();
            for kind in concluded.functions.values() {
                kind.shapes(&mut shapes);
            }
            for field in concluded.templates.values().flat_map(BTreeMap::values) {
                field.kind.shapes(&mut shapes);
            }
            let filled = concluded.clone().changed(&|kind| kind.filled(&shapes));
            if filled == concluded {
                return concluded;
            }
            concluded = filled;
        }
    }

    fn changed(self, change: &dyn Fn(Kind) -> Kind) -> Reference {
        let fields = |fields: Fields| {
            let changed =
                |(name, field): (String, Field)| (name, Field { kind: change(field.kind), ..field });
            fields.into_iter().map(changed).collect()
        };
        Reference {
            templates: self.templates.into_iter().map(|(name, given)| (name, fields(given))).collect(),
            functions: self.functions.into_iter().map(|(name, kind)| (name, change(kind))).collect(),
        }
    }

    /// Every path of which nothing was seen, so that nothing can be said of it.
    pub fn unseen(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (template, fields) in &self.templates {
            Kind::Record(fields.clone()).find_unseen(template, &mut found);
        }
        for (function, kind) in &self.functions {
            kind.find_unseen(&format!("{function}()"), &mut found);
        }
        found
    }
}

/// Views by the names of their fields.
type Shapes = BTreeMap<Vec<String>, Fields>;

fn shape(fields: &Fields) -> Vec<String> {
    fields.keys().cloned().collect()
}

impl Kind {
    fn of(value: &Value) -> Kind {
        match value {
            Value::Null => Kind::Unseen,
            Value::Bool(_) => Kind::Switch,
            Value::Number(_) => Kind::Number,
            Value::String(text) => Kind::of_text(text),
            Value::Array(items) => {
                let item = items.iter().map(Kind::of).fold(Kind::Unseen, Kind::joined);
                Kind::List(Box::new(item))
            }
            Value::Object(map) => {
                let field = |(name, value): (&String, &Value)| {
                    let kind = if FREE.contains(&name.as_str()) { Kind::Any } else { Kind::of(value) };
                    let presence = if value.is_null() { Presence::Sometimes } else { Presence::Always };
                    (name.clone(), Field { kind, presence })
                };
                Kind::Record(map.iter().map(field).collect())
            }
        }
    }

    fn of_text(text: &str) -> Kind {
        if text.is_empty() {
            return Kind::Unseen;
        }
        let is_address = text.starts_with(MARK) || text.starts_with('#') || text.starts_with("https://");
        if is_address {
            Kind::Address
        } else if text.starts_with('<') {
            Kind::Html
        } else if text.starts_with(|c: char| c.is_ascii_digit()) && Date::parse(text).is_ok() {
            Kind::Date
        } else {
            Kind::Text
        }
    }

    /// What is both this and that.
    fn joined(self, other: Kind) -> Kind {
        match (self, other) {
            (Kind::Unseen, kind) | (kind, Kind::Unseen) => kind,
            (Kind::Again, _) | (_, Kind::Again) => Kind::Again,
            (Kind::List(one), Kind::List(other)) => Kind::List(Box::new(one.joined(*other))),
            (Kind::Record(one), Kind::Record(other)) => Kind::Record(joined_fields(one, other)),
            (one, other) if one == other => one,
            (one, other) if one.is_text() && other.is_text() => Kind::Text,
            _ => Kind::Any,
        }
    }

    fn is_text(&self) -> bool {
        matches!(self, Kind::Text | Kind::Address | Kind::Date | Kind::Html)
    }

    /// `above` are the names of the lists that this stands in, from the outside.
    fn closed(self, above: &mut Vec<String>) -> Kind {
        match self {
            Kind::List(item) => Kind::List(Box::new(item.closed(above))),
            Kind::Record(fields) => {
                let mut closed = Fields::new();
                for (name, Field { kind, presence }) in fields {
                    let again = above.contains(&name) && kind.is_branch(&name);
                    above.push(name.clone());
                    let kind = if again { Kind::List(Box::new(Kind::Again)) } else { kind.closed(above) };
                    above.pop();
                    closed.insert(name, Field { kind, presence });
                }
                Kind::Record(closed)
            }
            kind => kind,
        }
    }

    fn shapes(&self, found: &mut Shapes) {
        match self {
            Kind::List(item) => item.shapes(found),
            Kind::Record(fields) => {
                let known = found.remove(&shape(fields)).unwrap_or_else(|| fields.clone());
                found.insert(shape(fields), joined_fields(known, fields.clone()));
                for field in fields.values() {
                    field.kind.shapes(found);
                }
            }
            _ => {}
        }
    }

    fn filled(self, shapes: &Shapes) -> Kind {
        match self {
            Kind::List(item) => Kind::List(Box::new(item.filled(shapes))),
            Kind::Record(fields) => {
                let whole = shapes.get(&shape(&fields)).cloned().unwrap_or(fields);
                let fill = |(name, field): (String, Field)| {
                    (name, Field { kind: field.kind.filled(shapes), ..field })
                };
                Kind::Record(whole.into_iter().map(fill).collect())
            }
            kind => kind,
        }
    }

    /// Whether it is a list whose items hold a list of this name again, or of whose items nothing was seen.
    fn is_branch(&self, name: &str) -> bool {
        let Kind::List(item) = self else { return false };
        match &**item {
            Kind::Unseen => true,
            Kind::Record(fields) => fields.contains_key(name),
            _ => false,
        }
    }

    fn find_unseen(&self, path: &str, found: &mut Vec<String>) {
        match self {
            Kind::Unseen => found.push(path.to_owned()),
            Kind::List(item) => item.find_unseen(&format!("{path}[]"), found),
            Kind::Record(fields) => {
                for (name, field) in fields {
                    field.kind.find_unseen(&format!("{path}.{name}"), found);
                }
            }
            _ => {}
        }
    }
}

fn joined_fields(one: Fields, mut other: Fields) -> Fields {
    let mut joined = Fields::new();
    for (name, field) in one {
        let field = match other.remove(&name) {
            Some(same) => {
                Field { kind: field.kind.joined(same.kind), presence: field.presence.max(same.presence) }
            }
            None => Field { presence: Presence::Sometimes, ..field },
        };
        joined.insert(name, field);
    }
    joined.extend(
        other.into_iter().map(|(name, field)| (name, Field { presence: Presence::Sometimes, ..field })),
    );
    joined
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn learnt(given: &[Value]) -> Reference {
        let mut reference = Reference::default();
        for value in given {
            reference.learn("x.html", value);
        }
        reference.concluded()
    }

    #[test]
    fn kinds_are_read_from_values() {
        let reference = learnt(&[json!({
            "title": "甲", "date": "2023-10", "url": format!("{MARK}/a/"), "body": "<p>", "n": 3, "on": true,
            "extra": {"口号": 1},
        })]);
        let kinds: Vec<(&str, &Kind)> =
            reference.templates["x.html"].iter().map(|(name, field)| (name.as_str(), &field.kind)).collect();
        assert_eq!(
            kinds,
            [
                ("body", &Kind::Html),
                ("date", &Kind::Date),
                ("extra", &Kind::Any),
                ("n", &Kind::Number),
                ("on", &Kind::Switch),
                ("title", &Kind::Text),
                ("url", &Kind::Address),
            ]
        );
    }

    #[test]
    fn what_is_missing_once_may_be_missing() {
        let reference = learnt(&[json!({"a": null, "b": [1]}), json!({"a": "x", "b": []})]);
        let fields = &reference.templates["x.html"];
        assert_eq!(fields["a"], Field { kind: Kind::Text, presence: Presence::Sometimes });
        assert_eq!(fields["b"].kind, Kind::List(Box::new(Kind::Number)));
        assert_eq!(reference.unseen(), [""; 0]);
    }

    #[test]
    fn what_was_never_seen_is_named() {
        let reference = learnt(&[json!({"a": {"b": null}, "c": [], "d": [{"e": []}]})]);
        assert_eq!(reference.unseen(), ["x.html.a.b", "x.html.c[]", "x.html.d[].e[]"]);
    }

    #[test]
    fn a_tree_ends_in_itself() {
        let reference = learnt(&[json!({
            "tree": [{"name": "a", "children": [{"name": "b", "children": []}]}],
        })]);
        let Kind::List(item) = &reference.templates["x.html"]["tree"].kind else { panic!() };
        let Kind::Record(fields) = &**item else { panic!() };
        assert_eq!(fields["children"].kind, Kind::List(Box::new(Kind::Again)));
        assert_eq!(reference.unseen(), [""; 0]);
    }

    #[test]
    fn values_with_the_same_fields_are_one_view() {
        let reference = learnt(&[json!({
            "a": {"name": "x", "above": null}, "b": [{"name": "y", "above": {"url": "#x"}}],
        })]);
        let Kind::Record(fields) = &reference.templates["x.html"]["a"].kind else { panic!() };
        assert_eq!(fields["above"].presence, Presence::Sometimes);
        assert!(matches!(&fields["above"].kind, Kind::Record(_)));
    }

    #[test]
    fn texts_of_several_kinds_are_texts_and_other_mixtures_are_anything() {
        let reference = learnt(&[json!({"a": "2023", "b": 1}), json!({"a": "甲", "b": "x"})]);
        assert_eq!(reference.templates["x.html"]["a"].kind, Kind::Text);
        assert_eq!(reference.templates["x.html"]["b"].kind, Kind::Any);
    }
}
