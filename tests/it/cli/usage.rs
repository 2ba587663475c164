//! Help, faults of usage, languages, completions.

use super::transcript::{fengcai, run};

/// A run of three English words or more, each in lower case, in a text that should hold Chinese:
/// commands, options, paths and what stands between backticks are no sentences.
pub(super) fn english(text: &str) -> Option<String> {
    for line in text.lines() {
        let mut kept = Vec::new();
        for (number, part) in line.split('`').enumerate() {
            if number % 2 == 0 {
                kept.push(part);
            }
        }
        let mut run = Vec::new();
        for word in kept.join(" | ").split_whitespace() {
            let plain =
                word.trim_matches(|char: char| char.is_ascii_punctuation() && char != '-' && char != '<');
            if plain.len() > 1 && plain.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                run.push(plain.to_owned());
            } else {
                run.clear();
            }
            if run.len() == 3 {
                return Some(run.join(" "));
            }
        }
    }
    None
}

#[test]
fn the_search_for_english_finds_it() {
    assert_eq!(english("用法：fengcai build --output public").as_deref(), None);
    assert_eq!(english("见 `a b c d`").as_deref(), None);
    assert_eq!(english("error: unexpected argument found").as_deref(), Some("error unexpected argument"));
    assert_eq!(english("打印 Print this message").as_deref(), Some("Print this message"));
}

#[test]
fn help_and_faults_of_usage_are_chinese_under_lang_zh() {
    let lines: [&[&str]; 31] = [
        &["--help"],
        &["-h"],
        &[],
        &["help"],
        &["help", "build"],
        &["new", "--help"],
        &["add", "--help"],
        &["new"],
        &["add", "case"],
        &["add", "books", "甲"],
        &["add", "case", "甲", "--framework"],
        &["build", "--help"],
        &["render", "--help"],
        &["why", "--help"],
        &["serve", "--help"],
        &["theme", "--help"],
        &["completions", "--help"],
        &["bild"],
        &["--quiet"],
        &["build", "--outptu", "x"],
        &["build", "extra"],
        &["build", "--output"],
        &["build", "--today", "tomorrow"],
        &["build", "--quiet=1"],
        &["build", "--drafts", "--drafts"],
        &["serve", "--port", "99999"],
        &["serve", "--host", "nowhere"],
        &["completions", "tcsh"],
        &["completions"],
        &["why"],
        &["theme", "polish"],
    ];
    for line in lines {
        let said = run(fengcai().args(["--lang", "zh"]).args(line));
        let text = format!("{}{}", said.out, said.err);
        assert!(text.chars().any(|char| ('一'..='龥').contains(&char)), "{line:?}: {text}");
        assert_eq!(english(&text), None, "{line:?}: {text}");
        let helps = line.iter().any(|word| ["--help", "-h", "help"].contains(word));
        assert_eq!(said.code, if helps { 0 } else { 2 }, "{line:?}: {text}");
    }
}

#[test]
fn help_and_faults_of_usage_are_english_under_lang_en() {
    for line in [
        &["--help"][..],
        &["add", "--help"],
        &["new"],
        &["build", "--help"],
        &["bild"],
        &["build", "--today", "x"],
        &[],
    ] {
        let said = run(fengcai().args(["--lang", "en"]).args(line));
        let text = format!("{}{}", said.out, said.err);
        assert!(text.is_ascii(), "{line:?}: {text}");
    }
}

#[test]
fn the_locale_chooses_the_language() {
    let chinese = run(fengcai().arg("--help").env("LC_ALL", "zh_CN.UTF-8"));
    let english = run(fengcai().arg("--help").env("LC_ALL", "en_US.UTF-8").env("LANG", "zh_CN.UTF-8"));
    assert!(chinese.out.contains("用法"), "{}", chinese.out);
    assert!(english.out.contains("Usage"), "{}", english.out);
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = run(fengcai().args(["completions", shell]));
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{shell}");
        assert!(said.out.contains("keep-going"), "{shell}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let said = run(fengcai().arg("--version"));
    assert_eq!(said.out, format!("fengcai {}\n", env!("CARGO_PKG_VERSION")));
}
