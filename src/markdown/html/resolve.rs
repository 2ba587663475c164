//! What a page knows and Markdown does not: where links lead, how pictures are shown, how shortcodes
//! are drawn.

use crate::markdown::Call;
use crate::markdown::address::{self, AddressKind};

/// Answers for the page that is being printed. Addresses come as they were typed, after Markdown's
/// unescaping, with `/` for `\`.
pub trait Resolve {
    /// Where a link leads.
    fn link(&self, dest: &str) -> Href;

    /// How a picture is shown.
    fn picture(&self, dest: &str) -> Source;

    /// The HTML of a shortcode, around the HTML of what it holds; `None` shows only that.
    fn call(&self, call: &Call, inner_html: &str) -> Option<String>;

    /// HTML that follows the text of a heading, by the heading's id without prefix: marks of evidence.
    fn heading(&self, id: &str) -> Option<String>;
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// A page or a file of this site: a complete address, under the mark
    /// ([`crate::base::Route::marked_with`]).
    Internal(String),
    /// A place of the text that is being printed: its id, without prefix.
    Here(String),
    /// Another site: a complete address.
    External(String),
    /// An e-mail address, with or without `mailto:`.
    Mail(String),
    /// What was typed stays.
    AsTyped,
    /// The link has no address: its words stand alone.
    Nowhere,
}

impl Href {
    /// What an address says by itself, without knowledge of the site.
    pub fn of(dest: &str) -> Href {
        match address::kind(dest) {
            AddressKind::Fragment => {
                let id = dest.trim_start_matches([' ', '#']);
                Href::Here(percent_encoding::percent_decode_str(id).decode_utf8_lossy().into_owned())
            }
            AddressKind::Web => Href::External(dest.to_owned()),
            AddressKind::Mail => Href::Mail(dest.to_owned()),
            _ => Href::AsTyped,
        }
    }
}

/// How a picture is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its address: under the mark when it is of this site, else as it is to be.
    pub src: String,
    /// Width in CSS pixels, when it is known.
    pub width: Option<u32>,
    /// Height in CSS pixels, when it is known.
    pub height: Option<u32>,
}

/// Leaves every address as typed and every shortcode undrawn: for texts that stand alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsTyped;

impl Resolve for AsTyped {
    fn link(&self, dest: &str) -> Href {
        Href::of(dest)
    }

    fn picture(&self, dest: &str) -> Source {
        Source { src: dest.to_owned(), width: None, height: None }
    }

    fn call(&self, _call: &Call, _inner_html: &str) -> Option<String> {
        None
    }

    fn heading(&self, _id: &str) -> Option<String> {
        None
    }
}
