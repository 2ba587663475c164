//! What libyaml says, in plain words and both languages.
//!
//! Most slips are found before libyaml sees the text; these words are for the rest. libyaml's error
//! carries two places: where it gave up, and where the thing began that it could not finish. The
//! second stands only in the drawn text of the error, from which it is read here.

use std::ops::Range;

use crate::base::Words;

use super::offsets::Repaired;
use super::parse::Finding;
use super::read::TOO_MUCH;

codes! {
    SYNTAX = "yaml-syntax" Error {
        "YAML 写法有误，从这里起无法读懂。最稳妥的写法：含有冒号、井号、引号、括号的值整个放进单引号。",
        "The YAML cannot be read from here on. A value with colons, hash signs, quotes or brackets is safest inside single quotes."
    }
    EXPANSION = "yaml-expansion" Error {
        "锚点与别名（& 和 *）展开后过大，不予解析。",
        "Anchors and aliases (`&` and `*`) that expand to too much are not read."
    }
}

/// Which of the two places tells the writer more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Problem,
    Beginning,
}

/// A problem of libyaml, found by a part of its text.
struct Known {
    says: &'static str,
    at: At,
    message: (&'static str, &'static str),
    help: (&'static str, &'static str),
}

const KNOWN: &[Known] = &[
    Known {
        says: "found unexpected end of stream",
        at: At::Beginning,
        message: ("引号没有关上", "the quotation mark is never closed"),
        help: ("在值的末尾补上同样的半角引号", "close it with the same mark at the end of the value"),
    },
    Known {
        says: "found unexpected document indicator",
        at: At::Beginning,
        message: (
            "引号没有关上，就遇到了“---”或“...”",
            "the quotation mark is not closed before a line of `---` or `...`",
        ),
        help: ("在值的末尾补上同样的半角引号", "close it with the same mark at the end of the value"),
    },
    Known {
        says: "could not find expected ':'",
        at: At::Beginning,
        message: ("这一行没有“名称: 值”中的冒号", "this line has no colon between a name and a value"),
        help: (
            "写成“名称: 值”；如果是上一项的续行，请缩进两格",
            "write `name: value`; indent it by two spaces if it continues the entry above",
        ),
    },
    Known {
        says: "mapping values are not allowed in this context",
        at: At::Problem,
        message: (
            "这里不能再出现“名称: 值”：上面的值还没有结束，或缩进与同级的行不一致",
            "no `name: value` can stand here: a value above has not ended, or the indentation differs from the lines beside it",
        ),
        help: (
            "值里有冒号时整个放进单引号；同级的行请左对齐",
            "put a value that holds a colon into single quotes; start entries of one group in the same column",
        ),
    },
    Known {
        says: "block sequence entries are not allowed in this context",
        at: At::Problem,
        message: ("列表不能写在名称的同一行", "a list item cannot stand on the line of its name"),
        help: (
            "把“- ”移到下一行并缩进两格，或写成 [甲, 乙]",
            "move `- ` to the next line, indented by two spaces, or write [a, b]",
        ),
    },
    Known {
        says: "mapping keys are not allowed in this context",
        at: At::Problem,
        message: ("值不能以“? ”开头", "a value cannot begin with `? `"),
        help: ("把整个值放进单引号", "put the whole value into single quotes"),
    },
    Known {
        says: "found character that cannot start any token",
        at: At::Problem,
        message: ("值不能以 @、`、% 或制表符开头", "a value cannot begin with @, `, % or a tab"),
        help: (
            "把整个值放进单引号；缩进只用空格",
            "put the whole value into single quotes; indent with spaces only",
        ),
    },
    Known {
        says: "a tab character",
        at: At::Problem,
        message: ("缩进里有制表符", "there is a tab in the indentation"),
        help: ("缩进只用空格，每级两格", "indent with spaces only, two for each level"),
    },
    Known {
        says: "did not find expected alphabetic or numeric character",
        at: At::Beginning,
        message: ("以 * 或 & 开头的值会被当作别名", "a value that begins with * or & is taken for an alias"),
        help: ("把整个值放进单引号", "put the whole value into single quotes"),
    },
    Known {
        says: "unknown anchor",
        at: At::Problem,
        message: (
            "以 * 开头的值会被当作别名，而没有这个锚点",
            "a value that begins with * is taken for an alias, and there is no such anchor",
        ),
        help: ("把整个值放进单引号", "put the whole value into single quotes"),
    },
    Known {
        says: "found unknown escape character",
        at: At::Problem,
        message: (
            "双引号里的反斜杠会与后一个字符合成别的字符",
            "inside double quotes a backslash changes the character after it",
        ),
        help: ("改用单引号，反斜杠就是反斜杠", "use single quotes, where a backslash is a backslash"),
    },
    Known {
        says: "while parsing a quoted scalar",
        at: At::Problem,
        message: (
            "双引号里的 \\x、\\u 后面应为十六进制数",
            "inside double quotes \\x and \\u want hexadecimal digits after them",
        ),
        help: ("改用单引号，反斜杠就是反斜杠", "use single quotes, where a backslash is a backslash"),
    },
    Known {
        says: "while scanning a block scalar",
        at: At::Problem,
        message: (
            "“|”或“>”后面不能有文字，正文从下一行起并缩进",
            "no text can stand after `|` or `>`; it begins on the next line, indented",
        ),
        help: (
            "把文字移到下一行并缩进两格；如果不是多行文字，就把值放进单引号",
            "move the text to the next line, indented by two spaces; if it is a single line, put it into single quotes",
        ),
    },
    Known {
        says: "did not find expected ',' or ']'",
        at: At::Problem,
        message: ("方括号里，到这里应有半角逗号或“]”", "a comma or `]` is wanted here, inside brackets"),
        help: (
            "各项之间用半角逗号加空格；检查“]”是否遗漏",
            "part the items by a comma and a space; see whether `]` is missing",
        ),
    },
    Known {
        says: "did not find expected ',' or '}'",
        at: At::Problem,
        message: ("花括号里，到这里应有半角逗号或“}”", "a comma or `}` is wanted here, inside braces"),
        help: (
            "各项之间用半角逗号加空格；检查“}”是否遗漏",
            "part the entries by a comma and a space; see whether `}` is missing",
        ),
    },
    Known {
        says: "did not find expected '-' indicator",
        at: At::Problem,
        message: (
            "上面是列表，这一行却不是以“- ”开头",
            "there is a list above, but this line does not begin with `- `",
        ),
        help: ("补上“- ”，或检查缩进", "add `- `, or check the indentation"),
    },
    Known {
        says: "did not find expected key",
        at: At::Problem,
        message: (
            "这里应是新的一项“名称: 值”，却读到了别的内容",
            "a new entry `name: value` is wanted here, but something else stands here",
        ),
        help: (
            "同级的行请左对齐；引号后面不能再有文字",
            "start entries of one group in the same column; no text can follow a closing quotation mark",
        ),
    },
    Known {
        says: "did not find expected node content",
        at: At::Problem,
        message: ("这里缺少一个值", "a value is missing here"),
        help: (
            "检查多余的逗号或括号；值以括号或逗号开头时放进单引号",
            "look for a comma or bracket too many; put a value that begins with one into single quotes",
        ),
    },
    Known {
        says: "did not find expected <document start>",
        at: At::Problem,
        message: (
            "到这里前面的内容已经结束，这一行接不上",
            "what stands above has ended, this line does not join it",
        ),
        help: ("最外层的各行都从第一列写起", "start every line of the outermost level in the first column"),
    },
    Known {
        says: "tag",
        at: At::Beginning,
        message: (
            "以 ! 开头的值会被当作 YAML 的类型标记",
            "a value that begins with ! is taken for a YAML tag",
        ),
        help: ("把整个值放进单引号", "put the whole value into single quotes"),
    },
    Known {
        says: "directive",
        at: At::Beginning,
        message: (
            "以 % 开头的行会被当作 YAML 指令",
            "a line that begins with % is taken for a YAML directive",
        ),
        help: ("删去这一行，或把值放进单引号", "remove the line, or put the value into single quotes"),
    },
    Known {
        says: "found unexpected ':'",
        at: At::Problem,
        message: ("括号里的冒号后面缺少空格", "inside brackets a colon wants a space after it"),
        help: ("在冒号后加一个空格", "put a space after the colon"),
    },
    Known {
        says: "more than one document",
        at: At::Problem,
        message: (
            "一份 YAML 里只能有一个文档，不能再出现“---”",
            "a text holds one YAML document only; there cannot be another `---`",
        ),
        help: ("删去后面的“---”", "remove the later `---`"),
    },
];

/// The finding that an error of `serde_yaml` over a repaired text stands for.
pub(super) fn finding(error: &serde_yaml::Error, repaired: &Repaired) -> Finding {
    let drawn = error.to_string();
    let problem = error.location().map_or(0, |location| location.index()).min(repaired.text.len());
    if [TOO_MUCH, "limit exceeded"].iter().any(|part| drawn.contains(part)) {
        return expansion(char_range(repaired, problem));
    }
    let Some(known) = known(&drawn).map(|index| &KNOWN[index]) else {
        return unknown(&drawn, char_range(repaired, problem));
    };
    let beginning = beginning(&drawn, &repaired.text);
    let at_end = repaired.text[floor(&repaired.text, problem)..].trim().is_empty();
    let at = match (known.at, beginning) {
        (At::Beginning, Some(beginning)) => beginning,
        // What is missed at the very end was left open where it began.
        (At::Problem, Some(beginning)) if at_end => beginning,
        _ => problem,
    };
    let message = Words::new(known.message.0, known.message.1);
    Finding::new(&SYNTAX, char_range(repaired, at), message).help(Words::new(known.help.0, known.help.1))
}

/// The place in [`KNOWN`] of what libyaml says.
pub(super) fn known(drawn: &str) -> Option<usize> {
    KNOWN.iter().position(|known| drawn.contains(known.says))
}

/// How much of what libyaml says is known.
#[cfg(test)]
pub(super) fn known_count() -> usize {
    KNOWN.len()
}

fn expansion(range: Range<usize>) -> Finding {
    let message = words!("锚点与别名展开后过大", "anchors and aliases expand to too much");
    Finding::new(&EXPANSION, range, message).help(words!("把内容直接写出来", "write the content out"))
}

fn unknown(drawn: &str, range: Range<usize>) -> Finding {
    let message = words!("YAML 写法有误，从这里起读不懂", "the YAML cannot be read from here on: {drawn}");
    Finding::new(&SYNTAX, range, message).help(words!(
        "把含有冒号、井号、引号、括号的值整个放进单引号",
        "put values with colons, hash signs, quotes or brackets into single quotes"
    ))
}

/// Reads the second place (`…, while scanning a quoted scalar at line 2 column 8`).
fn beginning(drawn: &str, text: &str) -> Option<usize> {
    let (_, context) = drawn.split_once(", while ")?;
    let (_, place) = context.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let start = match line.checked_sub(2) {
        None => 0,
        Some(before) => text.match_indices('\n').nth(before)?.0 + 1,
    };
    let rest = &text[start..];
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    Some(start + within)
}

/// The character at a place, as a range of the original; the last character of the text at its end.
fn char_range(repaired: &Repaired, at: usize) -> Range<usize> {
    let text = &repaired.text;
    let mut at = floor(text, at);
    if text[at..].trim().is_empty() {
        at = text.trim_end().char_indices().next_back().map_or(0, |(last, _)| last);
    }
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    repaired.original_range(at..at + length)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
