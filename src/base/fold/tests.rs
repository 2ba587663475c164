use proptest::prelude::*;

use super::*;

#[test]
fn an_ordinal_that_comes_where_punctuation_went_goes_too() {
    assert_eq!(anchor("第.０章-一"), "一");
}

#[test]
fn ordinals_are_taken_off() {
    for heading in [
        "一、党建",
        "十二、党建",
        "二十一、党建",
        "壹、党建",
        "廿一、党建",
        "一〇、党建",
        "一.党建",
        "一．党建",
        "一，党建",
        "一：党建",
        "（一）党建",
        "(一)党建",
        "（一)党建",
        "( 一 ) 党建",
        "（一）、党建",
        "【一】党建",
        "〔一〕党建",
        "1.党建",
        "1. 党建",
        "1．党建",
        "1、党建",
        "１．党建",
        "1)党建",
        "1）党建",
        "(1)党建",
        "（1）党建",
        "[1]党建",
        "12、党建",
        "1.1 党建",
        "1.1、党建",
        "1.1. 党建",
        "1.2.3党建",
        "1.2.3 党建",
        "①党建",
        "① 党建",
        "⑴党建",
        "⒈党建",
        "㈠党建",
        "㊀党建",
        "❶党建",
        "➀党建",
        "㉑党建",
        "1️⃣党建",
        "1⃣党建",
        "Ⅱ、党建",
        "Ⅳ. 党建",
        "第一章 党建",
        "第 1 章 党建",
        "第1章：党建",
        "第三节　党建",
        "第一部分 党建",
        "第一篇章：党建",
        "第一，党建",
        "第二、党建",
        "第一章——党建",
        "第一節 党建",
        "一、（一）党建",
        "第一章 第二节 党建",
        "一、1.党建",
        "\u{3000}\u{a0}一、\u{3000}党建 ",
        "\u{feff}一、党建",
    ] {
        assert_eq!(strip_ordinal(heading), "党建", "{heading}");
        assert_eq!(fold(heading), "党建", "{heading}");
        assert_eq!(anchor(heading), "党建", "{heading}");
    }
}

#[test]
fn what_only_looks_like_an_ordinal_stays() {
    for name in [
        "三亮三比",
        "一心两翼五融合",
        "1+X",
        "七个有力",
        "四个一",
        "十四五规划",
        "五四精神",
        "五.四精神",
        "一二九、",
        "两、三项",
        "985、211高校",
        "2023.工作",
        "2023年",
        "3.15晚会",
        "5.20：表白",
        "12.9运动",
        "2.0 时代",
        "1.5倍",
        "1,815名",
        "3:2领先",
        "第一书记",
        "第一议题",
        "第二课堂",
        "第一节课",
        "第三批",
        "第一届、第二届",
        "（五四）表彰",
        "（七一）表彰",
        "(2018)25号",
        "〔2018〕25号",
        "10.0.0.1",
        "一是亮身份",
        "一带一路",
        "二十大精神",
        "3名党员",
        "一切为了学生",
        "百校联百县",
        "十个专项",
        "A. 类",
        "VI设计",
    ] {
        assert_eq!(strip_ordinal(name), name);
    }
}

#[test]
fn a_list_loses_only_its_first_number() {
    assert_eq!(strip_ordinal("1、2、3，木头人"), "2、3，木头人");
    assert_eq!(strip_ordinal("①②③步法"), "②③步法");
}

#[test]
fn an_ordinal_alone_stays() {
    assert_eq!(strip_ordinal("一、"), "一、");
    assert_eq!(fold("一、"), "一");
    assert_eq!(anchor("一、"), "一");
    assert_eq!(anchor("（二）"), "二");
    assert_eq!(anchor("①"), "1");
    assert_eq!(anchor("第一章"), "第一章");
    assert_eq!(anchor("一、★"), "一");
    assert_eq!(strip_ordinal(" "), "");
}

#[test]
fn a_key_forgets_spelling_and_punctuation() {
    assert_eq!(fold("实施“三亮三比”工程"), fold("实施 \"三亮三比\" 工程"));
    assert_eq!(fold("2.实施“四个一”工程，落实教育党员有力 "), "实施四个一工程落实教育党员有力");
    assert_eq!(fold("１＋Ｘ证书"), "1x证书");
    assert_eq!(fold("SCI、EI"), "sciei");
    assert_eq!(fold("ＰＰＴ"), fold("ppt"));
    assert_eq!(fold("共①②"), fold("共12"));
    assert_eq!(fold("x❶"), "x1");
    assert_eq!(fold("葛\u{E0100}城"), "葛城");
    assert_eq!(fold("Cafe\u{301}"), fold("CAFÉ"));
    assert_eq!(fold("हिन्दी"), "हिन्दी");
}

#[test]
fn only_blank_texts_have_an_empty_key() {
    assert_eq!(fold(" \u{3000}\u{200b}\n"), "");
    assert_eq!(fold("★ ★"), "★★");
    assert_ne!(fold("★"), fold("★★"));
}

#[test]
fn an_anchor_joins_words_but_not_han() {
    assert_eq!(anchor("“三维度”推进标准化建设 提升党组织凝聚力"), "三维度推进标准化建设提升党组织凝聚力");
    assert_eq!(anchor("Party Building 党建 in 2023"), "party-building党建in-2023");
    assert_eq!(anchor("PPT 制作"), anchor("PPT制作"));
    assert_eq!(anchor("A  &\u{a0} B"), "a-b");
    assert_eq!(anchor("It's A/B"), "its-ab");
    assert_eq!(anchor("观摩-研讨 - 赛课"), "观摩-研讨-赛课");
    assert_eq!(anchor("-- snake_case --"), "snake_case");
    assert_eq!(anchor("1+X证书"), "1x证书");
    assert_eq!(anchor("ＡＢＣ　ｄｅｆ"), "abc-def");
    assert_eq!(anchor("한국 대학"), "한국-대학");
}

#[test]
fn an_anchor_is_never_empty() {
    assert!(anchor("★★★").starts_with("h-"));
    assert_ne!(anchor("★"), anchor("★★"));
    assert_eq!(anchor("_").len(), 10);
    assert_eq!(anchor(""), anchor(""));
    assert!(!anchor("").is_empty());
}

/// A heading may be a whole text that somebody forgot to break; quadratic time would be minutes here.
#[test]
fn long_texts_take_linear_time() {
    for piece in ["一、", "1.", "(1)", "①", "第一章 ", " ", "十", "1", "！", "a ", "\u{301}"] {
        let text = piece.repeat(100_000);
        assert!(fold(&text).len() <= text.len() && !anchor(&text).is_empty());
    }
}

fn heading() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "一", "十", "1", "12", ".", "、", "（", "）", "(", ")", "①", "❶", "第", "章", "节", "党建", " ",
        "\u{3000}", "A", "b", "-", "_", "“", "”", "é", "e\u{301}", "\u{20e3}", "\u{fe0f}", "Ⅱ", "０", "İ",
        "가", "\u{1100}", "\u{1161}",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()), any::<String>(),]
}

proptest! {
    #[test]
    fn folding_is_idempotent(text in heading()) {
        let key = fold(&text);
        prop_assert_eq!(fold(&key), key);
    }

    #[test]
    fn anchors_are_idempotent_and_clean(text in heading()) {
        let id = anchor(&text);
        prop_assert!(!id.is_empty());
        prop_assert!(id.chars().all(|char| char.is_alphanumeric() || char == '-' || char == '_'), "{}", id);
        prop_assert!(!id.starts_with('-') && !id.ends_with('-') && !id.contains("--"), "{}", id);
        prop_assert_eq!(anchor(&id), id);
    }

    #[test]
    fn stripping_leaves_an_end_of_the_text(text in heading()) {
        let rest = strip_ordinal(&text);
        prop_assert!(text.trim_end_matches(is_blank).ends_with(rest));
        let kept = |text: &str| text.chars().any(char::is_alphanumeric);
        prop_assert_eq!(kept(&text), kept(rest));
    }
}

#[test]
fn what_is_common_is_its_own_nfkc() {
    use unicode_normalization::UnicodeNormalization;
    let common: String =
        (0..=u32::from('\u{9FFF}')).filter_map(char::from_u32).filter(|char| is_common(*char)).collect();
    assert_eq!(common.nfkc().collect::<String>(), common);
    assert!(matches!(nfkc(&common), Cow::Borrowed(_)));
    assert_eq!(nfkc("Ａ（㈱）é"), "A((株))\u{E9}");
}

#[test]
fn facts_lose_what_habit_puts_around_them() {
    for (typed, bare) in [
        ("是", "是"),
        ("“是”", "是"),
        ("‘否’，", "否"),
        ("2023-10-20,", "2023-10-20"),
        ("（2023年10月20日）", "2023年10月20日"),
        ("“2023年10月20日。”", "2023年10月20日"),
        (" 2500。 ", "2500"),
        ("（2023年）10月", "（2023年）10月"),
        ("“", "“"),
        ("。", ""),
        ("", ""),
    ] {
        assert_eq!(bare_fact(typed), bare, "{typed}");
    }
}

#[test]
fn common_han_are_letters() {
    let common: Vec<char> = ('\0'..=char::MAX).filter(|char| is_common_han(*char)).collect();
    assert_eq!((common[0], common.len()), ('一', 0x5200));
    assert!(common.into_iter().all(|char| char.is_alphabetic() && is_han(char)));
}
