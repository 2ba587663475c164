//! Raw HTML, looked at: tags, attributes and comments with their places, as an HTML parser would
//! divide them. What becomes of them is decided elsewhere.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of raw HTML other than text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// `<a href="…">`
    Open(Tag),
    /// `</a>`, the name in lower case.
    Close(String, Range<usize>),
    /// `<!-- … -->`; the flag tells whether it ends.
    Comment(Range<usize>, Ending),
    /// `<!DOCTYPE …>`, `<?php … ?>`, `<![CDATA[ … ]]>`.
    Declaration(Range<usize>),
}

/// Whether something that must end does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Closed,
    Open,
}

/// An opening tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: String,
    pub(super) range: Range<usize>,
    pub(super) attributes: Vec<Attribute>,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// In lower case.
    pub(super) name: String,
    /// From the name to the end of the value.
    pub(super) range: Range<usize>,
    /// The value without quotes; empty where there is none.
    pub(super) value: Range<usize>,
}

/// What an attribute says that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The address of a page or a file.
    Link,
    /// The address of a picture.
    Picture,
    /// Several addresses of a picture, each with a descriptor.
    Pictures,
    /// An id that links may point to.
    Id,
}

/// What an attribute of an element names, if anything.
pub(super) fn meaning(element: &str, attribute: &str) -> Option<Meaning> {
    match (element, attribute) {
        (_, "id") | ("a", "name") => Some(Meaning::Id),
        ("img", "src") | ("video", "poster") => Some(Meaning::Picture),
        ("img" | "source", "srcset") => Some(Meaning::Pictures),
        ("a" | "area" | "link", "href")
        | ("video" | "audio" | "source" | "track" | "iframe" | "embed" | "script", "src")
        | ("object", "data") => Some(Meaning::Link),
        _ => None,
    }
}

/// The addresses of a `srcset`, each with its descriptor. An address ends at a space, so a comma
/// inside one is no trouble.
pub(super) fn candidates(set: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_gap = |char: char| char.is_ascii_whitespace() || char == ',';
    let mut rest = set.trim_start_matches(is_gap);
    std::iter::from_fn(move || {
        let end = rest.find(|char: char| char.is_ascii_whitespace()).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(',');
        let after = &rest[end..];
        let descriptor = if address.len() < end { "" } else { after.split(',').next().unwrap_or("") };
        rest = after[descriptor.len()..].trim_start_matches(is_gap);
        (!address.is_empty()).then_some((address, descriptor.trim()))
    })
}

/// Elements without content and end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content is text up to their own end tag.
fn is_raw_text(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext"
    )
}

/// Divides raw HTML.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { html, at: 0 }
}

/// The pieces of raw HTML, in order; text is skipped.
pub(super) struct Pieces<'h> {
    html: &'h str,
    at: usize,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            let rest = &self.html[start + 1..];
            self.at = start + 1;
            let next = rest.as_bytes().first().copied();
            let piece = match next {
                Some(b'!') if rest.starts_with("!--") => self.comment(start),
                Some(b'!' | b'?') => self.declaration(start),
                Some(b'/') if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) => {
                    self.close(start)
                }
                Some(byte) if byte.is_ascii_alphabetic() => self.open(start),
                _ => continue,
            };
            return Some(piece);
        }
    }
}

impl Pieces<'_> {
    /// Goes past the next `end`, or to the end of all.
    fn past(&mut self, from: usize, end: &str) -> Ending {
        let from = from.min(self.html.len());
        match self.html.get(from..).and_then(|rest| rest.find(end)) {
            Some(at) => {
                self.at = from + at + end.len();
                Ending::Closed
            }
            None => {
                self.at = self.html.len();
                Ending::Open
            }
        }
    }

    fn comment(&mut self, start: usize) -> Piece {
        // `<!-->` and `<!--->` are whole comments.
        let inside = &self.html[start + 4..];
        let short = if inside.starts_with('>') { 1 } else { 2 };
        let ending = if inside.starts_with('>') || inside.starts_with("->") {
            self.at = start + 4 + short;
            Ending::Closed
        } else {
            self.past(start + 4, "-->")
        };
        Piece::Comment(start..self.at, ending)
    }

    fn declaration(&mut self, start: usize) -> Piece {
        let end = if self.html[start..].starts_with("<![CDATA[") { "]]>" } else { ">" };
        self.past(start, end);
        Piece::Declaration(start..self.at)
    }

    fn close(&mut self, start: usize) -> Piece {
        let name = self.name(start + 2);
        self.past(start, ">");
        Piece::Close(name, start..self.at)
    }

    fn open(&mut self, start: usize) -> Piece {
        let name = self.name(start + 1);
        self.at = start + 1 + name.len();
        let attributes = self.attributes();
        let range = start..self.at;
        if is_raw_text(&name) {
            self.skip_content(&name);
        }
        Piece::Open(Tag { name, range, attributes })
    }

    fn name(&self, at: usize) -> String {
        let ends = |char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>');
        let rest = &self.html[at..];
        rest[..rest.find(ends).unwrap_or(rest.len())].to_ascii_lowercase()
    }

    /// Goes to the end tag of an element whose content is text.
    fn skip_content(&mut self, name: &str) {
        let mut at = self.at;
        while let Some(found) = self.html[at..].find("</") {
            let start = at + found + 2;
            let candidate = self.html.get(start..start + name.len());
            if candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name)) {
                self.at = start - 2;
                return;
            }
            at = start;
        }
        self.at = self.html.len();
    }

    /// Reads the attributes of a tag and goes past its `>`.
    fn attributes(&mut self) -> Vec<Attribute> {
        let bytes = self.html.as_bytes();
        let mut found = Vec::new();
        loop {
            while bytes.get(self.at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
                self.at += 1;
            }
            match bytes.get(self.at) {
                None => return found,
                Some(b'>') => {
                    self.at += 1;
                    return found;
                }
                Some(_) => found.push(self.attribute()),
            }
        }
    }

    fn attribute(&mut self) -> Attribute {
        let start = self.at;
        let rest = &self.html[start..];
        // A `=` at the very beginning belongs to the name.
        let ends = |(at, char): &(usize, char)| {
            char.is_ascii_whitespace() || matches!(char, '/' | '>') || (*char == '=' && *at > 0)
        };
        let end = start + rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
        let name = self.html[start..end].to_ascii_lowercase();
        let after = &self.html[end..];
        let sign =
            end + after.len() - after.trim_start_matches(|char: char| char.is_ascii_whitespace()).len();
        if !self.html[sign..].starts_with('=') {
            self.at = end;
            return Attribute { name, range: start..end, value: end..end };
        }
        let after = &self.html[sign + 1..];
        let open = self.html.len() - after.trim_start_matches(|char: char| char.is_ascii_whitespace()).len();
        let (value, after) = self.value(open);
        self.at = after;
        Attribute { name, range: start..after, value }
    }

    /// The value that begins at `open`, and where to go on.
    fn value(&self, open: usize) -> (Range<usize>, usize) {
        let rest = &self.html[open..];
        match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let length = rest[1..].find(quote).unwrap_or(rest.len() - 1);
                let end = open + 1 + length;
                (open + 1..end, (end + 1).min(self.html.len()))
            }
            _ => {
                let ends = |char: char| char.is_ascii_whitespace() || char == '>';
                let end = open + rest.find(ends).unwrap_or(rest.len());
                (open..end, end)
            }
        }
    }
}

/// The text of an attribute's value: character references are resolved where addresses need it.
pub(super) fn unescape(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((char, length)) => {
                out.push(char);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn reference(text: &str) -> Option<(char, usize)> {
    // The longest reference that is resolved is `&#x10FFFF;`.
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let char = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "colon" => ':',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number).filter(|char| *char != '\0')?
        }
    };
    Some((char, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        pieces(html)
            .map(|piece| match piece {
                Piece::Open(tag) => {
                    let attributes = tag.attributes.iter();
                    let attributes =
                        attributes.map(|found| format!(" {}={}", found.name, &html[found.value.clone()]));
                    format!("{}{}", tag.name, attributes.collect::<String>())
                }
                Piece::Close(name, _) => format!("/{name}"),
                Piece::Comment(range, ending) => format!("{}{ending:?}", &html[range]),
                Piece::Declaration(range) => html[range].to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_and_attributes() {
        assert_eq!(
            shown("<A HREF='x y' b=\"c>d\" e = f/g h>t</A ><br/><img src=a.png/>"),
            ["a href=x y b=c>d e=f/g h=", "/a", "br", "img src=a.png/"]
        );
        assert_eq!(shown("<a\nhref\n=\n\"字\"\n>"), ["a href=字"]);
        assert_eq!(shown("<p =x y=>"), ["p =x= y="]);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(shown("a < b <1> <> </> < p> 甲<乙>"), [""; 0]);
    }

    #[test]
    fn comments_and_declarations() {
        assert_eq!(
            shown("<!-- <b> --><!--><!---><!DOCTYPE html><?php > ?><![CDATA[<b>]]><i>"),
            [
                "<!-- <b> -->Closed",
                "<!-->Closed",
                "<!--->Closed",
                "<!DOCTYPE html>",
                "<?php >",
                "<![CDATA[<b>]]>",
                "i"
            ]
        );
        assert_eq!(shown("<!-- a <b>"), ["<!-- a <b>Open"]);
    }

    #[test]
    fn scripts_are_text_inside() {
        assert_eq!(shown("<script>if (a<b) '</b>'</SCRIPT><b>"), ["script", "/script", "b"]);
        assert_eq!(shown("<style>a<b"), ["style"]);
    }

    #[test]
    fn unfinished_tags_go_to_the_end() {
        assert_eq!(shown("<a <a <b"), ["a <a= <b="]);
        assert_eq!(shown("<a href=\"x<b>"), ["a href=x<b>"]);
        assert_eq!(shown("<a href="), ["a href="]);
        assert_eq!(shown("</a"), ["/a"]);
        assert_eq!(shown("<a 字"), ["a 字="]);
    }

    #[test]
    fn source_sets() {
        let read = |set| candidates(set).collect::<Vec<_>>();
        assert_eq!(
            read(" a.png 1x, b,c.png  2x ,d.png"),
            [("a.png", "1x"), ("b,c.png", "2x"), ("d.png", "")]
        );
        assert_eq!(read("a.png, b.png"), [("a.png", ""), ("b.png", "")]);
        assert_eq!(read(" , "), []);
    }

    #[test]
    fn references_in_addresses() {
        assert_eq!(unescape("a?b&amp;c&#x26;d&#38;e&f&g;&#0;"), "a?b&c&d&e&f&g;&#0;");
        assert!(matches!(unescape("a"), Cow::Borrowed("a")));
    }
}
