//! Blocks of code and shortcodes: fences that never close, and what is strange inside.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::base::{Diagnostics, Span, Words};
use crate::markdown::call::Slip;
use crate::markdown::reading::{DEEPEST_CALL, Kind, Oddity};

use super::Subject;

codes! {
    UNCLOSED_FENCE = "unclosed-fence" Error {
        "代码块或短代码只有开头的 ```，没有结尾的 ```，后面的正文都成了代码。",
        "A block of code or a shortcode begins with ``` and never ends, so all the text after it is code."
    }
    DEEP_SHORTCODE = "deep-shortcode" Error {
        "短代码里套短代码太深，最里面的按代码显示。",
        "Shortcodes nest too deeply; the innermost is shown as code."
    }
    BROKEN_SHORTCODE = "broken-shortcode" Error {
        "围栏后面的短代码读不懂，整块成了代码。写成 {名称 参数=值}，花括号后面不要再写别的。",
        "The shortcode after a fence cannot be read, so the block became code. Write `{name argument=value}` and nothing behind the brace."
    }
    BARE_SHORTCODE = "bare-shortcode" Warning {
        "围栏后面是中文，却没有花括号：整块成了代码。短代码的名称写在花括号里。",
        "Chinese words follow a fence without braces, so the block became code. The name of a shortcode stands in braces."
    }
    OPEN_QUOTE = "open-quote" Error {
        "短代码的参数里引号只有一半。",
        "A quotation mark in the arguments of a shortcode lacks its partner."
    }
    INDENTED_TEXT = "indented-text" Warning {
        "行首有四个空格或一个 Tab，这几行按代码显示。删去行首的空格就成为段落；要代码就用 ``` 围起来。",
        "Lines that begin with four spaces or a tab are shown as code. Remove the indent for a paragraph, or put code between lines of ```."
    }
}

/// Reports slips around fences.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut around = 0_usize;
    for token in &subject.reading.tokens {
        match token.kind {
            Kind::CallStart(_) => {
                unclosed(subject, found, token.span, around);
                around += 1;
            }
            Kind::CallEnd => around -= 1,
            Kind::Event(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))) => {
                unclosed(subject, found, token.span, around);
            }
            _ => {}
        }
    }
    for (oddity, span) in &subject.reading.oddities {
        odd(subject, found, *oddity, *span);
    }
}

/// Reports a block without an end; `around` it stand so many shortcodes.
fn unclosed(subject: &Subject<'_>, found: &mut Diagnostics, span: Span, around: usize) {
    let source = subject.text.get(span.range()).unwrap_or("").trim_end();
    let sign = if source.starts_with('~') { '~' } else { '`' };
    let length = source.len() - source.trim_start_matches(sign).len();
    let mut lines = source.lines();
    let first = lines.next().unwrap_or("").trim_end();
    let last = lines.next_back().unwrap_or("").trim_matches([' ', '\t', '>']);
    let closes = last.len() >= length && last.chars().all(|char| char == sign);
    // What the parser spelled otherwise (in a shortcode's body) has no fence to look at.
    if closes || length < 3 {
        return;
    }
    let swallowed = source.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    if swallowed == 0 {
        return;
    }
    let fence = &source[..length];
    let start = span.range().start;
    found.push(
        subject
            .at(
                &UNCLOSED_FENCE,
                Span::new(start..start + first.len()),
                words!(
                    "“{fence}”没有结尾，后面 {swallowed} 行正文都在里面",
                    "\"{fence}\" never ends; lines of text inside: {swallowed}"
                ),
            )
            .help(ending(fence, around)),
    );
}

/// How a block is ended. Inside of a shortcode its end was most likely taken for that of the outer
/// one, whose fence is no longer.
fn ending(fence: &str, around: usize) -> Words {
    if around == 0 {
        return words!("在这一块的末尾另起一行写 {fence}", "end the block with a line {fence}");
    }
    words!(
        "在这一块的末尾另起一行写 {fence}，外层的围栏要比它长：外层四个反引号，里层三个",
        "end the block with a line {fence}; the outer fence must be longer: four backticks outside, three inside"
    )
}

fn odd(subject: &Subject<'_>, found: &mut Diagnostics, oddity: Oddity, span: Span) {
    let problem = match oddity {
        Oddity::DeepCall => subject
            .at(
                &DEEP_SHORTCODE,
                span,
                words!(
                    "短代码套了 {DEEPEST_CALL} 层以上，这一个按代码显示",
                    "more than {DEEPEST_CALL} shortcodes around it: this one is shown as code"
                ),
            )
            .help(words!("把它移到外面", "move it outside")),
        Oddity::Slip(Slip::Braces) => subject
            .at(
                &BROKEN_SHORTCODE,
                span,
                words!("围栏后面的短代码读不懂", "the shortcode after this fence cannot be read"),
            )
            .help(words!(
                "写成 {{名称 参数=值}}，花括号要配对，后面不要再写别的",
                "write `{{name argument=value}}`: braces in pairs, and nothing behind them"
            )),
        Oddity::Slip(Slip::Bare) => subject
            .at(
                &BARE_SHORTCODE,
                span,
                words!(
                    "围栏后面的中文没有花括号，整块成了代码",
                    "Chinese words without braces follow this fence, so the block became code"
                ),
            )
            .help(words!("短代码写成 {{名称 参数=值}}", "write a shortcode as `{{name argument=value}}`")),
        Oddity::OpenQuote => subject
            .at(&OPEN_QUOTE, span, words!("参数里的引号只有一半", "a quotation mark here lacks its partner"))
            .help(words!("补上另一半引号", "type its partner")),
        Oddity::IndentedText => {
            let source = subject.text.get(span.range()).unwrap_or("");
            let line = source.lines().next().unwrap_or("").trim_end();
            let place = Span::new(span.range().start..span.range().start + line.len());
            subject
                .at(
                    &INDENTED_TEXT,
                    place,
                    words!("行首的空格让这里按代码显示", "because of the indent this is shown as code"),
                )
                .help(words!(
                    "删去行首的空格；要代码就用 ``` 围起来",
                    "remove the indent, or put code between lines of ```"
                ))
        }
    };
    found.push(problem);
}
