//! What is said of a file that could not be read as it stands.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, FilePath, Place, Span, Words};

use super::clean::{Fault, Kind};
use super::{Encoding, LARGEST, detect};

codes! {
    OVERSIZED_FILE = "oversized-file" Error {
        "文件超过 64 MiB，不当作文本读取。",
        "The file is larger than 64 MiB and is not read as text."
    }
    BINARY_FILE = "binary-file" Error {
        "文件不是文本（例如改了扩展名的 Word 文档或图片）。请导出或另存为 UTF-8 文本。",
        "The file is no text (a renamed Word document or a picture, for example). Export it or save it as UTF-8 text."
    }
    LEGACY_ENCODING = "legacy-encoding" Warning {
        "文件的编码不是 UTF-8，也不是 GB18030；是按推测读出来的。请核对文字后另存为 UTF-8。",
        "The file is neither in UTF-8 nor in GB18030 and was read by a guess. Check its text and save it as UTF-8."
    }
    UNDECODABLE_BYTES = "undecodable-bytes" Error {
        "文件里有读不出来的字节，页面上会显示为 �。请在写这份文件的软件里打开，另存为 UTF-8。",
        "Some bytes of the file cannot be read and would show as �. Open it in the program that wrote it and save it as UTF-8."
    }
    LOST_CHARACTER = "lost-character" Warning {
        "文中有 �（U+FFFD）：这里的字在以前的转换中已经丢失。请对照原稿补上。",
        "The text holds � (U+FFFD): a character was lost in an earlier conversion. Restore it from the original."
    }
    PRIVATE_CHARACTER = "private-character" Warning {
        "文中有私用区字符，多数电脑上显示为方框。它们多半是 Word 的符号字体（项目符号），也可能是转换时丢字的痕迹。请换成普通字符。",
        "The text holds private-use characters, which show as boxes on most machines. They are bullets of Word's symbol fonts or traces of lost bytes. Replace them."
    }
    RESERVED_CHARACTER = "reserved-character" Warning {
        "文中有 Unicode 保留给程序内部使用的字符，已删去。",
        "The text holds characters that Unicode reserves for programs; they were removed."
    }
    CONTROL_CHARACTER = "control-character" Warning {
        "文中有看不见的控制字符，已删去。它们多半来自 Word 或聊天软件的粘贴。",
        "The text holds invisible control characters; they were removed. They mostly come with text pasted from Word or a chat."
    }
}

/// How many lines are told of per kind of fault; a file that is wrong as a whole needs no thousand.
const LINES: usize = 10;

pub(super) fn oversized(place: Place, bytes: usize) -> Diagnostic {
    let (size, most) = (bytes.div_ceil(1 << 20), LARGEST >> 20);
    let message = words!(
        "文件有 {size} MiB，超过 {most} MiB，没有读取",
        "the file has {size} MiB, more than {most}, and was not read"
    );
    let help =
        words!("把它分成几个文件，或者移到 static 文件夹", "split it, or move it to the folder `static`");
    Diagnostic::new(&OVERSIZED_FILE, place, message).help(help)
}

pub(super) fn binary(place: Place, bytes: &[u8]) -> Diagnostic {
    let message = match (detect::signature(bytes), bytes.iter().position(|byte| *byte == 0)) {
        (Some(kind), _) => words!("这是 {kind} 文件，不是文本", "this is a {kind} file, no text"),
        (None, Some(at)) => {
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            words!("文件不是文本：第 {line} 行有空字节", "the file is no text: line {line} holds a zero byte")
        }
        (None, None) => words!("文件不是文本", "the file is no text"),
    };
    let help = words!(
        "存成 UTF-8 编码的纯文本；Word 文档要先导出",
        "save it as plain text in UTF-8; a Word document must be exported"
    );
    Diagnostic::new(&BINARY_FILE, place, message).help(help)
}

pub(super) fn legacy(place: Place, encoding: Encoding) -> Diagnostic {
    let name = encoding.name();
    let message =
        words!("文件的编码像是 {name}，不是 UTF-8", "the file seems to be encoded in {name}, not in UTF-8");
    let help = words!(
        "用编辑器打开，核对文字后另存为 UTF-8",
        "open it in an editor, check the text, and save it as UTF-8"
    );
    Diagnostic::new(&LEGACY_ENCODING, place, message).help(help)
}

/// One diagnostic for each kind of fault and line, up to [`LINES`] lines, and one for the rest.
pub(super) fn faults(file: &FilePath, encoding: Encoding, faults: &[Fault]) -> Vec<Diagnostic> {
    let mut lines: BTreeMap<Kind, BTreeMap<usize, Vec<&Fault>>> = BTreeMap::new();
    for fault in faults {
        lines.entry(fault.kind).or_default().entry(fault.line).or_default().push(fault);
    }
    let mut diagnostics = Vec::new();
    for (kind, lines) in lines {
        for faults in lines.values().take(LINES) {
            diagnostics.push(on_line(file, encoding, kind, faults));
        }
        if let Some(rest @ 1..) = lines.len().checked_sub(LINES) {
            let (code, help) = code(kind);
            let message = words!("另有 {rest} 行有同样的问题", "the same on {rest} more lines");
            diagnostics.push(Diagnostic::new(code, Place::file(file), message).help(help));
        }
    }
    diagnostics
}

fn on_line(file: &FilePath, encoding: Encoding, kind: Kind, faults: &[&Fault]) -> Diagnostic {
    let count: usize = faults.iter().map(|fault| fault.count).sum();
    let first = faults.first().map_or(0, |fault| fault.at);
    let shown = faults.first().map_or(0, |fault| u32::from(fault.char));
    let name = encoding.name();
    let message = match kind {
        Kind::Undecodable => {
            words!("有 {count} 个字节不是 {name} 文字", "bytes that are no {name} text: {count}")
        }
        Kind::Lost => words!(
            "有 {count} 个字在以前的转换中丢失（�）",
            "characters lost in an earlier conversion (�): {count}"
        ),
        Kind::Private => words!(
            "有 {count} 个私用区字符（U+{shown:04X}），多数电脑上显示为方框",
            "private-use characters, shown as boxes on most machines: {count} (U+{shown:04X})"
        ),
        Kind::Reserved => words!(
            "删去了 {count} 个保留字符（U+{shown:04X}）",
            "reserved characters removed: {count} (U+{shown:04X})"
        ),
        Kind::Control => words!(
            "删去了 {count} 个看不见的控制字符（U+{shown:04X}）",
            "invisible control characters removed: {count} (U+{shown:04X})"
        ),
    };
    let length = faults.first().filter(|_| kind.stays()).map_or(0, |fault| fault.char.len_utf8());
    let (code, help) = code(kind);
    Diagnostic::new(code, Place::span(file, Span::new(first..first + length)), message).help(help)
}

fn code(kind: Kind) -> (&'static Code, Words) {
    match kind {
        Kind::Undecodable => (
            &UNDECODABLE_BYTES,
            words!(
                "在写这份文件的软件里打开，另存为 UTF-8",
                "open the file in the program that wrote it and save it as UTF-8"
            ),
        ),
        Kind::Lost => (&LOST_CHARACTER, words!("对照原稿补上", "restore them from the original")),
        Kind::Private => {
            (&PRIVATE_CHARACTER, words!("对照原稿换成普通字符", "replace them by ordinary characters"))
        }
        Kind::Reserved => (&RESERVED_CHARACTER, words!("重新输入这一行", "type the line again")),
        Kind::Control => (
            &CONTROL_CHARACTER,
            words!("若这里少了换行或空格，请补上", "add a line break or a space if one is missing here"),
        ),
    }
}
