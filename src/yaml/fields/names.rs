//! A line of names, cut where writers part them.

use crate::base::fold::strip_ordinal;

/// Quotes and brackets inside which nothing is cut.
const PAIRS: [(char, char); 8] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('（', '）'),
    ('(', ')'),
    ('「', '」'),
    ('【', '】'),
    ('〈', '〉'),
];

/// Cuts a text at `，,、;；`, not inside quotes or brackets, and trims the parts, their full stops and the
/// number of a list before them (`1、七个有力`); empty parts fall away. Brackets around the whole (`【七个有力】`, `（六强、五好）`) are taken off first,
/// and names that each have theirs (`【甲】【乙】`) are parted.
pub fn split_names(text: &str) -> Vec<&str> {
    let text = text.trim();
    match bracketed(text) {
        Some(names) => names,
        None => cut(without_number(without_brackets(text))),
    }
}

fn cut(text: &str) -> Vec<&str> {
    // Where each closer stands last, looked for when its bracket opens: most texts have none.
    let mut last_closers = [None; PAIRS.len()];
    let mut names = Vec::new();
    let mut closers: Vec<char> = Vec::new();
    let mut start = 0;
    for (at, char) in text.char_indices() {
        let opened = PAIRS.iter().position(|(open, _)| *open == char);
        if closers.last() == Some(&char) {
            closers.pop();
        } else if let Some(pair) = opened {
            // A sign that is never closed shields nothing.
            let closer = PAIRS[pair].1;
            if last_closers[pair].get_or_insert_with(|| text.rfind(closer)).is_some_and(|last| last > at) {
                closers.push(closer);
            }
        } else if closers.is_empty() && is_separator(char) {
            names.push(&text[start..at]);
            start = at + char.len_utf8();
        }
    }
    names.push(&text[start..]);
    let trimmed = names.into_iter().map(|name| name.trim().trim_end_matches('。'));
    trimmed.filter(|name| !name.is_empty()).collect()
}

/// A line without the number that it has in a list, when its `、` would be taken for a comma.
fn without_number(text: &str) -> &str {
    let rest = strip_ordinal(text);
    let number = text.strip_suffix(rest).filter(|number| number.trim_end().ends_with('、'));
    number.map_or(text, |_| rest)
}

/// The names of `【甲】【乙】`, at least two.
fn bracketed(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_suffix('】')?;
    let names: Option<Vec<&str>> =
        inner.split('】').map(|part| part.trim().strip_prefix('【').map(str::trim)).collect();
    let names = names.filter(|names| names.len() > 1 && names.iter().all(|name| !name.contains('【')))?;
    Some(names.into_iter().filter(|name| !name.is_empty()).collect())
}

fn is_separator(char: char) -> bool {
    matches!(char, ',' | '，' | '、' | ';' | '；')
}

/// The text without one pair of list brackets around all of it. Round ones enclose a list only when
/// there is something to part in them.
fn without_brackets(text: &str) -> &str {
    for (open, close) in [('【', '】'), ('［', '］'), ('[', ']'), ('〔', '〕')] {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
        {
            return inner.trim();
        }
    }
    for (open, close) in [('（', '）'), ('(', ')')] {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
            && inner.contains(is_separator)
        {
            return inner.trim();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_as_they_are_typed() {
        for (typed, names) in [
            ("七个有力", vec!["七个有力"]),
            ("七个有力，六强", vec!["七个有力", "六强"]),
            ("七个有力、 六强；五好", vec!["七个有力", "六强", "五好"]),
            ("a, b;c", vec!["a", "b", "c"]),
            ("【七个有力】", vec!["七个有力"]),
            ("［七个有力、六强］", vec!["七个有力", "六强"]),
            ("【甲】【乙】", vec!["甲", "乙"]),
            ("【甲】 【乙】【丙】", vec!["甲", "乙", "丙"]),
            ("【甲】乙【丙】", vec!["【甲】乙【丙】"]),
            ("（甲、乙）", vec!["甲", "乙"]),
            ("(甲, 乙)", vec!["甲", "乙"]),
            ("（甲）", vec!["（甲）"]),
            ("（甲）、（乙、丙）", vec!["（甲）", "（乙、丙）"]),
            ("甲、乙。", vec!["甲", "乙"]),
            ("【】", vec![]),
            ("“学、思、践”课堂、三亮三比", vec!["“学、思、践”课堂", "三亮三比"]),
            ("《甲，乙》，丙", vec!["《甲，乙》", "丙"]),
            ("“没有关上、乙", vec!["“没有关上", "乙"]),
            ("1、七个有力", vec!["七个有力"]),
            ("三、六强", vec!["六强"]),
            ("，、", vec![]),
            ("　甲　，乙\u{a0}", vec!["甲", "乙"]),
            ("", vec![]),
        ] {
            assert_eq!(split_names(typed), names, "{typed}");
        }
    }
}
