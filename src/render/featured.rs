//! The cases that the home page shows first: those that `site.yaml` lists, in its order, then those that
//! say so themselves.

use crate::base::{Diagnostic, Diagnostics, Place, Words};
use crate::config::keys;
use crate::model::CaseId;
use crate::relate::{Broken, Target};

use super::{World, site_file};

codes! {
    FEATURED_UNKNOWN = "unknown-featured-case" Error {
        "site.yaml 的重点案例里，有一项不是案例。写 content/ 下的路径，如 cases/yangben-zhibu.md。",
        "An entry of `featured` in `site.yaml` is no case. Write its path below `content/`, such as `cases/name.md`."
    }
    FEATURED_LEFT_OUT = "unpublished-featured-case" Warning {
        "site.yaml 的重点案例里，有一篇没有发布（草稿、未到日期或已过期），首页不展示它。",
        "A case that `featured` in `site.yaml` lists is not published (a draft, still to come, or expired), so the home page does not show it."
    }
}

/// The cases that `site.yaml` lists, each once, in its order.
pub(super) fn listed(world: &World) -> Vec<CaseId> {
    let mut listed = Vec::new();
    for case in world.config.featured.iter().filter_map(|link| find(world, link).ok()) {
        if !listed.contains(&case) {
            listed.push(case);
        }
    }
    listed
}

/// Why an entry shows no case.
enum Fault {
    /// The case is not published.
    LeftOut(Words),
    /// It names no case; perhaps these were meant.
    Unknown(Vec<String>),
}

fn find(world: &World, link: &str) -> Result<CaseId, Fault> {
    match world.links().find(&World::home_file(), link) {
        Ok(Target::Page { route, .. }) => {
            let case = world.site.cases.iter().find(|case| case.route == route);
            case.map(|case| case.id).ok_or(Fault::Unknown(Vec::new()))
        }
        Err(Broken::LeftOut(_, reason)) => Err(Fault::LeftOut(reason)),
        Err(Broken::Missing(alike)) => Err(Fault::Unknown(alike)),
        Err(Broken::Spelling(actual)) => Err(Fault::Unknown(vec![actual])),
        Ok(_) | Err(_) => Err(Fault::Unknown(Vec::new())),
    }
}

/// Reports entries that show no case.
pub(super) fn check(world: &World, diagnostics: &mut Diagnostics) {
    for (index, link) in world.config.featured.iter().enumerate() {
        let Err(fault) = find(world, link) else { continue };
        let place = site_file::place(&*world.files, |fields| {
            Some(fields.node(&keys::site::FEATURED)?.items().get(index)?.path.clone())
        });
        diagnostics.push(told(link, fault, place));
    }
}

fn told(link: &str, fault: Fault, place: Place) -> Diagnostic {
    let alike = match fault {
        Fault::LeftOut(Words { zh, en }) => {
            let message =
                words!("重点案例“{link}”没有发布：{zh}", "the featured case `{link}` is not published: {en}");
            return Diagnostic::new(&FEATURED_LEFT_OUT, place, message);
        }
        Fault::Unknown(alike) => alike,
    };
    let help = if alike.is_empty() {
        words!(
            "写 content/ 下的路径，如 cases/yangben-zhibu.md",
            "write its path below `content/`, such as `cases/name.md`"
        )
    } else {
        let paths: Vec<&str> =
            alike.iter().map(|path| path.strip_prefix("content/").unwrap_or(path)).collect();
        let (zh, en) = (paths.join("、"), paths.join(", "));
        words!("是不是：{zh}", "perhaps: {en}")
    };
    let message = words!("重点案例“{link}”不是案例", "the featured entry `{link}` is no case");
    Diagnostic::new(&FEATURED_UNKNOWN, place, message).help(help)
}
