//! Fenced blocks of Markdown files of the project.

/// A fenced block: ```` ```yaml site.yaml ````.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fence {
    /// The line of its first mark, from 1.
    pub(crate) line: usize,
    /// The first word behind the mark, which browsers are told.
    pub(crate) language: String,
    /// The words behind it, which are not shown: the file that an example stands in, or the command that
    /// answers so.
    pub(crate) about: String,
    /// How many headings stand above it.
    pub(crate) section: usize,
    /// What stands inside.
    pub(crate) text: String,
}

/// The fenced blocks of a page, in order. Only such as stand at the beginning of a line.
pub(crate) fn fences(page: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let mut closing: Option<String> = None;
    let mut section = 0;
    for (number, line) in page.lines().enumerate() {
        match &closing {
            Some(mark) if line == mark => closing = None,
            Some(_) => {
                let open = found.last_mut().unwrap();
                open.text.push_str(line);
                open.text.push('\n');
            }
            None if line.starts_with("```") => {
                let info = line.trim_start_matches('`');
                let (language, about) = info.split_once(' ').unwrap_or((info, ""));
                found.push(Fence {
                    line: number + 1,
                    language: language.to_owned(),
                    about: about.trim().to_owned(),
                    section,
                    text: String::new(),
                });
                closing = Some(line[..line.len() - info.len()].to_owned());
            }
            None => section += usize::from(line.starts_with('#')),
        }
    }
    assert_eq!(closing, None, "a fenced block is not closed");
    found
}

#[test]
fn a_longer_fence_holds_a_shorter_one() {
    let page =
        "甲\n````markdown content/a.md\n```{提示}\n# 乙\n```\n````\n\n## 丙\n\n```sh\nfengcai build\n```\n";
    let found = fences(page);
    let shown: Vec<_> =
        found.iter().map(|f| (f.line, f.section, &*f.language, &*f.about, &*f.text)).collect();
    assert_eq!(
        shown,
        [(2, 0, "markdown", "content/a.md", "```{提示}\n# 乙\n```\n"), (10, 1, "sh", "", "fengcai build\n")]
    );
}
