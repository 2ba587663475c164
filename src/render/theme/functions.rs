//! Functions of templates: the theme's own (`t`, `asset`, `url`), which depend on theme and
//! configuration only, and queries, which ask the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, TeraResult, Value};

use crate::base::{Route, Words};

use super::phrases::Phrases;
use super::query::{GROUPINGS, ORDERS, Query};
use super::running::{ask, complain};
use super::signature::{ASSET, CASES, DATA, GET, IMAGE, Signature, T, TODAY, URL};

/// Addresses of the theme's assets under the mark, by path below `assets/`.
pub(super) type AssetAddresses = BTreeMap<String, String>;

/// Makes the functions known to the engine.
pub(super) fn register(engine: &mut tera::Tera, phrases: &Arc<Phrases>, assets: &Arc<AssetAddresses>) {
    let words = phrases.clone();
    engine.register_function(T.name, move |arguments: Kwargs, _: &State| say(&words, &arguments));
    let addresses = assets.clone();
    engine.register_function(ASSET.name, move |arguments: Kwargs, _: &State| asset(&addresses, &arguments));
    engine.register_function(URL.name, |arguments: Kwargs, _: &State| url(&arguments));
    engine.register_function(CASES.name, |arguments: Kwargs, _: &State| cases(&arguments));
    engine.register_function(GET.name, |arguments: Kwargs, _: &State| by_path(&GET, &arguments, Query::Get));
    engine
        .register_function(DATA.name, |arguments: Kwargs, _: &State| by_path(&DATA, &arguments, Query::Data));
    engine.register_function(IMAGE.name, |arguments: Kwargs, _: &State| {
        by_path(&IMAGE, &arguments, Query::Image)
    });
    engine.register_function(TODAY.name, |arguments: Kwargs, _: &State| {
        only(&arguments, &TODAY)?;
        answer(Query::Today)
    });
}

/// An error in both languages; the engine carries one, the running job keeps both.
pub(super) fn fail(words: Words) -> tera::Error {
    complain(&words);
    tera::Error::message(&words.en)
}

fn only(arguments: &Kwargs, known: &Signature) -> TeraResult<()> {
    for (key, _) in arguments.iter() {
        let name = key.as_str().unwrap_or_default();
        if known.names().all(|known| known != name) {
            let list = known.names().collect::<Vec<_>>().join(", ");
            return Err(fail(words!(
                "没有参数“{name}”；可用的有：{list}",
                "no argument `{name}`; there are: {list}"
            )));
        }
    }
    Ok(())
}

fn say(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<String> {
    let key = arguments.must_get::<&str>("key")?;
    let Some(phrase) = phrases.get(key) else {
        return Err(fail(no_phrase(key)));
    };
    let value = |name: &str| {
        arguments.iter().find(|(known, _)| known.as_str() == Some(name)).map(|(_, value)| value.to_string())
    };
    phrase.say(value).map_err(|missing| {
        fail(words!("词条“{key}”要有参数“{missing}”", "the phrase `{key}` needs the argument `{missing}`"))
    })
}

pub(super) fn no_phrase(key: &str) -> Words {
    words!("主题没有词条“{key}”", "the theme has no phrase `{key}`")
}

fn asset(addresses: &AssetAddresses, arguments: &Kwargs) -> TeraResult<String> {
    only(arguments, &ASSET)?;
    let path = arguments.must_get::<&str>("path")?;
    addresses.get(path).cloned().ok_or_else(|| fail(no_asset(path)))
}

pub(super) fn no_asset(path: &str) -> Words {
    words!("主题的 assets/ 里没有“{path}”", "the theme has no `assets/{path}`")
}

fn url(arguments: &Kwargs) -> TeraResult<String> {
    only(arguments, &URL)?;
    let path = arguments.must_get::<&str>("path")?;
    address(path).ok_or_else(|| fail(no_address(path)))
}

pub(super) fn no_address(path: &str) -> Words {
    words!("“{path}”不是以 / 开头的本站地址", "`{path}` is no address of this site that begins with /")
}

/// An address as a theme writes it (`/cases/`, `/a.pdf`, `/cases/#x`) under the mark.
pub(super) fn address(path: &str) -> Option<String> {
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (path, None),
    };
    Some(route_of(path)?.marked_with(fragment))
}

/// The route that an address names.
pub(super) fn route_of(path: &str) -> Option<Route> {
    let below = path.split('#').next()?.strip_prefix('/')?;
    let inner = below.strip_suffix('/').unwrap_or(below);
    if below.is_empty() {
        return Some(Route::folder(""));
    }
    if inner.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
        return None;
    }
    Some(if below.ends_with('/') { Route::folder(inner) } else { Route::file(inner) })
}

fn answer(query: Query) -> TeraResult<Value> {
    ask(query).map(|value| value.0).map_err(fail)
}

fn by_path(known: &Signature, arguments: &Kwargs, query: fn(String) -> Query) -> TeraResult<Value> {
    only(arguments, known)?;
    answer(query(arguments.must_get::<&str>("path")?.to_owned()))
}

fn cases(arguments: &Kwargs) -> TeraResult<Value> {
    only(arguments, &CASES)?;
    let sort = arguments.get::<&str>("sort")?.map(|name| choice("sort", name, ORDERS)).transpose()?;
    let group_by =
        arguments.get::<&str>("group_by")?.map(|name| choice("group_by", name, GROUPINGS)).transpose()?;
    answer(Query::Cases {
        sort: sort.unwrap_or_default(),
        limit: arguments.get::<usize>("limit")?,
        offset: arguments.get::<usize>("offset")?.unwrap_or_default(),
        group_by,
    })
}

fn choice<T: Copy>(argument: &str, name: &str, choices: &[(&str, T)]) -> TeraResult<T> {
    choices.iter().find(|(known, _)| *known == name).map(|(_, choice)| *choice).ok_or_else(|| {
        let list: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        let list = list.join(", ");
        fail(words!(
            "{argument} 不能是“{name}”；可用的有：{list}",
            "`{argument}` cannot be `{name}`; there are: {list}"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::route::MARK;

    #[test]
    fn addresses_are_marked() {
        let marked = |path: &str| address(path).map(|address| address.replace(MARK, "!"));
        assert_eq!(marked("/").as_deref(), Some("!/index.html"));
        assert_eq!(marked("/cases/").as_deref(), Some("!/cases/index.html"));
        assert_eq!(marked("/a.pdf").as_deref(), Some("!/a.pdf"));
        assert_eq!(marked("/cases/#x").as_deref(), Some("!/cases/index.html#x"));
        for no in ["cases/", "", "//host/x", "/../x", "/a//b", "https://a.cn/"] {
            assert_eq!(marked(no), None, "{no}");
        }
    }
}
