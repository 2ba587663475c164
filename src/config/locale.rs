//! Language and time zone.

use crate::base::Lang;
use crate::yaml::{Fields, nearest};

use super::keys::site;

codes! {
    UNKNOWN_LANGUAGE = "unknown-language" Error {
        "页面只有中文（zh-CN）和英文（en）两种语言。",
        "Pages speak Chinese (zh-CN) or English (en)."
    }
    UNKNOWN_TIMEZONE = "unknown-timezone" Error {
        "没有这个时区。写 IANA 名称，如 Asia/Shanghai。",
        "There is no such time zone. Write an IANA name such as Asia/Shanghai."
    }
}

/// The time zone of a site that names none.
const DEFAULT_TIMEZONE: &str = "Asia/Shanghai";

/// What people call the time of China when they do not know its IANA name.
const CHINA: &[&str] = &[
    "北京时间",
    "北京",
    "上海",
    "中国",
    "中国标准时间",
    "东八区",
    "beijing",
    "shanghai",
    "china",
    "cst",
    "asia/beijing",
    "asia/peking",
    "utc+8",
    "utc+08:00",
    "gmt+8",
    "gmt+08:00",
    "+8",
    "+08:00",
    "prc",
];

/// The title of a site that has none.
pub(super) fn untitled(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "支部风采",
        Lang::En => "Showcase",
    }
}

pub(super) fn lang(fields: &mut Fields<'_>) -> Lang {
    let Some(typed) = fields.text(&site::LANG) else { return Lang::default() };
    let by_name = match typed.value.to_lowercase().as_str() {
        "中文" | "汉语" | "简体中文" | "简体" | "chinese" => Some(Lang::Zh),
        "英文" | "英语" | "english" => Some(Lang::En),
        tag => Lang::from_tag(tag),
    };
    by_name.unwrap_or_else(|| {
        let name = &typed.value;
        let message = words!("没有语言“{name}”", "there is no language `{name}`");
        let help = words!("写 zh-CN 或 en", "write zh-CN or en");
        fields.report(&UNKNOWN_LANGUAGE, &typed.path, message, Some(help));
        Lang::default()
    })
}

/// The time zone by its IANA name, in that name's own spelling.
pub(super) fn timezone(fields: &mut Fields<'_>) -> String {
    let Some(typed) = fields.text(&site::TIMEZONE) else { return DEFAULT_TIMEZONE.to_owned() };
    let name = &typed.value;
    if CHINA.contains(&name.to_lowercase().replace(' ', "").as_str()) {
        return DEFAULT_TIMEZONE.to_owned();
    }
    if let Ok(zone) = jiff::tz::TimeZone::get(name) {
        return zone.iana_name().unwrap_or(name).to_owned();
    }
    let message = words!("没有时区“{name}”", "there is no time zone `{name}`");
    let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let help = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!("写 IANA 名称，如 Asia/Shanghai", "write an IANA name such as Asia/Shanghai"),
    };
    fields.report(&UNKNOWN_TIMEZONE, &typed.path, message, Some(help));
    DEFAULT_TIMEZONE.to_owned()
}
