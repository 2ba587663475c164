//! Draws problems: for people with the line they stand in, for machines as JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::base::{Lang, Location, Severity, Words};
use crate::pipeline::Report;

/// How many of each severity; nothing when there are none.
pub(super) fn counts(reports: &[Report]) -> Option<Words> {
    let mut counted = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let count = reports.iter().filter(|report| report.diagnostic.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        let name = name(severity);
        if count > 0 {
            let zh = format!("{count} 个{}", name.zh);
            counted.push(Words::new(zh, format!("{count} {}{plural}", name.en)));
        }
    }
    let joined =
        |pick: fn(&Words) -> &str, comma: &str| counted.iter().map(pick).collect::<Vec<_>>().join(comma);
    let words = Words::new(joined(|words| &words.zh, "，"), joined(|words| &words.en, ", "));
    (!counted.is_empty()).then_some(words)
}

fn name(severity: Severity) -> Words {
    match severity {
        Severity::Error => words!("错误", "error"),
        Severity::Warning => words!("警告", "warning"),
        Severity::Hint => words!("提示", "hint"),
    }
}

/// One line of JSON, with its end.
pub(super) fn json(report: &Report, lang: Lang) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        code: &'a str,
        severity: Severity,
        file: Option<&'a str>,
        line: Option<u32>,
        column: Option<u32>,
        message: &'a str,
        help: Option<&'a str>,
    }
    let Report { diagnostic, location } = report;
    let line = Line {
        code: &diagnostic.code,
        severity: diagnostic.severity,
        file: diagnostic.place.as_ref().map(|place| place.file.as_str()),
        line: location.as_ref().map(|location| location.line),
        column: location.as_ref().map(|location| location.column),
        message: diagnostic.message.in_lang(lang),
        help: diagnostic.help.as_ref().map(|help| help.in_lang(lang)),
    };
    let mut text = serde_json::to_string(&line).expect("strings and numbers always become JSON");
    text.push('\n');
    text
}

/// Draws a report for a terminal of `width` columns, in colours; a stream that is no terminal strips
/// them. An empty line follows.
pub(super) fn draw(report: &Report, lang: Lang, width: usize) -> String {
    drawn(report, lang, &Renderer::styled().term_width(width))
}

fn drawn(report: &Report, lang: Lang, renderer: &Renderer) -> String {
    let Report { diagnostic, location } = report;
    let severity = name(diagnostic.severity);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let title = level
        .with_name(severity.in_lang(lang))
        .primary_title(diagnostic.message.in_lang(lang))
        .id(&*diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        let file = place.file.as_str();
        group = match location {
            Some(location) => group.element(excerpt(file, location)),
            None => group.element(Origin::path(file)),
        };
    }
    if let Some(help) = &diagnostic.help {
        let word = words!("帮助", "help");
        group =
            group.element(Level::HELP.with_name(word.in_lang(lang).to_owned()).message(help.in_lang(lang)));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

/// The line with the underline. An underline over most of a long paragraph says no more than its
/// beginning does, and keeps the drawing from cutting the line to the terminal; so it is cut short.
fn excerpt<'a>(file: &'a str, location: &'a Location) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    const UNDERLINED: usize = 40;
    let text = location.text.as_str();
    let first = location.column.saturating_sub(1) as usize;
    let start = text.char_indices().nth(first).map_or(text.len(), |(at, _)| at);
    let mut end = start;
    let mut columns = 0;
    for char in text[start..].chars().take(location.width as usize) {
        columns += char.width().unwrap_or(1);
        if columns > UNDERLINED {
            break;
        }
        end += char.len_utf8();
    }
    Snippet::source(text)
        .path(file)
        .line_start(location.line as usize)
        .annotation(AnnotationKind::Primary.span(start..end))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::base::{Code, Diagnostic, FilePath, Place};

    static UNKNOWN_DIMENSION: Code = Code {
        name: "unknown-dimension",
        severity: Severity::Error,
        zh: "没有这个维度",
        en: "there is no such dimension",
    };

    static ODD_DATE: Code =
        Code { name: "odd-date", severity: Severity::Warning, zh: "日期可疑", en: "an odd date" };

    fn at(text: &str, needle: &str) -> Report {
        let start = text.find(needle).unwrap();
        let file = FilePath::new("content/cases/甲.md");
        Report {
            diagnostic: Diagnostic::new(
                &UNKNOWN_DIMENSION,
                Place::file(&file),
                words!("没有维度“{needle}”", "no dimension `{needle}`"),
            ),
            location: Some(Location::of_range(text, start..start + needle.len())),
        }
    }

    fn check(report: &Report, lang: Lang, expected: &Expect) {
        expected.assert_eq(&drawn(report, lang, &Renderer::plain().term_width(60)));
    }

    #[test]
    fn a_report_has_code_place_excerpt_and_cure_in_both_languages() {
        let mut report = at("---\n维度: 管理党圆、监督党员\n", "管理党圆");
        report.diagnostic.help = Some(words!("是“管理党员”吗？", "did you mean `管理党员`?"));
        check(
            &report,
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“管理党圆”
             --> content/cases/甲.md:2:5
              |
            2 | 维度: 管理党圆、监督党员
              |       ^^^^^^^^
              |
              = 帮助: 是“管理党员”吗？

        "#]],
        );
        check(
            &report,
            Lang::En,
            &expect![[r#"
            error[unknown-dimension]: no dimension `管理党圆`
             --> content/cases/甲.md:2:5
              |
            2 | 维度: 管理党圆、监督党员
              |       ^^^^^^^^
              |
              = help: did you mean `管理党员`?

        "#]],
        );
    }

    #[test]
    fn underlines_stand_under_wide_and_narrow_characters() {
        check(
            &at("\t做法，（甲）：\t乙丙", "乙丙"),
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“乙丙”
             --> content/cases/甲.md:1:10
              |
            1 |     做法，（甲）：    乙丙
              |                       ^^^^

        "#]],
        );
        check(
            &at("e\u{301}o\u{308}甲🚩乙", "乙"),
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“乙”
             --> content/cases/甲.md:1:7
              |
            1 | éö甲🚩乙
              |       ^^

        "#]],
        );
        check(
            &at("ＡＢ，。！（）", "！"),
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“！”
             --> content/cases/甲.md:1:5
              |
            1 | ＡＢ，。！（）
              |         ^^

        "#]],
        );
        check(
            &at("甲\u{1b}[31m\u{7}乙", "乙"),
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“乙”
             --> content/cases/甲.md:1:8
              |
            1 | 甲␛[31m␇乙
              |         ^^

        "#]],
        );
    }

    #[test]
    fn a_long_paragraph_is_cut_around_its_fault() {
        let before = "深入学习贯彻落实，".repeat(60);
        let text = format!("{before}某某{}", "推动高质量发展。".repeat(60));
        check(
            &at(&text, "某某"),
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“某某”
             --> content/cases/甲.md:1:541
              |
            1 | ... 实，深入学习贯彻落实，某某推动高质量发展。推动高...
              |                           ^^^^

        "#]],
        );
        let mut whole = at(&text, &before);
        whole.diagnostic.message = words!("整段", "all of it");
        check(
            &whole,
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 整段
             --> content/cases/甲.md:1:1
              |
            1 | 深入学习贯彻落实，深入学习贯彻落实，深入学习贯彻落实...
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        "#]],
        );
    }

    #[test]
    fn a_place_at_the_end_of_a_line_is_drawn() {
        let mut report = at("标题", "标题");
        report.location = Some(Location { line: 7, column: 3, width: 1, text: "标题".into() });
        check(
            &report,
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“标题”
             --> content/cases/甲.md:7:3
              |
            7 | 标题
              |     ^

        "#]],
        );
        report.location = Some(Location { line: 1, column: 1, width: 1, text: String::new() });
        check(
            &report,
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“标题”
             --> content/cases/甲.md:1:1
              |
            1 |
              | ^

        "#]],
        );
        report.location = Some(Location { line: 1, column: 99, width: 9, text: "短".into() });
        check(
            &report,
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“标题”
             --> content/cases/甲.md:1:2
              |
            1 | 短
              |   ^

        "#]],
        );
    }

    #[test]
    fn a_whole_file_and_no_file_need_no_excerpt() {
        let mut report = at("甲", "甲");
        report.location = None;
        report.diagnostic.help = Some(words!("改名", "rename it"));
        check(
            &report,
            Lang::Zh,
            &expect![[r#"
            错误[unknown-dimension]: 没有维度“甲”
            --> content/cases/甲.md
             = 帮助: 改名

        "#]],
        );
        report.diagnostic.place = None;
        check(
            &report,
            Lang::En,
            &expect![[r#"
            error[unknown-dimension]: no dimension `甲`
             |
             = help: rename it

        "#]],
        );
    }

    #[test]
    fn json_is_one_object_a_line() {
        let mut report = at("甲\n“乙”", "乙");
        report.diagnostic.help = Some(words!("第一行\n第二行", "line 1\nline 2"));
        expect![[r#"
            {"code":"unknown-dimension","severity":"error","file":"content/cases/甲.md","line":2,"column":2,"message":"没有维度“乙”","help":"第一行\n第二行"}
        "#]].assert_eq(&json(&report, Lang::Zh));
        report.location = None;
        report.diagnostic.place = None;
        report.diagnostic.help = None;
        expect![[r#"
            {"code":"unknown-dimension","severity":"error","file":null,"line":null,"column":null,"message":"no dimension `乙`","help":null}
        "#]].assert_eq(&json(&report, Lang::En));
    }

    fn placed(file: &str, line: u32, column: u32, code: &'static Code) -> Report {
        let place = Place::file(&FilePath::new(file));
        Report {
            diagnostic: Diagnostic::new(code, place, words!("甲", "a")),
            location: Some(Location { line, column, width: 1, text: String::new() }),
        }
    }

    #[test]
    fn severities_are_counted() {
        let reports = [
            placed("a", 1, 1, &ODD_DATE),
            placed("a", 2, 1, &ODD_DATE),
            placed("a", 3, 1, &UNKNOWN_DIMENSION),
        ];
        assert_eq!(counts(&reports), Some(words!("1 个错误，2 个警告", "1 error, 2 warnings")));
        assert_eq!(counts(&[]), None);
    }
}
