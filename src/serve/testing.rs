//! What tests of previews share.

use crate::model::{Drafts, Future};
use crate::pipeline::{BuildOptions, Faults};

/// A plain preview, long ago.
pub(super) const OPTIONS: BuildOptions = BuildOptions {
    today: None,
    now: jiff::Timestamp::UNIX_EPOCH,
    drafts: Drafts::Hidden,
    future: Future::Hidden,
    faults: Faults::Refuse,
};
