//! "Did you mean": the names that a misspelt one is close to.

use pinyin::ToPinyin;

use super::key::fold_name;

/// The candidate that `typed` most probably means, when it is close enough to be a slip. Both are
/// compared as names of keys are.
pub fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let typed = fold_name(typed);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if let Some(distance) = distance(&typed, &fold_name(candidate))
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How far two folded names are from each other; `None` when too far for a slip.
fn distance(typed: &str, name: &str) -> Option<usize> {
    let (typed_count, count) = (typed.chars().count(), name.chars().count());
    if typed_count.abs_diff(count) > 2 || typed_count == 0 {
        return None;
    }
    if sounds_alike(typed, name) {
        return Some(1);
    }
    let distance = strsim::osa_distance(typed, name);
    let longer = count.max(typed_count);
    let (near, far) = if name.is_ascii() { (4, 7) } else { (3, 6) };
    let allowed = if longer >= far { 2 } else { 1 };
    if distance > allowed {
        return None;
    }
    // Of a short name one other sign makes another name (标题, 主题); it is a slip only when a sign is
    // missing, added, or two have changed places.
    let is_swap = typed_count == count && is_permutation(typed, name);
    (longer >= near || typed_count.min(count) > 1 && typed_count != count || is_swap).then_some(distance)
}

fn is_permutation(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    sorted(a) == sorted(b)
}

/// Whether two Han names are read the same without tones: 标提 for 标题, 標題 for 标题.
fn sounds_alike(a: &str, b: &str) -> bool {
    let mut different = false;
    let same = a.chars().zip(b.chars()).all(|(a, b)| {
        different |= a != b;
        a == b
            || match (a.to_pinyin(), b.to_pinyin()) {
                (Some(a), Some(b)) => a.plain() == b.plain(),
                _ => false,
            }
    });
    same && different && a.chars().count() == b.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] =
        &["title", "标题", "date", "日期", "branch", "支部", "frameworks", "主管单位", "标签"];

    #[test]
    fn slips_are_recognised() {
        for (typed, meant) in [
            ("titel", "title"),
            ("Titles", "title"),
            ("frame-work", "frameworks"),
            ("framwroks", "frameworks"),
            ("dat", "date"),
            ("标提", "标题"),
            ("標題", "标题"),
            ("题标", "标题"),
            ("标题名", "标题"),
            ("日期期", "日期"),
            ("主管单为", "主管单位"),
            ("主馆单位", "主管单位"),
            ("支布", "支部"),
        ] {
            assert_eq!(nearest(typed, NAMES.iter().copied()), Some(meant), "{typed}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for typed in ["主题", "学期", "问题", "x", "role", "keywords", "备注", "", "支", "部门", "单位"]
        {
            assert_eq!(nearest(typed, NAMES.iter().copied()), None, "{typed}");
        }
    }

    #[test]
    fn the_closest_wins() {
        assert_eq!(nearest("tittle", ["titles", "title"]), Some("title"));
    }
}
