//! Prints texts as seen from a page: where links lead, how pictures are shown, what stands beside
//! headings, how shortcodes are drawn.

use std::cell::RefCell;
use std::sync::Arc;

use crate::base::files::{Contents, ReadError};
use crate::base::{Diagnostic, FilePath, Route, Span, encoding};
use crate::markdown::{self, Call, Href, Print, Resolve, Source};
use crate::model::{DimensionId, TextFacts};
use crate::relate::Target;
use crate::relate::links::is_nowhere;

use super::World;
use super::calls::Scene;
use super::outputs::Here;
use super::theme::{Fault, Shared};

/// Whether blocks say where they stand in their source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// They do, for a preview: `data-line="content/cases/a.md:12"`.
    Shown,
    /// They do not.
    Hidden,
}

/// Where a text is printed.
pub(super) struct Within<'a> {
    /// The page that it becomes part of.
    pub(super) page: &'a Route,
    /// Stands before every id, so that several texts share a page.
    pub(super) prefix: &'a str,
    /// The level of its highest headings.
    pub(super) top_level: u8,
    /// Whether its blocks say where they stand.
    pub(super) lines: Lines,
}

/// What a heading of a text is evidence for, by its place in the outline.
pub(super) type Marks<'a> = &'a dyn Fn(u32) -> Vec<DimensionId>;

/// Prints a whole text on a page of its own.
///
/// # Errors
/// The text could not be read again, or the theme failed to draw something in it.
pub(super) fn body(facts: &TextFacts, here: &Here<'_>, marks: Marks<'_>) -> Result<Shared, Box<Diagnostic>> {
    let within = Within { page: here.route, prefix: "", top_level: 2, lines: here.lines };
    let printing = Printing::new(here.world, facts, &within, marks);
    printing.print(facts.body).map(|html| Shared::html(&html))
}

/// Prints a whole text for the feed at `feed`: every link leads to a complete address.
///
/// # Errors
/// The text could not be read again, or the theme failed to draw something in it.
pub(super) fn for_feed(world: &World, facts: &TextFacts, feed: &Route) -> Result<String, Box<Diagnostic>> {
    let within = Within { page: feed, prefix: "", top_level: 2, lines: Lines::Hidden };
    Printing::new(world, facts, &within, &|_| Vec::new()).print(facts.body)
}

/// The beginnings of the sections of a text in plain words, in the order of its headings.
///
/// # Errors
/// The text could not be read again.
pub(super) fn excerpts(world: &World, facts: &TextFacts) -> Result<Arc<[String]>, Box<Diagnostic>> {
    let TextFacts { path, body, outline, .. } = facts;
    if let Some(kept) = world.bodies.excerpts(path, outline) {
        return Ok(kept);
    }
    let text = read(world, facts)?;
    Ok(markdown::excerpts(&text, *body, &world.config.markup, outline).into())
}

/// A text being printed.
struct Printing<'a> {
    world: &'a World,
    facts: &'a TextFacts,
    within: &'a Within<'a>,
    marks: Marks<'a>,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> Printing<'a> {
    fn new(world: &'a World, facts: &'a TextFacts, within: &'a Within<'a>, marks: Marks<'a>) -> Printing<'a> {
        Printing { world, facts, within, marks, faults: RefCell::new(Vec::new()) }
    }

    fn print(self, span: Span) -> Result<String, Box<Diagnostic>> {
        let kept = self.world.bodies.get(&self.facts.path).filter(|_| self.within.lines == Lines::Hidden);
        let markup = &self.world.config.markup;
        let html = match kept {
            Some(body) => body.print(span, markup, &self.how(None)),
            None => {
                let text = read(self.world, self.facts)?;
                let lines = LineStarts::new(&self.facts.path, &text, self.within.lines);
                let line = |start| lines.place(start);
                let shown = self.within.lines == Lines::Shown;
                markdown::html(&text, span, markup, &self.how(shown.then_some(&line)))
            }
        };
        match self.faults.into_inner().into_iter().next() {
            Some(fault) => Err(Box::new(fault.diagnose(self.within.page))),
            None => Ok(html),
        }
    }

    fn how<'p>(&'p self, lines: Option<&'p dyn Fn(u32) -> String>) -> Print<'p> {
        Print {
            body: self.facts.body,
            id_prefix: self.within.prefix,
            top_level: Some(self.within.top_level),
            lang: self.world.config.lang,
            resolver: self,
            lines,
        }
    }

    fn own_page(&self) -> Option<&Route> {
        self.world.links().text(&self.facts.path).map(|linkable| linkable.route)
    }

    fn keep<T>(&self, result: Result<T, Box<Fault>>) -> Option<T> {
        result.map_err(|fault| self.faults.borrow_mut().push(*fault)).ok()
    }
}

/// Where the lines of a text begin.
struct LineStarts<'a> {
    file: &'a FilePath,
    ends: Vec<usize>,
}

impl<'a> LineStarts<'a> {
    /// Counted only where they are shown.
    fn new(file: &'a FilePath, text: &str, lines: Lines) -> LineStarts<'a> {
        let counted = if lines == Lines::Shown { text } else { "" };
        LineStarts { file, ends: counted.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The file and the line, from 1, of a byte of the text.
    fn place(&self, at: u32) -> String {
        let line = 1 + self.ends.partition_point(|end| *end < at as usize);
        format!("{}:{line}", self.file)
    }
}

impl Resolve for Printing<'_> {
    fn link(&self, dest: &str) -> Href {
        match self.world.links().find(&self.facts.path, dest) {
            Ok(Target::Page { route, fragment }) => Href::Internal(route.marked_with(fragment.as_deref())),
            Ok(Target::Static(route)) => Href::Internal(route.marked()),
            Ok(Target::Companion(path)) => match self.world.relations.assets.get(&path) {
                Some(asset) => Href::Internal(asset.route.marked()),
                None => Href::AsTyped,
            },
            Ok(Target::Here(id)) => match self.own_page() {
                Some(own) if own != self.within.page => Href::Internal(own.marked_with(Some(&id))),
                _ => Href::Here(id),
            },
            Ok(Target::Outside(address)) => Href::of(&address),
            Err(_) if is_nowhere(dest) => Href::Nowhere,
            Err(_) => Href::AsTyped,
        }
    }

    fn picture(&self, dest: &str) -> Source {
        match self.world.links().find(&self.facts.path, dest) {
            Ok(Target::Companion(path)) => match self.world.relations.assets.get(&path) {
                Some(asset) => {
                    let (width, height) = asset.size.unzip();
                    Source { src: asset.route.marked(), width, height }
                }
                None => Source { src: dest.to_owned(), ..Source::default() },
            },
            Ok(Target::Static(route)) => Source { src: route.marked(), ..Source::default() },
            _ => Source { src: dest.to_owned(), ..Source::default() },
        }
    }

    fn call(&self, call: &Call, inner_html: &str) -> Option<String> {
        let scene = Scene { world: self.world, text: self.facts, page: self.within.page };
        self.keep(scene.draw(call, inner_html)?)
    }

    fn heading(&self, id: &str) -> Option<String> {
        let at = self.facts.outline.headings.iter().position(|heading| heading.id == id)?;
        let dimensions = (self.marks)(at as u32);
        if dimensions.is_empty() {
            return None;
        }
        self.keep(self.world.heading_marks(dimensions)).map(|marks| marks.to_string())
    }
}

/// Reads a text again. `Files` is a snapshot, so what differs was changed on the way.
fn read(world: &World, facts: &TextFacts) -> Result<String, Box<Diagnostic>> {
    let path: &FilePath = &facts.path;
    let read = world.files.contents(path);
    let Contents { bytes, digest } = read.map_err(|error| Box::new(error.diagnostic(path)))?;
    if digest != facts.digest {
        return Err(Box::new(ReadError::Changed.diagnostic(path)));
    }
    Ok(encoding::decode(path, &bytes).value.text)
}
