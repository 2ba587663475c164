//! One source file → one [`Document`]: its front matter and its outline, nothing of its neighbours.

mod bodies;
mod document;
mod lines;
pub mod split;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::base::encoding::{self, Encoding};
use crate::base::files::{Contents, Files};
use crate::base::{Code, Diagnostics, FilePath, Location, Severity, Span, Spot};
use crate::config::Markup;
use crate::scan::Source;
use crate::yaml::{self, Map};

pub use bodies::Bodies;
pub use document::{Document, Front};
use split::{Split, split};

/// Every code that this floor speaks.
pub fn codes() -> Vec<&'static Code> {
    split::CODES.to_vec()
}

/// Understands one source file. A file that cannot be read gives a document without content, and the
/// reason among its diagnostics.
pub fn parse(files: &dyn Files, source: &Source, markup: &Markup) -> Document {
    parse_keeping(&Bodies::none(), files, source, markup)
}

/// The same; what pages need of its body goes into `bodies`, as far as these keep it.
pub fn parse_keeping(bodies: &Bodies, files: &dyn Files, source: &Source, markup: &Markup) -> Document {
    let path = &source.path;
    let mut found = Diagnostics::default();
    let mut document = Document {
        path: path.clone(),
        kind: source.kind,
        digest: "".into(),
        front: Front::default(),
        body: Span::new(0..0),
        outline: Arc::default(),
        diagnostics: Vec::new(),
    };
    match files.contents(path) {
        Err(error) => found.push(error.diagnostic(path)),
        Ok(Contents { bytes, digest }) => {
            document.digest = digest;
            let decoded = found.take(encoding::decode(path, &bytes));
            let halves = found.take(split(path, &decoded.text));
            let (map, halves) = front_matter(path, &decoded.text, halves, &mut found);
            document.body = halves.body;
            // Of what is no text nothing is read; the decoder said so.
            if decoded.encoding != Encoding::None {
                let read = bodies.outline(path, (&decoded.text, halves.body), markup);
                document.outline = Arc::new(found.take(read));
            }
            document.front = Front { map: Arc::new(map), span: halves.front };
        }
    }
    document.diagnostics = found.into_vec();
    document
}

/// Reads the YAML between the fences. When it fails and prose stands inside, the closing fence was
/// forgotten and a line of dashes further down was taken for it; then that is told, and the text
/// begins where the prose does.
fn front_matter(file: &FilePath, text: &str, halves: Split, found: &mut Diagnostics) -> (Map, Split) {
    let Some(span) = halves.front else { return (Map::default(), halves) };
    let front = &text[span.range()];
    let offset = span.start as usize;
    let read = yaml::parse(file, front, offset);
    let has_failed = read.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
    let prose = if has_failed { split::prose_inside(front) } else { None };
    let Some(at) = prose else { return (found.take(read), halves) };
    found.push(split::swallowed(file, text, offset, offset + at));
    let map = found.take(yaml::parse(file, &front[..at], offset));
    let begins = offset + at;
    (map, Split { front: Some(Span::new(offset..begins)), body: Span::new(begins..text.len()) })
}

/// The decoded text of a file, as spans and [`locate`] mean it; `None` when it cannot be read.
pub fn text(files: &dyn Files, file: &FilePath) -> Option<String> {
    let bytes = files.read(file).ok()?;
    Some(encoding::decode(file, &bytes).value.text)
}

/// Finds a spot in the decoded text of a file: values of the front matter of a `.md`, values of the
/// whole of a `.yaml`. `None` for the file as a whole, and for what is not there.
pub fn locate(file: &FilePath, text: &str, spot: &Spot) -> Option<Location> {
    let range = match spot {
        Spot::File => return None,
        Spot::Line { line, column, width } => return Some(Location::of_line(text, *line, *column, *width)),
        Spot::Span(span) => span.range(),
        Spot::Value(_) | Spot::Key(_) => {
            let front = if is_markdown(file) { front_of(file, text)? } else { Span::new(0..text.len()) };
            let within = yaml::locate(&text[front.range()], spot)?;
            let offset = front.start as usize;
            within.start + offset..within.end + offset
        }
    };
    Some(Location::of_range(text, range))
}

fn is_markdown(file: &FilePath) -> bool {
    file.extension() == "md"
}

/// Where the front matter lies, as [`parse`] took it.
fn front_of(file: &FilePath, text: &str) -> Option<Span> {
    let halves = split(file, text).value;
    front_matter(file, text, halves, &mut Diagnostics::default()).1.front
}
