//! `serde_yaml` → [`Node`], without losing the text of a scalar.
//!
//! `serde_yaml` tells what a scalar is (`1.10` is a number) or what was typed (`"1.10"`), never both.
//! So a text is read twice: once for its shape and the kinds of its scalars, and once along that
//! shape for their texts. Most front matter holds nothing but texts and plain numbers and is read but
//! [`once`]. Aliases are expanded by `serde_yaml`; what they expand to is bounded here.

mod once;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{Entry, Map, Node, Scalar, ScalarKind};

/// Nodes that a text may hold once its aliases are expanded. A text of the greatest length without
/// aliases holds fewer.
const MAX_NODES: usize = 70_000;

/// Bytes of text that the scalars may hold once aliases are expanded.
const MAX_BYTES: usize = 1 << 20;

/// What the error says when a text holds more than that.
pub(super) const TOO_MUCH: &str = "the text expands to too much";

/// A text that was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Read {
    /// What it says; `None` when it says nothing at all.
    pub(super) node: Option<Node>,
    /// Where the keys of its maps stand, in reading order: a key before those of its value. `None`
    /// for a key that YAML composed of escapes.
    pub(super) keys: Vec<Option<Range<usize>>>,
}

/// Reads a text of one document.
pub(super) fn read(text: &str) -> Result<Read, serde_yaml::Error> {
    match once::read(text) {
        Some(read) => Ok(read),
        None => read_twice(text),
    }
}

fn read_twice(text: &str) -> Result<Read, serde_yaml::Error> {
    let budget = Budget::full();
    let shape = Shapes(&budget).deserialize(serde_yaml::Deserializer::from_str(text))?;
    let Some(shape) = shape else { return Ok(Read::default()) };
    let keys = RefCell::default();
    let texts = Texts { shape, source: text, budget: &budget, keys: &keys };
    let node = texts.deserialize(serde_yaml::Deserializer::from_str(text))?;
    Ok(Read { node: Some(node), keys: keys.into_inner() })
}

/// What may still be read.
struct Budget {
    nodes: Cell<usize>,
    bytes: Cell<usize>,
}

impl Budget {
    fn full() -> Budget {
        Budget { nodes: Cell::new(MAX_NODES), bytes: Cell::new(MAX_BYTES) }
    }

    fn spend<E: Error>(cell: &Cell<usize>, amount: usize) -> Result<(), E> {
        let left = cell.get().checked_sub(amount).ok_or_else(|| E::custom(TOO_MUCH))?;
        cell.set(left);
        Ok(())
    }
}

/// What a node is, without its texts.
enum Shape {
    Scalar(ScalarKind),
    List(Vec<Shape>),
    Map(Vec<(Shape, Shape)>),
}

/// Reads the shape of a node; `None` for a document without content.
#[derive(Clone, Copy)]
struct Shapes<'b>(&'b Budget);

impl<'de> DeserializeSeed<'de> for Shapes<'_> {
    type Value = Option<Shape>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Shape>, D::Error> {
        Budget::spend(&self.0.nodes, 1)?;
        deserializer.deserialize_any(self)
    }
}

impl Shapes<'_> {
    fn scalar<E>(kind: ScalarKind) -> Result<Option<Shape>, E> {
        Ok(Some(Shape::Scalar(kind)))
    }
}

const NULL: Shape = Shape::Scalar(ScalarKind::Null);

impl<'de> Visitor<'de> for Shapes<'_> {
    type Value = Option<Shape>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Bool)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Number)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Self::scalar(ScalarKind::Text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut shapes = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            shapes.push(item.unwrap_or(NULL));
        }
        Ok(Some(Shape::List(shapes)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut shapes = Vec::new();
        while let Some(key) = entries.next_key_seed(self)? {
            let value = entries.next_value_seed(self)?;
            shapes.push((key.unwrap_or(NULL), value.unwrap_or(NULL)));
        }
        Ok(Some(Shape::Map(shapes)))
    }

    /// A tag (`!重要`): the repair has reported it; here it is stepped over.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Self::Value, A::Error> {
        let (_, content) = tagged.variant::<String>()?;
        content.newtype_variant_seed(self)
    }
}

/// Reads a node of a known shape, texts and all.
struct Texts<'b, 's> {
    shape: Shape,
    source: &'s str,
    budget: &'b Budget,
    keys: &'b RefCell<Vec<Option<Range<usize>>>>,
}

impl<'de> DeserializeSeed<'de> for Texts<'_, 'de> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.shape {
            Shape::Scalar(_) => deserializer.deserialize_str(self),
            Shape::List(_) => deserializer.deserialize_seq(self),
            Shape::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'b, 's> Texts<'b, 's> {
    /// A scalar whose text would be of `kind` if it is a text.
    fn scalar<E: Error>(self, text: &str, kind: ScalarKind) -> Result<Node, E> {
        Budget::spend(&self.budget.bytes, text.len())?;
        let kind = match self.shape {
            Shape::Scalar(ScalarKind::Text) => kind,
            Shape::Scalar(known) => known,
            Shape::List(_) | Shape::Map(_) => ScalarKind::Text,
        };
        Ok(Node::Scalar(Scalar { text: text.to_owned(), kind }))
    }

    fn with(&self, shape: Shape) -> Texts<'b, 's> {
        Texts { shape, source: self.source, budget: self.budget, keys: self.keys }
    }

    /// Reads the next key of a map and notes where it stands.
    fn key<A: MapAccess<'s>>(&self, shape: Shape, access: &mut A) -> Result<Option<String>, A::Error> {
        let at = self.keys.borrow().len();
        if let Shape::Scalar(_) = shape {
            self.keys.borrow_mut().push(None);
            let key = Key { source: self.source, budget: self.budget };
            let Some((text, range)) = access.next_key_seed(key)? else { return Ok(None) };
            self.keys.borrow_mut()[at] = range;
            return Ok(Some(text));
        }
        let key = access.next_key_seed(self.with(shape))?;
        // Keys inside of a key are no keys of a map that anyone reads.
        self.keys.borrow_mut().truncate(at);
        self.keys.borrow_mut().push(None);
        Ok(key.as_ref().map(key_text))
    }
}

/// The kind of a text that stands in the source as it is: in quotes or without.
fn scalar_kind(source: &str, text: &str) -> ScalarKind {
    let before = offset_in(source, text).and_then(|at| source.get(..at));
    match before {
        Some(before) if before.ends_with(['"', '\'']) => ScalarKind::Quoted,
        _ => ScalarKind::Text,
    }
}

impl<'de> Visitor<'de> for Texts<'_, 'de> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same value as before")
    }

    /// A text that stands in the source as it is, in quotes or without.
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Node, E> {
        let kind = scalar_kind(self.source, text);
        self.scalar(text, kind)
    }

    /// A text that YAML composed: a block, an escape, several lines. Lines without quotes are joined
    /// before parsing, so what comes here was set apart.
    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        self.scalar(text, ScalarKind::Quoted)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Node, A::Error> {
        let Shape::List(shapes) = std::mem::replace(&mut self.shape, NULL) else {
            return Err(A::Error::custom("a list where there was none"));
        };
        let mut nodes = Vec::with_capacity(shapes.len());
        for shape in shapes {
            match items.next_element_seed(self.with(shape))? {
                Some(node) => nodes.push(node),
                None => break,
            }
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let Shape::Map(shapes) = std::mem::replace(&mut self.shape, NULL) else {
            return Err(A::Error::custom("a map where there was none"));
        };
        let mut entries = Vec::with_capacity(shapes.len());
        for (key, value) in shapes {
            let Some(key) = self.key(key, &mut access)? else { break };
            let value = access.next_value_seed(self.with(value))?;
            entries.push(Entry { key, value });
        }
        Ok(Node::Map(Map { entries }))
    }
}

/// Reads a key that is a scalar: its text, and where it stands.
struct Key<'b, 's> {
    source: &'s str,
    budget: &'b Budget,
}

impl<'de> DeserializeSeed<'de> for Key<'_, 'de> {
    type Value = (String, Option<Range<usize>>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_, 'de> {
    type Value = (String, Option<Range<usize>>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Budget::spend(&self.budget.bytes, text.len())?;
        Ok((text.to_owned(), offset_in(self.source, text).map(|at| at..at + text.len())))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Budget::spend(&self.budget.bytes, text.len())?;
        Ok((text.to_owned(), None))
    }
}

/// The text of a key; a list or a map as key is written out, so that it is kept and can be reported.
fn key_text(key: &Node) -> String {
    match key {
        Node::Scalar(scalar) => scalar.text.clone(),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(key_text).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Map(map) => {
            let entries: Vec<String> = map
                .entries
                .iter()
                .map(|entry| format!("{}: {}", entry.key, key_text(&entry.value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Where `part`, a slice of `whole`, begins in it.
pub(super) fn offset_in(whole: &str, part: &str) -> Option<usize> {
    let at = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (at + part.len() <= whole.len()).then_some(at)
}
