//! How the list of a column is sorted.

/// How the list of a column is sorted. Whatever it is sorted by, texts that lack it come last, and
/// ties are broken so that the order depends on the texts alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// In which direction.
    pub direction: Direction,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The `order` of its texts, then the newest first.
    #[default]
    Order,
    /// Their dates.
    Date,
    /// Their titles, as they are read aloud.
    Title,
}

/// In which direction a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From the small, the old, the first of the alphabet.
    #[default]
    Up,
    /// From the great, the new, the last of the alphabet.
    Down,
}
