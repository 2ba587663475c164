//! How far long work has come, told to whoever draws it.

use super::Words;

/// Told how far a stage has come. Calls of [`Progress::step`] come from many threads.
pub trait Progress: Sync {
    /// A stage of `total` steps begins.
    fn start(&self, stage: Stage, total: usize);

    /// One step is done.
    fn step(&self);

    /// The stage is over, whether or not all its steps were done.
    fn end(&self);
}

/// A stage that takes long enough to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Source files are read and parsed.
    Parse,
    /// Pages are rendered and compared with those of the last build.
    Render,
    /// Changed files are put in place.
    Write,
}

impl Stage {
    /// What it does, as a title.
    pub fn title(self) -> Words {
        match self {
            Stage::Parse => words!("读取", "reading"),
            Stage::Render => words!("生成", "rendering"),
            Stage::Write => words!("写入", "writing"),
        }
    }
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _stage: Stage, _total: usize) {}

    fn step(&self) {}

    fn end(&self) {}
}
