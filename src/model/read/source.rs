//! Where a case was first published: a name, an address, both on one line, or a map.

use crate::base::NodePath;
use crate::base::date::Date;
use crate::model::SourceNote;
use crate::model::keys::{case, source};
use crate::yaml::{Fields, Map, Placed};

use super::item::{Item, single};
use super::lexicon::Lexicon;
use super::term::term_or_text;
use super::values::{date, value};

codes! {
    UNUSABLE_ADDRESS = "unusable-address" Warning {
        "来源的网址不是 http:// 或 https:// 开头，点击后打不开，所以不作链接。",
        "The address of a source does not begin with http:// or https://, so it would lead nowhere and is not linked."
    }
}

/// Reads the source of a case.
pub(super) fn source(fields: &mut Fields<'_>, lexicon: &Lexicon) -> Option<SourceNote> {
    match single(fields, &case::SOURCE, &source::SOURCE)? {
        Item::Line(line) => Some(on_line(&line, lexicon)),
        Item::Map(map) => as_map(fields, map, lexicon),
    }
}

fn as_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>, lexicon: &Lexicon) -> Option<SourceNote> {
    let url = map.text(&source::URL).and_then(|url| usable(&mut map, url));
    let read = SourceNote {
        kind: term_or_text(&mut map, &source::KIND, &lexicon.source_kinds),
        name: value(map.text(&source::NAME)),
        url,
        date: date(&mut map, &source::DATE),
        column: value(map.text(&source::COLUMN)),
        typed: None,
        extra: Map::default(),
    };
    let is_empty = map.path() == &NodePath::default();
    let extra = fields.take(map.finish());
    (!is_empty).then_some(SourceNote { extra, ..read })
}

fn usable(map: &mut Fields<'_>, url: Placed<String>) -> Option<String> {
    let address = url.value.replacen("：//", "://", 1);
    if is_address(&address) {
        return Some(address);
    }
    let typed = &url.value;
    let message = words!("“{typed}”不是可以打开的网址", "`{typed}` is no address that can be opened");
    let whole = format!("https://{typed}");
    let help = if typed.contains('.') && !typed.contains(':') && is_address(&whole) {
        words!("写成 {whole}", "write {whole}")
    } else {
        words!("从 https:// 写起", "begin it with https://")
    };
    map.report(&UNUSABLE_ADDRESS, &url.path, message, Some(help));
    None
}

/// `湖南日报：https://…` and `湖南日报（https://…）` with a space before the address in place of the signs.
fn with_space_before_address(text: &str) -> String {
    let Some((before, after)) = text.split_once("http") else { return text.to_owned() };
    let before = before.trim_end();
    match before.chars().next_back() {
        Some(':' | '：') => format!("{} http{after}", before.trim_end_matches([':', '：'])),
        Some('(' | '（') => {
            format!("{} http{}", before.trim_end_matches(['(', '（']), after.replacen([')', '）'], " ", 1))
        }
        _ => text.to_owned(),
    }
}

fn is_address(text: &str) -> bool {
    let lower = text.get(..8.min(text.len())).unwrap_or(text).to_ascii_lowercase();
    let host = ["https://", "http://"].iter().find(|scheme| lower.starts_with(**scheme));
    host.is_some_and(|scheme| text.len() > scheme.len() && !text.contains(char::is_whitespace))
}

/// `大众网·海报新闻 https://… 2023-10-20`: the words that are an address, a day or a kind say so
/// themselves, the others are the name.
fn on_line(line: &Placed<String>, lexicon: &Lexicon) -> SourceNote {
    let mut read = SourceNote {
        kind: None,
        name: None,
        url: None,
        date: None,
        column: None,
        typed: Some(line.value.clone()),
        extra: Map::default(),
    };
    let mut name: Vec<&str> = Vec::new();
    let text = with_space_before_address(&line.value);
    let parts = text.split(|char: char| char.is_whitespace() || matches!(char, '，' | '；'));
    for word in parts.filter(|word| !word.is_empty()) {
        let day = Date::parse(word).ok().filter(|day| day.month.is_some());
        // Input methods make `https：//` of `https://`.
        let address = word.replacen("：//", "://", 1);
        if read.url.is_none() && is_address(&address) {
            read.url = Some(address);
        } else if read.date.is_none() && day.is_some() {
            read.date = day;
        } else if let Some(kind) = lexicon.source_kinds.find(word).filter(|_| read.kind.is_none()) {
            read.kind = Some(kind.to_owned());
        } else {
            name.push(word);
        }
    }
    read.name = (!name.is_empty()).then(|| name.join(" "));
    read
}
