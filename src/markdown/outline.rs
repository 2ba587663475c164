//! The facts of a Markdown text. They are all that later stages know of a body until it is printed.

use serde::{Deserialize, Serialize};

use crate::base::Span;

/// The facts of a body. Every span is of the file's decoded text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Headings and run-in headings, in order.
    pub headings: Vec<Heading>,
    /// Links, in order, without pictures.
    pub links: Vec<Link>,
    /// Pictures, in order.
    pub pictures: Vec<Picture>,
    /// Shortcodes, in order.
    pub calls: Vec<Call>,
    /// Ids beside those of headings that links may point to (`<a id>`, heading attributes aside).
    pub anchors: Vec<String>,
    /// Han characters.
    pub han: u32,
    /// Words of other scripts, numbers included.
    pub latin: u32,
    /// Plain text from the beginning, at most 160 characters, cut at the end of a sentence where
    /// possible and never inside a pair of quotes.
    pub summary: String,
    /// Whether it holds raw HTML.
    pub raw_html: bool,
}

impl Outline {
    /// Words as Chinese counts them: Han characters plus words of other scripts.
    pub fn words(&self) -> u32 {
        self.han + self.latin
    }

    /// Minutes to read, at least 1 for a text that is not empty: 400 Han characters or 200 words a
    /// minute.
    pub fn reading_minutes(&self) -> u32 {
        let minutes = f64::from(self.han) / 400.0 + f64::from(self.latin) / 200.0;
        minutes.ceil() as u32
    }
}

/// A heading, or a paragraph's bold opening sentence that serves as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6 for headings. A run-in heading has one more than the heading it stands under.
    pub level: u8,
    /// Which of the two.
    pub kind: HeadingKind,
    /// Its plain text without attributes; a run-in heading without its final stop.
    pub text: String,
    /// The anchor, unique in the file.
    pub id: String,
    /// Dimensions named in its attributes (`{维度=…}`), as typed.
    pub dimensions: Vec<Declared>,
    /// The heading itself.
    pub span: Span,
    /// The heading and all that belongs to it, up to the next one of its level or above. A run-in
    /// heading's section ends at the next heading or run-in heading.
    pub section: Span,
    /// Words of the section, subsections included.
    pub words: u32,
    /// Whether the section shows something beside headings, subsections included: words, a picture, code,
    /// a shortcode, or raw HTML that is more than a comment.
    pub holds_content: bool,
}

/// What kind of heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HeadingKind {
    /// `#` or underlined.
    Heading,
    /// `**发掘红色资源，增强政治认同。** …`
    RunIn,
}

/// A name typed in a heading's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// The name, trimmed.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address as typed, after Markdown's unescaping.
    pub dest: String,
    /// Its text.
    pub text: String,
    /// How it was written.
    pub kind: LinkKind,
    /// Where the link stands.
    pub span: Span,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](dest)` or by reference.
    Markdown,
    /// `<https://…>` or an e-mail address.
    Auto,
    /// An `href`, or the `src` of a film, in raw HTML.
    Html,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The address as typed, after Markdown's unescaping.
    pub dest: String,
    /// The alternative text.
    pub alt: String,
    /// Where it stands.
    pub span: Span,
}

/// A shortcode: a fenced block whose name stands in braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The name as typed.
    pub name: String,
    /// Arguments in order.
    pub arguments: Vec<Argument>,
    /// The line with the name.
    pub span: Span,
    /// What stands inside.
    pub body: Span,
}

/// An argument of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// Its name as typed; empty when it stands without one.
    pub name: String,
    /// Its value as typed, without quotes around it.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}
