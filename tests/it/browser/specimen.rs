//! The site that the browser walks: the project's own, with pages that are hard on a layout.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};

use crate::project::{build, copy_of_site, root};
use crate::sites::below;

/// Where a server shows the specimen.
pub(super) const BELOW: &str = "/some/path/";

/// A folder whose name has to be encoded in every address.
const FOLDER: &str = "风采 展示#1%20";

const CONFIG: &str = "\
title: 支部风采
description: 样板支部案例展示：按标准看做法，按维度找佐证
lang: zh-CN
timezone: Asia/Shanghai
organiser: {name: 甲大学党委组织部, contact: dangjian@host.example, copyright: 版权归各支部所有, icp: 京ICP备00000000号-1}
";

const CASE: &str = "\
---
title: 有图片的案例，标题也很长：对标“七个有力”，推动党建与事业深度融合，赋能高质量发展
date: 2024-05-01
cover: cover.png
frameworks: [七个有力]
figures: [累计培训 500人次以上]
---

## 一、做法 {维度=教育党员有力、管理党员有力、监督党员有力、组织师生有力、宣传师生有力}

![一张很宽的图](wide.svg)

```{图组 cols=3}
![其一](wide.svg)

![其二](cover.png)
```
";

const PAGE: &str = "\
---
title: 难排的内容
---

## ThisHeadingIsOneWordThatNoLineOfANarrowScreenCanHoldWhateverItsSize

<https://host.example/an/address/without/any/place/where/a/line/could/break/so/it/goes/on/and/on>

`inline_code_that_is_also_much_longer_than_a_narrow_screen_is_wide_and_cannot_be_broken_either`

| 很宽的表格 | 第二列 | 第三列 | 第四列 | 第五列 | 第六列 |
|---|---|---|---|---|---|
| 这一格里的文字比较多 | 这一格里的文字比较多 | 这一格里的文字比较多 | 短 | 短 | unbreakable_words_in_a_cell |

```text
a line of code that goes on and on, beyond the edge of any narrow screen, because code does not wrap
```

> - 引文里的列表
>   1. 引文里的列表里的列表
>      - 引文里的列表里的列表里的列表

![一张很宽的图](../cases/tupian/wide.svg)
";

const WIDE: &str = "\
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1600\" height=\"400\">\
<rect width=\"1600\" height=\"400\" fill=\"#9a1b1e\"/></svg>
";

/// A picture of one point.
const POINT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// A built specimen. It lies on the disk as long as a test holds it.
pub(super) struct Specimen {
    folder: tempfile::TempDir,
}

/// The specimen in a theme, built once for all tests that look at it at the same time.
pub(super) fn specimen(theme: &str) -> Arc<Specimen> {
    static SHARED: Mutex<BTreeMap<String, Weak<Specimen>>> = Mutex::new(BTreeMap::new());
    let mut shared = SHARED.lock().unwrap();
    if let Some(built) = shared.get(theme).and_then(Weak::upgrade) {
        return built;
    }
    let built = Arc::new(Specimen::build(theme));
    shared.insert(theme.to_owned(), Arc::downgrade(&built));
    built
}

/// The themes that the project carries.
pub(super) fn themes() -> Vec<String> {
    let folders = std::fs::read_dir(root().join("themes")).unwrap();
    let mut names: Vec<String> =
        folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

impl Specimen {
    fn build(theme: &str) -> Specimen {
        let site = copy_of_site();
        let content = site.path().join("content");
        let point = data_encoding::BASE64.decode(POINT.as_bytes()).unwrap();
        let config = format!("{CONFIG}theme: {theme}\nbase_url: https://host.example{BELOW}\n");
        write(&site.path().join("site.yaml"), config.as_bytes());
        write(&content.join("cases/tupian/index.md"), CASE.as_bytes());
        write(&content.join("cases/tupian/wide.svg"), WIDE.as_bytes());
        write(&content.join("cases/tupian/cover.png"), &point);
        write(&content.join("notes/_index.md"), "---\ntitle: 笔记\n---\n".as_bytes());
        write(&content.join("notes/hard.md"), PAGE.as_bytes());
        let specimen = Specimen { folder: tempfile::tempdir().unwrap() };
        let built = build(site.path(), &specimen.output(), &[]);
        let said = String::from_utf8_lossy(&built.stderr).into_owned();
        assert!(built.status.success(), "{said}");
        specimen
    }

    /// The output folder.
    pub(super) fn output(&self) -> PathBuf {
        self.folder.path().join(FOLDER)
    }

    /// Pages to look at by what they show: of each kind the one with the most on it, `404.html`, and
    /// the page that is hard to lay out.
    pub(super) fn pages(&self) -> BTreeMap<String, PathBuf> {
        let mut largest: BTreeMap<String, (usize, PathBuf)> = BTreeMap::new();
        let is_page = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "html");
        for file in below(&self.output()).into_iter().filter(is_page) {
            let page = std::fs::read_to_string(&file).unwrap();
            let kind = match page.split_once("<body class=\"page-") {
                Some((_, rest)) => rest.split(['"', ' ']).next().unwrap(),
                None if file.ends_with("404.html") => "404",
                // A redirect shows nothing.
                None => continue,
            };
            if largest.get(kind).is_none_or(|(length, _)| *length < page.len()) {
                largest.insert(kind.to_owned(), (page.len(), file));
            }
        }
        let hard = ("hard".to_owned(), self.output().join("notes/hard/index.html"));
        largest.into_iter().map(|(kind, (_, file))| (kind, file)).chain([hard]).collect()
    }
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}
