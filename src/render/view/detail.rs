//! Keys that Fengcai does not know, shown as they were typed, so that nothing is silent.

use serde::Serialize;

use crate::base::Lang;
use crate::yaml::{Map, Node};

view! {
    /// A key and what it says.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct Detail = "detail" { "不认识的一项", "a key that Fengcai does not know" }
    pub(in crate::render) name: String => { "名称", "the key" };
    pub(in crate::render) text: String => { "内容，连成一行", "its value in one line" };
}

/// The entries of a map that say something.
pub(in crate::render) fn details(map: &Map, lang: Lang) -> Vec<Detail> {
    map.entries
        .iter()
        .filter(|entry| !entry.value.is_null())
        .map(|entry| Detail { name: entry.key.clone(), text: one_line(&entry.value, lang) })
        .collect()
}

fn one_line(node: &Node, lang: Lang) -> String {
    let (comma, semicolon, colon) = match lang {
        Lang::Zh => ("、", "；", "："),
        Lang::En => (", ", "; ", ": "),
    };
    match node {
        Node::Scalar(scalar) => scalar.text.clone(),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(|item| one_line(item, lang)).collect();
            items.join(comma)
        }
        Node::Map(map) => {
            let entries: Vec<String> = map
                .entries
                .iter()
                .map(|entry| format!("{}{colon}{}", entry.key, one_line(&entry.value, lang)))
                .collect();
            entries.join(semicolon)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;
    use crate::yaml;

    #[test]
    fn nothing_typed_is_lost() {
        let text = "主题: [一, 二]\n经费: {来源: 学校, 数额: 1.10}\n空:\n备注: 甲";
        let map = yaml::parse(&FilePath::new("a.md"), text, 0).value;
        let shown: Vec<(String, String)> =
            details(&map, Lang::Zh).into_iter().map(|detail| (detail.name, detail.text)).collect();
        let told = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            shown,
            [told("主题", "一、二"), told("经费", "来源：学校；数额：1.10"), told("备注", "甲")]
        );
        assert_eq!(details(&map, Lang::En)[0].text, "一, 二");
    }
}
