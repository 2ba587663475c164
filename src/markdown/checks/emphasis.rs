//! Emphasis that nobody meant: masks that pair (`20*年，*学院`), tildes that strike out.

use pulldown_cmark::{Event, Tag};

use crate::base::{Diagnostics, Span};
use crate::markdown::cjk::is_han;
use crate::markdown::reading::Kind;

use super::Subject;

codes! {
    PAIRED_MASK = "paired-mask" Warning {
        "两个隐去名称的 `*` 成了一对，中间的文字变成斜体或粗体，`*` 自己消失。写成 `\\*`，或改用 `×`、`某`。",
        "Two asterisks that hide names form a pair: what stands between is emphasised, and they vanish. Write `\\*`, or `×`, or `某`."
    }
    SINGLE_TILDE = "single-tilde" Warning {
        "一对 `~` 之间的文字会被划掉。表示范围用“～”或“—”；要划掉就用 `~~`。",
        "Text between two `~` is struck out. For a range type `～` or `—`; to strike out, `~~`."
    }
}

/// What follows a hidden name: the kind of unit, place, person or time.
const AFTER_MASKS: &[&str] = &[
    "大学", "学院", "学校", "职院", "高职", "中学", "小学", "院校", "省", "市", "县", "区", "镇", "乡", "年",
    "月", "日", "级", "届", "党", "支部", "总支", "公司", "集团", "企业", "老师", "同志", "同学", "教授",
    "书记", "某",
];

/// Signs after which nobody ends what he emphasises.
const BETWEEN: &[char] = &['，', '、', '；', ',', ';'];

/// Signs with which nobody begins what he emphasises.
const APART: &[char] = &['，', '、', '；', ',', ';', '。', '）'];

/// What is counted, behind a number that asterisks hide.
const UNITS: &[&str] = &[
    "人次", "余人", "万元", "项", "名", "人", "个", "篇", "门", "场", "次", "家", "户", "届", "件", "小时",
    "学时",
];

/// What an asterisk hides between digits: the rest of a year, a class, a session, a number.
const AFTER_DIGITS: &[char] = &['年', '月', '日', '级', '班', '届', '号', '期'];

/// The hundred surnames that most people in China bear, by the census of 2020.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕\
     丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";

/// Signs that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '：', '”'];

/// Whether a text goes on as it would after a hidden name.
pub(super) fn follows_mask(text: &str) -> bool {
    AFTER_MASKS.iter().any(|word| text.starts_with(word))
}

/// Reports emphasis that comes from something else.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    for token in &subject.reading.tokens {
        let Kind::Event(Event::Start(tag)) = &token.kind else { continue };
        match tag {
            Tag::Emphasis => mask(subject, found, token.span, Run::Single),
            Tag::Strong => mask(subject, found, token.span, Run::Double),
            Tag::Strikethrough => tilde(subject, found, token.span),
            _ => {}
        }
    }
}

/// How many asterisks stand on each side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Single,
    Double,
}

fn mask(subject: &Subject<'_>, found: &mut Diagnostics, span: Span, run: Run) {
    let stars = if run == Run::Single { "*" } else { "**" };
    let range = span.range();
    let source = subject.text.get(range.clone()).unwrap_or("");
    let Some(inside) = source.strip_prefix(stars).and_then(|rest| rest.strip_suffix(stars)) else { return };
    let (before, after) = (&subject.text[..range.start], &subject.text[range.end..]);
    // Of `****…****`, two pairs one in the other, the outer speaks.
    let is_inner = before.ends_with('*') && after.starts_with('*');
    if is_inner || !is_mask(before, inside, after, run) {
        return;
    }
    let escaped = stars.replace('*', "\\*");
    let help = if inside.contains(['\n', '*']) || inside.chars().count() > 16 {
        words!(
            "把这里的 `{stars}` 都写成 `{escaped}`，或改用 ×、某",
            "write each `{stars}` here as `{escaped}`, or use × or 某"
        )
    } else {
        words!(
            "写成 `{escaped}{inside}{escaped}`，或改用 ×、某",
            "write `{escaped}{inside}{escaped}`, or use × or 某"
        )
    };
    let line = source.find('\n').map_or(source.len(), |_| stars.len());
    let place = Span::new(range.start..range.start + line);
    let message = words!(
        "这两处 `{stars}` 成了一对：中间的文字变了字体，`{stars}` 不会显示",
        "these two `{stars}` form a pair: the text between is emphasised, and they are not shown"
    );
    found.push(subject.at(&PAIRED_MASK, place, message).help(help));
}

/// Whether asterisks stand for what was hidden. Emphasis of whole words is what they are for, so
/// something must speak against it: digits on both sides, the same word after both, a comma within the
/// asterisks at either end, surnames before both.
fn is_mask(before: &str, inside: &str, after: &str, run: Run) -> bool {
    let core = inside.trim_matches('*');
    let head = core.chars().next();
    let repeats = head.is_some_and(|char| is_han(char) || char == '（') && head == after.chars().next();
    let hides = hides_digits(before, core) || hides_names(before, core) || hides_counts(core, after);
    if hides || core.starts_with(APART) {
        return true;
    }
    let breaks_off = core.ends_with(BETWEEN);
    let goes_on = |text: &str| text.contains(['，', '。', '；', '、']);
    match run {
        Run::Single => {
            repeats
                || (follows_mask(core) && (follows_mask(after) || goes_on(core)))
                || (breaks_off && follows_mask(after))
        }
        // A sentence in bold opens many a paragraph: `**党建引领。**党建是……`.
        Run::Double if core.ends_with(ENDS) => false,
        Run::Double => follows_mask(core) && (breaks_off || (repeats && goes_on(core))),
    }
}

/// `20*年`, `20*级2*班`, `139****1234`, `5*3`.
fn hides_digits(before: &str, core: &str) -> bool {
    let is_digit = |char: char| char.is_ascii_digit();
    before.trim_end_matches('*').ends_with(is_digit)
        && (core.starts_with(is_digit) || core.starts_with(AFTER_DIGITS))
}

/// `获奖**项，服务**人次`: a unit behind both asterisks, the first of them at the end of a clause.
fn hides_counts(core: &str, after: &str) -> bool {
    let behind_unit = |text: &str| UNITS.iter().find_map(|unit| text.strip_prefix(unit).map(str::len));
    let ends_clause = |rest: &str| rest.starts_with(BETWEEN) || rest.starts_with(['。', '和', '及']);
    let rest = behind_unit(core).map(|length| &core[core.len() - length..]);
    rest.is_some_and(ends_clause) && behind_unit(after.trim_start_matches('*')).is_some()
}

/// `张*、李*`, `王*明和李*华`: a surname before each asterisk, and a sign between two people.
fn hides_names(before: &str, core: &str) -> bool {
    let is_surname = |text: &str| text.chars().next_back().is_some_and(|char| SURNAMES.contains(char));
    is_surname(before.trim_end_matches('*'))
        && is_surname(core)
        && core.contains(['、', '，', '；', '和', '与', '及'])
}

fn tilde(subject: &Subject<'_>, found: &mut Diagnostics, span: Span) {
    let source = subject.text.get(span.range()).unwrap_or("");
    if source.starts_with("~~") || source.contains('\n') {
        return;
    }
    let inside = source.trim_matches('~');
    found.push(subject.at(&SINGLE_TILDE, span, words!("这几个字会被划掉", "this is struck out")).help(
        words!(
            "表示范围或约数，把 ~ 换成 ～；真要划掉，写成 `~~{inside}~~`",
            "for a range or an estimate type `～`; to strike it out, write `~~{inside}~~`"
        ),
    ));
}
