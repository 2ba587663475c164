//! Splits a text into front matter and body.
//!
//! Fences are read generously: blank lines before the first one, spaces after it, characters without
//! width before it, and dashes of other shapes (`－－－`, `———`). What other programs would not read
//! is reported; what follows a reported fence is read all the same, so that one slip hides no other.

use crate::base::{Diagnostic, Diagnostics, FilePath, Outcome, Place, Span};

use super::lines::{Line, Lines, is_blank_char, is_dash};

codes! {
    ODD_FENCE = "odd-fence" Warning {
        "围住文件头的线不是三个半角减号（---）。Fengcai 照样读，别的程序读不出。",
        "A fence of the front matter that is not three hyphens. It is read all the same, but not by other programs."
    }
    UNCLOSED_FRONT_MATTER = "unclosed-front-matter" Error {
        "文件头没有结束的 --- 线，分不清哪里是正文。",
        "Front matter without its closing `---`, so that nobody knows where the text begins."
    }
    UNOPENED_FRONT_MATTER = "unopened-front-matter" Error {
        "文件头前面缺少 --- 线，会被当作正文。",
        "Front matter without its opening `---`, which would be printed as text."
    }
    WRAPPED_FRONT_MATTER = "wrapped-front-matter" Error {
        "全文被围在代码块（```）里，文件头不在最前面。",
        "A text wrapped in a code block, so that its front matter does not stand at its beginning."
    }
    TOML_FRONT_MATTER = "toml-front-matter" Error {
        "文件头是 TOML（+++），不会读取。",
        "Front matter in TOML (`+++`), which is not read."
    }
}

/// Where the front matter and the body of a text lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// The lines between the fences, without the fences.
    pub(super) front: Option<Span>,
    /// All after the front matter.
    pub(super) body: Span,
}

/// Splits a decoded text. `file` is for messages only.
pub(super) fn split(file: &FilePath, text: &str) -> Outcome<Split> {
    let mut splitter = Splitter { file, text, problems: Diagnostics::default() };
    let split = splitter.split();
    splitter.problems.with(split)
}

struct Splitter<'a> {
    file: &'a FilePath,
    text: &'a str,
    problems: Diagnostics,
}

impl Splitter<'_> {
    fn split(&mut self) -> Split {
        let mut lines = Lines::new(self.text);
        let Some(first) = lines.by_ref().find(|line| !line.is_blank()) else { return self.no_front() };
        let bare = first.bare();
        if bare == "---" {
            self.check_opening(&first);
            return self.after_opening(&first, lines);
        }
        if bare == "+++" {
            return self.toml(&first, lines);
        }
        if is_dashes(bare) && closes_soon(lines.clone(), |line| is_closing(line) || is_dashes(line)) {
            self.odd_fence(&first);
            return self.after_opening(&first, lines);
        }
        if bare.starts_with("```") {
            return self.code_block(&first, lines);
        }
        if first.is_entry() && closes_soon(Lines::new(self.text), is_closing) {
            return self.unopened(&first);
        }
        self.no_front()
    }

    /// A text without front matter.
    fn no_front(&self) -> Split {
        Split { front: None, body: Span::new(0..self.text.len()) }
    }

    /// Reports a fence that has something before it: spaces or characters that nobody sees.
    fn check_opening(&mut self, fence: &Line<'_>) {
        if !fence.text.starts_with("---") {
            let span = Span::new(fence.start..fence.start + fence.text.len());
            self.problems.push(
                Diagnostic::new(
                    &ODD_FENCE,
                    Place::span(self.file, span),
                    words!(
                        "文件头的 --- 前面有空格或看不见的字符",
                        "a space or an invisible character stands before the `---`"
                    ),
                )
                .help(words!("删去 --- 前面的字符", "delete what stands before the `---`")),
            );
        }
    }

    fn odd_fence(&mut self, fence: &Line<'_>) {
        let typed = fence.bare();
        let problem = Diagnostic::new(
            &ODD_FENCE,
            self.place_of(fence),
            words!("“{typed}”不是文件头的分隔线", "`{typed}` is not the fence of a front matter"),
        );
        self.problems.push(problem.help(words!("改为三个半角减号：---", "write three hyphens: ---")));
    }

    fn place_of(&self, line: &Line<'_>) -> Place {
        Place::span(self.file, line.bare_span())
    }

    /// Finds the closing fence: `---` or `...`, else dashes of another shape. Neither can be part of a
    /// YAML map at the beginning of a line.
    fn after_opening(&mut self, opening: &Line<'_>, lines: Lines<'_>) -> Split {
        for line in lines.clone() {
            let closes = is_closing(line.text);
            if closes || is_dashes(line.text.trim_end_matches(is_blank_char)) {
                if !closes {
                    self.odd_fence(&line);
                }
                return self.between(opening.end, line.start, line.end);
            }
        }
        self.unclosed(opening, lines)
    }

    fn between(&self, start: usize, end: usize, body: usize) -> Split {
        Split { front: Some(Span::new(start..end)), body: Span::new(body..self.text.len()) }
    }

    /// No closing fence. An indented one is taken; else the front matter ends before the first line
    /// that cannot be YAML.
    fn unclosed(&mut self, opening: &Line<'_>, lines: Lines<'_>) -> Split {
        let indented = lines.clone().find(|line| line.bare() == "---" || is_dashes(line.bare()));
        if let Some(fence) = indented {
            self.odd_fence(&fence);
            return self.between(opening.end, fence.start, fence.end);
        }
        let end = text_begins(lines.clone(), Headings::EndIt).map_or(self.text.len(), |line| line.start);
        let last = lines.take_while(|line| line.start < end).filter(|line| !line.is_blank()).last();
        let problem = Diagnostic::new(
            &UNCLOSED_FRONT_MATTER,
            self.place_of(opening),
            words!("文件头没有结束的 --- 线", "the front matter has no closing `---`"),
        );
        let help = match last {
            Some(last) => {
                let number = last.number;
                words!("在第 {number} 行后面另起一行写 ---", "write a line `---` after line {number}")
            }
            None => words!("这里若是一条横线，请写作 ***", "if a horizontal line is meant, write `***`"),
        };
        self.problems.push(problem.help(help));
        self.between(opening.end, end, end)
    }

    fn toml(&mut self, opening: &Line<'_>, mut lines: Lines<'_>) -> Split {
        let problem = Diagnostic::new(
            &TOML_FRONT_MATTER,
            self.place_of(opening),
            words!("文件头是 TOML 格式，不会读取", "front matter in TOML is not read"),
        );
        self.problems.push(problem.help(words!(
            "改用 YAML：两行 --- 之间，每行一项“title: 标题”",
            "write YAML between two lines `---`, one entry a line: `title: …`"
        )));
        let body = lines.find(|line| line.bare() == "+++").map_or(0, |line| line.end);
        Split { front: None, body: Span::new(body..self.text.len()) }
    }

    /// A code block at the very beginning: some editors and chat programs wrap a whole answer in one.
    fn code_block(&mut self, opening: &Line<'_>, mut lines: Lines<'_>) -> Split {
        let inside = lines.find(|line| !line.is_blank());
        let Some(fence) = inside.filter(|line| line.bare() == "---") else { return self.no_front() };
        let problem = Diagnostic::new(
            &WRAPPED_FRONT_MATTER,
            self.place_of(opening),
            words!("全文被围在代码块里", "the text is wrapped in a code block"),
        );
        self.problems.push(problem.help(words!(
            "删去这一行和与它成对的 ``` 行",
            "delete this line and the ``` that belongs to it"
        )));
        self.after_opening(&fence, lines)
    }

    fn unopened(&mut self, first: &Line<'_>) -> Split {
        let number = first.number;
        let problem = Diagnostic::new(
            &UNOPENED_FRONT_MATTER,
            self.place_of(first),
            words!("文件头前面缺少 --- 线", "the front matter has no opening `---`"),
        );
        let help = words!("在第 {number} 行前面加一行 ---", "write a line `---` before line {number}");
        self.problems.push(problem.help(help));
        let closing = Lines::new(self.text).find(|line| is_closing(line.text));
        closing.map_or(self.no_front(), |line| self.between(first.start, line.start, line.end))
    }
}

/// Where the text seems to begin inside what should be front matter: the first line that cannot be
/// YAML and follows a blank line. Found only when the closing fence is missing, but dashes much
/// further down were taken for it.
pub(super) fn prose_inside(front: &str) -> Option<usize> {
    text_begins(Lines::new(front), Headings::AreComments).map(|line| line.start)
}

/// The forgotten closing fence of a front matter that begins at `front`; the text begins at `prose`.
pub(super) fn swallowed(file: &FilePath, text: &str, front: usize, prose: usize) -> Diagnostic {
    let line = text[prose..].lines().next().unwrap_or_default();
    let number = text[..prose].bytes().filter(|byte| *byte == b'\n').count() + 1;
    let before = text[front..prose].trim_end();
    let last = text[..front + before.len()].bytes().filter(|byte| *byte == b'\n').count() + 1;
    let place = Place::span(file, Span::new(prose..prose + line.trim_end().len()));
    let message = words!(
        "第 {number} 行是正文，前面的文件头没有结束的 --- 线",
        "line {number} is text, but the front matter before it has no closing `---`"
    );
    let help = words!("在第 {last} 行后面另起一行写 ---", "write a line `---` after line {last}");
    Diagnostic::new(&UNCLOSED_FRONT_MATTER, place, message).help(help)
}

/// What a line like `## 一、背景` means in front matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Headings {
    /// The body has begun.
    EndIt,
    /// A comment of YAML.
    AreComments,
}

fn text_begins<'a>(lines: Lines<'a>, headings: Headings) -> Option<Line<'a>> {
    let mut after_blank = false;
    for line in lines {
        let is_heading = headings == Headings::EndIt && line.text.starts_with('#');
        if after_blank && (is_heading || !line.may_be_yaml()) {
            return Some(line);
        }
        after_blank = line.is_blank();
    }
    None
}

/// Whether a fence follows after nothing but lines of YAML, of which at least one is an entry.
fn closes_soon(lines: Lines<'_>, closes: fn(&str) -> bool) -> bool {
    let mut entries = 0;
    for line in lines {
        if closes(line.text.trim_end_matches(is_blank_char)) {
            return entries > 0;
        }
        if !line.may_be_yaml() {
            return false;
        }
        entries += usize::from(line.is_entry());
    }
    false
}

fn is_closing(line: &str) -> bool {
    let bare = line.trim_end_matches(is_blank_char);
    bare == "---" || bare == "..."
}

/// Whether a line is a fence drawn with the wrong dashes or the wrong number of them.
fn is_dashes(line: &str) -> bool {
    line.chars().all(is_dash) && line.chars().count() >= 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Option<String>, String, Vec<(String, String)>) {
        let file = FilePath::new("content/cases/a.md");
        let outcome = split(&file, text);
        let front = outcome.value.front.map(|span| text[span.range()].to_owned());
        let body = text[outcome.value.body.range()].to_owned();
        let told = outcome.diagnostics.iter().map(|problem| {
            let Some(Place { spot: crate::base::Spot::Span(span), .. }) = &problem.place else {
                panic!("no span: {problem}");
            };
            assert!(problem.help.is_some(), "{problem}");
            (problem.code.to_string(), text[span.range()].to_owned())
        });
        (front, body, told.collect())
    }

    #[test]
    fn fences_are_read_generously() {
        let texts = [
            "---\ntitle: a\n---\n正文",
            "---  \ntitle: a\n---\t\n正文",
            "---\u{3000}\ntitle: a\n---\u{a0}\n正文",
            "\n\n \u{3000}\n---\ntitle: a\n---\n正文",
            "---\ntitle: a\n...\n正文",
        ];
        for text in texts {
            assert_eq!(read(text), (Some("title: a\n".into()), "正文".into(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn windows_line_ends_are_fences_too() {
        let text = "\r\n---\r\ntitle: a\r\n---\r\n正文\r\n";
        assert_eq!(read(text), (Some("title: a\r\n".into()), "正文\r\n".into(), vec![]));
    }

    #[test]
    fn texts_without_front_matter_are_all_body() {
        for text in [
            "",
            "\n \n",
            "# 标题\n\n正文",
            "正文\n\n---\n\n后文",
            "***\n正文",
            "——\n正文",
            "--\n",
            "他说：好\n\n正文\n---\n",
            "```rust\nfn a() {}\n```\n",
            "```\n正文\n---\n",
        ] {
            assert_eq!(read(text), (None, text.to_owned(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn front_matter_may_be_empty_or_all() {
        assert_eq!(read("---\n---\n正文"), (Some("".into()), "正文".into(), vec![]));
        assert_eq!(read("---\ntitle: a\n---"), (Some("title: a\n".into()), "".into(), vec![]));
    }

    #[test]
    fn odd_fences_are_read_and_told() {
        let table = [
            ("－－－", "---"),
            ("———", "---"),
            ("—--", "---"),
            ("——", "———"),
            ("----", "---"),
            ("--", "---"),
            ("---", "－－－"),
            ("---", "——"),
            ("---", "----"),
            ("---", "  ---"),
        ];
        for (open, close) in table {
            let text = format!("{open}\ntitle: a\n{close}\n正文");
            let (front, body, told) = read(&text);
            assert_eq!((front.as_deref(), body.as_str()), (Some("title: a\n"), "正文"), "{text:?}");
            let odd: Vec<_> =
                [open, close].into_iter().map(str::trim).filter(|fence| *fence != "---").collect();
            let expected = if close.starts_with(' ') { vec!["---"] } else { odd };
            assert_eq!(told.iter().map(|(_, at)| at.as_str()).collect::<Vec<_>>(), expected, "{text:?}");
            assert!(told.iter().all(|(code, _)| code == "odd-fence"), "{text:?}");
        }
    }

    #[test]
    fn invisible_characters_before_the_fence_are_told() {
        for before in ["\u{200b}", " ", "\u{3000}", "\n\u{feff}"] {
            let (front, _, told) = read(&format!("{before}---\ntitle: a\n---\n"));
            assert_eq!(front.as_deref(), Some("title: a\n"), "{before:?}");
            assert_eq!(told.len(), 1, "{before:?}");
            assert_eq!(told[0].0, "odd-fence");
        }
    }

    #[test]
    fn a_missing_closing_fence_is_told_with_its_place() {
        let (front, body, told) = read("---\ntitle: a\ntags: [b]\n\n正文一段，没有冒号。\n");
        assert_eq!(front.as_deref(), Some("title: a\ntags: [b]\n\n"));
        assert_eq!(body, "正文一段，没有冒号。\n");
        assert_eq!(told, [("unclosed-front-matter".into(), "---".into())]);

        let (front, body, _) = read("---\ntitle: a\n\n## 一、背景\n\n正文");
        assert_eq!((front.as_deref(), body.as_str()), (Some("title: a\n\n"), "## 一、背景\n\n正文"));
        let (front, body, told) = read("---\ntitle: a\n");
        assert_eq!((front.as_deref(), body.as_str()), (Some("title: a\n"), ""));
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn the_cure_names_the_line() {
        let outcome = split(&FilePath::new("a.md"), "\n---\ntitle: a\ntags: b\n\n正文。\n");
        assert!(outcome.diagnostics[0].help.as_ref().unwrap().en.contains("after line 4"));
    }

    #[test]
    fn a_missing_opening_fence_is_told() {
        let (front, body, told) = read("标题：党建\n框架:\n  - 六强\n---\n正文");
        assert_eq!((front.as_deref(), body.as_str()), (Some("标题：党建\n框架:\n  - 六强\n"), "正文"));
        assert_eq!(told, [("unopened-front-matter".into(), "标题：党建".into())]);
    }

    #[test]
    fn other_formats_are_told() {
        let (front, body, told) = read("+++\ntitle = 'a'\n+++\n正文");
        assert_eq!((front, body.as_str()), (None, "正文"));
        assert_eq!(told, [("toml-front-matter".into(), "+++".into())]);
        let (front, _, told) = read("```markdown\n---\ntitle: a\n---\n正文\n```\n");
        assert_eq!(front.as_deref(), Some("title: a\n"));
        assert_eq!(told, [("wrapped-front-matter".into(), "```markdown".into())]);
    }

    #[test]
    fn prose_in_front_matter_is_found() {
        let front = "title: a\n# 注释\n\n# 注释：可以\ntags:\n- b\n\n一、背景\n\n正文。\n";
        assert_eq!(prose_inside(front), front.find("一、背景"));
        assert_eq!(prose_inside("title: a\n\nsummary: |\n  文\n\n  文。\n"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_split_without_loss(text in r"(?s)(-{0,4}|[—－]{2,3}|\+{3}|[ \r\n\u{200b}]|title: 甲|```|\.{3}|.){0,30}") {
            let outcome = split(&FilePath::new("a.md"), &text);
            let body = &text[outcome.value.body.range()];
            prop_assert!(text.ends_with(body));
            if let Some(front) = outcome.value.front {
                let between = &text[front.end as usize..outcome.value.body.start as usize];
                prop_assert!(between.chars().all(|char| is_blank_char(char) || is_dash(char) || char == '.'));
            }
        }
    }
}
