//! What the manual shows below an example is the example, once more: between `<!-- 照上例 -->` and
//! `<!-- 照上例止 -->` stands the text of the fenced block above, so that a reader sees what comes of it.

use crate::fences::fences;

use super::{alone, is_update, pages, read};

const BEGIN: &str = "<!-- 照上例 -->\n";
const END: &str = "<!-- 照上例止 -->";

/// A page with every example repeated as it stands above.
fn repeated(page: &str) -> String {
    let mut fresh = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (_, after) = after.split_once(END).expect("an example that is repeated has an end");
        let blocks = fences(before);
        let example = blocks.last().expect("an example stands above what is repeated");
        fresh.push_str(&format!("{before}{BEGIN}\n{}\n{END}", example.text));
        rest = after;
    }
    fresh + rest
}

#[test]
fn examples_are_shown_as_they_stand() {
    let _alone = alone();
    for path in pages() {
        let page = read(&path);
        let fresh = repeated(&page);
        if is_update() && fresh != page {
            std::fs::write(&path, fresh).unwrap();
            continue;
        }
        assert!(fresh == page, "run `UPDATE=1 cargo test --test it manual` and look at the change: {path:?}");
    }
}

#[test]
fn an_example_that_differs_is_found() {
    let example = "````markdown content/cases/a.md\n```{提示}\n甲\n```\n````\n\n";
    let page = format!("{example}{BEGIN}\n```{{提示}}\n乙\n```\n\n{END}\n\n丙\n");
    let fresh = repeated(&page);
    assert_eq!(fresh, format!("{example}{BEGIN}\n```{{提示}}\n甲\n```\n\n{END}\n\n丙\n"));
    assert_eq!(repeated(&fresh), fresh);
}
