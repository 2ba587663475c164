use super::*;
use crate::base::Spot;

mod branch {
    keys! {
        pub(super) BRANCH = "branch" { "支部", "a branch" }
        NAME = "name" "名称" []: Text => { "支部名称", "its name" } = "教工党支部";
        KIND = "kind" "类型" []: Choice(&["branch", "committee"]) => { "支部类型", "its kind" } = "branch";
    }
}

keys! {
    CASE = "case" { "案例", "a case" }
    TITLE = "title" "标题" ["题目"]: Text => { "标题", "the title" } = "党建三创新";
    DRAFT = "draft" "草稿" []: Flag => { "草稿不发布", "drafts are not published" } = "是";
    FRAMEWORKS = "frameworks" "框架" ["framework", "标准"]: Names
        => { "对标的框架", "frameworks" } = "[七个有力, 六强]";
    NOTES = "notes" "编者注" []: Texts => { "编者的话", "notes" } = "[图片已缺失]";
    WORDS = "words" "字数" ["word_count"]: Integer => { "目标字数", "words wanted" } = "2500";
    PARTY_BRANCH = "branch" "支部" []: TextOrMap(&branch::BRANCH) => { "支部", "the branch" } = "教工党支部";
}

/// Parses, then reads; gives the result and all reports as `code@key-or-value path`.
fn read<T>(text: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> (T, Map, Vec<String>) {
    let file = FilePath::new("a.md");
    let parsed = super::super::parse(&file, text, 0);
    let mut reports: Vec<String> = parsed.diagnostics.iter().map(told).collect();
    let mut fields = Fields::new(&file, &parsed.value, NodePath::default(), &CASE);
    let value = read(&mut fields);
    let finished = fields.finish();
    reports.extend(finished.diagnostics.iter().map(told));
    (value, finished.value, reports)
}

fn told(diagnostic: &Diagnostic) -> String {
    let place = match &diagnostic.place.as_ref().unwrap().spot {
        Spot::Value(path) => format!("value {:?}", path.0),
        Spot::Key(path) => format!("key {:?}", path.0),
        Spot::File => "file".to_owned(),
        other => format!("{other:?}"),
    };
    format!("{} {place}", diagnostic.code)
}

fn texts(placed: &[Placed<String>]) -> Vec<&str> {
    placed.iter().map(|placed| &*placed.value).collect()
}

#[test]
fn keys_are_found_in_both_languages_and_any_spelling() {
    for key in [
        "title",
        "Title",
        "TITLE",
        "标题",
        "题目",
        "ｔｉｔｌｅ",
        "标 题",
        "\"标题\"",
        "标\u{200b}题",
        "【标题】",
        "“标题”",
        "1. 标题",
        "一、标题",
    ] {
        let (title, extra, reports) = read(&format!("{key}: 甲\n"), |fields| fields.text(&TITLE));
        assert_eq!(title.unwrap().value, "甲", "{key}");
        assert!(extra.is_empty() && reports.is_empty(), "{key}: {reports:?}");
    }
    for key in ["word_count", "word-count", "Word Count", "wordcount"] {
        let (words, ..) = read(&format!("{key}: 5\n"), |fields| fields.integer(&WORDS, 0..=9));
        assert_eq!(words.unwrap().value, 5, "{key}");
    }
}

#[test]
fn one_entry_under_two_names_is_reported_once() {
    let (title, _, reports) = read("x: 1\ntitle: a\n标题: b\n", |fields| fields.text(&TITLE));
    assert_eq!(title.unwrap().value, "a");
    assert_eq!(reports, ["duplicate-key key [2]"]);
}

#[test]
fn unknown_keys_are_kept_and_close_ones_told() {
    let (_, extra, reports) = read("主题: 1\ntilte: 2\n标提: 3\nabc: {d: e}\n", |_| ());
    let keys: Vec<&str> = extra.entries.iter().map(|entry| &*entry.key).collect();
    assert_eq!(keys, ["主题", "tilte", "标提", "abc"]);
    assert_eq!(reports, ["similar-key key [1]", "similar-key key [2]"]);
}

#[test]
fn where_no_other_keys_can_be_all_are_told() {
    let file = FilePath::new("a.md");
    let map = super::super::parse(&file, "主题: 1\ntilte: 2\n标题: 3\n", 0).value;
    let reports = Fields::new(&file, &map, NodePath::default(), &CASE).finish_strict();
    assert_eq!(reports.iter().map(told).collect::<Vec<_>>(), ["unknown-key key [0]", "similar-key key [1]"]);
}

#[test]
fn texts_are_taken_as_typed() {
    for (typed, text) in [
        ("2023", "2023"),
        ("1.10", "1.10"),
        ("true", "true"),
        ("'  甲　'", "甲"),
        ("|\n  甲\n  乙\n", "甲\n乙"),
    ] {
        let (title, _, reports) = read(&format!("title: {typed}\n"), |fields| fields.text(&TITLE));
        assert_eq!(title.unwrap().value, text, "{typed}");
        assert!(reports.is_empty());
    }
}

#[test]
fn what_is_blank_is_absent() {
    for typed in ["", "~", "''", "'　'"] {
        let (title, _, reports) = read(&format!("title: {typed}\n"), |fields| fields.text(&TITLE));
        assert_eq!(title, None, "{typed}");
        assert!(reports.is_empty());
        let (_, _, reports) = read(&format!("title: {typed}\n"), |fields| fields.required_text(&TITLE));
        assert_eq!(reports, ["missing-key key [0]"], "{typed}");
    }
    let (_, _, reports) = read("x: 1\n", |fields| fields.required_text(&TITLE));
    assert_eq!(reports, ["missing-key file"]);
}

#[test]
fn a_list_or_map_is_no_text() {
    for typed in ["[重要]", "{a: b}", "[a, b]"] {
        let (title, _, reports) = read(&format!("title: {typed}\n"), |fields| fields.text(&TITLE));
        assert_eq!(title, None);
        assert_eq!(reports, ["wrong-type value [0]"], "{typed}");
    }
}

#[test]
fn the_help_of_a_wrong_type_can_be_copied() {
    let file = FilePath::new("a.md");
    for (text, help) in [
        ("title: [重要]\n", "if it is a text, quote it: '[重要]'"),
        ("title: {a: b'c}\n", "if it is a text, quote it: 'a: b''c'"),
        ("title: [a, b]\n", "for example `title: 党建三创新`"),
    ] {
        let map = super::super::parse(&file, text, 0).value;
        let mut fields = Fields::new(&file, &map, NodePath::default(), &CASE);
        fields.text(&TITLE);
        let reports = fields.finish().diagnostics;
        assert_eq!(reports[0].help.as_ref().unwrap().en, help);
    }
}

#[test]
fn names_are_cut_and_quoted_ones_are_not() {
    for (typed, names) in [
        ("七个有力", vec!["七个有力"]),
        ("七个有力、六强", vec!["七个有力", "六强"]),
        ("[七个有力，六强]", vec!["七个有力", "六强"]),
        ("[七个有力、六强, 五好]", vec!["七个有力", "六强", "五好"]),
        ("【七个有力】", vec!["七个有力"]),
        ("\n  - 七个有力\n  - '甲，乙'\n  -\n", vec!["七个有力", "甲，乙"]),
        ("", vec![]),
    ] {
        let (found, _, reports) = read(&format!("frameworks: {typed}\n"), |fields| fields.names(&FRAMEWORKS));
        assert_eq!(texts(&found), names, "{typed}");
        assert!(reports.is_empty());
    }
    let (found, ..) = read("frameworks: [甲, 乙、丙]\n", |fields| fields.names(&FRAMEWORKS));
    let ways: Vec<&[u32]> = found.iter().map(|name| &name.path.0[..]).collect();
    assert_eq!(ways, [&[0, 0][..], &[0, 1], &[0, 1]]);
}

#[test]
fn sentences_stay_whole() {
    let (notes, ..) = read("notes: [图片缺失，待补]\n", |fields| fields.texts(&NOTES));
    assert_eq!(texts(&notes), ["图片缺失，待补"]);
    let (notes, _, reports) = read("notes:\n  - 党建: 三创新\n  - 甲\n", |fields| fields.texts(&NOTES));
    assert_eq!(texts(&notes), ["甲"]);
    assert_eq!(reports, ["wrong-type value [0, 0]"]);
}

#[test]
fn flags_are_read_as_people_write_them() {
    for typed in ["true", "True", "yes", "YES", "on", "是", "对", "真", "有", "1", "√", "'是'", "１", "Ｙ"]
    {
        let (draft, _, reports) = read(&format!("草稿: {typed}\n"), |fields| fields.flag(&DRAFT));
        assert!(draft.unwrap().value, "{typed}");
        assert!(reports.is_empty());
    }
    for typed in ["false", "no", "off", "否", "错", "假", "无", "0", "×", "No", "不是"] {
        let (draft, ..) = read(&format!("草稿: {typed}\n"), |fields| fields.flag(&DRAFT));
        assert!(!draft.unwrap().value, "{typed}");
    }
    for typed in ["也许", "2", "是否", "truee"] {
        let (draft, _, reports) = read(&format!("草稿: {typed}\n"), |fields| fields.flag(&DRAFT));
        assert_eq!(draft, None, "{typed}");
        assert_eq!(reports, ["unclear-flag value [0]"]);
    }
}

#[test]
fn whole_numbers_have_bounds() {
    for (typed, value) in [("2500", 2500), ("'2500'", 2500), ("２５００", 2500), ("'2,500'", 2500), ("+7", 7)]
    {
        let (words, _, reports) =
            read(&format!("words: {typed}\n"), |fields| fields.integer(&WORDS, 1..=9999));
        assert_eq!(words.unwrap().value, value, "{typed}");
        assert!(reports.is_empty());
    }
    for (typed, code) in [
        ("0", "number-out-of-range"),
        ("-3", "number-out-of-range"),
        ("10000", "number-out-of-range"),
        ("2.5", "unclear-number"),
        ("很多", "unclear-number"),
        ("'25,00'", "unclear-number"),
        ("99999999999999999999", "unclear-number"),
        ("1_000", "unclear-number"),
    ] {
        let (words, _, reports) =
            read(&format!("words: {typed}\n"), |fields| fields.integer(&WORDS, 1..=9999));
        assert_eq!(words, None, "{typed}");
        assert_eq!(reports, [format!("{code} value [0]")], "{typed}");
    }
}

#[test]
fn one_of_a_few_words() {
    let choices: &[(&[&str], u8)] = &[(&["branch", "党支部"], 1), (&["committee", "党委"], 2)];
    let kind = |typed: &str| {
        let text = format!("branch: {{kind: {typed}}}\n");
        read(&text, |fields| {
            let mut inner = fields.fields(&PARTY_BRANCH, &branch::BRANCH).unwrap();
            let kind = inner.one_of(&branch::KIND, choices).map(|kind| kind.value);
            let outcome = inner.finish();
            let help = outcome.diagnostics.first().map(|d| d.help.clone().unwrap().en);
            fields.take(outcome);
            (kind, help)
        })
    };
    assert_eq!(kind("Branch").0, (Some(1), None));
    assert_eq!(kind("党委").0, (Some(2), None));
    let ((found, help), _, reports) = kind("comittee");
    assert_eq!((found, help.as_deref()), (None, Some("did you mean `committee`?")));
    assert_eq!(reports, ["unknown-value value [0, 0]"]);
    assert_eq!(kind("别的").0, (None, Some("one of: branch, committee".to_owned())));
}

#[test]
fn a_text_is_no_map() {
    let (_, _, reports) = read("branch: 教工党支部\n", |fields| {
        assert!(fields.map(&PARTY_BRANCH).is_none());
    });
    assert_eq!(reports, ["wrong-type value [0]"]);
}

#[test]
fn a_single_value_is_a_list_of_one() {
    let (items, ..) = read("frameworks: {name: 六强}\n", |fields| fields.items(&FRAMEWORKS).len());
    assert_eq!(items, 1);
}

#[test]
fn names_in_a_table_are_distinct() {
    for table in [&CASE, &branch::BRANCH] {
        let mut names: Vec<String> = table.keys.iter().flat_map(|key| key.names()).map(fold_name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{}", table.name);
    }
}

#[test]
fn words_for_nothing_count_as_left_out() {
    for typed in ["无", "暂无", "“无”", "待定。", "[无]", "——", "-"] {
        let (title, _, reports) = read(&format!("title: {typed}\n"), |fields| fields.text(&TITLE));
        assert_eq!(title, None, "{typed}");
        assert_eq!(reports, ["word-for-nothing value [0]"], "{typed}");
    }
    for typed in ["'无'", "无锡风电学院", "[无, 有]"] {
        let (names, _, reports) = read(&format!("frameworks: {typed}\n"), |fields| fields.names(&FRAMEWORKS));
        assert!(!names.is_empty() && reports.is_empty(), "{typed}: {reports:?}");
    }
    let (draft, _, reports) = read("draft: 无\n", |fields| fields.flag(&DRAFT));
    assert!(!draft.unwrap().value && reports.is_empty());
}

#[test]
fn habits_around_facts_do_no_harm() {
    for typed in ["是。", "“是”", "‘是’，", "（是）"] {
        let (draft, _, reports) = read(&format!("draft: {typed}\n"), |fields| fields.flag(&DRAFT));
        assert!(draft.unwrap().value, "{typed}");
        assert!(reports.iter().all(|report| report.starts_with("stray-comma")), "{typed}: {reports:?}");
    }
    let (words, _, reports) = read("words: “2500”\n", |fields| fields.integer(&WORDS, 0..=9999));
    assert_eq!(words.unwrap().value, 2500);
    assert!(reports.is_empty());
}
