use super::{assert_clean, assert_found};

#[test]
fn ids_are_typed_once() {
    assert_found("## 甲 {#a}\n\n## 乙 {#a}\n", &[("duplicate-id", "#a")]);
    assert_clean("## 甲 {#a}\n\n## a\n\n## 甲\n\n## 甲\n");
}

#[test]
fn attributes_mean_something() {
    assert_found("## 甲 {纬度=管理党员}\n", &[("unknown-attribute", "纬度")]);
    assert_found("## 甲 {#a 别的}\n", &[("unknown-attribute", "别的")]);
    assert_found("## 甲 {维度=乙 颜色=红}\n", &[("unknown-attribute", "颜色")]);
    assert_found("## 甲 {维度=}\n", &[("nameless-dimension", "维度")]);
    assert_found("**重点。**{dimension=，} 后\n", &[("nameless-dimension", "dimension")]);
    assert_found("## 甲 {管理党员}\n", &[("unread-dimension", "{管理党员}")]);
    assert_found("## 甲 {维度 管理党员}\n", &[("unread-dimension", "{维度 管理党员}")]);
    assert_clean("## 甲 {维度=乙 .c #d}\n\n## 集合 {a, b}\n");
}

#[test]
fn a_paragraph_above_a_rule_is_no_heading() {
    assert_found("甲乙丙。丁戊。\n---\n", &[("long-underlined-heading", "---")]);
    let long = "字".repeat(41);
    assert_found(&format!("> 前\n>\n> {long}\n> ==  \n"), &[("long-underlined-heading", "> ==")]);
    assert_clean("标题\n---\n\n甲乙丙。\n\n---\n\n# 甲。乙\n\n标题！\n===\n");
}

#[test]
fn headings_have_text() {
    assert_found("甲\n\n##\n\n乙\n", &[("empty-heading", "##\n")]);
    assert_clean("## ![校徽](a.png)\n");
}

#[test]
fn levels_go_down_one_by_one() {
    assert_found("## 甲\n\n#### 乙\n\n#### 丙\n", &[("skipped-level", "####")]);
    assert_clean("### 甲\n\n#### 乙\n\n## 丙\n\n### 丁\n\n> ###### 戊\n");
}
