//! What templates ask of the site.

use super::fixture::{Fixture, text};
use crate::base::FilePath;
use crate::render::Plan;
use crate::render::theme::{CaseOrder, Grouping, Query};

/// Renders a home page that is nothing but `template`.
fn shown(mut fixture: Fixture, template: &str) -> String {
    fixture.files.insert("templates/home.html", template);
    text(&fixture.clean(), "index.html")
}

#[test]
fn cases_are_sorted_cut_and_grouped() {
    let titles = |arguments: &str| {
        let template = format!(
            "{{% for c in cases({arguments}) %}}{{{{ c.title | truncate(length=2, end='') }}}} {{% endfor %}}"
        );
        shown(Fixture::full(), &template)
    };
    assert_eq!(titles(""), "对标 坚持 红旗 ");
    assert_eq!(titles("sort='oldest'"), "坚持 对标 红旗 ");
    assert_eq!(titles("sort='title'"), "坚持 对标 红旗 ");
    assert_eq!(titles("sort='featured', limit=1"), "对标 ");
    assert_eq!(titles("offset=1, limit=1"), "坚持 ");
    assert_eq!(titles("offset=9"), "");
    let groups = "{% for g in cases(group_by='year', limit=1) %}{{ g.name }}:{{ g.count }}:{% for c in g.cases %}{{ c.url }}{% endfor %} {% endfor %}";
    assert_eq!(
        shown(Fixture::full(), groups),
        "2022年:1:cases/dianzi/index.html 2021年:1:cases/fengneng/index.html 2020年:1:cases/fengneng/index.html 2019年:1:cases/fengneng/index.html "
    );
}

#[test]
fn texts_pictures_data_and_the_day_are_found() {
    let mut fixture = Fixture::full();
    for (path, text) in [
        ("data/a.yaml", "名单: [甲, 乙]"),
        ("data/b.json", r#"{"n": [1, 2]}"#),
        ("data/c.csv", "单位,数\n甲,\"1,0\"\n"),
    ] {
        fixture.files.insert(path, text);
        fixture.data.push(FilePath::new(path));
    }
    let template = "{% set page = get(path='about/lianxi.md') %}{{ page.title }} {{ get(path='/cases/fengneng/')['url'] }} \
                    {{ image(path='cases/fengneng/cover.png')['url'] }} {{ image(path='/logo.svg')['url'] }} \
                    {{ data(path='a.yaml')['名单'] | join(sep='+') }} {% set b = data(path='b.json') %}{{ b.n[1] }} \
                    {{ data(path='c.csv')[0]['数'] }} {{ today() }}";
    assert_eq!(
        shown(fixture, template),
        "联系方式 cases/fengneng/index.html cases/fengneng/cover.png logo.svg 甲+乙 2 1,0 2026-11-20"
    );
}

#[test]
fn what_is_not_there_is_a_fault_at_its_place() {
    let fault = |call: &str| {
        let mut fixture = Fixture::full();
        fixture.files.insert("data/bad.json", "{");
        fixture.data.push(FilePath::new("data/bad.json"));
        fixture.files.insert("templates/home.html", format!("{{{{ {call} }}}}"));
        let plan: Plan = fixture.clean();
        let rendered = plan.run(&crate::base::Route::folder(""));
        assert_eq!(rendered.diagnostics.len(), 1, "{call}");
        assert!(rendered.diagnostics[0].place.is_some());
        rendered.diagnostics[0].message.zh.clone()
    };
    assert_eq!(fault("get(path='no.md')['url']"), "没有页面“no.md”");
    assert_eq!(fault("image(path='no.png')['url']"), "没有图片“no.png”");
    assert_eq!(fault("data(path='no.yaml')"), "data/ 里没有“no.yaml”");
    assert_eq!(fault("data(path='../site.yaml')"), "data/ 里没有“../site.yaml”");
    assert!(fault("data(path='bad.json')").starts_with("data/bad.json 不是 JSON"));
}

#[test]
fn answers_are_remembered_and_recorded() {
    let mut fixture = Fixture::full();
    fixture
        .files
        .insert("templates/home.html", "{{ today() }}{% for c in cases(limit=1) %}{{ c.title }}{% endfor %}");
    let plan = fixture.clean();
    let rendered = plan.run(&crate::base::Route::folder(""));
    let asked: Vec<&str> = rendered.answers.iter().map(|answer| answer.query.as_str()).collect();
    assert_eq!(asked, ["cases(sort=\"date\", limit=1)", "today()"]);
    let query = Query::Cases { sort: CaseOrder::Date, limit: Some(1), offset: 0, group_by: None };
    let (one, two) = (plan.world().ask(&query).unwrap(), plan.world().ask(&query).unwrap());
    assert!(std::sync::Arc::ptr_eq(&one, &two));
    assert_eq!(one.digest, rendered.answers[0].digest);
}

#[test]
fn an_edit_of_a_body_changes_no_answer() {
    let digest = |body: &str| {
        let mut fixture = Fixture::full();
        fixture.files.insert("content/cases/dianzi.md", body);
        let plan = fixture.clean();
        let query =
            Query::Cases { sort: CaseOrder::Date, limit: None, offset: 0, group_by: Some(Grouping::Tag) };
        plan.world().ask(&query).unwrap().digest.clone()
    };
    assert_eq!(digest("一"), digest("二"));
}
