use super::{assert_clean, assert_found};

#[test]
fn numbers_that_are_counted_anew_are_told() {
    assert_found("1. 甲\n3. 乙\n", &[("renumbered-list", "3.")]);
    assert_found("1. 甲\n2. 乙\n\n1. 丙\n2. 丁\n", &[("renumbered-list", "1.")]);
    assert_found("- 甲\n\n  1) 乙\n  2) 丙\n  4) 丁\n  9) 戊\n", &[("renumbered-list", "4)")]);
    assert_found("> 3. 甲\n> 2021. 乙\n", &[("renumbered-list", "2021.")]);
}

#[test]
fn numbers_that_are_shown_or_left_to_markdown_are_not() {
    assert_clean("1. 甲\n2. 乙\n\n3) 丙\n4) 丁\n");
    assert_clean("1. 甲\n1. 乙\n1. 丙\n\n段落\n\n2021. 一年\n\n- 甲\n- 乙\n");
}
