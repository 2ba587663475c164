use super::{assert_clean, assert_found};

#[test]
fn fences_end() {
    assert_found("甲\n\n```\n乙\n\n丙\n", &[("unclosed-fence", "```")]);
    assert_found("> ~~~text\n> 乙\n\n丙\n", &[("unclosed-fence", "~~~text")]);
    assert_found("```{提示}\n乙\n", &[("unclosed-fence", "```{提示}")]);
    assert_found("````\n```\n", &[("unclosed-fence", "````")]);
    assert_clean("```\n甲\n```\n\n- 乙\n  ~~~~\n  ~~~\n  ~~~~\n\n> ```{提示}\n> 丙\n> ```\n");
}

#[test]
fn shortcodes_are_not_odd() {
    assert_found("```{提示 \"甲}\n乙\n```\n", &[("open-quote", "```{提示 \"甲}")]);
    let deep = (4..12).rev().map(|length| format!("{}{{提示}}\n", "`".repeat(length)));
    let ends = (4..12).map(|length| format!("{}\n", "`".repeat(length)));
    let text: String = deep.chain(["甲\n".to_owned()]).chain(ends).collect();
    assert_found(&text, &[("deep-shortcode", "`````{提示}")]);
}

#[test]
fn indented_names_may_be_a_paragraph() {
    assert_found("甲：\n\n    第一支部\n    第二支部\n", &[("indented-text", "第一支部")]);
    assert_clean("甲：\n\n    cargo build\n");
}

#[test]
fn an_inner_fence_as_long_as_the_outer() {
    assert_found(
        "```{图组}\n```{提示}\n甲\n```\n```\n\n乙\n",
        &[("unclosed-fence", "```{提示}"), ("unclosed-fence", "```")],
    );
}

#[test]
fn shortcodes_that_cannot_be_read() {
    assert_found("```{图组 列=2\n甲\n```\n", &[("broken-shortcode", "```{图组 列=2")]);
    assert_found("```{图组} 合影\n甲\n```\n", &[("broken-shortcode", "```{图组} 合影")]);
    assert_found("~~~｛列＝2｝\n甲\n~~~\n", &[("broken-shortcode", "~~~｛列＝2｝")]);
    assert_found("```图组 列=2\n甲\n```\n", &[("bare-shortcode", "```图组 列=2")]);
    assert_clean("```rust\na\n```\n\n```{.python}\na\n```\n\n```｛图组　列＝2｝\n甲\n```\n");
}
