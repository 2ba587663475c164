//! A body as it was read, kept so that it need not be read again when it is printed.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::base::Span;
use crate::config::Markup;

use super::facts::excerpt;
use super::heads::Head;
use super::html::{Print, print};
use super::outline::Outline;
use super::reading::{Kind, Token};

/// A body as it was read. It owns what it holds: about twice the bytes of the text. The parser's own
/// events would take twice as much again, and memory is what keeping a body costs.
#[derive(Debug)]
pub struct Body {
    /// The file's text up to the end of the body.
    text: Box<str>,
    /// Boxed: the tokens' own list is four times as wide, and would be kept whole.
    kept: Box<[(Kept, Span)]>,
    heads: Vec<Head>,
}

/// What a token is, in little room.
#[derive(Debug)]
enum Kept {
    /// Text that stands in the file as it shows.
    Text,
    /// A softly broken line.
    SoftBreak,
    /// The start of an element without more to say than what it is.
    Start(TagEnd),
    /// The end of an element.
    End(TagEnd),
    /// Whatever else there is.
    Other(Box<Kind<'static>>),
}

impl Body {
    pub(super) fn of(text: &str, tokens: Vec<Token<'_>>, heads: Vec<Head>) -> Body {
        let end = tokens.iter().map(|token| token.span.range().end).max().unwrap_or_default();
        let kept = tokens.into_iter().map(|token| (Kept::of(text, token.kind, token.span), token.span));
        Body { kept: kept.collect(), text: text[..end].into(), heads }
    }

    /// Prints a part of it, exactly as [`super::html()`] does from the text. `span` begins and ends
    /// between characters, as the spans of an outline do.
    pub fn print(&self, span: Span, markup: &Markup, how: &Print<'_>) -> String {
        print((&self.tokens(), &self.heads), span, markup, how)
    }

    /// The beginnings of its sections, exactly as [`super::excerpts`] takes them from the text.
    pub fn excerpts(&self, outline: &Outline) -> Vec<String> {
        excerpt::excerpts(&self.tokens(), &self.heads, outline)
    }

    fn tokens(&self) -> Vec<Token<'_>> {
        let kept = self.kept.iter();
        kept.map(|(kept, span)| Token { kind: kept.kind(&self.text, *span), span: *span }).collect()
    }
}

impl Kept {
    fn of(text: &str, kind: Kind<'_>, span: Span) -> Kept {
        match &kind {
            Kind::Event(Event::Text(shown)) if text.get(span.range()) == Some(&**shown) => Kept::Text,
            Kind::Event(Event::SoftBreak) => Kept::SoftBreak,
            Kind::Event(Event::End(end)) => Kept::End(*end),
            Kind::Event(Event::Start(tag)) if plain(tag.to_end()).is_some() => Kept::Start(tag.to_end()),
            _ => Kept::Other(Box::new(kind.into_static())),
        }
    }

    fn kind<'b>(&'b self, text: &'b str, span: Span) -> Kind<'b> {
        Kind::Event(match self {
            Kept::Text => Event::Text(CowStr::Borrowed(&text[span.range()])),
            Kept::SoftBreak => Event::SoftBreak,
            Kept::End(end) => Event::End(*end),
            Kept::Start(end) => Event::Start(plain(*end).expect("only plain starts are kept by their ends")),
            Kept::Other(kind) => return (**kind).clone(),
        })
    }
}

/// The start of an element that says nothing but what it is, told by its end.
fn plain(end: TagEnd) -> Option<Tag<'static>> {
    Some(match end {
        TagEnd::Paragraph => Tag::Paragraph,
        TagEnd::HtmlBlock => Tag::HtmlBlock,
        TagEnd::Item => Tag::Item,
        TagEnd::TableHead => Tag::TableHead,
        TagEnd::TableRow => Tag::TableRow,
        TagEnd::TableCell => Tag::TableCell,
        TagEnd::Emphasis => Tag::Emphasis,
        TagEnd::Strong => Tag::Strong,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;
    use crate::markdown::{AsTyped, excerpts, html, outline_and_body};

    #[test]
    fn a_body_that_was_kept_gives_what_its_text_does() {
        let texts = [
            "",
            "## 做法 {维度=甲}\n\n**重点。**后文*强调*，见[乙](b.md \"丙\")。\n第二行\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n",
            "- [x] 甲\n- 乙\n\n1. 丙\n\n甲[^1]\n\n[^1]: 注\n\n```{图组 cols=2}\n![a](a.png)\n```\n",
            "<div>甲</div>\n\n甲<br>乙\\\n丙 &amp; `丁` ~~戊~~ 20\\*年\n\n---\n\n> 己\n\n词\n: 义\n",
            "    缩进的中文，是一段话。\n\n    code();\n\n```rust\nfn main() {}\n```\n",
        ];
        for text in texts {
            let (body, markup) = (Span::new(0..text.len()), Markup::default());
            let how = Print::new(body, &AsTyped);
            let (outline, read) = outline_and_body(&FilePath::new("a.md"), text, body, &markup).value;
            assert_eq!(read.print(body, &markup, &how), html(text, body, &markup, &how));
            assert_eq!(read.excerpts(&outline), excerpts(text, body, &markup, &outline));
        }
    }

    #[test]
    fn what_is_kept_takes_little_room() {
        assert!(size_of::<(Kept, Span)>() <= 24);
    }
}
