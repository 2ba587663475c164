//! The site that the browser walks: the project's own, with pages that are hard on a layout.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::project::{build, copy_of_site};
use crate::sites::below;

/// Where a server shows the specimen.
pub(super) const BELOW: &str = "/some/path/";

/// A folder whose name has to be encoded in every address.
const FOLDER: &str = "风采 展示#1%20";

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

/// The built specimen.
pub(super) fn specimen() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let site = copy_of_site();
        let content = site.path().join("content");
        let picture = data_encoding::BASE64.decode(POINT.as_bytes()).unwrap();
        write(&content.join("cases/tupian/index.md"), CASE.as_bytes());
        write(&content.join("cases/tupian/wide.svg"), WIDE.as_bytes());
        write(&content.join("cases/tupian/cover.png"), &picture);
        write(&content.join("notes/_index.md"), "---\ntitle: 笔记\n---\n".as_bytes());
        write(&content.join("notes/hard.md"), PAGE.as_bytes());
        let config = site.path().join("site.yaml");
        let typed = std::fs::read_to_string(&config).unwrap();
        write(&config, format!("{typed}\nbase_url: https://host.example{BELOW}\n").as_bytes());
        let output = tempfile::tempdir().unwrap().keep().join(FOLDER);
        let built = build(site.path(), &output, &[]);
        let said = String::from_utf8_lossy(&built.stderr).into_owned();
        assert!(built.status.success(), "{said}");
        output
    })
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// One page of each kind, the one with the most on it, and `404.html`.
pub(super) fn kinds() -> BTreeMap<String, PathBuf> {
    let mut largest: BTreeMap<String, (usize, PathBuf)> = BTreeMap::new();
    for file in below(specimen()).into_iter().filter(|file| file.extension().is_some_and(|e| e == "html")) {
        let page = std::fs::read_to_string(&file).unwrap();
        let kind = match page.split_once("<body class=\"page-") {
            Some((_, rest)) => rest.split(['"', ' ']).next().unwrap().to_owned(),
            None if file.ends_with("404.html") => "404".to_owned(),
            // A redirect shows nothing.
            None => continue,
        };
        if largest.get(&kind).is_none_or(|(length, _)| *length < page.len()) {
            largest.insert(kind, (page.len(), file));
        }
    }
    largest.into_iter().map(|(kind, (_, file))| (kind, file)).collect()
}
