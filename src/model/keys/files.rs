//! Keys of whole files: cases, frameworks, institutions, pages, columns.

/// Keys of a case.
pub mod case {
    use crate::model::keys::{branch, figure, honour, period, place, practice, programme, source, taken_up};

    keys! {
        pub CASE = "case" { "案例", "a case" }
        TITLE = "title" "标题" ["题目", "题名"]: Text
            => { "案例的标题。唯一必填的一项。", "Its title, the only key that a case must have." } = "把党课开进实训车间";
        DATE = "date" "日期" ["发布日期", "发布时间"]: Date
            => { "在本站发布的日期：年、年月或年月日。晚于今天的不发布；没有日期的排在最后，不进订阅。", "The day this showcase publishes it: a year, a month or a day. After today it is not published; without one it sorts last and stays out of feeds." } = "2023-10-20";
        INSTITUTION = "institution" "单位" ["学校", "院校", "高校", "所属单位"]: TextOrMap(&place::PLACE)
            => { "案例所属的单位。名称中有“某”“×”“＊”的视为隐名：只显示，不归并，没有单独页面。", "The institution it comes from. A name with 某, × or ＊ is masked: shown, never grouped, without a page." } = "湖南电气职业技术学院";
        COLLEGE = "college" "学院" ["院系", "系部", "二级学院", "部门"]: Text
            => { "单位之下的学院、系或部门。", "The college or department of the institution." } = "风能工程学院";
        BRANCH = "branch" "支部" ["党支部", "党总支", "党组织", "团支部", "支部名称"]: TextOrMap(&branch::BRANCH)
            => { "支部、总支或党委。只写名称时，类别按名称判断。", "The branch; from a name alone its kind is guessed by its words." } = "教工党支部";
        MEMBERSHIP = "membership" "成员" ["成员类型", "成员构成", "members"]: Text
            => { "成员构成：教工、学生或师生。", "Who its members are: faculty, student, mixed." } = "教工";
        PERIOD = "period" "周期" ["建设周期", "起止时间", "时间范围", "建设期"]: TextOrMap(&period::PERIOD)
            => { "案例所写的时间，与发布日期无关；两端都可以不写。", "The time it reports on, which is not its date; either end may be open." } = "2019-2021";
        PROGRAMMES = "programmes" "项目" ["programme", "programs", "program", "创建项目", "培育项目", "双创项目"]: TextsOrMaps(&programme::PROGRAMME)
            => { "参加的建设项目：级别、名称、批次、阶段，次序不限。", "Programmes it takes part in: level, name, batch, stage, in any order." } = "[省级 样板支部 第二批 立项]";
        FRAMEWORKS = "frameworks" "框架" ["framework", "标准", "对标"]: TextsOrMaps(&taken_up::TAKEN_UP)
            => { "对照的框架，写名称、别名或文件名；也可以在这里写出本支部自创的框架。", "Frameworks it takes up, by name, alias or file name; a house framework of this case alone may be written here." } = "[支部四件事, 班组五条]";
        PRACTICES = "practices" "做法" ["practice", "举措"]: TextsOrMaps(&practice::PRACTICE)
            => { "做法。标题里已写明维度的不必重复，这里只补充标题说不出的。", "Practices, as far as headings cannot say it." } = "[三亮三比工程]";
        FIGURES = "figures" "数据" ["figure", "指标"]: TextsOrMaps(&figure::FIGURE)
            => { "数据：名称、数目、单位。", "Figures: what is counted, the number, the unit." } = "[累计培训 500人次以上]";
        HONOURS = "honours" "荣誉" ["honour", "honors", "honor", "奖项", "获奖", "所获荣誉"]: TextsOrMaps(&honour::HONOUR)
            => { "荣誉：年份、级别、名称、等次、数量，次序不限。", "Honours: year, level, name, grade, count, in any order." } = "[2021年 国家级 教师教学能力竞赛 三等奖 1项]";
        SOURCE = "source" "来源" ["出处", "原载", "转载自"]: TextOrMap(&source::SOURCE)
            => { "最初发表在哪里：名称、网址或两者。", "Where it was first published: a name, an address or both." } = "大众网·海报新闻";
        CREDITS = "credits" "署名" ["credit", "分工", "人员"]: Pairs
            => { "分工与姓名。", "Who wrote, photographed, reviewed." } = "{文字: 宣传部, 审核: 组织部}";
        NOTES = "notes" "说明" ["note", "编者按", "编者说明", "按语"]: Texts
            => { "编者写给读者的话，每条一句。", "The editor's words to the reader." } = "[原文所附四张图片已缺失]";
        ATTACHMENTS = "attachments" "附件" ["attachment", "佐证", "佐证材料"]: Names
            => { "随案例发布的文件，路径从本文件写起，或以 / 开头从 static 写起。", "Files published with it: paths from this file, or from static with a leading /." } = "[佐证/台账.pdf]";
        REDIRECTS = "redirects" "旧网址" ["redirect", "旧地址"]: Names
            => { "从前的网址，打开时转到这里。", "Old addresses that lead here." } = "[/old/12497.html]";
        TAGS = "tags" "标签" ["tag", "关键词", "keywords"]: Names
            => { "标签。", "Tags." } = "[高职, 风电]";
        COVER = "cover" "封面" ["封面图", "题图"]: Text
            => { "封面图片，路径的写法同附件。", "Its cover picture, a path as for attachments." } = "cover.jpg";
        SUMMARY = "summary" "摘要" ["概要", "简介", "导语", "description"]: Text
            => { "列表中显示的一两句话；不写时取正文开头。", "Its line in lists; without one the text's beginning is taken." } = "以五大工程贯通支部工作。";
        ORDER = "order" "顺序" ["排序", "序号", "weight", "权重", "置顶"]: Integer
            => { "在案例列表中的先后，数小的在前；写了的排在没写的前面。", "Its place in the list of cases, small numbers first; a case that has one stands before those that have none." } = "1";
        FEATURED = "featured" "推荐" ["精选", "首页推荐"]: Flag
            => { "是否在首页推荐。", "Whether the home page shows it." } = "是";
        WORDS = "words" "字数" ["目标字数", "字数要求"]: Integer
            => { "写作的目标字数。", "The writer's target in words." } = "2500";
        DRAFT = "draft" "草稿" []: Flag
            => { "草稿不发布，预览时可以显示。", "A draft is not published, but can be previewed." } = "否";
        EXPIRES = "expires" "过期" ["过期日期", "失效日期", "下架日期"]: Date
            => { "从这一天起不再发布。", "The first day on which it is no longer published." } = "2027-12-31";
        SLUG = "slug" "网址名" ["短名", "路径名"]: Text
            => { "网址的最后一段；不写时取文件名，汉字转为拼音。", "Last part of its address; by default the file's name, Han characters in pinyin." } = "fengneng";
    }
}

/// Keys of a framework.
pub mod framework {
    use crate::model::keys::dimension;

    keys! {
        pub FRAMEWORK = "framework" { "框架", "a framework" }
        TITLE = "title" "标题" ["name", "名称", "框架名称"]: Text
            => { "框架的名称。", "Its name." } = "支部四件事";
        ALIASES = "aliases" "别名" ["alias", "又名", "其他名称"]: Names
            => { "其他名称，在案例中都可以用。", "Other names; cases may use any of them." } = "[四件事]";
        KIND = "kind" "类别" ["性质", "type"]: Choice(super::KINDS)
            => { "official（上级制定）或 house（本单位自创）。", "Official, or of one house." } = "official";
        ISSUER = "issuer" "制定单位" ["发文机关", "发布单位", "发布机关"]: Text
            => { "制定或发布它的单位。", "Who issued it." } = "某学院党委";
        DOCUMENT = "document" "文件" ["文号", "依据"]: Text
            => { "写明它的文件。", "The document that states it." } = "校党发〔2024〕3号";
        VERSION = "version" "版本" []: Text
            => { "版本；同名的框架各年可以不同。", "Its version, for lists that change over the years." } = "\"2024\"";
        DECLARED = "declared" "项数" ["声明项数", "数目", "count"]: Integer
            => { "名称中声明的项数，与列出的维度核对。", "How many dimensions it declares, compared with those listed." } = "4";
        PARTIAL = "partial" "不完整" ["未列全"]: Flag
            => { "维度没有列全，页面会说明。", "The list is known to be incomplete, and the page says so." } = "否";
        DIMENSIONS = "dimensions" "维度" ["dimension", "方面"]: TextsOrMaps(&dimension::DIMENSION)
            => { "各维度，可以再分层。", "Its dimensions, nested as deep as needed." } = "[学习, 组织, 服务, 育人]";
        SUMMARY = "summary" "摘要" ["概要", "简介", "description"]: Text
            => { "列表中显示的一两句话。", "Its line in lists." } = "支部常年要做好的四件事。";
        REDIRECTS = "redirects" "旧网址" ["redirect", "旧地址"]: Names
            => { "从前的网址，打开时转到这里。", "Old addresses that lead here." } = "[/standard.html]";
        DRAFT = "draft" "草稿" []: Flag
            => { "草稿不发布。", "A draft is not published." } = "否";
        SLUG = "slug" "网址名" ["短名", "路径名"]: Text
            => { "网址的最后一段；不写时取文件名。", "Last part of its address; by default the file's name." } = "si-jian-shi";
    }
}

/// What a framework may be: the identifiers, then what else people write.
static KINDS: &[&str] = &["official", "house"];

/// Keys of the page of an institution.
pub mod institution {
    keys! {
        pub INSTITUTION = "institution" { "单位", "an institution" }
        TITLE = "title" "标题" ["name", "名称", "单位名称"]: Text
            => { "单位的名称，与案例中写的一致。", "Its name as cases write it." } = "湖南电气职业技术学院";
        ALIASES = "aliases" "别名" ["alias", "又名", "简称", "曾用名"]: Names
            => { "其他名称；案例中写任何一个都归到这里。", "Other names; cases with any of them belong here." } = "[湖南电气]";
        SUMMARY = "summary" "摘要" ["概要", "简介", "description"]: Text
            => { "列表中显示的一两句话。", "Its line in lists." } = "一所高等职业院校。";
        REDIRECTS = "redirects" "旧网址" ["redirect", "旧地址"]: Names
            => { "从前的网址，打开时转到这里。", "Old addresses that lead here." } = "[/hnjd.html]";
        DRAFT = "draft" "草稿" []: Flag
            => { "草稿不发布。", "A draft is not published." } = "否";
        SLUG = "slug" "网址名" ["短名", "路径名"]: Text
            => { "网址的最后一段；不写时取文件名。", "Last part of its address; by default the file's name." } = "hnjd";
    }
}

/// Keys of a plain page.
pub mod page {
    use crate::model::keys::menu;

    keys! {
        pub PAGE = "page" { "普通页面", "a plain page" }
        TITLE = "title" "标题" ["题目", "题名"]: Text
            => { "页面的标题；不写时取正文第一个标题。", "Its title; by default the text's first heading." } = "关于本站";
        DATE = "date" "日期" ["发布日期", "发布时间"]: Date
            => { "日期；晚于今天的不发布。", "Its date; after today it is not published." } = "2023-10-20";
        SUMMARY = "summary" "摘要" ["概要", "简介", "导语", "description"]: Text
            => { "列表中显示的一两句话；不写时取正文开头。", "Its line in lists; without one the text's beginning is taken." } = "案例从哪里来，怎样改写。";
        ORDER = "order" "顺序" ["排序", "序号", "weight", "权重"]: Integer
            => { "在栏目中的先后，数小的在前；不写的排在后面。", "Its place in the column, small numbers first; without one it comes last." } = "1";
        TAGS = "tags" "标签" ["tag", "关键词", "keywords"]: Names
            => { "标签。", "Tags." } = "[通知]";
        MENU = "menu" "菜单" ["导航", "nav"]: FlagTextOrMap(&menu::MENU)
            => { "是否放进菜单：“是”“否”，或写菜单里的名称，或第几项；顶层的页面本来就在。site.yaml 写了菜单时以它为准。", "Whether the menu shows it: yes, no, the name it goes by there, or its place. Pages of the top are there anyway. A menu in site.yaml goes before it." } = "是";
        ATTACHMENTS = "attachments" "附件" ["attachment"]: Names
            => { "随页面发布的文件。", "Files published with it." } = "[申报表.docx]";
        REDIRECTS = "redirects" "旧网址" ["redirect", "旧地址"]: Names
            => { "从前的网址，打开时转到这里。", "Old addresses that lead here." } = "[/about.html]";
        DRAFT = "draft" "草稿" []: Flag
            => { "草稿不发布，预览时可以显示。", "A draft is not published, but can be previewed." } = "否";
        EXPIRES = "expires" "过期" ["过期日期", "失效日期", "下架日期"]: Date
            => { "从这一天起不再发布。", "The first day on which it is no longer published." } = "2027-12-31";
        SLUG = "slug" "网址名" ["短名", "路径名"]: Text
            => { "网址的最后一段；不写时取文件名。", "Last part of its address; by default the file's name." } = "about";
    }
}

/// Keys of a column (`_index.md`).
pub mod column {
    use crate::model::keys::{menu, shared};

    keys! {
        pub COLUMN = "column" { "栏目", "a column" }
        TITLE = "title" "标题" ["题目", "栏目名称"]: Text
            => { "栏目的标题；不写时取文件夹的名称。", "Its title; by default the folder's name." } = "案例";
        SUMMARY = "summary" "摘要" ["概要", "简介", "导语", "description"]: Text
            => { "一两句话的介绍。", "One or two sentences about it." } = "全部案例，可按框架查阅。";
        ORDER = "order" "顺序" ["序号", "weight", "权重"]: Integer
            => { "在上级栏目中的先后，数小的在前。", "Its place in the column above it, small numbers first." } = "1";
        SORT = "sort" "排序" ["排序方式", "sort_by"]: Text
            => { "其中的页面怎样排：日期、标题或顺序，后面可加“正序”“倒序”。不写时先按顺序，再按日期从新到旧。标题按拼音排。", "How its pages are sorted: by date, title or order, with `asc` or `desc`. By default by order, then the newest first. Han titles are sorted as they are read aloud." } = "日期 倒序";
        PAGE_SIZE = "page_size" "每页条数" ["paginate", "paging", "per_page", "每页"]: Integer
            => { "列表每页的条数；不写时取 site.yaml 的。", "Entries on one page of its list, by default those of site.yaml." } = "10";
        MENU = "menu" "菜单" ["导航", "nav"]: FlagTextOrMap(&menu::MENU)
            => { "是否放进菜单：“是”“否”，或写菜单里的名称，或第几项；顶层的栏目本来就在。site.yaml 写了菜单时以它为准。", "Whether the menu shows it: yes, no, the name it goes by there, or its place. Columns of the top are there anyway. A menu in site.yaml goes before it." } = "是";
        FEED = "feed" "订阅" ["rss", "atom", "feeds"]: Flag
            => { "是否有自己的订阅（atom.xml 和 rss.xml），需要 site.yaml 的 base_url。首页的订阅本来就有，写“否”可关掉。", "Whether it has feeds of its own, atom.xml and rss.xml; they need `base_url` in site.yaml. The home page has feeds unless it says no." } = "是";
        CASCADE = "cascade" "下级默认" ["下级默认值", "defaults"]: Map(&shared::CASCADE)
            => { "下面各级页面的默认值：页面自己写了的以页面为准（列表也不合并），几级都写了的以最近的为准。", "Defaults of all that stands below: what a text writes itself goes before them (lists are not joined), and the nearest column goes before those above it." } = "{单位: 湖南电气职业技术学院, 标签: [高职]}";
        REDIRECTS = "redirects" "旧网址" ["redirect", "旧地址"]: Names
            => { "从前的网址，打开时转到这里。", "Old addresses that lead here." } = "[/list.html]";
        DRAFT = "draft" "草稿" []: Flag
            => { "草稿中的标题、文字和各项设置都不采用，栏目本身仍在。", "Nothing of a draft is used, neither its text nor what it sets; the column itself stays." } = "否";
        SLUG = "slug" "网址名" ["短名", "路径名"]: Text
            => { "网址中这一段的名称；不写时取文件夹的名称。", "Its part of the address; by default the folder's name." } = "news";
    }
}
