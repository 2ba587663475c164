use super::{assert_clean, assert_found};

#[test]
fn no_cell_is_lost() {
    let head = "| 甲 | 乙 |\n|---|---|\n";
    assert_found(&format!("{head}| 1 | 2 | 3 | 4 |\n"), &[("lost-cells", "3 | 4")]);
    assert_found(&format!("{head}1|2|3\n"), &[("lost-cells", "3")]);
    assert_found("> |甲|\n> |---|\n> |1|2|\n", &[("lost-cells", "2")]);
    assert_clean(&format!("{head}| 1 | 2 |\n| 1 |\n| 1 \\| 1 | 2 |\n| 1 | 2 | |\n"));
}

#[test]
fn cells_of_a_spreadsheet_make_no_table() {
    assert_found("级别\t数量\n省级\t3\n国家级\t2\n", &[("unread-table", "级别\t数量")]);
    assert_clean("级别\t数量\n省级的三项\n\n甲\t乙\n");
}
