//! Honours: a row, and tables of them with honest totals.

use serde::Serialize;

use crate::model::Honour;
use crate::relate::{self, HonourRow, Total};
use crate::render::World;
use crate::render::rolls::Roll;
use crate::render::theme::Shared;

use super::figure::years_text;
use super::{Detail, details};

view! {
    /// An honour.
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub(in crate::render) struct HonourView = "honour" { "荣誉", "an honour" }
    name: String => { "名称", "its name" };
    kind: String => { "类别，如“奖项”", "its kind" };
    level: Option<String> => { "级别", "its level" };
    grade: Option<String> => { "等次", "its grade" };
    year: Option<String> => { "年份，或起止年份", "its year, or the first and the last" };
    edition: Option<String> => { "第几届、第几批", "its edition" };
    count: Option<u32> => { "确切的数量；没有写明就是空，不当作 1", "how many exactly; none where that is not stated, never 1" };
    words: Option<String> => { "代替确切数量的文字，如“数十”“30余”", "what stands in place of an exact number" };
    unit: Option<String> => { "量词", "its unit" };
    recipient: Option<String> => { "谁获得的", "who received it" };
    note: Option<String> => { "编者的说明", "a word of the editor" };
    typed: Option<String> => { "写的原文，在只有一行时", "what was typed in one line" };
    other: Vec<Detail> => { "不认识的项，一项一行", "keys that Fengcai does not know, in lines" };
    case: Option<Shared> => { "哪一篇案例的；在那篇案例的页面上为空", "whose it is; none on the page of that case" };
}

view! {
    /// A table of honours.
    #[derive(Clone, Debug, Serialize)]
    pub(in crate::render) struct HonoursView = "honours" { "荣誉表", "a table of honours" }
    rows: Vec<HonourView> => { "各条荣誉", "its rows" };
    totals: Shared => { "合计，奖项、立项、个人分开", "its totals: awards, projects and persons apart" };
}

view! {
    /// The sum of one level and one kind: awards, projects and persons are never in one sum.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct TotalView = "total" { "荣誉的一项合计", "a total of honours" }
    level: Option<String> => { "级别", "the level" };
    kind: String => { "类别", "the kind" };
    known: u64 => { "写明了数量的合计，“30余项”按 30 计", "the sum of what is stated; of “over 30” it holds 30" };
    at_least: bool => { "合计里有“30余项”一类，实际不止这么多", "whether the sum is the least that there are" };
    inexact: u64 => { "只写了约数（如“近30项”）的有几条，没有计入合计", "how many entries state only about how many; the sum leaves them out" };
    unknown: u64 => { "没有写明数量的有几条", "how many entries state no number" };
}

/// An honour as pages tell it; `case` is shown where it is not the page's own.
pub(in crate::render) fn honour_view(world: &World, honour: &Honour, case: Option<Shared>) -> HonourView {
    let Honour {
        name,
        kind,
        level,
        grade,
        year,
        edition,
        count,
        words: in_words,
        unit,
        recipient,
        note,
        typed,
        extra,
        place: _,
    } = honour;
    let words = &world.config.vocabulary;
    HonourView {
        name: name.clone(),
        kind: world.name_in(&words.honour_kinds, kind),
        level: level.as_deref().map(|id| world.name_in(&words.levels, id)),
        grade: grade.as_deref().map(|id| world.name_in(&words.grades, id)),
        year: year.map(years_text),
        edition: edition.clone(),
        count: count.exact(),
        words: in_words.clone(),
        unit: unit.clone(),
        recipient: recipient.as_deref().map(|id| world.name_in(&words.recipients, id)),
        note: note.clone(),
        typed: typed.clone(),
        other: details(extra, world.config.lang),
        case,
    }
}

/// Some rows of a roll with the totals of all of it.
pub(in crate::render) fn honours_view(world: &World, roll: &Roll, shown: &[HonourRow]) -> HonoursView {
    let view = |row: &HonourRow| honour_view(world, world.honour(*row), Some(world.card(row.case)));
    HonoursView { rows: shown.iter().map(view).collect(), totals: roll.totals(world) }
}

/// The table of one case.
pub(in crate::render) fn own_honours(world: &World, honours: &[Honour]) -> HonoursView {
    let rows = honours.iter().map(|honour| honour_view(world, honour, None)).collect();
    HonoursView { rows, totals: Shared::of(&totals(world, honours.iter())) }
}

/// Sums for each level and kind.
pub(in crate::render) fn totals<'a>(
    world: &World,
    honours: impl Iterator<Item = &'a Honour>,
) -> Vec<TotalView> {
    let words = &world.config.vocabulary;
    relate::honours::totals(words, honours)
        .into_iter()
        .map(|(level, kind, Total { known, at_least, inexact, unknown })| TotalView {
            level: level.map(|id| world.name_in(&words.levels, &id)),
            kind: world.name_in(&words.honour_kinds, &kind),
            known,
            at_least,
            inexact,
            unknown,
        })
        .collect()
}
