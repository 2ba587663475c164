mod figures;
mod honours;

use super::testing::{case, told};
use figures::short_figure;
use honours::short;

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
