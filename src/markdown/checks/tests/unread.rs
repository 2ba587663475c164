use super::{assert_clean, assert_found};

#[test]
fn links_that_came_out_as_text() {
    for text in [
        "［文字］（b.md）",
        "[文字]（b.md）",
        "[文字] (b.md)",
        "[文字](b.md）",
        "![图](图.png “题注”)",
        "！［图］（图.png）",
        "(文字)[b.md]",
        "[文字](b.md",
        "![[图.png]]",
        "[[b.md|文字]]",
        "【文字】（https://example.org/）",
        "[文字](https://example.org/a b)",
    ] {
        assert_found(&format!("见 b.md。\n\n{text}\n"), &[("unread-link", text)]);
    }
    assert_clean("［注］（见附录）、[1]（第2页）、【通知】（校发〔2021〕3号）、[[1]]、\\[文字]（b.md）\n");
}

#[test]
fn pictures_whose_mark_is_wide() {
    assert_found("！[图](a.png)\n", &[("unread-picture", "！[图](a.png)")]);
    assert_found("甲\n\n! [图](a.PNG)\n", &[("unread-picture", "! [图](a.PNG)")]);
    assert_clean("太好了！[甲](a.md)，太好了! [图](a.png)\n");
}

#[test]
fn footnotes_in_wide_signs() {
    assert_found("甲[^1]\n\n[^1]：乙\n", &[("unread-footnote", "[^1]：")]);
    assert_found("甲[^1]\n", &[("unread-footnote", "[^1]")]);
}

#[test]
fn bare_addresses_are_told_once() {
    assert_found("见https://a.cn/b，又见www.a.cn。\n", &[("bare-address", "https://a.cn/b")]);
    assert_found("见http：//a.cn/b（官网）\n", &[("bare-address", "http：//a.cn/b")]);
    assert_clean("<https://a.cn> [https://a.cn](https://a.cn) `https://a.cn` www 与 http 协议\n");
}

#[test]
fn asterisks_that_make_nothing_bold() {
    for text in ["**重点 **", "** 重点**", "＊＊重点＊＊", "**重点＊＊"] {
        assert_found(&format!("重点，{text}，后文\n"), &[("unread-stars", text)]);
    }
    assert_found("甲。**乙丙\n", &[("unread-stars", "**")]);
    assert_found("**见[甲](a.md) **后\n", &[("unread-stars", "**")]);
    assert_clean("＊＊大学＊＊学院，**大学，20**年，2 ** 3，138****5678，\\*\\*重点\\*\\*，*****\n");
}

#[test]
fn dimensions_in_the_wrong_place() {
    assert_found("## 甲 {维度=乙\n", &[("unread-dimension", "{维度=乙")]);
    assert_found("## 甲（维度=乙）\n", &[("unread-dimension", "（维度=乙）")]);
    assert_found("## 甲 [维度=乙]\n", &[("unread-dimension", "[维度=乙]")]);
    assert_found("## {维度=乙} 甲\n", &[("unread-dimension", "{维度=乙}")]);
    assert_found("甲 ｛维度＝乙｝ 丙\n", &[("unread-dimension", "｛维度＝乙｝")]);
    assert_clean("## 三个维度：甲\n\n## 从维度（高、深）看\n\n集合 {a=b}，（维度：甲），\\{维度=乙}\n");
}

#[test]
fn the_syntax_of_other_programs() {
    assert_found("$x^2$，$$\\frac{1}{2}$$\n", &[("unread-formula", "$x^2$")]);
    assert_found("好:smile:，:+1:\n", &[("unread-emoji", ":smile:")]);
    assert_found("==重点==\n", &[("unread-highlight", "==重点==")]);
    assert_found("{% note %}甲{% endnote %}\n", &[("foreign-tag", "{% note %}")]);
    assert_found("{{< figure src=\"a.png\" >}}\n", &[("foreign-tag", "{{< figure src=\"a.png\" >}}")]);
    assert_found("::: tip\n甲\n:::\n", &[("foreign-tag", "::: tip")]);
    assert_found("甲\n\n::: tip\n", &[("foreign-tag", ":: tip")]);
    assert_found("甲<o:p></o:p>\n", &[("word-tag", "<o:p>")]);
    assert_clean("$5 与 $6，￥5，12:30:45，1:2:3，a == b，x ≤ y，{{ page.title }}，a<b\n");
}

#[test]
fn lines_that_lack_a_space() {
    assert_found("#主要做法\n", &[("unread-heading", "#主要做法")]);
    assert_found("＃主要做法\n", &[("unread-heading", "＃主要做法")]);
    assert_found("-甲\n-乙\n", &[("unread-list", "-")]);
    assert_found("- 甲\n-乙\n", &[("unread-list", "-")]);
    assert_found("·甲\n·乙\n", &[("unread-list", "·")]);
    assert_found("1.甲\n2.乙\n", &[("unread-list", "1.")]);
    assert_found("- [√] 甲\n- [] 乙\n", &[("unread-task", "[√]")]);
    assert_found("＞引用\n", &[("unread-quote", "＞")]);
    assert_clean(
        "#党建# #红旗#\n\n\\#甲\n\n#1\n\n-5℃\n\n-摘自《党章》\n\n1.5倍\n2.5倍\n\n- [ ] 甲\n- [x] 乙\n- [甲](a.md)\n\n- 1.甲\n- 2.乙\n",
    );
}

#[test]
fn tables_that_are_none() {
    assert_found("｜甲｜乙｜\n｜---｜---｜\n", &[("unread-table", "｜甲｜乙｜")]);
    assert_found("|甲|乙|\n|1|2|\n", &[("unread-table", "|甲|乙|")]);
    assert_found("|甲|乙|\n|---|\n", &[("unread-table", "|甲|乙|")]);
    assert_found("|甲|乙|\n|——|——|\n", &[("unread-table", "|甲|乙|")]);
    assert_clean("|甲|乙|\n|---|---|\n|1|2|\n\n甲|乙|丙\n");
}

#[test]
fn lines_of_signs() {
    assert_found("甲\n\n————\n\n乙\n", &[("unread-rule", "————")]);
    assert_found("｀｀｀\n甲\n｀｀｀\n", &[("unread-fence", "｀｀｀")]);
    assert_found("[TOC]\n", &[("unread-toc", "[TOC]")]);
    assert_clean("甲\n\n---\n\n——摘自《党章》\n\n···省略\n\n'引用'\n");
}
