use proptest::prelude::*;

use super::*;

fn words() -> QualifierWords {
    QualifierWords::new(
        [
            ("at-least", "…以上"),
            ("at-least", "不少于…"),
            ("nearly", "近…"),
            ("nearly", "接近…"),
            ("over", "…多"),
            ("over", "…余"),
            ("over", "…+"),
            ("over", "超…"),
            ("over", "超过…"),
            ("over", "上…"),
            ("about", "约…"),
            ("about", "…左右"),
            ("unquantified", "若干"),
            ("unquantified", "多"),
            ("unquantified", "数"),
            ("unquantified", "几"),
            ("unquantified", "大量"),
            ("unquantified", "半数"),
        ],
        [
            "人",
            "人次",
            "名",
            "项",
            "个",
            "篇",
            "次",
            "小时",
            "千米",
            "本",
            "门",
            "位",
            "支",
            "m",
            "kW",
            "年",
            "元",
            "万元/年",
        ],
    )
}

/// `label | value..upper unit ~qualifier`, or what stands in place of the value
fn read(text: &str) -> String {
    let Some(Quantity { label, value, words: instead, upper, unit, qualifiers, typed: _ }) =
        quantity(text, &words())
    else {
        return "–".to_owned();
    };
    let upper = upper.map(|upper| format!("..{upper}")).unwrap_or_default();
    let qualifier: String = qualifiers.iter().map(|id| format!(" ~{id}")).collect();
    format!(
        "{label}|{}{upper}{}{qualifier}",
        value.or(instead).unwrap_or_default(),
        unit.map(|unit| format!(" {unit}")).unwrap_or_default()
    )
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn digits_of_every_kind_are_read() {
    check(&[
        ("961", "|961"),
        ("９６１名", "|961 名"),
        ("1,815名", "|1815 名"),
        ("1，815 名", "|1815 名"),
        ("1 815名", "|1815 名"),
        ("党员 12 345 678名", "党员|12345678 名"),
        ("1 815", "–"),
        ("18 15名", "–"),
        ("12,345,678元", "|12345678 元"),
        ("12.50", "|12.5"),
        ("007", "|7"),
        ("1.2万", "|12000"),
        ("1.2万人", "|12000 人"),
        ("3千", "|3000"),
        ("5百万元", "|5000000 元"),
        ("68125亿元", "|6812500000000 元"),
        ("5千米", "|5 千米"),
        ("95%", "|95 %"),
        ("95.5％", "|95.5 %"),
        ("百分之九十五", "|95 %"),
        ("百分之 95", "|95 %"),
        ("120kW", "|120 kW"),
        ("120 kW", "|120 kW"),
        ("0", "|0"),
    ]);
}

#[test]
fn chinese_numerals_are_read() {
    check(&[
        ("十三", "|13"),
        ("五十", "|50"),
        ("一百零五", "|105"),
        ("两百", "|200"),
        ("三千二百", "|3200"),
        ("一万五", "|15000"),
        ("廿", "|20"),
        ("〇", "|0"),
        ("壹贰叁", "|123"),
        ("党员 十三", "党员|13"),
        ("党员：十三", "党员|13"),
        ("党员十三名", "党员|13 名"),
        ("两项", "|2 项"),
        ("三等奖 一项", "三等奖|1 项"),
        ("两三个", "|2..3 个"),
        ("三五名", "|3..5 名"),
        ("二三十人", "|20..30 人"),
        ("十五至二十人", "|15..20 人"),
    ]);
}

#[test]
fn qualifiers_stand_before_and_behind() {
    check(&[
        ("500人次以上", "|500 人次 ~at-least"),
        ("500以上", "|500 ~at-least"),
        ("累计培训 500人次以上", "累计培训|500 人次 ~at-least"),
        ("近千", "|1000 ~nearly"),
        ("近千人次", "|1000 人次 ~nearly"),
        ("培训规模近千人次", "培训规模|1000 人次 ~nearly"),
        ("接近100%", "|100 % ~nearly"),
        ("300多", "|300 ~over"),
        ("300余名", "|300 名 ~over"),
        ("300 余 名", "|300 名 ~over"),
        ("约300余名", "|300 名 ~about ~over"),
        ("近千余名", "|1000 名 ~nearly ~over"),
        ("300多名以上", "|300 名 ~over ~at-least"),
        ("超过300余名", "|300 名 ~over"),
        ("不少于约300名左右", "|300 名 ~at-least ~about"),
        ("培训 约12个班以上", "培训|12 个班 ~about ~at-least"),
        ("约10余万名", "|100000 名 ~about ~over"),
        ("百余项", "|100 项 ~over"),
        ("上万人", "|10000 人 ~over"),
        ("十余次", "|10 次 ~over"),
        ("10余次", "|10 次 ~over"),
        ("10余万人", "|100000 人 ~over"),
        ("1.2万余人", "|12000 人 ~over"),
        ("500+", "|500 ~over"),
        ("500＋人", "|500 人 ~over"),
        ("约 200", "|200 ~about"),
        ("约三十人", "|30 人 ~about"),
        ("200人左右", "|200 人 ~about"),
        ("不少于50小时", "|50 小时 ~at-least"),
        ("义工服务 超过6000小时", "义工服务|6000 小时 ~over"),
    ]);
}

#[test]
fn ranges_have_an_upper_end() {
    check(&[
        ("50—60人", "|50..60 人"),
        ("50-60", "|50..60"),
        ("50～60人", "|50..60 人"),
        ("50——60人", "|50..60 人"),
        ("50至60人", "|50..60 人"),
        ("50 到 60 人", "|50..60 人"),
        ("50人至60人", "|50..60 人"),
        ("50%-60%", "|50..60 %"),
        ("3—5万元", "|30000..50000 元"),
        ("3000-1万", "|3000..10000"),
        ("2020~2025", "|2020..2025"),
        ("1.5-2.5小时", "|1.5..2.5 小时"),
        ("党员 50-60名", "党员|50..60 名"),
        // What goes down or stands still is no range.
        ("60-50人", "–"),
        ("50-50", "–"),
        ("50人-60次", "–"),
    ]);
}

#[test]
fn words_may_stand_for_numbers() {
    check(&[
        ("若干", "|若干 ~unquantified"),
        ("多项", "|多 项 ~unquantified"),
        ("论文 多篇", "论文|多 篇 ~unquantified"),
        ("论文若干篇", "论文|若干 篇 ~unquantified"),
        ("数十", "|数十 ~unquantified"),
        ("数十名党员", "党员|数十 名 ~unquantified"),
        ("几百人", "|几百 人 ~unquantified"),
        ("数百余人", "|数百余 人 ~unquantified"),
        ("培训 近数百人", "培训|近数百 人 ~unquantified"),
        ("大量论文", "论文|大量 ~unquantified"),
        ("占比 半数以上", "占比|半数以上 ~unquantified"),
        ("占比 人数以上", "–"),
        ("多媒体教室 3个", "多媒体教室|3 个"),
        ("多媒体", "–"),
        ("数据", "–"),
    ]);
}

#[test]
fn labels_stand_on_either_side() {
    check(&[
        ("国培项目 4项", "国培项目|4 项"),
        ("4项国培项目", "国培项目|4 项"),
        ("党员：961名。", "党员|961 名"),
        ("党员——961名", "党员|961 名"),
        ("党员（961名）", "党员|961 名"),
        ("获奖3项（省级）", "获奖（省级）|3 项"),
        ("3课时", "|3 课时"),
        ("一流课程3门", "一流课程|3 门"),
        ("500骑行以上", "|500 骑行 ~at-least"),
        ("12 个学生党支部", "学生党支部|12 个"),
        ("培训 12个班", "培训|12 个班"),
        ("培训 12 个班以上。", "培训|12 个班 ~at-least"),
        ("培训 12名学生", "培训|12 名学生"),
        // Text on both sides: only a person can say what is counted.
        ("共有党员961名参加活动", "–"),
    ]);
}

#[test]
fn an_amount_is_all_of_its_text() {
    let read = |text| amount(text, &words()).map(|read| (read.value, read.unit));
    let some = |value: &str, unit: &str| Some((Some(value.to_owned()), Some(unit.to_owned())));
    assert_eq!(read("12个班"), some("12", "个班"));
    assert_eq!(read("十二个班以上"), some("12", "个班"));
    assert_eq!(read("500人次"), some("500", "人次"));
    for text in ["12个学生党支部", "培训 12个", "12个班 3人"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn what_is_no_quantity_is_not_read() {
    for text in [
        "",
        " ",
        "党员",
        "2021年",
        "2021年度",
        "二〇二一年",
        "2018级学生",
        "第二批",
        "第3届",
        "第 3 期",
        "第1—3个",
        "第一、二个",
        "-5",
        "增幅 -5%",
        "一等奖",
        "3等奖",
        "7月",
        "十月",
        "20日",
        "95后",
        "三年级",
        "2023-10-20",
        "2020.07",
        "2020.7-2021.6",
        "《2020~2025年规划》",
        "《十三五》",
        "“三会一课”",
        "2020~2025年",
        "1+X",
        "6+1",
        "A4",
        "5G",
        "COVID-19",
        "8:30",
        "1/3",
        "10.0.0.1",
        "3×5",
        "三亮三比",
        "百校联百县",
        "一带一路",
        "五四",
        "3,4项",
        "1,81项",
        "20231020",
        "18970123456789012345",
        "百分之",
        "近",
        "以上",
    ] {
        assert_eq!(read(text), "–", "{text}");
    }
}

#[test]
fn a_number_of_a_name_does_not_hide_the_quantity() {
    check(&[
        ("2021年 教学竞赛 3项", "2021年 教学竞赛|3 项"),
        ("第二批样板支部 1个", "第二批样板支部|1 个"),
        ("1+X证书 12个", "1+X证书|12 个"),
        ("“三会一课”12次", "“三会一课”|12 次"),
        ("《2020年规划》 3项", "《2020年规划》|3 项"),
        ("三会一课 12次", "三会一课|12 次"),
        ("2021 获奖3项", "2021 获奖|3 项"),
        ("2021 获奖三项", "2021 获奖|3 项"),
        ("党员 2021", "党员|2021"),
        ("第1、2批 3个", "第1、2批|3 个"),
        ("党员-961名", "党员|961 名"),
        ("“三同步工作法 3次", "“三同步工作法|3 次"),
        ("A4纸 500", "A4纸|500"),
    ]);
}

#[test]
fn several_quantities_are_left_to_a_person() {
    for text in ["党员961名，支部29个", "3个支部 12名", "一项国家级、两项省级", "国培项目 2 + 3 项"]
    {
        assert_eq!(read(text), "–", "{text}");
    }
}

#[test]
fn without_words_only_plain_numbers_are_read() {
    let none = QualifierWords::default();
    assert_eq!(quantity("500人次", &none).unwrap().unit.as_deref(), Some("人次"));
    assert_eq!(quantity("近千", &none), None);
    assert_eq!(quantity("十三", &none).unwrap().value.as_deref(), Some("13"));
    assert_eq!(quantity("十三名", &none), None);
}

#[test]
fn words_that_only_look_like_qualifiers_are_named() {
    let words = QualifierWords::new(
        [
            ("nearly", "近…"),
            ("", "附近…"),
            ("over", "…余"),
            ("", "…余额"),
            ("unquantified", "多"),
            ("", "多媒体"),
        ],
        ["个", "媒体"],
    );
    let read = |text| quantity(text, &words).map(|read| (read.label, read.qualifiers.into_iter().next()));
    assert_eq!(read("附近3个"), Some(("附近".to_owned(), None)));
    assert_eq!(read("社区近30个"), Some(("社区".to_owned(), Some("nearly".to_owned()))));
    assert_eq!(read("3余额").map(|(label, _)| label).as_deref(), Some(""));
    assert_eq!(read("多媒体"), None);
}

#[test]
fn qualifiers_of_another_language_need_no_code() {
    let words = QualifierWords::new(
        [("over", "more than …"), ("about", "… or so"), ("unquantified", "many")],
        ["people"],
    );
    let read = |text| {
        quantity(text, &words)
            .map(|read| (read.label, read.value, read.unit, read.qualifiers.into_iter().next()))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        read("more than 500 people"),
        Some((String::new(), some("500"), some("people"), some("over")))
    );
    assert_eq!(read("30 people or so"), Some((String::new(), some("30"), some("people"), some("about"))));
    assert_eq!(read("many people"), Some((String::new(), None, some("people"), some("unquantified"))));
}

#[test]
fn long_lines_take_linear_time() {
    for piece in ["1", "十", "“", "1,", "1-", "多", "近", "a1", "1+", "第1", "2020-"] {
        assert!(quantity(&piece.repeat(20_000), &words()).is_none_or(|read| read.label.len() < 200_000));
    }
}

proptest! {
    #[test]
    fn numbers_survive_printing(number in 0u32..=99_999, unit in "(名|人次|)") {
        let read = quantity(&format!("{number}{unit}"), &words()).unwrap();
        prop_assert_eq!(read.value, Some(number.to_string()));
        prop_assert_eq!(read.unit.unwrap_or_default(), unit);
    }

    #[test]
    fn nothing_panics(text in "[0-9０-９〇一二两十百千万亿近余多以上人次名项%.,，~—至年月第第“”《》（）+ aX-]{0,24}", other in any::<String>()) {
        for text in [text, other] {
            if let Some(read) = quantity(&text, &words()) {
                let decimal = |value: &str| value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                prop_assert!(read.value.iter().chain(&read.upper).all(|value| decimal(value) && !value.is_empty()));
                prop_assert!(read.value.is_some() || !read.qualifiers.is_empty());
                prop_assert!(read.upper.is_none() || read.value.is_some());
            }
        }
    }
}
