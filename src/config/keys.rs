//! Keys of `site.yaml` and of a vocabulary.

use crate::yaml::Table;

/// Every table of this floor, for the manual.
pub static TABLES: &[&Table] = &[
    &site::SITE,
    &theme::THEME,
    &markup::MARKUP,
    &menu::MENU,
    &organiser::ORGANISER,
    &vocabulary::VOCABULARY,
    &term::TERM,
];

/// Keys of `site.yaml`.
pub mod site {
    use super::{markup, menu, organiser, theme};

    keys! {
        pub SITE = "site" { "网站配置", "site.yaml" }
        TITLE = "title" "标题" ["网站标题", "站名", "网站名称", "name"]: Text
            => { "网站的名称，显示在每一页。", "Name of the site, shown on every page." } = "支部风采";
        DESCRIPTION = "description" "简介" ["说明", "网站简介", "summary"]: Text
            => { "一两句话的介绍，供订阅和搜索引擎使用。", "One or two sentences about it, for feeds and search engines." } = "样板支部案例展示";
        TAGLINE = "tagline" "标语" ["副标题", "subtitle", "slogan"]: Text
            => { "一句话，和网站名称一起显示在每一页。", "A few words that stand with the title on every page." } = "按标准看做法，按维度找佐证";
        EMBLEM = "emblem" "徽标" ["logo", "标志", "校徽"]: Text
            => { "名称旁边的图片，放在 static/ 里；原样显示，不裁剪、不变色。", "Picture beside the title, from static/; shown as it is, neither cropped nor coloured." } = "/emblem.svg";
        BASE_URL = "base_url" "网址" ["url", "域名", "网站地址"]: Text
            => { "发布后的网址，以 http:// 或 https:// 开头。没有它就没有订阅、站点地图和规范链接。", "Where it is published, beginning with http:// or https://. Without it there are no feeds, sitemap and canonical links." } = "https://dangjian.example.edu.cn/fengcai/";
        LANG = "lang" "语言" ["language", "locale"]: Text
            => { "页面的语言：zh-CN 或 en。", "Language of the pages: zh-CN or en." } = "zh-CN";
        TIMEZONE = "timezone" "时区" ["tz"]: Text
            => { "判断日期所用的时区，IANA 名称。", "Time zone in which dates are meant, an IANA name." } = "Asia/Shanghai";
        THEME = "theme" "主题" ["模板", "themes"]: TextOrMap(&theme::THEME)
            => { "主题的名称；要改它的设置时写成若干行，name 之外都是设置。", "Name of the theme; as a map, all but `name` are its settings." } = "hongqi";
        URLS = "urls" "链接形式" ["url_style"]: Choice(&["file", "folder"])
            => { "file：链接写出 index.html，双击也能打开（默认）；folder：不写，需要服务器。", "file: links name index.html and work by double-click (default); folder: they do not and need a server." } = "file";
        SLUGS = "slugs" "网址文字" ["slug_style"]: Choice(&["pinyin", "han"])
            => { "网址里的汉字：pinyin 转为拼音（默认），han 保留。", "Han characters in addresses: pinyin (default), or kept as han." } = "pinyin";
        PINYIN = "pinyin" "拼音" ["读音"]: Pairs
            => { "自定的读音，优先于内置的。", "Readings that overrule the built-in ones." } = "{重庆: chongqing}";
        MARKUP = "markup" "排版" ["markdown"]: Map(&markup::MARKUP)
            => { "正文 Markdown 怎样读。", "How Markdown is read." } = "{breaks: join, html: sanitize}";
        PAGE_SIZE = "page_size" "每页条数" ["paginate", "paging", "per_page", "每页"]: Integer
            => { "列表每页的条数，默认 24。", "Entries on one page of a list, 24 by default." } = "24";
        FEED_SIZE = "feed_size" "订阅条数" ["feed_entries", "feeds"]: Integer
            => { "订阅里的条数，从新到旧，默认 20。", "Entries of a feed, newest first, 20 by default." } = "20";
        MENU = "menu" "菜单" ["导航", "nav", "navigation"]: TextsOrMaps(&menu::MENU)
            => { "菜单，依次写出名称和链接；不写时由各栏目排成。", "The menu in order; by default the site's lists and columns." } = "[{name: 案例, link: cases/_index.md}]";
        FEATURED = "featured" "重点案例" ["首页案例", "推荐案例"]: Texts
            => { "首页最先展示的案例，依次写出路径；写了 featured 的案例排在它们后面。", "Cases that the home page shows first, by path and in order; those that say `featured` themselves follow." } = "[cases/yangben-zhibu.md]";
        ORGANISER = "organiser" "主办" ["主办单位", "organizer", "footer", "页脚"]: TextOrMap(&organiser::ORGANISER)
            => { "主办单位及页脚的内容。", "Who publishes the site, for the footer." } = "{name: 某学院党委, icp: 京ICP备00000000号}";
        DIAGNOSTICS = "diagnostics" "提示" ["severities", "诊断"]: Pairs
            => { "把某些提示调轻：warning、hint 或 off。只能调轻，不能调重。", "Severities that the site lowers: warning, hint or off. They cannot be raised." } = "{remote-picture: hint}";
        VOCABULARY = "vocabulary" "词表" ["vocab"]: Text
            => { "替换内置词表的文件，从网站的根写起；其中没有的列表仍用内置的。", "A file that replaces the built-in vocabulary, from the site's root; lists that it leaves out stay built in." } = "vocabulary.yaml";
        EDITOR = "editor" "编辑器" ["打开方式"]: Text
            => { "预览时点“打开源文件”，或按住 Alt 点击正文，用这个链接打开源文件；{path} 代表文件，{line} 代表行。不写时复制文件名和行号。", "In the preview, the button `Open source` and Alt-click open the source by this link; {path} stands for the file, {line} for the line. Without it, file and line are copied." } = "vscode://file/{path}:{line}";
        EXTRA = "extra" "自定义" ["其他", "params"]: Pairs
            => { "自己的模板要用的值，名称自定。", "Values for templates of your own, under names of your choice." } = "{口号: 干在实处}";
    }
}

/// Keys of `theme:`.
pub mod theme {
    keys! {
        pub THEME = "site-theme" { "主题及其设置", "theme" }
        NAME = "name" "名称" ["主题"]: Text
            => { "主题的名称。", "Name of the theme." } = "hongqi";
    }
}

/// Keys of `markup:`.
pub mod markup {
    keys! {
        pub MARKUP = "markup" { "正文的读法", "markup" }
        BREAKS = "breaks" "换行" ["linebreaks"]: Choice(&["join", "paragraph"])
            => { "段落里单独的换行：join 汉字之间直接相连（默认），paragraph 每行成段，适合从 Word 粘贴的文字。", "A single line break in a paragraph: join (default), or paragraph for texts pasted from Word." } = "join";
        HTML = "html" "网页标签" ["raw_html"]: Choice(&["sanitize", "allow", "escape"])
            => { "正文里的 HTML：sanitize 只留无害的（默认），allow 全部保留，escape 当作文字。", "Raw HTML: sanitize keeps what is harmless (default), allow keeps all, escape shows it as text." } = "sanitize";
    }
}

/// Keys of an entry of the menu.
pub mod menu {
    keys! {
        pub MENU = "menu" { "菜单项", "an entry of the menu" }
        NAME = "name" "名称" ["标题", "title", "文字"]: Text
            => { "显示的文字。", "What is shown." } = "案例";
        LINK = "link" "链接" ["url", "网址", "href", "地址"]: Address
            => { "源文件路径（cases/_index.md）、以 / 开头的地址，或别的网站。", "A source path (cases/_index.md), a root-absolute address, or another site." } = "cases/_index.md";
    }
}

/// Keys of the organiser.
pub mod organiser {
    keys! {
        pub ORGANISER = "organiser" { "主办单位", "the organiser" }
        NAME = "name" "名称" ["单位", "主办", "主办单位"]: Text
            => { "主办单位。", "The organising unit." } = "某学院党委组织部";
        COPYRIGHT = "copyright" "版权" ["版权所有"]: Text
            => { "版权说明。", "Copyright line." } = "某学院版权所有";
        ICP = "icp" "备案号" ["ICP备案号", "ICP备案"]: Text
            => { "ICP 备案号，页脚链接到工信部备案系统。", "ICP registration number, linked in the footer." } = "京ICP备00000000号-1";
        POLICE = "police" "公安备案号" ["公安备案", "公网安备"]: Text
            => { "公安联网备案号。", "Public security registration number." } = "京公网安备 00000000000000号";
        CONTACT = "contact" "联系" ["联系方式", "电话", "邮箱"]: Text
            => { "联系方式。", "How to reach it." } = "dangjian@example.edu.cn";
    }
}

/// Keys of a vocabulary.
pub mod vocabulary {
    use super::term::TERM;

    keys! {
        pub VOCABULARY = "vocabulary" { "词表", "a vocabulary" }
        LEVELS = "levels" "级别" []: Maps(&TERM)
            => { "荣誉和项目的级别，从高到低。", "Levels of honours and programmes, the highest first." } = "[{id: national, zh: 国家级, en: national}]";
        HONOUR_KINDS = "honour_kinds" "荣誉类别" []: Maps(&TERM)
            => { "荣誉的类别；各类数量不相加。", "Kinds of honours; their counts are never added up together." } = "[{id: award, zh: 奖项, en: awards}]";
        GRADES = "grades" "等次" []: Maps(&TERM)
            => { "奖项的等次，从高到低。", "Grades of awards, the highest first." } = "[{id: first, zh: 一等奖, en: first prize}]";
        QUALIFIERS = "qualifiers" "限定" []: Maps(&TERM)
            => { "数目前后的限定词。", "What stands around a number." } = "[{id: at-least, zh: 以上, en: at least}]";
        BRANCH_KINDS = "branch_kinds" "支部类别" []: Maps(&TERM)
            => { "支部的类别。", "Kinds of branches." } = "[{id: branch, zh: 党支部, en: branch}]";
        MEMBERSHIPS = "memberships" "成员类别" []: Maps(&TERM)
            => { "成员的类别。", "Kinds of membership." } = "[{id: faculty, zh: 教工, en: faculty}]";
        STAGES = "stages" "阶段" []: Maps(&TERM)
            => { "项目的阶段。", "Stages of a programme." } = "[{id: approved, zh: 立项, en: approved}]";
        SOURCE_KINDS = "source_kinds" "来源类别" []: Maps(&TERM)
            => { "来源的类别。", "Kinds of sources." } = "[{id: original, zh: 原创, en: original}]";
        RECIPIENTS = "recipients" "获得者" []: Maps(&TERM)
            => { "荣誉的获得者。", "Recipients of honours." } = "[{id: branch, zh: 支部, en: the branch}]";
        UNITS = "units" "单位" []: Names
            => { "数目后面的单位。", "Units that follow a number." } = "[人次, 项]";
        SET_PHRASES = "set_phrases" "固定说法" []: Names
            => { "形似自创框架的固定说法。", "Set phrases that look like a house framework and are none." } = "[三会一课]";
    }
}

/// Keys of a term of a vocabulary.
pub mod term {
    keys! {
        pub TERM = "term" { "词条", "a term" }
        ID = "id" "标识" []: Text
            => { "标识，只用小写字母、数字和连字符；用在文件和网址里。", "Identifier of lower-case letters, digits and hyphens, for files and addresses." } = "national";
        ZH = "zh" "中文" ["名称", "name"]: Text
            => { "中文页面上显示的文字。", "What Chinese pages show." } = "国家级";
        EN = "en" "英文" []: Text
            => { "英文页面上显示的文字；不写时用标识。", "What English pages show; the identifier by default." } = "national";
        ALIASES = "aliases" "别名" ["alias"]: Names
            => { "视为同一词条的其他写法。", "Other spellings that are read as this term." } = "[全国, 国家]";
    }
}
