//! Old addresses of texts, as far as a static site can answer them.

use crate::base::{Diagnostics, FilePath, Place};
use crate::model::OldAddress;
use crate::model::redirect::{self, redirect_route};
use crate::yaml::Placed;

/// The old addresses of a text that a static site can answer, each once; the others are reported.
pub(super) fn usable(path: &FilePath, typed: &[Placed<String>], found: &mut Diagnostics) -> Vec<OldAddress> {
    let mut kept: Vec<OldAddress> = Vec::new();
    for address in typed {
        let place = Place::value(path, &address.path);
        found.extend(redirect::check(&address.value, place));
        let Some(route) = redirect_route(&address.value) else { continue };
        if !kept.iter().any(|known| known.route == route) {
            kept.push(OldAddress { typed: address.value.clone(), route, place: address.path.clone() });
        }
    }
    kept
}
