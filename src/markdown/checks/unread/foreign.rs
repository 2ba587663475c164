//! The syntax of other programs: formulas, emoji codes, highlights, tags of Hexo and Hugo, Word.

use crate::markdown::checks::stretch::Stretch;
use crate::markdown::cjk::is_han;

use super::{Unread, near};

codes! {
    UNREAD_FORMULA = "unread-formula" Hint {
        "`$…$` 中的公式会按原样显示。用普通文字、上下标或图片。",
        "A formula between `$` is shown as typed. Use plain text, `<sup>` and `<sub>`, or a picture."
    }
    UNREAD_EMOJI = "unread-emoji" Hint {
        "`:smile:` 这样的表情代码会按原样显示。直接输入表情符号。",
        "Codes such as `:smile:` are shown as typed. Type the emoji itself."
    }
    UNREAD_HIGHLIGHT = "unread-highlight" Hint {
        "`==文字==` 会按原样显示。突出文字用 `**文字**`。",
        "`==text==` is shown as typed. To stress something write `**text**`."
    }
    FOREIGN_TAG = "foreign-tag" Hint {
        "别的建站工具（Hexo、Hugo、VuePress）的标签会按原样显示。改用 Markdown 或短代码。",
        "Tags of other site generators (Hexo, Hugo, VuePress) are shown as typed. Use Markdown or a shortcode."
    }
    WORD_TAG = "word-tag" Hint {
        "从 Word 粘贴带来的 `<o:p>` 之类的标签会按原样显示。删去它们；粘贴时选“只保留文本”。",
        "Tags such as `<o:p>` that came with a paste from Word are shown as typed. Remove them; paste as plain text."
    }
}

/// `$x^2$`, `$$\frac{1}{2}$$`.
pub(super) fn math(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let text = near(stretch.text, at);
    let sign = if text.starts_with("$$") { "$$" } else { "$" };
    let inside = &text[sign.len()..];
    let inside = &inside[..inside.find(sign)?];
    let is_formula = inside.contains(['\\', '^', '_']) && !inside.chars().any(is_han);
    if !is_formula {
        return None;
    }
    let end = at + inside.len() + 2 * sign.len();
    unread.note(
        &UNREAD_FORMULA,
        stretch.span(at..end),
        words!("公式会按原样显示", "this formula is shown as typed"),
        words!("用普通文字、`<sup>`、`<sub>` 或图片", "use plain text, `<sup>`, `<sub>` or a picture"),
    );
    Some(end)
}

/// `:smile:`
pub(super) fn emoji(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let is_part = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || "_+-".contains(char);
    let before = stretch.text[..at].chars().next_back();
    let rest = &stretch.text[at + 1..];
    let after = rest.trim_start_matches(is_part);
    let name = &rest[..rest.len() - after.len()];
    let known = name.len() > 1 && (name.contains(|char: char| char.is_ascii_lowercase()) || name == "+1");
    let alone = before.is_none_or(|char| !char.is_ascii_alphanumeric())
        && after
            .strip_prefix(':')
            .is_some_and(|next| !next.starts_with(|char: char| char.is_ascii_alphanumeric()));
    if !known || !alone {
        return None;
    }
    let end = at + name.len() + 2;
    unread.note(
        &UNREAD_EMOJI,
        stretch.span(at..end),
        words!("表情代码会按原样显示", "this code is shown as typed"),
        words!("直接输入表情符号，或删去", "type the emoji itself, or remove the code"),
    );
    Some(end)
}

/// `==重点==`
pub(super) fn highlight(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let text = near(stretch.text, at);
    let after = text.trim_start_matches('=');
    if text.len() - after.len() != 2 || after.starts_with(char::is_whitespace) {
        return Some(at + text.len() - after.len());
    }
    let said = &after[..after.find("==")?];
    let end = at + said.len() + 4;
    if said.is_empty() || said.ends_with(char::is_whitespace) || stretch.text[end..].starts_with('=') {
        return None;
    }
    unread.note(
        &UNREAD_HIGHLIGHT,
        stretch.span(at..end),
        words!("`==` 会按原样显示", "`==` is shown as typed"),
        words!("写成 `**{said}**`", "write `**{said}**`"),
    );
    Some(end)
}

/// `{% note %}`, `{{< figure >}}`, `{{% tip %}}`.
pub(super) fn tag(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    const TAGS: &[(&str, &str)] = &[("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")];
    let text = near(stretch.text, at);
    let (open, close) = TAGS.iter().find(|(open, _)| text.starts_with(open))?;
    let end = at + text[open.len()..].find(close)? + open.len() + close.len();
    foreign(unread, stretch, at..end);
    Some(end)
}

/// `::: tip`: boxes of VuePress. Below a paragraph the first colon begins a definition to Markdown.
pub(super) fn container(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let is_definition = stretch.start > 0 && unread.subject.text.as_bytes()[stretch.start - 1] == b':';
    let colons = if is_definition { "::" } else { ":::" };
    if at > 0 || !stretch.opens_line || !stretch.text.starts_with(colons) {
        return None;
    }
    let end = stretch.text.trim_end().len();
    foreign(unread, stretch, 0..end);
    Some(end)
}

/// Notes the tag of another program.
fn foreign(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, range: std::ops::Range<usize>) {
    unread.note(
        &FOREIGN_TAG,
        stretch.span(range),
        words!(
            "这是别的建站工具的写法，会按原样显示",
            "this is the syntax of another program, and shown as typed"
        ),
        words!("删去它，或改用短代码", "remove it, or use a shortcode"),
    );
}

/// `<o:p></o:p>`, `<w:sdt>`: names with a colon, which are no tags to Markdown.
pub(super) fn word(unread: &mut Unread<'_, '_>, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let text = near(stretch.text, at);
    let name = text[1..].trim_start_matches('/');
    let is_word = ["o:", "w:", "v:", "m:", "st1:", "wx:"].iter().any(|space| name.starts_with(space));
    if !is_word {
        return None;
    }
    let end = at + text.find('>')? + 1;
    unread.note(
        &WORD_TAG,
        stretch.span(at..end),
        words!("从 Word 带来的标签会按原样显示", "a tag that came from Word is shown as typed"),
        words!("删去它；从 Word 粘贴时选“只保留文本”", "remove it; paste from Word as plain text"),
    );
    Some(end)
}
