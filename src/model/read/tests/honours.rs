use super::super::testing::{case, told};
use crate::model::{Honour, HowMany, Years};

fn honour(line: &str) -> Honour {
    let outcome = case(&format!("honours:\n  - {line}\n"));
    assert_eq!(outcome.diagnostics, [], "{line}");
    outcome.value.front.honours.first().cloned().unwrap_or_else(|| panic!("{line} is lost"))
}

/// Year, level, grade, edition, count and unit of an honour, in short.
pub(super) fn short(honour: &Honour) -> String {
    let years = |years: Years| {
        if years.from == years.to { years.from.to_string() } else { format!("{}-{}", years.from, years.to) }
    };
    let parts = [
        Some(honour.name.clone()),
        Some(honour.kind.clone()),
        honour.year.map(years),
        honour.level.clone(),
        honour.grade.clone(),
        honour.edition.clone(),
        honour.count.exact().map(|count| count.to_string()),
        honour.words.clone(),
        honour.unit.clone(),
        honour.recipient.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("|")
}

#[test]
fn honours_on_one_line() {
    let whole = "教师教学能力竞赛|award|2021|national|third|1|项";
    for line in [
        "2021年 国家级 教师教学能力竞赛 三等奖 1项",
        "国家级　三等奖　2021年　教师教学能力竞赛　1项",
        "2021，国家级，教师教学能力竞赛，三等奖，１项",
        "2021年度, 国家级, 教师教学能力竞赛, 三等奖, 1 项",
        "教师教学能力竞赛 三等奖 national 一项 2021",
        "2021年国家级教师教学能力竞赛三等奖1项",
        "2021年：国家级教师教学能力竞赛 三等奖1项",
        "2021年 教师教学能力竞赛（国家级）三等奖1项",
        "教师教学能力竞赛三等奖1项（2021年）（国家级）",
        "2021 | 国家级 | 教师教学能力竞赛 | 三等奖 | 共1项",
    ] {
        assert_eq!(short(&honour(line)), whole, "{line}");
        assert!(honour(line).typed.is_some());
    }
}

#[test]
fn parts_of_honours_are_told_from_their_names() {
    let (mut found, mut wanted) = (Vec::new(), Vec::new());
    for (line, read) in [
        ("国家级 优秀成果奖", "优秀成果奖|award|national"),
        ("校级 支部创新奖 3个", "支部创新奖|award|institution|3|个"),
        ("课程思政大练兵 三等奖 1项", "课程思政大练兵|award|third|1|项"),
        ("2019-2021年 厅级 优秀共产党员 3名", "优秀共产党员|person|2019-2021|bureau|3|名"),
        ("2019—2021年 省级 双带头人标兵 1名", "双带头人标兵|person|2019-2021|provincial|1|名"),
        ("2019至2021年 省级 标杆院系 1个", "标杆院系|project|2019-2021|provincial|1|个"),
        ("第二批 省级 样板支部 1个", "样板支部|project|provincial|第二批|1|个"),
        ("首批 全国 示范性职教集团 1个 2021", "示范性职教集团|project|2021|national|首批|1|个"),
        ("第四届湖南省优秀成果奖一等奖", "湖南省优秀成果奖|award|first|第四届"),
        ("2021年机械行业十佳典型案例", "机械行业十佳典型案例|award|2021"),
        ("省级 技能大赛 多项", "技能大赛|award|provincial|多|项"),
        ("省级 技能大赛 若干", "技能大赛|award|provincial|若干"),
        ("全国先进基层党组织", "全国先进基层党组织|award"),
        ("“2021年 一等奖”是书名 个人", "“2021年 一等奖”是书名|person"),
        ("党员先锋岗 党员", "党员先锋岗|award|member"),
        ("支部 2021年", "支部|award|2021"),
        ("五四红旗团支部 立项", "五四红旗团支部|project"),
        ("SCI、EI 论文 12篇", "SCI、EI 论文|award|12|篇"),
        ("1+X证书试点", "1+X证书试点|project"),
        ("4个一工程", "4个一工程|award"),
        ("2021年 省级 技能大赛 一等奖 ×2", "技能大赛|award|2021|provincial|first|2"),
        ("技能大赛 一等奖×2", "技能大赛|award|first|2"),
        ("省级技能大赛一等奖ｘ２项", "技能大赛|award|provincial|first|2|项"),
        ("技能大赛 一等奖 x 2", "技能大赛|award|first|2"),
        ("技能大赛（省级）一等奖 × 2 项", "技能大赛|award|provincial|first|2|项"),
        ("技能大赛 一等奖（*3）", "技能大赛|award|first|3"),
        ("教学创新 MX2 平台", "教学创新 MX2 平台|award"),
        ("某×学院技能大赛 一等奖", "某×学院技能大赛|award|first"),
        ("技能大赛×2组队", "技能大赛×2组队|award"),
        ("教学成果 10余项", "教学成果|award|10余|项"),
        ("省级 各类奖项30余项", "各类奖项|award|provincial|30余|项"),
        ("各类奖项近百项", "各类奖项|award|近百|项"),
        ("各类奖项 20+项", "各类奖项|award|20+|项"),
        ("各类奖项数十项", "各类奖项|award|数十|项"),
        ("各类奖项30项以上", "各类奖项|award|30项以上"),
        ("近五年 各类奖项", "近五年 各类奖项|award"),
        ("2021年 省级 ××学院优秀党支部", "××学院优秀党支部|award|2021|provincial"),
        ("2021年 省级 ××学院 优秀党支部", "××学院 优秀党支部|award|2021|provincial"),
        ("2021年 省级 ×× 优秀党支部", "×× 优秀党支部|award|2021|provincial"),
        ("2021年 *学院 一等奖", "*学院|award|2021|first"),
        ("2019—2021年省级优秀党支部", "优秀党支部|award|2019-2021|provincial"),
        ("教学竞赛（全国一等奖、省二等奖）", "教学竞赛（全国一等奖、省二等奖）|award"),
        ("二〇二一年 省级 教学成果奖", "教学成果奖|award|2021|provincial"),
    ] {
        found.push((line, short(&honour(line))));
        wanted.push((line, read.to_owned()));
    }
    assert_eq!(found, wanted);
}

#[test]
fn honours_as_maps() {
    let outcome = case(
        "荣誉:\n  - 名称: 样板支部\n    类别: 立项\n    级别: 省级\n    年份: [2019, 2021]\n    届次: 第二批\n    数量: 1\n    量词: 个\n    获得者: 支部\n    说明: 与兄弟单位合作\n    证书: 有\n",
    );
    assert_eq!(outcome.diagnostics, []);
    let honour = &outcome.value.front.honours[0];
    assert_eq!(short(honour), "样板支部|project|2019-2021|provincial|第二批|1|个|branch");
    assert_eq!((honour.note.as_deref(), honour.typed.as_deref()), (Some("与兄弟单位合作"), None));
    assert_eq!(honour.extra.entries[0].key, "证书");
}

#[test]
fn an_unknown_count_is_never_one() {
    let outcome = case("honours: [{name: 技能大赛奖项, level: 省级}, {name: 甲, count: 0}]\n");
    let counts: Vec<_> = outcome.value.front.honours.iter().map(|honour| honour.count).collect();
    assert_eq!(counts, [HowMany::Unstated, HowMany::Exact(0)]);
}

#[test]
fn an_inexact_count_tells_the_least_where_there_is_one() {
    use HowMany::{About, AtLeast, Exact, Unstated};
    for (count, read) in [
        ("30余项", AtLeast(30)),
        ("30多项", AtLeast(30)),
        ("30项以上", AtLeast(30)),
        ("百余项", AtLeast(100)),
        ("共30余项", AtLeast(30)),
        ("不少于三十项", AtLeast(30)),
        ("30项", Exact(30)),
        ("近30项", About),
        ("约30余项", About),
        ("数十项", Unstated),
        ("多项", Unstated),
    ] {
        assert_eq!(honour(&format!("省级 竞赛 {count}")).count, read, "{count}");
        assert_eq!(honour(&format!("省级竞赛{count}")).count, read, "glued {count}");
    }
}

#[test]
fn levels_that_are_joined_stay_in_the_name_and_are_told() {
    let crowded = |line: &str| {
        let yaml = format!("honours: [{line}]\n");
        (told(&yaml), short(&case(&yaml).value.front.honours[0]))
    };
    for (line, read) in [
        ("2021年 省、市级 先进党支部", "省、市级 先进党支部|award|2021"),
        ("2021年省、市级先进党支部", "省、市级先进党支部|award|2021"),
        ("省级和市级 先进党支部", "省级和市级 先进党支部|award"),
        ("国家／省级 竞赛 一等奖 2项", "国家／省级 竞赛|award|first|2|项"),
    ] {
        assert_eq!(crowded(line), (vec![("crowded-line".to_owned(), line.to_owned())], read.to_owned()));
    }
    for (line, read) in [
        ("省级和谐校园", "和谐校园|award|provincial"),
        ("学校、行业协会 先进集体", "学校、行业协会 先进集体|award"),
        ("省级及以上竞赛 3项", "省级及以上竞赛|award|3|项"),
        ("省市级 先进党支部", "先进党支部|award|provincial"),
    ] {
        assert_eq!(crowded(line), (Vec::new(), read.to_owned()), "{line}");
    }
    let map =
        "honours: [{name: 甲, level: 省、市级}]\nprogrammes: [{name: 乙, level: 省、市级}, 省、市级 丙]\n";
    let found: Vec<String> = told(map).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["crowded-line"; 3]);
}

#[test]
fn lines_that_say_a_thing_twice_keep_it_in_the_name() {
    for line in ["2021年国家级一等奖、2022年省级二等奖2项", "国家级教学成果奖、省级优秀党支部"]
    {
        let yaml = format!("honours: [{line}]\n");
        assert_eq!(told(&yaml), [("crowded-line".to_owned(), line.to_owned())]);
        assert_eq!(case(&yaml).value.front.honours[0].name, line);
    }
    let yaml = "honours:\n  - 省级 竞赛 一等奖2项、二等奖1项\n  - 竞赛 一等奖 1项 二等奖 2项\n  - 省级 国家级 竞赛\n";
    let outcome = case(yaml);
    let names: Vec<String> = outcome.value.front.honours.iter().map(short).collect();
    assert_eq!(names[1], "竞赛 一等奖 1项 二等奖 2项|award");
    assert_eq!(names[2], "省级 国家级 竞赛|award");
    let told = told(yaml);
    assert!(told.iter().all(|(code, _)| code == "crowded-line"), "{told:?}");
    assert_eq!(told.last().unwrap().1, "省级 国家级 竞赛");
}

#[test]
fn a_line_without_a_name_is_told() {
    let yaml = "title: 2021年 国家级\nhonours:\n  - 2021年 国家级\n  - 省级\n";
    let told = told(yaml);
    let codes: Vec<_> = told.iter().map(|(code, at)| (code.as_str(), at.as_str())).collect();
    assert_eq!(codes, [("nameless-item", "2021年 国家级"), ("nameless-item", "省级")]);
}

#[test]
fn a_masked_year_is_told_and_stays_in_the_name() {
    let yaml = "honours: [20*年 省级 竞赛]\n";
    assert_eq!(told(yaml)[0].0, "masked-date");
    assert_eq!(short(&case(yaml).value.front.honours[0]), "20*年 竞赛|award|provincial");
}

#[test]
fn words_that_the_vocabulary_does_not_know_are_told() {
    let yaml = "membership: 教授\nhonours:\n  - {name: 甲, level: 国际, kind: 竟赛}\n  - {name: 乙, level: 州级, grade: 百佳, recipient: 张三}\n";
    let told = told(yaml);
    let at: Vec<_> = told.iter().map(|(code, at)| (code.as_str(), at.as_str())).collect();
    assert_eq!(
        at,
        [
            ("unknown-term", "教授"),
            ("unknown-term", "竟赛"),
            ("unknown-term", "国际"),
            ("unknown-term", "州级")
        ]
    );
    let honours = case(yaml).value.front.honours.clone();
    assert_eq!(short(&honours[1]), "乙|award|百佳|张三");
}

#[test]
fn brackets_that_say_something_are_opened() {
    for (line, read) in [
        ("样板支部（省级，第二批）", "样板支部|project|provincial|第二批"),
        ("教学能力竞赛（2021年，国家级）三等奖", "教学能力竞赛|award|2021|national|third"),
        ("技能创新平台（技能大师工作室） 省级", "技能创新平台（技能大师工作室）|project|provincial"),
        ("竞赛（省级（部级））", "竞赛（省级（部级））|award"),
        ("竞赛（省级", "竞赛（省级|award"),
    ] {
        assert_eq!(short(&honour(line)), read, "{line}");
    }
}

#[test]
fn counts_may_bring_their_unit() {
    let honours = case(
        "honours: [{name: 甲, count: 3项}, {name: 乙, count: 两名}, {name: 丙, count: 多项}]\nwords: 2500字左右\n",
    );
    assert_eq!(honours.diagnostics, []);
    let counts: Vec<_> =
        honours.value.front.honours.iter().map(|honour| (honour.count, honour.unit.as_deref())).collect();
    let (item, person) = (Some("项"), Some("名"));
    assert_eq!(counts, [(HowMany::Exact(3), item), (HowMany::Exact(2), person), (HowMany::Unstated, item)]);
    assert_eq!(honours.value.front.words_target, Some(2500));
    assert_eq!(told("words: 很多\n"), [("unclear-number".into(), "很多".into())]);
    assert_eq!(told("honours: [{name: 甲, count: 很多}]\n"), [("unclear-number".into(), "很多".into())]);
}
