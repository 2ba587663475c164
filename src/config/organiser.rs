//! Who publishes the site, and the two registration numbers that its footer shows.

use unicode_normalization::UnicodeNormalization;

use crate::base::Outcome;
use crate::yaml::{Fields, Key, Node};

use super::Organiser;
use super::keys::{organiser, site};

codes! {
    UNUSUAL_REGISTRATION = "unusual-registration" Warning {
        "备案号不像备案号。照批复的原样写，如 京ICP备12345678号-1、京公网安备 11010802000001号。",
        "A registration number does not look like one. Write it as it was granted, such as `京ICP备12345678号-1` or `京公网安备 11010802000001号`."
    }
}

/// The organiser: a name, or a map.
pub(super) fn organiser(fields: &mut Fields<'_>) -> Organiser {
    let text = |fields: &mut Fields<'_>, key| fields.text(key).map(|text| text.value);
    let Some(node) = fields.node(&site::ORGANISER) else { return Organiser::default() };
    if !matches!(node.value, Node::Map(_)) {
        return Organiser { name: text(fields, &site::ORGANISER), ..Organiser::default() };
    }
    let Some(mut inner) = fields.fields(&site::ORGANISER, &organiser::ORGANISER) else {
        return Organiser::default();
    };
    let organiser = Organiser {
        name: text(&mut inner, &organiser::NAME),
        copyright: text(&mut inner, &organiser::COPYRIGHT),
        icp: registration(&mut inner, &organiser::ICP, is_icp),
        police: registration(&mut inner, &organiser::POLICE, |text| police_code(text).is_some()),
        contact: text(&mut inner, &organiser::CONTACT),
    };
    let found = inner.finish_strict();
    fields.take(Outcome { value: (), diagnostics: found });
    organiser
}

/// A registration number, shown as it is typed even when it does not look like one: only its owner can
/// know.
fn registration(fields: &mut Fields<'_>, key: &'static Key, is_sound: fn(&str) -> bool) -> Option<String> {
    let typed = fields.text(key)?;
    if !is_sound(&typed.value) {
        let (Key { zh, en, .. }, shown) = (key, &typed.value);
        let message =
            words!("“{shown}”不像{zh}", "`{shown}` does not look like a registration number for `{en}`");
        let help = words!("照批复的原样写，如 {0}", "write it as it was granted, such as `{0}`", key.example);
        fields.report(&UNUSUAL_REGISTRATION, &typed.path, message, Some(help));
    }
    Some(typed.value)
}

/// Whether a text is like 京ICP备12345678号-1, 京ICP证030173号 or the older 粤B2-20090059.
fn is_icp(text: &str) -> bool {
    let text = folded(text);
    let Some(rest) = after_province(&text) else { return false };
    if let Some(licence) = rest.strip_prefix(['A', 'B']) {
        return licence
            .split_once('-')
            .is_some_and(|(class, number)| is_number(class, 1..=1) && is_number(number, 6..=10));
    }
    let Some(number) = rest.strip_prefix("ICP备").or_else(|| rest.strip_prefix("ICP证")) else {
        return false;
    };
    let Some((subject, site)) = number.split_once('号') else { return false };
    is_number(subject, 5..=10)
        && (site.is_empty() || site.strip_prefix('-').is_some_and(|site| is_number(site, 1..=3)))
}

/// The digits of 京公网安备 11010802000001号, by which it is looked up; older numbers are shorter.
pub fn police_code(text: &str) -> Option<String> {
    let text = folded(text);
    let number = after_province(&text)?.strip_prefix("公网安备")?;
    let number = number.strip_suffix('号').unwrap_or(number);
    is_number(number, 11..=14).then(|| number.to_owned())
}

/// A number in one form: half-width, capital, without spaces.
fn folded(text: &str) -> String {
    text.nfkc().filter(|char| !char.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// What follows the one character that stands for a province.
fn after_province(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    chars.next().filter(|first| ('\u{4e00}'..='\u{9fff}').contains(first))?;
    Some(chars.as_str())
}

fn is_number(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_by_their_form() {
        for sound in ["京ICP备12345678号", "粤ICP备05008290号-1", "京ICP证030173号", "粤B2-20090059"]
        {
            assert!(is_icp(sound), "{sound}");
        }
        for other in [
            "",
            "ICP备12345678号",
            "京ICP备12345678",
            "京ICP备1234号",
            "京ICP备12345678号-",
            "京公网安备11010802000001号",
            "12345678",
            "粤B2",
        ] {
            assert!(!is_icp(other), "{other}");
        }
        for sound in ["京公网安备11010802000001号", "京公网安备11010802000001", "沪公网安备31010602000号"]
        {
            assert!(police_code(sound).is_some(), "{sound}");
        }
        for other in
            ["", "公网安备11010802000001号", "京公网安备110号", "京ICP备12345678号", "京公网安备一号"]
        {
            assert_eq!(police_code(other), None, "{other}");
        }
    }
}
