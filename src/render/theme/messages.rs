//! What the template engine says, in Chinese. It speaks English only, so its sentences are known here
//! by their shape; one that is not known is handed on in quotes.

use crate::base::Words;

/// Sentences of the engine and the same in Chinese; `{}` stands for what changes. A sentence that is
/// the beginning of another stands after it.
const SENTENCES: &[(&str, &str)] = &[
    ("Variable `{}` is not defined. Available variables: {}", "没有变量“{}”；这里有：{}"),
    ("Variable `{}` is not defined.", "没有变量“{}”"),
    ("Variable `{}` exists but its value is undefined", "变量“{}”没有值"),
    ("Field `{}` is not defined. Available fields: {}", "没有字段“{}”；这里有：{}"),
    ("Field `{}` is not defined.", "没有字段“{}”"),
    ("Field `{}` is not defined", "没有字段“{}”"),
    ("Tried to render a variable that is undefined", "要显示的值不存在"),
    ("Cannot index into an undefined value", "取下标的值不存在"),
    ("Index expression is undefined", "下标不存在"),
    ("Cannot slice an undefined value", "取片段的值不存在"),
    ("Math operations can only be done on numbers, found `{}`", "只有数能计算，这里是 {}"),
    (
        "`+` requires both operands to be numbers, found `{}` and `{}`",
        "“+”只能加数，这里是 {} 和 {}；连接文字用“~”",
    ),
    ("Cannot compare `{}` with `{}`", "{} 不能和 {} 比较"),
    ("Iteration not possible on type `{}`", "{} 不能逐项循环"),
    ("Key/value iteration is not possible on type `{}`, only on maps.", "{} 没有键，不能按键和值循环"),
    ("Invalid type for the value, expected `{}` but got `{}`", "这里要 {}，得到的是 {}"),
    ("Missing keyword argument `{}`", "缺少参数“{}”"),
    ("Value `{}` is out of range for `{}`", "数 {} 超出 {} 的范围"),
    ("Unknown filter `{}`", "没有过滤器“{}”"),
    ("Unknown test `{}`", "没有判断“{}”"),
    ("Unknown function `{}`", "没有函数“{}”"),
    ("Unknown component `{}`", "没有组件“{}”"),
    ("Unknown template `{}`", "没有模板“{}”"),
    (
        "Template '{}' is inheriting from '{}', which doesn't exist or isn't loaded.",
        "模板“{}”所继承的“{}”不存在",
    ),
    ("Template '{}' not found", "没有模板“{}”"),
    ("Component '{}' not found", "没有组件“{}”"),
    ("Block `{}` is not defined in any parent template", "上级模板里没有区块“{}”，它不会显示"),
    ("Component `{}` is defined in both `{}` and `{}`", "组件“{}”在 {} 和 {} 里各定义了一次"),
    ("Circular extend detected for template '{}'. Inheritance chain: `{}`", "模板“{}”绕一圈继承了自己：{}"),
    ("Circular include detected for template '{}'. Include chain: `{}`", "模板“{}”绕一圈包含了自己：{}"),
    ("Maximum render recursion depth for components exceeded.", "组件互相调用超过二十层"),
    (
        "Unknown argument(s) {} in component call. Possible argument(s) are: {}",
        "组件没有参数 {}；它的参数是：{}",
    ),
    ("Unknown argument(s) {} in component call.", "组件没有参数 {}"),
    (
        "Component argument `{}` (type: `{}`) does not match expected type: `{}`",
        "组件的参数“{}”是 {}，应为 {}",
    ),
    (
        "Implicit argument `{}` (type: `{}`) not found in context or passed directly.",
        "没有传给组件的参数“{}”（{}），上下文里也没有",
    ),
    (
        "Implicit argument `{}` not found in context or passed directly.",
        "没有传给组件的参数“{}”，上下文里也没有",
    ),
    ("Argument `{}` (type: `{}`) missing.", "缺少组件的参数“{}”（{}）"),
    ("Argument `{}` missing.", "缺少组件的参数“{}”"),
    ("Found {} but expected one of: {}", "这里是 {}，应为以下之一：{}"),
    ("Found {} but expected {}", "这里是 {}，应为 {}"),
    ("Expected {} but found {}", "这里应为 {}，却是 {}"),
    ("Unexpected end of input", "模板到这里就断了，还有标签没有关闭"),
    ("Unclosed component '{}'", "组件“{}”没有关闭"),
    ("Unknown tag", "没有这样的标签"),
    (
        "This content would be ignored: only `extends`, `block` and `component` are allowed at the top level of a child template.",
        "继承别的模板时，区块之外的内容不会显示；只能写 extends、block 和 component",
    ),
    (
        "{} is a reserved keyword of Tera, it cannot be used as a loop variable.",
        "“{}”是保留字，不能作循环变量",
    ),
    (
        "Found invalid field of `loop`: {}. Only `index`, `index0`, `first`, `last` and `length` exist.",
        "loop 没有“{}”；只有 index、index0、first、last 和 length",
    ),
    ("Function calls are only allowed at the first element of a chain", "函数调用只能在最前面，点号之后不行"),
    ("The template nesting is too deep", "标签嵌套得太深"),
    ("The expression is too complex", "表达式太复杂"),
    ("super() called outside of a block", "super() 只能用在区块里"),
    ("Tried to use super() in the top level block", "最上级的区块没有可用的 super()"),
];

/// The engine's sentence in both languages.
pub(super) fn translated(message: &str) -> Words {
    let message = message.trim();
    for (english, chinese) in SENTENCES {
        if let Some(values) = matched(english, message) {
            let chinese = filled(chinese, &values);
            return Words::new(chinese.trim_end_matches('.'), lowered(message));
        }
    }
    words!("模板引擎报告：“{message}”", "the template engine says: {message}")
}

/// Sentences about a value that one page lacks and another may have.
const ABSENCES: &[&str] = &[
    "Field `{}` is not defined.",
    "Field `{}` is not defined",
    "Tried to render a variable that is undefined",
];

/// Whether a sentence of the engine tells that a value is missing which other pages may have.
pub(super) fn is_absence(message: &str) -> bool {
    ABSENCES.iter().any(|shape| matched(shape, message.trim()).is_some())
}

/// What stands in the holes of `shape`, when the whole of `message` has that shape.
fn matched<'a>(shape: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = shape.split("{}");
    let mut rest = message.strip_prefix(pieces.next()?)?;
    let mut values = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let at = match (pieces.peek(), piece) {
            (None, "") => rest.len(),
            (None, last) => rest.strip_suffix(last)?.len(),
            (Some(_), inner) => rest.find(inner)?,
        };
        values.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(values)
}

fn filled(shape: &str, values: &[&str]) -> String {
    let mut text = String::new();
    for (index, piece) in shape.split("{}").enumerate() {
        if index > 0 {
            text.push_str(values.get(index - 1).unwrap_or(&""));
        }
        text.push_str(piece);
    }
    text
}

/// Messages begin in lower case and end without a stop.
fn lowered(message: &str) -> String {
    let mut chars = message.chars();
    let first: String = chars.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("{first}{}", chars.as_str()).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sentences_are_said_in_chinese() {
        let said = |message: &str| translated(message).zh;
        assert_eq!(said("Unknown filter `md`"), "没有过滤器“md”");
        assert_eq!(
            said("Field `titel` is not defined. Available fields: title, url"),
            "没有字段“titel”；这里有：title, url"
        );
        assert_eq!(said("Variable `x` is not defined."), "没有变量“x”");
        assert_eq!(
            said("Found `}}` but expected one of: integer, float"),
            "这里是 `}}`，应为以下之一：integer, float"
        );
    }

    #[test]
    fn unknown_sentences_are_handed_on() {
        let words = translated("The moon is blue.");
        assert_eq!(words.zh, "模板引擎报告：“The moon is blue.”");
        assert_eq!(words.en, "the template engine says: The moon is blue.");
    }

    #[test]
    fn english_begins_in_lower_case_without_a_stop() {
        assert_eq!(translated("Variable `x` is not defined.").en, "variable `x` is not defined");
    }

    #[test]
    fn both_sentences_have_the_same_holes() {
        for (english, chinese) in SENTENCES {
            assert_eq!(english.matches("{}").count(), chinese.matches("{}").count(), "{english}");
        }
    }

    #[test]
    fn no_sentence_hides_a_later_one() {
        for (index, (later, _)) in SENTENCES.iter().enumerate() {
            let message = later.replace("{}", "x");
            let first = SENTENCES.iter().position(|(shape, _)| matched(shape, &message).is_some());
            assert_eq!(first, Some(index), "{later}");
        }
    }
}
