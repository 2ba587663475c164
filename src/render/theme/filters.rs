//! Filters of templates, beside the engine's own.

use std::collections::BTreeMap;

use tera::{Kwargs, State, TeraResult, Value};

use crate::base::Lang;
use crate::base::date::Date;

use super::functions::fail;
use super::signature::{DATE, GROUP_BY, JSON};

/// Makes the filters known to the engine.
pub(super) fn register(engine: &mut tera::Tera, lang: Lang) {
    engine.register_filter(DATE.name, move |date: &str, _: Kwargs, _: &State| date_in_words(date, lang));
    engine.register_filter(GROUP_BY.name, group_by);
    engine.register_filter(JSON.name, json);
}

/// A date as the language of the site writes it: `2023-10-20` → 2023年10月20日. What is no date is
/// handed back as it is.
fn date_in_words(date: &str, lang: Lang) -> String {
    Date::parse(date).map_or_else(|_| date.to_owned(), |date| date.in_lang(lang))
}

/// Sorts a list into groups by an attribute, in the order in which they first appear. The engine's own
/// filter of this name gives another order in every process.
fn group_by(list: &[Value], arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    let mut names: Vec<String> = Vec::new();
    let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for item in list {
        let Some(value) = item.get_from_path(attribute) else {
            return Err(fail(words!("有一项没有字段“{attribute}”", "an item has no field `{attribute}`")));
        };
        if value.is_none() {
            continue;
        }
        let name = value.to_string();
        groups
            .entry(name.clone())
            .or_insert_with(|| {
                names.push(name);
                Vec::new()
            })
            .push(item.clone());
    }
    let mut map = tera::Map::new();
    for name in names {
        let items = groups.remove(&name).unwrap_or_default();
        map.insert(name.into(), Value::from(items));
    }
    Ok(Value::from(map))
}

/// A value as JSON, for scripts: nothing in it can end a `<script>`.
fn json(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let text = serde_json::to_string(value)
        .map_err(|error| fail(words!("不能写成 JSON：{error}", "it cannot be written as JSON: {error}")))?;
    Ok(Value::safe_string(&text.replace('<', "\\u003c")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(lang: Lang, template: &str, context: &tera::Context) -> String {
        let mut engine = tera::Tera::new();
        register(&mut engine, lang);
        engine.render_str(template, context, false).unwrap()
    }

    #[test]
    fn dates_are_written_at_their_own_precision() {
        let shown = |lang: Lang, date: &str| {
            let mut context = tera::Context::new();
            context.insert("x", date);
            render(lang, "{{ x | date }}", &context)
        };
        assert_eq!(shown(Lang::Zh, "2023-03-05"), "2023年3月5日");
        assert_eq!(shown(Lang::Zh, "2023-03"), "2023年3月");
        assert_eq!(shown(Lang::En, "2023-03-05"), "5 March 2023");
        assert_eq!(shown(Lang::Zh, "不详"), "不详");
    }

    #[test]
    fn groups_keep_the_order_of_appearance() {
        let mut context = tera::Context::new();
        let items: Vec<_> = ["丙", "甲", "丙", "乙", "甲"]
            .iter()
            .enumerate()
            .map(|(index, name)| BTreeMap::from([("n", index.to_string()), ("k", (*name).to_owned())]))
            .collect();
        context.insert("items", &items);
        let template = "{% for k, list in items | group_by(attribute='k') %}{{ k }}{% for i in list %}{{ i.n }}{% endfor %} {% endfor %}";
        assert_eq!(render(Lang::Zh, template, &context), "丙02 甲14 乙3 ");
    }

    #[test]
    fn values_are_written_as_json_that_a_script_can_hold() {
        let mut context = tera::Context::new();
        context.insert("x", &BTreeMap::from([("a", "</script>“\"”")]));
        context.insert("n", &None::<u32>);
        let mut engine = tera::Tera::new();
        register(&mut engine, Lang::Zh);
        let shown = engine.render_str("{{ x | json }}{{ n | json }}", &context, true).unwrap();
        assert_eq!(shown, r#"{"a":"\u003c/script>“\"”"}null"#);
    }

    #[test]
    fn an_item_without_the_attribute_is_an_error() {
        let mut context = tera::Context::new();
        context.insert("items", &[BTreeMap::from([("a", "b")])]);
        let mut engine = tera::Tera::new();
        register(&mut engine, Lang::Zh);
        assert!(engine.render_str("{{ items | group_by(attribute='k') }}", &context, false).is_err());
    }
}
