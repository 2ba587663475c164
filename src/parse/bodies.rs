//! What a build keeps of the bodies that it read, for the jobs that print them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::{FilePath, Outcome, Span};
use crate::config::Markup;
use crate::markdown::{self, Body, Outline};

/// Bytes of text whose bodies a build keeps: all of a site of some three thousand cases, at the price of
/// about twice as much memory. What finds no room is read again when it is printed.
const ROOM: usize = 32 << 20;

/// What was kept of bodies when they were read. A build prints each of them once or twice, and to read one costs
/// about as much as all else that printing takes; and it shows the beginnings of their sections on other pages,
/// which are kept where a body finds no room. A preview prints few of thousands, and keeps nothing.
#[derive(Debug, Default)]
pub struct Bodies {
    /// Bytes of text that there is still room for; `None` where nothing is kept.
    room: Option<AtomicUsize>,
    kept: Mutex<HashMap<FilePath, Kept>>,
}

/// What was kept of a body.
#[derive(Clone, Debug)]
enum Kept {
    Body(Arc<Body>),
    Excerpts(Arc<[String]>),
}

impl Bodies {
    /// Keeps nothing.
    pub fn none() -> Bodies {
        Bodies::default()
    }

    /// Keeps those of a site of usual size.
    pub fn usual() -> Bodies {
        Bodies { room: Some(AtomicUsize::new(ROOM)), ..Bodies::default() }
    }

    /// The body of a text, if it was kept.
    pub fn get(&self, path: &FilePath) -> Option<Arc<Body>> {
        match self.kept(path)? {
            Kept::Body(body) => Some(body),
            Kept::Excerpts(_) => None,
        }
    }

    /// The beginnings of the sections of a text with this outline, if they or the body were kept, as
    /// [`markdown::excerpts`] takes them.
    pub fn excerpts(&self, path: &FilePath, outline: &Outline) -> Option<Arc<[String]>> {
        Some(match self.kept(path)? {
            Kept::Body(body) => body.excerpts(outline).into(),
            Kept::Excerpts(excerpts) => excerpts,
        })
    }

    /// Reads the outline of the body of a file, and keeps what there is room for.
    pub(super) fn outline(
        &self,
        path: &FilePath,
        (text, body): (&str, Span),
        markup: &Markup,
    ) -> Outcome<Outline> {
        let Some(room) = &self.room else { return markdown::outline(path, text, body, markup) };
        if take(room, body) {
            let read = markdown::outline_and_body(path, text, body, markup);
            read.map(|(outline, body)| self.keep(path, outline, Kept::Body(Arc::new(body))))
        } else {
            let read = markdown::outline_and_excerpts(path, text, body, markup);
            read.map(|(outline, excerpts)| self.keep(path, outline, Kept::Excerpts(excerpts.into())))
        }
    }

    fn keep(&self, path: &FilePath, outline: Outline, kept: Kept) -> Outline {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), kept);
        outline
    }

    fn kept(&self, path: &FilePath) -> Option<Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

/// Takes the room that a body needs, if there is so much.
fn take(room: &AtomicUsize, body: Span) -> bool {
    let less = |room: usize| room.checked_sub(body.range().len());
    room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_finds_no_room_the_excerpts_are_kept() {
        let (text, markup) = ("## 甲\n\n正文。\n", Markup::default());
        let body = Span::new(0..text.len());
        let bodies = Bodies { room: Some(AtomicUsize::new(2 * text.len() + 1)), ..Bodies::default() };
        let paths = ["a.md", "b.md", "c.md"].map(FilePath::new);
        for path in &paths {
            let outline = bodies.outline(path, (text, body), &markup).value;
            let excerpts = bodies.excerpts(path, &outline).unwrap();
            assert_eq!(*excerpts, ["正文。"]);
        }
        assert_eq!(paths.each_ref().map(|path| bodies.get(path).is_some()), [true, true, false]);
    }

    #[test]
    fn where_nothing_is_kept_nothing_is_found() {
        let (bodies, path) = (Bodies::none(), FilePath::new("a.md"));
        let outline = bodies.outline(&path, ("正文。", Span::new(0..9)), &Markup::default()).value;
        assert!(bodies.get(&path).is_none() && bodies.excerpts(&path, &outline).is_none());
    }
}
