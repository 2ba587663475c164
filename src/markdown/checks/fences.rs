//! Blocks of code and shortcodes: fences that never close, and what is strange inside.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::base::{Diagnostics, Span};
use crate::markdown::reading::{DEEPEST_CALL, Kind, Oddity};

use super::Subject;

codes! {
    UNCLOSED_FENCE = "unclosed-fence" Warning {
        "代码块或短代码只有开头的 ```，没有结尾的 ```，后面的正文都成了代码。",
        "A block of code or a shortcode begins with ``` and never ends, so all the text after it is code."
    }
    DEEP_SHORTCODE = "deep-shortcode" Warning {
        "短代码里套短代码太深，最里面的按代码显示。",
        "Shortcodes nest too deeply; the innermost is shown as code."
    }
    OPEN_QUOTE = "open-quote" Warning {
        "短代码的参数里引号只有一半。",
        "A quotation mark in the arguments of a shortcode lacks its partner."
    }
    INDENTED_TEXT = "indented-text" Hint {
        "行首有四个空格或一个 Tab，这几行按代码显示。删去行首的空格就成为段落；要代码就用 ``` 围起来。",
        "Lines that begin with four spaces or a tab are shown as code. Remove the indent for a paragraph, or put code between lines of ```."
    }
}

/// Reports slips around fences.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    for token in &subject.reading.tokens {
        if matches!(
            token.kind,
            Kind::CallStart(_) | Kind::Event(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
        ) {
            unclosed(subject, found, token.span);
        }
    }
    for (oddity, span) in &subject.reading.oddities {
        odd(subject, found, *oddity, *span);
    }
}

fn unclosed(subject: &Subject<'_>, found: &mut Diagnostics, span: Span) {
    let source = subject.text.get(span.range()).unwrap_or("").trim_end();
    let sign = if source.starts_with('~') { '~' } else { '`' };
    let length = source.len() - source.trim_start_matches(sign).len();
    let mut lines = source.lines();
    let first = lines.next().unwrap_or("").trim_end();
    let last = lines.next_back().unwrap_or("").trim_matches([' ', '\t', '>']);
    let closes = last.len() >= length && last.chars().all(|char| char == sign);
    // What the parser spelled otherwise (in a shortcode's body) has no fence to look at.
    if closes || length < 3 {
        return;
    }
    let swallowed = source.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    if swallowed == 0 {
        return;
    }
    let fence = &source[..length];
    let start = span.range().start;
    found.push(
        subject
            .at(
                &UNCLOSED_FENCE,
                Span::new(start..start + first.len()),
                words!(
                    "“{fence}”没有结尾，后面 {swallowed} 行正文都在里面",
                    "\"{fence}\" never ends; lines of text inside: {swallowed}"
                ),
            )
            .help(words!("在这一块的末尾另起一行写 {fence}", "end the block with a line {fence}")),
    );
}

fn odd(subject: &Subject<'_>, found: &mut Diagnostics, oddity: Oddity, span: Span) {
    let problem = match oddity {
        Oddity::DeepCall => subject
            .at(
                &DEEP_SHORTCODE,
                span,
                words!(
                    "短代码套了 {DEEPEST_CALL} 层以上，这一个按代码显示",
                    "more than {DEEPEST_CALL} shortcodes around it: this one is shown as code"
                ),
            )
            .help(words!("把它移到外面", "move it outside")),
        Oddity::OpenQuote => subject
            .at(&OPEN_QUOTE, span, words!("参数里的引号只有一半", "a quotation mark here lacks its partner"))
            .help(words!("补上另一半引号", "type its partner")),
        Oddity::IndentedText => {
            let source = subject.text.get(span.range()).unwrap_or("");
            let line = source.lines().next().unwrap_or("").trim_end();
            let place = Span::new(span.range().start..span.range().start + line.len());
            subject
                .at(
                    &INDENTED_TEXT,
                    place,
                    words!("行首的空格让这里按代码显示", "because of the indent this is shown as code"),
                )
                .help(words!(
                    "删去行首的空格；要代码就用 ``` 围起来",
                    "remove the indent, or put code between lines of ```"
                ))
        }
    };
    found.push(problem);
}
