use super::super::testing::{case, told};
use crate::model::Figure;

fn figure(line: &str) -> Figure {
    let outcome = case(&format!("figures:\n  - {line}\n"));
    assert_eq!(outcome.diagnostics, [], "{line}");
    outcome.value.front.figures.first().cloned().unwrap_or_else(|| panic!("{line} is lost"))
}

/// Label, value, upper end, unit, qualifier, year and parts of a figure, in short.
pub(super) fn short_figure(figure: &Figure) -> String {
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
