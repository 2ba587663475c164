//! A bar on the terminal while a build takes its time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::Lang;
use crate::base::progress::{Progress, Stage};

/// A build that is over sooner shows no bar: one that flashes by tells nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar of the running stage.
pub(super) struct Bar {
    lang: Lang,
    begun: Instant,
    running: Mutex<Option<ProgressBar>>,
}

impl Bar {
    /// A bar on standard error, for a build that begins now. Where there is no terminal it stays unseen.
    pub(super) fn new(lang: Lang) -> Bar {
        Bar { lang, begun: Instant::now(), running: Mutex::new(None) }
    }

    fn running(&self) -> MutexGuard<'_, Option<ProgressBar>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Bar {
    fn start(&self, stage: Stage, total: usize) {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
        bar.set_style(style.expect("the template is right, as a test shows"));
        bar.set_message(stage.title().in_lang(self.lang).to_owned());
        *self.running() = Some(bar);
    }

    fn step(&self) {
        if let Some(bar) = &*self.running() {
            bar.inc(1);
            if bar.is_hidden() && self.begun.elapsed() >= PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
        }
    }

    fn end(&self) {
        if let Some(bar) = self.running().take() {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_counts_steps_unseen_and_is_gone_at_the_end() {
        let bar = Bar::new(Lang::Zh);
        bar.step();
        for stage in [Stage::Parse, Stage::Render, Stage::Write] {
            bar.start(stage, 3);
            bar.step();
            bar.step();
            let running = bar.running().clone().unwrap();
            assert_eq!((running.position(), running.length()), (2, Some(3)));
            assert_eq!(running.message(), stage.title().zh);
            assert!(running.is_hidden());
            bar.end();
            assert!(bar.running().is_none());
        }
        bar.end();
    }
}
