//! Pictures: within a line, or alone in their paragraph as figures.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::address;
use crate::markdown::html::resolve::Source;
use crate::markdown::html::{escape, raw};
use crate::markdown::plain::PlainText;
use crate::markdown::reading::{Kind, Token};

use super::Printer;

/// Where the title of a picture goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Caption {
    /// Into its `title`.
    Title,
    /// Below it.
    Below,
}

impl Printer<'_> {
    /// A paragraph of pictures is a figure for each, in a box when there are several. The title is
    /// the caption. A picture without a title has none: its alternative text is for those who do not
    /// see it. `None` when the paragraph holds anything else.
    pub(super) fn figures(&mut self, start: usize) -> Option<usize> {
        let (pictures, after) = only_pictures(self.tokens, start)?;
        self.fresh_line();
        let several = pictures.len() > 1;
        if several {
            self.out.push_str("<div class=\"pictures\">\n");
        }
        for picture in pictures {
            self.figure(picture);
        }
        if several {
            self.out.push_str("</div>\n");
        }
        Some(after)
    }

    fn figure(&mut self, mut picture: Range<usize>) {
        self.out.push_str("<figure>");
        let link = match &self.tokens[picture.start].kind {
            Kind::Event(Event::Start(Tag::Link { link_type, dest_url, title, .. })) => {
                self.link(*link_type, dest_url, title);
                picture.start += 1;
                "</a>"
            }
            _ => "",
        };
        self.picture(picture.start, Caption::Below);
        self.out.push_str(link);
        if let Kind::Event(Event::Start(Tag::Image { title, .. })) = &self.tokens[picture.start].kind
            && !title.is_empty()
        {
            self.out.push_str("<figcaption>");
            escape::text(&mut self.out, title);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    /// Writes a picture among text; hands back the place after it.
    pub(super) fn picture_in_line(&mut self, place: usize) -> usize {
        self.picture(place, Caption::Title)
    }

    fn picture(&mut self, place: usize, caption: Caption) -> usize {
        let Kind::Event(Event::Start(Tag::Image { dest_url, title, .. })) = &self.tokens[place].kind else {
            return place + 1;
        };
        let end = end_of_picture(self.tokens, place).unwrap_or(place);
        let alt = PlainText::of_picture(&self.tokens[place + 1..end.max(place + 1)]);
        self.out.push_str("<img src=\"");
        let source = if self.is_ours() {
            let source = self.print.resolver.picture(&address::spelled(dest_url));
            raw::source(&mut self.out, &source.src);
            source
        } else {
            escape::address(&mut self.out, dest_url);
            Source::default()
        };
        self.out.push_str("\" alt=\"");
        escape::text(&mut self.out, &alt);
        self.out.push('"');
        if caption == Caption::Title {
            self.title(title);
        }
        for (name, size) in [("width", source.width), ("height", source.height)] {
            if let Some(size) = size {
                self.out.push_str(&format!(" {name}=\"{size}\""));
            }
        }
        self.out.push_str(if self.is_ours() { " loading=\"lazy\"" } else { "" });
        self.end_void();
        self.seen();
        end + 1
    }
}

/// The places of the pictures of a paragraph that holds nothing else, each with the link around it,
/// and the place after the paragraph.
fn only_pictures(tokens: &[Token<'_>], start: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let mut found = Vec::new();
    let mut place = start + 1;
    loop {
        match &tokens.get(place)?.kind {
            Kind::Event(Event::End(TagEnd::Paragraph)) => break,
            Kind::Event(Event::SoftBreak | Event::HardBreak) | Kind::Gone => place += 1,
            Kind::Event(Event::Text(text)) if text.trim().is_empty() => place += 1,
            Kind::Event(Event::Start(Tag::Image { .. })) => {
                let end = end_of_picture(tokens, place)?;
                found.push(place..end + 1);
                place = end + 1;
            }
            Kind::Event(Event::Start(Tag::Link { .. })) => {
                let end = end_of_picture(tokens, place + 1)? + 1;
                if !matches!(tokens.get(end)?.kind, Kind::Event(Event::End(TagEnd::Link))) {
                    return None;
                }
                found.push(place..end + 1);
                place = end + 1;
            }
            _ => return None,
        }
    }
    (!found.is_empty()).then_some((found, place + 1))
}

/// The place of the end of the picture that starts at `start`.
fn end_of_picture(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    if !matches!(tokens.get(start)?.kind, Kind::Event(Event::Start(Tag::Image { .. }))) {
        return None;
    }
    let mut depth = 0_usize;
    for (offset, token) in tokens[start..].iter().enumerate() {
        match token.kind {
            Kind::Event(Event::Start(Tag::Image { .. })) => depth += 1,
            Kind::Event(Event::End(TagEnd::Image)) => {
                depth -= 1;
                if depth == 0 {
                    return Some(start + offset);
                }
            }
            _ => {}
        }
    }
    None
}
