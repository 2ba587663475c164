use super::testing::{case, told};
use crate::model::{Figure, Honour, HowMany, Years};

fn honour(line: &str) -> Honour {
    let outcome = case(&format!("honours:\n  - {line}\n"));
    assert_eq!(outcome.diagnostics, [], "{line}");
    outcome.value.front.honours.first().cloned().unwrap_or_else(|| panic!("{line} is lost"))
}

/// Year, level, grade, edition, count and unit of an honour, in short.
fn short(honour: &Honour) -> String {
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

fn figure(line: &str) -> Figure {
    let outcome = case(&format!("figures:\n  - {line}\n"));
    assert_eq!(outcome.diagnostics, [], "{line}");
    outcome.value.front.figures.first().cloned().unwrap_or_else(|| panic!("{line} is lost"))
}

/// Label, value, upper end, unit, qualifier, year and parts of a figure, in short.
fn short_figure(figure: &Figure) -> String {
    let parts = [
        Some(figure.label.clone()),
        figure.value.clone(),
        figure.upper.as_ref().map(|upper| format!("-{upper}")),
        figure.unit.clone(),
        (!figure.qualifiers.is_empty()).then(|| figure.qualifiers.join("&")),
        figure.year.map(|years| format!("{}", years.from)),
        (!figure.parts.is_empty()).then(|| figure.parts.join("+")),
        figure.note.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("|")
}

#[test]
fn figures_on_one_line() {
    let (mut found, mut wanted) = (Vec::new(), Vec::new());
    for (line, read) in [
        ("累计培训 500人次以上", "累计培训|500|人次|at-least"),
        ("累计培训500人次以上", "累计培训|500|人次|at-least"),
        ("500人次以上 累计培训", "累计培训|500|人次|at-least"),
        ("累计培训 ５００ 人次 以上", "累计培训|500|人次|at-least"),
        ("收费站转岗分流培训 近1000人次", "收费站转岗分流培训|1000|人次|nearly"),
        ("收费站转岗分流培训近千人次", "收费站转岗分流培训|1000|人次|nearly"),
        ("转岗培训 近千人次", "转岗培训|1000|人次|nearly"),
        ("参加义工活动的预备党员 300多名", "参加义工活动的预备党员|300|名|over"),
        ("新闻媒体报道 50余篇", "新闻媒体报道|50|篇|over"),
        ("教师能力提升培训 10余次", "教师能力提升培训|10|次|over"),
        ("义工时数 不少于50小时", "义工时数|50|小时|at-least"),
        ("教材 两本", "教材|2|本"),
        ("党员 十三名", "党员|13|名"),
        ("党员 961 名", "党员|961|名"),
        ("党员：961名", "党员|961|名"),
        ("党员: 961名", "党员|961|名"),
        ("学生 10,063人", "学生|10063|人"),
        ("覆盖率 95.50%", "覆盖率|95.5|%"),
        ("投入 12.5万元", "投入|12.5|万元"),
        ("投入 1万余元", "投入|10000|元|over"),
        ("时数 6千多小时", "时数|6000|小时|over"),
        ("每期 20~30人", "每期|20|-30|人"),
        ("每期 20人至30人", "每期|20|-30|人"),
        ("每期 20—30人左右", "每期|20|-30|人|approx"),
        ("SCI论文 多篇", "SCI论文|篇|unquantified"),
        ("国家专利 若干项", "国家专利|项|unquantified"),
        ("2021年 国培项目 4项", "国培项目|4|项|2021"),
        ("建设周期 2年", "建设周期|2|年"),
        ("国培项目 4项（2+1+1）", "国培项目|4|项|2+1+1"),
        ("国培项目 4项（含企业实践2项）", "国培项目|4|项|含企业实践2项"),
        ("1+X证书试点 3个", "1+X证书试点|3|个"),
        ("六条红色研学路线 6条", "六条红色研学路线|6|条"),
        ("5G实训基地3个", "5G实训基地|3|个"),
        ("附近企业10家", "附近企业|10|家"),
        ("微课 3枚", "微课|3|枚"),
        ("生均面积 12.0", "生均面积|12"),
    ] {
        found.push((line, short_figure(&case(&format!("figures:\n  - {line}\n")).value.front.figures[0])));
        wanted.push((line, read.to_owned()));
    }
    for (found, wanted) in found.iter().zip(&wanted).filter(|(found, wanted)| found != wanted) {
        println!("{found:?} {wanted:?}");
    }
    assert_eq!(found, wanted);
}

#[test]
fn figures_as_maps() {
    for (map, read) in [
        ("{label: 国培项目, value: 4, unit: 项, parts: [2, 1, 1], year: 2021}", "国培项目|4|项|2021|2+1+1"),
        ("{label: 国培项目, value: 4项, parts: 2+1+1}", "国培项目|4|项|2+1+1"),
        ("{名称: 论文, 单位: 篇, 限定: unquantified}", "论文|篇|unquantified"),
        ("{名称: 论文, 单位: 篇}", "论文|篇|unquantified"),
        ("{label: 培训, value: 500人次以上}", "培训|500|人次|at-least"),
        ("{label: 培训, value: 近千, unit: 人次}", "培训|1000|人次|nearly"),
        ("{label: 培训, value: 300多, unit: 人}", "培训|300|人|over"),
        ("{label: 党员, value: 十三, unit: 名}", "党员|13|名"),
        ("{label: 周期, value: 2020~2025}", "周期|2020|-2025"),
        ("{label: 每期, value: 20, upper: 30, unit: 人}", "每期|20|-30|人"),
        ("{label: 党员, value: 961, unit: 名, qualifier: exact, role: profile}", "党员|961|名"),
        ("{label: 比例, value: 1.10, unit: '%'}", "比例|1.1|%"),
    ] {
        assert_eq!(short_figure(&figure(map)), read, "{map}");
    }
    assert_eq!(figure("{label: 党员, value: 9, role: 概况}").role, crate::model::FigureRole::Profile);
}

#[test]
fn figures_without_a_number_are_told() {
    let yaml = "figures:\n  - 国培项目\n  - {label: 培训, value: 很多}\n  - {label: 合计, value: 5, parts: [2, 甲, 1]}\n";
    let at = told(yaml);
    let at: Vec<_> = at.iter().map(|(code, at)| (code.as_str(), at.as_str())).collect();
    assert_eq!(at, [("unread-figure", "国培项目"), ("unread-figure", "很多"), ("unread-figure", "甲")]);
    assert_eq!(told("figures: ['培训 3期 500人次']\n")[0].0, "unread-figure");
    let figure = &case("figures: ['培训 3期 500人次']\n").value.front.figures[0];
    assert_eq!(short_figure(figure), "培训 3期 500人次|unquantified");
    assert_eq!(told("figures: [{label: 培训, value: 500人次, unit: 人}]\n")[0].0, "unit-mismatch");
}

#[test]
fn parts_are_added_exactly() {
    for (map, is_told) in [
        ("{label: a, value: 4, parts: [2, 1, 1]}", false),
        ("{label: a, value: 0.3, parts: [0.1, 0.2]}", false),
        ("{label: a, value: 4, parts: [2, 1]}", true),
        ("{label: a, value: 4, qualifier: 以上, parts: [2, 1]}", false),
        ("{label: a, parts: [2, 1]}", false),
    ] {
        let told = told(&format!("figures: [{map}]\n"));
        assert_eq!(told.iter().any(|(code, _)| code == "parts-mismatch"), is_told, "{map}: {told:?}");
    }
}

#[test]
fn programmes_in_both_forms() {
    let short = |yaml: &str| {
        let outcome = case(yaml);
        assert_eq!(outcome.diagnostics, [], "{yaml}");
        let read = &outcome.value.front.programmes[0];
        let parts = [
            Some(read.name.clone()),
            read.level.clone(),
            read.batch.map(|batch| batch.to_string()),
            read.stage.clone(),
            read.year.map(|years| years.from.to_string()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("|")
    };
    for (yaml, read) in [
        ("programmes: [省级 样板支部 第二批 立项]", "样板支部|provincial|2|approved"),
        ("programmes: 样板支部", "样板支部"),
        (
            "programmes: [{name: 样板支部, level: 省级, batch: 2, stage: 立项}]",
            "样板支部|provincial|2|approved",
        ),
        ("项目: [{名称: 样板支部, 批次: 首批, 阶段: 培育创建, 年份: 2020}]", "样板支部|1|cultivation|2020"),
        ("项目: [{名称: 样板支部, 批次: 第十二批}]", "样板支部|12"),
        ("项目: [2020年校级第二批样板支部 培育]", "样板支部|institution|2|cultivation|2020"),
        ("项目:\n  - 样板支部: 省级 第二批", "样板支部|provincial|2"),
        ("项目: [样板支部 筹备]", "样板支部 筹备"),
        ("项目: [{name: 样板支部, stage: 筹备}]", "样板支部|筹备"),
    ] {
        assert_eq!(short(&format!("{yaml}\n")), read, "{yaml}");
    }
    assert_eq!(told("programmes: [{name: 甲, batch: 若干}]\n"), [("unread-batch".into(), "若干".into())]);
    assert_eq!(told("programmes: [{level: 省级}]\n")[0].0, "missing-key");
}

#[test]
fn periods_in_both_forms() {
    let short = |yaml: &str| {
        let outcome = case(&format!("{yaml}\n"));
        assert_eq!(outcome.diagnostics, [], "{yaml}");
        let read = outcome.value.front.period.clone().unwrap();
        let date =
            |date: Option<crate::base::date::Date>| date.map_or("…".to_owned(), |date| date.to_string());
        format!("{} {} {}", date(read.from), date(read.to), read.stated.unwrap_or_default()).trim().to_owned()
    };
    for (yaml, read) in [
        ("period: 2019-2021", "2019 2021"),
        ("period: 2020年7月至今", "2020-07 …"),
        ("period: 2021", "2021 2021"),
        ("period: 经过两年建设", "… … 经过两年建设"),
        ("周期: {起: 2019, 止: 2021, 原文: 经过两年建设}", "2019 2021 经过两年建设"),
        ("period: {from: 2020-07, to: 至今}", "2020-07 …"),
        ("period: {stated: 一年来}", "… … 一年来"),
    ] {
        assert_eq!(short(yaml), read, "{yaml}");
    }
    assert_eq!(told("period: 2021-2019\n")[0].0, "reversed-period");
    assert_eq!(told("period: {from: 2021, to: 2019}\n")[0].0, "reversed-period");
    assert_eq!(told("period: 20*年\n"), [("masked-date".into(), "20*年".into())]);
    assert_eq!(case("period: 20*年\n").value.front.period.clone().unwrap().stated.as_deref(), Some("20*年"));
    assert_eq!(case("period: {}\n").value.front.period, None);
}

#[test]
fn sources_in_every_form() {
    let short = |yaml: &str| {
        let outcome = case(&format!("{yaml}\n"));
        assert_eq!(outcome.diagnostics, [], "{yaml}");
        let read = outcome.value.front.source.clone().unwrap();
        let parts = [read.kind, read.name, read.url, read.date.map(|date| date.to_string()), read.column];
        parts.into_iter().flatten().collect::<Vec<_>>().join("|")
    };
    for (yaml, read) in [
        ("source: 大众网·海报新闻", "大众网·海报新闻"),
        ("source: https://a.cn/b.htm", "https://a.cn/b.htm"),
        (
            "来源: 转载 大众网 https://a.cn/b.htm?x=1,2 2023-10-20",
            "republished|大众网|https://a.cn/b.htm?x=1,2|2023-10-20",
        ),
        (
            "来源: {类别: 转载, 名称: 大众网, 日期: 2023年10月, 栏目: 理论学习}",
            "republished|大众网|2023-10|理论学习",
        ),
        ("source: {kind: aggregator, name: 文库}", "aggregator|文库"),
        ("source: 大众网：https://a.cn/b.htm", "大众网|https://a.cn/b.htm"),
        ("source: '大众网: http://a.cn/b.htm'", "大众网|http://a.cn/b.htm"),
        ("source: 大众网（https://a.cn/b.htm）2023-10-20", "大众网|https://a.cn/b.htm|2023-10-20"),
    ] {
        assert_eq!(short(yaml), read, "{yaml}");
    }
    let yaml = "source: {name: 大众网, url: www.a.cn}\n";
    assert_eq!(told(yaml), [("unusable-address".into(), "www.a.cn".into())]);
    assert_eq!(told("source: {url: 'javascript:alert(1)'}\n")[0].0, "unusable-address");
    assert_eq!(case(yaml).value.front.source.clone().unwrap().url, None);
}

#[test]
fn credits_in_every_form() {
    let short = |yaml: &str| {
        let outcome = case(&format!("{yaml}\n"));
        assert_eq!(outcome.diagnostics, [], "{yaml}");
        let credits = outcome.value.front.credits.clone();
        credits.iter().map(|credit| format!("{}={}", credit.task, credit.names)).collect::<Vec<_>>().join(" ")
    };
    for (yaml, read) in [
        ("credits: {文字: 甲, 摄影: 乙、丙}", "文字=甲 摄影=乙、丙"),
        ("credits: {文字: [甲, 乙]}", "文字=甲、乙"),
        ("署名: 文字：甲　摄影：乙", "文字=甲 摄影=乙"),
        ("署名: ['文字：甲', '审核:乙 丙']", "文字=甲 审核=乙 丙"),
        ("署名:\n  - 文字: 甲\n  - 摄影: 乙", "文字=甲 摄影=乙"),
        ("署名: 宣传部", "=宣传部"),
        ("署名: '文字： 甲'", "文字=甲"),
        ("署名: 文/甲 图/乙", "文=甲 图=乙"),
    ] {
        assert_eq!(short(yaml), read, "{yaml}");
    }
}

#[test]
fn institutions_with_a_mask_are_masked() {
    for (yaml, name, masked) in [
        ("单位: 湖南电气职业技术学院", "湖南电气职业技术学院", false),
        ("institution: 某交通职业技术学院", "某交通职业技术学院", true),
        ("institution: ××大学", "××大学", true),
        ("institution: ＊大学", "＊大学", true),
        ("institution: '**交通职业技术学院'", "**交通职业技术学院", true),
        ("institution: \\*大学\\*学院", "*大学*学院", true),
        ("institution: XX职业技术学院", "XX职业技术学院", true),
        ("institution: {name: 交通职业技术学院, masked: true}", "交通职业技术学院", true),
        ("institution: {name: 某种子公司, masked: 否}", "某种子公司", false),
    ] {
        let outcome = case(&format!("{yaml}\n"));
        assert_eq!(outcome.diagnostics, [], "{yaml}");
        let read = outcome.value.institution.unwrap();
        assert_eq!((read.name.value.as_str(), read.masked), (name, masked), "{yaml}");
    }
    assert_eq!(told("institution: {masked: true}\n")[0].0, "missing-key");
}

#[test]
fn kinds_of_branches_are_guessed_by_their_names() {
    for (yaml, kind) in [
        ("支部: 教工党支部", Some("branch")),
        ("支部: 思政部党总支", Some("general-branch")),
        ("支部: 学院党委", Some("committee")),
        ("支部: 风能工程学院党总支教工党支部", Some("branch")),
        ("支部: 党委（筹）", Some("committee")),
        ("支部: 工会小组", None),
        ("branch: {name: 学院, kind: 党委}", Some("committee")),
        ("branch: {name: 教工党支部, kind: general-branch}", Some("general-branch")),
    ] {
        let outcome = case(&format!("{yaml}\n"));
        assert_eq!(outcome.diagnostics, [], "{yaml}");
        assert_eq!(outcome.value.front.branch.clone().unwrap().kind.as_deref(), kind, "{yaml}");
    }
    assert_eq!(told("branch: {name: 甲, kind: 分会}\n"), [("unknown-term".into(), "分会".into())]);
}

#[test]
fn tags_are_parted_and_told_apart() {
    for (yaml, tags) in [
        ("tags: [高职, 风电]", vec!["高职", "风电"]),
        ("标签: 高职，风电、党建", vec!["高职", "风电", "党建"]),
        ("标签: 高职 风电", vec!["高职", "风电"]),
        ("tags: [Party Building, PPT, ppt, ＰＰＴ]", vec!["Party Building", "PPT"]),
        ("tags: ['#高职', 高职]", vec!["高职"]),
        ("tags:", vec![]),
    ] {
        assert_eq!(case(&format!("{yaml}\n")).value.front.tags, tags, "{yaml}");
    }
}

#[test]
fn practices_in_every_form() {
    let yaml = "做法:\n  - 四个一工程\n  - 三亮三比: [亮身份, 亮职责]\n  - {name: 三服务, dimensions: 组织师生、宣传师生, section: 实施“三服务”, items: [a, b, c], declared: 3, kind: 工程, 负责人: 某}\n  - 三融教育: 推行三融\n  - {section: 结对}\n";
    let outcome = case(yaml);
    assert_eq!(outcome.diagnostics, []);
    let practices = outcome.value.front.practices.clone();
    let names: Vec<_> = practices.iter().map(|practice| practice.name.as_str()).collect();
    assert_eq!(names, ["四个一工程", "三亮三比", "三服务", "三融教育", "结对"]);
    assert_eq!(practices[1].items, ["亮身份", "亮职责"]);
    let dimensions: Vec<_> = practices[2].dimensions.iter().map(|named| named.name.as_str()).collect();
    assert_eq!(dimensions, ["组织师生", "宣传师生"]);
    assert_eq!(practices[2].extra.entries[0].key, "负责人");
    let section = |at: usize| practices[at].section.as_ref().map(|(text, _)| text.as_str());
    assert_eq!((section(2), section(3), section(4)), (Some("实施“三服务”"), Some("推行三融"), Some("结对")));
    assert_eq!(
        told("practices: [{name: 甲, items: [a], declared: 6}]\n"),
        [("count-mismatch".into(), "6".into())]
    );
    assert_eq!(told("practices: [{items: [a]}]\n")[0].0, "missing-key");
}

#[test]
fn frameworks_of_a_case_in_every_form() {
    let yaml = "框架:\n  - 七个有力、六强\n  - '甲、乙'\n  - {name: 五好, mapping: unstated}\n  - 名称: 五型一化\n    项数: 2\n    维度: [学习型, 服务型]\n  - 三同步: [文化, 专业]\n";
    let outcome = case(yaml);
    assert_eq!(outcome.diagnostics, []);
    let taken: Vec<_> = outcome
        .value
        .frameworks
        .iter()
        .map(|taken| {
            let dimensions: Vec<_> = taken.dimensions.items.iter().map(|text| text.name.as_str()).collect();
            format!("{} {:?} {}", taken.name.value, taken.mapping, dimensions.join("+"))
        })
        .collect();
    assert_eq!(
        taken,
        [
            "七个有力 Stated ",
            "六强 Stated ",
            "甲、乙 Stated ",
            "五好 Unstated ",
            "五型一化 Stated 学习型+服务型",
            "三同步 Stated 文化+专业"
        ]
    );
    assert_eq!(
        told("frameworks: [{name: 五好, mapping: 随便}]\n"),
        [("unknown-value".into(), "随便".into())]
    );
    assert_eq!(
        told("frameworks: [{name: 五型, declared: 5, dimensions: [a, b]}]\n"),
        [("count-mismatch".into(), "5".into())]
    );
}

#[test]
fn what_stands_earlier_in_the_file_is_not_pointed_at() {
    let yaml = "title: 州级\nsummary: 读不出若干，州级\ntags: [州级, 若干]\nhonours: [{name: 州级, level: 州级}]\nprogrammes: [{name: 若干, batch: 若干}]\n";
    let problems = case(yaml).diagnostics;
    let at = |code: &str| {
        let problem = problems.iter().find(|problem| problem.code == code).unwrap();
        crate::yaml::locate(yaml, &problem.place.as_ref().unwrap().spot).unwrap().start
    };
    assert_eq!(at("unknown-term"), yaml.rfind("州级").unwrap());
    assert_eq!(at("unread-batch"), yaml.rfind("若干").unwrap());
}

#[test]
fn old_addresses_under_aliases_are_told() {
    let yaml = "title: /a\naliases: [/old/1.html]\n";
    assert_eq!(told(yaml), [("misused-aliases".into(), "aliases".into())]);
    assert_eq!(told("aliases: 风能案例\n"), []);
    assert_eq!(case(yaml).value.front.extra.entries.len(), 1);
}

#[test]
fn lists_may_be_written_as_one_text_or_as_a_map() {
    let labels = |yaml: &str| {
        let outcome = case(&format!("{yaml}\n"));
        assert_eq!(outcome.diagnostics, [], "{yaml}");
        outcome.value.front.figures.iter().map(short_figure).collect::<Vec<_>>().join(" ; ")
    };
    let two = "累计培训|500|人次|at-least ; 论文|20|篇";
    for yaml in [
        "数据: {累计培训: 500人次以上, 论文: 20篇}",
        "数据:\n  累计培训: 500人次以上\n  论文: 20篇",
        "数据: 累计培训 500人次以上；论文 20篇",
        "数据: 累计培训 500人次以上，论文20篇",
        "数据:\n- 累计培训500人次以上、论文20篇",
    ] {
        assert_eq!(labels(yaml), two, "{yaml}");
    }
    let honours =
        case("honours: 2021年 国家级 竞赛 三等奖 1项；2020年 省级 样板支部\n").value.front.honours.clone();
    assert_eq!(
        honours.iter().map(short).collect::<Vec<_>>(),
        ["竞赛|award|2021|national|third|1|项", "样板支部|project|2020|provincial"]
    );
    assert_eq!(case("honours: [★★]\n").value.front.honours[0].name, "★★");
    let quoted = case("honours: '2021年 竞赛；省级'\n").value.front.honours.clone();
    assert_eq!(quoted.len(), 1);
    let practices = case("做法: {三亮三比: 亮身份、亮职责, 三服务: 推行}\n").value.front.practices.clone();
    assert_eq!(practices[0].items, ["亮身份", "亮职责"]);
    assert_eq!(practices[1].section.as_ref().unwrap().0, "推行");
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
