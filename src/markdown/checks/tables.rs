//! Rows with more cells than their table has columns.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::{Diagnostics, Span};
use crate::markdown::reading::Kind;

use super::Subject;

codes! {
    LOST_CELLS = "lost-cells" Error {
        "表格的一行比表头多出几格，多的不会显示。给表头加列，或把格里的 `|` 写成 `\\|`。",
        "A row has more cells than the head of its table; those beyond are not shown. Add columns to the head, or write `\\|` for a bar inside a cell."
    }
}

/// Reports cells that are not shown.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut columns = 0;
    for token in &subject.reading.tokens {
        match &token.kind {
            Kind::Event(Event::Start(Tag::Table(alignments))) => columns = alignments.len(),
            Kind::Event(Event::End(TagEnd::Table)) => columns = 0,
            Kind::Event(Event::Start(Tag::TableRow)) if columns > 0 => {
                row(subject, found, token.span, columns);
            }
            _ => {}
        }
    }
}

fn row(subject: &Subject<'_>, found: &mut Diagnostics, span: Span, columns: usize) {
    let source = subject.text.get(span.range()).unwrap_or("").lines().next().unwrap_or("");
    let cells = cells(source);
    let Some(lost) = cells.get(columns) else { return };
    let (start, end) = (span.range().start, cells.last().map_or(0, |cell| cell.end));
    if source[lost.start..end].trim().is_empty() {
        return;
    }
    let count = cells.len();
    let text = source[lost.start..end].trim();
    let at = start + lost.start + (source[lost.start..].len() - source[lost.start..].trim_start().len());
    found.push(
        subject
            .at(
                &LOST_CELLS,
                Span::new(at..at + text.len()),
                words!(
                    "表头只有 {columns} 列，这一行却有 {count} 格，多出的不会显示",
                    "the head has {columns} columns and this row {count} cells; those beyond are not shown"
                ),
            )
            .help(words!(
                "给表头和分隔行加列；格里的 | 写成 `\\|`",
                "add columns to the head and the line below it; write `\\|` for a bar inside a cell"
            )),
    );
}

/// The cells of a row, as places in it.
fn cells(row: &str) -> Vec<std::ops::Range<usize>> {
    let trimmed = row.trim();
    let start = row.len() - row.trim_start().len();
    let first = start + usize::from(trimmed.starts_with('|'));
    let end = start + trimmed.len();
    let bytes = row.as_bytes();
    let mut cells = Vec::new();
    let mut at = first;
    for place in (first..end).filter(|place| bytes[*place] == b'|' && bytes[place - 1] != b'\\') {
        cells.push(at..place);
        at = place + 1;
    }
    if at < end {
        cells.push(at..end);
    }
    cells
}
