//! Values that are words of the vocabulary.

use crate::yaml::{Fields, Key, Placed, nearest};

use super::lexicon::Terms;

codes! {
    UNKNOWN_TERM = "unknown-term" Warning {
        "词表里没有这个词（级别、类别、阶段等）。请改用词表中的词，或在自己的词表里加上它。",
        "A word (a level, a kind, a stage) that the vocabulary does not know. Use one of its words, or add it to a vocabulary of your own."
    }
}

/// The identifier of the term that a value names; a word that the vocabulary does not know is reported.
pub(super) fn term(fields: &mut Fields<'_>, key: &'static Key, terms: &Terms) -> Option<String> {
    let text = fields.text(key)?;
    let found = terms.find(&text.value).map(str::to_owned);
    if found.is_none() {
        report(fields, key, &text, terms);
    }
    found
}

/// The identifier of the term that a value names, else the value as written. A word that is one slip
/// away from a known one is reported.
pub(super) fn term_or_text(fields: &mut Fields<'_>, key: &'static Key, terms: &Terms) -> Option<String> {
    let text = fields.text(key)?;
    if let Some(id) = terms.find(&text.value) {
        return Some(id.to_owned());
    }
    if nearest(&text.value, terms.names()).is_some() {
        report(fields, key, &text, terms);
    }
    Some(text.value)
}

fn report(fields: &mut Fields<'_>, key: &'static Key, text: &Placed<String>, terms: &Terms) {
    let (typed, zh, en) = (&text.value, key.zh, key.en);
    let message = words!("词表里没有{zh}“{typed}”", "the vocabulary has no {en} `{typed}`");
    let help = match nearest(typed, terms.names()) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => {
            let (zh, en) = terms.options();
            words!("可以写：{zh}", "one of: {en}")
        }
    };
    fields.report(&UNKNOWN_TERM, &text.path, message, Some(help));
}

/// Reports a word of the program's vocabulary, with the terms that the site has in its stead. It stands in
/// `line`.
pub(super) fn report_dropped(
    fields: &mut Fields<'_>,
    key: &'static Key,
    line: &Placed<String>,
    (typed, terms): (&str, &Terms),
) {
    let (zh, en) = (key.zh, key.en);
    let message = words!("网站的词表里没有{zh}“{typed}”", "the site's vocabulary has no {en} `{typed}`");
    let (zh, en) = terms.options();
    let help = words!(
        "可以写：{zh}；要用“{typed}”，就加进网站的词表",
        "one of: {en}; or add `{typed}` to the site's vocabulary"
    );
    fields.report(&UNKNOWN_TERM, &line.path, message, Some(help));
}
