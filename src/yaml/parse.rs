//! A YAML text → its map, with everything that is wrong about it.

use std::ops::Range;

use crate::base::{Code, Diagnostic, FilePath, Outcome, Place, Span, Words};

use super::offsets::Repaired;
use super::{Map, Node, characters, read, syntax};

codes! {
    TOO_LONG = "yaml-too-long" Error {
        "YAML 文本超过 64 KiB，不予解析。长内容写在正文里，或拆成几个文件",
        "a YAML text of more than 64 KiB is not read; long texts belong into the body, or into several files"
    }
    NOT_A_MAP = "yaml-not-a-map" Error {
        "应为若干行“名称: 值”，却是一段文字或一个列表",
        "lines of the form `name: value` are wanted, but there is one text or a list"
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
}

/// Reads the YAML `text` of `file`, which begins at byte `offset` of the file. Slips whose meaning is
/// plain are read as meant; what cannot be read is reported and left out.
pub fn parse(file: &FilePath, text: &str, offset: usize) -> Outcome<Map> {
    let (map, findings) = parse_text(text);
    let diagnostics = findings
        .into_iter()
        .map(|finding| {
            let place = Place::span(file, Span::new(finding.range).shifted(offset));
            Diagnostic::new(finding.code, place, finding.message).maybe_help(finding.help)
        })
        .collect();
    Outcome { value: map, diagnostics }
}

/// A text ready for `serde_yaml`.
pub(super) struct Prepared {
    pub(super) repaired: Repaired,
    pub(super) findings: Vec<Finding>,
}

/// Repairs the text; an error says why it is not read at all.
pub(super) fn prepare(text: &str) -> Result<Prepared, Finding> {
    if text.len() > MAX_LENGTH {
        return Err(too_long(text));
    }
    let (edits, findings) = characters::tame(text);
    Ok(Prepared { repaired: edits.apply(text), findings })
}

fn parse_text(text: &str) -> (Map, Vec<Finding>) {
    let Prepared { repaired, mut findings } = match prepare(text) {
        Ok(prepared) => prepared,
        Err(finding) => return (Map::default(), vec![finding]),
    };
    let map = match read::read(&repaired.text) {
        Ok(None) => Map::default(),
        Ok(Some(Node::Map(map))) => map,
        Ok(Some(node)) if node.is_null() => Map::default(),
        Ok(Some(_)) => {
            findings.push(not_a_map(text));
            Map::default()
        }
        Err(error) => {
            findings.push(syntax::finding(&error, &repaired));
            Map::default()
        }
    };
    (map, findings)
}

fn too_long(text: &str) -> Finding {
    let kib = text.len() / 1024;
    Finding {
        code: &TOO_LONG,
        range: 0..text.lines().next().map_or(0, str::len),
        message: words!(
            "YAML 文本有 {kib} KiB，最多 {} KiB",
            "the YAML text has {kib} KiB, at most {} are read",
            MAX_LENGTH / 1024
        ),
        help: Some(words!(
            "把长内容移到正文，或拆成几个文件",
            "move long texts into the body, or split the file"
        )),
    }
}

fn not_a_map(text: &str) -> Finding {
    let start = text.find(|char: char| !char.is_whitespace()).unwrap_or(0);
    let line = text[start..].lines().next().unwrap_or("");
    Finding {
        code: &NOT_A_MAP,
        range: start..start + line.trim_end().len(),
        message: words!("这里应为若干行“名称: 值”", "lines of the form `name: value` are wanted here"),
        help: Some(words!(
            "每行写一项，名称、半角冒号、空格、值，如“title: 党建三创新”",
            "write one entry a line: a name, a colon, a space, a value, as in `title: Three innovations`"
        )),
    }
}
