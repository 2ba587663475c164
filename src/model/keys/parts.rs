//! Keys of the maps that stand alone: an institution, a branch, a period, a source, a dimension, a place in
//! the menu.

/// Keys of an institution as a case names it.
pub mod place {
    keys! {
        pub PLACE = "institution-of-case" { "案例的单位", "the institution of a case" }
        NAME = "name" "名称" ["单位名称"]: Text
            => { "单位的名称。", "Its name." } = "某交通职业技术学院";
        MASKED = "masked" "隐名" ["脱敏", "匿名"]: Flag
            => { "名称是否隐去了一部分；隐名单位只显示，不归并。", "Whether the name is masked: shown, never grouped." } = "是";
    }
}

/// Keys of a branch.
pub mod branch {
    keys! {
        pub BRANCH = "branch" { "支部", "a branch" }
        NAME = "name" "名称" ["支部名称"]: Text
            => { "支部的名称。", "Its name." } = "教工党支部";
        KIND = "kind" "类别" ["类型", "type"]: Text
            => { "branch（支部）、general-branch（总支）或 committee（党委），见词表。", "branch, general-branch or committee, as in the vocabulary." } = "branch";
    }
}

/// Keys of a period.
pub mod period {
    keys! {
        pub PERIOD = "period" { "周期", "a period" }
        FROM = "from" "起" ["开始", "起始", "自", "start"]: Date
            => { "开始的年、月或日。", "Its beginning." } = "2019";
        TO = "to" "止" ["结束", "截止", "至", "end"]: Date
            => { "结束的年、月或日；不写或写“至今”表示尚未结束。", "Its end; open when absent." } = "2021";
        STATED = "stated" "原文" ["表述", "原文表述"]: Text
            => { "原文怎么说。", "How the source states it." } = "经过两年建设";
    }
}

/// Keys of a source.
pub mod source {
    keys! {
        pub SOURCE = "source" { "来源", "a source" }
        KIND = "kind" "类别" ["类型", "type"]: Text
            => { "原创、转载等，见词表。", "original, republished and so on, as in the vocabulary." } = "republished";
        NAME = "name" "名称" ["原载单位", "媒体", "publisher"]: Text
            => { "发表它的单位或网站。", "The publisher." } = "大众网·海报新闻";
        URL = "url" "网址" ["链接", "地址", "link"]: Text
            => { "原文的网址。", "Its address." } = "https://example.edu.cn/info/1723/18578.htm";
        DATE = "date" "日期" ["发表日期", "发布日期", "published"]: Date
            => { "原文发表的日期。", "The day of that publication." } = "2023-10-20";
        COLUMN = "column" "栏目" []: Text
            => { "原文所在的栏目。", "The column it stood in." } = "理论学习";
    }
}

/// Keys of a dimension.
pub mod dimension {
    keys! {
        pub DIMENSION = "dimension" { "维度", "a dimension" }
        ID = "id" "标识" ["编号", "网址名", "slug"]: Text
            => { "网址中的名称，在框架内不能重复；不写时由名称转为拼音。", "Its name in addresses, unique in the framework; by default its name in pinyin." } = "jiaoyu-dangyuan";
        NAME = "name" "名称" ["title", "标题"]: Text
            => { "维度的名称。", "Its name." } = "教育党员";
        ALIASES = "aliases" "别名" ["alias", "又名", "其他名称"]: Names
            => { "其他名称。", "Other names." } = "[教育党员有力]";
        SERVES = "serves" "服务于" ["对应", "提升"]: Text
            => { "它所服务的目标。", "What it serves." } = "凝聚力";
        NOTE = "note" "说明" ["备注", "注"]: Text
            => { "编者的说明。", "The editor's word to the reader." } = "推进标准化建设";
        DECLARED = "declared" "项数" ["声明项数", "数目", "count"]: Integer
            => { "声明的下级项数，与列出的核对。", "How many dimensions below it are declared." } = "3";
        PARTIAL = "partial" "不完整" ["未列全"]: Flag
            => { "下级没有列全。", "The list below it is known to be incomplete." } = "否";
        DIMENSIONS = "dimensions" "维度" ["dimension", "子维度", "下级", "items"]: TextsOrMaps(&DIMENSION)
            => { "下级维度。", "The dimensions below it." } = "[学, 讲, 干]";
    }
}

/// Keys of a place in the menu.
pub mod menu {
    keys! {
        pub MENU = "menu-of-page" { "在菜单中的位置", "a place in the menu" }
        NAME = "name" "名称" ["标题", "title", "文字"]: Text
            => { "菜单里显示的文字；不写时用标题。", "What the menu shows, by default the title." } = "关于";
        PLACE = "place" "位置" ["顺序", "order", "weight", "第几项"]: Integer
            => { "是菜单的第几项，从 1 数起；不写时排在同类之后。", "Which entry of the menu it is, counted from 1; by default it follows its like." } = "2";
    }
}
