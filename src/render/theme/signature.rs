//! What functions and filters of templates take, and words for what theme makers write, for the manual.

/// A function or a filter of templates.
#[derive(Debug, PartialEq, Eq)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// What it takes by name.
    pub parameters: &'static [Keyword],
    /// What it gives, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// How a template uses it.
    pub example: &'static str,
}

/// What is written by its name, in words: what a function or a filter takes, a key of `theme.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The name.
    pub name: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

pub(super) const fn keyword(name: &'static str, zh: &'static str, en: &'static str) -> Keyword {
    Keyword { name, zh, en }
}

/// Says a phrase of the theme.
pub(super) const T: Signature = Signature {
    name: "t",
    parameters: &[keyword(
        "key",
        "词条的名称；词条里有空的，再按空的名称给参数",
        "the phrase; what it leaves open is given by name beside it",
    )],
    zh: "主题的一个词条，用网站的语言",
    en: "A phrase of the theme in the language of the site",
    example: "{{ t(key=\"nav.page\", n=2) }}",
};

/// Gives the address of a file of the theme.
pub(super) const ASSET: Signature = Signature {
    name: "asset",
    parameters: &[keyword("path", "文件的路径，从 assets/ 写起", "its path below `assets/`")],
    zh: "主题的一个文件的网址",
    en: "The address of a file of the theme",
    example: "{{ asset(path=\"style.css\") }}",
};

/// Gives the address of a page.
pub(super) const URL: Signature = Signature {
    name: "url",
    parameters: &[keyword(
        "path",
        "以 / 开头，从网站的根写起",
        "the address, written from the root of the site with / before it",
    )],
    zh: "本站一个页面或文件的网址",
    en: "The address of a page or file of the site",
    example: "{{ url(path=\"/cases/\") }}",
};

/// Gives cards of cases.
pub(super) const CASES: Signature = Signature {
    name: "cases",
    parameters: &[
        keyword(
            "sort",
            "怎样排：`date` 从新到旧（默认），`oldest` 从旧到新，`title` 按标题，`featured` 重点案例在前",
            "their order: `date`, the newest first, by default; `oldest`, `title` or `featured`",
        ),
        keyword("limit", "最多几篇", "at most so many"),
        keyword("offset", "跳过开头的几篇", "so many are skipped first"),
        keyword(
            "group_by",
            "分组：`year`、`institution`、`college`、`framework`、`level` 或 `tag`；`limit` 和 `offset` 在每组里数",
            "groups: `year`, `institution`, `college`, `framework`, `level` or `tag`; `limit` and `offset` count in each",
        ),
    ],
    zh: "全站的案例；分组时是各组",
    en: "Cases of the site, or groups of them",
    example: "{% for item in cases(sort=\"featured\", limit=3) %}{{ item.title }}{% endfor %}",
};

/// Gives a text by its path.
pub(super) const GET: Signature = Signature {
    name: "get",
    parameters: &[keyword("path", "文件的路径，从 content/ 里写起", "the path of its file below `content/`")],
    zh: "一个页面的标题、网址和开头",
    en: "The title, the address and the beginning of a page",
    example: "{% set about = get(path=\"about.md\") %}<a href=\"{{ about.url }}\">{{ about.title }}</a>",
};

/// Gives a file of `data/`.
pub(super) const DATA: Signature = Signature {
    name: "data",
    parameters: &[keyword("path", "文件的路径，从 data/ 里写起", "its path below `data/`")],
    zh: "data/ 里一个 YAML、JSON 或 CSV 文件的内容；CSV 的每一行按表头取值",
    en: "What a YAML, JSON or CSV file of `data/` holds; rows of CSV by the names in its first row",
    example: "{% for row in data(path=\"links.csv\") %}{{ row['名称'] }}{% endfor %}",
};

/// Gives a picture by its path.
pub(super) const IMAGE: Signature = Signature {
    name: "image",
    parameters: &[keyword(
        "path",
        "图片的路径，从 content/ 里写起，或以 / 开头从 static/ 写起",
        "its path below `content/`, or below `static/` with / before it",
    )],
    zh: "一张图片的网址和大小；只有发布了的图片才有",
    en: "The address and the size of a picture that is published",
    example: "{% set logo = image(path=\"/logo.png\") %}<img src=\"{{ logo.url }}\" alt=\"\">",
};

/// Gives the day.
pub(super) const TODAY: Signature = Signature {
    name: "today",
    parameters: &[],
    zh: "生成网站的那一天，如 `2026-11-20`",
    en: "The day on which the site is built, such as `2026-11-20`",
    example: "{{ today() | date }}",
};

/// Writes a date in words.
pub(super) const DATE: Signature = Signature {
    name: "date",
    parameters: &[],
    zh: "日期照网站的语言写出，如 2023年10月20日；不是日期的原样不动",
    en: "A date in words of the language of the site; what is no date stays as it is",
    example: "{{ \"2023-10\" | date }}",
};

/// Sorts a list into groups.
pub(super) const GROUP_BY: Signature = Signature {
    name: "group_by",
    parameters: &[keyword("attribute", "按哪个字段", "the field by which")],
    zh: "把列表按一个字段分组，各组照先出现的先后；字段空着的不算",
    en: "Groups of a list by a field, in the order in which they first appear; items whose field is empty are left out",
    example: "{% for date, list in cases() | group_by(attribute=\"date\") %}{{ date }}：{{ list | length }}{% endfor %}",
};

/// Writes a value as JSON.
pub(super) const JSON: Signature = Signature {
    name: "json",
    parameters: &[],
    zh: "写成 JSON，可以放进 `<script>`",
    en: "A value as JSON that can stand in a `<script>`",
    example: "<script>var title = {{ site.title | json }};</script>",
};

/// The functions of templates.
pub const FUNCTIONS: &[Signature] = &[T, ASSET, URL, CASES, GET, DATA, IMAGE, TODAY];

/// The filters of templates beside the engine's own.
pub const FILTERS: &[Signature] = &[DATE, GROUP_BY, JSON];

impl Signature {
    /// Names of what it takes.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.parameters.iter().map(|parameter| parameter.name)
    }
}
