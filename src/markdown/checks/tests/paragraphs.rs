use super::{assert_clean, assert_found};

#[test]
fn lines_that_were_paragraphs_are_told_once() {
    let paste = "甲乙。丙丁。\n戊己。\n庚辛。\n";
    assert_found(paste, &[("glued-lines", "甲乙。丙丁。")]);
    assert_found(&format!("{paste}\n{paste}"), &[("glued-lines", "甲乙。丙丁。")]);
    assert_found("一、背景\n甲乙丙。\n二、做法\n丁戊己。\n", &[("glued-lines", "一、背景")]);
    assert_found("　　甲乙。\n　　丙丁。\n", &[("glued-lines", "甲乙。")]);
}

#[test]
fn lines_that_were_broken_on_purpose_are_left_alone() {
    for text in [
        "甲乙丙，\n丁戊己，\n庚辛。\n",
        "甲乙丙。\n丁戊己。\n庚辛。\n",
        "甲。乙。  \n丙。丁。  \n戊。\n",
        "> 甲。乙。\n> 丙。丁。\n> 戊。\n",
        "- 甲。乙。\n- 丙。丁。\n- 戊。\n",
        "甲。乙。\n丙。\n",
    ] {
        assert_clean(text);
    }
}

#[test]
fn long_texts_have_headings() {
    let long = "党建引领，".repeat(201);
    assert_found(&format!("{long}\n\n一、背景\n\n{long}\n"), &[("no-headings", "一、背景")]);
    assert_found(&format!("**（一）背景**\n\n{long}\n"), &[("no-headings", "**（一）背景**")]);
    assert_found(&format!("　　{long}\n"), &[("no-headings", long.as_str())]);
    assert_clean(&format!("## 背景\n\n{long}\n"));
    assert_clean(&format!("**背景。**{long}\n"));
    assert_clean("一、背景\n\n二、做法\n");
}
