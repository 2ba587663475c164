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
