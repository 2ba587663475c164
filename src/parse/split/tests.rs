use proptest::prelude::*;

use super::*;

fn read(text: &str) -> (Option<String>, String, Vec<(String, String)>) {
    let file = FilePath::new("content/cases/a.md");
    let outcome = split(&file, text);
    let front = outcome.value.front.map(|span| text[span.range()].to_owned());
    let body = text[outcome.value.body.range()].to_owned();
    let told = outcome.diagnostics.iter().map(|problem| {
        let Some(Place { spot: crate::base::Spot::Span(span), .. }) = &problem.place else {
            panic!("no span: {problem}");
        };
        assert!(problem.help.is_some(), "{problem}");
        (problem.code.to_string(), text[span.range()].to_owned())
    });
    (front, body, told.collect())
}

#[test]
fn fences_are_read_generously() {
    let texts = [
        "---\ntitle: a\n---\n正文",
        "---  \ntitle: a\n---\t\n正文",
        "---\u{3000}\ntitle: a\n---\u{a0}\n正文",
        "\n\n \u{3000}\n---\ntitle: a\n---\n正文",
        "---\ntitle: a\n...\n正文",
    ];
    for text in texts {
        assert_eq!(read(text), (Some("title: a\n".into()), "正文".into(), vec![]), "{text:?}");
    }
}

#[test]
fn windows_line_ends_are_fences_too() {
    let text = "\r\n---\r\ntitle: a\r\n---\r\n正文\r\n";
    assert_eq!(read(text), (Some("title: a\r\n".into()), "正文\r\n".into(), vec![]));
}

#[test]
fn texts_without_front_matter_are_all_body() {
    for text in [
        "",
        "\n \n",
        "# 标题\n\n正文",
        "正文\n\n---\n\n后文",
        "***\n正文",
        "——\n正文",
        "--\n",
        "他说：好\n\n正文\n---\n",
        "```rust\nfn a() {}\n```\n",
        "```\n正文\n---\n",
    ] {
        assert_eq!(read(text), (None, text.to_owned(), vec![]), "{text:?}");
    }
}

#[test]
fn front_matter_may_be_empty_or_all() {
    assert_eq!(read("---\n---\n正文"), (Some("".into()), "正文".into(), vec![]));
    assert_eq!(read("---\ntitle: a\n---"), (Some("title: a\n".into()), "".into(), vec![]));
}

#[test]
fn odd_fences_are_read_and_told() {
    let table = [
        ("－－－", "---"),
        ("———", "---"),
        ("—--", "---"),
        ("——", "———"),
        ("----", "---"),
        ("--", "---"),
        ("---", "－－－"),
        ("---", "——"),
        ("---", "----"),
        ("---", "  ---"),
    ];
    for (open, close) in table {
        let text = format!("{open}\ntitle: a\n{close}\n正文");
        let (front, body, told) = read(&text);
        assert_eq!((front.as_deref(), body.as_str()), (Some("title: a\n"), "正文"), "{text:?}");
        let odd: Vec<_> = [open, close].into_iter().map(str::trim).filter(|fence| *fence != "---").collect();
        let expected = if close.starts_with(' ') { vec!["---"] } else { odd };
        assert_eq!(told.iter().map(|(_, at)| at.as_str()).collect::<Vec<_>>(), expected, "{text:?}");
        assert!(told.iter().all(|(code, _)| code == "odd-fence"), "{text:?}");
    }
}

#[test]
fn invisible_characters_before_the_fence_are_told() {
    for before in ["\u{200b}", " ", "\u{3000}", "\n\u{feff}"] {
        let (front, _, told) = read(&format!("{before}---\ntitle: a\n---\n"));
        assert_eq!(front.as_deref(), Some("title: a\n"), "{before:?}");
        assert_eq!(told.len(), 1, "{before:?}");
        assert_eq!(told[0].0, "odd-fence");
    }
}

#[test]
fn a_missing_closing_fence_is_told_with_its_place() {
    let (front, body, told) = read("---\ntitle: a\ntags: [b]\n\n正文一段，没有冒号。\n");
    assert_eq!(front.as_deref(), Some("title: a\ntags: [b]\n\n"));
    assert_eq!(body, "正文一段，没有冒号。\n");
    assert_eq!(told, [("unclosed-front-matter".into(), "---".into())]);

    let (front, body, _) = read("---\ntitle: a\n\n## 一、背景\n\n正文");
    assert_eq!((front.as_deref(), body.as_str()), (Some("title: a\n\n"), "## 一、背景\n\n正文"));
    let (front, body, told) = read("---\ntitle: a\n");
    assert_eq!((front.as_deref(), body.as_str()), (Some("title: a\n"), ""));
    assert_eq!(told.len(), 1);
}

#[test]
fn fences_of_other_signs_are_told() {
    for fence in ["===", "***", "___", "~~~", "- - -", "—", "⸺", "＝＝＝"] {
        let (front, body, told) = read(&format!("{fence}\ntitle: a\n{fence}\n正文"));
        assert_eq!((front.as_deref(), body.as_str()), (Some("title: a\n"), "正文"), "{fence}");
        let odd = ("odd-fence".to_owned(), fence.to_owned());
        assert_eq!(told, [odd.clone(), odd], "{fence}");
    }
    let (front, ..) = read("---\ntitle: a\nnotes: |\n  ***\n  甲\ntags:\n- -\n- b\n---\n");
    assert_eq!(front.as_deref(), Some("title: a\nnotes: |\n  ***\n  甲\ntags:\n- -\n- b\n"));
}

#[test]
fn text_on_the_line_of_a_fence_is_told() {
    let (front, body, told) = read("--- title: 甲\ndate: 2023\n---\n正文");
    assert_eq!((front.as_deref(), body.as_str()), (Some("title: 甲\ndate: 2023\n"), "正文"));
    assert_eq!(told, [("odd-fence".into(), "title: 甲".into())]);
    let (front, body, told) = read("---\ntitle: 甲\n--- 正文一段。\n\n第二段");
    assert_eq!((front.as_deref(), body.as_str()), (Some("title: 甲\n"), "正文一段。\n\n第二段"));
    assert_eq!(told, [("odd-fence".into(), "正文一段。".into())]);
}

#[test]
fn front_matter_without_fences_is_told() {
    let (front, body, told) = read("\n标题：甲\n日期：2023年\n\n正文");
    assert_eq!((front.as_deref(), body.as_str()), (Some("标题：甲\n日期：2023年\n"), "\n正文"));
    assert_eq!(told, [("unopened-front-matter".into(), "标题：甲".into())]);
    for prose in ["日期：2023年\n\n正文", "说明：如下\n要求：如下\n", "标题：甲\n他说了一句话。\n"]
    {
        assert_eq!(read(prose).0, None, "{prose}");
    }
}

#[test]
fn front_matter_below_text_is_told() {
    let (front, body, told) = read("# 案例稿\n\n---\ntitle: 甲\n---\n正文");
    assert_eq!((front.as_deref(), body.as_str()), (Some("title: 甲\n"), "正文"));
    assert_eq!(told, [("late-front-matter".into(), "# 案例稿".into())]);
    let body = "# 案例\n\n---\n\n作者：甲\n\n---\n";
    assert_eq!(read(body), (None, body.to_owned(), vec![]));
}

#[test]
fn a_missing_fence_with_no_blank_line_is_told_at_the_prose() {
    let (front, body, _) = read("---\ntitle: 甲\n本支部坚持党建引领。\n\n第二段。\n");
    assert_eq!(
        (front.as_deref(), body.as_str()),
        (Some("title: 甲\n"), "本支部坚持党建引领。\n\n第二段。\n")
    );
    let (front, ..) = read("---\ntitle: 甲\n一行错字\ndate: 2023\n");
    assert_eq!(front.as_deref(), Some("title: 甲\n一行错字\ndate: 2023\n"));
}

#[test]
fn the_cure_names_the_line() {
    let outcome = split(&FilePath::new("a.md"), "\n---\ntitle: a\ntags: b\n\n正文。\n");
    assert!(outcome.diagnostics[0].help.as_ref().unwrap().en.contains("after line 4"));
}

#[test]
fn a_missing_opening_fence_is_told() {
    let (front, body, told) = read("标题：党建\n框架:\n  - 六强\n---\n正文");
    assert_eq!((front.as_deref(), body.as_str()), (Some("标题：党建\n框架:\n  - 六强\n"), "正文"));
    assert_eq!(told, [("unopened-front-matter".into(), "标题：党建".into())]);
}

#[test]
fn other_formats_are_told() {
    let (front, body, told) = read("+++\ntitle = 'a'\n+++\n正文");
    assert_eq!((front, body.as_str()), (None, "正文"));
    assert_eq!(told, [("toml-front-matter".into(), "+++".into())]);
    let (front, _, told) = read("```markdown\n---\ntitle: a\n---\n正文\n```\n");
    assert_eq!(front.as_deref(), Some("title: a\n"));
    assert_eq!(told, [("wrapped-front-matter".into(), "```markdown".into())]);
}

#[test]
fn prose_in_front_matter_is_found() {
    let front = "title: a\n# 注释\n\n# 注释：可以\ntags:\n- b\n\n一、背景\n\n正文。\n";
    assert_eq!(prose_inside(front), front.find("一、背景"));
    let front = "title: a\n\n## 一、背景\n\n正文。\n\n第二段。\n";
    assert_eq!(prose_inside(front), front.find("## 一、背景"));
    assert_eq!(prose_inside("title: a\nsummary: 甲。\n\n一段。\n\ndate: 2023\n"), None);
    assert_eq!(prose_inside("title: a\n\nsummary: |\n  文\n\n  文。\n"), None);
}

proptest! {
    #[test]
    fn any_text_is_split_without_loss(text in r"(?s)(-{0,4}|[—－]{2,3}|\+{3}|[ \r\n\u{200b}]|title: 甲|```|\.{3}|.){0,30}") {
        let outcome = split(&FilePath::new("a.md"), &text);
        let body = &text[outcome.value.body.range()];
        prop_assert!(text.ends_with(body));
        if let Some(front) = outcome.value.front {
            let between = &text[front.end as usize..outcome.value.body.start as usize];
            prop_assert!(between.chars().all(|char| is_blank_char(char) || is_dash(char) || char == '.'));
        }
    }
}
