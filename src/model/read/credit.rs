//! Credits: `{文字: …, 摄影: …}`, or lines `文字：…　摄影：…`.

use crate::model::Credit;
use crate::model::keys::case;
use crate::yaml::{Fields, Node, Placed};

use super::values::values;

/// Reads the credits of a case.
pub(super) fn credits(fields: &mut Fields<'_>) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    for node in fields.items(&case::CREDITS) {
        match node.value {
            Node::Map(map) => {
                for (index, entry) in map.entries.iter().enumerate() {
                    let names = Placed { value: &entry.value, path: node.path.child(index) };
                    let names = names_of(fields, &names);
                    credits.push(Credit { task: entry.key.trim().to_owned(), names });
                }
            }
            Node::Scalar(_) | Node::List(_) => {
                let line = fields.text_of(&node, &case::CREDITS);
                credits.extend(line.into_iter().flat_map(|line| on_line(&line.value)));
            }
        }
    }
    credits
}

/// The names of one task: a text as it is, or a list.
fn names_of<'a>(fields: &mut Fields<'a>, node: &Placed<&'a Node>) -> String {
    let items = node.items();
    let names = items.iter().filter_map(|item| fields.text_of(item, &case::CREDITS)).collect();
    values(names).join("、")
}

/// Tasks on one line: each word with a colon begins one, the words after it are its names. Names
/// before the first colon have no task.
fn on_line(line: &str) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    let parts = line.split(|char: char| char.is_whitespace() || matches!(char, '；' | ';' | '|' | '｜'));
    for word in parts.filter(|word| !word.is_empty()) {
        match (task_of(word), credits.last_mut()) {
            (Some((task, names)), _) => {
                credits.push(Credit { task: task.to_owned(), names: names.to_owned() });
            }
            (None, Some(last)) if last.names.is_empty() => last.names = word.to_owned(),
            (None, Some(last)) => last.names = format!("{} {word}", last.names),
            (None, None) => credits.push(Credit { task: String::new(), names: word.to_owned() }),
        }
    }
    credits
}

/// `文字：张三`, and `文/张三` as newspapers write it.
fn task_of(word: &str) -> Option<(&str, &str)> {
    const LONGEST_TASK: usize = 6;
    let is_short = |(task, _): &(&str, &str)| !task.is_empty() && task.chars().count() <= LONGEST_TASK;
    word.split_once(['：', ':']).or_else(|| word.split_once(['/', '／']).filter(is_short))
}
