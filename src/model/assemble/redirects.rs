//! Old addresses of texts, as far as a static site can answer them.

use crate::base::{FilePath, Place};
use crate::model::OldAddress;
use crate::model::redirect::{self, redirect_route};
use crate::yaml::Placed;

use super::desk::Desk;

/// The old addresses of a text that a static site can answer, each once; the others are reported.
pub(super) fn usable(desk: &mut Desk<'_>, path: &FilePath, typed: &[Placed<String>]) -> Vec<OldAddress> {
    let mut kept: Vec<OldAddress> = Vec::new();
    for address in typed {
        let place = Place::value(path, &address.path);
        desk.found.extend(redirect::check(&address.value, place));
        let Some(route) = redirect_route(&address.value) else { continue };
        if !kept.iter().any(|known| known.route == route) {
            kept.push(OldAddress { typed: address.value.clone(), route, place: address.path.clone() });
        }
    }
    kept
}
