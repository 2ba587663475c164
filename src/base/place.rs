//! Where in a source file something stands.
//!
//! A check says *what* it means (a byte range of the body, a value of the front matter) as a
//! [`Place`]; only the few places that end up in a message are turned into lines and columns, once,
//! at the end of the plan. So no stage keeps line tables or texts for the sake of messages.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::FilePath;

/// A byte range of the decoded text of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of a range; texts are far below 4 GiB (files over 64 MiB are refused on reading).
    pub fn new(range: Range<usize>) -> Span {
        Span { start: range.start as u32, end: range.end as u32 }
    }

    /// The range that slices a text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span in a text that has `offset` bytes before this one.
    pub fn shifted(self, offset: usize) -> Span {
        Span { start: self.start + offset as u32, end: self.end + offset as u32 }
    }
}

/// The way from the root of a YAML document to one of its nodes: at each step the number of the
/// entry (of a list or a map, in written order). Numbers, unlike keys, tell duplicate keys apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NodePath(pub Vec<u32>);

impl NodePath {
    /// The way to the `index`-th child of the node that this way leads to.
    pub fn child(&self, index: usize) -> NodePath {
        let mut steps = self.0.clone();
        steps.push(index as u32);
        NodePath(steps)
    }
}

/// What of a file is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// A byte range of its decoded text.
    Span(Span),
    /// A value of its YAML (the front matter of a `.md`, the whole of a `.yaml`).
    Value(NodePath),
    /// The key of the entry that the way leads to.
    Key(NodePath),
    /// A line and column that a foreign parser reported; both count from 1, columns in characters.
    Line {
        /// Line, from 1.
        line: u32,
        /// Column in characters, from 1.
        column: u32,
        /// Width in characters, at least 1.
        width: u32,
    },
}

/// A file and what of it is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// What of it.
    pub spot: Spot,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: &FilePath) -> Place {
        Place { file: file.clone(), spot: Spot::File }
    }

    /// A byte range of the file's decoded text.
    pub fn span(file: &FilePath, span: Span) -> Place {
        Place { file: file.clone(), spot: Spot::Span(span) }
    }

    /// A value of the file's YAML.
    pub fn value(file: &FilePath, path: &NodePath) -> Place {
        Place { file: file.clone(), spot: Spot::Value(path.clone()) }
    }

    /// A key of the file's YAML.
    pub fn key(file: &FilePath, path: &NodePath) -> Place {
        Place { file: file.clone(), spot: Spot::Key(path.clone()) }
    }
}

/// A place as a person needs it: line, column, and the line itself to draw under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Characters to underline, at least 1, never past the end of the line.
    pub width: u32,
    /// The whole line without its end.
    pub text: String,
}

impl Location {
    /// Finds line and column of a byte range in `text`. A range over several lines is cut at the end
    /// of its first. Both `\n` and `\r\n` end lines.
    pub fn of_range(text: &str, range: Range<usize>) -> Location {
        let start = floor_boundary(text, range.start);
        let end = floor_boundary(text, range.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[..start].bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
        let shown = text[line_start..line_end].trim_end_matches('\r');
        let last = end.min(line_start + shown.len()).max(start);
        Location {
            line,
            column: text[line_start..start].chars().count() as u32 + 1,
            width: (text[start..last].chars().count() as u32).max(1),
            text: shown.to_owned(),
        }
    }

    /// Finds the text of a given line; a line past the end gives an empty text.
    pub fn of_line(text: &str, line: u32, column: u32, width: u32) -> Location {
        let shown = text.lines().nth(line.saturating_sub(1) as usize).unwrap_or("");
        Location { line, column, width: width.max(1), text: shown.to_owned() }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "标题: 甲\r\n日期: 明天\r\n";
        let at = text.find("明天").unwrap();
        let location = Location::of_range(text, at..at + "明天\r\n".len());
        assert_eq!((location.line, location.column, location.width), (2, 5, 2));
        assert_eq!(location.text, "日期: 明天");
    }

    #[test]
    fn a_range_past_the_end_is_at_the_end() {
        let location = Location::of_range("甲", 10..12);
        assert_eq!((location.line, location.column, location.width), (1, 2, 1));
    }
}
