//! Tables, in a box of their own that scrolls where the page is narrow.

use pulldown_cmark::Alignment;

use crate::markdown::html::escape;

use super::Printer;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    row: Row,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Row {
    #[default]
    Head,
    Body,
}

impl<'p> Printer<'p> {
    /// Writes the start of the table at `place`. The box takes the focus, so that the keyboard can
    /// scroll it; its role and its name tell readers who hear the page what they are in.
    pub(super) fn table(&mut self, alignments: &[Alignment], place: usize) {
        self.table = Table { alignments: alignments.to_vec(), ..Table::default() };
        let unnamed = crate::words!("表格", "table");
        let name = self.words_above(place).unwrap_or(unnamed.in_lang(self.print.lang));
        self.fresh_line();
        self.out.push_str("<div class=\"table-scroll\" role=\"region\" aria-label=\"");
        escape::text(&mut self.out, name);
        self.out.push_str("\" tabindex=\"0\"><table>");
        self.begin_text();
    }

    /// The words of the nearest heading above: Markdown has no captions that could name a table.
    fn words_above(&self, place: usize) -> Option<&'p str> {
        let above = self.heads.partition_point(|head| head.start < place);
        let mut words = self.heads[..above].iter().rev().map(|head| head.text.trim());
        words.find(|words| !words.is_empty())
    }

    pub(super) fn table_head(&mut self) {
        self.row(Row::Head, "<thead><tr>");
    }

    pub(super) fn table_row(&mut self) {
        self.row(Row::Body, "<tr>");
    }

    fn row(&mut self, row: Row, tag: &str) {
        self.table.row = row;
        self.table.column = 0;
        self.out.push_str(tag);
    }

    pub(super) fn table_cell(&mut self) {
        self.out.push_str(if self.table.row == Row::Head { "<th" } else { "<td" });
        self.out.push_str(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " style=\"text-align:left\">",
            Some(Alignment::Center) => " style=\"text-align:center\">",
            Some(Alignment::Right) => " style=\"text-align:right\">",
            Some(Alignment::None) | None => ">",
        });
        self.begin_text();
    }

    pub(super) fn end_cell(&mut self) -> &'static str {
        self.table.column += 1;
        if self.table.row == Row::Head { "</th>" } else { "</td>" }
    }
}
