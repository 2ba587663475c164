//! Lines that begin as something and are text: `#标题`, `-第一`, `｜级别｜`, `[toc]`, `｀｀｀`.

use crate::base::Span;
use crate::markdown::checks::emphasis::follows_mask;
use crate::markdown::checks::stretch::{Block, Stretch};
use crate::markdown::cjk::{is_curly_quote, is_han, is_indent};
use crate::markdown::heads::LONGEST_HEADING;

use super::Unread;

codes! {
    UNREAD_HEADING = "unread-heading" Warning {
        "`#` 与文字之间没有空格，没有成为标题。写成 `# 标题`；若是话题标签，写成 `\\#标签`。",
        "Without a space after `#` this is no heading. Write `# title`; for a hashtag, `\\#tag`."
    }
    UNREAD_LIST = "unread-list" Hint {
        "列表的 `-`、`1.` 与文字之间没有空格，没有成为列表，几行会连在一起。",
        "Without a space after `-` or `1.` these lines are no list, and become one paragraph."
    }
    UNREAD_TASK = "unread-task" Hint {
        "任务项写成 `- [x] 已完成` 或 `- [ ] 未完成`，方括号里是 x 或一个空格。",
        "A task is written `- [x] done` or `- [ ] to do`, with x or one space between the brackets."
    }
    UNREAD_TABLE = "unread-table" Warning {
        "这几行没有成为表格：竖线要半角，表头下面要有 `|---|---|` 一行，格数与表头相同，表格前空一行。",
        "These lines are no table: it needs half-width bars, a line `|---|---|` below its head with as many cells, and a blank line before it."
    }
    UNREAD_QUOTE = "unread-quote" Hint {
        "引用的大于号是全角的，没有成为引用。写成 `> `。",
        "A full-width `＞` makes no quotation. Write `> `."
    }
    UNREAD_RULE = "unread-rule" Hint {
        "用破折号或全角符号画的线不是分隔线。写成 `---`，前后各空一行。",
        "A line of dashes or full-width signs is no rule. Write `---` between blank lines."
    }
    UNREAD_FENCE = "unread-fence" Hint {
        "代码块的 ``` 要用半角反引号（英文输入法下、数字 1 左边的键）。",
        "The ``` of a block of code are half-width backticks."
    }
    UNREAD_TOC = "unread-toc" Hint {
        "`[toc]` 会按原样显示。目录由页面自动生成，删去这一行。",
        "`[toc]` is shown as typed. Pages make their outline themselves, so remove it."
    }
}

/// Looks at the beginnings of lines.
pub(super) fn check(unread: &mut Unread<'_, '_>, stretches: &[Stretch<'_>]) {
    let mut lists = Vec::new();
    let mut table = None;
    for stretch in stretches.iter().filter(|stretch| stretch.opens_line) {
        match stretch.block {
            Block::Item => {
                task(unread, stretch);
                let line = Line::of(unread.subject.text, stretch.start);
                // The list that it stands in says what was meant.
                if line.goes_on(unread.subject.text) && lacks_space(line.text) {
                    list(unread, line);
                }
            }
            Block::Paragraph if stretch.depth == 0 => {
                let line = Line::of(unread.subject.text, stretch.start);
                if lacks_space(line.text) {
                    lists.push(line);
                }
                let holds_cells = bar(line.text).is_some() || cells(unread.subject.text, line).is_some();
                if holds_cells && table.replace(stretch.number) != Some(stretch.number) {
                    unread_table(unread, line);
                }
                simple(unread, line);
            }
            // A quotation goes on in the lines below it, a sign of the wrong width among them.
            Block::Paragraph => quote(unread, Line::of(unread.subject.text, stretch.start)),
            _ => {}
        }
    }
    // One such line may be a dash before a name; several are a list.
    if lists.len() > 1 {
        for line in lists {
            list(unread, line);
        }
    }
}

/// A line of the file from where its text begins, without the spaces around.
#[derive(Clone, Copy)]
struct Line<'c> {
    text: &'c str,
    start: usize,
}

impl<'c> Line<'c> {
    fn of(text: &'c str, start: usize) -> Line<'c> {
        let rest = &text[start..];
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest[..end].strip_suffix('\r').unwrap_or(&rest[..end]);
        let shown = line.trim_start_matches(is_indent);
        Line { text: shown.trim_end_matches(is_indent), start: start + line.len() - shown.len() }
    }

    /// Whether nothing stands before its text: what began an earlier line goes on in it.
    fn goes_on(self, text: &str) -> bool {
        text[..self.start].trim_end_matches(is_indent).ends_with('\n')
    }

    fn span(self) -> Span {
        self.first(self.text.len())
    }

    fn first(self, length: usize) -> Span {
        Span::new(self.start..self.start + length)
    }
}

fn simple(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    match line.text.chars().next() {
        Some('#' | '＃') => heading(unread, line),
        Some('＞' | '》') => quote(unread, line),
        Some('｀' | '·' | '‘' | '’' | '\'') => fence(unread, line),
        Some('[' | '@' | '［' | '【') => toc(unread, line),
        Some('—' | '－' | '―' | '─' | '━' | '＝' | '=' | '＊' | '＿' | '–') => {
            rule(unread, line)
        }
        _ => {}
    }
}

fn heading(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    let title = line.text.trim_start_matches(['#', '＃']);
    let marks = line.text[..line.text.len() - title.len()].chars().count();
    let opens = title
        .chars()
        .next()
        .is_some_and(|char| char.is_alphanumeric() || is_curly_quote(char) || "（(《【「".contains(char));
    let is_title = opens
        && marks == 1
        && !title.contains(['#', '＃'])
        && title.chars().any(is_han)
        && title.chars().count() <= LONGEST_HEADING
        && !title.ends_with(['。', '；', '，']);
    if !is_title {
        return;
    }
    unread.note(
        &UNREAD_HEADING,
        line.span(),
        words!("`#` 后面没有空格，没有成为标题", "without a space after `#` this is no heading"),
        words!(
            "写成 `# {title}`；若是话题标签，写成 `\\#{title}`",
            "write `# {title}`; for a hashtag, `\\#{title}`"
        ),
    );
}

/// Whether a line begins as an item of a list but for the space: `-第一`, `1.实施`; not `-5℃`, `1.5倍`,
/// and not `*学院`, which hides a name.
fn lacks_space(line: &str) -> bool {
    let begins_text = |rest: &str| {
        rest.chars().next().is_some_and(|char| is_han(char) || is_curly_quote(char) || char == '《')
    };
    if let Some(rest) = line.strip_prefix(['-', '+', '*', '－', '•', '●', '·']) {
        return begins_text(rest) && !(line.starts_with('*') && (follows_mask(rest) || rest.contains('*')));
    }
    let rest = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let digits = line.len() - rest.len();
    (1..=2).contains(&digits) && rest.strip_prefix(['.', '．', ')']).is_some_and(begins_text)
}

fn list(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    let body = line.text.trim_start_matches(|char: char| {
        char.is_ascii_digit() || matches!(char, '.' | '．' | ')' | '-' | '+' | '*' | '－' | '•' | '●' | '·')
    });
    let mark = &line.text[..line.text.len() - body.len()];
    let right = match mark {
        "－" | "•" | "●" | "·" => "-".to_owned(),
        _ => mark.replace('．', "."),
    };
    let first: String = body.chars().take(6).collect();
    unread.note(
        &UNREAD_LIST,
        line.first(mark.len()),
        words!("`{mark}` 后面没有空格，没有成为列表", "without a space after `{mark}` this is no list"),
        words!(
            "写成 `{right} {first}…`；不是列表就不用管",
            "write `{right} {first}…`; if it is no list, let it be"
        ),
    );
}

/// `[√]`, `[]`, `[x]完成`, `【x】` at the beginning of an item.
fn task(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>) {
    let text = stretch.text;
    let Some(rest) = text.strip_prefix(['[', '［', '【']) else { return };
    let Some(close) = rest.find([']', '］', '】']) else { return };
    let mark = rest[..close].trim();
    let after = &rest[close..];
    let length = text.len() - after.len() + after.chars().next().map_or(0, char::len_utf8);
    let done = match mark {
        "x" | "X" | "√" | "✓" | "✔" | "✅" | "☑" => "[x]",
        "" => "[ ]",
        _ => return,
    };
    // `[](a.md)` is a link without text.
    if text[length..].starts_with(['(', '（']) {
        return;
    }
    unread.note(
        &UNREAD_TASK,
        stretch.span(0..length),
        words!("这不是任务项的写法，方括号会照样显示", "this makes no task, so the brackets are shown"),
        words!("写成 `- {done} `，后面有一个空格", "write `- {done} ` with a space after it"),
    );
}

/// The bar with which a line begins and ends as a row of a table.
fn bar(line: &str) -> Option<char> {
    let bar = line.chars().next().filter(|char| matches!(char, '|' | '｜' | '│'))?;
    (line.ends_with(bar) && line.matches(bar).count() > 1).then_some(bar)
}

/// The cells of a line whose table was pasted from a spreadsheet: tabs part them, here and below.
fn cells(text: &str, line: Line<'_>) -> Option<usize> {
    let tabs = |line: &str| memchr::memchr_iter(b'\t', line.trim_matches(is_indent).as_bytes()).count();
    // Hardly any line holds one, and then the one below is not looked for.
    let here = Some(tabs(line.text)).filter(|here| *here > 0)?;
    let below = text[line.start..].lines().nth(1).map_or(0, tabs);
    (here == below).then_some(here + 1)
}

/// A table that was pasted from a spreadsheet.
fn pasted_table(unread: &mut Unread<'_, '_>, line: Line<'_>, columns: usize) {
    let head = line.text.split('\t').map(str::trim).collect::<Vec<_>>().join(" | ");
    let rule = format!("|{}", "---|".repeat(columns));
    unread.note(
        &UNREAD_TABLE,
        line.span(),
        words!("用制表符隔开的格子没有成为表格", "cells parted by tabs make no table"),
        words!(
            "每行写成 `| {head} |` 的样子，第一行下面加一行 `{rule}`",
            "write each row like `| {head} |`, and `{rule}` below the first"
        ),
    );
}

fn unread_table(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    let text = unread.subject.text;
    if let Some(columns) = cells(text, line) {
        return pasted_table(unread, line, columns);
    }
    let Some(bar) = bar(line.text) else { return };
    let columns = line.text.matches(bar).count() - 1;
    let rule = format!("|{}", "---|".repeat(columns));
    let next = text[line.start..].lines().nth(1).unwrap_or("").trim();
    let below = next.matches(bar).count().saturating_sub(1);
    let divides = below > 0 && next.chars().all(|char| char == bar || "-—－:： ".contains(char));
    let (message, help) = if bar != '|' {
        (
            words!("竖线是全角的，没有成为表格", "full-width bars make no table"),
            words!(
                "把竖线都换成半角的 `|`，表头下面写 `{rule}`",
                "type half-width bars `|`, and `{rule}` below the head"
            ),
        )
    } else if !divides {
        (
            words!("表头下面没有分隔行，没有成为表格", "without a line below its head this is no table"),
            words!("在这一行下面加一行 `{rule}`", "add a line `{rule}` below this one"),
        )
    } else if next.contains(['—', '－', '：']) {
        (
            words!(
                "分隔行里有全角符号，没有成为表格",
                "full-width signs in the line below its head make no table"
            ),
            words!("把下面一行写成 `{rule}`", "write the line below as `{rule}`"),
        )
    } else if below != columns {
        (
            words!(
                "表头有 {columns} 格，分隔行有 {below} 格，没有成为表格",
                "with {columns} cells in the head and {below} in the line below this is no table"
            ),
            words!("把下面一行写成 `{rule}`", "write the line below as `{rule}`"),
        )
    } else {
        (
            words!(
                "表格没有与上面的文字分开，没有成为表格",
                "not parted from the text above, this is no table"
            ),
            words!("在这一行前面空一行", "leave a blank line before it"),
        )
    };
    unread.note(&UNREAD_TABLE, line.span(), message, help);
}

fn quote(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    let Some(body) = line.text.strip_prefix('＞') else { return };
    let first: String = body.trim_start().chars().take(8).collect();
    unread.note(
        &UNREAD_QUOTE,
        line.first('＞'.len_utf8()),
        words!("大于号是全角的，没有成为引用", "a full-width `＞` makes no quotation"),
        words!("写成 `> {first}…`", "write `> {first}…`"),
    );
}

fn rule(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    let sign = line.text.chars().next();
    let length = line.text.chars().count();
    if length < 3 || line.text.chars().any(|char| Some(char) != sign) {
        return;
    }
    unread.note(
        &UNREAD_RULE,
        line.span(),
        words!("这不是分隔线，会按原样显示", "this is no rule, and shown as typed"),
        words!("写成 `---`，前后各空一行", "write `---` between blank lines"),
    );
}

fn fence(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    let sign = line.text.chars().next().unwrap_or('｀');
    let info = line.text.trim_start_matches(['｀', '·', '‘', '’', '\'']);
    let count = line.text[..line.text.len() - info.len()].chars().count();
    let is_info = info.is_empty()
        || info.starts_with(['{', '｛'])
        || info.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if count != 3 || !is_info {
        return;
    }
    let typed = sign.to_string().repeat(3);
    unread.note(
        &UNREAD_FENCE,
        line.span(),
        words!("“{typed}”不是代码块的记号", "`{typed}` begins no block of code"),
        words!("写成 ```{info}，用半角反引号", "write ```{info} with half-width backticks"),
    );
}

fn toc(unread: &mut Unread<'_, '_>, line: Line<'_>) {
    let bare = line.text.trim_start_matches('@').trim_matches(['[', ']', '_', '［', '］', '【', '】', ' ']);
    if !matches!(bare.to_ascii_lowercase().as_str(), "toc" | "目录") {
        return;
    }
    unread.note(
        &UNREAD_TOC,
        line.span(),
        words!("“{}”会按原样显示", "`{}` is shown as typed", line.text),
        words!("删去这一行，目录由页面自动生成", "remove it: pages make their outline themselves"),
    );
}
