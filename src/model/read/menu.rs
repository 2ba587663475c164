//! `menu`: yes, no, a name, a place, or a map with both.

use std::ops::RangeInclusive;

use crate::base::Outcome;
use crate::model::MenuWish;
use crate::model::keys::menu;
use crate::yaml::fields::typed::{flag, integer};
use crate::yaml::{Fields, Key, Node, Placed};

use super::values::value;

/// What a place in the menu may be; more is a slip.
const PLACES: RangeInclusive<i64> = 1..=100;

/// What a text says of its place in the menu.
pub(super) fn menu(fields: &mut Fields<'_>, key: &'static Key) -> Option<Placed<MenuWish>> {
    let node = fields.node(key)?;
    if let Node::Map(map) = node.value {
        let mut inner = Fields::new(fields.file(), map, node.path.clone(), &menu::MENU);
        let name = value(inner.text(&menu::NAME));
        let place = place(inner.integer(&menu::PLACE, PLACES));
        fields.take(Outcome { value: (), diagnostics: inner.finish_strict() });
        return Some(Placed { value: MenuWish::In { name, place }, path: node.path });
    }
    let text = fields.text_of(&node, key)?;
    let wish = match (flag(&text.value), integer(&text.value)) {
        (_, Some(_)) => MenuWish::In { name: None, place: Some(place(fields.integer(key, PLACES))?) },
        (Some(true), None) => MenuWish::In { name: None, place: None },
        (Some(false), None) => MenuWish::Out,
        (None, None) => MenuWish::In { name: Some(text.value), place: None },
    };
    Some(Placed { value: wish, path: text.path })
}

fn place(number: Option<Placed<i64>>) -> Option<u32> {
    number.and_then(|number| u32::try_from(number.value).ok())
}
