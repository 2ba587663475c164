//! What stands in braces after a heading: `{#id .class 维度=管理党员、监督党员}`.

use std::ops::Range;

use crate::base::Span;

use super::cjk::is_alphanumeric;
use super::outline::Declared;

/// Keys under which a heading names dimensions.
pub(super) const DIMENSION_KEYS: &[&str] = &["维度", "dimension", "dimensions"];

/// The attributes of a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// `#id`, and where it stands.
    pub(super) id: Option<(String, Span)>,
    /// `.class`, without the dot.
    pub(super) classes: Vec<String>,
    /// Names under a key of [`DIMENSION_KEYS`].
    pub(super) dimensions: Vec<Declared>,
    /// Keys and words that mean nothing here.
    pub(super) unknown: Vec<Declared>,
    /// Keys of dimensions without a name after them.
    pub(super) nameless: Vec<Span>,
}

/// A block of attributes at the end of a text, and where in the file it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// From the first space before the brace, to the end of what follows it.
    pub(super) range: Range<usize>,
    pub(super) attributes: Attributes,
}

/// Finds a block at the end of `range` of the file. A stop after it goes with it, closing heading
/// marks before it too: `## 做法 ## {维度=a}。`
pub(super) fn at_end(file: &str, range: Range<usize>) -> Option<Block> {
    let text = &file[range.clone()];
    let trimmed = text.trim_end_matches([
        ' ', '\t', '\r', '\n', '\u{3000}', '。', '．', '，', '；', '：', '.', ',', ';', ':', '*', '_', '#',
    ]);
    let inside = trimmed.strip_suffix(['}', '｝'])?;
    let open = inside.rfind(['{', '｛', '}', '｝', '\n'])?;
    let brace = inside[open..].chars().next()?;
    if !matches!(brace, '{' | '｛') || text[..open].ends_with('\\') || inside.ends_with('\\') {
        return None;
    }
    // Emphasis closed after the block encloses it; then its delimiters are no part of the block.
    let tail = &text[trimmed.len()..];
    let emphasis = tail.trim_end().ends_with(['*', '_']);
    let start = range.start + open + brace.len_utf8();
    let attributes = parse(&file[start..range.start + inside.len()], start)?;
    let before = text[..open].trim_end();
    let unmarked = before.trim_end_matches('#');
    let before = if unmarked.ends_with([' ', '\t']) { unmarked.trim_end() } else { before };
    let end = if emphasis { range.start + trimmed.len() } else { range.end };
    Some(Block { range: range.start + before.len()..end, attributes })
}

/// Finds a block at the beginning of `range` of the file.
pub(super) fn at_start(file: &str, range: Range<usize>) -> Option<Block> {
    let text = &file[range.clone()];
    let body = text.trim_start_matches([' ', '\u{3000}']);
    let inside = body.strip_prefix(['{', '｛'])?;
    let close = inside.find(['}', '｝', '{', '｛', '\n'])?;
    if !inside[close..].starts_with(['}', '｝']) {
        return None;
    }
    let start = range.end - inside.len();
    let attributes = parse(&inside[..close], start)?;
    let brace = inside[close..].chars().next().map_or(0, char::len_utf8);
    Some(Block { range: range.start..start + close + brace, attributes })
}

/// Reads what stands between braces; `None` when nothing in it is an attribute of a heading, so that
/// `{a, b}` stays text. `offset` is where `text` begins in the file.
fn parse(text: &str, offset: usize) -> Option<Attributes> {
    let mut reader = Reader { text, offset, at: 0, key: Key::None, found: Attributes::default() };
    while reader.item() {}
    reader.close_key();
    let found = reader.found;
    let means_something = found.id.is_some()
        || !found.classes.is_empty()
        || !found.dimensions.is_empty()
        || !found.nameless.is_empty()
        || found.unknown.iter().any(|word| resembles_dimension(&word.name));
    means_something.then_some(found)
}

/// Whether a key is a misspelling of one that names dimensions.
pub(super) fn resembles_dimension(key: &str) -> bool {
    let key = key.to_lowercase();
    matches!(key.as_str(), "纬度" | "唯度" | "维渡" | "维庹" | "所属维度" | "对应维度" | "dim" | "dims")
        || (key.is_ascii() && key.len() > 5 && strsim::damerau_levenshtein(&key, "dimension") <= 2)
}

/// The key whose values are being read.
enum Key {
    None,
    /// A key of dimensions, where it stands, and how many names came before it.
    Dimensions(Span, usize),
    Id,
    Class,
    Unknown,
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    at: usize,
    key: Key,
    found: Attributes,
}

fn is_separator(char: char) -> bool {
    matches!(char, ',' | '，' | '、' | ';' | '；')
}

/// Whether a sign may stand in a key.
pub(super) fn is_name(char: char) -> bool {
    is_alphanumeric(char) || matches!(char, '-' | '_')
}

impl Reader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range).shifted(self.offset)
    }

    /// Reads one item; `false` at the end.
    fn item(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let body = rest.trim_start_matches(|char: char| char.is_whitespace() || is_separator(char));
        self.at = self.text.len() - body.len();
        if body.is_empty() {
            return false;
        }
        if let Some(id) = body.strip_prefix('#') {
            self.id(id);
        } else if body.strip_prefix('.').is_some_and(|class| class.starts_with(is_name)) {
            let name: String = body[1..].chars().take_while(|char| is_name(*char)).collect();
            self.close_key();
            self.at += 1 + name.len();
            self.found.classes.push(name);
        } else if let Some((key, length)) = key_at(body) {
            self.open_key(key, length);
        } else {
            self.value(body);
        }
        true
    }

    fn id(&mut self, after: &str) {
        let is_end = |char: char| {
            char.is_whitespace() || is_separator(char) || matches!(char, '"' | '\'' | '<' | '>' | '&' | '#')
        };
        let id = &after[..after.find(is_end).unwrap_or(after.len())];
        self.close_key();
        let (start, end) = (self.at, self.at + 1 + id.len());
        if !id.is_empty() && self.found.id.is_none() {
            self.found.id = Some((id.to_owned(), self.span(start..end)));
        }
        self.at = end;
    }

    fn open_key(&mut self, key: &str, length: usize) {
        self.close_key();
        let span = self.span(self.at..self.at + key.len());
        self.key = match key.to_lowercase().as_str() {
            name if DIMENSION_KEYS.contains(&name) => Key::Dimensions(span, self.found.dimensions.len()),
            "id" => Key::Id,
            "class" => Key::Class,
            _ => {
                self.found.unknown.push(Declared { name: key.to_owned(), span });
                Key::Unknown
            }
        };
        self.at += length;
    }

    /// A key of dimensions must have brought a name.
    fn close_key(&mut self) {
        if let Key::Dimensions(span, before) = std::mem::replace(&mut self.key, Key::None)
            && self.found.dimensions.len() == before
        {
            self.found.nameless.push(span);
        }
    }

    fn value(&mut self, body: &str) {
        let (inner, length) = quoted(body).unwrap_or_else(|| bare(body));
        let name = body[inner.clone()].trim();
        let start = self.at + inner.start + (body[inner.clone()].len() - body[inner].trim_start().len());
        let span = self.span(start..start + name.len());
        self.at += length;
        let declared = Declared { name: name.to_owned(), span };
        match &self.key {
            Key::Dimensions(..) if !name.is_empty() => self.found.dimensions.push(declared),
            Key::Id if self.found.id.is_none() && !name.is_empty() => {
                self.found.id = Some((declared.name.replace(char::is_whitespace, "-"), span));
            }
            Key::Class => self.found.classes.extend(name.split_whitespace().map(str::to_owned)),
            Key::None => self.found.unknown.push(declared),
            Key::Dimensions(..) | Key::Id | Key::Unknown => {}
        }
    }
}

/// A key and the length of it with its `=`; a colon serves where a dimension is meant.
fn key_at(text: &str) -> Option<(&str, usize)> {
    let after = text.trim_start_matches(is_name);
    let key = &text[..text.len() - after.len()];
    let sign = after.trim_start();
    let is_key = sign.starts_with(['=', '＝'])
        || (sign.starts_with([':', '：']) && DIMENSION_KEYS.contains(&key.to_lowercase().as_str()));
    let length = text.len() - sign.len() + sign.chars().next()?.len_utf8();
    (is_key && !key.is_empty()).then_some((key, length))
}

/// The inside of a quoted value at the beginning, and the length of the whole.
fn quoted(text: &str) -> Option<(Range<usize>, usize)> {
    let open = text.chars().next()?;
    let close = match open {
        '"' | '\'' => open,
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        _ => return None,
    };
    let start = open.len_utf8();
    let end = start + text[start..].find(close)?;
    let length = end + close.len_utf8();
    let ends_here = |char: char| char.is_whitespace() || is_separator(char);
    text[length..].chars().next().is_none_or(ends_here).then_some((start..end, length))
}

/// A value without quotes: up to a separator or the next item; it may hold spaces.
fn bare(text: &str) -> (Range<usize>, usize) {
    for (at, char) in text.char_indices() {
        if is_separator(char) {
            return (0..at, at);
        }
        let next = &text[at + char.len_utf8()..];
        if char.is_whitespace() && !next.starts_with(char::is_whitespace) && begins_item(next) {
            return (0..at, at);
        }
    }
    (0..text.len(), text.len())
}

fn begins_item(text: &str) -> bool {
    text.starts_with('#')
        || text.strip_prefix('.').is_some_and(|class| class.starts_with(char::is_alphabetic))
        || key_at(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let block = at_end(text, 0..text.len()).unwrap_or_else(|| panic!("{text}"));
        for declared in &block.attributes.dimensions {
            assert_eq!(&text[declared.span.range()], declared.name, "{text}");
        }
        block.attributes.dimensions.into_iter().map(|declared| declared.name).collect()
    }

    #[test]
    fn dimensions_in_every_spelling() {
        for text in [
            "做法 {维度=甲、乙}",
            "做法 {dimension=甲, 乙}",
            "做法{dimensions=甲，乙}",
            "做法 ｛维度＝甲；乙｝",
            "做法 {维度=甲;乙}。",
            "做法 { 维度 = 甲 ， 乙 }",
            "做法 {维度：甲、乙}",
            "做法 {dimension: \"甲\", '乙'}",
            "做法 {#id 维度=甲、乙 .class}",
            "做法 {维度=甲 dimension=乙 }  ",
            "做法 {维度=“甲”、「乙」}",
            "做法 {Dimension=甲、乙} ##",
            "做法 {维度=甲、、乙、}",
        ] {
            assert_eq!(names(text), ["甲", "乙"], "{text}");
        }
    }

    #[test]
    fn names_may_hold_spaces_quotes_and_slashes() {
        assert_eq!(names("a {dimension=Party building, b}"), ["Party building", "b"]);
        assert_eq!(names("a {dimension=\"x, y\"}"), ["x, y"]);
        assert_eq!(
            names("a {维度=“三会一课”制度、七个有力/管理党员}"),
            ["“三会一课”制度", "七个有力/管理党员"]
        );
        assert_eq!(names("a {维度=甲 乙 #id}"), ["甲 乙"]);
        assert_eq!(names("a {维度=\"甲}"), ["\"甲"]);
    }

    #[test]
    fn ids_and_classes() {
        let text = "甲 {#做法-1 .a .b-c}";
        let block = at_end(text, 0..text.len()).unwrap();
        assert_eq!(block.range, "甲".len()..text.len());
        let (id, span) = block.attributes.id.unwrap();
        assert_eq!((id.as_str(), &text[span.range()]), ("做法-1", "#做法-1"));
        assert_eq!(block.attributes.classes, ["a", "b-c"]);
        let text = "甲 {id=x y class=\"b c\"}";
        let attributes = at_end(text, 0..text.len()).unwrap().attributes;
        assert_eq!(attributes.id.unwrap().0, "x-y");
        assert_eq!(attributes.classes, ["b", "c"]);
    }

    #[test]
    fn what_is_cut_from_the_heading() {
        let cut = |text: &str| text[..at_end(text, 0..text.len()).unwrap().range.start].to_owned();
        assert_eq!(cut("做法 ## {#a}"), "做法");
        assert_eq!(cut("做法 C# {#a}"), "做法 C#");
        assert_eq!(cut("做法　{#a} 。"), "做法");
        let text = "**做法 {#a}**";
        assert_eq!(&text[at_end(text, 0..text.len()).unwrap().range], " {#a}");
    }

    #[test]
    fn other_braces_are_text() {
        for text in [
            "集合 {a, b}",
            "集合 {x=1}",
            "{}",
            "做法 {#a} 后",
            "做法 \\{#a}",
            "做法 {#a\\}",
            "做法 #a}",
            "做法 {{#a}",
            "{",
            "}",
            "",
        ] {
            let found = at_end(text, 0..text.len());
            assert!(found.is_none() || text == "做法 {{#a}", "{text}: {found:?}");
        }
    }

    #[test]
    fn slips_are_kept_for_the_check() {
        let text = "做法 {纬度=甲 别的}";
        let attributes = at_end(text, 0..text.len()).unwrap().attributes;
        assert_eq!(attributes.unknown[0].name, "纬度");
        let text = "做法 {demension=a}";
        assert_eq!(at_end(text, 0..text.len()).unwrap().attributes.unknown[0].name, "demension");
        let text = "做法 {维度= .a}";
        let attributes = at_end(text, 0..text.len()).unwrap().attributes;
        assert_eq!(&text[attributes.nameless[0].range()], "维度");
    }

    #[test]
    fn a_block_at_the_beginning() {
        let text = "前{维度=甲} 后文";
        let block = at_start(text, "前".len()..text.len()).unwrap();
        assert_eq!(&text[block.range], "{维度=甲}");
        assert_eq!(block.attributes.dimensions[0].name, "甲");
        assert_eq!(at_start(" {a} b", 0..6), None);
        assert_eq!(at_start("{维度=甲", 0.."{维度=甲".len()), None);
    }
}
