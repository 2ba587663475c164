//! Severities that a site lowers: `diagnostics: {remote-picture: hint}`.

use std::collections::BTreeMap;

use crate::base::files::Files;
use crate::base::{Code, Diagnostic, Diagnostics, FilePath, NodePath, Place, Severity};
use crate::yaml::{Fields, Placed, nearest};

use super::keys::site;
use super::load::{SITE_FILE, pairs, read_map};

codes! {
    UNUSABLE_SEVERITY = "unusable-severity" Error {
        "提示只能调轻，写 warning、hint 或 off。",
        "A diagnostic can only be made milder: warning, hint or off."
    }
    UNKNOWN_CODE = "unknown-code" Warning {
        "没有这种提示。",
        "There is no such diagnostic."
    }
}

/// A severity as typed; `None` switches a diagnostic off.
fn severity(typed: &str) -> Option<Option<Severity>> {
    Some(match typed.to_lowercase().as_str() {
        "error" | "错误" => Some(Severity::Error),
        "warning" | "warn" | "警告" => Some(Severity::Warning),
        "hint" | "info" | "提示" => Some(Severity::Hint),
        "off" | "false" | "no" | "none" | "ignore" | "关" | "关闭" | "无" | "否" | "忽略" => None,
        _ => return None,
    })
}

/// What the site makes of each diagnostic that it names. Whether a code exists, and whether it becomes
/// milder, is known to who knows all codes: [`check_codes`].
pub(super) fn severities(fields: &mut Fields<'_>) -> BTreeMap<String, Option<Severity>> {
    let mut severities = BTreeMap::new();
    for (code, typed) in pairs(fields, &site::DIAGNOSTICS) {
        match severity(&typed.value) {
            Some(severity) => {
                severities.insert(code.value, severity);
            }
            None => {
                let other = &typed.value;
                let message = words!("提示不能调成“{other}”", "a diagnostic cannot be made `{other}`");
                let help = words!("写 warning、hint 或 off", "write warning, hint or off");
                fields.report(&UNUSABLE_SEVERITY, &typed.path, message, Some(help));
            }
        }
    }
    severities
}

/// Whether the severities of `site.yaml` name codes that exist, of which `known` are all, and make them
/// milder, never graver. Reads the file again, for the places.
pub fn check_codes(files: &dyn Files, known: &[&Code]) -> Vec<Diagnostic> {
    let file = FilePath::new(SITE_FILE);
    // What is wrong with the file itself is told by who reads it for its values.
    let Ok(map) = read_map(files, &file, &mut Diagnostics::default()) else { return Vec::new() };
    let mut fields = Fields::new(&file, &map, NodePath::default(), &site::SITE);
    let typed = pairs(&mut fields, &site::DIAGNOSTICS);
    typed.iter().filter_map(|(name, typed)| fault(&file, name, typed, known)).collect()
}

fn fault(
    file: &FilePath,
    name: &Placed<String>,
    typed: &Placed<String>,
    known: &[&Code],
) -> Option<Diagnostic> {
    let shown = &name.value;
    let Some(code) = known.iter().find(|code| code.name == shown) else {
        let near = nearest(shown, known.iter().map(|code| code.name));
        let message = words!("没有提示“{shown}”", "there is no diagnostic `{shown}`");
        let help = near.map_or_else(
            || {
                words!(
                    "名称是每条提示开头方括号里的词，例如 dead-link",
                    "the name is the word in brackets that a diagnostic begins with, such as dead-link"
                )
            },
            |near| words!("是不是“{near}”？", "did you mean `{near}`?"),
        );
        let place = Place::key(file, &name.path);
        return Some(Diagnostic::new(&UNKNOWN_CODE, place, message).help(help));
    };
    let graver = severity(&typed.value)?.is_some_and(|severity| severity < code.severity);
    graver.then(|| {
        let message = words!("提示“{shown}”只能调轻", "the diagnostic `{shown}` cannot be made graver");
        let help = words!("写 hint 或 off，或删去这一行", "write hint or off, or remove the line");
        Diagnostic::new(&UNUSABLE_SEVERITY, Place::value(file, &typed.path), message).help(help)
    })
}
