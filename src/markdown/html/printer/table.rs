//! Tables, in a box of their own that scrolls where the page is narrow.

use pulldown_cmark::Alignment;

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

impl Printer<'_> {
    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        self.table = Table { alignments: alignments.to_vec(), ..Table::default() };
        self.block("<div class=\"table-scroll\" tabindex=\"0\"><table>");
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
