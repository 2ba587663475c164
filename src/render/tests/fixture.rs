//! A small site, made by hand, that has one of everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;

use crate::base::date::Date;
use crate::base::digest::digest;
use crate::base::files::{EmbeddedFiles, Files, Layered, MemoryFiles};
use crate::base::route::UrlStyle;
use crate::base::slug::Slugger;
use crate::base::{Diagnostic, FilePath, Lang, NodePath, Route, Span};
use crate::config::{Config, Feeds, Markup, Organiser, Paging, SlugStyle, Term, Vocabulary};
use crate::markdown::{self, Outline};
use crate::model::{
    Branch, Case, CaseFront, CaseId, Column, ColumnId, Credit, Dimension, DimensionId, Figure, FigureRole,
    Framework, FrameworkId, FrameworkKind, Honour, HowMany, Inheritance, Institution, InstitutionId,
    InstitutionName, Mapping, OldAddress, Page, PageId, Period, Practice, Programme, Site, Sort, SourceNote,
    TakenUp, TextFacts, Years,
};
use crate::relate::{self};
use crate::render::{Parts, Plan, Theme, World, plan};
use crate::scan::Inventory;
use crate::yaml::{self, Map};

static THEMES: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The themes that the program carries.
pub(in crate::render) fn themes() -> EmbeddedFiles {
    EmbeddedFiles::new("themes", &THEMES)
}

/// A site to be rendered.
#[derive(Clone)]
pub(super) struct Fixture {
    pub(super) config: Config,
    pub(super) site: Site,
    pub(super) files: MemoryFiles,
    pub(super) statics: Vec<FilePath>,
    pub(super) companions: Vec<FilePath>,
    pub(super) data: Vec<FilePath>,
}

fn term(id: &str, zh: &str, en: &str) -> Term {
    Term { id: id.to_owned(), zh: zh.to_owned(), en: en.to_owned(), aliases: Vec::new() }
}

pub(in crate::render) fn config() -> Config {
    Config {
        title: "支部风采".to_owned(),
        description: "优秀基层党组织案例展示".to_owned(),
        tagline: None,
        emblem: None,
        base_url: Some("https://a.cn/x/".to_owned()),
        lang: Lang::Zh,
        timezone: "Asia/Shanghai".to_owned(),
        theme: "sujian".to_owned(),
        theme_settings: Map::default(),
        urls: UrlStyle::File,
        slugs: SlugStyle::Pinyin,
        pinyin: BTreeMap::new(),
        markup: Markup::default(),
        paging: Paging { size: 2 },
        feeds: Feeds { entries: 20 },
        menu: Vec::new(),
        featured: Vec::new(),
        organiser: Organiser {
            name: Some("某某大学组织部".to_owned()),
            copyright: Some("© 2026 某某大学".to_owned()),
            icp: Some("京ICP备12345678号-1".to_owned()),
            police: Some("京公网安备 11010802020134号".to_owned()),
            contact: Some("zzb@a.cn".to_owned()),
        },
        severities: BTreeMap::new(),
        vocabulary: Vocabulary {
            dropped_levels: Vec::new(),
            levels: vec![
                term("national", "国家级", "national"),
                term("provincial", "省级", "provincial"),
                term("institution", "校级", "institutional"),
            ],
            honour_kinds: vec![
                term("award", "奖项", "award"),
                term("project", "立项", "project"),
                term("person", "个人", "person"),
            ],
            grades: vec![term("first", "一等奖", "first prize"), term("third", "三等奖", "third prize")],
            qualifiers: vec![
                term("at-least", "以上", "at least"),
                term("nearly", "近", "nearly"),
                term("unquantified", "未量化", "not quantified"),
            ],
            branch_kinds: vec![
                term("branch", "党支部", "branch"),
                term("general-branch", "党总支", "general branch"),
            ],
            memberships: vec![term("faculty", "教工", "faculty"), term("student", "学生", "students")],
            stages: vec![term("cultivation", "培育", "cultivation")],
            source_kinds: vec![term("republished", "转载", "republished")],
            recipients: vec![term("branch", "支部", "the branch"), term("team", "团队", "a team")],
            units: vec!["项".to_owned()],
            set_phrases: Vec::new(),
        },
        vocabulary_file: None,
        editor: None,
        extra: map("口号: 干在实处"),
    }
}

pub(in crate::render) fn map(text: &str) -> Map {
    yaml::parse(&FilePath::new("x.yaml"), text, 0).value
}

/// The outline of a text.
fn outline(path: &str, body: &str) -> Outline {
    let (file, span) = (FilePath::new(path), Span::new(0..body.len()));
    markdown::outline(&file, body, span, &Markup::default()).value
}

fn honour(name: &str, kind: &str, level: Option<&str>, count: Option<u32>) -> Honour {
    Honour {
        name: name.to_owned(),
        kind: kind.to_owned(),
        level: level.map(str::to_owned),
        grade: None,
        year: Some(Years { from: 2021, to: 2021 }),
        edition: None,
        count: count.map_or(HowMany::Unstated, HowMany::Exact),
        words: None,
        unit: Some("项".to_owned()),
        recipient: Some("branch".to_owned()),
        note: None,
        typed: None,
        extra: Map::default(),
        place: NodePath::default(),
    }
}

pub(super) fn figure(label: &str, value: Option<&str>, qualifier: Option<&str>) -> Figure {
    Figure {
        label: label.to_owned(),
        value: value.map(str::to_owned),
        amount: None,
        upper: None,
        unit: Some("人次".to_owned()),
        qualifiers: qualifier.map(str::to_owned).into_iter().collect(),
        parts: Vec::new(),
        year: None,
        role: FigureRole::Result,
        note: None,
        typed: None,
        extra: Map::default(),
        place: NodePath::default(),
    }
}

impl Fixture {
    /// A site with nothing in it.
    pub(super) fn empty() -> Fixture {
        let mut fixture = Fixture {
            config: config(),
            site: Site {
                cases: Vec::new(),
                case_list: Vec::new(),
                frameworks: Arc::default(),
                institutions: Arc::default(),
                pages: Vec::new(),
                columns: Vec::new(),
                inheritance: Inheritance::default(),
                left_out: Vec::new(),
                previewed: Vec::new(),
            },
            files: MemoryFiles::new(),
            statics: Vec::new(),
            companions: Vec::new(),
            data: Vec::new(),
        };
        fixture.column("", "首页", None);
        fixture
    }

    /// A site with one of everything.
    pub(super) fn full() -> Fixture {
        let mut fixture = Fixture::empty();
        fixture.framework();
        fixture.institution("湖南电气职业技术学院");
        fixture.case_of(
            ("fengneng", "对标“七个有力”，赋能高质量发展", Some("2023-10-20")),
            "开篇一段。\n\n## 做法\n\n做法的正文，见[下文](#成效)和[栏目](../about/_index.md)。\n\n## 成效\n\n成效的正文。\n",
        );
        fixture.case("dianzi", "坚持党建引领 <实践育人>", Some("2022-05"));
        fixture.case("hongqi", "红旗党支部创建经验", None);
        fixture.rich_case();
        let about = fixture.column("about", "关于我们", Some("## 简介\n\n介绍。\n"));
        fixture.page(about, "about/lianxi.md", "联系方式", "地址见[风能案例](../cases/fengneng.md#做法)。\n");
        fixture.statics.push(FilePath::new("static/logo.svg"));
        fixture.files.insert("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        fixture
    }

    fn text(&mut self, path: &str, body: &str) -> Arc<TextFacts> {
        self.files.insert(path, body);
        Arc::new(TextFacts {
            path: FilePath::new(path),
            digest: digest(body.as_bytes()).into(),
            body: Span::new(0..body.len()),
            outline: Arc::new(outline(path, body)),
        })
    }

    pub(super) fn column(&mut self, folder: &str, title: &str, body: Option<&str>) -> ColumnId {
        let id = ColumnId(self.site.columns.len() as u32);
        let path = if folder.is_empty() {
            "content/_index.md".to_owned()
        } else {
            format!("content/{folder}/_index.md")
        };
        let text = body.map(|body| self.text(&path, body));
        self.site.columns.push(Column {
            id,
            folder: folder.to_owned(),
            title: title.into(),
            summary: None,
            order: None,
            sort: Sort::default(),
            page_size: None,
            menu: None,
            feed: None,
            cascade: Map::default(),
            redirects: Vec::new(),
            text,
            parent: (!folder.is_empty()).then_some(ColumnId(0)),
            columns: Vec::new(),
            cases: Vec::new(),
            extra: Map::default(),
            route: Route::folder(folder),
        });
        if !folder.is_empty() {
            self.site.columns[0].columns.push(id);
        }
        id
    }

    pub(super) fn page(&mut self, column: ColumnId, path: &str, title: &str, body: &str) -> PageId {
        let id = PageId(self.site.pages.len() as u32);
        let text = self.text(&format!("content/{path}"), body);
        self.site.pages.push(Page {
            id,
            title: title.into(),
            date: Date::parse("2024-01").ok(),
            summary: text.outline.summary.clone(),
            order: None,
            menu: None,
            tags: vec!["公告".to_owned()],
            redirects: Vec::new(),
            attachments: Vec::new(),
            column,
            text,
            extra: map("来源: 官网"),
            route: Route::folder(path.strip_suffix(".md").unwrap_or(path)),
        });
        id
    }

    fn institution(&mut self, name: &str) {
        let id = InstitutionId(self.site.institutions.len() as u32);
        Arc::make_mut(&mut self.site.institutions).push(Institution {
            id,
            name: name.to_owned(),
            aliases: vec!["湖南电气".to_owned()],
            summary: None,
            text: None,
            redirects: Vec::new(),
            extra: map("性质: 公办"),
            slug: "hunan-dianqi".to_owned(),
            route: Route::folder("institutions/hunan-dianqi"),
        });
    }

    /// A tree of two levels: 三维度 with two leaves, and one leaf beside it.
    fn framework(&mut self) {
        let text = self.text("content/frameworks/sisan.md", "## 说明\n\n四三工程的说明。\n");
        let framework = FrameworkId(0);
        let id = |index: u32| DimensionId { framework, index };
        let dimension = |index: u32, name: &str, parent: Option<u32>, children: &[u32]| Dimension {
            id: id(index),
            name: name.to_owned(),
            aliases: Vec::new(),
            serves: Some("凝聚力".to_owned()),
            note: None,
            declared: None,
            partial: false,
            parent: parent.map(id),
            children: children.iter().map(|child| id(*child)).collect(),
            depth: u32::from(parent.is_some()),
            extra: Map::default(),
            place: NodePath::default(),
            slug: format!("d{index}"),
            route: Route::folder(&format!("frameworks/sisan/d{index}")),
        };
        Arc::make_mut(&mut self.site.frameworks).push(Framework {
            id: framework,
            title: "“四三”工程".to_owned(),
            aliases: vec!["四三".to_owned()],
            kind: FrameworkKind::House,
            issuer: Some("聊城职业技术学院".to_owned()),
            document: None,
            version: Some("2021".to_owned()),
            declared: Some(3),
            partial: true,
            dimensions: vec![
                dimension(0, "三维度", None, &[1, 2]),
                dimension(1, "学", Some(0), &[]),
                dimension(2, "讲", Some(0), &[]),
                dimension(3, "三认同", None, &[]),
            ],
            owner: None,
            text: Some(text),
            summary: None,
            redirects: Vec::new(),
            extra: Map::default(),
            slug: "sisan".to_owned(),
            route: Route::folder("frameworks/sisan"),
        });
    }

    pub(super) fn case(&mut self, name: &str, title: &str, date: Option<&str>) -> CaseId {
        let body = "开篇一段。\n\n## 做法\n\n做法的正文，见[下文](#成效)。\n\n## 成效\n\n成效的正文。\n";
        self.case_of((name, title, date), body)
    }

    fn case_of(&mut self, (name, title, date): (&str, &str, Option<&str>), body: &str) -> CaseId {
        let id = CaseId(self.site.cases.len() as u32);
        let text = self.text(&format!("content/cases/{name}.md"), body);
        self.site.case_list.push(id);
        let front = CaseFront {
            date: date.and_then(|date| Date::parse(date).ok()),
            college: None,
            branch: None,
            membership: None,
            period: None,
            programmes: Vec::new(),
            practices: Vec::new(),
            figures: Vec::new(),
            honours: Vec::new(),
            source: None,
            credits: Vec::new(),
            notes: Vec::new(),
            tags: vec!["高职".to_owned()],
            summary: None,
            order: None,
            featured: false,
            draft: false,
            words_target: None,
            expires: None,
            extra: Map::default(),
        };
        self.site.cases.push(Arc::new(Case {
            id,
            title: title.into(),
            institution: None,
            frameworks: Vec::new(),
            names_lost_framework: false,
            attachments: Vec::new(),
            redirects: Vec::new(),
            cover: None,
            column: self
                .site
                .columns
                .iter()
                .find(|column| column.folder == "cases")
                .map_or(ColumnId(0), |column| column.id),
            text,
            slug: name.into(),
            route: Route::folder(&format!("cases/{name}")),
            front: Arc::new(front),
        }));
        id
    }

    /// Fills the first case with all that a case may say, and gives the others a little.
    fn rich_case(&mut self) {
        self.files.insert("content/cases/fengneng/cover.png", "no picture");
        self.files.insert("content/cases/fengneng/台账.pdf", "no document");
        for name in ["cover.png", "台账.pdf"] {
            self.companions.push(FilePath::new(&format!("content/cases/fengneng/{name}")));
        }
        let case = Arc::make_mut(&mut self.site.cases[0]);
        let front = Arc::make_mut(&mut case.front);
        case.institution = Some(InstitutionName {
            name: "湖南电气职业技术学院".to_owned(),
            masked: false,
            id: Some(InstitutionId(0)),
            extra: map("简称: 湖南电气"),
        });
        front.college = Some("风能工程学院".to_owned());
        front.branch = Some(Branch {
            name: "教工党支部".to_owned(),
            kind: Some("branch".to_owned()),
            extra: Map::default(),
        });
        front.membership = Some("faculty".to_owned());
        front.period = Some(Period {
            from: Date::parse("2019").ok(),
            to: Date::parse("2021").ok(),
            stated: Some("经过两年建设".to_owned()),
            extra: Map::default(),
        });
        front.programmes = vec![Programme {
            name: "样板支部".to_owned(),
            level: Some("provincial".to_owned()),
            batch: Some(2),
            stage: Some("cultivation".to_owned()),
            year: Some(Years { from: 2020, to: 2022 }),
            typed: None,
            extra: map("文号: 教党〔2020〕1号"),
            place: NodePath::default(),
        }];
        case.frameworks = vec![TakenUp {
            framework: FrameworkId(0),
            mapping: Mapping::Stated,
            extra: Map::default(),
            place: NodePath::default(),
        }];
        self.rich_claims();
        self.other_cases();
    }

    fn rich_claims(&mut self) {
        let case = Arc::make_mut(&mut self.site.cases[0]);
        let front = Arc::make_mut(&mut case.front);
        front.practices = vec![Practice {
            name: "三亮三比工程".to_owned(),
            dimensions: vec![crate::model::NamedDimension {
                name: "学".to_owned(),
                place: NodePath::default(),
            }],
            section: Some(("做法".to_owned(), NodePath::default())),
            items: vec!["亮身份".to_owned(), "亮职责".to_owned()],
            declared: Some(6),
            kind: Some("工程".to_owned()),
            extra: map("负责人: 支部书记"),
            place: NodePath::default(),
        }];
        front.figures = vec![
            figure("累计培训", Some("500"), Some("at-least")),
            figure("论文", None, Some("unquantified")),
            Figure {
                role: FigureRole::Profile,
                parts: vec!["2".into(), "1".into()],
                ..figure("党员", Some("3"), None)
            },
        ];
        front.honours = vec![
            Honour {
                grade: Some("third".to_owned()),
                edition: Some("第四届".to_owned()),
                ..honour("教师教学能力竞赛", "award", Some("national"), Some(1))
            },
            honour("创新平台", "project", Some("national"), None),
            Honour {
                year: Some(Years { from: 2019, to: 2020 }),
                ..honour("优秀共产党员", "person", None, Some(3))
            },
        ];
        self.rich_origin();
    }

    fn rich_origin(&mut self) {
        let case = Arc::make_mut(&mut self.site.cases[0]);
        let front = Arc::make_mut(&mut case.front);
        front.source = Some(SourceNote {
            kind: Some("republished".to_owned()),
            name: Some("原载单位".to_owned()),
            url: Some("https://b.cn/12497.html?a=1&b=2".to_owned()),
            date: Date::parse("2023-10-20").ok(),
            column: Some("思政党建".to_owned()),
            typed: None,
            extra: map("链接状态: 正常"),
        });
        front.credits = vec![
            Credit { task: "文字".to_owned(), names: "张某".to_owned() },
            Credit { task: String::new(), names: "李某".to_owned() },
        ];
        front.notes = vec!["原文所附四张图片已缺失".to_owned()];
        case.attachments = vec![FilePath::new("content/cases/fengneng/台账.pdf")];
        case.cover = Some(FilePath::new("content/cases/fengneng/cover.png"));
        case.redirects = vec![OldAddress {
            typed: "/old/12497.html".to_owned(),
            route: Route::file("old/12497.html"),
            place: NodePath::default(),
        }];
        front.tags = vec!["高职".to_owned(), "风电".to_owned()];
        front.summary = Some("以“七个有力”为标尺的支部建设。".to_owned());
        front.featured = true;
        front.words_target = Some(2500);
        front.expires = Date::parse("2030-12-31").ok();
        front.extra = map("审核人: 王某\n经费: {来源: 学校}");
    }

    fn other_cases(&mut self) {
        let second = Arc::make_mut(&mut self.site.cases[1]);
        second.frameworks = vec![TakenUp {
            framework: FrameworkId(0),
            mapping: Mapping::Unstated,
            extra: Map::default(),
            place: NodePath::default(),
        }];
        second.institution = Some(InstitutionName {
            name: "某交通职业技术学院".to_owned(),
            masked: true,
            id: None,
            extra: Map::default(),
        });
        Arc::make_mut(&mut second.front).branch = Some(Branch {
            name: "学生党支部".to_owned(),
            kind: Some("general-branch".to_owned()),
            extra: Map::default(),
        });
        front_of(&mut self.site.cases[2]).draft = true;
    }

    /// The files of the site over those that the program carries.
    pub(super) fn files(&self) -> Arc<dyn Files> {
        Arc::new(Layered::new(vec![Arc::new(self.files.clone()), Arc::new(themes())]))
    }

    /// The theme and what is wrong with it.
    pub(super) fn theme(&self) -> (Theme, Vec<Diagnostic>) {
        let loaded = Theme::load(&*self.files(), &self.config);
        (loaded.value, loaded.diagnostics)
    }

    /// Plans the site; theme and plan must be without problems unless they are wanted.
    pub(super) fn planned(self) -> (Plan, Vec<Diagnostic>) {
        let files = self.files();
        let inventory = Arc::new(Inventory {
            statics: self.statics.clone(),
            companions: self.companions.clone(),
            data: self.data.clone(),
            ..Inventory::default()
        });
        let (theme, mut diagnostics) = self.theme();
        let theme = Arc::new(theme);
        let mentions: Arc<dyn relate::Mentions> = theme.clone();
        let slugger = Arc::new(Slugger::new(self.config.slugs, &self.config.pinyin));
        let means = (&*files, &slugger, &relate::Memory::default());
        let related = relate::relate(&self.config, &inventory, &self.site, &mentions, means);
        diagnostics.extend(related.diagnostics);
        let world = World::new(Parts {
            config: Arc::new(self.config),
            inventory,
            site: self.site,
            relations: related.value,
            theme,
            files,
            bodies: crate::parse::Bodies::none(),
            today: civil::date(2026, 11, 20),
        });
        let planned = plan(Arc::new(world), &crate::render::Memory::default());
        diagnostics.extend(planned.diagnostics);
        (planned.value, diagnostics)
    }

    /// Plans a site that has no problems.
    pub(super) fn clean(self) -> Plan {
        let (plan, diagnostics) = self.planned();
        assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        plan
    }
}

/// The text of an output that has no problems.
pub(super) fn text(plan: &Plan, route: &str) -> String {
    let route = Route::file(route);
    assert!(plan.job(&route).is_some(), "{route} is not planned: {:?}", plan.routes().collect::<Vec<_>>());
    let rendered = plan.run(&route);
    assert!(rendered.diagnostics.is_empty(), "{:#?}", rendered.diagnostics);
    String::from_utf8(rendered.bytes).unwrap()
}

/// What the front matter of a case says, to be changed.
pub(super) fn front_of(case: &mut Arc<Case>) -> &mut CaseFront {
    Arc::make_mut(&mut Arc::make_mut(case).front)
}
