//! Plans every output of the site and renders it: views, theme, and the registry of job kinds.
//!
//! [`plan()`] asks every kind of [`OUTPUTS`] for its routes before any job runs. A job is data ([`Job`]);
//! running it makes a view of the [`World`], hands it to the theme or writes it out, and at last
//! replaces the marks of addresses by the way from its own route.

#[macro_use]
pub mod described;

mod answers;
mod calls;
pub mod collision;
pub mod emblem;
pub mod featured;
pub mod feeds;
mod job;
pub mod menu;
mod outputs;
mod places;
pub mod plan;
mod printing;
pub mod reference;
mod repeated;
mod rolls;
mod site_file;
pub mod theme;
mod view;
mod world;

#[cfg(test)]
pub(in crate::render) mod tests;

pub use collision::ROUTE_COLLISION;
pub use described::{View, ViewField, views};
pub use job::{Answer, Job, Key, Planned, Rendered};
pub use outputs::{Here, Listed, OUTPUTS, Output, Seen, Template};
pub use plan::{Memory, Plan, gather, plan};
pub use printing::Lines;
pub use reference::Reference;
pub use theme::{Query, Theme};
pub use view::ROOTS;
pub use world::{Parts, World};

use crate::base::Code;

/// Names of the templates that outputs are made of.
pub fn templates() -> &'static [&'static str] {
    theme::TEMPLATES
}

/// Codes of what a theme and a text that calls its shortcodes do not agree upon.
pub static CALL_CODES: &[&Code] =
    &[&theme::shortcodes::SHORTCODE_UNKNOWN, &theme::shortcodes::SHORTCODE_ARGUMENT];

/// The code of a theme that is not there; it stands where the theme is named, in `site.yaml`.
pub static ABSENT_THEME_CODE: &Code = &theme::manifest::THEME_UNKNOWN;

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    [
        theme::CODES.concat().as_slice(),
        calls::CODES,
        collision::CODES,
        emblem::CODES,
        featured::CODES,
        feeds::CODES,
        menu::CODES,
        plan::CODES,
    ]
    .concat()
}
