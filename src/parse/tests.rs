use proptest::prelude::*;

use crate::base::digest::digest;
use crate::base::files::{MemoryFiles, ReadError};
use crate::base::{Diagnostic, Place};
use crate::scan::SourceKind;

use super::*;

fn source(path: &str) -> Source {
    Source { path: FilePath::new(path), kind: SourceKind::Case }
}

fn parsed_bytes(bytes: &[u8]) -> Document {
    let files = MemoryFiles::new().with("content/cases/a.md", bytes);
    parse(&files, &source("content/cases/a.md"), &Markup::default())
}

fn parsed(text: &str) -> Document {
    parsed_bytes(text.as_bytes())
}

fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|problem| problem.code.as_ref()).collect()
}

/// Line, column and underlined text of a problem.
fn at(text: &str, problem: &Diagnostic) -> (u32, u32, String) {
    let Place { file, spot } = problem.place.as_ref().unwrap();
    let found = locate(file, text, spot).unwrap_or_else(|| panic!("{problem} is nowhere"));
    let start = found.column as usize - 1;
    let shown = found.text.chars().skip(start).take(found.width as usize).collect();
    (found.line, found.column, shown)
}

fn title(document: &Document) -> Option<&str> {
    let entry =
        document.front.map.entries.iter().find(|entry| entry.key == "title" || entry.key == "标题")?;
    entry.value.as_scalar().map(|scalar| scalar.text.as_str())
}

#[test]
fn front_matter_and_body_are_told_apart() {
    let text = "---\ntitle: 甲\ntags: [a, b]\n---\n\n## 一、背景\n\n正文。\n";
    let document = parsed(text);
    assert_eq!(codes(&document), [""; 0]);
    assert_eq!(title(&document), Some("甲"));
    assert_eq!(&text[document.front.span.unwrap().range()], "title: 甲\ntags: [a, b]\n");
    assert_eq!(&text[document.body.range()], "\n## 一、背景\n\n正文。\n");
    let heading = &document.outline.headings[0];
    assert_eq!((heading.text.as_str(), text[heading.span.range()].trim_end()), ("一、背景", "## 一、背景"));
    assert_eq!(*document.digest, digest(text.as_bytes()));
}

#[test]
fn marks_blank_lines_and_windows_line_ends_do_not_hide_it() {
    for text in [
        "\u{feff}---\ntitle: 甲\n---\n正文",
        "\r\n\r\n---  \r\ntitle: 甲\r\n--- \r\n正文",
        "\u{feff}\n---\ntitle: 甲\n...\n正文",
    ] {
        let document = parsed(text);
        assert_eq!(codes(&document), [""; 0], "{text:?}");
        assert_eq!(title(&document), Some("甲"), "{text:?}");
        assert_eq!(document.outline.han, 2, "{text:?}");
    }
}

#[test]
fn old_encodings_are_read() {
    let text = "---\n标题: 对标“七个有力”\n---\n坚持以政治建设为统领，确保党员教育扎实有效。\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [gbk.as_ref(), &utf16] {
        let document = parsed_bytes(bytes);
        assert_eq!(codes(&document), [""; 0]);
        assert_eq!(title(&document), Some("对标“七个有力”"));
        assert_eq!(*document.digest, digest(bytes));
    }
}

#[test]
fn files_without_content_are_documents_too() {
    for text in ["", "\n\n", "---\n---\n", "---\n---", "\u{feff}"] {
        let document = parsed(text);
        assert_eq!(codes(&document), [""; 0], "{text:?}");
        assert!(document.front.map.is_empty());
        assert!(document.outline.headings.is_empty());
    }
    let only = parsed("---\ntitle: 甲\n---\n");
    assert_eq!((codes(&only), title(&only), only.outline.words()), (vec![], Some("甲"), 0));
}

#[test]
fn a_file_without_front_matter_is_all_body() {
    let document = parsed("# 关于本站\n\n正文\n");
    assert_eq!((document.front.span, document.front.map.is_empty()), (None, true));
    assert_eq!(document.outline.headings[0].text, "关于本站");
}

#[test]
fn what_cannot_be_read_is_told() {
    let files = MemoryFiles::new().with_fault("content/cases/a.md", ReadError::Changed);
    let document = parse(&files, &source("content/cases/a.md"), &Markup::default());
    assert_eq!(codes(&document), ["changed-file"]);
    let missing = parse(&MemoryFiles::new(), &source("content/cases/a.md"), &Markup::default());
    assert_eq!(codes(&missing), ["missing-file"]);
    let picture = parsed_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert_eq!(codes(&picture), ["binary-file"]);
    assert_eq!(*picture.outline, Default::default());
}

#[test]
fn front_matter_over_the_limit_is_told_once() {
    let text = format!("---\ntitle: 甲\nsummary: {}\n---\n正文\n", "长".repeat(30_000));
    let document = parsed(&text);
    assert_eq!(codes(&document), ["oversized-yaml"]);
    let told = &document.diagnostics[0];
    assert_eq!(told.message.en, "the YAML text has 88 KiB, at most 64 are read");
    let at = locate(&document.path, &text, &told.place.as_ref().unwrap().spot).unwrap();
    assert_eq!((at.line, at.column), (2, 1));
    assert_eq!(document.outline.han, 2);
}

#[test]
fn one_slip_hides_no_other() {
    let text = "－－－\ntitle: 甲\ntitle: 乙\n———\n正文\n";
    let document = parsed(text);
    assert_eq!(codes(&document)[..2], ["odd-fence", "odd-fence"]);
    assert!(codes(&document).contains(&"duplicate-key"), "{:?}", codes(&document));
    let places: Vec<_> = document.diagnostics[..2].iter().map(|problem| at(text, problem)).collect();
    assert_eq!(places, [(1, 1, "－－－".into()), (4, 1, "———".into())]);
}

#[test]
fn a_forgotten_closing_fence_is_found_behind_a_later_line() {
    let text = "---\ntitle: 甲\ntags: [a]\n\n坚持以政治建设为统领，确保有效。\n\n---\n\n后文\n";
    let document = parsed(text);
    assert_eq!(codes(&document), ["unclosed-front-matter"]);
    assert_eq!(at(text, &document.diagnostics[0]).0, 5);
    assert!(document.diagnostics[0].help.as_ref().unwrap().en.contains("after line 3"));
    assert_eq!(title(&document), Some("甲"));
    assert!(text[document.body.range()].starts_with("坚持"));
}

#[test]
fn documents_can_be_stored() {
    let text = "---\ntitle: 甲\nframeworks:\n  - {name: 六强, mapping: unstated}\nnull_key: ~\n---\n\n### 实施 {维度=管理党员}\n\n[见此](b.md) ![图](a.png)\n\n---x\n";
    let document = parsed(text);
    let stored = serde_json::to_string(&document).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&stored).unwrap(), document);
}

#[test]
fn places_of_front_matter_are_found_in_the_whole_file() {
    let text = "\n---\r\ntitle: 州级 # 注\r\nhonours:\r\n  - {name: 州级, level: 州级}\r\n---\r\n州级\r\n";
    let file = FilePath::new("content/cases/a.md");
    let spot = |steps: &[u32]| crate::base::NodePath(steps.to_vec());
    let found = locate(&file, text, &Spot::Value(spot(&[1, 0, 1]))).unwrap();
    assert_eq!((found.line, found.column, found.width), (5, 23, 2));
    let key = locate(&file, text, &Spot::Key(spot(&[1, 0, 1]))).unwrap();
    assert_eq!((key.line, key.column, key.width), (5, 16, 5));
    assert_eq!(locate(&file, text, &Spot::Value(spot(&[7]))), None);
    assert_eq!(locate(&file, text, &Spot::File), None);
    assert_eq!(locate(&file, "正文", &Spot::Value(spot(&[0]))), None);
    let line = locate(&file, text, &Spot::Line { line: 3, column: 8, width: 2 }).unwrap();
    assert_eq!(line.text, "title: 州级 # 注");
}

#[test]
fn places_of_yaml_files_are_found() {
    let yaml = "---\ntitle: 甲\nmenu:\n  - name: 案例\n";
    let value = crate::base::NodePath(vec![1, 0, 0]);
    let found = locate(&FilePath::new("site.yaml"), yaml, &Spot::Value(value)).unwrap();
    assert_eq!((found.line, found.column, found.width), (4, 11, 2));
}

#[test]
fn places_are_where_the_parser_took_the_front_matter() {
    let text = "title: 甲\nframeworks: [六强]\n---\n正文\n";
    let document = parsed(text);
    assert_eq!(codes(&document), ["unopened-front-matter"]);
    let value = crate::base::NodePath(vec![1, 0]);
    let found = locate(&document.path, text, &Spot::Value(value)).unwrap();
    assert_eq!((found.line, found.column), (2, 14));
    let swallowed = "---\ntitle: 甲\n\n正文一段。\n\n---\n";
    let value = crate::base::NodePath(vec![0]);
    let found = locate(&document.path, swallowed, &Spot::Value(value)).unwrap();
    assert_eq!((found.line, found.column), (2, 8));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_parsed(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        parsed_bytes(&bytes);
    }

    #[test]
    fn any_text_is_parsed_and_its_problems_have_places(
        text in r"(?s)(---\n|－－－\n|title: |标题：|- |\[a，b\]|\{a: |\}|\n\n|# |正文。|: |\t|\u{3000}|&a |\*a |.){0,30}"
    ) {
        let document = parsed(&text);
        let decoded = encoding::decode(&document.path, text.as_bytes()).value.text;
        for problem in &document.diagnostics {
            let Place { file, spot } = problem.place.as_ref().unwrap();
            prop_assert!(*spot == Spot::File || locate(file, &decoded, spot).is_some(), "{} in {:?}", problem, text);
        }
    }
}
