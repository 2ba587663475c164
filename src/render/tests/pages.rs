//! What pages say.

use std::sync::Arc;

use super::fixture::{Fixture, figure, front_of, map, text};
use crate::base::{Lang, NodePath};
use crate::model::{Figure, Mapping, TakenUp};

fn holds(page: &str, all: &[&str]) {
    for wanted in all {
        assert!(page.contains(wanted), "`{wanted}` is missing");
    }
}

#[test]
fn a_case_says_all_that_the_model_knows() {
    let page = text(&Fixture::full().clean(), "cases/fengneng/index.html");
    holds(
        &page,
        &[
            "<h1>对标“七个有力”，赋能高质量发展</h1>",
            "以“七个有力”为标尺的支部建设。",
            "2023年10月20日",
            "湖南电气职业技术学院",
            "institutions/hunan-dianqi/index.html",
            "简称 · 湖南电气",
            "colleges/feng-neng-gong-cheng-xue-yuan/index.html",
            "教工党支部",
            "branches/branch/index.html",
            "memberships/faculty/index.html",
            "2019年 至 2021年",
            "经过两年建设",
            "years/2020/index.html",
            "样板支部",
            "levels/provincial/index.html",
            "batches/sheng-ji-yang-ban-zhi-bu-2/index.html",
            "培育",
            "2020–2022",
            "文号 · 教党〔2020〕1号",
            "“四三”工程",
            "3 个维度中 1 个有佐证",
            "三亮三比工程",
            "亮身份",
            "亮职责",
            "共 6 项",
            "负责人 · 支部书记",
            "累计培训",
            "党员",
            "其中 2 + 1",
            "教师教学能力竞赛",
            "第四届",
            "三等奖",
            "另有 1 项未注明数量",
            "2019–2020",
            "转载",
            "https://b.cn/12497.html?a=1&amp;b=2",
            "原载单位",
            "栏目：思政党建",
            "原载 2023年10月20日",
            "链接状态 · 正常",
            "<dt>文字</dt><dd>张某</dd>",
            "<dt>署名</dt><dd>李某</dd>",
            "原文所附四张图片已缺失",
            "tai-zhang.pdf",
            "台账.pdf",
            "cover.png",
            "tags/feng-dian/index.html",
            "重点",
            "2030年12月31日",
            "阅读约 1 分钟",
            "<dt>审核人</dt><dd>王某</dd>",
            "<dt>经费</dt><dd>来源：学校</dd>",
            "../dianzi/index.html\" rel=\"next\"",
            "相近案例",
            "联系方式",
        ],
    );
}

#[test]
fn headings_carry_the_dimensions_that_they_are_evidence_for() {
    let page = text(&Fixture::full().clean(), "cases/fengneng/index.html");
    let heading = page.split("<h2 id=\"做法\">").nth(1).unwrap().split("</h2>").next().unwrap();
    assert!(
        heading.contains(r#"<a class="badge" href="../../frameworks/sisan/d1/index.html">学</a>"#),
        "{heading}"
    );
    let plain = page.split("<h2 id=\"成效\">").nth(1).unwrap().split("</h2>").next().unwrap();
    assert_eq!(plain, "成效");
}

#[test]
fn titles_are_escaped_everywhere() {
    let plan = Fixture::full().clean();
    for route in plan.routes().filter(|route| route.as_str().ends_with(".html")) {
        assert!(!text(&plan, route.as_str()).contains("<实践育人>"), "{route}");
    }
    assert!(text(&plan, "cases/dianzi/index.html").contains("&lt;实践育人&gt;"));
}

#[test]
fn a_masked_name_is_shown_and_said_to_be_masked() {
    let page = text(&Fixture::full().clean(), "cases/dianzi/index.html");
    assert!(page.contains("某交通职业技术学院 <span class=\"quiet\">已隐名</span>"));
}

#[test]
fn a_draft_is_marked() {
    let plan = Fixture::full().clean();
    for page in ["cases/hongqi/index.html", "index.html"] {
        assert!(text(&plan, page).contains("草稿"), "{page}");
    }
}

#[test]
fn the_matrix_has_four_states_and_a_tree_of_heads() {
    let mut fixture = Fixture::full();
    // A section bound to the parent takes the whole group up.
    Arc::make_mut(&mut fixture.site.cases[2]).frameworks = vec![TakenUp {
        framework: crate::model::FrameworkId(0),
        mapping: Mapping::Stated,
        extra: map(""),
        place: NodePath::default(),
    }];
    let mut practice = fixture.site.cases[0].front.practices[0].clone();
    practice.dimensions[0].name = "三维度".to_owned();
    front_of(&mut fixture.site.cases[2]).practices = vec![practice];
    let page = text(&fixture.clean(), "frameworks/sisan/index.html");
    let table = page.split("<table class=\"matrix\">").nth(1).unwrap().split("</table>").next().unwrap();
    holds(
        table,
        &[
            r#"<th scope="col" rowspan="2">案例</th>"#,
            r#"<th scope="colgroup" colspan="2"><a href="d0/index.html">三维度</a></th>"#,
            r#"<th scope="col" rowspan="2"><a href="d3/index.html">三认同</a></th>"#,
            r#"<th scope="col"><a href="d1/index.html">学</a></th>"#,
            r#"href="../../cases/fengneng/index.html#做法""#,
        ],
    );
    for (sign, count) in [("evidence", 1), ("unstated", 3), ("taken-up", 2), ("absent", 3)] {
        assert_eq!(table.matches(&format!("sign-{sign}\"")).count(), count, "{sign}");
    }
    assert!(page.contains("共 3 项，原文只列出 2 项"));
}

#[test]
fn evidence_counts_for_ancestors_and_leads_to_its_section() {
    let plan = Fixture::full().clean();
    for route in ["frameworks/sisan/d1/index.html", "frameworks/sisan/d0/index.html"] {
        let page = text(&plan, route);
        holds(&page, &["<blockquote class=\"excerpt\"><p>做法的正文", "cases/fengneng/index.html#做法"]);
    }
    let mut fixture = Fixture::full();
    let front = &mut Arc::make_mut(&mut fixture.site.cases[0]).front;
    Arc::make_mut(front).practices[0].section = Some(("成效".to_owned(), NodePath::default()));
    let page = text(&fixture.clean(), "frameworks/sisan/d1/index.html");
    holds(&page, &["<blockquote class=\"excerpt\"><p>成效的正文", "cases/fengneng/index.html#成效"]);
    assert!(text(&plan, "frameworks/sisan/d0/index.html").contains("具体维度"));
    assert!(text(&plan, "frameworks/sisan/d3/index.html").contains("还没有案例为这一维度提供佐证"));
}

#[test]
fn totals_never_mix_kinds_and_never_guess_a_number() {
    let page = text(&Fixture::full().clean(), "honours/index.html");
    let totals = page.split("<table class=\"totals\">").nth(1).unwrap().split("</table>").next().unwrap();
    let rows: Vec<String> = totals
        .split("<tr>")
        .skip(1)
        .map(|row| {
            let row = row.replace("</th>", "|").replace("</td>", "|");
            let mut text = String::new();
            let mut inside = false;
            for c in row.chars() {
                match c {
                    '<' => inside = true,
                    '>' => {
                        inside = false;
                        text.push(' ');
                    }
                    c if !inside => text.push(c),
                    _ => {}
                }
            }
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    let expected = ["级别| 奖项| 立项| 个人|", "国家级| 1 | 另有 1 项未注明数量 | |", "级别未注明| | | 3 |"];
    assert_eq!(rows, expected);
    let year = text(&Fixture::full().clean(), "honours/2020/index.html");
    assert!(year.contains("优秀共产党员") && !year.contains("创新平台"));
}

#[test]
fn figures_are_told_as_exactly_as_they_were_stated() {
    let shown = |figure: Figure| {
        let mut fixture = Fixture::empty();
        let id = fixture.case("a", "甲", None);
        front_of(&mut fixture.site.cases[id.index()]).figures = vec![figure];
        let page = text(&fixture.clean(), "cases/a/index.html");
        page.split("figure-value\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_eq!(shown(figure("培训", Some("500"), None)), "500人次");
    assert_eq!(shown(figure("培训", None, Some("unquantified"))), "未量化");
    assert_eq!(shown(figure("培训", Some("500"), Some("at-least"))), "500人次以上");
    assert_eq!(shown(figure("培训", Some("500"), Some("nearly"))), "近500人次");
    let both = Figure {
        qualifiers: vec!["nearly".into(), "at-least".into()],
        ..figure("培训", Some("500"), None)
    };
    assert_eq!(shown(both), "近500人次以上");
    let amount = Some("数十人次".to_owned());
    assert_eq!(shown(Figure { amount, ..figure("培训", None, Some("unquantified")) }), "数十人次");
    let range = Figure { upper: Some("600".to_owned()), ..figure("培训", Some("500"), None) };
    assert_eq!(shown(range), "500–600人次");
}

#[test]
fn facets_with_one_value_hide_but_keep_their_pages() {
    let plan = Fixture::full().clean();
    let page = text(&plan, "cases/index.html");
    let panel = page.split("id=\"filter\"").nth(1).unwrap().split("</aside>").next().unwrap();
    assert!(panel.contains("年份") && !panel.contains("学院"));
    assert!(text(&plan, "colleges/index.html").contains("风能工程学院"));
}

#[test]
fn the_title_of_a_term_says_its_facet_because_another_may_have_the_same_term() {
    let title = |route: &str| {
        let page = text(&Fixture::full().clean(), route);
        let after = page.split_once("<title>").unwrap().1.to_owned();
        after.split_once("</title>").unwrap().0.to_owned()
    };
    assert_eq!(title("years/2021/index.html"), "2021年 · 年份 · 支部风采");
    assert_eq!(title("tags/feng-dian/index.html"), "风电 · 标签 · 支部风采");

    let mut fixture = Fixture::empty();
    for number in 0..3 {
        fixture.case(&format!("c{number}"), &format!("案例{number}"), Some("2024"));
    }
    let second = text(&fixture.clean(), "tags/gao-zhi/page/2/index.html");
    assert!(second.contains("<title>高职（第 2 页） · 标签 · "), "{second}");
}

#[test]
fn english_pages_speak_english() {
    let mut fixture = Fixture::full();
    fixture.config.lang = Lang::En;
    let plan = fixture.clean();
    let page = text(&plan, "cases/fengneng/index.html");
    holds(
        &page,
        &[
            "<html lang=\"en\">",
            "Skip to content",
            "20 October 2023",
            "third prize",
            "2019 to 2021",
            "1 minute to read",
        ],
    );
    assert!(text(&plan, "years/2021/index.html").contains("<h1>2021</h1>"));
    assert!(text(&plan, "years/2021/index.html").contains("1 case<"));
}

#[test]
fn the_footer_says_who_stands_behind_the_site() {
    let page = text(&Fixture::full().clean(), "index.html");
    holds(
        &page,
        &[
            "主办单位：某某大学组织部",
            "zzb@a.cn",
            "© 2026 某某大学",
            r#"<a href="https://beian.miit.gov.cn" rel="noopener">京ICP备12345678号-1</a>"#,
            r#"<a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010802020134" rel="noopener">"#,
        ],
    );
}

#[test]
fn columns_show_what_stands_below() {
    let plan = Fixture::full().clean();
    let page = text(&plan, "about/index.html");
    holds(&page, &["<h1>关于我们</h1>", "介绍。", "lianxi/index.html", "联系方式"]);
    let page = text(&plan, "about/lianxi/index.html");
    holds(&page, &["../index.html\">关于我们</a>", "2024年1月", "公告", "<dt>来源</dt><dd>官网</dd>"]);
}

#[test]
fn every_page_has_one_first_heading_and_none_skips_a_level() {
    let plan = Fixture::full().clean();
    for route in plan.routes().filter(|route| route.as_str().ends_with(".html")) {
        let page = text(&plan, route.as_str());
        let levels: Vec<u32> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page[at + 2..].chars().next().and_then(|c| c.to_digit(10)))
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{route}: {levels:?}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{route}: {levels:?}");
        }
    }
}
