use super::*;
use crate::config::Breaks;
use crate::markdown::{Heading, HeadingKind};

fn read_with(text: &str, markup: &Markup) -> Outline {
    outline(&FilePath::new("a.md"), text, Span::new(0..text.len()), markup).value
}

fn outline_of(text: &str) -> Outline {
    read_with(text, &Markup::default())
}

/// Level, text and section of every heading.
fn sections(text: &str) -> Vec<(u8, String, &str)> {
    let headings = outline_of(text).headings;
    headings
        .into_iter()
        .map(|heading| (heading.level, heading.text, &text[heading.section.range()]))
        .collect()
}

fn ids(text: &str) -> Vec<String> {
    outline_of(text).headings.into_iter().map(|heading| heading.id).collect()
}

fn heading(text: &str) -> Heading {
    outline_of(text).headings.into_iter().next().unwrap_or_else(|| panic!("no heading in {text}"))
}

#[test]
fn sections_end_with_the_next_heading_of_their_level() {
    let text = "前\n\n# 甲\n\n一\n\n## 乙\n\n二\n\n### 丙\n三\n\n## 丁\n\n# 戊\n";
    assert_eq!(
        sections(text),
        [
            (1, "甲".to_owned(), "# 甲\n\n一\n\n## 乙\n\n二\n\n### 丙\n三\n\n## 丁\n\n"),
            (2, "乙".to_owned(), "## 乙\n\n二\n\n### 丙\n三\n\n"),
            (3, "丙".to_owned(), "### 丙\n三\n\n"),
            (2, "丁".to_owned(), "## 丁\n\n"),
            (1, "戊".to_owned(), "# 戊\n"),
        ]
    );
}

#[test]
fn sections_inside_containers_end_there() {
    let text = "# 甲\n\n> ## 乙\n> 一\n\n二\n\n- ## 丙\n\n  三\n- 四\n\n## 丁\n";
    let found = sections(text);
    assert_eq!(found[0].2, text);
    assert_eq!(found[1].2, "## 乙\n> 一\n");
    assert_eq!(found[2].2.trim_end(), "## 丙\n\n  三");
    assert_eq!(found[3].2, "## 丁\n");
}

#[test]
fn run_in_headings_have_sections() {
    let text = "## 甲\n\n**重点一。** 后文\n\n更多\n\n**重点二**。后文\n\n### 乙\n\n尾\n";
    assert_eq!(
        sections(text),
        [
            (2, "甲".to_owned(), text),
            (3, "重点一".to_owned(), "**重点一。** 后文\n\n更多\n\n"),
            (3, "重点二".to_owned(), "**重点二**。后文\n\n"),
            (3, "乙".to_owned(), "### 乙\n\n尾\n"),
        ]
    );
    assert_eq!(heading("**重点。**后").level, 2);
    assert_eq!(heading("**重点。**后").kind, HeadingKind::RunIn);
    assert_eq!(&text[outline_of(text).headings[1].span.range()], "**重点一。**");
}

#[test]
fn what_is_a_run_in_heading() {
    for text in [
        "**重点。**后文",
        "**重点**。后文",
        "**重点！** 后文",
        "**坚持“学”以贯之，强化政治引领。**学校……",
        "**他说：“好。”**后文",
        "__重点。__ 后文",
        "　　**重点。**后文",
        "**Key point.** More",
        "**重点。**",
        "**重点**。",
        "***重点*。**后文",
        "    **重点。**后文，缩进的。",
    ] {
        assert_eq!(outline_of(text).headings.len(), 1, "{text}");
    }
    let long = "字".repeat(61);
    let alone = "字".repeat(41);
    for text in [
        "**重点**后文",
        "**重点：**后文",
        "前**重点。**后文",
        "*重点。*后文",
        "**重点……**后文",
        "**1.**后文",
        "**甲。乙。**后文",
        "**重\n点。**后文",
        "- **重点。**后文",
        "> **重点。**后文",
        "**。**后文",
        "| **重点。** |\n|--|\n",
        &format!("**{long}。**后文"),
        &format!("**{alone}。**"),
    ] {
        assert_eq!(outline_of(text).headings.len(), 0, "{text}");
    }
    assert_eq!(heading(&format!("**{alone}。**后文")).text, alone);
}

#[test]
fn dimensions_are_read_with_their_places() {
    let text = "## 一、*做法* {维度=管理党员、“监督党员” #x}。\n\n**重点。**{dimension=a, b c} 后文\n";
    let outline = outline_of(text);
    let names: Vec<Vec<&str>> = outline
        .headings
        .iter()
        .map(|heading| heading.dimensions.iter().map(|declared| &text[declared.span.range()]).collect())
        .collect();
    assert_eq!(names, [vec!["管理党员", "监督党员"], vec!["a", "b c"]]);
    assert_eq!(outline.headings[0].text, "一、做法");
    assert_eq!(outline.headings[0].id, "x");
    assert_eq!(outline.headings[1].text, "重点");
    for text in [
        "# 甲 ｛维度＝乙｝\n",
        "甲 {维度=乙}\n---\n",
        "> # 甲 {维度=乙} #\n",
        "#　甲{维度：乙}\n",
        "##**甲**{维度=乙}\n",
    ] {
        let heading = heading(text);
        assert_eq!((heading.text.as_str(), heading.dimensions.len()), ("甲", 1), "{text}");
        assert_eq!(&text[heading.dimensions[0].span.range()], "乙", "{text}");
    }
}

#[test]
fn ids_are_unique() {
    assert_eq!(ids("## 一、做法\n\n## 做法\n\n## 做法！\n"), ["做法", "做法-2", "做法-3"]);
    assert_eq!(
        ids("## a\n\n## a-2\n\n## a\n\n## b {#a-3}\n\n## a\n"),
        ["a", "a-2", "a-2-2", "a-3", "a-4"].map(|id| if id == "a-2-2" {
            "a-4".to_owned()
        } else if id == "a-4" {
            "a-5".to_owned()
        } else {
            id.to_owned()
        })
    );
    assert_eq!(ids("## 甲 {#甲}\n\n## 甲\n\n## 乙 {#甲}\n"), ["甲", "甲-2", "甲-3"]);
    assert_ne!(ids("## fn-1\n")[0], "fn-1");
    let many = "## 甲\n\n".repeat(200);
    let all: std::collections::BTreeSet<_> = ids(&many).into_iter().collect();
    assert_eq!(all.len(), 200);
}

#[test]
fn links_of_every_kind() {
    let text = "[甲*乙*](b.md#做 \"题\") [丙][d] ![[丁](x.md)](y.png) <https://a.cn> <a@b.cn>\n\n\
                <a href='c.md?x&amp;y' id=z>戊</a><img src=\"e.png\" srcset=\"f.png 2x\">\n\n[d]: 图\\g.md\n";
    let outline = outline_of(text);
    let links: Vec<_> =
        outline.links.iter().map(|link| (link.dest.as_str(), link.text.as_str(), link.kind)).collect();
    assert_eq!(
        links,
        [
            ("b.md#做", "甲乙", LinkKind::Markdown),
            ("图/g.md", "丙", LinkKind::Markdown),
            ("https://a.cn", "https://a.cn", LinkKind::Auto),
            ("mailto:a@b.cn", "a@b.cn", LinkKind::Auto),
            ("c.md?x&y", "", LinkKind::Html),
        ]
    );
    assert_eq!(&text[outline.links[0].span.range()], "[甲*乙*](b.md#做 \"题\")");
    assert_eq!(&text[outline.links[4].span.range()], "c.md?x&amp;y");
    assert_eq!(outline.anchors, ["z"]);
    assert!(outline.raw_html);
    let pictures: Vec<_> =
        outline.pictures.iter().map(|picture| (picture.dest.as_str(), picture.alt.as_str())).collect();
    assert_eq!(pictures, [("y.png", "丁"), ("e.png", ""), ("f.png", "")]);
}

#[test]
fn removed_html_names_nothing() {
    let text = "<script src=\"a.js\"></script>\n\n<iframe src=\"b.html\"></iframe>\n";
    assert!(outline_of(text).links.is_empty());
    assert_eq!(read_with(text, &Markup { raw_html: RawHtml::Allow, ..Markup::default() }).links.len(), 2);
    assert!(
        read_with("<a href=x>", &Markup { raw_html: RawHtml::Escape, ..Markup::default() }).links.is_empty()
    );
}

#[test]
fn pictures_with_odd_addresses() {
    let text = "![合影](图片/支部 活动 (1).png \"题\")";
    let outline = outline_of(text);
    assert_eq!(outline.pictures[0].dest, "图片/支部 活动 (1).png");
    assert_eq!(&text[outline.pictures[0].span.range()], text);
    assert_eq!(outline_of("![](图片\\a.png)").pictures[0].dest, "图片/a.png");
    assert_eq!(outline_of("![](C:\\a.png)").pictures[0].dest, "C:\\a.png");
}

#[test]
fn shortcodes_and_what_they_hold() {
    let text = "> ~~~{图组 cols=2 “题 注”}\n> ## 甲\n> ![](a.png) [乙](b.md)\n> ~~~\n";
    let outline = outline_of(text);
    let call = &outline.calls[0];
    assert_eq!(call.name, "图组");
    let arguments: Vec<_> = call
        .arguments
        .iter()
        .map(|argument| (argument.name.as_str(), argument.value.as_str(), &text[argument.span.range()]))
        .collect();
    assert_eq!(arguments, [("cols", "2", "cols=2"), ("", "题 注", "“题 注”")]);
    assert_eq!(&text[call.span.range()], "~~~{图组 cols=2 “题 注”}");
    assert_eq!(&text[call.body.range()], "## 甲\n> ![](a.png) [乙](b.md)\n");
    assert_eq!(&text[outline.pictures[0].span.range()], "![](a.png)");
    assert_eq!(&text[outline.links[0].span.range()], "[乙](b.md)");
    assert_eq!(&text[outline.headings[0].span.range()], "## 甲\n");
    let empty = outline_of("```{图组}\n```\n");
    assert_eq!(empty.calls[0].body, Span { start: 11, end: 11 });
}

#[test]
fn words_count_what_is_shown() {
    let text = "# 甲乙\n\n丙`ab`丁 [戊](b.md) ![己](a.png)\n\n| 庚 |\n|--|\n| x y |\n\n```\ncode 字\n```\n\n<b>辛</b>\n\n[^1]: 壬\n";
    let outline = outline_of(text);
    assert_eq!((outline.han, outline.latin), (8, 3));
    assert_eq!(outline.headings[0].words, 11);
    let text = "# 甲\n\n一二\n\n## 乙\n\n三 a-b\n\n# 丙\n";
    let words: Vec<_> = outline_of(text).headings.iter().map(|heading| heading.words).collect();
    assert_eq!(words, [6, 3, 1]);
}

#[test]
fn summaries_are_prose() {
    let text = "# 题\n\n| 表 |\n|--|\n\n　　甲乙，\n丙[丁](b.md)![图](a.png)[^1]。\n\n- 列\n\n```\ncode\n```\n\n戊。\n\n[^1]: 注\n";
    assert_eq!(outline_of(text).summary, "甲乙，丙丁。戊。");
    assert_eq!(outline_of("- 甲\n- 乙\n\n> 丙。\n").summary, "甲 乙 丙。");
    assert_eq!(outline_of("甲\n\nB\n\n乙。\n\n丙").summary, "甲 B 乙。丙");
    assert_eq!(outline_of("").summary, "");
    let long = outline_of(&format!("{}。{}", "字".repeat(100), "字".repeat(100)));
    assert_eq!(long.summary, format!("{}。", "字".repeat(100)));
    assert_eq!(outline_of(&"字".repeat(500)).summary.chars().count(), 160);
}

/// The excerpts of a text, taken with its outline; those taken later are the same.
fn excerpts_of(text: &str) -> Vec<String> {
    let (body, markup) = (Span::new(0..text.len()), Markup::default());
    let (outline, taken) = outline_and_excerpts(&FilePath::new("a.md"), text, body, &markup).value;
    assert_eq!(excerpts(text, body, &markup, &outline), taken);
    taken
}

#[test]
fn excerpts_are_the_beginnings_of_sections() {
    let text = "## 甲 {维度=一}\n\n### 子\n\n正文，\n乙。\n\n- 列\n\n## 丙\n\n丁。\n\n**重点。**{维度=二}后文。\n\n**另点**。后文二。\n";
    let expected = ["正文，乙。列", "正文，乙。列", "丁。重点。后文。另点。后文二。", "后文。", "后文二。"];
    assert_eq!(excerpts_of(text), expected);
    let long = excerpts_of(&format!("## 甲 {{维度=一}}\n\n{}\n", "字".repeat(300)));
    assert_eq!(long[0].chars().count(), 120);
    assert_eq!(excerpts_of("## 甲\n\n## 乙\n\n![图](a.png)\n"), ["", ""]);
}

#[test]
fn a_section_holds_what_it_shows_beside_headings() {
    let holds = |below: &str| heading(&format!("## 甲 {{维度=一}}\n\n{below}")).holds_content;
    for empty in [
        "",
        "<!-- 待写\n\n待写 -->\n\n<!-- 甲 -->\n",
        "　　\n\n……\n\n---\n",
        "-\n\n> \n",
        "### 乙\n\n#### 丙 `丙`\n\n## 丁\n\n正文。\n",
        "[甲]: a.md\n\n[^1]: 脚注在页末。\n",
    ] {
        assert!(!holds(empty), "{empty:?}");
    }
    for full in [
        "乙\n",
        "### 乙\n\n丙\n",
        "- 乙\n",
        "> 乙\n",
        "![](a.png)\n",
        "| 乙 |\n|--|\n",
        "```{图组}\n```\n",
        "```\nx\n```\n",
        "<img src=\"a.png\">\n",
        "<!-- 甲 --> 乙\n",
        "`a`\n",
    ] {
        assert!(holds(full), "{full:?}");
    }
    let text = "**重点。**{维度=一}\n\n**次点**。{维度=二} \n\n**末点。**{维度=三}后文。\n";
    let held: Vec<bool> = outline_of(text).headings.iter().map(|heading| heading.holds_content).collect();
    assert_eq!(held, [false, false, true]);
}

#[test]
fn breaks_make_sections_of_lines() {
    let markup = Markup { breaks: Breaks::Paragraph, ..Markup::default() };
    let text = "**第一。**后\n**第二。**后\n";
    let outline = read_with(text, &markup);
    let sections: Vec<_> = outline.headings.iter().map(|heading| &text[heading.section.range()]).collect();
    assert_eq!(sections, ["**第一。**后\n", "**第二。**后\n"]);
}

#[test]
fn commonmark_has_headings_and_no_more() {
    let markup = Markup { dialect: Dialect::CommonMark, ..Markup::default() };
    let outline = read_with("# 甲 {#x}\n\n**重点。** 后\n", &markup);
    assert_eq!(outline.headings.len(), 1);
    assert_eq!(outline.headings[0].text, "甲 {#x}");
}
