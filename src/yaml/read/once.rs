//! Reads a text in one pass, if every text in it can be told from what YAML makes of it: texts are told
//! as they are, and of a whole number without a sign there is one spelling only.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Budget, Read, offset_in, scalar_kind};
use crate::yaml::{Entry, Map, Node, Scalar, ScalarKind};

/// What is read, or `None` when a second pass is needed, be it to say what is wrong.
pub(super) fn read(text: &str) -> Option<Read> {
    let pass =
        Pass { source: text, budget: &Budget::full(), keys: &RefCell::default(), last: &Cell::default() };
    let node = pass.deserialize(serde_yaml::Deserializer::from_str(text)).ok()?;
    Some(Read { node: Some(node), keys: pass.keys.take() })
}

/// Whether a whole number may be spelled otherwise than in plain digits: `+5`, `0x1F`, `0o17`, `0b11`.
fn holds_other_numbers(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.contains(&b'+') || bytes.windows(2).any(|pair| matches!(pair, [b'0', b'x' | b'o' | b'b']))
}

/// The pass; each node is read by a copy of it.
#[derive(Clone, Copy)]
struct Pass<'b, 's> {
    source: &'s str,
    budget: &'b Budget,
    keys: &'b RefCell<Vec<Option<Range<usize>>>>,
    /// Where the scalar that was read last stands, if it stands in the source as it is.
    last: &'b Cell<Option<(usize, usize)>>,
}

impl<'s> Pass<'_, 's> {
    fn scalar<E: Error>(self, text: &str, kind: ScalarKind) -> Result<Node, E> {
        Budget::spend(&self.budget.bytes, text.len())?;
        Ok(Node::Scalar(Scalar { text: text.to_owned(), kind }))
    }

    /// Reads the next key of a map and notes where it stands. Keys of other kinds need the second pass.
    fn key<A: MapAccess<'s>>(self, access: &mut A) -> Result<Option<String>, A::Error> {
        let Some(key) = access.next_key_seed(self)? else { return Ok(None) };
        match key {
            Node::Scalar(Scalar { text, kind: ScalarKind::Text | ScalarKind::Quoted }) => {
                self.keys.borrow_mut().push(self.last.get().map(|(start, end)| start..end));
                Ok(Some(text))
            }
            _ => Err(A::Error::custom("a key that is no text")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Pass<'_, 'de> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Budget::spend(&self.budget.nodes, 1)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Pass<'_, 'de> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts, whole numbers, lists and maps of them")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        if holds_other_numbers(self.source) {
            return Err(E::custom("a number that may be spelled otherwise"));
        }
        self.scalar(&number.to_string(), ScalarKind::Number)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Node, E> {
        self.last.set(offset_in(self.source, text).map(|at| (at, at + text.len())));
        self.scalar(text, scalar_kind(self.source, text))
    }

    /// A text that YAML composed, which was set apart.
    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        self.last.set(None);
        self.scalar(text, ScalarKind::Quoted)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(self)? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = self.key(&mut access)? {
            let value = access.next_value_seed(self)?;
            entries.push(Entry { key, value });
        }
        Ok(Node::Map(Map { entries }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::read_twice;
    use super::*;

    #[test]
    fn usual_front_matter_is_read_once() {
        for text in
            ["title: 把党课开进车间\nyear: 2024\ntags: [a, '5']\n", "a: &x {b: 1}\nc: *x\n", "a: |\n  b\n"]
        {
            assert_eq!(read(text), Some(read_twice(text).unwrap()), "{text}");
        }
    }

    #[test]
    fn what_has_several_spellings_is_read_twice() {
        for text in [
            "a: 1.10",
            "a: -5",
            "a: +5",
            "a: 0x1F",
            "a: yes\nb: true",
            "a:",
            "a: ~",
            "5: a",
            "? [a]\n: b",
            "a: !b c",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    /// Pieces of YAML in any order.
    fn any_yaml() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("党建".to_owned()),
            Just("\n".to_owned()),
            Just("\n- ".to_owned()),
            Just("\n  ".to_owned()),
            Just("a: ".to_owned()),
            Just("0o17".to_owned()),
            Just("&x ".to_owned()),
            Just("*x".to_owned()),
            "[ :#,'\"*&!|>?{}\\[\\]~+.x-]{1,2}",
            "[0-9]{1,4}",
        ];
        prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn one_pass_reads_what_two_read(text in any_yaml()) {
            if let Some(read) = read(&text) {
                prop_assert_eq!(Some(read), read_twice(&text).ok());
            }
        }
    }
}
