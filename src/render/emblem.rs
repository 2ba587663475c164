//! The picture beside the site's title. Fengcai ships none; `site.yaml` names one of `static/`.

use crate::base::{Diagnostic, Diagnostics, FilePath, Route};
use crate::config::keys;
use crate::yaml;

use super::{World, site_file};

codes! {
    EMBLEM_UNKNOWN = "unknown-emblem" Error {
        "徽标不是 static/ 里的图片。把图片放进 static/，写成 /emblem.svg 的样子；外站的图片请先存下来。",
        "The emblem is no picture of `static/`. Put the picture there and write it like `/emblem.svg`; save a picture of another site first."
    }
}

/// What browsers since Chromium 90 and Safari 14 show as a picture.
const PICTURES: &[&str] = &["svg", "png", "jpg", "jpeg", "webp", "gif"];

/// The emblem's file in the output; none when the site has none, or when it was reported.
pub(super) fn route(world: &World) -> Option<Route> {
    let below = below(world.config.emblem.as_deref()?);
    let is_there = world.inventory.statics.iter().any(|file| file.below("static") == Some(&below));
    (is_there && is_picture(&below)).then(|| Route::file(&below))
}

/// `emblem.svg`, `/emblem.svg` and `static/emblem.svg` are the same file.
fn below(typed: &str) -> String {
    let path = typed.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_start_matches('/');
    path.strip_prefix("static/").unwrap_or(path).to_owned()
}

fn is_picture(path: &str) -> bool {
    PICTURES.contains(&FilePath::new(path).extension().as_str())
}

/// Reports an emblem that cannot be shown.
pub(super) fn check(world: &World, diagnostics: &mut Diagnostics) {
    let Some(typed) = world.config.emblem.as_deref().filter(|_| world.emblem().is_none()) else { return };
    let below = below(typed);
    let pictures = || {
        let files = world.inventory.statics.iter().filter_map(|file| file.below("static"));
        files.filter(|file| is_picture(file))
    };
    let message = if typed.contains("://") {
        words!("徽标“{typed}”在别的网站上", "the emblem `{typed}` is on another site")
    } else if !is_picture(&below) {
        words!("徽标“{typed}”不是图片", "the emblem `{typed}` is no picture")
    } else if pictures().any(|file| file.to_lowercase() == below.to_lowercase()) {
        words!("徽标“{typed}”的大小写和文件不同", "the emblem `{typed}` differs from its file in case")
    } else {
        words!("static/ 里没有徽标“{typed}”", "there is no emblem `{typed}` in static/")
    };
    let help = match yaml::nearest(&below, pictures()) {
        Some(near) => words!("是不是“/{near}”？", "did you mean `/{near}`?"),
        None => {
            let list = PICTURES.join(", ");
            words!(
                "把图片（{list}）放进 static/，写成“/emblem.svg”的样子",
                "put the picture ({list}) into static/ and write it like `/emblem.svg`"
            )
        }
    };
    let place = site_file::place(&*world.files, |fields| Some(fields.node(&keys::site::EMBLEM)?.path));
    diagnostics.push(Diagnostic::new(&EMBLEM_UNKNOWN, place, message).help(help));
}
