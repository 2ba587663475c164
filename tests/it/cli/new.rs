//! `fengcai new`.

use std::path::Path;

use super::transcript::{Said, Site, fengcai, run, shell};
use super::usage::english;

fn new(site: &Site, arguments: &[&str]) -> Said {
    run(fengcai().arg("new").args(arguments).current_dir(site.path()).env_remove("HOME"))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The commands that a run of `new` recommends.
fn commands(said: &Said) -> Vec<String> {
    let lines = said.err.lines().filter_map(|line| line.strip_prefix("  "));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_new_site_builds_without_a_diagnostic() {
    for lang in ["zh", "en"] {
        let folder = Site::new(&[]);
        let said = new(&folder, &["demo", "--lang", lang]);
        assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
        let demo = folder.path().join("demo");
        assert_eq!(names(&demo), ["content", "site.yaml"]);
        let mut command = fengcai();
        command.args(["build", "--format", "json", "--lang", lang]).current_dir(&demo).env_remove("HOME");
        let built = run(&mut command);
        assert_eq!((built.code, built.out.as_str()), (0, ""), "{}", built.err);
        let home = std::fs::read_to_string(demo.join("public/index.html")).unwrap();
        assert!(home.contains(if lang == "zh" { "lang=\"zh-CN\"" } else { "lang=\"en\"" }), "{home}");
    }
}

#[test]
fn the_recommended_commands_work_when_they_are_typed() {
    for (folder, lang) in [("demo", "zh"), ("my site", "en"), ("it's $HOME", "zh"), ("-x", "zh"), (".", "en")]
    {
        let site = Site::new(&[]);
        let said = new(&site, &["--lang", lang, "--", folder]);
        assert_eq!(said.code, 0, "{}", said.err);
        if lang == "zh" {
            let lines = said.err.lines().filter(|line| !line.starts_with("  "));
            assert_eq!(english(&lines.collect::<String>()), None, "{}", said.err);
        }
        let typed = commands(&said);
        assert_eq!(typed.len(), if folder == "." { 3 } else { 4 }, "{typed:?}");
        // The preview never ends, so it is not typed here.
        let kept: Vec<&String> = typed.iter().filter(|command| *command != "fengcai serve").collect();
        assert_eq!(kept.len(), typed.len() - 1, "{typed:?}");
        let script = kept.into_iter().map(String::as_str).collect::<Vec<_>>().join(" && ");
        let said = run(shell(&script).current_dir(site.path()));
        assert_eq!(said.code, 0, "{script}: {}", said.err);
        assert!(site.path().join(folder).join("public/index.html").exists());
    }
}

#[test]
fn a_folder_in_use_is_left_as_it_is() {
    let site = Site::new(&[("稿.docx", "mine")]);
    let said = new(&site, &["."]);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
    assert!(said.err.contains("稿.docx") && said.err.contains("不是空的"), "{}", said.err);
    assert_eq!(english(&said.err), None, "{}", said.err);
    assert_eq!(names(site.path()), ["稿.docx"]);
    let twice = Site::new(&[]);
    assert_eq!(new(&twice, &["demo"]).code, 0);
    assert_eq!(new(&twice, &["demo"]).code, 2);
    let file = Site::new(&[("demo", "mine")]);
    let said = new(&file, &["demo"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert_eq!(std::fs::read_to_string(file.path().join("demo")).unwrap(), "mine");
}

#[test]
fn a_folder_under_version_control_is_empty() {
    let site = Site::new(&[(".git/HEAD", "ref"), (".DS_Store", "")]);
    let said = new(&site, &["."]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(names(site.path()), [".DS_Store", ".git", "content", "site.yaml"]);
}

#[test]
fn a_site_inside_the_texts_of_another_is_refused() {
    let site = Site::new(&[("site.yaml", "title: 甲\n"), ("content/a.md", "---\ntitle: a\n---\n")]);
    let said = new(&site, &["content/demo"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(!site.path().join("content/demo").exists());
    assert_eq!(new(&site, &["demo"]).code, 0);
}

#[test]
fn quiet_says_nothing_and_root_says_from_where() {
    let site = Site::new(&[]);
    let said = run(site.fengcai().args(["new", "demo", "--quiet"]));
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    assert!(site.path().join("demo/site.yaml").exists());
}

#[test]
fn json_tells_a_refusal_as_a_diagnostic() {
    let site = Site::new(&[("稿.docx", "mine")]);
    let said = new(&site, &[".", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(said.out.trim()).unwrap();
    assert_eq!((&told["code"], said.code), (&"full-folder".into(), 2));
}
