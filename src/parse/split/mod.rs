//! Splits a text into front matter and body.
//!
//! Fences are read generously: blank lines before the first one, spaces after it, characters without
//! width before it, and dashes of other shapes (`－－－`, `———`). What other programs would not read
//! is reported; what follows a reported fence is read all the same, so that one slip hides no other.

use crate::base::{Diagnostic, Diagnostics, FilePath, Outcome, Place, Span};

use crate::base::fold;
use crate::yaml;

use super::lines::{Line, Lines, is_blank_char, is_dash};

#[cfg(test)]
mod tests;

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
    LATE_FRONT_MATTER = "late-front-matter" Error {
        "文件头不在文件最前面，前面还有文字，会被当作正文。",
        "Front matter with text before it, which would be printed as text."
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
        if is_fence(bare) && closes_soon(lines.clone(), |line| is_closing(line) || is_fence(line)) {
            self.odd_fence(&first);
            return self.after_opening(&first, lines);
        }
        if let Some(entry) = beside_fence(&first) {
            return self.opened_with(&first, entry, lines);
        }
        if bare.starts_with("```") {
            return self.code_block(&first, lines);
        }
        if first.is_entry() && closes_soon(Lines::new(self.text), is_closing) {
            return self.unopened(&first);
        }
        if let Some(end) = bare_entries(Lines::new(self.text)) {
            return self.unfenced(&first, &end);
        }
        match late_fences(lines) {
            Some((opening, closing)) => self.late(&first, &opening, &closing),
            None => self.no_front(),
        }
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

    fn after_opening(&mut self, opening: &Line<'_>, lines: Lines<'_>) -> Split {
        self.closed(opening, opening.end, lines)
    }

    /// Finds the closing fence: `---` or `...`, else a line of another shape that cannot be part of a
    /// YAML map at the beginning of a line.
    fn closed(&mut self, opening: &Line<'_>, start: usize, lines: Lines<'_>) -> Split {
        for line in lines.clone() {
            if is_closing(line.text) {
                return self.between(start, line.start, line.end);
            }
            if !line.text.starts_with(is_blank_char) && is_fence(line.text) {
                self.odd_fence(&line);
                return self.between(start, line.start, line.end);
            }
            if let Some(prose) = prose_beside_fence(&line) {
                self.crowded_fence(prose);
                return self.between(start, line.start, prose.start as usize);
            }
        }
        self.unclosed(opening, start, lines)
    }

    /// `--- title: 甲`: the first entry stands on the line of the fence.
    fn opened_with(&mut self, fence: &Line<'_>, entry: Span, lines: Lines<'_>) -> Split {
        self.crowded_fence(entry);
        self.closed(fence, entry.start as usize, lines)
    }

    /// Reports what stands behind the dashes of a fence.
    fn crowded_fence(&mut self, after: Span) {
        let message = words!("--- 后面还有文字", "text follows the `---` on its line");
        let problem = Diagnostic::new(&ODD_FENCE, Place::span(self.file, after), message);
        self.problems.push(problem.help(words!(
            "在 --- 后面换行，让它独占一行",
            "begin a new line after the `---`, so that it stands alone"
        )));
    }

    fn between(&self, start: usize, end: usize, body: usize) -> Split {
        Split { front: Some(Span::new(start..end)), body: Span::new(body..self.text.len()) }
    }

    /// No closing fence. An indented one is taken; else the front matter ends before the first line
    /// that cannot be YAML.
    fn unclosed(&mut self, opening: &Line<'_>, start: usize, lines: Lines<'_>) -> Split {
        let indented = lines.clone().find(|line| line.bare() == "---" || is_fence(line.bare()));
        if let Some(fence) = indented {
            self.odd_fence(&fence);
            return self.between(start, fence.start, fence.end);
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
        self.between(start, end, end)
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

    /// Entries with no fence at all.
    fn unfenced(&mut self, first: &Line<'_>, last: &Line<'_>) -> Split {
        let (from, to) = (first.number, last.number);
        let message = words!("文件头没有用 --- 围住", "the front matter has no fences");
        let problem = Diagnostic::new(&UNOPENED_FRONT_MATTER, self.place_of(first), message);
        self.problems.push(problem.help(words!(
            "在第 {from} 行前面、第 {to} 行后面各加一行 ---",
            "write a line `---` before line {from} and one after line {to}"
        )));
        self.between(first.start, last.end, last.end)
    }

    /// Front matter below other text, which is left out.
    fn late(&mut self, first: &Line<'_>, opening: &Line<'_>, closing: &Line<'_>) -> Split {
        let number = opening.number;
        let message = words!(
            "第 {number} 行才是文件头，前面不能有文字",
            "the front matter begins on line {number}; no text can stand before it"
        );
        let problem = Diagnostic::new(&LATE_FRONT_MATTER, self.place_of(first), message);
        self.problems.push(problem.help(words!(
            "把文件头移到文件最前面，或删去它前面的文字",
            "move the front matter to the beginning of the file, or delete what stands before it"
        )));
        self.between(opening.end, closing.start, closing.end)
    }
}

/// The entry on the line of a fence, `--- title: 甲`.
fn beside_fence(line: &Line<'_>) -> Option<Span> {
    let rest = line.text.strip_prefix("---")?;
    let entry = rest.trim_start_matches(is_blank_char);
    let start = line.start + line.text.len() - entry.len();
    let is_known = known_name(entry).is_some();
    (is_known && entry.len() < rest.len()).then(|| Span::new(start..start + entry.trim_end().len()))
}

/// The prose on the line of a closing fence, `---正文`; what can be YAML is none.
fn prose_beside_fence(line: &Line<'_>) -> Option<Span> {
    let rest = line.text.strip_prefix("---")?;
    let prose = rest.trim_matches(is_blank_char);
    if !prose.starts_with(fold::is_han) || known_name(prose).is_some() {
        return None;
    }
    let start = line.start + line.text.len() - rest.trim_start_matches(is_blank_char).len();
    Some(Span::new(start..start + prose.len()))
}

/// The known name that a line begins with, before its colon of either width.
fn known_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once([':', '：'])?;
    yaml::is_known_name(name).then_some(name)
}

/// Entries without any fence at the beginning of a text, up to a blank line: the last of their lines.
/// One of them is a title, or there are several known names, so that prose is not taken for them.
fn bare_entries<'a>(lines: Lines<'a>) -> Option<Line<'a>> {
    let written = lines.skip_while(Line::is_blank).take_while(|line| !line.is_blank());
    let mut known = 0;
    let mut last = None;
    for line in written {
        if !line.may_be_yaml() {
            return None;
        }
        if let Some(name) = known_name(line.text) {
            known += if is_title(name) { 2 } else { 1 };
        } else if last.is_none() {
            return None;
        }
        last = Some(line);
    }
    last.filter(|_| known >= 2)
}

fn is_title(name: &str) -> bool {
    matches!(name.trim().to_ascii_lowercase().as_str(), "title" | "标题" | "题目")
}

/// Both fences of a front matter that does not stand at the beginning: `---` within the first lines,
/// a title among the entries below it, `---`.
fn late_fences<'a>(mut lines: Lines<'a>) -> Option<(Line<'a>, Line<'a>)> {
    const FIRST_LINES: usize = 12;
    let opening = lines.by_ref().take(FIRST_LINES).find(|line| line.text.trim_end() == "---")?;
    let mut has_title = false;
    for line in lines {
        if is_closing(line.text) {
            return has_title.then_some((opening, line));
        }
        if !line.may_be_yaml() {
            return None;
        }
        has_title |= known_name(line.text).is_some_and(is_title);
    }
    None
}

/// Where the text seems to begin inside what should be front matter: the first line that cannot be
/// YAML and follows a blank line. Found only when the closing fence is missing, but dashes much
/// further down were taken for it.
/// An entry with a known name after it shows that the fence is the right one, and the prose a slip.
pub(super) fn prose_inside(front: &str) -> Option<usize> {
    let begins = text_begins(Lines::new(front), Headings::AreComments)?;
    if Lines::new(&front[begins.end..]).any(|line| line.is_entry() && known_name(line.text).is_some()) {
        return None;
    }
    Some(with_headings(&front[..begins.start]).unwrap_or(begins.start))
}

/// Where the headings begin that stand right before the text, `## 一、背景`. In YAML they are comments,
/// but a comment of two `#` after a blank line is none.
fn with_headings(before: &str) -> Option<usize> {
    let lines: Vec<Line<'_>> = Lines::new(before).collect();
    let headings = lines.iter().rev().take_while(|line| line.is_blank() || line.text.starts_with("##"));
    let first = headings.filter(|line| !line.is_blank()).last()?;
    let above = lines.iter().rev().find(|line| line.start < first.start)?;
    above.is_blank().then_some(first.start)
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

fn text_begins<'a>(mut lines: Lines<'a>, headings: Headings) -> Option<Line<'a>> {
    let mut after_blank = false;
    while let Some(line) = lines.next() {
        let is_heading = headings == Headings::EndIt && line.text.starts_with('#');
        let is_prose = !line.may_be_yaml();
        // Without a blank line before it, prose is the text when no entry comes after it.
        let ends = || headings == Headings::EndIt && !lines.clone().any(|line| line.is_entry());
        if after_blank && (is_heading || is_prose) || is_prose && ends() {
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

/// Whether a line is a fence drawn with the wrong signs or the wrong number of them. One long dash is
/// what Word makes of `---`.
fn is_fence(line: &str) -> bool {
    let mut signs = line.chars().filter(|char| !is_blank_char(*char));
    let Some(first) = signs.next() else { return false };
    // Nearly every line is none, which its first sign tells.
    if !is_dash(first) && !matches!(first, '=' | '*' | '_' | '~' | '＝') {
        return false;
    }
    let rest = signs.clone().count();
    // `- -` is a list in a list.
    let least = if line.contains("- ") { 2 } else { 1 };
    match first {
        '=' | '*' | '_' | '~' | '＝' => rest >= 2 && signs.all(|sign| sign == first),
        '—' | '⸺' | '⸻' => signs.all(is_dash),
        _ => rest >= least && signs.all(is_dash),
    }
}
