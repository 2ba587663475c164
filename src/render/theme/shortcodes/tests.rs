use super::*;
use crate::base::Span;
use crate::markdown::Argument as Typed;
use crate::relate::Sought;
use crate::render::theme::Shared;
use crate::render::theme::source::Source;

const GALLERY: &str = r#"{% component shortcode.gallery(cols: integer = 2, title: string, wide: bool = false, kind: string = "plain") {
  "zh": "图组", "doc": {"zh": "几张图", "en": "some pictures"}, "also": {"长图": {"kind": "long"}}, "positional": ["kind", "title"],
  "arguments": {"cols": {"zh": ["列", "列数"], "least": 1, "most": 4}, "title": {"zh": "标题"}, "wide": {"zh": "通栏"},
                "kind": {"zh": "样式", "choices": {"普通": "plain", "长": "long"}}}
} %}{{ cols }}{% endcomponent %}
{% component shortcode.video(file: map, poster: map = {}, rate: number = 1, rows: array = []) {
  "zh": "视频", "positional": "file",
  "arguments": {"file": {"zh": "文件", "is": "video"}, "poster": {"zh": "封面", "is": "picture"}, "rows": {"from": "honours"}}
} %}{% endcomponent %}{% component other() %}{% endcomponent %}"#;

fn shortcodes_of(template: &str) -> (Shortcodes, Vec<Diagnostic>) {
    let mut engine = tera::Tera::new();
    engine.add_raw_template("a.html", template).unwrap();
    let source = Source::new("a.html".to_owned(), FilePath::new("templates/a.html"), template.to_owned());
    let sources = Sources::from([("a.html".to_owned(), source)]);
    let mut diagnostics = Diagnostics::default();
    (Shortcodes::of(&engine, &sources, &mut diagnostics), diagnostics.into_vec())
}

pub(super) fn shortcodes() -> Shortcodes {
    let (shortcodes, diagnostics) = shortcodes_of(GALLERY);
    assert_eq!(diagnostics, []);
    shortcodes
}

fn call(name: &str, arguments: &[(&str, &str)]) -> Call {
    let span = Span::new(3..7);
    let argument = |(index, (name, value)): (usize, &(&str, &str))| Typed {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
        span: Span::new(10 + index..11 + index),
    };
    let arguments = arguments.iter().enumerate().map(argument).collect();
    Call { name: name.to_owned(), arguments, span, body: span }
}

/// Code, message and beginning of every problem.
fn told(name: &str, arguments: &[(&str, &str)]) -> Vec<(String, String)> {
    let file = FilePath::new("content/a.md");
    let call = call(name, arguments);
    let found = match shortcodes().read(&file, &call) {
        Ok(reading) => reading.problems,
        Err(unknown) => vec![*unknown],
    };
    assert!(found.iter().all(|problem| problem.help.is_some()), "{found:?}");
    found.into_iter().map(|problem| (problem.code.into_owned(), problem.message.zh)).collect()
}

/// What a call says, by argument.
fn said(name: &str, arguments: &[(&str, &str)]) -> Vec<(String, Value)> {
    let (shortcodes, call) = (shortcodes(), call(name, arguments));
    let reading = shortcodes.read(&FilePath::new("content/a.md"), &call).unwrap();
    assert_eq!(reading.problems, []);
    reading.said.into_iter().map(|(name, said)| (name.to_owned(), said.value)).collect()
}

fn ready<T: serde::Serialize>(name: &str, value: T) -> (String, Value) {
    (name.to_owned(), Value::Ready(Shared::of(&value)))
}

fn one(code: &str, message: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), message.to_owned())]
}

#[test]
fn names_are_known_in_both_languages() {
    let expected = [ready("cols", 3), ready("title", "甲"), ready("wide", true)];
    assert_eq!(said("图组", &[("列", "3"), ("标题", "甲"), ("通栏", "是")]), expected);
    assert_eq!(said("gallery", &[("cols", "３"), ("title", "甲"), ("wide", "yes")]), expected);
    assert_eq!(said("gallery", &[("列数", "3"), ("title", "甲"), ("wide", "true")]), expected);
}

#[test]
fn values_without_a_name_stand_in_order() {
    let expected = [ready("kind", "long"), ready("title", "甲")];
    assert_eq!(said("图组", &[("", "长"), ("", "甲")]), expected);
    assert_eq!(said("图组", &[("", "long"), ("标题", "甲")]), expected);
}

#[test]
fn a_name_may_stand_for_arguments() {
    assert_eq!(said("长图", &[("", "甲")]), [ready("kind", "long"), ready("title", "甲")]);
    assert_eq!(said("长图", &[("", "甲"), ("样式", "普通")]), [ready("kind", "plain"), ready("title", "甲")]);
}

#[test]
fn addresses_are_told_to_those_who_follow_them() {
    let call = call("视频", &[("", "a.mp4"), ("封面", "a.png")]);
    let shortcodes = shortcodes();
    let mentions = shortcodes.mentions(&call);
    let found: Vec<_> = mentions.iter().map(|mention| (mention.dest, mention.sought)).collect();
    assert_eq!(found, [("a.mp4", Sought::File), ("a.png", Sought::Picture)]);
    assert_eq!(said("视频", &[("", "a.MP4?x=1")]), [("file".to_owned(), Value::Address(Address::Video))]);
    let reading = shortcodes.read(&FilePath::new("a.md"), &call).unwrap();
    assert_eq!(reading.given, [("rows".to_owned(), Given::Honours)]);
}

#[test]
fn wrong_calls_are_reported() {
    assert_eq!(told("画廊", &[]), one("unknown-shortcode", "没有短代码“画廊”"));
    assert_eq!(told("other", &[]), one("unknown-shortcode", "没有短代码“other”"));
    let wrong = "wrong-shortcode-argument";
    assert_eq!(told("图组", &[]), one(wrong, "缺少参数“标题”"));
    assert_eq!(told("图组", &[("标题", "a"), ("行", "2")]), one(wrong, "短代码“图组”没有参数“行”"));
    assert_eq!(
        told("图组", &[("标题", "a"), ("列", "9")]),
        one(wrong, "参数“列”应为从 1 到 4 的整数，却是“9”")
    );
    assert_eq!(told("图组", &[("标题", "a"), ("标题", "b")]), one(wrong, "参数“标题”写了两次"));
    assert_eq!(told("长图", &[("", "a"), ("", "b")]), one(wrong, "短代码“长图”没有参数“b”"));
    assert_eq!(told("视频", &[("文件", "a.mp4"), ("rows", "1")]), one(wrong, "短代码“视频”没有参数“rows”"));
}

#[test]
fn several_wrong_arguments_are_reported_together() {
    let wrong = |message: &str| ("wrong-shortcode-argument".to_owned(), message.to_owned());
    assert_eq!(
        told("图组", &[("列", "二"), ("样式", "方"), ("通栏", "对"), ("行", "2")]),
        [
            wrong("参数“列”应为从 1 到 4 的整数，却是“二”"),
            wrong("参数“样式”应为“普通”“长”之一，却是“方”"),
            wrong("参数“通栏”应为“是”或“否”，却是“对”"),
            wrong("短代码“图组”没有参数“行”"),
            wrong("缺少参数“标题”"),
        ]
    );
    assert_eq!(
        told("视频", &[("文件", "a.avi"), ("rate", "快")]),
        [
            wrong("参数“文件”应为后缀为 mp4、m4v、webm、ogv 的文件，却是“a.avi”"),
            wrong("参数“rate”应为数，却是“快”")
        ]
    );
}

#[test]
fn a_definition_that_makes_no_sense_is_reported_in_the_theme() {
    let template = r#"{% component shortcode.a(x: map, y: map = {}, z: string = "") {"zh": "甲", "alias": "乙", "positional": "w",
        "also": {"丙": {"v": "1"}}, "arguments": {"x": {"is": "vidoe", "doc": "戊"}, "u": {"zh": "丁"}, "z": {"from": "nowhere"}}} %}{% endcomponent %}"#;
    let (_, found) = shortcodes_of(template);
    let messages: Vec<&str> = found.iter().map(|problem| problem.message.en.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the component `shortcode.a`: the metadata has no key `alias`",
            "the component `shortcode.a`: the component has no argument `v`",
            "the component `shortcode.a`: the component has no argument `u`",
            "the component `shortcode.a`: the component has no argument `w`",
            "the component `shortcode.a`: an argument cannot be a `vidoe`",
            "the component `shortcode.a`: `doc` is written as `{\"zh\": \"…\", \"en\": \"…\"}`",
            "the component `shortcode.a`: the metadata does not say what the argument `y` is, or where it comes from",
            "the component `shortcode.a`: there is no source `nowhere`",
        ]
    );
    let place = found[0].place.as_ref().unwrap();
    assert_eq!(*place, Place::span(&FilePath::new("templates/a.html"), Span::new(13..24)));
}
