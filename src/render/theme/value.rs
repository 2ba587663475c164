//! Values as templates hold them.

use serde::{Serialize, Serializer};

use crate::base::digest;
use crate::yaml::{Map, Node, Scalar, ScalarKind};

/// A value for templates that is shared, not copied, when it goes into a view. It is how lists and
/// cards reach many pages, and how printed HTML reaches a template unescaped.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared(pub(super) tera::Value);

impl Shared {
    /// The value of a view.
    pub fn of<T: Serialize + ?Sized>(view: &T) -> Shared {
        match tera::Value::try_from_serializable(view) {
            Ok(value) => Shared(value),
            // Views hold no floats and no keys but strings, so nothing in them can fail.
            Err(_) => Shared(tera::Value::none()),
        }
    }

    /// A list of values.
    pub fn list(values: Vec<Shared>) -> Shared {
        Shared(tera::Value::from(values.into_iter().map(|value| value.0).collect::<Vec<_>>()))
    }

    /// A map whose entries keep their order; of a name that repeats the first value counts.
    pub fn record(entries: impl IntoIterator<Item = (String, Shared)>) -> Shared {
        let mut values = tera::Map::new();
        for (name, value) in entries {
            values.entry(name.into()).or_insert(value.0);
        }
        Shared(tera::Value::from(values))
    }

    /// HTML that is printed as it stands.
    pub fn html(html: &str) -> Shared {
        Shared(tera::Value::safe_string(html))
    }

    /// A value as YAML gives it. Numbers that lose nothing by it become numbers, so that `1.10` and
    /// `007` stay what was typed.
    pub fn node(node: &Node) -> Shared {
        Shared(of_node(node))
    }

    /// A map as YAML gives it; of a key that repeats the first value counts.
    pub fn map(map: &Map) -> Shared {
        Shared(of_map(map))
    }

    /// A value as JSON gives it.
    pub fn json(value: &serde_json::Value) -> Shared {
        Shared::of(value)
    }

    /// Hash of what it holds.
    pub fn digest(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        digest::digest(text.as_bytes())
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

fn of_node(node: &Node) -> tera::Value {
    match node {
        Node::Scalar(scalar) => of_scalar(scalar),
        Node::List(items) => tera::Value::from(items.iter().map(of_node).collect::<Vec<_>>()),
        Node::Map(map) => of_map(map),
    }
}

fn of_map(map: &Map) -> tera::Value {
    let mut values = tera::Map::new();
    for entry in &map.entries {
        values.entry(entry.key.clone().into()).or_insert_with(|| of_node(&entry.value));
    }
    tera::Value::from(values)
}

fn of_scalar(scalar: &Scalar) -> tera::Value {
    let text = scalar.text.as_str();
    match scalar.kind {
        ScalarKind::Null => tera::Value::none(),
        ScalarKind::Bool => tera::Value::from(text.eq_ignore_ascii_case("true")),
        ScalarKind::Number => match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => tera::Value::from(number),
            _ => tera::Value::from(text),
        },
        ScalarKind::Text | ScalarKind::Quoted => tera::Value::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(text: &str, kind: ScalarKind) -> Node {
        Node::Scalar(Scalar { text: text.to_owned(), kind })
    }

    #[test]
    fn numbers_stay_what_was_typed() {
        let shown = |text: &str| Shared::node(&scalar(text, ScalarKind::Number)).0;
        assert_eq!(shown("12"), tera::Value::from(12));
        assert_eq!(shown("1.10"), tera::Value::from("1.10"));
        assert_eq!(shown("007"), tera::Value::from("007"));
    }

    #[test]
    fn a_shared_value_goes_into_a_view_as_it_is() {
        #[derive(Serialize)]
        struct View {
            body: Shared,
        }
        let view = Shared::of(&View { body: Shared::html("<b>") });
        let body = view.0.as_map().unwrap().values().next().unwrap();
        assert!(body.is_safe());
    }

    #[test]
    fn equal_values_have_equal_digests() {
        let list = |text: &str| Shared::list(vec![Shared::of(text)]);
        assert_eq!(list("a").digest(), list("a").digest());
        assert_ne!(list("a").digest(), list("b").digest());
    }
}
