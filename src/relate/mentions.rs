//! What shortcodes name. Which of their arguments are addresses is known to the theme alone, so the
//! pipeline hands its word down here, and the addresses are followed like those of links and pictures.

use crate::base::Span;
use crate::markdown::Call;

/// Tells which addresses a shortcode names.
pub trait Mentions: std::fmt::Debug + Send + Sync {
    /// The addresses among the arguments of a call.
    fn of<'c>(&self, call: &'c Call) -> Vec<Mention<'c>>;
}

/// An address that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'c> {
    /// The address as typed.
    pub dest: &'c str,
    /// Where it stands.
    pub span: Span,
    /// What it is to lead to.
    pub sought: Sought,
}

/// What an address is to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A page, a file, another site: whatever a reader may go to.
    Place,
    /// A picture that the page shows.
    Picture,
    /// A file that the page plays or offers.
    File,
}
