//! `fengcai render`.

use super::transcript::{Site, fengcai, run, run_with_input};

#[test]
fn a_file_is_printed_without_its_front_matter() {
    let site = Site::new(&[("a.md", "---\ntitle: 甲\n---\n\n他说**重点。**后文\n")]);
    let said = run(fengcai().arg("render").arg(site.path().join("a.md")));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(said.out, "<p>他说<strong>重点。</strong>后文</p>\n");
}

#[test]
fn standard_input_is_a_text_too() {
    let said = run_with_input(fengcai().args(["render", "-"]), "甲\n乙\n".as_bytes());
    assert_eq!((said.code, said.out.as_str()), (0, "<p>甲乙</p>\n"));
}

#[test]
fn commonmark_is_commonmark_to_the_letter() {
    let text = "---\na: b\n---\n\n甲\n乙 ~~c~~\n";
    let said = run_with_input(fengcai().args(["render", "--commonmark", "-"]), text.as_bytes());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(said.out, "<hr />\n<h2>a: b</h2>\n<p>甲\n乙 ~~c~~</p>\n");
}

#[test]
fn old_encodings_are_read() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("样板支部的做法，值得学习推广。\n");
    let said = run_with_input(fengcai().args(["render", "-"]), &bytes);
    assert!(said.out.contains("样板支部的做法"), "{}", said.out);
}

#[test]
fn a_file_that_is_not_there_is_wrong_usage() {
    let said = run(fengcai().args(["render", "no/such.md"]));
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("no/such.md"), "{}", said.err);
}

#[test]
fn json_leaves_standard_output_to_diagnostics() {
    let said =
        run_with_input(fengcai().args(["render", "-", "--format", "json"]), "甲\u{fdd0}乙\n".as_bytes());
    let object: serde_json::Value = serde_json::from_str(said.out.trim_end()).unwrap();
    assert_eq!(object["line"], 1, "{}", said.out);
}

/// A text of the rows M1 to M12 of the traps, as the specification reads it, worked out by hand.
#[test]
fn no_trap_is_looked_at_under_commonmark() {
    let rows = [
        ("甲\n\n    支部坚持，发展。\n", "<p>甲</p>\n<pre><code>支部坚持，发展。\n</code></pre>\n"),
        ("　　甲\n　　\n　　乙\n", "<p>　　甲\n　　\n　　乙</p>\n"),
        ("甲。乙。\n丙。\n丁。\n", "<p>甲。乙。\n丙。\n丁。</p>\n"),
        ("##（一）\n\n＃ 标题\n\n#　标题\n", "<p>##（一）</p>\n<p>＃ 标题</p>\n<p>#　标题</p>\n"),
        ("一、背景\n", "<p>一、背景</p>\n"),
        ("甲。乙。\n---\n", "<h2>甲。乙。</h2>\n"),
        ("## 甲 {维度=乙, 丙}。\n", "<h2>甲 {维度=乙, 丙}。</h2>\n"),
        ("![](图片/支部 活动.png)\n", "<p>![](图片/支部 活动.png)</p>\n"),
        ("！[图](图片\\a.png)\n", "<p>！<a href=\"%E5%9B%BE%E7%89%87%5Ca.png\">图</a></p>\n"),
        ("<img src=\"C:\\a.png\">\n", "<img src=\"C:\\a.png\">\n"),
        ("20*年，*学院，**重点。**后文\n", "<p>20*年，*学院，**重点。**后文</p>\n"),
        (
            "｜级别｜\n\n|甲|\n|-|\n\n1.实施\n\n[^1]：乙\n",
            "<p>｜级别｜</p>\n<p>|甲|\n|-|</p>\n<p>1.实施</p>\n<p>[^1]：乙</p>\n",
        ),
    ];
    for (text, html) in rows {
        let said = run_with_input(fengcai().args(["render", "--commonmark", "-"]), text.as_bytes());
        assert_eq!((said.code, said.err.as_str(), said.out.as_str()), (0, "", html), "{text}");
        let ours = run_with_input(fengcai().args(["render", "-"]), text.as_bytes());
        let read_alike = ours.out == html && ours.err.is_empty();
        // A short line without a fault is the same to both.
        assert!(!read_alike || text.starts_with("一、"), "{text} is no trap");
    }
}
