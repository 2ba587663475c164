//! What writers type and YAML swallows.
//!
//! A walk over the text, line by line, that knows as much of YAML as is needed to tell a value from a
//! key, a quote, a bracket, a block of text. It never changes what YAML reads as the writer meant.
//! Where YAML fails or misreads, it repairs what has one meaning only, and reports the rest, with a
//! repair as well so that later entries can be read and checked too.

mod block_text;
mod entry;
mod flow;
mod key;
mod line;
mod plain;
mod quote;
mod signs;
mod value;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::Words;

pub use signs::is_known_name;

use super::offsets::Edits;
use super::parse::Finding;

codes! {
    UNQUOTED_MASK = "unquoted-mask" Warning {
        "值以 * 开头，YAML 会当作别名；已按文字读。隐去的名称请加引号，或写成 {name: …, masked: true}。",
        "A value begins with *, which YAML takes for an alias; it is read as text. Quote a masked name, or write {name: …, masked: true}."
    }
    UNQUOTED_SIGN = "unquoted-sign" Warning {
        "值以 YAML 的专用符号开头，或在括号里含有“ #”；已按文字读。请加引号。",
        "A value begins with a sign that means something to YAML, or holds ` #` inside brackets; it is read as text. Quote it."
    }
    UNQUOTED_COLON = "unquoted-colon" Warning {
        "值里有“冒号加空格”，YAML 会当作又一个名称；已按文字读。请加引号。",
        "A value holds a colon and a space, which YAML takes for another entry; it is read as text. Quote it."
    }
    ENTRY_IN_VALUE = "entry-in-value" Warning {
        "值里又有一项的名称和冒号，已按文字读。一项一行；如果是一段文字，请加引号。",
        "A value holds the name and colon of another entry, and is read as text. Write one entry a line, or quote the text."
    }
    TEXT_AFTER_QUOTE = "text-after-quote" Warning {
        "值以引号或括号开头，关上之后还有文字；已把整个值按文字读。请把整个值放进单引号。",
        "Text follows the closing quote or bracket that a value begins with; all of it is read as text. Put the whole value into single quotes."
    }
    STRAY_COMMA = "stray-comma" Hint {
        "引号或括号后面多了一个逗号，已略去。",
        "A comma after a closing quote or bracket is left out."
    }
    SWALLOWED_TEXT = "swallowed-text" Error {
        "“ #”之后的文字被 YAML 当作注释丢掉。是正文就加引号，是注释就在 # 后加一个空格。",
        "YAML drops what follows ` #` as a comment. Quote the value, or put a space after # if it is a comment."
    }
    UNCLOSED_QUOTE = "unclosed-quote" Error {
        "引号没有关上。",
        "A quotation mark is never closed."
    }
    MIXED_QUOTES = "mixed-quotes" Warning {
        "以半角引号开头，却以别的引号结尾；已按一对引号读。",
        "A value opens with one quotation mark and closes with another; they are read as a pair."
    }
    UNCLOSED_BRACKET = "unclosed-bracket" Error {
        "括号没有关上，或关错了。",
        "A bracket is never closed, or closed by another one."
    }
    BACKSLASH = "backslash-in-quotes" Warning {
        "双引号里的反斜杠会与后一个字符合成别的字符；已按反斜杠读。路径请用单引号。",
        "Inside double quotes a backslash changes the character after it; it is read as a backslash. Use single quotes for paths."
    }
    TAB_INDENTATION = "tab-indentation" Error {
        "缩进里有制表符，YAML 只认空格。",
        "There is a tab in the indentation; YAML knows spaces only."
    }
    UNEVEN_INDENTATION = "uneven-indentation" Error {
        "缩进与同级的行不一致。",
        "A line is not indented like the lines beside it."
    }
    UNINDENTED_ENTRY = "unindented-entry" Warning {
        "上一行的名称没有值，这一行像是它的一部分，却没有缩进；已按同级的项读。",
        "The name above has no value, and this line reads like a part of it but is not indented; it is read as an entry beside it."
    }
    UNINDENTED_TEXT = "unindented-text" Warning {
        "“|”或“>”下面的文字没有缩进；已算作它的正文。",
        "Text below `|` or `>` is not indented; it is read as part of it."
    }
    LINE_WITHOUT_KEY = "line-without-key" Error {
        "这一行没有“名称: 值”中的冒号，不知属于哪一项。",
        "A line has no colon between a name and a value, and belongs to no entry."
    }
    LOOSE_COLON = "loose-colon" Warning {
        "冒号后没有空格，名称又不认识；已按“名称: 值”读。",
        "A colon without a space follows a name that is not known; it is read as an entry."
    }
    LINES_WITHOUT_DASH = "lines-without-dash" Error {
        "名称下面的几行短语，YAML 会连成一段文字。是列表就在每行前加“- ”。",
        "Short lines below a name are joined to one text by YAML; a list wants `- ` before each."
    }
    LIST_BESIDE_KEY = "list-beside-key" Error {
        "列表不能写在名称的同一行。",
        "A list item cannot stand on the line of its name."
    }
    ENTRY_WITHOUT_VALUE = "entry-without-value" Error {
        "花括号里的一项没有冒号和值（数字的千分位逗号也会造成这种情况）。",
        "An entry inside braces has no colon and value; a comma between thousands does that too."
    }
    MORE_DOCUMENTS = "more-documents" Error {
        "一份 YAML 里只能有一个文档，不能再出现“---”或“...”。",
        "A text holds one YAML document only; there cannot be another `---` or `...`."
    }
    MERGE_KEY = "merge-key" Error {
        "不支持 YAML 的合并键“<<”。",
        "YAML's merge key `<<` is not supported."
    }
    COMPLEX_KEY = "complex-key" Error {
        "名称只能是一段文字，不能是列表、花括号或“? ”。",
        "A name can only be a text, no list, braces or `? `."
    }
    TOO_DEEP = "deep-yaml" Error {
        "嵌套层数过多，不予解析。",
        "What is nested this deep is not read."
    }
}

/// Levels that lists and maps may be nested in each other. libyaml's time grows with their square.
const MAX_DEPTH: usize = 64;

/// What the walk found.
#[derive(Debug)]
pub(super) struct Walked {
    /// The repairs.
    pub(super) edits: Edits,
    /// The reports, in the order of the text.
    pub(super) findings: Vec<Finding>,
    /// Where the entries of the outermost map begin, each at the start of its line.
    pub(super) entries: Vec<usize>,
}

/// Walks over a text whose lines end in `\n` or `\r\n`; an error tells why it cannot be given to
/// libyaml at all.
pub(super) fn walk(text: &str) -> Result<Walked, Box<Finding>> {
    let mut walker = Walker {
        text,
        edits: Edits::default(),
        findings: Vec::new(),
        entries: Vec::new(),
        blocks: Vec::new(),
        awaited: None,
        anchors: names_after(text, '&'),
        aliases: names_after(text, '*'),
        too_deep: None,
    };
    walker.walk();
    let Walker { edits, mut findings, entries, too_deep, .. } = walker;
    if let Some(at) = too_deep {
        let message =
            words!("嵌套超过 {MAX_DEPTH} 层", "more than {MAX_DEPTH} levels are nested in each other");
        let help = words!("减少括号或缩进的层数", "use fewer levels of brackets or indentation");
        return Err(Box::new(Finding::new(&TOO_DEEP, at..at + 1, message).help(help)));
    }
    findings.sort_by_key(|finding| finding.range.start);
    Ok(Walked { edits, findings, entries })
}

/// The state of the walk.
struct Walker<'t> {
    text: &'t str,
    edits: Edits,
    findings: Vec<Finding>,
    entries: Vec<usize>,
    /// The block lists and maps that are open, the outermost first, their columns rising.
    blocks: Vec<Block>,
    /// The entry or item whose value has not come yet.
    awaited: Option<Awaited>,
    /// Names after `&` and after `*`: an anchor is one only if someone uses it.
    anchors: BTreeSet<&'t str>,
    aliases: BTreeSet<&'t str>,
    /// Where the text became too deep, when it did.
    too_deep: Option<usize>,
}

/// An open list or map in block style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    /// The column of its dashes or names, in the repaired text, from 0.
    column: usize,
    kind: BlockKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockKind {
    List,
    Map,
}

/// A name or a dash with nothing after it on its line.
#[derive(Clone, Copy, Debug)]
struct Awaited {
    /// Its column: the value stands right of it, or, a list after a name, right below.
    column: usize,
    /// What it belongs to.
    kind: BlockKind,
}

/// The column of the list or map that a value belongs to; the value's further lines stand right of
/// it. `None` for the outermost value.
type Owner = Option<usize>;

/// How far the walk had come, to return to.
#[derive(Clone, Copy)]
struct Mark {
    edits: usize,
    findings: usize,
}

impl Walker<'_> {
    fn mark(&self) -> Mark {
        Mark { edits: self.edits.len(), findings: self.findings.len() }
    }

    /// Forgets repairs and reports since a mark.
    fn return_to(&mut self, mark: Mark) {
        self.edits.truncate(mark.edits);
        self.findings.truncate(mark.findings);
    }

    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Puts a stretch of text into single quotes and doubles those inside.
    fn quote(&mut self, range: Range<usize>) {
        self.edits.insert(range.start, "'");
        for (at, _) in self.text[range.clone()].match_indices('\'') {
            self.edits.insert(range.start + at, "'");
        }
        self.edits.insert(range.end, "'");
    }

    /// The help for a value that is a text: itself, quoted, to be copied.
    fn quoted_help(&self, range: Range<usize>) -> Words {
        let form = signs::quoted(&one_line(&self.text[range]));
        words!("加引号：{form}", "quote it: {form}")
    }
}

/// A text of several lines as one.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(|part| part.trim_matches(signs::is_gap)).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push_str(signs::join(line.chars().next_back(), part.chars().next()));
        }
        line.push_str(part);
    }
    line
}

/// The ASCII names that stand right after a sign.
fn names_after(text: &str, sign: char) -> BTreeSet<&str> {
    text.match_indices(sign)
        .map(|(at, _)| {
            let rest = &text[at + 1..];
            let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
            &rest[..rest.find(|char| !is_part(char)).unwrap_or(rest.len())]
        })
        .filter(|name| !name.is_empty())
        .collect()
}
