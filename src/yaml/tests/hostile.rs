//! Texts made to take long: the greatest length that is read, of whatever repeats.

use std::time::{Duration, Instant};

use super::*;
use crate::base::{NodePath, Spot};
use crate::yaml::locate;
use crate::yaml::parse::MAX_LENGTH;

fn filled(before: &str, piece: &str, after: &str) -> String {
    let count = (MAX_LENGTH - before.len() - after.len()) / piece.len();
    format!("{before}{}{after}", piece.repeat(count))
}

#[test]
fn time_stays_bounded() {
    for text in [
        filled("", "a: 1\n", ""),
        filled("", "a\n", ""),
        filled("", "a:\n", ""),
        filled("", "a：\n", ""),
        filled("", "a: \"\n", ""),
        filled("", "a: [\n", ""),
        filled("", "a: [x,\n", ""),
        filled("", "a: *b\n", ""),
        filled("", "a: '甲” #x\n", ""),
        filled("", "a: |\nb\n", ""),
        filled("", "- a: b: c\n", ""),
        filled("a: ", "：", "\n"),
        filled("a: ", ":x", "\n"),
        filled("a: ", ": ", "\n"),
        filled("a: ", " #", "\n"),
        filled("a: {b: ", "、", "}\n"),
        filled("a: {b: ", "、c:d", "}\n"),
        filled("a: {b: ", "，甲", "}\n"),
        filled("a: {", "b, ", "}\n"),
        filled("a: [", "\"甲”, ", "]\n"),
        filled("a: [", "'', ", "]\n"),
        filled("a: [", "b, ", "\n"),
        filled("a: [", "\n", "]\n"),
        filled("a: \"", "\n", "\"\n"),
        filled("a: \"", "甲\n  ", "\"\n"),
        filled("a: \"", "\\q", "\"\n"),
        filled("a: \"", "\\", "\n"),
        filled("a: 甲\n", "  甲\n", ""),
        filled("a: 甲\n", "\n", "  乙\n"),
        filled("a: |\n", "甲\n", ""),
        filled("a: >\n", "  甲\n", ""),
        filled("a: |\n", "      甲\n     乙\n", ""),
        filled("a:\n", " -x\n", ""),
        filled("a:\n", "\t- x\n", ""),
        filled("a:\n", "\u{3000}- x\n", ""),
        filled("", "a:\n  b: 1\n   c: 1\n", ""),
        filled("", "---\n", ""),
        filled("", "%TAG !a! b\n", ""),
        filled("", "\u{1}", ""),
        filled("a: &x 1\nb: [", "*x,", "]\n"),
        filled("", "&a ", ""),
        filled("? ", "? ", "\n"),
        filled("", "a: [b: {c: 1]}\n", ""),
        filled("", "\"a: 1\n", ""),
    ] {
        let start = Instant::now();
        let _ = parse(&text);
        let _ = locate(&text, &Spot::Value(NodePath(vec![0])));
        let taken = start.elapsed();
        assert!(
            taken < Duration::from_secs(30),
            "{} took {taken:?}",
            text.chars().take(30).collect::<String>()
        );
    }
}
