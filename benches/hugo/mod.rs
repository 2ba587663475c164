//! The same cases as a Hugo site: a page for each, every facet a taxonomy in pages of 24, a feed. Its
//! templates say what the light theme says, as far as Hugo knows it: it has no matrix, no evidence, no
//! honours and no neighbours, and checks no links.

use std::path::Path;
use std::process::{Command, Stdio};

use super::corpus;

const CONFIG: &str = "\
baseURL: https://bench.example/
title: 基准站
languageCode: zh-CN
hasCJKLanguage: true
taxonomies:
  tag: tags
  institution: institutions
  college: colleges
  membership: memberships
  year: years
  dimension: dimensions
pagination: {pagerSize: 24}
outputs: {home: [html, rss], section: [html], taxonomy: [html], term: [html]}
";

const SINGLE: &str = "<!doctype html><title>{{ .Title }}</title>\n<h1>{{ .Title }}</h1>\n\
    date {{ .Date.Format \"2006-01-02\" }}\n{{ range $key, $value := .Params }}{{ $key }} {{ $value }}\n{{ end }}\
    words {{ .WordCount }}\nsummary {{ .Summary | plainify }}\n<main>\n{{ .Content }}</main>\n\
    {{ with .PrevInSection }}previous {{ .Title }} {{ .RelPermalink }}\n{{ end }}\
    {{ with .NextInSection }}next {{ .Title }} {{ .RelPermalink }}\n{{ end }}";

const LIST: &str = "<!doctype html><title>{{ .Title }}</title>\n<h1>{{ .Title }}</h1>\n\
    {{ $at := .Paginate .Pages }}{{ range $at.Pages }}case {{ .Title }} {{ .RelPermalink }}\n{{ end }}\
    page {{ $at.PageNumber }} of {{ $at.TotalPages }}\n";

/// Whether there is a Hugo to compare with.
pub(crate) fn is_there() -> bool {
    Command::new("hugo")
        .arg("version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|it| it.success())
}

/// Writes the cases as a Hugo site below `root`.
pub(crate) fn write_site(root: &Path, count: usize) {
    let write = |path: String, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("hugo.yaml".into(), CONFIG);
    write("layouts/_default/single.html".into(), SINGLE);
    write("layouts/_default/list.html".into(), LIST);
    write("layouts/index.html".into(), LIST);
    for number in 0..count {
        write(format!("content/cases/case-{number:05}.md"), &case(&corpus::case(number, count)));
    }
}

/// The text of a case for Hugo: places become taxonomies, the period becomes years, and the dimensions of
/// headings become a list.
pub(crate) fn case(text: &str) -> String {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let mut out = String::from("---\n");
    for line in front.lines() {
        match line.split_once(": ") {
            Some(("institution", name)) => out.push_str(&format!("institutions: [{name}]\n")),
            Some(("college", name)) => out.push_str(&format!("colleges: [{name}]\n")),
            Some(("membership", name)) => out.push_str(&format!("memberships: [{name}]\n")),
            Some(("period", years)) => {
                let years: Vec<u32> = years
                    .split(|char: char| !char.is_ascii_digit())
                    .filter_map(|part| part.parse().ok())
                    .collect();
                let all: Vec<String> = (years[0]..=years[1]).map(|year| format!("\"{year}\"")).collect();
                out.push_str(&format!("years: [{}]\n", all.join(", ")));
            }
            _ => out.push_str(&format!("{line}\n")),
        }
    }
    let mut dimensions = Vec::new();
    let mut plain = String::with_capacity(body.len());
    for line in body.lines() {
        match line.split_once(" {维度=") {
            Some((heading, dimension)) => {
                plain.push_str(heading);
                dimensions.push(dimension.trim_end_matches('}'));
            }
            None => plain.push_str(line),
        }
        plain.push('\n');
    }
    out.push_str(&format!("dimensions: [{}]\n---\n{}", dimensions.join(", "), plain));
    out
}
