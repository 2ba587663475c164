//! What a text says of its place in the menu.

/// What a text says of its place in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuWish {
    /// It stays out.
    Out,
    /// It is in.
    In {
        /// What the menu shows; by default the title.
        name: Option<String>,
        /// Which entry it is, from 1.
        place: Option<u32>,
    },
}
