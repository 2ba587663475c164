//! A framework is data, never code: the program knows none by name.

use std::path::Path;

use crate::sites::below;

/// The names of the frameworks of this project's own site, without signs that only some write.
fn titles(root: &Path) -> Vec<String> {
    let is_framework = |path: &&std::path::PathBuf| !path.ends_with("_index.md");
    let files = below(&root.join("content/frameworks"));
    let title = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let title = text.lines().find_map(|line| line.strip_prefix("title: ")).map(bare);
        title.unwrap_or_else(|| panic!("{} has no title", path.display()))
    };
    files.iter().filter(is_framework).map(title).collect()
}

/// A text without what a name may or may not be written with.
fn bare(text: &str) -> String {
    text.chars().filter(|char| !matches!(char, '“' | '”' | '"' | '「' | '」' | ' ')).collect()
}

/// The lines of a file that go into the program, with their numbers: no comments of Rust, no tests.
fn shipped(path: &Path, text: &str) -> Vec<(usize, String)> {
    let is_rust = path.extension().is_some_and(|extension| extension == "rs");
    let until = if is_rust { text.find("#[cfg(test)]\nmod tests {") } else { None };
    let lines = text[..until.unwrap_or(text.len())].lines().enumerate();
    let is_comment = |line: &str| is_rust && line.trim_start().starts_with("//");
    lines.filter(|(_, line)| !is_comment(line)).map(|(at, line)| (at + 1, bare(line))).collect()
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs")
}

#[test]
fn no_framework_is_named_in_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let titles = titles(root);
    assert!(titles.len() > 10, "the frameworks were not found");
    let mut found = Vec::new();
    let mut seen = 0;
    for path in ["src", "themes"].iter().flat_map(|folder| below(&root.join(folder))) {
        // Pictures are no text.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if is_test(path.strip_prefix(root).unwrap()) {
            continue;
        }
        seen += 1;
        for (number, line) in shipped(&path, &text.replace("\r\n", "\n")) {
            let named = titles.iter().filter(|title| line.contains(title.as_str()));
            found.extend(named.map(|title| format!("{}:{number} names {title}", path.display())));
        }
    }
    assert!(seen > 200, "the sources were not found");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn comments_and_tests_may_name_frameworks() {
    let text = "// 甲\nlet x = \"“乙” 丙\";\n    //! 丁\n\n#[cfg(test)]\nmod tests {\n    戊\n}\n";
    assert_eq!(shipped(Path::new("a.rs"), text), [(2, "letx=乙丙;".to_owned()), (4, String::new())]);
    assert_eq!(shipped(Path::new("a.html"), "// 甲\n"), [(1, "//甲".to_owned())]);
    assert!(is_test(Path::new("src/yaml/tests/slips.rs")) && is_test(Path::new("src/check/tests.rs")));
    assert!(!is_test(Path::new("src/check/specimen/full/content/about/ye.md")));
}
