//! Folded names, each worked out once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::fold::fold;

/// Folded names, each worked out once: a site says the same tags, colleges and programmes over and over.
#[derive(Debug, Default)]
pub(super) struct Folds<'s>(HashMap<&'s str, Arc<str>>);

impl<'s> Folds<'s> {
    /// The key of a name, as [`fold`] makes it.
    pub(super) fn key(&mut self, name: &'s str) -> Arc<str> {
        self.0.entry(name).or_insert_with(|| fold(name).into()).clone()
    }
}
