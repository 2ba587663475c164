//! A YAML text → its map, with everything that is wrong about it.

use std::collections::{BTreeMap, btree_map};
use std::ops::Range;

use crate::base::{Code, Diagnostic, FilePath, Outcome, Place, Severity, Span, Words};

use super::fields::{DUPLICATE_KEY, fold_name};
use super::offsets::Repaired;
use super::read::{self, Read};
use super::slips::{self, Walked};
use super::{Map, Node, characters, ordinary, syntax};

codes! {
    TOO_LONG = "oversized-yaml" Error {
        "YAML 文本超过 64 KiB，不予解析。长内容写在正文里，或拆成几个文件。",
        "A YAML text of more than 64 KiB is not read; long texts belong into the body, or into several files."
    }
    NOT_A_MAP = "yaml-without-keys" Error {
        "应为若干行“名称: 值”，却是一段文字或一个列表。",
        "Lines of the form `name: value` are wanted, but there is one text or a list."
    }
}

/// The longest YAML text that is read, in bytes. libyaml's time grows with the square of the nesting.
pub const MAX_LENGTH: usize = 64 * 1024;

/// A problem at a range of a YAML text as typed.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) code: &'static Code,
    pub(super) range: Range<usize>,
    pub(super) message: Words,
    pub(super) help: Option<Words>,
    /// The other place of a problem between two.
    pub(super) other: Option<Range<usize>>,
}

impl Finding {
    pub(super) fn new(code: &'static Code, range: Range<usize>, message: Words) -> Finding {
        Finding { code, range, message, help: None, other: None }
    }

    pub(super) fn help(self, help: Words) -> Finding {
        Finding { help: Some(help), ..self }
    }

    fn into_diagnostic(self, file: &FilePath, offset: usize) -> Diagnostic {
        let place = |range| Place::span(file, Span::new(range).shifted(offset));
        let other = self.other.map(place);
        let diagnostic = Diagnostic::new(self.code, place(self.range), self.message).maybe_help(self.help);
        Diagnostic { other, ..diagnostic }
    }
}

/// Reads the YAML `text` of `file`, which begins at byte `offset` of the file. Slips whose meaning is
/// plain are read as meant; what cannot be read is reported and left out.
pub fn parse(file: &FilePath, text: &str, offset: usize) -> Outcome<Map> {
    let (map, findings) = parse_text(text);
    let diagnostics = findings.into_iter().map(|finding| finding.into_diagnostic(file, offset)).collect();
    Outcome { value: map, diagnostics }
}

fn parse_text(text: &str) -> (Map, Vec<Finding>) {
    if text.len() <= MAX_LENGTH
        && let Some(read) = ordinary::read(text)
    {
        return map_of(text, read, Vec::new(), |range| range);
    }
    let mut prepared = match prepare(text, read::read) {
        Ok(prepared) => prepared,
        Err(finding) => return (Map::default(), vec![*finding]),
    };
    let findings = std::mem::take(&mut prepared.findings);
    let read = prepared.read.take().unwrap_or_default();
    map_of(text, read, findings, |range| prepared.original_range(range))
}

/// The map that was read in `text`, and beside what was found already what is wrong with it; `original`
/// leads from the text that was read to the text as typed.
fn map_of(
    text: &str,
    Read { node, keys }: Read,
    mut findings: Vec<Finding>,
    original: impl Fn(Range<usize>) -> Range<usize>,
) -> (Map, Vec<Finding>) {
    let map = match node {
        Some(Node::Map(map)) => map,
        Some(node) if !node.is_null() => {
            findings.push(not_a_map(text, &node));
            Map::default()
        }
        _ => Map::default(),
    };
    let place = |key: usize| original(keys.get(key).cloned().flatten().unwrap_or(0..0));
    report_doubles(&map, &mut 0, &mut |first, second| {
        let key = second.1;
        let message = words!("“{key}”写了两次", "`{key}` is written twice");
        let help = words!("两个里删去一个", "remove one of the two");
        let double = Finding::new(&DUPLICATE_KEY, place(second.0), message).help(help);
        findings.push(Finding { other: Some(place(first.0)), ..double });
    });
    (map, findings)
}

/// A text that `serde_yaml` was given, and what came of it.
pub(super) struct Prepared<T> {
    /// What was read; `None` when nothing could be.
    pub(super) read: Option<T>,
    /// The text as it was given, and the way back to `tamed`.
    pub(super) repaired: Repaired,
    /// The text without strange characters, and the way back to what was typed.
    tamed: Repaired,
    pub(super) findings: Vec<Finding>,
}

impl<T> Prepared<T> {
    /// The range of the text as typed that a range of the repaired text stands for.
    pub(super) fn original_range(&self, range: Range<usize>) -> Range<usize> {
        self.tamed.original_range(self.repaired.original_range(range))
    }
}

/// Entries of the outermost map that are given up, one by one, until the rest can be read.
const MAX_GIVEN_UP: usize = 16;

/// Repairs a text and reads it with `read`. An entry of the outermost map that libyaml refuses is
/// reported and left out, so that the others can be read. The same text always leaves out the same.
pub(super) fn prepare<T>(
    text: &str,
    read: impl Fn(&str) -> Result<T, serde_yaml::Error>,
) -> Result<Prepared<T>, Box<Finding>> {
    if text.len() > MAX_LENGTH {
        return Err(Box::new(too_long(text)));
    }
    let tamed = characters::tame(text).apply(text);
    let placed = |finding: Finding| {
        let range = tamed.original_range(finding.range.clone());
        Finding { range, ..finding }
    };
    let mut walked = slips::walk(&tamed.text).map_err(|finding| Box::new(placed(*finding)))?;
    let mut repaired = walked.edits.apply(&tamed.text);
    let mut given_up = 0;
    let read = loop {
        match read(&repaired.text) {
            Ok(value) => break Some(value),
            Err(error) if given_up == MAX_GIVEN_UP => {
                walked.findings.push(syntax::finding(&error, &repaired));
                break None;
            }
            Err(error) => {
                let finding = syntax::finding(&error, &repaired);
                if !give_up_entry(&mut walked, finding, tamed.text.len()) {
                    break None;
                }
                repaired = walked.edits.apply(&tamed.text);
                given_up += 1;
            }
        }
    };
    let mut findings: Vec<Finding> = walked.findings.into_iter().map(placed).collect();
    findings.sort_by_key(|finding| finding.range.start);
    Ok(Prepared { read, repaired, tamed, findings })
}

/// Leaves out the entry in which libyaml's error stands, and adds the error unless the walk has told
/// of one there already. False when leaving out cannot help.
fn give_up_entry(walked: &mut Walked, finding: Finding, end: usize) -> bool {
    let after = walked.entries.partition_point(|entry| *entry <= finding.range.start);
    if finding.code == &syntax::EXPANSION || after == 0 {
        walked.findings.push(finding);
        return false;
    }
    let next = walked.entries.get(after).copied().unwrap_or(end);
    let entry = walked.entries.remove(after - 1)..next;
    let is_told = walked
        .findings
        .iter()
        .any(|told| told.code.severity == Severity::Error && entry.contains(&told.range.start));
    if !is_told {
        walked.findings.push(finding);
    }
    walked.edits.cut(entry);
    true
}

/// A key: its number in reading order, and as it was typed.
type Numbered<'a> = (usize, &'a str);

/// Tells of keys that are written twice in one map; `next` is the number of its first key.
fn report_doubles(map: &Map, next: &mut usize, tell: &mut dyn FnMut(Numbered<'_>, Numbered<'_>)) {
    let mut seen: BTreeMap<String, Numbered<'_>> = BTreeMap::new();
    for entry in &map.entries {
        let number = *next;
        *next += 1;
        match seen.entry(fold_name(&entry.key)) {
            btree_map::Entry::Occupied(first) => tell(*first.get(), (number, &entry.key)),
            btree_map::Entry::Vacant(place) => {
                place.insert((number, &entry.key));
            }
        }
        report_doubles_in(&entry.value, next, tell);
    }
}

fn report_doubles_in(node: &Node, next: &mut usize, tell: &mut dyn FnMut(Numbered<'_>, Numbered<'_>)) {
    match node {
        Node::Scalar(_) => {}
        Node::List(items) => items.iter().for_each(|item| report_doubles_in(item, next, tell)),
        Node::Map(map) => report_doubles(map, next, tell),
    }
}

fn too_long(text: &str) -> Finding {
    let kib = text.len().div_ceil(1024);
    let first_line = 0..text.lines().next().map_or(0, str::len);
    let message = words!(
        "YAML 文本有 {kib} KiB，最多 {} KiB",
        "the YAML text has {kib} KiB, at most {} are read",
        MAX_LENGTH / 1024
    );
    Finding::new(&TOO_LONG, first_line, message)
        .help(words!("把长内容移到正文，或拆成几个文件", "move long texts into the body, or split the file"))
}

fn not_a_map(text: &str, node: &Node) -> Finding {
    let start = text.find(|char: char| !char.is_whitespace()).unwrap_or(0);
    let line = text[start..].lines().next().unwrap_or("");
    let range = start..start + line.trim_end().len();
    let message = words!("这里应为若干行“名称: 值”", "lines of the form `name: value` are wanted here");
    if let Node::List(_) = node {
        return Finding::new(&NOT_A_MAP, range, message)
            .help(words!("删去每行开头的“- ”", "remove the `- ` that the lines begin with"));
    }
    Finding::new(&NOT_A_MAP, range, message).help(words!(
        "每行写一项，名称、半角冒号、空格、值，如“title: 把党课开进车间”",
        "write one entry a line: a name, a colon, a space, a value, as in `title: A lesson in the workshop`"
    ))
}
