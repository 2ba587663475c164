//! The pages of one plan that were made last.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::answer::{Answer, Dress};

/// How many are kept: what a writer has open, and no more memory than that.
const MOST: usize = 16;

/// A page that is longer than this is made again, in bytes.
const LONGEST: usize = 1 << 20;

/// The pages of one plan that were made last. A job gives the same bytes whenever it is run, so whoever asks
/// again (an open page, a second tab, a program that waits for a change) is given what was made before.
#[derive(Default)]
pub(super) struct Recent(Mutex<VecDeque<(Asked, Answer)>>);

/// What an answer depends on within a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) route: String,
    pub(super) status: u16,
    pub(super) dress: Dress,
}

impl Recent {
    /// What was made of this before, if it is still kept.
    pub(super) fn find(&self, asked: &Asked) -> Option<Answer> {
        let pages = self.pages();
        pages.iter().find(|(known, _)| known == asked).map(|(_, answer)| answer.clone())
    }

    /// Keeps a page; other files are not made but read, and may be long.
    pub(super) fn keep(&self, asked: Asked, answer: &Answer) {
        if !answer.is_page() || answer.body.len() > LONGEST {
            return;
        }
        let mut pages = self.pages();
        pages.retain(|(known, _)| *known != asked);
        pages.truncate(MOST - 1);
        pages.push_front((asked, answer.clone()));
    }

    fn pages(&self) -> MutexGuard<'_, VecDeque<(Asked, Answer)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(number: usize) -> Asked {
        Asked { route: format!("cases/{number}/index.html"), status: 200, dress: Dress::Plain }
    }

    fn page(text: &str) -> Answer {
        Answer::new(200, "text/html; charset=utf-8", text.as_bytes().to_vec())
    }

    fn found(recent: &Recent, number: usize) -> Option<String> {
        recent.find(&asked(number)).map(|answer| String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn the_last_pages_are_kept() {
        let recent = Recent::default();
        for number in 0..=MOST {
            recent.keep(asked(number), &page(&number.to_string()));
        }
        assert_eq!(found(&recent, 0), None);
        assert_eq!(found(&recent, 1).as_deref(), Some("1"));
        assert_eq!(found(&recent, MOST), Some(MOST.to_string()));
        assert!(recent.find(&Asked { dress: Dress::Live, ..asked(1) }).is_none());
        assert!(recent.find(&Asked { status: 404, ..asked(1) }).is_none());
    }

    #[test]
    fn what_is_made_twice_at_once_is_kept_once() {
        let recent = Recent::default();
        recent.keep(asked(0), &page("a"));
        (0..MOST).for_each(|_| recent.keep(asked(1), &page("b")));
        assert_eq!(found(&recent, 0).as_deref(), Some("a"));
    }

    #[test]
    fn files_and_long_pages_are_not_kept() {
        let recent = Recent::default();
        recent.keep(asked(0), &Answer { content_type: "image/png", ..page("picture") });
        recent.keep(asked(1), &page(&"a".repeat(LONGEST + 1)));
        assert_eq!((found(&recent, 0), found(&recent, 1)), (None, None));
    }
}
