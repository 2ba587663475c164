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

#[test]
fn lines_that_are_titles_are_told_in_short_texts_too() {
    assert_found("开头。\n\n一、背景\n\n甲。\n\n二、做法\n\n乙。\n", &[("no-headings", "一、背景")]);
    for text in [
        "一、背景\n\n甲。\n",
        "一、甲\n\n二、乙\n\n三、丙\n\n丁。\n",
        "一、抓学习，促提高。\n\n甲。\n\n二、抓服务，暖人心。\n\n乙。\n",
        "一、要求：\n\n甲。\n\n二、时间：\n\n乙。\n",
        "1、背景\n\n甲。\n\n2、做法\n\n乙。\n",
        "## 总体\n\n一、背景\n\n甲。\n\n二、做法\n\n乙。\n",
        "**总体。**甲\n\n一、背景\n\n甲。\n\n二、做法\n\n乙。\n",
    ] {
        assert_clean(text);
    }
}
