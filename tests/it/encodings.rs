//! Files as Notepad, WPS and old editors save them: the same text in every encoding makes the same
//! site, told at the same places; what cannot be read for certain is told.

use std::sync::Arc;

use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use fengcai::base::Route;
use fengcai::base::files::{Files, Layered, MemoryFiles};
use fengcai::pipeline;

use crate::fixture::Fixture;
use crate::sites::{self, Spelling};

const CASE: &str = "content/cases/a.md";

/// A text with one slip, whose words stand in it earlier too: a mask after the name of an entry.
const TEXT: &str = "---
# 隐去校名：*大学*学院
title: 一所*大学*学院的做法，第㐀号楼
institution: *大学*学院
date: 2023年10月20日
---
## 一、背景

学院坚持把党支部建在团队上，落实教育党员有力，𠮷祥物也是自己的。
";

/// What a build says and what the case's page holds when the case consists of these bytes.
fn built(bytes: Vec<u8>) -> (String, String) {
    let fixture = Fixture::parse("-- site.yaml --\ntitle: 党建案例展示站\ntheme: test\n");
    let case: Arc<dyn Files> = Arc::new(MemoryFiles::default().with(CASE, bytes));
    let files = Layered::new(vec![case, sites::files(&fixture, Spelling::Plain)]);
    let outcome = pipeline::plan(Arc::new(files.clone()), &sites::options(&fixture));
    let reports = pipeline::locate(&files, outcome.diagnostics);
    let page = outcome.value.run(&Route::file("cases/a/index.html"));
    (reports.iter().map(sites::print_report).collect(), String::from_utf8(page.bytes.to_vec()).unwrap())
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, has_lost) = encoding.encode(text);
    assert!(!has_lost, "{} cannot hold the text", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// The code and place of each problem: the first words of its lines.
fn told(said: &str) -> Vec<&str> {
    said.lines().filter(|line| !line.starts_with(' ')).collect()
}

#[test]
fn one_text_in_every_encoding_makes_one_site() {
    let (said, page) = built(TEXT.as_bytes().to_vec());
    assert_eq!(told(&said), ["warning[unquoted-mask] content/cases/a.md:4:14+6"]);
    assert!(page.contains("institution *大学*学院 masked") && page.contains("第㐀号楼"), "{page}");
    assert!(page.contains("date 2023-10-20") && page.contains("𠮷祥物"), "{page}");
    let windows = TEXT.replace('\n', "\r\n");
    let marked = format!("\u{FEFF}{windows}");
    for (name, bytes) in [
        ("UTF-8 with a mark, as Notepad saves", marked.as_bytes().to_vec()),
        ("UTF-16LE with a mark, Notepad's Unicode", utf16(&marked, u16::to_le_bytes)),
        ("UTF-16BE with a mark", utf16(&marked, u16::to_be_bytes)),
        ("UTF-16LE without a mark", utf16(&windows, u16::to_le_bytes)),
        ("UTF-16BE without a mark", utf16(TEXT, u16::to_be_bytes)),
        ("GB18030 with characters of four bytes", encoded(GB18030, &windows)),
        ("GB18030 with a mark", encoded(GB18030, &marked)),
    ] {
        assert_eq!(built(bytes), (said.clone(), page.clone()), "{name}");
    }
}

#[test]
fn gbk_is_read_as_notepads_ansi() {
    let text = TEXT.replace(['㐀', '𠮷'], "吉");
    let expected = built(text.as_bytes().to_vec());
    assert_eq!(built(encoded(GBK, &text)), expected);
    assert_eq!(built(encoded(GBK, &text.replace('\n', "\r\n"))), expected);
}

#[test]
fn a_title_alone_is_read_too() {
    for title in ["党建引领促发展", "风电学院教工党支部", "对标争先建支部"] {
        let text = format!("---\ntitle: {title}\n---\n");
        let expected = built(text.as_bytes().to_vec());
        assert_eq!(expected.0, "");
        assert_eq!(built(encoded(GB18030, &text)), expected, "{title} in GB18030");
        assert_eq!(built(utf16(&text, u16::to_le_bytes)), expected, "{title} in UTF-16");
    }
}

#[test]
fn big5_is_read_and_told() {
    let text =
        "---\ntitle: 黨建三創新\ninstitution: *大學\n---\n學院堅持把黨支部建在團隊上，這是我們的經驗。\n";
    let (_, page) = built(text.as_bytes().to_vec());
    let (said, read) = built(encoded(BIG5, text));
    assert_eq!(read, page);
    assert_eq!(
        told(&said),
        ["warning[legacy-encoding] content/cases/a.md", "warning[unquoted-mask] content/cases/a.md:3:14+3"]
    );
    assert!(said.contains("Big5") && said.contains("另存为 UTF-8"), "{said}");
}

#[test]
fn a_line_pasted_in_another_encoding_is_told_where_it_stands() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.extend("\n第一句好好的，".as_bytes());
    bytes.extend(encoded(GBK, "另一句来自旧编辑器"));
    bytes.extend("。\n".as_bytes());
    let (said, page) = built(bytes);
    assert_eq!(
        told(&said),
        [
            "warning[unquoted-mask] content/cases/a.md:4:14+6",
            "error[undecodable-bytes] content/cases/a.md:11:8+1"
        ]
    );
    assert!(page.contains("第一句好好的，"), "{page}");
}

#[test]
fn a_text_that_ends_inside_a_character_is_told() {
    let mut bytes = encoded(GBK, &TEXT.replace(['㐀', '𠮷'], "吉"));
    bytes.extend(encoded(GBK, "结尾处缺了半个字"));
    bytes.pop();
    let (said, _) = built(bytes);
    assert_eq!(told(&said).last(), Some(&"error[undecodable-bytes] content/cases/a.md:10:8+1"), "{said}");
}

#[test]
fn a_word_document_with_another_name_is_told() {
    let (said, _) = built(b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml".to_vec());
    assert_eq!(told(&said), ["error[binary-file] content/cases/a.md"], "{said}");
    assert!(said.contains("Word"), "{said}");
}
