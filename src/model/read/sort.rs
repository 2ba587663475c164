//! `sort`: `日期 倒序`, `title`, `-date`, `order desc`.

use crate::base::Words;
use crate::model::keys::column;
use crate::model::{Direction, Sort, SortBy};
use crate::yaml::{Fields, Placed};

codes! {
    UNKNOWN_SORT = "unknown-sort" Error {
        "看不懂栏目的排序方式。可写：日期、标题、顺序，后面可加“正序”或“倒序”。",
        "The way in which a column is to be sorted is not understood: write date, title or order, and after it asc or desc."
    }
}

const BY: &[(SortBy, &[&str])] = &[
    (SortBy::Date, &["date", "time", "日期", "时间", "发布日期", "发布时间"]),
    (SortBy::Title, &["title", "name", "标题", "名称", "拼音"]),
    (SortBy::Order, &["order", "weight", "顺序", "次序", "序号"]),
];

const DIRECTIONS: &[(Direction, &[&str])] = &[
    (Direction::Down, &["descending", "desc", "倒序", "降序", "逆序"]),
    (Direction::Up, &["ascending", "asc", "正序", "升序", "顺序"]),
];

/// How a column wants its list sorted; the usual way when it does not say.
pub(super) fn sort(fields: &mut Fields<'_>) -> Sort {
    let Some(text) = fields.text(&column::SORT) else { return Sort::default() };
    understood(&text.value).unwrap_or_else(|| {
        report(fields, &text);
        Sort::default()
    })
}

/// Dates run from the newest when no direction is given, all else from the first.
fn understood(text: &str) -> Option<Sort> {
    let text: String = text.to_lowercase().split([' ', '　', '\t', '，', ',', '_', ':', '：']).collect();
    let by = |name: &str| BY.iter().find(|(_, names)| names.contains(&name)).map(|(by, _)| *by);
    if let Some(by) = by(&text) {
        let direction = if by == SortBy::Date { Direction::Down } else { Direction::Up };
        return Some(Sort { by, direction });
    }
    if let Some(by) = text.strip_prefix('-').and_then(by) {
        return Some(Sort { by, direction: Direction::Down });
    }
    let named = |(direction, names): &(Direction, &[&str])| {
        let by = names.iter().find_map(|name| by(text.strip_suffix(name)?))?;
        Some(Sort { by, direction: *direction })
    };
    DIRECTIONS.iter().find_map(named)
}

fn report(fields: &mut Fields<'_>, text: &Placed<String>) {
    let typed = &text.value;
    let message = words!("不能按“{typed}”排序", "a column cannot be sorted by `{typed}`");
    let help: Words = if typed.trim().parse::<i64>().is_ok() {
        words!(
            "栏目自己的先后写成“顺序: {typed}”；排序写日期、标题或顺序",
            "the place of the column itself is `order: {typed}`; it can be sorted by date, title or order"
        )
    } else {
        words!(
            "可以写：日期、标题、顺序，后面可加“正序”或“倒序”，如“日期 正序”",
            "write date, title or order, and after it asc or desc, such as `date asc`"
        )
    };
    fields.report(&UNKNOWN_SORT, &text.path, message, Some(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_sorting_are_read_as_they_are_written() {
        let sort = |by, direction| Some(Sort { by, direction });
        for (typed, read) in [
            ("date", sort(SortBy::Date, Direction::Down)),
            ("日期", sort(SortBy::Date, Direction::Down)),
            ("Date ASC", sort(SortBy::Date, Direction::Up)),
            ("日期正序", sort(SortBy::Date, Direction::Up)),
            ("时间　降序", sort(SortBy::Date, Direction::Down)),
            ("-date", sort(SortBy::Date, Direction::Down)),
            ("-title", sort(SortBy::Title, Direction::Down)),
            ("标题", sort(SortBy::Title, Direction::Up)),
            ("title, desc", sort(SortBy::Title, Direction::Down)),
            ("顺序", sort(SortBy::Order, Direction::Up)),
            ("顺序 倒序", sort(SortBy::Order, Direction::Down)),
            ("标题顺序", sort(SortBy::Title, Direction::Up)),
            ("倒序", None),
            ("3", None),
            ("热度", None),
            ("", None),
        ] {
            assert_eq!(understood(typed), read, "{typed}");
        }
    }
}
