//! Texts pasted as they were: lines that were paragraphs, titles that are no headings.

use pulldown_cmark::{Event, Tag};

use crate::base::fold::strip_ordinal;
use crate::base::{Diagnostic, Diagnostics, Span};
use crate::config::Breaks;
use crate::markdown::cjk::{is_indent, is_stop};
use crate::markdown::heads::LONGEST_HEADING;
use crate::markdown::reading::Kind;
use crate::markdown::split::{ends_container, is_container};

use super::{Subject, first};

codes! {
    GLUED_LINES = "glued-lines" Warning {
        "从 Word 粘贴的稿子一行是一段，但 Markdown 要空一行才分段，这些行会连成一段。在段与段之间空一行，或在 site.yaml 里写 `排版: {换行: 分段}`（即 `markup: {breaks: paragraph}`），让每行成为一段。",
        "Each line of a text pasted from Word is a paragraph, but Markdown parts paragraphs by blank lines, so these become one. Leave blank lines, or write `markup: {breaks: paragraph}` in site.yaml (`排版: {换行: 分段}` is the same)."
    }
    NO_HEADINGS = "no-headings" Hint {
        "正文很长却没有标题，或者有几行“一、”“（一）”那样的小标题却没有写成标题，页面就没有目录，也没有小节可以对应维度。给这样的行加上 `## `、`### `。",
        "A text that is long, or has lines that read like titles, and no headings has no outline, and no section to tie to dimensions. Type `## ` or `### ` before lines such as `一、` or `（一）`."
    }
}

/// Words of a text that may do without headings.
const SHORT: u32 = 800;

/// Reports lines that look like something else than they are.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    if subject.markup.breaks == Breaks::Paragraph && !subject.heads.is_empty() {
        return;
    }
    let paragraphs = paragraphs(subject);
    let headless = subject.heads.is_empty() && (subject.words > SHORT || has_titles(subject, &paragraphs));
    if subject.markup.breaks == Breaks::Join {
        let glued: Vec<Diagnostic> = paragraphs.iter().filter_map(|span| glued(subject, *span)).collect();
        found.extend(first(1, glued));
    }
    if headless && let Some(first) = paragraphs.first() {
        found.push(no_headings(subject, *first, &paragraphs));
    }
}

/// The paragraphs that stand in nothing else.
fn paragraphs(subject: &Subject<'_>) -> Vec<Span> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for token in &subject.reading.tokens {
        match &token.kind {
            Kind::Event(Event::Start(Tag::Paragraph)) if depth == 0 => found.push(token.span),
            Kind::Event(Event::Start(tag)) if is_container(tag) => depth += 1,
            Kind::Event(Event::End(end)) if ends_container(*end) => depth = depth.saturating_sub(1),
            Kind::CallStart(_) => depth += 1,
            Kind::CallEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// The first line of a range of the file, without the spaces around it.
fn first_line(text: &str, start: usize) -> Span {
    let line = text[start..].lines().next().unwrap_or("");
    let shown = line.trim_matches(is_indent);
    let start = start + line.len() - line.trim_start_matches(is_indent).len();
    Span::new(start..start + shown.len())
}

/// A paragraph of which at least three lines, or two when the second is indented, look like
/// paragraphs. Who writes a sentence a line, on purpose, has one sentence in each.
fn glued(subject: &Subject<'_>, span: Span) -> Option<Diagnostic> {
    let source = subject.text.get(span.range())?.trim_end();
    if !source.contains('\n') {
        return None;
    }
    let lines: Vec<&str> = source.lines().collect();
    let is_end = |pair: &&[&str]| {
        let broken = pair[0].ends_with("  ") || pair[0].ends_with('\\');
        !broken && (ends_sentence(pair[0]) || has_ordinal(pair[0]) || has_ordinal(pair[1]))
    };
    let ends: Vec<&[&str]> = lines.windows(2).filter(is_end).collect();
    let indented = ends.iter().any(|pair| pair[1].starts_with("\u{3000}") || pair[1].starts_with("    "));
    let pasted = ends.len() > 1 && lines.iter().any(|line| has_ordinal(line) || holds_sentences(line));
    if !(pasted || (indented && !ends.is_empty())) {
        return None;
    }
    let count = ends.len() + 1;
    Some(
        subject
            .at(
                &GLUED_LINES,
                first_line(subject.text, span.range().start),
                words!(
                    "从这一行起有 {count} 行看起来各是一段，发布时会连成一段",
                    "from this line on {count} lines look like paragraphs and become one"
                ),
            )
            .help(words!(
                "段与段之间空一行；若整站的稿子都这样，在 site.yaml 里写 `排版: {{换行: 分段}}`（即 `markup: {{breaks: paragraph}}`）",
                "leave blank lines between them; if all texts of the site are so, write `markup: {{breaks: paragraph}}` in site.yaml (`排版: {{换行: 分段}}` is the same)"
            )),
    )
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(['”', '’', '」', '）', ')', '*', '_']).ends_with(['。', '！', '？'])
}

/// Whether a line holds more than one sentence.
fn holds_sentences(line: &str) -> bool {
    let body = line.trim_end().trim_end_matches(['”', '’', '」', '）', ')', '*', '_']);
    body.trim_end_matches(is_stop).contains(['。', '！', '？'])
}

/// Whether a line begins as a title of an official text does: 一、 （一） 第一章, not 1.
fn has_ordinal(line: &str) -> bool {
    let line = line.trim_end().trim_matches(is_indent).trim_start_matches('*');
    let is_han_number = |char: char| "一二三四五六七八九十".contains(char);
    let Some(first) = line.chars().next() else { return false };
    (is_han_number(first) || matches!(first, '（' | '(' | '第')) && {
        let bare = strip_ordinal(line);
        let ordinal = line[..line.len() - bare.len()].trim_start_matches(['（', '(', '第']);
        bare.len() < line.len() && ordinal.starts_with(is_han_number)
    }
}

/// Whether a text has at least two paragraphs that are nothing but a title, each above one that is none:
/// items that are numbered like titles stand below each other.
fn has_titles(subject: &Subject<'_>, paragraphs: &[Span]) -> bool {
    let is_title = |span: &Span| {
        let line = subject.text[span.range()].trim();
        !line.contains('\n')
            && line.chars().count() <= LONGEST_HEADING
            && has_ordinal(line)
            && !line.ends_with(is_stop)
            && !line.ends_with(['，', '；', '：', ',', ';', ':', '、'])
    };
    paragraphs.windows(2).filter(|pair| is_title(&pair[0]) && !is_title(&pair[1])).count() > 1
}

/// The nearest that a text has to a heading: a short line with an ordinal and without a stop.
fn no_headings(subject: &Subject<'_>, first: Span, paragraphs: &[Span]) -> Diagnostic {
    let text = subject.text;
    let lines = paragraphs.iter().flat_map(|span| {
        let range = span.range();
        text[range.clone()].split_inclusive('\n').scan(range.start, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
    });
    let title = lines
        .filter(|(_, line)| has_ordinal(line) && !line.trim_end().ends_with(is_stop))
        .map(|(start, _)| first_line(text, start))
        .find(|span| text[span.range()].chars().count() <= LONGEST_HEADING);
    let words = subject.words;
    let message = if words > SHORT {
        words!("正文约 {words} 字，没有一个标题", "a text of some {words} words without a heading")
    } else {
        words!(
            "这样的行像小标题，却没有写成标题，全文一个标题也没有",
            "lines such as this read like titles, and the text has no heading"
        )
    };
    match title {
        Some(span) => {
            let title = text[span.range()].trim_matches('*');
            subject.at(&NO_HEADINGS, span, message).help(words!(
                "小标题写成 `## {title}`，下一级用 `###`：页面才有目录，做法才能对应维度",
                "write titles as `## {title}`, those below with `###`: so the page gets an outline, and sections can name dimensions"
            ))
        }
        None => subject.at(&NO_HEADINGS, first_line(text, first.range().start), message).help(words!(
            "分成几节，每节前写一行 `## 小标题`",
            "divide it, and begin each section with a line `## title`"
        )),
    }
}
