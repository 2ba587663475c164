//! README.md: its tours work as they are typed, and it names every command.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fengcai::base::Lang;
use fengcai::cli;

use crate::cli::transcript::shell;
use crate::fences::fences;
use crate::project::root;

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap().replace("\r\n", "\n")
}

/// The commands of the blocks `sh NAME`, in order.
fn commands(name: &str) -> Vec<String> {
    let blocks = fences(&readme()).into_iter().filter(|block| block.language == "sh" && block.about == name);
    blocks.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What a user who reads `locale` does in a folder.
fn done(mut command: Command, folder: &Path, locale: &str) -> Command {
    command.current_dir(folder).env_remove("LC_MESSAGES").env("LC_ALL", locale);
    command
}

/// Types one line; gives what was said, and the folder in which the user then stands.
fn typed(line: &str, folder: PathBuf, locale: &str) -> (String, PathBuf) {
    if let Some(below) = line.strip_prefix("cd ") {
        return (String::new(), folder.join(below));
    }
    if line == "fengcai serve" {
        // The preview never ends: it is ended when it says where it is. Without a shell around it, it is the
        // program that is ended.
        let mut program = Command::new(env!("CARGO_BIN_EXE_fengcai"));
        program.arg("serve").stdout(Stdio::piped());
        let mut child = done(program, &folder, locale).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(said.contains("http://127.0.0.1:"), "{line}: {said}");
        return (said, folder);
    }
    let output = done(shell(line), &folder, locale).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(0), "{line}: {said}");
    (said, folder)
}

#[test]
fn the_tours_work_as_they_are_typed() {
    for (name, locale, draft) in
        [("tour", "en_GB.UTF-8", "it is a draft"), ("走一遍", "zh_CN.UTF-8", "它是草稿")]
    {
        let empty = tempfile::tempdir().unwrap();
        let mut folder = empty.path().to_owned();
        let mut answers = String::new();
        for line in commands(name) {
            let (said, next) = typed(&line, folder, locale);
            answers.push_str(&said);
            folder = next;
        }
        assert!(answers.contains(draft), "{answers}");
        assert!(folder.join("public/index.html").exists(), "{answers}");
        assert!(!answers.contains("error[") && !answers.contains("错误["), "{answers}");
    }
}

#[test]
fn every_command_is_named() {
    let readme = readme();
    let pages = cli::help_pages(Lang::En);
    for page in pages.iter().skip(1) {
        let row = format!("| `fengcai {}", page.name);
        assert!(readme.contains(&row), "the table of commands lacks {}", page.name);
    }
    for named in readme.split("| `fengcai ").skip(1) {
        let name = named.split([' ', '`']).next().unwrap();
        assert!(pages.iter().any(|page| page.name == name), "there is no command {name}");
    }
}
