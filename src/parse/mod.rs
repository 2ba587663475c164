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
use crate::base::fold::fold;
use crate::base::{Code, Diagnostics, FilePath, Location, Severity, Span, Spot};
use crate::config::Markup;
use crate::markdown::{outline, outline_and_body};
use crate::scan::Source;
use crate::yaml::{self, Map, Node};

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

/// The same; its body goes into `bodies`, as long as there is room.
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
                let wanted = wanted_sections(&map);
                let (text, body) = (&decoded.text, halves.body);
                let outline = if bodies.take_room(body) {
                    let read = found.take(outline_and_body(path, text, body, markup, &wanted));
                    bodies.keep(path, read.1);
                    read.0
                } else {
                    found.take(outline(path, text, body, markup, &wanted))
                };
                document.outline = Arc::new(outline);
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

/// Names of the sections that practices speak of, folded, so that the outline takes excerpts of them.
/// Of a way (`过程/实施“三服务”`) the last name is the section's.
fn wanted_sections(front: &Map) -> Vec<String> {
    const KEYS: &[&str] = &["practices", "practice", "做法", "举措"];
    let mut wanted = Vec::new();
    for entry in front.entries.iter().filter(|entry| KEYS.contains(&entry.key.trim())) {
        collect_names(&entry.value, &mut wanted);
    }
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// The names and sections of practices: items of the list, and the single values and keys of maps in it.
fn collect_names(practices: &Node, wanted: &mut Vec<String>) {
    let mut add = |text: &str| {
        let name = text.rsplit(['/', '／']).next().unwrap_or(text);
        wanted.extend([fold(name), fold(text)].into_iter().filter(|key| !key.is_empty()));
    };
    let items = match practices {
        Node::List(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    for item in items {
        match item {
            Node::Scalar(scalar) => add(&scalar.text),
            Node::Map(map) => {
                for entry in &map.entries {
                    match &entry.value {
                        Node::Scalar(scalar) => add(&scalar.text),
                        Node::List(_) | Node::Map(_) => {}
                    }
                    add(&entry.key);
                }
            }
            Node::List(_) => {}
        }
    }
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
