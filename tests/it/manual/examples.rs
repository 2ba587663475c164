//! Examples of the manual are tried. A block `yaml PATH` or `markdown PATH` is the file of that path in
//! a small site, which then builds without a word; a block `console COMMAND` is what the command says of
//! the site with the example above it. `UPDATE=1` writes anew what commands say.
//!
//! Files of a theme (`html templates/case.html`, `css`, `svg`, `yaml themes/a/theme.yaml`) that stand under
//! one heading are laid over the site together, with what else stands there. The site then passes the
//! check of themes, and its pages are others than before.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use fengcai::render::theme::signature::{FILTERS, FUNCTIONS};
use fengcai::{check, cli, pipeline};

use crate::fences::{Fence, fences};
use crate::fixture::Fixture;
use crate::project::root;
use crate::sites::{Spelling, files, options, print_report};

use super::{alone, is_update, pages, read};

/// Languages of blocks that no program can try here.
const SHOWN_ONLY: &[&str] = &["text", "nginx", "apache", "xml", "html", "css"];

/// Languages of blocks that are files of the site, when they name one.
const EXAMPLES: &[&str] = &["yaml", "markdown", "html", "css", "svg"];

/// The site that examples are laid over.
fn base() -> Fixture {
    Fixture::read(&root().join("tests/manual/base.site"))
}

/// The site with examples in it.
fn with<'f>(examples: impl IntoIterator<Item = &'f Fence>) -> Fixture {
    examples.into_iter().fold(base(), laid_over)
}

/// A site with an example in it. An example of front matter needs no title, and one of a text no front
/// matter: what both leave out has nothing to do with what they show.
fn laid_over(mut site: Fixture, example: &Fence) -> Fixture {
    let Fence { language, about: path, text, .. } = example;
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

/// Every page of a site, as it is printed.
fn printed(site: &Fixture) -> Vec<(String, Vec<u8>)> {
    let plan = pipeline::plan(files(site, Spelling::Plain), &options(site)).value;
    plan.routes().map(|route| (route.as_str().to_owned(), plan.run(route).bytes)).collect()
}

/// What is wrong with a site that has files of a theme in it.
fn theme_faults(site: &Fixture) -> String {
    let files = files(site, Spelling::Plain);
    let found = check::check(&files, &check::Subject::Site).diagnostics;
    let found: String = pipeline::locate(&*files, found).iter().map(print_report).collect();
    if found.is_empty() && printed(site) == printed(&base()) {
        return "the example changes nothing\n".to_owned();
    }
    found
}

/// Whether an example is a file of a theme, or what its templates ask.
fn is_of_theme(block: &Fence) -> bool {
    ["templates/", "themes/", "data/"].iter().any(|folder| block.about.starts_with(folder))
}

/// What is wrong with an example: the block at a place of a page. Those of a theme are tried together, at
/// the last one under their heading.
fn wrong_with(blocks: &[Fence], place: usize) -> String {
    let block = &blocks[place];
    let is_example = |other: &&Fence| EXAMPLES.contains(&&*other.language) && !other.about.is_empty();
    let beside = blocks.iter().filter(|other| other.section == block.section).filter(is_example);
    if !beside.clone().any(is_of_theme) {
        let is_asked = blocks.get(place + 1).is_some_and(|next| next.language == "console");
        return if is_asked { String::new() } else { faults(&with([block])) };
    }
    if beside.clone().next_back() != Some(block) {
        return String::new();
    }
    let site = with(beside);
    let found = faults(&site);
    if found.is_empty() { theme_faults(&site) } else { found }
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
            language if EXAMPLES.contains(&language) && !block.about.is_empty() => {
                example = Some(block);
                let found = wrong_with(&blocks, place);
                if !found.is_empty() {
                    differing.push(format!("{at}\n{found}"));
                }
            }
            "yaml" | "markdown" => panic!("{at}: an example says which file it is"),
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

#[test]
fn an_example_of_a_theme_that_is_wrong_or_idle_is_found() {
    let block = |title: &str, text: &str| format!("## {title}\n\n```html templates/base.html\n{text}```\n\n");
    let extended = |block: &str| format!("{{% extends \"hongqi/base.html\" %}}\n{block}\n");
    let page = [
        block("好", &extended("{% block footer %}甲{% endblock footer %}")),
        block("错", &extended("{% block footer %}{{ page.titel }}{% endblock footer %}")),
        block("空", &extended("{% block footer %}{{ super() }}{% endblock footer %}")),
    ];
    let (found, _) = tried("a", &page.concat());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("titel") && found[1].contains("changes nothing"), "{found:?}");
}

#[test]
fn functions_and_filters_work_as_they_are_shown() {
    let examples = FUNCTIONS.iter().chain(FILTERS).map(|known| format!("{}\n", known.example));
    let examples: String = examples.collect();
    let text =
        format!("{{% extends \"sujian/page.html\" %}}{{% block main %}}{examples}{{% endblock main %}}\n");
    let mut site = base();
    site.inputs.push(("templates/page.html".to_owned(), text));
    assert_eq!(theme_faults(&site), "");
}
