//! Examples of the manual are tried. A block `yaml PATH` or `markdown PATH` is the file of that path in
//! a small site, which then builds without a word; a block `console COMMAND` is what the command says of
//! the site with the example above it. `UPDATE=1` writes anew what commands say.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use fengcai::{cli, pipeline};

use crate::fences::{Fence, fences};
use crate::fixture::Fixture;
use crate::project::root;
use crate::sites::{Spelling, files, options, print_report};

use super::{alone, is_update, pages, read};

/// Languages of blocks that no program can try here.
const SHOWN_ONLY: &[&str] = &["text", "nginx", "apache", "xml", "html", "css"];

/// The site that examples are laid over.
fn base() -> Fixture {
    Fixture::read(&root().join("tests/manual/base.site"))
}

/// The site with an example in it. An example of front matter needs no title, and one of a text no front
/// matter: what both leave out has nothing to do with what they show.
fn with(example: Option<&Fence>) -> Fixture {
    let mut site = base();
    let Some(Fence { language, about: path, text, .. }) = example else { return site };
    let text = match language.as_str() {
        "yaml" if path.ends_with(".md") => front_matter(text) + "\n正文。\n",
        "markdown" if !text.starts_with("---\n") => front_matter("框架: [七个有力]\n") + "\n" + text,
        _ => text.clone(),
    };
    site.inputs.retain(|(name, _)| name != path);
    site.inputs.push((path.clone(), text));
    site
}

fn front_matter(lines: &str) -> String {
    let has_title = lines.lines().any(|line| line.starts_with("标题") || line.starts_with("title"));
    let title = if has_title { "" } else { "标题: 例子\n" };
    format!("---\n{title}{lines}---\n")
}

/// What is told of a site that should build without a word.
fn faults(site: &Fixture) -> String {
    let files = files(site, Spelling::Plain);
    let outcome = pipeline::plan(files.clone(), &options(site));
    pipeline::locate(&*files, outcome.diagnostics).iter().map(print_report).collect()
}

/// What a command says of a site.
fn answer(site: &Fixture, command: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in &site.inputs {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("fengcai"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_fengcai"))
        .current_dir(folder.path())
        .args(["--lang", "zh", "--quiet"])
        .args(words)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8(said).unwrap().trim_end().to_owned() + "\n"
}

/// Tries the examples of a page; gives what differs, and the page as it should be.
fn tried(name: &str, page: &str) -> (Vec<String>, String) {
    let mut differing = Vec::new();
    let mut fresh = page.to_owned();
    let blocks = fences(page);
    let mut example = None;
    for (place, block) in blocks.iter().enumerate() {
        let at = format!("{name}:{}", block.line);
        match block.language.as_str() {
            "yaml" | "markdown" => {
                assert!(!block.about.is_empty(), "{at}: an example says which file it is");
                example = Some(block);
                if blocks.get(place + 1).is_none_or(|next| next.language != "console") {
                    let faults = faults(&with(example));
                    if !faults.is_empty() {
                        differing.push(format!("{at}\n{faults}"));
                    }
                }
            }
            "console" => {
                let answer = answer(&with(example), &block.about);
                if answer != block.text {
                    let info = format!("```console {}\n", block.about);
                    let old = format!("{info}{}```\n", block.text);
                    assert!(fresh.contains(&old), "{at}: the block is not fenced by three marks");
                    fresh = fresh.replacen(&old, &format!("{info}{answer}```\n"), 1);
                    differing.push(format!("{at}\n--- stated\n{}--- said\n{answer}", block.text));
                }
            }
            "sh" => {
                differing.extend(misunderstood(block).map(|line| format!("{at}\n{line} is not understood")))
            }
            // A shortcode of the page itself, tried when the project's own site is built.
            shortcode if shortcode.starts_with('{') => {}
            other => assert!(SHOWN_ONLY.contains(&other), "{at}: what is `{other}`?"),
        }
    }
    (differing, fresh)
}

/// Lines that call the program in a way that it does not understand.
fn misunderstood(block: &Fence) -> impl Iterator<Item = &str> {
    block.text.lines().filter(|line| {
        let words: Vec<OsString> =
            line.split_whitespace().map(|word| word.trim_matches('"').into()).collect();
        let is_ours = words.first().is_some_and(|word| word == "fengcai" || word == "./fengcai");
        is_ours && !cli::understands(&words)
    })
}

#[test]
fn examples_do_what_the_manual_says() {
    let _alone = alone();
    let mut differing = Vec::new();
    for path in pages() {
        let name = path.strip_prefix(root()).unwrap_or(Path::new("")).display().to_string();
        let page = read(&path);
        let (mut found, fresh) = tried(&name, &page);
        if is_update() && fresh != page {
            std::fs::write(&path, &fresh).unwrap();
            found = tried(&name, &fresh).0;
        }
        differing.extend(found);
    }
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
}

#[test]
fn examples_that_are_wrong_are_found() {
    let wrong = "```yaml content/cases/a.md\n日期: 2023/13/40\n```\n\n```sh\nfengcai bild\n```\n";
    let (found, _) = tried("a", wrong);
    assert!(
        found.len() == 2 && found[0].contains("impossible-date") && found[1].contains("bild"),
        "{found:?}"
    );
    let silent = "```yaml content/cases/a.md\n标题: 甲\n```\n\n```console fengcai build\n错误\n```\n";
    let (found, fresh) = tried("a", silent);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(!fresh.contains("错误"), "{fresh}");
}
