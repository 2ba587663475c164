use jiff::civil::date as civil;
use proptest::prelude::*;

use super::*;
use crate::base::FilePath;
use crate::base::Place;

fn parsed(text: &str) -> String {
    Date::parse(text).map_or_else(|error| error.message().en, |date| date.to_string())
}

fn range(text: &str) -> String {
    let end = |date: Option<Date>| date.map_or("..".to_owned(), |date| date.to_string());
    DateRange::parse(text)
        .map_or_else(|error| error.message().en, |range| format!("{} {}", end(range.from), end(range.to)))
}

#[test]
fn days_are_read() {
    for text in [
        "2023-10-20",
        "2023.10.20",
        "2023/10/20",
        "2023年10月20日",
        "２０２３－１０－２０",
        "２０２３年１０月２０日",
        "2023．10．20",
        "２０２３／１０／２０",
        "2023 年 10 月 20 日",
        "2023年10月20号",
        "2023年10月20",
        "二〇二三年十月二十日",
        "二零二三年十月廿日",
        "二○二三年10月二十日",
        "二O二三年十月二十日",
        "20231020",
        " 2023-10-20 ",
        "\u{a0}2023-10-20\u{a0}\u{3000}",
        "\u{feff}2023-10-20",
        "2023–10–20",
        "2023. 10. 20",
        "2023-10-20T08:00:00+08:00",
        "2023-10-20 08:00",
        "2023-10-20T23:59:59.123Z",
        "2023-10-20 8:00:00 +8",
        "2023-10-20t08:00:00-0500",
        "2023年10月20日 08:00",
        "2023年10月20日08：00",
        "2023/10/20 08:00:60",
        "20 October 2023",
        "October 20, 2023",
        "Oct. 20th 2023",
        "20 oct 2023",
    ] {
        assert_eq!(parsed(text), "2023-10-20", "{text}");
    }
    assert_eq!(parsed("2024-2-29"), "2024-02-29");
    assert_eq!(parsed("二〇二〇年十二月三十一日"), "2020-12-31");
}

#[test]
fn months_and_years_are_read() {
    for text in
        ["2020-07", "2020-7", "2020.07", "2020/7", "2020年7月", "2020年07月", "二〇二〇年七月", "July 2020"]
    {
        assert_eq!(parsed(text), "2020-07", "{text}");
    }
    for text in ["2023", "2023年", "２０２３", "2023 年", "二〇二三年", "二〇二三", "2023年度"]
    {
        assert_eq!(parsed(text), "2023", "{text}");
    }
}

#[test]
fn what_no_calendar_knows_is_said() {
    for (text, message) in [
        ("2023/13/40", "the date `2023/13/40` does not exist: there is no month 13"),
        ("2023-00", "the date `2023-00` does not exist: there is no month 0"),
        ("2023-02-31", "the date `2023-02-31` does not exist: February 2023 has no day 31"),
        ("2023年2月29日", "the date `2023年2月29日` does not exist: February 2023 has no day 29"),
        ("1900-02-29", "the date `1900-02-29` does not exist: February 1900 has no day 29"),
        ("2023-10-0", "the date `2023-10-0` does not exist: October 2023 has no day 0"),
        ("2023-10-20 25:00", "the time of day in `2023-10-20 25:00` does not exist"),
        ("2023-10-20T08:60", "the time of day in `2023-10-20T08:60` does not exist"),
        ("2023-10-20T08:00+15:00", "the time of day in `2023-10-20T08:00+15:00` does not exist"),
        ("0023-10-20", "the year 23 of `0023-10-20` is too early"),
    ] {
        assert_eq!(parsed(text), message);
        assert_eq!(Date::parse(text).unwrap_err().code(), &IMPOSSIBLE_DATE);
    }
}

#[test]
fn the_help_knows_the_cure() {
    let help = |text| Date::parse(text).unwrap_err().help().en;
    assert_eq!(help("2023-20-10"), "if month and day were swapped, write 2023-10-20");
    assert_eq!(help("2023-13-40"), "months are 1 to 12");
    assert_eq!(help("2024-02-30"), "the last day of February 2024 is 29");
    assert_eq!(help("9-5-4"), "write 2023-10-20, 2023-10 or 2023");
    assert_eq!(help("09-5-4"), "write four digits, such as 2009 or 1909");
    assert_eq!(help("20*"), "write only what may be public (such as 2023), or remove the entry");
    assert_eq!(help("999"), "write 2023-10-20, 2023-10 or 2023");
    assert_eq!(help("0999"), "write a year from 1000 to 9999");
    assert_eq!(help("2023-10-20 24:00"), "times go from 00:00 to 23:59; the date alone is enough");
    assert_eq!(help("2019-2021"), "write one date; a period belongs under `period`");
    assert_eq!(help("10月20日"), "write the year in front, such as 2023-10-20");
    let reversed = DateRange::parse("2021-2019").unwrap_err();
    assert_eq!(reversed.help().en, "if they were swapped, write 2019 to 2021");
}

#[test]
fn masked_dates_are_told_from_unreadable_ones() {
    for text in [
        "20*",
        "20*年",
        "20**年",
        "20××年",
        "20XX年",
        "202X",
        "202x-10",
        "20××-10-20",
        "20*年*月",
        "某年",
        "某年某月某日",
        "2021年X月",
        "20\\*年",
        "２０＊＊年",
        "20__",
        "20？？年",
        "2023-10-**",
        "20*年以来",
        "20*年上半年",
        "二〇××年",
    ] {
        assert!(matches!(Date::parse(text), Err(DateError::Masked { .. })), "{text}");
    }
    for text in [
        "",
        " ",
        "明天",
        "春天",
        "2023年春",
        "20233",
        "202",
        "2023-10-",
        "2023年10",
        "2023-10.20",
        "2023-10-20 上午",
        "x",
        "?",
        "Xmas",
        "五四",
        "十三",
        "20-10-2023",
        "13800138000",
        "99999999",
        "2023年10月20日发布",
        "2023-10 08:00",
        "2023-10-20T8",
        "2023-10-20 1:2",
        "2023-10-20 08:00 CST",
        "Octo 20 2023 x",
        "Oc 2023",
        "2023-100-1",
        "1.5",
        "99/99",
        "20231340",
        "2023.10.20.",
        "学院成立于某年的春天*",
    ] {
        assert!(
            matches!(Date::parse(text), Err(DateError::Unreadable { .. } | DateError::YearMissing { .. })),
            "{text}: {:?}",
            Date::parse(text)
        );
    }
}

#[test]
fn missing_centuries_and_years_are_told() {
    for text in ["23年10月", "23-10-20", "23", "21年", "23.10.20", "二三年十月"] {
        assert!(matches!(Date::parse(text), Err(DateError::TwoDigitYear { .. })), "{text}");
    }
    for text in ["10月20日", "10-20", "十月", "3.15", "10/20"] {
        assert!(matches!(Date::parse(text), Err(DateError::YearMissing { .. })), "{text}");
    }
}

#[test]
fn a_period_is_no_date() {
    for text in ["2019-2021", "2019年至今", "2020-07 至 2021-06", "2019年以来", "since 2019"] {
        assert!(matches!(Date::parse(text), Err(DateError::Range { .. })), "{text}");
    }
}

#[test]
fn periods_are_read() {
    for text in [
        "2019-2021",
        "2019—2021年",
        "2019~2021",
        "2019～2021年",
        "2019——2021",
        "2019年-2021年",
        "2019 - 2021",
        "2019至2021年",
        "2019年到2021年",
        "2019/2021",
        "2019–2021",
        "2019年至2021年间",
        "自2019年至2021年",
        "２０１９－２０２１",
        "2019-2021学年",
        "2019 to 2021",
        "from 2019 until 2021",
        "二〇一九年至二〇二一年",
        "2019年—2021年期间",
        "从 2019 年到 2021 年",
    ] {
        assert_eq!(range(text), "2019 2021", "{text}");
    }
    for text in [
        "2020年7月至2021年6月",
        "2020-07-2021-06",
        "2020.7-2021.6",
        "2020-07/2021-06",
        "2020/7-2021/6",
        "2020.07～2021.06",
        "2020年7月 — 2021年6月",
        "July 2020 to June 2021",
    ] {
        assert_eq!(range(text), "2020-07 2021-06", "{text}");
    }
}

#[test]
fn the_end_of_a_period_may_lean_on_its_beginning() {
    for text in
        ["2020年7月-9月", "2020年7—9月", "2020年7月至9月", "2020.7-9", "2020-07~09", "二〇二〇年七月至九月"]
    {
        assert_eq!(range(text), "2020-07 2020-09", "{text}");
    }
    for text in
        ["2020年7月1日-15日", "2020年7月1日至7月15日", "2020.7.1-7.15", "2020-07-01-15", "2020年7月1-15日"]
    {
        assert_eq!(range(text), "2020-07-01 2020-07-15", "{text}");
    }
    assert_eq!(range("2020年7月1日-2021年6月"), "2020-07-01 2021-06");
}

#[test]
fn periods_may_be_open() {
    for text in [
        "2020-07 至今",
        "2020年7月至今",
        "2020-07—至今",
        "2020-07 - 至今",
        "2020.7-今",
        "2020年7月以来",
        "自2020年7月起",
        "自 2020 年 7 月以来",
        "从2020年7月开始",
        "2020年7月到现在",
        "since July 2020",
        "July 2020 to present",
        "自2020年7月",
    ] {
        assert_eq!(range(text), "2020-07 ..", "{text}");
    }
    for text in ["截至2021年", "至2021年", "until 2021", "截止到2021年止"] {
        assert_eq!(range(text), ".. 2021", "{text}");
    }
    assert_eq!(range("2019 年以来"), "2019 ..");
}

#[test]
fn a_single_date_is_a_period() {
    assert_eq!(range("2020-07"), "2020-07 2020-07");
    assert_eq!(range("2023年"), "2023 2023");
    assert_eq!(range("2023-10-20"), "2023-10-20 2023-10-20");
    assert_eq!(range("2021-05 至 2021"), "2021-05 2021");
}

#[test]
fn faulty_periods_are_told_by_their_fault() {
    assert_eq!(range("2021-2019"), "the period is reversed: 2021 is later than 2019");
    assert_eq!(range("2021-07 至 2021-06"), "the period is reversed: 2021-07 is later than 2021-06");
    assert_eq!(range("2020年7月-2月"), "the period is reversed: 2020-07 is later than 2020-02");
    assert_eq!(range("2020-13 至 2021-06"), "the date `2020-13` does not exist: there is no month 13");
    assert_eq!(
        range("2020年7月至2021年6月31日"),
        "the date `2021年6月31日` does not exist: June 2021 has no day 31"
    );
    assert_eq!(range("2019~21"), "the year of `21` has only two digits");
    assert_eq!(range("20**-2021"), "part of the date `20**-2021` is masked");
    assert_eq!(range("2023-13"), "the date `2023-13` does not exist: there is no month 13");
    for text in ["", "一年来", "经过两年建设", "至今", "-", "2019-2020-2021", "2019-春", "2020-07-", "—2021"]
    {
        assert!(matches!(DateRange::parse(text), Err(DateError::Unreadable { .. })), "{text}");
    }
}

#[test]
fn messages_stay_short_and_on_one_line() {
    let words = Date::parse(&format!("一\n{}", "长".repeat(1000))).unwrap_err().message();
    assert!(words.zh.chars().count() < 60 && !words.zh.contains('\n'), "{}", words.zh);
}

#[test]
fn every_code_has_an_error_that_speaks_it() {
    let place = Place::file(&FilePath::new("content/a.md"));
    let spoken: Vec<_> = ["20*", "2023-13", "23-10-20", "明天"]
        .iter()
        .map(|text| Date::parse(text).unwrap_err())
        .chain([DateRange::parse("2021-2019").unwrap_err()])
        .map(|error| error.diagnostic(place.clone()).code.into_owned())
        .collect();
    assert_eq!(spoken, CODES.iter().map(|code| code.name).collect::<Vec<_>>());
}

#[test]
fn first_and_last_days_bound_a_date() {
    let bounds = |text| (Date::parse(text).unwrap().first_day(), Date::parse(text).unwrap().last_day());
    assert_eq!(bounds("2024-02"), (civil(2024, 2, 1), civil(2024, 2, 29)));
    assert_eq!(bounds("2023"), (civil(2023, 1, 1), civil(2023, 12, 31)));
    assert_eq!(bounds("2023-10-20"), (civil(2023, 10, 20), civil(2023, 10, 20)));
    let unreal = Date { year: 2023, month: Some(2), day: Some(31) };
    assert_eq!((unreal.first_day(), unreal.last_day()), (civil(2023, 2, 28), civil(2023, 2, 28)));
    let wild = Date { year: i16::MIN, month: Some(0), day: Some(255) };
    assert!(wild.first_day() <= wild.last_day());
}

#[test]
fn a_month_has_come_with_its_first_day() {
    let today = civil(2026, 11, 20);
    let is_future = |text| Date::parse(text).unwrap().is_after(today);
    assert!(!is_future("2026-11") && !is_future("2026") && !is_future("2026-11-20"));
    assert!(is_future("2026-12") && is_future("2027") && is_future("2026-11-21"));
}

#[test]
fn dates_are_shown_in_both_languages() {
    let shown = |text| {
        let date = Date::parse(text).unwrap();
        (date.in_lang(Lang::Zh), date.in_lang(Lang::En))
    };
    assert_eq!(shown("2023-10-20"), ("2023年10月20日".to_owned(), "20 October 2023".to_owned()));
    assert_eq!(shown("2020-07"), ("2020年7月".to_owned(), "July 2020".to_owned()));
    assert_eq!(shown("2023"), ("2023年".to_owned(), "2023".to_owned()));
}

#[test]
fn dates_are_ordered_by_time() {
    let sorted =
        ["2022-12-31", "2023", "2023-01", "2023-01-01", "2023-02"].map(|text| Date::parse(text).unwrap());
    assert!(sorted.is_sorted());
}

fn any_date() -> impl Strategy<Value = Date> {
    (1000i16..=9999, 1i8..=12, 1i8..=31, 0..3).prop_map(|(year, month, day, precision)| {
        let first = civil(year, month, 1);
        let day = first.with().day(day).build().unwrap_or(first.last_of_month());
        let Date { year, month, day } = Date::from_civil(day);
        match precision {
            0 => Date { year, month: None, day: None },
            1 => Date { year, month, day: None },
            _ => Date { year, month, day },
        }
    })
}

proptest! {
    #[test]
    fn dates_survive_printing(date in any_date()) {
        prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
        prop_assert_eq!(Date::parse(&date.in_lang(Lang::Zh)), Ok(date));
        prop_assert_eq!(Date::parse(&date.in_lang(Lang::En)), Ok(date));
        prop_assert!(date.first_day() <= date.last_day());
    }

    #[test]
    fn periods_survive_printing(a in any_date(), b in any_date()) {
        let (from, to) = if a.first_day() <= b.last_day() { (a, b) } else { (b, a) };
        let range = DateRange { from: Some(from), to: Some(to) };
        prop_assert_eq!(DateRange::parse(&format!("{from} 至 {to}")), Ok(range));
        prop_assert_eq!(DateRange::parse(&format!("{}—{}", from.in_lang(Lang::Zh), to.in_lang(Lang::Zh))), Ok(range));
    }

    #[test]
    fn nothing_panics(text in "[0-9０-９〇一二十廿年月日号T:+/.*×x至今自以来 ~—-]{0,24}", other in any::<String>()) {
        for text in [text, other] {
            if let Err(error) = Date::parse(&text) {
                prop_assert!(!error.message().zh.is_empty() && !error.help().en.is_empty());
            }
            if let Ok(range) = DateRange::parse(&text) {
                prop_assert!(range.from.is_some() || range.to.is_some());
            }
        }
    }
}

#[test]
fn habits_around_a_date() {
    for typed in [
        "“2023-10-20”",
        "（2023年10月20日）",
        "2023年10月20日。",
        "2023-10-20,",
        "2023、10、20",
        "2023年10月20日 星期五",
        "2023年10月20日（周五）",
        "2023-10-20（星期五） 09:00",
    ] {
        assert_eq!(Date::parse(typed).unwrap().to_string(), "2023-10-20", "{typed}");
    }
}

#[test]
fn the_number_of_a_spreadsheet_is_explained() {
    let error = Date::parse("45219").unwrap_err();
    assert_eq!(error.code().name, "unreadable-date");
    assert!(error.message().zh.contains("表格"));
    assert!(error.help().en.contains("2023-10-20"));
    assert!(matches!(Date::parse("12345"), Err(DateError::Unreadable { .. })));
}
