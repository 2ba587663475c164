//! Lists that are split into pages, and what stands below a column.

use serde::Serialize;

use crate::base::Route;
use crate::model::ColumnId;
use crate::render::World;

use super::card::summary;

/// Pages beside the current one that a pager names.
const BESIDE: u32 = 2;

view! {
    /// Where a page stands among those of its list.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct Pager = "pager" { "分页", "the pages of a list" }
    pub(in crate::render) number: u32 => { "这是第几页，从 1 数起", "the number of this page, from 1" };
    pub(in crate::render) total: u32 => { "一共几页", "how many pages there are" };
    pub(in crate::render) items: usize => { "各页一共列出多少", "how much all pages list" };
    previous: Option<String> => { "前一页", "the page before" };
    next: Option<String> => { "后一页", "the page after" };
    pages: Vec<PagerItem> => { "要显示的各页", "the pages that are named" };
}

view! {
    /// A page of a list, or a gap between pages that are named.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct PagerItem = "pager-item" { "分页里的一页", "a page of a pager" }
    number: Option<u32> => { "第几页；空着表示省略号", "its number; none for a gap" };
    url: Option<String> => { "网址", "its address" };
    current: bool => { "是不是这一页", "whether it is this page" };
}

/// The route of a page of a list: the list's own, then `page/2/` below it.
pub(in crate::render) fn page_route(list: &Route, number: u32) -> Route {
    if number <= 1 { list.clone() } else { Route::folder(&format!("{}page/{number}", list.parent())) }
}

/// The numbers of the pages that so many items need: one at least.
pub(in crate::render) fn page_numbers(items: usize, size: usize) -> impl Iterator<Item = u32> {
    1..=page_count(items, size)
}

fn page_count(items: usize, size: usize) -> u32 {
    items.div_ceil(size.max(1)).max(1) as u32
}

/// What stands on a page.
pub(in crate::render) fn on_page<T>(items: &[T], size: usize, number: u32) -> &[T] {
    let start = (number.max(1) as usize - 1).saturating_mul(size.max(1)).min(items.len());
    let end = start.saturating_add(size.max(1)).min(items.len());
    &items[start..end]
}

/// The pager of a page. It names the first page, the last, and those beside the current one.
pub(in crate::render) fn pager(list: &Route, items: usize, size: usize, number: u32) -> Pager {
    let total = page_count(items, size);
    let url = |number: u32| page_route(list, number).marked();
    let mut pages = Vec::new();
    let mut last = 0;
    for page in 1..=total {
        if page != 1 && page != total && page.abs_diff(number) > BESIDE {
            continue;
        }
        if page > last + 1 {
            pages.push(PagerItem { number: None, url: None, current: false });
        }
        pages.push(PagerItem { number: Some(page), url: Some(url(page)), current: page == number });
        last = page;
    }
    Pager {
        number,
        total,
        items,
        previous: (number > 1).then(|| url(number - 1)),
        next: (number < total).then(|| url(number + 1)),
        pages,
    }
}

view! {
    /// A column, case or page below a column.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct ChildView = "child" { "栏目的下级", "what stands below a column" }
    title: String => { "标题", "its title" };
    url: String => { "网址", "its page" };
    date: Option<String> => { "日期", "its date" };
    summary: String => { "摘要；没有就是空的文字", "its summary, which may be empty" };
}

/// What stands below a column: columns first, then cases, then pages, each by order.
pub(in crate::render) fn children(world: &World, column: ColumnId) -> Vec<ChildView> {
    let columns = world.columns_below(column).map(|column| ChildView {
        title: column.title.clone(),
        url: column.route.marked(),
        date: None,
        summary: column
            .summary
            .clone()
            .or_else(|| column.text.as_ref().map(|text| text.outline.summary.clone()))
            .unwrap_or_default(),
    });
    let cases = world.site[column].cases.iter().map(|id| &world.site[*id]).map(|case| ChildView {
        title: case.title.to_string(),
        url: case.route.marked(),
        date: case.front.date.map(|date| date.to_string()),
        summary: summary(case).to_owned(),
    });
    let pages = world.pages_below(column).map(|page| ChildView {
        title: page.title.clone(),
        url: page.route.marked(),
        date: page.date.map(|date| date.to_string()),
        summary: page.summary.clone(),
    });
    columns.chain(cases).chain(pages).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(items: usize, number: u32) -> String {
        pager(&Route::folder("cases"), items, 10, number)
            .pages
            .iter()
            .map(|page| match (page.number, page.current) {
                (None, _) => "…".to_owned(),
                (Some(number), true) => format!("[{number}]"),
                (Some(number), false) => number.to_string(),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_pager_names_the_pages_beside() {
        assert_eq!(drawn(0, 1), "[1]");
        assert_eq!(drawn(11, 2), "1 [2]");
        assert_eq!(drawn(100, 1), "[1] 2 3 … 10");
        assert_eq!(drawn(100, 5), "1 … 3 4 [5] 6 7 … 10");
        assert_eq!(drawn(100, 10), "1 … 8 9 [10]");
    }

    #[test]
    fn pages_hold_every_item_once() {
        let items: Vec<u32> = (0..23).collect();
        let all: Vec<u32> =
            page_numbers(items.len(), 10).flat_map(|number| on_page(&items, 10, number).to_vec()).collect();
        assert_eq!(all, items);
        assert_eq!(on_page(&items, 10, 99), [0_u32; 0]);
    }

    #[test]
    fn the_first_page_is_the_list_itself() {
        let list = Route::folder("cases");
        assert_eq!(page_route(&list, 1), list);
        assert_eq!(page_route(&list, 2).as_str(), "cases/page/2/index.html");
        assert_eq!(page_route(&Route::folder(""), 2).as_str(), "page/2/index.html");
    }
}
