//! Links and pictures that came out as text: `［文字］（a.md）`, `[文字] (a.md)`, `！[图](a.png)`,
//! `![[图.png]]`, `http：//…`.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::Span;
use crate::markdown::checks::stretch::{Block, Stretch};
use crate::markdown::cjk::{is_cjk, is_indent};
use crate::markdown::reading::Kind;

use super::{Unread, braces, near};

codes! {
    UNREAD_LINK = "unread-link" Warning {
        "想写的链接或图片成了普通文字：`[文字](地址)` 的括号要用半角，两对括号紧挨着，地址后的题注用半角引号。",
        "A link or picture that came out as text: `[text](address)` needs half-width brackets that touch, and half-width quotes around a caption."
    }
    UNREAD_PICTURE = "unread-picture" Warning {
        "图片前的叹号是全角的，图片成了链接。写成半角的 `![…](…)`。",
        "With a full-width exclamation mark before it a picture becomes a link. Write `![…](…)`."
    }
    UNREAD_FOOTNOTE = "unread-footnote" Warning {
        "脚注没有成功：正文里写 `[^1]`，另起一行写 `[^1]: 内容`，括号和冒号都用半角。",
        "A footnote that came out as text: write `[^1]` in the text and `[^1]: words` on a line of its own, with half-width signs."
    }
    BARE_ADDRESS = "bare-address" Hint {
        "正文里的网址不会自动成为链接。写成 `<https://…>` 或 `[文字](https://…)`。",
        "An address in the text is no link by itself. Write `<https://…>` or `[text](https://…)`."
    }
}

/// Endings of files that people link to.
const ENDINGS: &[&str] = &[
    "md", "markdown", "html", "htm", "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps",
    "zip", "rar", "7z", "png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "heic", "tif", "tiff", "mp4",
    "mp3", "txt", "csv",
];
/// Beginnings of addresses, with the slips of their own.
const BEGINNINGS: &[&str] = &["http:", "https:", "http：", "https：", "www.", "../", "./", "mailto:"];

/// Looks at an opening bracket that the parser left as text.
pub(super) fn bracket(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    if stretch.in_link {
        return None;
    }
    let text = stretch.text;
    let open = text[at..].chars().next()?;
    let inside = near(text, at + open.len_utf8());
    if inside.starts_with('[') {
        return wiki(unread, stretch, at);
    }
    if let Some(end) = braces::other(unread, stretch, at, &[']', '］', '】']) {
        return Some(end);
    }
    let close = inside.find([']', '］', '】'])?;
    let label = &inside[..close];
    let closing = inside[close..].chars().next()?;
    let after = at + open.len_utf8() + close + closing.len_utf8();
    if label.starts_with('^') && open != '【' {
        return footnote(unread, stretch, at..after, label);
    }
    if is_address(label) && text[..at].ends_with([')', '）']) {
        return reversed(unread, stretch, at..after, label);
    }
    let found = Target::after(text, after)?;
    let is_wide = open != '[' || closing != ']' || found.parentheses == Parentheses::FullWidth;
    let cause = match () {
        () if is_wide => words!("括号是全角的，没有成为链接", "full-width brackets make no link"),
        () if found.gap => {
            words!("两对括号之间有空格，没有成为链接", "with a space between the brackets this is no link")
        }
        () if found.parentheses == Parentheses::Open => {
            words!("缺少右括号，没有成为链接", "without its closing bracket this is no link")
        }
        () if found.title.is_some() => {
            words!(
                "题注的引号不是半角，没有成为链接",
                "without half-width quotes around the caption this is no link"
            )
        }
        () => words!(
            "地址里有空格或特殊符号，没有成为链接",
            "with spaces or signs in its address this is no link"
        ),
    };
    let bang = text[..at].chars().next_back().filter(|char| matches!(char, '!' | '！'));
    let start = at - bang.map_or(0, char::len_utf8);
    let bang = if bang.is_some() { "!" } else { "" };
    let target = found.written();
    let help = words!("写成 `{bang}[{label}]({target})`", "write `{bang}[{label}]({target})`");
    unread.note(&UNREAD_LINK, stretch.span(start..found.end), cause, help);
    Some(found.end)
}

/// How the parentheses around an address were typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parentheses {
    HalfWidth,
    FullWidth,
    /// There is no closing one.
    Open,
}

/// What follows the brackets of a link.
struct Target<'t> {
    /// Whether a space stands before it.
    gap: bool,
    parentheses: Parentheses,
    address: &'t str,
    title: Option<&'t str>,
    end: usize,
}

impl<'t> Target<'t> {
    /// Reads `（a.md “题注”）` at `at`, if what stands in it is an address.
    fn after(text: &'t str, at: usize) -> Option<Target<'t>> {
        let rest = near(text, at);
        let body = rest.trim_start_matches(is_indent);
        let open = body.chars().next().filter(|char| matches!(char, '(' | '（'))?;
        let start = at + rest.len() - body.len() + open.len_utf8();
        let inside = near(text, start);
        let (inside, end, closing) = match closing(inside) {
            Some((close, char)) => (&inside[..close], start + close + char.len_utf8(), Some(char)),
            None => {
                let end =
                    inside.find(|char: char| char.is_whitespace() || is_cjk(char) && !is_han_or_word(char));
                let inside = &inside[..end.unwrap_or(inside.len())];
                (inside, start + inside.len(), None)
            }
        };
        let (address, title) = divided(inside.trim_matches(is_indent));
        let parentheses = match (open, closing) {
            (_, None) => Parentheses::Open,
            ('(', Some(')')) => Parentheses::HalfWidth,
            _ => Parentheses::FullWidth,
        };
        is_address(address).then_some(Target {
            gap: rest.len() != body.len(),
            parentheses,
            address,
            title,
            end,
        })
    }

    /// As it should have been typed.
    fn written(&self) -> String {
        let address = self.address.replace("：", ":").replace('／', "/");
        let address = if address.contains([' ', '(', ')']) { format!("<{address}>") } else { address };
        match self.title {
            Some(title) => format!("{address} \"{title}\""),
            None => address,
        }
    }
}

fn is_han_or_word(char: char) -> bool {
    char.is_alphanumeric()
}

/// The closing parenthesis of either width, with those between in pairs.
fn closing(inside: &str) -> Option<(usize, char)> {
    let mut depth = 0_usize;
    for (at, char) in inside.char_indices() {
        match char {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some((at, char)),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// An address and the caption after it.
fn divided(inside: &str) -> (&str, Option<&str>) {
    const QUOTES: &[char] = &['"', '\'', '“', '”', '‘', '’', '「', '」'];
    match inside.find(QUOTES) {
        Some(at) if at > 0 => {
            (inside[..at].trim_end_matches(is_indent), Some(inside[at..].trim_matches(QUOTES)))
        }
        _ => (without_size(inside), None),
    }
}

/// An address without the size that some editors put behind it: `a.png =300x`.
fn without_size(inside: &str) -> &str {
    let is_size = |size: &str| {
        !size.is_empty() && size.chars().all(|char| char.is_ascii_digit() || matches!(char, 'x' | '*' | '%'))
    };
    match inside.rsplit_once(" =") {
        Some((address, size)) if is_size(size) => address.trim_end_matches(is_indent),
        _ => inside,
    }
}

/// Whether a text can hardly be anything but an address.
fn is_address(text: &str) -> bool {
    let text = text.trim_start_matches('<').trim_end_matches('>');
    if text.is_empty() || text.contains(['。', '，', '；']) {
        return false;
    }
    let path = text.split(['#', '?']).next().unwrap_or(text);
    let ending = path.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
        || ending.is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// `![[图.png]]`, `[[页面.md|文字]]`: links of Obsidian.
fn wiki(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let text = stretch.text;
    let inside = near(text, at + 2);
    let close = inside.find("]]")?;
    let (address, label) = inside[..close].split_once('|').unwrap_or((&inside[..close], ""));
    let is_picture = text[..at].ends_with(['!', '！']);
    if !is_picture && !is_address(address) {
        return None;
    }
    let bang = text[..at].chars().next_back().filter(|_| is_picture);
    let start = at - bang.map_or(0, char::len_utf8);
    let end = at + close + 4;
    let right = if address.contains(' ') { format!("<{address}>") } else { address.to_owned() };
    let (bang, label) = match (is_picture, label) {
        (true, _) => ("!", ""),
        (false, "") => ("", address),
        (false, label) => ("", label),
    };
    unread.note(
        &UNREAD_LINK,
        stretch.span(start..end),
        words!("`[[…]]` 不是链接", "`[[…]]` makes no link"),
        words!("写成 `{bang}[{label}]({right})`", "write `{bang}[{label}]({right})`"),
    );
    Some(end)
}

/// `(文字)[a.md]`
fn reversed(
    unread: &mut Unread<'_, '_>,
    stretch: &Stretch<'_>,
    range: Range<usize>,
    dest: &str,
) -> Option<usize> {
    let before = &stretch.text[..range.start];
    let start = before.rfind(['(', '（'])?;
    let label = before[start..].trim_matches(['(', '（', ')', '）']);
    unread.note(
        &UNREAD_LINK,
        stretch.span(start..range.end),
        words!("方括号和圆括号写反了，没有成为链接", "with the brackets the wrong way round this is no link"),
        words!("写成 `[{label}]({dest})`", "write `[{label}]({dest})`"),
    );
    Some(range.end)
}

/// `[^1]` that nothing defines, `[^1]：来源`, `［^1］`.
fn footnote(
    unread: &mut Unread<'_, '_>,
    stretch: &Stretch<'_>,
    range: Range<usize>,
    label: &str,
) -> Option<usize> {
    let text = stretch.text;
    let after = &text[range.end..];
    let mark = after.chars().next().filter(|char| matches!(char, '：' | ':'));
    let defines = stretch.opens_line && mark.is_some();
    if defines {
        let end = range.end + mark.map_or(0, char::len_utf8);
        unread.note(
            &UNREAD_FOOTNOTE,
            stretch.span(range.start..end),
            words!("脚注的括号或冒号是全角的，成了正文", "with full-width signs this footnote is plain text"),
            words!(
                "写成 `[{label}]: `，冒号后有一个空格",
                "write `[{label}]: ` with a space after the colon"
            ),
        );
        return Some(end);
    }
    if text[range.clone()].contains(['［', '］']) {
        unread.note(
            &UNREAD_FOOTNOTE,
            stretch.span(range.clone()),
            words!("脚注的方括号是全角的，成了正文", "with full-width brackets this footnote is plain text"),
            words!("写成 `[{label}]`", "write `[{label}]`"),
        );
    } else if !unread.footnotes.contains(label) {
        unread.note(
            &UNREAD_FOOTNOTE,
            stretch.span(range.clone()),
            words!("没有脚注 [{label}] 的内容", "nothing says what `[{label}]` is"),
            words!("另起一段写 `[{label}]: 内容`", "write `[{label}]: words` as a paragraph of its own"),
        );
    }
    Some(range.end)
}

/// Labels of lines that begin as a footnote but for the width of their signs, as in `[^1]：来源`.
pub(super) fn half_written<'c>(stretches: &[Stretch<'c>]) -> BTreeSet<&'c str> {
    let label = |stretch: &Stretch<'c>| {
        let rest = stretch.text.strip_prefix(['[', '［']).filter(|rest| rest.starts_with('^'))?;
        let close = rest.find([']', '］'])?;
        let after = rest[close..].trim_start_matches([']', '］']);
        after.starts_with(['：', ':']).then_some(&rest[..close])
    };
    stretches.iter().filter(|stretch| stretch.opens_line).filter_map(label).collect()
}

/// Pictures whose exclamation mark is full-width or stands apart: they came out as links.
pub(super) fn pictures(unread: &mut Unread<'_, '_>) {
    const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "heic", "tif", "tiff"];
    for token in &unread.subject.reading.tokens {
        let Kind::Event(Event::Start(Tag::Link { dest_url, .. })) = &token.kind else { continue };
        let start = token.span.range().start;
        let Some(before) = unread.subject.text.get(..start) else { continue };
        let before = before.trim_end_matches(' ');
        let Some(mark) = before.chars().next_back().filter(|char| matches!(char, '！' | '!')) else {
            continue;
        };
        let ending = dest_url.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        // Words before an exclamation mark may end a sentence.
        let opens = before[..before.len() - mark.len_utf8()].trim_end_matches(is_indent).ends_with('\n');
        let touches = before.len() == start;
        if !PICTURES.contains(&ending.as_str()) || !(opens || touches) {
            continue;
        }
        let span = Span::new(before.len() - mark.len_utf8()..token.span.range().end);
        let Some(link) = unread.subject.text.get(token.span.range()) else { continue };
        unread.note(
            &UNREAD_PICTURE,
            span,
            words!(
                "叹号不是半角或没有紧挨着，图片成了链接",
                "without a half-width `!` that touches it, a picture becomes a link"
            ),
            words!("写成 `!{link}`", "write `!{link}`"),
        );
    }
}

/// `https://…` and `www.…` in the text.
pub(super) fn bare(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    const BARE: &[&str] =
        &["http://", "https://", "http：//", "https：//", "http:／／", "https:／／", "www."];
    let text = near(stretch.text, at);
    let head: String = text.chars().take(9).collect::<String>().to_ascii_lowercase();
    let is_inside = stretch.text[..at].ends_with(|char: char| char.is_ascii_alphanumeric());
    if stretch.in_link || is_inside || !BARE.iter().any(|beginning| head.starts_with(beginning)) {
        return None;
    }
    let colon = text.find(['：', '/', '／', '.']).unwrap_or(0);
    let is_end = |char: char| char.is_whitespace() || !char.is_ascii() || "<>\"|`".contains(char);
    let skip = text[colon..].find(|char: char| !matches!(char, '：' | '／' | '/' | '.')).unwrap_or(0) + colon;
    let length = text[skip..].find(is_end).map_or(text.len(), |length| skip + length);
    let address = text[..length].trim_end_matches(['.', ',', ')', ';', ':', '!', '?', ']']);
    if address.len() < skip + 3 {
        return None;
    }
    let right = address.replace('：', ":").replace('／', "/");
    let right = if right.contains("://") { right } else { format!("https://{right}") };
    let end = at + address.len();
    // An address in a table or a heading is shown as well as it can be.
    if stretch.block == Block::Cell {
        return Some(end);
    }
    unread.note(
        &BARE_ADDRESS,
        stretch.span(at..end),
        words!("这个网址点不开", "this address is no link"),
        words!("写成 `<{right}>`，或 `[文字]({right})`", "write `<{right}>`, or `[text]({right})`"),
    );
    Some(end)
}
